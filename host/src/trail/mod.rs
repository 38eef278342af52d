//! The trail: a line for every write, in its transaction, and for every look at a case, committed before
//! the answer leaves (decision 17). Lines are chained, and are the leaves of a Merkle tree in the shape of
//! RFC 6962, over which heads are signed; so that whoever holds one head can tell whether a line before it
//! was altered, removed, moved or added.

mod check;
mod export;
mod head;
mod key;
mod line;
mod look;
mod pages;
mod proof;
mod tree;
mod write;

pub use check::{Checker, Fault, Found, check};
pub use export::{Export, Offline};
pub use head::{Head, last_head, sign_head};
pub use key::{TrailKey, TrustedKeys};
pub use line::{Kind, Line};
pub use proof::{Consistency, Inclusion};
pub use tree::{Frontier, Hash};

pub(crate) use look::{Waiting, write_looks};
pub(crate) use tree::from_hex;
pub(crate) use write::{Tip, Tips};

/// The act whose line is the last that a head covers.
pub(crate) const SIGN_HEAD: &str = <policy::SignHead as policy::Act>::NAME;
