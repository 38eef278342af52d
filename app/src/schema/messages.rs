//! The tables of what adults and the centre write to each other.

diesel::table! {
    thread (id) {
        id -> Text,
        centre -> Text,
        family -> Text,
        party -> Text,
        subject -> Text,
        last_at -> BigInt,
        waiting_since -> Nullable<BigInt>,
        is_urgent -> Bool,
        assigned -> Nullable<Text>,
        settled -> Nullable<Text>,
    }
}
diesel::table! {
    message (id) {
        id -> Text,
        centre -> Text,
        thread -> Text,
        number -> Integer,
        account -> Text,
        from_adult -> Bool,
        at -> BigInt,
        words -> Text,
        is_urgent -> Bool,
        waited_since -> Nullable<BigInt>,
    }
}
diesel::table! {
    message_file (id) {
        id -> Text,
        centre -> Text,
        message -> Text,
        media_type -> Text,
        sha256 -> Text,
        size -> Integer,
        bytes -> Binary,
    }
}
diesel::table! {
    message_concern (message) {
        message -> Text,
        centre -> Text,
        decision -> Nullable<Text>,
        words -> Nullable<Text>,
        account -> Nullable<Text>,
        at -> Nullable<BigInt>,
    }
}
diesel::table! {
    message_draft (account, place) {
        account -> Text,
        place -> Text,
        centre -> Text,
        family -> Text,
        document -> Text,
        at -> BigInt,
    }
}
diesel::table! {
    message_template (id) {
        id -> Text,
        centre -> Text,
        title -> Text,
        words -> Text,
        account -> Text,
        at -> BigInt,
        ended_at -> Nullable<BigInt>,
    }
}
diesel::table! {
    thread_request (thread) {
        thread -> Text,
        centre -> Text,
        ask -> Text,
        day -> Nullable<Integer>,
        decision -> Nullable<Text>,
        checked -> Nullable<Text>,
        account -> Nullable<Text>,
        at -> Nullable<BigInt>,
    }
}
diesel::table! {
    adult_consent (id) {
        id -> Text,
        centre -> Text,
        family -> Text,
        party -> Text,
        about -> Text,
        document -> Text,
        account -> Text,
        at -> BigInt,
    }
}
