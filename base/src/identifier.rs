//! Every record has an identifier of its own type, so that a family can never be passed where a visit
//! is wanted.
//!
//! An identifier is 128 random bits written as a UUID: it tells a reader neither how many records there
//! are, nor their order, nor when they were made.

use std::{fmt, str::FromStr};

/// The text was not an identifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAnIdentifier;

impl fmt::Display for NotAnIdentifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not an identifier")
    }
}
impl std::error::Error for NotAnIdentifier {}

/// The 36 characters of a UUID, kept as text because that is how it is stored, sent and shown.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Code([u8; 36]);

impl Code {
    fn of(id: uuid::Uuid) -> Self {
        let mut text = [0; 36];
        id.hyphenated().encode_lower(&mut text);
        Self(text)
    }

    fn as_str(&self) -> &str {
        // Only ASCII is ever put in.
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

macro_rules! identifiers {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => { $(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(Code);

        impl $name {
            /// Makes an identifier of 128 bits that the caller drew at random.
            #[must_use]
            pub fn from_random(bits: u128) -> Self {
                Self(Code::of(uuid::Builder::from_random_bytes(bits.to_be_bytes()).into_uuid()))
            }

            /// The identifier as it is stored, sent and shown.
            #[must_use]
            pub fn as_str(&self) -> &str {
                self.0.as_str()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({})", stringify!($name), self.as_str())
            }
        }
        impl FromStr for $name {
            type Err = NotAnIdentifier;
            fn from_str(text: &str) -> Result<Self, NotAnIdentifier> {
                // Only the hyphenated form: one record has one spelling.
                if text.len() != 36 {
                    return Err(NotAnIdentifier);
                }
                text.parse::<uuid::Uuid>().map(|id| Self(Code::of(id))).map_err(|_| NotAnIdentifier)
            }
        }
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(self.as_str())
            }
        }
        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let text = <std::borrow::Cow<'de, str>>::deserialize(from)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }

        #[cfg(feature = "sql")]
        crate::kept_in_a_column!($name, Text, read String, write str, |id| id.as_str(), |text| Ok(text.parse()?));

        #[cfg(feature = "api")]
        const _: () = {
            use utoipa::{PartialSchema, ToSchema, openapi::{ObjectBuilder, RefOr, Schema, SchemaFormat, Type}};
            impl PartialSchema for $name {
                fn schema() -> RefOr<Schema> {
                    ObjectBuilder::new().schema_type(Type::String)
                        .format(Some(SchemaFormat::Custom("uuid".into()))).into()
                }
            }
            impl ToSchema for $name {}
        };
    )+ };
}

identifiers! {
    /// A contact centre.
    CentreId,
    /// A sign-in: a person of some role, at one centre.
    AccountId,
    /// A passkey of a sign-in.
    PasskeyId,
    /// A signed-in browser, as its owner sees it listed.
    SeatId,
    /// A time somebody was let in again by a member of staff.
    RecoveryId,
    /// A member of staff or a volunteer.
    StaffId,
    /// What somebody has to show of vetting or training.
    CertificateId,
    /// A course of training.
    CourseId,
    /// One day of a course, with its places.
    TrainingId,
    /// What was taken from a learning platform at once.
    LearningImportId,
    /// A family: the children, and the adults on both sides, of one case.
    FamilyId,
    /// An adult of a family: resident party, visiting party or a named extra visitor.
    PartyId,
    /// A child of a family.
    ChildId,
    /// A question from outside, before any referral.
    EnquiryId,
    /// A further e-mail of somebody who asked before.
    EnquiryLetterId,
    /// Times at which somebody can be spoken with for the first time.
    FirstCallTimeId,
    /// A first call that is booked.
    FirstCallId,
    /// A referral.
    ReferralId,
    /// One parent's own application.
    ApplicationId,
    /// A file kept with a record: a court order, a letter.
    AttachmentId,
    /// A pre-visit meeting with one adult.
    MeetingId,
    /// One version of a risk assessment.
    AssessmentId,
    /// One version of a contact plan.
    PlanId,
    /// That two people need not be kept apart any longer: asked for by one, decided by another.
    PairEndingId,
    /// A court order as the machine holds it.
    OrderId,
    /// A child's own hours: school, a nap, worship.
    HoursId,
    /// One visit.
    VisitId,
    /// One thing that happened on the day of a visit. Made by the device that saw it happen.
    EventId,
    /// One observation note.
    NoteId,
    /// An incident.
    IncidentId,
    /// Something somebody must do by a time.
    TaskId,
    /// A review of a family's arrangements.
    ReviewId,
    /// A report or attendance letter.
    ReportId,
    /// One copy of a report, sent to one recipient.
    CopyId,
    /// What one adult and the centre write to each other about one thing.
    ThreadId,
    /// One message.
    MessageId,
    /// A file that came with a message.
    MessageFileId,
    /// A complaint.
    ComplaintId,
    /// What a centre changes because of a complaint.
    LearningId,
    /// What an adult said of the centre, once.
    FeedbackId,
    /// Figures of a year that were made public.
    FeedbackFiguresId,
    /// You said, we did.
    SaidAndDoneId,
    /// What an adult consents to, once.
    ConsentId,
    /// Words that staff use again and again.
    TemplateId,
    /// A guide as a centre has worded it.
    GuideEditionId,
    /// One time at the tablet of one child, before or after a visit.
    SittingId,
    /// One answer of a child.
    ChildAnswerId,
    /// A picture of a room or of a helper, for a child's page.
    PictureId,
    /// A notice that there is something to read.
    NoticeId,
    /// A request for somebody's own data.
    SubjectRequestId,
    /// That nothing of a family is destroyed.
    LegalHoldId,
    /// A destruction of a family's records: proposed by one, decided by another.
    DestructionId,
    /// An entry of the breach register.
    BreachId,
    /// One thing that was done to contain a breach.
    BreachStepId,
    /// A place where the centre works: one address, with its rooms, doors and opening times.
    SiteId,
    /// A room of the centre.
    RoomId,
    /// A door by which people come in.
    EntranceId,
    /// A place where people wait.
    WaitingAreaId,
    /// One thing that can be reserved with a visit.
    EquipmentId,
    /// A regular opening time.
    PatternId,
    /// A day with opening hours of its own, or with none.
    ExceptionId,
    /// A stretch of time in which the centre, a site or a room is shut.
    ClosureId,
    /// An opening session of the centre: one stretch of one day.
    SessionId,
    /// One change of a booked visit.
    ChangeId,
    /// A family's place on the waiting list.
    WaitingId,
    /// One offer made down the waiting list.
    OfferId,
    /// Visits that the planner proposes for some weeks.
    ProposalId,
    /// One visit of a proposal, or one that it could not find a time for.
    ProposalLineId,
    /// One line of the audit trail.
    AuditId,
    /// One parent's question who has looked at their record.
    LookRequestId,
    /// Work queued to be done after the transaction that asked for it.
    JobId,
    /// One regular time at which a member of staff can come.
    AvailabilityId,
    /// A stretch of time in which a member of staff is away.
    AbsenceId,
    /// A declaration by or about a member of staff: somebody they know.
    ConflictId,
    /// A member of staff on a stretch of a day.
    DutyId,
    /// The secret address of somebody's own calendar.
    FeedId,
    /// Somebody asking to be stood in for.
    CoverId,
    /// A note of what a member of staff and their supervisor talked over.
    SupervisionId,
    /// One opening of a case by emergency access.
    EmergencyAccessId,
}
