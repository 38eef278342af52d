//! What somebody looks or writes for. It is part of the line in the trail.

use crate::{About, EveryAct, Role};

base::choices! {
    /// What a look or a write is for.
    pub enum Purpose {
        Contact = "contact" => "Arranging and watching over contact",
        Intake = "intake" => "Taking a family on",
        Safeguarding = "safeguarding" => "Keeping somebody safe",
        Court = "court" => "Orders, reports and letters",
        Staffing = "staffing" => "Clearance, training and supervision of staff",
        OwnRights = "own-rights" => "The person’s own rights",
        Oversight = "oversight" => "Looking over the trail",
        Emergency = "emergency-access" => "Emergency access",
        Administration = "administration" => "Running the centre",
    }
}

/// What is for something else than most acts about the same. Everything else has the purpose of what it is
/// about: of a case, contact; of staff, staffing; of the house, administration.
const OTHERS: &[(Purpose, &[&str])] = &[
    (
        Purpose::Intake,
        &[
            "list-enquiries",
            "see-enquiry",
            "close-enquiry",
            "make-enquiry",
            "begin-chat",
            "write-own-chat",
            "list-chats",
            "answer-chat",
            "log-call",
            "take-mail",
            "book-first-call",
            "keep-own-first-call",
            "list-first-calls",
            "keep-first-call-times",
            "settle-first-call",
            "list-referrals",
            "start-referral",
            "import-referrals",
            "see-referral",
            "write-referral",
            "submit-referral",
            "triage-referral",
            "apply",
            "write-application",
            "list-applications",
            "see-application",
            "join-applications",
            "see-waiting-list",
            "keep-waiting-list",
        ],
    ),
    (
        Purpose::Safeguarding,
        &[
            "see-assessment",
            "write-assessment",
            "approve-assessment",
            "list-incidents",
            "record-incident",
            "see-incident",
            "see-reviews",
            "see-review",
            "open-review",
            "decide-review",
        ],
    ),
    (
        Purpose::Court,
        &[
            "attach-order",
            "see-attachment",
            "see-orders",
            "write-orders",
            "see-reports",
            "write-report",
            "sign-report",
            "send-report",
            "read-report",
        ],
    ),
    (
        Purpose::OwnRights,
        &[
            "ask-who-looked",
            "list-look-requests",
            "answer-look-request",
            "list-complaints",
            "see-complaint",
            "handle-complaint",
        ],
    ),
    (Purpose::Oversight, &["see-trail", "see-staff-trail", "see-heads", "sign-head"]),
];

impl Purpose {
    /// What an act is for, by its name and the role of whoever does it: what a parent reads and writes in
    /// their own place, they do by their own right.
    #[must_use]
    pub fn of(act: &str, role: Role) -> Self {
        if role == Role::Parent {
            return Self::OwnRights;
        }
        let other = OTHERS.iter().find(|(_, acts)| acts.contains(&act)).map(|(purpose, _)| *purpose);
        other.unwrap_or_else(|| {
            match EveryAct::ALL.iter().find(|every| every.name == act).map(|every| every.about) {
                Some(About::Case) => Self::Contact,
                Some(About::Staff) => Self::Staffing,
                Some(About::House) | None => Self::Administration,
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_act_that_has_a_purpose_of_its_own_is_an_act_and_has_one() {
        let mut named: Vec<&str> = OTHERS.iter().flat_map(|(_, acts)| acts.iter().copied()).collect();
        let stray = named.iter().find(|name| !EveryAct::ALL.iter().any(|act| act.name == **name));
        assert_eq!(stray, None);
        let before = named.len();
        named.sort_unstable();
        named.dedup();
        assert_eq!(named.len(), before);
    }
}
