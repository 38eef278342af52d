//! Who may be put on contact (R9): worked out from the dates of certificates, never kept as a tick.
//!
//! What is asked of people is a centre's [`Policy`], as data; what somebody has is a list of
//! [`Credential`]s; [`clearance`] says until which day they are cleared, or exactly what is missing.

mod forecast;
mod judge;
mod policy;
mod renewal;
mod second;
#[cfg(test)]
mod tests;

pub use forecast::{Cost, Duty, Expected, ForecastWeek, PlannedVisit, WEEKS, forecast};
pub use judge::{Clearance, MissingRequirement, Why, clearance};
pub use policy::{Difference, MOST_MONTHS, MOST_NEEDED, Policy, Term};
pub use renewal::{RENEW_AHEAD, Renewal, RenewalState, kinds_done, renewals};
pub use second::{SecondPerson, second_person};

use crate::plan::Kind;
use base::Day;
use serde::{Deserialize, Serialize};

base::choices! {
    /// What can be asked of whoever is put on contact.
    pub enum Requirement {
        Dbs = "dbs" => "DBS check",
        Reference = "reference" => "Reference",
        Induction = "induction" => "Induction",
        Safeguarding = "safeguarding" => "Safeguarding training",
        DomesticAbuse = "domestic-abuse" => "Domestic abuse specialist training",
        ConflictResolution = "conflict-resolution" => "Conflict resolution training",
        EmergencyProcedures = "emergency-procedures" => "Emergency procedures training",
        FirstAid = "first-aid" => "First aid training",
        /// Each certificate names the kinds of contact it is for.
        Role = "role" => "Qualification for the kind of contact",
    }
}

base::choices! {
    /// How much a DBS check looks at, the least first.
    pub enum DbsLevel {
        Basic = "basic" => "Basic",
        Standard = "standard" => "Standard",
        Enhanced = "enhanced" => "Enhanced",
        EnhancedBarred = "enhanced-barred" => "Enhanced with the barred lists",
    }
}

base::choices! {
    /// What has become of a certificate. Only one that was checked counts.
    pub enum CertificateStanding {
        Waiting = "waiting" => "Waits to be checked",
        Checked = "checked" => "Checked",
        Refused = "refused" => "Refused",
        Revoked = "revoked" => "Revoked",
    }
}

/// One thing that somebody has to show: a certificate, a reference, a check.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
pub struct Credential {
    /// What it shows.
    pub what: Requirement,
    /// How much was looked at, for a DBS check.
    pub level: Option<DbsLevel>,
    /// Which kinds of contact it is for, for a qualification.
    pub kinds: Vec<Kind>,
    /// The first day on which it counts.
    pub from: Day,
    /// The last day on which it counts by itself, where it says one.
    pub expires: Option<Day>,
    /// When the update service last said that a DBS check still stands.
    pub update_checked: Option<Day>,
    /// What has become of it.
    pub standing: CertificateStanding,
}

/// A stretch of days, the last one in it. Without a last day it does not end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Span {
    from: Day,
    last: Option<Day>,
}

impl Span {
    fn holds_on(self, day: Day) -> bool {
        self.from <= day && self.last.is_none_or(|last| day <= last)
    }
}

/// The earlier of two days where either may never come.
fn earlier(one: Option<Day>, other: Option<Day>) -> Option<Day> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}

impl Credential {
    /// The stretches in which it counts under a term, whoever has checked it: from its own day, and again
    /// from the day the update service said that it still stands. The day so many months later is still
    /// in it, so that a training of 21 November lasts through 21 November a year on; one of 29 February
    /// through 28 February.
    fn spans(&self, term: &Term) -> Vec<Span> {
        let until = |from: Day, months: u32| earlier(Some(from.plus_months(months.into())), self.expires);
        let own = Span {
            from: self.from,
            last: term.months.map_or(self.expires, |months| until(self.from, months)),
        };
        let renewed = self
            .update_checked
            .zip(term.update_months)
            .map(|(checked, months)| Span { from: checked.max(self.from), last: until(checked, months) });
        std::iter::once(own)
            .chain(renewed)
            .filter(|span| span.last.is_none_or(|last| span.from <= last))
            .collect()
    }

    /// Whether it is of the sort a term asks for: the requirement, the level, the kind of contact.
    fn is_asked_by(&self, term: &Term, kind: Option<Kind>) -> bool {
        self.what == term.requirement
            && term.level.is_none_or(|least| self.level.is_some_and(|level| level >= least))
            && kind.is_none_or(|kind| self.kinds.contains(&kind))
    }
}
