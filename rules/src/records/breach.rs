//! The clock of a breach (UK GDPR article 33): 72 hours from the moment at which the centre became aware,
//! counted in hours that pass, whatever the clocks on the wall do meanwhile.

use crate::Refusal;
use base::{Minutes, Moment};

base::choices! {
    /// What the breach may do to the people it is about.
    pub enum BreachRisk {
        /// Nothing that harms anybody.
        Unlikely = "unlikely" => "Unlikely to harm anybody",
        /// It may harm somebody.
        Likely = "likely" => "May harm somebody",
        /// It may harm somebody badly: an address, a child.
        High = "high" => "May harm somebody badly",
    }
}

base::choices! {
    /// Whether somebody is told of a breach.
    pub enum Telling {
        Tell = "tell" => "Tell them",
        DoNotTell = "do-not-tell" => "Do not tell them",
    }
}

/// The hours in which the Information Commissioner is told.
pub const HOURS: i64 = 72;

/// The moment until which telling the Information Commissioner is in time.
#[must_use]
pub fn tell_by(aware: Moment) -> Moment {
    aware.plus(Minutes(HOURS * 60))
}

/// How much of the 72 hours is left; negative when they are over.
#[must_use]
pub fn left(aware: Moment, now: Moment) -> Minutes {
    tell_by(aware).since(now)
}

/// May this be decided of telling the Commissioner? What may harm somebody is told (article 33(1)).
pub fn may_decide(risk: BreachRisk, commissioner: Telling) -> Result<(), Refusal> {
    if risk != BreachRisk::Unlikely && commissioner == Telling::DoNotTell {
        return Err(Refusal::because(
            "breach-must-be-told",
            "A breach that may harm somebody is told to the Information Commissioner.",
            "Decide to tell them, or judge the risk again with your reasons.",
        ));
    }
    Ok(())
}

/// May it be decided not to tell the people? Where the risk is high they are told (article 34), because only
/// they can keep themselves safe.
pub fn may_leave_people_untold(risk: BreachRisk, people: Telling) -> Result<(), Refusal> {
    if risk == BreachRisk::High && people == Telling::DoNotTell {
        return Err(Refusal::because(
            "people-must-be-told",
            "A breach that may harm somebody badly is told to the people it is about.",
            "Decide to tell them, by a channel that is safe for each of them, or judge the risk again with your \
             reasons.",
        ));
    }
    Ok(())
}

/// Does telling at this moment need a reason for its being late?
pub fn told_in_time(aware: Moment, told_at: Moment, late_because: bool) -> Result<(), Refusal> {
    if told_at > tell_by(aware) && !late_because {
        return Err(Refusal::because(
            "late-without-reason",
            "More than 72 hours have passed since the centre became aware.",
            "Say why the Commissioner is told late. It goes into what is sent to them.",
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Moment {
        text.parse().unwrap()
    }

    #[test]
    fn seventy_two_hours_are_hours_that_pass_also_when_the_clocks_change() {
        // The clocks go back on 25 October 2026: three days later the wall shows an hour less.
        let aware = at("2026-10-24T09:00:00Z");
        assert_eq!(tell_by(aware), at("2026-10-27T09:00:00Z"));
        assert_eq!((aware.clock(), tell_by(aware).clock()), ("10:00".to_owned(), "09:00".to_owned()));
        // They go forward on 28 March 2027.
        let aware = at("2027-03-27T12:00:00Z");
        assert_eq!(tell_by(aware), at("2027-03-30T12:00:00Z"));
        assert_eq!((aware.clock(), tell_by(aware).clock()), ("12:00".to_owned(), "13:00".to_owned()));
        assert_eq!(left(aware, at("2027-03-30T11:00:00Z")), Minutes(60));
        assert_eq!(left(aware, at("2027-03-30T12:01:00Z")), Minutes(-1));
    }

    #[test]
    fn telling_late_says_why() {
        let aware = at("2026-11-18T09:00:00Z");
        assert!(told_in_time(aware, at("2026-11-21T09:00:00Z"), false).is_ok());
        let late = told_in_time(aware, at("2026-11-21T09:00:01Z"), false).unwrap_err();
        assert_eq!(late.code, "late-without-reason");
        assert!(told_in_time(aware, at("2026-12-21T09:00:00Z"), true).is_ok());
    }

    #[test]
    fn what_may_harm_somebody_is_told() {
        for risk in BreachRisk::ALL {
            assert!(may_decide(*risk, Telling::Tell).is_ok());
            assert!(may_leave_people_untold(*risk, Telling::Tell).is_ok());
        }
        assert!(may_decide(BreachRisk::Unlikely, Telling::DoNotTell).is_ok());
        assert!(may_decide(BreachRisk::Likely, Telling::DoNotTell).is_err());
        assert!(may_leave_people_untold(BreachRisk::Likely, Telling::DoNotTell).is_ok());
        assert!(may_leave_people_untold(BreachRisk::High, Telling::DoNotTell).is_err());
    }
}
