//! Where one adult is and how they are reached: the compartment (R25, R26).

use base::{Name, Prose};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::intake::SafeChannel;

/// Everything that could lead somebody to an adult. Kept apart from the first keystroke, marked
/// confidential by default, and never part of anything made for the other side.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Contact {
    /// How often these had been changed when they were read: whoever writes them anew says it, so that nobody writes over
    /// what somebody else said meanwhile. Left out where they never were. It is no part of what is kept.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<i32>,
    /// Home address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<Prose>,
    /// Postcode.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub postcode: Option<Name>,
    /// Telephone number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub telephone: Option<Name>,
    /// E-mail address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<Name>,
    /// The only channel by which it is safe to reach them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub safe_channel: Option<SafeChannel>,
    /// When it is safe, and any word to say first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when_it_is_safe: Option<Prose>,
    /// Somebody to reach in an emergency.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub emergency_contact: Option<Name>,
    /// That person's telephone number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub emergency_telephone: Option<Name>,
    /// Employer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub employer: Option<Name>,
    /// The children's school or nursery, as this side knows it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub school: Option<Name>,
    /// Family doctor.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub doctor: Option<Name>,
    /// Vehicle, with its number plate.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vehicle: Option<Name>,
}

impl Contact {
    /// The values that must not reach the other side. Of a number only its digits count, and an e-mail address counts
    /// only if it is one: an adult says these themselves, and ordinary words in their place would be kept from the
    /// other side wherever they stand.
    #[must_use]
    pub fn protected(&self) -> Vec<String> {
        let names = [
            &self.postcode,
            &self.emergency_contact,
            &self.employer,
            &self.school,
            &self.doctor,
            &self.vehicle,
        ];
        let words =
            self.address.iter().map(Prose::as_str).chain(names.into_iter().flatten().map(Name::as_str));
        // Whoever tells a car by its number plate tells whose it is, whatever else was written down of it.
        let parts: Vec<&str> =
            self.vehicle.iter().flat_map(|vehicle| vehicle.as_str().split_whitespace()).collect();
        let pairs = parts.windows(2).map(|pair| pair.join(" "));
        let plates = pairs.chain(parts.iter().map(|part| (*part).to_owned()));
        let is_plate =
            |text: &String| text.chars().any(|c| c.is_ascii_digit()) && text.chars().any(char::is_alphabetic);
        let plates = plates.filter(is_plate);
        let numbers = [&self.telephone, &self.emergency_telephone].into_iter().flatten();
        let numbers = numbers.map(|number| digits(number.as_str()));
        let email = self.email.iter().map(ToString::to_string).filter(|email| email.contains('@'));
        words.map(str::to_owned).chain(plates).chain(numbers).chain(email).collect()
    }
}

/// The digits of a number, however it is written.
pub(crate) fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}
