//! Accepting what is proposed, whole or in part: each visit is booked, or moved, by the command that does so for a
//! person, and what the rule book refuses is told beside its line while the others stay booked.

use super::{
    LineState, ProposalState,
    see::{Proposal, current},
    store::{self, Line, Moved, Time},
};
use crate::schedule::{AskedBy, Mend, NewBooking, VisitChange, book, change, visit_with};
use base::{ProposalId, ProposalLineId, Prose, VisitId};
use host::{Problem, Recorded, WriteTx};
use policy::{DecideProposal, Subject};
use rules::{Refusal, schedule::Interpreter};
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
    /// Who interprets, for the lines that need it: without, the rule book refuses them (R18).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub interpreters: Vec<LineInterpreter>,
}

/// Who interprets at a visit that is accepted.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LineInterpreter {
    /// At which.
    pub line: ProposalLineId,
    /// The agency that sends them; nobody is named when it is not said.
    #[serde(default)]
    pub agency: String,
    /// Whether they are neither family nor friend of anybody.
    #[serde(default)]
    pub independent: bool,
    /// Whether the supervisor can follow what is said, by the language or through the interpreter.
    #[serde(default)]
    pub followed_by_supervisor: bool,
}

impl Acceptance {
    /// Who interprets at a line, where somebody is named.
    fn interpreter(&self, line: ProposalLineId) -> Option<Interpreter> {
        let named = self.interpreters.iter().find(|one| one.line == line)?;
        let agency = named.agency.trim();
        (!agency.is_empty()).then(|| Interpreter {
            agency: agency.to_owned(),
            independent: named.independent,
            followed_by_supervisor: named.followed_by_supervisor,
        })
    }
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
    let is_there = |wanted: ProposalLineId| lines.iter().any(|line| line.id == wanted && line.time.is_some());
    if !acceptance.all && acceptance.lines.is_empty() {
        return Err(Problem::field("/lines", "Tick the visits that are to be booked"));
    }
    if !acceptance.lines.iter().all(|line| is_there(*line)) {
        return Err(Problem::field("/lines", "Choose visits with a time from this proposal"));
    }
    if let Some(place) = acceptance.interpreters.iter().position(|one| !is_there(one.line)) {
        let pointer = format!("/interpreters/{place}/line");
        return Err(Problem::field(&pointer, "Choose a visit with a time from this proposal"));
    }
    let is_accepted = |line: &&Line| acceptance.all || acceptance.lines.contains(&line.id);
    let mut left: Vec<(&Line, Time)> = lines
        .iter()
        .filter(is_accepted)
        .filter(|line| line.state != LineState::Booked)
        .filter_map(|line| Some((line, line.time?)))
        .collect();
    let mut booked = 0;
    // A visit may have to leave its place before another can come to it, so what was refused is tried once more
    // as long as anything else went.
    let refused = loop {
        let (before, mut refused) = (left.len(), Vec::new());
        for (line, time) in left {
            match by_the_book(tx, line, time, &acceptance)? {
                Ok(visit) => store::decided(tx, &permit, line, Ok(visit))?,
                Err(mends) => refused.push((line, time, mends)),
            }
        }
        booked += before - refused.len();
        if refused.is_empty() || refused.len() == before {
            break refused;
        }
        left = refused.into_iter().map(|(line, time, _)| (line, time)).collect();
    };
    let still = refused.len();
    for (line, _, mends) in refused {
        store::decided(tx, &permit, line, Err(mends))?;
    }
    let proposal = current(tx)?.proposal.ok_or(Problem::NotFound)?;
    let summary = format!("Of what the planner proposed {booked} were booked and {still} refused");
    tx.record(&permit, None, &summary, Accepted { booked, refused: still, proposal })
}

/// Books or moves one line. A refusal has written nothing, so that the others can go on.
fn by_the_book(
    tx: &mut WriteTx<'_>,
    line: &Line,
    time: Time,
    acceptance: &Acceptance,
) -> Result<Result<VisitId, Vec<Mend>>, Problem> {
    let done = match &line.document.moves {
        Some(moved) => moved_by_the_book(tx, line, time, moved),
        None => {
            let new = NewBooking {
                starts: time.starts,
                length: Some(time.ends.since(time.starts)),
                kind: Some(line.kind),
                room: time.room,
                supervisors: line.document.supervisors.clone(),
                people: None,
                interpreter: acceptance.interpreter(line.id),
                equipment: Vec::new(),
            };
            book(tx, line.family, new).map(|booked| booked.value().id)
        }
    };
    match done {
        Ok(visit) => Ok(Ok(visit)),
        Err(Problem::Refused(refusals)) => Ok(Err(refusals.into_iter().map(mend).collect())),
        Err(problem) => Err(problem),
    }
}

/// Moves a visit that is booked, if it still is where the planner saw it.
fn moved_by_the_book(
    tx: &mut WriteTx<'_>,
    line: &Line,
    time: Time,
    moved: &Moved,
) -> Result<VisitId, Problem> {
    let (record, _) = visit_with(tx, moved.visit)?;
    if !moved.is_still(&record) {
        return Err(Refusal::because(
            "changed-since",
            "This visit was changed after the planner looked at it.",
            "Look at it as it is now, and ask the planner again if it needs another time.",
        )
        .into());
    }
    let change_to = VisitChange {
        asked_by: AskedBy::Centre,
        reason: Prose::new(WHY_MOVED).map_err(Problem::broken)?,
        how_far: None,
        starts: Some(time.starts),
        length: Some(time.ends.since(time.starts)),
        kind: Some(line.kind),
        room: Some(time.room),
        supervisors: Some(line.document.supervisors.clone()),
        people: None,
        interpreter: None,
        equipment: None,
    };
    change(tx, moved.visit, change_to)?;
    Ok(moved.visit)
}

/// Why a visit was moved, as its history says.
const WHY_MOVED: &str =
    "It could not stay as it was booked. A co-ordinator accepted what the planner proposed.";

fn mend(refusal: Refusal) -> Mend {
    Mend { code: refusal.code.to_owned(), detail: refusal.detail, remedy: refusal.remedy }
}
