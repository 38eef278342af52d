//! Writing one section of a version: each changes its part of the document and writes the whole.

use super::{
    super::{AskedPerson, Assessment, AssessmentDocument, InstrumentAnswers, judge::result_of, see, write},
    Part,
};
use base::{AssessmentId, Day, Faults, Prose};
use host::{Problem, Recorded, WriteTx, api::Nothing};
use rules::risk::{Factor, Level, Outcome};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// How an assessment is concluded.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Conclusion {
    /// The level you hold to be right, if higher than what the facts come to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub judgement: Option<Level>,
    /// Why you hold it to be right.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub judgement_words: Option<Prose>,
    /// When the assessment must be looked at again.
    pub review_on: Day,
}

type Written = Result<Recorded<Assessment>, Problem>;

/// Changes a part. What was wrong in it is told with the names its own form has: `at` is where the part
/// stands in the document.
fn edit(
    tx: &mut WriteTx<'_>,
    id: AssessmentId,
    at: &str,
    change: impl FnOnce(&mut AssessmentDocument) -> Result<(), Problem>,
) -> Written {
    let mut document = see(tx, id)?.1.document;
    change(&mut document)?;
    settle(&mut document, tx.now.day());
    write(tx, id, document).map_err(|problem| within(problem, at))
}

/// A judgement that new facts have overtaken is taken out, to be given again.
fn settle(document: &mut AssessmentDocument, today: Day) {
    let without = AssessmentDocument { judgement: None, ..document.clone() };
    let Ok(result) = result_of(&without, today) else { return };
    if document.judgement.is_some_and(|level| Outcome::AtLeast(level) < result.outcome) {
        document.judgement = None;
        document.judgement_words = None;
    }
}

fn within(problem: Problem, at: &str) -> Problem {
    let Problem::Invalid(faults) = &problem else { return problem };
    let mut own = Faults::none();
    for fault in faults.list() {
        own.add(fault.pointer.strip_prefix(at).unwrap_or(&fault.pointer), &fault.message);
    }
    Problem::Invalid(own)
}

/// A part by its number, from one.
fn place(number: usize, length: usize) -> Result<usize, Problem> {
    number.checked_sub(1).filter(|at| *at < length).ok_or(Problem::NotFound)
}

pub(super) fn add_asked(tx: &mut WriteTx<'_>, id: AssessmentId, asked: AskedPerson) -> Written {
    let at = see(tx, id)?.1.document.asked.len();
    edit(tx, id, &format!("/asked/{at}"), |document| {
        document.asked.push(asked);
        Ok(())
    })
}

pub(super) fn remove_asked(tx: &mut WriteTx<'_>, (id, number): Part, _: Nothing) -> Written {
    edit(tx, id, "", |document| {
        document.asked.remove(place(number, document.asked.len())?);
        Ok(())
    })
}

pub(super) fn add_factor(tx: &mut WriteTx<'_>, id: AssessmentId, factor: Factor) -> Written {
    let at = see(tx, id)?.1.document.factors.len();
    edit(tx, id, &format!("/factors/{at}"), |document| {
        document.factors.push(factor);
        Ok(())
    })
}

pub(super) fn change_factor(tx: &mut WriteTx<'_>, (id, number): Part, factor: Factor) -> Written {
    let at = number.saturating_sub(1);
    edit(tx, id, &format!("/factors/{at}"), |document| {
        let at = place(number, document.factors.len())?;
        document.factors[at] = factor;
        Ok(())
    })
}

pub(super) fn remove_factor(tx: &mut WriteTx<'_>, (id, number): Part, _: Nothing) -> Written {
    edit(tx, id, "", |document| {
        document.factors.remove(place(number, document.factors.len())?);
        Ok(())
    })
}

pub(super) fn answer(
    tx: &mut WriteTx<'_>,
    (id, code): (AssessmentId, String),
    answers: InstrumentAnswers,
) -> Written {
    if answers.instrument.as_str() != code {
        return Err(Problem::NotFound);
    }
    let document = see(tx, id)?.1.document;
    let found = document.instruments.iter().position(|it| it.instrument == answers.instrument);
    let at = found.unwrap_or(document.instruments.len());
    edit(tx, id, &format!("/instruments/{at}"), |document| {
        match document.instruments.get_mut(at) {
            Some(place) => *place = answers,
            None => document.instruments.push(answers),
        }
        Ok(())
    })
}

pub(super) fn conclude(tx: &mut WriteTx<'_>, id: AssessmentId, conclusion: Conclusion) -> Written {
    if conclusion.judgement.is_some() && conclusion.judgement_words.is_none() {
        return Err(Problem::field("/judgement_words", "Write why you hold a higher level to be right"));
    }
    let mut document = see(tx, id)?.1.document;
    document.judgement = conclusion.judgement;
    document.judgement_words = conclusion.judgement_words;
    document.review_on = Some(conclusion.review_on);
    write(tx, id, document)
}
