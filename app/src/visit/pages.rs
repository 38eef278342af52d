//! The pages of the day.

mod briefing;
mod card;
mod day;
mod one;
mod receipts;
mod step;

use super::{NewEvent, record_event};
use crate::{
    front::{Goto, Pages},
    observe::{self, NewNote},
};
use base::{Day, NoteId, VisitId};
use policy::{RecordEvent, SeeDay, SeeVisit, WriteNote};
use rules::visit::StepKind;

/// The pages of this capability.
#[must_use]
pub fn pages() -> Pages {
    Pages::none()
        .show::<SeeDay, Day>("/day/{day}", day::day)
        .submit::<RecordEvent, (Day, VisitId), NewEvent, _>(
            "/day/{day}/visits/{visit}",
            |tx, (_, visit), new| record_event(tx, visit, new),
            |(day, _), _| Goto::to(format!("/day/{day}")).saying("recorded"),
            |tx, (day, _), asked| day::day(tx, day, asked),
        )
        .show::<SeeVisit, VisitId>("/visits/{visit}", one::one)
        .submit::<RecordEvent, VisitId, NewEvent, _>(
            "/visits/{visit}",
            record_event,
            |visit, _| Goto::to(format!("/visits/{visit}")).saying("recorded"),
            one::one,
        )
        .show::<RecordEvent, (VisitId, StepKind)>("/visits/{visit}/steps/{step}", step::step)
        .submit::<RecordEvent, (VisitId, StepKind), NewEvent, _>(
            "/visits/{visit}/steps/{step}",
            |tx, (visit, _), new| record_event(tx, visit, new),
            |(visit, _), _| Goto::to(format!("/visits/{visit}")).saying("recorded"),
            step::step,
        )
        .show::<SeeVisit, VisitId>("/visits/{visit}/briefing", briefing::page)
        .show::<SeeVisit, VisitId>("/visits/{visit}/receipts", receipts::page)
        .submit::<WriteNote, VisitId, NewNote, _>(
            "/visits/{visit}/notes",
            observe::write,
            |visit, _| Goto::to(format!("/visits/{visit}")).saying("noted"),
            one::one,
        )
        .show::<WriteNote, (VisitId, NoteId)>("/visits/{visit}/notes/{note}", one::correction)
        .submit::<WriteNote, (VisitId, NoteId), NewNote, _>(
            "/visits/{visit}/notes/{note}",
            |tx, (visit, _), new| observe::write(tx, visit, new),
            |(visit, _), _| Goto::to(format!("/visits/{visit}")).saying("noted"),
            one::correction,
        )
}
