//! The pages on which the trail is read.

use super::{TrailLine, lines};
use crate::{
    family::{Place, side_menu},
    front::{Asked, Pages},
    view::{Block, Cell, Layout, Sheet, View, tag},
};
use base::{FamilyId, StaffId};
use host::{Problem, Tx, paging::Listed};
use policy::{SeeStaffTrail, SeeTrail};

pub(super) fn pages() -> Pages {
    Pages::none()
        .show::<SeeTrail, FamilyId>("/families/{family}/trail", of_family)
        .show::<SeeStaffTrail, StaffId>("/staff/{staff}/trail", of_staff)
}

fn table(listed: &Listed<TrailLine>, caption: &str, with_family: bool) -> Block {
    let last = if with_family { "Family" } else { "What for" };
    let rows = listed.items.iter().map(|line| {
        let who = line.who.as_ref().map_or_else(|| line.role.clone(), |who| format!("{who}, {}", line.role));
        let last = match (with_family, &line.family, &line.reference) {
            (true, Some(id), Some(reference)) => Cell::link(reference, format!("/families/{id}")),
            (true, ..) => "".into(),
            (false, ..) => line.purpose.as_str().into(),
        };
        let how = if line.wrote { tag("Changed", "purple") } else { tag("Looked", "grey") };
        vec![line.at.words().into(), who.into(), how, line.what.as_str().into(), last]
    });
    Block::Table {
        caption: caption.into(),
        head: ["When", "Who", "How", "What", last].map(String::from).to_vec(),
        rows: rows.collect(),
    }
}

fn listed(sheet: Sheet, listed: &Listed<TrailLine>, asked: &Asked, path: &str, with_family: bool) -> Sheet {
    let prev = asked.get("cursor").map(|_| path.to_owned());
    let next = listed.next.as_ref().map(|cursor| format!("{path}?cursor={cursor}"));
    let sheet = if listed.items.is_empty() {
        sheet.with(Block::Empty {
            title: "Nothing yet".into(),
            next: "Whoever looks or writes appears here at once.".into(),
            link: None,
        })
    } else {
        sheet.with(table(listed, "The newest first", with_family))
    };
    sheet.with(Block::Pages { prev, next })
}

fn of_family(tx: &mut Tx<'_>, id: FamilyId, asked: &Asked) -> Result<View, Problem> {
    let (family, lines) = lines::of_family(tx, id, &asked.paging())?;
    let sheet = Sheet::new("Who has looked")
        .over(format!("{}, {}", family.title, family.reference))
        .lead("Everybody who looked at this family’s record or changed it. That you read this is written down too.")
        .side(side_menu(tx.actor, &family, Place::Trail));
    let sheet = listed(sheet, &lines, asked, &format!("/families/{id}/trail"), false);
    Ok(View::sheet(Layout::Staff, sheet))
}

fn of_staff(tx: &mut Tx<'_>, id: StaffId, asked: &Asked) -> Result<View, Problem> {
    let (name, lines) = lines::of_staff(tx, id, &asked.paging())?;
    let sheet = Sheet::new("What they looked at and changed")
        .over(name.clone())
        .lead("That you read this is written down too.");
    let sheet = listed(sheet, &lines, asked, &format!("/staff/{id}/trail"), true);
    Ok(View::sheet(Layout::Staff, sheet).back(name, format!("/staff/{id}")))
}
