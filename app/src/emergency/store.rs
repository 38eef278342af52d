//! Where emergency access is kept.

use super::{EmergencyAccess, SignedOff};
use crate::schema::{emergency_access, family, staff};
use base::{AccountId, EmergencyAccessId, FamilyId, Moment, Prose, StaffId};
use diesel::prelude::*;
use host::{
    Problem, Tx, WriteTx,
    paging::{Listed, Paging},
    sign_in,
};
use policy::{OpenInEmergency, Permit, Restriction, Scope, SignOffEmergencyAccess, Subject};
use std::collections::HashMap;

type Ids = (EmergencyAccessId, FamilyId, StaffId);
type Signed = (Option<Moment>, Option<AccountId>, Option<String>);
type Row = (Ids, String, String, String, String, Moment, Moment, Signed);

macro_rules! columns {
    () => {
        (
            (emergency_access::id, emergency_access::family, emergency_access::staff),
            family::title,
            family::reference,
            staff::name,
            emergency_access::reason,
            emergency_access::opened_at,
            emergency_access::ends_at,
            (
                emergency_access::signed_off_at,
                emergency_access::signed_off_by,
                emergency_access::signed_off_words,
            ),
        )
    };
}

fn read_all(tx: &mut Tx<'_>, rows: Vec<Row>) -> Result<Vec<EmergencyAccess>, Problem> {
    let signed: Vec<AccountId> = rows.iter().filter_map(|row| row.7.1).collect();
    let names = if signed.is_empty() { HashMap::new() } else { sign_in::names_of(tx, &signed)? };
    Ok(rows
        .into_iter()
        .map(|((id, family, staff), title, reference, staff_name, reason, opened_at, ends_at, signed)| {
            let signed_off = match signed {
                (Some(at), Some(by), Some(words)) => {
                    Some(SignedOff { at, by: names.get(&by).cloned().unwrap_or_default(), words })
                }
                _ => None,
            };
            EmergencyAccess {
                id,
                family,
                title,
                reference,
                staff,
                staff_name,
                reason,
                opened_at,
                ends_at,
                signed_off,
            }
        })
        .collect())
}

/// The family of this reference. Only the whole reference finds it.
pub(super) fn family_called(tx: &mut Tx<'_>, reference: &str) -> Result<Option<FamilyId>, Problem> {
    Ok(family::table
        .filter(family::centre.eq(tx.centre()).and(family::reference.eq(reference.trim().to_uppercase())))
        .select(family::id)
        .first(tx.db())
        .optional()?)
}

/// Until when somebody has a case open, if they have.
pub(super) fn open_until(tx: &mut Tx<'_>, who: StaffId, family: FamilyId) -> Result<Option<Moment>, Problem> {
    let now = tx.now;
    Ok(emergency_access::table
        .filter(emergency_access::staff.eq(who).and(emergency_access::family.eq(family)))
        .filter(emergency_access::ends_at.gt(now))
        .order(emergency_access::ends_at.desc())
        .select(emergency_access::ends_at)
        .first(tx.db())
        .optional()?)
}

/// Keeps an emergency access.
pub(super) fn opening_insert(
    tx: &mut WriteTx<'_>,
    permit: &Permit<OpenInEmergency>,
    (who, family): (StaffId, FamilyId),
    reason: &Prose,
    ends_at: Moment,
) -> Result<EmergencyAccessId, Problem> {
    let id = EmergencyAccessId::from_random(tx.random());
    diesel::insert_into(emergency_access::table)
        .values((
            emergency_access::id.eq(id),
            emergency_access::centre.eq(permit.id()),
            emergency_access::family.eq(family),
            emergency_access::staff.eq(who),
            emergency_access::reason.eq(reason.as_str()),
            emergency_access::opened_at.eq(tx.now),
            emergency_access::ends_at.eq(ends_at),
        ))
        .execute(tx.db())?;
    Ok(id)
}

/// One emergency access. Says "not found" for another centre's.
pub(super) fn opening(
    tx: &mut Tx<'_>,
    id: EmergencyAccessId,
) -> Result<(EmergencyAccess, Subject<EmergencyAccessId>), Problem> {
    let centre = tx.centre();
    let row: Row = emergency_access::table
        .inner_join(family::table.on(family::id.eq(emergency_access::family)))
        .inner_join(staff::table.on(staff::id.eq(emergency_access::staff)))
        .filter(emergency_access::id.eq(id).and(emergency_access::centre.eq(centre)))
        .select(columns!())
        .first(tx.db())?;
    let opened = read_all(tx, vec![row])?.pop().ok_or(Problem::NotFound)?;
    let subject =
        Subject { family: Some(opened.family), ..Subject::of_staff(id, centre, vec![opened.staff]) };
    Ok((opened, subject))
}

/// What was opened, the newest first.
pub(super) fn openings(
    tx: &mut Tx<'_>,
    scope: &Scope,
    waiting: bool,
    paging: &Paging,
) -> Result<Listed<EmergencyAccess>, Problem> {
    let mut query = emergency_access::table
        .inner_join(family::table.on(family::id.eq(emergency_access::family)))
        .inner_join(staff::table.on(staff::id.eq(emergency_access::staff)))
        .filter(emergency_access::centre.eq(scope.centre()))
        .order((emergency_access::opened_at.desc(), emergency_access::id.desc()))
        .limit(paging.fetch())
        .select(columns!())
        .into_boxed();
    match scope.restriction() {
        Restriction::None => {}
        Restriction::Own(who) => query = query.filter(emergency_access::staff.eq(who)),
        _ => return Err(Problem::NotFound),
    }
    if waiting {
        query = query.filter(emergency_access::signed_off_at.is_null());
    }
    if let Some(place) = paging.place()? {
        let earlier = emergency_access::opened_at.eq(place.at).and(emergency_access::id.lt(place.id));
        query = query.filter(emergency_access::opened_at.lt(place.at).or(earlier));
    }
    let rows: Vec<Row> = query.load(tx.db())?;
    let read = read_all(tx, rows)?;
    Ok(paging.page(read, |one| (one.opened_at, one.id.to_string())))
}

/// Keeps who signed an emergency access off, and what they said.
pub(super) fn sign_off(
    tx: &mut WriteTx<'_>,
    permit: &Permit<SignOffEmergencyAccess>,
    words: &Prose,
    ends_at: Moment,
) -> Result<(), Problem> {
    let by = tx.actor.account.ok_or(Problem::SignInNeeded)?;
    diesel::update(emergency_access::table.filter(emergency_access::id.eq(permit.id())))
        .set((
            emergency_access::signed_off_at.eq(tx.now),
            emergency_access::signed_off_by.eq(by),
            emergency_access::signed_off_words.eq(words.as_str()),
            emergency_access::ends_at.eq(ends_at),
        ))
        .execute(tx.db())?;
    Ok(())
}
