//! One line of what needs somebody, with when it is due.

use crate::view::WorkLine;
use base::{Day, Moment};
use rules::incident::next_working_day;

/// The most lines of one kind on a home page. The rest is behind the last of them.
pub(super) const MOST: i64 = 12;

/// Something that needs somebody, with the moment by which it is sorted.
pub(super) struct Line {
    pub(super) due: Moment,
    /// Whether somebody's safety or the law's clock depends on it.
    pub(super) safety: bool,
    pub(super) work: WorkLine,
}

/// A line that is due on a day; urgent on that day and after.
pub(super) fn by_day(title: String, href: String, why: String, due: Day, today: Day) -> Line {
    let words = match due {
        day if day < today => format!("Late since {}", day.words()),
        day if day == today => "Due today".to_owned(),
        day if day == today.plus_days(1) => "Due tomorrow".to_owned(),
        day => format!("Due {}", day.words()),
    };
    let work = WorkLine { title, href, why, due: words, urgent: due <= today };
    Line { due: Moment::start_of(due), safety: false, work }
}

/// So many working days after a day. Bank holidays only give a little more time than this says.
pub(super) fn working_days_after(day: Day, days: u32) -> Day {
    (0..days).fold(day, |day, _| next_working_day(day, &[]))
}

/// How long something has waited, in words.
pub(super) fn waiting(since: Moment, now: Moment) -> String {
    match now.since(since).0 / (24 * 60) {
        ..=0 => "Came today".to_owned(),
        1 => "Waiting 1 day".to_owned(),
        days => format!("Waiting {days} days"),
    }
}
