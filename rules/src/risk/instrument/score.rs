//! The score of one instrument, its band, and the referrals that follow (R20).

use super::{Band, Instrument};
use crate::{Refusal, Rule, risk::Level};
use base::Day;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

base::choices! {
    /// An answer to a question. Not known scores nothing and is still an answer.
    pub enum Answer {
        /// It is so.
        Yes = "yes" => "Yes",
        /// It is not so.
        No = "no" => "No",
        /// Asked, and not known.
        NotKnown = "not-known" => "Not known",
    }
}

/// Somebody the result is to be referred to, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
pub struct Referral {
    /// To whom, for example "marac".
    pub to: String,
    /// Why, as a sentence.
    pub because: String,
}

/// The result of one instrument.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
pub struct Scored {
    /// The instrument's code.
    pub instrument: String,
    /// The version of it that was used.
    pub version: String,
    /// The points of all yes answers.
    pub score: u32,
    /// The most points there are.
    pub out_of: u32,
    /// The name of the band that stands.
    pub band: String,
    /// Whether judgement put it in a higher band than its score.
    pub raised_by_judgement: bool,
    /// The flags raised, whatever the score.
    pub flags: Vec<String>,
    /// Who is to be told, and why.
    pub referrals: Vec<Referral>,
    /// The codes of questions without any answer.
    pub unanswered: Vec<String>,
    /// The level of supervision the band asks for at least.
    pub level: Option<Level>,
}

/// Scores an instrument.
///
/// `earlier_events` are the days of events of the same kind (today's too, if there was one);
/// `previous_referrals` the days this person was referred before; `judgement` the name of the band that
/// the person asking holds to be right, which may raise the score's own band and never lower it (R20).
pub fn score(
    instrument: &Instrument,
    answers: &BTreeMap<String, Answer>,
    earlier_events: &[Day],
    previous_referrals: &[Day],
    judgement: Option<&str>,
    on: Day,
) -> Result<Scored, Refusal> {
    known_questions(instrument, answers)?;
    let yes =
        || instrument.questions.iter().filter(|question| answers.get(&question.code) == Some(&Answer::Yes));
    let score = yes().fold(0_u32, |sum, question| sum.saturating_add(question.weight));
    let scored = band_of(instrument, score)?;
    let band = judged(instrument, scored, judgement)?;
    let flags = flags(instrument, answers);
    let mut referrals = band_referral(band, score, band != scored);
    referrals.extend(flag_referrals(instrument, &flags));
    referrals.extend(escalation_referral(instrument, earlier_events, on));
    let since = |referred: &Day| earlier_events.iter().any(|day| day >= referred);
    if score > 0 || previous_referrals.iter().any(since) {
        referrals.extend(repeat_referral(instrument, previous_referrals, on));
    }
    Ok(Scored {
        instrument: instrument.code.clone(),
        version: instrument.version.clone(),
        score,
        out_of: instrument.out_of(),
        band: band.name.clone(),
        raised_by_judgement: band != scored,
        flags,
        referrals,
        unanswered: instrument
            .questions
            .iter()
            .filter(|question| !answers.contains_key(&question.code))
            .map(|question| question.code.clone())
            .collect(),
        level: band.level,
    })
}

/// The flags of single answers and of answers together, each once.
fn flags(instrument: &Instrument, answers: &BTreeMap<String, Answer>) -> Vec<String> {
    let is_yes = |code: &String| answers.get(code) == Some(&Answer::Yes);
    let single = instrument.questions.iter().filter(|it| is_yes(&it.code)).filter_map(|it| it.flag.as_ref());
    let together = instrument.together.iter().filter(|it| it.questions.iter().all(is_yes)).map(|it| &it.flag);
    let mut flags = Vec::new();
    for flag in single.chain(together) {
        if !flags.contains(flag) {
            flags.push(flag.clone());
        }
    }
    flags
}

fn known_questions(instrument: &Instrument, answers: &BTreeMap<String, Answer>) -> Result<(), Refusal> {
    let known = |code: &String| instrument.questions.iter().any(|question| question.code == *code);
    match answers.keys().find(|code| !known(code)) {
        None => Ok(()),
        Some(code) => Err(Refusal::because(
            "unknown-question",
            format!("{} has no question {code}.", instrument.title),
            "Answer the questions of the version in use.",
        )),
    }
}

fn band_of(instrument: &Instrument, score: u32) -> Result<&Band, Refusal> {
    instrument.bands.iter().rev().find(|band| band.from <= score).ok_or_else(|| {
        Refusal::because(
            "instrument-not-usable",
            format!("{} has no band for a score of {score}.", instrument.title),
            "Ask whoever looks after the centre's settings to mend it.",
        )
    })
}

fn judged<'a>(
    instrument: &'a Instrument,
    scored: &'a Band,
    judgement: Option<&str>,
) -> Result<&'a Band, Refusal> {
    let Some(name) = judgement else {
        return Ok(scored);
    };
    let judged = instrument.bands.iter().find(|band| band.name == name).ok_or_else(|| {
        Refusal::because(
            "unknown-band",
            format!("{} has no band called {name}.", instrument.title),
            "Choose one of its bands.",
        )
    })?;
    if judged.from >= scored.from {
        return Ok(judged);
    }
    Err(Refusal::under(
        Rule::R20,
        format!("The answers come to {}, and {} is lower.", scored.name, judged.name),
        "Judgement may raise the result and never lower it. Choose the same band or a higher one.",
    ))
}

fn band_referral(band: &Band, score: u32, raised: bool) -> Vec<Referral> {
    let because = if raised {
        format!("Professional judgement puts this at {}.", band.name)
    } else {
        format!("The score of {score} is in the band {}.", band.name)
    };
    band.refer.iter().map(|to| Referral { to: to.clone(), because: because.clone() }).collect()
}

fn flag_referrals(instrument: &Instrument, flags: &[String]) -> Vec<Referral> {
    if flags.is_empty() {
        return Vec::new();
    }
    let because = format!("Whatever the score: {}.", flags.join(", "));
    instrument.flags_refer.iter().map(|to| Referral { to: to.clone(), because: because.clone() }).collect()
}

fn escalation_referral(instrument: &Instrument, events: &[Day], on: Day) -> Option<Referral> {
    let escalation = instrument.escalation.as_ref()?;
    let recent = count_within(events, escalation.months, on);
    (recent >= escalation.events).then(|| Referral {
        to: escalation.refer.clone(),
        because: format!("{recent} events in {} months.", escalation.months),
    })
}

fn repeat_referral(instrument: &Instrument, referrals: &[Day], on: Day) -> Option<Referral> {
    let months = instrument.repeat_within_months?;
    (count_within(referrals, months, on) > 0).then_some(())?;
    Some(Referral {
        to: instrument.refers_to()?.to_owned(),
        because: format!("Referred before within the last {months} months."),
    })
}

/// How many of the days lie in the months up to and including `on`.
fn count_within(days: &[Day], months: u32, on: Day) -> u32 {
    let from = on.plus_months(-i64::from(months));
    let count = days.iter().filter(|day| (from..=on).contains(*day)).count();
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn adult() -> Instrument {
        super::super::tests::adult()
    }

    /// Answers yes to so many questions that raise no flag, and then to those that do.
    fn yes(number: usize) -> BTreeMap<String, Answer> {
        let mut questions = adult().questions;
        // Separation, control and violence together raise a flag: separation goes among the last.
        questions.sort_by_key(|question| (question.flag.is_some(), question.code == "separation"));
        questions.into_iter().take(number).map(|question| (question.code, Answer::Yes)).collect()
    }

    fn scored(number: usize, judgement: Option<&str>) -> Result<Scored, Refusal> {
        score(&adult(), &yes(number), &[], &[], judgement, day("2026-11-21"))
    }

    #[test]
    fn fourteen_yes_of_twenty_four_is_referred_to_marac() {
        let thirteen = scored(13, None).unwrap();
        assert_eq!((thirteen.band.as_str(), thirteen.referrals.len()), ("medium", 0));
        let fourteen = scored(14, None).unwrap();
        assert_eq!((fourteen.band.as_str(), fourteen.referrals[0].to.as_str()), ("high", "marac"));
        assert_eq!(scored(9, None).unwrap().band, "standard");
        assert_eq!(scored(10, None).unwrap().band, "medium");
    }

    #[test]
    fn judgement_raises_the_band_and_never_lowers_it() {
        let raised = scored(3, Some("high")).unwrap();
        assert!(raised.raised_by_judgement && raised.score == 3);
        assert_eq!(raised.referrals[0].to, "marac");
        assert_eq!(scored(14, Some("medium")).unwrap_err().code, "r20-judgement");
        assert!(!scored(14, Some("high")).unwrap().raised_by_judgement);
        assert_eq!(scored(14, Some("grave")).unwrap_err().code, "unknown-band");
    }

    #[test]
    fn a_flag_is_referred_whatever_the_score() {
        let adult = adult();
        let flagged = adult.questions.iter().find(|question| question.flag.is_some()).unwrap();
        let answers = BTreeMap::from([(flagged.code.clone(), Answer::Yes)]);
        let result = score(&adult, &answers, &[], &[], None, day("2026-11-21")).unwrap();
        assert_eq!((result.score, result.flags.len(), result.referrals.len()), (1, 1, 1));
        let denied = BTreeMap::from([(flagged.code.clone(), Answer::NotKnown)]);
        assert!(score(&adult, &denied, &[], &[], None, day("2026-11-21")).unwrap().flags.is_empty());
    }

    #[test]
    fn separation_control_and_violence_together_are_flagged_and_none_of_them_alone() {
        let flags = |codes: &[&str]| {
            let answers = codes.iter().map(|code| ((*code).to_owned(), Answer::Yes)).collect();
            score(&adult(), &answers, &[], &[], None, day("2026-11-21")).unwrap().flags
        };
        assert_eq!(flags(&["separation", "control", "injury"]), ["separation-control-violence"]);
        assert!(flags(&["separation", "control"]).is_empty());
    }

    #[test]
    fn three_events_in_twelve_months_are_referred_and_older_ones_do_not_count() {
        let count = |events: &[&str]| {
            let events: Vec<_> = events.iter().map(|text| day(text)).collect();
            score(&adult(), &yes(1), &events, &[], None, day("2026-11-21")).unwrap().referrals.len()
        };
        assert_eq!(count(&["2025-11-21", "2026-05-01", "2026-11-21"]), 1);
        assert_eq!(count(&["2025-11-20", "2026-05-01", "2026-11-21"]), 0);
        assert_eq!(count(&["2026-05-01", "2026-11-21", "2026-11-22"]), 0);
    }

    #[test]
    fn a_result_within_twelve_months_of_a_referral_is_referred_again() {
        let count = |referred: &str, number| {
            score(&adult(), &yes(number), &[], &[day(referred)], None, day("2026-11-21"))
                .unwrap()
                .referrals
                .len()
        };
        assert_eq!(count("2025-12-01", 1), 1);
        assert_eq!(count("2025-11-20", 1), 0);
        assert_eq!(count("2025-12-01", 0), 0);
    }

    #[test]
    fn a_question_without_an_answer_is_named_and_not_known_is_an_answer() {
        let adult = adult();
        let answers = BTreeMap::from([(adult.questions[0].code.clone(), Answer::NotKnown)]);
        let result = score(&adult, &answers, &[], &[], None, day("2026-11-21")).unwrap();
        assert_eq!((result.score, result.unanswered.len()), (0, 23));
    }

    #[test]
    fn an_answer_to_no_question_is_refused() {
        let answers = BTreeMap::from([("weather".to_owned(), Answer::Yes)]);
        let refusal = score(&adult(), &answers, &[], &[], None, day("2026-11-21")).unwrap_err();
        assert_eq!(refusal.code, "unknown-question");
    }

    #[test]
    fn a_local_threshold_is_data() {
        let mut local = adult();
        local.bands[3].from = 12;
        let result = score(&local, &yes(12), &[], &[], None, day("2026-11-21")).unwrap();
        assert_eq!(result.band, "high");
    }
}
