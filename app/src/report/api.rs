//! The operations of reports.

use super::{
    Genuine, NewCopy, NewReport, Questioned, Report, ReportCopy, ReportEdit, ReportFile, ReportSummary,
    SignReport, copies, draft, edit, file, is_genuine, list, see, send, sign,
};
use crate::words::Words;
use axum::http::Method;
use base::{FamilyId, ReportId};
use host::{
    api::{Nothing, Operations},
    paging::{Listed, Paging},
};
use policy::{ReadReport, SeePublicPages, SeeReports, SendReport, WriteReport};

/// The operations of this capability.
#[must_use]
pub fn operations() -> Operations {
    let tag = "Reports";
    Operations::none()
        .read::<SeeReports, FamilyId, Paging, Listed<ReportSummary>>(
            tag,
            "/families/{family}/reports",
            "List a family's reports and letters, newest first",
            |tx, family, paging| list(tx, family, &paging).map(|(_, listed)| listed),
        )
        .write::<WriteReport, FamilyId, NewReport, Report>(
            tag,
            (Method::POST, "/families/{family}/reports"),
            "Draft a report or an attendance letter",
            (201, &["report-empty", "supported-no-observations"]),
            draft,
        )
        .read::<ReadReport, ReportId, Nothing, Report>(
            tag,
            "/reports/{report}",
            "Read a report",
            |tx, id, _| see(tx, id).map(|(_, report)| report),
        )
        .write::<WriteReport, ReportId, ReportEdit, Report>(
            tag,
            (Method::PUT, "/reports/{report}"),
            "Change a draft: everything but the words of the notes",
            (200, &["report-signed", "child-not-asked", "child-said-no"]),
            edit,
        )
        .write::<policy::SignReport, ReportId, SignReport, Report>(
            tag,
            (Method::POST, "/reports/{report}/signature"),
            "Sign a report and make its file",
            (
                201,
                &[
                    "report-signed",
                    "child-not-asked",
                    "child-said-no",
                    "report-changed",
                    "report-empty",
                    "report-unfinished",
                    "supported-no-observations",
                    "r25-compartment",
                ],
            ),
            sign,
        )
        .read::<ReadReport, ReportId, Nothing, ReportFile>(
            tag,
            "/reports/{report}/document",
            "Fetch the signed file",
            |tx, id, _| file(tx, id),
        )
        .read::<SendReport, ReportId, Paging, Listed<ReportCopy>>(
            tag,
            "/reports/{report}/copies",
            "List the copies that were sent, newest first",
            |tx, id, paging| copies(tx, id, &paging),
        )
        .write::<SendReport, ReportId, NewCopy, ReportCopy>(
            tag,
            (Method::POST, "/reports/{report}/copies"),
            "Log a copy that was sent",
            (201, &["report-not-signed"]),
            send,
        )
        .read::<SeePublicPages, (), Questioned, Genuine>(
            tag,
            "/verify",
            "Say whether a paper is genuine",
            |tx, (), asked| is_genuine(tx, &asked, Words::english()),
        )
}
