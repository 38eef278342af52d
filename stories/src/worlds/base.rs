//! The centre that two worlds have in common.

use super::{Hidden, Observer, Told, walk::Walk};
use crate::{
    Centre, ORDER,
    centre::{embedded_in, quick_folder},
    id, saturday, step,
};
use app::{demo::Journey, routes};
use axum::http::Method;
use base::Minutes;
use diesel::{
    QueryableByName, RunQueryDsl, SqliteConnection, sql_query,
    sql_types::{BigInt, Nullable, Text},
};
use host::{Ids, db::open_embedded};
use serde_json::{Value, json};
use std::{
    collections::BTreeMap,
    sync::{
        Arc, Mutex,
        atomic::{AtomicU64, Ordering},
    },
};

/// How far apart the streams lie from which identifiers are drawn, so that what is drawn besides in one world
/// moves nothing in the other.
const HIDDEN_STREAM: u64 = 1 << 40;

/// A centre at work, of which worlds are copies.
pub struct Base {
    pub(super) centre: Centre,
    pub(super) family: Journey,
    pub(super) other: Journey,
    pub(super) past: String,
    pub(super) offer: String,
    pub(super) seats: BTreeMap<Observer, Seat>,
    pub(super) pages: Vec<(String, &'static str)>,
    pub(super) operations: Vec<(String, Method)>,
    pub(super) document: Value,
    drawn: u64,
    seed: u64,
    /// What was asked of it so far: nothing changes in the base, and opening it takes longer than reading.
    identifiers: Mutex<BTreeMap<String, Vec<Vec<String>>>>,
}

/// How somebody comes in: by their browser and by their program.
#[derive(Clone, Debug, Default)]
pub(super) struct Seat {
    pub cookies: BTreeMap<String, String>,
    pub token: Option<String>,
    /// The secret address of their calendar.
    pub feed: Option<String>,
}

/// A copy of the base in which some hidden things were done besides.
pub struct World<'a> {
    pub(super) base: &'a Base,
    pub(super) centre: Centre,
    drawn: Arc<AtomicU64>,
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = Text)]
    id: String,
    #[diesel(sql_type = Nullable<Text>)]
    parent: Option<String>,
}

impl Base {
    /// A centre with one family whose visits are supervised, another whose visits are supported, a visit that
    /// took place, one that is to come and one that is offered. Both of its adults have asked who has looked.
    pub async fn of(seed: u64) -> Self {
        let drawn = Arc::new(AtomicU64::new(0));
        let ids = Ids::Seeded(seed, Arc::clone(&drawn));
        let centre = tokio::task::spawn_blocking(move || {
            let folder = quick_folder();
            let name = embedded_in(&folder);
            Centre::new(folder, name, ids)
        })
        .await
        .unwrap();
        let family = centre.ready_family("supervised").await;
        centre.visit_that_took_place(&family, saturday(0)).await;
        let past = Self::took_place(&centre, &family).await;
        centre.booked(&family, saturday(2)).await;
        let mut other = centre.family("supported");
        let another = other.referral.to_string().replace("Farrow", "Osei").replace("Leanne", "Nadia");
        other.referral = serde_json::from_str(&another).unwrap();
        other.refer().await.unwrap();
        other.triage().await.unwrap();
        let supervisor = format!("/staff/{}/supervisor", centre.id_of("joan"));
        centre.put("priya", &supervisor, json!({"supervisor": centre.id_of("martin")})).await.is(200);
        let offer = Self::offered(&centre, &family).await;
        let week = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
        let days = week.map(|day| json!({"weekday": day, "opens": "00:00", "closes": "23:59"}));
        centre.put("priya", "/chat-hours", json!({"days": days})).await.is(200);
        let times = json!({"weekday": "monday", "from": "10:00", "until": "12:00"});
        centre.post("priya", "/first-calls/times", times).await.is(201);
        let mut base = Self {
            identifiers: Mutex::default(),
            drawn: 0,
            seed,
            past,
            offer,
            seats: BTreeMap::new(),
            pages: routes::pages().asks().iter().map(|page| (page.path.to_owned(), page.method)).collect(),
            operations: routes::operations()
                .list()
                .iter()
                .map(|operation| (operation.asks().0.to_owned(), operation.asks().1.clone()))
                .collect(),
            document: routes::operations().document(),
            centre,
            family,
            other,
        };
        base.signed_report().await;
        for observer in Observer::ALL {
            let seat = base.seat(observer).await;
            base.seats.insert(observer, seat);
        }
        base.messages().await;
        for observer in [Observer::Resident, Observer::Visiting] {
            let token = base.seats[&observer].token.clone().unwrap();
            base.centre.ask_with(&token, Method::POST, "/my/looked", json!({})).await.is(201);
        }
        base.drawn = drawn.load(Ordering::SeqCst);
        base
    }

    /// A visit that is over, and not yet talked over: notes can still be written.
    async fn took_place(centre: &Centre, family: &Journey) -> String {
        let visit = centre.booked(family, saturday(1)).await;
        let day = centre.at_visit(family, &visit, saturday(1), "grace");
        day.gets_under_way().await;
        day.happens(90, step::plain("ended")).await;
        day.happens(91, step::plain("resident-arrived-to-collect")).await;
        day.happens(92, step::child_leaves_with("resident")).await;
        day.happens(103, step::plain("visiting-released")).await;
        visit
    }

    async fn offered(centre: &Centre, family: &Journey) -> String {
        let (_, visit) = centre.booking(family, saturday(3)).await;
        let until = centre.now().plus(Minutes(3 * 24 * 60));
        let path = format!("/families/{}/holds", family.family);
        id(&centre.post("priya", &path, json!({"visit": visit, "until": until})).await.is(201)["visit"])
    }

    async fn signed_report(&self) {
        let asked = json!({"from": "2026-11-18", "until": "2026-11-21", "recipient": "The Family Court"});
        let path = format!("/families/{}/reports", self.family.family);
        let report = id(&self.centre.post("priya", &path, asked).await.is(201));
        let signature = json!({
            "statement": "The facts in it are true to the best of my knowledge.", "leave_unanswered": true,
        });
        self.centre.post("priya", &format!("/reports/{report}/signature"), signature).await.is(201);
    }

    /// Each adult has written once, with a picture, and staff keep words to use again.
    async fn messages(&self) {
        for observer in [Observer::Resident, Observer::Visiting, Observer::OtherParent] {
            let token = self.seats[&observer].token.clone().unwrap();
            let file = json!({"filename": "letter.pdf", "media_type": "application/pdf", "content": ORDER});
            let message = json!({"subject": "A question", "words": "May we bring a cake?", "file": file});
            self.centre.ask_with(&token, Method::POST, "/my/messages", message).await.is(201);
        }
        let words = json!({"title": "Another day", "words": "Tell us two days before."});
        self.centre.post("priya", "/message-templates", words).await.is(201);
    }

    async fn seat(&self, observer: Observer) -> Seat {
        let Some(username) = observer.username() else { return Seat::default() };
        let party = match observer {
            Observer::Resident => Some((&self.family, &self.family.resident)),
            Observer::Visiting => Some((&self.family, &self.family.visiting[0])),
            Observer::OtherParent => Some((&self.other, &self.other.resident)),
            _ => None,
        };
        let browser = match party {
            Some((family, party)) => self.centre.parent_signs_in(&family.family, party, username).await,
            None => self.centre.sign_in(username).await,
        };
        let token = self.centre.token_of(username).await;
        let feed =
            self.centre.ask_with(&token, Method::POST, "/my/feed", json!({"names_place": false})).await;
        let feed = feed.body["path"].as_str().map(str::to_owned);
        Seat { cookies: browser.cookies(), token: Some(token), feed }
    }

    /// The identifiers of the base that a path has places for.
    pub(super) fn known(&self, names: &[&str]) -> Vec<Vec<String>> {
        let mut known = self.identifiers.lock().unwrap();
        known.entry(names.join("/")).or_insert_with(|| identifiers(&self.centre, names)).clone()
    }

    /// The base as it is.
    pub fn world(&self) -> World<'_> {
        let drawn = Arc::new(AtomicU64::new(self.drawn));
        let ids = Ids::Seeded(self.seed, Arc::clone(&drawn));
        let centre = tokio::task::block_in_place(|| {
            let centre = self.centre.copied(ids);
            seats_as_taken_now(&centre);
            centre
        });
        World { base: self, centre, drawn }
    }
}

/// A seat goes by the clock on the wall: on a busy machine somebody who came in when the base was built would have
/// to prove again who they are in the last of its worlds and not in the first.
fn seats_as_taken_now(centre: &Centre) {
    let mut connection = open_embedded(&centre.database_name, &centre.keys).unwrap();
    let now = host::seat::wall();
    let moved = "UPDATE browser_session SET ends = ends + (?1 - seen), expires = expires + (?1 - seen), \
                 proved = CASE WHEN proved IS NULL THEN NULL ELSE ?1 END, seen = ?1 WHERE seen IS NOT NULL";
    sql_query(moved).bind::<BigInt, _>(now).execute(&mut connection).unwrap();
}

impl World<'_> {
    /// What is done from now on draws from this stream.
    pub(super) fn draw_from(&self, stream: u64) {
        self.drawn.store(self.base.drawn + HIDDEN_STREAM + stream, Ordering::SeqCst);
    }

    /// Does something of which an observer may not know.
    pub async fn hide(&self, hidden: &Hidden, number: u64) {
        self.draw_from((number + 1) << 20);
        hidden.done_in(self).await;
    }

    /// Everything somebody is answered.
    pub async fn told(&self, observer: Observer) -> Told {
        #[cfg(feature = "planted-leaks")]
        let _leaks = app::planted::looking();
        Walk::of(self, observer).all().await
    }
}

/// The identifiers in a centre that a path has places for, each fitting the one before it.
pub(super) fn identifiers(centre: &Centre, names: &[&str]) -> Vec<Vec<String>> {
    let mut connection = open_embedded(&centre.database_name, &centre.keys).unwrap();
    let mut found: Vec<Vec<String>> = vec![Vec::new()];
    for (index, name) in names.iter().enumerate() {
        let parent = index.checked_sub(1).map(|before| names[before]);
        let rows = rows_of(&mut connection, name, parent);
        found = found
            .into_iter()
            .flat_map(|so_far| {
                let fits: Vec<String> = rows
                    .iter()
                    .filter(|row| row.parent.is_none() || row.parent.as_ref() == so_far.last())
                    .map(|row| row.id.clone())
                    .collect();
                fits.into_iter().map(move |id| so_far.iter().cloned().chain([id]).collect::<Vec<_>>())
            })
            .collect();
    }
    found
}

/// A question who has looked and one for one's own data are named alike.
const REQUESTS: &str = "(SELECT id FROM look_request UNION ALL SELECT id FROM subject_request)";

/// A guide is called by its name, which is the same in every centre.
const GUIDES: &str = "(SELECT 'goodbyes' AS id UNION ALL SELECT 'together-in-the-visit')";

/// The table that holds what a place in a path names, where it has another name.
fn table_of(name: &str) -> &str {
    match name {
        "area" => "waiting_area",
        "pattern" => "opening_pattern",
        "exception" => "opening_exception",
        "times" => "staff_availability",
        "absence" => "staff_absence",
        "conflict" => "staff_conflict",
        "order" => "court_order",
        "hours" => "child_hours",
        "cover" => "cover_request",
        "ending" => "no_meeting_end",
        "import" => "learning_import",
        "file" => "message_file",
        "template" => "message_template",
        "edition" => "guide_edition",
        "said" => "said_and_done",
        "guide" => GUIDES,
        "about" => "(SELECT 'photographs' AS id)",
        "request" => REQUESTS,
        "answer" => "child_answer",
        "sitting" => "child_sitting",
        name => name,
    }
}

fn rows_of(connection: &mut SqliteConnection, name: &str, parent: Option<&str>) -> Vec<Row> {
    let table = table_of(name);
    let with_parent = parent.map(|parent| {
        sql_query(format!("SELECT id, \"{parent}\" AS parent FROM {table} ORDER BY id"))
            .load::<Row>(connection)
    });
    let rows = match with_parent {
        Some(Ok(rows)) => Ok(rows),
        _ => sql_query(format!("SELECT id, NULL AS parent FROM {table} ORDER BY id")).load(connection),
    };
    // A place that names no record is filled with a word by the walk.
    rows.unwrap_or_default()
}
