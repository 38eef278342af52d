//! What comes by e-mail: taken in as an enquiry, from a pipe or from the centre's mailbox. Nobody is ever answered by
//! the program, and nothing in an e-mail is believed (R26, R27).

mod mailbox;
mod read;
mod take;

pub use mailbox::{Mailbox, keep_taking, take_all};
pub use read::{Letter, MOST, Read, read};
pub use take::{Place, Taken, take};
