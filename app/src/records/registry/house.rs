//! The tables that belong to no capability.

use super::{KEY, Person, Table, Whose, apart, given, moment, of_nobody, text, yes};

const NAMES: &[super::Gives] =
    &[text("name", "Name"), text("username", "User name"), text("role", "Role"), yes("closed", "Closed")];
const SESSIONS: &[super::Gives] =
    &[text("device", "Browser"), moment("made", "Signed in"), moment("seen", "Last used")];
const TOKENS: &[super::Gives] = &[moment("made", "Made")];
const LINES: &[super::Gives] = &[
    moment("at", "When"),
    text("kind", "Read or written"),
    text("act", "What"),
    text("summary", "In words"),
];

/// Before the people of a family.
pub(super) const TABLES: &[Table] = &[of_nobody(
    "centre",
    "The centre’s name and settings",
    &[apart(&["id", "name", "settings"], "It is about the centre.")],
)];

/// After the people of a family: a sign-in belongs to one of them.
pub(super) const AFTER_PEOPLE: &[Table] = &[
    Table {
        name: "account",
        holds: "Sign-ins: name, role, and a password as a hash",
        whose: Whose::SignedIn,
        gone_with: Some("party IN (SELECT id FROM party WHERE family = $1)"),
        parts: &[
            given(Person::Adult, "Your sign-in", "account WHERE party = $1", "username", NAMES),
            given(Person::Staff, "Your sign-in", "account WHERE staff = $1", "username", NAMES),
        ],
        apart: &[
            apart(&["id", "centre", "staff", "party"], KEY),
            apart(&["closed_at", "destroyed_at"], "By these the end of a sign-in is reckoned."),
            apart(&["password"], "A hash by which a password is checked; given away, it could be guessed."),
        ],
    },
    Table {
        name: "browser_session",
        holds: "Browsers that are signed in",
        whose: Whose::SignedIn,
        gone_with: Some(
            "account IN (SELECT id FROM account WHERE party IN (SELECT id FROM party WHERE family = $1))",
        ),
        parts: of_sign_in!("browser_session", "seen", "Browsers that are signed in as you", SESSIONS),
        apart: &[
            apart(&["id", "centre", "account", "handle", "kind", "ends", "expires", "proved", "by_pin"], KEY),
            apart(&["record"], "What the browser needs to stay signed in; it tells nothing more."),
        ],
    },
    Table {
        name: "api_token",
        holds: "Tokens by which a program asks as somebody, as hashes",
        whose: Whose::SignedIn,
        gone_with: Some(
            "account IN (SELECT id FROM account WHERE party IN (SELECT id FROM party WHERE family = $1))",
        ),
        parts: of_sign_in!("api_token", "made", "Programs that may ask as you", TOKENS),
        apart: &[apart(&["hash", "centre", "account"], KEY)],
    },
    Table {
        name: "answer_given",
        holds: "Answers given lately, so that a request sent twice does nothing twice",
        whose: Whose::SignedIn,
        // An answer names its family nowhere. They are copies that are needed for minutes: all of them go.
        gone_with: Some("centre = (SELECT centre FROM family WHERE id = $1)"),
        parts: &[],
        apart: &[apart(
            &["scope", "key", "centre", "fingerprint", "status", "body", "at"],
            "Copies of what stands elsewhere, kept for a short time and shown to nobody.",
        )],
    },
    Table {
        name: "audit_entry",
        holds: "The trail: who did what to which record, and when; no words from a case",
        whose: Whose::SignedIn,
        // The trail stays: with gaps it proves nothing.
        gone_with: None,
        parts: of_sign_in!("audit_entry", "seq", "What you did here", LINES),
        apart: &[
            apart(&["centre", "seq", "id", "account", "role", "purpose", "subject", "family"], KEY),
            apart(&["document", "previous", "hash"], "By these the trail proves that nothing was changed."),
        ],
    },
    Table {
        name: "feed",
        holds: "Secret addresses of somebody’s own calendar, as hashes",
        whose: Whose::SignedIn,
        gone_with: Some(
            "account IN (SELECT id FROM account WHERE party IN (SELECT id FROM party WHERE family = $1))",
        ),
        parts: &[
            given(
                Person::Adult,
                "The address of your own calendar",
                "feed WHERE account IN (SELECT id FROM account WHERE party = $1)",
                "made",
                &[
                    moment("made", "Made"),
                    yes("names_place", "Says where to come"),
                    moment("revoked_at", "Stopped"),
                ],
            ),
            given(
                Person::Staff,
                "The address of your own calendar",
                "feed WHERE account IN (SELECT id FROM account WHERE staff = $1)",
                "made",
                &[moment("made", "Made"), moment("revoked_at", "Stopped")],
            ),
        ],
        apart: &[apart(&["id", "centre", "account", "hash"], KEY)],
    },
];
