//! The terms of a court order about contact, as the machine holds them, and when each binds.
//!
//! Several orders may be in force at once. Each is asked, so the stricter wins. What they say against a
//! booking is in `schedule/order.rs`.

use crate::risk::Level;
use base::{Day, Minutes, OrderId, PartyId, VisitId, Weekday};
use serde::{Deserialize, Serialize};

mod binding;
mod period;
mod words;
pub use binding::{Held, Reading, binding};
pub use words::sentences;
pub(crate) use words::{days_long, either};

base::choices! {
    /// Over what the number of visits is counted.
    pub enum Every {
        /// Monday to Sunday.
        Week = "week" => "Week, Monday to Sunday",
        /// Two weeks, counted from the first day of the order.
        Fortnight = "fortnight" => "Fortnight, counted from the order's first day",
        /// A month of the calendar.
        Month = "month" => "Calendar month",
    }
}

base::choices! {
    /// Where an order says that contact takes place.
    pub enum Place {
        /// In the building of this centre, and nowhere else.
        ThisCentre = "this-centre" => "At this centre only",
    }
}

/// How often at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AtMost {
    /// How many visits.
    pub visits: u32,
    /// Over what they are counted.
    pub every: Every,
}

/// Two adults of whom one must stay away from the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct StayAway {
    /// Who must stay away.
    pub who: PartyId,
    /// From whom.
    pub from: PartyId,
}

/// What an order says of contact. What it does not say is left out and binds nobody.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ContactTerms {
    /// Whether contact takes place because of this order, so that it needs one in force.
    pub allows_contact: bool,
    /// Whether it forbids all contact while it is in force.
    #[serde(default)]
    pub forbids_contact: bool,
    /// The adults of the visiting side who may come. Empty when it does not say.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub who: Vec<PartyId>,
    /// The days of the week on which contact may be. Empty when it does not say.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub weekdays: Vec<Weekday>,
    /// How often at most.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_most: Option<AtMost>,
    /// The least number of days from the day of one visit to the day of the next.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days_between: Option<u32>,
    /// The longest time together, in minutes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub longest: Option<Minutes>,
    /// The shortest time together, in minutes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shortest: Option<Minutes>,
    /// Where it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
    /// The least level of supervision.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<Level>,
    /// Whether it forbids outings and leaving the premises.
    #[serde(default)]
    pub stays_on_premises: bool,
    /// Who must stay away from whom.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stay_away: Vec<StayAway>,
}

/// An order of a family, with the days between which it binds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Order {
    /// Which.
    pub id: OrderId,
    /// What it is called: "child arrangements order of 1 May 2026".
    pub called: String,
    /// The first day on which it binds.
    pub from: Day,
    /// The last day on which it binds, if it ends.
    pub until: Option<Day>,
    /// The first day on which it counts no more: it was discharged or replaced, or is not needed. An order
    /// that merely expired counts on, as one that allows nothing any longer.
    pub ended: Option<Day>,
    /// What it says of contact.
    pub terms: ContactTerms,
}

/// What a booking is judged by under the orders of its family.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct UnderOrders {
    /// Every reading of an order that binds, from [`binding`].
    pub orders: Vec<Order>,
    /// The adults of the visiting side, whom an order names when it says who may come.
    pub visiting_side: Vec<PartyId>,
    /// The days of the family's other visits that count, from a month before this one to a month after it
    /// at the least. Not this visit itself, when it is judged again.
    pub visits: Vec<(VisitId, Day)>,
}

impl Order {
    /// Whether it still counts on a day, be it as one that has expired.
    #[must_use]
    pub fn counts_on(&self, day: Day) -> bool {
        self.ended.is_none_or(|ended| day < ended)
    }

    /// Whether it binds on a day. An order binds up to and on its last day.
    #[must_use]
    pub fn binds_on(&self, day: Day) -> bool {
        self.counts_on(day) && self.from <= day && self.until.is_none_or(|until| day <= until)
    }

    /// The first and the last day of the stretch that holds a day, over which visits are counted.
    #[must_use]
    pub fn counted_over(&self, every: Every, day: Day) -> (Day, Day) {
        period::around(every, self.from, day)
    }
}

impl ContactTerms {
    /// How far before and after a day other visits can matter, in days.
    #[must_use]
    pub fn looks_around(&self) -> i64 {
        i64::from(self.days_between.unwrap_or(0)).max(31)
    }
}
