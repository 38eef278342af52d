//! What a referral says, as questions and answers.

use crate::{
    family::contact::Contact,
    intake::referral::{AdultInput, Part, ReferralInput},
    view::{Fact, fact},
};
use base::{Day, Name, Prose};
use rules::intake::Side;

fn words<T: ToString>(given: Option<&T>) -> String {
    given.map(ToString::to_string).unwrap_or_default()
}

fn day(given: Option<Day>) -> String {
    given.map(Day::words).unwrap_or_default()
}

fn yes(given: Option<bool>) -> String {
    given.map(|is| if is { "Yes" } else { "No" }.to_owned()).unwrap_or_default()
}

fn joined(parts: &[String]) -> String {
    parts.iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join(", ")
}

fn choice<T: Copy>(given: Option<T>, words: fn(T) -> &'static str) -> String {
    given.map(words).unwrap_or_default().to_owned()
}

/// The answers of one part. Contacts only where the document has them: in a draft.
pub(super) fn answers(part: Part, it: &ReferralInput) -> Vec<Fact> {
    match part {
        Part::Referrer => referrer(it),
        Part::Resident => adult(it.adult(Side::Resident)),
        Part::Visiting => adult(it.adult(Side::Visiting)),
        Part::ResidentContact => contact(it.resident.as_ref().and_then(|adult| adult.contact.as_ref())),
        Part::VisitingContact => contact(it.visiting.as_ref().and_then(|adult| adult.contact.as_ref())),
        Part::Children => children(it),
        Part::Visitors => visitors(it),
        Part::Reason => vec![
            fact("Reason", words(it.reason.as_ref())),
            fact("Level asked for", choice(it.level_asked, rules::risk::Level::words)),
            fact("Kind of contact", choice(it.kind_asked, rules::plan::Kind::words)),
            fact("How often", words(it.frequency_asked.as_ref())),
            fact("Availability", words(it.availability.as_ref())),
        ],
        Part::Orders => orders(it),
        Part::Concerns => concerns(it),
        Part::Agencies => agencies(it),
        Part::Needs => vec![
            fact("First language", words(it.first_language.as_ref())),
            fact("Interpreter for", words(it.interpreter_language.as_ref())),
            fact("Disability and access", words(it.disability_and_access.as_ref())),
        ],
        Part::Area => {
            vec![fact("Visiting party must not learn the area", yes(it.visiting_may_not_know_area))]
        }
        Part::Consents => consents(it),
    }
}

fn referrer(it: &ReferralInput) -> Vec<Fact> {
    let by = it.referrer.clone().unwrap_or_default();
    vec![
        fact("Capacity", choice(by.capacity, super::super::Capacity::words)),
        fact("Name", words(by.name.as_ref())),
        fact("Organisation", words(by.organisation.as_ref())),
        fact("Telephone", words(by.telephone.as_ref())),
        fact("E-mail", words(by.email.as_ref())),
        fact("Referred on", day(it.referred_on)),
    ]
}

fn adult(it: Option<&AdultInput>) -> Vec<Fact> {
    let it = it.cloned().unwrap_or_default();
    let solicitor = it.solicitor.unwrap_or_default();
    vec![
        fact("Name", words(it.name.as_ref())),
        fact("Date of birth", day(it.born)),
        fact("Relation to the children", words(it.relation.as_ref())),
        fact(
            "Parental responsibility",
            choice(it.parental_responsibility, super::super::Responsibility::words),
        ),
        fact("Solicitor", joined(&[words(solicitor.name.as_ref()), words(solicitor.firm.as_ref())])),
    ]
}

/// The answers about how an adult is reached.
fn contact(it: Option<&Contact>) -> Vec<Fact> {
    let it = it.cloned().unwrap_or_default();
    let line = |given: &Option<Name>| words(given.as_ref());
    let sentences = |given: &Option<Prose>| words(given.as_ref());
    vec![
        fact("Safe to reach by", choice(it.safe_channel, crate::intake::SafeChannel::words)),
        fact("When it is safe", sentences(&it.when_it_is_safe)),
        fact("Telephone", line(&it.telephone)),
        fact("E-mail", line(&it.email)),
        fact("Address", joined(&[sentences(&it.address).replace('\n', ", "), line(&it.postcode)])),
        fact("In an emergency", joined(&[line(&it.emergency_contact), line(&it.emergency_telephone)])),
        fact("School or nursery", line(&it.school)),
        fact("Employer", line(&it.employer)),
        fact("Doctor", line(&it.doctor)),
        fact("Car", line(&it.vehicle)),
    ]
}

fn children(it: &ReferralInput) -> Vec<Fact> {
    let mut facts = vec![fact("Live with", choice(it.lives_with, Side::words))];
    for (index, child) in it.children.iter().enumerate() {
        let born = child.born.map(|born| format!("born {}", born.words())).unwrap_or_default();
        let leave = child
            .may_leave_premises
            .map(|may| if may { "may leave the premises" } else { "stays on the premises" }.to_owned());
        facts.push(fact(
            format!("Child {}", index + 1),
            joined(&[words(child.name.as_ref()), born, leave.unwrap_or_default()]),
        ));
        facts.push(fact("Needs", words(child.needs.as_ref())));
        facts.push(fact("Health", words(child.medical.as_ref())));
    }
    facts
}

fn visitors(it: &ReferralInput) -> Vec<Fact> {
    let each = it.extra_visitors.iter().enumerate().map(|(index, visitor)| {
        let born = visitor.born.map(|born| format!("born {}", born.words())).unwrap_or_default();
        let value = joined(&[words(visitor.name.as_ref()), words(visitor.relation.as_ref()), born]);
        fact(format!("Visitor {}", index + 1), value)
    });
    or_none(each.collect(), "Other visitors")
}

fn orders(it: &ReferralInput) -> Vec<Fact> {
    let mut facts = Vec::new();
    for (index, order) in it.orders.iter().enumerate() {
        let made = order.made_on.map(|made| format!("made {}", made.words())).unwrap_or_default();
        let ends = order.expires_on.map(|ends| format!("ends {}", ends.words())).unwrap_or_default();
        let supervised = if order.says_supervised == Some(true) { "says supervised" } else { "" }.to_owned();
        facts.push(fact(
            format!("Order {}", index + 1),
            joined(&[
                choice(order.kind, super::super::OrderKind::words),
                words(order.court.as_ref()),
                words(order.case_number.as_ref()),
                made,
                ends,
                supervised,
            ]),
        ));
        facts.push(fact("Terms", words(order.terms.as_ref())));
    }
    or_none(facts, "Court orders")
}

fn concerns(it: &ReferralInput) -> Vec<Fact> {
    let mut facts = Vec::new();
    for concern in &it.concerns {
        let standing = choice(concern.standing, rules::risk::Standing::words).to_lowercase();
        let source = choice(concern.source, rules::risk::Source::words).to_lowercase();
        let about = joined(&[standing, source]);
        let account = words(concern.account.as_ref());
        let value = if about.is_empty() { account } else { format!("{account} ({about})") };
        facts.push(fact(choice(concern.kind, rules::risk::FactorKind::words), value));
    }
    if it.no_concerns == Some(true) {
        facts.push(fact("Concerns", "Asked; there are none"));
    }
    facts.push(fact("Convictions", words(it.convictions.as_ref())));
    facts
}

fn agencies(it: &ReferralInput) -> Vec<Fact> {
    let each = it.agencies.iter().map(|agency| {
        let value = joined(&[words(agency.role.as_ref()), words(agency.contact.as_ref())]);
        fact(words(agency.name.as_ref()), value)
    });
    or_none(each.collect(), "Agencies")
}

fn consents(it: &ReferralInput) -> Vec<Fact> {
    let consents = it.consents.clone().unwrap_or_default();
    let fee = it.fee.clone().unwrap_or_default();
    vec![
        fact("Resident party agrees", yes(consents.resident)),
        fact("Visiting party agrees", yes(consents.visiting)),
        fact("May be shared with the court", yes(consents.share_with_court)),
        fact("Fee", joined(&[words(fee.pence.as_ref()), words(fee.paid_by.as_ref())])),
    ]
}

fn or_none(facts: Vec<Fact>, what: &str) -> Vec<Fact> {
    if facts.is_empty() { vec![fact(what, "None given")] } else { facts }
}
