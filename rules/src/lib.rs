//! What is true at a contact centre and what may happen: every safety rule, stated once, as a pure
//! function over facts. Nothing here can reach a database, a clock or the network.
//!
//! One module per capability; docs/rules.md says which function states which rule.

pub mod apart;
pub mod chat;
pub mod child;
pub mod clearance;
pub mod complaint;
pub mod enquiry;
pub mod feedback;
pub mod first_call;
pub mod guide;
pub mod incident;
pub mod intake;
pub mod intake_pairing;
pub mod known;
pub mod letter;
pub mod message;
pub mod notice;
pub mod observe;
pub mod order;
pub mod plan;
pub mod premises;
pub mod records;
mod refusal;
pub mod request;
pub mod review;
pub mod risk;
pub mod rota;
pub mod schedule;
pub mod visit;
pub mod waiting;

pub use refusal::{Refusal, Rule};
pub use risk::instrument;
