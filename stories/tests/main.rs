//! The product told by its tests.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a story that cannot go on has failed"
)]

mod application;
mod assessment;
mod audit;
mod chance;
mod clocks;
mod enquiry;
mod holding;
mod import;
mod incident;
mod journey;
mod plan;
mod premises;
mod referral;
mod report;
mod review;
mod shape;
mod sign_in;
mod timeline;
mod timetable;
mod visit;
mod walk;
mod words;
