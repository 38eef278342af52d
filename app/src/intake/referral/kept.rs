//! A referral without anybody's whereabouts: the only form in which one is stored (R25).

use super::document::{AdultInput, ReferralInput};
use crate::family::contact::Contact;
use rules::intake::Side;
use serde::{Deserialize, Deserializer, Serialize};

/// A referral whose contacts have been taken out. Only [`split`] makes one, also of what is read, so what is
/// stored as a referral's document cannot hold an address.
#[derive(Clone, Debug, Default, Serialize)]
#[serde(transparent)]
pub struct Kept(ReferralInput);

/// The contacts of the two sides, each on its way to a compartment of its own.
#[derive(Clone, Debug, Default)]
pub struct Contacts {
    /// The resident party's.
    pub resident: Contact,
    /// The visiting party's.
    pub visiting: Contact,
}

impl Contacts {
    /// One side's.
    #[must_use]
    pub fn of(&self, side: Side) -> &Contact {
        match side {
            Side::Resident => &self.resident,
            Side::Visiting => &self.visiting,
        }
    }

    /// One side's, to be written in.
    pub fn of_mut(&mut self, side: Side) -> &mut Contact {
        match side {
            Side::Resident => &mut self.resident,
            Side::Visiting => &mut self.visiting,
        }
    }
}

/// Takes the contacts out.
#[must_use]
pub fn split(mut whole: ReferralInput) -> (Kept, Contacts) {
    let mut contacts = Contacts::default();
    for side in Side::ALL {
        let adult = whole.adult_mut(*side);
        if let Some(contact) = adult.as_mut().and_then(|adult| adult.contact.take()) {
            *contacts.of_mut(*side) = contact;
        }
        if adult.as_ref() == Some(&AdultInput::default()) {
            *adult = None;
        }
    }
    (Kept(whole), contacts)
}

/// A document that somehow holds a contact loses it on being read.
impl<'de> Deserialize<'de> for Kept {
    fn deserialize<D: Deserializer<'de>>(document: D) -> Result<Self, D::Error> {
        Ok(split(ReferralInput::deserialize(document)?).0)
    }
}

impl Kept {
    /// What it says, without whereabouts.
    #[must_use]
    pub fn document(&self) -> &ReferralInput {
        &self.0
    }

    /// The whole draft again, for its author and for staff who may see contacts.
    #[must_use]
    pub fn with(&self, contacts: &Contacts) -> ReferralInput {
        let mut whole = self.0.clone();
        for side in Side::ALL {
            let contact = contacts.of(*side);
            if *contact != Contact::default() {
                whole.adult_mut(*side).get_or_insert_default().contact = Some(contact.clone());
            }
        }
        whole
    }
}
