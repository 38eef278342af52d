//! What adults and the centre write to each other.

use super::{KEY, Person, STAFF_WROTE, Table, Whose, apart, given, moment, of_family, own, text, yes};

const OF_THE_FAMILY: &str =
    "message IN (SELECT id FROM message WHERE thread IN (SELECT id FROM thread WHERE family = $1))";

pub(super) const TABLES: &[Table] = &[
    of_family(
        "thread",
        "What an adult and the centre write to each other about",
        "family = $1",
        &[given(
            Person::Adult,
            "Your messages with us",
            "thread WHERE party = $1",
            "last_at",
            &[text("subject", "About"), moment("last_at", "Last written")],
        )],
        &[
            apart(&["id", "centre", "family", "party"], KEY),
            apart(&["waiting_since", "is_urgent"], "Worked out from the messages."),
            apart(&["assigned", "settled"], STAFF_WROTE),
        ],
    ),
    of_family(
        "message",
        "Messages between an adult and the centre",
        "thread IN (SELECT id FROM thread WHERE family = $1)",
        &[
            own(
                Person::Adult,
                "What you wrote to us",
                "message JOIN thread ON thread.id = message.thread WHERE thread.party = $1 AND message.from_adult",
                "message.at",
                WRITTEN,
            ),
            given(
                Person::Adult,
                "What we wrote to you",
                "message JOIN thread ON thread.id = message.thread WHERE thread.party = $1 AND NOT message.from_adult",
                "message.at",
                WRITTEN,
            ),
        ],
        &[
            apart(&["id", "centre", "thread", "number", "from_adult", "waited_since"], KEY),
            apart(&["account"], STAFF_WROTE),
        ],
    ),
    of_family(
        "message_file",
        "Pictures and papers that adults sent",
        OF_THE_FAMILY,
        &[own(
            Person::Adult,
            "What you sent with your messages",
            "message_file JOIN message ON message.id = message_file.message \
             JOIN thread ON thread.id = message.thread WHERE thread.party = $1",
            "message.at",
            &[text("message_file.media_type", "What it is"), text("message_file.sha256", "Its fingerprint")],
        )],
        &[
            apart(&["id", "centre", "message", "size"], KEY),
            apart(&["bytes"], "The person has it and can save it from their messages."),
        ],
    ),
    of_family(
        "message_concern",
        "Messages that may ask for something to be passed on, and what staff made of it",
        OF_THE_FAMILY,
        &[],
        &[
            apart(&["message", "centre", "at"], KEY),
            apart(&["decision", "words"], super::SAFETY),
            apart(&["account"], STAFF_WROTE),
        ],
    ),
    of_family(
        "message_draft",
        "What somebody has begun to write and not sent",
        "family = $1",
        &[own(
            Person::Adult,
            "What you began to write to us",
            "message_draft WHERE account IN (SELECT id FROM account WHERE party = $1)",
            "at",
            &[super::json("document", "", "Your draft"), moment("at", "When")],
        )],
        &[apart(&["account", "place", "centre", "family"], KEY)],
    ),
    of_family(
        "thread_request",
        "What an adult asks for, and what the centre answered",
        "thread IN (SELECT id FROM thread WHERE family = $1)",
        &[own(
            Person::Adult,
            "What you asked us for",
            "thread_request JOIN thread ON thread.id = thread_request.thread WHERE thread.party = $1",
            "thread.last_at",
            &[
                text("thread_request.ask", "What"),
                super::day("thread_request.day", "For which day"),
                text("thread_request.decision", "Our answer"),
            ],
        )],
        &[
            apart(&["thread", "centre", "at"], KEY),
            apart(&["checked"], super::SAFETY),
            apart(&["account"], STAFF_WROTE),
        ],
    ),
    of_family(
        "adult_consent",
        "What an adult consents to",
        "family = $1",
        &[own(
            Person::Adult,
            "What you said yes or no to",
            "adult_consent WHERE party = $1",
            "at",
            &[text("about", "About"), super::json("document", "", "What you said"), moment("at", "When")],
        )],
        &[apart(&["id", "centre", "family", "party", "account"], KEY)],
    ),
    Table {
        name: "message_template",
        holds: "Words that staff use again and again",
        whose: Whose::Nobody,
        gone_with: None,
        parts: &[],
        apart: &[apart(
            &["id", "centre", "title", "words", "account", "at", "ended_at"],
            "It is used for every family and is about none.",
        )],
    },
];

const WRITTEN: &[super::Gives] = &[
    text("message.words", "Words"),
    yes("message.is_urgent", "You said it was urgent"),
    moment("message.at", "When"),
];
