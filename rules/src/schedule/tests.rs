//! The rules of a booking as sentences.

use super::*;
use crate::{
    Rule,
    clearance::{CertificateStanding, Requirement, Term},
    plan::timing,
    premises::{Closure, Facility, Place},
    rota::{OnDuty, Ratio},
};
use base::Moment;

fn at(clock: &str) -> Moment {
    Moment::on("2026-11-21".parse().unwrap(), clock.parse().unwrap()).unwrap()
}
pub(super) fn party(number: u128) -> PartyId {
    PartyId::from_random(number)
}
fn times(starts: &str) -> Timing {
    timing(at(starts), Minutes(60), Sequence::VisitingFirst, Gaps::default())
}

/// An induction of long ago that counts through this day.
pub(super) fn inducted(until: &str) -> Credential {
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

/// A supervised visit at 10:00 against which nothing speaks.
pub(super) fn good() -> (Booking, Facts) {
    let booking = Booking {
        family: FamilyId::from_random(1),
        kind: Kind::Supervised,
        timing: times("10:00"),
        sequence: Sequence::VisitingFirst,
        gaps: Gaps::default(),
        room: RoomId::from_random(1),
        supervisors: vec![StaffId::from_random(1)],
        people: vec![party(1), party(2)],
        interpreter: None,
        equipment: vec![],
    };
    let facts = Facts {
        today: "2026-11-21".parse().unwrap(),
        stage: Stage::Active,
        adults: vec![party(1), party(2), party(3)],
        assessed: Some(Outcome::AtLeast(Level::Supervised)),
        plan: Some(PlanTerms {
            level: Level::Supervised,
            kind: Kind::Supervised,
            sequence: Sequence::VisitingFirst,
            gaps: Gaps::default(),
            people: vec![party(1), party(2)],
            needs_interpreter: false,
            longest: Some(Minutes(60)),
            order_supervised: true,
            may_leave_premises: false,
            room_needs: vec![],
            resident_door: None,
            visiting_door: None,
        }),
        floor: Gaps::default(),
        lacking: vec![],
        room: Some(Room {
            id: RoomId::from_random(1),
            site: SiteId::from_random(1),
            name: "Blue room".into(),
            families: 3,
            kinds: vec![Kind::Supervised, Kind::Supported, Kind::HighVigilance],
            facilities: vec![Facility::StepFree],
        }),
        rooms: vec![],
        doors: vec![],
        closures: vec![],
        opening: vec![Period::new(at("09:00"), at("17:00")).unwrap()],
        others: vec![],
        no_meeting: vec![],
        staff: vec![Supervisor {
            id: StaffId::from_random(1),
            name: "Jo".into(),
            credentials: vec![inducted("2026-11-21")],
            conflicts: vec![],
        }],
        equipment: vec![],
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
    (booking, facts)
}

/// A supported visit of another family, in another room with other people.
fn other(starts: &str) -> OtherVisit {
    OtherVisit {
        visit: VisitId::from_random(9),
        family: FamilyId::from_random(9),
        timing: times(starts),
        sequence: Sequence::VisitingFirst,
        gaps: Gaps::default(),
        equipment: vec![],
        room: RoomId::from_random(9),
        supervisors: vec![],
        people: vec![party(9)],
        kind: Kind::Supported,
    }
}

pub(super) fn codes(change: impl Fn(&mut Booking, &mut Facts)) -> Vec<&'static str> {
    let (mut booking, mut facts) = good();
    change(&mut booking, &mut facts);
    let refusals = judge(&booking, &facts);
    assert!(refusals.iter().all(|refusal| !refusal.detail.is_empty() && !refusal.remedy.is_empty()));
    refusals.iter().map(|refusal| refusal.code).collect()
}

pub(super) fn with_plan(facts: &mut Facts, change: impl Fn(&mut PlanTerms)) {
    change(facts.plan.as_mut().unwrap());
}

/// A supported booking where the plan and assessment say supported.
pub(super) fn supported(booking: &mut Booking, facts: &mut Facts) {
    booking.kind = Kind::Supported;
    booking.supervisors.clear();
    facts.assessed = Some(Outcome::AtLeast(Level::Supported));
    with_plan(facts, |plan| {
        (plan.level, plan.kind, plan.order_supervised) = (Level::Supported, Kind::Supported, false);
    });
}

#[test]
fn nothing_speaks_against_a_good_booking() {
    assert!(codes(|_, _| ()).is_empty());
    assert!(codes(supported).is_empty());
    assert!(codes(|_, facts| facts.stage = Stage::Preparing).is_empty());
}

#[test]
fn a_visit_below_the_assessment_the_plan_or_the_order_is_refused() {
    let supported = |change: fn(&mut Facts)| {
        codes(|booking, facts| {
            supported(booking, facts);
            change(facts);
        })
    };
    assert_eq!(
        supported(|facts| facts.assessed = Some(Outcome::AtLeast(Level::Supervised))),
        ["r1-level-too-low"]
    );
    assert_eq!(
        supported(|facts| with_plan(facts, |plan| plan.level = Level::Supervised)),
        ["r1-level-too-low"]
    );
    assert_eq!(
        supported(|facts| with_plan(facts, |plan| plan.order_supervised = true)),
        ["r1-level-too-low"]
    );
    assert_eq!(codes(|_, facts| facts.assessed = Some(Outcome::BeyondThisCentre)), ["r1-level-too-low"]);
    assert_eq!(codes(|_, facts| facts.assessed = None), ["r1-level-too-low"]);
}

#[test]
fn more_supervision_than_agreed_is_allowed_and_another_kind_is_not() {
    let refused = codes(|booking, facts| {
        supported(booking, facts);
        booking.kind = Kind::Supervised;
        booking.supervisors = vec![StaffId::from_random(1)];
    });
    assert!(refused.is_empty(), "{refused:?}");
    assert_eq!(codes(|_, facts| with_plan(facts, |plan| plan.kind = Kind::Escorted)), ["kind-not-in-plan"]);
}

#[test]
fn what_is_lacking_binds_every_visit() {
    let lapsed = Refusal::under(Rule::R2, "The assessment was due for review.", "Review it.");
    assert_eq!(codes(|_, facts| facts.lacking = vec![lapsed.clone(), lapsed.clone()]).len(), 2);
    assert_eq!(codes(|_, facts| facts.plan = None), ["r2-not-ready"]);
}

#[test]
fn times_too_close_for_the_booking_the_plan_or_the_centre_are_refused() {
    let longer = Gaps { before: Minutes(15), after: Minutes(15) };
    assert_eq!(codes(|booking, _| booking.gaps = longer), ["r4-no-meeting"]);
    assert_eq!(codes(|_, facts| with_plan(facts, |plan| plan.gaps = longer)), ["r4-no-meeting"]);
    assert_eq!(codes(|_, facts| facts.floor = longer), ["r4-no-meeting"]);
    assert_eq!(codes(|booking, _| booking.gaps = Gaps::NONE), ["r4-no-meeting"]);
    assert_eq!(
        codes(|booking, _| booking.timing.child_arrives = at("09:59")),
        ["r4-no-meeting"],
        "a minute early is too close"
    );
    assert_eq!(
        codes(|_, facts| with_plan(facts, |plan| plan.sequence = Sequence::ChildFirst)),
        ["r4-no-meeting"]
    );
}

#[test]
fn people_who_must_not_meet_are_kept_a_gap_apart_in_either_order() {
    for pair in [(party(1), party(9)), (party(9), party(1))] {
        let near = |starts: &'static str| {
            codes(|_, facts| {
                facts.no_meeting = vec![pair];
                facts.others = vec![other(starts)];
            })
        };
        // This visit is in the building from 9:45 to 11:10.
        assert_eq!(near("11:30"), ["r4-no-meeting"]);
        assert!(near("11:40").is_empty());
    }
    assert!(codes(|_, facts| facts.others = vec![other("11:00")]).is_empty());
}

#[test]
fn two_visits_of_one_family_are_kept_a_gap_apart() {
    let near = |starts: &'static str| {
        codes(|_, facts| {
            facts.others = vec![OtherVisit { family: FamilyId::from_random(1), ..other(starts) }];
        })
    };
    assert_eq!(near("11:30"), ["r4-no-meeting"]);
    assert_eq!(near("10:30"), ["same-person-twice", "r4-no-meeting"]);
    assert!(near("12:00").is_empty());
}

#[test]
fn somebody_who_is_not_in_the_plan_is_not_booked() {
    assert_eq!(codes(|booking, _| booking.people.push(party(5))), ["r6-not-on-the-list"]);
    assert_eq!(codes(|booking, _| booking.people.clear()), ["nobody-comes"]);
}

#[test]
fn one_person_is_not_booked_twice() {
    assert_eq!(codes(|booking, _| booking.people.push(party(1))), ["same-person-twice"]);
    let elsewhere = OtherVisit { people: vec![party(2)], ..other("10:30") };
    assert_eq!(codes(|_, facts| facts.others = vec![elsewhere.clone()]), ["same-person-twice"]);
}

#[test]
fn a_supervised_visit_needs_its_number_of_different_supervisors() {
    assert_eq!(codes(|booking, _| booking.supervisors.clear()), ["r7-supervisor"]);
    let twice = codes(|booking, _| {
        booking.kind = Kind::HighVigilance;
        booking.supervisors = vec![StaffId::from_random(1); 2];
    });
    assert_eq!(twice, ["same-person-twice", "r7-supervisor"]);
}

#[test]
fn a_supervisor_holds_one_family_and_staff_on_duty_may_watch_several() {
    let busy = OtherVisit { supervisors: vec![StaffId::from_random(1)], ..other("10:30") };
    assert_eq!(codes(|_, facts| facts.others = vec![busy.clone()]), ["r7-supervisor"]);
    let on_duty = codes(|booking, facts| {
        supported(booking, facts);
        booking.supervisors = vec![StaffId::from_random(1)];
        facts.others = vec![busy.clone()];
    });
    assert!(on_duty.is_empty());
}

#[test]
fn a_supervisor_with_a_conflict_is_refused() {
    let knows = |who: u128| codes(|_, facts| facts.staff[0].conflicts = vec![party(who)]);
    assert_eq!(knows(1), ["r7-supervisor"]);
    assert_eq!(knows(3), ["r7-supervisor"], "an adult of the family who does not come today");
    assert!(knows(4).is_empty());
}

/// Somebody on duty at the room's site, from one time to another.
fn on_duty(staff: u128, from: &str, until: &str) -> OnDuty {
    OnDuty {
        staff: StaffId::from_random(staff),
        time: Period::new(at(from), at(until)).unwrap(),
        site: SiteId::from_random(1),
    }
}

/// So many on the rota from nine until five, the named supervisor first.
fn on_the_rota(facts: &mut Facts, number: u128) {
    facts.rota.duties = (1..=number).map(|staff| on_duty(staff, "09:00", "17:00")).collect();
}

#[test]
fn where_a_rota_is_kept_the_supervisor_is_on_duty_throughout_and_nobody_works_alone() {
    assert!(codes(|_, facts| on_the_rota(facts, 2)).is_empty());
    assert_eq!(codes(|_, facts| on_the_rota(facts, 1)), ["lone-working"]);
    let off = |facts: &mut Facts| {
        on_the_rota(facts, 3);
        facts.rota.duties.remove(0);
    };
    assert_eq!(codes(|_, facts| off(facts)), ["not-on-duty"]);
    let goes_early = |facts: &mut Facts| {
        on_the_rota(facts, 3);
        facts.rota.duties[0] = on_duty(1, "09:00", "11:05");
    };
    assert_eq!(codes(|_, facts| goes_early(facts)), ["not-on-duty"]);
    let elsewhen = |facts: &mut Facts| facts.rota.duties = vec![on_duty(1, "13:00", "17:00")];
    assert!(codes(|_, facts| elsewhen(facts)).is_empty(), "no rota has been made for that time");
}

#[test]
fn whoever_is_on_duty_at_another_site_does_not_count_at_this_one() {
    let elsewhere = |which: usize| {
        codes(|_, facts| {
            on_the_rota(facts, 2);
            facts.rota.duties[which].site = SiteId::from_random(2);
        })
    };
    assert_eq!(elsewhere(1), ["lone-working"]);
    assert_eq!(elsewhere(0), ["not-on-duty", "lone-working"]);
}

/// A supported visit with so many on duty and one family to each, and what is changed besides.
fn watched(number: u128, change: impl Fn(&mut Booking, &mut Facts)) -> Vec<&'static str> {
    codes(|booking, facts| {
        booking.kind = Kind::Supported;
        booking.supervisors.clear();
        facts.assessed = Some(Outcome::AtLeast(Level::Supported));
        let plan = facts.plan.as_mut().unwrap();
        (plan.kind, plan.level, plan.order_supervised) = (Kind::Supported, Level::Supported, false);
        facts.rooms = facts.room.iter().cloned().collect();
        facts.rota.ratios = vec![Ratio { kind: Kind::Supported, families: 1 }];
        on_the_rota(facts, number);
        change(booking, facts);
    })
}

#[test]
fn those_on_duty_watch_no_more_families_than_the_centre_says() {
    let families = |number: u128| {
        move |_: &mut Booking, facts: &mut Facts| {
            facts.others = (1..number)
                .map(|one| OtherVisit {
                    family: FamilyId::from_random(10 + one),
                    room: RoomId::from_random(1),
                    ..other("10:00")
                })
                .collect();
        }
    };
    assert!(watched(2, families(2)).is_empty());
    assert_eq!(watched(2, families(3)), ["staff-ratio"]);
    assert!(watched(3, families(3)).is_empty());
    let no_number = |booking: &mut Booking, facts: &mut Facts| {
        families(3)(booking, facts);
        facts.rota.ratios.clear();
    };
    assert!(watched(2, no_number).is_empty(), "the centre has set no number");
    let one_elsewhere = |booking: &mut Booking, facts: &mut Facts| {
        families(3)(booking, facts);
        facts.rooms.push(Room {
            id: RoomId::from_random(2),
            site: SiteId::from_random(2),
            ..facts.rooms[0].clone()
        });
        facts.others[0].room = RoomId::from_random(2);
    };
    assert!(watched(2, one_elsewhere).is_empty(), "a family at another site is watched there");
}

#[test]
fn naming_somebody_for_a_supervised_visit_does_not_take_them_from_families_they_watch() {
    let beside = |on_duty: u128, families: u128| {
        codes(|_, facts| {
            facts.rooms = facts.room.iter().cloned().collect();
            facts.rooms.push(Room { id: RoomId::from_random(3), ..facts.rooms[0].clone() });
            facts.rota.ratios = vec![Ratio { kind: Kind::Supported, families: 1 }];
            on_the_rota(facts, on_duty);
            facts.others = (0..families)
                .map(|one| OtherVisit {
                    family: FamilyId::from_random(10 + one),
                    room: RoomId::from_random(3),
                    ..other("10:00")
                })
                .collect();
        })
    };
    assert!(beside(3, 2).is_empty());
    assert_eq!(beside(2, 2), ["staff-ratio"]);
}

#[test]
fn r4_the_doors_of_the_plan_are_at_the_site_of_the_room_and_in_use() {
    let door = |number: u128, site: u128| Door {
        id: EntranceId::from_random(number),
        site: SiteId::from_random(site),
        name: format!("Door {number}"),
        closed_on: None,
    };
    let with = |resident: u128, visiting: u128, change: fn(&mut Vec<Door>)| {
        codes(|_, facts| {
            facts.doors = vec![door(1, 1), door(2, 1), door(3, 2)];
            change(&mut facts.doors);
            let plan = facts.plan.as_mut().unwrap();
            plan.resident_door = Some(EntranceId::from_random(resident));
            plan.visiting_door = Some(EntranceId::from_random(visiting));
        })
    };
    assert!(with(1, 2, |_| ()).is_empty());
    assert_eq!(with(1, 3, |_| ()), ["r4-no-meeting"], "at another site");
    assert_eq!(with(1, 4, |_| ()), ["r4-no-meeting"], "a door there is not");
    assert_eq!(
        with(1, 2, |doors| doors[0].closed_on = Some("2026-11-21".parse().unwrap())),
        ["r4-no-meeting"]
    );
    assert!(with(1, 2, |doors| doors[0].closed_on = Some("2026-11-22".parse().unwrap())).is_empty());
}

#[test]
fn whoever_is_away_is_on_no_visit_and_does_not_count_among_those_on_duty() {
    let away = |facts: &mut Facts, staff: u128| {
        let time = Period::new(at("10:30"), at("10:40")).unwrap();
        facts.rota.away.push((StaffId::from_random(staff), time));
    };
    assert_eq!(codes(|_, facts| away(facts, 1)), ["staff-away"]);
    assert!(codes(|_, facts| away(facts, 2)).is_empty());
    let one_of_two = |facts: &mut Facts| {
        on_the_rota(facts, 2);
        away(facts, 2);
    };
    assert_eq!(codes(|_, facts| one_of_two(facts)), ["lone-working"]);
}

#[test]
fn a_supervisor_whose_clearance_lapses_before_the_visit_is_refused() {
    let with =
        |credentials: Vec<Credential>| codes(|_, facts| facts.staff[0].credentials.clone_from(&credentials));
    assert_eq!(with(vec![inducted("2026-11-20")]), ["r9-clearance"]);
    assert_eq!(with(vec![]), ["r9-clearance"]);
    assert_eq!(codes(|_, facts| facts.staff.clear()), ["r9-clearance"]);
    let asked_of = |kind| {
        codes(|_, facts| {
            facts.staff[0].credentials.clear();
            facts.clearance.terms[0].kinds = vec![kind];
        })
    };
    assert_eq!(asked_of(Kind::Supervised), ["r9-clearance"]);
    assert!(asked_of(Kind::Escorted).is_empty(), "it is not asked for this kind of contact");
}

#[test]
fn an_interpreter_is_independent_and_followed() {
    let with = |interpreter: Option<(&str, bool, bool)>| {
        codes(|booking, facts| {
            with_plan(facts, |plan| plan.needs_interpreter = true);
            booking.interpreter = interpreter.map(|(agency, independent, followed_by_supervisor)| {
                Interpreter { agency: agency.into(), independent, followed_by_supervisor }
            });
        })
    };
    assert!(with(Some(("Language Line", true, true))).is_empty());
    for bad in [None, Some(("", true, true)), Some(("x", false, true)), Some(("x", true, false))] {
        assert_eq!(with(bad), ["r18-interpreter"], "{bad:?}");
    }
}

#[test]
fn a_supervised_family_has_the_room_to_itself() {
    let here = |starts| OtherVisit { room: RoomId::from_random(1), ..other(starts) };
    assert_eq!(codes(|_, facts| facts.others = vec![here("10:30")]), ["room-taken"]);
    assert!(codes(|_, facts| facts.others = vec![here("11:25")]).is_empty());
    let beside_supervised = codes(|booking, facts| {
        supported(booking, facts);
        facts.others = vec![OtherVisit { kind: Kind::Supervised, ..here("10:30") }];
    });
    assert_eq!(beside_supervised, ["room-taken"]);
}

#[test]
fn a_shared_room_holds_its_number_of_families_at_any_one_time() {
    let family = |number, starts| OtherVisit {
        family: FamilyId::from_random(number),
        room: RoomId::from_random(1),
        people: vec![party(100 + number)],
        ..other(starts)
    };
    let with = |others: Vec<OtherVisit>| {
        codes(|booking, facts| {
            supported(booking, facts);
            facts.others = others.clone();
        })
    };
    assert!(with(vec![family(5, "10:00"), family(6, "10:10")]).is_empty());
    assert_eq!(with(vec![family(5, "10:00"), family(6, "10:10"), family(7, "10:20")]), ["room-full"]);
    // Three others, but the first has left when the last comes.
    assert!(with(vec![family(5, "09:00"), family(6, "10:10"), family(7, "10:55")]).is_empty());
}

#[test]
fn the_place_is_fit_and_open_from_the_first_arrival_to_the_last_leaving() {
    assert_eq!(codes(|_, facts| facts.room = None), ["room-unknown"]);
    assert_eq!(codes(|booking, _| booking.room = RoomId::from_random(2)), ["room-unknown"]);
    assert_eq!(codes(|_, facts| facts.room.as_mut().unwrap().kinds = vec![Kind::Supported]), ["room-kind"]);
    let open = |from, until| vec![Period::new(at(from), at(until)).unwrap()];
    assert!(codes(|_, facts| facts.opening = open("09:45", "11:10")).is_empty());
    for opening in [open("09:46", "17:00"), open("09:00", "11:09"), vec![]] {
        assert_eq!(codes(|_, facts| facts.opening = opening.clone()), ["outside-opening-hours"]);
    }
}

#[test]
fn a_room_has_what_the_plan_asks_for() {
    let with =
        |needs: &[Facility]| codes(|_, facts| with_plan(facts, |plan| plan.room_needs = needs.to_vec()));
    assert!(with(&[Facility::StepFree]).is_empty());
    assert_eq!(with(&[Facility::StepFree, Facility::Quiet]), ["room-lacks"]);
    let (booking, mut facts) = good();
    with_plan(&mut facts, |plan| plan.room_needs = vec![Facility::Quiet]);
    let willow =
        Room { name: "Willow".into(), facilities: vec![Facility::Quiet], ..facts.room.clone().unwrap() };
    facts.rooms = vec![facts.room.clone().unwrap(), willow];
    let refusal = judge(&booking, &facts).remove(0);
    assert_eq!(refusal.detail, "The plan asks for what Blue room has not: quiet.");
    assert_eq!(refusal.remedy, "Choose a room that has all the plan asks for: Willow.");
}

#[test]
fn a_closed_room_is_not_booked_and_another_is() {
    let closed = |place| {
        let period = Period::new(at("11:05"), at("12:00")).unwrap();
        codes(|_, facts| {
            facts.closures = vec![Closure { place, period, reason: "Paint is drying".into() }];
        })
    };
    assert_eq!(closed(Place::Room(RoomId::from_random(1))), ["room-closed"]);
    assert!(closed(Place::Room(RoomId::from_random(2))).is_empty());
}

#[test]
fn why_the_centre_is_shut_is_said() {
    let (booking, mut facts) = good();
    let period = Period::new(at("10:00"), at("12:00")).unwrap();
    facts.opening.clear();
    facts.closures = vec![Closure { place: Place::Centre, period, reason: "The boiler is mended.".into() }];
    let refusal = judge(&booking, &facts).remove(0);
    assert_eq!(refusal.code, "outside-opening-hours");
    assert!(refusal.detail.ends_with("until midday on 21 November 2026: The boiler is mended."));
}

#[test]
fn a_visit_longer_than_agreed_or_in_the_past_or_of_a_family_on_hold_is_refused() {
    assert_eq!(
        codes(|_, facts| with_plan(facts, |plan| plan.longest = Some(Minutes(59)))),
        ["longer-than-plan"]
    );
    assert_eq!(codes(|_, facts| facts.today = "2026-11-22".parse().unwrap()), ["in-the-past"]);
    assert_eq!(codes(|_, facts| facts.stage = Stage::Suspended), ["family-not-active"]);
}

#[test]
fn all_refusals_are_told_at_once() {
    let codes = codes(|booking, facts| {
        booking.supervisors.clear();
        booking.people.push(party(5));
        facts.stage = Stage::Declined;
        facts.room = None;
    });
    assert_eq!(codes, ["family-not-active", "r6-not-on-the-list", "r7-supervisor", "room-unknown"]);
}
