//! The pages on which a visitor talks to the centre.

use super::{
    own::{Deciding, NewChat, OwnChat, begin, decide, end_own, is_open_now, own, say},
    stream::{bubble_for_visitor, own_stream},
};
use crate::{
    front::{Asked, Asks, Door, Opened, Pages, count_sent, page, refused, trouble},
    intake::SafeChannel,
    view::{Block, Button, ChatLog, Form, Kind, Layout, Sheet, View, field, link},
    words::Words,
};
use axum::{
    body::Bytes,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
    routing::{get, post},
};
use base::{EnquiryId, Prose};
use host::{Problem, Recorded, WriteTx, forms::Posted};
use policy::{Act, Actor, BeginChat, WriteOwnChat};
use rules::chat::{ChatState, Keeps};
use serde::Deserialize;
use utoipa::ToSchema;

/// The chat that is open.
pub(super) const CHAT: Opened = Opened("chat");

/// What is said in a chat.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct SaidHere {
    /// The words.
    words: Prose,
}

pub(super) fn pages() -> Pages {
    let begin = |path, method| Asks { path, method, act: BeginChat::NAME };
    let write = |path, method| Asks { path, method, act: WriteOwnChat::NAME };
    Pages::none()
        .own(begin("/chat", "GET"), get(show))
        .own(begin("/chat", "POST"), post(begin_page))
        .own(write("/chat/words", "POST"), post(say_page))
        .own(write("/chat/end", "POST"), post(end_page))
        .own(write("/chat/decision", "POST"), post(decide_page))
        .own(write("/chat/stream", "GET"), get(own_stream))
}

/// What stands at `/chat` for this browser.
async fn view(door: &Door, asked: &Asked) -> Result<View, Problem> {
    Ok(as_page(door, standing(door, asked).await?))
}

fn as_page(door: &Door, sheet: Sheet) -> View {
    View::sheet(Layout::Public, sheet).back(door.browser.words.shell_back(), "/")
}

async fn standing(door: &Door, asked: &Asked) -> Result<Sheet, Problem> {
    let (words, database) = (door.browser.words, door.house.database());
    let public = Actor::public(door.house.centre());
    let chat = match CHAT.here::<EnquiryId>(&door.browser).await {
        Some(id) => database.read(&public, move |tx| own(tx, id, 0)).await.ok(),
        None => None,
    };
    Ok(match chat {
        Some(chat) if chat.state == ChatState::Waiting => waiting(&chat, asked),
        Some(chat) if chat.state == ChatState::Open => talking(&chat, asked),
        Some(chat) if chat.keeps == Keeps::Undecided => deciding(asked),
        _ => match database.read(&public, is_open_now).await? {
            Ok(()) => beginning(asked),
            Err(_) => closed(words),
        },
    })
}

fn danger(words: Words) -> Block {
    Block::Notice { title: words.messages_danger(), kind: "warn", words: vec![words.chat_danger()] }
}

fn beginning(asked: &Asked) -> Sheet {
    let words = asked.words();
    let fields = vec![
        field("name", words.enquiry_name(), Kind::Text).hint(words.chat_name_hint()),
        field("words", words.enquiry_question(), Kind::Long(4)),
    ];
    Sheet::new(words.chat_title()).lead(words.chat_lead()).with(danger(words)).form(Form::new(
        "/chat",
        asked.form_to("/chat"),
        fields,
        words.chat_begin(),
    ))
}

fn closed(words: Words) -> Sheet {
    Sheet::new(words.chat_title()).lead(words.chat_closed()).with(danger(words)).with(Block::Links(vec![
        link(words.enquiry_title(), "/enquire"),
        link(words.shell_to_first_page(), "/"),
    ]))
}

fn log(chat: &OwnChat, words: Words) -> Block {
    let lines = chat.lines.iter().cloned().map(|said| bubble_for_visitor(said, words)).collect();
    Block::Chat(ChatLog {
        stream: "/chat/stream".to_owned(),
        state: chat.state.as_str(),
        label: words.chat_said(),
        lines,
    })
}

fn waiting(chat: &OwnChat, asked: &Asked) -> Sheet {
    let words = asked.words();
    Sheet::new(words.chat_waiting())
        .lead(words.chat_waiting_lead())
        .with(log(chat, words))
        .looking_again(15)
        .with(Block::Buttons(vec![
            Button::post(words.chat_stop_waiting(), "/chat/end", &asked.other("end")).secondary(),
        ]))
        .with(danger(words))
}

fn talking(chat: &OwnChat, asked: &Asked) -> Sheet {
    let words = asked.words();
    let say = Form::new(
        "/chat/words",
        asked.form_to("/chat/words"),
        vec![field("words", words.chat_say(), Kind::Long(3))],
        words.form_send(),
    );
    Sheet::new(words.chat_talking())
        .with(log(chat, words))
        .form(say.live())
        .with(Block::Buttons(vec![
            Button::to(words.chat_look(), "/chat").secondary(),
            Button::post(words.chat_end(), "/chat/end", &asked.other("end")).secondary(),
        ]))
        .with(danger(words))
}

fn deciding(asked: &Asked) -> Sheet {
    let words = asked.words();
    let fields = vec![
        field("keep:bool", words.chat_keep(), Kind::YesNo).hint(words.chat_keep_hint()),
        field("safe_channel", words.enquiry_safe_channel(), Kind::One(words.choices(SafeChannel::ALL))),
        field("reach_me_at", words.enquiry_reach_me_at(), Kind::Text).hint(words.enquiry_reach_me_at_hint()),
        field("when_it_is_safe", words.enquiry_when(), Kind::Long(2)),
    ];
    Sheet::new(words.chat_ended()).lead(words.chat_ended_lead()).form(Form::new(
        "/chat/decision",
        asked.form_to("/chat/decision"),
        fields,
        words.chat_finish(),
    ))
}

async fn show(door: Door) -> Response {
    let asked = Asked::new(&door.uri, &door.browser);
    match view(&door, &asked).await {
        Ok(view) => page(&door.house, &door.browser, &door.uri, StatusCode::OK, view),
        Err(problem) => trouble(&door.house, &door.browser, &door.uri, &problem),
    }
}

/// The page again, with everything that was typed and what was wrong.
async fn again(door: &Door, posted: &Posted, problem: Problem) -> Response {
    if !matches!(problem, Problem::Invalid(_) | Problem::Refused(_) | Problem::SlowDown) {
        return trouble(&door.house, &door.browser, &door.uri, &problem);
    }
    let asked = Asked::again(&door.uri, &door.browser, posted, &problem);
    let view = view(door, &asked).await;
    refused(&door.house, &door.browser, &door.uri, &problem, view)
}

async fn begin_page(door: Door, body: Bytes) -> Response {
    let posted = Posted::read(&body);
    match begin_here(&door, &posted).await {
        Ok(()) => Redirect::to("/chat").into_response(),
        Err(problem) => again(&door, &posted, problem).await,
    }
}

async fn begin_here(door: &Door, posted: &Posted) -> Result<(), Problem> {
    door.browser.check_origin(&door.headers, posted)?;
    let new = posted.command::<NewChat>()?;
    let (database, centre) = (door.house.database(), door.house.centre());
    count_sent(&door.house, "/chat", &door.source).await?;
    let begun = database.write(&Actor::public(centre), move |tx| begin(tx, new.clone())).await?;
    CHAT.open(&door.house, &door.browser, begun.id).await
}

/// Does something in the chat that is open here.
async fn does<T: Send + 'static>(
    door: &Door,
    posted: &Posted,
    work: impl Fn(&mut WriteTx<'_>, EnquiryId) -> Result<Recorded<T>, Problem> + Send + 'static,
) -> Result<T, Problem> {
    door.browser.check_origin(&door.headers, posted)?;
    let id = CHAT.here::<EnquiryId>(&door.browser).await.ok_or(Problem::NotFound)?;
    door.house.database().write(&Actor::public(door.house.centre()), move |tx| work(tx, id)).await
}

/// Where nothing is open any more, the page says what can be done.
fn to_the_page<T>(done: &Result<T, Problem>) -> Option<Response> {
    match done {
        Ok(_) | Err(Problem::NotFound | Problem::Refused(_)) => Some(Redirect::to("/chat").into_response()),
        Err(_) => None,
    }
}

async fn say_page(door: Door, body: Bytes) -> Response {
    let posted = Posted::read(&body);
    let done = match posted.command::<SaidHere>() {
        Ok(said) => does(&door, &posted, move |tx, id| say(tx, id, &said.words)).await.map(drop),
        Err(problem) => Err(problem),
    };
    match done {
        Ok(()) | Err(Problem::NotFound) => Redirect::to("/chat").into_response(),
        // The other side ended it meanwhile: what was typed is not lost without a word.
        Err(Problem::Refused(_)) => not_said(&door, posted.get("words").unwrap_or_default()).await,
        Err(problem) => again(&door, &posted, problem).await,
    }
}

/// The page that stands now, with what was typed too late and how it can be said still.
async fn not_said(door: &Door, typed: &str) -> Response {
    let words = door.browser.words;
    let standing = standing(door, &Asked::new(&door.uri, &door.browser)).await;
    let view = standing.map(|mut sheet| {
        let first = [
            Block::Notice {
                title: words.chat_not_said(),
                kind: "warn",
                words: vec![words.chat_not_said_next()],
            },
            Block::Quote(typed.to_owned()),
            Block::Links(vec![link(words.enquiry_title(), "/enquire")]),
        ];
        sheet.blocks.splice(0..0, first);
        as_page(door, sheet)
    });
    match view {
        Ok(view) => page(&door.house, &door.browser, &door.uri, StatusCode::CONFLICT, view),
        Err(problem) => trouble(&door.house, &door.browser, &door.uri, &problem),
    }
}

async fn end_page(door: Door, body: Bytes) -> Response {
    let posted = Posted::read(&body);
    let done = does(&door, &posted, end_own).await;
    match (to_the_page(&done), done) {
        (None, Err(problem)) => trouble(&door.house, &door.browser, &door.uri, &problem),
        _ => Redirect::to("/chat").into_response(),
    }
}

async fn decide_page(door: Door, body: Bytes) -> Response {
    let posted = Posted::read(&body);
    let done = match posted.command::<Deciding>() {
        Ok(it) => does(&door, &posted, move |tx, id| decide(tx, id, it.clone())).await,
        Err(problem) => Err(problem),
    };
    match done {
        Ok(_) => {
            CHAT.forget(&door.browser).await;
            finished(&door)
        }
        Err(Problem::NotFound | Problem::Refused(_)) => Redirect::to("/chat").into_response(),
        Err(problem) => again(&door, &posted, problem).await,
    }
}

fn finished(door: &Door) -> Response {
    let words = door.browser.words;
    let sheet = Sheet::new(words.chat_finished())
        .lead(words.chat_finished_lead())
        .with(Block::Links(vec![link(words.shell_to_first_page(), "/")]));
    page(&door.house, &door.browser, &door.uri, StatusCode::OK, View::sheet(Layout::Public, sheet))
}
