//! R20 and R1: nothing added to an assessment ever lowers it.

use proptest::{prelude::*, sample::select};
use rules::risk::{
    Factor, FactorKind, Level, Outcome, PersonAtRisk, Severity, Source, Standing,
    instrument::{self, Answer, Instrument},
    lowest,
};
use std::collections::BTreeMap;

fn factor() -> impl Strategy<Value = Factor> {
    let person = select(PersonAtRisk::ALL);
    let standing = select(Standing::ALL);
    (select(FactorKind::ALL), person, select(Source::ALL), standing, select(Severity::ALL)).prop_map(
        |(kind, person_at_risk, source, standing, severity)| Factor {
            kind,
            person_at_risk,
            source,
            standing,
            severity,
            account: String::new(),
            mitigation: String::new(),
            owner: String::new(),
        },
    )
}

fn rank(outcome: Outcome) -> usize {
    match outcome {
        Outcome::AtLeast(Level::Supported) => 0,
        Outcome::AtLeast(Level::Supervised) => 1,
        Outcome::AtLeast(Level::HighVigilance) => 2,
        Outcome::BeyondThisCentre => 3,
    }
}

/// The kinds that are abuse, named again: any of them that a court has not dismissed is supervised.
fn is_abuse(kind: FactorKind) -> bool {
    let word = kind.as_str();
    ["abuse", "coercive", "strangulation", "stalking", "threats", "neglect"]
        .iter()
        .any(|part| word.contains(part))
}

fn adult() -> Instrument {
    serde_json::from_str(instrument::ADULT_24).unwrap()
}

proptest! {
    #![proptest_config(crate::day::cases(200))]

    #[test]
    fn another_factor_or_a_judgement_never_lowers_the_outcome(
        factors in prop::collection::vec(factor(), 0..5), extra in factor(),
        judgement in prop::option::of(select(Level::ALL)), capacity in select(Level::ALL),
    ) {
        let before = rank(lowest(&factors, &[], None, capacity).outcome);
        let mut more = factors;
        more.push(extra);
        let with_factor = rank(lowest(&more, &[], None, capacity).outcome);
        let with_judgement = rank(lowest(&more, &[], judgement, capacity).outcome);
        prop_assert!(before <= with_factor && with_factor <= with_judgement);
        more.reverse();
        prop_assert_eq!(rank(lowest(&more, &[], judgement, capacity).outcome), with_judgement);
    }

    #[test]
    fn abuse_that_no_court_dismissed_is_never_supported_and_every_outcome_above_it_is_explained(
        factors in prop::collection::vec(factor(), 0..5), capacity in select(Level::ALL),
    ) {
        let assessed = lowest(&factors, &[], None, capacity);
        let abuse = factors.iter().any(|it| is_abuse(it.kind) && it.standing != Standing::NotUpheld);
        if abuse {
            prop_assert!(rank(assessed.outcome) >= 1);
        }
        prop_assert_eq!(rank(assessed.outcome) > 0, !assessed.because.is_empty());
        if let Outcome::AtLeast(level) = assessed.outcome {
            prop_assert!(level <= capacity);
        }
    }

    #[test]
    fn another_yes_never_lowers_a_band_or_takes_a_referral_away(
        answers in prop::collection::vec(select(Answer::ALL), 24), changed in 0..24_usize,
    ) {
        let adult = adult();
        let on = "2026-11-21".parse().unwrap();
        let scored = |answers: &[Answer]| {
            let codes = adult.questions.iter().map(|question| question.code.clone());
            let answers: BTreeMap<_, _> = codes.zip(answers.iter().copied()).collect();
            instrument::score(&adult, &answers, &[], &[], None, on).unwrap()
        };
        let before = scored(&answers);
        let yes = answers.iter().filter(|answer| **answer == Answer::Yes).count();
        prop_assert_eq!(before.score as usize, yes);
        let mut more = answers;
        more[changed] = Answer::Yes;
        let after = scored(&more);
        prop_assert!(before.level <= after.level && before.referrals.len() <= after.referrals.len());
        prop_assert_eq!(yes >= 14, before.band == "high");
    }
}
