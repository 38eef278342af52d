//! The child's own voice. It goes to the child who asks alone: a parent who asks for a child is given none of it by
//! this way, for that would be the way round everything that keeps it from them.

use super::{
    KEY, Person, SAFETY, STAFF_WROTE, Table, Whose, apart, day, drawing, given, json, moment, of_family, text,
};

pub(super) const TABLES: &[Table] = &[
    of_family(
        "child_sitting",
        "When a child was heard before or after a visit, and by whom",
        "family = $1",
        &[given(
            Person::ChildAlone,
            "When you talked to us",
            "child_sitting WHERE child = $1",
            "opened_at",
            &[text("moment_kind", "Before or after the visit"), moment("opened_at", "When")],
        )],
        &[
            apart(&["id", "centre", "family", "visit", "child", "band", "language"], KEY),
            apart(&["finished_at", "ended_at", "key_hash"], KEY),
            apart(&["account"], STAFF_WROTE),
            apart(&["document"], "Who else was with the child."),
        ],
    ),
    of_family(
        "child_answer",
        "What a child said, drew or chose, exactly",
        "family = $1",
        &[given(
            Person::ChildAlone,
            "What you told us",
            "child_answer WHERE child = $1",
            "at",
            &[
                moment("at", "When"),
                json("document", "/prompt", "What you were asked"),
                json("document", "/shown", "What you chose"),
                json("document", "/words", "What you said"),
                drawing("document", "/drawing", "What you drew"),
            ],
        )],
        &[
            apart(&["id", "centre", "family", "child", "sitting", "number", "question"], KEY),
            apart(&["account"], STAFF_WROTE),
        ],
    ),
    of_family(
        "child_answer_note",
        "What was done with a child's answer, and when the child was told",
        "answer IN (SELECT id FROM child_answer WHERE family = $1)",
        &[super::judged(
            Person::ChildAlone,
            "What we did with what you told us",
            "child_answer_note JOIN child_answer ON child_answer.id = child_answer_note.answer \
             WHERE child_answer.child = $1",
            "child_answer_note.at",
            &[
                text("child_answer_note.kind", "What it is about"),
                day("child_answer_note.on_day", "On which day"),
                text("child_answer_note.document", "Words"),
            ],
        )],
        &[
            apart(&["id", "centre", "answer", "number", "at"], KEY),
            apart(&["permitted"], "It stands in the words."),
            apart(&["account"], STAFF_WROTE),
        ],
    ),
    of_family(
        "child_page",
        "The page that tells a child about a visit",
        "family = $1",
        &[given(
            Person::ChildAlone,
            "The page about your visit",
            "child_page WHERE child = $1",
            "at",
            &[json("document", "/visitor", "Whom you would see"), moment("at", "When it was made")],
        )],
        &[apart(&["visit", "child", "centre", "family"], KEY), apart(&["account"], STAFF_WROTE)],
    ),
];

pub(super) const OF_THE_HOUSE: &[Table] = &[
    Table {
        name: "child_word",
        holds: "Words that bring somebody to read a child's answer",
        whose: Whose::Nobody,
        gone_with: None,
        parts: &[],
        apart: &[apart(&["id", "centre", "language", "words", "listed", "account", "at"], SAFETY)],
    },
    Table {
        name: "child_picture",
        holds: "Pictures of rooms and of helpers for children's pages",
        whose: Whose::Staff,
        gone_with: None,
        parts: &[given(
            Person::Staff,
            "The picture you gave for children's pages",
            "child_picture WHERE staff = $1",
            "at",
            &[moment("at", "When you gave it"), text("sha256", "Its fingerprint")],
        )],
        apart: &[
            apart(&["id", "centre", "room", "staff", "media_type", "account"], KEY),
            apart(&["bytes"], "The person has it and can save it from their own page."),
        ],
    },
];
