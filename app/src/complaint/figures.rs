//! How many complaints there were in a year, at which stage they ended, how, and whether in time. They count what
//! whoever asks may know of, and leave out small numbers, so that they can be handed on.

use super::hidden::hidden_complaints;
use crate::{incident::asker, schema::complaint};
use base::Moment;
use diesel::prelude::*;
use host::{Problem, Tx};
use policy::ListComplaints;
use rules::{
    complaint::{ComplaintOutcome, ComplaintStage},
    feedback::told_of,
};
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// The most that are counted; a centre has far fewer.
const MOST: i64 = 20_000;

/// The figures of complaints.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ComplaintFigures {
    /// Each year, the newest first.
    pub items: Vec<YearOfComplaints>,
}

/// The complaints that came in a year. A number below five is left out, and whatever it could be worked out from.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct YearOfComplaints {
    /// The year.
    pub year: i32,
    /// How many came; nothing below five.
    pub complaints: Option<u32>,
    /// How many got as far as each stage and no further: informal, stage 1, stage 2.
    pub stages: Option<[Option<u32>; 3]>,
    /// How many ended each way: put right, upheld, partly upheld, not upheld, taken back, still open.
    pub outcomes: Option<[Option<u32>; 6]>,
    /// How many were answered in time, answered late, not answered yet.
    pub in_time: Option<[Option<u32>; 3]>,
}

#[derive(Default)]
struct Counts {
    stages: [u32; 3],
    outcomes: [u32; 6],
    in_time: [u32; 3],
}

fn place<T: PartialEq>(all: &[T], one: &T) -> usize {
    all.iter().position(|other| other == one).unwrap_or(all.len())
}

/// The figures of each year.
pub fn figures(tx: &mut Tx<'_>) -> Result<ComplaintFigures, Problem> {
    type Row = (Moment, ComplaintStage, Option<ComplaintOutcome>, Option<Moment>, Moment);
    let scope = tx.scope::<ListComplaints>()?;
    let me = asker(tx);
    let rows: Vec<Row> = complaint::table
        .filter(complaint::centre.eq(scope.centre()))
        .filter(complaint::id.ne_all(hidden_complaints!(me)))
        .order((complaint::at.desc(), complaint::id))
        .limit(MOST)
        .select((
            complaint::at,
            complaint::stage,
            complaint::outcome,
            complaint::closed_at,
            complaint::answer_by,
        ))
        .load(tx.db())?;
    let mut years: BTreeMap<i32, Counts> = BTreeMap::new();
    for (at, stage, outcome, closed_at, answer_by) in rows {
        let counts = years.entry(at.day().number() / 10_000).or_default();
        counts.stages[place(ComplaintStage::ALL, &stage)] += 1;
        counts.outcomes[outcome.map_or(5, |outcome| place(ComplaintOutcome::ALL, &outcome))] += 1;
        counts.in_time[closed_at.map_or(2, |closed| usize::from(closed > answer_by))] += 1;
    }
    let items = years.into_iter().rev().map(|(year, counts)| YearOfComplaints {
        year,
        complaints: told_of(counts.stages).map(|_| counts.stages.iter().sum()),
        stages: told_of(counts.stages),
        outcomes: told_of(counts.outcomes),
        in_time: told_of(counts.in_time),
    });
    Ok(ComplaintFigures { items: items.collect() })
}
