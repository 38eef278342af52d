//! A million random operations on a timetable, each judged by the rule book and by a model of the timetable
//! that is written a second time. Both answer the same, and no visit that is kept is ever in another's way.

#[path = "timetable/model.rs"]
pub mod model;
#[path = "timetable/operations.rs"]
pub mod operations;

use crate::{
    bookings,
    day::{party, staff},
};
use base::{Day, EquipmentId, FamilyId, Minutes, Moment, Period, RoomId, VisitId};
use model::{ADULTS, DAY, LONGEST, Model, Standing, Wish};
use operations::{Chance, Operation, Size, operation, world};
use rules::{
    plan::{Gaps, Kind, Sequence, timing},
    premises::{Closure, Place},
    risk::{Level, Outcome},
    schedule::{Booking, Facts, OtherVisit, PlanTerms, Room, judge},
};
use std::collections::{BTreeMap, BTreeSet};

const SIZE: Size = Size { families: 8, staff: 4, things: 2, days: 2, can_end_clearance: true };
/// Each test plays so many worlds, with so many operations in each.
const WORLDS: u64 = 500;
const OPERATIONS: usize = 500;

fn at(minutes: i64) -> Moment {
    "2026-11-21T00:00:00Z".parse::<Moment>().unwrap().plus(Minutes(minutes))
}
fn day(number: i64) -> Day {
    "2026-11-21".parse::<Day>().unwrap().plus_days(number)
}
fn time(from: i64, until: i64) -> Period {
    Period::new(at(from), at(until)).unwrap()
}
fn bits(set: u64) -> impl Iterator<Item = u8> {
    (0..64).filter(move |bit| set >> bit & 1 == 1)
}
fn room(number: usize) -> RoomId {
    RoomId::from_random(number as u128)
}
fn family(number: usize) -> FamilyId {
    FamilyId::from_random(number as u128)
}
fn kind(kind: model::Kind) -> Kind {
    match kind {
        model::Kind::Supported => Kind::Supported,
        model::Kind::Supervised => Kind::Supervised,
        model::Kind::HighVigilance => Kind::HighVigilance,
        model::Kind::Handover => Kind::Handover,
    }
}
fn level(number: u8) -> Level {
    Level::ALL[usize::from(number)]
}

/// What the rule book is asked with, and what was kept because it had nothing against it.
struct Book {
    facts: Facts,
    plans: Vec<PlanTerms>,
    assessed: Vec<Level>,
    rooms: Vec<Room>,
    kept: BTreeMap<u32, (Wish, Option<i64>)>,
    now: i64,
}

impl Book {
    fn of(model: &Model) -> Self {
        let (_, mut facts) = bookings::good(Kind::Supervised, Sequence::VisitingFirst);
        let mut one = facts.staff.remove(0);
        one.credentials = vec![crate::bookings::inducted(&day(SIZE.days).to_string())];
        facts.staff = (0..SIZE.staff)
            .map(|who| {
                one.id = staff(who as u8);
                one.clone()
            })
            .collect();
        facts.opening =
            (0..SIZE.days + 3).map(|n| time(n * DAY + model.open.0, n * DAY + model.open.1)).collect();
        let mut thing = facts.equipment.remove(0);
        facts.equipment = (0..SIZE.things)
            .map(|number| {
                thing.id = EquipmentId::from_random(number as u128);
                thing.clone()
            })
            .collect();
        let plan = facts.plan.take().unwrap();
        let plans = model.families.iter().enumerate().map(|(number, of)| PlanTerms {
            level: level(of.kind.level()),
            kind: kind(of.kind),
            people: adults(number),
            longest: Some(Minutes(LONGEST)),
            ..plan.clone()
        });
        let any = facts.room.take().unwrap();
        let rooms = model.rooms.iter().enumerate().map(|(number, of)| Room {
            id: room(number),
            families: of.families as u32,
            kinds: of.kinds.iter().map(|one| kind(*one)).collect(),
            ..any.clone()
        });
        Self {
            plans: plans.collect(),
            rooms: rooms.collect(),
            assessed: model.families.iter().map(|of| level(of.assessed)).collect(),
            facts,
            kept: BTreeMap::new(),
            now: 0,
        }
    }

    fn booking(wish: &Wish) -> Booking {
        Booking {
            family: family(wish.family),
            kind: kind(wish.kind),
            timing: timing(at(wish.starts), Minutes(wish.length), Sequence::VisitingFirst, Gaps::default()),
            sequence: Sequence::VisitingFirst,
            gaps: Gaps::default(),
            room: room(wish.room),
            supervisors: bits(wish.supervisors.into()).map(staff).collect(),
            people: bits(wish.people).map(party).collect(),
            interpreter: None,
            equipment: bits(wish.things.into()).map(|bit| EquipmentId::from_random(bit.into())).collect(),
        }
    }

    /// Every code that the rule book has against a wish.
    fn codes(&mut self, wish: &Wish, itself: Option<u32>) -> BTreeSet<&'static str> {
        let booking = Self::booking(wish);
        let set_aside = itself.and_then(|id| self.take_off(id));
        self.facts.plan = Some(self.plans[wish.family].clone());
        self.facts.adults.clone_from(&self.plans[wish.family].people);
        self.facts.assessed = Some(Outcome::AtLeast(self.assessed[wish.family]));
        self.facts.room = Some(self.rooms[wish.room].clone());
        let codes = judge(&booking, &self.facts).iter().map(|refusal| refusal.code).collect();
        self.facts.others.extend(set_aside);
        codes
    }

    fn take_off(&mut self, id: u32) -> Option<OtherVisit> {
        let visit = VisitId::from_random(id.into());
        let place = self.facts.others.iter().position(|other| other.visit == visit)?;
        Some(self.facts.others.swap_remove(place))
    }

    fn keep(&mut self, id: u32, wish: &Wish, held: Option<i64>) {
        let booking = Self::booking(wish);
        self.facts.others.push(OtherVisit {
            visit: VisitId::from_random(id.into()),
            family: booking.family,
            timing: booking.timing,
            sequence: booking.sequence,
            gaps: booking.gaps,
            room: booking.room,
            supervisors: booking.supervisors,
            people: booking.people,
            kind: booking.kind,
            equipment: booking.equipment,
        });
        self.kept.insert(id, (wish.clone(), held));
    }

    fn drop(&mut self, id: u32) {
        self.take_off(id);
        self.kept.remove(&id);
    }

    /// Does it as far as the rule book lets it: the wishes to be kept, or every code against them.
    fn asked(&mut self, operation: &Operation) -> Result<Vec<(Wish, Option<i64>)>, BTreeSet<&'static str>> {
        let allowed = |codes: BTreeSet<&'static str>| if codes.is_empty() { Ok(()) } else { Err(codes) };
        let is_held = |id: &u32, book: &Self| book.kept.get(id).is_some_and(|(_, held)| held.is_some());
        match operation {
            Operation::Book(wish) => {
                allowed(self.codes(wish, None))?;
                Ok(vec![(wish.clone(), None)])
            }
            Operation::Hold(wish, until) => {
                allowed(self.codes(wish, None))?;
                Ok(vec![(wish.clone(), Some(*until))])
            }
            Operation::Series(wish, count) => self.series(wish, *count),
            Operation::Confirm(id) | Operation::Release(id) if !is_held(id, self) => {
                Err(BTreeSet::from(["not-held"]))
            }
            Operation::Confirm(id) => {
                let wish = self.kept[id].0.clone();
                allowed(self.codes(&wish, Some(*id)))?;
                self.drop(*id);
                Ok(vec![(wish, None)])
            }
            Operation::Move(id, wish) => {
                allowed(self.codes(wish, Some(*id)))?;
                let held = self.kept[id].1;
                self.drop(*id);
                Ok(vec![(wish.clone(), held)])
            }
            Operation::Release(id) | Operation::Cancel(id) => {
                self.drop(*id);
                Ok(vec![])
            }
            fact => {
                self.comes_to_know(fact);
                Ok(vec![])
            }
        }
    }

    fn series(
        &mut self,
        wish: &Wish,
        count: i64,
    ) -> Result<Vec<(Wish, Option<i64>)>, BTreeSet<&'static str>> {
        let (mut all, mut refused) = (Vec::new(), BTreeSet::new());
        for turn in 0..count {
            let wish = Wish { starts: wish.starts + turn * DAY, ..wish.clone() };
            let codes = self.codes(&wish, None);
            if codes.is_empty() {
                self.keep(u32::MAX - turn as u32, &wish, None);
                all.push((wish, None));
            }
            refused.extend(codes);
        }
        for turn in 0..count {
            self.drop(u32::MAX - turn as u32);
        }
        if refused.is_empty() { Ok(all) } else { Err(refused) }
    }

    fn comes_to_know(&mut self, fact: &Operation) {
        match fact {
            Operation::Wait(until) => {
                self.now = *until;
                self.facts.today = at(*until).day();
                let lapsed = |(id, (_, held)): (&u32, &(Wish, Option<i64>))| {
                    held.is_some_and(|until| at(until) <= at(self.now)).then_some(*id)
                };
                let gone: Vec<u32> = self.kept.iter().filter_map(lapsed).collect();
                for id in gone {
                    self.drop(id);
                }
            }
            Operation::Assess(family, to) => self.assessed[*family] = level(*to),
            Operation::Clear(who, last) => {
                self.facts.staff[*who].credentials = vec![crate::bookings::inducted(&day(*last).to_string())];
            }
            Operation::Shut(number, from, until) => self.facts.closures.push(Closure {
                place: Place::Room(room(*number)),
                period: time(*from, *until),
                reason: "x".into(),
            }),
            Operation::Away(who, from, until) => {
                self.facts.rota.away.push((staff(*who as u8), time(*from, *until)));
            }
            Operation::Apart(one, other) => {
                self.facts.no_meeting.push((party(*one as u8), party(*other as u8)));
            }
            _ => {}
        }
    }
}

fn adults(number: usize) -> Vec<base::PartyId> {
    (0..ADULTS as usize).map(|one| party((number * ADULTS as usize + one) as u8)).collect()
}

fn is_a_fact(operation: &Operation) -> bool {
    use Operation::{Apart, Assess, Away, Clear, Shut};
    matches!(operation, Apart(..) | Assess(..) | Away(..) | Clear(..) | Shut(..))
}

/// What happened in some worlds, to show that it was not the same again and again.
#[derive(Default)]
struct Happened {
    kept: usize,
    codes: BTreeMap<&'static str, usize>,
    unsafe_since: usize,
}

fn play(seed: u64, happened: &mut Happened) {
    let mut chance = Chance(seed);
    let mut model = world(&mut chance, SIZE);
    let mut book = Book::of(&model);
    for turn in 0..OPERATIONS {
        let operation = operation(&mut chance, &model, SIZE);
        let told = || format!("world {seed}, operation {turn}: {operation:?}");
        let answered = book.asked(&operation);
        let expected = model.does(&operation);
        match (answered, expected) {
            (Ok(wishes), Ok(ids)) => {
                assert_eq!(wishes.len(), ids.len(), "{}", told());
                happened.kept += ids.len();
                for ((wish, held), id) in wishes.into_iter().zip(ids) {
                    book.keep(id, &wish, held);
                }
            }
            (Err(answered), Err(expected)) => {
                assert_eq!(answered, expected, "{}", told());
                for code in answered {
                    *happened.codes.entry(code).or_default() += 1;
                }
            }
            (answered, expected) => panic!("{}: {answered:?}, and the model says {expected:?}", told()),
        }
        if is_a_fact(&operation) {
            happened.unsafe_since += judged_again(&mut book, &model, &told());
        }
        if turn % 50 == 49 {
            let held = |(id, (wish, standing)): (&u32, &(Wish, Standing))| {
                let until = if let Standing::Held(until) = standing { Some(*until) } else { None };
                (*id, (wish.clone(), until))
            };
            assert_eq!(book.kept, model.taken.iter().map(held).collect(), "{}", told());
            assert_eq!(model.breaches(), Vec::<String>::new(), "{}", told());
        }
    }
}

/// Every visit that is kept is judged as the model judges it, after a fact has changed.
fn judged_again(book: &mut Book, model: &Model, told: &str) -> usize {
    let kept: Vec<(u32, Wish)> = book.kept.iter().map(|(id, (wish, _))| (*id, wish.clone())).collect();
    let judged = kept.into_iter().map(|(id, wish)| {
        let codes = book.codes(&wish, Some(id));
        assert_eq!(codes, model.codes(&wish, Some(id)), "{told}: visit {id}");
        usize::from(!codes.is_empty())
    });
    judged.sum()
}

fn plays(from: u64) {
    let mut happened = Happened::default();
    for seed in from..from + WORLDS {
        play(seed, &mut happened);
    }
    let codes: Vec<&str> = happened.codes.keys().copied().collect();
    assert_eq!(codes.len(), 18, "{codes:?}");
    assert!(happened.codes.values().all(|times| *times > 100), "{:?}", happened.codes);
    assert!(happened.kept > 20_000 && happened.unsafe_since > 1000, "{} kept", happened.kept);
}

#[test]
fn random_operations_are_answered_as_the_model_answers_them_first_quarter() {
    plays(0);
}
#[test]
fn random_operations_are_answered_as_the_model_answers_them_second_quarter() {
    plays(WORLDS);
}
#[test]
fn random_operations_are_answered_as_the_model_answers_them_third_quarter() {
    plays(2 * WORLDS);
}
#[test]
fn random_operations_are_answered_as_the_model_answers_them_last_quarter() {
    plays(3 * WORLDS);
}

/// The model would see a visit in another's way: it is shown each kind of breach once.
#[test]
fn the_model_sees_each_breach() {
    let mut chance = Chance(1);
    let mut model = world(&mut chance, SIZE);
    let wish = Wish {
        family: 0,
        kind: model::Kind::Supervised,
        starts: 600,
        length: 60,
        room: 1,
        supervisors: 1,
        people: 1,
        things: 1,
    };
    model.take(wish.clone(), Standing::Booked);
    let other = Wish { family: 1, room: 2, supervisors: 2, people: 8, things: 2, ..wish.clone() };
    let planted = [
        ("room", Wish { room: 1, ..other.clone() }),
        ("supervisor", Wish { supervisors: 1, ..other.clone() }),
        ("person", Wish { people: 1, ..other.clone() }),
        ("person", Wish { family: 0, ..other.clone() }),
        ("thing", Wish { things: 1, ..other.clone() }),
    ];
    for (breach, wish) in planted {
        let id = model.take(wish, Standing::Booked);
        assert!(model.breaches().iter().any(|found| found.starts_with(breach)), "{breach}");
        model.free(id);
    }
    let session = Wish { kind: model::Kind::Supported, room: 3, supervisors: 0, things: 0, ..other };
    let ids: Vec<u32> = (1..4)
        .map(|family| {
            let wish = Wish { family, people: 0b111 << (3 * family), ..session.clone() };
            model.take(wish, Standing::Booked)
        })
        .collect();
    assert!(model.breaches().iter().any(|found| found.starts_with("space")));
    model.free(ids[0]);
    assert_eq!(model.breaches(), Vec::<String>::new());
}
