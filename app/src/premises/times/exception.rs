//! Days that are not as their week says.

use super::{super::site, check_hours, store, visits::Without};
use base::{Changed, Day, ExceptionId, Faults, Moment, Period, Prose, SiteId, WallClock};
use host::{Problem, Recorded, Tx, WriteTx, paging::All};
use policy::{Subject, WriteCentre};
use rules::Refusal;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A day with hours of its own, or with none.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OpeningException {
    /// Its identifier.
    pub id: ExceptionId,
    /// At which site; at every one when none is named.
    pub site: Option<SiteId>,
    /// Which day.
    pub day: Day,
    /// When the centre opens on that day; none when it is closed.
    pub opens: Option<WallClock>,
    /// When it closes on that day; none when it is closed all day.
    pub closes: Option<WallClock>,
    /// Why.
    pub reason: String,
}

impl OpeningException {
    /// For example "Closed" or "10am to 2pm".
    #[must_use]
    pub fn words(&self) -> String {
        match (self.opens, self.closes) {
            (Some(opens), Some(closes)) => format!("{} to {}", opens.words(), closes.words()),
            _ => "Closed".to_owned(),
        }
    }
}

/// Says that a day has hours of its own, or none.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewException {
    /// Which day.
    pub day: Day,
    /// When the centre opens on that day; left out with the closing time, it is closed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opens: Option<WallClock>,
    /// When it closes on that day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closes: Option<WallClock>,
    /// Why, in words fit for staff.
    pub reason: Prose,
    /// At which site; at every one when not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site: Option<SiteId>,
    /// Whether to do it although visits are booked then. They are named first.
    #[serde(default)]
    pub despite_visits: bool,
}

fn whole(day: Day) -> Result<Period, Problem> {
    Period::new(Moment::start_of(day), Moment::start_of(day.plus_days(1))).map_err(Problem::broken)
}

/// The days from today on that are not as their week says.
pub fn list_exceptions(tx: &mut Tx<'_>) -> Result<All<OpeningException>, Problem> {
    super::may_see(tx)?;
    let today = tx.now.day();
    Ok(All { items: store::exceptions(tx, today)? })
}

/// One of them.
pub fn see_exception(tx: &mut Tx<'_>, id: ExceptionId) -> Result<OpeningException, Problem> {
    list_exceptions(tx)?.items.into_iter().find(|one| one.id == id).ok_or(Problem::NotFound)
}

/// Says that a day has hours of its own, or none.
pub fn add_exception(tx: &mut WriteTx<'_>, new: NewException) -> Result<Recorded<OpeningException>, Problem> {
    let permit = tx.ask::<WriteCentre>(&Subject::of_centre(tx.centre(), tx.centre()))?;
    let today = tx.now.day();
    let mut faults = Faults::none();
    faults.require(new.day >= today, "/day", "Enter today or a later day");
    match (new.opens, new.closes) {
        (Some(opens), Some(closes)) => check_hours(&mut faults, opens, closes),
        (Some(_), None) => faults.add("/closes", "Enter when the centre closes, or leave both times out"),
        (None, Some(_)) => faults.add("/opens", "Enter when the centre opens, or leave both times out"),
        (None, None) => (),
    }
    faults.none_or_err()?;
    if let Some(id) = new.site {
        site::meant(tx, Some(id))?;
    }
    let same = |one: &OpeningException| one.day == new.day && one.site == new.site;
    if store::exceptions(tx, new.day)?.iter().any(same) {
        return Err(Refusal::because(
            "day-has-exception",
            format!("There is an exception for {} already.", new.day.words()),
            "Take that one back first.",
        )
        .into());
    }
    let day = whole(new.day)?;
    let without = Without::before(tx, day)?;
    let exception = store::exception_insert(tx, &permit, &new)?;
    without.after(tx, new.despite_visits)?;
    tx.changed(Changed::Between(day));
    tx.record(&permit, None, "A day was given opening times of its own", exception)
}

/// Takes an exception back: the day is as its week says again.
pub fn take_back_exception(
    tx: &mut WriteTx<'_>,
    id: ExceptionId,
    despite: Despite,
) -> Result<Recorded<OpeningException>, Problem> {
    let permit = tx.ask::<WriteCentre>(&Subject::of_centre(tx.centre(), tx.centre()))?;
    let exception = see_exception(tx, id)?;
    let day = whole(exception.day)?;
    let without = Without::before(tx, day)?;
    store::exception_delete(tx, &permit, id)?;
    without.after(tx, despite.despite_visits)?;
    tx.changed(Changed::Between(day));
    tx.record(&permit, None, "A day was made as its week says again", exception)
}

/// Does something although visits are booked then.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Despite {
    /// Whether to do it although visits are booked then. They are named first.
    #[serde(default)]
    pub despite_visits: bool,
}
