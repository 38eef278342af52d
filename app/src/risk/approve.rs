//! Approving or returning a version, by somebody other than its author.

use super::{Assessment, AssessmentState, Decided, store};
use crate::{family, plan, schedule, visit};
use base::{AccountId, AssessmentId, Prose, StaffId};
use host::{Problem, Recorded, Tx, WriteTx};
use policy::ApproveAssessment;
use rules::{Refusal, review::no_longer_safe, risk::may_approve};
use serde::Deserialize;
use utoipa::ToSchema;

base::choices! {
    /// What is decided on an assessment that was handed in.
    pub enum DecisionWord {
        Approve = "approve" => "Approve",
        Return = "return" => "Return to its author",
    }
}

/// Decides on an assessment that was handed in.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AssessmentDecision {
    /// What you decide.
    pub decision: DecisionWord,
    /// What you checked, or what must change.
    pub words: Prose,
}

/// Who somebody is to the rule that nobody approves their own work: a sign-in without a member of
/// staff behind it counts as a person of its own.
fn as_staff(account: AccountId, staff: Option<StaffId>) -> Result<StaffId, Problem> {
    match staff {
        Some(staff) => Ok(staff),
        None => account.as_str().parse().map_err(Problem::broken),
    }
}

/// Approves or returns a version. Approved, it takes the place of the one before in the same
/// transaction, and visits booked under the old one that it no longer allows are marked.
pub fn decide(
    tx: &mut WriteTx<'_>,
    id: AssessmentId,
    decision: AssessmentDecision,
) -> Result<Recorded<Assessment>, Problem> {
    let assessment = store::assessment(tx, id)?;
    let family = family::family(tx, assessment.family)?;
    let permit = tx.ask::<ApproveAssessment>(&family.subject.with_id(id))?;
    if assessment.state != AssessmentState::Submitted {
        return Err(Refusal::because(
            "assessment-not-submitted",
            format!("There is nothing to decide: {}.", assessment.state.words().to_lowercase()),
            "Wait until its author has submitted it.",
        )
        .into());
    }
    let account = tx.actor.account.ok_or(Problem::SignInNeeded)?;
    let author = as_staff(assessment.author_account, store::staff_of(tx, assessment.author_account)?)?;
    let approver = as_staff(account, tx.actor.staff)?;
    // Two sign-ins of one member of staff are one person.
    may_approve(author, approver)?;
    let mut decisions = assessment.decisions.clone();
    decisions.push(Decided {
        decision: decision.decision,
        words: decision.words,
        by: tx.actor.name.clone(),
        at: tx.now,
    });
    let summary = match decision.decision {
        DecisionWord::Return => {
            store::assessment_return(tx, &permit, &assessment, &decisions)?;
            format!("Version {} of the assessment was returned to its author", assessment.version)
        }
        DecisionWord::Approve => {
            still_holds(tx, &assessment)?;
            store::assessment_approve(tx, &permit, &assessment, account, &decisions)?;
            let booked = schedule::kept(tx, family.id)?;
            let marked = no_longer_safe(&booked, assessment.result.outcome, family.stage);
            for (booked, refusal) in &marked {
                visit::mark_unsafe(tx, &[*booked], refusal)?;
            }
            let done = format!(
                "Version {} of the assessment was approved: {}",
                assessment.version,
                assessment.result.outcome.words().to_lowercase()
            );
            let done = match marked.len() {
                0 => done,
                number => format!("{done}. Booked visits that are no longer safe: {number}"),
            };
            plan::activate_if_ready(tx, family.id)?.after(&done)
        }
    };
    let assessment = store::assessment(tx, id)?;
    tx.record(&permit, Some(family.id), &summary, assessment)
}

fn still_holds(tx: &Tx<'_>, assessment: &Assessment) -> Result<(), Problem> {
    if assessment.document.review_on.is_some_and(|day| day >= tx.now.day()) {
        return Ok(());
    }
    Err(Refusal::because(
        "assessment-out-of-date",
        "The day for its review has passed since it was submitted.",
        "Return it, so that its author looks at it again and sets a new day.",
    )
    .into())
}
