//! The tables of those who work here.

use super::{
    KEY, OF_OTHERS, Person, STAFF_WROTE, Table, Whose, apart, day, given, json, judged, moment, text, yes,
};

const fn of_staff(
    name: &'static str,
    holds: &'static str,
    parts: &'static [super::Part],
    apart: &'static [super::Apart],
) -> Table {
    Table { name, holds, whose: Whose::Staff, gone_with: None, parts, apart }
}

pub(super) const TABLES: &[Table] = &[
    of_staff(
        "staff",
        "Staff and volunteers, with their terms",
        &[given(
            Person::Staff,
            "You here",
            "staff WHERE id = $1",
            "name",
            &[
                text("name", "Name"),
                text("role", "Role"),
                json("terms", "", "Terms"),
                moment("closed_at", "Place closed"),
            ],
        )],
        &[
            apart(&["id", "centre", "supervised_by"], KEY),
            apart(&["destroyed_at"], "When what was kept of them was destroyed: then nothing else is left."),
        ],
    ),
    of_staff(
        "staff_availability",
        "When they can come",
        &[given(
            Person::Staff,
            "When you can come",
            "staff_availability WHERE staff = $1",
            "starts_on, weekday",
            &[
                text("weekday", "Day"),
                text("from_clock", "From"),
                text("until_clock", "Until"),
                text("every_weeks", "Every how many weeks"),
                day("starts_on", "Beginning"),
                day("until_on", "Ending"),
            ],
        )],
        &[apart(&["id", "centre", "staff"], KEY)],
    ),
    of_staff(
        "staff_absence",
        "When they are away, and why",
        &[given(
            Person::Staff,
            "When you are away",
            "staff_absence WHERE staff = $1",
            "starts",
            &[
                moment("starts", "From"),
                moment("ends", "Until"),
                text("reason", "Why"),
                moment("at", "Written"),
            ],
        )],
        &[apart(&["id", "centre", "staff"], KEY)],
    ),
    Table {
        name: "staff_conflict",
        holds: "Whom they know or have an interest in, in their own words",
        whose: Whose::Staff,
        // A declaration that was linked to an adult of the family is about that adult as well.
        gone_with: Some("party IN (SELECT id FROM party WHERE family = $1)"),
        parts: &[judged(
            Person::Staff,
            "Whom you said that you know",
            "staff_conflict WHERE staff = $1",
            "at",
            &[text("words", "What you said"), moment("at", "When")],
        )],
        apart: &[apart(&["id", "centre", "staff", "account", "party", "looked_at"], KEY)],
    },
    of_staff(
        "staff_close_to",
        "Colleagues who are close to each other",
        &[given(
            Person::Staff,
            "Colleagues whom you are close to",
            "staff_close_to WHERE staff = $1",
            "at",
            &[text("kind", "How"), moment("at", "Written")],
        )],
        &[apart(&["staff", "other", "centre"], OF_OTHERS), apart(&["account"], STAFF_WROTE)],
    ),
    of_staff(
        "duty",
        "The rota",
        &[given(
            Person::Staff,
            "Your duties",
            "duty WHERE staff = $1",
            "starts",
            &[moment("starts", "From"), moment("ends", "Until")],
        )],
        &[apart(&["id", "centre", "staff", "site"], KEY)],
    ),
    of_staff(
        "first_call_time",
        "When somebody can be spoken with for the first time",
        &[given(
            Person::Staff,
            "When you took first calls",
            "first_call_time WHERE account IN (SELECT id FROM account WHERE staff = $1)",
            "made_at",
            &[text("weekday", "Every week on"), day("day", "On"), moment("made_at", "Said")],
        )],
        &[apart(&["id", "centre", "account", "from_clock", "until_clock", "ended_at"], KEY)],
    ),
    of_staff(
        "cover_request",
        "Asking to be stood in for",
        &[judged(
            Person::Staff,
            "When you asked to be stood in for",
            "cover_request WHERE asked_by = $1",
            "at",
            &[
                moment("starts", "Of the duty at"),
                text("words", "Words"),
                moment("at", "Asked"),
                text("state", "What came of it"),
            ],
        )],
        &[apart(&["id", "centre", "duty", "exchange", "asked_by", "taken_by", "decided_at"], OF_OTHERS)],
    ),
    of_staff(
        "supervision_note",
        "What a member of staff and their supervisor talked over",
        &[judged(
            Person::Staff,
            "Supervision",
            "supervision_note WHERE staff = $1",
            "day, at",
            &[
                day("day", "Day"),
                text("discussed", "Talked over"),
                text("agreed", "Agreed"),
                moment("at", "Written"),
            ],
        )],
        &[apart(&["id", "centre", "staff", "supervisor"], KEY)],
    ),
    of_staff(
        "certificate",
        "Vetting and training that somebody has to show",
        &[
            given(
                Person::Staff,
                "Your certificates",
                "certificate WHERE staff = $1",
                "from_day, added_at",
                &[
                    text("requirement", "Of what"),
                    text("level", "Level"),
                    text("kinds", "For"),
                    day("from_day", "From"),
                    day("expires", "Until"),
                    day("update_checked", "Update service looked at"),
                    text("words", "Words"),
                    text("standing", "State"),
                    moment("added_at", "Added"),
                    moment("decided_at", "Checked"),
                    moment("revoked_at", "Taken back"),
                    text("filename", "File"),
                ],
            ),
            judged(
                Person::Staff,
                "Why a certificate was refused or taken back",
                "certificate WHERE staff = $1 AND reason IS NOT NULL",
                "added_at",
                &[text("reason", "Why")],
            ),
        ],
        &[
            apart(&["id", "centre", "staff", "training", "media_type", "sha256"], KEY),
            apart(&["added_by", "added_staff", "decided_by", "decided_staff", "revoked_by"], STAFF_WROTE),
            apart(&["bytes"], "The file is theirs; a copy is handed over beside the bundle."),
        ],
    ),
    of_staff(
        "training_place",
        "Who is booked on a course",
        &[given(
            Person::Staff,
            "Your places on courses",
            "training_place JOIN training ON training.id = training_place.training \
             JOIN course ON course.id = training.course WHERE training_place.staff = $1",
            "training.starts",
            &[
                text("course.name", "Course"),
                moment("training.starts", "When"),
                moment("training_place.booked_at", "Booked"),
                yes("training_place.attended", "Attended"),
            ],
        )],
        &[apart(&["training", "staff", "centre"], KEY)],
    ),
    of_staff(
        "learner",
        "By which name a learning platform knows somebody",
        &[given(
            Person::Staff,
            "You on learning platforms",
            "learner WHERE staff = $1",
            "identity",
            &[text("identity", "Name there")],
        )],
        &[apart(&["centre", "staff"], KEY)],
    ),
    of_staff(
        "learning_statement",
        "Which result of a learning platform became which certificate",
        &[],
        &[apart(&["centre", "id", "certificate", "at"], KEY)],
    ),
    of_staff(
        "learning_import",
        "What was taken from a learning platform at once",
        &[],
        &[apart(
            &["id", "centre", "at", "account", "statements", "kept", "answers"],
            "About many at once; what it brought somebody is among their certificates.",
        )],
    ),
];
