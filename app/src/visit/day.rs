//! The day screen: every visit of a day, and who is in the building.

use super::{Here, Standing, may_take_steps};
use crate::{
    family::{self, Known},
    premises,
    schedule::{OwnTime, VisitLine, VisitRecord, lines, on_days, own_times},
};
use base::{Day, Moment, Period, VisitId};
use host::{Problem, Tx};
use policy::{SeeDay, Subject};
use rules::visit::Visit;
use serde::Serialize;
use std::collections::HashSet;
use utoipa::ToSchema;

/// A stretch of the day when the centre is open.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
pub struct OpenFrom {
    /// When it opens.
    pub starts: Moment,
    /// When it closes.
    pub ends: Moment,
}

/// Somebody who is in the building, with where.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct InBuilding {
    /// Of which visit.
    pub visit: VisitId,
    /// In which room, by its name.
    pub room_name: String,
    /// Who.
    pub who: Here,
}

/// A day of the centre.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DayScreen {
    /// Which day.
    pub day: Day,
    /// When the centre is open.
    pub open: Vec<OpenFrom>,
    /// Its visits, the first arrival first.
    pub visits: Vec<Standing>,
    /// Everybody in the building, for the roll in an emergency.
    pub in_building: Vec<InBuilding>,
    /// The visits that name whoever asks, where the day is too far off for them to be told more.
    pub own_times: Vec<OwnTime>,
    /// The visits that whoever asks may open.
    #[serde(skip)]
    opened: HashSet<VisitId>,
}

impl DayScreen {
    /// Whether whoever asks may open this visit.
    #[must_use]
    pub fn opens(&self, visit: VisitId) -> bool {
        self.opened.contains(&visit)
    }
}

/// A day of the centre, as far as the asker may see it.
pub fn day_screen(tx: &mut Tx<'_>, day: Day) -> Result<DayScreen, Problem> {
    tx.ask::<SeeDay>(&Subject::of_centre(tx.centre(), tx.centre()))?;
    let (from, until) = (Moment::start_of(day), Moment::start_of(day.plus_days(1)));
    let known = family::known(tx)?;
    let (mut records, untold): (Vec<VisitRecord>, Vec<VisitRecord>) =
        on_days(tx, from, until)?.into_iter().partition(|record| known.knows(record.id));
    let own_times = own_times(tx, &untold)?;
    records.retain(VisitRecord::is_booked);
    records.sort_by_key(|record| record.document.now.timing.whole().from());
    let nows: Vec<Visit> = records.iter().map(|record| record.document.now.clone()).collect();
    let at = tx.now;
    let mut opened = HashSet::new();
    let visits: Vec<Standing> = lines(tx, records)?
        .into_iter()
        .zip(nows)
        .map(|(line, now)| {
            let is_opened = opens(tx, &known, day, &line);
            opened.extend(is_opened.then_some(line.id));
            let takes_steps = is_opened && may_take_steps(tx, &now);
            Standing::of(line, &now, at, takes_steps)
        })
        .collect();
    let in_building = visits
        .iter()
        .flat_map(|one| {
            one.in_building.iter().map(|who| InBuilding {
                visit: one.visit.id,
                room_name: one.visit.room_name.clone(),
                who: who.clone(),
            })
        })
        .collect();
    let open = premises::openings_between(tx, Period::new(from, until).map_err(Problem::broken)?)?
        .into_iter()
        .map(|period| OpenFrom { starts: period.from(), ends: period.until() })
        .collect();
    Ok(DayScreen { day, open, visits, in_building, own_times, opened })
}

/// Yesterday, today and tomorrow.
fn is_near(tx: &Tx<'_>, day: Day) -> bool {
    let today = tx.now.day();
    today.plus_days(-1) <= day && day <= today.plus_days(1)
}

/// Whether somebody who sees a visit among those of its day may open it: from the day before to the day
/// after, a volunteer each one, a supervisor those that name them or nobody (decision 8).
fn opens(tx: &Tx<'_>, known: &Known, day: Day, visit: &VisitLine) -> bool {
    match known {
        Known::All => true,
        Known::OfSessions { .. } => is_near(tx, day) && known.opens(visit.family),
    }
}
