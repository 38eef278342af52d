//! Clearance against a second checker that goes day by day, with a calendar of its own.

use crate::day::cases;
use base::Day;
use proptest::{prelude::*, sample::select, strategy::ValueTree, test_runner::TestRunner};
use rules::{
    clearance::{CertificateStanding, Credential, DbsLevel, Policy, Requirement, Term, clearance, renewals},
    plan::Kind,
};
use std::collections::BTreeSet;

/// Year, month, day. Compares as days do.
type Date = (i32, i32, i32);

fn date(day: Day) -> Date {
    let number = day.number();
    (number / 10_000, number / 100 % 100, number % 100)
}

fn days_in((year, month): (i32, i32)) -> i32 {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    [31, if leap { 29 } else { 28 }, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        [usize::try_from(month - 1).unwrap()]
}

fn tomorrow((year, month, day): Date) -> Date {
    if day < days_in((year, month)) {
        (year, month, day + 1)
    } else if month < 12 {
        (year, month + 1, 1)
    } else {
        (year + 1, 1, 1)
    }
}

fn months_later((year, month, day): Date, months: u32) -> Date {
    let all = year * 12 + month - 1 + i32::try_from(months).unwrap();
    let (year, month) = (all / 12, all % 12 + 1);
    (year, month, day.min(days_in((year, month))))
}

/// Whether a credential counts on a date under a term, for a kind.
fn counts(one: &Credential, term: &Term, kind: Kind, on: Date) -> bool {
    let of_the_sort = one.what == term.requirement
        && (term.level.is_none() || one.level >= term.level)
        && (term.requirement != Requirement::Role || one.kinds.contains(&kind));
    let stood = one.standing == CertificateStanding::Checked
        && on >= date(one.from)
        && one.expires.is_none_or(|last| on <= date(last));
    let fresh = term.months.is_none_or(|months| on <= months_later(date(one.from), months));
    let renewed = match (one.update_checked, term.update_months) {
        (Some(checked), Some(months)) => on >= date(checked) && on <= months_later(date(checked), months),
        _ => false,
    };
    of_the_sort && stood && (fresh || renewed)
}

/// What is missing on a date, each requirement with the kinds it is missing for.
fn missing(held: &[Credential], policy: &Policy, kinds: &[Kind], on: Date) -> BTreeSet<(Requirement, Kind)> {
    let mut missing = BTreeSet::new();
    for term in &policy.terms {
        for kind in kinds {
            let asked = term.kinds.is_empty() || term.kinds.contains(kind);
            let number = held.iter().filter(|one| counts(one, term, *kind, on)).count();
            if asked && number < usize::try_from(term.needed).unwrap() {
                missing.insert((term.requirement, *kind));
            }
        }
    }
    missing
}

fn day() -> impl Strategy<Value = Day> {
    // Two years with a leap day between them, and the ends of months more often than chance gives them.
    prop_oneof![
        (2027..2029_i16, 1..13_i8, 1..29_i8)
            .prop_map(|(year, month, day)| Day::new(year, month, day).unwrap()),
        select(vec!["2027-01-31", "2027-08-31", "2028-02-29", "2028-02-28", "2027-12-31", "2028-03-01"])
            .prop_map(|text| text.parse().unwrap()),
    ]
}

fn term() -> impl Strategy<Value = Term> {
    (
        select(Requirement::ALL),
        1..3_u32,
        prop::option::of(1..14_u32),
        prop::option::of(1..8_u32),
        prop::option::of(select(DbsLevel::ALL)),
        prop::collection::vec(select(Kind::ALL), 0..3),
    )
        .prop_map(|(requirement, needed, months, update_months, level, kinds)| Term {
            requirement,
            needed,
            months,
            update_months,
            level: level.filter(|_| requirement == Requirement::Dbs),
            kinds,
        })
}

fn policy() -> impl Strategy<Value = Policy> {
    prop::collection::vec(term(), 0..4).prop_map(|mut terms| {
        terms.sort_by_key(|term| term.requirement);
        terms.dedup_by_key(|term| term.requirement);
        Policy { terms }
    })
}

fn credential(what: Vec<Requirement>) -> impl Strategy<Value = Credential> {
    (
        select(what),
        select(DbsLevel::ALL),
        prop::collection::vec(select(Kind::ALL), 1..4),
        day(),
        prop::option::weighted(0.3, day()),
        prop::option::weighted(0.4, day()),
        prop_oneof![6 => Just(CertificateStanding::Checked), 1 => select(CertificateStanding::ALL)],
    )
        .prop_map(|(what, level, kinds, from, expires, update_checked, standing)| Credential {
            what,
            level: (what == Requirement::Dbs).then_some(level),
            kinds: if what == Requirement::Role { kinds } else { vec![] },
            from,
            expires,
            update_checked,
            standing,
        })
}

/// A policy, and credentials mostly of what it asks for.
fn asked_and_held() -> impl Strategy<Value = (Policy, Vec<Credential>, Vec<Kind>, Day)> {
    (policy(), prop::collection::vec(select(Kind::ALL), 1..4), day()).prop_flat_map(|(policy, kinds, on)| {
        let mut what: Vec<Requirement> = policy.terms.iter().map(|term| term.requirement).collect();
        what.push(Requirement::Dbs);
        (Just(policy), prop::collection::vec(credential(what), 0..10), Just(kinds), Just(on))
    })
}

proptest! {
    #![proptest_config(cases(3000))]

    #[test]
    fn clearance_is_what_going_day_by_day_finds((policy, held, kinds, on) in asked_and_held()) {
        let answer = clearance(&held, &policy, &kinds, on);
        let told: BTreeSet<(Requirement, Kind)> = answer
            .missing
            .iter()
            .flat_map(|missing| missing.kinds.iter().map(|kind| (missing.requirement, *kind)))
            .collect();
        prop_assert_eq!(&told, &missing(&held, &policy, &kinds, date(on)));
        for missing in &answer.missing {
            prop_assert_eq!(tomorrow(date(missing.fix_by)), date(on));
        }
        if told.is_empty() {
            // Nothing here lasts longer than a few years: so far is as good as for ever.
            let mut at = date(on);
            let broke = (0..1600).find_map(|_| {
                let next = tomorrow(at);
                if missing(&held, &policy, &kinds, next).is_empty() {
                    at = next;
                    None
                } else {
                    Some(at)
                }
            });
            prop_assert_eq!(answer.until.map(date), broke);
            if let Some(last) = answer.until {
                let lost: BTreeSet<Requirement> =
                    missing(&held, &policy, &kinds, tomorrow(date(last))).into_iter().map(|(what, _)| what).collect();
                prop_assert_eq!(answer.lapses.into_iter().collect::<BTreeSet<_>>(), lost);
            }
        } else {
            prop_assert_eq!(answer.until, None);
        }
    }

    #[test]
    fn what_is_to_be_renewed_is_what_would_be_missing_on_some_day_of_the_next_sixty((policy, held, kinds, on) in asked_and_held()) {
        let told: BTreeSet<(Requirement, Kind)> = renewals(&held, &policy, &kinds, on)
            .iter()
            .flat_map(|one| one.kinds.iter().map(|kind| (one.requirement, *kind)))
            .collect();
        // Whatever counts through the sixtieth day may be missing on the sixty-first: that is told today too.
        let (mut at, mut lost) = (date(on), BTreeSet::new());
        for _ in 0..=61 {
            lost.extend(missing(&held, &policy, &kinds, at));
            at = tomorrow(at);
        }
        prop_assert_eq!(told, lost);
    }

    #[test]
    fn cleared_for_every_kind_is_cleared_for_each((policy, held, _, on) in asked_and_held()) {
        let all = clearance(&held, &policy, &[], on);
        let each: Vec<_> = Kind::ALL.iter().map(|kind| clearance(&held, &policy, &[*kind], on)).collect();
        prop_assert_eq!(all.is_cleared(), each.iter().all(rules::clearance::Clearance::is_cleared));
        if all.is_cleared() {
            prop_assert_eq!(all.until, each.iter().filter_map(|one| one.until).min());
        }
    }
}

/// Guards the tests above against cases that are all cleared, or all not.
#[test]
fn the_random_people_are_cleared_for_a_while_for_ever_and_not_at_all() {
    let mut runner = TestRunner::deterministic();
    let (mut a_while, mut for_ever, mut not) = (0, 0, 0);
    for _ in 0..3000 {
        let (policy, held, kinds, on) = asked_and_held().new_tree(&mut runner).unwrap().current();
        let answer = clearance(&held, &policy, &kinds, on);
        match (answer.is_cleared(), answer.until) {
            (true, Some(_)) => a_while += 1,
            (true, None) => for_ever += 1,
            (false, _) => not += 1,
        }
    }
    assert!(a_while > 100 && for_ever > 100 && not > 100, "{a_while} {for_ever} {not}");
}
