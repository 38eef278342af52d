//! The tables of visits, of what becomes of them, and of those who wait.

use host::{Among, among};
use rules::visit::State;

/// That a visit is booked, and not a time that is only held or was.
#[must_use]
pub fn is_booked() -> diesel::dsl::not<Among<visit::state, State>> {
    diesel::dsl::not(among(visit::state, State::NOT_BOOKED))
}

diesel::table! {
    visit (id) {
        id -> Text,
        centre -> Text,
        family -> Text,
        plan -> Text,
        kind -> Text,
        room -> Text,
        series -> Nullable<Text>,
        state -> Text,
        visiting_arrives -> BigInt,
        child_arrives -> BigInt,
        starts -> BigInt,
        ends -> BigInt,
        child_leaves -> BigInt,
        visiting_leaves -> BigInt,
        document -> Text,
        unsafe_because -> Nullable<Text>,
        unsafe_code -> Nullable<Text>,
        booked_at -> BigInt,
        held_until -> Nullable<BigInt>,
        gap_minutes -> Integer,
        unsafe_mend -> Nullable<Text>,
    }
}
diesel::table! {
    visit_equipment (visit, equipment) {
        visit -> Text,
        equipment -> Text,
        centre -> Text,
    }
}
diesel::table! {
    visit_change (id) {
        id -> Text,
        centre -> Text,
        visit -> Text,
        family -> Text,
        what -> Text,
        asked_by -> Text,
        reason -> Text,
        notice_minutes -> BigInt,
        is_late -> Bool,
        was -> Text,
        at -> BigInt,
        account -> Text,
    }
}
diesel::table! {
    offer_answer (visit, party, number) {
        visit -> Text,
        party -> Text,
        number -> Integer,
        centre -> Text,
        suits -> Bool,
        how -> Text,
        words -> Nullable<Text>,
        at -> BigInt,
        account -> Text,
        ended_at -> Nullable<BigInt>,
    }
}
diesel::table! {
    waiting (id) {
        id -> Text,
        centre -> Text,
        family -> Text,
        since -> BigInt,
        document -> Text,
        ended_at -> Nullable<BigInt>,
        ended_how -> Nullable<Text>,
    }
}
diesel::table! {
    waiting_offer (id) {
        id -> Text,
        centre -> Text,
        waiting -> Text,
        freed -> Text,
        visit -> Nullable<Text>,
        passed_over -> Nullable<Text>,
        at -> BigInt,
    }
}
diesel::table! {
    visit_supervisor (visit, staff) {
        visit -> Text,
        staff -> Text,
        centre -> Text,
        starts -> BigInt,
    }
}
diesel::table! {
    visit_person (visit, party) {
        visit -> Text,
        party -> Text,
        centre -> Text,
    }
}
diesel::table! {
    visit_event (id) {
        id -> Text,
        centre -> Text,
        visit -> Text,
        number -> Integer,
        kind -> Text,
        happened_at -> BigInt,
        received_at -> BigInt,
        account -> Text,
        document -> Text,
    }
}
diesel::table! {
    note (id) {
        id -> Text,
        centre -> Text,
        visit -> Text,
        kind -> Text,
        happened_at -> BigInt,
        received_at -> BigInt,
        words -> Text,
        speaker -> Nullable<Text>,
        corrects -> Nullable<Text>,
        account -> Text,
    }
}
diesel::table! {
    proposal (id) {
        id -> Text,
        centre -> Text,
        account -> Text,
        asked_at -> BigInt,
        state -> Text,
        document -> Text,
        outcome -> Nullable<Text>,
        ended_at -> Nullable<BigInt>,
    }
}
diesel::table! {
    proposal_line (id) {
        id -> Text,
        proposal -> Text,
        centre -> Text,
        family -> Text,
        number -> Integer,
        kind -> Text,
        priority -> Text,
        waits_since -> Integer,
        starts -> Nullable<BigInt>,
        ends -> Nullable<BigInt>,
        room -> Nullable<Text>,
        state -> Text,
        document -> Text,
        visit -> Nullable<Text>,
    }
}
diesel::table! {
    proposal_wish (id) {
        id -> Text,
        proposal -> Text,
        centre -> Text,
        family -> Text,
        what -> Text,
        starts -> BigInt,
        room -> Text,
        document -> Text,
    }
}
