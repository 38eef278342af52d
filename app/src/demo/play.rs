//! Playing the families' stories into the demonstration, through the public API, with the clock moved
//! from sixteen weeks ago to today.

pub(super) mod days;
mod desk;
mod orders;
mod people;
mod records;
mod voices;

use super::{Cast, Journey, Player, journey::Stumble};
use base::{Day, Moment, WallClock};
use days::{Line, Standing};
use desk::Desk;
use host::{Clock, House, Problem};
use rust_embed::RustEmbed;
use serde_json::Value;
use std::collections::BTreeMap;

#[derive(RustEmbed)]
#[folder = "../tests/data/referrals"]
struct Files;

/// How long ago the first family was referred, in days.
const BEGAN: i64 = 16 * 7;

/// The referral files, in the order of their names.
pub fn files() -> Result<Vec<(String, Value)>, Problem> {
    let mut names: Vec<String> = Files::iter().map(|name| name.to_string()).collect();
    names.sort();
    names
        .into_iter()
        .filter_map(|name| Files::get(&name).map(|file| (name, file)))
        .map(|(name, file)| Ok((name, serde_json::from_slice(&file.data)?)))
        .collect()
}

/// A player with the tokens of the cast.
#[must_use]
pub fn player(house: &House, cast: &Cast) -> Player {
    let tokens: BTreeMap<String, String> = cast
        .tokens()
        .into_iter()
        .filter_map(|(name, person)| Some((name, person["token"].as_str()?.to_owned())))
        .collect();
    Player::new(house.clone(), tokens)
}

/// Between when a story began and now, with the clock that is moved along.
pub(super) struct Stage {
    clock: Clock,
    first: Day,
    until: Moment,
}

impl Stage {
    /// A stage that began so many days ago.
    pub(super) fn ending(clock: Clock, until: Moment, days_ago: i64) -> Self {
        Self { clock, first: until.day().plus_days(-days_ago), until }
    }

    /// So many days after the beginning.
    pub(super) fn day(&self, day: i64) -> Day {
        self.first.plus_days(day)
    }

    /// Moves the clock to so many days after the beginning, at a time of day, but never past the end.
    pub(super) fn at(&self, day: i64, clock: &str) -> Moment {
        let wall: WallClock = clock.parse().unwrap_or_else(|_| unreachable!("a time of this file"));
        let moment = Moment::on(self.day(day), wall).unwrap_or(self.until);
        let moment = moment.min(self.until);
        self.clock.set(moment);
        moment
    }

    /// Says each line at its time, up to the end.
    pub(super) async fn say(&self, lines: Vec<Line<'_>>) -> Result<(), Stumble> {
        for line in lines.into_iter().filter(|line| line.at <= self.until) {
            self.clock.set(line.at);
            line.say().await?;
        }
        Ok(())
    }
}

/// Plays everything, and leaves the clock where it was.
pub async fn play(house: &House, cast: &Cast) -> Result<(), String> {
    let clock = house.database().clock().clone();
    let (until, stood) = (clock.now(), clock.is_stopped());
    let stage = Stage::ending(clock.clone(), until, BEGAN);
    let played = all(house, cast, &stage).await;
    if stood {
        clock.set(until)
    } else {
        clock.release()
    };
    played
}

async fn all(house: &House, cast: &Cast, stage: &Stage) -> Result<(), String> {
    let player = player(house, cast);
    let mut journeys = Vec::new();
    for (day, (name, file)) in (0i64..).zip(files().map_err(|problem| problem.detail())?) {
        stage.at(day, "09:00");
        let ids = house.database().ids().clone();
        let mut journey = Journey::from_file(player.clone(), stage.clock.clone(), ids, &file)
            .dated(stage.clock.now().day());
        let told = |stumble: Stumble| format!("{name}: {stumble}");
        journey.refer().await.map_err(told)?;
        stage.at(day, "15:30");
        journey.triage().await.map_err(told)?;
        if journey.is_accepted() {
            journeys.push((name, journey));
        }
    }
    prepare(stage, &mut journeys).await?;
    orders::read(&journeys).await.map_err(|stumble| format!("the court orders: {stumble}"))?;
    let mut standing =
        Standing::of(&player, cast, stage.until).await.map_err(|stumble| stumble.to_string())?;
    standing.play(stage, cast, &journeys).await.map_err(|stumble| stumble.to_string())?;
    stage.clock.set(stage.until);
    let visited: Vec<&Journey> = journeys
        .iter()
        .map(|(_, journey)| journey)
        .filter(|journey| journey.next["outcome"] == "report" && !journey.plan.is_empty())
        .collect();
    let desk = Desk { player: &player, now: stage.until };
    desk.fill(&visited).await.map_err(|stumble| format!("the desk of today: {stumble}"))?;
    voices::chat(&player).await.map_err(|stumble| format!("the chat: {stumble}"))?;
    people::talk(&player, cast, stage.until).await.map_err(|stumble| format!("the staff: {stumble}"))
}

/// Meetings, assessments and plans, a week after the referrals.
async fn prepare(stage: &Stage, journeys: &mut [(String, Journey)]) -> Result<(), String> {
    let mut arranged = Vec::new();
    stage.at(12, "11:00");
    for (index, (name, journey)) in (0i64..).zip(journeys.iter()) {
        let morning = days::on_the_clock(stage.day(14 + index), 10, 0);
        arranged
            .push(journey.arrange_meetings(morning).await.map_err(|stumble| format!("{name}: {stumble}"))?);
    }
    for (index, ((name, journey), meetings)) in (0i64..).zip(journeys.iter_mut().zip(arranged)) {
        let told = |stumble: Stumble| format!("{name}: {stumble}");
        stage.at(14 + index, "17:30");
        journey.hold_meetings(&meetings).await.map_err(told)?;
        journey.assess().await.map_err(told)?;
    }
    for (name, journey) in journeys.iter_mut() {
        stage.at(26, "12:00");
        if journey.next["outcome"] != "refused" {
            journey.plan().await.map_err(|stumble| format!("{name}: {stumble}"))?;
        }
    }
    Ok(())
}
