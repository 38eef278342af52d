//! The pages of rooms.

use super::{BACK, heads, may_write, site_choices, site_name};
use crate::{
    front::{Asked, Goto, Pages},
    premises::{
        room::{NewRoom, add_room, change_room, list_rooms, see_room},
        site::sites,
    },
    view::{Block, Button, Cell, Field, Form, Kind, Layout, Sheet, View, choices, field},
};
use base::RoomId;
use host::{Problem, Tx};
use policy::{SeeCentre, WriteCentre};
use rules::premises::Facility;

const LIST: &str = "/centre/rooms";

pub(super) fn pages() -> Pages {
    Pages::none()
        .show::<SeeCentre, ()>(LIST, list)
        .show::<WriteCentre, ()>("/centre/rooms/new", new_form)
        .submit::<WriteCentre, (), NewRoom, _>(
            "/centre/rooms/new",
            |tx, (), new| add_room(tx, new),
            |(), _| Goto::to(LIST).saying("saved"),
            new_form,
        )
        .show::<WriteCentre, RoomId>("/centre/rooms/{room}", change_form)
        .submit::<WriteCentre, RoomId, NewRoom, _>(
            "/centre/rooms/{room}",
            change_room,
            |_, _| Goto::to(LIST).saying("saved"),
            change_form,
        )
}

/// The words with a capital letter first.
fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn list(tx: &mut Tx<'_>, _: (), _: &Asked) -> Result<View, Problem> {
    let (rooms, sites) = (list_rooms(tx)?.items, sites(tx)?);
    let writes = may_write(tx.actor);
    let rows: Vec<Vec<Cell>> = rooms
        .iter()
        .map(|room| {
            let name = room.name.as_str();
            let kinds: Vec<&str> = room.kinds.iter().map(|kind| kind.words()).collect();
            vec![
                if writes { Cell::link(name, format!("{LIST}/{}", room.id)) } else { name.into() },
                site_name(&sites, room.site).into(),
                room.families.to_string().into(),
                kinds.join(", ").into(),
                room.ages().map_or_else(|| "Any age".to_owned(), |ages| capital(&ages)).into(),
                room.facility_words().into(),
                room.features.as_str().into(),
            ]
        })
        .collect();
    let mut sheet = Sheet::new("Rooms")
        .with_if(writes, || Block::Buttons(vec![Button::to("Add a room", "/centre/rooms/new")]));
    sheet = if rows.is_empty() {
        sheet.with(Block::Empty {
            title: "No rooms yet".into(),
            next: "Every visit is booked in a room. Add the first one.".into(),
            link: None,
        })
    } else {
        sheet.with(Block::Table {
            caption: "Rooms".into(),
            head: heads([
                "Room",
                "Site",
                "Families at once",
                "Kinds of contact",
                "Ages",
                "Has",
                "What is there",
            ]),
            rows,
        })
    };
    Ok(View::sheet(Layout::Staff, sheet).back(BACK, "/centre"))
}

fn fields(tx: &mut Tx<'_>) -> Result<Vec<Field>, Problem> {
    let sites = sites(tx)?;
    let mut fields = vec![field("name", "What is the room called?", Kind::Text)];
    if sites.len() > 1 {
        fields.push(field("site", "At which site is it?", Kind::One(site_choices(&sites))));
    }
    fields.extend([
        field("families:int", "How many families does it hold at once?", Kind::Number),
        field("kinds:list", "Which kinds of contact is it fit for?", Kind::Many(choices!(rules::plan::Kind))),
        field("facilities:list", "What does it have?", Kind::Many(choices!(Facility)))
            .hint("If a plan asks for one of these, only rooms that have it can be booked."),
        field("youngest:int", "What is the youngest age it suits?", Kind::Number)
            .hint("In years. Leave this empty for any age."),
        field("oldest:int", "What is the oldest age it suits?", Kind::Number)
            .hint("In years. Leave this empty for any age."),
        field("toys", "Which toys and equipment are in it?", Kind::Long(3)),
        field("features", "What else is there to know about it?", Kind::Long(4))
            .hint("For example whom it suits, and how you get in."),
    ]);
    Ok(fields)
}

fn new_form(tx: &mut Tx<'_>, _: (), asked: &Asked) -> Result<View, Problem> {
    let form = Form::new("/centre/rooms/new", asked.form(), fields(tx)?, "Add the room");
    Ok(View::sheet(Layout::Staff, Sheet::new("Add a room").form(form)).back("Rooms", LIST))
}

fn change_form(tx: &mut Tx<'_>, id: RoomId, asked: &Asked) -> Result<View, Problem> {
    let room = see_room(tx, id)?;
    let form = Form::new(format!("{LIST}/{id}"), asked.form_of(&room), fields(tx)?, "Save the room");
    let sheet = Sheet::new(room.name.as_str())
        .lead("When you save, visits booked here are checked again. Any that need what the room no longer has are marked as not safe.")
        .form(form);
    Ok(View::sheet(Layout::Staff, sheet).back("Rooms", LIST))
}
