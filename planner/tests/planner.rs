//! What must hold of every timetable, on invented countries.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use planner::{
    Board, Instance, Pace, Search, Setting, Timetable, Wish,
    board::Closed,
    chance::Chance,
    invent::{Country, country},
    judge, reading, take_up,
};
use proptest::prelude::*;

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
