//! A question from outside, before any referral: by telephone, e-mail, on the web or in person.

mod became;
mod call_page;
mod letter;
mod logged;
mod one_page;
mod pages;
mod store;
pub(crate) mod talked;
mod told;

pub use became::{FromEnquiry, start_application, start_referral};
pub use letter::{EnquiryLetter, LetterTold};
pub(in crate::intake) use letter::{add_letter, letters};
pub use logged::log;
pub(in crate::intake) use one_page::one;
pub use pages::pages;
pub(in crate::intake) use store::{close_without, enquiry as stored, enquiry_insert as keep};
pub use told::EnquiryTold;

use super::{application::Begun, first_call::may_close, referral::Referral};
use axum::http::Method;
use base::{ApplicationId, EnquiryId, Moment, Name, Prose, ReferralId};
use host::{
    Problem, Recorded, Tx, WriteTx,
    api::Operations,
    paging::{Listed, Paging},
};
use policy::{
    Apply, CloseEnquiry, ListEnquiries, LogCall, MakeEnquiry, Role, SeeEnquiry, StartReferral, Subject,
};
use rules::{Refusal, chat::may_be_taken_on};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

base::choices! {
    /// How a question reached the centre.
    pub enum Channel {
        Telephone = "telephone" => "Telephone",
        Email = "email" => "E-mail",
        Web = "web" => "Web page",
        Chat = "chat" => "Chat",
        InPerson = "in-person" => "In person",
        FirstCall = "first-call" => "First call booked",
    }
}

base::choices! {
    /// How an enquiry ended.
    pub enum EnquiryOutcome {
        Answered = "answered" => "Answered",
        ReferralComing = "referral-coming" => "A referral will follow",
        Redirected = "redirected" => "Pointed to somewhere else",
        NoReply = "no-reply" => "Could not be reached safely",
        CalledOff = "called-off" => "They called it off",
    }
}

base::choices! {
    /// How somebody says it is safe to reach them (R26).
    pub enum SafeChannel {
        Telephone = "telephone" => "Telephone",
        Text = "text" => "Text message",
        Email = "email" => "E-mail",
        DoNotContact = "do-not-contact" => "Do not contact me: I will contact you",
    }
}
crate::words::spoken!(SafeChannel {
    Telephone => safe_channel_telephone,
    Text => safe_channel_text,
    Email => safe_channel_email,
    DoNotContact => safe_channel_do_not_contact,
});

/// Asks the centre something.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewEnquiry {
    /// How the question reached the centre. From the public it is always the web page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<Channel>,
    /// What you would like to be called.
    pub name: Name,
    /// What you would like to ask.
    pub question: Prose,
    /// How it is safe to reach you.
    pub safe_channel: SafeChannel,
    /// The number or address for that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reach_me_at: Option<Name>,
    /// When it is safe, and any word to say first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when_it_is_safe: Option<Prose>,
}

/// Closes an enquiry.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EnquiryClosing {
    /// How it ended.
    pub outcome: EnquiryOutcome,
    /// What was said or done.
    pub words: Prose,
}

/// An enquiry, for the centre's own people.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Enquiry {
    /// Its identifier.
    pub id: EnquiryId,
    /// How it reached the centre.
    pub channel: Channel,
    /// When.
    pub at: Moment,
    /// What was asked, by whom, and how they are reached safely.
    pub asked: EnquiryTold,
    /// Whether it cannot wait: somebody spoke of danger.
    pub is_urgent: bool,
    /// How it ended, once it has.
    pub outcome: Option<EnquiryOutcome>,
    /// What was said or done.
    pub outcome_words: Option<String>,
    /// When it was closed.
    pub closed_at: Option<Moment>,
    /// The referral that was started from it.
    pub referral: Option<ReferralId>,
    /// The parent's own application that was begun from it.
    pub application: Option<ApplicationId>,
}

/// What somebody who asked is told: that it arrived, and nothing else.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct EnquiryReceived {
    /// When it arrived.
    pub at: Moment,
}

/// Why nothing more comes of an enquiry yet.
const BECOMES: &[&str] = &["enquiry-closed", "first-call-to-come", "chat-not-decided"];

/// The operations of this capability.
#[must_use]
pub fn operations() -> Operations {
    Operations::none()
        .write::<MakeEnquiry, (), NewEnquiry, EnquiryReceived>(
            "Enquiries",
            (Method::POST, "/enquiries"),
            "Ask the centre something",
            (201, &[]),
            |tx, (), new| make(tx, new),
        )
        .write::<LogCall, (), EnquiryTold, EnquiryReceived>(
            "Enquiries",
            (Method::POST, "/enquiries/calls"),
            "Write down what somebody asks by telephone",
            (201, &[]),
            |tx, (), told| log(tx, told),
        )
        .write::<StartReferral, EnquiryId, FromEnquiry, Referral>(
            "Enquiries",
            (Method::POST, "/enquiries/{enquiry}/referral"),
            "Start a referral from an enquiry, with what was told",
            (201, BECOMES),
            start_referral,
        )
        .write::<Apply, EnquiryId, FromEnquiry, Begun>(
            "Enquiries",
            (Method::POST, "/enquiries/{enquiry}/application"),
            "Begin a parent's own application from their enquiry, with what they told",
            (201, BECOMES),
            start_application,
        )
        .read::<SeeEnquiry, EnquiryId, host::api::Nothing, Listed<EnquiryLetter>>(
            "Enquiries",
            "/enquiries/{enquiry}/letters",
            "Read the further e-mails of an enquiry",
            |tx, id, _| letter::list(tx, id),
        )
        .read::<ListEnquiries, (), Paging, Listed<Enquiry>>(
            "Enquiries",
            "/enquiries",
            "List enquiries, newest first",
            |tx, (), paging| list(tx, &paging),
        )
        .read::<SeeEnquiry, EnquiryId, host::api::Nothing, Enquiry>(
            "Enquiries",
            "/enquiries/{enquiry}",
            "Read an enquiry",
            |tx, id, _| see(tx, id),
        )
        .write::<CloseEnquiry, EnquiryId, EnquiryClosing, Enquiry>(
            "Enquiries",
            (Method::POST, "/enquiries/{enquiry}/closing"),
            "Close an enquiry with its outcome",
            (201, &["enquiry-closed", "first-call-to-come"]),
            close,
        )
}

/// R26: whoever wants to be reached says at what number or address.
pub(crate) fn can_be_reached(by: SafeChannel, at: Option<&Name>) -> Result<(), Problem> {
    if by == SafeChannel::DoNotContact || at.is_some() {
        return Ok(());
    }
    Err(Problem::field("/reach_me_at", "Enter the number or address, or choose that you will contact us"))
}

/// Keeps a question.
pub fn make(tx: &mut WriteTx<'_>, new: NewEnquiry) -> Result<Recorded<EnquiryReceived>, Problem> {
    let permit = tx.ask::<MakeEnquiry>(&Subject::of_centre(tx.centre(), tx.centre()))?;
    can_be_reached(new.safe_channel, new.reach_me_at.as_ref())?;
    let channel =
        if tx.actor.role == Role::Public { Channel::Web } else { new.channel.unwrap_or(Channel::Telephone) };
    if channel == Channel::Chat {
        return Err(Problem::field("/channel", "Choose another: a chat records itself"));
    }
    let at = tx.now;
    store::enquiry_insert(tx, &permit, channel, &new.into())?;
    tx.record(&permit, None, "An enquiry was recorded", EnquiryReceived { at })
}

/// The enquiries, newest first.
pub fn list(tx: &mut Tx<'_>, paging: &Paging) -> Result<Listed<Enquiry>, Problem> {
    let scope = tx.scope::<ListEnquiries>()?;
    store::enquiries(tx, &scope, paging)
}

/// One enquiry.
pub fn see(tx: &mut Tx<'_>, id: EnquiryId) -> Result<Enquiry, Problem> {
    let (enquiry, subject) = store::enquiry(tx, id)?;
    tx.ask::<SeeEnquiry>(&subject)?;
    Ok(enquiry)
}

/// Closes an enquiry with what came of it.
pub fn close(
    tx: &mut WriteTx<'_>,
    id: EnquiryId,
    closing: EnquiryClosing,
) -> Result<Recorded<Enquiry>, Problem> {
    let (enquiry, subject) = store::enquiry(tx, id)?;
    let permit = tx.ask::<CloseEnquiry>(&subject)?;
    only_an_open_one(&enquiry)?;
    may_close(tx, id)?;
    store::enquiry_close(tx, &permit, &closing)?;
    let (enquiry, _) = store::enquiry(tx, id)?;
    tx.record(&permit, None, "An enquiry was closed", enquiry)
}

/// What is talked over or is to be talked over waits for that: whoever began a chat says first what is kept of it.
fn may_become(tx: &mut Tx<'_>, enquiry: &Enquiry) -> Result<(), Problem> {
    may_close(tx, enquiry.id)?;
    if enquiry.channel == Channel::Chat {
        may_be_taken_on(talked::keeps(tx, enquiry.id)?)?;
    }
    Ok(())
}

pub(in crate::intake) fn only_an_open_one(enquiry: &Enquiry) -> Result<(), Refusal> {
    if enquiry.outcome.is_none() {
        return Ok(());
    }
    Err(Refusal::because(
        "enquiry-closed",
        "This enquiry is closed already.",
        "Record a new enquiry if they asked again.",
    ))
}
