//! The questions of each part of a referral.

use crate::{
    intake::{
        contact_fields::contact_fields,
        referral::{Capacity, OrderKind, Part, Responsibility},
    },
    view::{Choice, Field, Kind, choices, field},
};
use rules::{
    intake::Side,
    plan::Kind as ContactKind,
    risk::{FactorKind, Level, Source, Standing},
};

/// The questions of a part; of its list, so many.
pub(super) fn fields(part: Part, count: usize) -> Vec<Field> {
    let list = |one: fn(usize) -> Vec<Field>| (0..count).flat_map(one).collect::<Vec<_>>();
    match part {
        Part::Referrer => referrer(),
        Part::Resident => adult(Side::Resident),
        Part::Visiting => adult(Side::Visiting),
        Part::ResidentContact => contact_fields("said/resident/contact", None),
        Part::VisitingContact => contact_fields("said/visiting/contact", None),
        Part::Children => {
            let mut all = vec![said("lives_with", "With whom do the children live?", Kind::One(sides()))];
            all.extend(list(child));
            all
        }
        Part::Visitors => list(visitor),
        Part::Reason => reason(),
        Part::Orders => list(order),
        Part::Concerns => {
            let mut all = vec![
                said("no_concerns:bool", "I have asked, and there are no concerns", Kind::Tick),
                said("convictions", "Convictions of anybody who would come", Kind::Long(3))
                    .hint("Write “None known” if there are none."),
            ];
            all.extend(list(concern));
            all
        }
        Part::Agencies => list(agency),
        Part::Needs => vec![
            said("first_language", "The family’s first language", Kind::Text),
            said("interpreter_language", "If an interpreter is needed, for which language?", Kind::Text)
                .hint("Interpreters are independent, never family or friends."),
            said("disability_and_access", "Disability, and what anybody needs to get in and take part", Kind::Long(3)),
        ],
        Part::Area => vec![
            said(
                "visiting_may_not_know_area:bool",
                "Must the visiting party be kept from learning in which area the children live?",
                Kind::YesNo,
            )
            .hint("If yes, even the choice of this centre may give it away. Staff decide before anybody is told."),
        ],
        Part::Consents => consents(),
    }
}

fn said(name: &str, label: impl Into<String>, kind: Kind) -> Field {
    field(format!("said/{name}"), label, kind)
}

fn nth(group: &str, index: usize, what: &str) -> impl Fn(&str, &str, Kind) -> Field {
    let (at, number, what) = (format!("{group}/{index}"), index + 1, what.to_owned());
    move |name, label, kind| match kind {
        Kind::Heading => said(&at, format!("{what} {number}"), kind),
        kind => said(&format!("{at}/{name}"), label, kind),
    }
}

fn sides() -> Vec<Choice> {
    vec![
        Choice::new("resident", "With the resident party"),
        Choice::new("visiting", "With the visiting party"),
    ]
}

fn referrer() -> Vec<Field> {
    vec![
        said("referrer/capacity", "In what capacity is the referral made?", Kind::One(choices!(Capacity))),
        said("referrer/name", "Name of the person who refers", Kind::Text),
        said("referrer/organisation", "Organisation", Kind::Text),
        said("referrer/telephone", "Work telephone", Kind::Telephone)
            .hint("Leave this and the next empty for one of the family: their number goes with their own contact details."),
        said("referrer/email", "Work e-mail", Kind::Email),
        said("referred_on", "Day of the referral", Kind::Date),
    ]
}

fn adult(side: Side) -> Vec<Field> {
    let ask = |name: &str, label: &str, kind| said(&format!("{side}/{name}"), label, kind);
    vec![
        ask("name", "Full name", Kind::Text),
        ask("born", "Date of birth", Kind::Date),
        ask("relation", "What are they to the children?", Kind::Text)
            .hint("For example mother, father, grandmother."),
        ask(
            "parental_responsibility",
            "Do they have parental responsibility?",
            Kind::One(choices!(Responsibility)),
        ),
        ask("solicitor/name", "Their solicitor’s name", Kind::Text).hint("Leave empty if they have none."),
        ask("solicitor/firm", "Their solicitor’s firm", Kind::Text),
    ]
}

fn child(index: usize) -> Vec<Field> {
    let ask = nth("children", index, "Child");
    vec![
        ask("", "", Kind::Heading),
        ask("name", "Full name", Kind::Text),
        ask("born", "Date of birth", Kind::Date),
        ask("needs", "Needs", Kind::Long(3)).hint("Learning, behaviour, access, what comforts them."),
        ask("medical", "Health", Kind::Long(3)).hint("Conditions, allergies, medication."),
        ask("may_leave_premises:bool", "May the child leave the premises during a visit?", Kind::YesNo),
    ]
}

fn visitor(index: usize) -> Vec<Field> {
    let ask = nth("extra_visitors", index, "Visitor");
    vec![
        ask("", "", Kind::Heading),
        ask("name", "Full name", Kind::Text),
        ask("born", "Date of birth", Kind::Date),
        ask("relation", "What are they to the children?", Kind::Text),
    ]
}

fn reason() -> Vec<Field> {
    vec![
        said("reason", "Why is a contact centre needed?", Kind::Long(6)),
        said("level_asked", "Which level of supervision is asked for?", Kind::One(choices!(Level))),
        said("kind_asked", "Which kind of contact?", Kind::Pick(choices!(ContactKind))),
        said("frequency_asked", "How often, and for how long?", Kind::Text)
            .hint("For example every other Saturday for two hours."),
        said("availability", "When can each side come?", Kind::Long(3)),
    ]
}

fn order(index: usize) -> Vec<Field> {
    let ask = nth("orders", index, "Order");
    vec![
        ask("", "", Kind::Heading),
        ask("kind", "What kind of order is it?", Kind::Pick(choices!(OrderKind))),
        ask("court", "Court", Kind::Text),
        ask("case_number", "Case number", Kind::Text),
        ask("made_on", "When was it made?", Kind::Date),
        ask("expires_on", "When does it end?", Kind::Date).hint("Leave empty if it does not say."),
        ask("terms", "What does it say about contact?", Kind::Long(4)),
        ask("says_supervised:bool", "Does it say that contact is supervised?", Kind::YesNo),
    ]
}

fn concern(index: usize) -> Vec<Field> {
    let ask = nth("concerns", index, "Concern");
    vec![
        ask("", "", Kind::Heading),
        ask("kind", "What is it about?", Kind::Pick(choices!(FactorKind))),
        ask("account", "What is known or said?", Kind::Long(4)),
        ask("standing", "What has become of it?", Kind::Pick(choices!(Standing))),
        ask("source", "Where is it known from?", Kind::Pick(choices!(Source))),
    ]
}

fn agency(index: usize) -> Vec<Field> {
    let ask = nth("agencies", index, "Agency");
    vec![
        ask("", "", Kind::Heading),
        ask("name", "Agency", Kind::Text),
        ask("role", "What does it do for the family?", Kind::Text),
        ask("contact", "A person there, and how to reach them", Kind::Text),
    ]
}

fn consents() -> Vec<Field> {
    vec![
        said("consents/resident:bool", "Does the resident party agree to the referral?", Kind::YesNo),
        said("consents/visiting:bool", "Does the visiting party agree to the referral?", Kind::YesNo),
        said("consents/share_with_court:bool", "May records be shared with the court?", Kind::YesNo),
        said("fee/paid_by", "Who pays the fee?", Kind::Text).hint("Leave empty if there is none."),
        said("fee/pence:pounds", "How much, in pounds?", Kind::Text).hint("For example 50 or 12.50."),
    ]
}
