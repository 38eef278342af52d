//! From getting ready to visits taking place, in the transaction that completes what R2 asks for.

use super::current;
use crate::{family, risk};
use base::{Changed, FamilyId};
use host::{Problem, WriteTx};
use rules::{
    intake::{Stage, activated, lacking},
    risk::allows,
};

/// Whether a family became ready just now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Activation {
    /// Something is lacking still, or visits take place already.
    Unchanged,
    /// Nothing is lacking any more; visits may begin.
    Now,
}

impl Activation {
    /// The words of the trail for what was done, with the change of stage where there was one.
    #[must_use]
    pub fn after(self, done: &str) -> String {
        match self {
            Self::Unchanged => done.to_owned(),
            Self::Now => format!(
                "{done}. Nothing is lacking any more: the family went from \"{}\" to \"{}\"",
                Stage::Preparing.words(),
                Stage::Active.words()
            ),
        }
    }
}

/// Moves a family that was getting ready, and lacks nothing any more, on to its visits. The caller holds
/// the permit of the act that completed it.
pub fn activate_if_ready(tx: &mut WriteTx<'_>, id: FamilyId) -> Result<Activation, Problem> {
    // Something that R2 asks for has just been completed, whatever else is lacking.
    tx.changed(Changed::Family(id));
    let family = family::family(tx, id)?;
    if family.stage != Stage::Preparing {
        return Ok(Activation::Unchanged);
    }
    let mut lacking = lacking(&family::readiness(tx, id)?, tx.now.day());
    // A plan agreed before a newer assessment asked for more is no plan to begin with (R1).
    if let (Some(plan), Some(assessment)) = (current(tx, id)?, risk::current(tx, id)?) {
        lacking.extend(allows(assessment.outcome, plan.document.level).err());
    }
    match activated(family.stage, &lacking) {
        Ok(stage) => {
            family::stage_change(tx, &family.subject, stage)?;
            Ok(Activation::Now)
        }
        Err(_) => Ok(Activation::Unchanged),
    }
}
