//! The tables of notices.

diesel::table! {
    notice_setting (centre) {
        centre -> Text,
        by_email -> Bool,
        by_text -> Bool,
        sender -> Nullable<Text>,
        address -> Nullable<Text>,
        recheck_days -> Integer,
        reminder_days -> Integer,
    }
}
diesel::table! {
    safe_way (party) {
        party -> Text,
        centre -> Text,
        document -> Text,
        confirmed_at -> BigInt,
        account -> Text,
        failing_since -> Nullable<BigInt>,
    }
}
diesel::table! {
    notice (id) {
        id -> Text,
        centre -> Text,
        family -> Nullable<Text>,
        party -> Nullable<Text>,
        first_call -> Nullable<Text>,
        call_starts -> Nullable<BigInt>,
        kind -> Text,
        state -> Text,
        because -> Nullable<Text>,
        made_at -> BigInt,
        next_at -> BigInt,
        attempts -> Integer,
        channel -> Nullable<Text>,
        leased_by -> Nullable<Text>,
        lease_ends -> Nullable<BigInt>,
        sent_at -> Nullable<BigInt>,
        reason -> Nullable<Text>,
    }
}
diesel::table! {
    notice_about (party, kind, about) {
        party -> Text,
        kind -> Text,
        about -> Text,
        centre -> Text,
        notice -> Text,
        at -> BigInt,
    }
}
