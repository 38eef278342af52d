//! What is known of somebody who might look into a complaint, gathered in the transaction that names them.

use super::{
    steps::{ComplaintStepKind, Said},
    store::Row,
};
use crate::schema::{
    complaint_concern, complaint_step, party, staff_close_to, staff_conflict, thread, visit, visit_supervisor,
};
use base::{AccountId, FamilyId, Minutes, StaffId};
use diesel::prelude::*;
use host::{
    Problem, Tx, among,
    schema::{account, audit_entry},
    seal::Sealed,
    trail::Kind,
};
use rules::complaint::{Candidate, ComplaintAbout, ComplaintStage, may_look_into};

/// By these acts somebody decides for a family.
const DECIDES: &[&str] = &[
    "triage-referral",
    "write-assessment",
    "approve-assessment",
    "write-plan",
    "decide-review",
    "change-visit",
    "cancel-visit",
];
/// A complaint of a decision is of one of the year before it.
const LOOKED_BACK: Minutes = Minutes(366 * 24 * 60);

/// Whether a statement finds anything.
macro_rules! finds {
    ($tx:expr, $query:expr) => {{
        let found: i64 = $query.count().get_result($tx.db())?;
        found > 0
    }};
}

fn is_about(tx: &mut Tx<'_>, of: &Row, who: StaffId) -> Result<bool, Problem> {
    let close = staff_close_to::table.filter(staff_close_to::staff.eq(who)).select(staff_close_to::other);
    let is_theirs = complaint_concern::staff.eq(who).or(complaint_concern::staff.eq_any(close));
    Ok(finds!(tx, complaint_concern::table.filter(complaint_concern::complaint.eq(of.id).and(is_theirs))))
}

/// The stages of a complaint in which somebody had a part, by what they did or by being named.
fn parts(
    tx: &mut Tx<'_>,
    of: &Row,
    (who, theirs): (StaffId, &[AccountId]),
) -> Result<Vec<ComplaintStage>, Problem> {
    type Step = (ComplaintStepKind, ComplaintStage, Option<AccountId>, Sealed);
    let steps: Vec<Step> = complaint_step::table
        .filter(complaint_step::complaint.eq(of.id))
        .select((
            complaint_step::kind,
            complaint_step::stage,
            complaint_step::account,
            complaint_step::document,
        ))
        .load(tx.db())?;
    let mut parts = Vec::new();
    for (kind, stage, account, document) in steps {
        let had_a_part = match kind {
            ComplaintStepKind::Acknowledged | ComplaintStepKind::Extended | ComplaintStepKind::Answered => {
                account.is_some_and(|account| theirs.contains(&account))
            }
            ComplaintStepKind::Assigned => tx.open::<Said>(&document)?.staff == Some(who),
            // Who wrote it down, named somebody or saw to a child has not judged it.
            _ => false,
        };
        if had_a_part {
            parts.push(stage);
        }
    }
    Ok(parts)
}

fn knows(tx: &mut Tx<'_>, of: FamilyId, who: StaffId) -> Result<bool, Problem> {
    let adults = party::table.filter(party::family.eq(of)).select(party::id.nullable());
    let known = staff_conflict::staff.eq(who).and(staff_conflict::party.eq_any(adults));
    Ok(finds!(tx, staff_conflict::table.filter(known)))
}

fn decided(tx: &mut Tx<'_>, of: &Row, theirs: &[AccountId]) -> Result<bool, Problem> {
    let Some(family) = of.family.filter(|_| of.about == ComplaintAbout::Decision) else { return Ok(false) };
    let since = of.at.plus(Minutes(-LOOKED_BACK.0));
    let of_family = audit_entry::family.eq(family).and(audit_entry::centre.eq(of.centre));
    let written = audit_entry::kind.eq(Kind::Write.as_str()).and(audit_entry::at.ge(since));
    let query = audit_entry::table
        .filter(of_family.and(written))
        .filter(among(audit_entry::act, DECIDES.iter().map(|act| (*act).to_owned())))
        .filter(among(audit_entry::account.assume_not_null(), theirs.to_vec()));
    Ok(finds!(tx, query))
}

fn is_assigned(tx: &mut Tx<'_>, of: FamilyId, who: StaffId) -> Result<bool, Problem> {
    let visits = visit::table.filter(visit::family.eq(of)).select(visit::id);
    let named = visit_supervisor::staff.eq(who).and(visit_supervisor::visit.eq_any(visits));
    if finds!(tx, visit_supervisor::table.filter(named)) {
        return Ok(true);
    }
    Ok(finds!(tx, thread::table.filter(thread::family.eq(of).and(thread::assigned.eq(who)))))
}

/// Refuses somebody who may not look into a complaint at its stage.
pub(super) fn refuse_partial(tx: &mut Tx<'_>, of: &Row, who: StaffId) -> Result<(), Problem> {
    let theirs: Vec<AccountId> = account::table
        .filter(account::staff.eq(who).and(account::centre.eq(of.centre)))
        .select(account::id)
        .load(tx.db())?;
    let parts = parts(tx, of, (who, &theirs))?;
    let had = |stage| of.stage > stage && parts.contains(&stage);
    let candidate = Candidate {
        is_about_them_or_theirs: is_about(tx, of, who)?,
        knows_the_family: match of.family {
            Some(family) => knows(tx, family, who)?,
            None => false,
        },
        dealt_with_it: had(ComplaintStage::Informal) || decided(tx, of, &theirs)?,
        acted_before: had(ComplaintStage::First),
        is_assigned_to_the_family: match of.family {
            Some(family) => is_assigned(tx, family, who)?,
            None => false,
        },
    };
    Ok(may_look_into(of.stage, candidate)?)
}
