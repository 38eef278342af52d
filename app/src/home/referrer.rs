//! A referrer's own referrals and reports, and what is asked of them.

use crate::{
    report::PaperState,
    schema::{attachment, family, referral, report},
    view::{Block, Button, Cell, Layout, Sheet, View, WorkLine, tag},
};
use base::{FamilyId, Moment, ReferralId, ReportId};
use diesel::prelude::*;
use host::{Problem, Tx, among, seal::Sealed};
use rules::intake::Stage;
use serde_json::Value;
use std::collections::{BTreeSet, HashMap};

struct Own {
    id: ReferralId,
    family: Option<(FamilyId, String, Stage)>,
    state: String,
    submitted: Option<Moment>,
    created: Moment,
    orders: usize,
}

pub(super) fn home(tx: &mut Tx<'_>) -> Result<View, Problem> {
    let own = referrals(tx)?;
    let copies = copies(tx, &own)?;
    let reports = reports(tx, &own)?;
    let mut sheet = Sheet::new("Your referrals")
        .with(Block::Buttons(vec![Button::to("Refer a family", "/referrals/new")]));
    let asked = asked(&own, &copies);
    if !asked.is_empty() {
        sheet = sheet.with(Block::Heading("What we ask of you".into())).with(Block::Work(asked));
    }
    sheet = if own.is_empty() {
        sheet.with(Block::Empty {
            title: "You have referred nobody yet".into(),
            next: "You can save a referral and come back to it. Each parent's details are kept apart.".into(),
            link: None,
        })
    } else {
        sheet.with(Block::Table {
            caption: "The newest first".into(),
            head: ["Children", "Sent", "How far"].map(String::from).to_vec(),
            rows: own.iter().map(row).collect(),
        })
    };
    if !reports.is_empty() {
        let rows = reports
            .into_iter()
            .map(|(id, reference, signed, title)| {
                vec![
                    Cell::link(reference, format!("/reports/{id}")),
                    title.into(),
                    signed.map(|at| at.day().words()).unwrap_or_default().into(),
                ]
            })
            .collect();
        sheet = sheet.with(Block::Table {
            caption: "Signed reports and letters".into(),
            head: ["Reference", "Children", "Signed"].map(String::from).to_vec(),
            rows,
        });
    }
    Ok(View::sheet(Layout::Staff, sheet))
}

fn referrals(tx: &mut Tx<'_>) -> Result<Vec<Own>, Problem> {
    let (centre, me) = (tx.centre(), tx.actor.account);
    type Row = (
        (ReferralId, String, Sealed, Moment, Option<Moment>),
        (Option<FamilyId>, Option<String>, Option<Stage>),
    );
    let rows: Vec<Row> = referral::table
        .left_join(family::table.on(referral::family.eq(family::id.nullable())))
        .filter(referral::centre.eq(centre).and(referral::author.eq(me)))
        .filter(referral::state.ne("withdrawn"))
        .order((referral::created.desc(), referral::id))
        .limit(50)
        .select((
            (referral::id, referral::state, referral::document, referral::created, referral::submitted),
            (family::id.nullable(), family::title.nullable(), family::stage.nullable()),
        ))
        .load(tx.db())?;
    rows.into_iter()
        .map(|((id, state, document, created, submitted), (family, title, stage))| {
            let document: Value = tx.open(&document)?;
            let orders = document["orders"].as_array().map_or(0, Vec::len);
            let family = family.zip(title).zip(stage).map(|((id, title), stage)| (id, title, stage));
            Ok(Own { id, family, state, submitted, created, orders })
        })
        .collect()
}

type Copies = HashMap<ReferralId, BTreeSet<i32>>;

fn copies(tx: &mut Tx<'_>, own: &[Own]) -> Result<Copies, Problem> {
    let ids: Vec<ReferralId> = own.iter().map(|own| own.id).collect();
    let rows: Vec<(Option<ReferralId>, Option<i32>)> = attachment::table
        .filter(among(attachment::referral, ids))
        .select((attachment::referral, attachment::order_number))
        .load(tx.db())?;
    let mut copies = Copies::new();
    for (id, number) in rows.into_iter().filter_map(|(id, number)| id.zip(number)) {
        copies.entry(id).or_default().insert(number);
    }
    Ok(copies)
}

fn reports(tx: &mut Tx<'_>, own: &[Own]) -> Result<Vec<(ReportId, String, Option<Moment>, String)>, Problem> {
    let families: Vec<FamilyId> = own.iter().filter_map(|own| own.family.as_ref().map(|it| it.0)).collect();
    Ok(report::table
        .inner_join(family::table.on(family::id.eq(report::family)))
        .filter(among(report::family, families).and(report::state.eq(PaperState::Signed)))
        .order((report::signed_at.desc(), report::id))
        .limit(25)
        .select((report::id, report::reference, report::signed_at, family::title))
        .load(tx.db())?)
}

fn asked(own: &[Own], copies: &Copies) -> Vec<WorkLine> {
    own.iter()
        .filter_map(|own| {
            let title = own.family.as_ref().map_or("this family", |family| family.1.as_str());
            if own.state == "draft" {
                return Some(WorkLine {
                    title: "Finish and send your draft".to_owned(),
                    href: format!("/referrals/{}", own.id),
                    why: "We see a referral when it is sent.".to_owned(),
                    due: format!("Begun {}", own.created.day().words()),
                    urgent: false,
                });
            }
            let missing = own.orders.saturating_sub(copies.get(&own.id).map_or(0, BTreeSet::len));
            let over = own.family.as_ref().is_some_and(|family| {
                matches!(family.2, Stage::MovedOn | Stage::Redirected | Stage::Declined)
            });
            (missing > 0 && !over).then(|| WorkLine {
                title: format!("Send a copy of each court order: {title}"),
                href: format!("/referrals/{}/copies", own.id),
                why: "No visit can take place before we hold a copy.".to_owned(),
                due: if missing == 1 { "1 is missing".to_owned() } else { format!("{missing} are missing") },
                urgent: true,
            })
        })
        .collect()
}

fn row(own: &Own) -> Vec<Cell> {
    let title = own.family.as_ref().map_or("Draft", |family| family.1.as_str());
    let sent = own.submitted.map_or_else(|| "Not sent".to_owned(), |at| at.day().words());
    let how_far = own.family.as_ref().map_or_else(|| tag("Draft", "grey"), |it| it.2.words().into());
    vec![Cell::link(title, format!("/referrals/{}", own.id)), sent.into(), how_far]
}
