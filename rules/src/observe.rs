//! What may be written about a visit, and what kind of report may follow (NT, GR: at supported contact
//! nothing but attendance, except a risk of harm).

use crate::{Refusal, plan::Kind, visit::State};

base::choices! {
    /// What a note is about. Facts and direct speech, no conclusions (SVN20).
    pub enum NoteKind {
        /// Something that was seen.
        Fact = "fact" => "What I saw",
        /// Something that was said, word for word.
        Speech = "speech" => "What was said",
        /// Something staff did.
        Intervention = "intervention" => "What I did",
        /// Somebody may be hurt.
        RiskOfHarm = "risk-of-harm" => "A risk of harm",
    }
}

base::choices! {
    /// What a report may hold.
    pub enum ReportKind {
        /// Observation notes, and a statement of their limits.
        Observations = "observations" => "Observation report",
        /// Dates and times of attendance.
        AttendanceOnly = "attendance-only" => "Attendance letter",
    }
}

/// Whether a note may be written. A risk of harm may always be.
pub fn may_note(kind: Kind, state: State, concern: NoteKind) -> Result<(), Refusal> {
    if concern == NoteKind::RiskOfHarm {
        return Ok(());
    }
    if !kind.is_observed() {
        return Err(Refusal::because(
            "supported-no-observations",
            format!("No notes are kept of this kind of visit ({}), except a risk of harm.", kind.words()),
            "If somebody may be hurt, write that. Otherwise attendance is enough.",
        ));
    }
    match state {
        State::Held | State::Planned | State::Briefed | State::Cancelled | State::Released => {
            Err(Refusal::because(
                "nothing-to-note",
                "Nobody has come yet, so there is nothing to observe.",
                "Write notes once somebody has come.",
            ))
        }
        State::Closed => Err(Refusal::because(
            "visit-closed",
            "The visit is closed, and its notes with it.",
            "Ask the co-ordinator if something important was left out.",
        )),
        _ => Ok(()),
    }
}

/// What kind of report may be written about some visits: observations only where every one of them was
/// observed. For a mixed stretch of time, choose the observed visits.
#[must_use]
pub fn may_report(kinds: &[Kind]) -> ReportKind {
    if !kinds.is_empty() && kinds.iter().all(|kind| kind.is_observed()) {
        ReportKind::Observations
    } else {
        ReportKind::AttendanceOnly
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn supported_contact_has_no_notes_but_a_risk_of_harm() {
        for concern in NoteKind::ALL {
            let noted = may_note(Kind::Supported, State::InSession, *concern);
            assert_eq!(noted.is_ok(), *concern == NoteKind::RiskOfHarm, "{concern}");
        }
        let refusal = may_note(Kind::Handover, State::InSession, NoteKind::Fact).unwrap_err();
        assert_eq!(refusal.code, "supported-no-observations");
    }

    #[test]
    fn a_supervised_visit_has_notes_from_the_first_arrival_until_it_is_closed() {
        let noted = |state| may_note(Kind::Supervised, state, NoteKind::Fact);
        assert_eq!(noted(State::VisitingArrived), Ok(()));
        assert_eq!(noted(State::Refused), Ok(()));
        assert_eq!(noted(State::Planned).unwrap_err().code, "nothing-to-note");
        assert_eq!(noted(State::Closed).unwrap_err().code, "visit-closed");
    }

    #[test]
    fn one_unobserved_visit_makes_it_an_attendance_letter() {
        assert_eq!(may_report(&[Kind::Supervised, Kind::Virtual]), ReportKind::Observations);
        assert_eq!(may_report(&[Kind::Supervised, Kind::Supported]), ReportKind::AttendanceOnly);
        assert_eq!(may_report(&[]), ReportKind::AttendanceOnly);
    }
}
