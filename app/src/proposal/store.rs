//! Where proposals are kept.

use super::{LineState, PlanWhom, Priority, ProposalState, Want};
use crate::{
    schedule::{Mend, VisitRecord},
    schema::{family, proposal, proposal_line, proposal_wish, room, visit},
};
use base::{AccountId, Day, FamilyId, Moment, ProposalId, ProposalLineId, RoomId, StaffId, VisitId};
use diesel::prelude::*;
use host::{Problem, Tx, WriteTx, seal::Sealed};
use policy::{AskForProposal, DecideProposal, Permit, TendTimetable};
use rules::{plan::Kind, visit::State};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What the planner was asked for.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
pub struct Request {
    /// The first day.
    pub from: Day,
    /// For how many weeks.
    pub weeks: i64,
    /// One visit for each family in every so many weeks.
    pub every_weeks: i64,
    /// For which families.
    pub whom: PlanWhom,
    /// For how many seconds it looks for a better timetable at most.
    pub seconds: u32,
}

impl Request {
    /// The last day.
    #[must_use]
    pub fn until(&self) -> Day {
        self.from.plus_days(7 * self.weeks - 1)
    }

    /// The first and the last day of each visit of a family.
    pub(super) fn windows(&self) -> Vec<(Day, Day)> {
        let begins = (0..self.weeks).step_by(usize::try_from(self.every_weeks).unwrap_or(1).max(1));
        let window = |week| {
            let first = self.from.plus_days(7 * week);
            (first, first.plus_days(7 * self.every_weeks - 1).min(self.until()))
        };
        begins.map(window).collect()
    }
}

/// A single change by which more families would have a visit.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
pub struct Helps {
    /// What would be changed.
    pub what: String,
    /// How many families would have a visit more, with nobody else's moved.
    pub families: usize,
}

/// What the planner found.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
pub struct Found {
    /// How many visits were wanted, without those that are booked already.
    pub wanted: usize,
    /// For how many it proposes a time.
    pub served: usize,
    /// What the timetable costs, in the planner's points.
    pub objective: i64,
    /// What no timetable costs less than.
    pub bound: i64,
    /// By how much of its cost it could at most be bettered, in percent.
    pub gap_percent: f64,
    /// For how many seconds it looked.
    pub seconds: u64,
    /// Families whose turn did not come, because so many are not planned for at once.
    pub left_out: usize,
    /// The single changes that would serve most families, those first.
    pub helps: Vec<Helps>,
}

/// A proposal as it is kept.
pub(super) struct Kept {
    pub(super) id: ProposalId,
    pub(super) account: AccountId,
    pub(super) asked_at: Moment,
    pub(super) state: ProposalState,
    pub(super) request: Request,
    pub(super) found: Option<Found>,
}

/// What is kept of a line besides its columns.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub(super) struct LineDocument {
    pub(super) supervisors: Vec<StaffId>,
    /// Why no time was found.
    pub(super) reasons: Vec<String>,
    /// What spoke against it when it was to be booked.
    pub(super) refusals: Vec<Mend>,
    /// Whether the co-ordinator asked for this time to be kept.
    pub(super) is_kept: bool,
    /// Whether an interpreter has to be named before it is booked (R18).
    #[serde(default)]
    pub(super) needs_interpreter: bool,
    /// The booked visit that it moves.
    #[serde(default)]
    pub(super) moves: Option<Moved>,
}

/// A booked visit that a line moves, as it stood when the planner looked.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub(super) struct Moved {
    pub(super) visit: VisitId,
    pub(super) starts: Moment,
    pub(super) ends: Moment,
    pub(super) room: RoomId,
    pub(super) supervisors: Vec<StaffId>,
}

impl Moved {
    /// The visit as it stands.
    pub(super) fn of(record: &VisitRecord) -> Self {
        let now = &record.document.now;
        Self {
            visit: record.id,
            starts: record.starts,
            ends: now.timing.ends,
            room: record.room,
            supervisors: now.supervisors.clone(),
        }
    }

    /// Whether a visit stands as it did.
    pub(super) fn is_still(&self, record: &VisitRecord) -> bool {
        *self == Self::of(record)
    }
}

/// A time: when, and in which room.
#[derive(Clone, Copy, Debug)]
pub(super) struct Time {
    pub(super) starts: Moment,
    pub(super) ends: Moment,
    pub(super) room: RoomId,
}

/// A line as it is kept.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) id: ProposalLineId,
    pub(super) family: FamilyId,
    pub(super) title: String,
    pub(super) kind: Kind,
    pub(super) priority: Priority,
    pub(super) waits_since: Day,
    pub(super) time: Option<Time>,
    pub(super) state: LineState,
    pub(super) document: LineDocument,
    pub(super) visit: Option<VisitId>,
}

/// A line about to be kept.
pub(super) struct NewLine {
    pub(super) family: FamilyId,
    pub(super) number: i32,
    pub(super) kind: Kind,
    pub(super) priority: Priority,
    pub(super) waits_since: Day,
    pub(super) time: Option<Time>,
    pub(super) document: LineDocument,
}

/// What is wanted of a family's times when the planner goes to work.
#[derive(Clone, Debug)]
pub(super) struct Wish {
    pub(super) family: FamilyId,
    pub(super) what: Want,
    pub(super) starts: Moment,
    pub(super) room: RoomId,
    pub(super) supervisors: Vec<StaffId>,
}

/// The proposal of the centre, if there is one.
pub(super) fn kept(tx: &mut Tx<'_>) -> Result<Option<Kept>, Problem> {
    type Row = (ProposalId, AccountId, Moment, ProposalState, String, Option<String>);
    let centre = tx.centre();
    let row: Option<Row> = proposal::table
        .filter(proposal::centre.eq(centre))
        .select((
            proposal::id,
            proposal::account,
            proposal::asked_at,
            proposal::state,
            proposal::document,
            proposal::outcome,
        ))
        .first(tx.db())
        .optional()?;
    let Some((id, account, asked_at, state, document, outcome)) = row else { return Ok(None) };
    let request = serde_json::from_str(&document)?;
    let found = outcome.as_deref().map(serde_json::from_str).transpose()?;
    Ok(Some(Kept { id, account, asked_at, state, request, found }))
}

/// Its lines, the earliest first; those without a time at the end.
pub(super) fn lines(tx: &mut Tx<'_>, of: ProposalId) -> Result<Vec<Line>, Problem> {
    type Row = (
        (ProposalLineId, FamilyId, String, Kind, Priority, Day),
        (Option<Moment>, Option<Moment>, Option<RoomId>),
        (LineState, Sealed, Option<VisitId>),
    );
    let centre = tx.centre();
    let rows: Vec<Row> = proposal_line::table
        .inner_join(family::table.on(family::id.eq(proposal_line::family)))
        .filter(proposal_line::proposal.eq(of).and(proposal_line::centre.eq(centre)))
        .order((
            proposal_line::starts.is_null(),
            proposal_line::starts,
            family::title,
            proposal_line::number,
            proposal_line::id,
        ))
        .select((
            (
                proposal_line::id,
                proposal_line::family,
                family::title,
                proposal_line::kind,
                proposal_line::priority,
                proposal_line::waits_since,
            ),
            (proposal_line::starts, proposal_line::ends, proposal_line::room),
            (proposal_line::state, proposal_line::document, proposal_line::visit),
        ))
        .load(tx.db())?;
    rows.into_iter()
        .map(|(of, (starts, ends, room), (state, document, visit))| {
            let (id, family, title, kind, priority, waits_since) = of;
            let time = starts.zip(ends).zip(room).map(|((starts, ends), room)| Time { starts, ends, room });
            let document = tx.open(&document)?;
            Ok(Line { id, family, title, kind, priority, waits_since, time, state, document, visit })
        })
        .collect()
}

/// What is wanted of times when the planner goes to work for it.
pub(super) fn wishes(tx: &mut Tx<'_>, of: ProposalId) -> Result<Vec<(Wish, String)>, Problem> {
    type Row = (FamilyId, String, Want, Moment, RoomId, String);
    let centre = tx.centre();
    let rows: Vec<Row> = proposal_wish::table
        .inner_join(family::table.on(family::id.eq(proposal_wish::family)))
        .filter(proposal_wish::proposal.eq(of).and(proposal_wish::centre.eq(centre)))
        .order((proposal_wish::starts, proposal_wish::id))
        .select((
            proposal_wish::family,
            family::title,
            proposal_wish::what,
            proposal_wish::starts,
            proposal_wish::room,
            proposal_wish::document,
        ))
        .load(tx.db())?;
    rows.into_iter()
        .map(|(family, title, what, starts, room, document)| {
            let supervisors = serde_json::from_str(&document)?;
            Ok((Wish { family, what, starts, room, supervisors }, title))
        })
        .collect()
}

/// Takes the place of whatever was proposed before.
pub(super) fn insert(
    tx: &mut WriteTx<'_>,
    permit: &Permit<AskForProposal>,
    (account, request): (AccountId, &Request),
    wishes: &[Wish],
) -> Result<ProposalId, Problem> {
    let (id, centre) = (ProposalId::from_random(tx.random()), permit.id());
    remove(tx)?;
    diesel::insert_into(proposal::table)
        .values((
            proposal::id.eq(id),
            proposal::centre.eq(centre),
            proposal::account.eq(account),
            proposal::asked_at.eq(tx.now),
            proposal::state.eq(ProposalState::Asked),
            proposal::document.eq(serde_json::to_string(request)?),
        ))
        .execute(tx.db())?;
    for wish in wishes {
        let wish_id = ProposalLineId::from_random(tx.random());
        diesel::insert_into(proposal_wish::table)
            .values((
                proposal_wish::id.eq(wish_id),
                proposal_wish::proposal.eq(id),
                proposal_wish::centre.eq(centre),
                proposal_wish::family.eq(wish.family),
                proposal_wish::what.eq(wish.what),
                proposal_wish::starts.eq(wish.starts),
                proposal_wish::room.eq(wish.room),
                proposal_wish::document.eq(serde_json::to_string(&wish.supervisors)?),
            ))
            .execute(tx.db())?;
    }
    Ok(id)
}

/// Lets go of the centre's proposal. The caller holds the permit of the act behind it.
pub(super) fn remove(tx: &mut WriteTx<'_>) -> Result<(), Problem> {
    let centre = tx.centre();
    diesel::delete(proposal_wish::table.filter(proposal_wish::centre.eq(centre))).execute(tx.db())?;
    diesel::delete(proposal_line::table.filter(proposal_line::centre.eq(centre))).execute(tx.db())?;
    diesel::delete(proposal::table.filter(proposal::centre.eq(centre))).execute(tx.db())?;
    Ok(())
}

/// Moves a proposal on, if it still is in one of these states. The caller holds the permit of the act behind it.
pub(super) fn becomes(
    tx: &mut WriteTx<'_>,
    id: ProposalId,
    from: &[ProposalState],
    to: ProposalState,
) -> Result<bool, Problem> {
    let (centre, now) = (tx.centre(), tx.now);
    let is_over = !matches!(to, ProposalState::Asked | ProposalState::Running);
    let one = proposal::table.filter(proposal::id.eq(id).and(proposal::centre.eq(centre)));
    let changed = diesel::update(one.filter(host::among(proposal::state, from.to_vec())))
        .set((proposal::state.eq(to), proposal::ended_at.eq(is_over.then_some(now))))
        .execute(tx.db())?;
    Ok(changed > 0)
}

/// Keeps what the planner found.
pub(super) fn found(
    tx: &mut WriteTx<'_>,
    _: &Permit<TendTimetable>,
    id: ProposalId,
    (found, lines): (&Found, &[NewLine]),
) -> Result<(), Problem> {
    let centre = tx.centre();
    let one = proposal::table.filter(proposal::id.eq(id).and(proposal::centre.eq(centre)));
    diesel::update(one).set(proposal::outcome.eq(serde_json::to_string(found)?)).execute(tx.db())?;
    for line in lines {
        let state = if line.time.is_some() { LineState::Proposed } else { LineState::Unserved };
        let document = tx.seal(line.family, &line.document)?;
        diesel::insert_into(proposal_line::table)
            .values((
                proposal_line::id.eq(ProposalLineId::from_random(tx.random())),
                proposal_line::proposal.eq(id),
                proposal_line::centre.eq(centre),
                proposal_line::family.eq(line.family),
                proposal_line::number.eq(line.number),
                proposal_line::kind.eq(line.kind),
                proposal_line::priority.eq(line.priority),
                proposal_line::waits_since.eq(line.waits_since),
                proposal_line::starts.eq(line.time.map(|time| time.starts)),
                proposal_line::ends.eq(line.time.map(|time| time.ends)),
                proposal_line::room.eq(line.time.map(|time| time.room)),
                proposal_line::state.eq(state),
                proposal_line::document.eq(document),
            ))
            .execute(tx.db())?;
    }
    Ok(())
}

/// Keeps what became of a line when it was to be booked.
pub(super) fn decided(
    tx: &mut WriteTx<'_>,
    permit: &Permit<DecideProposal>,
    line: &Line,
    became: Result<VisitId, Vec<Mend>>,
) -> Result<(), Problem> {
    let mut document = line.document.clone();
    let (state, visit) = match became {
        Ok(visit) => (LineState::Booked, Some(visit)),
        Err(refusals) => {
            document.refusals = refusals;
            (LineState::Refused, None)
        }
    };
    let document = tx.seal(line.family, &document)?;
    diesel::update(
        proposal_line::table
            .filter(proposal_line::id.eq(line.id).and(proposal_line::proposal.eq(permit.id()))),
    )
    .set((
        proposal_line::state.eq(state),
        proposal_line::visit.eq(visit),
        proposal_line::document.eq(document),
    ))
    .execute(tx.db())?;
    Ok(())
}

/// A visit that is booked or held, for the calendar beside what is proposed.
pub(super) struct Standing {
    pub(super) id: VisitId,
    pub(super) starts: Moment,
    pub(super) ends: Moment,
    pub(super) state: State,
    pub(super) title: String,
    pub(super) room_name: String,
}

/// What is booked or held between two days, both among them, the earliest first.
pub(super) fn standing(tx: &mut Tx<'_>, (first, last): (Day, Day)) -> Result<Vec<Standing>, Problem> {
    type Row = (VisitId, Moment, Moment, State, String, String);
    let (centre, now) = (tx.centre(), tx.now);
    let (from, until) = (Moment::start_of(first), Moment::start_of(last.plus_days(1)));
    let rows: Vec<Row> = visit::table
        .inner_join(family::table.on(family::id.eq(visit::family)))
        .inner_join(room::table.on(room::id.eq(visit::room)))
        .filter(visit::centre.eq(centre).and(visit::starts.ge(from)).and(visit::starts.lt(until)))
        .filter(visit::state.ne(State::Cancelled).and(visit::state.ne(State::Released)))
        .filter(visit::state.ne(State::Held).or(visit::held_until.gt(now)))
        .order((visit::starts, visit::id))
        .select((visit::id, visit::starts, visit::ends, visit::state, family::title, room::name))
        .load(tx.db())?;
    let read = |(id, starts, ends, state, title, room_name): Row| Standing {
        id,
        starts,
        ends,
        state,
        title,
        room_name,
    };
    Ok(rows.into_iter().map(read).collect())
}
