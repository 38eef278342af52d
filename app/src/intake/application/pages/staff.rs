//! What staff see of parents' applications: which may belong together, and the two halves side by side.

use super::{answers::answers, step::Step};
use crate::{
    front::Asked,
    intake::application::{Application, ApplicationLine, ApplicationState, ApplicationsAsked, list, see},
    view::{Block, Cell, Choice, Fact, Form, Kind, Layout, Sheet, View, facts, field, link, tag},
    words::Words,
};
use base::{ApplicationId, Day, Name};
use host::{Problem, Tx};
use serde::Deserialize;
use utoipa::ToSchema;

/// Which of two applications is the resident party's.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SidesForm {
    /// Whom the children live with.
    pub resident: ApplicationId,
}

fn row(line: &ApplicationLine) -> Vec<Cell> {
    let children: Vec<String> = line
        .children
        .iter()
        .map(|child| format!("{} ({})", child.name, child.born.map(Day::words).unwrap_or_default()))
        .collect();
    let pair = match (line.may_belong_with.as_slice(), line.referral) {
        (_, Some(referral)) => Cell::link("Open the referral", format!("/referrals/{referral}")),
        ([], None) => tag("One side so far", "grey"),
        ([other, ..], None) => Cell::link(
            format!("Look beside {}", other.name),
            format!("/applications/{}/beside/{}", line.id, other.id),
        ),
    };
    vec![
        Cell::link(line.name.clone(), format!("/applications/{}", line.id)),
        match line.children_live_with_them {
            Some(true) => "Children live with them".into(),
            Some(false) => "Would visit".into(),
            None => "".into(),
        },
        children.join("; ").into(),
        line.submitted.map(|at| at.day().words()).unwrap_or_default().into(),
        pair,
    ]
}

/// The applications that were sent.
pub(super) fn list_page(tx: &mut Tx<'_>, _: (), asked: &Asked) -> Result<View, Problem> {
    let is_joined = asked.get("state") == Some("joined");
    let state = if is_joined { ApplicationState::Joined } else { ApplicationState::Submitted };
    let listed = list(
        tx,
        &ApplicationsAsked {
            state: Some(state),
            cursor: asked.get("cursor").map(str::to_owned),
            limit: None,
        },
    )?;
    let rows: Vec<Vec<Cell>> = listed.items.iter().map(row).collect();
    let mut sheet = Sheet::new("Parents’ applications").lead(
        "Each parent applied alone. Neither may learn from you that the other has: say nothing of the other’s application to either.",
    );
    sheet = if rows.is_empty() {
        sheet.with(Block::Empty {
            title: "No applications here".into(),
            next: "They appear as soon as a parent sends one from the public page.".into(),
            link: None,
        })
    } else {
        sheet.with(Block::Table {
            caption: if is_joined { "Joined, newest first" } else { "Sent, newest first" }.into(),
            head: ["Who", "Side", "Children", "Sent", "May belong together"].map(String::from).to_vec(),
            rows,
        })
    };
    let here = format!("/applications?state={state}");
    let next = listed.next.map(|cursor| format!("{here}&cursor={cursor}"));
    let prev = asked.get("cursor").map(|_| here);
    let other = if is_joined {
        link("Applications that wait for their other half", "/applications")
    } else {
        link("Applications joined into a referral", "/applications?state=joined")
    };
    let sheet = sheet.with(Block::Pages { prev, next }).with(Block::Links(vec![other]));
    Ok(View::sheet(Layout::Staff, sheet).back("Referrals", "/referrals"))
}

fn name_of(it: &Application) -> String {
    let name = it.document.about.as_ref().and_then(|about| about.name.as_ref());
    name.map_or_else(|| "No name given".to_owned(), Name::to_string)
}

/// What an application says at a step, in the language of staff.
fn told(step: Step, it: &Application) -> Vec<Fact> {
    answers(step, &it.document, Words::english())
}

/// One application, without its contact.
pub(super) fn one(tx: &mut Tx<'_>, id: ApplicationId, _: &Asked) -> Result<View, Problem> {
    let it = see(tx, id)?;
    let mut sheet = Sheet::new(format!("Application from {}", name_of(&it)))
        .lead("Contact details are kept apart until the application becomes part of a referral.")
        .with(facts([
            ("State", it.state.words().to_owned()),
            ("Sent", it.submitted.map(base::Moment::words).unwrap_or_default()),
        ]));
    for step in Step::ALL.iter().filter(|step| **step != Step::Contact) {
        let facts = told(*step, &it);
        sheet = sheet.with(Block::Heading(step.words().to_owned())).with(if facts.is_empty() {
            Block::Words("None given.".into())
        } else {
            Block::Facts(facts)
        });
    }
    if let Some(referral) = it.referral {
        sheet = sheet.with(Block::Links(vec![link("Open the referral", format!("/referrals/{referral}"))]));
    }
    Ok(View::sheet(Layout::Staff, sheet).back("Applications", "/applications"))
}

/// Two halves side by side, and the question whose is whose.
pub(super) fn beside(
    tx: &mut Tx<'_>,
    (one, other): (ApplicationId, ApplicationId),
    asked: &Asked,
) -> Result<View, Problem> {
    let (left, right) = (see(tx, one)?, see(tx, other)?);
    let names = [name_of(&left), name_of(&right)];
    let mut sheet = Sheet::new("Two applications side by side").lead(
        "Are these the two sides of one family? Joining makes one draft referral of them. Neither parent is told.",
    );
    for step in Step::ALL.iter().filter(|step| **step != Step::Contact) {
        let (mine, theirs) = (told(*step, &left), told(*step, &right));
        let rows: Vec<Vec<Cell>> = (0..mine.len().max(theirs.len()))
            .map(|index| beside_row(mine.get(index), theirs.get(index)))
            .collect();
        sheet = sheet.with_if(!rows.is_empty(), || Block::Table {
            caption: step.words().to_owned(),
            head: vec!["Question".into(), names[0].clone(), names[1].clone()],
            rows,
        });
    }
    if left.referral.is_none() && right.referral.is_none() {
        let lives =
            |it: &Application| it.document.about.as_ref().and_then(|about| about.children_live_with_me);
        let mut state = asked.form();
        if state.value("resident").is_empty() {
            match (lives(&left), lives(&right)) {
                (Some(true), Some(false)) => state = state.with("resident", one.to_string()),
                (Some(false), Some(true)) => state = state.with("resident", other.to_string()),
                _ => {}
            }
        }
        let who = vec![
            Choice::new(one.to_string(), names[0].clone()),
            Choice::new(other.to_string(), names[1].clone()),
        ];
        let fields = vec![
            field("resident", "With whom do the children live?", Kind::One(who))
                .hint("The other becomes the visiting party."),
        ];
        sheet = sheet.form(Form::new(
            format!("/applications/{one}/beside/{other}"),
            state,
            fields,
            "Join into one referral",
        ));
    }
    Ok(View::sheet(Layout::Staff, sheet).back("Applications", "/applications"))
}

fn beside_row(mine: Option<&Fact>, theirs: Option<&Fact>) -> Vec<Cell> {
    let cell = |it: Option<&Fact>| it.map(|it| it.value.clone()).filter(|value| !value.is_empty());
    let key = match (mine, theirs) {
        (Some(one), Some(other)) if one.key != other.key => format!("{} / {}", one.key, other.key),
        (Some(one), _) => one.key.clone(),
        (None, Some(other)) => other.key.clone(),
        (None, None) => String::new(),
    };
    let or = |value: Option<String>| value.unwrap_or_else(|| "Not given".to_owned());
    vec![key.into(), or(cell(mine)).into(), or(cell(theirs)).into()]
}
