//! What staff work out and write of a family: assessments, plans, incidents, reviews, tasks, reports.

use super::{
    KEY, OF_OTHERS, Person, SAFETY, STAFF_WROTE, Table, apart, day, given, json, judged, moment, of_family,
    own, text,
};

const AGREED: &[super::Gives] = &[
    text("acknowledged", "Level you acknowledged"),
    text("how", "How"),
    text("words", "What you said"),
    moment("at", "When"),
];

pub(super) const TABLES: &[Table] = &[
    of_family(
        "assessment",
        "Risk assessments: what may go wrong, who said so, and what is done about it",
        "family = $1",
        // What anybody was asked stands in the same document and was told in confidence: it is not collected.
        &[judged(
            Person::Adult,
            "Our assessment",
            "assessment WHERE family = (SELECT family FROM party WHERE id = $1) \
             AND state IN ('approved', 'superseded')",
            "version",
            &[
                json("document", "/judgement", "Our judgement"),
                json("document", "/judgement_words", "In words"),
                json("document", "/factors", "What we weighed"),
                day("review_on", "To be looked at again"),
                moment("created", "Written"),
            ],
        )],
        &[
            apart(&["id", "centre", "family", "version", "state"], KEY),
            apart(&["result", "is_sexual_abuse"], "Worked out from what stands in the assessment."),
            apart(&["author", "approver", "approved_at"], STAFF_WROTE),
        ],
    ),
    of_family(
        "plan",
        "Contact plans",
        "family = $1",
        &[
            given(
                Person::Adult,
                "Your plan",
                "plan WHERE family = (SELECT family FROM party WHERE id = $1) AND state <> 'draft'",
                "version",
                &[
                    text("level", "Level"),
                    text("kind", "Kind"),
                    json("document", "/frequency", "How often"),
                    json("document", "/length", "Minutes"),
                    day("review_on", "To be looked at again"),
                    moment("created", "Written"),
                ],
            ),
            judged(
                Person::Adult,
                "What your plan says of the day",
                "plan WHERE family = (SELECT family FROM party WHERE id = $1) AND state <> 'draft'",
                "version",
                &[
                    json("document", "/phones", "Telephones"),
                    json("document", "/gifts", "Gifts"),
                    json("document", "/food", "Food"),
                    json("document", "/language", "Language"),
                    json("document", "/care", "Personal care"),
                    json("document", "/triggers_to_end", "When a visit ends"),
                    json("document", "/report_recipients", "Who gets reports"),
                    json("document", "/exit_goal", "Where it leads"),
                ],
            ),
        ],
        &[
            apart(&["id", "centre", "family", "version", "state"], KEY),
            apart(&["agreed"], OF_OTHERS),
            apart(&["author"], STAFF_WROTE),
        ],
    ),
    of_family(
        "agreement",
        "An adult’s agreement to a plan",
        "plan IN (SELECT id FROM plan WHERE family = $1)",
        &[
            own(
                Person::Adult,
                "What you agreed to",
                "agreement WHERE party = $1 AND how = 'online'",
                "at",
                AGREED,
            ),
            given(
                Person::Adult,
                "What you agreed to, as we wrote it down",
                "agreement WHERE party = $1 AND how <> 'online'",
                "at",
                AGREED,
            ),
        ],
        &[apart(&["plan", "party", "centre"], KEY), apart(&["account"], STAFF_WROTE)],
    ),
];

/// What follows from visits.
pub(super) const AFTER_VISITS: &[Table] = &[
    of_family(
        "incident",
        "What went wrong, and who was hurt or threatened",
        "family = $1",
        &[judged(
            Person::Adult,
            "Incidents",
            // An allegation about a worker is known to the safeguarding lead alone (R21).
            "incident WHERE family = (SELECT family FROM party WHERE id = $1) AND worker IS NULL \
             AND kind <> 'worker-allegation'",
            "happened_at",
            &[
                text("kind", "What kind"),
                moment("happened_at", "When"),
                json("document", "/account", "What happened"),
                json("document", "/immediate_actions", "What was done at once"),
            ],
        )],
        &[
            apart(&["id", "centre", "family", "visit", "recorded_at"], KEY),
            apart(&["account"], STAFF_WROTE),
            apart(&["worker", "is_sexual_abuse"], SAFETY),
        ],
    ),
    of_family(
        "review",
        "Looks at whether contact goes on as it is",
        "family = $1",
        &[judged(
            Person::Adult,
            "Reviews",
            "review WHERE family = (SELECT family FROM party WHERE id = $1) AND decided_at IS NOT NULL",
            "decided_at",
            &[
                text("decision", "Decision"),
                text("words", "What brought it about"),
                json("document", "", "Reasons"),
                moment("decided_at", "When"),
            ],
        )],
        &[
            apart(&["id", "centre", "family", "trigger_kind", "due_on", "opened_at"], KEY),
            apart(&["decided_by"], STAFF_WROTE),
        ],
    ),
    of_family(
        "task",
        "What staff must do by a time",
        "family = $1",
        &[],
        &[
            apart(
                &["id", "centre", "family", "incident", "review", "assessment", "rule", "visit", "enquiry"],
                KEY,
            ),
            apart(&["whom", "words", "due", "done_at", "done_by", "outcome"], SAFETY),
        ],
    ),
    of_family(
        "report",
        "Reports and attendance letters, with the signed file",
        "family = $1",
        &[judged(
            Person::Adult,
            "Reports and letters",
            "report WHERE family = (SELECT family FROM party WHERE id = $1) AND state = 'signed'",
            "signed_at",
            &[
                text("reference", "Reference"),
                text("kind", "Kind"),
                moment("signed_at", "Signed"),
                json("document", "/introduction", "Introduction"),
            ],
        )],
        &[
            apart(&["id", "centre", "family", "state", "created", "sha256"], KEY),
            apart(&["author", "signed_by"], STAFF_WROTE),
            apart(&["pdf"], "A paper for a court. Whoever may have a copy is on the list of its copies."),
        ],
    ),
    of_family(
        "report_copy",
        "To whom a copy of a report was sent",
        "report IN (SELECT id FROM report WHERE family = $1)",
        &[],
        &[
            apart(&["id", "centre", "report"], KEY),
            apart(&["recipient", "capacity", "how", "sent_at", "account"], OF_OTHERS),
        ],
    ),
];
