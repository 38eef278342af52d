//! What an application says, as questions and answers.

use super::step::Step;
use crate::{
    family::contact::Contact,
    intake::application::ApplicationInput,
    view::{Fact, fact},
    words::{Spoken, Words},
};
use base::{Day, Name, Prose};

fn text<T: ToString>(given: Option<&T>) -> String {
    given.map(ToString::to_string).unwrap_or_default()
}

/// The answers of a step; of the contact only where it is the applicant's own page.
pub(super) fn answers(step: Step, it: &ApplicationInput, words: Words) -> Vec<Fact> {
    let about = it.about.clone().unwrap_or_default();
    let prose = |given: &Option<Prose>| text(given.as_ref());
    let name = |given: &Option<Name>| text(given.as_ref());
    let day = |given: Option<Day>| given.map(|day| words.day(day)).unwrap_or_default();
    let yes = |given: Option<bool>| words.yes_or_no(given);
    match step {
        Step::About => vec![
            fact(words.answer_name(), name(&about.name)),
            fact(words.answer_born(), day(about.born)),
            fact(words.answer_relation(), name(&about.relation)),
            fact(words.answer_responsibility(), spoken(about.parental_responsibility, words)),
            fact(words.answer_live_with(), yes(about.children_live_with_me)),
            fact(words.answer_other_parent(), name(&about.other_parent_name)),
            fact(
                words.answer_solicitor(),
                about
                    .solicitor
                    .map(|it| format!("{} {}", name(&it.name), name(&it.firm)))
                    .unwrap_or_default(),
            ),
        ],
        Step::Children => it
            .children
            .iter()
            .enumerate()
            .flat_map(|(index, child)| {
                let named = format!("{} {}", name(&child.first_name), name(&child.surname));
                let who = match child.born {
                    Some(born) => words.answer_child_born(&named, &words.day(born)),
                    None => named,
                };
                [
                    fact(words.apply_nth_child(index + 1), who),
                    fact(words.answer_child_needs(), prose(&child.needs)),
                    fact(words.answer_child_medical(), prose(&child.medical)),
                ]
            })
            .collect(),
        Step::Contact => it.contact.as_ref().map(|it| contact(it, words)).unwrap_or_default(),
        Step::Visitors => it
            .extra_visitors
            .iter()
            .map(|visitor| fact(name(&visitor.name), name(&visitor.relation)))
            .collect(),
        Step::Orders => it
            .orders
            .iter()
            .map(|order| {
                fact(
                    order.kind.map_or_else(|| words.answer_order(), |kind| kind.spoken(words)),
                    format!("{} {}", name(&order.court), day(order.made_on)),
                )
            })
            .collect(),
        Step::Worries => vec![
            fact(
                words.answer_worries(),
                it.worry_kinds.iter().map(|kind| kind.spoken(words)).collect::<Vec<_>>().join(", "),
            ),
            fact(
                words.answer_own_words(),
                if it.no_worries == Some(true) { words.answer_no_worries() } else { prose(&it.worries) },
            ),
            fact(words.answer_area(), yes(it.other_may_not_know_area)),
        ],
        Step::Needs => vec![
            fact(words.answer_language(), name(&it.first_language)),
            fact(words.answer_interpreter(), name(&it.interpreter_language)),
            fact(words.answer_access(), prose(&it.disability_and_access)),
        ],
        Step::When => vec![
            fact(words.answer_availability(), prose(&it.availability)),
            fact(words.answer_hopes(), prose(&it.hopes)),
        ],
        Step::Agreement => vec![
            fact(words.answer_agrees(), yes(it.agrees)),
            fact(words.answer_share_with_court(), yes(it.share_with_court)),
        ],
    }
}

fn spoken<T: Spoken>(given: Option<T>, words: Words) -> String {
    given.map(|it| it.spoken(words)).unwrap_or_default()
}

fn contact(it: &Contact, words: Words) -> Vec<Fact> {
    let name = |given: &Option<Name>| text(given.as_ref());
    let both = |one: String, other: String| {
        [one, other].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    };
    let address = text(it.address.as_ref()).replace('\n', ", ");
    vec![
        fact(words.answer_safe_channel(), spoken(it.safe_channel, words)),
        fact(words.answer_when_safe(), text(it.when_it_is_safe.as_ref())),
        fact(words.answer_telephone(), name(&it.telephone)),
        fact(words.answer_email(), name(&it.email)),
        fact(words.answer_address(), both(address, name(&it.postcode))),
        fact(words.answer_emergency(), both(name(&it.emergency_contact), name(&it.emergency_telephone))),
        fact(words.answer_school(), name(&it.school)),
        fact(words.answer_employer(), name(&it.employer)),
        fact(words.answer_doctor(), name(&it.doctor)),
        fact(words.answer_vehicle(), name(&it.vehicle)),
    ]
}
