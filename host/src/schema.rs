//! The tables that belong to no capability. Their constraints are in `migrations/`.
#![expect(missing_docs, reason = "each table says what it is")]

diesel::table! {
    /// A contact centre.
    centre (id) {
        id -> Text,
        name -> Text,
        settings -> Text,
    }
}
diesel::table! {
    /// A sign-in.
    account (id) {
        id -> Text,
        centre -> Text,
        role -> Text,
        name -> Text,
        username -> Text,
        password -> Text,
        staff -> Nullable<Text>,
        party -> Nullable<Text>,
        closed -> Bool,
        closed_at -> Nullable<BigInt>,
        destroyed_at -> Nullable<BigInt>,
    }
}
diesel::table! {
    /// A signed-in browser.
    browser_session (id) {
        id -> Text,
        centre -> Text,
        record -> Text,
        expires -> BigInt,
        account -> Nullable<Text>,
        handle -> Nullable<Text>,
        kind -> Nullable<Text>,
        device -> Nullable<Text>,
        made -> Nullable<BigInt>,
        seen -> Nullable<BigInt>,
        ends -> Nullable<BigInt>,
        proved -> Nullable<BigInt>,
        by_pin -> Nullable<Bool>,
    }
}
diesel::table! {
    /// A token for a program, kept as its hash.
    api_token (hash) {
        hash -> Text,
        centre -> Text,
        account -> Text,
        made -> BigInt,
    }
}
diesel::table! {
    /// Answers already given, so that asking twice does nothing twice.
    answer_given (scope, key) {
        scope -> Text,
        key -> Text,
        centre -> Text,
        fingerprint -> Text,
        status -> Integer,
        body -> Text,
        at -> BigInt,
    }
}
diesel::table! {
    /// The trail: every write and every look at a case, each line bound to the one before.
    audit_entry (centre, seq) {
        centre -> Text,
        seq -> BigInt,
        id -> Text,
        at -> BigInt,
        account -> Nullable<Text>,
        role -> Text,
        act -> Text,
        subject -> Text,
        family -> Nullable<Text>,
        summary -> Text,
        previous -> Text,
        hash -> Text,
        kind -> Text,
        purpose -> Text,
        document -> Nullable<Text>,
    }
}
diesel::table! {
    /// The roots of whole subtrees of the trail's Merkle tree.
    trail_node (centre, level, place) {
        centre -> Text,
        level -> Integer,
        place -> BigInt,
        hash -> Text,
    }
}
diesel::table! {
    /// What was signed over the first so many lines.
    trail_head (centre, size) {
        centre -> Text,
        size -> BigInt,
        at -> BigInt,
        root -> Text,
        key -> Text,
        signature -> Text,
    }
}
diesel::table! {
    /// A passkey of a sign-in.
    passkey (id) {
        id -> Text,
        centre -> Text,
        account -> Text,
        credential -> Text,
        document -> Text,
        name -> Text,
        made -> BigInt,
        used -> Nullable<BigInt>,
    }
}
diesel::table! {
    /// An authenticator app of a sign-in.
    authenticator (account) {
        account -> Text,
        centre -> Text,
        secret -> Text,
        made -> BigInt,
        last_step -> BigInt,
    }
}
diesel::table! {
    /// A time somebody was let in again by a member of staff.
    recovery (id) {
        id -> Text,
        centre -> Text,
        account -> Text,
        how -> Text,
        checked -> Text,
        by_account -> Text,
        hash -> Text,
        made -> BigInt,
        ends -> BigInt,
        used -> Nullable<BigInt>,
    }
}
diesel::table! {
    /// A browser in which somebody has signed in before.
    known_device (hash, account) {
        hash -> Text,
        account -> Text,
        centre -> Text,
        seen -> BigInt,
        pin -> Nullable<Text>,
        pin_ends -> Nullable<BigInt>,
        pin_tries -> Integer,
    }
}
diesel::table! {
    /// Tries to sign in, by where they come from.
    sign_in_try (key) {
        key -> Text,
        centre -> Text,
        tries -> Integer,
        last -> BigInt,
        waits_until -> BigInt,
    }
}
/// What lies apart from the records.
pub mod keyring {
    diesel::table! {
        /// Keys of families and of what comes before there is one, each wrapped by the centre's.
        keyring.sealing_key (owner) {
            owner -> Text,
            centre -> Text,
            under -> Text,
            wrapped -> Text,
        }
    }
}
diesel::allow_tables_to_appear_in_same_query!(
    centre,
    account,
    browser_session,
    passkey,
    authenticator,
    recovery,
    known_device,
    api_token,
    answer_given,
    audit_entry,
    trail_node,
    trail_head
);
