//! The pages of the registers: one with the whole centre on it, and one for each kind of thing it has.

mod doors;
mod equipment;
mod letterhead;
mod rooms;
mod sites;

use super::{
    NewOpening, add_opening, list_staff,
    room::{CentreRoom, rooms},
    site::{Site, sites},
    times,
};
use crate::{
    front::{Asked, Goto, Pages},
    view::{Block, Cell, Choice, Form, Kind, Layout, Sheet, View, field, link},
};
use base::SiteId;
use host::{Problem, Tx};
use policy::{Actor, Role, SeeCentre, WriteCentre};

/// The words by which one gets back to the whole centre.
pub(super) const BACK: &str = "The centre";

/// The pages of this capability.
#[must_use]
pub fn pages() -> Pages {
    Pages::none()
        .show::<SeeCentre, ()>("/centre", centre)
        .show::<WriteCentre, ()>("/centre/openings/new", opening_form)
        .submit::<WriteCentre, (), NewOpening, _>(
            "/centre/openings/new",
            |tx, (), new| add_opening(tx, new),
            |(), _| Goto::to("/centre/opening-times").saying("saved"),
            opening_form,
        )
        .and(sites::pages())
        .and(rooms::pages())
        .and(doors::pages())
        .and(equipment::pages())
        .and(times::pages())
        .and(letterhead::pages())
}

/// Whether somebody may change what the centre has.
pub(super) fn may_write(actor: &Actor) -> bool {
    matches!(actor.role, Role::Coordinator | Role::SafeguardingLead)
}

/// The heads of a table.
pub(super) fn heads<const N: usize>(words: [&str; N]) -> Vec<String> {
    words.map(String::from).to_vec()
}

/// The sites to choose from.
pub(super) fn site_choices(sites: &[Site]) -> Vec<Choice> {
    sites.iter().map(|site| Choice::new(site.id.as_str(), site.name.as_str())).collect()
}

/// The rooms to choose from.
pub(super) fn room_choices(rooms: &[CentreRoom]) -> Vec<Choice> {
    rooms.iter().map(|room| Choice::new(room.id.as_str(), room.name.as_str())).collect()
}

/// What a site is called.
pub(super) fn site_name(sites: &[Site], id: SiteId) -> String {
    sites.iter().find(|site| site.id == id).map(|site| site.name.clone()).unwrap_or_default()
}

fn centre(tx: &mut Tx<'_>, _: (), _: &Asked) -> Result<View, Problem> {
    let may_write = matches!(tx.actor.role, Role::Coordinator | Role::SafeguardingLead);
    let staff = list_staff(tx)?.items;
    let (sites, rooms) = (sites(tx)?, rooms(tx)?);
    let next = times::next_table(tx, &sites, 4)?;
    let names = |names: Vec<&str>| names.join(", ");
    let mut links = vec![
        link("Opening times and closures", "/centre/opening-times"),
        link("Rooms", "/centre/rooms"),
        link("Pictures for children", "/centre/pictures"),
        link("Sites", "/centre/sites"),
        link("Entrances and waiting areas", "/centre/entrances"),
        link("Equipment", "/centre/equipment"),
    ];
    if may_write {
        links.extend([link("Who is cleared for what", "/clearance"), link("Training", "/training")]);
        links.push(link("Guides for parents", "/guide-texts"));
        links.push(link("Feedback", "/feedback"));
        links.push(link("Words to notice in what children say", "/centre/child-words"));
        links.push(link("Records", "/records"));
    } else {
        links.push(link("Record a request for somebody’s own data", "/records/requests/new"));
        links.push(link("Record a breach", "/records/breaches/new"));
    }
    if tx.actor.role == Role::Coordinator {
        links.push(link("Letterhead", "/centre/letterhead"));
    }
    let mut sheet = Sheet::new("The centre")
        .lead("What the centre has, and when it is open. Bookings follow what is written here.")
        .with(Block::Links(links))
        .with(crate::view::facts([
            ("Sites", names(sites.iter().map(|site| site.name.as_str()).collect())),
            ("Rooms", names(rooms.iter().map(|room| room.name.as_str()).collect())),
        ]))
        .with(next);
    sheet = sheet.with(Block::Table {
        caption: "Staff and volunteers".into(),
        head: heads(["Name", "Role"]),
        rows: staff
            .into_iter()
            .map(|one| {
                let name = if may_write {
                    Cell::link(one.name, format!("/staff/{}/clearance", one.id))
                } else {
                    one.name.into()
                };
                vec![name, one.role.words().into()]
            })
            .collect(),
    });
    Ok(View::sheet(Layout::Staff, sheet))
}

fn opening_form(_: &mut Tx<'_>, _: (), asked: &Asked) -> Result<View, Problem> {
    let fields = vec![
        field("starts", "When does the centre open?", Kind::Moment),
        field("ends", "When does it close?", Kind::Moment),
    ];
    let sheet = Sheet::new("Add one session")
        .lead("The centre opens once more, beside its regular times. The first arrival and the last leaving of a visit must fall within the session.")
        .form(Form::new("/centre/openings/new", asked.form(), fields, "Add the session"));
    Ok(View::sheet(Layout::Staff, sheet).back("Opening times", "/centre/opening-times"))
}
