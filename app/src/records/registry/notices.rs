//! Notices that there is something to read.

use super::{
    KEY, OF_OTHERS, Person, STAFF_WROTE, Table, apart, given, json, moment, of_family, of_nobody, text,
};

pub(super) const TABLES: &[Table] = &[
    of_nobody(
        "notice_setting",
        "With what notices are sent",
        &[apart(
            &["centre", "by_email", "by_text", "sender", "address", "recheck_days", "reminder_days"],
            "It is about the centre and nobody in it.",
        )],
    ),
    of_family(
        "safe_way",
        "By what way an adult said that notices may reach them",
        "party IN (SELECT id FROM party WHERE family = $1)",
        &[given(
            Person::Adult,
            "How notices may reach you",
            "safe_way WHERE party = $1",
            "confirmed_at",
            &[
                json("document", "", "What you told us"),
                moment("confirmed_at", "When you told us"),
                moment("failing_since", "What we sent came back since"),
            ],
        )],
        &[apart(&["party", "centre"], KEY), apart(&["account"], STAFF_WROTE)],
    ),
    of_family(
        "notice",
        "That there is something to read: what waits, was sent and did not arrive",
        "family = $1",
        &[given(
            Person::Adult,
            "Notices we sent you",
            "notice WHERE party = $1",
            "made_at",
            &[
                text("kind", "What it was for"),
                text("state", "What became of it"),
                text("because", "Why"),
                text("channel", "By what way"),
                moment("made_at", "When it was made"),
                moment("sent_at", "When it was sent"),
            ],
        )],
        &[
            apart(&["id", "centre", "family", "party", "first_call", "call_starts", "leased_by"], KEY),
            apart(&["next_at", "attempts", "lease_ends"], "How the program goes about sending it."),
            apart(&["reason"], STAFF_WROTE),
        ],
    ),
    of_family(
        "notice_about",
        "What a notice is about",
        "party IN (SELECT id FROM party WHERE family = $1)",
        &[],
        &[apart(&["party", "kind", "centre", "notice", "at"], KEY), apart(&["about"], OF_OTHERS)],
    ),
];
