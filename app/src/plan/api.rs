//! The operations of plans and agreements.

use super::{Agreement, NewAgreement, Plan, PlanDocument, adopt, agree, begin, list, see, write};
use axum::http::Method;
use base::{FamilyId, PlanId};
use host::{
    api::{Nothing, Operations},
    paging::{Listed, Paging},
};
use policy::{AgreePlan, SeePlan, WritePlan};

const TAG: &str = "Plans";

/// The operations of this capability.
#[must_use]
pub fn operations() -> Operations {
    Operations::none()
        .read::<SeePlan, FamilyId, Paging, Listed<Plan>>(
            TAG,
            "/families/{family}/plans",
            "List the versions of a family's contact plan, newest first",
            |tx, family, paging| list(tx, family, &paging).map(|(_, plans)| plans),
        )
        .write::<WritePlan, FamilyId, PlanDocument, Plan>(
            TAG,
            (Method::POST, "/families/{family}/plans"),
            "Begin a new version of the plan",
            (201, &["family-not-preparing"]),
            begin,
        )
        .read::<SeePlan, PlanId, Nothing, Plan>(
            TAG,
            "/plans/{plan}",
            "Read a version of a plan",
            |tx, id, _| see(tx, id).map(|(_, plan)| plan),
        )
        .write::<WritePlan, PlanId, PlanDocument, Plan>(
            TAG,
            (Method::PUT, "/plans/{plan}"),
            "Write what a draft says",
            (200, &["plan-closed"]),
            write,
        )
        .write::<WritePlan, PlanId, Nothing, Plan>(
            TAG,
            (Method::POST, "/plans/{plan}/adoption"),
            "Put a draft in force in place of the version before",
            (
                201,
                &[
                    "r1-level-too-low",
                    "r2-not-ready",
                    "r4-no-meeting",
                    "r25-compartment",
                    "plan-closed",
                    "family-not-preparing",
                ],
            ),
            adopt,
        )
        .write::<AgreePlan, PlanId, NewAgreement, Agreement>(
            TAG,
            (Method::POST, "/plans/{plan}/agreements"),
            "Record that an adult agrees and has understood the level",
            (201, &["level-not-acknowledged", "plan-not-current", "already-agreed"]),
            agree,
        )
}
