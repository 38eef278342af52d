//! The page of the registers, and the forms that add to them.

use super::{
    NewLetterhead, NewOpening, NewRoom, OpeningsAsked, add_opening, add_room, list_entrances, list_openings,
    list_rooms, list_staff, see_letterhead, set_letterhead,
};
use crate::{
    front::{Asked, Goto, Pages},
    view::{Block, Button, Cell, Form, Kind, Layout, Sheet, View, choices, field, link},
};
use host::{Problem, Tx};
use policy::{Role, SeeCentre, SetLetterhead, WriteCentre};

/// The pages of this capability.
#[must_use]
pub fn pages() -> Pages {
    Pages::none()
        .show::<SeeCentre, ()>("/centre", centre)
        .show::<WriteCentre, ()>("/centre/rooms/new", room_form)
        .submit::<WriteCentre, (), NewRoom, _>(
            "/centre/rooms/new",
            |tx, (), new| add_room(tx, new),
            |(), _| Goto::to("/centre").saying("saved"),
            room_form,
        )
        .show::<WriteCentre, ()>("/centre/openings/new", opening_form)
        .submit::<WriteCentre, (), NewOpening, _>(
            "/centre/openings/new",
            |tx, (), new| add_opening(tx, new),
            |(), _| Goto::to("/centre").saying("saved"),
            opening_form,
        )
        .show::<SetLetterhead, ()>("/centre/letterhead", letterhead_form)
        .submit::<SetLetterhead, (), NewLetterhead, _>(
            "/centre/letterhead",
            |tx, (), new| set_letterhead(tx, new),
            |(), _| Goto::to("/centre/letterhead").saying("saved"),
            letterhead_form,
        )
}

fn letterhead_form(tx: &mut Tx<'_>, _: (), asked: &Asked) -> Result<View, Problem> {
    let set = see_letterhead(tx)?;
    let stored = serde_json::json!({
        "name": set.name, "address": set.address.join("\n"), "telephone": set.telephone, "email": set.email,
        "charity_number": set.charity_number, "accreditation": set.accreditation,
    });
    let fields = vec![
        field("name", "The centre’s name", Kind::Text),
        field("address", "Postal address", Kind::Long(5)).hint("One line to a line."),
        field("telephone", "Telephone", Kind::Telephone),
        field("email", "E-mail", Kind::Email).hint("Leave this empty if there is none for all."),
        field("charity_number", "Registered charity number", Kind::Text)
            .hint("Leave this empty if the centre is not a charity."),
        field("accreditation", "Accreditation", Kind::Text)
            .hint("The body that accredited the centre, and the number."),
    ];
    let form = Form::new("/centre/letterhead", asked.form_of(&stored), fields, "Save");
    let sheet = Sheet::new("Head of reports and letters")
        .lead("What is signed from now on has this at its head. What has been signed stays as it is.")
        .form(form);
    let (words, back) = match tx.actor.role {
        Role::Administrator => ("The system today", "/"),
        _ => ("Rooms, opening sessions and staff", "/centre"),
    };
    Ok(View::sheet(Layout::Staff, sheet).back(words, back))
}

fn heads<const N: usize>(words: [&str; N]) -> Vec<String> {
    words.map(String::from).to_vec()
}

fn centre(tx: &mut Tx<'_>, _: (), asked: &Asked) -> Result<View, Problem> {
    let may_write = matches!(tx.actor.role, Role::Coordinator | Role::SafeguardingLead);
    let rooms = list_rooms(tx)?.items;
    let doors = list_entrances(tx)?.items;
    let paging = asked.paging();
    let open = list_openings(tx, &OpeningsAsked { from: None, cursor: paging.cursor, limit: Some(12) })?;
    let staff = list_staff(tx)?.items;
    let mut sheet = Sheet::new("Rooms, opening sessions and staff").with_if(may_write, || {
        Block::Buttons(vec![
            Button::to("Add a room", "/centre/rooms/new"),
            Button::to("Add an opening session", "/centre/openings/new").secondary(),
        ])
    });
    sheet = sheet.with_if(may_write, || {
        Block::Links(vec![link("Who is cleared for what", "/clearance"), link("Training", "/training")])
    });
    sheet = sheet.with_if(tx.actor.role == Role::Coordinator, || {
        Block::Links(vec![link("Head of reports and letters", "/centre/letterhead")])
    });
    sheet = sheet.with(Block::Table {
        caption: "Rooms".into(),
        head: heads(["Room", "Families at once", "Kinds of contact", "What is there"]),
        rows: rooms
            .into_iter()
            .map(|room| {
                let kinds: Vec<&str> = room.kinds.iter().map(|kind| kind.words()).collect();
                vec![
                    room.name.into(),
                    room.families.to_string().into(),
                    kinds.join(", ").into(),
                    room.features.into(),
                ]
            })
            .collect(),
    });
    let doors: Vec<String> = doors.into_iter().map(|door| door.name).collect();
    sheet = sheet.with_if(!doors.is_empty(), || Block::Words(format!("Entrances: {}.", doors.join(", "))));
    sheet = if open.items.is_empty() {
        sheet.with(Block::Empty {
            title: "No opening sessions from today on".into(),
            next: "Visits can only be booked while the centre is open. Add the next session.".into(),
            link: None,
        })
    } else {
        sheet.with(Block::Table {
            caption: "Opening sessions from today".into(),
            head: heads(["Day", "Opens", "Closes"]),
            rows: open
                .items
                .iter()
                .map(|one| {
                    let day = one.starts.day();
                    vec![
                        Cell::link(day.words_with_weekday(), format!("/day/{day}")),
                        one.starts.time_words().into(),
                        one.ends.time_words().into(),
                    ]
                })
                .collect(),
        })
    };
    let next = open.next.map(|cursor| format!("/centre?cursor={cursor}"));
    let prev = asked.get("cursor").map(|_| "/centre".to_owned());
    sheet = sheet.with(Block::Pages { prev, next }).with(Block::Table {
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

fn room_form(_: &mut Tx<'_>, _: (), asked: &Asked) -> Result<View, Problem> {
    let fields = vec![
        field("name", "What is the room called?", Kind::Text),
        field("families:int", "How many families does it hold at once?", Kind::Number),
        field("kinds:list", "Which kinds of contact is it fit for?", Kind::Many(choices!(rules::plan::Kind))),
        field("features", "What is in it, and for whom is it good?", Kind::Long(4))
            .hint("Toys and ages, access, changing table, way out to a garden."),
    ];
    let sheet = Sheet::new("Add a room").form(Form::new("/centre/rooms/new", asked.form(), fields, "Save"));
    Ok(View::sheet(Layout::Staff, sheet).back("Rooms, opening sessions and staff", "/centre"))
}

fn opening_form(_: &mut Tx<'_>, _: (), asked: &Asked) -> Result<View, Problem> {
    let fields = vec![
        field("starts", "When does the centre open?", Kind::Moment),
        field("ends", "When does it close?", Kind::Moment),
    ];
    let sheet = Sheet::new("Add an opening session")
        .lead("Visits can be booked from the first arrival to the last leaving within it.")
        .form(Form::new("/centre/openings/new", asked.form(), fields, "Save"));
    Ok(View::sheet(Layout::Staff, sheet).back("Rooms, opening sessions and staff", "/centre"))
}
