//! Where the ends of pairs who must not meet are kept.

use super::{
    super::Family,
    NoMeeting,
    ending::{PairEnding, PairEndingState, asker},
    store,
};
use crate::schema::{no_meeting, no_meeting_end};
use base::{AccountId, Moment, PairEndingId, PartyId, Prose, StaffId};
use diesel::prelude::*;
use host::{Problem, Tx, WriteTx, among, sign_in::names_of};
use policy::{Permit, WriteContacts};
use rules::apart::Asker;
use std::collections::HashMap;

/// The most ends of a family's pairs that are listed.
const MOST: i64 = 100;

#[derive(Queryable, Selectable)]
#[diesel(table_name = no_meeting_end)]
struct Row {
    id: PairEndingId,
    one: PartyId,
    other: PartyId,
    kept_apart_because: String,
    since: Moment,
    reason: String,
    asked_by: AccountId,
    asked_staff: Option<StaffId>,
    asked_at: Moment,
    state: PairEndingState,
    decided_by: Option<AccountId>,
    decided_at: Option<Moment>,
}

/// The ends of the pairs that the adults of a family are in, or one of them, the newest first: in three
/// statements.
pub(super) fn endings(
    tx: &mut Tx<'_>,
    of: &Family,
    only: Option<PairEndingId>,
) -> Result<Vec<PairEnding>, Problem> {
    let centre = tx.centre();
    let own: Vec<PartyId> = of.adults.iter().map(|adult| adult.id).collect();
    let mut query = no_meeting_end::table
        .filter(no_meeting_end::centre.eq(centre))
        .filter(among(no_meeting_end::one, own.clone()).or(among(no_meeting_end::other, own.clone())))
        .order((no_meeting_end::asked_at.desc(), no_meeting_end::id))
        .limit(MOST)
        .select(Row::as_select())
        .into_boxed();
    if let Some(only) = only {
        query = query.filter(no_meeting_end::id.eq(only));
    }
    let rows: Vec<Row> = query.load(tx.db())?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let people: Vec<PartyId> = rows.iter().flat_map(|row| [row.one, row.other]).collect();
    let names = store::names(tx, people)?;
    let accounts: Vec<AccountId> =
        rows.iter().flat_map(|row| [Some(row.asked_by), row.decided_by]).flatten().collect();
    let staff: HashMap<AccountId, String> = names_of(tx, &accounts)?;
    let me = asker(tx)?;
    let named = |id: AccountId| staff.get(&id).cloned().unwrap_or_default();
    Ok(rows
        .into_iter()
        .map(|row| {
            let (one, other) =
                if own.contains(&row.one) { (row.one, row.other) } else { (row.other, row.one) };
            let asked = Asker { account: row.asked_by, staff: row.asked_staff };
            PairEnding {
                id: row.id,
                one,
                one_name: names.name(one),
                other,
                other_name: names.name(other),
                other_family: names.family(other, of.id),
                kept_apart_because: row.kept_apart_because,
                since: row.since,
                reason: row.reason,
                asked_by: named(row.asked_by),
                asked_at: row.asked_at,
                state: row.state,
                decided_by: row.decided_by.map(named),
                decided_at: row.decided_at,
                may_confirm: row.state == PairEndingState::Asked && rules::apart::second(asked, me).is_ok(),
            }
        })
        .collect())
}

/// Whether the end of a pair is asked for and waits.
pub(super) fn is_asked(tx: &mut Tx<'_>, one: PartyId, other: PartyId) -> Result<bool, Problem> {
    let (one, other) = (one.min(other), one.max(other));
    let open: i64 = no_meeting_end::table
        .filter(no_meeting_end::one.eq(one).and(no_meeting_end::other.eq(other)))
        .filter(no_meeting_end::state.eq(PairEndingState::Asked))
        .count()
        .get_result(tx.db())?;
    Ok(open > 0)
}

/// Who asked for an end.
pub(super) fn asked_by(tx: &mut Tx<'_>, id: PairEndingId) -> Result<Asker, Problem> {
    let (account, staff) = no_meeting_end::table
        .filter(no_meeting_end::id.eq(id))
        .select((no_meeting_end::asked_by, no_meeting_end::asked_staff))
        .first(tx.db())?;
    Ok(Asker { account, staff })
}

/// Keeps that somebody asked for the end of a pair, with everything that is known of the pair.
pub(super) fn ending_insert(
    tx: &mut WriteTx<'_>,
    _: &Permit<WriteContacts>,
    pair: &NoMeeting,
    reason: &Prose,
) -> Result<PairEndingId, Problem> {
    let id = PairEndingId::from_random(tx.random());
    let asks = asker(tx)?;
    diesel::insert_into(no_meeting_end::table)
        .values((
            no_meeting_end::id.eq(id),
            no_meeting_end::centre.eq(tx.centre()),
            no_meeting_end::one.eq(pair.one.min(pair.other)),
            no_meeting_end::other.eq(pair.one.max(pair.other)),
            no_meeting_end::kept_apart_because.eq(pair.reason.as_str()),
            no_meeting_end::since.eq(pair.at),
            no_meeting_end::reason.eq(reason.as_str()),
            no_meeting_end::asked_by.eq(asks.account),
            no_meeting_end::asked_staff.eq(asks.staff),
            no_meeting_end::asked_at.eq(tx.now),
            no_meeting_end::state.eq(PairEndingState::Asked),
        ))
        .execute(tx.db())?;
    Ok(id)
}

/// Keeps what was decided.
pub(super) fn ending_decide(
    tx: &mut WriteTx<'_>,
    _: &Permit<WriteContacts>,
    id: PairEndingId,
    state: PairEndingState,
) -> Result<(), Problem> {
    let decides = asker(tx)?;
    let now = tx.now;
    diesel::update(no_meeting_end::table.filter(no_meeting_end::id.eq(id)))
        .set((
            no_meeting_end::state.eq(state),
            no_meeting_end::decided_by.eq(decides.account),
            no_meeting_end::decided_staff.eq(decides.staff),
            no_meeting_end::decided_at.eq(now),
        ))
        .execute(tx.db())?;
    Ok(())
}

/// Takes away the pair whose end was confirmed. The database refuses it for any other (0019).
pub(super) fn pair_delete(
    tx: &mut WriteTx<'_>,
    _: &Permit<WriteContacts>,
    id: PairEndingId,
) -> Result<(), Problem> {
    let (one, other): (PartyId, PartyId) = no_meeting_end::table
        .filter(no_meeting_end::id.eq(id))
        .select((no_meeting_end::one, no_meeting_end::other))
        .first(tx.db())?;
    let pair = no_meeting::table.filter(no_meeting::one.eq(one).and(no_meeting::other.eq(other)));
    if diesel::delete(pair).execute(tx.db())? == 0 {
        return Err(Problem::broken("a pair was to be taken away that is not there"));
    }
    Ok(())
}
