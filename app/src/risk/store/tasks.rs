//! What follows from an assessment elsewhere: tasks to refer, and booked visits that it makes unsafe.

use crate::schema::{task, visit};
use base::{AssessmentId, FamilyId, Moment, TaskId, VisitId, WallClock};
use diesel::prelude::*;
use host::{Problem, Tx, WriteTx};
use policy::{ApproveAssessment, Permit, WriteAssessment};
use rules::{Rule, incident::next_working_day, instrument::Scored, plan::Kind};
use std::collections::BTreeMap;

/// What people call those an instrument refers to.
fn called(code: &str) -> String {
    match code {
        "marac" => "MARAC".to_owned(),
        "idva" => "IDVA".to_owned(),
        other => other.replace('-', " "),
    }
}

/// Sets one task for each to whom the instruments refer, due by the end of the next working day; none
/// where the same is waiting to be done. Answers how many.
pub(in crate::risk) fn referral_tasks(
    tx: &mut WriteTx<'_>,
    permit: &Permit<WriteAssessment>,
    id: AssessmentId,
    instruments: &[Scored],
) -> Result<usize, Problem> {
    let mut reasons: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for referral in instruments.iter().flat_map(|scored| &scored.referrals) {
        let list = reasons.entry(&referral.to).or_default();
        if !list.contains(&referral.because.as_str()) {
            list.push(&referral.because);
        }
    }
    let five = WallClock::new(17, 0).map_err(Problem::broken)?;
    let due = Moment::on(next_working_day(tx.now.day(), &[]), five).map_err(Problem::broken)?;
    let (centre, family) = (tx.centre(), permit.id());
    let mut set = 0;
    for (to, because) in reasons {
        let open: i64 = task::table
            .filter(
                task::centre
                    .eq(centre)
                    .and(task::family.eq(family))
                    .and(task::assessment.is_not_null())
                    .and(task::whom.eq(to))
                    .and(task::done_at.is_null()),
            )
            .count()
            .get_result(tx.db())?;
        if open > 0 {
            continue;
        }
        let words = format!("Refer to {}. {}", called(to), because.join(" "));
        diesel::insert_into(task::table)
            .values((
                task::id.eq(TaskId::from_random(tx.random())),
                task::centre.eq(centre),
                task::family.eq(family),
                task::assessment.eq(id),
                task::rule.eq(Rule::R20.number()),
                task::whom.eq(to),
                task::words.eq(words),
                task::due.eq(due),
            ))
            .execute(tx.db())?;
        set += 1;
    }
    Ok(set)
}

/// The family's booked visits that have not started, with their kinds.
pub(in crate::risk) fn visits_to_come(
    tx: &mut Tx<'_>,
    family: FamilyId,
) -> Result<Vec<(VisitId, Kind)>, Problem> {
    let centre = tx.centre();
    Ok(visit::table
        .filter(visit::family.eq(family).and(visit::centre.eq(centre)).and(visit::state.eq("planned")))
        .select((visit::id, visit::kind))
        .load(tx.db())?)
}

/// Marks a booked visit as no longer safe. The permit is that of the approval that made it so.
pub(in crate::risk) fn visit_unsafe(
    tx: &mut WriteTx<'_>,
    _: &Permit<ApproveAssessment>,
    id: VisitId,
    because: &str,
) -> Result<(), Problem> {
    diesel::update(visit::table.filter(visit::id.eq(id).and(visit::centre.eq(tx.centre()))))
        .set(visit::unsafe_because.eq(because))
        .execute(tx.db())?;
    Ok(())
}
