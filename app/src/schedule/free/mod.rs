//! When a visit of a family could start, with which rooms and supervisors, and what speaks against the
//! times at which it could not. The rule book alone says which is which.

mod hold_form;
mod pages;
mod search;
mod store;

pub(super) use pages::pages;

use self::search::{Found, Search};
use super::{NamedStaff, known};
use crate::family::{self, Family};
use base::{Day, FamilyId, Faults, Minutes, Moment, Period, RoomId};
use host::{Problem, Tx};
use policy::BookVisit;
use rules::{Refusal, plan::Kind};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The most days that can be asked for at once.
const MOST_DAYS: i64 = 14;
/// How many days are answered when nobody says.
const A_WEEK: i64 = 7;
/// How far it is from one start to the next.
const STEP: Minutes = Minutes(15);

/// For which days, room and length the free times are wanted.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct FreeTimesAsked {
    /// The first day; today when not said.
    pub from: Option<Day>,
    /// The last day, 13 days after the first at most; six days after it when not said.
    pub until: Option<Day>,
    /// Only in this room; in every room that is fit for the kind of contact when not said.
    pub room: Option<RoomId>,
    /// How long the visit is, in minutes; as the plan says when not said.
    #[schema(minimum = 15, maximum = 600)]
    pub length: Option<i64>,
}

/// When a visit of a family could start.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct FreeTimes {
    /// The first day that was looked at.
    pub from: Day,
    /// The last day that was looked at.
    pub until: Day,
    /// What kind of contact it would be: the plan's.
    pub kind: Kind,
    /// How long the time together would be.
    pub length: Minutes,
    /// Whether it is taken for granted that an interpreter comes who is independent of the family.
    pub assumes_interpreter: bool,
    /// What speaks against every one of these times, whoever supervises in whichever room. The stretches do
    /// not say it again.
    pub refusals: Vec<Refusal>,
    /// The days on which the centre is open.
    pub days: Vec<FreeDay>,
}

/// A day on which the centre is open.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct FreeDay {
    /// Which.
    pub day: Day,
    /// Its times, the first first.
    pub stretches: Vec<Stretch>,
    /// The times that the refusals of the last stretch's first start speak of.
    #[serde(skip)]
    first_times: [String; 2],
}

/// Starts one after the other of which the same is so.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Stretch {
    /// When a visit could start, or could not. What is refused is told as of the first of them.
    pub starts: Vec<Moment>,
    /// Whether a visit could be booked at these times.
    pub is_free: bool,
    /// What speaks against them whichever room and supervisor is taken, each with what would satisfy it; but for
    /// what speaks against every time.
    pub refusals: Vec<Refusal>,
    /// With whom they are free: as many supervisors as the kind of contact needs, who could hold a visit
    /// together. Those whom the family has had before come first. Empty where the times are not free.
    pub team: Vec<NamedStaff>,
    /// Each room, and what speaks against it.
    pub rooms: Vec<RoomThen>,
    /// Each member of staff who could be named, and what speaks against them; those whom the family has had
    /// before come first. Empty for contact without a named supervisor.
    pub supervisors: Vec<SupervisorThen>,
}

/// A room at some time.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RoomThen {
    /// Which.
    pub room: RoomId,
    /// What it is called.
    pub name: String,
    /// What speaks against it and not against every other room; empty when it would do.
    pub refusals: Vec<Refusal>,
}

/// Somebody who could be named as supervisor at some time.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SupervisorThen {
    /// Who.
    pub who: NamedStaff,
    /// Whether they have held a visit of this family before.
    pub has_met_family: bool,
    /// What speaks against them and not against every other; empty when they would do.
    pub refusals: Vec<Refusal>,
}

/// When a visit of a family could start, and why not where it could not.
pub fn free_times(tx: &mut Tx<'_>, id: FamilyId, asked: &FreeTimesAsked) -> Result<FreeTimes, Problem> {
    let family = family::family(tx, id)?;
    of_known(tx, &family, asked)
}

/// The same of a family that was read before.
fn of_known(tx: &mut Tx<'_>, family: &Family, asked: &FreeTimesAsked) -> Result<FreeTimes, Problem> {
    tx.ask::<BookVisit>(&family.subject)?;
    let from = asked.from.unwrap_or_else(|| tx.now.day());
    let until = asked.until.unwrap_or_else(|| from.plus_days(A_WEEK - 1));
    let mut faults = Faults::none();
    faults.require(
        (0..MOST_DAYS).contains(&until.days_since(from)),
        "/until",
        "Ask for a last day that is not before the first, nor more than 13 days after it",
    );
    faults.none_or_err()?;
    let span =
        Period::new(Moment::start_of(from), Moment::start_of(until.plus_days(1))).map_err(Problem::broken)?;
    let known = known(tx, &[family.id], span)?;
    let met = store::supervisors_met(tx, family.id)?;
    let search = Search::new(&known, family.id, asked, (span.from(), &met))?;
    let mut days = Vec::new();
    for open in known.open(span) {
        let mut starts = open.from();
        while starts < open.until() {
            if span.contains(starts) {
                add(&mut days, starts, search.at(starts)?);
            }
            starts = starts.plus(STEP);
        }
    }
    let refusals = said_of_all(&mut days);
    Ok(FreeTimes {
        from,
        until,
        kind: search.kind(),
        length: search.length(),
        assumes_interpreter: search.assumes_interpreter(),
        refusals,
        days,
    })
}

/// Takes out of the stretches what speaks against every time, so that it is said once.
fn said_of_all(days: &mut [FreeDay]) -> Vec<Refusal> {
    let all = search::in_all(days.iter().flat_map(|day| &day.stretches).map(|one| &one.refusals));
    for stretch in days.iter_mut().flat_map(|day| &mut day.stretches) {
        stretch.refusals.retain(|refusal| !all.contains(refusal));
    }
    all
}

/// Adds a start to its day: to the stretch before it, if the same is so.
fn add(days: &mut Vec<FreeDay>, starts: Moment, found: Found) {
    let day = starts.day();
    match days.last_mut().filter(|last| last.day == day) {
        Some(last) => last.add(starts, found),
        None => {
            let first_times = found.own_times();
            days.push(FreeDay { day, stretches: vec![found.into_stretch(starts)], first_times });
        }
    }
}

impl FreeDay {
    fn add(&mut self, starts: Moment, found: Found) {
        let goes_on = |last: &Stretch| {
            let follows = last.starts.last().is_some_and(|before| before.plus(STEP) == starts);
            follows && found.is_as(last, &self.first_times)
        };
        if self.stretches.last().is_some_and(goes_on) {
            if let Some(last) = self.stretches.last_mut() {
                last.starts.push(starts);
            }
        } else {
            self.first_times = found.own_times();
            self.stretches.push(found.into_stretch(starts));
        }
    }
}
