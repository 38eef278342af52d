//! An enquiry becomes a referral, or a parent's own application, with nothing typed twice.

use super::{
    Enquiry, EnquiryClosing, EnquiryId, EnquiryOutcome, EnquiryTold, SafeChannel, may_become,
    only_an_open_one, store,
};
use crate::{
    family::contact::Contact,
    intake::{
        application::{ApplicantInput, ApplicationInput, Begun, begin},
        referral::{AdultInput, Capacity, Referral, ReferralInput, Referrer, start},
    },
};
use base::Prose;
use host::{Problem, Recorded, WriteTx};
use policy::{CloseEnquiry, Permit, SeeEnquiry};
use rules::enquiry::Caller;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Goes on from an enquiry.
#[derive(Clone, Copy, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct FromEnquiry {
    /// What they are to the child, where the enquiry does not say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub who: Option<Caller>,
}

/// Starts a referral with what was told, and closes the enquiry.
pub fn start_referral(
    tx: &mut WriteTx<'_>,
    id: EnquiryId,
    from: FromEnquiry,
) -> Result<Recorded<Referral>, Problem> {
    let (enquiry, permit, who) = open_one(tx, id, from)?;
    let started = start(tx, referral_of(&enquiry, who)?)?;
    let referral = started.value().clone();
    store::became(tx, &permit, (Some(referral.id), None))?;
    closed(tx, &permit, "A referral was started from it.")?;
    tx.record(&permit, None, "A referral was started from an enquiry", referral)
}

/// Begins the parent's own application with what they told, and closes the enquiry. Its code is answered here and
/// nowhere else: whoever writes for the parent hands it on in the way that is safe.
pub fn start_application(
    tx: &mut WriteTx<'_>,
    id: EnquiryId,
    from: FromEnquiry,
) -> Result<Recorded<Begun>, Problem> {
    let (enquiry, permit, who) = open_one(tx, id, from)?;
    let lives_with_them = match who {
        Caller::Resident => true,
        Caller::Visiting => false,
        Caller::Grandparent | Caller::Professional | Caller::SomebodyElse => {
            return Err(Problem::field("/who", "Only a parent or carer applies: start a referral instead"));
        }
    };
    let told = &enquiry.asked;
    let about = ApplicantInput {
        name: told.name.clone(),
        children_live_with_me: Some(lives_with_them),
        ..ApplicantInput::default()
    };
    let begun = begin(
        tx,
        ApplicationInput {
            about: Some(about),
            contact: Some(contact(told)?),
            hopes: told.question.clone(),
            ..ApplicationInput::default()
        },
    )?;
    let begun = begun.value().clone();
    store::became(tx, &permit, (None, Some(begun.id)))?;
    closed(tx, &permit, "Their own application was begun from it.")?;
    tx.record(&permit, None, "A parent's application was begun from an enquiry", begun)
}

fn open_one(
    tx: &mut WriteTx<'_>,
    id: EnquiryId,
    from: FromEnquiry,
) -> Result<(Enquiry, Permit<CloseEnquiry>, Caller), Problem> {
    let (enquiry, subject) = store::enquiry(tx, id)?;
    let permit = tx.ask::<CloseEnquiry>(&subject)?;
    tx.ask::<SeeEnquiry>(&subject)?;
    only_an_open_one(&enquiry)?;
    may_become(tx, &enquiry)?;
    let who = from.who.or(enquiry.asked.who);
    let who = who.ok_or_else(|| Problem::field("/who", "Choose what they are to the child"))?;
    Ok((enquiry, permit, who))
}

fn closed(tx: &mut WriteTx<'_>, permit: &Permit<CloseEnquiry>, words: &str) -> Result<(), Problem> {
    let words = Prose::new(words).map_err(Problem::broken)?;
    store::enquiry_close(tx, permit, &EnquiryClosing { outcome: EnquiryOutcome::ReferralComing, words })
}

/// How an adult is reached, as they told it. The number goes where their safe way is, and nowhere else.
fn contact(told: &EnquiryTold) -> Result<Contact, Problem> {
    let by_mail = told.safe_channel == Some(SafeChannel::Email);
    let at = told.reach_me_at.clone();
    let (email, telephone) = if by_mail { (at, None) } else { (None, at) };
    let when_it_is_safe = told.safely().map_err(|said| Problem::field("/when_it_is_safe", said))?;
    Ok(Contact { safe_channel: told.safe_channel, when_it_is_safe, telephone, email, ..Contact::default() })
}

/// What was told, at its places. The number of somebody who is neither parent nor professional stays in the enquiry:
/// it belongs to a side, and nobody has said to which (R25).
fn referral_of(enquiry: &Enquiry, who: Caller) -> Result<ReferralInput, Problem> {
    let told = &enquiry.asked;
    let capacity = match who {
        Caller::Resident | Caller::Visiting | Caller::Grandparent => Some(Capacity::OneOfTheFamily),
        Caller::Professional => None,
        Caller::SomebodyElse => Some(Capacity::Other),
    };
    let way = contact(told)?;
    let reached = if who == Caller::Professional { way.clone() } else { Contact::default() };
    let adult =
        || AdultInput { name: told.name.clone(), contact: Some(way.clone()), ..AdultInput::default() };
    Ok(ReferralInput {
        referrer: Some(Referrer {
            capacity,
            name: told.name.clone(),
            telephone: reached.telephone,
            email: reached.email,
            ..Referrer::default()
        }),
        referred_on: Some(enquiry.at.day()),
        resident: (who == Caller::Resident).then(adult),
        visiting: (who == Caller::Visiting).then(adult),
        reason: told.question.clone(),
        ..ReferralInput::default()
    })
}
