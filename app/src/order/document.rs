//! What is written of a court order, and what is wrong with it.

use crate::{family::Family, intake::referral::OrderKind};
use base::{Day, Faults, Name, OrderId, Prose};
use rules::{
    intake::Side,
    order::{ContactTerms, StayAway},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The most people, pairs or days that one order names.
const MOST_NAMED: usize = 20;

/// One reading of an order.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OrderDocument {
    /// What was ordered.
    pub kind: OrderKind,
    /// Which court made it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub court: Option<Name>,
    /// The case number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case_number: Option<Name>,
    /// When it was made.
    pub made_on: Day,
    /// The first day on which it binds; the day it was made, when not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Day>,
    /// The last day on which it binds, if it ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_on: Option<Day>,
    /// Its own words, as far as they bear on contact.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<Prose>,
    /// What they come to.
    pub terms: ContactTerms,
}

/// Records an order with its terms.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewOrder {
    /// Which order of the family's referral it is, if it is one of them: 1 is the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 1)]
    pub referral_order: Option<u32>,
    /// The order that this one replaces from its first day on, if it does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaces: Option<OrderId>,
    /// What it says.
    pub says: OrderDocument,
}

/// Reads an order again. The reading before is kept, and binds until this one is confirmed.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewReading {
    /// What it says.
    pub says: OrderDocument,
    /// Why it is written anew.
    pub reason: Prose,
}

base::choices! {
    /// How an order came to its end, other than by its last day.
    pub enum Ended {
        Replaced = "replaced" => "Replaced by a later order",
        Discharged = "discharged" => "Discharged by the court",
        NotNeeded = "not-needed" => "No order is needed any longer",
    }
}

base::choices! {
    /// How somebody says that an order has come to its end.
    pub enum HowEnded {
        Discharged = "discharged" => "The court has discharged it",
        NotNeeded = "not-needed" => "Contact goes on without an order, and none is needed now",
    }
}

/// Says that an order counts no more.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OrderEnding {
    /// How it came to its end.
    pub how: HowEnded,
    /// The first day on which it counts no more.
    pub from: Day,
    /// Why, and who said so.
    pub why: Prose,
}

/// "Child arrangements order of 1 May 2026", as a part of a sentence.
pub(super) fn called(document: &OrderDocument) -> String {
    let kind = match document.kind {
        OrderKind::Other => "court order".to_owned(),
        kind => kind.words().to_lowercase(),
    };
    format!("{kind} of {}", document.made_on.words())
}

/// Names everything that is wrong, at once.
pub(super) fn check(says: &OrderDocument, family: &Family, today: Day) -> Result<(), Faults> {
    let mut faults = Faults::none();
    let mut require = |holds: bool, field: &str, words: &str| {
        faults.require(holds, &format!("/says/{field}"), words);
    };
    require(says.made_on <= today, "made_on", "Enter the day it was made, which cannot be after today");
    let from = says.from.unwrap_or(says.made_on);
    require(from >= says.made_on, "from", "Enter a day that is not before it was made");
    let ends = says.expires_on.is_none_or(|last| last >= from);
    require(ends, "expires_on", "Enter a last day that is not before its first");
    let terms = &says.terms;
    let both = terms.allows_contact && terms.forbids_contact;
    require(!both, "terms/forbids_contact", "An order cannot both allow and forbid contact: choose one");
    let is_visiting = |party| family.adult(party).is_some_and(|adult| adult.side == Side::Visiting);
    let named = terms.who.len() <= MOST_NAMED && terms.who.iter().all(|party| is_visiting(*party));
    require(named, "terms/who", "Choose adults of the visiting side of this family");
    require(terms.weekdays.len() <= 7, "terms/weekdays", "Choose each day of the week once");
    let visits = terms.at_most.is_none_or(|most| (1..=31).contains(&most.visits));
    require(visits, "terms/at_most/visits", "Enter a number of visits from 1 to 31");
    let between = terms.days_between.is_none_or(|days| (1..=366).contains(&days));
    require(between, "terms/days_between", "Enter a number of days from 1 to 366");
    let minutes = |length: Option<base::Minutes>| length.is_none_or(|length| (1..=1440).contains(&length.0));
    require(minutes(terms.longest), "terms/longest", "Enter a number of minutes from 1 to 1440");
    require(minutes(terms.shortest), "terms/shortest", "Enter a number of minutes from 1 to 1440");
    let in_order = terms.longest.zip(terms.shortest).is_none_or(|(longest, shortest)| shortest <= longest);
    require(in_order, "terms/shortest", "The shortest time cannot be longer than the longest");
    require(terms.stay_away.len() <= MOST_NAMED, "terms/stay_away", "Name at most 20 pairs");
    for (at, StayAway { who, from }) in terms.stay_away.iter().enumerate() {
        let at = |field| format!("terms/stay_away/{at}/{field}");
        require(family.adult(*who).is_some(), &at("who"), "Choose an adult of this family");
        require(family.adult(*from).is_some(), &at("from"), "Choose an adult of this family");
        require(who != from, &at("from"), "Choose somebody else");
    }
    faults.none_or_err()
}
