//! A large centre: as many families as are asked for, each with two years of visits every fortnight,
//! played through the public API like the ten. For measuring, and for seeing lists that are long.

use super::{
    Cast, Journey, Player,
    cast::SUPERVISORS,
    journey::Stumble,
    play::{Stage, days, files, player},
};
use base::{Day, Moment};
use host::House;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// How many fortnights are lived through before today.
pub(super) const FORTNIGHTS: i64 = 52;
/// How many visits are booked at once: not quite half a year, as long as an assessment holds.
const AT_ONCE: i64 = 12;
/// The hours at which visits start, on every day of the week.
const HOURS: [i64; 4] = [9, 12, 14, 17];

const FIRST: [&str; 12] =
    ["Ada", "Ben", "Cora", "Davit", "Esme", "Farid", "Greta", "Hugo", "Isla", "Jonas", "Kezia", "Luca"];
const LAST: [&str; 11] = [
    "Ashdown", "Birkett", "Cavell", "Dunmore", "Eastham", "Fairley", "Garside", "Hallam", "Ingleby",
    "Jessop", "Kilburn",
];

/// Files whose stories end in supervised, and in supported contact.
const SUPERVISED: [&str; 3] =
    ["cafcass-non-molestation.json", "section-7-pending.json", "siblings-first-father.json"];
const SUPPORTED: [&str; 2] = ["self-referral-supported.json", "grandparents.json"];

/// A family with the place its visits have in every fortnight.
struct Regular {
    journey: Journey,
    /// Days after the beginning of a fortnight.
    day: i64,
    hour: i64,
    room: String,
    team: &'static [&'static str],
    supervisors: Vec<String>,
}

/// A visit to be lived through.
struct Ahead {
    of: usize,
    visit: String,
    timing: Value,
}

/// Plays so many families through two years, up to now. `progress` is told of each fortnight.
pub async fn crowd(
    house: &House,
    cast: &Cast,
    families: usize,
    progress: impl Fn(String),
) -> Result<(), String> {
    let clock = house.database().clock().clone();
    let (until, stood) = (clock.now(), clock.is_stopped());
    let stage = Stage::ending(clock.clone(), until, FORTNIGHTS * 14 + 7);
    let played = all(house, cast, &stage, families, &progress).await;
    if stood {
        clock.set(until);
    } else {
        clock.release();
    }
    played
}

async fn all(
    house: &House,
    cast: &Cast,
    stage: &Stage,
    families: usize,
    progress: &impl Fn(String),
) -> Result<(), String> {
    let told = |stumble: Stumble| stumble.to_string();
    let player = player(house, cast);
    let rooms = furnish(&player, stage).await.map_err(told)?;
    progress(format!("{families} families apply"));
    let mut regulars = Vec::new();
    for number in 0..families {
        let journey = arrive(house, &player, stage, number).await?;
        regulars.push(place(journey, cast, &rooms, number));
    }
    let mut ahead: BTreeMap<Day, Vec<Ahead>> = BTreeMap::new();
    for fortnight in 0..=FORTNIGHTS {
        let first = stage.day(7 + fortnight * 14);
        if fortnight % AT_ONCE == 0 {
            stage.at(7 + fortnight * 14, "06:00");
            let reviewed = match fortnight / AT_ONCE {
                0 => None,
                1 => Some("three-months"),
                2 => Some("six-months"),
                _ => Some("request"),
            };
            for (of, regular) in regulars.iter_mut().enumerate() {
                book(regular, first, reviewed, |day, visit, timing| {
                    ahead.entry(day).or_default().push(Ahead { of, visit, timing });
                })
                .await
                .map_err(told)?;
            }
        }
        for day in (0..14).map(|more| first.plus_days(more)) {
            let visits = ahead.remove(&day).unwrap_or_default();
            live(stage, &regulars, &visits, fortnight).await.map_err(told)?;
        }
        progress(format!("fortnight {fortnight} of {FORTNIGHTS}"));
    }
    Ok(())
}

/// Enough rooms.
async fn furnish(player: &Player, stage: &Stage) -> Result<Vec<String>, Stumble> {
    stage.at(0, "07:00");
    let mut rooms = Vec::new();
    for name in SUPERVISORS.iter().map(|(_, name)| format!("Room of {name}")) {
        let room = json!({
            "name": name, "families": 1, "kinds": ["supervised", "high-vigilance"],
            "features": "A small room for one family.",
        });
        rooms.push(player.post("priya", "/rooms", room).await?);
    }
    let hall = json!({
        "name": "Great hall", "families": 50, "kinds": ["supported"],
        "features": "Many families at once, with corners for each.",
    });
    rooms.push(player.post("priya", "/rooms", hall).await?);
    Ok(rooms.iter().map(|room| room["id"].as_str().unwrap_or_default().to_owned()).collect())
}

/// A family comes: referral, triage, meetings, assessment and plan.
async fn arrive(house: &House, player: &Player, stage: &Stage, number: usize) -> Result<Journey, String> {
    let told = |stumble: Stumble| stumble.to_string();
    let names: &[&str] = if number % 5 < 2 { &SUPERVISED } else { &SUPPORTED };
    let wanted = names[number / 5 % names.len()];
    let (_, file) = files()
        .map_err(|problem| problem.detail())?
        .into_iter()
        .find(|(name, _)| name == wanted)
        .ok_or_else(|| format!("{wanted} is not there"))?;
    let clock = house.database().clock().clone();
    stage.at(0, "09:00");
    let mut journey =
        Journey::from_file(player.clone(), clock, house.database().ids().clone(), &file).dated(stage.day(0));
    let last = LAST[number / FIRST.len() % LAST.len()];
    for (index, child) in journey.referral["children"].as_array_mut().into_iter().flatten().enumerate() {
        child["name"] = format!("{} {last}", FIRST[(number + index) % FIRST.len()]).into();
    }
    journey.refer().await.map_err(told)?;
    journey.triage().await.map_err(told)?;
    let meetings = journey.arrange_meetings(days::on_the_clock(stage.day(2), 9, 0)).await.map_err(told)?;
    stage.at(3, "17:00");
    journey.hold_meetings(&meetings).await.map_err(told)?;
    journey.assess().await.map_err(told)?;
    journey.plan().await.map_err(told)?;
    Ok(journey)
}

/// The place of a family in the fortnight. A supervised family has a room and a supervisor to itself.
fn place(journey: Journey, cast: &Cast, rooms: &[String], number: usize) -> Regular {
    let slot = number / 5;
    let (hall, own) = rooms.split_last().map_or(("", rooms), |(hall, own)| (hall.as_str(), own));
    let supervised = journey.next["kind"] == "supervised";
    // Two of five are supervised, so these count without a gap.
    let turn = if supervised { slot * 2 + number % 5 } else { slot * 3 + number % 5 };
    let (day, hour) = (turn % 14, HOURS[turn / 14 % HOURS.len()]);
    let which = turn / (14 * HOURS.len()) % SUPERVISORS.len();
    let (team, room): (&'static [&'static str], _) = if supervised {
        (std::slice::from_ref(&SUPERVISORS[which].0), own[which].clone())
    } else {
        (&["priya"], hall.to_owned())
    };
    let supervisors = if supervised { cast.staff_id(team[0]).into_iter().collect() } else { Vec::new() };
    Regular { journey, day: i64::try_from(day).unwrap_or(0), hour, room, team, supervisors }
}

/// The visits of the coming months, after the assessment was looked at again.
async fn book(
    regular: &mut Regular,
    first: Day,
    reviewed: Option<&str>,
    mut keep: impl FnMut(Day, String, Value),
) -> Result<(), Stumble> {
    let Regular { journey, day, hour, room, supervisors, .. } = regular;
    if let Some(trigger) = reviewed {
        review(journey, trigger).await?;
        journey.assess().await?;
    }
    let starts = days::on_the_clock(first.plus_days(*day), *hour, 0);
    let series = json!({
        "first": {"starts": starts, "room": room, "supervisors": supervisors},
        "every_weeks": 2, "count": AT_ONCE,
    });
    let path = format!("/families/{}/visits/series", journey.family);
    let booked = journey.player().post("priya", &path, series).await?;
    for visit in booked["visits"].as_array().into_iter().flatten() {
        let starts: Option<Moment> = visit["timing"]["starts"].as_str().and_then(|text| text.parse().ok());
        if let Some(starts) = starts {
            keep(starts.day(), visit["id"].as_str().unwrap_or_default().to_owned(), visit["timing"].clone());
        }
    }
    Ok(())
}

/// Contact goes on as it is, and is looked at again in half a year.
async fn review(journey: &Journey, trigger: &str) -> Result<(), Stumble> {
    let open = json!({"trigger": trigger, "words": "How has it gone, and can contact move on?"});
    let reviews = format!("/families/{}/reviews", journey.family);
    let opened = journey.player().post("priya", &reviews, open).await?;
    let id = opened["id"].as_str().unwrap_or_default();
    let decision = json!({
        "decision": "continue", "reasons": "The child looks forward to the visits. No change was asked for.",
        "next_review_on": journey.today().plus_months(5),
    });
    journey.player().post("priya", &format!("/reviews/{id}/decision"), decision).await.map(|_| ())
}

/// A day's visits, as far as the day has come.
async fn live(stage: &Stage, regulars: &[Regular], visits: &[Ahead], fortnight: i64) -> Result<(), Stumble> {
    let mut lines = Vec::new();
    for ahead in visits {
        let regular = &regulars[ahead.of];
        // One visit in twelve is missed, by each family in another fortnight.
        let turn = (fortnight + i64::try_from(ahead.of).unwrap_or(0)) % AT_ONCE - AT_ONCE;
        lines.extend(days::lived(&regular.journey, &ahead.visit, &ahead.timing, regular.team, turn));
    }
    lines.sort_by_key(|line| line.at);
    stage.say(lines).await
}
