//! When somebody is asked how it was, and how much of what all said may be told to everybody.

use base::Day;
use serde::{Deserialize, Serialize};

base::choices! {
    /// On what occasion somebody is asked how it was.
    pub enum Occasion {
        Meeting = "meeting" => "After the first meeting",
        Visits = "visits" => "After every third visit",
        Review = "review" => "When the plan was looked at again",
        End = "end" => "At the end",
    }
}

base::choices! {
    /// How much somebody agrees, from not at all to wholly.
    pub enum Face {
        VerySad = "very-sad" => "Not at all",
        Sad = "sad" => "Not really",
        Even = "even" => "In between",
        Glad = "glad" => "Mostly",
        VeryGlad = "very-glad" => "Yes",
    }
}

/// After how many visits somebody is asked again.
const EVERY: i64 = 3;

/// Fewer answers than these are not told as a number: somebody could be known by them.
pub const FEWEST: u32 = 5;

/// What is so of one adult. Nothing of it is known to one side alone (R25): a review that something confidential
/// brought about would tell of it, so the day counts that stands in everybody's plan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// Whether their meeting with the centre was held.
    pub has_met: bool,
    /// How many visits of the family were kept.
    pub visits: i64,
    /// The day by which the plan is looked at again.
    pub review_on: Option<Day>,
    /// Today.
    pub today: Option<Day>,
    /// Whether the family's time at the centre is over.
    pub is_over: bool,
    /// What they were asked and answered: the occasion, and which of its kind.
    pub given: Vec<(Occasion, i32)>,
}

/// What somebody is asked now, if anything: the latest occasion that they have not answered. What went by before
/// it is not asked any more.
#[must_use]
pub fn due(facts: &Facts) -> Option<(Occasion, i32)> {
    let third = i32::try_from(facts.visits / EVERY).unwrap_or(i32::MAX);
    let review = facts.review_on.filter(|day| facts.today.is_some_and(|today| *day <= today));
    let mut occasions = Vec::new();
    if facts.is_over {
        occasions.push((Occasion::End, 1));
    } else {
        occasions.extend(review.map(|day| (Occasion::Review, number_of(day))));
        if third > 0 {
            occasions.push((Occasion::Visits, third));
        } else if facts.has_met {
            occasions.push((Occasion::Meeting, 1));
        }
    }
    occasions.into_iter().find(|occasion| !facts.given.contains(occasion))
}

fn number_of(day: Day) -> i32 {
    day.to_string().replace('-', "").parse().unwrap_or(0)
}

/// How many chose each face, from the first to the last.
pub type Counts = [u32; 5];

/// The same as everybody may be told it: a count of fewer than five is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
pub struct Told {
    /// How many answered.
    pub answers: u32,
    /// How many chose each face; nothing where it is not told.
    pub faces: [Option<u32>; 5],
}

/// What may be told of counts, if anything. Fewer than five answers are not told at all. A count below five is
/// left out, and so many of the others, the smallest first, that what is left out cannot be worked out from the
/// sum.
#[must_use]
pub fn told(counts: Counts) -> Option<Told> {
    told_of(counts).map(|faces| Told { answers: counts.iter().sum(), faces })
}

/// The same of any numbers that add up to what is told of all of them together.
#[must_use]
pub fn told_of<const KINDS: usize>(counts: [u32; KINDS]) -> Option<[Option<u32>; KINDS]> {
    let answers: u32 = counts.iter().sum();
    if answers < FEWEST {
        return None;
    }
    let mut faces = counts.map(|count| (count >= FEWEST).then_some(count));
    loop {
        let left_out = faces.iter().filter(|face| face.is_none()).count();
        let told: u32 = faces.iter().flatten().sum();
        // One count alone is the sum less the others; and if the sum is used up, all that are left out are none.
        let is_known = left_out == 1 || (left_out > 0 && told == answers);
        let Some(smallest) = faces.iter().flatten().min().copied().filter(|_| is_known) else { break };
        if let Some(place) = faces.iter().position(|face| *face == Some(smallest)) {
            faces[place] = None;
        }
    }
    Some(faces)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::{BTreeMap, BTreeSet};

    /// Every way in which so many answers may fall on five faces.
    fn every_way(answers: u32) -> Vec<Counts> {
        let mut found = Vec::new();
        for a in 0..=answers {
            for b in 0..=answers - a {
                for c in 0..=answers - a - b {
                    for d in 0..=answers - a - b - c {
                        found.push([a, b, c, d, answers - a - b - c - d]);
                    }
                }
            }
        }
        found
    }

    #[test]
    fn nobody_works_out_a_small_number_from_what_is_told() {
        for answers in 1..=16 {
            let mut same: BTreeMap<String, Vec<Counts>> = BTreeMap::new();
            for counts in every_way(answers) {
                if let Some(told) = told(counts) {
                    assert!(told.faces.iter().flatten().all(|count| *count >= FEWEST), "{counts:?}");
                    same.entry(format!("{told:?}")).or_default().push(counts);
                }
            }
            for (told, ways) in &same {
                for place in 0..5 {
                    let could_be: BTreeSet<u32> = ways.iter().map(|counts| counts[place]).collect();
                    let is_small = ways.iter().any(|counts| counts[place] < FEWEST);
                    assert!(
                        !is_small || could_be.len() > 1,
                        "{told}: face {place} is known to be {could_be:?}"
                    );
                }
            }
        }
    }

    proptest! {
        #[test]
        fn nobody_is_asked_twice_of_the_same_occasion(
            has_met: bool, visits in 0..40_i64, is_over: bool, over in proptest::option::of(0..60_i64),
            answered in 0..6_usize,
        ) {
            let today: Day = "2026-11-23".parse().unwrap();
            let mut facts = Facts {
                has_met, visits, is_over, today: Some(today),
                review_on: over.map(|days| today.plus_days(20 - days)), given: Vec::new(),
            };
            let mut asked = BTreeSet::new();
            for _ in 0..answered {
                let Some(now) = due(&facts) else { break };
                prop_assert!(asked.insert(now), "{now:?} was asked twice");
                facts.given.push(now);
            }
        }

        #[test]
        fn every_third_visit_is_asked_about_and_none_between(visits in 0..40_i64) {
            let third = i32::try_from(visits / 3).unwrap();
            let given = (1..third).map(|number| (Occasion::Visits, number)).collect();
            let facts = Facts { visits, given, ..Facts::default() };
            prop_assert_eq!(due(&facts), (third > 0).then_some((Occasion::Visits, third)));
            let answered = Facts { given: vec![(Occasion::Visits, third)], ..facts };
            prop_assert_eq!(due(&answered), None);
        }
    }

    #[test]
    fn at_the_end_only_the_end_is_asked_about() {
        let facts = Facts { has_met: true, visits: 9, is_over: true, ..Facts::default() };
        assert_eq!(due(&facts), Some((Occasion::End, 1)));
        let answered = Facts { given: vec![(Occasion::End, 1)], ..facts };
        assert_eq!(due(&answered), None);
    }
}
