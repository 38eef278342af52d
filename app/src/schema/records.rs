//! The tables of requests for one's own data, retention, destruction and breaches.

diesel::table! {
    subject_request (id) {
        id -> Text,
        centre -> Text,
        family -> Nullable<Text>,
        party -> Nullable<Text>,
        child -> Nullable<Text>,
        staff -> Nullable<Text>,
        enquiry -> Nullable<Text>,
        through -> Nullable<Text>,
        document -> Text,
        received_on -> Integer,
        identity -> Text,
        identity_on -> Nullable<Integer>,
        identity_words -> Nullable<Text>,
        extended_told_on -> Nullable<Integer>,
        extended_because -> Nullable<Text>,
        state -> Text,
        account -> Text,
        created -> BigInt,
        reviewer -> Nullable<Text>,
        proposed_at -> Nullable<BigInt>,
        approver -> Nullable<Text>,
        sealed_at -> Nullable<BigInt>,
        sealed -> Nullable<Binary>,
        sha256 -> Nullable<Text>,
        sent_at -> Nullable<BigInt>,
        sent_words -> Nullable<Text>,
        ended_at -> Nullable<BigInt>,
        ended_words -> Nullable<Text>,
    }
}
diesel::table! {
    subject_passage (request, number) {
        request -> Text,
        number -> Integer,
        centre -> Text,
        how -> Text,
        section -> Text,
        facts -> Text,
        cut -> Text,
        was_cut -> Bool,
        state -> Text,
        ground -> Nullable<Text>,
        reason -> Nullable<Text>,
        decided_by -> Nullable<Text>,
        decided_at -> Nullable<BigInt>,
    }
}
diesel::table! {
    retention_term (centre, class, version) {
        centre -> Text,
        class -> Text,
        version -> Integer,
        start_event -> Text,
        months -> Nullable<Integer>,
        basis -> Text,
        account -> Text,
        at -> BigInt,
    }
}
diesel::table! {
    legal_hold (id) {
        id -> Text,
        centre -> Text,
        family -> Text,
        reason -> Text,
        placed_by -> Text,
        placed_at -> BigInt,
        lifted_by -> Nullable<Text>,
        lifted_at -> Nullable<BigInt>,
        lifted_because -> Nullable<Text>,
    }
}
diesel::table! {
    destruction (id) {
        id -> Text,
        centre -> Text,
        class -> Text,
        family -> Nullable<Text>,
        kept_until -> Integer,
        reason -> Text,
        proposed_by -> Text,
        proposed_at -> BigInt,
        state -> Text,
        decided_by -> Nullable<Text>,
        decided_at -> Nullable<BigInt>,
        decided_because -> Nullable<Text>,
        rows_gone -> Nullable<Integer>,
    }
}
diesel::table! {
    single_destruction (id) {
        id -> Text,
        centre -> Text,
        kind -> Text,
        class -> Text,
        record -> Nullable<Text>,
        kept_until -> Integer,
        reason -> Text,
        proposed_by -> Nullable<Text>,
        proposed_at -> BigInt,
        state -> Text,
        decided_by -> Nullable<Text>,
        decided_at -> Nullable<BigInt>,
        decided_because -> Nullable<Text>,
        records_gone -> Nullable<Integer>,
        rows_gone -> Nullable<Integer>,
    }
}
diesel::table! {
    breach (id) {
        id -> Text,
        centre -> Text,
        document -> Text,
        aware_at -> BigInt,
        recorded_at -> BigInt,
        account -> Text,
        risk -> Text,
        commissioner -> Nullable<Text>,
        commissioner_because -> Nullable<Text>,
        people -> Nullable<Text>,
        people_because -> Nullable<Text>,
        decided_by -> Nullable<Text>,
        decided_at -> Nullable<BigInt>,
        told_at -> Nullable<BigInt>,
        told_words -> Nullable<Text>,
        late_because -> Nullable<Text>,
        people_told_at -> Nullable<BigInt>,
        people_told_words -> Nullable<Text>,
        closed_at -> Nullable<BigInt>,
        closed_words -> Nullable<Text>,
    }
}
diesel::table! {
    breach_step (id) {
        id -> Text,
        centre -> Text,
        breach -> Text,
        words -> Text,
        account -> Text,
        at -> BigInt,
    }
}
diesel::table! {
    /// A view: what decides how long a family's records are kept.
    retention_basis (family) {
        family -> Text,
        centre -> Text,
        reference -> Text,
        title -> Text,
        stage -> Text,
        created -> BigInt,
        last_visit -> Nullable<BigInt>,
        last_meeting -> Nullable<BigInt>,
        last_incident -> Nullable<BigInt>,
        last_review -> Nullable<BigInt>,
        youngest_born -> Nullable<Integer>,
        incidents -> BigInt,
        watched_closely -> BigInt,
        sexual_abuse -> BigInt,
        holds -> BigInt,
        destruction -> Nullable<Text>,
    }
}
