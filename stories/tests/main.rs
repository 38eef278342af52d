//! The product told by its tests.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a story that cannot go on has failed"
)]

mod application;
mod audit;
mod chance;
mod enquiry;
mod import;
mod journey;
mod queries;
mod referral;
mod shape;
mod sign_in;
