//! Days, times and lengths of time as parents and the public read them.

use super::Words;
use base::{Day, Minutes, Moment};

impl Words {
    /// 21 November 2026.
    pub(crate) fn day(self, day: Day) -> String {
        let date = day.date();
        self.time_day(date.day(), &self.time_month(date.month()), &date.year().to_string())
    }

    /// Saturday 21 November 2026.
    pub(crate) fn day_with_weekday(self, day: Day) -> String {
        let weekday = day.date().weekday().to_monday_one_offset();
        self.time_weekday_and_day(&self.day(day), &self.time_weekday(weekday))
    }

    /// 9:30am.
    pub(crate) fn time(self, at: Moment) -> String {
        let clock = at.clock();
        let (hour, minute) = clock.split_once(':').unwrap_or_default();
        let hour: i64 = hour.parse().unwrap_or_default();
        let twelve = if hour % 12 == 0 { 12 } else { hour % 12 };
        match (hour, minute) {
            (0, "00") => self.time_midnight(),
            (12, "00") => self.time_midday(),
            (0..12, "00") => self.time_morning_hour(twelve),
            (0..12, _) => self.time_morning(twelve, minute),
            (_, "00") => self.time_afternoon_hour(twelve),
            _ => self.time_afternoon(twelve, minute),
        }
    }

    /// 9:30am on 21 November 2026.
    pub(crate) fn moment(self, at: Moment) -> String {
        self.time_and_day(&self.day(at.day()), &self.time(at))
    }

    /// 90 minutes.
    pub(crate) fn minutes(self, length: Minutes) -> String {
        self.time_minutes(length.0)
    }
}
