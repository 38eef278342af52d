//! The tables of those who work at a centre, and of what they have to show.

diesel::table! {
    staff (id) {
        id -> Text,
        centre -> Text,
        name -> Text,
        role -> Text,
        closed_at -> Nullable<BigInt>,
        supervised_by -> Nullable<Text>,
        terms -> Nullable<Text>,
        destroyed_at -> Nullable<BigInt>,
    }
}
diesel::table! {
    staff_availability (id) {
        id -> Text,
        centre -> Text,
        staff -> Text,
        weekday -> Text,
        from_clock -> Text,
        until_clock -> Text,
        every_weeks -> Integer,
        starts_on -> Integer,
        until_on -> Nullable<Integer>,
    }
}
diesel::table! {
    staff_absence (id) {
        id -> Text,
        centre -> Text,
        staff -> Text,
        starts -> BigInt,
        ends -> BigInt,
        reason -> Text,
        at -> BigInt,
    }
}
diesel::table! {
    staff_conflict (id) {
        id -> Text,
        centre -> Text,
        staff -> Text,
        words -> Text,
        at -> BigInt,
        account -> Text,
        party -> Nullable<Text>,
        looked_at -> Nullable<BigInt>,
    }
}
diesel::table! {
    /// A view: declarations without an adult, and the adults who came since the earliest was looked at.
    look_again (kind, id) {
        kind -> Text,
        id -> Text,
        centre -> Text,
        staff -> Nullable<Text>,
        name -> Text,
        words -> Nullable<Text>,
        at -> BigInt,
        looked_at -> Nullable<BigInt>,
        family -> Nullable<Text>,
        reference -> Nullable<Text>,
    }
}
diesel::table! {
    staff_close_to (staff, other) {
        staff -> Text,
        other -> Text,
        centre -> Text,
        kind -> Text,
        at -> BigInt,
        account -> Text,
    }
}
diesel::table! {
    duty (id) {
        id -> Text,
        centre -> Text,
        staff -> Text,
        starts -> BigInt,
        ends -> BigInt,
        site -> Nullable<Text>,
    }
}
diesel::table! {
    staffing (centre, version) {
        centre -> Text,
        version -> Integer,
        ratios -> Text,
        reason -> Text,
        account -> Text,
        at -> BigInt,
    }
}
diesel::table! {
    cover_request (id) {
        id -> Text,
        centre -> Text,
        duty -> Text,
        exchange -> Nullable<Text>,
        asked_by -> Text,
        starts -> BigInt,
        words -> Text,
        at -> BigInt,
        state -> Text,
        taken_by -> Nullable<Text>,
        decided_at -> Nullable<BigInt>,
    }
}
diesel::table! {
    supervision_note (id) {
        id -> Text,
        centre -> Text,
        staff -> Text,
        supervisor -> Text,
        day -> Integer,
        discussed -> Text,
        agreed -> Text,
        at -> BigInt,
    }
}
diesel::table! {
    clearance_policy (centre, version) {
        centre -> Text,
        version -> Integer,
        document -> Text,
        reason -> Text,
        account -> Text,
        at -> BigInt,
    }
}
diesel::table! {
    certificate (id) {
        id -> Text,
        centre -> Text,
        staff -> Text,
        requirement -> Text,
        level -> Nullable<Text>,
        kinds -> Text,
        from_day -> Integer,
        expires -> Nullable<Integer>,
        update_checked -> Nullable<Integer>,
        words -> Text,
        standing -> Text,
        added_by -> Text,
        added_staff -> Nullable<Text>,
        added_at -> BigInt,
        decided_by -> Nullable<Text>,
        decided_staff -> Nullable<Text>,
        decided_at -> Nullable<BigInt>,
        revoked_by -> Nullable<Text>,
        revoked_at -> Nullable<BigInt>,
        reason -> Nullable<Text>,
        training -> Nullable<Text>,
        filename -> Nullable<Text>,
        media_type -> Nullable<Text>,
        sha256 -> Nullable<Text>,
        bytes -> Nullable<Binary>,
    }
}
diesel::table! {
    /// A view: what clearance is worked out from, so that a page asks for all of it at once.
    clearance_basis (kind, id) {
        kind -> Text,
        id -> Text,
        centre -> Text,
        staff -> Nullable<Text>,
        name -> Nullable<Text>,
        role -> Nullable<Text>,
        requirement -> Nullable<Text>,
        level -> Nullable<Text>,
        kinds -> Nullable<Text>,
        from_day -> Nullable<Integer>,
        expires -> Nullable<Integer>,
        update_checked -> Nullable<Integer>,
        standing -> Nullable<Text>,
        document -> Nullable<Text>,
    }
}
diesel::table! {
    course (id) {
        id -> Text,
        centre -> Text,
        name -> Text,
        requirement -> Text,
        kinds -> Text,
        months -> Nullable<Integer>,
        activity -> Nullable<Text>,
    }
}
diesel::table! {
    training (id) {
        id -> Text,
        centre -> Text,
        course -> Text,
        starts -> BigInt,
        ends -> BigInt,
        place -> Text,
        places -> Integer,
    }
}
diesel::table! {
    training_place (training, staff) {
        training -> Text,
        staff -> Text,
        centre -> Text,
        booked_at -> BigInt,
        attended -> Nullable<Bool>,
    }
}
diesel::table! {
    learner (centre, identity) {
        centre -> Text,
        identity -> Text,
        staff -> Text,
    }
}
diesel::table! {
    learning_import (id) {
        id -> Text,
        centre -> Text,
        at -> BigInt,
        account -> Text,
        statements -> Integer,
        kept -> Integer,
        answers -> Text,
    }
}
diesel::table! {
    learning_statement (centre, id) {
        centre -> Text,
        id -> Text,
        certificate -> Text,
        at -> BigInt,
    }
}
