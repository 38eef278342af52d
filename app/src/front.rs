//! The table of pages: each is declared once, with its act, and shown through the same few steps.

mod asked;
mod browser;
mod door;
mod language;
mod opened;
mod reader;
mod slowed;
mod upload;

pub(crate) use asked::our_own;
pub use asked::{Asked, Goto};
pub use browser::Browser;
pub use door::{Door, Entry, Source, forget_device, seat_cookie};
pub(crate) use door::{cookie, source as source_of};
pub use language::{forget_language, pages as language_pages};
pub use opened::Opened;
pub use reader::{MIRRORED, Reader};
pub(crate) use slowed::count_sent;
pub use slowed::slowed;

use crate::{
    identity::prove,
    sent_file::given_out,
    view::{Layout, Sheet, View},
};
use axum::{
    Router,
    body::Bytes,
    extract::{Path, State, rejection::PathRejection},
    http::{HeaderMap, StatusCode, Uri, header},
    response::{Html, IntoResponse, Redirect, Response},
    routing::{get, post},
};
use host::{
    House, Problem, Recorded, Tx, WriteTx,
    forms::Posted,
    once::{Answer, Once, once},
};
use policy::{Act, Actor, Role};
use serde::de::DeserializeOwned;

/// One page: its path, its method and the act it asks policy for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asks {
    /// The path as routed.
    pub path: &'static str,
    /// GET or POST.
    pub method: &'static str,
    /// The act's name.
    pub act: &'static str,
}

/// The pages of one capability, or of all.
#[derive(Default)]
pub struct Pages {
    router: Router<House>,
    asks: Vec<Asks>,
}

impl Pages {
    /// No pages yet.
    #[must_use]
    pub fn none() -> Self {
        Self::default()
    }

    /// These and those.
    #[must_use]
    pub fn and(mut self, more: Self) -> Self {
        self.router = self.router.merge(more.router);
        self.asks.extend(more.asks);
        self
    }

    /// Every page with its act.
    #[must_use]
    pub fn asks(&self) -> &[Asks] {
        &self.asks
    }

    /// The routes of all pages.
    #[must_use]
    pub fn router(self) -> Router<House> {
        self.router
    }

    /// Adds a route whose handler is its own, with the act it asks for.
    #[must_use]
    pub fn own(mut self, asks: Asks, route: axum::routing::MethodRouter<House>) -> Self {
        self.router = self.router.route(asks.path, route);
        self.asks.push(asks);
        self
    }

    /// Adds a page to look at.
    #[must_use]
    pub fn show<A: Act, P>(
        mut self,
        path: &'static str,
        work: fn(&mut Tx<'_>, P, &Asked) -> Result<View, Problem>,
    ) -> Self
    where
        P: DeserializeOwned + Send + 'static,
    {
        let handler = move |State(house): State<House>,
                            reader: Reader,
                            place: Result<Path<P>, PathRejection>,
                            uri: Uri| async move {
            let address = uri.clone();
            let words = reader.words;
            let shown = house.database().read_as(
                house.centre(),
                |tx| Browser::seated(tx, reader),
                move |tx, browser: &Browser| {
                    browser.may_ask::<A>()?;
                    let Path(place) = place.map_err(|_| Problem::NotFound)?;
                    work(tx, place, &Asked::new(&address, browser))
                },
            );
            match shown.await {
                Ok((browser, Ok(view))) => {
                    browser.note_use(&house).await;
                    page(&house, &browser, &uri, StatusCode::OK, view)
                }
                Ok((browser, Err(problem))) => trouble(&house, &browser, &uri, &problem),
                Err(problem) => trouble(&house, &Browser::nobody(&house, words), &uri, &problem),
            }
        };
        self.router = self.router.route(path, get(handler));
        self.asks.push(Asks { path, method: "GET", act: A::NAME });
        self
    }

    /// Adds a file to be saved. The work answers what it is called, what it is and what it holds.
    #[must_use]
    pub fn file<A: Act, P>(
        self,
        path: &'static str,
        work: fn(&mut Tx<'_>, P) -> Result<(String, String, Vec<u8>), Problem>,
    ) -> Self
    where
        P: DeserializeOwned + Send + 'static,
    {
        let handler = move |State(house): State<House>,
                            reader: Reader,
                            place: Result<Path<P>, PathRejection>,
                            uri: Uri| async move {
            let browser = Browser::of(&house, reader).await;
            let found = async {
                browser.may_ask::<A>()?;
                let Path(place) = place.map_err(|_| Problem::NotFound)?;
                house.database().read(&browser.actor, move |tx| work(tx, place)).await
            };
            match found.await {
                Ok((name, media_type, bytes)) => given_out(&name, &media_type, bytes),
                Err(problem) => trouble(&house, &browser, &uri, &problem),
            }
        };
        self.own(Asks { path, method: "GET", act: A::NAME }, get(handler))
    }

    /// Adds what a form or a button does. When it is refused, `again` shows the page it came from with
    /// everything that was typed.
    #[must_use]
    pub fn submit<A: Act, P, B, R>(
        mut self,
        path: &'static str,
        work: fn(&mut WriteTx<'_>, P, B) -> Result<Recorded<R>, Problem>,
        then: fn(&P, &R) -> Goto,
        again: fn(&mut Tx<'_>, P, &Asked) -> Result<View, Problem>,
    ) -> Self
    where
        P: DeserializeOwned + Clone + Send + Sync + 'static,
        B: DeserializeOwned + utoipa::ToSchema + 'static,
        R: 'static,
    {
        let handler = move |State(house): State<House>,
                            reader: Reader,
                            place: Result<Path<P>, PathRejection>,
                            Source(source): Source,
                            headers: HeaderMap,
                            uri: Uri,
                            body: Bytes| async move {
            let browser = Browser::of(&house, reader).await;
            let (place, posted) = match received::<A, P>(&browser, place, &headers, &body).await {
                Ok(received) => received,
                Err((Problem::ProveAgain, Some(posted))) => {
                    return prove::before_going_on(&house, &browser, &uri, &posted).await;
                }
                Err((problem, _)) => return trouble(&house, &browser, &uri, &problem),
            };
            let key = posted.once().map(|key| Once::new(key, uri.path(), &posted.fingerprint()));
            let (again_place, sent) = (place.clone(), posted.clone());
            let done = async {
                count_sent(&house, path, &source).await?;
                let write = house.database().write(&browser.actor, move |tx| {
                    let place = place.clone();
                    once(tx, key.as_ref(), |tx| {
                        let command = posted.command::<B>()?;
                        let done = work(tx, place.clone(), command)?;
                        Ok(done.map(|result| Answer { status: 303, body: then(&place, &result).address() }))
                    })
                });
                write.await
            };
            match done.await {
                Ok(answer) => Redirect::to(&answer.body).into_response(),
                Err(problem @ (Problem::Invalid(_) | Problem::Refused(_) | Problem::SlowDown)) => {
                    let asked = Asked::again(&uri, &browser, &sent, &problem);
                    let view =
                        house.database().read(&browser.actor, move |tx| again(tx, again_place, &asked)).await;
                    if matches!(view, Err(Problem::ProveAgain)) {
                        return prove::before_going_on(&house, &browser, &uri, &sent).await;
                    }
                    refused(&house, &browser, &uri, &problem, view)
                }
                Err(Problem::ProveAgain) => prove::before_going_on(&house, &browser, &uri, &sent).await,
                Err(problem) => trouble(&house, &browser, &uri, &problem),
            }
        };
        self.router = self.router.route(path, post(handler));
        self.asks.push(Asks { path, method: "POST", act: A::NAME });
        self
    }
}

/// The posted form, if it is from one of our own pages and its sender may ask at all. A no comes with the form
/// where that can be sent again.
async fn received<A: Act, P>(
    browser: &Browser,
    place: Result<Path<P>, PathRejection>,
    headers: &HeaderMap,
    body: &Bytes,
) -> Result<(P, Posted), (Problem, Option<Posted>)> {
    let posted = upload::posted(headers, body).await.map_err(|problem| (problem, None))?;
    browser.check_origin(headers, &posted).map_err(|problem| (problem, None))?;
    if let Err(problem) = browser.may_ask::<A>() {
        return Err((problem, Some(posted)));
    }
    let Path(place) = place.map_err(|_| (Problem::NotFound, None))?;
    Ok((place, posted))
}

/// The page in the shell of whoever asked.
pub fn page(house: &House, browser: &Browser, uri: &Uri, status: StatusCode, view: View) -> Response {
    let shell = browser.shell(house, uri, view.layout);
    match view.into_html(shell) {
        Ok(html) => (status, [(header::CACHE_CONTROL, "no-store")], Html(html)).into_response(),
        Err(error) => {
            Problem::broken(error).log();
            (StatusCode::INTERNAL_SERVER_ERROR, browser.words.problem_broken()).into_response()
        }
    }
}

/// The page a refused form came from, drawn again with everything that was typed: its title says that
/// something is wrong. Where it cannot be drawn, the page of that.
pub fn refused(
    house: &House,
    browser: &Browser,
    uri: &Uri,
    problem: &Problem,
    view: Result<View, Problem>,
) -> Response {
    match view {
        Ok(view) => page(house, browser, uri, problem.status(), view.refused()),
        Err(problem) => trouble(house, browser, uri, &problem),
    }
}

/// The page of a problem, or the way to the sign-in page.
pub fn trouble(house: &House, browser: &Browser, uri: &Uri, problem: &Problem) -> Response {
    problem.log();
    if matches!(problem, Problem::SignInNeeded) {
        return Redirect::to("/sign-in").into_response();
    }
    if matches!(problem, Problem::ProveAgain) {
        return Redirect::to(&prove::address(uri)).into_response();
    }
    let layout = browser.layout();
    let (title, detail) = match layout {
        Layout::Staff => (problem.title().to_owned(), problem.detail()),
        Layout::Public | Layout::Parent => browser.words.problem(problem),
    };
    let sheet = Sheet::new(title)
        .lead(detail)
        .with(crate::view::Block::Links(vec![crate::view::link(browser.words.problem_to_first_page(), "/")]));
    page(house, browser, uri, problem.status(), View::sheet(layout, sheet))
}

/// Which shell somebody's pages have when the page does not say.
pub(crate) fn layout_of(actor: &Actor) -> Layout {
    match actor.role {
        Role::Public => Layout::Public,
        Role::Parent => Layout::Parent,
        _ => Layout::Staff,
    }
}

/// Whatever is not there: a problem document below `/api`, a page elsewhere.
///
/// The body is taken in, so that the connection can go on to the next request.
pub async fn nothing_here(State(house): State<House>, uri: Uri, headers: HeaderMap, _: Bytes) -> Response {
    if uri.path().starts_with("/api") {
        return Problem::NotFound.into_response();
    }
    let browser = Browser::nobody(&house, reader::words_for(&headers, &house));
    trouble(&house, &browser, &uri, &Problem::NotFound)
}

/// A path that is there, asked for in a way it has not. The body is taken in, as above.
pub async fn not_in_this_way(_: Bytes) -> Response {
    (StatusCode::METHOD_NOT_ALLOWED, "This cannot be asked for in this way.").into_response()
}
