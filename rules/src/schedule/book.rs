//! The rule book: every hard rule of a booking, each a clause with a name. The booking that commits, the
//! page that says why a time is not free and the planner all ask it, and there is no second statement.

use super::{Booking, Facts, hours, order, people, place, room, rota, staffing, terms};
use crate::{Refusal, Rule};

/// One rule of the book.
pub struct Clause {
    /// What it is called, so that it can be taken out of the book in a test.
    pub name: &'static str,
    /// The safety rule behind it, where there is one.
    pub rule: Option<Rule>,
    /// What it says.
    pub says: &'static str,
    against: fn(&Booking, &Facts) -> Vec<Refusal>,
}

const fn clause(
    name: &'static str,
    rule: Option<Rule>,
    says: &'static str,
    against: fn(&Booking, &Facts) -> Vec<Refusal>,
) -> Clause {
    Clause { name, rule, says, against }
}

use Rule::{R1, R2, R4, R6, R7, R9, R18};

/// Every clause, in the order in which refusals are told.
pub const BOOK: &[Clause] = &[
    clause("ready", Some(R2), "Nothing that R2 asks for is lacking on the day.", terms::ready),
    clause("stage", None, "The family's stage allows visits.", terms::stage),
    clause("assessment", Some(R1), "The kind is not below the assessment.", terms::assessment),
    clause("plan", Some(R2), "There is an agreed plan.", terms::plan),
    clause("plan-level", Some(R1), "The kind is not below the plan.", terms::plan_level),
    clause(
        "order-supervised",
        Some(R1),
        "Contact ordered supervised is supervised.",
        terms::order_supervised,
    ),
    clause("plan-kind", None, "The kind is the plan's, or more supervision.", terms::plan_kind),
    clause("plan-length", None, "It is no longer than the plan allows.", terms::plan_length),
    clause("plan-sequence", Some(R4), "The side that the plan says comes first.", terms::plan_sequence),
    clause(
        "entrances",
        Some(R4),
        "The doors of the plan are at the room's site and in use.",
        place::entrances,
    ),
    clause("doorway", Some(R4), "The two sides are kept apart at the door.", terms::doorway),
    clause("past", None, "It is not in the past.", terms::past),
    clause("somebody", None, "Somebody is named who comes.", people::somebody),
    clause("strangers", Some(R6), "Everybody who comes is in the plan.", people::strangers),
    clause("once", None, "Nobody is named twice.", people::once),
    clause("one-place", None, "Nobody is at two visits at once.", people::one_place),
    clause("family-apart", Some(R4), "Two visits of one family are a gap apart.", people::family_apart),
    clause("no-meeting", Some(R4), "People who must not meet are a gap apart.", people::no_meeting),
    clause("enough-staff", Some(R7), "As many supervisors are named as the kind needs.", staffing::enough),
    clause("own-staff", Some(R9), "Supervisors are on the centre's staff.", staffing::own),
    clause("clearance", Some(R9), "Supervisors are cleared on the day.", staffing::clearance),
    clause("conflict", Some(R7), "No supervisor knows the family.", staffing::conflict),
    clause("one-family", Some(R7), "A named supervisor holds one family at a time.", staffing::one_family),
    clause(
        "interpreter",
        Some(R18),
        "An interpreter is there where needed, and independent.",
        staffing::interpreter,
    ),
    clause("away", None, "No supervisor is away at the time.", rota::nobody_away),
    clause("on-duty", None, "Where there is a rota, supervisors are on it throughout.", rota::on_duty),
    clause(
        "lone-working",
        None,
        "Where there is a rota, at least two are on it at the site throughout.",
        rota::not_alone,
    ),
    clause(
        "staff-ratio",
        None,
        "Where there is a rota, those on it watch no more families than the centre says.",
        rota::ratio,
    ),
    clause("room", None, "The room is one of the centre's.", place::known),
    clause("room-kind", None, "The room is fit for the kind.", place::kind),
    clause("room-alone", None, "A family with a supervisor has the room to itself.", place::alone),
    clause("room-space", None, "The room holds no more families than it has space for.", place::space),
    clause("room-fitted", None, "The room has what the plan asks for.", room::fitted),
    clause("room-open", None, "The room is not shut.", room::open),
    clause("equipment", None, "Things are reserved once at a time.", place::equipment),
    clause("opening", None, "The centre is open from the first arrival to the last leaving.", place::opening),
    clause("order-forbids", None, "No order in force forbids contact.", order::not_forbidden),
    clause("order-in-force", None, "Contact by order has an order in force.", order::in_force),
    clause("order-people", Some(R6), "Only those whom the order names visit.", order::named),
    clause("order-days", None, "It is on a day of the week that the order allows.", order::on_its_days),
    clause("order-often", None, "Visits are no more often than the order allows.", order::seldom_enough),
    clause("order-soon", None, "Visits are as many days apart as the order says.", order::late_enough),
    clause("order-length", None, "It is as long as the order says.", order::as_long),
    clause("order-place", None, "It is where the order says.", order::at_its_place),
    clause("order-level", Some(R1), "It is at the level that the order says.", order::supervised),
    clause("child-hours", None, "It leaves the child's own hours free.", hours::kept_free),
];

/// Everything that speaks against a booking. Empty means that it may be made.
#[must_use]
pub fn judge(booking: &Booking, facts: &Facts) -> Vec<Refusal> {
    BOOK.iter()
        .filter(|clause| is_in_force(clause))
        .flat_map(|clause| (clause.against)(booking, facts))
        .collect()
}

/// Every clause is in force, always. Only in the build that proves that a test would notice the lack of any
/// of them can one be taken out, by name.
#[cfg(not(feature = "without-a-clause"))]
const fn is_in_force(_: &Clause) -> bool {
    true
}

#[cfg(feature = "without-a-clause")]
fn is_in_force(clause: &Clause) -> bool {
    std::env::var("WITHOUT_CLAUSE").as_deref() != Ok(clause.name)
}
