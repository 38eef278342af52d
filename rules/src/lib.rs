//! What is true at a contact centre and what may happen: every safety rule, stated once, as a pure
//! function over facts. Nothing here can reach a database, a clock or the network.

mod refusal;
pub use refusal::{Refusal, Rule};
