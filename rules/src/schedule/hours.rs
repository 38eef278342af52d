//! The children's own hours: when a child is at school, asleep or at worship, no visit is booked.

use super::{Booking, Facts};
use crate::Refusal;
use base::{ChildId, Day, Moment, Period, WallClock, Weekday};
use serde::{Deserialize, Serialize};

base::choices! {
    /// What a child's hours are for.
    pub enum HoursKind {
        School = "school" => "School or nursery",
        Nap = "nap" => "A nap",
        Worship = "worship" => "Religious observance",
        Club = "club" => "A club or lesson",
        Other = "other" => "Something else",
    }
}

impl HoursKind {
    /// For example "has a nap".
    fn does(self) -> &'static str {
        match self {
            Self::School => "is at school or nursery",
            Self::Nap => "has a nap",
            Self::Worship => "keeps a religious observance",
            Self::Club => "has a club or lesson",
            Self::Other => "has something of their own",
        }
    }
}

/// Hours of a child's own that come back every week. Times are those of London's clocks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChildHours {
    /// Whose.
    pub child: ChildId,
    /// What staff call the child.
    pub name: String,
    /// What they are for.
    pub kind: HoursKind,
    /// On which days of the week they begin.
    pub weekdays: Vec<Weekday>,
    /// When they begin.
    pub from: WallClock,
    /// When they end; on the next day, if that is not after they begin.
    pub until: WallClock,
    /// The first day on which they are kept.
    pub first: Day,
    /// The last day on which they are kept, if there is one.
    pub last: Option<Day>,
}

impl ChildHours {
    /// The stretch of time they take when they begin on a day, if they do.
    #[must_use]
    pub fn on(&self, day: Day) -> Option<Period> {
        let kept = self.first <= day && self.last.is_none_or(|last| day <= last);
        if !kept || !self.weekdays.contains(&day.weekday()) {
            return None;
        }
        let ends_on = if self.until > self.from { day } else { day.plus_days(1) };
        // Where the clocks show a time twice, the hours hold from the first of them to the last.
        Period::new(Moment::first_on(day, self.from), Moment::last_on(ends_on, self.until)).ok()
    }
}

/// The child is at a visit in none of the child's own hours.
pub(super) fn kept_free(booking: &Booking, facts: &Facts) -> Vec<Refusal> {
    let presence = booking.timing.child_presence();
    facts.child_hours.iter().filter_map(|hours| in_the_way(hours, presence)).collect()
}

fn in_the_way(hours: &ChildHours, presence: Period) -> Option<Refusal> {
    // Hours that began the day before may last into the visit.
    let mut day = presence.from().day().plus_days(-1);
    while day <= presence.until().day() {
        if let Some(taken) = hours.on(day).filter(|taken| taken.overlaps(&presence)) {
            return Some(refusal(hours, taken, presence));
        }
        day = day.plus_days(1);
    }
    None
}

fn refusal(hours: &ChildHours, taken: Period, presence: Period) -> Refusal {
    Refusal::because(
        "child-hours",
        format!(
            "{} {} from {} to {}, and would be here from {} to {}.",
            hours.name,
            hours.kind.does(),
            taken.from().time_words(),
            taken.until().words(),
            presence.from().time_words(),
            presence.until().time_words(),
        ),
        "Choose a time that leaves the child's own hours free.",
    )
}
