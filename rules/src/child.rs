//! The child's own voice: what is asked at which age, and which answers somebody must read at once (R12).
//!
//! Nothing here scores a child. A worrying answer brings a person to read it, and decides nothing.

mod words;

pub use words::{Listed, default_words};

use crate::{Refusal, intake::Stage, review};
use base::{Day, Minutes};
use words::says_one_of;

base::choices! {
    /// How a child is asked, by age (4.8: young inspectors found one set of pages does not fit all).
    pub enum AgeBand {
        /// A grown-up reads aloud.
        UnderFive = "under-5" => "Under 5, with a grown-up reading",
        FiveToSeven = "5-7" => "5 to 7",
        EightToEleven = "8-11" => "8 to 11",
        TwelvePlus = "12-plus" => "12 and over",
    }
}

impl AgeBand {
    /// The band of a child born on this day.
    #[must_use]
    pub fn of(born: Day, today: Day) -> Self {
        match born.age_on(today) {
            ..5 => Self::UnderFive,
            5..8 => Self::FiveToSeven,
            8..12 => Self::EightToEleven,
            12.. => Self::TwelvePlus,
        }
    }
}

base::choices! {
    /// Whether a child is asked before or after their visit.
    pub enum When {
        Before = "before" => "Before the visit",
        After = "after" => "After the visit",
    }
}

base::choices! {
    /// What a child is asked, one thing on a page.
    pub enum ChildQuestion {
        Feel = "feel" => "How they feel",
        WorrySize = "worry-size" => "How big a worry is",
        Coming = "coming" => "Whether they want to come",
        Choose = "choose" => "What they would like to do",
        Draw = "draw" => "A drawing",
        Wishes = "wishes" => "Wishes and feelings, in their own words",
        NextTime = "next-time" => "What they want told next time",
        WhoKnows = "who-knows" => "Who they would like to know this",
    }
}

base::choices! {
    /// What a child can pick.
    pub enum Mark {
        Good = "good" => "Good",
        Mixed = "mixed" => "Mixed",
        Sad = "sad" => "Sad",
        Worried = "worried" => "Worried",
        Angry = "angry" => "Angry",
        Tired = "tired" => "Tired",
        NoWorry = "worry-0" => "No worry",
        SmallWorry = "worry-1" => "A small worry",
        MiddleWorry = "worry-2" => "A middle-sized worry",
        BigWorry = "worry-3" => "A big worry",
        BiggestWorry = "worry-4" => "The biggest worry",
        Yes = "yes" => "Yes",
        Unsure = "unsure" => "Not sure",
        No = "no" => "No",
        Blocks = "blocks" => "Building blocks",
        Drawing = "drawing" => "Drawing",
        Reading = "reading" => "A story",
        Games = "games" => "A game",
        Snack = "snack" => "A snack",
        Quiet = "quiet" => "A quiet corner",
        PeopleHere = "people-here" => "Only the people here",
        HomeAdult = "home-adult" => "The grown-up they live with",
        VisitingAdult = "visiting-adult" => "The grown-up they visit",
        SocialWorker = "social-worker" => "Their social worker",
        Nobody = "nobody" => "Nobody",
        AskMe = "ask-me" => "Ask me first",
    }
}

/// What is asked of whom, in order. Little ones are asked little; those who can write are asked for words.
#[must_use]
pub const fn questions(band: AgeBand, when: When) -> &'static [ChildQuestion] {
    use ChildQuestion::{Choose, Coming, Draw, Feel, NextTime, WhoKnows, Wishes, WorrySize};
    match (band, when) {
        (AgeBand::UnderFive, When::Before) => &[Feel, Coming, Choose, WhoKnows],
        (AgeBand::UnderFive, When::After) => &[Feel, Coming, Draw, WhoKnows],
        (AgeBand::FiveToSeven, When::Before) => &[Feel, WorrySize, Coming, Choose, Draw, Wishes, WhoKnows],
        (AgeBand::FiveToSeven, When::After) => &[Feel, WorrySize, Coming, Draw, Wishes, NextTime, WhoKnows],
        (AgeBand::EightToEleven | AgeBand::TwelvePlus, When::Before) => {
            &[Feel, WorrySize, Coming, Choose, Wishes, Draw, WhoKnows]
        }
        (AgeBand::EightToEleven | AgeBand::TwelvePlus, When::After) => {
            &[Feel, WorrySize, Coming, Wishes, Draw, NextTime, WhoKnows]
        }
    }
}

impl ChildQuestion {
    /// What can be picked; nothing where it is drawn or said.
    #[must_use]
    pub const fn marks(self) -> &'static [Mark] {
        match self {
            Self::Feel => &[Mark::Good, Mark::Mixed, Mark::Sad, Mark::Worried, Mark::Angry, Mark::Tired],
            Self::WorrySize => {
                &[Mark::NoWorry, Mark::SmallWorry, Mark::MiddleWorry, Mark::BigWorry, Mark::BiggestWorry]
            }
            Self::Coming => &[Mark::Yes, Mark::Unsure, Mark::No],
            Self::Choose => {
                &[Mark::Blocks, Mark::Drawing, Mark::Reading, Mark::Games, Mark::Snack, Mark::Quiet]
            }
            Self::WhoKnows => &[
                Mark::PeopleHere,
                Mark::HomeAdult,
                Mark::VisitingAdult,
                Mark::SocialWorker,
                Mark::Nobody,
                Mark::AskMe,
            ],
            Self::Draw | Self::Wishes | Self::NextTime => &[],
        }
    }

    /// Whether more than one may be picked.
    #[must_use]
    pub const fn takes_several(self) -> bool {
        matches!(self, Self::Choose | Self::WhoKnows)
    }

    /// Whether it is answered in words.
    #[must_use]
    pub const fn is_words(self) -> bool {
        matches!(self, Self::Wishes | Self::NextTime)
    }
}

base::choices! {
    /// Why somebody must read an answer at once.
    pub enum Worrying {
        Words = "words" => "Words of the centre’s list",
        LowFaces = "low-faces" => "A low face twice running",
        BiggestWorry = "biggest-worry" => "The worry meter at its top",
        NotToCome = "not-to-come" => "A wish not to come",
    }
}

/// An answer as the rule sees it.
#[derive(Clone, Copy, Debug)]
pub struct Said<'a> {
    /// What was asked.
    pub question: ChildQuestion,
    /// What was picked.
    pub marks: &'a [Mark],
    /// What was said or written, exactly.
    pub words: &'a str,
}

/// Whether a face is low.
#[must_use]
pub const fn is_low(mark: Mark) -> bool {
    matches!(mark, Mark::Sad | Mark::Worried | Mark::Angry)
}

/// Why somebody must read an answer at once, if they must. `last_face` is what the child last picked when asked
/// how they feel, skipped pages left out; `listed` are the centre's words in every language.
#[must_use]
pub fn worrying(said: Said<'_>, last_face: Option<Mark>, listed: &[Listed]) -> Vec<Worrying> {
    let mut found = Vec::new();
    if says_one_of(said.words, listed) {
        found.push(Worrying::Words);
    }
    if said.question == ChildQuestion::Feel
        && said.marks.iter().any(|mark| is_low(*mark))
        && last_face.is_some_and(is_low)
    {
        found.push(Worrying::LowFaces);
    }
    if said.marks.contains(&Mark::BiggestWorry) {
        found.push(Worrying::BiggestWorry);
    }
    if said.question == ChildQuestion::Coming && said.marks.contains(&Mark::No) {
        found.push(Worrying::NotToCome);
    }
    found
}

/// Within how long a worrying answer is read (our default): by words or the meter before the child is home, by
/// the rest before the day is over.
#[must_use]
pub fn read_within(found: &[Worrying]) -> Minutes {
    let at_once = found.iter().any(|why| matches!(why, Worrying::Words | Worrying::BiggestWorry));
    Minutes(if at_once { 30 } else { 8 * 60 })
}

/// Whether a family's stage has reviews: elsewhere a worrying answer opens its task alone.
#[must_use]
pub fn may_review(stage: Stage) -> bool {
    review::after(stage, review::Decision::Continue).is_ok()
}

/// What a child said goes into a report only where the child was asked about that and said yes. The last answer
/// counts: a child may take it back.
pub fn may_be_told(permitted: Option<bool>) -> Result<(), Refusal> {
    match permitted {
        Some(true) => Ok(()),
        Some(false) => Err(Refusal::because(
            "child-said-no",
            "The child was asked, and does not want this answer in a report.",
            "Leave it out. What somebody saw themselves stands in the notes.",
        )),
        None => Err(Refusal::because(
            "child-not-asked",
            "Nobody has asked the child whether this answer may go into a report.",
            "Ask the child, write down exactly what they say, and choose it then.",
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::{words::listed, *};

    fn said(question: ChildQuestion, marks: &[Mark], words: &str) -> Vec<Worrying> {
        worrying(Said { question, marks, words }, None, &listed())
    }

    #[test]
    fn a_child_is_in_one_band_from_birthday_to_birthday() {
        let today: Day = "2026-11-21".parse().unwrap();
        for (born, band) in [
            ("2021-11-22", AgeBand::UnderFive),
            ("2021-11-21", AgeBand::FiveToSeven),
            ("2018-11-22", AgeBand::FiveToSeven),
            ("2018-11-21", AgeBand::EightToEleven),
            ("2014-11-22", AgeBand::EightToEleven),
            ("2014-11-21", AgeBand::TwelvePlus),
        ] {
            assert_eq!(AgeBand::of(born.parse().unwrap(), today), band, "{born}");
        }
    }

    #[test]
    fn every_child_is_asked_how_they_feel_and_whether_they_want_to_come_and_who_may_know() {
        for band in AgeBand::ALL {
            for when in When::ALL {
                let asked = questions(*band, *when);
                assert_eq!(asked.first(), Some(&ChildQuestion::Feel));
                assert!(asked.contains(&ChildQuestion::Coming));
                assert_eq!(asked.last(), Some(&ChildQuestion::WhoKnows));
            }
        }
    }

    #[test]
    fn one_low_face_is_a_bad_day_and_two_running_are_read() {
        let now = Said { question: ChildQuestion::Feel, marks: &[Mark::Sad], words: "" };
        assert_eq!(worrying(now, None, &listed()), []);
        assert_eq!(worrying(now, Some(Mark::Good), &listed()), []);
        assert_eq!(worrying(now, Some(Mark::Tired), &listed()), []);
        assert_eq!(worrying(now, Some(Mark::Worried), &listed()), [Worrying::LowFaces]);
        let good = Said { marks: &[Mark::Good], ..now };
        assert_eq!(worrying(good, Some(Mark::Sad), &listed()), []);
    }

    #[test]
    fn r12_a_wish_not_to_come_is_read_and_not_being_sure_is_not() {
        assert_eq!(said(ChildQuestion::Coming, &[Mark::No], ""), [Worrying::NotToCome]);
        assert_eq!(said(ChildQuestion::Coming, &[Mark::Unsure], ""), []);
        assert_eq!(said(ChildQuestion::WorrySize, &[Mark::BiggestWorry], ""), [Worrying::BiggestWorry]);
        assert_eq!(said(ChildQuestion::WorrySize, &[Mark::BigWorry], ""), []);
        assert!(read_within(&[Worrying::NotToCome]) > read_within(&[Worrying::NotToCome, Worrying::Words]));
    }

    #[test]
    fn a_report_has_what_the_child_permits_and_nothing_else() {
        assert!(may_be_told(Some(true)).is_ok());
        assert_eq!(may_be_told(Some(false)).unwrap_err().code, "child-said-no");
        assert_eq!(may_be_told(None).unwrap_err().code, "child-not-asked");
    }
}
