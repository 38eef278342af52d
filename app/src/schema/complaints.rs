//! The tables of complaints, and of what adults change themselves of how they are reached.

diesel::table! {
    complaint (id) {
        id -> Text,
        centre -> Text,
        family -> Nullable<Text>,
        party -> Nullable<Text>,
        origin -> Text,
        about -> Text,
        document -> Text,
        account -> Nullable<Text>,
        at -> BigInt,
        harm -> Bool,
        harm_seen_at -> Nullable<BigInt>,
        stage -> Text,
        acknowledge_by -> Nullable<BigInt>,
        acknowledged_at -> Nullable<BigInt>,
        answer_by -> BigInt,
        handler -> Nullable<Text>,
        outsider -> Nullable<Text>,
        outcome -> Nullable<Text>,
        closed_at -> Nullable<BigInt>,
    }
}
diesel::table! {
    complaint_step (complaint, number) {
        complaint -> Text,
        number -> Integer,
        centre -> Text,
        kind -> Text,
        stage -> Text,
        account -> Nullable<Text>,
        at -> BigInt,
        document -> Text,
    }
}
diesel::table! {
    complaint_concern (complaint, staff) {
        complaint -> Text,
        staff -> Text,
        centre -> Text,
        at -> BigInt,
    }
}
diesel::table! {
    complaint_learning (id) {
        id -> Text,
        centre -> Text,
        complaint -> Text,
        document -> Text,
        due -> Integer,
        account -> Text,
        at -> BigInt,
        done -> Nullable<Text>,
        done_at -> Nullable<BigInt>,
    }
}
diesel::table! {
    complaint_term (centre) {
        centre -> Text,
        informal -> Integer,
        written -> Integer,
        account -> Text,
        at -> BigInt,
    }
}
diesel::table! {
    contact_before (party, number) {
        party -> Text,
        number -> Integer,
        centre -> Text,
        family -> Text,
        document -> Text,
        account -> Nullable<Text>,
        at -> BigInt,
        lifted -> Nullable<Text>,
        lifted_by -> Nullable<Text>,
        lifted_at -> Nullable<BigInt>,
    }
}
diesel::table! {
    contact_change (party, number) {
        party -> Text,
        number -> Integer,
        centre -> Text,
        family -> Text,
        document -> Text,
        account -> Text,
        at -> BigInt,
    }
}
