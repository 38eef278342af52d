//! Where reports and the log of their copies are kept.

use super::{
    NewCopy, ReportCopy, ReportSummary,
    words::{Body, Document, PaperKind, PaperState},
};
use crate::{
    author::author,
    family::{self, Family},
    schema::{report, report_copy},
};
use base::{CopyId, FamilyId, Moment, ReportId};
use diesel::prelude::*;
use host::{
    Problem, Tx, WriteTx,
    paging::{Listed, Paging},
    seal::{Sealed, SealedBytes},
};
use policy::{Permit, SendReport, SignReport, WriteReport};
use serde::{Deserialize, Serialize};

/// A report as it is kept.
pub(super) struct Kept {
    pub(super) id: ReportId,
    pub(super) family: FamilyId,
    pub(super) reference: String,
    pub(super) kind: PaperKind,
    pub(super) state: PaperState,
    pub(super) document: Document,
    pub(super) signed: Option<Signed>,
    pub(super) created: Moment,
    pub(super) author: String,
    pub(super) signed_at: Option<Moment>,
    pub(super) sha256: Option<String>,
}

/// What is kept of a report as it was signed, so that it reads the same for ever.
#[derive(Clone, Deserialize, Serialize)]
pub(super) struct Signed {
    pub(super) body: Body,
    pub(super) check: String,
}

/// The document of a row: what its author set, and the body once it is signed.
#[derive(Deserialize, Serialize)]
struct Stored {
    document: Document,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    signed: Option<Signed>,
}

type Row = (
    (ReportId, FamilyId, String, PaperKind, PaperState, Sealed),
    (Moment, String, Option<Moment>, Option<String>),
);

fn read(tx: &Tx<'_>, row: Row) -> Result<Kept, Problem> {
    let ((id, family, reference, kind, state, document), (created, author, signed_at, sha256)) = row;
    let Stored { document, signed } = tx.open(&document)?;
    Ok(Kept { id, family, reference, kind, state, document, signed, created, author, signed_at, sha256 })
}

macro_rules! reports {
    () => {
        report::table.inner_join(author::table.on(author::id.eq(report::author))).select((
            (report::id, report::family, report::reference, report::kind, report::state, report::document),
            (report::created, author::name, report::signed_at, report::sha256),
        ))
    };
}

pub(super) fn one(tx: &mut Tx<'_>, id: ReportId) -> Result<Kept, Problem> {
    let centre = tx.centre();
    let row = reports!().filter(report::id.eq(id).and(report::centre.eq(centre))).first(tx.db())?;
    read(tx, row)
}

/// The family of a report. To a draft its referrer is not tied: that there is one is not theirs to know.
pub(super) fn family_of(tx: &mut Tx<'_>, kept: &Kept) -> Result<Family, Problem> {
    let mut family = family::family(tx, kept.family)?;
    if kept.state == PaperState::Draft {
        family.subject.links.referrer = None;
    }
    Ok(family)
}

/// A signed report by its reference.
pub(super) fn signed_by_reference(tx: &mut Tx<'_>, reference: &str) -> Result<Option<Kept>, Problem> {
    let centre = tx.centre();
    let row: Option<Row> = reports!()
        .filter(report::reference.eq(reference).and(report::centre.eq(centre)))
        .filter(report::state.eq(PaperState::Signed))
        .first(tx.db())
        .optional()?;
    row.map(|row| read(tx, row)).transpose()
}

pub(super) fn of_family(
    tx: &mut Tx<'_>,
    family: FamilyId,
    only_signed: bool,
    paging: &Paging,
) -> Result<Listed<ReportSummary>, Problem> {
    let centre = tx.centre();
    let mut query = reports!()
        .filter(report::family.eq(family).and(report::centre.eq(centre)))
        .order((report::created.desc(), report::id.desc()))
        .limit(paging.fetch())
        .into_boxed();
    if only_signed {
        query = query.filter(report::state.eq(PaperState::Signed));
    }
    if let Some(place) = paging.place()? {
        let earlier = report::created.eq(place.at).and(report::id.lt(place.id));
        query = query.filter(report::created.lt(place.at).or(earlier));
    }
    let rows: Vec<Row> = query.load(tx.db())?;
    let found = rows.into_iter().map(|row| read(tx, row)).collect::<Result<Vec<_>, _>>()?;
    Ok(paging.page(found, |kept| (kept.created, kept.id.to_string())).map(ReportSummary::of))
}

pub(super) fn insert(
    tx: &mut WriteTx<'_>,
    permit: &Permit<WriteReport>,
    kind: PaperKind,
    document: Document,
) -> Result<ReportId, Problem> {
    let id = ReportId::from_random(tx.random());
    let account = tx.actor.account.ok_or(Problem::SignInNeeded)?;
    diesel::insert_into(report::table)
        .values((
            report::id.eq(id),
            report::centre.eq(tx.centre()),
            report::family.eq(permit.id()),
            report::reference.eq(format!("RP-{}", tx.ids().reference(7))),
            report::kind.eq(kind),
            report::state.eq(PaperState::Draft),
            report::document.eq(tx.seal(permit.id(), &Stored { document, signed: None })?),
            report::created.eq(tx.now),
            report::author.eq(account),
        ))
        .execute(tx.db())?;
    Ok(id)
}

pub(super) fn update(
    tx: &mut WriteTx<'_>,
    permit: &Permit<WriteReport>,
    id: ReportId,
    document: Document,
) -> Result<(), Problem> {
    diesel::update(report::table.filter(report::id.eq(id).and(report::family.eq(permit.id()))))
        .set(report::document.eq(tx.seal(permit.id(), &Stored { document, signed: None })?))
        .execute(tx.db())?;
    Ok(())
}

pub(super) fn sign(
    tx: &mut WriteTx<'_>,
    (permit, family): (&Permit<SignReport>, FamilyId),
    document: Document,
    signed: Signed,
    pdf: &[u8],
) -> Result<(), Problem> {
    diesel::update(report::table.filter(report::id.eq(permit.id())))
        .set((
            report::state.eq(PaperState::Signed),
            report::document.eq(tx.seal(family, &Stored { document, signed: Some(signed) })?),
            report::signed_at.eq(tx.now),
            report::signed_by.eq(tx.actor.account),
            report::pdf.eq(tx.seal_bytes(family, pdf)?),
            report::sha256.eq(host::audit::sha256(pdf)),
        ))
        .execute(tx.db())?;
    Ok(())
}

/// The signed file.
pub(super) fn pdf(tx: &mut Tx<'_>, id: ReportId) -> Result<Option<Vec<u8>>, Problem> {
    let kept: (FamilyId, Option<SealedBytes>) = report::table
        .filter(report::id.eq(id).and(report::centre.eq(tx.centre())))
        .select((report::family, report::pdf))
        .first(tx.db())?;
    kept.1.map(|pdf| tx.open_bytes(&kept.0.into(), &pdf)).transpose()
}

pub(super) fn copy_insert(
    tx: &mut WriteTx<'_>,
    permit: &Permit<SendReport>,
    copy: &NewCopy,
) -> Result<CopyId, Problem> {
    let id = CopyId::from_random(tx.random());
    let account = tx.actor.account.ok_or(Problem::SignInNeeded)?;
    diesel::insert_into(report_copy::table)
        .values((
            report_copy::id.eq(id),
            report_copy::centre.eq(tx.centre()),
            report_copy::report.eq(permit.id()),
            report_copy::recipient.eq(copy.recipient.as_str()),
            report_copy::capacity.eq(copy.capacity.as_str()),
            report_copy::how.eq(copy.how.as_str()),
            report_copy::sent_at.eq(copy.sent_at.unwrap_or(tx.now)),
            report_copy::account.eq(account),
        ))
        .execute(tx.db())?;
    Ok(id)
}

pub(super) fn copies(tx: &mut Tx<'_>, id: ReportId, paging: &Paging) -> Result<Listed<ReportCopy>, Problem> {
    let mut query = report_copy::table
        .inner_join(author::table.on(author::id.eq(report_copy::account)))
        .filter(report_copy::report.eq(id))
        .order((report_copy::sent_at.desc(), report_copy::id.desc()))
        .limit(paging.fetch())
        .select((
            report_copy::id,
            report_copy::recipient,
            report_copy::capacity,
            report_copy::how,
            report_copy::sent_at,
            author::name,
        ))
        .into_boxed();
    if let Some(place) = paging.place()? {
        let earlier = report_copy::sent_at.eq(place.at).and(report_copy::id.lt(place.id));
        query = query.filter(report_copy::sent_at.lt(place.at).or(earlier));
    }
    type CopyRow = (CopyId, String, String, String, Moment, String);
    let rows: Vec<CopyRow> = query.load(tx.db())?;
    let copies = rows
        .into_iter()
        .map(|(id, recipient, capacity, how, sent_at, sent_by)| ReportCopy {
            id,
            recipient,
            capacity,
            how,
            sent_at,
            sent_by,
        })
        .collect();
    Ok(paging.page(copies, |copy| (copy.sent_at, copy.id.to_string())))
}
