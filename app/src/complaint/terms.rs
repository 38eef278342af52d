//! Within what time a centre answers.

use crate::{premises, schema::complaint_term};
use base::Day;
use diesel::prelude::*;
use host::{Problem, Recorded, Tx, WriteTx};
use policy::{SetComplaintTerms, Subject};
use rules::complaint::Terms;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Within how many working days complaints are answered. A written one is acknowledged within five.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ComplaintTerms {
    /// Informally: from 1 to 20.
    pub informal: i32,
    /// In writing, at either stage: from 5 to 60.
    pub written: i32,
}

/// The terms that hold now, and the bank holidays to come.
pub(super) fn in_force(tx: &mut Tx<'_>) -> Result<(Terms, Vec<Day>), Problem> {
    let set: Option<(i32, i32)> = complaint_term::table
        .filter(complaint_term::centre.eq(tx.centre()))
        .select((complaint_term::informal, complaint_term::written))
        .first(tx.db())
        .optional()?;
    let days = |days: i32| u32::try_from(days).map_err(Problem::broken);
    let terms = match set {
        Some((informal, written)) => Terms { informal: days(informal)?, written: days(written)? },
        None => Terms::default(),
    };
    Ok((terms, premises::bank_holidays(tx)?))
}

/// Within how many working days complaints are answered now.
pub fn terms(tx: &mut Tx<'_>) -> Result<ComplaintTerms, Problem> {
    tx.ask::<SetComplaintTerms>(&Subject::of_centre(tx.centre(), tx.centre()))?;
    let (terms, _) = in_force(tx)?;
    let days = |days: u32| i32::try_from(days).map_err(Problem::broken);
    Ok(ComplaintTerms { informal: days(terms.informal)?, written: days(terms.written)? })
}

/// Sets within how many working days complaints are answered, from now on. Clocks that run keep theirs.
pub fn set_terms(tx: &mut WriteTx<'_>, new: ComplaintTerms) -> Result<Recorded<ComplaintTerms>, Problem> {
    let permit = tx.ask::<SetComplaintTerms>(&Subject::of_centre(tx.centre(), tx.centre()))?;
    let mut faults = base::Faults::none();
    faults.require(
        (1..=20).contains(&new.informal),
        "/informal",
        "Enter a number of working days from 1 to 20",
    );
    faults.require(
        (5..=60).contains(&new.written),
        "/written",
        "Enter a number of working days from 5 to 60",
    );
    faults.none_or_err()?;
    let account = tx.actor.account.ok_or(Problem::SignInNeeded)?;
    let values = (
        complaint_term::informal.eq(new.informal),
        complaint_term::written.eq(new.written),
        complaint_term::account.eq(account),
        complaint_term::at.eq(tx.now),
    );
    let own = complaint_term::table.filter(complaint_term::centre.eq(permit.id()));
    if diesel::update(own).set(values).execute(tx.db())? == 0 {
        diesel::insert_into(complaint_term::table)
            .values((complaint_term::centre.eq(permit.id()), values))
            .execute(tx.db())?;
    }
    tx.record(&permit, None, "It was set within what time complaints are answered", new)
}
