//! What is missing in an application, and what cannot be right even in a draft. In the words said to the
//! parent who applies.

use super::ApplicationInput;
use crate::{
    intake::referral::{MOST_ITEMS, missing_contact, past, wrong_contact},
    words::Words,
};
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
pub(super) fn missing(it: &ApplicationInput, words: Words, faults: &mut Faults) {
    let about = it.about.clone().unwrap_or_default();
    let mut need = |given: bool, at: &str, message: fn(Words) -> String| {
        faults.require(given, at, &message(words));
    };
    need(about.name.is_some(), "/about/name", Words::missing_name);
    need(about.born.is_some(), "/about/born", Words::missing_born);
    need(about.relation.is_some(), "/about/relation", Words::missing_relation);
    need(
        about.parental_responsibility.is_some(),
        "/about/parental_responsibility",
        Words::missing_responsibility,
    );
    need(about.children_live_with_me.is_some(), "/about/children_live_with_me", Words::missing_live_with_me);
    need(about.other_parent_name.is_some(), "/about/other_parent_name", Words::missing_other_parent);
    need(!it.children.is_empty(), "/children", Words::missing_children);
    need(it.no_worries == Some(true) || it.worries.is_some(), "/worries", Words::missing_worries);
    need(it.other_may_not_know_area.is_some(), "/other_may_not_know_area", Words::missing_area);
    need(it.first_language.is_some(), "/first_language", Words::missing_language);
    need(it.availability.is_some(), "/availability", Words::missing_availability);
    need(it.hopes.is_some(), "/hopes", Words::missing_hopes);
    need(it.agrees == Some(true), "/agrees", Words::missing_agrees);
    need(it.share_with_court.is_some(), "/share_with_court", Words::missing_share_with_court);
    for (index, child) in it.children.iter().enumerate() {
        let (at, nth) = (format!("/children/{index}"), index + 1);
        let mut need = |given: bool, name: &str, message: String| {
            faults.require(given, &format!("{at}/{name}"), &message);
        };
        need(child.first_name.is_some(), "first_name", words.missing_child_first_name(nth));
        need(child.surname.is_some(), "surname", words.missing_child_surname(nth));
        need(child.born.is_some(), "born", words.missing_child_born(nth));
    }
    for (index, visitor) in it.extra_visitors.iter().enumerate() {
        let at = format!("/extra_visitors/{index}");
        faults.require(visitor.name.is_some(), &format!("{at}/name"), &words.missing_visitor_name());
        faults.require(
            visitor.relation.is_some(),
            &format!("{at}/relation"),
            &words.missing_visitor_relation(),
        );
    }
    for (index, order) in it.orders.iter().enumerate() {
        let at = format!("/orders/{index}");
        faults.require(order.kind.is_some(), &format!("{at}/kind"), &words.missing_order_kind());
    }
    let contact = it.contact.clone().unwrap_or_default();
    let mut of_contact = Faults::none();
    missing_contact(&contact, "", "/contact", &mut of_contact);
    for fault in of_contact.list() {
        let yours = match fault.pointer.rsplit('/').next().unwrap_or("") {
            "safe_channel" => words.missing_safe_channel(),
            "telephone" => words.missing_telephone(),
            "email" => words.missing_email(),
            "emergency_contact" => words.missing_emergency(),
            _ => words.missing_emergency_telephone(),
        };
        faults.add(fault.pointer.clone(), yours);
    }
}
