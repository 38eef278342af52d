//! Copies of court orders.

use super::{
    ReferralState,
    commands::only_a_draft,
    store::{self},
};
use crate::{
    plan,
    schema::attachment,
    sent_file::{self, NotTaken},
};
use base::{AttachmentId, Moment, Name, ReferralId};
use base64::{Engine, engine::general_purpose::STANDARD};
use diesel::prelude::*;
use host::{Problem, Recorded, Tx, WriteTx, seal::SealedBytes};
use policy::{AttachOrder, SeeAttachment, SeeReferral, WriteReferral};
use rules::Refusal;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Attaches a copy of an order.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AttachmentInput {
    /// Which order of the referral it is a copy of: 1 is the first.
    #[schema(minimum = 1)]
    pub order: i32,
    /// What the file is called.
    pub filename: Name,
    /// What it is: application/pdf, image/jpeg or image/png. What the file holds must fit it.
    pub media_type: Name,
    /// The file, in base64. At most 8 MB. What is kept is made anew from what can be seen of it: where and when
    /// a picture was taken, who wrote a document, and what it would do when opened are left out.
    pub content: String,
}

/// A copy of an order, without the file.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Attachment {
    /// Its identifier.
    pub id: AttachmentId,
    /// Which order of the referral it is a copy of.
    pub order: Option<i32>,
    /// What the file is called.
    pub filename: String,
    /// What it is.
    pub media_type: String,
    /// The SHA-256 of what is kept, in hexadecimal.
    pub sha256: String,
    /// When it was attached.
    pub at: Moment,
}

/// A copy of an order with the file.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AttachmentContent {
    /// What it is.
    #[serde(flatten)]
    pub about: Attachment,
    /// The file, in base64.
    pub content: String,
}

/// Attaches a copy of an order. After sending too: the centre needs every order before a first visit (R2).
pub fn attach(
    tx: &mut WriteTx<'_>,
    id: ReferralId,
    input: AttachmentInput,
) -> Result<Recorded<Attachment>, Problem> {
    let (stored, subject) = store::referral(tx, id)?;
    let permit = tx.ask::<AttachOrder>(&subject)?;
    let orders = stored.kept.document().orders.len();
    if orders == 0 {
        return Err(Problem::field("/order", "Enter the order in the referral first, then attach its copy"));
    }
    if !usize::try_from(input.order).is_ok_and(|order| (1..=orders).contains(&order)) {
        return Err(Problem::field("/order", format!("Choose an order from 1 to {orders}")));
    }
    let file =
        sent_file::take((&input.filename, &input.media_type), &input.content, "order").map_err(|wrong| {
            match wrong {
                NotTaken::Name(words) => Problem::field("/filename", words),
                NotTaken::MediaType(words) => Problem::field("/media_type", words),
                NotTaken::Content(words) => Problem::field("/content", words),
            }
        })?;
    let about = Attachment {
        id: AttachmentId::from_random(tx.random()),
        order: Some(input.order),
        filename: file.filename,
        media_type: file.media_type.to_owned(),
        sha256: file.sha256,
        at: tx.now,
    };
    diesel::insert_into(attachment::table)
        .values((
            attachment::id.eq(about.id),
            attachment::centre.eq(tx.centre()),
            attachment::referral.eq(permit.id()),
            attachment::order_number.eq(about.order),
            attachment::filename.eq(&about.filename),
            attachment::media_type.eq(&about.media_type),
            attachment::sha256.eq(&about.sha256),
            attachment::bytes.eq(tx.seal_bytes(permit.id(), &file.bytes)?),
            attachment::at.eq(about.at),
        ))
        .execute(tx.db())?;
    // The last copy can be the last thing that R2 asks for.
    let done = "A copy of an order was attached";
    let summary = match stored.family {
        Some(family) => plan::activate_if_ready(tx, family)?.after(done),
        None => done.to_owned(),
    };
    tx.record(&permit, stored.family, &summary, about)
}

type Row = (AttachmentId, Option<i32>, String, String, String, Moment);
const COLUMNS: (
    attachment::id,
    attachment::order_number,
    attachment::filename,
    attachment::media_type,
    attachment::sha256,
    attachment::at,
) = (
    attachment::id,
    attachment::order_number,
    attachment::filename,
    attachment::media_type,
    attachment::sha256,
    attachment::at,
);

fn about((id, order, filename, media_type, sha256, at): Row) -> Attachment {
    Attachment { id, order, filename, media_type, sha256, at }
}

/// The copies of a referral's orders. The caller may see the referral.
pub(super) fn attachments(tx: &mut Tx<'_>, id: ReferralId) -> Result<Vec<Attachment>, Problem> {
    let rows: Vec<Row> = attachment::table
        .filter(attachment::referral.eq(id))
        .order((attachment::order_number, attachment::at, attachment::id))
        .select(COLUMNS)
        .load(tx.db())?;
    Ok(rows.into_iter().map(about).collect())
}

/// One copy with its bytes.
pub fn read_attachment(
    tx: &mut Tx<'_>,
    (referral, id): (ReferralId, AttachmentId),
) -> Result<(Attachment, Vec<u8>), Problem> {
    let (_, subject) = store::referral(tx, referral)?;
    tx.ask::<SeeReferral>(&subject)?;
    tx.ask::<SeeAttachment>(&subject.with_id(id))?;
    let (row, bytes): (Row, SealedBytes) = attachment::table
        .filter(attachment::id.eq(id).and(attachment::referral.eq(referral)))
        .select((COLUMNS, attachment::bytes))
        .first(tx.db())?;
    Ok((about(row), tx.open_bytes(&referral.into(), &bytes)?))
}

/// The same for the API.
pub(super) fn read_content(
    tx: &mut Tx<'_>,
    place: (ReferralId, AttachmentId),
) -> Result<AttachmentContent, Problem> {
    let (about, bytes) = read_attachment(tx, place)?;
    Ok(AttachmentContent { about, content: STANDARD.encode(bytes) })
}

/// Takes a copy off a draft: the wrong file may be somebody else's order.
pub fn remove(
    tx: &mut WriteTx<'_>,
    (referral, id): (ReferralId, AttachmentId),
) -> Result<Recorded<ReferralState>, Problem> {
    let (stored, subject) = store::referral(tx, referral)?;
    let permit = tx.ask::<WriteReferral>(&subject)?;
    only_a_draft(&stored)?;
    let gone = diesel::delete(
        attachment::table.filter(attachment::id.eq(id).and(attachment::referral.eq(permit.id()))),
    )
    .execute(tx.db())?;
    if gone == 0 {
        return Err(Problem::NotFound);
    }
    tx.record(&permit, None, "A copy of an order was taken off a draft", stored.state())
}

/// Refuses to lose an order while the draft has copies, unless it is said which one goes: a copy would
/// pass for that of another order, and a first visit would go ahead without the one that is lost (R2).
pub(super) fn refuse_order_lost(
    tx: &mut Tx<'_>,
    referral: ReferralId,
    (before, after): (usize, usize),
) -> Result<(), Problem> {
    if after >= before || attachments(tx, referral)?.is_empty() {
        return Ok(());
    }
    Err(Refusal::because(
        "order-has-copies",
        "An order is missing from what was sent, and this draft has copies of its orders.",
        "Remove the order with the button that says so, or take its copies off first.",
    )
    .into())
}

/// Takes off the copies of an order that leaves the draft, and renumbers those that come after it.
pub(super) fn order_left(tx: &mut WriteTx<'_>, referral: ReferralId, number: i32) -> Result<(), Problem> {
    let of = |number: i32| attachment::referral.eq(referral).and(attachment::order_number.eq(number));
    diesel::delete(attachment::table.filter(of(number))).execute(tx.db())?;
    for later in number + 1..=i32::try_from(super::MOST_ITEMS).unwrap_or(20) {
        diesel::update(attachment::table.filter(of(later)))
            .set(attachment::order_number.eq(later - 1))
            .execute(tx.db())?;
    }
    Ok(())
}
