//! The pages on which a parent writes to the centre.

use super::{
    NewOwnMessage, NewOwnThread, OwnAskedFor, OwnMessage, OwnThread, attach::own_bytes, own::own_draft,
    own_thread, own_threads, say, say_first,
};
use crate::{
    front::{Asked, Goto, Pages},
    view::{Block, Button, Event, Field, Form, Kind, Layout, Sheet, View, field, link},
    words::{Spoken, Words, spoken},
};
use base::{MessageFileId, ThreadId};
use host::{Problem, Tx};
use policy::{SeeOwnMessages, WriteOwnMessage};
use rules::request::{Ask, RequestDecision};

pub(super) fn pages() -> Pages {
    Pages::none()
        .show::<SeeOwnMessages, ()>("/my/messages", list_page)
        .show::<WriteOwnMessage, ()>("/my/messages/new", new_page)
        .show::<SeeOwnMessages, ()>("/my/asking", asking_page)
        .submit::<WriteOwnMessage, (), NewOwnThread, _>(
            "/my/messages/new",
            |tx, (), new| say_first(tx, new),
            |(), sent| match sent.thread {
                Some(id) => Goto::to(format!("/my/messages/{id}")).saying("message-sent"),
                None => Goto::to("/my/messages").saying("message-kept"),
            },
            new_page,
        )
        .show::<SeeOwnMessages, ThreadId>("/my/messages/{thread}", thread_page)
        .submit::<WriteOwnMessage, ThreadId, NewOwnMessage, _>(
            "/my/messages/{thread}",
            say,
            |id, sent| {
                let notice = if sent.kept { "message-kept" } else { "message-sent" };
                Goto::to(format!("/my/messages/{id}")).saying(notice)
            },
            thread_page,
        )
        .file::<SeeOwnMessages, (ThreadId, MessageFileId)>("/my/messages/{thread}/files/{file}", |tx, at| {
            let (media_type, bytes) = own_bytes(tx, at)?;
            Ok(("file".to_owned(), media_type, bytes))
        })
}

/// When answers come, and what to do in danger: on every page on which somebody writes.
fn advice(words: Words) -> Block {
    Block::Notice {
        title: words.messages_danger(),
        kind: "warn",
        words: vec![words.messages_danger_about(), words.messages_hours()],
    }
}

fn list_page(tx: &mut Tx<'_>, (): (), asked: &Asked) -> Result<View, Problem> {
    let words = asked.words();
    let threads = own_threads(tx)?;
    let mut sheet = Sheet::new(words.messages_title())
        .lead(words.messages_lead())
        .with(Block::Buttons(vec![Button::to(words.messages_new(), "/my/messages/new")]));
    if threads.draft.is_some() {
        sheet = sheet.with(Block::Words(words.messages_draft()));
    }
    sheet = if threads.items.is_empty() {
        sheet.with(Block::Empty {
            title: words.messages_none(),
            next: words.messages_none_next(),
            link: None,
        })
    } else {
        let events = threads.items.into_iter().map(|line| Event {
            title: line.subject,
            when: words.moment(line.last_at),
            kind: "",
            words: if line.answered { words.messages_answered() } else { String::new() },
            link: Some(link(words.messages_read(), format!("/my/messages/{}", line.id))),
        });
        sheet.with(Block::Timeline(events.collect()))
    };
    Ok(View::sheet(Layout::Parent, sheet.with(advice(words))).back(words.shell_back(), "/"))
}

fn fields(words: Words) -> Vec<Field> {
    vec![
        field("words", words.messages_words(), Kind::Long(6)),
        field("urgent:bool", words.messages_urgent(), Kind::Tick).hint(words.messages_urgent_hint()),
        field("file", words.messages_file(), Kind::File("application/pdf,image/jpeg,image/png"))
            .hint(words.messages_file_hint()),
    ]
}

fn new_page(tx: &mut Tx<'_>, (): (), asked: &Asked) -> Result<View, Problem> {
    let words = asked.words();
    let draft = own_draft(tx)?;
    let mut all =
        vec![field("subject", words.messages_subject(), Kind::Text).hint(words.messages_subject_hint())];
    all.extend(fields(words));
    let ask: Option<Ask> = asked.get("asks").and_then(|ask| ask.parse().ok());
    if let Some(ask) = ask {
        all.splice(
            0..1,
            [
                field("request/ask", "", Kind::Hidden(ask.as_str().to_owned())),
                field("subject", "", Kind::Hidden(ask.spoken(words))),
            ],
        );
        if ask != Ask::Worry {
            let day = field("request/day", words.asks_day(), Kind::Date).hint(words.asks_day_hint());
            all.insert(2, day);
        }
    }
    let form = match &draft {
        Some(draft) if ask.is_none() => asked.form_of(draft),
        _ => asked.form(),
    };
    let (heading, lead) = match ask {
        Some(ask) => (ask.spoken(words), about(ask, words)),
        None => (words.messages_new(), words.messages_lead()),
    };
    // What is asked for stays with the page when a form is refused.
    let here =
        ask.map_or_else(|| "/my/messages/new".to_owned(), |ask| format!("/my/messages/new?asks={ask}"));
    let sheet = Sheet::new(heading)
        .lead(lead)
        .with(advice(words))
        .with_if(draft.is_some(), || Block::Words(words.messages_draft()))
        .form(Form::new(here, form, all, words.messages_send()).more(
            "keep:bool",
            "yes",
            &words.messages_keep(),
        ));
    Ok(View::sheet(Layout::Parent, sheet).back(words.messages_all(), "/my/messages"))
}

spoken!(Ask {
    Change => asks_change,
    Person => asks_person,
    Gift => asks_gift,
    Photograph => asks_photograph,
    Worry => asks_worry,
});

/// What somebody should know before they ask.
fn about(ask: Ask, words: Words) -> String {
    match ask {
        Ask::Change => words.asks_change_about(),
        Ask::Person => words.asks_person_about(),
        Ask::Gift => words.asks_gift_about(),
        Ask::Photograph => words.asks_photograph_about(),
        Ask::Worry => words.asks_worry_about(),
    }
}

fn asking_page(tx: &mut Tx<'_>, (): (), asked: &Asked) -> Result<View, Problem> {
    let words = asked.words();
    // Whether they may write at all is asked as for the page on which they do.
    own_draft(tx)?;
    let mut sheet = Sheet::new(words.asks_title()).lead(words.asks_lead());
    for ask in Ask::ALL {
        let to = format!("/my/messages/new?asks={}", ask.as_str());
        sheet = sheet
            .with(Block::Heading(ask.spoken(words)))
            .with(Block::Words(about(*ask, words)))
            .with(Block::Links(vec![link(words.asks_ask(&ask.spoken(words)), to)]));
    }
    Ok(View::sheet(Layout::Parent, sheet).back(words.shell_back(), "/"))
}

/// What was asked for, and what the centre said.
fn asked_for(request: &OwnAskedFor, words: Words) -> Block {
    let what = request.ask.spoken(words);
    let (title, kind) = match request.decision {
        Some(RequestDecision::Yes) => (words.asks_yes(&what), "good"),
        Some(RequestDecision::No) => (words.asks_no(&what), "warn"),
        None => (words.asks_waits(&what), ""),
    };
    Block::Notice {
        title,
        kind,
        words: request.day.map(|day| words.day_with_weekday(day)).into_iter().collect(),
    }
}

fn said(thread: &OwnThread, message: OwnMessage, words: Words) -> Vec<Block> {
    let who = if message.from_centre { words.messages_from_centre() } else { words.messages_from_you() };
    let mut heading = format!("{who}, {}", words.moment(message.at));
    if message.urgent {
        heading = format!("{heading}, {}", words.messages_urgent_mark());
    }
    let mut blocks = vec![Block::Heading(heading), Block::Quote(message.words)];
    let links: Vec<_> = message
        .files
        .iter()
        .map(|file| {
            let is_pdf = file.media_type == "application/pdf";
            let what = if is_pdf { words.messages_pdf() } else { words.messages_picture() };
            let at = format!("/my/messages/{}/files/{}", thread.id, file.id);
            link(words.messages_save_file(&what), at)
        })
        .collect();
    if !links.is_empty() {
        blocks.push(Block::Links(links));
    }
    blocks
}

fn thread_page(tx: &mut Tx<'_>, id: ThreadId, asked: &Asked) -> Result<View, Problem> {
    let words = asked.words();
    let mut thread = own_thread(tx, id)?;
    let mut sheet = Sheet::new(thread.subject.clone());
    if let Some(request) = &thread.request {
        sheet = sheet.with(asked_for(request, words));
    }
    for message in std::mem::take(&mut thread.messages) {
        for block in said(&thread, message, words) {
            sheet = sheet.with(block);
        }
    }
    let form = match &thread.draft {
        Some(draft) => asked.form_of(draft),
        None => asked.form(),
    };
    let sheet = sheet
        .with(Block::Heading(words.messages_again()))
        .with_if(thread.draft.is_some(), || Block::Words(words.messages_draft()))
        .form(Form::new(format!("/my/messages/{id}"), form, fields(words), words.messages_send()).more(
            "keep:bool",
            "yes",
            &words.messages_keep(),
        ))
        .with(advice(words));
    Ok(View::sheet(Layout::Parent, sheet).back(words.messages_all(), "/my/messages"))
}
