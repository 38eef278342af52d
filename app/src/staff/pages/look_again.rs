//! The page of the declarations to look at again.

use crate::{
    front::{Asked, Goto, Pages},
    staff::{DeclarationAgain, Linking, link_conflict, list_to_look_at_again},
    view::{Block, Button, Cell, Layout, Sheet, View},
};
use base::{ConflictId, StaffId};
use host::{Problem, Tx};
use policy::{LookUpKnown, WriteStaff};

const HERE: &str = "/staff/declarations";

pub(super) fn pages() -> Pages {
    Pages::none().show::<LookUpKnown, ()>(HERE, page).submit::<WriteStaff, (StaffId, ConflictId), Linking, _>(
        "/staff/declarations/{staff}/{conflict}",
        link_conflict,
        |_, _| Goto::to(HERE).saying("saved"),
        |tx, _, asked| page(tx, (), asked),
    )
}

fn told(mut sheet: Sheet, one: &DeclarationAgain, asked: &Asked) -> Sheet {
    let looked = one.looked_at.map_or_else(
        || "Nobody has looked it up yet.".to_owned(),
        |at| format!("Looked up on {}.", at.day().words()),
    );
    sheet = sheet
        .with(Block::Heading(format!("{} said on {}", one.name, one.at.day().words())))
        .with(Block::Quote(one.words.clone()))
        .with(Block::Words(looked))
        .with(Block::Table {
            caption: "Who may be meant".into(),
            head: ["Name", "Family", "Came on"].map(String::from).to_vec(),
            rows: one
                .adults
                .iter()
                .map(|adult| {
                    vec![
                        adult.name.as_str().into(),
                        Cell::link(&adult.reference, format!("/families/{}", adult.family)),
                        adult.came.day().words().into(),
                    ]
                })
                .collect(),
        });
    let action = format!("{HERE}/{}/{}", one.staff, one.id);
    let seen = one.seen_at.to_string();
    let mut buttons: Vec<Button> = one
        .adults
        .iter()
        .map(|adult| {
            let state = asked.other(&format!("{}-{}", one.id, adult.party));
            Button::post(format!("It is {} ({})", adult.name, adult.reference), &action, &state)
                .secondary()
                .value("party", adult.party.to_string())
                .value("seen_at", &seen)
        })
        .collect();
    let none = if one.adults.len() == 1 { "Not them" } else { "None of them" };
    let state = asked.other(&format!("{}-nobody", one.id));
    buttons.push(Button::post(none, &action, &state).secondary().value("seen_at", &seen));
    sheet.with(Block::Buttons(buttons))
}

fn page(tx: &mut Tx<'_>, (): (), asked: &Asked) -> Result<View, Problem> {
    let found = list_to_look_at_again(tx, &asked.paging())?;
    let sheet = Sheet::new("Declarations to look at again").problems(&asked.form()).lead(
        "A colleague said whom they know, and somebody of that name has come since. Whoever is linked can be named \
         for no visit of that family, and neither they nor the family is told.",
    );
    let sheet = if found.items.is_empty() {
        sheet.with(Block::Empty {
            title: "Nothing to look at again".into(),
            next: "When an adult comes whose name stands in what a colleague declared, it is shown here."
                .into(),
            link: None,
        })
    } else {
        let next = found.next.map(|cursor| format!("{HERE}?cursor={cursor}"));
        let prev = asked.get("cursor").map(|_| HERE.to_owned());
        found.items.iter().fold(sheet, |sheet, one| told(sheet, one, asked)).with(Block::Pages { prev, next })
    };
    Ok(View::sheet(Layout::Staff, sheet).back("Staff and volunteers", "/staff"))
}
