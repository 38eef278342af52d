//! Which families' time is over.

use super::{store, terms::in_force};
use base::{Day, DestructionId, FamilyId};
use host::{Problem, Tx, paging::All};
use policy::{ListDue, Subject};
use rules::records::retention::{Class, keep_until};
use serde::Serialize;
use utoipa::ToSchema;

/// A family whose case has ended.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DueFamily {
    /// Which.
    pub family: FamilyId,
    /// Its reference.
    pub reference: String,
    /// The name by which staff know it.
    pub title: String,
    /// The class its records belong to.
    pub class: Class,
    /// The last day on which something happened.
    pub last_happened: Day,
    /// The last day on which it is kept; none while no time runs.
    pub keep_until: Option<Day>,
    /// Whether that day is past.
    pub is_due: bool,
    /// Whether a legal hold stands.
    pub is_held: bool,
    /// The proposal to destroy it, if there is one.
    pub proposed: Option<DestructionId>,
}

/// As many as are shown at once: what is destroyed makes room for the next.
const MOST: usize = 100;

/// Families whose case has ended, what is due first.
pub fn due(tx: &mut Tx<'_>) -> Result<All<DueFamily>, Problem> {
    tx.ask::<ListDue>(&Subject::of_centre(tx.centre(), tx.centre()))?;
    let terms = in_force(tx)?;
    let mut items: Vec<DueFamily> =
        store::ended(tx)?.into_iter().map(|basis| judged(&basis, &terms, tx.now.day())).collect();
    items.sort_by_key(|one| (one.keep_until.is_none(), one.keep_until, one.family));
    items.truncate(MOST);
    Ok(All { items })
}

/// The same of one family, whether its case has ended or not.
pub fn of_family(tx: &mut Tx<'_>, id: FamilyId) -> Result<DueFamily, Problem> {
    let terms = in_force(tx)?;
    Ok(judged(&store::basis(tx, id)?, &terms, tx.now.day()))
}

fn judged(basis: &store::Basis, terms: &[super::RetentionTerm], today: Day) -> DueFamily {
    let facts = basis.facts();
    let class = facts.class();
    let term = terms.iter().find(|term| term.class == class);
    let until = term.and_then(|term| keep_until(facts.starts(term.start), term.months));
    DueFamily {
        family: basis.family,
        reference: basis.reference.clone(),
        title: basis.title.clone(),
        class,
        last_happened: facts.last_happened,
        keep_until: until,
        is_due: until.is_some_and(|until| until < today),
        is_held: basis.holds > 0,
        proposed: basis.destruction,
    }
}
