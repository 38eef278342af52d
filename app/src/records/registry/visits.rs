//! Visits, and what happened at them.

use super::{
    KEY, OF_OTHERS, Person, SAFETY, STAFF_WROTE, Table, apart, given, judged, moment, of_family, of_nobody,
    own, text, yes,
};

const NOT_TOLD: &str = "Nobody was told of it: what was accepted is among the visits.";
const OF_THE_FAMILY: &str = "visit IN (SELECT id FROM visit WHERE family = $1)";

/// The visits of an adult of one side: those they were to come to, by their own side’s times.
macro_rules! visits_of {
    ($side:literal) => {
        concat!(
            "visit JOIN party ON party.family = visit.family AND party.id = $1 AND party.side = '",
            $side,
            "' WHERE party.is_main OR EXISTS (SELECT 1 FROM visit_person \
             WHERE visit_person.visit = visit.id AND visit_person.party = $1)"
        )
    };
}

/// What happened at the visits of an adult of one side, as far as it was they who did it.
macro_rules! steps_of {
    ($side:literal, $kinds:literal) => {
        concat!(
            "visit_event JOIN visit ON visit.id = visit_event.visit JOIN party ON party.family = visit.family \
             AND party.id = $1 AND party.is_main AND party.side = '",
            $side,
            "' WHERE visit_event.kind IN (",
            $kinds,
            ")"
        )
    };
}

const STEPS: &[super::Gives] = &[text("visit_event.kind", "What"), moment("visit_event.happened_at", "When")];

const ANSWERED: &[super::Gives] = &[
    yes("suits", "It suited you"),
    text("how", "How you told us"),
    text("words", "Words"),
    moment("at", "When"),
];

pub(super) const TABLES: &[Table] = &[
    of_family(
        "visit",
        "Visits: when, where, and their state",
        "family = $1",
        &[
            given(
                Person::Adult,
                "Your visits",
                visits_of!("resident"),
                "visit.starts",
                &[
                    text("visit.kind", "Kind"),
                    text("visit.state", "State"),
                    moment("visit.child_arrives", "You were to come"),
                    moment("visit.child_leaves", "You were to collect"),
                ],
            ),
            given(
                Person::Adult,
                "Your visits",
                visits_of!("visiting"),
                "visit.starts",
                &[
                    text("visit.kind", "Kind"),
                    text("visit.state", "State"),
                    moment("visit.visiting_arrives", "You were to come"),
                    moment("visit.visiting_leaves", "You were to leave"),
                ],
            ),
            given(
                Person::Child,
                "Visits",
                "visit JOIN child ON child.family = visit.family AND child.id = $1",
                "visit.starts",
                &[
                    text("visit.kind", "Kind"),
                    text("visit.state", "State"),
                    moment("visit.starts", "From"),
                    moment("visit.ends", "Until"),
                ],
            ),
        ],
        &[
            apart(&["id", "centre", "family", "plan", "room", "series", "booked_at", "held_until"], KEY),
            apart(&["document", "gap_minutes"], OF_OTHERS),
            apart(&["unsafe_because", "unsafe_code", "unsafe_mend"], SAFETY),
        ],
    ),
    of_family(
        "holding",
        "What a visit takes up, so that nothing is booked twice",
        OF_THE_FAMILY,
        &[],
        &[apart(
            &["visit", "what", "which", "shares", "present_from", "present_until"],
            "Worked out from the visit.",
        )],
    ),
    of_family(
        "visit_supervisor",
        "Who supervises a visit",
        OF_THE_FAMILY,
        &[given(
            Person::Staff,
            "Visits you supervised",
            "visit_supervisor WHERE staff = $1",
            "starts",
            &[moment("starts", "When")],
        )],
        &[apart(&["visit", "staff", "centre"], KEY)],
    ),
    of_family(
        "visit_person",
        "Who was to come to a visit",
        OF_THE_FAMILY,
        &[],
        &[apart(&["visit", "party", "centre"], "By these somebody’s own visits are found.")],
    ),
    of_family(
        "visit_equipment",
        "What was reserved with a visit",
        OF_THE_FAMILY,
        &[],
        &[apart(&["visit", "equipment", "centre"], KEY)],
    ),
    of_family(
        "visit_change",
        "Visits changed and called off, by whom and why",
        "family = $1",
        &[given(
            Person::Adult,
            "Visits you asked to change",
            "visit_change JOIN party ON party.family = visit_change.family AND party.id = $1 AND party.is_main \
             WHERE visit_change.asked_by = party.side",
            "visit_change.at",
            &[
                text("visit_change.what", "What"),
                text("visit_change.reason", "Why"),
                yes("visit_change.is_late", "Late"),
                moment("visit_change.at", "When"),
            ],
        )],
        &[
            apart(&["id", "centre", "visit", "family", "notice_minutes"], KEY),
            apart(&["asked_by", "was"], OF_OTHERS),
            apart(&["account"], STAFF_WROTE),
        ],
    ),
    of_family(
        "offer_answer",
        "What an adult said of a time that was offered",
        OF_THE_FAMILY,
        &[
            own(
                Person::Adult,
                "What you said of times we offered",
                "offer_answer WHERE party = $1 AND how = 'online'",
                "at",
                ANSWERED,
            ),
            given(
                Person::Adult,
                "What you said of times we offered, as we wrote it down",
                "offer_answer WHERE party = $1 AND how <> 'online'",
                "at",
                ANSWERED,
            ),
        ],
        &[apart(&["visit", "party", "number", "centre", "ended_at"], KEY), apart(&["account"], STAFF_WROTE)],
    ),
    of_nobody(
        "proposal",
        "That the planner was asked to propose visits; gone after four weeks at most",
        &[
            apart(&["id", "centre", "asked_at", "state", "document", "outcome", "ended_at"], KEY),
            apart(&["account"], STAFF_WROTE),
        ],
    ),
    of_family(
        "proposal_line",
        "Times that the planner proposes for a family; gone after four weeks at most",
        "family = $1",
        &[],
        &[
            apart(&["id", "proposal", "centre", "family", "number", "visit"], KEY),
            apart(&["kind", "priority", "waits_since", "starts", "ends", "room", "state"], NOT_TOLD),
            apart(&["document"], SAFETY),
        ],
    ),
    of_family(
        "proposal_wish",
        "What the co-ordinator asked of times proposed for a family; gone with the proposal",
        "family = $1",
        &[],
        &[
            apart(&["id", "proposal", "centre", "family"], KEY),
            apart(&["what", "starts", "room", "document"], NOT_TOLD),
        ],
    ),
    of_family(
        "visit_event",
        "What happened on the day of a visit, step by step",
        OF_THE_FAMILY,
        &[
            given(
                Person::Adult,
                "When you came and went",
                steps_of!("resident", "'child-arrived', 'resident-left', 'resident-arrived-to-collect'"),
                "visit_event.happened_at",
                STEPS,
            ),
            given(
                Person::Adult,
                "When you came and went",
                steps_of!("visiting", "'visiting-arrived', 'visiting-released', 'walked-out'"),
                "visit_event.happened_at",
                STEPS,
            ),
        ],
        &[
            apart(&["id", "centre", "visit", "number", "received_at"], KEY),
            apart(&["account"], STAFF_WROTE),
            apart(&["document"], OF_OTHERS),
        ],
    ),
    of_family(
        "note",
        "Observation notes: what was seen and said",
        OF_THE_FAMILY,
        &[
            judged(
                Person::Adult,
                "Notes of your visits",
                // What somebody said may be the child’s own words: they are the child’s.
                "note JOIN visit ON visit.id = note.visit \
                 WHERE visit.family = (SELECT family FROM party WHERE id = $1) AND note.kind <> 'speech'",
                "note.happened_at",
                &[moment("note.happened_at", "When"), text("note.words", "What was noted")],
            ),
            judged(
                Person::ChildAlone,
                "Notes of your visits",
                "note JOIN visit ON visit.id = note.visit \
                 WHERE visit.family = (SELECT family FROM child WHERE id = $1)",
                "note.happened_at",
                &[
                    moment("note.happened_at", "When"),
                    text("note.speaker", "Who said it"),
                    text("note.words", "What was noted"),
                ],
            ),
        ],
        &[
            apart(&["id", "centre", "visit", "kind", "received_at", "corrects"], KEY),
            apart(&["account"], STAFF_WROTE),
        ],
    ),
];
