//! The parts a referral is written in, one page each.

use super::{
    MOST_ITEMS, Referral, ReferralInput,
    attachment::{order_left, refuse_order_lost},
    commands::{only_a_draft, see, write},
    store,
};
use base::{Faults, Name, ReferralId};
use host::{Problem, Recorded, WriteTx};
use policy::WriteReferral;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

base::choices! {
    /// A part of a referral.
    pub enum Part {
        Referrer = "referrer" => "Who refers",
        Resident = "resident" => "The adult the children live with",
        ResidentContact = "resident-contact" => "How to reach the adult the children live with",
        Visiting = "visiting" => "The adult who would visit",
        VisitingContact = "visiting-contact" => "How to reach the adult who would visit",
        Children = "children" => "The children",
        Visitors = "visitors" => "Who else would visit",
        Reason = "reason" => "What is asked for, and why",
        Orders = "orders" => "Court orders",
        Concerns = "concerns" => "Concerns",
        Agencies = "agencies" => "Agencies that know the family",
        Needs = "needs" => "Language and access",
        Area = "area" => "Keeping the area confidential",
        Consents = "consents" => "Agreement and fee",
    }
}

impl Part {
    /// The part that asks for what a pointer points at.
    #[must_use]
    pub fn of(pointer: &str) -> Self {
        let first = pointer.trim_start_matches('/').split('/').next().unwrap_or("");
        match first {
            "resident" if pointer.contains("/contact") => Self::ResidentContact,
            "resident" => Self::Resident,
            "visiting" if pointer.contains("/contact") => Self::VisitingContact,
            "visiting" => Self::Visiting,
            "children" | "lives_with" => Self::Children,
            "extra_visitors" => Self::Visitors,
            "reason" | "level_asked" | "kind_asked" | "frequency_asked" | "availability" => Self::Reason,
            "orders" => Self::Orders,
            "concerns" | "no_concerns" | "convictions" => Self::Concerns,
            "agencies" => Self::Agencies,
            "first_language" | "interpreter_language" | "disability_and_access" => Self::Needs,
            "visiting_may_not_know_area" => Self::Area,
            "consents" | "fee" => Self::Consents,
            _ => Self::Referrer,
        }
    }

    /// The part after this one.
    #[must_use]
    pub fn next(self) -> Option<Self> {
        Self::ALL.iter().copied().skip_while(|part| *part != self).nth(1)
    }

    /// The list the part is about, where it is one: its field and what one of them is called.
    #[must_use]
    pub const fn group(self) -> Option<(&'static str, &'static str)> {
        match self {
            Self::Children => Some(("children", "Child")),
            Self::Visitors => Some(("extra_visitors", "Visitor")),
            Self::Orders => Some(("orders", "Order")),
            Self::Concerns => Some(("concerns", "Concern")),
            Self::Agencies => Some(("agencies", "Agency")),
            _ => None,
        }
    }

    /// How many the list of this part has.
    #[must_use]
    pub fn count(self, document: &ReferralInput) -> usize {
        match self {
            Self::Children => document.children.len(),
            Self::Visitors => document.extra_visitors.len(),
            Self::Orders => document.orders.len(),
            Self::Concerns => document.concerns.len(),
            Self::Agencies => document.agencies.len(),
            _ => 0,
        }
    }

    /// Whether anything of this part has been written.
    #[must_use]
    pub fn is_started(self, document: &ReferralInput) -> bool {
        let mut only = ReferralInput::default();
        self.take(document.clone(), &mut only);
        only != ReferralInput::default()
    }

    /// Takes this part over, and nothing else.
    pub fn take(self, from: ReferralInput, into: &mut ReferralInput) {
        match self {
            Self::Referrer => (into.referrer, into.referred_on) = (from.referrer, from.referred_on),
            Self::Resident => take_adult(from.resident, &mut into.resident),
            Self::Visiting => take_adult(from.visiting, &mut into.visiting),
            Self::ResidentContact => take_contact(from.resident, &mut into.resident),
            Self::VisitingContact => take_contact(from.visiting, &mut into.visiting),
            Self::Children => (into.children, into.lives_with) = (from.children, from.lives_with),
            Self::Visitors => into.extra_visitors = from.extra_visitors,
            Self::Reason => {
                (into.reason, into.availability) = (from.reason, from.availability);
                (into.level_asked, into.kind_asked) = (from.level_asked, from.kind_asked);
                into.frequency_asked = from.frequency_asked;
            }
            Self::Orders => into.orders = from.orders,
            Self::Concerns => {
                (into.concerns, into.no_concerns) = (from.concerns, from.no_concerns);
                into.convictions = from.convictions;
            }
            Self::Agencies => into.agencies = from.agencies,
            Self::Needs => {
                into.first_language = from.first_language;
                into.interpreter_language = from.interpreter_language;
                into.disability_and_access = from.disability_and_access;
            }
            Self::Area => into.visiting_may_not_know_area = from.visiting_may_not_know_area,
            Self::Consents => (into.consents, into.fee) = (from.consents, from.fee),
        }
    }

    fn drop_item(self, document: &mut ReferralInput, index: usize) {
        fn drop<T>(items: &mut Vec<T>, index: usize) {
            if index < items.len() {
                items.remove(index);
            }
        }
        match self {
            Self::Children => drop(&mut document.children, index),
            Self::Visitors => drop(&mut document.extra_visitors, index),
            Self::Orders => drop(&mut document.orders, index),
            Self::Concerns => drop(&mut document.concerns, index),
            Self::Agencies => drop(&mut document.agencies, index),
            _ => {}
        }
    }
}

type Adult = Option<super::AdultInput>;

fn take_adult(from: Adult, into: &mut Adult) {
    let contact = into.take().and_then(|adult| adult.contact);
    *into = from.map(|adult| super::AdultInput { contact: None, ..adult });
    if let Some(contact) = contact {
        into.get_or_insert_default().contact = Some(contact);
    }
}

fn take_contact(from: Adult, into: &mut Adult) {
    let contact = from.and_then(|adult| adult.contact);
    if contact.is_some() || into.is_some() {
        into.get_or_insert_default().contact = contact;
    }
}

/// One page of a draft as it was filled in.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct PartForm {
    /// What was written on the page.
    pub said: ReferralInput,
    /// Which button was pressed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub then: Option<Name>,
}

/// Where to go after a part was saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Then {
    /// To the part after it.
    Onward,
    /// To the list of parts.
    List,
    /// To the answers, all together.
    Check,
    /// To the same page, with an empty place for one more.
    Another,
    /// To the same page.
    Again,
}

/// Saves one part of a draft and leaves the others as they are.
pub fn save_part(
    tx: &mut WriteTx<'_>,
    (id, part): (ReferralId, Part),
    form: PartForm,
) -> Result<Recorded<(Referral, Then)>, Problem> {
    let (stored, subject) = store::referral(tx, id)?;
    tx.ask::<WriteReferral>(&subject)?;
    only_a_draft(&stored)?;
    let mut whole = see(tx, id)?.document;
    let (orders, count) = (whole.orders.len(), part.count(&whole));
    part.take(form.said, &mut whole);
    refuse_order_lost(tx, id, (orders, whole.orders.len()))?;
    let then = form.then.as_ref().map_or("", Name::as_str);
    let removed: Option<usize> = then.strip_prefix("remove-").and_then(|number| number.parse().ok());
    // Where one was emptied as well, those after it have moved up: that press removes nothing more.
    let is_numbered_as_shown = part.count(&whole) >= count;
    let drops = |number: &usize| is_numbered_as_shown && (1..=MOST_ITEMS).contains(number);
    if let Some(number) = removed.filter(drops) {
        part.drop_item(&mut whole, number - 1);
        if part == Part::Orders {
            order_left(tx, id, i32::try_from(number).unwrap_or(0))?;
        }
    }
    let then = match then {
        "another" => Then::Another,
        "check" => Then::Check,
        "list" => Then::List,
        _ if removed.is_some() => Then::Again,
        _ => Then::Onward,
    };
    let saved = write(tx, id, whole).map_err(as_on_the_page)?;
    Ok(saved.map(|referral| (referral, then)))
}

/// The faults, with pointers into the page's form.
fn as_on_the_page(problem: Problem) -> Problem {
    let Problem::Invalid(faults) = problem else { return problem };
    let mut on_page = Faults::none();
    for fault in faults.list() {
        on_page.add(format!("/said{}", fault.pointer), fault.message.clone());
    }
    Problem::Invalid(on_page)
}
