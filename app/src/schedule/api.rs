//! The operations of booking.

use super::{
    Answers, Changes, Checked, FamilyVisitsAsked, FreeTimes, FreeTimesAsked, NewBooking, NewHold, NewSeries,
    Offer, OfferAnswer, Release, Series, VisitChange, VisitLine, VisitsAsked, answer, answers, book,
    book_series, booking::check_asked, change, confirm, free_times, hold, list, of_family, release,
    see_offer,
};
use axum::http::Method;
use base::{FamilyId, VisitId};
use host::{
    api::{Nothing, Operations},
    paging::Listed,
};
use policy::{BookVisit, ChangeVisit, ListVisits, SeeFamily};

const TAG: &str = "Visits";

/// The codes a booking, a hold or a change can be refused with.
const REFUSALS: &[&str] = &[
    "does-not-suit",
    "equipment-taken",
    "equipment-unknown",
    "child-hours",
    "family-not-active",
    "in-the-past",
    "kind-not-in-plan",
    "lone-working",
    "longer-than-plan",
    "nobody-comes",
    "not-held",
    "not-on-duty",
    "order-day",
    "order-expired",
    "order-forbids",
    "order-not-named",
    "order-place",
    "order-too-long",
    "order-too-often",
    "order-too-short",
    "order-too-soon",
    "order-unsupervised",
    "outside-opening-hours",
    "r1-level-too-low",
    "r18-interpreter",
    "r2-not-ready",
    "r4-no-meeting",
    "r6-not-on-the-list",
    "r7-supervisor",
    "r9-clearance",
    "room-closed",
    "room-full",
    "room-kind",
    "room-lacks",
    "room-taken",
    "room-unknown",
    "same-person-twice",
    "staff-away",
    "staff-ratio",
    "visit-begun",
];

/// The operations of this capability.
#[must_use]
pub fn operations() -> Operations {
    Operations::none()
        .read::<ListVisits, (), VisitsAsked, Listed<VisitLine>>(
            TAG,
            "/visits",
            "List visits of a day, or from today on, the earliest first",
            |tx, (), asked| list(tx, &asked),
        )
        .read::<SeeFamily, FamilyId, FamilyVisitsAsked, Listed<VisitLine>>(
            TAG,
            "/families/{family}/visits",
            "List a family's visits, newest first",
            |tx, family, asked| of_family(tx, family, &asked),
        )
        .read::<BookVisit, FamilyId, FreeTimesAsked, FreeTimes>(
            TAG,
            "/families/{family}/free-times",
            "When a visit could start, with which rooms and supervisors, and why not where it could not",
            |tx, family, asked| free_times(tx, family, &asked),
        )
        .write::<BookVisit, FamilyId, NewBooking, VisitLine>(
            TAG,
            (Method::POST, "/families/{family}/visits"),
            "Book a visit; every rule that says no is in errors",
            (201, REFUSALS),
            book,
        )
        .write::<BookVisit, FamilyId, NewBooking, Checked>(
            TAG,
            (Method::POST, "/families/{family}/visits/check"),
            "Try a booking out: what would be refused and why, without making it",
            (200, &[]),
            check_asked,
        )
        .write::<BookVisit, FamilyId, NewSeries, Series>(
            TAG,
            (Method::POST, "/families/{family}/visits/series"),
            "Book a series of visits, all or none",
            (201, REFUSALS),
            book_series,
        )
        .write::<BookVisit, FamilyId, NewHold, Offer>(
            TAG,
            (Method::POST, "/families/{family}/holds"),
            "Hold a time while the adults are asked; it lapses by itself",
            (201, REFUSALS),
            hold,
        )
        .read::<ChangeVisit, VisitId, Nothing, Offer>(
            TAG,
            "/visits/{visit}/hold",
            "Read a held time and what the adults answered",
            // What is not held has no offer to read.
            |tx, id, _| match see_offer(tx, id) {
                Err(host::Problem::Refused(_)) => Err(host::Problem::NotFound),
                other => other,
            },
        )
        .write::<ChangeVisit, VisitId, OfferAnswer, Offer>(
            TAG,
            (Method::POST, "/visits/{visit}/hold/answers"),
            "Write down whether a held time suits an adult",
            (200, &["not-held"]),
            answer,
        )
        .read::<ChangeVisit, VisitId, Nothing, Answers>(
            TAG,
            "/visits/{visit}/answers",
            "Read everything that adults answered to the offer of a time, whatever became of it",
            |tx, id, _| answers(tx, id).map(|(_, answers)| answers),
        )
        .write::<ChangeVisit, VisitId, Nothing, VisitLine>(
            TAG,
            (Method::POST, "/visits/{visit}/hold/confirmation"),
            "Make a held time a booked visit; every rule that says no is in errors",
            (200, REFUSALS),
            |tx, id, _| confirm(tx, id),
        )
        .write::<ChangeVisit, VisitId, Release, VisitLine>(
            TAG,
            (Method::POST, "/visits/{visit}/hold/release"),
            "Let a held time go",
            (200, &["not-held"]),
            release,
        )
        .write::<ChangeVisit, VisitId, VisitChange, Changes>(
            TAG,
            (Method::POST, "/visits/{visit}/change"),
            "Change a booked visit, or it and the later ones of its series, all or none",
            (200, REFUSALS),
            change,
        )
}
