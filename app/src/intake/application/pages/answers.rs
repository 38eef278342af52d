//! What an application says, as questions and answers.

use super::step::Step;
use crate::{
    family::contact::Contact,
    intake::{
        application::ApplicationInput,
        referral::{OrderKind, Responsibility},
    },
    view::{Fact, fact},
};
use base::{Day, Name, Prose};

fn words<T: ToString>(given: Option<&T>) -> String {
    given.map(ToString::to_string).unwrap_or_default()
}

fn yes(given: Option<bool>) -> String {
    given.map(|is| if is { "Yes" } else { "No" }.to_owned()).unwrap_or_default()
}

/// The answers of a step; of the contact only where it is the applicant's own page.
pub(super) fn answers(step: Step, it: &ApplicationInput) -> Vec<Fact> {
    let about = it.about.clone().unwrap_or_default();
    let prose = |given: &Option<Prose>| words(given.as_ref());
    let name = |given: &Option<Name>| words(given.as_ref());
    let day = |given: Option<Day>| given.map(Day::words).unwrap_or_default();
    match step {
        Step::About => vec![
            fact("Name", name(&about.name)),
            fact("Date of birth", day(about.born)),
            fact("Relation to the children", name(&about.relation)),
            fact("Parental responsibility", about.parental_responsibility.map_or("", Responsibility::words)),
            fact("Children live with this parent", yes(about.children_live_with_me)),
            fact("Other parent’s name", name(&about.other_parent_name)),
            fact(
                "Solicitor",
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
                let born = child.born.map(|born| format!(", born {}", born.words())).unwrap_or_default();
                let who = format!("{} {}{born}", name(&child.first_name), name(&child.surname));
                [
                    fact(format!("Child {}", index + 1), who),
                    fact("What helps or upsets", prose(&child.needs)),
                    fact("Health", prose(&child.medical)),
                ]
            })
            .collect(),
        Step::Contact => contact(it.contact.as_ref()),
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
                    order.kind.map_or("Order", OrderKind::words),
                    format!("{} {}", name(&order.court), day(order.made_on)),
                )
            })
            .collect(),
        Step::Worries => vec![
            fact("Worries", it.worry_kinds.iter().map(|kind| kind.words()).collect::<Vec<_>>().join(", ")),
            fact(
                "In own words",
                if it.no_worries == Some(true) { "No worries".into() } else { prose(&it.worries) },
            ),
            fact("Keep the area from the other parent", yes(it.other_may_not_know_area)),
        ],
        Step::Needs => vec![
            fact("First language", name(&it.first_language)),
            fact("Interpreter for", name(&it.interpreter_language)),
            fact("Access", prose(&it.disability_and_access)),
        ],
        Step::When => vec![fact("Can come", prose(&it.availability)), fact("Hopes for", prose(&it.hopes))],
        Step::Agreement => vec![
            fact("May use this to decide", yes(it.agrees)),
            fact("May be shared with the court", yes(it.share_with_court)),
        ],
    }
}

fn contact(it: Option<&Contact>) -> Vec<Fact> {
    it.map(|it| crate::intake::referral::contact_answers(Some(it))).unwrap_or_default()
}
