//! What a supervisor reads before a visit: the reasons, the risks and the terms (R8).

use super::{Standing, stand};
use crate::{
    order::{self, BindingOrder},
    plan::{self, PlanDocument},
    risk,
    schedule::{NamedParty, visit_with},
    schema::assessment,
};
use base::{StaffId, VisitId};
use diesel::prelude::*;
use host::{Problem, Tx, seal::Sealed};
use policy::{Role, SeeVisit};
use rules::risk::{Assessed, Factor, Outcome};
use serde::Serialize;
use utoipa::ToSchema;

/// One risk, and what is done about it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Risk {
    /// What the risk is, in a sentence.
    pub words: String,
    /// What is known.
    pub account: String,
    /// What is done about it.
    pub mitigation: String,
}

/// What is read before a visit.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Briefing {
    /// Of which visit.
    pub visit: VisitId,
    /// The children's first names.
    pub title: String,
    /// What the current assessment comes to; not for volunteers.
    pub outcome: Option<Outcome>,
    /// Why; not for volunteers.
    pub reasons: Vec<String>,
    /// Each risk, and what is done about it; not for volunteers.
    pub risks: Vec<Risk>,
    /// The plan in force.
    pub terms: Option<PlanDocument>,
    /// What the court orders that bind on the day say, in plain sentences; not for volunteers.
    pub orders: Vec<BindingOrder>,
    /// Who may come in (R6), and who brings and collects.
    pub people: Vec<NamedParty>,
    /// Who has confirmed having read this.
    pub read_by: Vec<StaffId>,
}

/// The briefing of a visit.
pub fn briefing(tx: &mut Tx<'_>, id: VisitId) -> Result<Briefing, Problem> {
    briefed(tx, id).map(|(read, _)| read)
}

/// The briefing of a visit, with the visit as it stands.
pub(super) fn briefed(tx: &mut Tx<'_>, id: VisitId) -> Result<(Briefing, Standing), Problem> {
    let (record, family) = visit_with(tx, id)?;
    tx.ask::<SeeVisit>(&family.subject.with_id(id))?;
    let terms = plan::current(tx, family.id)?.map(|plan| plan.document);
    let current = risk::current(tx, family.id)?.filter(|_| tx.actor.role != Role::Volunteer);
    let (reasons, risks) = match &current {
        Some(current) => written(tx, current)?,
        None => (Vec::new(), Vec::new()),
    };
    let orders = match tx.actor.role {
        Role::Volunteer => Vec::new(),
        _ => order::binding_on(tx, &family, record.starts.day())?,
    };
    let standing = stand(tx, record, &family)?;
    let read = Briefing {
        visit: id,
        title: family.title,
        outcome: current.map(|current| current.outcome),
        reasons,
        risks,
        terms,
        orders,
        people: standing.visit.people.clone(),
        read_by: standing.briefed.clone(),
    };
    Ok((read, standing))
}

/// The reasons and risks as the assessment has them. Its factors are under `factors`.
fn written(tx: &mut Tx<'_>, current: &risk::Current) -> Result<(Vec<String>, Vec<Risk>), Problem> {
    let (document, result): (Sealed, Option<String>) = assessment::table
        .filter(assessment::id.eq(current.id))
        .select((assessment::document, assessment::result))
        .first(tx.db())?;
    let assessed: Option<Assessed> = result.as_deref().map(serde_json::from_str).transpose()?;
    let document: serde_json::Value = tx.open(&document)?;
    let factors: Vec<Factor> = document["factors"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|factor| serde_json::from_value(factor.clone()).ok())
        .collect();
    let risks = factors
        .into_iter()
        .map(|factor| Risk {
            words: factor.sentence(),
            account: factor.account,
            mitigation: factor.mitigation,
        })
        .collect();
    Ok((assessed.map(|assessed| assessed.because).unwrap_or_default(), risks))
}
