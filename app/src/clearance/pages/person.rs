//! One person's clearance: what they are cleared for, what is missing and by when, what they have to show.

use super::{
    certificate::{shows, standing_tag},
    renewals::table_of,
};
use crate::{
    clearance::{Answered, ClearanceAsked, answer, of_known, of_staff},
    front::Asked,
    schema::visit_supervisor,
    view::{Block, Button, Cell, Layout, Sheet, View, link, tag},
};
use base::{Day, Moment, StaffId};
use diesel::prelude::*;
use host::{Problem, Tx};
use policy::Role;

/// The page of whoever asks.
pub(super) fn own(tx: &mut Tx<'_>, (): (), asked: &Asked) -> Result<View, Problem> {
    let id = tx.actor.staff.ok_or(Problem::NotFound)?;
    page(tx, id, asked)
}

/// The day that is looked at: the one asked for, or that of the next visit that names them, or tomorrow.
fn day_looked_at(tx: &mut Tx<'_>, id: StaffId, asked: &Asked) -> Result<(Day, &'static str), Problem> {
    if let Some(day) = asked.get("on").and_then(|day| day.parse().ok()) {
        return Ok((day, "on the day asked about"));
    }
    let tomorrow = tx.now.day().plus_days(1);
    let centre = tx.centre();
    let next: Option<Moment> = visit_supervisor::table
        .filter(
            visit_supervisor::staff
                .eq(id)
                .and(visit_supervisor::centre.eq(centre))
                .and(visit_supervisor::starts.ge(Moment::start_of(tomorrow))),
        )
        .order(visit_supervisor::starts)
        .select(visit_supervisor::starts)
        .first(tx.db())
        .optional()?;
    Ok(next
        .map_or((tomorrow, "tomorrow"), |next| (next.day(), "on the day of the next visit that names them")))
}

fn of_kinds(answered: &Answered) -> Block {
    let rows = answered
        .kinds
        .iter()
        .map(|one| {
            let state = match (one.is_cleared, one.until) {
                (true, Some(until)) => format!("Until {}", until.words()).into(),
                (true, None) => Cell::from("No end date"),
                (false, _) => tag("Not cleared", "red"),
            };
            vec![one.kind.words().into(), state]
        })
        .collect();
    Block::Table {
        caption: format!("Cleared for contact, from {}", answered.on.words()),
        head: ["Kind of contact", "Cleared"].map(String::from).to_vec(),
        rows,
    }
}

/// What is missing. Where one thing puts all of it right by one day, that is said once, below.
fn missing(answered: &Answered) -> Vec<Block> {
    let all = &answered.clearance.missing;
    let alike = all.first().filter(|first| {
        all.len() > 1 && all.iter().all(|one| (one.fix_by, &one.remedy) == (first.fix_by, &first.remedy))
    });
    let rows = all
        .iter()
        .map(|one| {
            let kinds: Vec<String> = one.kinds.iter().map(|kind| kind.words().to_lowercase()).collect();
            let kinds = if one.kinds.len() == answered.kinds.len() {
                "every kind".to_owned()
            } else {
                kinds.join(", ")
            };
            let mut row: Vec<Cell> = vec![one.detail.clone().into(), kinds.into()];
            if alike.is_none() {
                row.extend([one.fix_by.words().into(), one.remedy.clone().into()]);
            }
            row
        })
        .collect();
    let head: &[&str] = if alike.is_some() {
        &["What", "Kinds of contact"]
    } else {
        &["What", "Kinds of contact", "Put it right by", "How"]
    };
    let table = Block::Table {
        caption: "What is missing".into(),
        head: head.iter().map(|word| (*word).to_owned()).collect(),
        rows,
    };
    std::iter::once(table).chain(alike.map(|one| Block::Words(one.remedy.clone()))).collect()
}

/// The page of one person.
pub(super) fn page(tx: &mut Tx<'_>, id: StaffId, asked: &Asked) -> Result<View, Problem> {
    let (on, which) = day_looked_at(tx, id, asked)?;
    let answered = answer(tx, id, &ClearanceAsked { on: Some(on), kind: None })?;
    let held = of_staff(tx, id)?;
    let to_renew = of_known(tx, id)?;
    let some = answered.kinds.iter().filter(|one| one.is_cleared).count();
    let is_own = tx.actor.staff == Some(id);
    let leads = matches!(tx.actor.role, Role::Coordinator | Role::SafeguardingLead);
    let lead = match (some, answered.is_cleared) {
        (_, true) => format!("Cleared for every kind of contact {which}, {}.", on.words()),
        (0, _) => format!("Not cleared for any contact {which}, {}.", on.words()),
        _ => format!("Cleared for some kinds of contact {which}, {}.", on.words()),
    };
    let mut sheet = Sheet::new(if is_own { "My clearance".to_owned() } else { "Clearance".to_owned() })
        .over(answered.name.clone())
        .lead(lead)
        .with(Block::Buttons(vec![Button::to("Add a certificate", format!("/staff/{id}/certificates/new"))]))
        .with_if(!to_renew.is_empty(), || table_of(&to_renew))
        .with(of_kinds(&answered));
    if !answered.clearance.missing.is_empty() {
        sheet.blocks.extend(missing(&answered));
    }
    sheet = if held.is_empty() {
        sheet.with(Block::Empty {
            title: "No certificates yet".into(),
            next: "Add the first one. Each counts once a second person has checked it.".into(),
            link: None,
        })
    } else {
        let rows = held
            .iter()
            .map(|one| {
                vec![
                    Cell::link(shows(one), format!("/certificates/{}", one.id)),
                    one.credential.from.words().into(),
                    one.credential.expires.map(Day::words).unwrap_or_default().into(),
                    standing_tag(one.credential.standing),
                ]
            })
            .collect();
        sheet.with(Block::Table {
            caption: "Certificates, the newest first".into(),
            head: ["Certificate", "Given on", "Last day", "State"].map(String::from).to_vec(),
            rows,
        })
    };
    sheet = sheet.with_if(leads, || {
        Block::Links(vec![link("Name on learning platforms", format!("/staff/{id}/learner"))])
    });
    let (words, back) = if leads { ("Who is cleared for what", "/clearance") } else { ("Home", "/") };
    Ok(View::sheet(Layout::Staff, sheet).back(words, back))
}
