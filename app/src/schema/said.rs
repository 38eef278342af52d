//! What adults say of the centre, and what is made public of it.

diesel::table! {
    feedback (id) {
        id -> Text,
        centre -> Text,
        family -> Text,
        party -> Text,
        occasion -> Text,
        number -> Integer,
        document -> Text,
        account -> Text,
        at -> BigInt,
    }
}
diesel::table! {
    feedback_figures (id) {
        id -> Text,
        centre -> Text,
        until -> Integer,
        document -> Text,
        account -> Text,
        at -> BigInt,
    }
}
diesel::table! {
    said_and_done (id) {
        id -> Text,
        centre -> Text,
        said -> Text,
        done -> Text,
        account -> Text,
        at -> BigInt,
        ended_at -> Nullable<BigInt>,
    }
}
diesel::table! {
    /// A view: what is so of one adult's own side.
    own_fact (party) {
        kind -> Text,
        party -> Text,
        word -> Text,
        number -> Integer,
        at -> BigInt,
        document -> Nullable<Text>,
    }
}
