//! The tables of the capabilities. Their meaning and constraints are in `migrations/`.
#![expect(missing_docs, reason = "each table is described by the capability that owns it")]

mod asking;
mod complaints;
mod emergency;
mod guides;
mod messages;
mod notices;
mod people;
mod premises;
mod records;
mod said;
mod talk;
mod visits;
mod voice;

pub use asking::*;
pub use complaints::*;
pub use emergency::*;
pub use guides::*;
pub use messages::*;
pub use notices::*;
pub use people::*;
pub use premises::*;
pub use records::*;
pub use said::*;
pub use talk::*;
pub use visits::*;
pub use voice::*;

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
    /// A view: what waits at the desk, so that the first page asks for all of it at once.
    desk (kind, id) {
        kind -> Text,
        id -> Text,
        centre -> Text,
        at -> BigInt,
        waits_from -> BigInt,
        said -> Nullable<Text>,
        title -> Nullable<Text>,
        who -> Nullable<Text>,
    }
}
diesel::table! {
    /// The trail, to be read beside the tables it tells of. It is written in `host` alone.
    #[sql_name = "audit_entry"]
    trail_line (centre, seq) {
        centre -> Text,
        seq -> BigInt,
        id -> Text,
        at -> BigInt,
        account -> Nullable<Text>,
        role -> Text,
        kind -> Text,
        purpose -> Text,
        act -> Text,
        subject -> Text,
        family -> Nullable<Text>,
        summary -> Text,
    }
}
diesel::table! {
    look_request (id) {
        id -> Text,
        centre -> Text,
        family -> Text,
        party -> Text,
        asked_at -> BigInt,
        due_on -> Integer,
        extract -> Nullable<Text>,
        released_at -> Nullable<BigInt>,
        released_by -> Nullable<Text>,
    }
}
diesel::table! {
    look_line (request, number) {
        request -> Text,
        number -> Integer,
        centre -> Text,
        line -> Text,
        withheld -> Bool,
        reason -> Text,
        account -> Text,
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
    no_meeting_end (id) {
        id -> Text,
        centre -> Text,
        one -> Text,
        other -> Text,
        kept_apart_because -> Text,
        since -> BigInt,
        reason -> Text,
        asked_by -> Text,
        asked_staff -> Nullable<Text>,
        asked_at -> BigInt,
        state -> Text,
        decided_by -> Nullable<Text>,
        decided_staff -> Nullable<Text>,
        decided_at -> Nullable<BigInt>,
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
        is_urgent -> Bool,
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
        changed -> Nullable<BigInt>,
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
        changed -> Nullable<BigInt>,
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
        is_sexual_abuse -> Bool,
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
        is_sexual_abuse -> Bool,
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
        enquiry -> Nullable<Text>,
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
diesel::allow_tables_to_appear_in_same_query!(desk, complaint_concern);
diesel::allow_tables_to_appear_in_same_query!(desk, staff_close_to);
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
    staff_close_to,
    duty,
    cover_request,
    supervision_note,
    clearance_policy,
    clearance_basis,
    certificate,
    course,
    training,
    training_place,
    learner,
    learning_statement,
    learning_import,
    waiting,
    waiting_offer,
    visit_change,
    visit_equipment,
    offer_answer,
    family,
    party,
    party_contact,
    child,
    no_meeting,
    no_meeting_end,
    court_order,
    court_order_terms,
    child_hours,
    enquiry,
    enquiry_became,
    enquiry_letter,
    mail_mark,
    first_call_time,
    first_call,
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
    proposal,
    proposal_line,
    proposal_wish,
    visit_event,
    note,
    incident,
    review,
    task,
    report,
    report_copy,
    emergency_access,
    look_request,
    look_line,
    thread,
    message,
    message_file,
    message_concern,
    message_draft,
    message_template,
    thread_request,
    adult_consent,
    feedback,
    feedback_figures,
    said_and_done,
    complaint,
    complaint_step,
    complaint_concern,
    complaint_learning,
    complaint_term,
    contact_before,
    contact_change,
    guide_edition,
    guide_need,
    child_sitting,
    child_answer,
    child_answer_note,
    child_word,
    child_picture,
    child_page,
    notice_setting,
    safe_way,
    notice,
    notice_about,
    session_tie,
    trail_line,
    subject_request,
    subject_passage,
    retention_term,
    legal_hold,
    destruction,
    single_destruction,
    breach,
    breach_step
);
