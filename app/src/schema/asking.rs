//! The tables of what comes of an enquiry, of e-mails that were taken, and of first calls.

diesel::table! {
    enquiry_became (enquiry) {
        enquiry -> Text,
        centre -> Text,
        referral -> Nullable<Text>,
        application -> Nullable<Text>,
        at -> BigInt,
    }
}
diesel::table! {
    enquiry_letter (id) {
        id -> Text,
        centre -> Text,
        enquiry -> Text,
        at -> BigInt,
        document -> Text,
    }
}
diesel::table! {
    mail_mark (centre, mark) {
        centre -> Text,
        mark -> Text,
        enquiry -> Nullable<Text>,
        at -> BigInt,
    }
}
diesel::table! {
    first_call_time (id) {
        id -> Text,
        centre -> Text,
        account -> Text,
        weekday -> Nullable<Text>,
        day -> Nullable<Integer>,
        from_clock -> Integer,
        until_clock -> Integer,
        made_at -> BigInt,
        ended_at -> Nullable<BigInt>,
    }
}
diesel::table! {
    first_call (id) {
        id -> Text,
        centre -> Text,
        enquiry -> Text,
        account -> Text,
        starts -> BigInt,
        ends -> BigInt,
        way -> Text,
        state -> Text,
        secret -> Text,
        made_at -> BigInt,
        changed_at -> BigInt,
        reminder -> Nullable<Text>,
    }
}
