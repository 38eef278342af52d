//! Guides.

diesel::table! {
    guide_edition (id) {
        id -> Text,
        centre -> Text,
        guide -> Text,
        language -> Text,
        easy -> Bool,
        number -> Integer,
        title -> Text,
        words -> Text,
        account -> Nullable<Text>,
        at -> BigInt,
        reviewed_by -> Nullable<Text>,
        reviewed_at -> Nullable<BigInt>,
        ended_at -> Nullable<BigInt>,
    }
}
diesel::table! {
    guide_need (party) {
        party -> Text,
        centre -> Text,
        family -> Text,
        document -> Text,
        account -> Text,
        at -> BigInt,
    }
}
