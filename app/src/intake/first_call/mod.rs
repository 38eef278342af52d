//! A first call of half an hour, by telephone or video, booked by anybody at any hour.
//!
//! A time that is taken is not offered, and nothing says why. Whoever booked one comes back to it by a secret address
//! whose hash alone is kept. Whoever wishes it is sent that their time is kept, and a reminder the day before, by the
//! way they choose for it: two sentences that tell nothing (R27).

mod api;
mod booking;
mod pages;
mod public_pages;
mod settling;
mod store;
mod times;

pub use api::operations;
pub use booking::{FirstCallBooked, FirstCallMoving, FreeTimes, NewFirstCall, OwnFirstCall};
pub(super) use pages::of_enquiry;
pub(super) use settling::may_close;
pub use settling::{FirstCallSettled, FirstCallSettling};
pub use times::{FirstCallTime, NewFirstCallTime};

use crate::front::Pages;
use base::{EnquiryId, Moment};
use serde::Serialize;
use utoipa::ToSchema;

base::choices! {
    /// How somebody would like to talk.
    pub enum CallWay {
        Telephone = "telephone" => "Telephone",
        Video = "video" => "Video",
    }
}
crate::words::spoken!(CallWay { Telephone => first_call_telephone, Video => first_call_video });

base::choices! {
    /// How far a first call has come.
    pub enum CallState {
        Booked = "booked" => "Booked",
        Cancelled = "cancelled" => "Called off",
        Done = "done" => "Done",
        NoAnswer = "no-answer" => "No answer",
    }
}

/// A first call, for the centre's own people.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct FirstCall {
    /// The enquiry that it is, where all that was told stands.
    pub enquiry: EnquiryId,
    /// What they would like to be called.
    pub name: String,
    /// When it begins.
    pub starts: Moment,
    /// How they would like to talk.
    pub way: CallWay,
    /// How far it has come.
    pub state: CallState,
    /// Who makes it.
    pub by: String,
}

/// The pages of this capability.
#[must_use]
pub fn pages() -> Pages {
    pages::pages().and(public_pages::pages())
}
