//! Copies of court orders: seeing them, attaching them, taking them off a draft, downloading them.

use crate::{
    front::{Asked, Goto},
    intake::referral::{Attachment, AttachmentInput, Referral, ReferralState, attach, read_attachment, see},
    view::{Block, Button, Cell, Choice, Form, Kind, Layout, Sheet, View, field},
};
use base::{AttachmentId, Name, ReferralId};
use host::{Problem, Recorded, Tx, WriteTx};
use serde::Deserialize;
use utoipa::ToSchema;

/// A file as a form sends it.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SentFile {
    /// What it is called.
    pub filename: Name,
    /// What it says it is.
    pub media_type: Name,
    /// What it holds, in base64.
    pub content: String,
}

/// A copy of an order as the page sends it.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CopyForm {
    /// Which order it is a copy of.
    pub order: i32,
    /// Which file to send.
    pub file: SentFile,
}

/// The numbers of the orders of which there is no copy.
pub(super) fn without_copy(referral: &Referral) -> Vec<usize> {
    (1..=referral.document.orders.len())
        .filter(|number| {
            let has =
                |copy: &Attachment| copy.order.and_then(|order| usize::try_from(order).ok()) == Some(*number);
            !referral.attachments.iter().any(has)
        })
        .collect()
}

fn of_order(referral: &Referral, number: i32) -> String {
    let index = usize::try_from(number - 1).unwrap_or(usize::MAX);
    let kind = referral.document.orders.get(index).and_then(|order| order.kind);
    let words = kind.map_or("kind not given", super::super::OrderKind::words);
    format!("Order {number}: {words}")
}

/// The table of copies, where the referral has orders.
pub(super) fn copies_block(sheet: Sheet, referral: &Referral) -> Sheet {
    if referral.document.orders.is_empty() && referral.attachments.is_empty() {
        return sheet;
    }
    let rows: Vec<Vec<Cell>> = referral
        .attachments
        .iter()
        .map(|copy| {
            vec![
                copy.order.map(|order| of_order(referral, order)).unwrap_or_default().into(),
                Cell::link(
                    copy.filename.clone(),
                    format!("/referrals/{}/attachments/{}", referral.id, copy.id),
                ),
                copy.at.words().into(),
            ]
        })
        .collect();
    let without = without_copy(referral);
    let numbers = without.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    sheet
        .with(Block::Heading("Copies of court orders".into()))
        .with_if(!rows.is_empty(), || Block::Table {
            caption: "Copies".into(),
            head: ["Of", "File", "Attached"].map(String::from).to_vec(),
            rows,
        })
        .with_if(!without.is_empty(), || Block::Notice {
            title: format!("No copy yet of order {numbers}"),
            kind: "warn",
            words: vec!["A first visit waits until the centre holds a copy of every order.".into()],
        })
}

/// The page of copies.
pub(super) fn page(tx: &mut Tx<'_>, id: ReferralId, asked: &Asked) -> Result<View, Problem> {
    let referral = see(tx, id)?;
    let is_draft = referral.state == ReferralState::Draft;
    let mut sheet = Sheet::new("Copies of court orders").over(referral.document.title());
    if referral.document.orders.is_empty() {
        sheet = sheet.with(Block::Empty {
            title: "This referral names no court orders".into(),
            next: "Where there is one, enter it first; then its copy can be attached here.".into(),
            link: None,
        });
    } else {
        let orders = (1..=referral.document.orders.len())
            .map(|number| {
                let words = of_order(&referral, i32::try_from(number).unwrap_or(0));
                Choice::new(number.to_string(), words)
            })
            .collect();
        let mut state = asked.form();
        if let ([only, ..], "") = (without_copy(&referral).as_slice(), state.value("order")) {
            state = state.with("order", only.to_string());
        }
        let fields = vec![
            field("order:int", "Which order is it a copy of?", Kind::One(orders)),
            field("file", "The file", Kind::File(".pdf,.jpg,.jpeg,.png"))
                .hint("PDF, JPEG or PNG, at most 8 MB. A clear photograph of each page is fine."),
        ];
        sheet = copies_block(sheet, &referral).form(Form::new(
            format!("/referrals/{id}/copies"),
            state,
            fields,
            "Attach the copy",
        ));
        if is_draft {
            let remove = referral.attachments.iter().map(|copy| {
                let path = format!("/referrals/{id}/attachments/{}/removal", copy.id);
                let words = format!("Take off {}", copy.filename);
                Button::post(words, path, &asked.other(copy.id.as_str())).secondary()
            });
            sheet = sheet.with(Block::Buttons(remove.collect())).with(Block::Buttons(vec![Button::to(
                "Continue",
                format!("/referrals/{id}/parts/concerns"),
            )]));
        }
    }
    Ok(View::sheet(Layout::Staff, sheet).back("The referral", format!("/referrals/{id}")))
}

/// Attaches what the page sent.
pub(super) fn attach_form(
    tx: &mut WriteTx<'_>,
    id: ReferralId,
    form: CopyForm,
) -> Result<Recorded<Attachment>, Problem> {
    let SentFile { filename, media_type, content } = form.file;
    attach(tx, id, AttachmentInput { order: form.order, filename, media_type, content }).map_err(|problem| {
        match problem {
            // On the page the file is one question.
            Problem::Invalid(faults) if faults.list().iter().any(|fault| fault.pointer != "/order") => {
                let words = faults.list().first().map(|fault| fault.message.clone()).unwrap_or_default();
                Problem::field("/file", words)
            }
            other => other,
        }
    })
}

/// Where one goes after a copy was attached.
pub(super) fn after_attach(id: &ReferralId, _: &Attachment) -> Goto {
    Goto::to(format!("/referrals/{id}/copies")).saying("saved")
}

/// Where one goes after a copy was taken off.
pub(super) fn after_remove((id, _): &(ReferralId, AttachmentId), _: &ReferralState) -> Goto {
    Goto::to(format!("/referrals/{id}/copies")).saying("saved")
}

/// A copy as a file to be saved: never shown in the browser, so nothing in it can act there.
pub(super) fn saved(
    tx: &mut Tx<'_>,
    place: (ReferralId, AttachmentId),
) -> Result<(String, String, Vec<u8>), Problem> {
    let (about, bytes) = read_attachment(tx, place)?;
    Ok((format!("copy-of-order-{}", about.order.unwrap_or(1)), about.media_type, bytes))
}
