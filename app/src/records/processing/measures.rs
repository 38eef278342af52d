//! Who is given data, and how it is kept safe. Each measure says where it is held, so that it can be looked up and
//! not only believed.

use serde::Serialize;
use utoipa::ToSchema;

/// Somebody who is given data.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
pub struct Recipient {
    /// Who.
    pub who: &'static str,
    /// What they are given, and by which act.
    pub what: &'static str,
}

/// A measure that exists.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
pub struct Measure {
    /// Against what.
    pub against: &'static str,
    /// What is done.
    pub measure: &'static str,
    /// Where it is held in the program.
    pub held: &'static str,
}

/// Who is given data.
pub const RECIPIENTS: &[Recipient] = &[
    Recipient { who: "Courts and Cafcass", what: "Signed reports and attendance letters (send-report)" },
    Recipient {
        who: "Social services, police, the LADO",
        what: "What must be told after an incident (finish-task)",
    },
    Recipient {
        who: "The professional who referred a family",
        what: "How far it has got (see-referred, read-report)",
    },
    Recipient {
        who: "Adults of a family",
        what: "Their own side (see-own-case), and their own data (send-disclosure)",
    },
    Recipient { who: "The Information Commissioner", what: "Breaches (handle-breach)" },
];

/// How data is kept safe.
pub const MEASURES: &[Measure] = &[
    Measure {
        against: "Staff seeing what they need not see",
        measure: "Every read and write is an act that policy allows to named roles, denied by default; staff on visits see \
                  a family from the day before to the day after.",
        held: "policy/src/acts.rs, policies/roles.txt",
    },
    Measure {
        against: "One side learning where the other is",
        measure: "Whereabouts are kept apart by adult; everything made for a person passes a gate that refuses it if it \
                  holds what that person may not have.",
        held: "party_contact, host/src/gate.rs",
    },
    Measure {
        against: "Somebody denying or hiding what they did",
        measure: "Every write leaves a line in a trail whose lines are bound to each other, in the same transaction.",
        held: "audit_entry, host/src/audit.rs",
    },
    Measure {
        against: "An open tablet or a stolen session",
        measure: "Acts on contact details, exports and disclosure ask again who is there.",
        held: "policy/src/acts.rs: proved",
    },
    Measure {
        against: "Guessing passwords",
        measure: "Passwords are kept as Argon2id hashes.",
        held: "host/src/sign_in.rs",
    },
    Measure {
        against: "Keeping data for ever",
        measure: "Each class has a term; what is due is listed; two people destroy; a legal hold stops it in the database \
                  itself.",
        held: "app/src/records/retention, legal_hold",
    },
    Measure {
        against: "Giving somebody’s data to somebody else",
        measure: "A request is collected by a registry of every table, reviewed, approved by a second person and sealed.",
        held: "app/src/records/subject_access",
    },
    Measure {
        against: "A breach nobody acts on",
        measure: "A register with the 72-hour clock on the first page of the safeguarding lead.",
        held: "app/src/records/breach",
    },
];
