//! Where enquiries are kept.

use super::{Channel, Enquiry, EnquiryClosing, EnquiryOutcome, NewEnquiry};
use crate::schema::enquiry;
use base::{CentreId, EnquiryId, Moment};
use diesel::prelude::*;
use host::{
    Problem, Tx, WriteTx, among,
    paging::{Listed, Paging},
    seal::Sealed,
};
use policy::{Act, CloseEnquiry, MakeEnquiry, Permit, Scope, Subject};

#[derive(Queryable, Selectable)]
#[diesel(table_name = enquiry)]
struct Row {
    id: EnquiryId,
    centre: CentreId,
    channel: Channel,
    at: Moment,
    document: Sealed,
    outcome: Option<EnquiryOutcome>,
    outcome_words: Option<String>,
    closed_at: Option<Moment>,
}

impl Row {
    fn read(self, tx: &Tx<'_>) -> Result<Enquiry, Problem> {
        Ok(Enquiry {
            id: self.id,
            channel: self.channel,
            at: self.at,
            asked: tx.open(&self.document)?,
            outcome: self.outcome,
            outcome_words: self.outcome_words,
            closed_at: self.closed_at,
        })
    }
}

pub(super) fn enquiry_insert(
    tx: &mut WriteTx<'_>,
    permit: &Permit<MakeEnquiry>,
    channel: Channel,
    new: &NewEnquiry,
) -> Result<EnquiryId, Problem> {
    let id = EnquiryId::from_random(tx.random());
    diesel::insert_into(enquiry::table)
        .values((
            enquiry::id.eq(id),
            enquiry::centre.eq(permit.id()),
            enquiry::channel.eq(channel),
            enquiry::at.eq(tx.now),
            enquiry::document.eq(tx.seal(id, new)?),
        ))
        .execute(tx.db())?;
    Ok(id)
}

pub(super) fn enquiries(tx: &mut Tx<'_>, scope: &Scope, paging: &Paging) -> Result<Listed<Enquiry>, Problem> {
    let mut query = enquiry::table
        .filter(enquiry::centre.eq(scope.centre()))
        .order((enquiry::at.desc(), enquiry::id.desc()))
        .limit(paging.fetch())
        .select(Row::as_select())
        .into_boxed();
    if let Some(place) = paging.place()? {
        query =
            query.filter(enquiry::at.lt(place.at).or(enquiry::at.eq(place.at).and(enquiry::id.lt(place.id))));
    }
    let rows: Vec<Row> = query.load(tx.db())?;
    let read = rows.into_iter().map(|row| row.read(tx)).collect::<Result<Vec<_>, _>>()?;
    Ok(paging.page(read, |enquiry| (enquiry.at, enquiry.id.to_string())))
}

pub(super) fn enquiry(tx: &mut Tx<'_>, id: EnquiryId) -> Result<(Enquiry, Subject<EnquiryId>), Problem> {
    let row: Row = enquiry::table
        .filter(enquiry::id.eq(id).and(enquiry::centre.eq(tx.centre())))
        .select(Row::as_select())
        .first(tx.db())?;
    let subject = Subject::of_centre(row.id, row.centre);
    Ok((row.read(tx)?, subject))
}

pub(super) fn enquiry_close(
    tx: &mut WriteTx<'_>,
    permit: &Permit<CloseEnquiry>,
    closing: &EnquiryClosing,
) -> Result<(), Problem> {
    diesel::update(enquiry::table.filter(enquiry::id.eq(permit.id())))
        .set((
            enquiry::outcome.eq(closing.outcome),
            enquiry::outcome_words.eq(closing.words.as_str()),
            enquiry::closed_at.eq(tx.now),
        ))
        .execute(tx.db())?;
    Ok(())
}

pub(super) fn documents(tx: &mut Tx<'_>, ids: &[EnquiryId]) -> Result<Vec<(EnquiryId, NewEnquiry)>, Problem> {
    let rows: Vec<(EnquiryId, Sealed)> = enquiry::table
        .filter(enquiry::centre.eq(tx.centre()).and(among(enquiry::id, ids.iter().copied())))
        .select((enquiry::id, enquiry::document))
        .load(tx.db())?;
    rows.into_iter().map(|(id, document)| Ok((id, tx.open(&document)?))).collect()
}

pub(super) fn document_replace<A: Act>(
    tx: &mut WriteTx<'_>,
    _: &Permit<A>,
    id: EnquiryId,
    asked: &NewEnquiry,
) -> Result<(), Problem> {
    let sealed = tx.seal(id, asked)?;
    diesel::update(enquiry::table.filter(enquiry::id.eq(id)))
        .set(enquiry::document.eq(sealed))
        .execute(tx.db())?;
    Ok(())
}
