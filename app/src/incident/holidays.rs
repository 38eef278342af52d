//! The days on which the council's offices are closed.

/// The bank holidays of England and Wales for 2026 and 2027, from <https://www.gov.uk/bank-holidays>,
/// as year, month and day.
pub const BANK_HOLIDAYS: &[(i16, i8, i8)] = &[
    (2026, 1, 1),
    (2026, 4, 3),
    (2026, 4, 6),
    (2026, 5, 4),
    (2026, 5, 25),
    (2026, 8, 31),
    (2026, 12, 25),
    (2026, 12, 28),
    (2027, 1, 1),
    (2027, 3, 26),
    (2027, 3, 29),
    (2027, 5, 3),
    (2027, 5, 31),
    (2027, 8, 30),
    (2027, 12, 27),
    (2027, 12, 28),
];

/// The same as days.
pub(crate) fn bank_holidays() -> Vec<base::Day> {
    BANK_HOLIDAYS.iter().filter_map(|&(year, month, day)| base::Day::new(year, month, day).ok()).collect()
}
