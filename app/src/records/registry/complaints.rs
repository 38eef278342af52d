//! Complaints, and what adults change themselves of how they are reached.

use super::{
    KEY, Person, SAFETY, STAFF_WROTE, Table, Whose, apart, given, json, moment, of_family, own, text,
};

const OF_THE_FAMILY: &str = "complaint IN (SELECT id FROM complaint WHERE family = $1)";
const WORKED_OUT: &str = "Worked out from what was done with it.";

pub(super) const TABLES: &[Table] = &[
    of_family(
        "complaint",
        "What somebody complains of, and how it stands",
        "family = $1",
        &[
            own(
                Person::Adult,
                "What you complained of",
                "complaint WHERE party = $1 AND origin = 'own'",
                "at",
                &[json("document", "", "What you told us"), text("about", "About"), moment("at", "When")],
            ),
            super::judged(
                Person::Adult,
                "What we wrote down of your complaint",
                "complaint WHERE party = $1 AND origin = 'recorded'",
                "at",
                &[json("document", "", "What you told us"), text("about", "About"), moment("at", "When")],
            ),
            given(
                Person::Adult,
                "How your complaint stands",
                "complaint WHERE party = $1",
                "at",
                &[
                    text("stage", "Stage"),
                    moment("answer_by", "To be answered by"),
                    text("outcome", "How it ended"),
                    moment("closed_at", "When it ended"),
                ],
            ),
        ],
        &[
            apart(&["id", "centre", "family", "party", "origin"], KEY),
            apart(&["harm", "harm_seen_at", "acknowledge_by", "acknowledged_at"], WORKED_OUT),
            apart(&["account", "handler", "outsider"], STAFF_WROTE),
        ],
    ),
    of_family(
        "complaint_step",
        "What was done with a complaint, and the letters about it",
        OF_THE_FAMILY,
        &[given(
            Person::Adult,
            "What we wrote to you about your complaint",
            "complaint_step JOIN complaint ON complaint.id = complaint_step.complaint WHERE complaint.party = $1 \
             AND complaint_step.kind IN ('acknowledged', 'extended', 'answered', 'gone-on', 'withdrawn')",
            "complaint_step.at",
            &[
                text("complaint_step.kind", "What"),
                moment("complaint_step.at", "When"),
                json("complaint_step.document", "/words", "In words"),
            ],
        )],
        &[apart(&["complaint", "number", "centre", "stage"], KEY), apart(&["account"], STAFF_WROTE)],
    ),
    of_family(
        "complaint_concern",
        "Whom of those who work here a complaint is about, and is hidden from",
        OF_THE_FAMILY,
        &[],
        &[apart(&["complaint", "staff", "centre", "at"], SAFETY)],
    ),
    of_family(
        "complaint_learning",
        "What the centre changes because of a complaint",
        OF_THE_FAMILY,
        &[],
        &[
            apart(&["id", "centre", "complaint"], KEY),
            apart(&["document", "due", "account", "at", "done", "done_at"], STAFF_WROTE),
        ],
    ),
    Table {
        name: "complaint_term",
        holds: "Within how many working days complaints are answered",
        whose: Whose::Nobody,
        gone_with: None,
        parts: &[],
        apart: &[apart(&["centre", "informal", "written", "account", "at"], "It tells of nobody.")],
    },
    of_family(
        "contact_change",
        "What an adult changed themselves of how they are reached",
        "family = $1",
        &[own(
            Person::Adult,
            "How you said that you are reached safely",
            "contact_change WHERE party = $1",
            "at",
            &[json("document", "", "What you told us"), moment("at", "When")],
        )],
        &[apart(&["party", "number", "centre", "family", "account"], KEY)],
    ),
];
