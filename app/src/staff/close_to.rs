//! Who is close to whom among colleagues: who lives with whom, is related to whom, is close to whom. Kept both ways round,
//! and never taken back: what was hidden from somebody because of it stays hidden.

use super::record::member;
use crate::schema::{staff, staff_close_to};
use base::{AccountId, Changed, Moment, StaffId};
use diesel::prelude::*;
use host::{Problem, Recorded, Tx, WriteTx};
use policy::WriteTerms;
use rules::Refusal;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

base::choices! {
    /// How two colleagues are close.
    pub enum Closeness {
        Partner = "partner" => "Partner",
        Relative = "relative" => "Relative",
        Household = "household" => "Same household",
        CloseFriend = "close-friend" => "Close friend",
    }
}

/// Says that two colleagues are close.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewCloseTo {
    /// Which colleague.
    pub other: StaffId,
    /// How they are close.
    pub kind: Closeness,
}

/// A colleague somebody is close to.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CloseTo {
    /// Who.
    pub other: StaffId,
    /// Their name.
    pub name: String,
    /// How they are close.
    pub kind: Closeness,
    /// When it was said.
    pub at: Moment,
}

/// Takes down that two colleagues are close.
pub fn declare_close_to(
    tx: &mut WriteTx<'_>,
    id: StaffId,
    new: NewCloseTo,
) -> Result<Recorded<CloseTo>, Problem> {
    let (_, subject) = member(tx, id)?;
    let permit = tx.ask::<WriteTerms>(&subject)?;
    let account: AccountId = tx.actor.account.ok_or(Problem::SignInNeeded)?;
    let (centre, at) = (tx.centre(), tx.now);
    let name: Option<String> = staff::table
        .filter(staff::id.eq(new.other).and(staff::centre.eq(centre)).and(staff::id.ne(id)))
        .select(staff::name)
        .first(tx.db())
        .optional()?;
    let name = name.ok_or_else(|| Problem::field("/other", "Choose a colleague"))?;
    let same = staff_close_to::staff.eq(id).and(staff_close_to::other.eq(new.other));
    let known: Option<AccountId> =
        staff_close_to::table.filter(same).select(staff_close_to::account).first(tx.db()).optional()?;
    match known {
        // A colleague who said the same before must not be told of by a refusal: theirs stands for both.
        Some(by) if by != account => {}
        Some(_) => {
            let remedy = "Tell the co-ordinator if it has changed.";
            return Err(Refusal::because("close-to-declared", "You have said so already.", remedy).into());
        }
        None => {
            for (one, other) in [(id, new.other), (new.other, id)] {
                diesel::insert_into(staff_close_to::table)
                    .values((
                        staff_close_to::staff.eq(one),
                        staff_close_to::other.eq(other),
                        staff_close_to::centre.eq(centre),
                        staff_close_to::kind.eq(new.kind),
                        staff_close_to::at.eq(at),
                        staff_close_to::account.eq(account),
                    ))
                    .execute(tx.db())?;
                tx.changed(Changed::Staff(one));
            }
        }
    }
    let said = CloseTo { other: new.other, name, kind: new.kind, at };
    tx.record(&permit, None, "A member of staff said that they are close to a colleague", said)
}

/// The colleagues somebody is close to: those they named themselves, or all for those who lead the centre's
/// work.
pub(super) fn of(tx: &mut Tx<'_>, id: StaffId, all: bool) -> Result<Vec<CloseTo>, Problem> {
    let (centre, me) = (tx.centre(), tx.actor.account);
    let rows: Vec<(StaffId, String, Closeness, Moment, AccountId)> = staff_close_to::table
        .inner_join(staff::table.on(staff::id.eq(staff_close_to::other)))
        .filter(staff_close_to::staff.eq(id).and(staff_close_to::centre.eq(centre)))
        .order((staff::name, staff::id))
        .limit(200)
        .select((staff::id, staff::name, staff_close_to::kind, staff_close_to::at, staff_close_to::account))
        .load(tx.db())?;
    Ok(rows
        .into_iter()
        .filter(|row| all || Some(row.4) == me)
        .map(|(other, name, kind, at, _)| CloseTo { other, name, kind, at })
        .collect())
}

/// Everybody close to somebody.
pub(crate) fn those_close_to(tx: &mut Tx<'_>, id: StaffId) -> Result<Vec<StaffId>, Problem> {
    Ok(staff_close_to::table
        .filter(staff_close_to::staff.eq(id))
        .select(staff_close_to::other)
        .load(tx.db())?)
}
