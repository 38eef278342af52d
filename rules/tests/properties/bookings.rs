//! Random bookings, each a few changes away from a good one: `judge` refuses exactly what the second
//! checker does, no less and no more.

use crate::{
    booking_checker,
    day::{moment, party, staff},
};
use base::{EntranceId, EquipmentId, FamilyId, Minutes, Period, RoomId, SiteId, VisitId};
use proptest::{prelude::*, sample::select, strategy::ValueTree, test_runner::TestRunner};
use rules::{
    Refusal, Rule,
    clearance::{CertificateStanding, Credential, Policy, Requirement, Term},
    intake::Stage,
    order::UnderOrders,
    plan::{Gaps, Kind, Sequence, timing},
    premises::{Closure, Facility, Place},
    risk::{Level, Outcome},
    rota::{OnDuty, Ratio, Rota},
    schedule::{Booking, Door, Facts, Interpreter, OtherVisit, PlanTerms, Room, Supervisor, Thing, judge},
};
use std::collections::BTreeSet;

const GAPS: Gaps = Gaps { before: Minutes(15), after: Minutes(10) };

fn family(number: u8) -> FamilyId {
    FamilyId::from_random(u128::from(number))
}
fn time(from: i64, until: i64) -> Period {
    Period::new(moment(from), moment(until)).unwrap()
}
fn room(number: u8) -> RoomId {
    RoomId::from_random(u128::from(number))
}

fn site(number: u8) -> SiteId {
    SiteId::from_random(u128::from(number))
}

fn entrance(number: u8) -> EntranceId {
    EntranceId::from_random(u128::from(number))
}

fn thing(number: u8) -> EquipmentId {
    EquipmentId::from_random(u128::from(number))
}

/// An induction of long ago that counts through this day.
pub fn inducted(until: &str) -> Credential {
    Credential {
        what: Requirement::Induction,
        level: None,
        kinds: vec![],
        from: "2020-01-01".parse().unwrap(),
        expires: Some(until.parse().unwrap()),
        update_checked: None,
        standing: CertificateStanding::Checked,
    }
}

/// A booking of a kind against which nothing speaks.
pub fn good(kind: Kind, sequence: Sequence) -> (Booking, Facts) {
    let booking = Booking {
        family: family(1),
        kind,
        timing: timing(moment(60), Minutes(60), sequence, GAPS),
        sequence,
        gaps: GAPS,
        room: room(1),
        supervisors: vec![staff(1), staff(2)],
        people: vec![party(1), party(2)],
        interpreter: None,
        equipment: vec![],
    };
    let supervisor = |number| Supervisor {
        id: staff(number),
        name: "Jo".into(),
        credentials: vec![inducted("2026-12-31")],
        conflicts: vec![],
    };
    let facts = Facts {
        today: "2026-11-21".parse().unwrap(),
        stage: Stage::Active,
        adults: vec![party(1), party(2), party(3), party(4)],
        assessed: Some(Outcome::AtLeast(kind.level())),
        plan: Some(PlanTerms {
            level: kind.level(),
            kind,
            sequence,
            gaps: GAPS,
            people: vec![party(1), party(2), party(3)],
            needs_interpreter: false,
            longest: None,
            order_supervised: false,
            may_leave_premises: false,
            room_needs: vec![],
            resident_door: None,
            visiting_door: None,
        }),
        floor: GAPS,
        lacking: vec![],
        room: Some(Room {
            id: room(1),
            site: site(1),
            name: "Blue".into(),
            families: 2,
            kinds: Kind::ALL.to_vec(),
            facilities: vec![Facility::StepFree],
        }),
        rooms: vec![],
        doors: vec![],
        closures: vec![],
        opening: vec![Period::new(moment(0), moment(480)).unwrap()],
        others: vec![],
        no_meeting: vec![],
        staff: vec![supervisor(1), supervisor(2)],
        equipment: [1, 2].map(|number| Thing { id: thing(number), name: "High chair".into() }).to_vec(),
        under_orders: UnderOrders::default(),
        child_hours: vec![],
        rota: Rota::default(),
        clearance: Policy {
            terms: vec![Term {
                requirement: Requirement::Induction,
                needed: 1,
                months: None,
                update_months: None,
                level: None,
                kinds: vec![],
            }],
        },
    };
    (booking, in_two_sites(facts))
}

/// Two sites: the room of the booking and two doors at one, another room and door at the other.
fn in_two_sites(mut facts: Facts) -> Facts {
    facts.rooms = facts.room.iter().cloned().collect();
    facts.rooms.extend(facts.room.iter().map(|one| Room { id: room(2), site: site(2), ..one.clone() }));
    let door =
        |number, at| Door { id: entrance(number), site: site(at), name: "Door".into(), closed_on: None };
    facts.doors = vec![door(1, 1), door(2, 1), door(3, 2)];
    facts
}

fn other() -> impl Strategy<Value = OtherVisit> {
    let where_and_who = (1..5_u8, 1..3_u8, 0..4_u8, 1..6_u8, 1..4_u8);
    (select(Kind::ALL), -30..200_i64, 15..90_i64, where_and_who, gaps()).prop_map(
        |(kind, starts, length, (whose, place, supervisor, person, reserved), gaps)| OtherVisit {
            visit: VisitId::from_random(1),
            family: family(whose),
            timing: timing(moment(starts), Minutes(length), Sequence::VisitingFirst, GAPS),
            sequence: Sequence::VisitingFirst,
            gaps,
            equipment: vec![thing(reserved)],
            room: room(place),
            supervisors: vec![staff(supervisor)],
            people: vec![party(person + 2)],
            kind,
        },
    )
}

fn gaps() -> impl Strategy<Value = Gaps> {
    (0..25_i64, 0..25_i64).prop_map(|(before, after)| Gaps { before: Minutes(before), after: Minutes(after) })
}

/// One thing that is other than in a good booking.
#[derive(Clone, Debug)]
enum Change {
    Kind(Kind),
    PlanKind(Kind),
    PlanLevel(Level),
    Assessed(Option<Outcome>),
    Stage(Stage),
    Lacking,
    NoPlan,
    OrderSupervised,
    Longest(i64),
    Times(Sequence, Gaps, i64),
    ChildArrives(i64),
    BookedGaps(Gaps),
    PlanGaps(Gaps),
    Floor(Gaps),
    People(Vec<u8>),
    NoMeeting(u8, u8),
    Supervisors(Vec<u8>),
    Conflict(u8),
    ClearedUntil(Option<&'static str>),
    NeedsInterpreter,
    Interpreter(bool, bool, bool),
    Today(&'static str),
    Room(u8),
    RoomFamilies(u32),
    RoomKind(Kind),
    Opening(i64, i64),
    Equipment(Vec<u8>),
    OnDuty(Vec<(u8, u8, i64, i64)>),
    Ratio(Kind, u32),
    Doors(Option<u8>, Option<u8>),
    DoorClosed(u8),
    Away(u8, i64, i64),
    RoomNeeds(Facility),
    Closed(u8, i64, i64),
    Other(OtherVisit),
}

fn terms() -> impl Strategy<Value = Change> {
    prop_oneof![
        select(Kind::ALL).prop_map(Change::Kind),
        select(Kind::ALL).prop_map(Change::PlanKind),
        select(Level::ALL).prop_map(Change::PlanLevel),
        prop::option::of(select(Outcome::ALL)).prop_map(Change::Assessed),
        select(Stage::ALL).prop_map(Change::Stage),
        Just(Change::Lacking),
        Just(Change::NoPlan),
        Just(Change::OrderSupervised),
        (55..65_i64).prop_map(Change::Longest),
        (select(Sequence::ALL), gaps(), 0..120_i64)
            .prop_map(|(order, gaps, length)| Change::Times(order, gaps, length)),
        (40..80_i64).prop_map(Change::ChildArrives),
        gaps().prop_map(Change::BookedGaps),
        gaps().prop_map(Change::PlanGaps),
        gaps().prop_map(Change::Floor),
        select(&Facility::ALL[..2]).prop_map(Change::RoomNeeds),
    ]
}

fn circumstances() -> impl Strategy<Value = Change> {
    let few = || prop::collection::vec(1..5_u8, 0..4);
    let day = || select(vec!["2026-11-20", "2026-11-21", "2026-11-22"]);
    prop_oneof![
        few().prop_map(Change::People),
        (1..8_u8, 1..8_u8).prop_map(|(one, two)| Change::NoMeeting(one, two)),
        few().prop_map(Change::Supervisors),
        (1..8_u8).prop_map(Change::Conflict),
        prop::option::of(day()).prop_map(Change::ClearedUntil),
        Just(Change::NeedsInterpreter),
        any::<(bool, bool, bool)>().prop_map(|(one, two, three)| Change::Interpreter(one, two, three)),
        day().prop_map(Change::Today),
        few().prop_map(Change::Equipment),
        (1..3_u8).prop_map(Change::Room),
        (0..3_u32).prop_map(Change::RoomFamilies),
        select(Kind::ALL).prop_map(Change::RoomKind),
        (30..60_i64, 120..140_i64).prop_map(|(from, until)| Change::Opening(from, until)),
        prop::collection::vec((1..6_u8, 1..3_u8, 0..60_i64, 100..180_i64), 1..8).prop_map(Change::OnDuty),
        (select(vec![Kind::Supported, Kind::Supervised]), 0..3_u32)
            .prop_map(|(kind, families)| Change::Ratio(kind, families)),
        (prop::option::of(1..5_u8), prop::option::of(1..5_u8)).prop_map(|(one, two)| Change::Doors(one, two)),
        (1..4_u8).prop_map(Change::DoorClosed),
        (1..5_u8, 0..200_i64, 1..60_i64).prop_map(|(who, from, long)| Change::Away(who, from, from + long)),
        (0..3_u8, 0..150_i64, 1..60_i64).prop_map(|(what, from, long)| Change::Closed(
            what,
            from,
            from + long
        )),
    ]
}

fn make(change: &Change, booking: &mut Booking, facts: &mut Facts) {
    if !change_terms(change, booking, facts) {
        change_circumstances(change, booking, facts);
    }
}

fn change_terms(change: &Change, booking: &mut Booking, facts: &mut Facts) -> bool {
    match change {
        Change::Kind(kind) => booking.kind = *kind,
        Change::Assessed(outcome) => facts.assessed = *outcome,
        Change::Stage(stage) => facts.stage = *stage,
        Change::Lacking => facts.lacking.push(Refusal::under(Rule::R2, "x", "y")),
        Change::NoPlan => facts.plan = None,
        Change::Times(sequence, gaps, length) => {
            booking.sequence = *sequence;
            booking.timing = timing(moment(60), Minutes(*length), *sequence, *gaps);
        }
        Change::ChildArrives(minutes) => booking.timing.child_arrives = moment(*minutes),
        Change::BookedGaps(gaps) => booking.gaps = *gaps,
        Change::Floor(gaps) => facts.floor = *gaps,
        change => return facts.plan.as_mut().is_some_and(|plan| change_plan(change, plan)),
    }
    true
}

fn change_plan(change: &Change, plan: &mut PlanTerms) -> bool {
    match change {
        Change::PlanKind(kind) => plan.kind = *kind,
        Change::PlanLevel(level) => plan.level = *level,
        Change::OrderSupervised => plan.order_supervised = true,
        Change::Longest(minutes) => plan.longest = Some(Minutes(*minutes)),
        Change::PlanGaps(gaps) => plan.gaps = *gaps,
        Change::RoomNeeds(need) => plan.room_needs.push(*need),
        Change::Doors(resident, visiting) => {
            (plan.resident_door, plan.visiting_door) = (resident.map(entrance), visiting.map(entrance));
        }
        Change::NeedsInterpreter => plan.needs_interpreter = true,
        _ => return false,
    }
    true
}

fn change_circumstances(change: &Change, booking: &mut Booking, facts: &mut Facts) {
    let place = facts.room.as_mut().unwrap();
    match change {
        Change::People(people) => booking.people = people.iter().copied().map(party).collect(),
        Change::NoMeeting(one, two) => facts.no_meeting.push((party(*one), party(*two))),
        Change::Supervisors(named) => booking.supervisors = named.iter().copied().map(staff).collect(),
        Change::Conflict(who) => facts.staff[0].conflicts.push(party(*who)),
        Change::ClearedUntil(day) => {
            facts.staff[1].credentials = day.iter().map(|day| inducted(day)).collect();
        }
        Change::Interpreter(agency, independent, followed_by_supervisor) => {
            booking.interpreter = Some(Interpreter {
                agency: if *agency { "Agency".into() } else { String::new() },
                independent: *independent,
                followed_by_supervisor: *followed_by_supervisor,
            });
        }
        Change::Equipment(things) => booking.equipment = things.iter().copied().map(thing).collect(),
        Change::Today(day) => facts.today = day.parse().unwrap(),
        Change::Room(number) => booking.room = room(*number),
        Change::RoomFamilies(number) => place.families = *number,
        Change::RoomKind(kind) => place.kinds = vec![*kind],
        Change::Opening(from, until) => {
            facts.opening = vec![Period::new(moment(*from), moment(*until)).unwrap()];
        }
        Change::OnDuty(duties) => {
            let on = |(who, place, from, until): &(u8, u8, i64, i64)| OnDuty {
                staff: staff(*who),
                time: time(*from, *until),
                site: site(*place),
            };
            facts.rota.duties.extend(duties.iter().map(on));
        }
        Change::Ratio(kind, families) => {
            facts.rota.ratios = vec![Ratio { kind: *kind, families: *families }];
        }
        Change::DoorClosed(number) => {
            facts.doors[usize::from(*number) - 1].closed_on = Some("2026-11-21".parse().unwrap());
        }
        Change::Away(who, from, until) => facts.rota.away.push((staff(*who), time(*from, *until))),
        Change::Closed(what, from, until) => facts.closures.push(Closure {
            place: if *what == 0 { Place::Centre } else { Place::Room(room(*what)) },
            period: Period::new(moment(*from), moment(*until)).unwrap(),
            reason: "x".into(),
        }),
        Change::Other(other) => facts.others.push(other.clone()),
        _ => (),
    }
}

fn changed() -> impl Strategy<Value = (Booking, Facts)> {
    let change = prop_oneof![2 => terms(), 2 => circumstances(), 3 => other().prop_map(Change::Other)];
    (select(Kind::ALL), select(Sequence::ALL), prop::collection::vec(change, 1..6)).prop_map(
        |(kind, sequence, changes)| {
            let (mut booking, mut facts) = good(kind, sequence);
            for change in &changes {
                make(change, &mut booking, &mut facts);
            }
            (booking, facts)
        },
    )
}

fn judged(booking: &Booking, facts: &Facts) -> BTreeSet<&'static str> {
    judge(booking, facts).iter().map(|refusal| refusal.code).collect()
}

proptest! {
    #![proptest_config(crate::day::cases(2000))]

    #[test]
    fn a_booking_is_refused_for_exactly_the_rules_it_breaks((booking, facts) in changed()) {
        prop_assert_eq!(judged(&booking, &facts), booking_checker::codes(&booking, &facts));
    }
}

#[test]
fn nothing_speaks_against_a_good_booking_of_any_kind_in_either_order() {
    for kind in Kind::ALL {
        for sequence in Sequence::ALL {
            let (booking, facts) = good(*kind, *sequence);
            assert_eq!(judge(&booking, &facts), [], "{kind} {sequence}");
        }
    }
}

/// Guards the test above against bookings that are all good, or all bad in one way.
#[test]
fn the_random_bookings_break_every_rule_and_some_break_none() {
    let mut runner = TestRunner::deterministic();
    let (mut broken, mut good) = (BTreeSet::new(), 0);
    for _ in 0..2000 {
        let (booking, facts) = changed().new_tree(&mut runner).unwrap().current();
        let codes = judged(&booking, &facts);
        good += usize::from(codes.is_empty());
        broken.extend(codes);
    }
    assert_eq!(broken.len(), 26, "{broken:?}");
    assert!(good > 100, "{good} good bookings");
}
