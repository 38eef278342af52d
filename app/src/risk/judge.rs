//! What an assessment comes to: the rules, asked with what this centre can do and which instruments it
//! has loaded.

use super::{AssessmentDocument, AssessmentResult, AssessmentState, InstrumentAnswers};
use base::{Day, Faults};
use host::Problem;
use rules::{
    Refusal, Rule,
    instrument::{ADULT_24, GENERAL, Instrument, Scored, check, score},
    risk::{Level, Outcome, judge, lowest},
};
use std::sync::LazyLock;

/// The highest level this centre can deliver; what is above it, it must refuse (SVN8). The same for every
/// centre until each can set its own.
pub const CAPACITY: Level = Level::HighVigilance;

/// The longest an assessment holds without being looked at again, in months. Our default.
const LONGEST_MONTHS: i64 = 6;

static LOADED: LazyLock<Result<Vec<Instrument>, String>> = LazyLock::new(|| {
    [GENERAL, ADULT_24]
        .into_iter()
        .map(|text| {
            let instrument: Instrument = serde_json::from_str(text).map_err(|error| error.to_string())?;
            check(&instrument).map_err(|wrong| wrong.join(" "))?;
            Ok(instrument)
        })
        .collect()
});

/// The instruments this centre has loaded.
pub fn instruments() -> Result<&'static [Instrument], Problem> {
    LOADED.as_deref().map_err(|why| Problem::broken(format!("an instrument cannot be used: {why}")))
}

fn scored(answers: &InstrumentAnswers, at: usize, on: Day) -> Result<Scored, Problem> {
    let instrument =
        instruments()?.iter().find(|it| it.code == answers.instrument.as_str()).ok_or_else(|| {
            Problem::field(
                &format!("/instruments/{at}/instrument"),
                "Choose one of the instruments this centre has loaded",
            )
        })?;
    let judgement = answers.judgement.as_ref().map(base::Name::as_str);
    Ok(score(
        instrument,
        &answers.answers,
        &answers.earlier_events,
        &answers.previous_referrals,
        judgement,
        on,
    )?)
}

/// What a document comes to. Refuses a judgement below the facts (R20).
pub fn result_of(document: &AssessmentDocument, on: Day) -> Result<AssessmentResult, Problem> {
    let instruments = document
        .instruments
        .iter()
        .enumerate()
        .map(|(at, answers)| scored(answers, at, on))
        .collect::<Result<Vec<_>, _>>()?;
    let from_facts = lowest(&document.factors, &instruments, None, CAPACITY).outcome;
    if let Some(judgement) = document.judgement {
        match from_facts {
            Outcome::AtLeast(computed) => {
                judge(computed, judgement)?;
            }
            Outcome::BeyondThisCentre => {
                return Err(Refusal::under(
                    Rule::R20,
                    format!("The facts come to more than this centre can keep safe, and {} is lower.", judgement.words()),
                    "Judgement may raise the level and never lower it. Leave it out, or correct a fact that is wrong and give its source.",
                )
                .into());
            }
        }
    }
    let assessed = lowest(&document.factors, &instruments, document.judgement, CAPACITY);
    Ok(AssessmentResult::of(assessed, from_facts, instruments))
}

/// What a result is shown as while its document is being written: what stands in it so far.
pub(super) fn result_so_far(document: &AssessmentDocument, on: Day) -> AssessmentResult {
    result_of(document, on).unwrap_or_else(|_| {
        let assessed = lowest(&document.factors, &[], document.judgement, CAPACITY);
        let from_facts = lowest(&document.factors, &[], None, CAPACITY).outcome;
        AssessmentResult::of(assessed, from_facts, Vec::new())
    })
}

/// What is wrong with the fields of a document, whatever its state.
pub(super) fn check_fields(document: &AssessmentDocument, today: Day) -> Result<(), Faults> {
    let mut faults = Faults::none();
    for (at, factor) in document.factors.iter().enumerate() {
        for (field, text, ask) in [
            ("account", &factor.account, "Write what is known"),
            ("mitigation", &factor.mitigation, "Write what is done about it"),
            ("owner", &factor.owner, "Write who sees to it"),
        ] {
            let pointer = format!("/factors/{at}/{field}");
            faults.require(!text.trim().is_empty(), &pointer, ask);
            faults.require(text.chars().count() <= 8000, &pointer, "Use 8000 characters or fewer");
        }
    }
    for (at, asked) in document.asked.iter().enumerate() {
        faults.require(
            asked.on <= today,
            &format!("/asked/{at}/on"),
            "Enter the day they were asked: today or earlier",
        );
    }
    for (at, answers) in document.instruments.iter().enumerate() {
        let twice = document.instruments.iter().take(at).any(|it| it.instrument == answers.instrument);
        faults.require(
            !twice,
            &format!("/instruments/{at}/instrument"),
            "Answer each instrument once in one assessment",
        );
        for (number, day) in answers.earlier_events.iter().enumerate() {
            faults.require(
                *day <= today,
                &format!("/instruments/{at}/earlier_events/{number}"),
                "Enter a day that has been",
            );
        }
        for (number, day) in answers.previous_referrals.iter().enumerate() {
            faults.require(
                *day <= today,
                &format!("/instruments/{at}/previous_referrals/{number}"),
                "Enter a day that has been",
            );
        }
    }
    if let Some(day) = document.review_on {
        faults.require(day > today, "/review_on", "Enter a day after today");
        faults.require(
            day <= today.plus_months(LONGEST_MONTHS),
            "/review_on",
            "Enter a day within six months: an assessment does not hold longer",
        );
    }
    faults.none_or_err()
}

/// What keeps a document from being submitted, one refusal for each thing.
pub(super) fn incomplete(
    document: &AssessmentDocument,
    result: &AssessmentResult,
    today: Day,
) -> Vec<Refusal> {
    let mut missing = Vec::new();
    let mut need = |is_missing: bool, detail: String, remedy: &str| {
        if is_missing {
            missing.push(Refusal::because("assessment-incomplete", detail, remedy));
        }
    };
    need(
        document.asked.is_empty(),
        "Nobody has been asked.".into(),
        "Say who was asked and when, and whether it was safe for them to talk.",
    );
    for scored in &result.instruments {
        let open = scored.unanswered.len();
        need(
            open > 0,
            format!("{open} of the questions of {} have no answer.", title_of(&scored.instrument)),
            "Answer each with yes, no or not known.",
        );
    }
    need(
        document.review_on.is_none_or(|day| day <= today),
        "There is no day for the review, or it has passed.".into(),
        "Say when the assessment must be looked at again.",
    );
    missing
}

/// The title of an instrument, by its code.
pub(super) fn title_of(code: &str) -> String {
    let found = instruments().ok().and_then(|all| all.iter().find(|it| it.code == code));
    found.map_or_else(|| code.to_owned(), |it| it.title.clone())
}

/// Whether a version in this state can still be written in.
pub(super) fn is_open(state: AssessmentState) -> bool {
    matches!(state, AssessmentState::Draft | AssessmentState::Returned)
}
