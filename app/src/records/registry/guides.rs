//! Guides, and what is hard just now for whom.

use super::{KEY, Person, STAFF_WROTE, Table, Whose, apart, given, moment, of_family};

pub(super) const TABLES: &[Table] = &[
    Table {
        name: "guide_edition",
        holds: "Guides as the centre words them",
        whose: Whose::Nobody,
        gone_with: None,
        parts: &[],
        apart: &[apart(
            &[
                "id",
                "centre",
                "guide",
                "language",
                "easy",
                "number",
                "title",
                "words",
                "account",
                "at",
                "reviewed_by",
                "reviewed_at",
                "ended_at",
            ],
            "It is for every family and is about none.",
        )],
    },
    of_family(
        "guide_need",
        "What is hard just now for an adult",
        "family = $1",
        &[given(
            Person::Adult,
            "What may help you",
            "guide_need WHERE party = $1",
            "at",
            &[super::json("document", "", "What is hard just now"), moment("at", "When it was written down")],
        )],
        &[apart(&["party", "centre", "family"], KEY), apart(&["account"], STAFF_WROTE)],
    ),
];
