//! What is missing in an application, and what cannot be right even in a draft. In the words said to the
//! parent who applies.

use super::ApplicationInput;
use crate::intake::referral::{MOST_ITEMS, missing_contact, past, wrong_contact};
use base::{Day, Faults};

/// Adds a fault for everything that cannot be right, draft or not.
pub(super) fn wrong(it: &ApplicationInput, today: Day, faults: &mut Faults) {
    past(it.about.as_ref().and_then(|about| about.born), today, "/about/born", faults);
    for (index, child) in it.children.iter().enumerate() {
        let at = format!("/children/{index}/born");
        past(child.born, today, &at, faults);
        if child.born.is_some_and(|born| born <= today && born.age_on(today) >= 18) {
            faults.add(at, "Enter the date of birth of somebody under 18");
        }
    }
    for (index, visitor) in it.extra_visitors.iter().enumerate() {
        past(visitor.born, today, &format!("/extra_visitors/{index}/born"), faults);
    }
    for (index, order) in it.orders.iter().enumerate() {
        past(order.made_on, today, &format!("/orders/{index}/made_on"), faults);
    }
    if let Some(contact) = &it.contact {
        wrong_contact(contact, "/contact", faults);
    }
    if it.no_worries == Some(true) && (it.worries.is_some() || !it.worry_kinds.is_empty()) {
        faults.add("/no_worries", "Either tell us your worries or say that you have none, not both");
    }
    for (count, at) in [
        (it.children.len(), "/children"),
        (it.extra_visitors.len(), "/extra_visitors"),
        (it.orders.len(), "/orders"),
        (it.worry_kinds.len(), "/worry_kinds"),
    ] {
        faults.require(count <= MOST_ITEMS, at, "Enter 20 or fewer");
    }
}

/// Adds a fault for each thing that is missing before the application can be sent.
pub(super) fn missing(it: &ApplicationInput, faults: &mut Faults) {
    let about = it.about.clone().unwrap_or_default();
    let mut need = |given: bool, at: &str, message: &str| faults.require(given, at, message);
    need(about.name.is_some(), "/about/name", "Enter your name");
    need(about.born.is_some(), "/about/born", "Enter your date of birth");
    need(about.relation.is_some(), "/about/relation", "Say what you are to the children");
    need(
        about.parental_responsibility.is_some(),
        "/about/parental_responsibility",
        "Say whether you have parental responsibility",
    );
    need(
        about.children_live_with_me.is_some(),
        "/about/children_live_with_me",
        "Say whether the children live with you",
    );
    need(about.other_parent_name.is_some(), "/about/other_parent_name", "Enter the other parent’s name");
    need(!it.children.is_empty(), "/children", "Enter at least one child");
    need(
        it.no_worries == Some(true) || it.worries.is_some(),
        "/worries",
        "Tell us what worries you, or say that you have no worries",
    );
    need(
        it.other_may_not_know_area.is_some(),
        "/other_may_not_know_area",
        "Say whether the other parent must be kept from learning your area",
    );
    need(it.first_language.is_some(), "/first_language", "Enter your first language");
    need(it.availability.is_some(), "/availability", "Say when you can come");
    need(it.hopes.is_some(), "/hopes", "Say what you hope for");
    need(it.agrees == Some(true), "/agrees", "Say that we may use what you wrote to decide");
    need(it.share_with_court.is_some(), "/share_with_court", "Say whether records may go to the court");
    for (index, child) in it.children.iter().enumerate() {
        let (at, nth) = (format!("/children/{index}"), index + 1);
        let mut need = |given: bool, name: &str, what: &str| {
            faults.require(given, &format!("{at}/{name}"), &format!("Enter the {what} of child {nth}"));
        };
        need(child.first_name.is_some(), "first_name", "first name");
        need(child.surname.is_some(), "surname", "surname");
        need(child.born.is_some(), "born", "date of birth");
    }
    for (index, visitor) in it.extra_visitors.iter().enumerate() {
        let at = format!("/extra_visitors/{index}");
        faults.require(visitor.name.is_some(), &format!("{at}/name"), "Enter this person’s name");
        faults.require(
            visitor.relation.is_some(),
            &format!("{at}/relation"),
            "Say what they are to the children",
        );
    }
    for (index, order) in it.orders.iter().enumerate() {
        let at = format!("/orders/{index}");
        faults.require(order.kind.is_some(), &format!("{at}/kind"), "Choose the kind of order");
    }
    let contact = it.contact.clone().unwrap_or_default();
    let mut of_contact = Faults::none();
    missing_contact(&contact, "", "/contact", &mut of_contact);
    for fault in of_contact.list() {
        let yours = match fault.pointer.rsplit('/').next().unwrap_or("") {
            "safe_channel" => "Choose how it is safe to reach you",
            "telephone" => "Enter the telephone number that is safe",
            "email" => "Enter the e-mail address that is safe",
            "emergency_contact" => "Enter somebody we can reach in an emergency",
            _ => "Enter that person’s telephone number",
        };
        faults.add(fault.pointer.clone(), yours);
    }
}
