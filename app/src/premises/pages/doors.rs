//! The pages of entrances and waiting areas.

use super::{BACK, heads, may_write, site_choices, site_name};
use crate::{
    front::{Asked, Goto, Pages},
    premises::{
        door::{
            DoorName, NewDoor, add_entrance, add_waiting_area, close_entrance, close_waiting_area,
            list_entrances, list_waiting_areas, rename_entrance, rename_waiting_area, see_entrance,
            see_waiting_area,
        },
        site::sites,
    },
    view::{Block, Button, Cell, Form, Kind, Layout, Sheet, View, field, tag},
};
use base::{Day, EntranceId, WaitingAreaId};
use host::{Problem, Tx, api::Nothing};
use policy::{SeeCentre, WriteCentre};

const LIST: &str = "/centre/entrances";
const AREAS: &str = "/centre/waiting-areas";

pub(super) fn pages() -> Pages {
    Pages::none()
        .show::<SeeCentre, ()>(LIST, list)
        .show::<WriteCentre, ()>("/centre/entrances/new", entrance_form)
        .submit::<WriteCentre, (), NewDoor, _>(
            "/centre/entrances/new",
            |tx, (), new| add_entrance(tx, new),
            |(), _| Goto::to(LIST).saying("saved"),
            entrance_form,
        )
        .show::<WriteCentre, EntranceId>("/centre/entrances/{entrance}", entrance_page)
        .submit::<WriteCentre, EntranceId, DoorName, _>(
            "/centre/entrances/{entrance}",
            rename_entrance,
            |_, _| Goto::to(LIST).saying("saved"),
            entrance_page,
        )
        .submit::<WriteCentre, EntranceId, Nothing, _>(
            "/centre/entrances/{entrance}/closing",
            |tx, id, _| close_entrance(tx, id),
            |_, _| Goto::to(LIST).saying("saved"),
            entrance_page,
        )
        .show::<WriteCentre, ()>("/centre/waiting-areas/new", area_form)
        .submit::<WriteCentre, (), NewDoor, _>(
            "/centre/waiting-areas/new",
            |tx, (), new| add_waiting_area(tx, new),
            |(), _| Goto::to(LIST).saying("saved"),
            area_form,
        )
        .show::<WriteCentre, WaitingAreaId>("/centre/waiting-areas/{area}", area_page)
        .submit::<WriteCentre, WaitingAreaId, DoorName, _>(
            "/centre/waiting-areas/{area}",
            rename_waiting_area,
            |_, _| Goto::to(LIST).saying("saved"),
            area_page,
        )
        .submit::<WriteCentre, WaitingAreaId, Nothing, _>(
            "/centre/waiting-areas/{area}/closing",
            |tx, id, _| close_waiting_area(tx, id),
            |_, _| Goto::to(LIST).saying("saved"),
            area_page,
        )
}

/// One line of either list.
fn row(name: String, href: Option<String>, site: String, closed_on: Option<Day>) -> Vec<Cell> {
    let state = match closed_on {
        Some(day) => tag(format!("Closed on {}", day.words()), "grey"),
        None => tag("In use", "green"),
    };
    vec![
        href.map_or_else(|| Cell::from(name.as_str()), |href| Cell::link(name.as_str(), href)),
        site.into(),
        state,
    ]
}

fn list(tx: &mut Tx<'_>, _: (), _: &Asked) -> Result<View, Problem> {
    let (doors, areas, sites) = (list_entrances(tx)?.items, list_waiting_areas(tx)?.items, sites(tx)?);
    let writes = may_write(tx.actor);
    let doors: Vec<Vec<Cell>> = doors
        .into_iter()
        .map(|one| {
            let href = writes.then(|| format!("{LIST}/{}", one.id));
            row(one.name, href, site_name(&sites, one.site), one.closed_on)
        })
        .collect();
    let areas: Vec<Vec<Cell>> = areas
        .into_iter()
        .map(|one| {
            let href = writes.then(|| format!("{AREAS}/{}", one.id));
            row(one.name, href, site_name(&sites, one.site), one.closed_on)
        })
        .collect();
    let mut sheet = Sheet::new("Entrances and waiting areas")
        .lead("A plan sends each side to a door of its own, so that two people do not meet.")
        .with_if(writes, || {
            Block::Buttons(vec![
                Button::to("Add an entrance", "/centre/entrances/new"),
                Button::to("Add a waiting area", "/centre/waiting-areas/new").secondary(),
            ])
        });
    for (title, rows) in [("Entrances", doors), ("Waiting areas", areas)] {
        sheet = if rows.is_empty() {
            let next = "Add one, so that plans and the day screen can say where people go.".to_owned();
            sheet.with(Block::Empty { title: format!("No {} yet", title.to_lowercase()), next, link: None })
        } else {
            sheet.with(Block::Table { caption: title.into(), head: heads(["Name", "Site", "State"]), rows })
        };
    }
    Ok(View::sheet(Layout::Staff, sheet).back(BACK, "/centre"))
}

fn new_form(tx: &mut Tx<'_>, asked: &Asked, title: &str, action: &str) -> Result<View, Problem> {
    let sites = sites(tx)?;
    let mut fields = vec![field("name", "What do people call it?", Kind::Text)];
    if sites.len() > 1 {
        fields.push(field("site", "At which site is it?", Kind::One(site_choices(&sites))));
    }
    let sheet = Sheet::new(title).form(Form::new(action, asked.form(), fields, "Add it"));
    Ok(View::sheet(Layout::Staff, sheet).back("Entrances and waiting areas", LIST))
}

fn entrance_form(tx: &mut Tx<'_>, _: (), asked: &Asked) -> Result<View, Problem> {
    new_form(tx, asked, "Add an entrance", "/centre/entrances/new")
}

fn area_form(tx: &mut Tx<'_>, _: (), asked: &Asked) -> Result<View, Problem> {
    new_form(tx, asked, "Add a waiting area", "/centre/waiting-areas/new")
}

fn one_page(asked: &Asked, name: &str, base: &str, closed_on: Option<Day>) -> View {
    let stored = serde_json::json!({ "name": name });
    let fields = vec![field("name", "What do people call it?", Kind::Text)];
    let mut sheet = Sheet::new(name).form(Form::new(base, asked.form_of(&stored), fields, "Save the name"));
    sheet = match closed_on {
        Some(day) => sheet.with(Block::Words(format!("It was closed on {}.", day.words()))),
        None => sheet
            .with(Block::Heading("Close it for good".into()))
            .with(Block::Words("Nobody can choose it any more. This cannot be taken back.".into()))
            .with(Block::Buttons(vec![
                Button::post("Close it for good", format!("{base}/closing"), &asked.other("closing"))
                    .warning(),
            ])),
    };
    View::sheet(Layout::Staff, sheet).back("Entrances and waiting areas", LIST)
}

fn entrance_page(tx: &mut Tx<'_>, id: EntranceId, asked: &Asked) -> Result<View, Problem> {
    let one = see_entrance(tx, id)?;
    Ok(one_page(asked, &one.name, &format!("{LIST}/{id}"), one.closed_on))
}

fn area_page(tx: &mut Tx<'_>, id: WaitingAreaId, asked: &Asked) -> Result<View, Problem> {
    let one = see_waiting_area(tx, id)?;
    Ok(one_page(asked, &one.name, &format!("{AREAS}/{id}"), one.closed_on))
}
