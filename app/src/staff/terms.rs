//! Languages, sex, how much somebody does, and the regular times at which they can come.

use super::record::member;
use crate::schema::{staff, staff_availability};
use base::{AvailabilityId, Day, Faults, Name, StaffId, WallClock, Weekday};
use diesel::prelude::*;
use host::{Problem, Recorded, Tx, WriteTx};
use policy::WriteTerms;
use rules::rota::Availability;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

base::choices! {
    /// What matters where a child or an adult asks to be with a woman or a man.
    pub enum Sex {
        Female = "female" => "Female",
        Male = "male" => "Male",
    }
}

/// Languages, sex, and how much somebody does.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct StaffTerms {
    /// The languages they can follow a visit in, beside English.
    pub languages: Vec<String>,
    /// Their sex, where they say it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sex: Option<Sex>,
    /// The most duties in one week.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub most_in_a_week: Option<u32>,
    /// The most duties in any four weeks, one after the other.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub most_in_four_weeks: Option<u32>,
}

/// Says which languages somebody has, their sex, and how much they do.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Terms {
    /// The languages they can follow a visit in, beside English, parted by commas.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub languages: Option<Name>,
    /// Their sex, where they say it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sex: Option<Sex>,
    /// The most duties in one week.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 1, maximum = 14)]
    pub most_in_a_week: Option<u32>,
    /// The most duties in any four weeks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 1, maximum = 56)]
    pub most_in_four_weeks: Option<u32>,
}

/// Says a regular time at which somebody can come.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewTimes {
    /// On which day of the week.
    pub weekday: Weekday,
    /// From when, on the clock of that day, like 09:30.
    pub from: WallClock,
    /// Until when, on the clock of that day, like 17:00.
    pub until: WallClock,
    /// How many weeks lie between one time and the next; every week, when not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 1, maximum = 12)]
    pub every_weeks: Option<i64>,
    /// The first day on which it counts; today, when not said. Weeks are counted from the week of this day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub starts_on: Option<Day>,
    /// The last day on which it counts; it goes on, when not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until_on: Option<Day>,
}

/// A regular time at which somebody can come.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct KeptTimes {
    /// Its identifier.
    pub id: AvailabilityId,
    /// When.
    #[serde(flatten)]
    pub times: Availability,
}

impl KeptTimes {
    /// For example "Saturday, 9am to 5pm, every 2 weeks from 21 November 2026".
    #[must_use]
    pub fn words(&self) -> String {
        let times = &self.times;
        let every = match times.every_weeks {
            1 => "every week".to_owned(),
            weeks => format!("every {weeks} weeks"),
        };
        let until = times.until_on.map(|day| format!(" until {}", day.words())).unwrap_or_default();
        let (weekday, from) = (times.weekday.words(), times.starts_on.words());
        format!("{weekday}, {} to {}, {every} from {from}{until}", times.from.words(), times.until.words())
    }
}

/// Says which languages somebody has, their sex, and how much they do.
pub fn set_terms(tx: &mut WriteTx<'_>, id: StaffId, new: Terms) -> Result<Recorded<StaffTerms>, Problem> {
    let (_, subject) = member(tx, id)?;
    let permit = tx.ask::<WriteTerms>(&subject)?;
    let mut faults = Faults::none();
    let within = |most: Option<u32>, limit: u32| most.is_none_or(|most| (1..=limit).contains(&most));
    faults.require(within(new.most_in_a_week, 14), "/most_in_a_week", "Enter a number from 1 to 14");
    faults.require(within(new.most_in_four_weeks, 56), "/most_in_four_weeks", "Enter a number from 1 to 56");
    faults.none_or_err()?;
    let languages = new.languages.as_ref().map(Name::as_str).unwrap_or_default();
    let terms = StaffTerms {
        languages: languages
            .split(',')
            .map(|one| one.trim().to_owned())
            .filter(|one| !one.is_empty())
            .collect(),
        sex: new.sex,
        most_in_a_week: new.most_in_a_week,
        most_in_four_weeks: new.most_in_four_weeks,
    };
    let document = serde_json::to_string(&terms)?;
    diesel::update(staff::table.filter(staff::id.eq(permit.id())))
        .set(staff::terms.eq(document))
        .execute(tx.db())?;
    tx.record(&permit, None, "What a member of staff offers was written down", terms)
}

/// Says a regular time at which somebody can come.
pub fn add_times(tx: &mut WriteTx<'_>, id: StaffId, new: NewTimes) -> Result<Recorded<KeptTimes>, Problem> {
    let (_, subject) = member(tx, id)?;
    let permit = tx.ask::<WriteTerms>(&subject)?;
    let times = Availability {
        weekday: new.weekday,
        from: new.from,
        until: new.until,
        every_weeks: new.every_weeks.unwrap_or(1),
        starts_on: new.starts_on.unwrap_or_else(|| tx.now.day()),
        until_on: new.until_on,
    };
    let mut faults = Faults::none();
    faults.require(times.until > times.from, "/until", "Enter a time after the first");
    faults.require(
        (1..=12).contains(&times.every_weeks),
        "/every_weeks",
        "Enter a number of weeks from 1 to 12",
    );
    faults.require(
        times.until_on.is_none_or(|day| day >= times.starts_on),
        "/until_on",
        "Enter a day after the first, or leave it empty",
    );
    faults.require(times_of(tx, id)?.len() < MOST, "/weekday", "Take a time away first: there are fifty");
    faults.none_or_err()?;
    let kept = KeptTimes { id: AvailabilityId::from_random(tx.random()), times };
    diesel::insert_into(staff_availability::table)
        .values((
            staff_availability::id.eq(kept.id),
            staff_availability::centre.eq(tx.centre()),
            staff_availability::staff.eq(permit.id()),
            staff_availability::weekday.eq(times.weekday),
            staff_availability::from_clock.eq(times.from.to_string()),
            staff_availability::until_clock.eq(times.until.to_string()),
            staff_availability::every_weeks.eq(i32::try_from(times.every_weeks).unwrap_or(1)),
            staff_availability::starts_on.eq(times.starts_on),
            staff_availability::until_on.eq(times.until_on),
        ))
        .execute(tx.db())?;
    tx.record(&permit, None, "A regular time of a member of staff was added", kept)
}

/// The most regular times of one person.
const MOST: usize = 50;

/// Takes a regular time away. Duties they have stay: they are taken off the rota one by one.
pub fn remove_times(
    tx: &mut WriteTx<'_>,
    (id, times): (StaffId, AvailabilityId),
) -> Result<Recorded<KeptTimes>, Problem> {
    let (_, subject) = member(tx, id)?;
    let permit = tx.ask::<WriteTerms>(&subject)?;
    let kept = times_of(tx, id)?.into_iter().find(|one| one.id == times).ok_or(Problem::NotFound)?;
    let own = staff_availability::staff.eq(permit.id()).and(staff_availability::id.eq(times));
    diesel::delete(staff_availability::table.filter(own)).execute(tx.db())?;
    tx.record(&permit, None, "A regular time of a member of staff was taken away", kept)
}

/// A row of the regular times.
pub(super) type TimesRow = (AvailabilityId, StaffId, (Weekday, String, String), i32, Day, Option<Day>);

/// The columns of such a row.
pub(super) const TIMES: (
    staff_availability::id,
    staff_availability::staff,
    (staff_availability::weekday, staff_availability::from_clock, staff_availability::until_clock),
    staff_availability::every_weeks,
    staff_availability::starts_on,
    staff_availability::until_on,
) = (
    staff_availability::id,
    staff_availability::staff,
    (staff_availability::weekday, staff_availability::from_clock, staff_availability::until_clock),
    staff_availability::every_weeks,
    staff_availability::starts_on,
    staff_availability::until_on,
);

pub(super) fn read(row: TimesRow) -> Result<(StaffId, KeptTimes), Problem> {
    let (id, staff, (weekday, from, until), weeks, starts_on, until_on) = row;
    let times = Availability {
        weekday,
        from: from.parse().map_err(Problem::broken)?,
        until: until.parse().map_err(Problem::broken)?,
        every_weeks: i64::from(weeks),
        starts_on,
        until_on,
    };
    Ok((staff, KeptTimes { id, times }))
}

pub(super) fn times_of(tx: &mut Tx<'_>, id: StaffId) -> Result<Vec<KeptTimes>, Problem> {
    let rows: Vec<TimesRow> = staff_availability::table
        .filter(staff_availability::staff.eq(id).and(staff_availability::centre.eq(tx.centre())))
        .order((staff_availability::starts_on, staff_availability::id))
        .select(TIMES)
        .load(tx.db())?;
    rows.into_iter().map(|row| read(row).map(|(_, times)| times)).collect()
}
