//! Accepting what is proposed, whole or in part: each visit is booked by the command that books for a person, and
//! what the rule book refuses is told beside its line while the others stay booked.

use super::{
    LineState, ProposalState,
    see::{Proposal, current},
    store::{self, Line, Time},
};
use crate::schedule::{Mend, NewBooking, book};
use base::{ProposalId, ProposalLineId, VisitId};
use host::{Problem, Recorded, WriteTx};
use policy::{DecideProposal, Subject};
use rules::Refusal;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Accepts proposed visits.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Acceptance {
    /// The lines to be booked.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<ProposalLineId>,
    /// Whether all that has a time is to be booked.
    #[serde(default)]
    pub all: bool,
}

/// What became of what was accepted.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Accepted {
    /// How many visits were booked by this.
    pub booked: usize,
    /// How many the rule book refused.
    pub refused: usize,
    /// The proposal as it is now.
    pub proposal: Proposal,
}

/// Books what is accepted. A line is booked once: one that is booked already stays as it is.
pub fn accept(
    tx: &mut WriteTx<'_>,
    id: ProposalId,
    acceptance: Acceptance,
) -> Result<Recorded<Accepted>, Problem> {
    let kept = store::kept(tx)?.filter(|kept| kept.id == id).ok_or(Problem::NotFound)?;
    let permit = tx.ask::<DecideProposal>(&Subject::of_centre(id, tx.centre()))?;
    if kept.state != ProposalState::Ready {
        return Err(Refusal::because(
            "proposal-not-ready",
            "The planner has nothing to be accepted yet.",
            "Wait until it is done, or ask it again.",
        )
        .into());
    }
    let lines = store::lines(tx, id)?;
    let is_there =
        |wanted: &ProposalLineId| lines.iter().any(|line| line.id == *wanted && line.time.is_some());
    if !acceptance.all && acceptance.lines.is_empty() {
        return Err(Problem::field("/lines", "Tick the visits that are to be booked"));
    }
    if !acceptance.lines.iter().all(is_there) {
        return Err(Problem::field("/lines", "Choose visits with a time from this proposal"));
    }
    let (mut booked, mut refused) = (0, 0);
    for line in &lines {
        let is_accepted = acceptance.all || acceptance.lines.contains(&line.id);
        let Some(time) = line.time.filter(|_| is_accepted && line.state != LineState::Booked) else {
            continue;
        };
        let became = booked_by_the_book(tx, line, time)?;
        match &became {
            Ok(_) => booked += 1,
            Err(_) => refused += 1,
        }
        store::decided(tx, &permit, line, became)?;
    }
    let proposal = current(tx)?.proposal.ok_or(Problem::NotFound)?;
    let summary = format!("Of what the planner proposed {booked} were booked and {refused} refused");
    tx.record(&permit, None, &summary, Accepted { booked, refused, proposal })
}

/// Books one line. A refusal has written nothing, so that the others can go on.
fn booked_by_the_book(
    tx: &mut WriteTx<'_>,
    line: &Line,
    time: Time,
) -> Result<Result<VisitId, Vec<Mend>>, Problem> {
    let new = NewBooking {
        starts: time.starts,
        length: Some(time.ends.since(time.starts)),
        kind: Some(line.kind),
        room: time.room,
        supervisors: line.document.supervisors.clone(),
        people: None,
        interpreter: None,
        equipment: Vec::new(),
    };
    match book(tx, line.family, new) {
        Ok(booked) => Ok(Ok(booked.value().id)),
        Err(Problem::Refused(refusals)) => Ok(Err(refusals.into_iter().map(mend).collect())),
        Err(problem) => Err(problem),
    }
}

fn mend(refusal: Refusal) -> Mend {
    Mend { code: refusal.code.to_owned(), detail: refusal.detail, remedy: refusal.remedy }
}
