//! The visits of the demonstration: booked for every week, and each past one lived through.

use super::{Stage, people, voices};
use crate::demo::{Cast, Journey, Player, journey::Stumble};
use base::{Minutes, Moment};
use serde_json::{Value, json};

/// The rooms and staff that visits take, and the weeks they fill.
pub(super) struct Standing {
    player: Player,
    until: Moment,
    rooms: Vec<(String, String)>,
    grace: String,
    tomasz: String,
}

/// Where and by whom a family is looked after.
struct Place {
    room: String,
    team: &'static [&'static str],
    hour: i64,
}

/// One thing to be said at its time.
pub(in crate::demo) struct Line<'a> {
    pub(in crate::demo) at: Moment,
    journey: &'a Journey,
    visit: String,
    who: &'static str,
    what: Say,
}

impl Line<'_> {
    pub(super) async fn say(self) -> Result<(), Stumble> {
        match self.what {
            Say::Event(what) => self.journey.event(self.who, &self.visit, self.at, what).await?,
            Say::Note(note) => self.journey.note(self.who, &self.visit, self.at, &note).await?,
            Say::Child(when) => voices::hear(self.journey, (self.who, &self.visit), when).await?,
        };
        Ok(())
    }
}

enum Say {
    Event(Value),
    Note(Value),
    Child(&'static str),
}

/// Past weeks that are played, and weeks ahead that are booked.
const WEEKS: std::ops::RangeInclusive<i64> = -6..=3;

impl Standing {
    pub(super) async fn of(player: &Player, cast: &Cast, until: Moment) -> Result<Self, Stumble> {
        let rooms = player.get("priya", "/rooms").await?;
        let listed = rooms["items"].as_array().or(rooms.as_array()).cloned().unwrap_or_default();
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let tokens = cast.tokens();
        let id = |name: &str| text(&tokens[name]["id"]);
        Ok(Self {
            player: player.clone(),
            until,
            rooms: listed.iter().map(|room| (text(&room["name"]), text(&room["id"]))).collect(),
            grace: id("grace"),
            tomasz: id("tomasz"),
        })
    }

    fn room(&self, name: &str) -> String {
        self.rooms.iter().find(|(known, _)| known == name).map(|(_, id)| id.clone()).unwrap_or_default()
    }

    /// Room, staff and hour of a family's visits: supervised families take turns in two rooms.
    fn place(&self, journey: &Journey, turn: usize) -> Place {
        let hour = [9, 11, 13][turn / 2 % 3];
        match journey.next["kind"].as_str() {
            Some("supported") => Place { room: self.room("Garden room"), team: &["joan"], hour: 10 },
            Some("handover") => Place { room: self.room("Front desk"), team: &["tomasz"], hour: 13 },
            Some("high-vigilance") => {
                Place { room: self.room("Willow room"), team: &["grace", "tomasz"], hour: 15 }
            }
            _ if turn.is_multiple_of(2) => Place { room: self.room("Willow room"), team: &["grace"], hour },
            _ => Place { room: self.room("Rowan room"), team: &["tomasz"], hour },
        }
    }

    fn supervisors(&self, team: &[&str]) -> Vec<String> {
        team.iter()
            .filter_map(|name| match *name {
                "grace" => Some(self.grace.clone()),
                "tomasz" => Some(self.tomasz.clone()),
                _ => None,
            })
            .collect()
    }

    pub(super) async fn play(
        &mut self,
        stage: &Stage,
        cast: &Cast,
        journeys: &[(String, Journey)],
    ) -> Result<(), Stumble> {
        let mut lines = Vec::new();
        let today = self.until.day();
        let booked_on = on_the_clock(today.plus_days(-56), 10, 0);
        stage.clock.set(booked_on);
        // The rota is made from today on, before the visits it is for are booked.
        people::put_on_duty(&self.player, cast, today).await?;
        let mut turn = 0;
        for (_, journey) in journeys.iter().filter(|(_, journey)| !journey.plan.is_empty()) {
            let place = self.place(journey, turn);
            let supervisors = self.supervisors(place.team);
            if journey.next["kind"] == "supervised" {
                turn += 1;
            }
            // Handovers begin next week, so that one family is seen before its first visit.
            let weeks = if journey.next["kind"] == "handover" { 1..=3 } else { WEEKS };
            for week in weeks {
                let starts = on_the_clock(today.plus_days(7 * week), place.hour, 30);
                let visit = journey.book(starts, &place.room, &supervisors).await?;
                if week <= 0 {
                    let seen = self.player.get("priya", &format!("/visits/{visit}")).await?;
                    lines.extend(lived(journey, &visit, &seen["timing"], place.team, week));
                }
            }
        }
        lines.sort_by_key(|line| line.at);
        stage.say(lines).await
    }
}

/// What the centre's clock shows, also on the days when the clocks change.
pub(in crate::demo) fn on_the_clock(day: base::Day, hour: i64, minute: i64) -> Moment {
    let clock: Result<base::WallClock, _> = format!("{hour}:{minute:02}").parse();
    clock.and_then(|clock| Moment::on(day, clock)).unwrap_or_else(|_| Moment::start_of(day))
}

fn time(timing: &Value, name: &str) -> Moment {
    timing[name].as_str().and_then(|text| text.parse().ok()).unwrap_or(Moment::start_of(
        base::Day::new(2026, 1, 1).unwrap_or_else(|_| unreachable!("on the calendar")),
    ))
}

/// A visit from the first knock to the last form. Each week differs a little, as weeks do.
pub(in crate::demo) fn lived<'a>(
    journey: &'a Journey,
    visit: &str,
    timing: &Value,
    team: &'static [&'static str],
    week: i64,
) -> Vec<Line<'a>> {
    let mut lines = Vec::new();
    let leader = team[0];
    let mut say = |at: Moment, who: &'static str, what: Say| {
        lines.push(Line { at, journey, visit: visit.to_owned(), who, what });
    };
    let event = |what: Value| Say::Event(what);
    let visiting = journey.visiting.first().cloned().unwrap_or_default();
    let (arrives, child) = (time(timing, "visiting_arrives"), time(timing, "child_arrives"));
    let (starts, ends) = (time(timing, "starts"), time(timing, "ends"));
    let (leaves, released) = (time(timing, "child_leaves"), time(timing, "visiting_leaves"));
    for who in team {
        say(arrives.plus(Minutes(-20)), who, event(json!({"kind": "briefed"})));
    }
    if week == -4 {
        say(starts.plus(Minutes(20)), leader, event(json!({"kind": "no-show", "who": "visiting"})));
        return lines;
    }
    say(arrives, leader, event(json!({"kind": "visiting-arrived", "party": visiting, "identity": "known"})));
    say(
        child,
        leader,
        event(json!({
            "kind": "child-arrived", "brought_by": journey.resident,
            "receipt": {"from": "Resident party", "to": "Staff at the Church Lane door",
                        "items": "A rucksack with a drink, a coat and a picture book"},
        })),
    );
    say(child.plus(Minutes(2)), leader, event(json!({"kind": "resident-left"})));
    let is_heard = week == -1 && journey.next["kind"] == "supervised";
    if is_heard {
        say(child.plus(Minutes(1)), leader, Say::Child("before"));
    }
    say(starts.plus(Minutes(3)), leader, event(json!({"kind": "started"})));
    if journey.next["kind"] == "supervised" || journey.next["kind"] == "high-vigilance" {
        for (minutes, note) in notes(journey, week) {
            say(starts.plus(Minutes(minutes)), leader, Say::Note(note));
        }
    }
    say(ends, leader, event(json!({"kind": "ended"})));
    if is_heard {
        say(ends, leader, Say::Child("after"));
    }
    say(leaves.plus(Minutes(-1)), leader, event(json!({"kind": "resident-arrived-to-collect"})));
    say(
        leaves,
        leader,
        event(json!({
            "kind": "child-left",
            "receipt": {"from": "Staff at the Church Lane door", "to": "Resident party", "items": "The same, and a drawing"},
        })),
    );
    say(released, leader, event(json!({"kind": "visiting-released"})));
    let debrief = "Arrivals went to plan. Nothing for the next session.";
    say(released.plus(Minutes(10)), leader, event(json!({"kind": "debriefed", "account": debrief})));
    say(released.plus(Minutes(15)), leader, event(json!({"kind": "closed"})));
    lines
}

/// What was seen and heard, by the minute.
fn notes(journey: &Journey, week: i64) -> Vec<(i64, Value)> {
    let child = journey.referral["children"][0]["name"].as_str().unwrap_or("The child");
    let child = child.split(' ').next().unwrap_or(child);
    let fact = |words: String| json!({"kind": "fact", "words": words});
    let mut notes = vec![
        (4, fact(format!("{child} stood by the door, then walked to the table and sat down opposite."))),
        (
            11,
            fact(format!(
                "{child} passed a piece of the puzzle across the table. They finished the edge together."
            )),
        ),
    ];
    match week.rem_euclid(3) {
        0 => notes.push((
            26,
            json!({"kind": "speech", "speaker": child, "words": "I made you a card at school but I forgot it."}),
        )),
        1 => {
            notes.push((31, json!({"kind": "speech", "speaker": "Visiting party", "words": "Who takes you to school now?"})));
            notes.push((
                32,
                json!({"kind": "intervention",
                       "words": "I asked for another subject, as the plan says. It was changed at once."}),
            ));
        }
        _ => notes.push((40, fact(format!("{child} laughed at the story and asked for it again. It was read twice.")))),
    }
    notes.push((85, fact(format!("{child} waved from the door and said goodbye."))));
    notes
}
