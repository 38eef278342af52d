//! The page of the centre's notices: what did not arrive, what waits, what went.

use super::{
    NoticeLine, NoticesWanted, list,
    list::WhichNotices,
    pages::{more, page_of, state},
    settings::{self, Setting},
};
use crate::{
    front::{Asked, Pages},
    view::{Block, Cell, Layout, Sheet, View, link},
};
use host::{Problem, Tx};
use policy::ListNotices;

pub(super) fn pages() -> Pages {
    Pages::none().show::<ListNotices, ()>("/notices", page)
}

/// With what notices are sent, or plainly that none are.
fn how(setting: &Setting) -> Block {
    let (title, kind, words) = match (setting.by_email, setting.by_text) {
        (false, false) => (
            "Nothing is sent",
            "warn",
            "This centre has set up neither e-mail nor text messages. Notices are kept for 14 days; ring people instead, \
             if that is safe."
                .to_owned(),
        ),
        (true, true) => ("Notices go by e-mail and by text message", "good", String::new()),
        (true, false) => {
            ("Notices go by e-mail", "", "Text messages are not set up: ring those who chose them.".to_owned())
        }
        (false, true) => {
            ("Notices go by text message", "", "E-mail is not set up: ring those who chose it.".to_owned())
        }
    };
    let terms = format!(
        "A way counts as safe for {} days after they said so. A visit is reminded of {} days before it.",
        setting.recheck_days, setting.reminder_days
    );
    let words = [words, terms].into_iter().filter(|one| !one.is_empty()).collect();
    Block::Notice { title: title.into(), kind, words }
}

fn table(caption: &str, lines: &[NoticeLine]) -> Block {
    let rows = lines.iter().map(|line| {
        vec![
            Cell::link(&line.who, page_of((line.family, line.party))),
            line.title.as_str().into(),
            line.kind.words().into(),
            line.made_at.words().into(),
            state(line),
            more(line).into(),
        ]
    });
    Block::Table {
        caption: caption.into(),
        head: ["To", "Children", "For", "Made", "", ""].map(String::from).to_vec(),
        rows: rows.collect(),
    }
}

fn page(tx: &mut Tx<'_>, (): (), asked: &Asked) -> Result<View, Problem> {
    let which = asked.get("show").and_then(|word| word.parse::<WhichNotices>().ok());
    let shown = which.unwrap_or(WhichNotices::Dead);
    let cursor = asked.paging().cursor;
    let wanted = NoticesWanted { which: Some(shown), cursor, ..NoticesWanted::default() };
    let listed = list(tx, &wanted)?;
    let setting = settings::setting(tx)?;
    let (caption, title, next) = match shown {
        WhichNotices::Dead => (
            "Did not arrive",
            "Everything arrived",
            "A notice that the server refuses, or that comes back, appears here for you to see to.",
        ),
        WhichNotices::Open => {
            ("Waiting to be sent", "Nothing waits", "A notice waits here for its reader’s own hours.")
        }
        WhichNotices::All => {
            ("All notices, the newest first", "No notices yet", "They appear here by themselves.")
        }
    };
    let mut sheet = Sheet::new("Notices")
        .lead("Each says that there is something to read, and nothing else: no name, no place, no reason.")
        .with(how(&setting));
    sheet = if listed.items.is_empty() {
        sheet.with(Block::Empty { title: title.into(), next: next.into(), link: None })
    } else {
        sheet.with(table(caption, &listed.items))
    };
    let next = listed.next.map(|cursor| format!("/notices?show={shown}&cursor={cursor}"));
    let prev = asked.get("cursor").map(|_| format!("/notices?show={shown}"));
    let others = WhichNotices::ALL.iter().filter(|one| **one != shown);
    let links = others.map(|one| link(one.words(), format!("/notices?show={one}"))).collect();
    let sheet = sheet.with(Block::Pages { prev, next }).with(Block::Links(links));
    Ok(View::sheet(Layout::Staff, sheet).back("Messages", "/messages"))
}
