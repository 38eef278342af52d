//! The pages of reports.

mod one;
mod verify;

use super::{
    NewReport, PaperKind, PaperState, Report, ReportEdit, SignReport, draft, edit, facts, file, list, send,
    sign,
};
use crate::{
    family::{Family, Place, side_menu},
    front::{Asked, Asks, Goto, Pages},
    view::{Block, Cell, Choice, Field, Form, Kind, Layout, Sheet, View, choices, field, tag},
};
use axum::routing::get;
use base::{Day, FamilyId, ReportId};
use host::{Problem, Tx};
use policy::{Act, ReadReport, Role, SeePublicPages, SeeReports, SendReport, WriteReport};
use rules::intake::Side;

/// The pages of this capability.
#[must_use]
pub fn pages() -> Pages {
    let verify = |method| Asks { path: "/verify", method, act: SeePublicPages::NAME };
    Pages::none()
        .show::<SeeReports, FamilyId>("/families/{family}/reports", list_page)
        .show::<WriteReport, FamilyId>("/families/{family}/reports/new", new_page)
        .submit::<WriteReport, FamilyId, NewReport, Report>(
            "/families/{family}/reports/new",
            draft,
            |_, report| Goto::to(format!("/reports/{}", report.id)).saying("report-saved"),
            new_page,
        )
        .show::<ReadReport, ReportId>("/reports/{report}", one::show)
        .show::<WriteReport, ReportId>("/reports/{report}/edit", one::edit_page)
        .submit::<WriteReport, ReportId, ReportEdit, Report>(
            "/reports/{report}/edit",
            edit,
            |id, _| Goto::to(format!("/reports/{id}")).saying("report-saved"),
            one::edit_page,
        )
        .submit::<policy::SignReport, ReportId, SignReport, Report>(
            "/reports/{report}/signature",
            sign,
            |id, _| Goto::to(format!("/reports/{id}")).saying("report-signed"),
            one::show,
        )
        .submit::<SendReport, ReportId, super::NewCopy, super::ReportCopy>(
            "/reports/{report}/copies",
            send,
            |id, _| Goto::to(format!("/reports/{id}")).saying("report-sent"),
            one::show,
        )
        // The signed file, under a name that says nothing of whom it is about.
        .file::<ReadReport, ReportId>("/reports/{report}/document", |tx, id| {
            let (filename, bytes) = file::bytes(tx, id)?;
            Ok((filename.trim_end_matches(".pdf").to_owned(), "application/pdf".to_owned(), bytes))
        })
        .own(verify("GET"), get(verify::show))
        .own(verify("POST"), axum::routing::post(verify::check))
}

fn over(family: &Family) -> String {
    format!("{}, {}", family.title, family.reference)
}

fn list_page(tx: &mut Tx<'_>, id: FamilyId, asked: &Asked) -> Result<View, Problem> {
    let (family, listed) = list(tx, id, &asked.paging())?;
    let writes = tx.actor.role != Role::Referrer;
    let rows: Vec<Vec<Cell>> = listed
        .items
        .iter()
        .map(|report| {
            let state = match (report.state, report.signed_at) {
                (PaperState::Signed, Some(at)) => Cell::from(format!("Signed {}", at.day().words())),
                _ => tag("Draft", "orange"),
            };
            vec![
                Cell::link(&report.reference, format!("/reports/{}", report.id)),
                report.kind.words().into(),
                format!("{} to {}", report.from.words(), report.until.words()).into(),
                report.recipient.as_str().into(),
                state,
            ]
        })
        .collect();
    let base = format!("/families/{id}/reports");
    let mut sheet = Sheet::new("Reports and letters").over(over(&family));
    if writes {
        let new = crate::view::Button::to("Draft a report or letter", format!("{base}/new"));
        sheet = sheet.side(side_menu(tx.actor, &family, Place::Reports)).with(Block::Buttons(vec![new]));
    }
    sheet = if rows.is_empty() {
        let next = if writes {
            "A report is put together from the notes of closed visits. For supported visits it is a letter of \
             dates and times."
        } else {
            "A report appears here once it is signed."
        };
        sheet.with(Block::Empty { title: "No reports yet".into(), next: next.into(), link: None })
    } else {
        sheet.with(Block::Table {
            caption: "Newest first".into(),
            head: ["Reference", "What", "About", "For", "State"].map(String::from).to_vec(),
            rows,
        })
    };
    let next = listed.next.map(|cursor| format!("{base}?cursor={cursor}"));
    let prev = asked.get("cursor").map(|_| base);
    Ok(View::sheet(Layout::Staff, sheet.with(Block::Pages { prev, next })))
}

fn new_page(tx: &mut Tx<'_>, id: FamilyId, asked: &Asked) -> Result<View, Problem> {
    let family = crate::family::family(tx, id)?;
    tx.ask::<WriteReport>(&family.subject)?;
    let today = tx.now.day();
    let visits = facts::choice(tx, id, (today.plus_months(-12), today))?;
    let state = if asked.form().has_errors() { asked.form() } else { dates(asked, &visits, today) };
    let mut fields = vec![
        field("recipient", "Whom is it for?", Kind::Text)
            .hint("For example, the Family Court at Leeds, or Cafcass."),
        field("prepared_for", "What is it prepared for?", Kind::Text)
            .hint("For example, the hearing on 12 January 2027."),
        field("particulars/0/label", "", Kind::Hidden("Court".into())),
        field("particulars/0/value", "Court", Kind::Text),
        field("particulars/1/label", "", Kind::Hidden("Case number".into())),
        field("particulars/1/value", "Case number", Kind::Text),
        field("from", "The first day it is about", Kind::Date),
        field("until", "The last day it is about", Kind::Date),
        field("kind", "What is it to be?", Kind::One(choices!(PaperKind))).hint(
            "Leave this for what the visits allow: observations only where every one of them was observed.",
        ),
    ];
    if !visits.is_empty() {
        let choices = visits
            .iter()
            .rev()
            .take(facts::MOST_VISITS)
            .map(|(id, kind, at)| {
                Choice::new(id.to_string(), format!("{}, {}", at.words(), kind.words().to_lowercase()))
            })
            .collect();
        fields.push(
            field("visits:list", "Only these visits", Kind::Many(choices))
                .hint("Leave all of them empty for every visit of those days."),
        );
    }
    fields.push(times_field());
    let form = Form::new(format!("/families/{id}/reports/new"), state, fields, "Make the draft");
    let sheet = Sheet::new("Draft a report or letter")
        .over(over(&family))
        .side(side_menu(tx.actor, &family, Place::Reports))
        .lead("Nothing leaves the centre before somebody has read it through and signed it.")
        .form(form);
    Ok(View::sheet(Layout::Staff, sheet).back("Reports and letters", format!("/families/{id}/reports")))
}

/// From the first visit there is to today, unless something was typed.
fn dates(
    asked: &Asked,
    visits: &[(base::VisitId, rules::plan::Kind, base::Moment)],
    today: Day,
) -> host::forms::FormState {
    let first = visits.first().map_or(today, |(_, _, at)| at.day());
    asked.form_of(&serde_json::json!({ "from": first, "until": today }))
}

fn times_field() -> Field {
    let choices = Side::ALL.iter().map(|side| Choice::new(side.as_str(), side.words())).collect();
    field(
        "leave_out_times_of:list",
        "Whose exact times of coming and going are to be left out?",
        Kind::Many(choices),
    )
    .hint("For somebody who could be waited for. Whether they came on time is still said.")
}
