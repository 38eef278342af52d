//! What the centre asks of people before they are put on contact: its own policy, or the national default.

use crate::schema::clearance_policy;
use base::{AccountId, Changed, Faults, Moment, Prose};
use diesel::prelude::*;
use host::{Problem, Recorded, Tx, WriteTx};
use policy::{ListClearance, Permit, SetClearancePolicy, Subject};
use rules::clearance::{Difference, MOST_MONTHS, MOST_NEEDED, Policy, Requirement, Term};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Sets what is asked of people before they are put on contact.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewPolicy {
    /// What is asked for. What is left out, or needed none of, is not asked for.
    pub terms: Vec<Term>,
    /// Why it is set like this.
    pub reason: Prose,
}

/// What is asked of people, with where it is other than the national default.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ClearancePolicy {
    /// How often the centre has set it; 0 while the national default holds.
    pub version: i32,
    /// Since when it holds, if the centre has set it.
    pub at: Option<Moment>,
    /// Why it was set like this.
    pub reason: Option<String>,
    /// What is asked for.
    pub terms: Vec<Term>,
    /// Where it is other than the national default.
    pub differences: Vec<Difference>,
}

type Row = (i32, String, String, Moment);

fn newest(tx: &mut Tx<'_>) -> Result<Option<Row>, Problem> {
    let centre = tx.centre();
    Ok(clearance_policy::table
        .filter(clearance_policy::centre.eq(centre))
        .order(clearance_policy::version.desc())
        .select((
            clearance_policy::version,
            clearance_policy::document,
            clearance_policy::reason,
            clearance_policy::at,
        ))
        .first(tx.db())
        .optional()?)
}

/// What is asked of people, as the rules read it.
pub fn current_policy(tx: &mut Tx<'_>) -> Result<Policy, Problem> {
    match newest(tx)? {
        Some((_, document, ..)) => Ok(serde_json::from_str(&document)?),
        None => Ok(Policy::national()),
    }
}

/// What is asked of people, for those who set it.
pub fn see_policy(tx: &mut Tx<'_>) -> Result<ClearancePolicy, Problem> {
    tx.ask::<ListClearance>(&Subject::of_centre(tx.centre(), tx.centre()))?;
    told(tx)
}

fn told(tx: &mut Tx<'_>) -> Result<ClearancePolicy, Problem> {
    let row = newest(tx)?;
    let policy = match &row {
        Some((_, document, ..)) => serde_json::from_str(document)?,
        None => Policy::national(),
    };
    let differences = policy.differences();
    let (version, reason, at) =
        row.map_or((0, None, None), |(version, _, reason, at)| (version, Some(reason), Some(at)));
    Ok(ClearancePolicy { version, at, reason, terms: policy.terms, differences })
}

fn faults(terms: &[Term]) -> Faults {
    let mut faults = Faults::none();
    for (index, term) in terms.iter().enumerate() {
        let at = |field: &str| format!("/terms/{index}/{field}");
        let in_range = |months: Option<u32>| months.is_none_or(|months| (1..=MOST_MONTHS).contains(&months));
        let is_dbs = term.requirement == Requirement::Dbs;
        faults.require(term.needed <= MOST_NEEDED, &at("needed"), "Enter how many are needed, from 0 to 5");
        faults.require(in_range(term.months), &at("months"), "Enter a number of months from 1 to 120");
        faults.require(
            in_range(term.update_months),
            &at("update_months"),
            "Enter a number of months from 1 to 120",
        );
        faults.require(
            is_dbs || (term.level.is_none() && term.update_months.is_none()),
            &at("level"),
            "Leave this out: only a DBS check has a level and an update service",
        );
        let earlier = terms.iter().take(index);
        faults.require(
            earlier.clone().all(|other| other.requirement != term.requirement),
            &at("requirement"),
            "Name each requirement once",
        );
    }
    faults
}

/// Sets what is asked of people. It may be less than the national default: the difference is shown, and why
/// is kept. Every visit to come is judged again.
pub fn set_policy(tx: &mut WriteTx<'_>, new: NewPolicy) -> Result<Recorded<ClearancePolicy>, Problem> {
    let permit = tx.ask::<SetClearancePolicy>(&Subject::of_centre(tx.centre(), tx.centre()))?;
    faults(&new.terms).none_or_err()?;
    let terms = new.terms.into_iter().filter(|term| term.needed > 0).collect();
    insert(tx, &permit, &Policy { terms }, &new.reason)?;
    tx.changed(Changed::Centre);
    let told = told(tx)?;
    let summary = format!("What is asked of people before contact was set, version {}", told.version);
    tx.record(&permit, None, &summary, told)
}

fn insert(
    tx: &mut WriteTx<'_>,
    permit: &Permit<SetClearancePolicy>,
    policy: &Policy,
    reason: &Prose,
) -> Result<(), Problem> {
    let version = newest(tx)?.map_or(0, |(version, ..)| version) + 1;
    let account: AccountId = tx.actor.account.ok_or(Problem::SignInNeeded)?;
    diesel::insert_into(clearance_policy::table)
        .values((
            clearance_policy::centre.eq(permit.id()),
            clearance_policy::version.eq(version),
            clearance_policy::document.eq(serde_json::to_string(policy)?),
            clearance_policy::reason.eq(reason.as_str()),
            clearance_policy::account.eq(account),
            clearance_policy::at.eq(tx.now),
        ))
        .execute(tx.db())?;
    Ok(())
}
