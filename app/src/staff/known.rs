//! Whom members of staff know. They say it in words and are never told whether the words fit somebody: a
//! declaration must not be a way to ask whether a family comes here (R25).

use super::record::{leads, member};
use crate::schema::{family, party, staff_conflict};
use base::{AccountId, Changed, ConflictId, Moment, PartyId, Prose, StaffId};
use diesel::prelude::*;
use host::{Problem, Recorded, Tx, WriteTx};
use policy::{WriteStaff, WriteTerms};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Says that a member of staff knows somebody or has an interest in them.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewConflict {
    /// Whom they know: the name, and how they know each other.
    pub words: Prose,
}

/// Says which adult of a family somebody's words mean.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Linking {
    /// Which adult of a family it is. Leave this out when it is nobody who comes here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub party: Option<PartyId>,
    /// When the list was made by which this was decided; now when not said. Whoever came later is looked at again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seen_at: Option<Moment>,
}

/// Somebody whom a member of staff knows.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SomebodyKnown {
    /// Its identifier.
    pub id: ConflictId,
    /// What was said.
    pub words: String,
    /// When.
    pub at: Moment,
    /// Which adult it is. Only those who lead the centre's work are told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub party: Option<PartyId>,
    /// That adult's name and family, for the same.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub party_name: Option<String>,
    /// When somebody last looked whether it is anybody who comes here, for the same.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub looked_at: Option<Moment>,
}

/// Takes down in words whom a member of staff knows.
pub fn declare_conflict(
    tx: &mut WriteTx<'_>,
    id: StaffId,
    new: NewConflict,
) -> Result<Recorded<SomebodyKnown>, Problem> {
    let (_, subject) = member(tx, id)?;
    let permit = tx.ask::<WriteTerms>(&subject)?;
    let account: AccountId = tx.actor.account.ok_or(Problem::SignInNeeded)?;
    let conflict = ConflictId::from_random(tx.random());
    diesel::insert_into(staff_conflict::table)
        .values((
            staff_conflict::id.eq(conflict),
            staff_conflict::centre.eq(tx.centre()),
            staff_conflict::staff.eq(permit.id()),
            staff_conflict::words.eq(new.words.as_str()),
            staff_conflict::at.eq(tx.now),
            staff_conflict::account.eq(account),
        ))
        .execute(tx.db())?;
    let said = SomebodyKnown {
        id: conflict,
        words: new.words.to_string(),
        at: tx.now,
        party: None,
        party_name: None,
        looked_at: None,
    };
    tx.record(&permit, None, "A member of staff said that they know somebody", said)
}

/// Says which adult of a family the words mean, or that it is nobody who comes here for now.
pub fn link_conflict(
    tx: &mut WriteTx<'_>,
    (id, conflict): (StaffId, ConflictId),
    link: Linking,
) -> Result<Recorded<SomebodyKnown>, Problem> {
    let (_, subject) = member(tx, id)?;
    let permit = tx.ask::<WriteStaff>(&subject)?;
    let centre = tx.centre();
    if let Some(known) = link.party {
        let found: i64 = party::table
            .filter(party::id.eq(known).and(party::centre.eq(centre)))
            .count()
            .get_result(tx.db())?;
        if found == 0 {
            return Err(Problem::field("/party", "Choose an adult of a family of this centre"));
        }
    }
    let looked_at = link.seen_at.map_or(tx.now, |seen| seen.min(tx.now));
    let own = staff_conflict::id.eq(conflict).and(staff_conflict::staff.eq(permit.id()));
    let changed = diesel::update(staff_conflict::table.filter(own))
        .set((staff_conflict::party.eq(link.party), staff_conflict::looked_at.eq(looked_at)))
        .execute(tx.db())?;
    if changed == 0 {
        return Err(Problem::NotFound);
    }
    // Those close to them are bound by it too.
    tx.changed(Changed::Staff(id));
    for other in super::close_to::those_close_to(tx, id)? {
        tx.changed(Changed::Staff(other));
    }
    let known = of(tx, id, true)?.into_iter().find(|one| one.id == conflict).ok_or(Problem::NotFound)?;
    tx.record(&permit, None, "It was looked up whom a member of staff knows", known)
}

/// Whom somebody knows. They themselves see the words they gave; those who lead the centre's work see all.
pub(super) fn of(tx: &mut Tx<'_>, id: StaffId, all: bool) -> Result<Vec<SomebodyKnown>, Problem> {
    type Row =
        (ConflictId, String, Moment, AccountId, Option<PartyId>, Option<Moment>, Option<(String, String)>);
    let (centre, me) = (tx.centre(), tx.actor.account);
    let rows: Vec<Row> = staff_conflict::table
        .left_join(
            party::table
                .inner_join(family::table.on(family::id.eq(party::family)))
                .on(staff_conflict::party.eq(party::id.nullable())),
        )
        .filter(staff_conflict::staff.eq(id).and(staff_conflict::centre.eq(centre)))
        .order((staff_conflict::at.desc(), staff_conflict::id))
        .limit(200)
        .select((
            staff_conflict::id,
            staff_conflict::words,
            staff_conflict::at,
            staff_conflict::account,
            staff_conflict::party,
            staff_conflict::looked_at,
            (party::name, family::reference).nullable(),
        ))
        .load(tx.db())?;
    Ok(rows
        .into_iter()
        .filter(|row| all || Some(row.3) == me)
        .map(|(id, words, at, _, party, looked_at, name)| SomebodyKnown {
            id,
            words,
            at,
            party: party.filter(|_| all),
            party_name: name.filter(|_| all).map(|(name, family)| format!("{name} ({family})")),
            looked_at: looked_at.filter(|_| all),
        })
        .collect())
}

/// Declarations that nobody has looked up yet, the oldest first: whose, and since when. For those who lead
/// the centre's work alone.
pub(super) fn not_looked_up(tx: &mut Tx<'_>, most: i64) -> Result<Vec<(StaffId, Moment)>, Problem> {
    if !leads(tx.actor.role) {
        return Ok(Vec::new());
    }
    let centre = tx.centre();
    Ok(staff_conflict::table
        .filter(staff_conflict::centre.eq(centre).and(staff_conflict::looked_at.is_null()))
        .order((staff_conflict::at, staff_conflict::id))
        .limit(most)
        .select((staff_conflict::staff, staff_conflict::at))
        .load(tx.db())?)
}
