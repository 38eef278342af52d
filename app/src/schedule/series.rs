//! Several visits at a steady distance: all of them, or none.

use super::{NewBooking, VisitLine, booking::judged, lines_of, names, record};
use crate::family;
use base::{FamilyId, Faults, Moment, VisitId, WallClock};
use host::{Problem, Recorded, WriteTx};
use policy::BookVisit;
use rules::Refusal;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Books a series of visits, each at the same time of day.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewSeries {
    /// The first visit.
    pub first: NewBooking,
    /// How many weeks lie between one visit and the next.
    #[schema(minimum = 1, maximum = 12)]
    pub every_weeks: i64,
    /// How many visits there are.
    #[schema(minimum = 2, maximum = 26)]
    pub count: i64,
}

/// A series as it was booked.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Series {
    /// What its visits have in common.
    pub series: String,
    /// Its visits, the earliest first.
    pub visits: Vec<VisitLine>,
}

/// The starts of a series: the same time on the wall clock, whatever the clocks do meanwhile.
fn starts(new: &NewSeries) -> Result<Vec<Moment>, Problem> {
    let mut faults = Faults::none();
    faults.require(
        (1..=12).contains(&new.every_weeks),
        "/every_weeks",
        "Enter a number of weeks from 1 to 12",
    );
    faults.require((2..=26).contains(&new.count), "/count", "Enter a number of visits from 2 to 26");
    faults.none_or_err()?;
    let first = new.first.starts;
    let clock: WallClock = first.clock().parse().map_err(Problem::broken)?;
    (0..new.count)
        .map(|turn| {
            if turn == 0 {
                return Ok(first);
            }
            Moment::on(first.day().plus_days(turn * new.every_weeks * 7), clock)
                .map_err(|why| Problem::field("/first/starts", why.to_string()))
        })
        .collect()
}

/// Each refusal says of which day it speaks.
pub(super) fn on_its_day(refusal: Refusal, starts: Moment) -> Refusal {
    Refusal { detail: format!("{}: {}", starts.day().words(), refusal.detail), ..refusal }
}

/// Books every visit of a series, or none, and then says everything that speaks against any of them.
pub fn book_series(tx: &mut WriteTx<'_>, id: FamilyId, new: NewSeries) -> Result<Recorded<Series>, Problem> {
    let family = family::family(tx, id)?;
    let permit = tx.ask::<BookVisit>(&family.subject)?;
    let series = VisitId::from_random(tx.random()).to_string();
    let (mut kept, mut refusals) = (Vec::new(), Vec::new());
    for starts in starts(&new)? {
        let judged = judged(tx, &family, &NewBooking { starts, ..new.first.clone() })?;
        if judged.refusals.is_empty() {
            // Kept at once, so that the next is judged against it; a refusal takes all of them back.
            kept.push(judged.keep(tx, &permit, &family, (Some(&series), None))?);
            if kept.len() == 1 {
                judged.activate(tx, &family)?;
            }
        }
        refusals.extend(judged.refusals.into_iter().map(|refusal| on_its_day(refusal, starts)));
    }
    if !refusals.is_empty() {
        return Err(Problem::Refused(refusals));
    }
    let records = kept.into_iter().map(|visit| record(tx, visit)).collect::<Result<Vec<_>, _>>()?;
    let visits = lines_of(tx.actor, records, &family, &names(tx)?);
    let summary = format!("A series of {} visits was booked", visits.len());
    tx.record(&permit, Some(id), &summary, Series { series, visits })
}
