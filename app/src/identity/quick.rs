//! Changing places on the centre's tablet: a PIN that stands on that tablet alone, set there by somebody who
//! had signed in fully that day. It opens the day's work, and nothing that asks who is there.

use super::{
    at_the_door,
    ceremony::owner,
    own::{drop_pins, me, set_pin_on},
};
use crate::{
    front::{Asked, Asks, Door, Entry, Pages, page, refused, trouble},
    view::{Block, Button, Choice, Form, Kind, Layout, Sheet, View, field, link},
};
use axum::{
    body::Bytes,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
    routing::{get, post},
};
use base::{AccountId, Faults};
use host::{
    Problem,
    forms::Posted,
    identity::{
        device::{self, Device},
        tries::{self, Tried},
    },
    seat::SeatKind,
    sign_in,
};
use policy::{Act, Actor, ChangeOwnSignIn};

pub(super) fn pages() -> Pages {
    let asks = |method| Asks { path: "/security/pin", method, act: ChangeOwnSignIn::NAME };
    Pages::none()
        .own(at_the_door("/sign-in/quick", "GET"), get(show).post(change_places))
        .own(asks("GET"), get(show_pin).post(set_pin))
        .own(
            Asks { path: "/security/pin/removal", method: "POST", act: ChangeOwnSignIn::NAME },
            post(remove_pin),
        )
}

async fn view_for(door: &Door, asked: &Asked) -> Result<View, Problem> {
    let words = door.browser.words;
    let public = Actor::public(door.house.centre());
    let holders = match door.device.clone() {
        Some(device) => {
            door.house.database().read(&public, move |tx| device::pin_holders(tx, &device)).await?
        }
        None => Vec::new(),
    };
    let sheet = Sheet::new(words.quick_title());
    let sheet = if holders.is_empty() {
        sheet.with(Block::Empty {
            title: words.quick_nobody(),
            next: words.quick_nobody_about(),
            link: Some(link(words.door_title(), "/sign-in")),
        })
    } else {
        let who = holders.into_iter().map(|(id, name)| Choice::new(id.to_string(), name)).collect();
        let fields = vec![
            field("who", words.quick_who(), Kind::One(who)),
            field("pin", words.quick_pin(), Kind::Code).hint(words.quick_pin_hint()),
        ];
        sheet
            .form(Form::new("/sign-in/quick", asked.form(), fields, words.quick_enter()))
            .with(Block::Links(vec![link(words.quick_otherwise(), "/sign-in")]))
    };
    Ok(View::sheet(Layout::Public, sheet))
}

async fn show(door: Door) -> Response {
    match view_for(&door, &Asked::new(&door.uri, &door.browser)).await {
        Ok(view) => page(&door.house, &door.browser, &door.uri, StatusCode::OK, view),
        Err(problem) => trouble(&door.house, &door.browser, &door.uri, &problem),
    }
}

async fn change_places(door: Door, body: Bytes) -> Response {
    let posted = Posted::read(&body);
    match change_places_with(&door, &posted).await {
        Ok(response) => response,
        Err(problem @ (Problem::Invalid(_) | Problem::SlowDown)) => {
            let asked = Asked::again(&door.uri, &door.browser, &posted, &problem);
            refused(&door.house, &door.browser, &door.uri, &problem, view_for(&door, &asked).await)
        }
        Err(problem) => trouble(&door.house, &door.browser, &door.uri, &problem),
    }
}

async fn change_places_with(door: &Door, posted: &Posted) -> Result<Response, Problem> {
    door.browser.check_origin(&door.headers, posted)?;
    let (database, centre) = (door.house.database(), door.house.centre());
    let wrong = || Problem::Invalid(Faults::one("/pin", door.browser.words.quick_wrong()));
    let device: &Device = door.device.as_ref().ok_or_else(wrong)?;
    let tried = Tried::new("quick", &[device.hash()], 20);
    tries::count(database, centre, std::slice::from_ref(&tried)).await?;
    let who: AccountId = posted.get("who").and_then(|who| who.parse().ok()).ok_or_else(wrong)?;
    let pin = posted.get("pin").unwrap_or_default().trim().to_owned();
    if !device::is_pin(database, centre, (device, who), pin).await? {
        return Err(wrong());
    }
    tries::forgive(database, centre, &tried).await?;
    let actor = owner(door, who).await?;
    door.take_seat(&actor, Entry { is_shared: true, by_pin: true, to: "/" }).await
}

/// Whoever sits at the centre's tablet, with the tablet.
fn at_the_tablet(door: &Door) -> Option<Device> {
    door.device.clone().filter(|_| door.browser.kind == Some(SeatKind::Shared))
}

async fn pin_view(door: &Door, asked: &Asked) -> Result<View, Problem> {
    let words = door.browser.words;
    door.browser.may_ask::<ChangeOwnSignIn>()?;
    let sheet = Sheet::new(words.pin_title()).lead(words.pin_about());
    let sheet = match at_the_tablet(door) {
        None => sheet.with(Block::Words(words.pin_elsewhere())),
        Some(device) => {
            let until = door
                .house
                .database()
                .read(&door.browser.actor, move |tx| {
                    let own = me(tx)?.id;
                    device::pin_until(tx, &device, own)
                })
                .await?;
            let pin = field("pin", words.pin_choose(), Kind::NewPassword).hint(words.pin_choose_hint());
            let sheet = sheet.form(Form::new("/security/pin", asked.form(), vec![pin], words.pin_save()));
            match until {
                None => sheet,
                Some(until) => sheet.with(Block::Words(words.pin_until(&words.moment(until)))).with(
                    Block::Buttons(vec![
                        Button::post(words.pin_remove(), "/security/pin/removal", &asked.other("removal"))
                            .secondary(),
                    ]),
                ),
            }
        }
    };
    Ok(View::sheet(door.browser.layout(), sheet).back(words.security_title(), "/security"))
}

async fn show_pin(door: Door) -> Response {
    match pin_view(&door, &Asked::new(&door.uri, &door.browser)).await {
        Ok(view) => page(&door.house, &door.browser, &door.uri, StatusCode::OK, view),
        Err(problem) => trouble(&door.house, &door.browser, &door.uri, &problem),
    }
}

async fn set_pin(door: Door, body: Bytes) -> Response {
    let posted = Posted::read(&body);
    let work = async {
        door.browser.check_origin(&door.headers, &posted)?;
        door.browser.may_ask::<ChangeOwnSignIn>()?;
        let device = at_the_tablet(&door).ok_or(Problem::NotFound)?;
        let pin = posted.get("pin").unwrap_or_default().trim().to_owned();
        let is_good = (4..=8).contains(&pin.len())
            && pin.bytes().all(|letter| letter.is_ascii_digit())
            && !is_plain(pin.as_bytes());
        if !is_good {
            return Err(Problem::Invalid(Faults::one("/pin", door.browser.words.pin_bad())));
        }
        let hash = sign_in::hash_password(&pin, &door.house.database().ids().bytes())?;
        door.house.database().write(&door.browser.actor, move |tx| set_pin_on(tx, &device, &hash)).await
    };
    match work.await {
        Ok(()) => Redirect::to("/security?done=saved").into_response(),
        Err(problem @ Problem::Invalid(_)) => {
            let asked = Asked::again(&door.uri, &door.browser, &posted, &problem);
            refused(&door.house, &door.browser, &door.uri, &problem, pin_view(&door, &asked).await)
        }
        Err(problem) => trouble(&door.house, &door.browser, &door.uri, &problem),
    }
}

/// One digit over and over, or digits in a row: what somebody at the tablet tries first.
fn is_plain(pin: &[u8]) -> bool {
    let by = |step: i16| pin.windows(2).all(|two| i16::from(two[1]) - i16::from(two[0]) == step);
    by(0) || by(1) || by(-1)
}

async fn remove_pin(door: Door, body: Bytes) -> Response {
    let posted = Posted::read(&body);
    let work = async {
        door.browser.check_origin(&door.headers, &posted)?;
        door.browser.may_ask::<ChangeOwnSignIn>()?;
        door.house.database().write(&door.browser.actor, drop_pins).await
    };
    match work.await {
        Ok(()) => Redirect::to("/security?done=saved").into_response(),
        Err(problem) => trouble(&door.house, &door.browser, &door.uri, &problem),
    }
}
