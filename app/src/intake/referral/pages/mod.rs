//! The pages of referrals.

mod answers;
mod copies;
mod draft;
mod fields;
mod inbox;
mod sent;

pub use copies::SentFile;

use super::{
    Part, PartForm, Referral, ReferralInput, ReferralState, TriageInput, part::save_part, remove, see, start,
    submit, triage,
};
use crate::{
    front::{Asked, Goto, Pages},
    view::View,
};
use base::{AttachmentId, ReferralId};
use host::{Problem, Tx, api::Nothing};
use policy::{
    AttachOrder, ListReferrals, SeeAttachment, SeeReferral, StartReferral, SubmitReferral, TriageReferral,
    WriteReferral,
};

/// The pages of this capability.
#[must_use]
pub fn pages() -> Pages {
    Pages::none()
        .show::<ListReferrals, ()>("/referrals", inbox::page)
        .show::<StartReferral, ()>("/referrals/new", draft::new)
        .submit::<StartReferral, (), Nothing, _>(
            "/referrals/new",
            |tx, (), _| start(tx, ReferralInput::default()),
            |(), referral: &Referral| Goto::to(format!("/referrals/{}", referral.id)),
            draft::new,
        )
        .show::<SeeReferral, ReferralId>("/referrals/{referral}", one)
        .submit::<TriageReferral, ReferralId, TriageInput, _>(
            "/referrals/{referral}",
            triage,
            |_, _| Goto::to("/referrals").saying("triaged"),
            one,
        )
        .show::<WriteReferral, (ReferralId, Part)>("/referrals/{referral}/parts/{part}", draft::part)
        .submit::<WriteReferral, (ReferralId, Part), PartForm, _>(
            "/referrals/{referral}/parts/{part}",
            save_part,
            draft::after_part,
            draft::part,
        )
        .show::<WriteReferral, ReferralId>("/referrals/{referral}/check", draft::check)
        .submit::<SubmitReferral, ReferralId, Nothing, _>(
            "/referrals/{referral}/check",
            |tx, id, _| submit(tx, id),
            |id, _| Goto::to(format!("/referrals/{id}")).saying("sent"),
            draft::check,
        )
        .show::<SeeReferral, ReferralId>("/referrals/{referral}/copies", copies::page)
        .submit::<AttachOrder, ReferralId, copies::CopyForm, _>(
            "/referrals/{referral}/copies",
            copies::attach_form,
            copies::after_attach,
            copies::page,
        )
        .submit::<WriteReferral, (ReferralId, AttachmentId), Nothing, _>(
            "/referrals/{referral}/attachments/{attachment}/removal",
            |tx, place, _| remove(tx, place),
            copies::after_remove,
            |tx, (id, _), asked| copies::page(tx, id, asked),
        )
        .file::<SeeAttachment, (ReferralId, AttachmentId)>(
            "/referrals/{referral}/attachments/{attachment}",
            copies::saved,
        )
}

/// A draft as the list of its parts; what was sent, as it was sent.
fn one(tx: &mut Tx<'_>, id: ReferralId, asked: &Asked) -> Result<View, Problem> {
    let referral = see(tx, id)?;
    Ok(match referral.state {
        ReferralState::Draft => draft::tasks(&referral),
        _ => sent::page(&referral, tx.actor.role, asked),
    })
}

/// The pages of writing are there only while there is something to write.
fn only_draft_pages(referral: &Referral) -> Result<(), Problem> {
    if referral.state == ReferralState::Draft { Ok(()) } else { Err(Problem::NotFound) }
}
