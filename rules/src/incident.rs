//! What follows from an incident: 999 first (R22), the affected parent (R19), the LADO (R21) and the
//! mandatory report (R23). Says who must be told by when; who may tell is for the policy crate.

use crate::Rule;
use base::{Day, Minutes, Moment, WallClock};
use serde::{Deserialize, Serialize};

base::choices! {
    /// What kind of thing happened.
    pub enum IncidentKind {
        /// Somebody was hurt.
        Injury = "injury" => "Injury",
        /// Somebody was threatened.
        Threat = "threat" => "Threat",
        /// Somebody was violent.
        Violence = "violence" => "Violence",
        /// A child or adult told staff of harm.
        Disclosure = "disclosure" => "Somebody told us of harm",
        /// Something suggests sexual abuse of a child.
        ChildSexualAbuse = "child-sexual-abuse" => "Sexual abuse of a child",
        /// Something was said or seen of a member of staff or a volunteer.
        WorkerAllegation = "worker-allegation" => "Allegation about a worker",
        /// Somebody tried to take the child.
        Abduction = "abduction" => "Attempt to take the child",
        /// Somebody seemed intoxicated.
        Intoxication = "intoxication" => "Intoxication",
        /// The two sides met, or nearly.
        Meeting = "meeting" => "The two sides met",
        /// A rule was broken.
        RuleBroken = "rule-broken" => "A rule was broken",
        /// Somebody was taken ill.
        Illness = "illness" => "Illness",
        /// Protected facts reached somebody who may not know them.
        Breach = "breach" => "Protected information got out",
        /// Anything else.
        Other = "other" => "Something else",
    }
}

base::choices! {
    /// How grave it was.
    pub enum IncidentSeverity {
        /// Dealt with on the spot.
        Minor = "minor" => "Minor",
        /// Needs following up.
        Serious = "serious" => "Serious",
        /// A threat or injury, or police, ambulance or social care were needed (SVN definition).
        Critical = "critical" => "Critical",
    }
}

base::choices! {
    /// Who was hurt or threatened.
    pub enum Affected {
        /// A child.
        Child = "child" => "The child",
        /// Somebody of the resident side.
        Resident = "resident" => "The resident party",
        /// Somebody of the visiting side.
        Visiting = "visiting" => "The visiting party",
        /// Staff or volunteers.
        Staff = "staff" => "Staff or volunteers",
    }
}

base::choices! {
    /// What comes first when something has happened (R22).
    pub enum First {
        /// Call, then write.
        Call999 = "call-999" => "Call 999 now. Write it down afterwards.",
        /// Write.
        Record = "record" => "Write down what happened.",
    }
}

/// What matters of an incident for what follows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
#[expect(clippy::struct_excessive_bools, reason = "each is one question on the form")]
pub struct IncidentFacts {
    /// What kind of thing happened.
    pub kind: IncidentKind,
    /// How grave it was.
    pub severity: IncidentSeverity,
    /// Whether it is an allegation about a worker; also about their private life (R21).
    pub about_worker: bool,
    /// Whether somebody is in danger now.
    pub immediate_danger: bool,
    /// Who was hurt or threatened.
    pub injured_or_threatened: Vec<Affected>,
    /// Whether child protection has said that a parent is not to be told.
    pub child_protection_says_do_not_tell: bool,
    /// Whether it is about sexual abuse of a child.
    pub child_sexual_abuse: bool,
}

/// Something that must be done by a time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
pub struct Duty {
    /// The rule that asks for it.
    pub rule: Rule,
    /// Who is to be told.
    pub whom: String,
    /// What is to be done, as a sentence.
    pub words: String,
    /// By when, at the very latest.
    pub due: Moment,
}

/// R22: what comes first. The record is never refused; in danger it waits until 999 has been called.
#[must_use]
pub fn may_record(immediate_danger: bool, called_999: Option<Moment>) -> First {
    if immediate_danger && called_999.is_none() { First::Call999 } else { First::Record }
}

/// Everything that must follow from an incident, the most urgent first.
///
/// `mandatory_reporting` switches R23 on: it was still a Bill in the latest text we found (February 2026).
#[must_use]
pub fn duties(
    incident: &IncidentFacts,
    at: Moment,
    bank_holidays: &[Day],
    mandatory_reporting: bool,
) -> Vec<Duty> {
    let mut duties = Vec::new();
    if incident.immediate_danger {
        duties.push(Duty { rule: Rule::R22, whom: "999".into(), words: "Call 999 now.".into(), due: at });
    }
    duties.extend(parents_to_tell(incident).map(|whom| Duty {
        rule: Rule::R19,
        whom: whom.into(),
        words: format!("Tell the {whom} today what happened."),
        due: end_of(at.day()),
    }));
    if incident.about_worker || incident.kind == IncidentKind::WorkerAllegation {
        duties.push(Duty {
            rule: Rule::R21,
            whom: "LADO".into(),
            words:
                "Tell the LADO (the council's officer for allegations). Do not look into it yourselves first."
                    .into(),
            due: five_o_clock(next_working_day(at.day(), bank_holidays)),
        });
    }
    if mandatory_reporting && (incident.child_sexual_abuse || incident.kind == IncidentKind::ChildSexualAbuse)
    {
        duties.push(Duty {
            rule: Rule::R23,
            whom: "Police or council".into(),
            words: "Report it to the police or the council as soon as practicable. Wait only where the \
                    child's safety asks for it, and never longer than seven days."
                .into(),
            due: at.plus(Minutes(7 * 24 * 60)),
        });
    }
    duties.sort_by_key(|duty| duty.due);
    duties
}

/// What must follow from a note of a risk of harm, as whom, what and by when: the safeguarding lead reads it
/// on the same day (our default). Of supported contact nothing else is written, so nobody else reads it over.
#[must_use]
pub fn risk_noted(at: Moment) -> (&'static str, String, Moment) {
    let words = "Read the note of a risk of harm, and decide what must follow.".to_owned();
    ("safeguarding lead", words, end_of(at.day()))
}

/// R19: the parents to tell. For a child that is the parent the child lives with.
fn parents_to_tell(incident: &IncidentFacts) -> impl Iterator<Item = &'static str> {
    let affected = |who| incident.injured_or_threatened.contains(&who);
    let may_tell = !incident.child_protection_says_do_not_tell;
    let resident = affected(Affected::Child) || affected(Affected::Resident);
    let visiting = affected(Affected::Visiting);
    [(resident, "resident party"), (visiting, "visiting party")]
        .into_iter()
        .filter(move |(is_affected, _)| *is_affected && may_tell)
        .map(|(_, whom)| whom)
}

/// The first day after one that is neither at the weekend nor a bank holiday.
#[must_use]
pub fn next_working_day(day: Day, bank_holidays: &[Day]) -> Day {
    let is_working = |day: &Day| !day.is_weekend() && !bank_holidays.contains(day);
    // A list of holidays has an end, so a working day comes within its length and a week.
    let most = i64::try_from(bank_holidays.len()).unwrap_or(0).saturating_mul(2) + 7;
    let days = (1..=most).map(|ahead| day.plus_days(ahead));
    days.clone().find(is_working).unwrap_or_else(|| day.plus_days(1))
}

pub(crate) fn five_o_clock(day: Day) -> Moment {
    WallClock::new(17, 0)
        .and_then(|clock| Moment::on(day, clock))
        .unwrap_or_else(|_| Moment::start_of(day).plus(Minutes(17 * 60)))
}

/// The last minute of a day.
fn end_of(day: Day) -> Moment {
    Moment::start_of(day.plus_days(1)).plus(Minutes(-1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts() -> IncidentFacts {
        IncidentFacts {
            kind: IncidentKind::Other,
            severity: IncidentSeverity::Serious,
            about_worker: false,
            immediate_danger: false,
            injured_or_threatened: vec![],
            child_protection_says_do_not_tell: false,
            child_sexual_abuse: false,
        }
    }

    fn owed(change: impl Fn(&mut IncidentFacts), at: &str, on: bool) -> Vec<(Rule, String, String)> {
        let mut incident = facts();
        change(&mut incident);
        let christmas = ["2026-12-25", "2026-12-28"].map(|day| day.parse().unwrap());
        duties(&incident, at.parse().unwrap(), &christmas, on)
            .into_iter()
            .map(|duty| (duty.rule, duty.whom, duty.due.to_string()))
            .collect()
    }

    #[test]
    fn in_immediate_danger_999_comes_before_the_record() {
        assert_eq!(may_record(true, None), First::Call999);
        assert_eq!(may_record(true, Some("2026-11-21T10:00:00Z".parse().unwrap())), First::Record);
        assert_eq!(may_record(false, None), First::Record);
        let owed =
            owed(|it| (it.immediate_danger, it.about_worker) = (true, true), "2026-11-21T10:00:00Z", false);
        assert_eq!(owed[0], (Rule::R22, "999".into(), "2026-11-21T10:00:00+00:00".into()));
        assert_eq!(owed.len(), 2);
    }

    #[test]
    fn an_allegation_on_a_friday_reaches_the_lado_by_five_on_monday() {
        let owed = |at| owed(|it| it.about_worker = true, at, false).remove(0);
        assert_eq!(owed("2026-11-20T19:00:00Z").2, "2026-11-23T17:00:00+00:00");
        assert_eq!(owed("2026-11-20T19:00:00Z").0, Rule::R21);
        assert_eq!(owed("2026-12-24T10:00:00Z").2, "2026-12-29T17:00:00+00:00");
        assert_eq!(owed("2026-07-01T10:00:00Z").2, "2026-07-02T17:00:00+01:00");
    }

    #[test]
    fn an_allegation_that_comes_as_its_own_kind_is_told_too() {
        let owed = owed(|it| it.kind = IncidentKind::WorkerAllegation, "2026-11-20T19:00:00Z", false);
        assert_eq!(owed[0].0, Rule::R21);
    }

    #[test]
    fn the_parent_of_a_hurt_child_is_told_the_same_day() {
        let owed = owed(|it| it.injured_or_threatened = vec![Affected::Child], "2026-11-21T10:00:00Z", false);
        assert_eq!(owed, [(Rule::R19, "resident party".into(), "2026-11-21T23:59:00+00:00".into())]);
    }

    #[test]
    fn a_risk_of_harm_is_read_on_the_same_day() {
        let (whom, _, due) = risk_noted("2026-11-21T18:40:00Z".parse().unwrap());
        assert_eq!((whom, due.to_string()), ("safeguarding lead", "2026-11-21T23:59:00+00:00".into()));
    }

    #[test]
    fn a_parent_is_not_told_when_child_protection_says_so() {
        let change = |it: &mut IncidentFacts| {
            it.injured_or_threatened = vec![Affected::Resident, Affected::Visiting];
            it.child_protection_says_do_not_tell = true;
        };
        assert!(owed(change, "2026-11-21T10:00:00Z", false).is_empty());
    }

    #[test]
    fn an_injured_worker_is_no_parent() {
        assert!(
            owed(|it| it.injured_or_threatened = vec![Affected::Staff], "2026-11-21T10:00:00Z", false)
                .is_empty()
        );
    }

    #[test]
    fn the_mandatory_report_is_due_within_seven_days_once_the_law_is_in_force() {
        let change = |it: &mut IncidentFacts| it.child_sexual_abuse = true;
        assert!(owed(change, "2026-11-21T10:00:00Z", false).is_empty());
        let owed = owed(change, "2026-11-21T10:00:00Z", true);
        assert_eq!(owed, [(Rule::R23, "Police or council".into(), "2026-11-28T10:00:00+00:00".into())]);
    }

    #[test]
    fn a_long_run_of_holidays_still_ends() {
        let from: Day = "2026-12-20".parse().unwrap();
        let holidays: Vec<Day> = (0..20).map(|ahead| from.plus_days(ahead)).collect();
        let next = next_working_day(from, &holidays);
        assert!(next > *holidays.last().unwrap() && !next.is_weekend());
    }
}
