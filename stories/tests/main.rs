//! The product told by its tests.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a story that cannot go on has failed"
)]

mod allegation;
mod application;
mod asking;
mod assessment;
mod attendance;
mod audit;
mod calendar;
mod chance;
mod changes;
mod chat;
mod child;
mod clearance;
mod clocks;
mod complaints;
mod declarations;
mod emergency;
mod enquiry;
mod feed;
mod feedback;
mod first_call;
mod free_times;
mod guides;
mod headers;
mod holding;
mod hours;
mod identity;
mod import;
mod incident;
mod journey;
mod keys;
mod looked;
mod mail_intake;
mod messages;
mod moving;
mod named;
mod notices;
mod offers;
mod order;
mod own_contact;
mod pairs;
mod plan;
mod premises;
mod proofs;
mod proposal;
mod records;
mod recovery;
mod referral;
mod renewals;
mod repair;
mod report;
mod review;
mod rota;
mod scopes;
mod shape;
mod sign_in;
mod slowed;
mod staff;
mod staffing;
mod tampering;
mod timeline;
mod timetable;
mod training;
mod unseen;
mod uploads;
mod uploads_beside;
mod visit;
mod walk;
mod words;
mod worlds;
