//! What holds whatever happens: the rules against random histories, bookings and times, judged by
//! checkers that are written a second time here and call nothing of the code they check.

#![allow(
    clippy::panic,
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss,
    clippy::large_enum_variant,
    clippy::manual_is_multiple_of,
    clippy::unwrap_used,
    reason = "a test may stop at the first thing that is not so"
)]

#[path = "properties/assessments.rs"]
mod assessments;
#[path = "properties/booking_checker.rs"]
mod booking_checker;
#[path = "properties/bookings.rs"]
mod bookings;
#[path = "properties/clearances.rs"]
mod clearances;
#[path = "properties/day.rs"]
mod day;
#[path = "properties/first_calls.rs"]
mod first_calls;
#[path = "properties/histories.rs"]
mod histories;
#[path = "properties/opening.rs"]
mod opening;
#[path = "properties/oracle.rs"]
mod oracle;
#[path = "properties/orders.rs"]
mod orders;
#[path = "properties/rota.rs"]
mod rota;
#[path = "properties/times.rs"]
mod times;
#[path = "properties/timetable.rs"]
mod timetable;
