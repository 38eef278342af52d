//! What adults say of the centre.

use super::{KEY, Person, Table, Whose, apart, moment, of_family, own, text};

const PUBLIC: &str = "Everybody may read it, and it tells of nobody.";

pub(super) const TABLES: &[Table] = &[
    of_family(
        "feedback",
        "What an adult says of the centre",
        "family = $1",
        &[own(
            Person::Adult,
            "What you told us of how it was",
            "feedback WHERE party = $1",
            "at",
            &[
                text("occasion", "On what occasion"),
                super::json("document", "", "What you said"),
                moment("at", "When"),
            ],
        )],
        &[apart(&["id", "centre", "family", "party", "number", "account"], KEY)],
    ),
    Table {
        name: "feedback_figures",
        holds: "Figures of a year’s feedback that were made public",
        whose: Whose::Nobody,
        gone_with: None,
        parts: &[],
        apart: &[apart(&["id", "centre", "until", "document", "account", "at"], PUBLIC)],
    },
    Table {
        name: "said_and_done",
        holds: "You said, we did",
        whose: Whose::Nobody,
        gone_with: None,
        parts: &[],
        apart: &[apart(&["id", "centre", "said", "done", "account", "at", "ended_at"], PUBLIC)],
    },
];
