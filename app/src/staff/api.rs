//! The operations of staff.

use super::{
    Absence, AbsenceTaken, CloseTo, DeclarationAgain, KeptTimes, Linking, NewAbsence, NewCloseTo,
    NewConflict, NewStaff, NewSupervisionNote, NewTimes, PlaceClosed, SomebodyKnown, StaffPlace, StaffRecord,
    StaffTerms, SupervisedBy, SupervisionNote, Terms, add, add_times, close, declare_close_to,
    declare_conflict, link_conflict, list_supervision, list_to_look_at_again, record_absence, remove_absence,
    remove_times, see, set_supervisor, set_terms, write_supervision,
};
use axum::http::Method;
use base::{AbsenceId, AvailabilityId, ConflictId, StaffId};
use host::{
    api::{Nothing, Operations},
    paging::{Listed, Paging},
};
use policy::{AddStaff, LookUpKnown, SeeStaff, SeeSupervision, WriteStaff, WriteSupervision, WriteTerms};

const TAG: &str = "Staff and rota";

/// The operations of this capability.
#[must_use]
pub fn operations() -> Operations {
    Operations::none()
        .write::<AddStaff, (), NewStaff, StaffPlace>(
            TAG,
            (Method::POST, "/staff"),
            "Add a member of staff or a volunteer",
            (201, &["username-taken"]),
            |tx, (), new| add(tx, new),
        )
        .read::<SeeStaff, StaffId, Nothing, StaffRecord>(
            TAG,
            "/staff/{staff}",
            "Read when somebody can come, is away, whom they know and are close to",
            |tx, id, _| see(tx, id),
        )
        .write::<WriteStaff, StaffId, SupervisedBy, StaffPlace>(
            TAG,
            (Method::PUT, "/staff/{staff}/supervisor"),
            "Say who supervises somebody",
            (200, &[]),
            set_supervisor,
        )
        .write::<WriteStaff, StaffId, Nothing, PlaceClosed>(
            TAG,
            (Method::POST, "/staff/{staff}/closing"),
            "Close somebody's place; answers the visits that are left short",
            (201, &["staff-left", "not-yourself"]),
            |tx, id, _| close(tx, id),
        )
        .write::<WriteTerms, StaffId, Terms, StaffTerms>(
            TAG,
            (Method::PUT, "/staff/{staff}/terms"),
            "Say languages, sex, and how much somebody does",
            (200, &[]),
            set_terms,
        )
        .write::<WriteTerms, StaffId, NewTimes, KeptTimes>(
            TAG,
            (Method::POST, "/staff/{staff}/times"),
            "Say a regular time at which somebody can come",
            (201, &[]),
            add_times,
        )
        .write::<WriteTerms, (StaffId, AvailabilityId), Nothing, KeptTimes>(
            TAG,
            (Method::POST, "/staff/{staff}/times/{times}/ending"),
            "Take a regular time away",
            (201, &[]),
            |tx, at, _| remove_times(tx, at),
        )
        .write::<WriteTerms, StaffId, NewAbsence, AbsenceTaken>(
            TAG,
            (Method::POST, "/staff/{staff}/absences"),
            "Say that somebody is away; answers the visits that are left short",
            (201, &[]),
            record_absence,
        )
        .write::<WriteTerms, (StaffId, AbsenceId), Nothing, Absence>(
            TAG,
            (Method::POST, "/staff/{staff}/absences/{absence}/ending"),
            "Take an absence back",
            (201, &[]),
            |tx, at, _| remove_absence(tx, at),
        )
        .write::<WriteTerms, StaffId, NewConflict, SomebodyKnown>(
            TAG,
            (Method::POST, "/staff/{staff}/known"),
            "Say in words whom somebody knows",
            (201, &[]),
            declare_conflict,
        )
        .write::<WriteStaff, (StaffId, ConflictId), Linking, SomebodyKnown>(
            TAG,
            (Method::PUT, "/staff/{staff}/known/{conflict}"),
            "Say which adult of a family the words mean",
            (200, &[]),
            link_conflict,
        )
        .read::<LookUpKnown, (), Paging, Listed<DeclarationAgain>>(
            TAG,
            "/declarations",
            "List declarations whose words hold the name of an adult who came since they were last looked at",
            |tx, (), paging| list_to_look_at_again(tx, &paging),
        )
        .write::<WriteTerms, StaffId, NewCloseTo, CloseTo>(
            TAG,
            (Method::POST, "/staff/{staff}/close-to"),
            "Say that two colleagues are close",
            (201, &["close-to-declared"]),
            declare_close_to,
        )
        .read::<SeeSupervision, StaffId, Paging, Listed<SupervisionNote>>(
            TAG,
            "/staff/{staff}/supervision",
            "Read the supervision notes of somebody, the newest first",
            |tx, id, paging| list_supervision(tx, id, &paging),
        )
        .write::<WriteSupervision, StaffId, NewSupervisionNote, SupervisionNote>(
            TAG,
            (Method::POST, "/staff/{staff}/supervision"),
            "Write what was talked over and agreed",
            (201, &["not-their-supervisor"]),
            write_supervision,
        )
}
