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
diesel::allow_tables_to_appear_in_same_query!(
    centre,
    account,
    browser_session,
    api_token,
    answer_given,
    audit_entry,
    trail_node,
    trail_head
);
