//! The tables of the child's own voice.

diesel::table! {
    child_sitting (id) {
        id -> Text,
        centre -> Text,
        family -> Text,
        visit -> Text,
        child -> Text,
        moment_kind -> Text,
        band -> Text,
        language -> Text,
        account -> Text,
        document -> Text,
        opened_at -> BigInt,
        finished_at -> Nullable<BigInt>,
        ended_at -> Nullable<BigInt>,
        key_hash -> Nullable<Text>,
    }
}
diesel::table! {
    child_answer (id) {
        id -> Text,
        centre -> Text,
        family -> Text,
        child -> Text,
        sitting -> Text,
        number -> Integer,
        question -> Text,
        account -> Text,
        at -> BigInt,
        document -> Text,
    }
}
diesel::table! {
    child_answer_note (id) {
        id -> Text,
        centre -> Text,
        answer -> Text,
        number -> Integer,
        kind -> Text,
        account -> Text,
        at -> BigInt,
        on_day -> Integer,
        permitted -> Nullable<Bool>,
        document -> Text,
    }
}
diesel::table! {
    child_word (id) {
        id -> Text,
        centre -> Text,
        language -> Text,
        words -> Text,
        listed -> Bool,
        account -> Text,
        at -> BigInt,
    }
}
diesel::table! {
    child_picture (id) {
        id -> Text,
        centre -> Text,
        room -> Nullable<Text>,
        staff -> Nullable<Text>,
        media_type -> Text,
        sha256 -> Text,
        bytes -> Binary,
        account -> Text,
        at -> BigInt,
    }
}
diesel::table! {
    child_page (visit, child) {
        visit -> Text,
        child -> Text,
        centre -> Text,
        family -> Text,
        account -> Text,
        at -> BigInt,
        document -> Text,
    }
}
