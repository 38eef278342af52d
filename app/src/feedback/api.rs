//! The operations of feedback.

use super::{
    Feedback, FeedbackWanted, Figures, NewFeedback, NewSaidAndDone, OwnFeedback, YouSaid, add_said, figures,
    give, list, own, publish, stop_said, you_said,
};
use axum::http::Method;
use base::SaidAndDoneId;
use host::{
    api::{Nothing, Operations},
    paging::Listed,
};
use policy::{GiveFeedback, ListFeedback, PublishFeedback, SeePublicPages};

/// The operations of this capability.
#[must_use]
pub fn operations() -> Operations {
    Operations::none()
        .read::<GiveFeedback, (), Nothing, OwnFeedback>(
            "My case",
            "/my/feedback",
            "On what occasion one is asked how it was",
            |tx, (), _| own(tx),
        )
        .write::<GiveFeedback, (), NewFeedback, OwnFeedback>(
            "My case",
            (Method::POST, "/my/feedback"),
            "Say how it was",
            (201, &["nothing-to-say-yet"]),
            |tx, (), new| give(tx, new),
        )
        .read::<ListFeedback, (), FeedbackWanted, Listed<Feedback>>(
            "Feedback",
            "/feedback",
            "List what adults said, the newest first",
            |tx, (), wanted| list(tx, &wanted),
        )
        .read::<SeePublicPages, (), Nothing, Figures>(
            "Feedback",
            "/feedback/figures",
            "The figures that were made public last, small numbers left out",
            |tx, (), _| figures(tx),
        )
        .write::<PublishFeedback, (), Nothing, Figures>(
            "Feedback",
            (Method::POST, "/feedback/figures"),
            "Make the figures public of the year that ended with the last quarter",
            (201, &["figures-are-public"]),
            |tx, (), _| publish(tx),
        )
        .read::<SeePublicPages, (), Nothing, YouSaid>(
            "Feedback",
            "/you-said",
            "You said, we did",
            |tx, (), _| you_said(tx),
        )
        .write::<PublishFeedback, (), NewSaidAndDone, YouSaid>(
            "Feedback",
            (Method::POST, "/you-said"),
            "Say what was said and what was done",
            (201, &["said-names-somebody"]),
            |tx, (), new| add_said(tx, new),
        )
        .write::<PublishFeedback, SaidAndDoneId, Nothing, YouSaid>(
            "Feedback",
            (Method::POST, "/you-said/{said}/ending"),
            "Take away what was said and done",
            (200, &["said-gone"]),
            |tx, id, _| stop_said(tx, id),
        )
}
