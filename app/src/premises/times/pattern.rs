//! Opening times that come again.

use super::{super::site, check_hours, store, visits::Without};
use base::{Changed, Day, Faults, Moment, PatternId, Period, SiteId, WallClock, Weekday};
use host::{Problem, Recorded, Tx, WriteTx, paging::All};
use policy::{Subject, WriteCentre};
use rules::premises::Regular;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// How far ahead visits can be booked at most, in days: so far the end of a pattern is looked at.
const FURTHEST: i64 = 730;

/// Opening times that come again.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OpeningPattern {
    /// Its identifier.
    pub id: PatternId,
    /// At which site; at every one when none is named.
    pub site: Option<SiteId>,
    /// On which day of the week.
    pub weekday: Weekday,
    /// Every how many weeks.
    pub every_weeks: u32,
    /// The day from which it holds.
    pub first_day: Day,
    /// The last day on which it holds, if it has one.
    pub last_day: Option<Day>,
    /// When the centre opens.
    pub opens: WallClock,
    /// When it closes.
    pub closes: WallClock,
    /// Whether it holds on bank holidays too.
    pub on_bank_holidays: bool,
    /// The same in words.
    pub words: String,
}

/// Adds opening times that come again.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewPattern {
    /// On which day of the week the centre opens.
    pub weekday: Weekday,
    /// Every how many weeks; every week when not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 1, maximum = 52)]
    pub every_weeks: Option<i32>,
    /// From which day on this holds.
    pub first_day: Day,
    /// The last day on which it holds, if it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_day: Option<Day>,
    /// When the centre opens.
    pub opens: WallClock,
    /// When it closes.
    pub closes: WallClock,
    /// Whether this holds on bank holidays too.
    #[serde(default)]
    pub on_bank_holidays: bool,
    /// At which site; at every one when not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site: Option<SiteId>,
}

impl NewPattern {
    pub(super) fn every_weeks(&self) -> i32 {
        self.every_weeks.unwrap_or(1)
    }
}

/// Ends opening times that come again.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EndPattern {
    /// The last day on which it holds.
    pub last_day: Day,
    /// Whether to do it although visits are booked after that. They are named first.
    #[serde(default)]
    pub despite_visits: bool,
}

fn told((id, regular): (PatternId, Regular), today: Day) -> OpeningPattern {
    let pattern = regular.pattern;
    OpeningPattern {
        id,
        site: regular.site,
        weekday: pattern.weekday,
        every_weeks: pattern.every_weeks,
        first_day: pattern.first_day,
        last_day: pattern.last_day,
        opens: pattern.hours.opens(),
        closes: pattern.hours.closes(),
        on_bank_holidays: pattern.on_bank_holidays,
        words: pattern.words(today),
    }
}

/// The patterns that hold or will, from Monday to Sunday.
pub fn list_patterns(tx: &mut Tx<'_>) -> Result<All<OpeningPattern>, Problem> {
    super::may_see(tx)?;
    let today = tx.now.day();
    Ok(All { items: store::patterns(tx, today)?.into_iter().map(|row| told(row, today)).collect() })
}

/// One pattern that holds or will.
pub fn see_pattern(tx: &mut Tx<'_>, id: PatternId) -> Result<OpeningPattern, Problem> {
    list_patterns(tx)?.items.into_iter().find(|pattern| pattern.id == id).ok_or(Problem::NotFound)
}

/// Adds a pattern. It may overlap others: the centre is then open in both.
pub fn add_pattern(tx: &mut WriteTx<'_>, new: NewPattern) -> Result<Recorded<OpeningPattern>, Problem> {
    let permit = tx.ask::<WriteCentre>(&Subject::of_centre(tx.centre(), tx.centre()))?;
    let mut faults = Faults::none();
    check_hours(&mut faults, new.opens, new.closes);
    faults.require(
        (1..=52).contains(&new.every_weeks()),
        "/every_weeks",
        "Enter a number of weeks from 1 to 52",
    );
    faults.require(
        new.last_day.is_none_or(|last| last >= new.first_day),
        "/last_day",
        "Enter a day that is not before the first",
    );
    faults.none_or_err()?;
    if let Some(id) = new.site {
        site::meant(tx, Some(id))?;
    }
    let id = store::pattern_insert(tx, &permit, &new)?;
    tx.changed(Changed::Centre);
    let first = new.first_day;
    let row = store::patterns(tx, first)?.into_iter().find(|(one, _)| *one == id).ok_or(Problem::NotFound)?;
    let pattern = told(row, tx.now.day());
    tx.record(&permit, None, "A regular opening time was added", pattern)
}

/// Ends a pattern. What has been stays: the last day may be yesterday at the earliest.
pub fn end_pattern(
    tx: &mut WriteTx<'_>,
    id: PatternId,
    end: EndPattern,
) -> Result<Recorded<OpeningPattern>, Problem> {
    let permit = tx.ask::<WriteCentre>(&Subject::of_centre(tx.centre(), tx.centre()))?;
    let before = see_pattern(tx, id)?;
    let today = tx.now.day();
    let mut faults = Faults::none();
    faults.require(
        end.last_day >= today.plus_days(-1),
        "/last_day",
        "Enter today or a later day. What has been stays as it was",
    );
    faults.none_or_err()?;
    let from = Moment::start_of(end.last_day.plus_days(1));
    let period =
        Period::new(from, Moment::start_of(end.last_day.plus_days(FURTHEST))).map_err(Problem::broken)?;
    let without = Without::before(tx, period)?;
    store::pattern_end(tx, &permit, id, end.last_day)?;
    without.after(tx, end.despite_visits)?;
    tx.changed(Changed::Centre);
    let after = OpeningPattern { last_day: Some(end.last_day), ..before };
    tx.record(&permit, None, "A regular opening time was ended", after)
}
