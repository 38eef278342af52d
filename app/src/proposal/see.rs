//! A proposal as the co-ordinator sees it.

use super::{
    LineState, PlanWhom, Priority, ProposalState, Want,
    fairness::{WaitsByPriority, by_priority},
    job::{self, Progress},
    store::{self, Found, Line, Request},
};
use crate::schedule::{Mend, NamedStaff, Names, names_without_things};
use base::{Day, FamilyId, Moment, ProposalId, ProposalLineId, RoomId, StaffId, VisitId};
use host::{Problem, Tx, sign_in};
use policy::{SeeProposal, Subject};
use rules::plan::Kind;
use serde::Serialize;
use utoipa::ToSchema;

/// The proposal there is.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CurrentProposal {
    /// It; none where the planner was not asked for anything in the last four weeks.
    pub proposal: Option<Proposal>,
}

/// What the planner was asked for, and what it proposes.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Proposal {
    /// Its identifier.
    pub id: ProposalId,
    /// How far it has come.
    pub state: ProposalState,
    /// What was asked for.
    pub asked: Request,
    /// Who asked.
    pub asked_by: String,
    /// When.
    pub asked_at: Moment,
    /// How far the planner has come, while it is at work.
    pub progress: Option<Progress>,
    /// What it found, once it is done.
    pub found: Option<Found>,
    /// The visits that were wanted, the earliest first; those without a time at the end.
    pub lines: Vec<ProposalLine>,
    /// What was wanted of times that had been proposed before.
    pub wishes: Vec<ProposalWish>,
    /// How long families wait, by priority; nothing where booked visits are moved.
    pub waits: Vec<WaitsByPriority>,
}

/// A visit that was wanted.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ProposalLine {
    /// Its identifier.
    pub id: ProposalLineId,
    /// Whose visit.
    pub family: FamilyId,
    /// The children's first names.
    pub title: String,
    /// What kind of contact.
    pub kind: Kind,
    /// The family's priority.
    pub priority: Priority,
    /// Since when it waits.
    pub waits_since: Day,
    /// What has become of it.
    pub state: LineState,
    /// When the time together would start; none where no time was found.
    pub starts: Option<Moment>,
    /// When it would end.
    pub ends: Option<Moment>,
    /// In which room.
    pub room: Option<RoomId>,
    /// What the room is called.
    pub room_name: String,
    /// Who would supervise; nobody is named for contact that names nobody.
    pub supervisors: Vec<NamedStaff>,
    /// Whether the co-ordinator wanted this time kept.
    pub is_kept: bool,
    /// Whether an interpreter has to be named when it is accepted (R18).
    pub needs_interpreter: bool,
    /// The booked visit that it moves, because that cannot stay as it is; none for a new visit.
    pub moves: Option<LineMoves>,
    /// Why no time was found.
    pub reasons: Vec<String>,
    /// What the rule book said against it when it was to be booked, each with what would mend it.
    pub refusals: Vec<Mend>,
    /// The visit that was booked.
    pub visit: Option<VisitId>,
}

/// A booked visit that a line moves, as it stood when the planner looked.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct LineMoves {
    /// Which visit.
    pub visit: VisitId,
    /// When its time together starts.
    pub starts: Moment,
    /// When it ends.
    pub ends: Moment,
    /// In which room.
    pub room: RoomId,
    /// What the room is called.
    pub room_name: String,
    /// Who supervises.
    pub supervisors: Vec<NamedStaff>,
}

/// What was wanted of a time that had been proposed before.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ProposalWish {
    /// Whose time.
    pub family: FamilyId,
    /// The children's first names.
    pub title: String,
    /// What was wanted.
    pub what: Want,
    /// When it was to start.
    pub starts: Moment,
    /// The name of its room.
    pub room_name: String,
    /// The names of its supervisors.
    pub supervisors: Vec<String>,
}

/// The proposal there is: what was asked, how far it has come, and what is proposed.
pub fn current(tx: &mut Tx<'_>) -> Result<CurrentProposal, Problem> {
    tx.ask::<SeeProposal>(&Subject::of_centre(tx.centre(), tx.centre()))?;
    let Some(kept) = store::kept(tx)? else { return Ok(CurrentProposal { proposal: None }) };
    let progress = match kept.state {
        ProposalState::Running => job::of(kept.id).map(|job| job.progress()),
        _ => None,
    };
    // What a program left when it ended has no job any more.
    let is_left = kept.state == ProposalState::Running && progress.is_none();
    let state = if is_left { ProposalState::Stopped } else { kept.state };
    let by = sign_in::names_of(tx, &[kept.account])?.remove(&kept.account).unwrap_or_default();
    let names = names_without_things(tx)?;
    let lines = store::lines(tx, kept.id)?;
    let wishes = store::wishes(tx, kept.id)?;
    let waits = match kept.request.whom {
        PlanWhom::Unsafe => Vec::new(),
        PlanWhom::Waiting | PlanWhom::All => by_priority(&lines, tx.now.day()),
    };
    let wish = |(wish, title): (store::Wish, String)| ProposalWish {
        family: wish.family,
        title,
        what: wish.what,
        starts: wish.starts,
        room_name: names.of_room(wish.room),
        supervisors: wish.supervisors.iter().map(|one| names.of_staff(*one)).collect(),
    };
    Ok(CurrentProposal {
        proposal: Some(Proposal {
            id: kept.id,
            state,
            asked: kept.request,
            asked_by: by,
            asked_at: kept.asked_at,
            progress,
            found: kept.found,
            lines: lines.into_iter().map(|one| line(one, &names)).collect(),
            wishes: wishes.into_iter().map(wish).collect(),
            waits,
        }),
    })
}

fn line(line: Line, names: &Names) -> ProposalLine {
    let named = |ids: Vec<StaffId>| -> Vec<NamedStaff> {
        ids.into_iter().map(|id| NamedStaff { id, name: names.of_staff(id) }).collect()
    };
    let moves = line.document.moves.map(|was| LineMoves {
        visit: was.visit,
        starts: was.starts,
        ends: was.ends,
        room: was.room,
        room_name: names.of_room(was.room),
        supervisors: named(was.supervisors),
    });
    ProposalLine {
        id: line.id,
        family: line.family,
        title: line.title,
        kind: line.kind,
        priority: line.priority,
        waits_since: line.waits_since,
        state: line.state,
        starts: line.time.map(|time| time.starts),
        ends: line.time.map(|time| time.ends),
        room: line.time.map(|time| time.room),
        room_name: line.time.map(|time| names.of_room(time.room)).unwrap_or_default(),
        supervisors: named(line.document.supervisors),
        is_kept: line.document.is_kept,
        needs_interpreter: line.document.needs_interpreter,
        moves,
        reasons: line.document.reasons,
        refusals: line.document.refusals,
        visit: line.visit,
    }
}
