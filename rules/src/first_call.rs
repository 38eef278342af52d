//! When somebody can be spoken with for the first time: which times are free, and which may be taken.

use crate::Refusal;
use base::{Day, Minutes, Moment, Period, WallClock, Weekday};

/// How long a first call is.
pub const LENGTH: Minutes = Minutes(30);
/// How long before it a call is booked at the latest. Ours: whoever rings reads what was written first.
pub const NOTICE: Minutes = Minutes(120);
/// For how many days ahead calls are booked. Ours.
pub const DAYS_AHEAD: i64 = 28;

/// On which days times come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum On {
    /// Every week on this day, but on no bank holiday.
    Every(Weekday),
    /// On one day.
    One(Day),
}

/// Times at which somebody can be spoken with, by London's clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Open<Who> {
    /// With whom.
    pub who: Who,
    /// On which days.
    pub on: On,
    /// From when.
    pub from: WallClock,
    /// Until when.
    pub until: WallClock,
}

/// Whether it can be said of a call that it was made, or that nobody answered: not before it begins.
pub fn may_be_over(starts: Moment, now: Moment) -> Result<(), Refusal> {
    if now < starts {
        return Err(Refusal::because(
            "first-call-not-yet",
            format!("This call begins {}.", starts.words()),
            "Wait for it, or say that it has another time or that they called it off.",
        ));
    }
    Ok(())
}

/// The free times, each once and with who has it, in order. A time of the clock that a day does not have, or at
/// which nobody has half an hour, is none.
#[must_use]
pub fn free<Who: Copy + Ord>(
    open: &[Open<Who>],
    taken: &[(Who, Period)],
    bank_holidays: &[Day],
    now: Moment,
) -> Vec<(Moment, Who)> {
    let earliest = now.plus(NOTICE);
    let mut found: Vec<(Moment, Who)> = (0..=DAYS_AHEAD)
        .map(|ahead| now.day().plus_days(ahead))
        .flat_map(|day| {
            open.iter().filter(move |open| falls_on(open.on, day, bank_holidays)).map(move |open| (day, open))
        })
        .flat_map(|(day, open)| {
            let length = i32::try_from(LENGTH.0).unwrap_or(i32::MAX);
            let last = open.until.minutes() - length;
            let clocks = (open.from.minutes()..=last).step_by(usize::try_from(length).unwrap_or(1));
            clocks.filter_map(move |clock| {
                let starts = Moment::on(day, WallClock::from_minutes(clock).ok()?).ok()?;
                Some((starts, open.who))
            })
        })
        .filter(|(starts, who)| {
            let call = Period::new(*starts, starts.plus(LENGTH));
            *starts >= earliest
                && call.is_ok_and(|call| {
                    !taken.iter().any(|(whose, other)| whose == who && call.overlaps(other))
                })
        })
        .collect();
    found.sort_unstable();
    found.dedup_by_key(|(starts, _)| *starts);
    found
}

fn falls_on(on: On, day: Day, bank_holidays: &[Day]) -> bool {
    match on {
        On::Every(weekday) => day.weekday() == weekday && !bank_holidays.contains(&day),
        On::One(only) => day == only,
    }
}

/// Who takes a call at this time, if it is free. What is refused says nothing of who has it.
pub fn may_book<Who: Copy>(free: &[(Moment, Who)], starts: Moment) -> Result<Who, Refusal> {
    free.iter().find(|(at, _)| *at == starts).map(|(_, who)| *who).ok_or_else(|| {
        Refusal::because("first-call-taken", "That time is not free any more.", "Choose another time below.")
    })
}
