//! The steps of an application, one thing at a time, in plain words.

use crate::{
    intake::{
        application::ApplicationInput,
        contact_fields::contact_fields,
        referral::{OrderKind, Responsibility},
    },
    view::{Field, Kind, choices, field},
};
use base::Name;
use rules::risk::FactorKind;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

base::choices! {
    /// A step of an application.
    pub enum Step {
        About = "about" => "About you",
        Children = "children" => "Your children",
        Contact = "contact" => "How we can reach you safely",
        Visitors = "visitors" => "Who else should be there",
        Orders = "orders" => "Court orders",
        Worries = "worries" => "What worries you",
        Needs = "needs" => "Language and access",
        When = "when" => "When you can come, and what you hope for",
        Agreement = "agreement" => "What you agree to",
    }
}

/// One step as it was filled in.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct StepForm {
    /// What was written on the page.
    pub said: ApplicationInput,
    /// Which button was pressed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub then: Option<Name>,
}

impl Step {
    /// The step that asks for what a pointer points at.
    pub(super) fn of(pointer: &str) -> Self {
        match pointer.trim_start_matches('/').split('/').next().unwrap_or("") {
            "children" => Self::Children,
            "contact" => Self::Contact,
            "extra_visitors" => Self::Visitors,
            "orders" => Self::Orders,
            "worry_kinds" | "worries" | "no_worries" | "other_may_not_know_area" => Self::Worries,
            "first_language" | "interpreter_language" | "disability_and_access" => Self::Needs,
            "availability" | "hopes" => Self::When,
            "agrees" | "share_with_court" => Self::Agreement,
            _ => Self::About,
        }
    }

    /// The step after this one.
    pub(super) fn next(self) -> Option<Self> {
        Self::ALL.iter().copied().skip_while(|step| *step != self).nth(1)
    }

    /// The list the step is about, and what one of them is called.
    pub(super) const fn group(self) -> Option<(&'static str, &'static str)> {
        match self {
            Self::Children => Some(("children", "child")),
            Self::Visitors => Some(("extra_visitors", "person")),
            Self::Orders => Some(("orders", "order")),
            _ => None,
        }
    }

    /// How many that list has.
    pub(super) fn count(self, it: &ApplicationInput) -> usize {
        match self {
            Self::Children => it.children.len(),
            Self::Visitors => it.extra_visitors.len(),
            Self::Orders => it.orders.len(),
            _ => 0,
        }
    }

    /// Takes one of the list out.
    pub(super) fn drop_item(self, it: &mut ApplicationInput, index: usize) {
        match self {
            Self::Children if index < it.children.len() => drop(it.children.remove(index)),
            Self::Visitors if index < it.extra_visitors.len() => drop(it.extra_visitors.remove(index)),
            Self::Orders if index < it.orders.len() => drop(it.orders.remove(index)),
            _ => {}
        }
    }

    /// Takes this step over, and nothing else.
    pub(super) fn take(self, from: ApplicationInput, into: &mut ApplicationInput) {
        match self {
            Self::About => into.about = from.about,
            Self::Children => into.children = from.children,
            Self::Contact => into.contact = from.contact,
            Self::Visitors => into.extra_visitors = from.extra_visitors,
            Self::Orders => into.orders = from.orders,
            Self::Worries => {
                (into.worry_kinds, into.worries) = (from.worry_kinds, from.worries);
                into.no_worries = from.no_worries;
                into.other_may_not_know_area = from.other_may_not_know_area;
            }
            Self::Needs => {
                into.first_language = from.first_language;
                into.interpreter_language = from.interpreter_language;
                into.disability_and_access = from.disability_and_access;
            }
            Self::When => (into.availability, into.hopes) = (from.availability, from.hopes),
            Self::Agreement => {
                (into.agrees, into.share_with_court) = (from.agrees, from.share_with_court);
            }
        }
    }

    /// A sentence under the heading.
    pub(super) const fn lead(self) -> &'static str {
        match self {
            Self::About => "Of the other parent we ask only the name, so that we can tell families apart.",
            Self::Contact => "Only our staff see this. We never give it to the other parent.",
            Self::Visitors => "Only people who are named and agreed may come in. You can leave this empty.",
            Self::Orders => {
                "If a court has decided anything about your family. You can leave this empty. We will ask you for a copy later."
            }
            Self::Worries => {
                "We ask everybody. Only our staff read it. If you or a child is in danger now, call 999."
            }
            Self::Children | Self::Needs | Self::When | Self::Agreement => "",
        }
    }
}

fn said(name: &str, label: &str, kind: Kind) -> Field {
    field(format!("said/{name}"), label, kind)
}

fn each(group: &str, what: &str, count: usize, fields: &[(&str, &str, Kind)]) -> Vec<Field> {
    (0..count)
        .flat_map(|index| {
            let heading = said(&format!("{group}/{index}"), &format!("{what} {}", index + 1), Kind::Heading);
            let asked = fields.iter().map(move |(name, label, kind)| {
                said(&format!("{group}/{index}/{name}"), label, kind.clone())
            });
            std::iter::once(heading).chain(asked).collect::<Vec<_>>()
        })
        .collect()
}

/// The questions of a step; of its list, so many.
pub(super) fn fields(step: Step, count: usize) -> Vec<Field> {
    match step {
        Step::About => vec![
            said("about/name", "Your full name", Kind::Text),
            said("about/born", "Your date of birth", Kind::Date),
            said("about/relation", "What are you to the children?", Kind::Text)
                .hint("For example mother, father, grandmother."),
            said(
                "about/parental_responsibility",
                "Do you have parental responsibility?",
                Kind::One(choices!(Responsibility)),
            )
            .hint("Mothers have it from birth. If you are not sure, choose “Not known”."),
            said("about/children_live_with_me:bool", "Do the children live with you?", Kind::YesNo),
            said("about/other_parent_name", "The other parent’s name", Kind::Text),
            said("about/solicitor/name", "Your solicitor’s name, if you have one", Kind::Text),
            said("about/solicitor/firm", "Your solicitor’s firm", Kind::Text),
        ],
        Step::Children => each(
            "children",
            "Child",
            count,
            &[
                ("first_name", "First name", Kind::Text),
                ("surname", "Surname", Kind::Text),
                ("born", "Date of birth", Kind::Date),
                ("needs", "Is there anything that helps or upsets them?", Kind::Long(3)),
                ("medical", "Health, allergies, medicine", Kind::Long(2)),
            ],
        ),
        Step::Contact => contact_fields("said/contact", true),
        Step::Visitors => each(
            "extra_visitors",
            "Person",
            count,
            &[
                ("name", "Full name", Kind::Text),
                ("born", "Date of birth", Kind::Date),
                ("relation", "What are they to the children?", Kind::Text),
            ],
        ),
        Step::Orders => each(
            "orders",
            "Order",
            count,
            &[
                ("kind", "What kind of order is it?", Kind::Pick(choices!(OrderKind))),
                ("court", "Which court?", Kind::Text),
                ("case_number", "Case number", Kind::Text),
                ("made_on", "When was it made?", Kind::Date),
                ("terms", "What does it say about seeing the children?", Kind::Long(3)),
                ("says_supervised:bool", "Does it say that contact is supervised?", Kind::YesNo),
            ],
        ),
        Step::Worries => vec![
            said("worry_kinds:list", "Is any of these a worry?", Kind::Many(choices!(FactorKind)))
                .hint("Choose as many as you like, or none."),
            said("worries", "Tell us in your own words", Kind::Long(6)),
            said("no_worries:bool", "I have no worries", Kind::Tick),
            said(
                "other_may_not_know_area:bool",
                "Must the other parent be kept from learning in which area you live?",
                Kind::YesNo,
            ),
        ],
        Step::Needs => vec![
            said("first_language", "Your first language", Kind::Text),
            said("interpreter_language", "If you need an interpreter, for which language?", Kind::Text)
                .hint("We arrange it. It is never a relative or friend."),
            said(
                "disability_and_access",
                "Is there anything you need to get in and take part?",
                Kind::Long(3),
            ),
        ],
        Step::When => vec![
            said("availability", "When can you come?", Kind::Long(3)),
            said("hopes", "What do you hope for?", Kind::Long(4)),
        ],
        Step::Agreement => vec![
            said("agrees:bool", "You may use what I have written to decide whether you can help", Kind::Tick),
            said("share_with_court:bool", "If a court asks, may we share our records with it?", Kind::YesNo),
        ],
    }
}
