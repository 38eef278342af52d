//! What lets somebody come in, and what is kept of it.

use super::{Apart, KEY, Table, Whose, apart, moment, text};

/// What goes when the family of a parent goes.
const OF_THE_FAMILY: &str =
    "account IN (SELECT id FROM account WHERE party IN (SELECT id FROM party WHERE family = $1))";
const PROVES: &str = "By it somebody comes in; given away, it could be used.";

/// A table whose rows are of one sign-in.
const fn of_a_sign_in(
    name: &'static str,
    holds: &'static str,
    parts: &'static [super::Part],
    apart: &'static [Apart],
) -> Table {
    Table { name, holds, whose: Whose::SignedIn, gone_with: Some(OF_THE_FAMILY), parts, apart }
}

const PASSKEYS: &[super::Gives] =
    &[text("name", "Name of the device"), moment("made", "Made"), moment("used", "Last used")];
const CODES: &[super::Gives] = &[moment("made", "Set up")];
const CHECKS: &[super::Gives] = &[
    text("how", "How you were known"),
    text("checked", "What was checked"),
    moment("made", "When"),
    moment("used", "Used"),
];
const BROWSERS: &[super::Gives] = &[moment("seen", "Last used")];

/// After the sign-ins they belong to.
pub(super) const TABLES: &[Table] = &[
    of_a_sign_in(
        "chat_desk",
        "Who is there for chats, until when",
        &[],
        &[apart(&["account", "centre", "until"], "It counts for two hours and says nothing of them.")],
    ),
    of_a_sign_in(
        "passkey",
        "Passkeys: their public half and a name",
        of_sign_in!("passkey", "made", "Your passkeys", PASSKEYS),
        &[apart(&["id", "centre", "account"], KEY), apart(&["credential", "document"], PROVES)],
    ),
    of_a_sign_in(
        "authenticator",
        "Authenticator apps: the secret by which their codes are checked",
        of_sign_in!("authenticator", "made", "Your authenticator app", CODES),
        &[apart(&["centre", "account"], KEY), apart(&["secret", "last_step"], PROVES)],
    ),
    of_a_sign_in(
        "recovery",
        "How somebody was let in again, and what was checked before",
        of_sign_in!("recovery", "made", "How you were let in again", CHECKS),
        &[
            apart(&["id", "centre", "account"], KEY),
            apart(&["by_account"], super::STAFF_WROTE),
            apart(&["hash", "ends"], PROVES),
        ],
    ),
    of_a_sign_in(
        "known_device",
        "Browsers in which somebody has signed in before, as hashes",
        of_sign_in!("known_device", "seen", "Browsers you have used", BROWSERS),
        &[apart(&["centre", "account"], KEY), apart(&["hash", "pin", "pin_ends", "pin_tries"], PROVES)],
    ),
    Table {
        name: "sign_in_try",
        holds: "How often signing in was tried from somewhere, as hashes, for minutes",
        whose: Whose::Nobody,
        gone_with: None,
        parts: &[],
        apart: &[apart(
            &["key", "centre", "tries", "last", "waits_until"],
            "Counted by where the tries come from; it names nobody.",
        )],
    },
];
