//! Random days: staff press buttons in any order, at any time, with any words, and no history that is
//! accepted breaks a rule.

use crate::{
    day::{moment, party, staff},
    oracle,
};
use base::{FamilyId, Minutes, Moment, RoomId};
use proptest::{prelude::*, sample::select, strategy::ValueTree, test_runner::TestRunner};
use rules::{
    intake::Side,
    plan::{Gaps, Kind, Sequence, timing},
    schedule::Booking,
    visit::{
        CancelledBy, EndingReason, Event, IdentityCheck, Person, Receipt, RefusalHow, StepKind, Visit, What,
        apply, next_steps,
    },
};
use std::collections::BTreeSet;

/// One press of a button. Where `follows` is set, the button is the big one.
#[derive(Clone, Debug)]
struct Press {
    follows: bool,
    step: StepKind,
    later: i64,
    by: u8,
    /// Chooses among people, sides and blank or written words.
    variant: u8,
}

fn press() -> impl Strategy<Value = Press> {
    (prop::bool::weighted(0.6), select(StepKind::ALL), -4..16_i64, 1..4_u8, any::<u8>())
        .prop_map(|(follows, step, later, by, variant)| Press { follows, step, later, by, variant })
}

/// A day: the visit as planned and what staff press.
fn a_day() -> impl Strategy<Value = (Visit, Vec<Press>)> {
    let gaps = prop_oneof![Just((15, 10)), (0..25_i64, 0..25_i64)];
    let sequence = select(Sequence::ALL);
    let supervisors = prop::collection::vec(1..4_u8, 0..3);
    (select(Kind::ALL), sequence, gaps, supervisors, prop::collection::vec(press(), 5..45)).prop_map(
        |(kind, sequence, (before, after), supervisors, presses)| {
            let gaps = Gaps { before: Minutes(before), after: Minutes(after) };
            let booking = Booking {
                family: FamilyId::from_random(1),
                kind,
                timing: timing(moment(60), Minutes(60), sequence, gaps),
                sequence,
                gaps,
                room: RoomId::from_random(1),
                supervisors: supervisors.into_iter().map(staff).collect(),
                people: vec![party(1), party(2), party(3)],
                interpreter: None,
                equipment: vec![],
            };
            (Visit::planned(&booking, vec![party(1), party(2)]), presses)
        },
    )
}

fn written(variant: u8) -> String {
    if variant.is_multiple_of(7) { " ".into() } else { "words".into() }
}

fn receipt(variant: u8) -> Receipt {
    Receipt { from: "Amira".into(), to: written(variant), items: String::new() }
}

fn side(variant: u8) -> Side {
    if variant.is_multiple_of(3) { Side::Visiting } else { Side::Resident }
}

/// What a press says happened.
fn said(step: StepKind, variant: u8) -> What {
    let words = written(variant);
    match step {
        StepKind::Briefed => What::Briefed,
        StepKind::VisitingArrived => What::VisitingArrived {
            party: party(variant % 4 + 1),
            identity: IdentityCheck::Photo,
            seems_intoxicated: variant.is_multiple_of(9),
        },
        StepKind::EntryRefused => What::EntryRefused { party: party(variant % 3 + 1), reason: words },
        StepKind::ChildArrived => What::ChildArrived {
            brought_by: match variant % 5 {
                0 => Person::Named(words),
                1 => Person::Known(party(variant % 4 + 1)),
                _ => Person::Known(party(3)),
            },
            receipt: receipt(variant),
        },
        StepKind::ResidentLeft => What::ResidentLeft,
        StepKind::Started => What::Started,
        StepKind::Paused => What::Paused { reason: words },
        StepKind::Resumed => What::Resumed,
        StepKind::EndedEarly => What::EndedEarly { reason: EndingReason::RuleBroken, account: words },
        StepKind::Ended => What::Ended,
        StepKind::ChildRefused => What::ChildRefused {
            how: if variant.is_multiple_of(2) { RefusalHow::Brief } else { RefusalHow::Prolonged },
            words,
        },
        StepKind::ResidentArrivedToCollect => What::ResidentArrivedToCollect,
        StepKind::ChildLeft => What::ChildLeft { goes_with: side(variant), receipt: receipt(variant) },
        StepKind::VisitingReleased => What::VisitingReleased,
        StepKind::VisitingWalkedOut => What::VisitingWalkedOut { account: words },
        StepKind::Debriefed => What::Debriefed { account: words },
        StepKind::Closed => What::Closed,
        StepKind::Cancelled => What::Cancelled { by_whom: CancelledBy::Centre, reason: words },
        StepKind::NoShow => What::NoShow { who: side(variant) },
    }
}

/// Presses every button and keeps what was accepted.
fn live(planned: &Visit, presses: &[Press]) -> Vec<Event> {
    let (mut visit, mut now, mut accepted) = (planned.clone(), moment(30), Vec::new());
    for press in presses {
        let at: Moment = now.plus(Minutes(press.later));
        now = now.max(at);
        let next = next_steps(&visit, at).first().map(|step| step.kind);
        let step = if press.follows { next.unwrap_or(press.step) } else { press.step };
        let event = Event { at, by: staff(press.by), what: said(step, press.variant) };
        if let Ok(next) = apply(&visit, &event) {
            visit = next;
            accepted.push(event);
        }
    }
    accepted
}

proptest! {
    #![proptest_config(crate::day::cases(1000))]

    #[test]
    fn no_accepted_history_breaks_a_rule((planned, presses) in a_day()) {
        let accepted = live(&planned, &presses);
        let breaches = oracle::breaches(&planned, &accepted);
        prop_assert!(breaches.is_empty(), "{breaches:#?} in {accepted:#?}");
    }

    #[test]
    fn what_a_page_offers_with_every_field_filled_in_is_accepted((planned, presses) in a_day()) {
        let accepted = live(&planned, &presses);
        let visit = rules::visit::replay(planned, &accepted).unwrap();
        let now = accepted.iter().map(|event| event.at).max().unwrap_or(moment(30));
        for step in next_steps(&visit, now) {
            let fits = |by, variant| {
                apply(&visit, &Event { at: now, by: staff(by), what: said(step.kind, variant) }).is_ok()
            };
            let done = (1..4).any(|by| (0..=u8::MAX).any(|variant| fits(by, variant)));
            // Who may start depends on who asks, which the page does not know.
            let asks_who = matches!(step.kind, StepKind::Started | StepKind::Resumed | StepKind::ChildLeft);
            prop_assert!(done == step.allowed.is_ok() || asks_who && !done, "{step:?}");
        }
    }
}

/// Guards the test above against days on which nothing much happens.
#[test]
fn the_random_days_reach_every_step() {
    let mut runner = TestRunner::deterministic();
    let mut reached = BTreeSet::new();
    for _ in 0..1500 {
        let (planned, presses) = a_day().new_tree(&mut runner).unwrap().current();
        reached.extend(live(&planned, &presses).iter().map(|event| event.what.kind()));
    }
    assert_eq!(reached, StepKind::ALL.iter().copied().collect::<BTreeSet<_>>());
}
