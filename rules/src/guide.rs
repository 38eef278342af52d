//! Which guides fit somebody just now, by what is so on their own side alone (R25).

base::choices! {
    /// Whom a guide is for.
    pub enum Reader {
        Comes = "parent that comes" => "Whoever comes to see the child",
        Brings = "parent that brings" => "Whoever brings the child",
        Both = "both" => "Both adults",
        Child = "child" => "The child",
    }
}

base::choices! {
    /// The moments at which a guide is offered.
    pub enum GuideMoment {
        Referral = "referral" => "When the family is referred",
        BeforeFirstVisit = "before-first-visit" => "Before the first visit",
        BeforeVisit = "before-visit" => "Before a visit",
        During = "during" => "During a visit",
        AfterVisit = "after-visit" => "After a visit",
        Goodbye = "goodbye" => "At the goodbye",
        Any = "any" => "At any time",
    }
}

base::choices! {
    /// What is hard just now, as staff heard it from one adult and tick it for them alone.
    pub enum Need {
        CriesAtGoodbyes = "cries-at-goodbyes" => "The child cries at goodbyes",
        LongTimeApart = "long-time-apart" => "It is long since they saw each other",
        WorriedAboutVisit = "worried-about-visit" => "The child is worried about the visit",
        DoesNotWantToGo = "does-not-want-to-go" => "The child does not want to go",
        Shy = "shy" => "The child is shy",
        Distress = "distress" => "The child is upset afterwards",
        Nightmares = "nightmares" => "The child sleeps badly afterwards",
        Behaviour = "behaviour" => "The child is angry or clings afterwards",
        Disability = "disability" => "Somebody has a disability",
        Health = "health" => "Somebody has a health need",
        Interpreter = "interpreter" => "English is not their first language",
        Reading = "reading" => "Reading is hard for them",
        Faith = "faith" => "Their faith asks for something",
        SharedPhone = "shared-phone" => "Somebody may look at their telephone",
        EndedEarly = "ended-early" => "A visit was ended early",
        Reports = "reports" => "They ask what we write down",
    }
}

/// How many days before one's own visit what helps beforehand is offered.
const BEFORE: i32 = 7;
/// How many days after one's own visit what helps afterwards is offered.
const AFTER: i32 = 4;

/// What a guide is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    /// Whom it is for.
    pub reader: Reader,
    /// The ages it is for, in years, the last included; none for every age.
    pub ages: Vec<(i32, i32)>,
    /// When it is offered.
    pub moments: Vec<GuideMoment>,
    /// What it is about, as tags.
    pub tags: Vec<String>,
}

/// What is so of one adult. Nothing of the other side is in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// Whether they bring the child; otherwise they come to see them.
    pub brings: bool,
    /// How old the children are, in years.
    pub ages: Vec<i32>,
    /// In how many days their next visit is, if one is booked.
    pub next_visit_in: Option<i32>,
    /// How many days ago their last visit was, if there was one.
    pub last_visit_ago: Option<i32>,
    /// What is hard just now.
    pub needs: Vec<Need>,
}

impl Facts {
    fn is_now(&self, moment: GuideMoment) -> bool {
        let soon = self.next_visit_in.is_some_and(|days| (0..=BEFORE).contains(&days));
        let lately = self.last_visit_ago.is_some_and(|days| (0..=AFTER).contains(&days));
        match moment {
            GuideMoment::Referral => self.last_visit_ago.is_none() && self.next_visit_in.is_none(),
            GuideMoment::BeforeFirstVisit => self.last_visit_ago.is_none(),
            GuideMoment::BeforeVisit | GuideMoment::During | GuideMoment::Goodbye => soon,
            GuideMoment::AfterVisit => lately,
            // It is in the list of all; by itself it is no reason to put it before somebody.
            GuideMoment::Any => false,
        }
    }

    fn is_of_age(&self, about: &About) -> bool {
        about.ages.is_empty()
            || self.ages.iter().any(|age| about.ages.iter().any(|(from, to)| (from..=to).contains(&age)))
    }

    /// How well a guide fits: 0 for not at all.
    fn fit(&self, about: &About) -> u32 {
        let is_theirs = match about.reader {
            Reader::Both => true,
            Reader::Brings => self.brings,
            Reader::Comes => !self.brings,
            Reader::Child => false,
        };
        if !is_theirs || !self.is_of_age(about) {
            return 0;
        }
        let needs =
            self.needs.iter().filter(|need| about.tags.iter().any(|tag| tag == need.as_str())).count();
        let needs = u32::try_from(needs).unwrap_or(u32::MAX).min(20);
        let now = u32::from(about.moments.iter().any(|moment| self.is_now(*moment)));
        // What somebody finds hard goes before what the calendar says, and what is for their child's age before
        // what is for all.
        let of_age = u32::from(!about.ages.is_empty());
        if needs + now == 0 { 0 } else { needs * 10 + now * 4 + of_age }
    }
}

/// The places of those guides that fit, the best first; of equals, as they stand in the list.
#[must_use]
pub fn fitting(facts: &Facts, guides: &[About]) -> Vec<usize> {
    let mut fits: Vec<(u32, usize)> = guides
        .iter()
        .enumerate()
        .map(|(place, about)| (facts.fit(about), place))
        .filter(|(fit, _)| *fit > 0)
        .collect();
    fits.sort_by_key(|(fit, place)| (std::cmp::Reverse(*fit), *place));
    fits.into_iter().map(|(_, place)| place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn about(reader: Reader, ages: &[(i32, i32)], moments: &[GuideMoment], tags: &[&str]) -> About {
        About {
            reader,
            ages: ages.to_vec(),
            moments: moments.to_vec(),
            tags: tags.iter().map(|tag| (*tag).to_owned()).collect(),
        }
    }

    #[test]
    fn the_parent_of_a_four_year_old_who_cries_at_goodbyes_is_shown_what_fits() {
        let guides = [
            about(Reader::Both, &[], &[GuideMoment::AfterVisit], &["after"]),
            about(Reader::Both, &[(2, 4)], &[GuideMoment::BeforeVisit], &["preparing", "cries-at-goodbyes"]),
            about(
                Reader::Both,
                &[(12, 18)],
                &[GuideMoment::BeforeVisit],
                &["preparing", "cries-at-goodbyes"],
            ),
            about(Reader::Both, &[], &[GuideMoment::Goodbye], &["cries-at-goodbyes"]),
            about(Reader::Brings, &[], &[GuideMoment::BeforeVisit], &["cries-at-goodbyes"]),
        ];
        let facts = Facts {
            brings: false,
            ages: vec![4],
            next_visit_in: Some(2),
            last_visit_ago: None,
            needs: vec![Need::CriesAtGoodbyes],
        };
        assert_eq!(fitting(&facts, &guides), [1, 3]);
    }

    fn facts() -> impl Strategy<Value = Facts> {
        let days = || proptest::option::of(0..40_i32);
        let needs = proptest::sample::subsequence(Need::ALL.to_vec(), 0..5);
        (any::<bool>(), proptest::collection::vec(0..18_i32, 0..4), days(), days(), needs).prop_map(
            |(brings, ages, next_visit_in, last_visit_ago, needs)| Facts {
                brings,
                ages,
                next_visit_in,
                last_visit_ago,
                needs,
            },
        )
    }

    fn guides() -> impl Strategy<Value = Vec<About>> {
        let ages = proptest::collection::vec((0..9_i32, 9..18_i32), 0..3);
        let moments = proptest::sample::subsequence(GuideMoment::ALL.to_vec(), 0..4);
        let tags = proptest::sample::subsequence(Need::ALL.to_vec(), 0..4)
            .prop_map(|needs| needs.into_iter().map(|need| need.as_str().to_owned()).collect());
        let one = (proptest::sample::select(Reader::ALL.to_vec()), ages, moments, tags)
            .prop_map(|(reader, ages, moments, tags)| About { reader, ages, moments, tags });
        proptest::collection::vec(one, 0..12)
    }

    proptest! {
        #[test]
        fn what_is_offered_is_for_its_reader_their_childs_age_and_what_is_so_now(
            facts in facts(), guides in guides()
        ) {
            let found = fitting(&facts, &guides);
            for (place, guide) in guides.iter().enumerate() {
                let theirs = guide.reader == Reader::Both
                    || guide.reader == (if facts.brings { Reader::Brings } else { Reader::Comes });
                let of_age = guide.ages.is_empty()
                    || guide.ages.iter().any(|(from, to)| facts.ages.iter().any(|age| age >= from && age <= to));
                let needed = facts.needs.iter().any(|need| guide.tags.contains(&need.as_str().to_owned()));
                let now = guide.moments.iter().any(|moment| match moment {
                    GuideMoment::Any => false,
                    GuideMoment::Referral => facts.next_visit_in.is_none() && facts.last_visit_ago.is_none(),
                    GuideMoment::BeforeFirstVisit => facts.last_visit_ago.is_none(),
                    GuideMoment::AfterVisit => facts.last_visit_ago.is_some_and(|days| days <= 4),
                    _ => facts.next_visit_in.is_some_and(|days| days <= 7),
                });
                prop_assert_eq!(found.contains(&place), theirs && of_age && (needed || now));
            }
        }

        #[test]
        fn what_somebody_finds_hard_goes_before_what_the_calendar_says(facts in facts(), guides in guides()) {
            let has_need = |place: &usize| {
                facts.needs.iter().any(|need| guides[*place].tags.contains(&need.as_str().to_owned()))
            };
            let found = fitting(&facts, &guides);
            let first_without = found.iter().position(|place| !has_need(place)).unwrap_or(found.len());
            prop_assert!(!found[first_without..].iter().any(has_need));
        }
    }
}
