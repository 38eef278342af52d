//! A further e-mail of somebody who asked before, as it came.

use super::store;
use crate::schema::enquiry_letter;
use base::{EnquiryId, EnquiryLetterId, Moment};
use diesel::prelude::*;
use host::{Problem, Tx, WriteTx, paging::Listed, seal::Sealed};
use policy::{Permit, SeeEnquiry, TakeMail};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What an e-mail says. Nothing in it proves who wrote it.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, ToSchema)]
pub struct LetterTold {
    /// The address it says it is from.
    pub from: String,
    /// What it says it is about.
    pub subject: String,
    /// Its words, without whatever else it held.
    pub words: String,
    /// The files that came with it, by name and length: none of them was opened or kept.
    pub files: Vec<String>,
    /// Whether there was more of it than is kept.
    pub was_cut: bool,
}

/// An e-mail of an enquiry.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct EnquiryLetter {
    /// When it was taken in.
    pub at: Moment,
    /// What it says.
    pub told: LetterTold,
}

/// Keeps an e-mail with its enquiry.
pub(in crate::intake) fn add_letter(
    tx: &mut WriteTx<'_>,
    _: &Permit<TakeMail>,
    of: EnquiryId,
    told: &LetterTold,
) -> Result<(), Problem> {
    let id = EnquiryLetterId::from_random(tx.random());
    diesel::insert_into(enquiry_letter::table)
        .values((
            enquiry_letter::id.eq(id),
            enquiry_letter::centre.eq(tx.centre()),
            enquiry_letter::enquiry.eq(of),
            enquiry_letter::at.eq(tx.now),
            enquiry_letter::document.eq(tx.seal(of, told)?),
        ))
        .execute(tx.db())?;
    Ok(())
}

/// The e-mails of an enquiry, the earliest first. The caller has asked whether it may be read.
pub(in crate::intake) fn letters(tx: &mut Tx<'_>, of: EnquiryId) -> Result<Vec<EnquiryLetter>, Problem> {
    let rows: Vec<(Moment, Sealed)> = enquiry_letter::table
        .filter(enquiry_letter::enquiry.eq(of))
        .order((enquiry_letter::at, enquiry_letter::id))
        .limit(100)
        .select((enquiry_letter::at, enquiry_letter::document))
        .load(tx.db())?;
    rows.into_iter().map(|(at, told)| Ok(EnquiryLetter { at, told: tx.open(&told)? })).collect()
}

/// The e-mails of an enquiry, the earliest first.
pub(super) fn list(tx: &mut Tx<'_>, of: EnquiryId) -> Result<Listed<EnquiryLetter>, Problem> {
    let (_, subject) = store::enquiry(tx, of)?;
    tx.ask::<SeeEnquiry>(&subject)?;
    Ok(Listed { items: letters(tx, of)?, next: None })
}
