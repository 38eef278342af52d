//! The tables of what a centre has, and of when it is open.

diesel::table! {
    room (id) {
        id -> Text,
        centre -> Text,
        name -> Text,
        families -> Integer,
        kinds -> Text,
        features -> Text,
        site -> Nullable<Text>,
        facilities -> Text,
        toys -> Nullable<Text>,
        youngest -> Nullable<Integer>,
        oldest -> Nullable<Integer>,
    }
}
diesel::table! {
    site (id) {
        id -> Text,
        centre -> Text,
        name -> Text,
        nation -> Text,
        directions -> Nullable<Text>,
    }
}
diesel::table! {
    waiting_area (id) {
        id -> Text,
        centre -> Text,
        site -> Text,
        name -> Text,
        closed_on -> Nullable<Integer>,
    }
}
diesel::table! {
    equipment (id) {
        id -> Text,
        centre -> Text,
        site -> Text,
        name -> Text,
        words -> Nullable<Text>,
        out_of_use_on -> Nullable<Integer>,
        out_of_use_because -> Nullable<Text>,
    }
}
diesel::table! {
    opening_pattern (id) {
        id -> Text,
        centre -> Text,
        site -> Nullable<Text>,
        weekday -> Text,
        every_weeks -> Integer,
        first_day -> Integer,
        last_day -> Nullable<Integer>,
        opens -> Integer,
        closes -> Integer,
        on_bank_holidays -> Bool,
    }
}
diesel::table! {
    opening_exception (id) {
        id -> Text,
        centre -> Text,
        site -> Nullable<Text>,
        day -> Integer,
        opens -> Nullable<Integer>,
        closes -> Nullable<Integer>,
        reason -> Text,
    }
}
diesel::table! {
    closure (id) {
        id -> Text,
        centre -> Text,
        site -> Nullable<Text>,
        room -> Nullable<Text>,
        starts -> BigInt,
        ends -> BigInt,
        reason -> Text,
        lifted_at -> Nullable<BigInt>,
    }
}
diesel::table! {
    entrance (id) {
        id -> Text,
        centre -> Text,
        name -> Text,
        site -> Nullable<Text>,
        closed_on -> Nullable<Integer>,
    }
}
diesel::table! {
    opening (id) {
        id -> Text,
        centre -> Text,
        starts -> BigInt,
        ends -> BigInt,
    }
}
