//! Live chats of people without an account.

diesel::table! {
    chat_hours (centre, weekday) {
        centre -> Text,
        weekday -> Text,
        opens -> Integer,
        closes -> Integer,
    }
}
diesel::table! {
    chat_desk (account) {
        account -> Text,
        centre -> Text,
        until -> BigInt,
    }
}
diesel::table! {
    chat (enquiry) {
        enquiry -> Text,
        centre -> Text,
        code_hash -> Text,
        state -> Text,
        at -> BigInt,
        taken_by -> Nullable<Text>,
        taken_at -> Nullable<BigInt>,
        last_at -> BigInt,
        ended_at -> Nullable<BigInt>,
        ended_by -> Nullable<Text>,
        keeps -> Text,
    }
}
diesel::table! {
    chat_line (enquiry, place) {
        enquiry -> Text,
        place -> Integer,
        centre -> Text,
        at -> BigInt,
        account -> Nullable<Text>,
        words -> Text,
    }
}
