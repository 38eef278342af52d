//! Random operations asked of the running program and of the model that the rule book is held against: equal
//! answers, equal timetables, and the same visits marked unsafe when facts change.

#[path = "../../rules/tests/properties/timetable/model.rs"]
mod model;
#[path = "../../rules/tests/properties/timetable/operations.rs"]
mod operations;

use app::demo::Journey;
use axum::http::Method;
use base::{Minutes, Moment};
use model::{ADULTS, DAY, Kind, Model, Standing, Wish};
use operations::{Chance, Operation, Size, operation, world};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use stories::{Answer, Centre, On, id, items, saturday};

/// Clearance is worked out from dates in the program, and is told in stories of its own.
const SIZE: Size = Size { families: 6, staff: 4, things: 2, days: 3, can_end_clearance: false };
const STAFF: [&str; 4] = ["grace", "tomasz", "joan", "dev"];
/// So many operations in each world.
const IN_A_WORLD: usize = 400;

fn word(kind: Kind) -> &'static str {
    match kind {
        Kind::Supported => "supported",
        Kind::Supervised => "supervised",
        Kind::HighVigilance => "high-vigilance",
        Kind::Handover => "handover",
    }
}

/// Each day of the model is a Saturday; what is before the first is counted back from it.
fn at(minutes: i64) -> Moment {
    let (day, of_day) = if minutes < 0 { (0, minutes) } else { (minutes / DAY, minutes % DAY) };
    saturday(day).plus(Minutes(of_day - 11 * 60))
}

fn bits(set: u64) -> impl Iterator<Item = usize> {
    (0..64).filter(move |bit| set >> bit & 1 == 1)
}

/// A centre made as the model's world is.
struct Played {
    centre: Centre,
    families: Vec<Journey>,
    rooms: Vec<String>,
    things: Vec<String>,
    model: Model,
    visits: BTreeMap<u32, String>,
}

impl Played {
    async fn begin(chance: &mut Chance) -> Self {
        let centre = Centre::open(On::Embedded).await;
        centre.asks_only_for_an_induction().await;
        let mut model = world(chance, SIZE);
        model.cleared = vec![i64::MAX; SIZE.staff];
        let mut families = Vec::new();
        for family in &model.families {
            families.push(match family.kind {
                Kind::Handover => {
                    let mut journey = centre.assessed_family("supported").await;
                    journey.next["kind"] = "handover".into();
                    journey.plan().await.unwrap();
                    journey
                }
                kind => centre.ready_family(word(kind)).await,
            });
        }
        let mut rooms = Vec::new();
        for (number, room) in model.rooms.iter().enumerate() {
            let kinds: Vec<&str> = room.kinds.iter().map(|kind| word(*kind)).collect();
            let new = json!({
                "name": format!("Room {number}"), "families": room.families, "kinds": kinds, "features": "Plain.",
            });
            rooms.push(id(&centre.post("priya", "/rooms", new).await.is(201)));
        }
        let things = items(&centre.get("priya", "/equipment").await.is(200)).iter().map(id).collect();
        model.now = centre.now().since(at(0)).0;
        Self { centre, families, rooms, things, model, visits: BTreeMap::new() }
    }

    fn party(&self, number: usize) -> &str {
        let family = &self.families[number / ADULTS as usize];
        match number % ADULTS as usize {
            0 => &family.visiting[0],
            1 => &family.visiting[1],
            _ => &family.resident,
        }
    }

    fn booking(&self, wish: &Wish) -> Value {
        json!({
            "starts": at(wish.starts), "length": wish.length, "kind": word(wish.kind), "room": self.rooms[wish.room],
            "supervisors": bits(wish.supervisors.into()).map(|who| self.centre.id_of(STAFF[who])).collect::<Vec<_>>(),
            "people": bits(wish.people).map(|who| self.party(who)).collect::<Vec<_>>(),
            "equipment": bits(wish.things.into()).map(|thing| &self.things[thing]).collect::<Vec<_>>(),
        })
    }

    /// Asks the program for it; answers the visits it speaks of, where it was done.
    async fn ask(&self, operation: &Operation) -> Answer {
        let family =
            |wish: &Wish, what: &str| format!("/families/{}/{what}", self.families[wish.family].family);
        let visit = |number: &u32, what: &str| format!("/visits/{}/{what}", self.visits[number]);
        let (path, body) = match operation {
            Operation::Book(wish) => (family(wish, "visits"), self.booking(wish)),
            Operation::Hold(wish, until) => {
                (family(wish, "holds"), json!({"visit": self.booking(wish), "until": at(*until)}))
            }
            Operation::Series(wish, count) => {
                let series = json!({"first": self.booking(wish), "every_weeks": 1, "count": count});
                (family(wish, "visits/series"), series)
            }
            Operation::Confirm(number) => (visit(number, "hold/confirmation"), json!({})),
            Operation::Release(number) => {
                (visit(number, "hold/release"), json!({"reason": "It does not suit."}))
            }
            Operation::Move(number, wish) => {
                let mut change = self.booking(wish);
                change["asked_by"] = "centre".into();
                change["reason"] = "It suits better.".into();
                (visit(number, "change"), change)
            }
            Operation::Cancel(number) => {
                (visit(number, "cancellation"), json!({"by": "centre", "reason": "The child is ill."}))
            }
            Operation::Wait(until) => ("/demo/clock".to_owned(), json!({"now": at(*until)})),
            Operation::Shut(room, from, until) => {
                let shut = json!({
                    "starts": at(*from), "ends": at(*until), "reason": "Painting.", "room": self.rooms[*room],
                    "despite_visits": true,
                });
                ("/closures".to_owned(), shut)
            }
            Operation::Away(who, from, _) => {
                let day = at(*from).day();
                let away = json!({"from": day, "until": day, "reason": "holiday"});
                (format!("/staff/{}/absences", self.centre.id_of(STAFF[*who])), away)
            }
            Operation::Apart(one, other) => {
                let (one, other) = (*one as usize, *other as usize);
                let pair =
                    json!({"one": self.party(one), "other": self.party(other), "reason": "Said by both."});
                let family = &self.families[one / ADULTS as usize].family;
                (format!("/families/{family}/no-meetings"), pair)
            }
            Operation::Assess(..) | Operation::Clear(..) => unreachable!("left out of this world"),
        };
        self.centre.ask("priya", Method::POST, &path, body).await
    }

    /// What the program can be asked for, of what was drawn.
    fn as_asked(&self, drawn: Operation) -> Option<Operation> {
        match drawn {
            Operation::Assess(..) | Operation::Clear(..) => None,
            // What is only held is let go, and not called off.
            Operation::Cancel(number) if matches!(self.model.taken[&number].1, Standing::Held(_)) => {
                Some(Operation::Release(number))
            }
            // The last hour before the first day is for what is not raced by it.
            Operation::Wait(until) if until > -60 => None,
            Operation::Away(who, from, _) => {
                let from = from - from.rem_euclid(DAY);
                let whole = (who, from, from + DAY);
                (!self.model.away.contains(&whole)).then_some(Operation::Away(whole.0, whole.1, whole.2))
            }
            Operation::Apart(one, other) => {
                let known =
                    self.model.pairs.iter().any(|pair| *pair == (one, other) || *pair == (other, one));
                (!known).then_some(Operation::Apart(one, other))
            }
            other => Some(other),
        }
    }

    /// Asks both; fails unless both answer alike.
    async fn does(&mut self, operation: &Operation, told: &str) {
        let answer = self.ask(operation).await;
        let expected = self.model.does(operation);
        match (answer.status < 300, expected) {
            (true, Ok(numbers)) => {
                let made: Vec<String> = match operation {
                    Operation::Book(_) => vec![id(&answer.body)],
                    Operation::Hold(..) => vec![id(&answer.body["visit"])],
                    Operation::Series(..) => {
                        answer.body["visits"].as_array().unwrap().iter().map(id).collect()
                    }
                    _ => Vec::new(),
                };
                self.visits.extend(numbers.into_iter().zip(made));
            }
            (false, Err(expected)) => {
                let errors = answer.body["errors"].as_array().cloned().unwrap_or_default();
                let codes: BTreeSet<&str> =
                    errors.iter().filter_map(|error| error["code"].as_str()).collect();
                assert_eq!(codes, expected, "{told}: {}", answer.body);
            }
            (_, expected) => {
                panic!("{told}: {} {}, and the model says {expected:?}", answer.status, answer.body)
            }
        }
    }

    /// Every visit of every family, as the program lists it.
    async fn listed(&self) -> BTreeMap<String, Value> {
        let mut all = BTreeMap::new();
        for family in &self.families {
            let mut next = String::new();
            loop {
                let path = format!("/families/{}/visits?limit=100{next}", family.family);
                let page = self.centre.get("priya", &path).await.is(200);
                all.extend(items(&page).into_iter().map(|line| (id(&line), line)));
                let Some(cursor) = page["next"].as_str() else { break };
                next = format!("&cursor={cursor}");
            }
        }
        all
    }

    /// The program's timetable is the model's: the same visits, at their times and places.
    async fn is_alike(&self, told: &str) {
        assert_eq!(self.model.breaches(), Vec::<String>::new(), "{told}");
        let listed = self.listed().await;
        let now = at(self.model.now);
        let stands = |line: &&Value| match line["state"].as_str().unwrap() {
            "held" => line["held_until"].as_str().unwrap().parse::<Moment>().unwrap() > now,
            state => !["cancelled", "released"].contains(&state),
        };
        let there: BTreeSet<String> = listed.values().filter(stands).map(id).collect();
        let expected: BTreeSet<String> =
            self.model.taken.keys().map(|number| self.visits[number].clone()).collect();
        assert_eq!(there, expected, "{told}");
        for (number, (wish, standing)) in &self.model.taken {
            let line = &listed[&self.visits[number]];
            let held = if matches!(standing, Standing::Held(_)) { "held" } else { "planned" };
            assert_eq!(
                (line["state"].as_str(), &line["room"], &line["timing"]["starts"], &line["timing"]["ends"]),
                (
                    Some(held),
                    &json!(self.rooms[wish.room]),
                    &json!(at(wish.starts)),
                    &json!(at(wish.starts + wish.length))
                ),
                "{told}: {line}"
            );
        }
    }

    /// What a fact bears on is marked with exactly what the model says, and nothing unsafe is without a mark.
    async fn is_marked(&self, fact: &Operation, told: &str) -> usize {
        let listed = self.listed().await;
        let mut marked = 0;
        for (number, (wish, _)) in &self.model.taken {
            let mend = listed[&self.visits[number]]["mend"].as_array().cloned().unwrap_or_default();
            let codes: BTreeSet<&str> = mend.iter().filter_map(|one| one["code"].as_str()).collect();
            let expected = self.model.codes(wish, Some(*number));
            let (from, until) = wish.presence();
            let is_concerned = match fact {
                Operation::Shut(_, since, to) | Operation::Away(_, since, to) => from < *to && *since < until,
                Operation::Apart(one, other) => wish.people >> one & 1 == 1 || wish.people >> other & 1 == 1,
                _ => false,
            };
            if is_concerned {
                assert_eq!(codes, expected, "{told}: {wish:?}");
            } else {
                assert!(
                    expected.is_empty() || !codes.is_empty(),
                    "{told}: {wish:?} is unsafe and not marked"
                );
            }
            marked += usize::from(!codes.is_empty());
        }
        marked
    }
}

fn is_a_fact(operation: &Operation) -> bool {
    matches!(operation, Operation::Shut(..) | Operation::Away(..) | Operation::Apart(..))
}

/// How many operations are played: few in every run of the tests, many where it is asked for.
fn wanted() -> usize {
    std::env::var("ALONGSIDE_OPERATIONS").ok().and_then(|number| number.parse().ok()).unwrap_or(IN_A_WORLD)
}

#[tokio::test]
async fn random_operations_are_answered_by_the_program_as_by_the_model() {
    let (mut done, mut seed, mut marked) = (0, 0, 0);
    while done < wanted() {
        seed += 1;
        let mut chance = Chance(seed);
        let mut played = Played::begin(&mut chance).await;
        for turn in 0..IN_A_WORLD {
            let drawn = operation(&mut chance, &played.model, SIZE);
            let Some(operation) = played.as_asked(drawn) else { continue };
            let told = format!("world {seed}, operation {turn}: {operation:?}");
            played.does(&operation, &told).await;
            done += 1;
            if is_a_fact(&operation) {
                marked += played.is_marked(&operation, &told).await;
            }
            if turn % 100 == 99 {
                played.is_alike(&told).await;
            }
        }
    }
    assert!(marked > 0, "no fact made a visit unsafe");
    println!("{done} operations in {seed} worlds, {marked} marks");
}
