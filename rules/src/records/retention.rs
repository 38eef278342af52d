//! How long records are kept: classes, what starts their time, and when a family's is over.

use crate::{Refusal, intake::Stage};
use base::Day;

base::choices! {
    /// A kind of record that is kept for its own time.
    pub enum Class {
        /// A family with no safeguarding concern.
        OrdinaryCase = "ordinary-case" => "Family without a safeguarding concern",
        /// A family with an incident, or assessed above the lowest level.
        SafeguardingCase = "safeguarding-case" => "Family with a safeguarding concern",
        /// A family in which sexual abuse of a child was recorded.
        SexualAbuse = "sexual-abuse" => "Family in which sexual abuse of a child was recorded",
        /// A question from outside.
        Enquiry = "enquiry" => "Enquiry",
        /// A complaint that belongs to no family.
        Complaint = "complaint" => "Complaint that belongs to no family",
        /// A referral or application that was never sent or never taken up.
        Draft = "draft" => "Referral or application that was not taken up",
        /// A member of staff or a volunteer.
        Staff = "staff" => "Member of staff or volunteer",
        /// The sign-in of somebody who refers families.
        Referrer = "referrer" => "Sign-in of a referrer",
        /// A request for one's own data, without its bundle.
        SubjectRequest = "subject-request" => "Request for one’s own data",
        /// An entry of the breach register.
        Breach = "breach" => "Entry of the breach register",
        /// The trail.
        Trail = "trail" => "Audit trail and destruction log",
    }
}

base::choices! {
    /// What starts the time for which something is kept.
    pub enum StartEvent {
        CaseEnded = "case-ended" => "The case ended: its last visit, meeting or decision",
        YoungestIsEighteen = "youngest-is-eighteen" => "The youngest child’s eighteenth birthday",
        RecordMade = "record-made" => "The last record was made",
        Closed = "closed" => "It was closed or answered",
        Left = "left" => "They left",
        Never = "never" => "Nothing: it is kept",
    }
}

/// How long a class is kept, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term {
    /// Which.
    pub class: Class,
    /// What starts the time.
    pub start: StartEvent,
    /// For how many months; none for as long as the centre exists.
    pub months: Option<i32>,
    /// Why so long, and who says so.
    pub basis: &'static str,
    /// What it covers.
    pub covers: &'static str,
}

/// The longest that can be set, in months: a hundred years.
pub const MOST_MONTHS: i32 = 1_200;

/// What holds until a centre sets its own. There is no single legal figure: every centre needs a written
/// schedule, and this is one to begin with.
pub const DEFAULTS: &[Term] = &[
    Term {
        class: Class::OrdinaryCase,
        start: StartEvent::CaseEnded,
        months: Some(36),
        basis: "Three years for ordinary contact-centre data, as one centre publishes. No law gives a figure.",
        covers: "Referral, meetings, assessment, plan, visits, notes and reports of the family.",
    },
    Term {
        class: Class::SafeguardingCase,
        start: StartEvent::YoungestIsEighteen,
        months: Some(84),
        basis: "Safeguarding records are kept longer than ordinary ones; until the youngest child is 25 is our own \
                starting point. Agree it with your council.",
        covers: "As above, with incidents, reviews and what followed.",
    },
    Term {
        class: Class::SexualAbuse,
        start: StartEvent::RecordMade,
        months: Some(900),
        basis: "Up to 75 years, after the Independent Inquiry into Child Sexual Abuse.",
        covers: "As above, where sexual abuse of a child was recorded.",
    },
    Term {
        class: Class::Enquiry,
        start: StartEvent::Closed,
        months: Some(12),
        basis: "Our own starting point: long enough to answer a question about the answer.",
        covers: "Questions from outside with how their asker is reached.",
    },
    Term {
        class: Class::Complaint,
        start: StartEvent::Closed,
        months: Some(36),
        basis: "Our own starting point: long enough for NACCC to look at it. A family’s complaints are kept as long as \
                the family.",
        covers: "What somebody without a case complained of, how it was looked into, and the answer.",
    },
    Term {
        class: Class::Draft,
        start: StartEvent::RecordMade,
        months: Some(6),
        basis: "Our own starting point: nobody came, so little reason is left to keep it.",
        covers: "Referrals and applications that were begun and not sent, or not taken up.",
    },
    Term {
        class: Class::Staff,
        start: StartEvent::Left,
        months: Some(72),
        basis: "Six years after leaving, the time in which a claim can be made; agree it with your insurer.",
        covers: "Terms, certificates, training, duties and supervision notes.",
    },
    Term {
        class: Class::Referrer,
        start: StartEvent::Closed,
        months: Some(12),
        basis: "Our own starting point: long enough to find out who came in with it. What they wrote of a family is \
                kept as long as the family.",
        covers: "User name, password, passkeys and other means of coming in; the name stays under what they wrote.",
    },
    Term {
        class: Class::SubjectRequest,
        start: StartEvent::Closed,
        months: Some(36),
        basis: "Long enough to answer a complaint to the Information Commissioner.",
        covers: "Who asked, when, and how it was answered. The bundle itself goes thirty days after it was sent.",
    },
    Term {
        class: Class::Breach,
        start: StartEvent::Closed,
        months: Some(72),
        basis: "The register is shown to the Information Commissioner (UK GDPR article 33(5)).",
        covers: "What happened, what was decided and why.",
    },
    Term {
        class: Class::Trail,
        start: StartEvent::Never,
        months: None,
        basis: "Proof of who did what is worth nothing with gaps.",
        covers: "Lines of the trail and of the destruction log. They hold no words from a case.",
    },
];

/// What decides how long a family is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FamilyFacts {
    /// How far the case has got.
    pub stage: Stage,
    /// Whether there was an incident or an assessment above the lowest level.
    pub safeguarding: bool,
    /// Whether sexual abuse of a child was recorded.
    pub sexual_abuse: bool,
    /// The last day on which something happened: a visit, a meeting, an incident, a decision.
    pub last_happened: Day,
    /// The youngest child's date of birth.
    pub youngest_born: Option<Day>,
}

impl FamilyFacts {
    /// The class the family's records belong to: the one that keeps them longest comes first.
    #[must_use]
    pub fn class(self) -> Class {
        if self.sexual_abuse {
            Class::SexualAbuse
        } else if self.safeguarding {
            Class::SafeguardingCase
        } else {
            Class::OrdinaryCase
        }
    }

    /// Whether the case has ended: while it has not, no time runs.
    #[must_use]
    pub fn has_ended(self) -> bool {
        matches!(self.stage, Stage::MovedOn | Stage::Redirected | Stage::Declined)
    }

    /// The day from which its time runs; none while it does not.
    #[must_use]
    pub fn starts(self, event: StartEvent) -> Option<Day> {
        if !self.has_ended() {
            return None;
        }
        match event {
            StartEvent::CaseEnded | StartEvent::RecordMade | StartEvent::Closed => Some(self.last_happened),
            // Where no child's age is known nothing says that the time has begun.
            StartEvent::YoungestIsEighteen => {
                self.youngest_born.map(|born| born.plus_months(18 * 12).max(self.last_happened))
            }
            StartEvent::Left | StartEvent::Never => None,
        }
    }
}

/// The last day on which something is kept; none for what is kept always or whose time does not run.
#[must_use]
pub fn keep_until(start: Option<Day>, months: Option<i32>) -> Option<Day> {
    Some(start?.plus_months(i64::from(months?)))
}

/// May a family, or another record, be proposed for destruction, or destroyed, today?
pub fn may_destroy(keep_until: Option<Day>, is_held: bool, today: Day) -> Result<(), Refusal> {
    if is_held {
        return Err(Refusal::because(
            "legal-hold",
            "A legal hold stands: nothing of this is destroyed.",
            "Ask the safeguarding lead to lift the hold once its reason is gone.",
        ));
    }
    match keep_until {
        Some(until) if until < today => Ok(()),
        Some(until) => Err(Refusal::because(
            "not-due",
            format!("This is kept until {}.", until.words()),
            "Wait until then, or set the class anew with your reasons.",
        )),
        None => Err(Refusal::because(
            "not-due",
            "The time for which this is kept does not run yet.",
            "End it first: a review moves a family on.",
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn facts() -> FamilyFacts {
        FamilyFacts {
            stage: Stage::MovedOn,
            safeguarding: false,
            sexual_abuse: false,
            last_happened: day("2023-08-31"),
            youngest_born: Some(day("2016-02-29")),
        }
    }

    #[test]
    fn every_class_has_one_default() {
        for class in Class::ALL {
            assert_eq!(DEFAULTS.iter().filter(|one| one.class == *class).count(), 1, "{class}");
        }
        for one in DEFAULTS {
            assert_eq!(one.months.is_none(), one.start == StartEvent::Never, "{}", one.class);
            assert!(one.months.is_none_or(|months| (1..=MOST_MONTHS).contains(&months)));
        }
    }

    #[test]
    fn the_class_that_keeps_longest_comes_first() {
        assert_eq!(facts().class(), Class::OrdinaryCase);
        let concern = FamilyFacts { safeguarding: true, ..facts() };
        assert_eq!(concern.class(), Class::SafeguardingCase);
        assert_eq!(FamilyFacts { sexual_abuse: true, ..concern }.class(), Class::SexualAbuse);
        assert_eq!(FamilyFacts { sexual_abuse: true, ..facts() }.class(), Class::SexualAbuse);
    }

    #[test]
    fn time_runs_from_the_end_of_the_case_or_the_eighteenth_birthday_whichever_is_later() {
        let one = facts();
        assert_eq!(one.starts(StartEvent::CaseEnded), Some(day("2023-08-31")));
        // Born on 29 February: eighteen on the last day of February.
        assert_eq!(one.starts(StartEvent::YoungestIsEighteen), Some(day("2034-02-28")));
        let late = FamilyFacts { last_happened: day("2035-01-01"), ..one };
        assert_eq!(late.starts(StartEvent::YoungestIsEighteen), Some(day("2035-01-01")));
        assert_eq!(keep_until(one.starts(StartEvent::CaseEnded), Some(36)), Some(day("2026-08-31")));
        assert_eq!(keep_until(one.starts(StartEvent::CaseEnded), Some(6)), Some(day("2024-02-29")));
    }

    #[test]
    fn no_time_runs_while_the_case_goes_on_or_nothing_says_that_it_began() {
        for stage in [Stage::Referred, Stage::Waiting, Stage::Preparing, Stage::Active, Stage::Suspended] {
            assert_eq!(FamilyFacts { stage, ..facts() }.starts(StartEvent::CaseEnded), None);
        }
        let ageless = FamilyFacts { youngest_born: None, ..facts() };
        assert_eq!(ageless.starts(StartEvent::YoungestIsEighteen), None);
        assert_eq!(keep_until(Some(day("2020-01-01")), None), None);
    }

    #[test]
    fn nothing_is_destroyed_before_its_time_or_under_a_hold() {
        let code = |until: Option<&str>, held: bool, today: &str| {
            may_destroy(until.map(day), held, day(today)).map_err(|refusal| refusal.code)
        };
        assert_eq!(code(Some("2026-08-31"), false, "2026-08-31"), Err("not-due"));
        assert_eq!(code(Some("2026-08-31"), false, "2026-09-01"), Ok(()));
        assert_eq!(code(Some("2026-08-31"), true, "2026-09-01"), Err("legal-hold"));
        assert_eq!(code(None, false, "2026-09-01"), Err("not-due"));
    }
}
