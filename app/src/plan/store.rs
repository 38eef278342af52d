//! Where plans are kept.

use super::PlanDocument;
use crate::schema::plan;
use base::{FamilyId, PlanId};
use diesel::prelude::*;
use host::{Problem, Tx};
use rules::schedule::PlanTerms;

/// The plan in force.
#[derive(Clone, Debug)]
pub struct Current {
    /// Which.
    pub id: PlanId,
    /// Its version.
    pub version: i32,
    /// What it says.
    pub document: PlanDocument,
}

impl Current {
    /// The terms a booking is judged by.
    #[must_use]
    pub fn terms(&self) -> PlanTerms {
        let plan = &self.document;
        PlanTerms {
            level: plan.level,
            kind: plan.kind,
            sequence: plan.sequence,
            gaps: plan.gaps,
            people: plan.people.iter().chain(&plan.hands_over).copied().collect(),
            needs_interpreter: plan.needs_interpreter,
            longest: Some(plan.length),
            order_supervised: plan.order_says_supervised,
        }
    }
}

/// The plan of a family that is in force, if there is one.
pub fn current(tx: &mut Tx<'_>, family: FamilyId) -> Result<Option<Current>, Problem> {
    let centre = tx.centre();
    let row: Option<(PlanId, i32, String)> = plan::table
        .filter(plan::family.eq(family).and(plan::centre.eq(centre)).and(plan::state.eq("current")))
        .select((plan::id, plan::version, plan::document))
        .first(tx.db())
        .optional()?;
    row.map(|(id, version, document)| Ok(Current { id, version, document: serde_json::from_str(&document)? }))
        .transpose()
}
