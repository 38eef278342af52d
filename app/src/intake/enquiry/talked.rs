//! An enquiry that is talked over in a chat: kept when the chat begins, and told anew when it is decided what is
//! kept of it.

use super::{Channel, EnquiryTold, store};
use base::EnquiryId;
use host::{Problem, Tx, WriteTx};
use policy::{Act, MakeEnquiry, Permit, Subject};

/// Keeps what a chat begins with.
pub(crate) fn begin(tx: &mut WriteTx<'_>, new: &EnquiryTold) -> Result<EnquiryId, Problem> {
    let permit = tx.ask::<MakeEnquiry>(&Subject::of_centre(tx.centre(), tx.centre()))?;
    store::enquiry_insert(tx, &permit, Channel::Chat, new)
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
