//! What each side made of its visits: kept, missed without word, called off late or in time, and how far that
//! is from the number that opens a review (R13). For the centre's own people: no side reads it of the other.

mod count;
mod pages;
mod store;

pub use pages::pages;

use crate::family::{self, Family};
use base::{Day, FamilyId, Minutes, Moment, VisitId};
use host::{
    Problem, Tx,
    api::{Nothing, Operations},
};
use policy::SeeFamily;
use rules::{intake::Side, visit::Attendance};
use serde::Serialize;
use utoipa::ToSchema;

/// How many months back is counted.
const MONTHS: i64 = 12;

/// The attendance of a family.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct FamilyAttendance {
    /// From which day on the last twelve months are counted.
    pub from: Day,
    /// When the last review was decided, if one was.
    pub last_review: Option<Moment>,
    /// So many visits missed in a row open a review; none ever does where it is 0.
    pub review_after: u32,
    /// Each side: the resident party first.
    pub sides: Vec<SideAttendance>,
}

/// The attendance of one side.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SideAttendance {
    /// Which side.
    pub side: Side,
    /// Its main adult.
    pub name: String,
    /// In the last twelve months.
    pub twelve_months: AttendanceCounts,
    /// Of the visits since the last review was decided, if one was.
    pub since_review: Option<AttendanceCounts>,
    /// How many visits were missed in a row up to now. Called off late is missed too; called off in time is
    /// not counted either way.
    pub missed_in_a_row: u32,
    /// How many more missed in a row open a review; none where none ever does.
    pub until_review: Option<u32>,
    /// The visits that this side missed or called off, the latest first, 100 at most.
    pub not_kept: Vec<NotKept>,
}

/// How many visits of each kind there were.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct AttendanceCounts {
    /// Visits that took place.
    pub kept: u32,
    /// Not come, without a word before.
    pub no_shows: u32,
    /// Called off with less than the notice.
    pub called_off_late: u32,
    /// Called off in time.
    pub called_off_in_time: u32,
}

/// A visit that one side missed or called off.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct NotKept {
    /// Which.
    pub visit: VisitId,
    /// When it was to start.
    pub starts: Moment,
    /// What became of it.
    pub what: Attendance,
    /// How many minutes before the first arrival it was called off, if it was.
    pub notice: Option<Minutes>,
    /// When that was recorded.
    pub at: Moment,
    /// Whose sign-in recorded it.
    pub by: String,
}

/// The operations of this capability.
#[must_use]
pub fn operations() -> Operations {
    Operations::none().read::<SeeFamily, FamilyId, Nothing, FamilyAttendance>(
        "Visits",
        "/families/{family}/attendance",
        "Count what each side kept, missed and called off, and how far that is from a review",
        |tx, family, _| attendance(tx, family).map(|(_, attendance)| attendance),
    )
}

/// What each side of a family made of its visits.
pub fn attendance(tx: &mut Tx<'_>, id: FamilyId) -> Result<(Family, FamilyAttendance), Problem> {
    let family = family::family(tx, id)?;
    tx.ask::<SeeFamily>(&family.subject)?;
    let from = tx.now.day().plus_months(-MONTHS);
    let last_review = store::last_review(tx, id)?;
    let since = last_review.map_or(from, |at| at.day().min(from));
    let known = store::known(tx, id, Moment::start_of(since))?;
    let counted = count::FamilyVisits { known, from: Moment::start_of(from), last_review };
    let sides = [Side::Resident, Side::Visiting].map(|side| counted.side(side, family.main(side)));
    let attendance = FamilyAttendance {
        from,
        last_review,
        review_after: count::limits().review_after,
        sides: sides.into(),
    };
    Ok((family, attendance))
}
