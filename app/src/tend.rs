//! Keeping the timetable true: after facts have changed, and as time goes by.

use crate::{chat, proposal, records, schedule, waiting};
use base::Changed;
use host::{House, Problem, WriteTx};
use policy::{Actor, Subject, TendTimetable};
use std::time::Duration;

/// How often the clock alone is looked at.
const EVERY: Duration = Duration::from_secs(30);

/// Judges again what is booked, and offers on what has come free, in the transaction that changed the facts.
pub fn after_changes(tx: &mut WriteTx<'_>, changed: &[Changed]) -> Result<(), Problem> {
    schedule::judge_again(tx, changed)?;
    waiting::offer_freed(tx)
}

/// Lets go what has lapsed by now. What that frees is offered on before the transaction ends.
pub fn tend(house: &House) -> Result<usize, Problem> {
    let centre = house.centre();
    let program = Actor::program(centre);
    if house.database().read_blocking(&program, schedule::lapsed_by_now)? == 0 {
        return Ok(0);
    }
    house.database().write_blocking(&program, |tx| {
        let permit = tx.ask::<TendTimetable>(&Subject::of_centre(centre, centre))?;
        let released = schedule::let_go(tx)?.len();
        tx.record(&permit, None, &format!("Held times that lapsed: {released}"), released)
    })
}

/// Tends the timetable for as long as the program runs.
pub async fn keep_tending(house: House) {
    let mut turns = tokio::time::interval(EVERY);
    loop {
        turns.tick().await;
        let (house, kept) = (house.clone(), house.clone());
        let done = tokio::task::spawn_blocking(move || tend(&house)).await;
        if let Ok(Err(problem)) = done {
            tracing::error!("the timetable could not be tended: {}", problem.detail());
        }
        let house = kept.clone();
        let done = tokio::task::spawn_blocking(move || records::subject_access::forget(&house)).await;
        if let Ok(Err(problem)) = done {
            tracing::error!("sealed bundles could not be let go: {}", problem.detail());
        }
        let house = kept.clone();
        let done = tokio::task::spawn_blocking(move || records::retention::destroy_due(&house)).await;
        if let Ok(Err(problem)) = done {
            tracing::error!("what was over could not be destroyed: {}", problem.detail());
        }
        let house = kept.clone();
        let done = tokio::task::spawn_blocking(move || proposal::forget_old(&house)).await;
        if let Ok(Err(problem)) = done {
            tracing::error!("a proposal that was over could not be let go: {}", problem.detail());
        }
        let house = kept.clone();
        let done = tokio::task::spawn_blocking(move || chat::keep_tidy(&house)).await;
        if let Ok(Err(problem)) = done {
            tracing::error!("chats that were over could not be ended: {}", problem.detail());
        }
    }
}
