//! Who is cleared for what in the whole centre, for those who answer for it.

use super::certificate::shows;
use crate::{
    clearance::{Lapse, lapses, list},
    front::Asked,
    view::{Block, Cell, Layout, Sheet, View, link, tag},
};
use base::Day;
use host::{Problem, Tx, paging::Paging};
use rules::{clearance::Requirement, plan::Kind};

fn kinds(one: &Lapse) -> String {
    if one.kinds.len() == Kind::ALL.len() {
        return "Every kind".to_owned();
    }
    one.kinds.iter().map(|kind| kind.words()).collect::<Vec<_>>().join(", ")
}

fn requirements(one: &Lapse) -> String {
    one.requirements.iter().map(|what: &Requirement| what.words()).collect::<Vec<_>>().join(", ")
}

fn person(one: &Lapse) -> Cell {
    Cell::link(one.name.clone(), format!("/staff/{}/clearance", one.staff))
}

fn head<const N: usize>(words: [&str; N]) -> Vec<String> {
    words.map(String::from).to_vec()
}

/// The page.
pub(super) fn page(tx: &mut Tx<'_>, (): (), asked: &Asked) -> Result<View, Problem> {
    let found = lapses(tx)?;
    let waiting = list(tx, &Paging { cursor: asked.paging().cursor, limit: Some(10) })?;
    let soon = tx.now.day().plus_months(1);
    let mut sheet = Sheet::new("Who is cleared for what")
        .lead("Worked out today from the certificates that a second person has checked.")
        .with(Block::Links(vec![
            link("What is to be renewed", "/clearance/renewals"),
            link("What people need before contact", "/clearance/policy"),
            link("Training", "/training"),
            link("Places lost if nothing is renewed", "/clearance/forecast"),
        ]));
    if !waiting.items.is_empty() {
        let rows = waiting
            .items
            .iter()
            .map(|one| {
                vec![
                    Cell::link(shows(one), format!("/certificates/{}", one.id)),
                    one.name.clone().into(),
                    one.added_by.clone().into(),
                    one.added_at.day().words().into(),
                ]
            })
            .collect();
        sheet = sheet.with(Block::Table {
            caption: "Certificates to check".into(),
            head: head(["Certificate", "About", "Added by", "Added on"]),
            rows,
        });
    }
    let next = waiting.next.map(|cursor| format!("/clearance?cursor={cursor}"));
    let prev = asked.get("cursor").map(|_| "/clearance".to_owned());
    sheet = sheet.with(Block::Pages { prev, next });
    sheet = if found.falling_out.is_empty() {
        sheet.with(Block::Empty {
            title: format!("Nobody’s clearance ends before {}", found.until.words()),
            next: "Whoever’s clearance ends within six months is listed here, the soonest first.".into(),
            link: None,
        })
    } else {
        let rows = found.falling_out.iter().map(|one| {
            let until = one.until.map(Day::words).unwrap_or_default();
            let until =
                if one.until.is_some_and(|day| day <= soon) { tag(until, "orange") } else { until.into() };
            vec![person(one), until, requirements(one).into(), kinds(one).into()]
        });
        sheet.with(Block::Table {
            caption: "Whose clearance ends in the next six months".into(),
            head: head(["Who", "Cleared until", "What ends", "For which contact"]),
            rows: rows.collect(),
        })
    };
    sheet = sheet.with_if(!found.not_cleared.is_empty(), || Block::Table {
        caption: "Cleared for nothing today".into(),
        head: head(["Who", "Role", "What is missing for supported contact"]),
        rows: found
            .not_cleared
            .iter()
            .map(|one| vec![person(one), one.role.words().into(), requirements(one).into()])
            .collect(),
    });
    sheet = sheet.with_if(!found.cleared.is_empty(), || Block::Table {
        caption: "Cleared today".into(),
        head: head(["Who", "Role", "For", "Until"]),
        rows: found
            .cleared
            .iter()
            .map(|one| {
                let until = one.until.map_or_else(|| "No end date".to_owned(), Day::words);
                vec![person(one), one.role.words().into(), kinds(one).into(), until.into()]
            })
            .collect(),
    });
    Ok(View::sheet(Layout::Staff, sheet).back("The centre", "/centre"))
}
