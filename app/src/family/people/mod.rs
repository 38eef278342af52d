//! The people of a family, each adult's compartment on a page of its own, who must not meet, and
//! sign-ins for adults.

mod access;
mod api;
mod before;
mod ending;
mod ending_pages;
mod ending_store;
mod pages;
mod store;

pub use access::{AccessGiven, NewAccess, NewNoMeeting, NoMeeting, give_access, keep_apart, no_meetings};
pub use api::operations;
pub use before::{ContactBefore, ContactLifting, contacts_before, lift};
pub(crate) use before::{as_they_were_read, version};
pub use ending::{
    NewPairEnding, PairDecision, PairEnding, PairEndingState, PairVerdict, ask_pair_ending,
    decide_pair_ending, list_pair_endings,
};
pub use pages::pages;

use super::{
    Adult, Family,
    contact::{Contact, digits},
    family,
};
use base::{FamilyId, Faults, Name, PartyId};
use host::{Problem, Recorded, Tx, WriteTx};
use policy::{Permit, SeeContacts, WriteContacts, WriteOwnContact};

use crate::intake::SafeChannel;

fn adult_of(tx: &mut Tx<'_>, family_id: FamilyId, party: PartyId) -> Result<(Family, Adult), Problem> {
    let family = family(tx, family_id)?;
    let adult = family.adult(party).cloned().ok_or(Problem::NotFound)?;
    Ok((family, adult))
}

/// One adult's compartment.
pub fn contact(tx: &mut Tx<'_>, (family, party): (FamilyId, PartyId)) -> Result<Contact, Problem> {
    let family = self::family(tx, family)?;
    // Policy is asked before it is known whether there is such an adult.
    tx.ask::<SeeContacts>(&family.held_by(party))?;
    let adult = family.adult(party).ok_or(Problem::NotFound)?;
    standing(tx, adult.id)
}

/// One adult's compartment with how often it was changed, if it was.
fn standing(tx: &mut Tx<'_>, of: PartyId) -> Result<Contact, Problem> {
    let version = Some(before::version(tx, of)?).filter(|version| *version > 0);
    Ok(Contact { version, ..store::contact(tx, of)? })
}

/// Writes one adult's compartment anew. The trail says that it changed, and never to what.
pub fn write_contact(
    tx: &mut WriteTx<'_>,
    (family, party): (FamilyId, PartyId),
    contact: Contact,
) -> Result<Recorded<Contact>, Problem> {
    let family = self::family(tx, family)?;
    let permit = tx.ask::<WriteContacts>(&family.held_by(party))?;
    let adult = family.adult(party).ok_or(Problem::NotFound)?;
    let mut faults = Faults::none();
    has_its_way(&contact, &mut faults);
    can_be_used(contact.telephone.as_ref(), contact.email.as_ref(), &mut faults);
    can_be_dialled(contact.emergency_telephone.as_ref(), "/emergency_telephone", &mut faults);
    faults.none_or_err()?;
    before::as_they_were_read(tx, adult.id, contact.version)?;
    store::contact_write(tx, &permit, adult.id, &Contact { version: None, ..contact })?;
    let contact = standing(tx, adult.id)?;
    let summary = format!("The contact details of a {} were changed", adult.side.words().to_lowercase());
    tx.record(&permit, Some(family.id), &summary, contact)
}

/// One adult's compartment, for whoever has been asked already.
pub(crate) fn contact_of(tx: &mut Tx<'_>, id: PartyId) -> Result<Contact, Problem> {
    store::contact(tx, id)
}

/// Keeps what an adult said themselves of how they are reached.
pub(crate) fn contact_write_own(
    tx: &mut WriteTx<'_>,
    permit: &Permit<WriteOwnContact>,
    id: PartyId,
    contact: &Contact,
) -> Result<(), Problem> {
    // What stood there before is not judged anew: nobody is kept from saying how it is safe by what others wrote.
    let mut faults = Faults::none();
    has_its_way(contact, &mut faults);
    faults.none_or_err()?;
    store::contact_write(tx, permit, id, contact)
}

/// A channel that is called safe must have something behind it.
fn has_its_way(contact: &Contact, faults: &mut Faults) {
    match contact.safe_channel {
        Some(SafeChannel::Telephone | SafeChannel::Text) => faults.require(
            contact.telephone.is_some(),
            "/telephone",
            "Enter the telephone number, or choose another safe way",
        ),
        Some(SafeChannel::Email) => faults.require(
            contact.email.is_some(),
            "/email",
            "Enter the e-mail address, or choose another safe way",
        ),
        Some(SafeChannel::DoNotContact) | None => {}
    }
}

/// What is called a number can be dialled, and an address written to: each is kept from the other side wherever it
/// stands, and words in its place would be too.
pub(crate) fn can_be_used(telephone: Option<&Name>, email: Option<&Name>, faults: &mut Faults) {
    can_be_dialled(telephone, "/telephone", faults);
    let is_address = |email: &Name| {
        email.as_str().parse::<lettre::Address>().is_ok_and(|address| address.domain().contains('.'))
    };
    faults.require(email.is_none_or(is_address), "/email", "Enter an e-mail address like name@example.org");
}

fn can_be_dialled(number: Option<&Name>, pointer: &'static str, faults: &mut Faults) {
    let is_other = |c: char| !(c.is_ascii_digit() || " +()-./ext".contains(c));
    let is_number = |number: &Name| {
        (6..=18).contains(&digits(number.as_str()).len()) && !number.as_str().contains(is_other)
    };
    faults.require(number.is_none_or(is_number), pointer, "Enter a telephone number like 01632 960 001");
}
