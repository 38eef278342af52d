//! The questions about where an adult is and how they are reached, the same on every form (R26: the safe
//! channel first).

use super::SafeChannel;
use crate::view::{Field, Kind, choices, field};

/// The questions, below `at`. `they` is "they" or "you", as the reader is another person or the adult.
pub(super) fn contact_fields(at: &str, to_the_adult: bool) -> Vec<Field> {
    let ask = |name: &str, theirs: &str, yours: &str, kind: Kind| {
        field(format!("{at}/{name}"), if to_the_adult { yours } else { theirs }, kind)
    };
    vec![
        ask(
            "safe_channel",
            "How is it safe to reach them?",
            "How is it safe to reach you?",
            Kind::One(choices!(SafeChannel)),
        )
        .hint("We use only this way. “Do not contact me” is a good answer."),
        ask(
            "when_it_is_safe",
            "When is it safe, and is there a word to say first?",
            "When is it safe, and is there a word we should say first?",
            Kind::Long(2),
        ),
        ask("telephone", "Telephone number", "Your telephone number", Kind::Telephone),
        ask("email", "E-mail address", "Your e-mail address", Kind::Email),
        ask("address", "Home address", "Your home address", Kind::Long(3)),
        ask("postcode", "Postcode", "Your postcode", Kind::Text),
        ask(
            "emergency_contact",
            "Somebody to reach in an emergency",
            "Somebody we can reach in an emergency",
            Kind::Text,
        ),
        ask(
            "emergency_telephone",
            "That person’s telephone number",
            "That person’s telephone number",
            Kind::Telephone,
        ),
        ask("school", "The children’s school or nursery", "The children’s school or nursery", Kind::Text)
            .hint("As this side knows it. The other side is never told."),
        ask("employer", "Employer", "Where you work", Kind::Text),
        ask("doctor", "Family doctor", "Your family doctor", Kind::Text),
        ask("vehicle", "Car, with its number plate", "Your car, with its number plate", Kind::Text)
            .hint("So that staff know who is arriving."),
    ]
}
