//! Every act there is, by name. Who may do which stands in `policies/`, where each has an action.

use crate::{Act, EveryAct, Listing, act::About};
use base::{
    AccountId, ApplicationId, AssessmentId, AttachmentId, BreachId, CentreId, CertificateId, ChildAnswerId,
    ComplaintId, CoverId, DestructionId, DutyId, EmergencyAccessId, EnquiryId, FamilyId, FirstCallId,
    IncidentId, MeetingId, PlanId, ProposalId, ReferralId, ReportId, ReviewId, SittingId, StaffId,
    SubjectRequestId, TaskId, ThreadId, TrainingId, VisitId,
};

macro_rules! acts {
    ($($name:ident $text:literal on $id:ident of $about:ident $($proved:ident)?: $words:literal;)+) => {
        #[derive(Clone, Copy)]
        enum Number { $($name),+ }
        $(
            #[doc = $words]
            #[derive(Debug)]
            pub struct $name;
            impl Act for $name {
                type Id = $id;
                const NAME: &'static str = $text;
                const KIND: &'static str = stringify!($id);
                const WORDS: &'static str = $words;
                const ABOUT: About = About::$about;
                const PROVED: bool = acts!(@ $($proved)?);
                const NUMBER: usize = Number::$name as usize;
            }
        )+
        impl EveryAct {
            /// The table of acts.
            pub const ALL: &'static [Self] = &[$(Self {
                name: $name::NAME, kind: $name::KIND, words: $name::WORDS, about: $name::ABOUT, proved: $name::PROVED,
            }),+];
        }
    };
    (@) => { false };
    (@ proved) => { true };
}

acts! {
    // The front door
    SeePublicPages "see-public-pages" on CentreId of House: "See the centre's public pages";
    SignIn "sign-in" on CentreId of House: "Sign in";
    SeeHome "see-home" on CentreId of House: "See one's own home page";
    SetClock "set-clock" on CentreId of House: "Move the clock of a demonstration";

    KeepFeed "keep-feed" on AccountId of House proved: "Make and stop the secret address of one's own calendar";
    ReadFeed "read-feed" on CentreId of House: "Read a calendar by its secret address";

    // Signing in
    SeeOwnSignIn "see-own-sign-in" on AccountId of House: "See where one is signed in, and with what";
    EndOwnSession "end-own-session" on AccountId of House: "Sign out of one's other devices";
    ChangeOwnSignIn "change-own-sign-in" on AccountId of House proved: "Change with what one signs in";
    ListSignIns "list-sign-ins" on CentreId of Case: "List sign-ins";
    RecoverSignIn "recover-sign-in" on AccountId of Case proved: "Let somebody in again after finding out who they are";
    CloseSignIn "close-sign-in" on AccountId of Case proved: "Close a sign-in";

    // Enquiries
    ListEnquiries "list-enquiries" on CentreId of Case: "List enquiries";
    MakeEnquiry "make-enquiry" on CentreId of House: "Ask the centre something";
    SeeEnquiry "see-enquiry" on EnquiryId of Case proved: "Read an enquiry";
    CloseEnquiry "close-enquiry" on EnquiryId of Case: "Close an enquiry with its outcome";
    LogCall "log-call" on CentreId of House: "Write down what somebody asks by telephone";
    TakeMail "take-mail" on CentreId of House: "Take in an e-mail to the centre";
    BookFirstCall "book-first-call" on CentreId of House: "Book a first call";
    KeepOwnFirstCall "keep-own-first-call" on FirstCallId of House: "See, move and call off a first call by its secret address";
    ListFirstCalls "list-first-calls" on CentreId of Case: "List first calls";
    KeepFirstCallTimes "keep-first-call-times" on CentreId of House: "Say when one can be spoken with for the first time";
    SettleFirstCall "settle-first-call" on FirstCallId of Case: "Say what came of a first call, or give it another time";

    // Chats
    BeginChat "begin-chat" on CentreId of House: "Begin a chat with the centre without a sign-in";
    WriteOwnChat "write-own-chat" on EnquiryId of House: "Read, write in and end one's own chat, with its code";
    ListChats "list-chats" on CentreId of Case: "List chats that wait or are open";
    AnswerChat "answer-chat" on EnquiryId of Case: "Take, read, answer, hand over and end a chat";
    KeepChatDesk "keep-chat-desk" on CentreId of House: "Say that one is there for chats, and when chats are open";

    // Referrals and applications
    ListReferrals "list-referrals" on CentreId of Case: "List referrals";
    StartReferral "start-referral" on CentreId of Case: "Start a referral";
    ImportReferrals "import-referrals" on CentreId of Case: "Import referrals from a file";
    SeeReferral "see-referral" on ReferralId of Case proved: "Read a referral";
    WriteReferral "write-referral" on ReferralId of Case proved: "Write in a draft referral";
    SubmitReferral "submit-referral" on ReferralId of Case: "Send a referral";
    AttachOrder "attach-order" on ReferralId of Case: "Attach a copy of an order, also after sending";
    TriageReferral "triage-referral" on ReferralId of Case: "Accept, wait, redirect or decline";
    SeeAttachment "see-attachment" on AttachmentId of Case proved: "Read an attached order";
    Apply "apply" on CentreId of Case: "Apply as one parent";
    WriteApplication "write-application" on ApplicationId of Case: "Write in one's own application";
    ListApplications "list-applications" on CentreId of Case: "List parents' applications";
    SeeApplication "see-application" on ApplicationId of Case proved: "Read a parent's application";
    JoinApplications "join-applications" on CentreId of Case: "Join two parents' applications";

    // The case
    ListFamilies "list-families" on CentreId of Case: "List families";
    SeeFamily "see-family" on FamilyId of Case: "See a family's case";
    SeeTimeline "see-timeline" on FamilyId of Case: "See a case's timeline";
    SeeContacts "see-contacts" on FamilyId of Case proved: "See one adult's contact details";
    WriteContacts "write-contacts" on FamilyId of Case proved: "Change one adult's contact details";
    GiveAccess "give-access" on FamilyId of Case proved: "Give an adult of the family a sign-in";
    ArrangeMeeting "arrange-meeting" on FamilyId of Case: "Arrange a pre-visit meeting";
    RecordMeeting "record-meeting" on MeetingId of Case: "Record or cancel a pre-visit meeting";
    SeeMeeting "see-meeting" on MeetingId of Case: "Read one pre-visit meeting";
    SeeOrders "see-orders" on FamilyId of Case: "Read court orders and the children's own hours";
    WriteOrders "write-orders" on FamilyId of Case: "Write, confirm and end court orders and the children's own hours";
    SeeAssessment "see-assessment" on FamilyId of Case: "Read a risk assessment";
    WriteAssessment "write-assessment" on FamilyId of Case: "Write a risk assessment";
    ApproveAssessment "approve-assessment" on AssessmentId of Case: "Approve or return a risk assessment";
    SeePlan "see-plan" on FamilyId of Case: "Read a contact plan";
    WritePlan "write-plan" on FamilyId of Case: "Write a contact plan";
    AgreePlan "agree-plan" on PlanId of Case: "Agree to a plan and acknowledge its level";
    SeeOwnCase "see-own-case" on FamilyId of Case: "See one's own side of the case";
    AnswerOffer "answer-offer" on VisitId of Case: "Answer an offered time for oneself";

    // Messages: between one adult and the centre (R29)
    SeeOwnMessages "see-own-messages" on FamilyId of Case: "Read what one wrote to the centre and was answered";
    WriteOwnMessage "write-own-message" on FamilyId of Case: "Write to the centre";
    ListMessages "list-messages" on CentreId of Case: "List what adults and the centre write to each other";
    SeeMessages "see-messages" on ThreadId of Case: "Read what one adult and the centre write to each other";
    AnswerMessages "answer-messages" on ThreadId of Case: "Answer an adult, say who does, and look at what asks to be passed on";
    WriteToAdult "write-to-adult" on FamilyId of Case: "Write to one adult of a family";
    SeeTemplates "see-templates" on CentreId of House: "See the words that staff use again and again";
    KeepTemplates "keep-templates" on CentreId of House: "Change the words that staff use again and again";

    // Guides: what parents read around a visit
    SeeGuideTexts "see-guide-texts" on CentreId of House: "See how the centre words its guides";
    WriteGuide "write-guide" on CentreId of House: "Word a guide anew, and take an edition away";
    ReviewGuide "review-guide" on CentreId of House: "Read a guide through, so that parents see it";
    SeeGuideNeeds "see-guide-needs" on FamilyId of Case: "See what is hard for an adult, and which guides they are shown";
    WriteGuideNeeds "write-guide-needs" on FamilyId of Case: "Say what is hard for one adult just now";

    // What an adult consents to
    SeeOwnConsents "see-own-consents" on FamilyId of Case: "See what one said yes or no to";
    WriteOwnConsent "write-own-consent" on FamilyId of Case: "Say yes or no to something, and take it back";
    SeeConsents "see-consents" on FamilyId of Case: "See what an adult said yes or no to";

    // Complaints
    MakeComplaint "make-complaint" on CentreId of House: "Complain from outside, or write down what one was told";
    SeeOwnComplaints "see-own-complaints" on FamilyId of Case: "See how one's own complaints stand";
    WriteOwnComplaint "write-own-complaint" on FamilyId of Case: "Complain, take it further, and take it back";
    ListComplaints "list-complaints" on CentreId of Case: "List complaints";
    SeeComplaint "see-complaint" on ComplaintId of Case proved: "Read a complaint";
    HandleComplaint "handle-complaint" on ComplaintId of Case: "Look into a complaint and answer it";
    SetComplaintTerms "set-complaint-terms" on CentreId of House: "Set within what time complaints are answered";

    // One's own place
    SeeOwnDocuments "see-own-documents" on FamilyId of Case: "See what is meant for oneself to read";
    SeeOwnContact "see-own-contact" on FamilyId of Case proved: "See how it is safe to reach oneself";
    WriteOwnContact "write-own-contact" on FamilyId of Case proved: "Change how it is safe to reach oneself";

    // Feedback
    GiveFeedback "give-feedback" on FamilyId of Case: "Say how it was, when one is asked";
    ListFeedback "list-feedback" on CentreId of Case: "List what adults said of the centre";
    PublishFeedback "publish-feedback" on CentreId of House: "Make public what was said and done, and the figures of a year";
    // The child's own voice (4.8)
    OpenChildMode "open-child-mode" on VisitId of Case: "Open the tablet for one child before or after a visit";
    HearChild "hear-child" on SittingId of Case: "Keep what a child answers";
    SeeChildVoice "see-child-voice" on FamilyId of Case: "Read what the children of a family told the centre";
    NoteChildVoice "note-child-voice" on ChildAnswerId of Case: "Say what was done with a child's answer, that the child was told, and what the child permits";
    MakeChildPage "make-child-page" on VisitId of Case: "Make the page that tells a child about a visit";
    SeeChildWords "see-child-words" on CentreId of House: "See the words that bring somebody to read a child's answer";
    KeepChildWords "keep-child-words" on CentreId of House: "Change the words that bring somebody to read a child's answer";
    KeepOwnPicture "keep-own-picture" on CentreId of House: "Give and take back one's own picture for children's pages";
    // Notices that there is something to read (R26, R27)
    ListNotices "list-notices" on CentreId of Case: "List what notices wait, went and did not arrive";
    SeeNotices "see-notices" on FamilyId of Case proved: "See what notices one adult is sent, by what way and in which words";
    HandleNotices "handle-notices" on FamilyId of Case: "Send a test notice, try one again, put one away";
    SendNotices "send-notices" on CentreId of House: "Send notices that are due";

    // Emergency access
    OpenInEmergency "open-in-emergency" on CentreId of Case: "Open one family's case in an emergency";
    ListEmergencyAccess "list-emergency-access" on CentreId of Case: "List what was opened in an emergency";
    SeeEmergencyAccess "see-emergency-access" on EmergencyAccessId of Case: "See what was opened in an emergency, and why";
    SignOffEmergencyAccess "sign-off-emergency-access" on EmergencyAccessId of Case: "Sign off what was opened in an emergency";

    // Visits
    ListVisits "list-visits" on CentreId of Case: "List visits";
    BookVisit "book-visit" on FamilyId of Case: "Book visits";
    ChangeVisit "change-visit" on FamilyId of Case: "Change visits, and confirm or release times that are held";
    OfferTime "offer-time" on FamilyId of Case: "Hold a free time for a family on the waiting list";
    SeeWaitingList "see-waiting-list" on CentreId of Case: "See the waiting list";
    KeepWaitingList "keep-waiting-list" on FamilyId of Case: "Put families on the waiting list and take them off";
    TendTimetable "tend-timetable" on CentreId of House: "Let lapsed times go and offer free ones on";
    AskForProposal "ask-for-proposal" on CentreId of Case: "Ask the planner to propose visits for the weeks ahead";
    SeeProposal "see-proposal" on CentreId of Case: "See what the planner proposes, and how far it has come";
    DecideProposal "decide-proposal" on ProposalId of Case: "Accept what the planner proposes, or stop it";
    SeeVisit "see-visit" on VisitId of Case: "See a visit";
    CancelVisit "cancel-visit" on VisitId of Case: "Cancel a visit";
    RecordEvent "record-event" on VisitId of Case: "Record a step of a visit";
    SeeCalendar "see-calendar" on CentreId of Case: "See the calendar of a week and of a day";
    SeeDay "see-day" on CentreId of Case: "See the day screen";
    WriteNote "write-note" on VisitId of Case: "Write an observation note";
    SeeNotes "see-notes" on VisitId of Case: "Read observation notes";

    // Incidents, reviews, reports
    ListIncidents "list-incidents" on CentreId of Case: "List incidents";
    RecordIncident "record-incident" on FamilyId of Case: "Record an incident";
    SeeIncident "see-incident" on IncidentId of Case: "Read an incident";
    ListTasks "list-tasks" on CentreId of Case: "List what is to be done";
    FinishTask "finish-task" on TaskId of Case: "Say that a task is done";
    SeeReviews "see-reviews" on FamilyId of Case: "Read reviews";
    SeeReview "see-review" on ReviewId of Case: "Read one review";
    OpenReview "open-review" on FamilyId of Case: "Open a review";
    DecideReview "decide-review" on ReviewId of Case: "Decide a review";
    SeeReports "see-reports" on FamilyId of Case: "Read reports";
    WriteReport "write-report" on FamilyId of Case: "Write a report";
    SignReport "sign-report" on ReportId of Case: "Sign a report";
    SendReport "send-report" on ReportId of Case proved: "Send a copy of a report";
    ReadReport "read-report" on ReportId of Case: "Read a signed report";

    // Clearance and training. Staff are tied to what is about themselves.
    SeeCredentials "see-credentials" on StaffId of Staff: "See what somebody has to show, and what they are cleared for";
    AddCertificate "add-certificate" on StaffId of Staff: "Add a certificate";
    CheckCertificate "check-certificate" on CertificateId of Staff: "Check, refuse or revoke a certificate";
    ListClearance "list-clearance" on CentreId of Staff: "See who is cleared for what";
    SetClearancePolicy "set-clearance-policy" on CentreId of House: "Set what is asked of people before contact";
    SeeTraining "see-training" on CentreId of House: "See courses and their dates";
    WriteTraining "write-training" on CentreId of House: "Change courses and their dates";
    BookTraining "book-training" on StaffId of Staff: "Book a place on a course, or give it back";
    RecordAttendance "record-attendance" on TrainingId of Staff: "Record who attended a course";
    ImportLearning "import-learning" on CentreId of Staff: "Take results from a learning platform";

    // The registers
    SeeCentre "see-centre" on CentreId of House: "See rooms, staff and opening sessions";
    WriteCentre "write-centre" on CentreId of House: "Change rooms, staff and opening sessions";
    AddStaff "add-staff" on CentreId of Staff: "Add a member of staff or a volunteer";
    WriteStaff "write-staff" on StaffId of Staff: "Say who supervises somebody, link whom they know, close their place";
    LookUpKnown "look-up-known" on CentreId of Staff: "Look again whom colleagues said that they know";
    SeeStaff "see-staff" on StaffId of Staff: "Read a member of staff's own page";
    WriteTerms "write-terms" on StaffId of Staff: "Say when somebody can come, is away, whom they know and are close to";
    SeeSupervision "see-supervision" on StaffId of Staff: "Read the supervision notes of a member of staff";
    WriteSupervision "write-supervision" on StaffId of Staff: "Write a supervision note";
    SeeRota "see-rota" on CentreId of House: "See one's own duties and the rota of a week";
    KeepRota "keep-rota" on CentreId of House: "Put staff on duty and take them off, decide on cover";
    SetStaffing "set-staffing" on CentreId of House: "Set how many families those on duty may watch";
    AskCover "ask-cover" on DutyId of Staff: "Ask to be stood in for, or to exchange a duty";
    TakeCover "take-cover" on CoverId of Staff: "Offer to stand in for a colleague";
    SetLetterhead "set-letterhead" on CentreId of House: "Set the head of reports and letters";
    AddAccount "add-account" on CentreId of House: "Add a sign-in";

    // The trail
    SeeHeads "see-heads" on CentreId of House: "See the signed heads of the trail";
    SignHead "sign-head" on CentreId of House: "Sign a head of the trail";
    SeeTrail "see-trail" on FamilyId of Case: "Read who looked at a family's record and who changed it";
    SeeStaffTrail "see-staff-trail" on StaffId of Staff: "Read what a member of staff looked at and changed";
    AskWhoLooked "ask-who-looked" on FamilyId of Case: "Ask who has looked at one's own record, and read the answer";
    ListLookRequests "list-look-requests" on CentreId of Case: "List who asked who has looked at their record";
    AnswerLookRequest "answer-look-request" on FamilyId of Case: "Read and release what a parent asked who has looked";
    RunJobs "run-jobs" on CentreId of House: "Do work that falls due";

    // Records: own data, retention, breaches
    SeeRecords "see-records" on CentreId of House: "See what is due of records, and how long each kind is kept";
    ListSubjectRequests "list-subject-requests" on CentreId of Case: "List requests for somebody's own data";
    RecordSubjectRequest "record-subject-request" on CentreId of Case: "Record that somebody asks for their own data";
    AskForOwnData "ask-for-own-data" on FamilyId of Case: "Ask for one's own data";
    SeeSubjectRequest "see-subject-request" on SubjectRequestId of Case: "Read a request for somebody's own data";
    HandleSubjectRequest "handle-subject-request" on SubjectRequestId of Case: "Check who asks, extend, collect, refuse";
    ReviewDisclosure "review-disclosure" on SubjectRequestId of Case proved: "Read what was collected, withhold and lift";
    ApproveDisclosure "approve-disclosure" on SubjectRequestId of Case proved: "Approve and seal a bundle that somebody else reviewed";
    SendDisclosure "send-disclosure" on SubjectRequestId of Case proved: "Take the sealed bundle and say how it was sent";
    SetRetention "set-retention" on CentreId of House: "Set how long a class of record is kept";
    ListDue "list-due" on CentreId of Case: "List families whose records are due to be destroyed, and legal holds";
    PlaceHold "place-hold" on FamilyId of Case: "Place and lift a legal hold";
    ProposeDestruction "propose-destruction" on FamilyId of Case proved: "Propose that a family's records be destroyed";
    DestroyRecords "destroy-records" on FamilyId of Case proved: "Destroy a family's records, once two have agreed to it";
    ProposeSingleDestruction "propose-single-destruction" on CentreId of Case proved: "Propose that a record which is no family's be destroyed";
    DecideDestruction "decide-destruction" on DestructionId of Case proved: "Destroy what somebody else proposed, or decline";
    RecordBreach "record-breach" on CentreId of Case: "Record a breach";
    ListBreaches "list-breaches" on CentreId of Case: "List the breach register";
    SeeBreach "see-breach" on BreachId of Case: "Read an entry of the breach register";
    HandleBreach "handle-breach" on BreachId of Case: "Contain a breach, decide who is told, close it";
    SeeProcessing "see-processing" on CentreId of House: "Read the record of processing and the impact assessment";
    ForgetBundles "forget-bundles" on CentreId of House: "Let go of sealed bundles whose time is over";
}

impl Listing for ListApplications {}
impl Listing for ListChats {}
impl Listing for ListClearance {}
impl Listing for ListEmergencyAccess {}
impl Listing for ListEnquiries {}
impl Listing for ListFamilies {}
impl Listing for ListComplaints {}
impl Listing for ListFeedback {}
impl Listing for ListFirstCalls {}
impl Listing for ListIncidents {}
impl Listing for ListLookRequests {}
impl Listing for ListMessages {}
impl Listing for ListNotices {}
impl Listing for ListReferrals {}
impl Listing for ListTasks {}
impl Listing for ListVisits {}
