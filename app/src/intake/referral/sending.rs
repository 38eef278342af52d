//! Sending a referral, which makes the family, and deciding on it.

use super::{
    Referral, TriageInput,
    commands::{contacts_of_draft, only_a_draft, see},
    complete::{missing, wrong},
    family::family_of,
    store,
};
use crate::family::{family, stage_change};
use base::{Faults, ReferralId};
use host::{Problem, Recorded, WriteTx};
use policy::{SubmitReferral, TriageReferral};
use rules::{Refusal, intake::triaged};

/// Sends a complete draft: the family, its people and their contacts are made in the same moment.
pub fn submit(tx: &mut WriteTx<'_>, id: ReferralId) -> Result<Recorded<Referral>, Problem> {
    let (stored, subject) = store::referral(tx, id)?;
    let permit = tx.ask::<SubmitReferral>(&subject)?;
    only_a_draft(&stored)?;
    let contacts = contacts_of_draft(tx, &subject)?;
    let whole = stored.kept.with(&contacts);
    let mut faults = Faults::none();
    wrong(&whole, tx.now.day(), &mut faults);
    missing(&whole, &mut faults);
    faults.none_or_err()?;
    let family = family_of(tx, &permit, stored.kept.document(), &contacts)?;
    store::mark_sent(tx, &permit, family)?;
    let referral = see(tx, id)?;
    tx.record(&permit, Some(family), "A referral was sent", referral)
}

/// Accepts, puts on the waiting list, redirects or declines, with the reason.
pub fn triage(
    tx: &mut WriteTx<'_>,
    id: ReferralId,
    input: TriageInput,
) -> Result<Recorded<Referral>, Problem> {
    let (stored, subject) = store::referral(tx, id)?;
    let permit = tx.ask::<TriageReferral>(&subject)?;
    let (Some(family_id), Some(stage)) = (stored.family, stored.stage) else {
        return Err(Refusal::because(
            "referral-not-sent",
            "This referral is still a draft.",
            "Complete it and send it, then decide.",
        )
        .into());
    };
    let next = triaged(stage, input.decision)?;
    let family = family(tx, family_id)?;
    store::triage_insert(tx, &permit, &input)?;
    stage_change(tx, &family.subject, next)?;
    let referral = see(tx, id)?;
    let summary = format!("A referral was decided: {}", input.decision.words().to_lowercase());
    tx.record(&permit, Some(family_id), &summary, referral)
}
