//! Notices: that there is something to read, and nothing else (R26, R27).
//!
//! A notice is made in the transaction of what it is about, and kept without an address and without words. Both are
//! made at the moment of sending, by what the person wants then; whether it may go is `rules::notice::decide`, and
//! nowhere else. What one adult is sent is their compartment: nobody else of the family learns that there was one.
//! Nothing that a person reads or leaves unread changes anything for anybody else (R30). Decision 25.

mod api;
mod bounce;
mod caller;
mod centre_page;
mod desk;
mod due;
mod gateway;
mod handle;
mod list;
mod mail;
mod make;
mod outbox;
mod pages;
mod send;
mod settings;
mod text;
mod way;

pub use api::operations;
pub use bounce::{Returned, came_back, is_crowded, returned, taken_apart};
pub(crate) use caller::sent_of_call;
pub use caller::{Reminder, tell_caller};
pub use desk::Desk;
pub use due::make_due;
pub use gateway::Gateway;
pub use handle::{PutAway, put_away, test, try_again};
pub use list::{NoticeLine, NoticesWanted, list};
pub use mail::MailServer;
pub(crate) use mail::is_here;
pub use make::{Visited, tell, tell_main_adults, tell_of_visit};
pub use outbox::NoticeState;
pub use send::{Sender, keep_sending};
pub use settings::{Asked, Sending};
pub use text::{Written, written};
pub use way::{NewSafeWay, OwnWay, confirm, own_way};

pub(crate) use way::{By, ask_again, look_again, said_before, said_to_be_safe, way_of_adult};

use crate::{
    family::{Adult, Family},
    front::Pages,
};
use base::PartyId;
use host::Problem;

/// The pages of this capability.
#[must_use]
pub fn pages() -> Pages {
    pages::pages().and(centre_page::pages())
}

fn adult(family: &Family, party: PartyId) -> Result<&Adult, Problem> {
    family.adult(party).ok_or(Problem::NotFound)
}
