//! Who has looked, and what proves that the trail is whole.

use super::{KEY, OF_OTHERS, Person, STAFF_WROTE, Table, Whose, apart, day, given, moment, of_nobody, text};

/// After the people of a family and the staff.
pub(super) const TABLES: &[Table] = &[
    of_nobody(
        "trail_node",
        "Inner nodes of the tree over the trail",
        &[apart(
            &["centre", "level", "place", "hash"],
            "By these the trail proves that nothing was changed.",
        )],
    ),
    of_nobody(
        "trail_head",
        "Signed heads of the trail",
        &[apart(
            &["centre", "size", "at", "root", "key", "signature"],
            "By these the trail proves that nothing was changed.",
        )],
    ),
    Table {
        name: "look_request",
        holds: "Who asked who has looked at their family’s record, and what they were told",
        whose: Whose::Family,
        gone_with: Some("family = $1"),
        parts: &[given(
            Person::Adult,
            "That you asked who has looked",
            "look_request WHERE party = $1",
            "asked_at",
            &[
                moment("asked_at", "Asked"),
                day("due_on", "Answer due"),
                moment("released_at", "Answered"),
                text("extract", "What you were told"),
            ],
        )],
        apart: &[apart(&["id", "centre", "family", "party"], KEY), apart(&["released_by"], STAFF_WROTE)],
    },
    Table {
        name: "look_line",
        holds: "Which lines of such an answer a reviewer withheld, and why",
        whose: Whose::Family,
        gone_with: Some("request IN (SELECT id FROM look_request WHERE family = $1)"),
        parts: &[],
        apart: &[
            apart(&["request", "number", "centre"], KEY),
            apart(
                &["line", "withheld", "reason", "at"],
                "What is withheld is told to nobody: it could tell one side about the other.",
            ),
            apart(&["account"], STAFF_WROTE),
        ],
    },
    Table {
        name: "emergency_access",
        holds: "Who opened a family’s case in an emergency, why, and what the safeguarding lead said",
        whose: Whose::Staff,
        gone_with: Some("family = $1"),
        parts: &[given(
            Person::Staff,
            "Cases you opened in an emergency",
            "emergency_access WHERE staff = $1",
            "opened_at",
            &[
                moment("opened_at", "Opened"),
                moment("ends_at", "Until"),
                moment("signed_off_at", "Signed off"),
            ],
        )],
        apart: &[
            apart(&["id", "centre", "family", "staff"], KEY),
            apart(&["reason"], OF_OTHERS),
            apart(&["signed_off_by", "signed_off_words"], STAFF_WROTE),
        ],
    },
];
