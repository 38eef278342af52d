//! The questions about where an adult is and how they are reached, the same on every form (R26: the safe
//! channel first).

use super::SafeChannel;
use crate::{
    view::{Field, Kind, choices, field},
    words::Words,
};

/// The questions, below `at`: in the adult's own words and language where they are asked themselves, in
/// English about "them" where another person is.
pub(super) fn contact_fields(at: &str, to_the_adult: Option<Words>) -> Vec<Field> {
    let say =
        |theirs: &str, yours: fn(Words) -> String| to_the_adult.map_or_else(|| theirs.to_owned(), yours);
    let ask = |name: &str, theirs: &str, yours: fn(Words) -> String, kind: Kind| {
        field(format!("{at}/{name}"), say(theirs, yours), kind)
    };
    let channels =
        to_the_adult.map_or_else(|| choices!(SafeChannel), |words| words.choices(SafeChannel::ALL));
    vec![
        ask("safe_channel", "How is it safe to reach them?", Words::ask_safe_channel, Kind::One(channels))
            .hint(say(
                "We use only this way. “Do not contact me” is a good answer.",
                Words::ask_safe_channel_hint,
            )),
        ask(
            "when_it_is_safe",
            "When is it safe, and is there a word to say first?",
            Words::ask_when_safe,
            Kind::Long(2),
        ),
        ask("telephone", "Telephone number", Words::ask_telephone, Kind::Telephone),
        ask("email", "E-mail address", Words::ask_email, Kind::Email),
        ask("address", "Home address", Words::ask_address, Kind::Long(3)),
        ask("postcode", "Postcode", Words::ask_postcode, Kind::Text),
        ask("emergency_contact", "Somebody to reach in an emergency", Words::ask_emergency, Kind::Text),
        ask(
            "emergency_telephone",
            "That person’s telephone number",
            Words::ask_emergency_telephone,
            Kind::Telephone,
        ),
        ask("school", "The children’s school or nursery", Words::ask_school, Kind::Text)
            .hint(say("As this side knows it. The other side is never told.", Words::ask_school_hint)),
        ask("employer", "Employer", Words::ask_employer, Kind::Text),
        ask("doctor", "Family doctor", Words::ask_doctor, Kind::Text),
        ask("vehicle", "Car, with its number plate", Words::ask_vehicle, Kind::Text)
            .hint(say("So that staff know who is arriving.", Words::ask_vehicle_hint)),
    ]
}
