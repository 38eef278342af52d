//! The operations of booking.

use super::{
    Checked, FamilyVisitsAsked, NewBooking, NewSeries, Series, VisitLine, VisitsAsked, book, book_series,
    booking::check_asked, list, of_family,
};
use axum::http::Method;
use base::FamilyId;
use host::{api::Operations, paging::Listed};
use policy::{BookVisit, ListVisits, SeeFamily};

const TAG: &str = "Visits";

/// The codes a booking can be refused with.
const REFUSALS: &[&str] = &[
    "child-hours",
    "family-not-active",
    "in-the-past",
    "kind-not-in-plan",
    "longer-than-plan",
    "nobody-comes",
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
    "room-full",
    "room-kind",
    "room-taken",
    "room-unknown",
    "same-person-twice",
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
}
