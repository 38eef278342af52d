//! The words of subject access: what is sent, what is answered.

use crate::child::Drawing;
use base::{ChildId, Day, EnquiryId, FamilyId, Moment, Name, PartyId, Prose, StaffId, SubjectRequestId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

base::choices! {
    /// How somebody asked. No particular words or form are needed.
    pub enum AskedHow {
        InPerson = "in-person" => "In person",
        Telephone = "telephone" => "Telephone",
        Email = "email" => "E-mail",
        Letter = "letter" => "Letter",
        Page = "page" => "On their own page",
        Somebody = "representative" => "Through a solicitor or somebody else",
    }
}

base::choices! {
    /// How far a request has got.
    pub enum RequestState {
        Open = "open" => "To be collected",
        Reviewing = "reviewing" => "Being reviewed",
        Proposed = "proposed" => "Waits for a second person",
        Sealed = "sealed" => "Sealed, to be sent",
        Sent = "sent" => "Answered",
        Refused = "refused" => "Refused",
        Withdrawn = "withdrawn" => "Withdrawn",
    }
}

base::choices! {
    /// Under which exemption something is not given. Every bundle explains all of them, in the same words, so that
    /// nobody learns from it which was used.
    pub enum Exemption {
        ThirdParty = "third-party" => "About somebody else (Data Protection Act 2018, schedule 2, paragraph 16)",
        SeriousHarm = "serious-harm" => "It could seriously harm somebody’s health (schedule 3, parts 2 and 3)",
        ChildAbuse = "child-abuse-data" => "Child abuse data, and giving it is not in the child’s interest (schedule 3, part 5)",
        LegalPrivilege = "legal-privilege" => "Advice of a lawyer, or made for proceedings (schedule 2, paragraph 19)",
        Crime = "crime" => "It would hinder preventing or finding out a crime (schedule 2, paragraph 2)",
        Court = "court" => "It belongs to the court, which gives it (schedule 2, paragraph 14, or schedule 3)",
        NotTheirs = "not-theirs" => "It is not about the person who asks",
    }
}

base::choices! {
    /// How a passage stands.
    pub enum PassageState {
        Given = "given" => "Given",
        Undecided = "undecided" => "To be read",
        Withheld = "withheld" => "Withheld",
    }
}

/// Records that somebody asks for their own data.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewSubjectRequest {
    /// Who asks.
    pub asked_by: Name,
    /// How they asked.
    pub channel: AskedHow,
    /// The day on which it came in.
    pub received_on: Day,
    /// What they asked for, in their own words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<Prose>,
    /// Whether it has to be made sure first that they are who they say they are.
    pub identity_needed: bool,
    /// The adult of a family whom it concerns.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub party: Option<PartyId>,
    /// The child whom it concerns.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub child: Option<ChildId>,
    /// The adult who asks for the child; left out where the child asks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub through: Option<PartyId>,
    /// The member of staff whom it concerns.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub staff: Option<StaffId>,
    /// The enquiry whose maker it concerns.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub enquiry: Option<EnquiryId>,
}

/// What an adult of a family asks on their own page.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OwnSubjectRequest {
    /// What you would like to see.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<Prose>,
}

/// One of one's own requests.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OwnRequest {
    /// When it came in.
    pub received_on: Day,
    /// Until when it is answered, once the clock runs.
    pub answer_by: Option<Day>,
    /// Whether it has ended.
    pub is_over: bool,
}

/// One's own requests, the newest first.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OwnSubjectRequests {
    /// They.
    pub requests: Vec<OwnRequest>,
}

/// That a request is recorded.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SubjectRequestTaken {
    /// Its identifier.
    pub id: SubjectRequestId,
}

/// A request for somebody's own data.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SubjectRequest {
    /// Its identifier.
    pub id: SubjectRequestId,
    /// What was asked.
    pub asked: NewSubjectRequest,
    /// Whom it concerns, by name; none where the centre knows nobody.
    pub concerns: Option<String>,
    /// The family it concerns.
    pub family: Option<FamilyId>,
    /// When it was made sure who asks.
    pub identity_on: Option<Day>,
    /// How.
    pub identity_words: Option<String>,
    /// When the person was told that it takes longer.
    pub extended_told_on: Option<Day>,
    /// Why it does.
    pub extended_because: Option<String>,
    /// The last day on which the answer is in time; none while the clock stands.
    pub answer_by: Option<Day>,
    /// How many days are left; negative when it is late.
    pub days_left: Option<i64>,
    /// How far it has got.
    pub state: RequestState,
    /// When it was recorded.
    pub created: Moment,
    /// Who reviewed it.
    pub reviewer: Option<String>,
    /// Who approved it.
    pub approver: Option<String>,
    /// When the bundle was sealed.
    pub sealed_at: Option<Moment>,
    /// The SHA-256 of the sealed bundle.
    pub sha256: Option<String>,
    /// Whether the sealed bundle is still here.
    pub is_here: bool,
    /// When it was sent.
    pub sent_at: Option<Moment>,
    /// How.
    pub sent_words: Option<String>,
    /// Why it was refused, or that it was withdrawn.
    pub ended_words: Option<String>,
}

/// Records how it was made sure who asks.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct IdentityCheck {
    /// On which day.
    pub on: Day,
    /// How: what was seen, or how they are known. Keep no copy of a document.
    pub words: Prose,
}

/// Takes two more months.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Extension {
    /// The day on which the person was told of it.
    pub told_on: Day,
    /// Why it takes longer, as they were told.
    pub because: Prose,
}

/// Ends a request without a bundle.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Ending {
    /// Whether the person withdrew it themselves.
    pub withdrawn: bool,
    /// Why, as the person was told; with their right to complain to the Information Commissioner.
    pub because: Prose,
}

/// One fact of a passage.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, ToSchema)]
pub struct FactOf {
    /// What it is called.
    pub label: String,
    /// What is so.
    pub value: String,
    /// What was drawn, where it is a drawing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub drawing: Option<Drawing>,
}

/// Something that was collected for a request.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Passage {
    /// Its number within the request.
    pub number: i32,
    /// Under which heading it stands.
    pub section: String,
    /// Its records, as they would be given.
    pub records: Vec<Vec<FactOf>>,
    /// Whether something was taken out before anybody reviewed it.
    pub was_cut: bool,
    /// Whether the person wrote it themselves.
    pub is_own: bool,
    /// The words the reviewer took out.
    pub cut: Vec<String>,
    /// How it stands.
    pub state: PassageState,
    /// Under which exemption it, or part of it, is withheld.
    pub ground: Option<Exemption>,
    /// Why.
    pub reason: Option<String>,
}

/// Decides a passage.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PassageDecision {
    /// Whether it is given.
    pub give: bool,
    /// Words that are taken out of it, exactly as they stand, where the rest is given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub without: Option<Prose>,
    /// Under which exemption it, or these words, are withheld.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ground: Option<Exemption>,
    /// Why.
    pub reason: Prose,
}

/// Approves a bundle, or gives it back.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Approval {
    /// Whether it is sealed; otherwise it goes back to its reviewer.
    pub seal: bool,
}

/// A bundle that was sealed or given back. What it is sealed with is told here and never again.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SealedNow {
    /// The request.
    pub request: SubjectRequest,
    /// The passphrase that opens it, to be given by another way than the bundle; none if it was given back.
    pub passphrase: Option<String>,
}

/// Records how a sealed bundle was given to the person.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Sending {
    /// How the bundle was given, and by which other way its passphrase.
    pub words: Prose,
}
