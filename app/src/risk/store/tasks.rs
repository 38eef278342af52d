//! What follows from an assessment elsewhere: tasks to refer.

use crate::{premises, schema::task};
use base::{AssessmentId, Moment, TaskId, WallClock};
use diesel::prelude::*;
use host::{Problem, WriteTx};
use policy::{Permit, WriteAssessment};
use rules::{Rule, incident::next_working_day, instrument::Scored};
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
    let holidays = premises::bank_holidays(tx)?;
    let due = Moment::on(next_working_day(tx.now.day(), &holidays), five).map_err(Problem::broken)?;
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
