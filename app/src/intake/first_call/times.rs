//! When somebody of the centre's own can be spoken with for the first time: each says it for themselves.

use super::store;
use crate::schema::first_call_time;
use base::{AccountId, Day, Faults, FirstCallTimeId, WallClock, Weekday};
use diesel::prelude::*;
use host::{Problem, Recorded, Tx, WriteTx, api::Nothing, paging::Listed};
use policy::{KeepFirstCallTimes, Permit, Subject};
use rules::{Refusal, first_call::LENGTH};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Says when one can be spoken with: every week, or on one day. London's time.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewFirstCallTime {
    /// Every week on this day, bank holidays aside.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weekday: Option<Weekday>,
    /// On this day alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day: Option<Day>,
    /// From when.
    pub from: WallClock,
    /// Until when.
    pub until: WallClock,
}

/// Times at which one can be spoken with.
#[derive(Clone, Debug, Queryable, Selectable, Serialize, ToSchema)]
#[diesel(table_name = first_call_time)]
pub struct FirstCallTime {
    /// Their identifier.
    pub id: FirstCallTimeId,
    /// Every week on this day.
    pub weekday: Option<Weekday>,
    /// On this day alone.
    pub day: Option<Day>,
    /// From when.
    #[diesel(column_name = from_clock)]
    pub from: WallClock,
    /// Until when.
    #[diesel(column_name = until_clock)]
    pub until: WallClock,
}

impl FirstCallTime {
    /// For example "Every Monday, 10am to 12pm".
    #[must_use]
    pub fn words(&self) -> String {
        let on = match (self.weekday, self.day) {
            (Some(weekday), _) => format!("Every {}", weekday.words()),
            (None, day) => day.map(Day::words_with_weekday).unwrap_or_default(),
        };
        format!("{on}, {} to {}", self.from.words(), self.until.words())
    }
}

/// The permit to keep one's own times, and whose they are.
fn permit(tx: &Tx<'_>) -> Result<(AccountId, Permit<KeepFirstCallTimes>), Problem> {
    let own = tx.actor.account.ok_or(Problem::SignInNeeded)?;
    Ok((own, tx.ask::<KeepFirstCallTimes>(&Subject::of_centre(tx.centre(), tx.centre()))?))
}

/// One's own times.
pub fn own(tx: &mut Tx<'_>) -> Result<Listed<FirstCallTime>, Problem> {
    let (own, _) = permit(tx)?;
    Ok(Listed { items: store::times(tx, own)?, next: None })
}

/// Adds times of one's own.
pub fn add(tx: &mut WriteTx<'_>, new: NewFirstCallTime) -> Result<Recorded<Listed<FirstCallTime>>, Problem> {
    let (own, permit) = permit(tx)?;
    let mut faults = Faults::none();
    if new.weekday.is_some() == new.day.is_some() {
        faults.add("/weekday", "Choose either a day of the week or one date");
    }
    faults.require(new.day.is_none_or(|day| day >= tx.now.day()), "/day", "Enter a day that is not over");
    let long_enough = i64::from(new.until.minutes() - new.from.minutes()) >= LENGTH.0;
    faults.require(long_enough, "/until", "Enter a time at least half an hour after it begins");
    faults.none_or_err()?;
    let times = store::times(tx, own)?;
    let overlaps = |time: &FirstCallTime| {
        (time.weekday, time.day) == (new.weekday, new.day) && time.from < new.until && new.from < time.until
    };
    if let Some(time) = times.iter().find(|time| overlaps(time)) {
        return Err(Refusal::because(
            "first-call-times-overlap",
            format!("You have a time there already: {}.", time.words()),
            "Take that one away first, or choose hours beside it.",
        )
        .into());
    }
    store::time_insert(tx, &permit, own, &new)?;
    let times = Listed { items: store::times(tx, own)?, next: None };
    tx.record(&permit, None, "Times for first calls were added", times)
}

/// Takes times of one's own away. Calls that are booked in them stand.
pub fn end(
    tx: &mut WriteTx<'_>,
    id: FirstCallTimeId,
    _: Nothing,
) -> Result<Recorded<Listed<FirstCallTime>>, Problem> {
    let (own, permit) = permit(tx)?;
    if store::time_end(tx, &permit, (own, id))? == 0 {
        return Err(Problem::NotFound);
    }
    let times = Listed { items: store::times(tx, own)?, next: None };
    tx.record(&permit, None, "Times for first calls were taken away", times)
}
