//! Screening instruments: questions and thresholds that a centre loads as data, scored here (R20).
//!
//! The format is described in docs/instruments.md. Licensed wording is the centre's to load, not ours to
//! ship; the two instruments embedded here have wording of our own.

use super::Level;
use serde::{Deserialize, Serialize};

mod score;
pub use score::{Answer, Referral, Scored, score};

/// Our own questions for every family, as JSON.
pub const GENERAL: &str = include_str!("../../instruments/general.json");

/// A checklist of 24 questions about an adult victim, as JSON. The thresholds are those widely used; the
/// questions are placeholders of topic until the centre loads the wording it is licensed for.
pub const ADULT_24: &str = include_str!("../../instruments/adult-24.json");

/// A screening instrument.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Instrument {
    /// Stable, kebab-case.
    pub code: String,
    /// What staff read.
    pub title: String,
    /// Changes whenever a question, weight or threshold does; kept with every result.
    pub version: String,
    /// Whose wording the questions are and under what leave.
    pub wording_source: String,
    /// The questions, in order.
    pub questions: Vec<Question>,
    /// The bands of the score, from 0 upwards.
    pub bands: Vec<Band>,
    /// Referral for repeated events whatever the score, if the area has one.
    #[serde(default)]
    pub escalation: Option<Escalation>,
    /// After a referral, another result within so many months is referred again.
    #[serde(default)]
    pub repeat_within_months: Option<u32>,
    /// To whom any automatic flag refers, whatever the score, for example "marac".
    #[serde(default)]
    pub flags_refer: Vec<String>,
    /// Flags raised by several yes answers together, for example separation, control and violence (PLY).
    #[serde(default)]
    pub together: Vec<Together>,
}

/// A flag that several yes answers raise together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Together {
    /// The codes of the questions, every one of which must be answered yes.
    pub questions: Vec<String>,
    /// The flag.
    pub flag: String,
}

/// One question, answered yes, no or not known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// Stable within the instrument.
    pub code: String,
    /// What is asked.
    pub text: String,
    /// The flag a yes raises by itself, whatever the score.
    #[serde(default)]
    pub flag: Option<String>,
    /// What a yes adds to the score.
    #[serde(default = "one")]
    pub weight: u32,
}

const fn one() -> u32 {
    1
}

/// A band of the score.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Band {
    /// The lowest score in it.
    pub from: u32,
    /// What it is called, for example "medium".
    pub name: String,
    /// The level of supervision it asks for at least.
    #[serde(default)]
    pub level: Option<Level>,
    /// To whom a result in it is referred, for example "marac".
    #[serde(default)]
    pub refer: Option<String>,
}

/// Referral for repeated events. Commonly 3 events in 12 months; areas differ (KIN: 5 incidents).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Escalation {
    /// How many events.
    pub events: u32,
    /// Within how many months.
    pub months: u32,
    /// To whom.
    pub refer: String,
}

/// Whether an instrument is well formed, with everything that is wrong, so that it is mended in one go.
pub fn check(instrument: &Instrument) -> Result<(), Vec<String>> {
    let mut wrong = Vec::new();
    for (what, text) in [
        ("code", &instrument.code),
        ("title", &instrument.title),
        ("version", &instrument.version),
        ("wording_source", &instrument.wording_source),
    ] {
        if text.trim().is_empty() {
            wrong.push(format!("{what} is empty."));
        }
    }
    check_questions(&instrument.questions, &mut wrong);
    check_bands(instrument, &mut wrong);
    for together in &instrument.together {
        let known = |code: &String| instrument.questions.iter().any(|question| question.code == *code);
        if together.questions.is_empty() || !together.questions.iter().all(known) {
            wrong.push(format!("The flag {} needs questions of this instrument.", together.flag));
        }
    }
    if let Some(escalation) = &instrument.escalation
        && (escalation.events == 0 || escalation.months == 0 || escalation.refer.trim().is_empty())
    {
        wrong.push("escalation needs at least one event, one month and somebody to refer to.".into());
    }
    if instrument.repeat_within_months.is_some() && instrument.refers_to().is_none() {
        wrong.push("repeat_within_months needs a band, escalation or flag that refers to somebody.".into());
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong) }
}

fn check_questions(questions: &[Question], wrong: &mut Vec<String>) {
    if questions.is_empty() {
        wrong.push("There are no questions.".into());
    }
    for (at, question) in questions.iter().enumerate() {
        if question.code.trim().is_empty() || question.text.trim().is_empty() {
            wrong.push(format!("Question {} has no code or no text.", at + 1));
        }
        if questions.iter().take(at).any(|earlier| earlier.code == question.code) {
            wrong.push(format!("Two questions have the code {}.", question.code));
        }
        if question.flag.as_ref().is_some_and(|flag| flag.trim().is_empty()) {
            wrong.push(format!("The flag of question {} is empty.", question.code));
        }
    }
}

fn check_bands(instrument: &Instrument, wrong: &mut Vec<String>) {
    let bands = &instrument.bands;
    if bands.first().is_none_or(|band| band.from != 0) {
        wrong.push("The first band must begin at 0.".into());
    }
    for (lower, upper) in bands.iter().zip(bands.iter().skip(1)) {
        if upper.from <= lower.from {
            wrong.push(format!("The band {} must begin above the band {}.", upper.name, lower.name));
        }
        if upper.level < lower.level {
            wrong.push(format!("The band {} asks for less than the band {}.", upper.name, lower.name));
        }
    }
    for (at, band) in bands.iter().enumerate() {
        if band.name.trim().is_empty() || bands.iter().take(at).any(|earlier| earlier.name == band.name) {
            wrong.push(format!("The band from {} needs a name of its own.", band.from));
        }
        if band.from > instrument.out_of() {
            wrong.push(format!("No answers can reach the band {}.", band.name));
        }
    }
}

impl Instrument {
    /// The highest score there is.
    #[must_use]
    pub fn out_of(&self) -> u32 {
        self.questions.iter().fold(0, |sum, question| sum.saturating_add(question.weight))
    }

    /// To whom the gravest result is referred.
    fn refers_to(&self) -> Option<&str> {
        self.bands
            .iter()
            .rev()
            .find_map(|band| band.refer.as_deref())
            .or(self.escalation.as_ref().map(|escalation| escalation.refer.as_str()))
            .or(self.flags_refer.first().map(String::as_str))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    pub(super) fn adult() -> Instrument {
        serde_json::from_str(ADULT_24).unwrap()
    }

    #[test]
    fn the_embedded_instruments_are_well_formed() {
        for text in [GENERAL, ADULT_24] {
            let instrument: Instrument = serde_json::from_str(text).unwrap();
            assert_eq!(check(&instrument), Ok(()));
            let sent = serde_json::to_string(&instrument).unwrap();
            assert_eq!(serde_json::from_str::<Instrument>(&sent).unwrap(), instrument);
        }
    }

    #[test]
    fn the_adult_list_has_24_questions_of_one_point_and_the_usual_thresholds() {
        let adult = adult();
        assert_eq!((adult.questions.len(), adult.out_of()), (24, 24));
        let thresholds: Vec<_> = adult.bands.iter().map(|band| (band.from, band.name.as_str())).collect();
        assert_eq!(thresholds, [(0, "none"), (1, "standard"), (10, "medium"), (14, "high")]);
        assert!(adult.wording_source.contains("placeholder"));
    }

    #[test]
    fn each_fault_in_an_instrument_is_named() {
        let faults = |change: fn(&mut Instrument)| {
            let mut adult = adult();
            change(&mut adult);
            check(&adult).unwrap_err().len()
        };
        assert_eq!(faults(|it| it.title.clear()), 1);
        assert_eq!(faults(|it| it.wording_source = " ".into()), 1);
        assert_eq!(faults(|it| it.questions[3].code = it.questions[2].code.clone()), 1);
        assert_eq!(faults(|it| it.questions[3].text.clear()), 1);
        assert_eq!(faults(|it| it.bands[0].from = 1), 2);
        assert_eq!(faults(|it| it.bands[2].from = 1), 1);
        assert_eq!(faults(|it| it.bands[3].from = 25), 1);
        assert_eq!(faults(|it| it.bands[3].name = "medium".into()), 1);
        assert_eq!(faults(|it| it.bands[3].level = None), 1);
        assert_eq!(faults(|it| it.questions.clear()), 5);
        assert_eq!(faults(|it| it.together[0].questions.push("weather".into())), 1);
        assert_eq!(faults(|it| it.escalation.as_mut().unwrap().events = 0), 1);
    }

    #[test]
    fn a_word_the_format_does_not_have_is_refused() {
        let text = ADULT_24.replacen("\"flags_refer\"", "\"flag_refers\"", 1);
        assert!(serde_json::from_str::<Instrument>(&text).is_err());
    }
}
