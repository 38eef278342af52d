//! A centre with too little of everything, built through the API.

use crate::{Asked, Broken};
use app::{
    demo::{self, Journey, Player},
    routes,
};
use base::{Minutes, Moment};
use host::{Clock, Database, House, Ids, Keys};
use serde_json::{Value, json};
use std::{collections::BTreeMap, net::SocketAddr};
use tokio::net::TcpListener;

/// The days on which there are visits: the two Saturdays after the race.
pub(crate) const DAYS: [&str; 2] = ["2026-11-21", "2026-11-28"];

/// The day of the last visit of all, which nobody races for.
pub(crate) const LAST: &str = "2026-12-05";

/// A family, ready for visits.
pub(crate) struct Ready {
    pub(crate) id: String,
    pub(crate) kind: String,
    pub(crate) people: Vec<String>,
}

/// The centre of the race, and the server in front of it.
pub(crate) struct World {
    pub(crate) house: House,
    pub(crate) address: SocketAddr,
    pub(crate) token: String,
    pub(crate) families: Vec<Ready>,
    pub(crate) rooms: Vec<(String, Vec<String>)>,
    pub(crate) staff: Vec<String>,
    pub(crate) things: Vec<String>,
}

/// Which referral a family comes with, in turn.
const FILES: [&str; 5] = [
    "siblings-first-father.json",
    "self-referral-supported.json",
    "siblings-second-father.json",
    "handover.json",
    "section-7-pending.json",
];

/// Supervisors of the race: so few that most attempts want somebody who is taken.
const SUPERVISORS: [&str; 4] = ["grace", "tomasz", "joan", "dev"];

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// Opens a centre on a database and makes its families ready, at nine on Wednesday 18 November 2026.
pub(crate) async fn build(asked: &Asked, database: &str) -> Result<World, Broken> {
    let now: Moment = "2026-11-17T09:00:00Z".parse()?;
    let database = database.to_owned();
    let made = tokio::task::spawn_blocking(move || {
        // A centre that is thrown away after the race needs its keys no longer than that.
        let keys = Keys::drawn(&Ids::System);
        let database = Database::open(&database, &keys, Clock::stopped(now), Ids::System)
            .map_err(|why| why.to_string())?;
        database.migrate().map_err(|why| why.to_string())?;
        let house = demo::open(&database).map_err(|problem| problem.detail())?;
        let cast = demo::cast(&house).map_err(|problem| problem.detail())?;
        Ok::<_, String>((house, cast.tokens()))
    });
    let (house, cast) = made.await??;
    let tokens: BTreeMap<String, String> =
        cast.iter().map(|(name, person)| (name.clone(), text(&person["token"]))).collect();
    let token = tokens.get("priya").cloned().unwrap_or_default();
    let staff = SUPERVISORS.iter().map(|name| text(&cast[*name]["id"])).collect();
    let player = Player::new(house.clone(), tokens);
    let address = listen(&house).await?;
    let families = families(asked, &house, &player).await?;
    house.database().clock().set("2026-11-18T09:00:00Z".parse()?);
    // Clearance is not what is raced for: anybody may hold anything.
    let induction = json!({"terms": [{"requirement": "induction", "needed": 1}], "reason": "A race."});
    player.put("martin", "/clearance/policy", induction).await.map_err(told)?;
    let small = json!({"name": "Attic", "families": 2, "features": "Two corners.", "kinds": ["supported", "supervised"]});
    player.post("priya", "/rooms", small).await.map_err(told)?;
    let rooms = player.get("priya", "/rooms").await.map_err(told)?;
    let rooms = rooms["items"].as_array().into_iter().flatten().map(|room| {
        let kinds = room["kinds"].as_array().into_iter().flatten().map(text).collect();
        (text(&room["id"]), kinds)
    });
    let rooms = rooms.collect();
    let things = player.get("priya", "/equipment").await.map_err(told)?;
    let things = things["items"].as_array().into_iter().flatten().map(|thing| text(&thing["id"])).collect();
    Ok(World { house, address, token, families, rooms, staff, things })
}

fn told(stumble: demo::Stumble) -> String {
    stumble.to_string()
}

async fn listen(house: &House) -> Result<SocketAddr, Broken> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    let router = routes::router(house.clone());
    tokio::spawn(async move {
        axum::serve(listener, router.into_make_service_with_connect_info::<SocketAddr>()).await
    });
    Ok(address)
}

/// Each family is referred, met, assessed and agrees to a plan. Every third adult of a visiting side must
/// not meet an adult of the next family's, nor every fifth the next but one's, on whichever side.
async fn families(asked: &Asked, house: &House, player: &Player) -> Result<Vec<Ready>, Broken> {
    let files: BTreeMap<String, Value> =
        demo::files().map_err(|problem| problem.detail())?.into_iter().collect();
    let (clock, ids) = (house.database().clock().clone(), house.database().ids().clone());
    let mut journeys = Vec::new();
    for number in 0..asked.families {
        let mut file = files[FILES[number % FILES.len()]].clone();
        if number % 10 == 4 {
            file["next"]["level"] = "high-vigilance".into();
            file["next"]["kind"] = "high-vigilance".into();
        }
        let mut journey =
            Journey::from_file(player.clone(), clock.clone(), ids.clone(), &file).dated(clock.now().day());
        journey.refer().await.map_err(told)?;
        journey.triage().await.map_err(told)?;
        let meetings = journey.arrange_meetings(clock.now().plus(Minutes(60))).await.map_err(told)?;
        journeys.push((journey, meetings));
    }
    clock.set(clock.now().plus(Minutes(7 * 60)));
    let mut ready = Vec::new();
    for (mut journey, meetings) in journeys {
        journey.hold_meetings(&meetings).await.map_err(told)?;
        journey.assess().await.map_err(told)?;
        journey.plan().await.map_err(told)?;
        let people = journey.visiting.iter().chain([&journey.resident]).cloned().collect();
        ready.push(Ready { id: journey.family.clone(), kind: text(&journey.next["kind"]), people });
    }
    for (number, one) in ready.iter().enumerate() {
        for (every, further) in [(3, 1), (5, 2), (7, 5)] {
            let other = &ready[(number + further) % ready.len()];
            if number % every == 0 && other.id != one.id {
                let pair = json!({
                    "one": one.people.first(), "other": other.people.get(number % other.people.len()),
                    "reason": "Said by both families.",
                });
                let path = format!("/families/{}/no-meetings", one.id);
                player.post("priya", &path, pair).await.map_err(told)?;
            }
        }
    }
    Ok(ready)
}
