//! What the policies must come to, said a second time and otherwise: by who somebody is, as the mission and
//! the list of attackers have it, and not by what is asked for. The two are compared over every question
//! there is.

use policy::{Asked, EveryAct, Question, Refused, Role, Tie, Ties};

/// What anybody may do at the front door.
const ANYBODY: &[&str] = &["see-public-pages", "sign-in", "read-feed"];
/// What everybody may do who is not the centre's own machinery.
const ASKING: &[&str] = &["make-enquiry", "make-complaint", "book-first-call", "keep-own-first-call"];
/// What whoever has signed in may do besides.
const SIGNED_IN: &[&str] =
    &["see-home", "set-clock", "see-own-sign-in", "end-own-session", "change-own-sign-in"];
/// What is at the front door at all: nobody is told that these are not there.
const AT_THE_DOOR: &[&str] = &[
    "see-public-pages",
    "sign-in",
    "read-feed",
    "see-home",
    "set-clock",
    "see-own-sign-in",
    "end-own-session",
    "change-own-sign-in",
    "keep-feed",
    "make-enquiry",
    "begin-chat",
    "write-own-chat",
    "make-complaint",
    "book-first-call",
    "keep-own-first-call",
    "start-referral",
    "apply",
    "write-application",
    "set-letterhead",
    "add-account",
    "run-jobs",
];
/// What is asked of the house as a whole.
const OF_THE_HOUSE: &[&str] = &[
    "import-referrals",
    "see-waiting-list",
    "ask-for-proposal",
    "see-proposal",
    "decide-proposal",
    "tend-timetable",
    "see-calendar",
    "see-day",
    "list-tasks",
    "finish-task",
    "set-clearance-policy",
    "see-training",
    "write-training",
    "record-attendance",
    "import-learning",
    "see-centre",
    "write-centre",
    "add-staff",
    "look-up-known",
    "see-rota",
    "keep-rota",
    "keep-chat-desk",
    "set-staffing",
    "take-cover",
    "open-in-emergency",
    "see-heads",
    "sign-head",
    "list-look-requests",
    "see-records",
    "see-processing",
    "set-retention",
    "list-due",
    "propose-single-destruction",
    "list-subject-requests",
    "record-subject-request",
    "record-breach",
    "list-breaches",
    "forget-bundles",
    "list-clearance",
    "see-templates",
    "keep-templates",
    "see-guide-texts",
    "write-guide",
    "review-guide",
    "publish-feedback",
    "set-complaint-terms",
    "see-child-words",
    "keep-child-words",
    "keep-own-picture",
    "send-notices",
    "log-call",
    "take-mail",
    "keep-first-call-times",
];
/// What somebody wrote before there was a case.
const REQUESTS: &[&str] = &[
    "list-enquiries",
    "see-enquiry",
    "close-enquiry",
    "list-chats",
    "answer-chat",
    "list-complaints",
    "see-complaint",
    "handle-complaint",
    "list-first-calls",
    "settle-first-call",
    "list-applications",
    "see-application",
    "join-applications",
    "list-sign-ins",
    "recover-sign-in",
    "close-sign-in",
    "see-subject-request",
    "handle-subject-request",
    "see-breach",
    "handle-breach",
    "review-disclosure",
    "approve-disclosure",
    "send-disclosure",
    "decide-destruction",
];
/// What is about one member of staff.
const OF_STAFF: &[&str] = &[
    "see-credentials",
    "add-certificate",
    "check-certificate",
    "book-training",
    "write-staff",
    "see-staff",
    "write-terms",
    "ask-cover",
    "see-staff-trail",
];
const BETWEEN_TWO: &[&str] = &["see-supervision", "write-supervision"];
const OPENINGS: &[&str] = &["list-emergency-access", "see-emergency-access", "sign-off-emergency-access"];
/// What the address of a parent in hiding hangs on.
const ASKS_WHO_IS_THERE: &[&str] = &[
    "see-contacts",
    "write-contacts",
    "give-access",
    "send-report",
    "keep-feed",
    "change-own-sign-in",
    "see-enquiry",
    "see-complaint",
    "see-application",
    "recover-sign-in",
    "close-sign-in",
    "see-referral",
    "write-referral",
    "see-attachment",
    "review-disclosure",
    "approve-disclosure",
    "send-disclosure",
    "decide-destruction",
    "destroy-records",
    "propose-destruction",
    "propose-single-destruction",
    "see-notices",
    "see-own-contact",
    "write-own-contact",
];
/// Where an adult is and how they are reached, and what they and the centre write to each other.
const COMPARTMENTS: &[&str] = &[
    "see-contacts",
    "write-contacts",
    "see-own-messages",
    "write-own-message",
    "list-messages",
    "see-messages",
    "answer-messages",
    "write-to-adult",
    "see-guide-needs",
    "write-guide-needs",
    "see-own-consents",
    "write-own-consent",
    "see-consents",
    "give-feedback",
    "list-feedback",
    "see-own-complaints",
    "write-own-complaint",
    "see-own-documents",
    "see-own-contact",
    "write-own-contact",
    "list-notices",
    "see-notices",
    "handle-notices",
];
/// What an adult does in their own compartment, and in no other.
const HOLDERS_OWN: &[&str] = &[
    "see-own-messages",
    "write-own-message",
    "see-own-consents",
    "write-own-consent",
    "give-feedback",
    "see-own-complaints",
    "write-own-complaint",
    "see-own-documents",
    "see-own-contact",
    "write-own-contact",
];
/// What a legal hold keeps from being done.
const HELD_BACK: &[&str] = &["propose-destruction", "destroy-records"];

/// What a supervisor reads of a family, and what emergency access opens to either of the two.
const SUPERVISOR_READS: &[&str] = &[
    "list-families",
    "see-family",
    "see-meeting",
    "see-assessment",
    "see-plan",
    "list-visits",
    "see-visit",
    "see-notes",
];
const VOLUNTEER_READS: &[&str] = &["list-families", "see-plan", "list-visits", "see-visit"];
const SESSION_WRITES: &[&str] =
    &["record-event", "write-note", "record-incident", "open-child-mode", "hear-child", "make-child-page"];
/// What a child said is read by the supervisor of the session, and opened by no emergency.
const SUPERVISOR_HEARD: &[&str] = &["see-child-voice", "note-child-voice"];
const OWN_FILE: &[&str] =
    &["see-credentials", "add-certificate", "book-training", "see-staff", "write-terms", "ask-cover"];
const SHARED_BY_STAFF: &[&str] = &[
    "log-call",
    "see-day",
    "list-tasks",
    "see-training",
    "see-centre",
    "see-rota",
    "take-cover",
    "record-subject-request",
    "record-breach",
    "keep-own-picture",
];
const REFERRERS_OWN: &[&str] = &[
    "list-referrals",
    "see-referral",
    "write-referral",
    "submit-referral",
    "attach-order",
    "see-attachment",
    "see-reports",
    "read-report",
];
const PARENTS_OWN: &[&str] =
    &["see-own-case", "agree-plan", "answer-offer", "ask-who-looked", "ask-for-own-data"];
/// What those who lead the work do not do: it is another's own, or the program's.
const NOT_LEADS: &[&str] = &[
    "begin-chat",
    "write-own-chat",
    "write-application",
    "add-account",
    "run-jobs",
    "tend-timetable",
    "see-own-case",
    "answer-offer",
    "open-in-emergency",
    "ask-who-looked",
    "ask-for-own-data",
    "forget-bundles",
    "see-own-messages",
    "write-own-message",
    "see-own-consents",
    "write-own-consent",
    "give-feedback",
    "see-own-complaints",
    "write-own-complaint",
    "see-own-documents",
    "see-own-contact",
    "write-own-contact",
    "send-notices",
    "take-mail",
];

fn leads(act: &str, own: bool, is_safeguarding_lead: bool) -> bool {
    if BETWEEN_TWO.contains(&act) {
        return is_safeguarding_lead || own;
    }
    if OPENINGS.contains(&act) {
        return is_safeguarding_lead && !(own && act == "sign-off-emergency-access");
    }
    match act {
        // One of the two writes these.
        "apply" | "set-letterhead" => !is_safeguarding_lead,
        // One person answers for the whole of a timetable.
        "ask-for-proposal" | "see-proposal" | "decide-proposal" => !is_safeguarding_lead,
        "place-hold" | "handle-breach" | "see-heads" | "sign-head" => is_safeguarding_lead,
        _ => !NOT_LEADS.contains(&act),
    }
}

fn session(act: &str, ties: Ties, is_supervisor: bool) -> bool {
    let is = |list: &[&str]| list.contains(&act);
    let at_the_door = is(ANYBODY) || is(SIGNED_IN) || act == "keep-feed" || is(ASKING);
    let reads = if is_supervisor { SUPERVISOR_READS } else { VOLUNTEER_READS };
    at_the_door
        || is(SHARED_BY_STAFF)
        || act == "open-in-emergency"
        || (is_supervisor && (act == "see-calendar" || act == "finish-task"))
        || (ties.has(Tie::OnTheSession)
            && (is(reads) || is(SESSION_WRITES) || (is_supervisor && is(SUPERVISOR_HEARD))))
        || (ties.has(Tie::Emergency) && is(SUPERVISOR_READS))
        || (ties.has(Tie::Own)
            && (is(OWN_FILE)
                || act == "see-supervision"
                || (act == "write-supervision" && is_supervisor)
                || (is(OPENINGS) && act != "sign-off-emergency-access")))
}

fn may(role: Role, act: &str, ties: Ties) -> bool {
    let is = |list: &[&str]| list.contains(&act);
    match role {
        Role::Coordinator => leads(act, ties.has(Tie::Own), false),
        Role::SafeguardingLead => leads(act, ties.has(Tie::Own), true),
        Role::Supervisor => session(act, ties, true),
        Role::Volunteer => session(act, ties, false),
        Role::Administrator => is(ANYBODY) || is(SIGNED_IN) || is(&["set-letterhead", "add-account"]),
        Role::Referrer => {
            is(ANYBODY)
                || is(SIGNED_IN)
                || is(ASKING)
                || act == "start-referral"
                || (ties.has(Tie::Referrer) && is(REFERRERS_OWN))
        }
        Role::Parent => {
            is(ANYBODY)
                || is(SIGNED_IN)
                || is(ASKING)
                || is(&["keep-feed", "apply"])
                || (ties.has(Tie::Adult) && is(PARENTS_OWN))
                || (ties.has(Tie::Own) && is(HOLDERS_OWN))
        }
        Role::Public => {
            is(ANYBODY) || is(ASKING) || is(&["begin-chat", "write-own-chat", "apply", "write-application"])
        }
        Role::Program => is(&[
            "add-account",
            "run-jobs",
            "tend-timetable",
            "offer-time",
            "sign-head",
            "forget-bundles",
            "send-notices",
            "take-mail",
        ]),
    }
}

fn may_know(role: Role, act: &str, ties: Ties) -> bool {
    let is = |list: &[&str]| list.contains(&act);
    let (is_lead, is_session) = (
        matches!(role, Role::Coordinator | Role::SafeguardingLead),
        matches!(role, Role::Supervisor | Role::Volunteer),
    );
    if is(AT_THE_DOOR) {
        true
    } else if is(OF_THE_HOUSE) {
        is_lead || is_session || role == Role::Program
    } else if is(REQUESTS) {
        is_lead || is_session
    } else if is(OF_STAFF) {
        is_lead || (is_session && ties.has(Tie::Own))
    } else if is(BETWEEN_TWO) {
        role == Role::SafeguardingLead || ((is_lead || is_session) && ties.has(Tie::Own))
    } else if is(OPENINGS) {
        role == Role::SafeguardingLead || (is_session && ties.has(Tie::Own))
    } else if is(COMPARTMENTS) {
        is_lead || role == Role::Program || (role == Role::Parent && ties.has(Tie::Own))
    } else {
        match role {
            Role::Coordinator | Role::SafeguardingLead | Role::Program => true,
            Role::Supervisor | Role::Volunteer => ties.has(Tie::OnTheSession) || ties.has(Tie::Emergency),
            Role::Referrer => ties.has(Tie::Referrer),
            Role::Parent => ties.has(Tie::Adult),
            Role::Administrator | Role::Public => false,
        }
    }
}

/// What must be answered.
fn expected(question: Question, act: &str) -> Result<(), Refused> {
    if !question.same_centre || !may_know(question.role, act, question.ties) {
        Err(Refused::Unseen)
    } else if !may(question.role, act, question.ties) || (question.held && HELD_BACK.contains(&act)) {
        Err(Refused::NotYours)
    } else if ASKS_WHO_IS_THERE.contains(&act) && !question.proved {
        Err(Refused::ProveAgain)
    } else {
        Ok(())
    }
}

/// One test and not three: whoever asks all of Cedar asks long.
#[test]
fn the_policies_say_what_the_mission_says_to_every_question_there_is() {
    policy::check().unwrap();
    let mut asked = 0;
    let mut differ = Vec::new();
    let mut asks_who_is_there = vec![false; EveryAct::ALL.len()];
    for question in Question::every() {
        let Asked::Act(number) = question.asked else { continue };
        asked += 1;
        let act = EveryAct::ALL[number].name;
        let (is, must_be) = (question.answer(), expected(question, act));
        if is != must_be {
            differ.push(format!("{act} {question:?}: {is:?}, and must be {must_be:?}"));
        }
        // Whoever may do something may know that it is there.
        let knows = Question { asked: Asked::Know(number), ..question };
        assert!(!question.is_permitted() || knows.is_permitted(), "{question:?}");
        asks_who_is_there[number] |= is == Err(Refused::ProveAgain);
    }
    assert!(asked > 30_000, "only {asked} were asked");
    assert!(differ.is_empty(), "{} differ: {:#?}", differ.len(), &differ[..differ.len().min(20)]);
    for (act, asks) in EveryAct::ALL.iter().zip(asks_who_is_there) {
        assert_eq!(asks, act.proved, "{} asks again in one of code and policies alone", act.name);
    }
}

#[test]
fn an_answer_that_is_kept_is_the_answer_that_cedar_gives() {
    for question in Question::every().step_by(97) {
        let first = question.is_permitted();
        assert_eq!((question.is_permitted(), question.is_permitted_anew()), (first, first), "{question:?}");
    }
}

#[test]
fn a_policy_that_does_not_fit_the_schema_is_found_out() {
    use cedar_policy::{PolicySet, Schema, ValidationMode, Validator};
    let schema: Schema = policy::SCHEMA.parse().unwrap();
    let validator = Validator::new(schema);
    for wrong in [
        "permit (principal, action == Action::\"see-famly\", resource);",
        "permit (principal, action == Action::\"see-family\", resource) when { resource.adult.contains(principal) };",
        "permit (principal, action == Action::\"see-family\", resource is StaffFile);",
        "permit (principal, action, resource) when { principal.address == \"here\" };",
    ] {
        let policies: PolicySet = wrong.parse().unwrap();
        let found = validator.validate(&policies, ValidationMode::Strict);
        assert!(!found.validation_passed_without_warnings(), "{wrong}");
    }
}
