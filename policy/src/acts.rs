//! Every act there is, with who may do it. Deny by default: a role not named may not.

use crate::{
    Act, EveryAct, Listing, Role,
    Role::{
        Administrator, Coordinator, Parent, Program, Public, Referrer, SafeguardingLead, Supervisor,
        Volunteer,
    },
    act::{About, Sees},
};
use base::{
    AccountId, ApplicationId, AssessmentId, AttachmentId, BreachId, CentreId, CertificateId, CoverId,
    DestructionId, DutyId, EnquiryId, FamilyId, IncidentId, MeetingId, PlanId, ReferralId, ReportId,
    ReviewId, StaffId, SubjectRequestId, TaskId, TrainingId, VisitId,
};

macro_rules! acts {
    ($($name:ident $text:literal on $id:ident seen by $sees:ident of $about:ident $($proved:ident)?: $words:literal => $($role:ident)+;)+) => {
        $(
            #[doc = $words]
            #[derive(Debug)]
            pub struct $name;
            impl Act for $name {
                type Id = $id;
                const NAME: &'static str = $text;
                const WORDS: &'static str = $words;
                const ROLES: &'static [Role] = &[$($role),+];
                const SEES: Sees = Sees::$sees;
                const ABOUT: About = About::$about;
                const PROVED: bool = acts!(@ $($proved)?);
            }
        )+
        impl EveryAct {
            /// The table of acts.
            pub const ALL: &'static [Self] = &[$(Self {
                name: $name::NAME, words: $name::WORDS, roles: $name::ROLES, sees: $name::SEES,
                about: $name::ABOUT, proved: $name::PROVED,
            }),+];
        }
    };
    (@) => { false };
    (@ proved) => { true };
}

acts! {
    // The front door
    SeePublicPages "see-public-pages" on CentreId seen by Anyone of House: "See the centre's public pages" => Public Parent Referrer Coordinator SafeguardingLead Supervisor Volunteer Administrator;
    SignIn "sign-in" on CentreId seen by Anyone of House: "Sign in" => Public Parent Referrer Coordinator SafeguardingLead Supervisor Volunteer Administrator;
    SeeHome "see-home" on CentreId seen by Anyone of House: "See one's own home page" => Parent Referrer Coordinator SafeguardingLead Supervisor Volunteer Administrator;
    SetClock "set-clock" on CentreId seen by Anyone of House: "Move the clock of a demonstration" => Coordinator SafeguardingLead Supervisor Volunteer Administrator Referrer Parent;

    KeepFeed "keep-feed" on AccountId seen by Anyone of House: "Make and stop the secret address of one's own calendar" => Parent Coordinator SafeguardingLead Supervisor Volunteer;
    ReadFeed "read-feed" on CentreId seen by Anyone of House: "Read a calendar by its secret address" => Public Parent Referrer Coordinator SafeguardingLead Supervisor Volunteer Administrator;

    // Enquiries
    ListEnquiries "list-enquiries" on CentreId seen by Staff of Case: "List enquiries" => Coordinator SafeguardingLead;
    MakeEnquiry "make-enquiry" on CentreId seen by Anyone of House: "Ask the centre something" => Public Parent Referrer Coordinator SafeguardingLead Volunteer Supervisor;
    SeeEnquiry "see-enquiry" on EnquiryId seen by Staff of Case: "Read an enquiry" => Coordinator SafeguardingLead;
    CloseEnquiry "close-enquiry" on EnquiryId seen by Staff of Case: "Close an enquiry with its outcome" => Coordinator SafeguardingLead;

    // Referrals and applications
    ListReferrals "list-referrals" on CentreId seen by Tied of Case: "List referrals" => Coordinator SafeguardingLead Referrer;
    StartReferral "start-referral" on CentreId seen by Anyone of Case: "Start a referral" => Coordinator SafeguardingLead Referrer;
    ImportReferrals "import-referrals" on CentreId seen by Staff of Case: "Import referrals from a file" => Coordinator SafeguardingLead;
    SeeReferral "see-referral" on ReferralId seen by Tied of Case: "Read a referral" => Coordinator SafeguardingLead Referrer;
    WriteReferral "write-referral" on ReferralId seen by Tied of Case: "Write in a draft referral" => Coordinator SafeguardingLead Referrer;
    SubmitReferral "submit-referral" on ReferralId seen by Tied of Case: "Send a referral" => Coordinator SafeguardingLead Referrer;
    AttachOrder "attach-order" on ReferralId seen by Tied of Case: "Attach a copy of an order, also after sending" => Coordinator SafeguardingLead Referrer;
    TriageReferral "triage-referral" on ReferralId seen by Tied of Case: "Accept, wait, redirect or decline" => Coordinator SafeguardingLead;
    SeeAttachment "see-attachment" on AttachmentId seen by Tied of Case: "Read an attached order" => Coordinator SafeguardingLead Referrer;
    Apply "apply" on CentreId seen by Anyone of Case: "Apply as one parent" => Public Parent Coordinator;
    WriteApplication "write-application" on ApplicationId seen by Anyone of Case: "Write in one's own application" => Public;
    ListApplications "list-applications" on CentreId seen by Staff of Case: "List parents' applications" => Coordinator SafeguardingLead;
    SeeApplication "see-application" on ApplicationId seen by Staff of Case: "Read a parent's application" => Coordinator SafeguardingLead;
    JoinApplications "join-applications" on CentreId seen by Staff of Case: "Join two parents' applications" => Coordinator SafeguardingLead;

    // The case
    ListFamilies "list-families" on CentreId seen by Tied of Case: "List families" => Coordinator SafeguardingLead Supervisor Volunteer;
    SeeFamily "see-family" on FamilyId seen by Tied of Case: "See a family's case" => Coordinator SafeguardingLead Supervisor;
    SeeTimeline "see-timeline" on FamilyId seen by Tied of Case: "See a case's timeline" => Coordinator SafeguardingLead;
    SeeContacts "see-contacts" on FamilyId seen by Tied of Case proved: "See one adult's contact details" => Coordinator SafeguardingLead;
    WriteContacts "write-contacts" on FamilyId seen by Tied of Case proved: "Change one adult's contact details" => Coordinator SafeguardingLead;
    GiveAccess "give-access" on FamilyId seen by Tied of Case proved: "Give an adult of the family a sign-in" => Coordinator SafeguardingLead;
    ArrangeMeeting "arrange-meeting" on FamilyId seen by Tied of Case: "Arrange a pre-visit meeting" => Coordinator SafeguardingLead;
    RecordMeeting "record-meeting" on MeetingId seen by Tied of Case: "Record or cancel a pre-visit meeting" => Coordinator SafeguardingLead;
    SeeOrders "see-orders" on FamilyId seen by Tied of Case: "Read court orders and the children's own hours" => Coordinator SafeguardingLead;
    WriteOrders "write-orders" on FamilyId seen by Tied of Case: "Write, confirm and end court orders and the children's own hours" => Coordinator SafeguardingLead;
    SeeAssessment "see-assessment" on FamilyId seen by Tied of Case: "Read a risk assessment" => Coordinator SafeguardingLead Supervisor;
    WriteAssessment "write-assessment" on FamilyId seen by Tied of Case: "Write a risk assessment" => Coordinator SafeguardingLead;
    ApproveAssessment "approve-assessment" on AssessmentId seen by Tied of Case: "Approve or return a risk assessment" => Coordinator SafeguardingLead;
    SeePlan "see-plan" on FamilyId seen by Tied of Case: "Read a contact plan" => Coordinator SafeguardingLead Supervisor Volunteer;
    WritePlan "write-plan" on FamilyId seen by Tied of Case: "Write a contact plan" => Coordinator SafeguardingLead;
    AgreePlan "agree-plan" on PlanId seen by Tied of Case: "Agree to a plan and acknowledge its level" => Parent Coordinator SafeguardingLead;
    SeeOwnCase "see-own-case" on FamilyId seen by Tied of Case: "See one's own side of the case" => Parent;
    AnswerOffer "answer-offer" on VisitId seen by Tied of Case: "Answer an offered time for oneself" => Parent;
    SeeReferred "see-referred" on FamilyId seen by Tied of Case: "Follow a family one referred" => Referrer;

    // Visits
    ListVisits "list-visits" on CentreId seen by Tied of Case: "List visits" => Coordinator SafeguardingLead Supervisor Volunteer;
    BookVisit "book-visit" on FamilyId seen by Tied of Case: "Book visits" => Coordinator SafeguardingLead;
    ChangeVisit "change-visit" on FamilyId seen by Tied of Case: "Change visits, and confirm or release times that are held" => Coordinator SafeguardingLead;
    OfferTime "offer-time" on FamilyId seen by Tied of Case: "Hold a free time for a family on the waiting list" => Coordinator SafeguardingLead Program;
    SeeWaitingList "see-waiting-list" on CentreId seen by Staff of Case: "See the waiting list" => Coordinator SafeguardingLead;
    KeepWaitingList "keep-waiting-list" on FamilyId seen by Tied of Case: "Put families on the waiting list and take them off" => Coordinator SafeguardingLead;
    TendTimetable "tend-timetable" on CentreId seen by Staff of House: "Let lapsed times go and offer free ones on" => Program;
    SeeVisit "see-visit" on VisitId seen by Tied of Case: "See a visit" => Coordinator SafeguardingLead Supervisor Volunteer;
    CancelVisit "cancel-visit" on VisitId seen by Tied of Case: "Cancel a visit" => Coordinator SafeguardingLead;
    RecordEvent "record-event" on VisitId seen by Tied of Case: "Record a step of a visit" => Coordinator SafeguardingLead Supervisor Volunteer;
    SeeCalendar "see-calendar" on CentreId seen by Staff of Case: "See the calendar of a week and of a day" => Coordinator SafeguardingLead Supervisor;
    SeeDay "see-day" on CentreId seen by Staff of Case: "See the day screen" => Coordinator SafeguardingLead Supervisor Volunteer;
    WriteNote "write-note" on VisitId seen by Tied of Case: "Write an observation note" => Coordinator SafeguardingLead Supervisor Volunteer;
    SeeNotes "see-notes" on VisitId seen by Tied of Case: "Read observation notes" => Coordinator SafeguardingLead Supervisor;

    // Incidents, reviews, reports
    ListIncidents "list-incidents" on CentreId seen by Staff of Case: "List incidents" => Coordinator SafeguardingLead;
    RecordIncident "record-incident" on FamilyId seen by Tied of Case: "Record an incident" => Coordinator SafeguardingLead Supervisor Volunteer;
    SeeIncident "see-incident" on IncidentId seen by Tied of Case: "Read an incident" => Coordinator SafeguardingLead;
    ListTasks "list-tasks" on CentreId seen by Staff of Case: "List what is to be done" => Coordinator SafeguardingLead Supervisor Volunteer;
    FinishTask "finish-task" on TaskId seen by Staff of Case: "Say that a task is done" => Coordinator SafeguardingLead Supervisor;
    SeeReviews "see-reviews" on FamilyId seen by Tied of Case: "Read reviews" => Coordinator SafeguardingLead;
    OpenReview "open-review" on FamilyId seen by Tied of Case: "Open a review" => Coordinator SafeguardingLead;
    DecideReview "decide-review" on ReviewId seen by Tied of Case: "Decide a review" => Coordinator SafeguardingLead;
    SeeReports "see-reports" on FamilyId seen by Tied of Case: "Read reports" => Coordinator SafeguardingLead Referrer;
    WriteReport "write-report" on FamilyId seen by Tied of Case: "Write a report" => Coordinator SafeguardingLead;
    SignReport "sign-report" on ReportId seen by Tied of Case: "Sign a report" => Coordinator SafeguardingLead;
    SendReport "send-report" on ReportId seen by Tied of Case proved: "Send a copy of a report" => Coordinator SafeguardingLead;
    ReadReport "read-report" on ReportId seen by Tied of Case: "Read a signed report" => Coordinator SafeguardingLead Referrer;

    // Clearance and training. Staff are tied to what is about themselves.
    SeeCredentials "see-credentials" on StaffId seen by Tied of Staff: "See what somebody has to show, and what they are cleared for" => Coordinator SafeguardingLead Supervisor Volunteer;
    AddCertificate "add-certificate" on StaffId seen by Tied of Staff: "Add a certificate" => Coordinator SafeguardingLead Supervisor Volunteer;
    CheckCertificate "check-certificate" on CertificateId seen by Tied of Staff: "Check, refuse or revoke a certificate" => Coordinator SafeguardingLead;
    ListClearance "list-clearance" on CentreId seen by Staff of Staff: "See who is cleared for what" => Coordinator SafeguardingLead;
    SetClearancePolicy "set-clearance-policy" on CentreId seen by Staff of House: "Set what is asked of people before contact" => Coordinator SafeguardingLead;
    SeeTraining "see-training" on CentreId seen by Staff of House: "See courses and their dates" => Coordinator SafeguardingLead Supervisor Volunteer;
    WriteTraining "write-training" on CentreId seen by Staff of House: "Change courses and their dates" => Coordinator SafeguardingLead;
    BookTraining "book-training" on StaffId seen by Tied of Staff: "Book a place on a course, or give it back" => Coordinator SafeguardingLead Supervisor Volunteer;
    RecordAttendance "record-attendance" on TrainingId seen by Staff of Staff: "Record who attended a course" => Coordinator SafeguardingLead;
    ImportLearning "import-learning" on CentreId seen by Staff of Staff: "Take results from a learning platform" => Coordinator SafeguardingLead;

    // Records: one's own data, retention, breaches
    SeeRecords "see-records" on CentreId seen by Staff of House: "See what is due of records, and how long each kind is kept" => Coordinator SafeguardingLead;
    ListSubjectRequests "list-subject-requests" on CentreId seen by Staff of Case: "List requests for somebody's own data" => Coordinator SafeguardingLead;
    RecordSubjectRequest "record-subject-request" on CentreId seen by Staff of Case: "Record that somebody asks for their own data" => Coordinator SafeguardingLead Supervisor Volunteer;
    AskForOwnData "ask-for-own-data" on FamilyId seen by Tied of Case: "Ask for one's own data" => Parent;
    SeeSubjectRequest "see-subject-request" on SubjectRequestId seen by Staff of Case: "Read a request for somebody's own data" => Coordinator SafeguardingLead;
    HandleSubjectRequest "handle-subject-request" on SubjectRequestId seen by Staff of Case: "Check who asks, extend, collect, refuse" => Coordinator SafeguardingLead;
    ReviewDisclosure "review-disclosure" on SubjectRequestId seen by Staff of Case proved: "Read what was collected, withhold and lift" => Coordinator SafeguardingLead;
    ApproveDisclosure "approve-disclosure" on SubjectRequestId seen by Staff of Case proved: "Approve and seal a bundle that somebody else reviewed" => Coordinator SafeguardingLead;
    SendDisclosure "send-disclosure" on SubjectRequestId seen by Staff of Case proved: "Take the sealed bundle and say how it was sent" => Coordinator SafeguardingLead;
    SetRetention "set-retention" on CentreId seen by Staff of House: "Set how long a class of record is kept" => Coordinator SafeguardingLead;
    ListDue "list-due" on CentreId seen by Staff of Case: "List families whose records are due to be destroyed, and legal holds" => Coordinator SafeguardingLead;
    PlaceHold "place-hold" on FamilyId seen by Tied of Case: "Place and lift a legal hold" => SafeguardingLead;
    ProposeDestruction "propose-destruction" on FamilyId seen by Tied of Case proved: "Propose that a family's records be destroyed" => Coordinator SafeguardingLead;
    DecideDestruction "decide-destruction" on DestructionId seen by Staff of Case proved: "Destroy what somebody else proposed, or decline" => Coordinator SafeguardingLead;
    RecordBreach "record-breach" on CentreId seen by Staff of Case: "Record a breach" => Coordinator SafeguardingLead Supervisor Volunteer;
    ListBreaches "list-breaches" on CentreId seen by Staff of Case: "List the breach register" => Coordinator SafeguardingLead;
    SeeBreach "see-breach" on BreachId seen by Staff of Case: "Read an entry of the breach register" => Coordinator SafeguardingLead;
    HandleBreach "handle-breach" on BreachId seen by Staff of Case: "Contain a breach, decide who is told, close it" => SafeguardingLead;
    SeeProcessing "see-processing" on CentreId seen by Staff of House: "Read the record of processing and the impact assessment" => Coordinator SafeguardingLead;
    ForgetBundles "forget-bundles" on CentreId seen by Staff of House: "Let go of sealed bundles whose time is over" => Program;

    // The registers
    SeeCentre "see-centre" on CentreId seen by Staff of House: "See rooms, staff and opening sessions" => Coordinator SafeguardingLead Supervisor Volunteer;
    WriteCentre "write-centre" on CentreId seen by Staff of House: "Change rooms, staff and opening sessions" => Coordinator SafeguardingLead;
    AddStaff "add-staff" on CentreId seen by Staff of Staff: "Add a member of staff or a volunteer" => Coordinator SafeguardingLead;
    WriteStaff "write-staff" on StaffId seen by Own of Staff: "Say who supervises somebody, link whom they know, close their place" => Coordinator SafeguardingLead;
    LookUpKnown "look-up-known" on CentreId seen by Staff of Staff: "Look again whom colleagues said that they know" => Coordinator SafeguardingLead;
    SeeStaff "see-staff" on StaffId seen by Own of Staff: "Read a member of staff's own page" => Coordinator SafeguardingLead Supervisor Volunteer;
    WriteTerms "write-terms" on StaffId seen by Own of Staff: "Say when somebody can come, is away, whom they know and are close to" => Coordinator SafeguardingLead Supervisor Volunteer;
    SeeSupervision "see-supervision" on StaffId seen by Between of Staff: "Read the supervision notes of a member of staff" => Coordinator SafeguardingLead Supervisor Volunteer;
    WriteSupervision "write-supervision" on StaffId seen by Between of Staff: "Write a supervision note" => Coordinator SafeguardingLead Supervisor;
    SeeRota "see-rota" on CentreId seen by Staff of House: "See one's own duties and the rota of a week" => Coordinator SafeguardingLead Supervisor Volunteer;
    KeepRota "keep-rota" on CentreId seen by Staff of House: "Put staff on duty and take them off, decide on cover" => Coordinator SafeguardingLead;
    SetStaffing "set-staffing" on CentreId seen by Staff of House: "Set how many families those on duty may watch" => Coordinator SafeguardingLead;
    AskCover "ask-cover" on DutyId seen by Own of Staff: "Ask to be stood in for, or to exchange a duty" => Coordinator SafeguardingLead Supervisor Volunteer;
    TakeCover "take-cover" on CoverId seen by Staff of Staff: "Offer to stand in for a colleague" => Coordinator SafeguardingLead Supervisor Volunteer;
    SetLetterhead "set-letterhead" on CentreId seen by Anyone of House: "Set the head of reports and letters" => Coordinator Administrator;
    AddAccount "add-account" on CentreId seen by Anyone of House: "Add a sign-in" => Administrator Program;
    RunJobs "run-jobs" on CentreId seen by Anyone of House: "Do work that falls due" => Program;
}

impl Listing for ListEnquiries {}
impl Listing for ListReferrals {}
impl Listing for ListApplications {}
impl Listing for ListFamilies {}
impl Listing for ListVisits {}
impl Listing for ListIncidents {}
impl Listing for ListTasks {}
impl Listing for ListClearance {}
