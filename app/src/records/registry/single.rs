//! What is kept for its own time and is no family: of what kind it is, from when its time runs, what keeps it
//! longer, and which rows go with it.

use rules::records::retention::Class;

base::choices! {
    /// A kind of record that is no family's.
    pub enum SingleKind {
        Enquiry = "enquiry" => "Enquiry",
        Complaint = "complaint" => "Complaint that belongs to no family",
        Referral = "referral" => "Referral that was not sent",
        Application = "application" => "Application that was not taken up",
        Staff = "staff" => "Member of staff or volunteer who left",
        SignIn = "sign-in" => "Sign-in of a referrer that was closed",
        SubjectRequest = "subject-request" => "Request for one’s own data",
        LookRequest = "look-request" => "Question who has looked",
        Breach = "breach" => "Entry of the breach register",
    }
}

/// How records of one kind end. The statements are the same on both databases; every value in them is bound.
#[derive(Clone, Copy, Debug)]
pub struct Single {
    /// Of which kind.
    pub kind: SingleKind,
    /// The class that says how long they are kept.
    pub class: Class,
    /// Whether two people decide each; the program destroys the others by itself.
    pub by_two: bool,
    /// The records whose time runs: what stands after FROM. `$1` is the centre.
    pub from: &'static str,
    /// The table they are in.
    pub table: &'static str,
    /// The moment from which the time runs.
    pub since: &'static str,
    /// What one is called to those who decide; nothing where it needs no name.
    pub called: &'static str,
    /// How many legal holds keep it.
    pub holds: &'static str,
    /// How many requests for one's own data keep it.
    pub requests: &'static str,
    /// Which rows go, in this order: `$1` is the record.
    pub goes: &'static [(&'static str, &'static str)],
}

const NONE: &str = "0";
/// The sign-ins of a member of staff.
const THEIRS: &str = "account IN (SELECT id FROM account WHERE staff = $1)";
/// What somebody comes in with.
const OWN: &str = "account = $1";
/// What they had booked, and colleagues were asked to cover.
const COVERS: &str = "asked_by = $1 OR duty IN (SELECT id FROM duty WHERE staff = $1) \
                      OR exchange IN (SELECT id FROM duty WHERE staff = $1)";

/// Every kind there is.
pub const SINGLES: &[Single] = &[
    Single {
        kind: SingleKind::Enquiry,
        class: Class::Enquiry,
        by_two: false,
        from: "enquiry WHERE centre = $1 AND closed_at IS NOT NULL",
        table: "enquiry",
        since: "closed_at",
        called: "''",
        holds: NONE,
        requests: "(SELECT COUNT(*) FROM subject_request WHERE subject_request.enquiry = enquiry.id)",
        goes: &[
            ("chat_line", "enquiry = $1"),
            ("chat", "enquiry = $1"),
            ("notice", "first_call IN (SELECT id FROM first_call WHERE enquiry = $1)"),
            ("first_call", "enquiry = $1"),
            ("enquiry_letter", "enquiry = $1"),
            ("mail_mark", "enquiry = $1"),
            ("enquiry_became", "enquiry = $1"),
            ("task", "enquiry = $1"),
            ("enquiry", "id = $1"),
        ],
    },
    // It goes by itself: nobody it may be about is shown a list with it.
    Single {
        kind: SingleKind::Complaint,
        class: Class::Complaint,
        by_two: false,
        from: "complaint WHERE centre = $1 AND family IS NULL AND closed_at IS NOT NULL",
        table: "complaint",
        since: "closed_at",
        called: "''",
        holds: NONE,
        requests: NONE,
        goes: &[
            ("complaint_learning", "complaint = $1"),
            ("complaint_concern", "complaint = $1"),
            ("complaint_step", "complaint = $1"),
            ("complaint", "id = $1"),
        ],
    },
    Single {
        kind: SingleKind::Referral,
        class: Class::Draft,
        by_two: false,
        from: "referral WHERE centre = $1 AND family IS NULL",
        table: "referral",
        since: "COALESCE(changed, created)",
        called: "''",
        holds: NONE,
        requests: NONE,
        goes: &[
            ("enquiry_became", "referral = $1"),
            ("triage", "referral = $1"),
            ("attachment", "referral = $1"),
            ("referral_contact", "referral = $1"),
            ("referral", "id = $1"),
        ],
    },
    Single {
        kind: SingleKind::Application,
        class: Class::Draft,
        by_two: false,
        from: "application WHERE centre = $1 AND referral IS NULL",
        table: "application",
        since: "COALESCE(changed, submitted, created)",
        called: "''",
        holds: NONE,
        requests: NONE,
        goes: &[
            ("enquiry_became", "application = $1"),
            ("attachment", "application = $1"),
            ("application_contact", "application = $1"),
            ("application", "id = $1"),
        ],
    },
    Single {
        kind: SingleKind::Staff,
        class: Class::Staff,
        by_two: true,
        from: "staff WHERE centre = $1 AND closed_at IS NOT NULL AND destroyed_at IS NULL",
        table: "staff",
        since: "closed_at",
        called: "name",
        holds: "(SELECT COUNT(*) FROM legal_hold JOIN visit ON visit.family = legal_hold.family \
                JOIN visit_supervisor ON visit_supervisor.visit = visit.id \
                WHERE legal_hold.lifted_at IS NULL AND visit_supervisor.staff = staff.id)",
        requests: "(SELECT COUNT(*) FROM subject_request WHERE subject_request.staff = staff.id)",
        // What they wrote of families is the families' own, and goes with them; so their name stays.
        goes: &[
            ("learning_statement", "certificate IN (SELECT id FROM certificate WHERE staff = $1)"),
            ("certificate", "staff = $1"),
            ("training_place", "staff = $1"),
            ("learner", "staff = $1"),
            ("supervision_note", "staff = $1"),
            ("cover_request", COVERS),
            ("duty", "staff = $1"),
            ("staff_close_to", "staff = $1 OR other = $1"),
            ("staff_conflict", "staff = $1"),
            ("staff_absence", "staff = $1"),
            ("staff_availability", "staff = $1"),
            ("child_picture", "staff = $1"),
            ("passkey", THEIRS),
            ("authenticator", THEIRS),
            ("recovery", THEIRS),
            ("known_device", THEIRS),
            ("browser_session", THEIRS),
            ("api_token", THEIRS),
            ("feed", THEIRS),
            ("chat_desk", THEIRS),
            ("first_call_time", THEIRS),
        ],
    },
    // A parent's sign-in goes with the family, one of staff with its owner; what is left is of those who refer.
    Single {
        kind: SingleKind::SignIn,
        class: Class::Referrer,
        by_two: true,
        from: "account WHERE centre = $1 AND staff IS NULL AND party IS NULL AND closed_at IS NOT NULL \
               AND destroyed_at IS NULL",
        table: "account",
        since: "closed_at",
        called: "name",
        holds: "(SELECT COUNT(*) FROM legal_hold JOIN referral ON referral.family = legal_hold.family \
                WHERE legal_hold.lifted_at IS NULL AND referral.author = account.id)",
        requests: NONE,
        // What they wrote of families is the families' own, and goes with them; so their name stays.
        goes: &[
            ("passkey", OWN),
            ("authenticator", OWN),
            ("recovery", OWN),
            ("known_device", OWN),
            ("browser_session", OWN),
            ("api_token", OWN),
            ("feed", OWN),
        ],
    },
    Single {
        kind: SingleKind::SubjectRequest,
        class: Class::SubjectRequest,
        by_two: true,
        from: "subject_request WHERE centre = $1 AND ended_at IS NOT NULL",
        table: "subject_request",
        since: "ended_at",
        called: "''",
        holds: "(SELECT COUNT(*) FROM legal_hold \
                WHERE legal_hold.family = subject_request.family AND legal_hold.lifted_at IS NULL)",
        requests: NONE,
        goes: &[("subject_passage", "request = $1"), ("subject_request", "id = $1")],
    },
    Single {
        kind: SingleKind::LookRequest,
        class: Class::SubjectRequest,
        by_two: true,
        from: "look_request WHERE centre = $1 AND released_at IS NOT NULL",
        table: "look_request",
        since: "released_at",
        called: "(SELECT name FROM party WHERE party.id = look_request.party)",
        holds: "(SELECT COUNT(*) FROM legal_hold \
                WHERE legal_hold.family = look_request.family AND legal_hold.lifted_at IS NULL)",
        requests: NONE,
        goes: &[("look_line", "request = $1"), ("look_request", "id = $1")],
    },
    Single {
        kind: SingleKind::Breach,
        class: Class::Breach,
        by_two: true,
        from: "breach WHERE centre = $1 AND closed_at IS NOT NULL",
        table: "breach",
        since: "closed_at",
        called: "''",
        holds: NONE,
        requests: NONE,
        goes: &[("breach_step", "breach = $1"), ("breach", "id = $1")],
    },
];

/// How records of a kind end.
#[must_use]
pub fn single(kind: SingleKind) -> Option<&'static Single> {
    SINGLES.iter().find(|single| single.kind == kind)
}

/// Tables that tell of staff, of askers or of whoever signs in, and that no single record takes with it, and why.
pub const STAYS: &[(&str, &str)] = &[
    ("account", "The name stays under what they wrote; with what they came in goes."),
    ("staff", "The name stays under what they wrote; their terms go."),
    ("audit_entry", "The trail is kept as long as the centre exists."),
    ("answer_given", "Answers are kept for minutes."),
    ("emergency_access", "Why a family’s case was opened goes with the family."),
    ("learning_import", "What was taken in at once is about many; what it brought somebody goes with them."),
];
