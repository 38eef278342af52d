//! What is new in a chat, as it comes: server-sent events. A page without scripts is loaded anew instead.

use super::{desk, lines::ChatWords, own, store};
use crate::{
    front::{Browser, Reader},
    view::ChatBubble,
    words::Words,
};
use axum::{
    extract::{
        Path, Query, State,
        rejection::{PathRejection, QueryRejection},
    },
    http::{HeaderMap, StatusCode, header},
    response::{
        IntoResponse, Response,
        sse::{Event, KeepAlive, Sse},
    },
};
use base::EnquiryId;
use futures_util::stream;
use host::{House, Problem, db::Tidings};
use policy::Actor;
use rules::chat::ChatState;
use serde::Deserialize;
use std::{convert::Infallible, time::Duration};

/// How often it is looked without word: for what another program wrote, and whether it has ended.
const LOOK: Duration = Duration::from_secs(20);

/// What the page that asks shows already.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Shown {
    after: i32,
    state: ChatState,
}

/// Who reads.
#[derive(Clone)]
enum Eyes {
    Visitor(Words),
    Staff(Reader),
}

struct Listening {
    house: House,
    eyes: Eyes,
    id: EnquiryId,
    shown: Shown,
    tidings: Tidings,
}

/// What was said, as a page shows it to a visitor.
pub(super) fn bubble_for_visitor(said: ChatWords, words: Words) -> ChatBubble {
    ChatBubble {
        place: said.place,
        is_mine: said.by.is_none(),
        who: said.by.unwrap_or_else(|| words.chat_you()),
        when: words.time(said.at),
        words: said.words,
    }
}

/// What was said, as a page shows it to staff.
pub(super) fn bubble_for_staff(said: ChatWords) -> ChatBubble {
    ChatBubble {
        place: said.place,
        is_mine: said.by.is_some(),
        who: said.by.unwrap_or_else(|| "Visitor".to_owned()),
        when: said.at.time_words(),
        words: said.words,
    }
}

impl Listening {
    async fn look(&self) -> Result<(ChatState, Vec<ChatBubble>), Problem> {
        let (database, centre) = (self.house.database(), self.house.centre());
        let (id, after) = (self.id, self.shown.after);
        match &self.eyes {
            Eyes::Visitor(words) => {
                let words = *words;
                let chat = database.read(&Actor::public(centre), move |tx| own::own(tx, id, after)).await?;
                let lines = chat.lines.into_iter().map(|said| bubble_for_visitor(said, words));
                Ok((chat.state, lines.collect()))
            }
            // Who sits there is found out anew each time: what somebody may see is judged by what they are then.
            Eyes::Staff(reader) => {
                let reader = reader.clone();
                let read = database.read_as(
                    centre,
                    |tx| Browser::seated(tx, reader),
                    move |tx, _| desk::lines_after(tx, id, after),
                );
                let (state, lines) = read.await?.1?;
                Ok((state, lines.into_iter().map(bubble_for_staff).collect()))
            }
        }
    }

    /// The next that is new; none when there is nothing more to come.
    async fn next(mut self) -> Option<(Result<Event, Infallible>, Option<Self>)> {
        loop {
            // What cannot be read any more, by whoever asks, is over for them.
            let (state, lines) = self.look().await.ok()?;
            if let Some(last) = lines.last() {
                self.shown.after = last.place;
                let event =
                    Event::default().event("said").id(last.place.to_string()).json_data(&lines).ok()?;
                return Some((Ok(event), Some(self)));
            }
            if state != self.shown.state {
                return Some((Ok(moved()), None));
            }
            if !self.tidings.of(&store::tidings_of(self.id), LOOK).await {
                return None;
            }
        }
    }
}

/// That the page is to be loaded anew. Browsers let go an event in which nothing is said.
fn moved() -> Event {
    Event::default().event("moved").data("anew")
}

/// Whether a browser asks for events. Whatever else asks is told that there is nothing else here.
fn asks_for_events(headers: &HeaderMap) -> bool {
    let accepts = headers.get(header::ACCEPT).and_then(|accept| accept.to_str().ok());
    accepts.is_some_and(|accept| accept.contains("text/event-stream"))
}

fn streamed(listening: Listening) -> Response {
    let events = stream::unfold(Some(listening), |listening| async { listening?.next().await });
    Sse::new(events).keep_alive(KeepAlive::default()).into_response()
}

/// The chat that is open at a visitor's browser.
pub(super) async fn own_stream(
    State(house): State<House>,
    reader: Reader,
    headers: HeaderMap,
    shown: Result<Query<Shown>, QueryRejection>,
) -> Response {
    let words = reader.words;
    let browser = Browser::of(&house, reader).await;
    let (Some(id), Ok(Query(shown))) = (super::own_pages::CHAT.here(&browser).await, shown) else {
        return StatusCode::NO_CONTENT.into_response();
    };
    if !asks_for_events(&headers) {
        return StatusCode::NOT_ACCEPTABLE.into_response();
    }
    let tidings = house.database().listen();
    streamed(Listening { house, eyes: Eyes::Visitor(words), id, shown, tidings })
}

/// A chat that a member of staff looks at.
pub(super) async fn staff_stream(
    State(house): State<House>,
    reader: Reader,
    headers: HeaderMap,
    place: Result<Path<EnquiryId>, PathRejection>,
    shown: Result<Query<Shown>, QueryRejection>,
) -> Response {
    let (Ok(Path(id)), Ok(Query(shown))) = (place, shown) else {
        return Problem::NotFound.into_response();
    };
    let tidings = house.database().listen();
    let listening = Listening { house, eyes: Eyes::Staff(reader), id, shown, tidings };
    // Whoever may not read it is told so once, and not by an empty stream.
    match listening.look().await {
        Err(problem) => problem.into_response(),
        Ok(_) if !asks_for_events(&headers) => StatusCode::NOT_ACCEPTABLE.into_response(),
        Ok(_) => streamed(listening),
    }
}

/// That there is something new among the chats.
pub(super) async fn list_stream(State(house): State<House>, reader: Reader, headers: HeaderMap) -> Response {
    let mut tidings = house.database().listen();
    let seated =
        house.database().read_as(house.centre(), |tx| Browser::seated(tx, reader), |tx, _| desk::list(tx));
    match seated.await {
        Err(problem) | Ok((_, Err(problem))) => return problem.into_response(),
        Ok(_) if !asks_for_events(&headers) => return StatusCode::NOT_ACCEPTABLE.into_response(),
        Ok(_) => {}
    }
    let events = stream::once(async move {
        let goes_on = tidings.of(store::ANY_CHAT, Duration::from_mins(2)).await;
        Ok::<_, Infallible>(if goes_on { moved() } else { Event::default().comment("over") })
    });
    Sse::new(events).keep_alive(KeepAlive::default()).into_response()
}
