//! Starting a referral, writing in it, reading it.

use super::{
    Contacts, Missing, Referral, ReferralInput, ReferralLine, ReferralSource, ReferralState, ReferralsAsked,
    attachment::refuse_order_lost,
    complete::{missing, wrong},
    kept::split,
    store::{self, Stored},
};
use base::{Faults, Name, ReferralId};
use host::{Problem, Recorded, Tx, WriteTx, paging::Listed};
use policy::{ListReferrals, Role, SeeReferral, StartReferral, Subject, WriteReferral};
use rules::Refusal;

/// Starts a draft, with whatever is known already.
pub fn start(tx: &mut WriteTx<'_>, mut input: ReferralInput) -> Result<Recorded<Referral>, Problem> {
    let source =
        if tx.actor.role == Role::Referrer { ReferralSource::Referrer } else { ReferralSource::Staff };
    if tx.actor.role == Role::Referrer {
        let name = Name::new(&tx.actor.name).ok();
        let referrer = input.referrer.get_or_insert_default();
        referrer.name = referrer.name.take().or(name);
        input.referred_on = input.referred_on.or(Some(tx.now.day()));
    }
    start_from(tx, source, input)
}

/// Starts a draft that came in some way.
pub fn start_from(
    tx: &mut WriteTx<'_>,
    source: ReferralSource,
    input: ReferralInput,
) -> Result<Recorded<Referral>, Problem> {
    let permit = tx.ask::<StartReferral>(&Subject::of_centre(tx.centre(), tx.centre()))?;
    refuse_wrong(tx, &input)?;
    let (kept, contacts) = split(input);
    let id = store::referral_insert(tx, &permit, source, &kept)?;
    store::contacts_insert(tx, &permit, id, &contacts)?;
    let referral = written(tx, id)?;
    tx.record(&permit, None, "A referral was started", referral)
}

/// Replaces what a draft says.
pub fn replace(
    tx: &mut WriteTx<'_>,
    id: ReferralId,
    input: ReferralInput,
) -> Result<Recorded<Referral>, Problem> {
    let (stored, _) = store::referral(tx, id)?;
    let orders = (stored.kept.document().orders.len(), input.orders.len());
    let written = write(tx, id, input)?;
    refuse_order_lost(tx, id, orders)?;
    Ok(written)
}

/// The same, where it is said which orders go and what becomes of their copies.
pub(super) fn write(
    tx: &mut WriteTx<'_>,
    id: ReferralId,
    input: ReferralInput,
) -> Result<Recorded<Referral>, Problem> {
    let (stored, subject) = store::referral(tx, id)?;
    let permit = tx.ask::<WriteReferral>(&subject)?;
    only_a_draft(&stored)?;
    refuse_wrong(tx, &input)?;
    let (kept, contacts) = split(input);
    store::document_replace(tx, &permit, &kept)?;
    store::contacts_replace(tx, id, &contacts)?;
    let referral = written(tx, id)?;
    tx.record(&permit, None, "A draft referral was written in", referral)
}

/// What a write answers: without contacts, because an answer is kept under its Idempotency-Key and a
/// compartment must not have a copy there.
fn written(tx: &mut Tx<'_>, id: ReferralId) -> Result<Referral, Problem> {
    let mut referral = see(tx, id)?;
    referral.document = split(referral.document).0.document().clone();
    Ok(referral)
}

fn refuse_wrong(tx: &Tx<'_>, input: &ReferralInput) -> Result<(), Problem> {
    let mut faults = Faults::none();
    wrong(input, tx.now.day(), &mut faults);
    Ok(faults.none_or_err()?)
}

/// A referral that was sent stays as it was sent.
pub(super) fn only_a_draft(stored: &Stored) -> Result<(), Problem> {
    if stored.state() == ReferralState::Draft {
        return Ok(());
    }
    Err(Refusal::because(
        "referral-sent",
        "This referral has been sent and stays as it was sent.",
        "Write what has changed into the family’s case.",
    )
    .into())
}

/// The referrals one may see.
pub fn list(tx: &mut Tx<'_>, asked: &ReferralsAsked) -> Result<Listed<ReferralLine>, Problem> {
    let scope = tx.scope::<ListReferrals>()?;
    store::referrals(tx, &scope, asked)
}

/// One referral.
pub fn see(tx: &mut Tx<'_>, id: ReferralId) -> Result<Referral, Problem> {
    let (stored, subject) = store::referral(tx, id)?;
    tx.ask::<SeeReferral>(&subject)?;
    let (document, missing) = if stored.state() == ReferralState::Draft {
        let whole = stored.kept.with(&contacts_of_draft(tx, &subject)?);
        let missing = what_is_missing(&whole);
        (whole, missing)
    } else {
        (stored.kept.document().clone(), Vec::new())
    };
    let mut decisions = store::decisions(tx, id)?;
    if tx.actor.role == Role::Referrer {
        for decision in &mut decisions {
            decision.reason = None;
        }
    }
    Ok(Referral {
        id,
        source: stored.source,
        state: stored.state(),
        created: stored.created,
        submitted: stored.submitted,
        family: stored.family,
        reference: stored.reference,
        document,
        missing,
        attachments: super::attachment::attachments(tx, id)?,
        decisions,
    })
}

/// The contacts of a draft, for whoever may write in it: its author, and staff who may see contacts.
pub(super) fn contacts_of_draft(tx: &mut Tx<'_>, subject: &Subject<ReferralId>) -> Result<Contacts, Problem> {
    match tx.ask::<WriteReferral>(subject) {
        Ok(_) => store::contacts(tx, subject.id),
        Err(_) => Ok(Contacts::default()),
    }
}

/// What is missing in a whole draft.
#[must_use]
pub fn what_is_missing(whole: &ReferralInput) -> Vec<Missing> {
    let mut faults = Faults::none();
    missing(whole, &mut faults);
    let missing =
        |fault: &base::Fault| Missing { pointer: fault.pointer.clone(), remedy: fault.message.clone() };
    faults.list().iter().map(missing).collect()
}
