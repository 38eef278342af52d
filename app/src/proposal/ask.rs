//! Asking the planner, and stopping it.

use super::{
    PlanWhom, ProposalState, Want,
    gather::families,
    job, moves,
    see::{CurrentProposal, current},
    store::{self, Request, Wish},
};
use base::{Day, Faults, ProposalId, ProposalLineId};
use host::{Problem, Recorded, WriteTx};
use policy::{AskForProposal, DecideProposal, Subject};
use rules::Refusal;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// How far ahead the first day may be.
const AHEAD: i64 = 92;
/// For how long the planner works when nobody says.
const SECONDS: i64 = 20;

/// Asks the planner to propose visits.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewProposal {
    /// The first day; when not said, tomorrow, and today for visits that cannot stay as they are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Day>,
    /// For how many weeks; two when not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 1, maximum = 4)]
    pub weeks: Option<i64>,
    /// One visit for each family in every so many weeks; in every week when not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 1, maximum = 4)]
    pub every_weeks: Option<i64>,
    /// For which families; those on the waiting list when not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub whom: Option<PlanWhom>,
    /// For how many seconds the planner works at most; 20 when not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 1, maximum = 120)]
    pub seconds: Option<i64>,
    /// What is wanted of times that were proposed last.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub wishes: Vec<LineWish>,
    /// Whether what was said of times before is forgotten.
    #[serde(default)]
    pub forget: bool,
}

/// What is wanted of a time that was proposed.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LineWish {
    /// Which line of the proposal there is now.
    pub line: ProposalLineId,
    /// What is wanted; nothing when not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub what: Option<Want>,
}

impl NewProposal {
    fn request(&self, today: Day) -> Result<Request, Problem> {
        let whom = self.whom.unwrap_or(PlanWhom::Waiting);
        let soonest = if whom == PlanWhom::Unsafe { today } else { today.plus_days(1) };
        let from = self.from.unwrap_or(soonest);
        let (weeks, every_weeks) = (self.weeks.unwrap_or(2), self.every_weeks.unwrap_or(1));
        let seconds = self.seconds.unwrap_or(SECONDS);
        let mut faults = Faults::none();
        faults.require(
            (0..=AHEAD).contains(&from.days_since(today)),
            "/from",
            "Enter a day from today on, 92 days ahead at most",
        );
        faults.require((1..=4).contains(&weeks), "/weeks", "Enter a number of weeks from 1 to 4");
        faults.require((1..=4).contains(&every_weeks), "/every_weeks", "Enter a number of weeks from 1 to 4");
        faults.require((1..=120).contains(&seconds), "/seconds", "Enter a number of seconds from 1 to 120");
        faults.none_or_err()?;
        let seconds = u32::try_from(seconds).unwrap_or(1);
        Ok(Request { from, weeks, every_weeks, whom, seconds })
    }
}

/// Asks the planner. It goes to work as soon as this is written; until a person accepts what it finds, nothing
/// is booked.
pub fn ask(tx: &mut WriteTx<'_>, new: NewProposal) -> Result<Recorded<CurrentProposal>, Problem> {
    let permit = tx.ask::<AskForProposal>(&Subject::of_centre(tx.centre(), tx.centre()))?;
    let request = new.request(tx.now.day())?;
    let account = tx.actor.account.ok_or(Problem::NotFound)?;
    let before = store::kept(tx)?;
    if let Some(before) = &before {
        let is_at_work = match before.state {
            ProposalState::Asked => true,
            ProposalState::Running => job::of(before.id).is_some(),
            _ => false,
        };
        if is_at_work {
            return Err(Refusal::because(
                "planning-already",
                "The planner is at work for this centre.",
                "Wait until it is done, or stop it.",
            )
            .into());
        }
    }
    let is_nobody = match request.whom {
        PlanWhom::Unsafe => moves::cannot_stay(tx, (request.from, request.until()))?.is_empty(),
        whom => families(tx, whom)?.is_empty(),
    };
    if is_nobody {
        let (detail, remedy) = match request.whom {
            PlanWhom::Unsafe => (
                "Every visit that is booked in these weeks can stay as it is.",
                "There is nothing to be moved. Look at later weeks if you expect it there.",
            ),
            PlanWhom::Waiting => (
                "No family with a plan in force is on the waiting list.",
                "Put families on the list, or plan for every family.",
            ),
            PlanWhom::All => ("No family has a plan in force.", "Bring a case on first."),
        };
        return Err(Refusal::because("nobody-to-plan-for", detail, remedy).into());
    }
    let wishes = wishes(tx, before.map(|before| before.id), &new)?;
    store::insert(tx, &permit, (account, &request), &wishes)?;
    let now = current(tx)?;
    tx.record(&permit, None, "The planner was asked to propose visits", now)
}

/// What was said of times before and still holds, and what is said of them now.
fn wishes(tx: &mut WriteTx<'_>, before: Option<ProposalId>, new: &NewProposal) -> Result<Vec<Wish>, Problem> {
    let Some(before) = before else {
        return if new.wishes.is_empty() { Ok(Vec::new()) } else { Err(no_such_line(0)) };
    };
    let mut wishes: Vec<Wish> = Vec::new();
    if !new.forget {
        // What is to be kept is said anew each time, beside the time as it is proposed now.
        let said = store::wishes(tx, before)?.into_iter().map(|(wish, _)| wish);
        wishes.extend(said.filter(|wish| wish.what != Want::Keep));
    }
    if new.wishes.iter().all(|wish| wish.what.is_none()) {
        return Ok(wishes);
    }
    let lines = store::lines(tx, before)?;
    for (place, wish) in new.wishes.iter().enumerate() {
        let line = lines.iter().find(|line| line.id == wish.line).ok_or_else(|| no_such_line(place))?;
        let (Some(what), Some(time)) = (wish.what, line.time) else { continue };
        wishes.push(Wish {
            family: line.family,
            what,
            starts: time.starts,
            room: time.room,
            supervisors: line.document.supervisors.clone(),
        });
    }
    Ok(wishes)
}

fn no_such_line(place: usize) -> Problem {
    Problem::field(&format!("/wishes/{place}/line"), "Choose one of the times that are proposed now")
}

/// Stops the planner. The best that it has found so far is kept, and can be accepted.
pub fn stop(tx: &mut WriteTx<'_>, id: ProposalId) -> Result<Recorded<CurrentProposal>, Problem> {
    let kept = store::kept(tx)?.filter(|kept| kept.id == id).ok_or(Problem::NotFound)?;
    let permit = tx.ask::<DecideProposal>(&Subject::of_centre(id, tx.centre()))?;
    if !matches!(kept.state, ProposalState::Asked | ProposalState::Running) {
        return Err(Refusal::because(
            "planning-over",
            "The planner is not at work on this.",
            "Look at what it proposes, or ask it again.",
        )
        .into());
    }
    match job::of(id) {
        Some(job) => job.stop(),
        None => {
            store::becomes(tx, id, &[ProposalState::Asked, ProposalState::Running], ProposalState::Stopped)?;
        }
    }
    let now = current(tx)?;
    tx.record(&permit, None, "The planner was told to stop", now)
}
