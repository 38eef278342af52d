//! The operations on referrals.

use super::{
    Attachment, AttachmentContent, AttachmentInput, Referral, ReferralInput, ReferralLine, ReferralsAsked,
    TriageInput, attach,
    attachment::{read_content, remove},
    list, replace, see, start, submit, triage,
};
use axum::http::Method;
use base::{AttachmentId, ReferralId};
use host::{
    api::{Nothing, Operations},
    paging::Listed,
};
use policy::{
    AttachOrder, ListReferrals, SeeAttachment, SeeReferral, StartReferral, SubmitReferral, TriageReferral,
    WriteReferral,
};

/// The operations of this capability.
#[must_use]
pub fn operations() -> Operations {
    const TAG: &str = "Referrals";
    Operations::none()
        .write::<StartReferral, (), ReferralInput, Referral>(
            TAG,
            (Method::POST, "/referrals"),
            "Start a referral, with whatever is known already",
            (201, &[]),
            |tx, (), input| start(tx, input),
        )
        .read::<ListReferrals, (), ReferralsAsked, Listed<ReferralLine>>(
            TAG,
            "/referrals",
            "List referrals: staff see all, a referrer their own",
            |tx, (), asked| list(tx, &asked),
        )
        .read::<SeeReferral, ReferralId, Nothing, Referral>(
            TAG,
            "/referrals/{referral}",
            "Read a referral",
            |tx, id, _| see(tx, id),
        )
        .write::<WriteReferral, ReferralId, ReferralInput, Referral>(
            TAG,
            (Method::PUT, "/referrals/{referral}"),
            "Replace what a draft says",
            (200, &["referral-sent", "order-has-copies"]),
            replace,
        )
        .write::<AttachOrder, ReferralId, AttachmentInput, Attachment>(
            TAG,
            (Method::POST, "/referrals/{referral}/attachments"),
            "Attach a copy of a court order",
            (201, &[]),
            attach,
        )
        .read::<SeeAttachment, (ReferralId, AttachmentId), Nothing, AttachmentContent>(
            TAG,
            "/referrals/{referral}/attachments/{attachment}",
            "Read a copy of a court order",
            |tx, place, _| read_content(tx, place),
        )
        .write::<WriteReferral, (ReferralId, AttachmentId), Nothing, super::ReferralState>(
            TAG,
            (Method::POST, "/referrals/{referral}/attachments/{attachment}/removal"),
            "Take a copy off a draft",
            (200, &["referral-sent"]),
            |tx, place, _| remove(tx, place),
        )
        .write::<SubmitReferral, ReferralId, Nothing, Referral>(
            TAG,
            (Method::POST, "/referrals/{referral}/submission"),
            "Send a complete referral; this makes the family",
            (201, &["referral-sent"]),
            |tx, id, _| submit(tx, id),
        )
        .write::<TriageReferral, ReferralId, TriageInput, Referral>(
            TAG,
            (Method::POST, "/referrals/{referral}/triage"),
            "Accept, put on the waiting list, redirect or decline",
            (201, &["referral-not-sent", "triage-done"]),
            triage,
        )
}
