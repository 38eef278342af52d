//! The page on which a parent asks who has looked at their record, and reads the answer.

use super::{LookExtract, Part, ask, own};
use crate::{
    front::{Asked, Goto, Pages},
    view::{Block, Button, Layout, Sheet, View},
    words::Words,
};
use host::{Problem, Tx, api::Nothing};
use policy::{AskWhoLooked, Role};

pub(super) fn pages() -> Pages {
    Pages::none().show::<AskWhoLooked, ()>("/my/looked", page).submit::<AskWhoLooked, (), Nothing, _>(
        "/my/looked",
        |tx, (), _| ask(tx),
        |(), _| Goto::to("/my/looked").saying("asked"),
        page,
    )
}

crate::words::spoken!(Part {
    OwnPages => looked_own_pages,
    OwnMeeting => looked_own_meeting,
    Visit => looked_visit,
});

fn who(by: Role, words: Words) -> String {
    match by {
        Role::Parent => words.looked_by_you(),
        Role::Volunteer => words.looked_by_volunteer(),
        Role::Supervisor => words.looked_by_supervisor(),
        _ => words.looked_by_office(),
    }
}

fn table(answer: &LookExtract, words: Words) -> Block {
    let rows = answer.entries.iter().map(|entry| {
        vec![
            words.day(entry.day).into(),
            who(entry.by, words).into(),
            crate::words::Spoken::spoken(entry.part, words).into(),
        ]
    });
    Block::Table {
        caption: words.looked_table(),
        head: vec![words.looked_day(), words.looked_who(), words.looked_what()],
        rows: rows.collect(),
    }
}

fn page(tx: &mut Tx<'_>, (): (), asked: &Asked) -> Result<View, Problem> {
    let words = asked.words();
    let looked = own(tx)?;
    let mut sheet = Sheet::new(words.looked_title()).lead(words.looked_about()).problems(&asked.form());
    let is_open = looked.asked_on.is_some() && looked.answer.is_none();
    if let (Some(on), Some(by), true) = (looked.asked_on, looked.due_on, is_open) {
        sheet = sheet.with(Block::Words(words.looked_answer_by(&words.day(by), &words.day(on))));
    }
    if let Some(answer) = &looked.answer {
        sheet = sheet.with(Block::Heading(words.looked_until(&words.day(answer.until))));
        sheet = if answer.entries.is_empty() {
            sheet.with(Block::Words(words.looked_no_day()))
        } else {
            sheet.with(table(answer, words))
        };
        sheet = sheet.with(Block::Words(words.looked_withheld())).with(Block::Words(words.looked_office()));
    }
    if !is_open {
        let button = Button::post(words.looked_ask(), "/my/looked", &asked.form());
        sheet = sheet.with(Block::Buttons(vec![button]));
    }
    Ok(View::sheet(Layout::Parent, sheet).back(words.shell_back(), "/"))
}
