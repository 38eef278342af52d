//! The operations of the rota.

use super::{
    Cover, CoverDecision, Covered, DutiesTaken, DutyEnded, NewCover, NewDuties, NewStaffing, RotaWeek,
    Staffing, WeekAsked, ask_cover, covers, decide, put_on, see_staffing, set_staffing, take, take_off, week,
    withdraw,
};
use axum::http::Method;
use base::{CoverId, DutyId};
use host::{
    api::{Nothing, Operations},
    paging::All,
};
use policy::{AskCover, KeepRota, SeeRota, SetStaffing, TakeCover};

const TAG: &str = "Staff and rota";

/// Why somebody cannot be on duty.
const AGAINST: &[&str] =
    &["staff-left", "r9-clearance", "staff-away", "unavailable", "on-duty-already", "too-many-sessions"];

/// The operations of this capability.
#[must_use]
pub fn operations() -> Operations {
    Operations::none()
        .read::<SeeRota, (), WeekAsked, RotaWeek>(
            TAG,
            "/rota",
            "Read one's own duties and the rota of a week",
            |tx, (), asked| week(tx, asked),
        )
        .read::<SeeRota, (), Nothing, Staffing>(
            TAG,
            "/staffing",
            "Read how many families those on duty may have to watch",
            |tx, (), _| see_staffing(tx),
        )
        .write::<SetStaffing, (), NewStaffing, Staffing>(
            TAG,
            (Method::POST, "/staffing"),
            "Set how many families those on duty may have to watch; every visit to come is judged again",
            (201, &[]),
            |tx, (), new| set_staffing(tx, new),
        )
        .write::<KeepRota, (), NewDuties, DutiesTaken>(
            TAG,
            (Method::POST, "/duties"),
            "Put staff on duty: all of them, or none",
            (201, AGAINST),
            |tx, (), new| put_on(tx, new),
        )
        .write::<KeepRota, DutyId, Nothing, DutyEnded>(
            TAG,
            (Method::POST, "/duties/{duty}/ending"),
            "Take somebody off a duty; answers the visits that are left short",
            (201, &["duty-over"]),
            |tx, id, _| take_off(tx, id),
        )
        .write::<AskCover, DutyId, NewCover, Cover>(
            TAG,
            (Method::POST, "/duties/{duty}/cover"),
            "Ask to be stood in for, or to exchange a duty",
            (201, &["duty-begun", "cover-asked"]),
            ask_cover,
        )
        .read::<SeeRota, (), Nothing, All<Cover>>(
            TAG,
            "/cover",
            "List the open requests for cover, the first duty first",
            |tx, (), _| covers(tx),
        )
        .write::<TakeCover, CoverId, Nothing, Cover>(
            TAG,
            (Method::POST, "/cover/{cover}/offer"),
            "Offer to stand in",
            (
                201,
                &[
                    "staff-left",
                    "r9-clearance",
                    "staff-away",
                    "unavailable",
                    "on-duty-already",
                    "too-many-sessions",
                    "duty-begun",
                    "cover-closed",
                    "cover-taken",
                    "own-duty",
                    "not-your-exchange",
                    "exchange-not-possible",
                ],
            ),
            |tx, id, _| take(tx, id),
        )
        .write::<AskCover, CoverId, Nothing, Cover>(
            TAG,
            (Method::POST, "/cover/{cover}/withdrawal"),
            "Take a request for cover back",
            (201, &["duty-begun", "cover-closed"]),
            |tx, id, _| withdraw(tx, id),
        )
        .write::<KeepRota, CoverId, CoverDecision, Covered>(
            TAG,
            (Method::POST, "/cover/{cover}/decision"),
            "Confirm that a colleague stands in, or do not agree; answers the visits that are left short",
            (
                201,
                &[
                    "staff-left",
                    "r9-clearance",
                    "staff-away",
                    "unavailable",
                    "on-duty-already",
                    "too-many-sessions",
                    "duty-begun",
                    "cover-closed",
                    "cover-not-taken",
                ],
            ),
            decide,
        )
}
