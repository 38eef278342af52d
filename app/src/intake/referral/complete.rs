//! What is missing in a referral before it can be sent, and what cannot be right even in a draft.

use super::document::{
    AdultInput, Capacity, ChildInput, ConcernInput, OrderInput, ReferralInput, Referrer, VisitorInput,
};
use crate::{family::contact::Contact, intake::SafeChannel};
use base::{Day, Faults, Name};
use rules::intake::Side;

/// The most children, orders, concerns, visitors or agencies one referral holds.
pub const MOST: usize = 20;

/// Adds a fault for everything that cannot be right, draft or not.
pub fn wrong(referral: &ReferralInput, today: Day, faults: &mut Faults) {
    if let Some(referrer) = &referral.referrer {
        wrong_referrer(referrer, faults);
    }
    past(referral.referred_on, today, "/referred_on", faults);
    for side in Side::ALL {
        if let Some(adult) = referral.adult(*side) {
            past(adult.born, today, &format!("/{side}/born"), faults);
            if let Some(contact) = &adult.contact {
                wrong_contact(contact, &format!("/{side}/contact"), faults);
            }
        }
    }
    for (index, child) in referral.children.iter().enumerate() {
        let at = format!("/children/{index}/born");
        past(child.born, today, &at, faults);
        if child.born.is_some_and(|born| born <= today && born.age_on(today) >= 18) {
            faults.add(at, "Enter the date of birth of somebody under 18");
        }
    }
    for (index, visitor) in referral.extra_visitors.iter().enumerate() {
        past(visitor.born, today, &format!("/extra_visitors/{index}/born"), faults);
    }
    for (index, order) in referral.orders.iter().enumerate() {
        past(order.made_on, today, &format!("/orders/{index}/made_on"), faults);
        if let (Some(made), Some(expires)) = (order.made_on, order.expires_on) {
            let at = format!("/orders/{index}/expires_on");
            faults.require(expires >= made, &at, "Enter a day on or after the day it was made");
        }
    }
    if referral.no_concerns == Some(true) && !referral.concerns.is_empty() {
        faults.add("/no_concerns", "Either describe the concerns or say that there are none, not both");
    }
    if let Some(pence) = referral.fee.as_ref().and_then(|fee| fee.pence) {
        faults.require((0..=10_000_000).contains(&pence.0), "/fee/pence", "Enter an amount of 0 or more");
    }
    for (count, at) in [
        (referral.children.len(), "/children"),
        (referral.extra_visitors.len(), "/extra_visitors"),
        (referral.orders.len(), "/orders"),
        (referral.concerns.len(), "/concerns"),
        (referral.agencies.len(), "/agencies"),
    ] {
        faults.require(count <= MOST, at, "Enter 20 or fewer");
    }
}

fn wrong_referrer(referrer: &Referrer, faults: &mut Faults) {
    if referrer.capacity == Some(Capacity::OneOfTheFamily) {
        // R25: the number of one of the family belongs to that side's compartment and nowhere else.
        for (given, at) in [(&referrer.telephone, "telephone"), (&referrer.email, "email")] {
            if given.is_some() {
                faults.add(
                    format!("/referrer/{at}"),
                    "Leave this empty: one of the family gives it with their own contact details",
                );
            }
        }
    }
    number(referrer.telephone.as_ref(), "/referrer/telephone", faults);
    address(referrer.email.as_ref(), "/referrer/email", faults);
}

/// Adds a fault for everything in a contact that cannot be right.
pub fn wrong_contact(contact: &Contact, at: &str, faults: &mut Faults) {
    number(contact.telephone.as_ref(), &format!("{at}/telephone"), faults);
    number(contact.emergency_telephone.as_ref(), &format!("{at}/emergency_telephone"), faults);
    address(contact.email.as_ref(), &format!("{at}/email"), faults);
}

fn number(given: Option<&Name>, at: &str, faults: &mut Faults) {
    let digits = given.map(|given| given.as_str().chars().filter(char::is_ascii_digit).count());
    faults.require(
        digits.is_none_or(|digits| digits >= 6),
        at,
        "Enter a telephone number, like 01632 960001",
    );
}

fn address(given: Option<&Name>, at: &str, faults: &mut Faults) {
    let whole = given.is_none_or(|given| {
        let parts = given.as_str().split_once('@');
        parts.is_some_and(|(who, host)| !who.is_empty() && host.contains('.') && !host.contains('@'))
    });
    faults.require(whole, at, "Enter an e-mail address, like name@example.org");
}

/// A day that has been cannot lie ahead.
pub fn past(day: Option<Day>, today: Day, at: &str, faults: &mut Faults) {
    faults.require(day.is_none_or(|day| day <= today), at, "Enter a day that is not in the future");
}

/// Adds a fault for each thing that is missing before the referral can be sent.
pub fn missing(referral: &ReferralInput, faults: &mut Faults) {
    let mut need = |given: bool, at: &str, message: &str| faults.require(given, at, message);
    let referrer = referral.referrer.clone().unwrap_or_default();
    need(referrer.capacity.is_some(), "/referrer/capacity", "Say in what capacity the referral is made");
    need(referrer.name.is_some(), "/referrer/name", "Enter the name of the person who refers");
    if referrer.capacity != Some(Capacity::OneOfTheFamily) {
        need(
            referrer.telephone.is_some() || referrer.email.is_some(),
            "/referrer/telephone",
            "Enter a telephone number or an e-mail address for the person who refers",
        );
    }
    need(referral.referred_on.is_some(), "/referred_on", "Enter the day of the referral");
    need(!referral.children.is_empty(), "/children", "Enter at least one child");
    need(referral.lives_with.is_some(), "/lives_with", "Say with whom the children live");
    need(referral.reason.is_some(), "/reason", "Say why a contact centre is needed");
    need(referral.level_asked.is_some(), "/level_asked", "Choose the level of supervision asked for");
    need(referral.kind_asked.is_some(), "/kind_asked", "Choose the kind of contact asked for");
    need(referral.availability.is_some(), "/availability", "Say when each side can come");
    need(
        !referral.concerns.is_empty() || referral.no_concerns == Some(true),
        "/concerns",
        "Describe each concern, or say that there are none",
    );
    need(
        referral.convictions.is_some(),
        "/convictions",
        "Write down any convictions, or “None known” if there are none",
    );
    need(referral.first_language.is_some(), "/first_language", "Enter the family’s first language");
    need(
        referral.visiting_may_not_know_area.is_some(),
        "/visiting_may_not_know_area",
        "Say whether the visiting party may learn in which area the children live",
    );
    let consents = referral.consents.clone().unwrap_or_default();
    need(consents.resident.is_some(), "/consents/resident", "Say whether the resident party agrees");
    need(consents.visiting.is_some(), "/consents/visiting", "Say whether the visiting party agrees");
    need(
        consents.share_with_court.is_some(),
        "/consents/share_with_court",
        "Say whether records may be shared with the court",
    );
    for side in Side::ALL {
        missing_adult(&referral.adult(*side).cloned().unwrap_or_default(), *side, faults);
    }
    for (index, child) in referral.children.iter().enumerate() {
        missing_child(child, index, faults);
    }
    for (index, visitor) in referral.extra_visitors.iter().enumerate() {
        missing_visitor(visitor, index, faults);
    }
    for (index, order) in referral.orders.iter().enumerate() {
        missing_order(order, index, faults);
    }
    for (index, concern) in referral.concerns.iter().enumerate() {
        missing_concern(concern, index, faults);
    }
    for (index, agency) in referral.agencies.iter().enumerate() {
        let at = format!("/agencies/{index}");
        faults.require(agency.name.is_some(), &format!("{at}/name"), "Enter the name of the agency");
        faults.require(agency.role.is_some(), &format!("{at}/role"), "Say what the agency does");
    }
}

fn missing_adult(adult: &AdultInput, side: Side, faults: &mut Faults) {
    let who = side.words().to_lowercase();
    let mut need = |given: bool, field: &str, message: String| {
        faults.require(given, &format!("/{side}/{field}"), &message);
    };
    need(adult.name.is_some(), "name", format!("Enter the name of the {who}"));
    need(adult.born.is_some(), "born", format!("Enter the date of birth of the {who}"));
    need(adult.relation.is_some(), "relation", format!("Say what the {who} is to the children"));
    need(
        adult.parental_responsibility.is_some(),
        "parental_responsibility",
        format!("Say whether the {who} has parental responsibility"),
    );
    missing_contact(&adult.contact.clone().unwrap_or_default(), &who, &format!("/{side}/contact"), faults);
}

/// Adds a fault for each thing that is missing in a contact (R26: the safe channel first).
pub fn missing_contact(contact: &Contact, who: &str, at: &str, faults: &mut Faults) {
    let mut need = |given: bool, field: &str, message: String| {
        faults.require(given, &format!("{at}/{field}"), &message);
    };
    need(contact.safe_channel.is_some(), "safe_channel", format!("Choose how it is safe to reach the {who}"));
    match contact.safe_channel {
        Some(SafeChannel::Telephone | SafeChannel::Text) => {
            need(
                contact.telephone.is_some(),
                "telephone",
                format!("Enter the telephone number that is safe for the {who}"),
            );
        }
        Some(SafeChannel::Email) => {
            need(
                contact.email.is_some(),
                "email",
                format!("Enter the e-mail address that is safe for the {who}"),
            );
        }
        Some(SafeChannel::DoNotContact) | None => {}
    }
    need(
        contact.emergency_contact.is_some(),
        "emergency_contact",
        format!("Enter somebody to reach in an emergency for the {who}"),
    );
    need(
        contact.emergency_telephone.is_some(),
        "emergency_telephone",
        format!("Enter that person’s telephone number, for the {who}"),
    );
}

fn missing_child(child: &ChildInput, index: usize, faults: &mut Faults) {
    let (at, nth) = (format!("/children/{index}"), index + 1);
    faults.require(child.name.is_some(), &format!("{at}/name"), &format!("Enter the name of child {nth}"));
    faults.require(
        child.born.is_some(),
        &format!("{at}/born"),
        &format!("Enter the date of birth of child {nth}"),
    );
    faults.require(
        child.may_leave_premises.is_some(),
        &format!("{at}/may_leave_premises"),
        &format!("Say whether child {nth} may leave the premises during a visit"),
    );
}

fn missing_visitor(visitor: &VisitorInput, index: usize, faults: &mut Faults) {
    let (at, nth) = (format!("/extra_visitors/{index}"), index + 1);
    faults.require(
        visitor.name.is_some(),
        &format!("{at}/name"),
        &format!("Enter the name of visitor {nth}"),
    );
    faults.require(
        visitor.relation.is_some(),
        &format!("{at}/relation"),
        &format!("Say what visitor {nth} is to the children"),
    );
}

fn missing_order(order: &OrderInput, index: usize, faults: &mut Faults) {
    let (at, nth) = (format!("/orders/{index}"), index + 1);
    faults.require(order.kind.is_some(), &format!("{at}/kind"), &format!("Choose the kind of order {nth}"));
    faults.require(order.court.is_some(), &format!("{at}/court"), &format!("Enter the court of order {nth}"));
    faults.require(
        order.made_on.is_some(),
        &format!("{at}/made_on"),
        &format!("Enter the day order {nth} was made"),
    );
    faults.require(
        order.says_supervised.is_some(),
        &format!("{at}/says_supervised"),
        &format!("Say whether order {nth} says that contact is supervised"),
    );
}

fn missing_concern(concern: &ConcernInput, index: usize, faults: &mut Faults) {
    let (at, nth) = (format!("/concerns/{index}"), index + 1);
    faults.require(
        concern.kind.is_some(),
        &format!("{at}/kind"),
        &format!("Choose what concern {nth} is about"),
    );
    faults.require(
        concern.account.is_some(),
        &format!("{at}/account"),
        &format!("Say what is known of concern {nth}"),
    );
    faults.require(
        concern.standing.is_some(),
        &format!("{at}/standing"),
        &format!("Choose what has become of concern {nth}"),
    );
    faults.require(
        concern.source.is_some(),
        &format!("{at}/source"),
        &format!("Choose where concern {nth} is known from"),
    );
}
