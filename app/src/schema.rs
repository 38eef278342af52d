//! The tables of the capabilities. Their meaning and constraints are in `migrations/`.
#![expect(missing_docs, reason = "each table is described by the capability that owns it")]

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
    /// A view: everything that says when the centre is open.
    opening_times (kind, id) {
        kind -> Text,
        id -> Text,
        centre -> Text,
        site -> Nullable<Text>,
        room -> Nullable<Text>,
        starts -> Nullable<BigInt>,
        ends -> Nullable<BigInt>,
        first_day -> Nullable<Integer>,
        last_day -> Nullable<Integer>,
        opens -> Nullable<Integer>,
        closes -> Nullable<Integer>,
        every_weeks -> Nullable<Integer>,
        word -> Nullable<Text>,
        on_bank_holidays -> Nullable<Bool>,
        reason -> Nullable<Text>,
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
diesel::table! {
    staff (id) {
        id -> Text,
        centre -> Text,
        name -> Text,
        role -> Text,
        cleared_until -> Nullable<Integer>,
        closed_at -> Nullable<BigInt>,
        supervised_by -> Nullable<Text>,
        terms -> Nullable<Text>,
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
    staff_tie (staff, other) {
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
    family (id) {
        id -> Text,
        centre -> Text,
        reference -> Text,
        title -> Text,
        stage -> Text,
        created -> BigInt,
        first_visit -> Nullable<BigInt>,
        review_on -> Nullable<Integer>,
    }
}
diesel::table! {
    party (id) {
        id -> Text,
        centre -> Text,
        family -> Text,
        side -> Text,
        is_main -> Bool,
        name -> Text,
        relation -> Text,
        born -> Nullable<Integer>,
        document -> Text,
        account -> Nullable<Text>,
    }
}
diesel::table! {
    party_contact (party) {
        party -> Text,
        centre -> Text,
        document -> Text,
    }
}
diesel::table! {
    child (id) {
        id -> Text,
        centre -> Text,
        family -> Text,
        name -> Text,
        born -> Integer,
        document -> Text,
    }
}
diesel::table! {
    no_meeting (one, other) {
        one -> Text,
        other -> Text,
        centre -> Text,
        reason -> Text,
        at -> BigInt,
    }
}
diesel::table! {
    court_order (id) {
        id -> Text,
        centre -> Text,
        family -> Text,
        referral -> Nullable<Text>,
        referral_order -> Nullable<Integer>,
        replaces -> Nullable<Text>,
        created -> BigInt,
        version -> Integer,
        ended_from -> Nullable<Integer>,
        ended_how -> Nullable<Text>,
        ended_why -> Nullable<Text>,
        ended_by -> Nullable<Text>,
        ended_at -> Nullable<BigInt>,
    }
}
diesel::table! {
    court_order_terms (court_order, version) {
        court_order -> Text,
        version -> Integer,
        centre -> Text,
        document -> Text,
        reason -> Text,
        author -> Text,
        created -> BigInt,
        confirmed_by -> Nullable<Text>,
        confirmed_at -> Nullable<BigInt>,
    }
}
diesel::table! {
    child_hours (id) {
        id -> Text,
        centre -> Text,
        family -> Text,
        child -> Text,
        document -> Text,
        author -> Text,
        created -> BigInt,
        stopped_by -> Nullable<Text>,
        stopped_at -> Nullable<BigInt>,
    }
}
diesel::table! {
    enquiry (id) {
        id -> Text,
        centre -> Text,
        channel -> Text,
        at -> BigInt,
        document -> Text,
        outcome -> Nullable<Text>,
        outcome_words -> Nullable<Text>,
        closed_at -> Nullable<BigInt>,
    }
}
diesel::table! {
    referral (id) {
        id -> Text,
        centre -> Text,
        family -> Nullable<Text>,
        source -> Text,
        state -> Text,
        author -> Nullable<Text>,
        document -> Text,
        created -> BigInt,
        submitted -> Nullable<BigInt>,
    }
}
diesel::table! {
    referral_contact (referral, side) {
        referral -> Text,
        side -> Text,
        centre -> Text,
        document -> Text,
    }
}
diesel::table! {
    application (id) {
        id -> Text,
        centre -> Text,
        code -> Text,
        state -> Text,
        document -> Text,
        created -> BigInt,
        submitted -> Nullable<BigInt>,
        referral -> Nullable<Text>,
    }
}
diesel::table! {
    application_contact (application) {
        application -> Text,
        centre -> Text,
        document -> Text,
    }
}
diesel::table! {
    attachment (id) {
        id -> Text,
        centre -> Text,
        referral -> Nullable<Text>,
        application -> Nullable<Text>,
        order_number -> Nullable<Integer>,
        filename -> Text,
        media_type -> Text,
        sha256 -> Text,
        bytes -> Binary,
        at -> BigInt,
    }
}
diesel::table! {
    triage (referral, at) {
        referral -> Text,
        at -> BigInt,
        centre -> Text,
        decision -> Text,
        reason -> Text,
        account -> Text,
    }
}
diesel::table! {
    meeting (id) {
        id -> Text,
        centre -> Text,
        family -> Text,
        party -> Text,
        starts -> BigInt,
        ends -> BigInt,
        place -> Text,
        state -> Text,
        document -> Nullable<Text>,
    }
}
diesel::table! {
    assessment (id) {
        id -> Text,
        centre -> Text,
        family -> Text,
        version -> Integer,
        state -> Text,
        document -> Text,
        result -> Nullable<Text>,
        review_on -> Nullable<Integer>,
        author -> Text,
        approver -> Nullable<Text>,
        approved_at -> Nullable<BigInt>,
        created -> BigInt,
    }
}
diesel::table! {
    plan (id) {
        id -> Text,
        centre -> Text,
        family -> Text,
        version -> Integer,
        state -> Text,
        level -> Text,
        kind -> Text,
        review_on -> Nullable<Integer>,
        document -> Text,
        author -> Text,
        created -> BigInt,
        agreed -> Integer,
    }
}
diesel::table! {
    agreement (plan, party) {
        plan -> Text,
        party -> Text,
        centre -> Text,
        acknowledged -> Text,
        how -> Text,
        words -> Text,
        at -> BigInt,
        account -> Text,
    }
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
    offer_answer (visit, party) {
        visit -> Text,
        party -> Text,
        centre -> Text,
        suits -> Bool,
        at -> BigInt,
        account -> Text,
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
    incident (id) {
        id -> Text,
        centre -> Text,
        family -> Text,
        visit -> Nullable<Text>,
        kind -> Text,
        happened_at -> BigInt,
        recorded_at -> BigInt,
        document -> Text,
        account -> Text,
        worker -> Nullable<Text>,
    }
}
diesel::table! {
    review (id) {
        id -> Text,
        centre -> Text,
        family -> Text,
        trigger_kind -> Text,
        words -> Text,
        due_on -> Integer,
        opened_at -> BigInt,
        decision -> Nullable<Text>,
        document -> Nullable<Text>,
        decided_at -> Nullable<BigInt>,
        decided_by -> Nullable<Text>,
    }
}
diesel::table! {
    task (id) {
        id -> Text,
        centre -> Text,
        family -> Nullable<Text>,
        incident -> Nullable<Text>,
        review -> Nullable<Text>,
        assessment -> Nullable<Text>,
        rule -> Nullable<Text>,
        whom -> Text,
        words -> Text,
        due -> BigInt,
        done_at -> Nullable<BigInt>,
        done_by -> Nullable<Text>,
        outcome -> Nullable<Text>,
        visit -> Nullable<Text>,
    }
}
diesel::table! {
    report (id) {
        id -> Text,
        centre -> Text,
        family -> Text,
        reference -> Text,
        kind -> Text,
        state -> Text,
        document -> Text,
        created -> BigInt,
        author -> Text,
        signed_at -> Nullable<BigInt>,
        signed_by -> Nullable<Text>,
        pdf -> Nullable<Binary>,
        sha256 -> Nullable<Text>,
    }
}
diesel::table! {
    report_copy (id) {
        id -> Text,
        centre -> Text,
        report -> Text,
        recipient -> Text,
        capacity -> Text,
        how -> Text,
        sent_at -> BigInt,
        account -> Text,
    }
}
diesel::table! {
    feed (id) {
        id -> Text,
        centre -> Text,
        account -> Text,
        hash -> Text,
        names_place -> Bool,
        made -> BigInt,
        revoked_at -> Nullable<BigInt>,
    }
}
diesel::allow_tables_to_appear_in_same_query!(
    room,
    site,
    waiting_area,
    equipment,
    opening_pattern,
    opening_exception,
    closure,
    opening_times,
    entrance,
    opening,
    staff,
    staff_availability,
    staff_absence,
    staff_conflict,
    staff_tie,
    duty,
    cover_request,
    supervision_note,
    family,
    party,
    party_contact,
    child,
    no_meeting,
    court_order,
    court_order_terms,
    child_hours,
    enquiry,
    referral,
    referral_contact,
    application,
    application_contact,
    attachment,
    triage,
    meeting,
    assessment,
    plan,
    agreement,
    visit,
    visit_supervisor,
    visit_person,
    visit_event,
    note,
    incident,
    review,
    task,
    report,
    report_copy
);
