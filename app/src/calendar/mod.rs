//! The calendar of the centre: a week by room or by supervisor, and a day by the minute at each door.

mod day;
mod pages;
mod store;
mod week;

pub use day::{Arrival, ArrivalsAsked, CalendarDay, Door, calendar_day};
pub use pages::pages;
pub use week::{By, CalendarLine, CalendarVisit, CalendarWeek, WeekAsked, calendar_week};

use host::{Tx, api::Operations};
use policy::{Role, SeeCalendar};

const TAG: &str = "Calendar";

/// The operations of this capability.
#[must_use]
pub fn operations() -> Operations {
    Operations::none()
        .read::<SeeCalendar, (), WeekAsked, CalendarWeek>(
            TAG,
            "/calendar",
            "A week of the centre's visits and held times, by room or by supervisor",
            |tx, (), asked| calendar_week(tx, &asked),
        )
        .read::<SeeCalendar, (), ArrivalsAsked, CalendarDay>(
            TAG,
            "/calendar/day",
            "Who comes to each door on a day, in order, and where two come too close after each other",
            |tx, (), asked| calendar_day(tx, &asked),
        )
}

/// Whether they see every day of the calendar; others see the days about them, and of other days the times and
/// rooms of what names them.
fn sees_all(tx: &Tx<'_>) -> bool {
    matches!(tx.actor.role, Role::Coordinator | Role::SafeguardingLead)
}
