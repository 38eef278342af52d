//! The steps of an application, one thing at a time, in plain words.

use crate::{
    intake::{
        application::ApplicationInput,
        contact_fields::contact_fields,
        referral::{OrderKind, Responsibility},
    },
    view::{Field, Kind, field},
    words::{Words, spoken},
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
spoken!(Step {
    About => step_about,
    Children => step_children,
    Contact => step_contact,
    Visitors => step_visitors,
    Orders => step_orders,
    Worries => step_worries,
    Needs => step_needs,
    When => step_when,
    Agreement => step_agreement,
});

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

    /// The list the step is about.
    pub(super) const fn group(self) -> Option<&'static str> {
        match self {
            Self::Children => Some("children"),
            Self::Visitors => Some("extra_visitors"),
            Self::Orders => Some("orders"),
            _ => None,
        }
    }

    /// The words of the button that adds one more to its list.
    pub(super) fn another(self, words: Words) -> String {
        match self {
            Self::Visitors => words.apply_another_visitor(),
            Self::Orders => words.apply_another_order(),
            _ => words.apply_another_child(),
        }
    }

    /// The words of the button that takes one out of its list.
    pub(super) fn remove(self, number: usize, words: Words) -> String {
        match self {
            Self::Visitors => words.apply_remove_visitor(number),
            Self::Orders => words.apply_remove_order(number),
            _ => words.apply_remove_child(number),
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
    pub(super) fn lead(self, words: Words) -> String {
        match self {
            Self::About => words.step_about_lead(),
            Self::Contact => words.step_contact_lead(),
            Self::Visitors => words.step_visitors_lead(),
            Self::Orders => words.step_orders_lead(),
            Self::Worries => words.step_worries_lead(),
            Self::Children | Self::Needs | Self::When | Self::Agreement => String::new(),
        }
    }
}

fn said(name: &str, label: impl Into<String>, kind: Kind) -> Field {
    field(format!("said/{name}"), label, kind)
}

fn each<const N: usize>(
    group: &str,
    count: usize,
    heading: impl Fn(usize) -> String,
    fields: [(&str, String, Kind); N],
) -> Vec<Field> {
    (0..count)
        .flat_map(|index| {
            let heading = said(&format!("{group}/{index}"), heading(index + 1), Kind::Heading);
            let asked = fields.iter().map(move |(name, label, kind)| {
                said(&format!("{group}/{index}/{name}"), label, kind.clone())
            });
            std::iter::once(heading).chain(asked).collect::<Vec<_>>()
        })
        .collect()
}

/// The questions of a step; of its list, so many.
pub(super) fn fields(step: Step, count: usize, words: Words) -> Vec<Field> {
    match step {
        Step::About => vec![
            said("about/name", words.ask_name(), Kind::Text),
            said("about/born", words.ask_born(), Kind::Date),
            said("about/relation", words.ask_relation(), Kind::Text).hint(words.ask_relation_hint()),
            said(
                "about/parental_responsibility",
                words.ask_responsibility(),
                Kind::One(words.choices(Responsibility::ALL)),
            )
            .hint(words.ask_responsibility_hint()),
            said("about/children_live_with_me:bool", words.ask_live_with_me(), Kind::YesNo),
            said("about/other_parent_name", words.ask_other_parent(), Kind::Text),
            said("about/solicitor/name", words.ask_solicitor(), Kind::Text),
            said("about/solicitor/firm", words.ask_solicitor_firm(), Kind::Text),
        ],
        Step::Children => each(
            "children",
            count,
            |number| words.apply_nth_child(number),
            [
                ("first_name", words.ask_child_first_name(), Kind::Text),
                ("surname", words.ask_child_surname(), Kind::Text),
                ("born", words.ask_child_born(), Kind::Date),
                ("needs", words.ask_child_needs(), Kind::Long(3)),
                ("medical", words.ask_child_medical(), Kind::Long(2)),
            ],
        ),
        Step::Contact => contact_fields("said/contact", Some(words)),
        Step::Visitors => each(
            "extra_visitors",
            count,
            |number| words.apply_nth_visitor(number),
            [
                ("name", words.ask_visitor_name(), Kind::Text),
                ("born", words.ask_visitor_born(), Kind::Date),
                ("relation", words.ask_visitor_relation(), Kind::Text),
            ],
        ),
        Step::Orders => each(
            "orders",
            count,
            |number| words.apply_nth_order(number),
            [
                ("kind", words.ask_order_kind(), Kind::Pick(words.choices(OrderKind::ALL))),
                ("court", words.ask_order_court(), Kind::Text),
                ("case_number", words.ask_order_case_number(), Kind::Text),
                ("made_on", words.ask_order_made_on(), Kind::Date),
                ("terms", words.ask_order_terms(), Kind::Long(3)),
                ("says_supervised:bool", words.ask_order_supervised(), Kind::YesNo),
            ],
        ),
        Step::Worries => vec![
            said("worry_kinds:list", words.ask_worry_kinds(), Kind::Many(words.choices(FactorKind::ALL)))
                .hint(words.ask_worry_kinds_hint()),
            said("worries", words.ask_worries(), Kind::Long(6)),
            said("no_worries:bool", words.ask_no_worries(), Kind::Tick),
            said("other_may_not_know_area:bool", words.ask_area(), Kind::YesNo),
        ],
        Step::Needs => vec![
            said("first_language", words.ask_language(), Kind::Text),
            said("interpreter_language", words.ask_interpreter(), Kind::Text)
                .hint(words.ask_interpreter_hint()),
            said("disability_and_access", words.ask_access(), Kind::Long(3)),
        ],
        Step::When => vec![
            said("availability", words.ask_availability(), Kind::Long(3)),
            said("hopes", words.ask_hopes(), Kind::Long(4)),
        ],
        Step::Agreement => vec![
            said("agrees:bool", words.ask_agrees(), Kind::Tick),
            said("share_with_court:bool", words.ask_share_with_court(), Kind::YesNo),
        ],
    }
}
