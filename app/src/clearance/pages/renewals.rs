//! What is to be renewed: whose it is, by when, what to do, and the way to where it is done.

use crate::{
    clearance::{RenewalItem, ToRenew, list_renewals},
    front::Asked,
    view::{Block, Cell, Layout, Sheet, View, tag},
};
use base::Day;
use host::{Problem, Tx};
use rules::clearance::{RENEW_AHEAD, RenewalState, Requirement};

/// By when. What is missing already is to be there before they are next on duty or on a visit.
fn by(person: &ToRenew, item: &RenewalItem) -> Cell {
    match (item.renewal.state, person.next_on) {
        (RenewalState::RunsOut, _) => item.renewal.fix_by.words().into(),
        (_, Some(day)) => format!("Now, before {}", day.words()).into(),
        (RenewalState::RanOut, None) => tag("Ran out", "red"),
        (RenewalState::Missing, None) => tag("Missing", "orange"),
    }
}

/// The course that would do, with the way to a place on it.
fn course(person: &ToRenew, item: &RenewalItem) -> Cell {
    let Some(course) = &item.course else {
        let none = match item.renewal.requirement {
            Requirement::Dbs | Requirement::Reference => "",
            _ => "None is planned with a free place",
        };
        return none.into();
    };
    let day = course.starts.day().words();
    let late = if course.in_time || item.renewal.state != RenewalState::RunsOut { "" } else { ", too late" };
    let words = if course.booked {
        format!("Has a place: {}, {day}{late}", course.name)
    } else {
        format!("Book a place: {}, {day}{late}", course.name)
    };
    Cell::link(words, format!("/training/dates/{}?staff={}", course.training, person.staff))
}

/// Where the new certificate is added, with what it is about filled in.
fn renew(person: &ToRenew, item: &RenewalItem) -> Cell {
    let one = &item.renewal;
    if one.waits {
        return "Waits to be checked".into();
    }
    let mut href = format!("/staff/{}/certificates/new?requirement={}", person.staff, one.requirement);
    if let Some(level) = one.level {
        href.push_str(&format!("&level={level}"));
    }
    if one.requirement == Requirement::Role {
        let kinds: Vec<&str> = one.kinds.iter().map(|kind| kind.as_str()).collect();
        href.push_str(&format!("&kinds={}", kinds.join(",")));
    }
    Cell::link("Add the new certificate", href)
}

fn rows(person: &ToRenew, is_named: bool) -> impl Iterator<Item = Vec<Cell>> {
    person.items.iter().map(move |item| {
        let who = is_named.then(|| Cell::link(&person.name, format!("/staff/{}/clearance", person.staff)));
        let told = [
            item.renewal.detail.clone().into(),
            by(person, item),
            item.renewal.remedy.clone().into(),
            course(person, item),
            renew(person, item),
        ];
        who.into_iter().chain(told).collect()
    })
}

fn head(is_named: bool) -> Vec<String> {
    let who = is_named.then_some("Who");
    who.into_iter().chain(["What", "By", "What to do", "Course", "Renew"]).map(String::from).collect()
}

/// What one person has to renew.
pub(crate) fn table_of(people: &[ToRenew]) -> Block {
    Block::Table {
        caption: format!("To be renewed within {RENEW_AHEAD} days"),
        head: head(false),
        rows: people.iter().flat_map(|person| rows(person, false)).collect(),
    }
}

/// The page of everybody.
pub(super) fn page(tx: &mut Tx<'_>, (): (), asked: &Asked) -> Result<View, Problem> {
    let found = list_renewals(tx, &asked.paging())?;
    let until: Day = tx.now.day().plus_days(RENEW_AHEAD);
    let sheet = Sheet::new("What is to be renewed").lead(format!(
        "Everything that runs out by {}, has run out, or is missing. A new certificate counts once a second person \
         has checked it.",
        until.words()
    ));
    let sheet = if found.items.is_empty() {
        sheet.with(Block::Empty {
            title: "Nothing is to be renewed".into(),
            next: format!("Whatever runs out is listed here from {RENEW_AHEAD} days before."),
            link: None,
        })
    } else {
        let next = found.next.map(|cursor| format!("/clearance/renewals?cursor={cursor}"));
        let prev = asked.get("cursor").map(|_| "/clearance/renewals".to_owned());
        sheet
            .with(Block::Table {
                caption: "The most pressing first".into(),
                head: head(true),
                rows: found.items.iter().flat_map(|person| rows(person, true)).collect(),
            })
            .with(Block::Pages { prev, next })
    };
    Ok(View::sheet(Layout::Staff, sheet).back("Who is cleared for what", "/clearance"))
}
