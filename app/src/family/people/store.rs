//! Where compartments and pairs who must not meet are kept.

use super::{super::Family, NewNoMeeting, NoMeeting, before};
use crate::{
    family::contact::Contact,
    schema::{family, no_meeting, party, party_contact, safe_way},
};
use base::{AccountId, Changed, FamilyId, Moment, PartyId};
use diesel::prelude::*;
use host::{Problem, Tx, WriteTx, among, seal::Sealed};
use policy::{Act, GiveAccess, Permit, WriteContacts};
use rules::intake::Stage;
use std::collections::BTreeMap;

pub(super) fn contact(tx: &mut Tx<'_>, id: PartyId) -> Result<Contact, Problem> {
    let document: Option<Sealed> = party_contact::table
        .filter(party_contact::party.eq(id).and(party_contact::centre.eq(tx.centre())))
        .select(party_contact::document)
        .first(tx.db())
        .optional()?;
    Ok(document.map(|document| tx.open(&document)).transpose()?.unwrap_or_default())
}

pub(super) fn contact_write<A: Act<Id = FamilyId>>(
    tx: &mut WriteTx<'_>,
    permit: &Permit<A>,
    id: PartyId,
    contact: &Contact,
) -> Result<(), Problem> {
    let centre = tx.centre();
    let stood = self::contact(tx, id)?;
    if stood != *contact {
        before::keep(tx, permit, id, &stood)?;
    }
    // What somebody said of another way or address counts for none, though it may be theirs again one day (R26).
    if (stood.safe_channel, &stood.telephone, &stood.email)
        != (contact.safe_channel, &contact.telephone, &contact.email)
    {
        diesel::delete(safe_way::table.filter(safe_way::party.eq(id).and(safe_way::centre.eq(centre))))
            .execute(tx.db())?;
    }
    let document = tx.seal(permit.id(), contact)?;
    let own = party_contact::party.eq(id).and(party_contact::centre.eq(centre));
    let changed = diesel::update(party_contact::table.filter(own))
        .set(party_contact::document.eq(&document))
        .execute(tx.db())?;
    if changed == 0 {
        diesel::insert_into(party_contact::table)
            .values((
                party_contact::party.eq(id),
                party_contact::centre.eq(centre),
                party_contact::document.eq(&document),
            ))
            .execute(tx.db())?;
    }
    Ok(())
}

pub(super) fn party_account(
    tx: &mut WriteTx<'_>,
    permit: &Permit<GiveAccess>,
    id: PartyId,
    account: AccountId,
) -> Result<(), Problem> {
    diesel::update(party::table.filter(party::id.eq(id).and(party::family.eq(permit.id()))))
        .set(party::account.eq(account))
        .execute(tx.db())?;
    Ok(())
}

pub(super) fn is_known(tx: &mut Tx<'_>, id: PartyId) -> Result<bool, Problem> {
    let count: i64 = party::table
        .filter(party::id.eq(id).and(party::centre.eq(tx.centre())))
        .count()
        .get_result(tx.db())?;
    Ok(count > 0)
}

/// The most adults of other families that are offered to choose from.
const OFFERED: i64 = 400;

/// The adults of the centre's other families that are with it, by name: whom somebody may have to be
/// kept apart from.
pub(super) fn adults_of_others(
    tx: &mut Tx<'_>,
    than: FamilyId,
) -> Result<Vec<(PartyId, String, String)>, Problem> {
    let gone = [Stage::MovedOn, Stage::Redirected, Stage::Declined];
    Ok(party::table
        .inner_join(family::table.on(family::id.eq(party::family)))
        .filter(family::centre.eq(tx.centre()).and(family::id.ne(than)).and(family::stage.ne_all(gone)))
        .order((party::name, party::id))
        .limit(OFFERED)
        .select((party::id, party::name, family::reference))
        .load(tx.db())?)
}

/// A pair is kept once, whichever of the two was named first.
pub(super) fn no_meeting_insert(
    tx: &mut WriteTx<'_>,
    _: &Permit<WriteContacts>,
    new: &NewNoMeeting,
) -> Result<(), Problem> {
    let (one, other) = (new.one.min(new.other), new.one.max(new.other));
    diesel::insert_into(no_meeting::table)
        .values((
            no_meeting::one.eq(one),
            no_meeting::other.eq(other),
            no_meeting::centre.eq(tx.centre()),
            no_meeting::reason.eq(new.reason.as_str()),
            no_meeting::at.eq(tx.now),
        ))
        .execute(tx.db())?;
    tx.changed(Changed::Party(one));
    tx.changed(Changed::Party(other));
    Ok(())
}

pub(super) fn no_meetings(tx: &mut Tx<'_>, of: &Family) -> Result<Vec<NoMeeting>, Problem> {
    let centre = tx.centre();
    let own: Vec<PartyId> = of.adults.iter().map(|adult| adult.id).collect();
    let pairs: Vec<(PartyId, PartyId, String, Moment)> = no_meeting::table
        .filter(
            no_meeting::centre
                .eq(centre)
                .and(among(no_meeting::one, own.clone()).or(among(no_meeting::other, own.clone()))),
        )
        .order(no_meeting::at.desc())
        .select((no_meeting::one, no_meeting::other, no_meeting::reason, no_meeting::at))
        .load(tx.db())?;
    let names = names(tx, pairs.iter().flat_map(|(one, other, ..)| [*one, *other]).collect())?;
    Ok(pairs
        .into_iter()
        .map(|(one, other, reason, at)| {
            let (one, other) = if own.contains(&one) { (one, other) } else { (other, one) };
            NoMeeting {
                one_name: names.name(one),
                other_name: names.name(other),
                other_family: names.family(other, of.id),
                one,
                other,
                reason,
                at,
            }
        })
        .collect())
}

/// What some adults are called, and their families.
pub(super) struct Names(BTreeMap<PartyId, (String, FamilyId, String)>);

impl Names {
    /// What an adult is called.
    pub(super) fn name(&self, of: PartyId) -> String {
        self.0.get(&of).map(|(name, ..)| name.clone()).unwrap_or_default()
    }

    /// What the family of an adult is called, on the page of one family.
    pub(super) fn family(&self, of: PartyId, here: FamilyId) -> String {
        let told = |(_, id, reference): &(String, FamilyId, String)| {
            if *id == here { "this family".to_owned() } else { reference.clone() }
        };
        self.0.get(&of).map(told).unwrap_or_default()
    }
}

/// The names of some adults of the centre, in one statement.
pub(super) fn names(tx: &mut Tx<'_>, of: Vec<PartyId>) -> Result<Names, Problem> {
    let centre = tx.centre();
    let known: Vec<(PartyId, String, FamilyId, String)> = party::table
        .inner_join(family::table.on(family::id.eq(party::family)))
        .filter(among(party::id, of).and(party::centre.eq(centre)))
        .select((party::id, party::name, family::id, family::reference))
        .load(tx.db())?;
    Ok(Names(
        known.into_iter().map(|(id, name, family, reference)| (id, (name, family, reference))).collect(),
    ))
}
