//! The operations of meetings.

use super::{Held, Meeting, MeetingCancellation, NewMeeting, arrange, cancel, list, record, see};
use axum::http::Method;
use base::{FamilyId, MeetingId};
use host::{
    api::{Nothing, Operations},
    paging::{Listed, Paging},
};
use policy::{ArrangeMeeting, RecordMeeting, SeeFamily, SeeMeeting};

/// The operations of this capability.
#[must_use]
pub fn operations() -> Operations {
    Operations::none()
        .read::<SeeFamily, FamilyId, Paging, Listed<Meeting>>(
            "Meetings",
            "/families/{family}/meetings",
            "List the pre-visit meetings of a family, latest first",
            |tx, family, paging| list(tx, family, &paging),
        )
        .write::<ArrangeMeeting, FamilyId, NewMeeting, Meeting>(
            "Meetings",
            (Method::POST, "/families/{family}/meetings"),
            "Arrange a pre-visit meeting with one adult",
            (
                201,
                &["r3-meetings-apart", "r25-compartment", "family-not-preparing", "meeting-arranged-already"],
            ),
            arrange,
        )
        .read::<SeeMeeting, MeetingId, Nothing, Meeting>(
            "Meetings",
            "/meetings/{meeting}",
            "Read a meeting",
            |tx, id, _| see(tx, id),
        )
        .write::<RecordMeeting, MeetingId, Held, Meeting>(
            "Meetings",
            (Method::POST, "/meetings/{meeting}/record"),
            "Record that a meeting was held",
            (201, &["meeting-not-begun", "meeting-over"]),
            record,
        )
        .write::<RecordMeeting, MeetingId, MeetingCancellation, Meeting>(
            "Meetings",
            (Method::POST, "/meetings/{meeting}/cancellation"),
            "Cancel a meeting",
            (201, &["meeting-over"]),
            cancel,
        )
}
