//! Booking: the one place where a visit is judged and kept.

mod again;
mod answer;
mod api;
mod booking;
mod change;
mod change_pages;
mod facts;
mod free;
mod history;
mod hold;
mod line;
mod own_time;
mod pages;
mod probe;
mod series;
mod store;
mod team;

pub use again::{judge_again, judged, leaves_its_place};
pub use answer::{Answered, Answers, HowAnswered, OfferAnswer, answer, answer_own, answers};
pub use api::operations;
pub use booking::{Checked, NewBooking, book, check};
pub use change::{AskedBy, Changes, HowFar, VisitChange, called_off, called_off_late, change};
pub(crate) use facts::apart as facts_apart;
pub use facts::{Known, known};
pub use free::{FreeDay, FreeTimes, FreeTimesAsked, Stretch, free_times};
pub use hold::{NewHold, Offer, Release, confirm, held, hold, lapsed_by_now, let_go, release, see_offer};
pub(crate) use line::names_without_things;
pub use line::{NamedParty, NamedStaff, NamedThing, Names, VisitLine, lines, lines_of, names};
pub use own_time::{OwnTime, own_times};
pub use pages::pages;
pub use probe::{Could, Probe};
pub use series::{NewSeries, Series, book_series};
pub use store::{
    Mend, VisitDocument, VisitRecord, days_of, kept, kept_of_family, on_days, record, unmark, visit_with,
};

pub use team::team;

use crate::family::Family;
use base::{Day, FamilyId, Moment};
use host::{
    Problem, Tx,
    paging::{Listed, Paging},
};
use policy::{ListVisits, SeeFamily};
use serde::Deserialize;
use utoipa::ToSchema;

base::choices! {
    /// Which of a family's visits are wanted.
    pub enum Which {
        Upcoming = "upcoming" => "From today on, the next one first",
        Past = "past" => "Before today, the last one first",
    }
}

/// Which of a family's visits are wanted.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct FamilyVisitsAsked {
    /// Only those from today on, or only those before; all, newest first, when not said.
    pub which: Option<Which>,
    /// Where the page begins: `next` of the page before.
    pub cursor: Option<String>,
    /// How many, from 1 to 100; 25 when not said.
    #[schema(minimum = 1, maximum = 100)]
    pub limit: Option<i64>,
}

/// Which visits of the centre are wanted.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct VisitsAsked {
    /// Only those of this day; all from today on when not said.
    pub day: Option<Day>,
    /// Where the page begins: `next` of the page before.
    pub cursor: Option<String>,
    /// How many, from 1 to 100; 25 when not said.
    #[schema(minimum = 1, maximum = 100)]
    pub limit: Option<i64>,
}

/// The visits of one family.
pub fn of_family(
    tx: &mut Tx<'_>,
    id: FamilyId,
    asked: &FamilyVisitsAsked,
) -> Result<Listed<VisitLine>, Problem> {
    let family = crate::family::family(tx, id)?;
    let names = names(tx)?;
    of_known(tx, &family, asked, &names)
}

/// The visits of a family that was read before, told with names that were read before.
fn of_known(
    tx: &mut Tx<'_>,
    family: &Family,
    asked: &FamilyVisitsAsked,
    names: &Names,
) -> Result<Listed<VisitLine>, Problem> {
    tx.ask::<SeeFamily>(&family.subject)?;
    let paging = Paging { cursor: asked.cursor.clone(), limit: asked.limit };
    let records = store::of_family(tx, family.id, asked.which, &paging)?;
    Ok(Listed { items: lines_of(tx.actor, records.items, family, names), next: records.next })
}

/// The visits of the centre that the asker may see, the earliest first.
pub fn list(tx: &mut Tx<'_>, asked: &VisitsAsked) -> Result<Listed<VisitLine>, Problem> {
    let scope = tx.scope::<ListVisits>()?;
    let from = Moment::start_of(asked.day.unwrap_or_else(|| tx.now.day()));
    let until = asked.day.map(|day| Moment::start_of(day.plus_days(1)));
    let paging = Paging { cursor: asked.cursor.clone(), limit: asked.limit };
    let records = store::visits(tx, &scope, (from, until), &paging)?;
    Ok(Listed { items: lines(tx, records.items)?, next: records.next })
}
