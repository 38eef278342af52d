//! What must hold of every timetable, on invented countries.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use planner::{
    Ascent, Board, Instance, Pace, Search, Setting, Timetable, Wish,
    board::Closed,
    chance::Chance,
    instance::{Bar, Barred},
    invent::{Country, country},
    judge, reading, take_up,
};
use proptest::prelude::*;
use std::collections::BTreeSet;

struct NoClock;
impl Pace for NoClock {
    fn spent(&self) -> f64 {
        0.0
    }
    fn found(&self, _: i64, _: usize) {}
}

fn invented(families: usize, staff: f64, seed: u64) -> Instance {
    reading::instance(&country(Country { families, staff, seed }).to_string()).unwrap()
}

fn judged(board: &Board<'_>) -> (i64, usize) {
    let timetable = Timetable::of(board);
    let instance = &board.setting.instance;
    (judge::cost(instance, &timetable).total(), judge::breaches(instance, &timetable).len())
}

fn wish(threads: usize, iterations: u64) -> Wish {
    Wish { threads, iterations: Some(iterations), ..Wish::default() }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_placed_and_lifted_the_cost_stays_right_and_no_rule_is_broken(
        seed in 0..1000_u64, families in 5..60_usize, staff in 0.5..1.5_f64,
    ) {
        let setting = Setting::of(invented(families, staff, seed));
        let mut board = Board::empty(&setting);
        let mut chance = Chance::seeded(seed);
        let closed = Closed::nothing(&board);
        for _ in 0..40 {
            let before = (board.cost, Timetable::of(&board));
            for _ in 0..chance.below(12) {
                let visit = chance.below(setting.choices.len());
                match board.placed[visit] {
                    Some(at) => {
                        board.lift(visit);
                        board.tidy(at.session);
                    }
                    None => if let Some(offer) = board.offer(visit, i64::MAX, &closed, &mut chance) {
                        let expected = board.cost + offer.cost - setting.unserved[visit];
                        prop_assert_eq!(board.offer_at(visit, offer.at, &closed).map(|same| same.cost), Some(offer.cost));
                        board.accept(visit, &offer);
                        prop_assert_eq!(board.cost, expected);
                        board.tidy(offer.at.session);
                    },
                }
            }
            prop_assert_eq!(judged(&board), (board.cost, 0));
            if chance.below(2) == 0 {
                board.keep();
            } else {
                board.take_back();
                prop_assert_eq!((board.cost, Timetable::of(&board)), before);
            }
        }
    }

    #[test]
    fn what_is_found_is_legal_and_costs_what_is_said(seed in 0..1000_u64, threads in 1..3_usize) {
        let setting = Setting::of(invented(150, 0.9, seed));
        let board = Search::new(&setting, wish(threads, 3000)).run(Board::empty(&setting), &NoClock);
        prop_assert_eq!(judged(&board), (board.cost, 0));
    }
}

#[test]
fn the_same_seed_and_steps_give_the_same_timetable() {
    let setting = Setting::of(invented(60, 0.9, 1));
    let found = |threads| {
        let board = Search::new(&setting, wish(threads, 4000)).run(Board::empty(&setting), &NoClock);
        Timetable::of(&board).to_json()
    };
    assert_eq!(found(1), found(1));
    assert_eq!(found(2), found(2));
}

#[test]
fn the_search_betters_the_first_timetable() {
    let setting = Setting::of(invented(100, 0.9, 2));
    let first = Search::new(&setting, wish(1, 0)).run(Board::empty(&setting), &NoClock);
    let later = Search::new(&setting, wish(1, 20_000)).run(Board::empty(&setting), &NoClock);
    assert!(later.cost < first.cost, "{} is not less than {}", later.cost, first.cost);
    assert!(later.served() >= first.served());
}

#[test]
fn a_timetable_taken_up_again_is_as_it_was() {
    let setting = Setting::of(invented(100, 0.9, 3));
    let board = Search::new(&setting, wish(1, 2000)).run(Board::empty(&setting), &NoClock);
    let written = Timetable::of(&board);
    let read = Timetable::read(&written.to_json()).unwrap();
    assert_eq!(read, written);
    let again = take_up(&setting, &read);
    assert_eq!(Timetable::of(&again.board), written);
    assert!(again.lost.iter().all(|lost| !lost));
}

#[test]
fn a_missing_field_is_named() {
    let mut text = country(Country { families: 5, staff: 1.0, seed: 1 });
    text["families"][2]["visits"][0]["to_day"] = "soon".into();
    let error = reading::instance(&text.to_string()).unwrap_err();
    assert_eq!(error.field, "families[2].visits[0].to_day");
}

/// Steps of the ascent that bring the bound near its best.
fn bound_of(setting: &Setting, steps: u32) -> planner::bound::Bound {
    let mut ascent = Ascent::new(setting, 1);
    for step in 0..steps {
        ascent.step(f64::from(step) / f64::from(steps));
    }
    ascent.bound()
}

#[test]
fn no_timetable_costs_less_than_the_bound() {
    for (families, staff, seed) in [(12, 1.0, 1), (12, 0.6, 2), (40, 0.9, 3), (60, 1.3, 4)] {
        let setting = Setting::of(invented(families, staff, seed));
        let board = Search::new(&setting, wish(1, 20_000)).run(Board::empty(&setting), &NoClock);
        let bound = bound_of(&setting, 400).whole_points();
        assert!(bound <= board.cost, "{bound} is more than {}", board.cost);
        assert!(bound * 2 > board.cost, "{bound} is far from {}", board.cost);
    }
}

#[test]
fn a_certificate_names_the_instance_and_the_bound() {
    let setting = Setting::of(invented(20, 0.9, 5));
    let bound = bound_of(&setting, 60);
    let text = planner::bound::certificate(&setting, &bound);
    assert!(text.contains(&format!("\"bound\":{}", bound.whole_points())), "{text}");
    assert!(text.contains("\"instance\":\"invented-20-5\""));
}

#[test]
fn when_somebody_is_absent_only_their_families_are_disturbed() {
    let mut instance = invented(200, 1.0, 6);
    let setting = Setting::of(instance.clone());
    let board = Search::new(&setting, wish(1, 10_000)).run(Board::empty(&setting), &NoClock);
    let published = Timetable::of(&board);
    let absent = published.visits[0].supervisors[0].clone();
    let theirs: BTreeSet<&str> = published
        .visits
        .iter()
        .filter(|visit| visit.supervisors.contains(&absent))
        .map(|visit| visit.family.as_str())
        .collect();
    for supervisor in instance.supervisors.iter_mut().filter(|one| one.name == absent) {
        supervisor.available.clear();
    }
    let setting = Setting::of(instance);
    let taken = take_up(&setting, &published);
    let mut board = taken.board;
    board.hold_to(taken.told, taken.lost);
    let repaired = Search::new(&setting, wish(2, 5000)).run(board, &NoClock);
    let again = Timetable::of(&repaired);
    assert!(judge::breaches(&setting.instance, &again).is_empty());
    let cost = judge::cost(&setting.instance, &again).total();
    assert_eq!(repaired.cost - repaired.letting_down(), cost);
    let kept: BTreeSet<String> = again.visits.iter().map(|visit| format!("{visit:?}")).collect();
    let disturbed: BTreeSet<&str> = published
        .visits
        .iter()
        .filter(|visit| !kept.contains(&format!("{visit:?}")))
        .map(|visit| visit.family.as_str())
        .collect();
    assert_eq!(disturbed.len(), repaired.disturbed());
    assert!(disturbed.is_subset(&theirs), "{disturbed:?} beyond {theirs:?}");
}

#[test]
fn visits_that_are_settled_stay() {
    let setting = Setting::of(invented(60, 1.0, 7));
    let before = Search::new(&setting, wish(1, 500)).run(Board::empty(&setting), &NoClock);
    let asked = Wish { settled_before: 14, ..wish(2, 5000) };
    let after = Search::new(&setting, asked).run(before.clone(), &NoClock);
    assert!(after.cost <= before.cost);
    for (before, after) in before.placed.iter().zip(&after.placed) {
        let is_soon = before.is_some_and(|at| setting.instance.sessions[at.session].day < 14);
        assert!(!is_soon || before == after);
    }
}

#[test]
fn every_visit_not_served_has_its_reasons() {
    let setting = Setting::of(invented(80, 0.4, 8));
    let board = Search::new(&setting, wish(1, 3000)).run(Board::empty(&setting), &NoClock);
    let unserved = board.placed.iter().filter(|at| at.is_none()).count();
    assert!(unserved > 0);
    let text = planner::reasons(&board);
    assert_eq!(text.lines().filter(|line| line.starts_with("Family ")).count(), unserved);
    assert!(text.contains("free or has a duty left"), "{text}");
}

#[test]
fn what_keeps_a_visit_out_of_every_session_is_said_once_and_alone() {
    let said = |instance: Instance| {
        let setting = Setting::of(instance);
        let board = Search::new(&setting, wish(1, 200)).run(Board::empty(&setting), &NoClock);
        planner::reasons(&board)
    };
    let mut nobody = invented(12, 1.0, 3);
    nobody.supervisors.iter_mut().for_each(|one| one.quals.fill(-1));
    let mut no_room = invented(12, 1.0, 3);
    no_room.rooms.iter_mut().for_each(|room| room.levels.clear());
    let mut away = invented(12, 1.0, 3);
    away.families.iter_mut().for_each(|family| family.available.clear());
    let mut shut = invented(12, 1.0, 3);
    shut.sites.iter_mut().for_each(|site| site.sessions.clear());
    for (instance, words) in [
        (nobody, "too few hold"),
        (no_room, "no room is fit for it"),
        (away, "the family cannot come for long enough"),
        (shut, "its centres have no session on the days it may be on"),
    ] {
        let visits = instance.visits.len();
        let text = said(instance);
        let lines: Vec<&str> = text.lines().filter(|line| line.starts_with("Family ")).collect();
        assert_eq!(lines.len(), visits);
        for line in lines {
            assert!(line.contains(words) && !line.contains(';'), "{line}");
        }
    }
}

#[test]
fn an_instance_without_anybody_has_an_empty_timetable() {
    for families in [0, 3] {
        let mut document = country(Country { families, staff: 1.0, seed: 1 });
        document["supervisors"] = serde_json::json!([]);
        let setting = Setting::of(reading::instance(&document.to_string()).unwrap());
        let board = Search::new(&setting, wish(2, 100)).run(Board::empty(&setting), &NoClock);
        assert_eq!(judged(&board), (board.cost, 0));
        assert_eq!(board.served(), 0);
        assert!(bound_of(&setting, 10).whole_points() <= board.cost);
    }
}

#[test]
fn what_a_family_cannot_have_it_is_never_given() {
    for seed in 0..3 {
        let mut instance = invented(60, 1.2, seed);
        let mut chance = Chance::seeded(seed);
        let (sessions, rooms, staff) =
            (instance.sessions.len(), instance.rooms.len(), instance.supervisors.len());
        for family in &mut instance.families {
            for session in 0..sessions {
                // Half of all starts, in one room and with one supervisor of those there are.
                let slots = 0x5555_5555_5555_5555_5555_5555_5555_5555 << chance.below(2);
                family.barred.push(Barred { session, what: Bar::Room(chance.below(rooms)), slots });
                family.barred.push(Barred { session, what: Bar::Supervisor(chance.below(staff)), slots });
            }
        }
        let setting = Setting::of(instance);
        let board = Search::new(&setting, wish(1, 2000)).run(Board::empty(&setting), &NoClock);
        assert_eq!(judged(&board), (board.cost, 0));
        assert!(board.served() > 20, "only {} are served", board.served());
        for (visit, at) in board.placed.iter().enumerate() {
            let Some(at) = at else { continue };
            let site = setting.instance.sessions[at.session].site;
            let has = |what: Bar| match what {
                Bar::Room(room) => setting.instance.sites[site].rooms[at.room] == room,
                Bar::Supervisor(one) => {
                    at.team.members().iter().any(|staff| setting.staff[at.session][*staff] == one)
                }
            };
            let barred = &setting.family(visit).barred;
            let is_broken =
                |one: &&Barred| one.session == at.session && has(one.what) && one.slots >> at.slot & 1 == 1;
            assert!(!barred.iter().any(|one| is_broken(&one)), "visit {visit} has what it cannot have");
        }
    }
}
