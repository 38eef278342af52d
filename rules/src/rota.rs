//! Who may be on duty when, and whether enough are: a duty is a member of staff on a stretch of a day.

use crate::{Refusal, Rule, plan::Kind};
use base::{Day, FamilyId, Moment, Period, SiteId, StaffId, WallClock, Weekday};
use serde::{Deserialize, Serialize};

/// How many are on duty at least while a visit is in the building: nobody works alone with families.
pub const LEAST_ON_SITE: usize = 2;

/// How many weeks the longer limit on duties counts.
const WEEKS_COUNTED: i64 = 4;

/// A regular time at which somebody can come: from one time on the wall clock to another, every so many
/// weeks counted from the week of the first day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
pub struct Availability {
    /// On which day of the week.
    pub weekday: Weekday,
    /// From when.
    pub from: WallClock,
    /// Until when.
    pub until: WallClock,
    /// How many weeks lie between one time and the next: one for every week.
    pub every_weeks: i64,
    /// The first day on which it counts.
    pub starts_on: Day,
    /// The last day on which it counts; it goes on when not said.
    pub until_on: Option<Day>,
}

impl Availability {
    /// The stretch of a day in which they can come, if it is one of its days. Where the clocks go forward over
    /// one of its times there is none.
    #[must_use]
    pub fn on(&self, day: Day) -> Option<Period> {
        let is_day = day.weekday() == self.weekday
            && day >= self.starts_on
            && self.until_on.is_none_or(|last| day <= last)
            && day.weeks_since(self.starts_on).rem_euclid(self.every_weeks.max(1)) == 0;
        let at = |clock| Moment::on(day, clock).ok();
        if is_day { Period::new(at(self.from)?, at(self.until)?).ok() } else { None }
    }
}

/// Somebody who could be on duty, with everything a duty of theirs is judged by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Worker {
    /// What staff call them.
    pub name: String,
    /// Whether they have left the centre.
    pub has_left: bool,
    /// Whether their vetting and training are current on the day of the duty (R9).
    pub is_cleared: bool,
    /// When they can come.
    pub availability: Vec<Availability>,
    /// When they are away.
    pub away: Vec<Period>,
    /// The duties they have, without the one that is judged.
    pub duties: Vec<Period>,
    /// The most duties in one week, from Monday to Sunday.
    pub most_in_a_week: Option<u32>,
    /// The most duties in any four weeks, one after the other.
    pub most_in_four_weeks: Option<u32>,
}

/// Everything that speaks against a duty. Empty means that they may be put on it.
#[must_use]
pub fn judge(time: Period, worker: &Worker) -> Vec<Refusal> {
    let name = &worker.name;
    let mut refusals = Vec::new();
    if worker.has_left {
        let remedy = "Choose somebody who works here.";
        refusals.push(Refusal::because("staff-left", format!("{name} has left the centre."), remedy));
    }
    if !worker.is_cleared {
        refusals.push(Refusal::under(
            Rule::R9,
            format!("{name}'s vetting or training is not current on that day."),
            format!("Complete it first, or choose somebody other than {name}."),
        ));
    }
    if worker.away.iter().any(|away| away.overlaps(&time)) {
        refusals.push(away(name));
    }
    let can_come: Vec<Period> =
        worker.availability.iter().filter_map(|times| times.on(time.from().day())).collect();
    if !are_covering(&can_come, &time) {
        refusals.push(Refusal::because(
            "unavailable",
            format!("{name} has not said that they can come at that time."),
            "Ask them, and write down when they can come; or choose somebody else.",
        ));
    }
    if let Some(other) = worker.duties.iter().find(|duty| duty.overlaps(&time)) {
        let (from, until) = (other.from().time_words(), other.until().time_words());
        refusals.push(Refusal::because(
            "on-duty-already",
            format!("{name} is on duty already from {from} to {until}."),
            "Take them off that duty first, or choose another time.",
        ));
    }
    refusals.extend(too_many(time, worker));
    refusals
}

/// The refusal of somebody who is away.
fn away(name: &str) -> Refusal {
    Refusal::because(
        "staff-away",
        format!("{name} is away at that time."),
        format!("Choose somebody other than {name}, or another time."),
    )
}

fn too_many(time: Period, worker: &Worker) -> Option<Refusal> {
    let day = time.from().day();
    // The duties of the weeks from `first` on, with the one that is judged.
    let of_weeks = |first: i64, weeks: i64| {
        let counted = worker.duties.iter().filter(|duty| {
            let apart = duty.from().day().weeks_since(day);
            (first..first + weeks).contains(&apart)
        });
        counted.count() + 1
    };
    let is_over = |most: Option<u32>, number: usize| most.is_some_and(|most| number > most as usize);
    // Every run of four weeks that the duty falls in.
    let in_four =
        (1 - WEEKS_COUNTED..=0).map(|first| of_weeks(first, WEEKS_COUNTED)).max().unwrap_or_default();
    let (most, words) = if is_over(worker.most_in_a_week, of_weeks(0, 1)) {
        (worker.most_in_a_week, "one week")
    } else if is_over(worker.most_in_four_weeks, in_four) {
        (worker.most_in_four_weeks, "four weeks")
    } else {
        return None;
    };
    Some(Refusal::because(
        "too-many-sessions",
        format!("{} would have more than {} duties in {words}.", worker.name, most.unwrap_or_default()),
        "Choose somebody who has fewer, or ask them whether they can do more.",
    ))
}

/// Whether some stretches of time, taken together, leave nothing of another out.
fn are_covering(stretches: &[Period], whole: &Period) -> bool {
    let mut reached = whole.from();
    while reached < whole.until() {
        let on = stretches.iter().filter(|one| one.contains(reached)).map(Period::until).max();
        match on {
            Some(until) => reached = until,
            None => return false,
        }
    }
    true
}

/// Somebody on duty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct OnDuty {
    /// Who.
    pub staff: StaffId,
    /// When.
    pub time: Period,
    /// At which site: whoever is at another cannot come when they are called.
    pub site: SiteId,
}

/// How many families each member of staff on duty may have to watch, in a kind of contact that names nobody.
/// There is no national figure: a centre sets its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
pub struct Ratio {
    /// For which kind of contact.
    pub kind: Kind,
    /// How many families to one.
    pub families: u32,
}

/// Who is on duty and who is away, near a stretch of time.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Rota {
    /// Who is on duty when, and where.
    pub duties: Vec<OnDuty>,
    /// Who is away when, whatever the rota says.
    pub away: Vec<(StaffId, Period)>,
    /// How many families each may have to watch.
    pub ratios: Vec<Ratio>,
}

impl Rota {
    /// Whether a rota has been made for any of this time, at whichever site.
    #[must_use]
    pub fn is_kept(&self, time: &Period) -> bool {
        self.duties.iter().any(|duty| duty.time.overlaps(time))
    }

    /// Who is on duty at a site at a moment and not away.
    #[must_use]
    pub fn on_duty(&self, site: SiteId, at: Moment) -> Vec<StaffId> {
        let is_away = |staff: &StaffId| self.away.iter().any(|(who, away)| who == staff && away.contains(at));
        let there = |duty: &&OnDuty| duty.site == site && duty.time.contains(at);
        let mut here: Vec<StaffId> = self.duties.iter().filter(there).map(|duty| duty.staff).collect();
        here.retain(|staff| !is_away(staff));
        here.sort();
        here.dedup();
        here
    }

    /// Whether somebody is on duty at a site from beginning to end.
    #[must_use]
    pub fn has_throughout(&self, staff: StaffId, site: SiteId, time: &Period) -> bool {
        self.turns(time).into_iter().all(|at| self.on_duty(site, at).contains(&staff))
    }

    /// The fewest who are on duty together at a site at any moment of this time.
    #[must_use]
    pub fn fewest(&self, site: SiteId, time: &Period) -> usize {
        self.turns(time).into_iter().map(|at| self.on_duty(site, at).len()).min().unwrap_or_default()
    }

    /// The stretches of a time in which fewer than two are on duty at a site, each with how many are.
    #[must_use]
    pub fn gaps(&self, site: SiteId, time: &Period) -> Vec<(Period, usize)> {
        let mut turns = self.turns(time);
        turns.push(time.until());
        turns.sort();
        turns.dedup();
        let mut gaps: Vec<(Period, usize)> = Vec::new();
        for (from, until) in turns.iter().zip(turns.iter().skip(1)) {
            let number = self.on_duty(site, *from).len();
            let before = gaps.last().filter(|(gap, same)| gap.until() == *from && *same == number).copied();
            let begins = before.map_or(*from, |(gap, _)| gap.from());
            if number < LEAST_ON_SITE
                && let Ok(gap) = Period::new(begins, *until)
            {
                if before.is_some() {
                    gaps.pop();
                }
                gaps.push((gap, number));
            }
        }
        gaps
    }

    /// The moments of this time at which somebody comes or goes, and its beginning: between them nothing
    /// changes.
    fn turns(&self, time: &Period) -> Vec<Moment> {
        let times = self.duties.iter().map(|duty| duty.time).chain(self.away.iter().map(|(_, away)| *away));
        let changes = times.flat_map(|one| [one.from(), one.until()]);
        changes.filter(|at| time.contains(*at)).chain([time.from()]).collect()
    }
}

/// A visit as the rota sees it: who is in the building, where, and who is named for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Present {
    /// Whose visit.
    pub family: FamilyId,
    /// What kind of contact.
    pub kind: Kind,
    /// From the first arrival to the last leaving.
    pub time: Period,
    /// The site of its room.
    pub site: SiteId,
    /// The named supervisors.
    pub supervisors: Vec<StaffId>,
}

/// Everything the rota says against a visit: its supervisors who are away or not on duty throughout, fewer
/// than two on duty at its site, and more families than those on duty there may have to watch. `name` says
/// what staff call somebody; `others` are the other visits of that time. Rotas are made later than bookings:
/// where there is none, only absence counts.
#[must_use]
pub fn against_visit(
    visit: &Present,
    name: impl Fn(StaffId) -> String,
    others: &[Present],
    rota: &Rota,
    is_kept: bool,
) -> Vec<Refusal> {
    let mut refusals = who_is_away(visit, &name, rota);
    if is_kept {
        refusals.extend(not_on_duty(visit, &name, rota));
        refusals.extend(alone(visit, rota));
        refusals.extend(too_many_families(visit, others, rota));
    }
    refusals
}

/// Whether somebody is away for any of a time.
fn is_away(staff: StaffId, time: &Period, rota: &Rota) -> bool {
    rota.away.iter().any(|(who, away)| *who == staff && away.overlaps(time))
}

/// The named supervisors who are away at the time.
pub(crate) fn who_is_away(visit: &Present, name: impl Fn(StaffId) -> String, rota: &Rota) -> Vec<Refusal> {
    let gone = visit.supervisors.iter().filter(|staff| is_away(**staff, &visit.time, rota));
    gone.map(|staff| away(&name(*staff))).collect()
}

/// The named supervisors who are not away, and not on duty at the site from beginning to end.
pub(crate) fn not_on_duty(visit: &Present, name: impl Fn(StaffId) -> String, rota: &Rota) -> Vec<Refusal> {
    let time = &visit.time;
    visit
        .supervisors
        .iter()
        .filter(|staff| !is_away(**staff, time, rota) && !rota.has_throughout(**staff, visit.site, time))
        .map(|staff| {
            let name = name(*staff);
            Refusal::because(
                "not-on-duty",
                format!(
                    "{name} is not on duty there all the time from {} to {}.",
                    time.from().time_words(),
                    time.until().time_words()
                ),
                format!("Put {name} on duty for that time, or choose somebody who is."),
            )
        })
        .collect()
}

/// Fewer than two on duty at the site for some of the time.
pub(crate) fn alone(visit: &Present, rota: &Rota) -> Option<Refusal> {
    not_alone(rota.fewest(visit.site, &visit.time)).err()
}

/// More families of a kind that names nobody than those on duty at the site may have to watch, where the
/// visit adds to it: by its own family, or by taking somebody away from the others. Whoever is named for a
/// visit that needs a supervisor watches that one only.
pub(crate) fn too_many_families(visit: &Present, others: &[Present], rota: &Rota) -> Option<Refusal> {
    let near = |other: &&Present| other.site == visit.site && other.time.overlaps(&visit.time);
    let there: Vec<&Present> = others.iter().filter(near).chain([visit]).collect();
    let comings = there.iter().map(|one| one.time.from()).filter(|at| visit.time.contains(*at));
    let turns: Vec<Moment> = rota.turns(&visit.time).into_iter().chain(comings).collect();
    let takes_somebody = visit.kind.supervisors() > 0;
    rota.ratios
        .iter()
        .filter(|ratio| ratio.kind == visit.kind || takes_somebody)
        .find_map(|ratio| turns.iter().find_map(|at| over(*ratio, visit.site, *at, &there, rota)))
}

/// Whether there are too many families at one moment.
fn over(ratio: Ratio, site: SiteId, at: Moment, there: &[&Present], rota: &Rota) -> Option<Refusal> {
    let now: Vec<&&Present> = there.iter().filter(|one| one.time.contains(at)).collect();
    let mut families: Vec<FamilyId> =
        now.iter().filter(|one| one.kind == ratio.kind).map(|one| one.family).collect();
    families.sort();
    families.dedup();
    let mut free = rota.on_duty(site, at);
    free.retain(|staff| !now.iter().any(|one| one.kind.supervisors() > 0 && one.supervisors.contains(staff)));
    let (number, staff) = (families.len(), free.len());
    if number <= staff.saturating_mul(ratio.families as usize) {
        return None;
    }
    Some(Refusal::because(
        "staff-ratio",
        format!(
            "{}: from {} there would be {number} of them with {staff} on duty to watch, and this centre allows {} to each.",
            ratio.kind.words(),
            at.time_words(),
            ratio.families,
        ),
        "Put somebody else on duty for that time, or choose another time.",
    ))
}

/// Nobody works alone with families: refused while fewer than two are on duty.
pub fn not_alone(on_duty: usize) -> Result<(), Refusal> {
    if on_duty >= LEAST_ON_SITE {
        return Ok(());
    }
    let so = match on_duty {
        0 => "Nobody is on duty".to_owned(),
        _ => "Only one person is on duty".to_owned(),
    };
    Err(Refusal::because(
        "lone-working",
        format!("{so} for part of the time, and a visit needs {LEAST_ON_SITE} in the building."),
        "Put somebody else on duty for that time first.",
    ))
}
