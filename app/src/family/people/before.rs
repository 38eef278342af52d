//! What stood in somebody's contact details before. Whoever looks for them may still find them by it: it stays from the
//! other side (R25) until somebody says why it need not.

use super::super::contact::Contact;
use crate::schema::{contact_before, contact_change};
use base::{FamilyId, Moment, PartyId, Prose};
use diesel::{dsl::max, prelude::*};
use host::{Problem, Recorded, Tx, WriteTx, paging::All, seal::Sealed};
use policy::{Act, Permit, SeeContacts, WriteContacts};
use rules::Refusal;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// More than these are not listed; the newest are. All of them count.
const MOST: i64 = 200;

/// Contact details as they stood before.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ContactBefore {
    /// Which of them, counted from one.
    pub number: i32,
    /// What stood there.
    pub contact: Contact,
    /// Until when.
    pub at: Moment,
    /// Why it is no longer kept from the other side, where somebody said so.
    pub lifted: Option<String>,
    /// When they did.
    pub lifted_at: Option<Moment>,
}

/// Says why what stood there before is no longer kept from the other side.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ContactLifting {
    /// Why nobody is found by it any more, and who said so.
    pub reason: Prose,
}

/// How often somebody's details have changed: whoever writes them anew says which they read.
pub(crate) fn version(tx: &mut Tx<'_>, of: PartyId) -> Result<i32, Problem> {
    let written =
        contact_before::table.filter(contact_before::party.eq(of)).select(max(contact_before::number));
    let said = contact_change::table.filter(contact_change::party.eq(of)).select(max(contact_change::number));
    let (written, said): (Option<i32>, Option<i32>) =
        diesel::select((written.single_value(), said.single_value())).first(tx.db())?;
    Ok(written.unwrap_or(0) + said.unwrap_or(0))
}

fn last(tx: &mut Tx<'_>, of: PartyId) -> Result<i32, Problem> {
    let last: Option<i32> = contact_before::table
        .filter(contact_before::party.eq(of))
        .select(max(contact_before::number))
        .first(tx.db())?;
    Ok(last.unwrap_or(0))
}

/// Refuses to write over what somebody else wrote meanwhile.
pub(crate) fn as_they_were_read(tx: &mut Tx<'_>, of: PartyId, read: Option<i32>) -> Result<(), Problem> {
    if read.unwrap_or(0) == version(tx, of)? {
        return Ok(());
    }
    Err(Refusal::because(
        "contact-changed",
        "How they are reached has been changed since you opened this, perhaps by themselves.",
        "Open the page again in another window, compare, and enter what still has to change.",
    )
    .into())
}

/// Keeps what stood there until now.
pub(super) fn keep<A: Act<Id = FamilyId>>(
    tx: &mut WriteTx<'_>,
    permit: &Permit<A>,
    of: PartyId,
    contact: &Contact,
) -> Result<(), Problem> {
    let (number, document) = (last(tx, of)? + 1, tx.seal(permit.id(), contact)?);
    diesel::insert_into(contact_before::table)
        .values((
            contact_before::party.eq(of),
            contact_before::number.eq(number),
            contact_before::centre.eq(tx.centre()),
            contact_before::family.eq(permit.id()),
            contact_before::document.eq(document),
            contact_before::account.eq(tx.actor.account),
            contact_before::at.eq(tx.now),
        ))
        .execute(tx.db())?;
    Ok(())
}

/// What stood in one adult's contact details before, the newest first.
pub fn contacts_before(
    tx: &mut Tx<'_>,
    (family, party): (FamilyId, PartyId),
) -> Result<All<ContactBefore>, Problem> {
    let family = super::family(tx, family)?;
    tx.ask::<SeeContacts>(&family.held_by(party))?;
    let adult = family.adult(party).ok_or(Problem::NotFound)?;
    of_adult(tx, adult.id).map(|items| All { items })
}

/// The same for whoever has been asked already.
pub(super) fn of_adult(tx: &mut Tx<'_>, party: PartyId) -> Result<Vec<ContactBefore>, Problem> {
    type Row = (i32, Sealed, Moment, Option<Sealed>, Option<Moment>);
    let rows: Vec<Row> = contact_before::table
        .filter(contact_before::party.eq(party).and(contact_before::centre.eq(tx.centre())))
        .order(contact_before::number.desc())
        .limit(MOST)
        .select((
            contact_before::number,
            contact_before::document,
            contact_before::at,
            contact_before::lifted,
            contact_before::lifted_at,
        ))
        .load(tx.db())?;
    rows.into_iter()
        .map(|(number, document, at, lifted, lifted_at)| {
            let lifted = lifted.map(|words| tx.open_text(&words)).transpose()?;
            Ok(ContactBefore { number, contact: tx.open(&document)?, at, lifted, lifted_at })
        })
        .collect()
}

/// Says why what stood there before is no longer kept from the other side. It stays known here.
pub fn lift(
    tx: &mut WriteTx<'_>,
    (family, party, number): (FamilyId, PartyId, i32),
    new: ContactLifting,
) -> Result<Recorded<All<ContactBefore>>, Problem> {
    let family = super::family(tx, family)?;
    let permit = tx.ask::<WriteContacts>(&family.held_by(party))?;
    let adult = family.adult(party).ok_or(Problem::NotFound)?.clone();
    let own = contact_before::party.eq(adult.id).and(contact_before::number.eq(number));
    let stands: Option<Option<Moment>> = contact_before::table
        .filter(own.and(contact_before::centre.eq(tx.centre())))
        .select(contact_before::lifted_at)
        .first(tx.db())
        .optional()?;
    match stands {
        None => return Err(Problem::NotFound),
        Some(Some(at)) => {
            return Err(Refusal::because(
                "contact-lifted",
                format!("This was said already, on {}.", at.day().words()),
                "There is nothing more to do.",
            )
            .into());
        }
        Some(None) => {}
    }
    let account = tx.actor.account.ok_or(Problem::SignInNeeded)?;
    let reason = tx.seal_text(permit.id(), new.reason.as_str())?;
    diesel::update(contact_before::table.filter(own))
        .set((
            contact_before::lifted.eq(reason),
            contact_before::lifted_by.eq(account),
            contact_before::lifted_at.eq(tx.now),
        ))
        .execute(tx.db())?;
    let items = of_adult(tx, adult.id)?;
    let summary = "What stood in contact details before is no longer kept from the other side";
    tx.record(&permit, Some(family.id), summary, All { items })
}
