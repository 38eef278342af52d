//! Where enquiries are kept.

use super::{Channel, Enquiry, EnquiryClosing, EnquiryOutcome, EnquiryTold};
use crate::schema::{enquiry, enquiry_became};
use base::{ApplicationId, CentreId, EnquiryId, Moment, ReferralId};
use diesel::prelude::*;
use host::{
    Problem, Tx, WriteTx, among,
    paging::{Listed, Paging},
    seal::Sealed,
};
use policy::{Act, CloseEnquiry, Permit, Scope, Subject};
use rules::enquiry::SafeToTalk;

#[derive(Queryable)]
struct Row {
    id: EnquiryId,
    centre: CentreId,
    channel: Channel,
    at: Moment,
    document: Sealed,
    outcome: Option<EnquiryOutcome>,
    outcome_words: Option<String>,
    closed_at: Option<Moment>,
    is_urgent: bool,
    referral: Option<ReferralId>,
    application: Option<ApplicationId>,
}

macro_rules! columns {
    () => {
        (
            enquiry::id,
            enquiry::centre,
            enquiry::channel,
            enquiry::at,
            enquiry::document,
            enquiry::outcome,
            enquiry::outcome_words,
            enquiry::closed_at,
            enquiry::is_urgent,
            enquiry_became::referral.nullable(),
            enquiry_became::application.nullable(),
        )
    };
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
            is_urgent: self.is_urgent,
            referral: self.referral,
            application: self.application,
        })
    }
}

/// Keeps what somebody told. The caller holds the permit of the act by which it came.
pub(in crate::intake) fn enquiry_insert<A: Act<Id = CentreId>>(
    tx: &mut WriteTx<'_>,
    permit: &Permit<A>,
    channel: Channel,
    told: &EnquiryTold,
) -> Result<EnquiryId, Problem> {
    let id = EnquiryId::from_random(tx.random());
    diesel::insert_into(enquiry::table)
        .values((
            enquiry::id.eq(id),
            enquiry::centre.eq(permit.id()),
            enquiry::channel.eq(channel),
            enquiry::at.eq(tx.now),
            enquiry::document.eq(tx.seal(id, told)?),
            enquiry::is_urgent.eq(told.safe_to_talk == Some(SafeToTalk::Danger)),
        ))
        .execute(tx.db())?;
    Ok(id)
}

pub(super) fn enquiries(tx: &mut Tx<'_>, scope: &Scope, paging: &Paging) -> Result<Listed<Enquiry>, Problem> {
    let mut query = enquiry::table
        .left_join(enquiry_became::table.on(enquiry_became::enquiry.eq(enquiry::id)))
        .filter(enquiry::centre.eq(scope.centre()))
        .order((enquiry::at.desc(), enquiry::id.desc()))
        .limit(paging.fetch())
        .select(columns!())
        .into_boxed();
    if let Some(place) = paging.place()? {
        query =
            query.filter(enquiry::at.lt(place.at).or(enquiry::at.eq(place.at).and(enquiry::id.lt(place.id))));
    }
    let rows: Vec<Row> = query.load(tx.db())?;
    let read = rows.into_iter().map(|row| row.read(tx)).collect::<Result<Vec<_>, _>>()?;
    Ok(paging.page(read, |enquiry| (enquiry.at, enquiry.id.to_string())))
}

/// One enquiry of the centre.
pub(in crate::intake) fn enquiry(
    tx: &mut Tx<'_>,
    id: EnquiryId,
) -> Result<(Enquiry, Subject<EnquiryId>), Problem> {
    let row: Row = enquiry::table
        .left_join(enquiry_became::table.on(enquiry_became::enquiry.eq(enquiry::id)))
        .filter(enquiry::id.eq(id).and(enquiry::centre.eq(tx.centre())))
        .select(columns!())
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

pub(super) fn documents(
    tx: &mut Tx<'_>,
    ids: &[EnquiryId],
) -> Result<Vec<(EnquiryId, EnquiryTold)>, Problem> {
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
    asked: &EnquiryTold,
) -> Result<(), Problem> {
    let sealed = tx.seal(id, asked)?;
    diesel::update(enquiry::table.filter(enquiry::id.eq(id)))
        .set(enquiry::document.eq(sealed))
        .execute(tx.db())?;
    Ok(())
}

/// Says what became of an enquiry.
pub(super) fn became(
    tx: &mut WriteTx<'_>,
    permit: &Permit<CloseEnquiry>,
    (referral, application): (Option<ReferralId>, Option<ApplicationId>),
) -> Result<(), Problem> {
    diesel::insert_into(enquiry_became::table)
        .values((
            enquiry_became::enquiry.eq(permit.id()),
            enquiry_became::centre.eq(tx.centre()),
            enquiry_became::referral.eq(referral),
            enquiry_became::application.eq(application),
            enquiry_became::at.eq(tx.now),
        ))
        .execute(tx.db())?;
    Ok(())
}

/// Closes an enquiry whose asker called it off themselves. The caller holds the permit of that.
pub(in crate::intake) fn close_without(
    tx: &mut WriteTx<'_>,
    id: EnquiryId,
    words: &str,
) -> Result<(), Problem> {
    let open = enquiry::id.eq(id).and(enquiry::outcome.is_null());
    diesel::update(enquiry::table.filter(open))
        .set((
            enquiry::outcome.eq(EnquiryOutcome::CalledOff),
            enquiry::outcome_words.eq(words),
            enquiry::closed_at.eq(tx.now),
        ))
        .execute(tx.db())?;
    Ok(())
}
