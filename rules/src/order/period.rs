//! The stretches of days over which visits are counted.

use super::Every;
use base::Day;

const FORTNIGHT: i64 = 14;

/// The first and the last day of the stretch that holds a day.
pub(super) fn around(every: Every, from: Day, day: Day) -> (Day, Day) {
    match every {
        Every::Week => (day.monday(), day.monday().plus_days(6)),
        Every::Fortnight => {
            let first = from.plus_days(day.days_since(from).div_euclid(FORTNIGHT) * FORTNIGHT);
            (first, first.plus_days(FORTNIGHT - 1))
        }
        Every::Month => {
            let first = day.plus_days(1 - i64::from(day.number() % 100));
            (first, first.plus_months(1).plus_days(-1))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }
    fn stretch(every: Every, on: &str) -> (String, String) {
        let (first, last) = around(every, day("2026-11-05"), day(on));
        (first.to_string(), last.to_string())
    }

    #[test]
    fn weeks_run_from_monday_to_sunday() {
        for on in ["2026-11-16", "2026-11-22"] {
            assert_eq!(stretch(Every::Week, on), ("2026-11-16".into(), "2026-11-22".into()));
        }
    }

    #[test]
    fn fortnights_are_counted_from_the_first_day_of_the_order() {
        assert_eq!(stretch(Every::Fortnight, "2026-11-05"), ("2026-11-05".into(), "2026-11-18".into()));
        assert_eq!(stretch(Every::Fortnight, "2026-11-19"), ("2026-11-19".into(), "2026-12-02".into()));
        assert_eq!(stretch(Every::Fortnight, "2026-11-04"), ("2026-10-22".into(), "2026-11-04".into()));
    }

    #[test]
    fn months_are_those_of_the_calendar() {
        assert_eq!(stretch(Every::Month, "2027-02-28"), ("2027-02-01".into(), "2027-02-28".into()));
        assert_eq!(stretch(Every::Month, "2026-12-31"), ("2026-12-01".into(), "2026-12-31".into()));
    }
}
