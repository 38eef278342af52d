//! The people of a family, and what keeps them apart.

use super::{
    KEY, OF_OTHERS, Person, SAFETY, STAFF_WROTE, Table, apart, day, given, json, judged, moment, of_family,
    text, yes,
};

const CASE: &[super::Gives] =
    &[text("reference", "Our reference"), text("stage", "How far it has got"), moment("created", "Since")];

/// A family and its people.
pub(super) const PEOPLE: &[Table] = &[
    of_family(
        "family",
        "Cases: a reference, and how far each has got",
        "id = $1",
        &[
            given(
                Person::Adult,
                "Your case",
                "family WHERE id = (SELECT family FROM party WHERE id = $1)",
                "created",
                CASE,
            ),
            given(
                Person::Child,
                "Your case",
                "family WHERE id = (SELECT family FROM child WHERE id = $1)",
                "created",
                CASE,
            ),
        ],
        &[
            apart(&["id", "centre"], KEY),
            apart(&["title"], "What staff call the family; made of the children’s names."),
            apart(&["first_visit", "review_on"], "Worked out from what stands elsewhere."),
        ],
    ),
    of_family(
        "party",
        "Adults of families: name, relation, date of birth, what was said of them",
        "family = $1",
        &[given(
            Person::Adult,
            "You",
            "party WHERE id = $1",
            "name",
            &[
                text("name", "Name"),
                text("side", "Side"),
                text("relation", "Relation"),
                day("born", "Born"),
                yes("is_main", "One of the two main adults"),
                json("document", "", "About you"),
            ],
        )],
        &[apart(&["id", "centre", "family", "account"], KEY)],
    ),
    of_family(
        "child",
        "Children: name, date of birth, needs and health",
        "family = $1",
        &[given(
            Person::Child,
            "The child",
            "child WHERE id = $1",
            "name",
            &[text("name", "Name"), day("born", "Born"), json("document", "", "About the child")],
        )],
        &[apart(&["id", "centre", "family"], KEY)],
    ),
];

/// Where each is, and what keeps them apart.
pub(super) const TABLES: &[Table] = &[
    of_family(
        "party_contact",
        "Where an adult is and how they are reached: the compartment",
        "party IN (SELECT id FROM party WHERE family = $1)",
        &[given(
            Person::Adult,
            "How you are reached",
            "party_contact WHERE party = $1",
            "party",
            &[json("document", "", "How you are reached")],
        )],
        &[apart(&["party", "centre"], KEY)],
    ),
    of_family(
        "contact_before",
        "Where an adult was and how they were reached before: the compartment",
        "family = $1",
        &[given(
            Person::Adult,
            "How you were reached before",
            "contact_before WHERE party = $1",
            "number",
            &[json("document", "", "How you were reached"), moment("at", "Until")],
        )],
        &[
            apart(&["party", "number", "centre", "family", "account"], KEY),
            apart(&["lifted", "lifted_by", "lifted_at"], SAFETY),
        ],
    ),
    of_family(
        "no_meeting",
        "Two people who must not meet, and why",
        "one IN (SELECT id FROM party WHERE family = $1) OR other IN (SELECT id FROM party WHERE family = $1)",
        &[],
        &[apart(&["one", "other", "centre", "reason", "at"], SAFETY)],
    ),
    of_family(
        "no_meeting_end",
        "That two people need not be kept apart any longer",
        "one IN (SELECT id FROM party WHERE family = $1) OR other IN (SELECT id FROM party WHERE family = $1)",
        &[],
        &[apart(
            &[
                "id",
                "centre",
                "one",
                "other",
                "kept_apart_because",
                "since",
                "reason",
                "asked_by",
                "asked_staff",
                "asked_at",
                "state",
                "decided_by",
                "decided_staff",
                "decided_at",
            ],
            SAFETY,
        )],
    ),
    of_family(
        "child_hours",
        "A child’s own recurring times: school, a nap",
        "family = $1",
        &[given(
            Person::ChildAlone,
            "Your own hours",
            "child_hours WHERE child = $1",
            "created",
            &[json("document", "", "When"), moment("created", "Written"), moment("stopped_at", "Until")],
        )],
        &[apart(&["id", "centre", "family", "child"], KEY), apart(&["author", "stopped_by"], STAFF_WROTE)],
    ),
];

/// What hangs on a family and is about time and place, after the visits themselves.
pub(super) const AFTER_VISITS: &[Table] = &[
    of_family(
        "waiting",
        "The waiting list",
        "family = $1",
        &[
            given(
                Person::Adult,
                "Waiting for a place",
                "waiting WHERE family = (SELECT family FROM party WHERE id = $1)",
                "since",
                &[moment("since", "Since"), moment("ended_at", "Until")],
            ),
            judged(
                Person::Adult,
                "What was written of waiting",
                "waiting WHERE family = (SELECT family FROM party WHERE id = $1)",
                "since",
                &[json("document", "", "What was written"), text("ended_how", "How it ended")],
            ),
        ],
        &[apart(&["id", "centre", "family"], KEY)],
    ),
    of_family(
        "waiting_offer",
        "To whom a time that came free was offered",
        "waiting IN (SELECT id FROM waiting WHERE family = $1) \
         OR freed IN (SELECT id FROM visit WHERE family = $1) \
         OR visit IN (SELECT id FROM visit WHERE family = $1)",
        &[],
        &[apart(&["id", "centre", "waiting", "freed", "visit", "passed_over", "at"], OF_OTHERS)],
    ),
];
