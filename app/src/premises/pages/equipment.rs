//! The pages of equipment.

use super::{BACK, heads, may_write, site_choices, site_name};
use crate::{
    front::{Asked, Goto, Pages},
    premises::{
        equipment::{
            NewEquipment, OutOfUse, add_equipment, list_equipment, put_back_into_use, see_equipment,
            take_out_of_use,
        },
        site::sites,
    },
    view::{Block, Button, Cell, Form, Kind, Layout, Sheet, View, facts, field, tag},
};
use base::EquipmentId;
use host::{Problem, Tx, api::Nothing};
use policy::{SeeCentre, WriteCentre};

const LIST: &str = "/centre/equipment";

pub(super) fn pages() -> Pages {
    Pages::none()
        .show::<SeeCentre, ()>(LIST, list)
        .show::<WriteCentre, ()>("/centre/equipment/new", new_form)
        .submit::<WriteCentre, (), NewEquipment, _>(
            "/centre/equipment/new",
            |tx, (), new| add_equipment(tx, new),
            |(), _| Goto::to(LIST).saying("saved"),
            new_form,
        )
        .show::<WriteCentre, EquipmentId>("/centre/equipment/{equipment}", one_page)
        .submit::<WriteCentre, EquipmentId, OutOfUse, _>(
            "/centre/equipment/{equipment}/out-of-use",
            take_out_of_use,
            |_, _| Goto::to(LIST).saying("saved"),
            one_page,
        )
        .submit::<WriteCentre, EquipmentId, Nothing, _>(
            "/centre/equipment/{equipment}/into-use",
            |tx, id, _| put_back_into_use(tx, id),
            |_, _| Goto::to(LIST).saying("saved"),
            one_page,
        )
}

fn list(tx: &mut Tx<'_>, _: (), _: &Asked) -> Result<View, Problem> {
    let (all, sites) = (list_equipment(tx)?.items, sites(tx)?);
    let writes = may_write(tx.actor);
    let rows: Vec<Vec<Cell>> = all
        .into_iter()
        .map(|one| {
            let state = if one.is_in_use() { tag("In use", "green") } else { tag("Out of use", "orange") };
            let name =
                if writes { Cell::link(one.name, format!("{LIST}/{}", one.id)) } else { one.name.into() };
            vec![name, site_name(&sites, one.site).into(), one.words.unwrap_or_default().into(), state]
        })
        .collect();
    let mut sheet = Sheet::new("Equipment")
        .lead("Things that can be kept for a visit when it is booked.")
        .with_if(writes, || Block::Buttons(vec![Button::to("Add equipment", "/centre/equipment/new")]));
    sheet = if rows.is_empty() {
        sheet.with(Block::Empty {
            title: "No equipment yet".into(),
            next: "Add what two families may want at the same time: a high chair, a hoist, a tablet for video contact.".into(),
            link: None,
        })
    } else {
        let head = heads(["Name", "Site", "What it is for", "State"]);
        sheet.with(Block::Table { caption: "Equipment".into(), head, rows })
    };
    Ok(View::sheet(Layout::Staff, sheet).back(BACK, "/centre"))
}

fn new_form(tx: &mut Tx<'_>, _: (), asked: &Asked) -> Result<View, Problem> {
    let sites = sites(tx)?;
    let mut fields = vec![
        field("name", "What is it called?", Kind::Text)
            .hint("Add one thing at a time. Number things of one kind: High chair 1, High chair 2."),
    ];
    if sites.len() > 1 {
        fields.push(field("site", "At which site is it?", Kind::One(site_choices(&sites))));
    }
    fields.push(field("words", "What is it for, and where is it kept?", Kind::Long(2)));
    let form = Form::new("/centre/equipment/new", asked.form(), fields, "Add the equipment");
    Ok(View::sheet(Layout::Staff, Sheet::new("Add equipment").form(form)).back("Equipment", LIST))
}

fn one_page(tx: &mut Tx<'_>, id: EquipmentId, asked: &Asked) -> Result<View, Problem> {
    let (one, sites) = (see_equipment(tx, id)?, sites(tx)?);
    let mut sheet = Sheet::new(one.name.as_str()).with(facts([
        ("Site", site_name(&sites, one.site)),
        ("What it is for", one.words.clone().unwrap_or_default()),
    ]));
    sheet = match (one.out_of_use_on, &one.out_of_use_because) {
        (Some(day), Some(because)) => sheet
            .with(facts([("Out of use since", day.words()), ("Why", because.clone())]))
            .form(Form::new(format!("{LIST}/{id}/into-use"), asked.form(), vec![], "Put it back into use")),
        _ => sheet.with(Block::Heading("Take it out of use".into())).form(Form::new(
            format!("{LIST}/{id}/out-of-use"),
            asked.form(),
            vec![field("reason", "Why can it not be used?", Kind::Long(2))],
            "Take it out of use",
        )),
    };
    Ok(View::sheet(Layout::Staff, sheet).back("Equipment", LIST))
}
