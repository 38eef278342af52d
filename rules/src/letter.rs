//! Reports and attendance letters: what they say of their own limits, and when one may be signed.

use crate::{
    Refusal,
    observe::{ReportKind, may_report},
    plan::Kind,
};

/// What an observation report says of its own limits (SVN20).
pub const OBSERVATION_LIMITS: &str = "This report says what staff saw and heard during the visits named \
in it. A visit at a contact centre is a short time in an unusual place, with others present. How anybody \
was during it does not show how they are elsewhere. The report makes no assessment of a parent or a child, \
and no recommendation about where a child should live or whom a child should see.";

/// What an attendance letter says of its own limits (GR).
pub const ATTENDANCE_LIMITS: &str = "This letter gives the dates and times of attendance and nothing else. \
Supported visits are not observed, and no notes are kept of them. The letter says nothing about how a visit \
went. Volunteers are not available as witnesses, save in criminal proceedings.";

/// The statement of limits that belongs on a kind of report.
#[must_use]
pub const fn limits(report: ReportKind) -> &'static str {
    match report {
        ReportKind::Observations => OBSERVATION_LIMITS,
        ReportKind::AttendanceOnly => ATTENDANCE_LIMITS,
    }
}

/// Whether a report may be signed: it is of a kind its visits allow, and no question put to its author
/// is open. `unanswered` are the questions still open, in words.
pub fn may_sign(report: ReportKind, kinds: &[Kind], unanswered: &[String]) -> Result<(), Refusal> {
    if kinds.is_empty() {
        return Err(Refusal::because(
            "report-empty",
            "The report is about no visit.",
            "Choose the visits it is about.",
        ));
    }
    if report == ReportKind::Observations && may_report(kinds) != ReportKind::Observations {
        return Err(Refusal::because(
            "supported-no-observations",
            "Some of these visits were not observed, so nothing can be reported of them but attendance.",
            "Leave those visits out, or write an attendance letter.",
        ));
    }
    if let Some(first) = unanswered.first() {
        return Err(Refusal::because(
            "report-unfinished",
            format!("{} of the report's questions are open, the first: {first}", unanswered.len()),
            "Answer each of them, then sign.",
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_observation_report_is_signed_only_for_observed_visits_and_when_finished() {
        let sign = |report, kinds: &[Kind], open: &[String]| {
            may_sign(report, kinds, open).map_err(|refusal| refusal.code)
        };
        let open = ["Who read it over?".to_owned()];
        assert_eq!(sign(ReportKind::Observations, &[Kind::Supervised], &[]), Ok(()));
        assert_eq!(sign(ReportKind::Observations, &[Kind::Supervised], &open), Err("report-unfinished"));
        assert_eq!(
            sign(ReportKind::Observations, &[Kind::Supervised, Kind::Supported], &[]),
            Err("supported-no-observations")
        );
        assert_eq!(sign(ReportKind::AttendanceOnly, &[Kind::Supported], &[]), Ok(()));
        assert_eq!(sign(ReportKind::AttendanceOnly, &[], &[]), Err("report-empty"));
    }

    #[test]
    fn each_kind_of_report_states_its_own_limits() {
        assert!(limits(ReportKind::Observations).contains("no assessment"));
        assert!(limits(ReportKind::AttendanceOnly).contains("not observed"));
    }
}
