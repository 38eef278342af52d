//! An enquiry that is talked over in a chat: kept when the chat begins, and told anew when it is decided what is
//! kept of it.

use super::{Channel, EnquiryTold, store};
use crate::schema::chat;
use base::EnquiryId;
use diesel::prelude::*;
use host::{Problem, Tx, WriteTx};
use policy::{Act, MakeEnquiry, Permit, Subject};
use rules::chat::Keeps;

/// Keeps what a chat begins with.
pub(crate) fn begin(tx: &mut WriteTx<'_>, new: &EnquiryTold) -> Result<EnquiryId, Problem> {
    let permit = tx.ask::<MakeEnquiry>(&Subject::of_centre(tx.centre(), tx.centre()))?;
    store::enquiry_insert(tx, &permit, Channel::Chat, new)
}

/// What becomes of what was said in the chat that an enquiry is.
pub(super) fn keeps(tx: &mut Tx<'_>, id: EnquiryId) -> Result<Keeps, Problem> {
    let query = chat::table.filter(chat::enquiry.eq(id).and(chat::centre.eq(tx.centre())));
    Ok(query.select(chat::keeps).first(tx.db())?)
}

/// What was asked, of each of these.
pub(crate) fn asked_in(tx: &mut Tx<'_>, ids: &[EnquiryId]) -> Result<Vec<(EnquiryId, EnquiryTold)>, Problem> {
    store::documents(tx, ids)
}

/// Tells it anew.
pub(crate) fn tell_anew<A: Act>(
    tx: &mut WriteTx<'_>,
    permit: &Permit<A>,
    (id, asked): (EnquiryId, &EnquiryTold),
) -> Result<(), Problem> {
    store::document_replace(tx, permit, id, asked)
}
