//! How a parent without an account comes to their application.

use super::{
    parent,
    step::{Step, StepForm},
};
use crate::{
    front::{Asked, Browser, Opened, Reader, Source, count_sent, page, refused, trouble},
    intake::application::{ApplicationInput, Own, begin, by_code, own, save, send},
    view::View,
};
use axum::{
    body::Bytes,
    extract::{Path, State, rejection::PathRejection},
    http::{HeaderMap, StatusCode, Uri},
    response::{IntoResponse, Redirect, Response},
};
use base::{ApplicationId, Faults, Name};
use host::{House, Problem, forms::Posted};
use policy::Actor;

/// The application that is open.
const APPLICATION: Opened = Opened("application");

fn shown(house: &House, browser: &Browser, uri: &Uri, view: Result<View, Problem>) -> Response {
    match view {
        Ok(view) => page(house, browser, uri, StatusCode::OK, view),
        Err(problem) => trouble(house, browser, uri, &problem),
    }
}

async fn read_own(house: &House, id: ApplicationId) -> Result<Own, Problem> {
    house.database().read(&Actor::public(house.centre()), move |tx| own(tx, id)).await
}

/// Begins an application and shows its code.
pub(super) async fn begin_page(
    State(house): State<House>,
    reader: Reader,
    Source(source): Source,
    headers: HeaderMap,
    uri: Uri,
    body: Bytes,
) -> Response {
    let browser = Browser::of(&house, reader).await;
    let begun = async {
        browser.check_origin(&headers, &Posted::read(&body))?;
        count_sent(&house, uri.path(), &source).await?;
        let begun = house
            .database()
            .write(&Actor::public(house.centre()), |tx| begin(tx, ApplicationInput::default()))
            .await?;
        APPLICATION.open(&house, &browser, begun.id).await?;
        Ok(parent::code(browser.words, &begun))
    };
    let view = begun.await;
    shown(&house, &browser, &uri, view)
}

/// Opens an application by its code. Every code that opens nothing has the same answer.
pub(super) async fn open_page(
    State(house): State<House>,
    reader: Reader,
    headers: HeaderMap,
    uri: Uri,
    body: Bytes,
) -> Response {
    let browser = Browser::of(&house, reader).await;
    let posted = Posted::read(&body);
    if let Err(problem) = browser.check_origin(&headers, &posted) {
        return trouble(&house, &browser, &uri, &problem);
    }
    let code = posted.get("code").unwrap_or("").to_owned();
    let found = house.database().read(&Actor::public(house.centre()), move |tx| by_code(tx, &code)).await;
    match found {
        Ok(Some(id)) => match APPLICATION.open(&house, &browser, id).await {
            Ok(()) => Redirect::to("/apply/check").into_response(),
            Err(problem) => trouble(&house, &browser, &uri, &problem),
        },
        Ok(None) => {
            let words = browser.words;
            let problem = Problem::Invalid(Faults::one("/code", words.apply_continue_wrong()));
            let asked = Asked::again(&uri, &browser, &posted, &problem);
            refused(&house, &browser, &uri, &problem, Ok(parent::continue_form(words, asked.form())))
        }
        Err(problem) => trouble(&house, &browser, &uri, &problem),
    }
}

/// One step of the application that is open here.
pub(super) async fn step_page(
    State(house): State<House>,
    reader: Reader,
    uri: Uri,
    place: Result<Path<Step>, PathRejection>,
) -> Response {
    let browser = Browser::of(&house, reader).await;
    let Some(id) = APPLICATION.here::<ApplicationId>(&browser).await else {
        return Redirect::to("/apply/continue").into_response();
    };
    let view = match (place, read_own(&house, id).await) {
        (_, Ok(own)) if own.sent.is_some() => return Redirect::to("/apply/check").into_response(),
        (Ok(Path(step)), Ok(own)) => Ok(parent::step(&own, step, &Asked::new(&uri, &browser))),
        (Err(_), Ok(_)) => Err(Problem::NotFound),
        (_, Err(problem)) => Err(problem),
    };
    shown(&house, &browser, &uri, view)
}

/// Saves one step.
pub(super) async fn save_page(
    State(house): State<House>,
    reader: Reader,
    headers: HeaderMap,
    uri: Uri,
    place: Result<Path<Step>, PathRejection>,
    body: Bytes,
) -> Response {
    let browser = Browser::of(&house, reader).await;
    let Some(id) = APPLICATION.here::<ApplicationId>(&browser).await else {
        return Redirect::to("/apply/continue").into_response();
    };
    let posted = Posted::read(&body);
    let Ok(Path(step)) = place else { return trouble(&house, &browser, &uri, &Problem::NotFound) };
    if let Err(problem) = browser.check_origin(&headers, &posted) {
        return trouble(&house, &browser, &uri, &problem);
    }
    match saved(&house, id, step, &posted).await {
        Ok(then) if then == "later" => {
            APPLICATION.forget(&browser).await;
            Redirect::to("/apply/continue?done=saved").into_response()
        }
        Ok(then) => Redirect::to(&after(step, &then)).into_response(),
        Err(problem @ Problem::Invalid(_)) => {
            let asked = Asked::again(&uri, &browser, &posted, &problem);
            let view = read_own(&house, id).await.map(|own| parent::step(&own, step, &asked));
            refused(&house, &browser, &uri, &problem, view)
        }
        Err(problem) => trouble(&house, &browser, &uri, &problem),
    }
}

fn after(step: Step, then: &str) -> String {
    match (then, step.next()) {
        ("another", _) => format!("/apply/steps/{step}?another=yes"),
        (then, _) if then.starts_with("remove-") => format!("/apply/steps/{step}?done=saved"),
        ("check", _) | (_, None) => "/apply/check".to_owned(),
        (_, Some(next)) => format!("/apply/steps/{next}"),
    }
}

async fn saved(house: &House, id: ApplicationId, step: Step, posted: &Posted) -> Result<String, Problem> {
    let form = posted.command::<StepForm>()?;
    let then = form.then.as_ref().map_or("", Name::as_str).to_owned();
    let removed: Option<usize> = then.strip_prefix("remove-").and_then(|number| number.parse().ok());
    house
        .database()
        .write(&Actor::public(house.centre()), move |tx| {
            let mut whole = own(tx, id)?.document;
            let count = step.count(&whole);
            step.take(form.said.clone(), &mut whole);
            // Where one was emptied as well, those after it have moved up: that press removes nothing more.
            if let Some(index) = removed.and_then(|number| number.checked_sub(1))
                && step.count(&whole) >= count
            {
                step.drop_item(&mut whole, index);
            }
            save(tx, id, whole)
        })
        .await
        .map_err(|problem| match problem {
            Problem::Invalid(faults) => {
                let mut on_page = Faults::none();
                for fault in faults.list() {
                    on_page.add(format!("/said{}", fault.pointer), fault.message.clone());
                }
                Problem::Invalid(on_page)
            }
            other => other,
        })?;
    Ok(then)
}

/// All the answers.
pub(super) async fn check_page(State(house): State<House>, reader: Reader, uri: Uri) -> Response {
    let browser = Browser::of(&house, reader).await;
    let Some(id) = APPLICATION.here::<ApplicationId>(&browser).await else {
        return Redirect::to("/apply/continue").into_response();
    };
    let view = read_own(&house, id).await.map(|own| parent::check(&own, &Asked::new(&uri, &browser)));
    shown(&house, &browser, &uri, view)
}

/// Sends the application.
pub(super) async fn send_page(
    State(house): State<House>,
    reader: Reader,
    headers: HeaderMap,
    uri: Uri,
    body: Bytes,
) -> Response {
    let browser = Browser::of(&house, reader).await;
    let Some(id) = APPLICATION.here::<ApplicationId>(&browser).await else {
        return Redirect::to("/apply/continue").into_response();
    };
    if let Err(problem) = browser.check_origin(&headers, &Posted::read(&body)) {
        return trouble(&house, &browser, &uri, &problem);
    }
    match house.database().write(&Actor::public(house.centre()), move |tx| send(tx, id)).await {
        // What is missing, and that it was sent already, stand on the page itself.
        Ok(_) | Err(Problem::Invalid(_) | Problem::Refused(_)) => {
            Redirect::to("/apply/check").into_response()
        }
        Err(problem) => trouble(&house, &browser, &uri, &problem),
    }
}

/// Closes the application on this device.
pub(super) async fn later_page(
    State(house): State<House>,
    reader: Reader,
    headers: HeaderMap,
    uri: Uri,
    body: Bytes,
) -> Response {
    let browser = Browser::of(&house, reader).await;
    if let Err(problem) = browser.check_origin(&headers, &Posted::read(&body)) {
        return trouble(&house, &browser, &uri, &problem);
    }
    APPLICATION.forget(&browser).await;
    Redirect::to("/").into_response()
}
