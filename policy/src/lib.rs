//! Who may do what. Everything that reads or writes a record asks here first, by a typed act.
//!
//! A yes is a [`Permit`]: a value only this crate can make, for one act on one record. Store functions
//! that write take the permit and the record's identifier from it, so a check on one record cannot
//! excuse a change to another. A no is either "you may know, not do" or "there is no such thing".
//!
//! Which it is stands in `policies/`, in Cedar; [`check`] holds it against its schema.

mod act;
mod actor;
mod acts;
mod book;
mod permit;
mod purpose;
mod question;
mod scope;

pub use act::{About, Act, EveryAct, Links, Subject, ever_meets};
pub use actor::{Actor, Role};
pub use acts::*;
pub use book::{POLICIES, SCHEMA, as_cedar_has_it, check};
pub use permit::{Permit, Refused, ask, may_ever};
pub use purpose::Purpose;
pub use question::{Asked, Question, Tie, Ties, asked};
pub use scope::{Listing, Restriction, Scope, scope};
