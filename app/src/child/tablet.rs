//! The child's pages: one question on each, large pictures, and always a way to skip and to stop. They work
//! without JavaScript; with it they read aloud when asked and take a drawing.
//!
//! Whoever opened the tablet is with the child, and what is kept is kept in their name: a child has no sign-in.

use super::{
    Crayon, Drawing, NewChildAnswer, Sitting,
    drawing::drawing_unread,
    finish, keep,
    lock::{HOME, Held},
    sitting::with_family,
    words::{is_little, label, more, picture, prompt},
};
use crate::{
    assets,
    front::{Asked, Asks, Door, Pages, page, trouble},
    view::{Layout, Shell, View},
    words::Words,
};
use askama::Template;
use axum::{
    Extension,
    body::Bytes,
    extract::{Path, rejection::PathRejection},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
    routing::{get, post},
};
use base::Prose;
use host::{
    Problem,
    audit::sha256,
    forms::{FormState, Posted},
    once::{Answer, Once, once},
    sign_in,
};
use policy::{Act, Actor, HearChild};
use rules::child::{ChildQuestion, questions};

pub(super) fn pages() -> Pages {
    let asks = |path, method| Asks { path, method, act: HearChild::NAME };
    Pages::none()
        .own(asks(HOME, "GET"), get(home))
        .own(asks("/child/questions/{place}", "GET"), get(question))
        .own(asks("/child/questions/{place}", "POST"), post(answered))
        .own(asks("/child/stop", "POST"), post(stop))
}

/// One picture to choose.
struct Choosable {
    value: &'static str,
    text: String,
    src: String,
}

/// A crayon of the drawing page.
struct CrayonChoice {
    value: &'static str,
    text: String,
}

#[derive(Template)]
#[template(path = "pages/child.html")]
#[expect(clippy::struct_excessive_bools, reason = "each is one part of the page that is there or not")]
struct ChildTemplate {
    page: Shell,
    words: Words,
    /// What is said first, and read aloud.
    heading: String,
    /// More sentences, read aloud after it.
    lines: Vec<String>,
    /// Where the form goes; empty on a page without a question.
    action: String,
    f: FormState,
    /// What went wrong, if anything.
    wrong: String,
    choices: Vec<Choosable>,
    several: bool,
    is_words: bool,
    is_drawing: bool,
    crayons: Vec<CrayonChoice>,
    /// Where Start leads; empty but on the first page.
    start: String,
    /// Whether the child has finished.
    is_over: bool,
    skip: String,
    js: String,
}

impl ChildTemplate {
    fn of(words: Words, heading: String, lines: Vec<String>) -> impl FnOnce(Shell) -> Self {
        move |page| Self {
            page,
            words,
            heading,
            lines,
            action: String::new(),
            f: FormState::default(),
            wrong: String::new(),
            choices: Vec::new(),
            several: false,
            is_words: false,
            is_drawing: false,
            crayons: Vec::new(),
            start: String::new(),
            is_over: false,
            skip: assets::address("skip.svg"),
            js: assets::address("child.js"),
        }
    }
}

/// Whoever opened the tablet, with the sitting and the child's first name.
async fn at(door: &Door, held: Option<Extension<Held>>) -> Result<(Actor, Sitting, String), Problem> {
    let held = held.ok_or(Problem::NotFound)?.0;
    let public = Actor::public(door.house.centre());
    let database = door.house.database();
    let actor = database.read(&public, move |tx| sign_in::by_account(tx, held.account)).await?;
    let actor = actor.ok_or(Problem::NotFound)?;
    let (sitting, name) = database
        .read(&actor, move |tx| {
            let (sitting, family) = with_family(tx, held.sitting)?;
            tx.ask::<HearChild>(&family.subject.with_id(sitting.id))?;
            let child = family.children.into_iter().find(|child| child.id == sitting.child);
            let name = child.and_then(|child| child.name.split_whitespace().next().map(str::to_owned));
            Ok((sitting, name.unwrap_or_default()))
        })
        .await?;
    Ok((actor, sitting, name))
}

fn shown(
    door: &Door,
    status: StatusCode,
    draw: impl FnOnce(Shell) -> ChildTemplate + Send + 'static,
) -> Response {
    let view = View::of(Layout::Parent, door.browser.words.child_page(), |shell| draw(shell).render());
    page(&door.house, &door.browser, &door.uri, status, view)
}

/// What a child is told when a page cannot be had. Without a child at the tablet there is no such page.
fn not_shown(door: &Door, problem: &Problem) -> Response {
    trouble(&door.house, &door.browser, &door.uri, problem)
}

async fn home(door: Door, held: Option<Extension<Held>>) -> Response {
    let (_, sitting, name) = match at(&door, held).await {
        Ok(at) => at,
        Err(problem) => return not_shown(&door, &problem),
    };
    let words = Words::in_language(&sitting.language);
    let little = is_little(sitting.band);
    if sitting.finished_at.is_some() {
        let told = if little { words.child_thanks_little() } else { words.child_thanks_older() };
        let lines = vec![told, words.child_thanks_change()];
        let draw = ChildTemplate::of(words, words.child_thanks(), lines);
        return shown(&door, StatusCode::OK, |shell| ChildTemplate { is_over: true, ..draw(shell) });
    }
    let lines = if little {
        vec![words.child_lead_little(), words.child_reads_little(), words.child_limits_little()]
    } else {
        vec![words.child_lead_older(), words.child_reads_older(), words.child_limits_older()]
    };
    let f = Asked::new(&door.uri, &door.browser).fresh();
    let draw = ChildTemplate::of(words, words.child_hello(&name), lines);
    let start = "/child/questions/1".to_owned();
    shown(&door, StatusCode::OK, |shell| ChildTemplate { f, start, ..draw(shell) })
}

/// The question at a place, counted from one.
fn asked_at(sitting: &Sitting, place: usize) -> Option<ChildQuestion> {
    questions(sitting.band, sitting.when).get(place.checked_sub(1)?).copied()
}

fn asking(
    door: &Door,
    sitting: &Sitting,
    (place, question): (usize, ChildQuestion),
    (f, wrong): (FormState, String),
) -> Response {
    let words = Words::in_language(&sitting.language);
    let heading = prompt(words, question, (sitting.band, sitting.when));
    let draw = ChildTemplate::of(words, heading, vec![more(words, question)]);
    let choices: Vec<Choosable> = question
        .marks()
        .iter()
        .map(|mark| Choosable {
            value: mark.as_str(),
            text: label(words, *mark),
            src: assets::address(picture(*mark)),
        })
        .collect();
    let crayons = Crayon::ALL
        .iter()
        .map(|crayon| CrayonChoice { value: crayon.as_str(), text: crayon_words(words, *crayon) })
        .collect();
    let status = if wrong.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    shown(door, status, move |shell| ChildTemplate {
        action: format!("/child/questions/{place}"),
        f,
        wrong,
        choices,
        several: question.takes_several(),
        is_words: question.is_words(),
        is_drawing: question == ChildQuestion::Draw,
        crayons,
        ..draw(shell)
    })
}

fn crayon_words(words: Words, crayon: Crayon) -> String {
    match crayon {
        Crayon::Black => words.child_crayon_black(),
        Crayon::Red => words.child_crayon_red(),
        Crayon::Orange => words.child_crayon_orange(),
        Crayon::Yellow => words.child_crayon_yellow(),
        Crayon::Green => words.child_crayon_green(),
        Crayon::Blue => words.child_crayon_blue(),
        Crayon::Purple => words.child_crayon_purple(),
        Crayon::Brown => words.child_crayon_brown(),
    }
}

async fn question(
    door: Door,
    held: Option<Extension<Held>>,
    place: Result<Path<usize>, PathRejection>,
) -> Response {
    let (_, sitting, _) = match at(&door, held).await {
        Ok(at) => at,
        Err(problem) => return not_shown(&door, &problem),
    };
    let place = place.map_or(0, |Path(place)| place);
    match asked_at(&sitting, place).filter(|_| sitting.finished_at.is_none()) {
        // What was answered before never stands in the page again: Back shows an empty one.
        Some(question) => {
            let fresh = Asked::new(&door.uri, &door.browser).fresh();
            asking(&door, &sitting, (place, question), (fresh, String::new()))
        }
        None => Redirect::to(HOME).into_response(),
    }
}

/// What a posted page answers. A drawing comes as a document in a field.
fn read(question: ChildQuestion, posted: &Posted) -> Result<NewChildAnswer, Problem> {
    let mut answer = NewChildAnswer {
        question,
        marks: Vec::new(),
        words: None,
        by_grown_up: false,
        drawing: None,
        skipped: posted.get("skip").is_some(),
    };
    if answer.skipped {
        return Ok(answer);
    }
    let marks = posted.pairs().iter().filter(|(name, _)| name == "mark");
    answer.marks = marks.filter_map(|(_, mark)| mark.parse().ok()).collect();
    if let Some(words) = posted.get("words").map(str::trim).filter(|words| !words.is_empty()) {
        let words: Prose = serde_json::from_value(serde_json::Value::String(words.to_owned()))
            .map_err(|error| Problem::field("/words", error.to_string()))?;
        answer.words = Some(words);
        answer.by_grown_up = posted.get("by_grown_up").is_some();
    }
    if let Some(drawing) = posted.get("drawing").filter(|drawing| !drawing.is_empty()) {
        let drawing: Drawing = serde_json::from_str(drawing).map_err(|_| drawing_unread())?;
        answer.drawing = Some(drawing);
    }
    Ok(answer)
}

async fn answered(
    door: Door,
    held: Option<Extension<Held>>,
    place: Result<Path<usize>, PathRejection>,
    body: Bytes,
) -> Response {
    let (actor, sitting, _) = match at(&door, held).await {
        Ok(at) => at,
        Err(problem) => return not_shown(&door, &problem),
    };
    let place = place.map_or(0, |Path(place)| place);
    let posted = Posted::read(&body);
    let Some(question) = asked_at(&sitting, place) else { return Redirect::to(HOME).into_response() };
    if let Err(problem) = door.browser.check_origin(&door.headers, &posted) {
        return not_shown(&door, &problem);
    }
    let is_last = asked_at(&sitting, place + 1).is_none();
    match kept(&door, &actor, &sitting, (question, is_last, place), &posted).await {
        Ok(to) => Redirect::to(&to).into_response(),
        Err(Problem::Refused(_)) => not_kept(&door, &sitting, &posted),
        Err(problem @ Problem::Invalid(_)) => {
            let words = Words::in_language(&sitting.language);
            let wrong = wrong(words, question, &posted);
            let sent = Asked::again(&door.uri, &door.browser, &posted, &problem).form();
            asking(&door, &sitting, (place, question), (sent, wrong))
        }
        Err(problem) => not_shown(&door, &problem),
    }
}

/// The sitting was over before this came: the child is told so, with what they wrote, and whom to tell. Thanking them would
/// say that somebody hears it.
fn not_kept(door: &Door, sitting: &Sitting, posted: &Posted) -> Response {
    let words = Words::in_language(&sitting.language);
    let mut lines = vec![words.child_not_kept_next()];
    lines.extend(posted.get("words").map(str::to_owned).filter(|typed| !typed.is_empty()));
    let draw = ChildTemplate::of(words, words.child_not_kept(), lines);
    shown(door, StatusCode::CONFLICT, |shell| ChildTemplate { is_over: true, ..draw(shell) })
}

/// Why a page is shown again, for a child.
fn wrong(words: Words, question: ChildQuestion, posted: &Posted) -> String {
    let has = |name: &str| posted.get(name).is_some_and(|value| !value.is_empty());
    match question {
        ChildQuestion::Draw if has("drawing") => words.child_too_much(),
        ChildQuestion::Draw => words.child_draw_or_skip(),
        ChildQuestion::Wishes | ChildQuestion::NextTime if has("words") => words.child_too_much(),
        ChildQuestion::Wishes | ChildQuestion::NextTime => words.child_say_or_skip(),
        _ if has("mark") => words.child_again(),
        _ => words.child_choose_or_skip(),
    }
}

async fn kept(
    door: &Door,
    actor: &Actor,
    sitting: &Sitting,
    (question, is_last, place): (ChildQuestion, bool, usize),
    posted: &Posted,
) -> Result<String, Problem> {
    let answer = read(question, posted)?;
    // Sent twice it is one answer; changed and sent again from the same page it is another, and both are kept.
    let sent = posted.fingerprint();
    let key = posted.once().map(|key| Once::new(&format!("{key}.{}", sha256(&sent)), door.uri.path(), &sent));
    let id = sitting.id;
    let to = if is_last { HOME.to_owned() } else { format!("/child/questions/{}", place + 1) };
    let kept = door
        .house
        .database()
        .write(actor, move |tx| {
            let (answer, to) = (answer.clone(), to.clone());
            once(tx, key.as_ref(), |tx| Ok(keep(tx, id, answer)?.map(|_| Answer { status: 303, body: to })))
        })
        .await?;
    if is_last {
        door.house.database().write(actor, move |tx| finish(tx, id)).await?;
    }
    Ok(kept.body)
}

async fn stop(door: Door, held: Option<Extension<Held>>, body: Bytes) -> Response {
    let stopped = async {
        let (actor, sitting, _) = at(&door, held).await?;
        door.browser.check_origin(&door.headers, &Posted::read(&body))?;
        door.house.database().write(&actor, move |tx| finish(tx, sitting.id)).await
    };
    match stopped.await {
        Ok(_) => Redirect::to(HOME).into_response(),
        Err(problem) => not_shown(&door, &problem),
    }
}
