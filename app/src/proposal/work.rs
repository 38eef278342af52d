//! The planner at work in the background: one proposal of a centre at a time, on a thread of its own.

use super::{
    ProposalState, gather, job, search,
    store::{self, Request, Wish},
};
use crate::premises;
use base::{Moment, ProposalId, SiteId};
use host::{House, Problem, Tx};
use policy::{Actor, RunJobs, Subject, TendTimetable};
use std::time::Duration;

/// How often it is looked whether the planner was asked for something.
const EVERY: Duration = Duration::from_secs(1);
/// For how many days a proposal is kept.
const KEPT_DAYS: i64 = 28;

/// Reads the proposal that waits to be begun, if there is one.
fn asked(tx: &mut Tx<'_>) -> Result<Option<(ProposalId, Request, Vec<Wish>)>, Problem> {
    let Some(kept) = store::kept(tx)?.filter(|kept| kept.state == ProposalState::Asked) else {
        return Ok(None);
    };
    let wishes = store::wishes(tx, kept.id)?.into_iter().map(|(wish, _)| wish).collect();
    Ok(Some((kept.id, kept.request, wishes)))
}

/// Does what the planner was asked for. Answers whether there was anything to do. Takes as long as was asked for,
/// so it is for a thread that may block.
pub fn plan_next(house: &House) -> Result<bool, Problem> {
    let (centre, database) = (house.centre(), house.database());
    let program = Actor::program(centre);
    let Some((id, request, wishes)) = database.read_blocking(&program, asked)? else { return Ok(false) };
    let under_way = job::begin(id, request.seconds);
    let begun = database.write_blocking(&program, |tx| {
        let permit = tx.ask::<TendTimetable>(&Subject::of_centre(centre, centre))?;
        let begun = store::becomes(tx, id, &[ProposalState::Asked], ProposalState::Running)?;
        tx.record(&permit, None, "The planner went to work", begun)
    })?;
    if !begun {
        return Ok(true);
    }
    let found = found(house, (&request, &wishes), &under_way.job);
    database.write_blocking(&program, |tx| {
        let permit = tx.ask::<TendTimetable>(&Subject::of_centre(centre, centre))?;
        let to = if found.is_ok() { ProposalState::Ready } else { ProposalState::Failed };
        // It may have been replaced meanwhile: then nobody waits for this any more.
        let is_wanted = store::becomes(tx, id, &[ProposalState::Running], to)?;
        let words = match &found {
            Ok(outcome) if is_wanted => {
                store::found(tx, &permit, id, (&outcome.found, &outcome.lines))?;
                format!("The planner proposes {} of {} visits", outcome.found.served, outcome.found.wanted)
            }
            Ok(_) => "What the planner found was not wanted any more".to_owned(),
            Err(_) => "The planner could not propose anything".to_owned(),
        };
        tx.record(&permit, None, &words, ())
    })?;
    found.map(|_| true)
}

fn found(
    house: &House,
    (request, wishes): (&Request, &[Wish]),
    job: &job::Job,
) -> Result<search::Outcome, Problem> {
    let program = Actor::program(house.centre());
    let (mut gathered, sites) = house.database().read_blocking(&program, |tx| {
        let sites = premises::sites(tx)?;
        Ok((gather::gather(tx, request)?, sites))
    })?;
    let name = |id: SiteId| {
        sites.iter().find(|site| site.id == id).map(|site| site.name.clone()).unwrap_or_default()
    };
    search::plan(&mut gathered, wishes, (job, &name))
}

/// What the program left unfinished when it was stopped is not gone on with: it stands as stopped, with nothing
/// proposed.
pub fn begin_again(house: &House) -> Result<(), Problem> {
    let (centre, program) = (house.centre(), Actor::program(house.centre()));
    let is_left = |tx: &mut Tx<'_>| {
        Ok(store::kept(tx)?.filter(|kept| kept.state == ProposalState::Running && job::of(kept.id).is_none()))
    };
    let Some(left) = house.database().read_blocking(&program, is_left)? else { return Ok(()) };
    house.database().write_blocking(&program, |tx| {
        let permit = tx.ask::<TendTimetable>(&Subject::of_centre(centre, centre))?;
        store::becomes(tx, left.id, &[ProposalState::Running], ProposalState::Stopped)?;
        tx.record(&permit, None, "The planner was at work when the program stopped", ())
    })
}

/// Lets go of a proposal whose four weeks are over. What was accepted of it is among the visits.
pub fn forget_old(house: &House) -> Result<bool, Problem> {
    let (centre, program) = (house.centre(), Actor::program(house.centre()));
    let is_old = |tx: &mut Tx<'_>| {
        let oldest = Moment::start_of(tx.now.day().plus_days(-KEPT_DAYS));
        Ok(store::kept(tx)?.is_some_and(|kept| kept.asked_at < oldest))
    };
    if !house.database().read_blocking(&program, is_old)? {
        return Ok(false);
    }
    house.database().write_blocking(&program, |tx| {
        let permit = tx.ask::<RunJobs>(&Subject::of_centre(centre, centre))?;
        store::remove(tx)?;
        tx.record(&permit, None, "A proposal whose time was over was let go", true)
    })
}

/// Does what the planner is asked for, for as long as the program runs.
pub async fn keep_planning(house: House) {
    let mut turns = tokio::time::interval(EVERY);
    let mut is_first = true;
    loop {
        turns.tick().await;
        let house = house.clone();
        let begins = std::mem::take(&mut is_first);
        let done = tokio::task::spawn_blocking(move || {
            if begins {
                begin_again(&house)?;
            }
            plan_next(&house)
        });
        if let Ok(Err(problem)) = done.await {
            tracing::error!("the planner could not do what it was asked for: {}", problem.detail());
        }
    }
}
