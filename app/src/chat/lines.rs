//! What was said in a chat.

use super::store;
use base::{EnquiryId, Moment, first_name};
use host::{Problem, Tx};
use policy::SeeEnquiry;
use rules::chat::Keeps;
use serde::Serialize;
use utoipa::ToSchema;

/// Something that was said in a chat.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ChatWords {
    /// Which it is, from 1.
    pub place: i32,
    /// When.
    pub at: Moment,
    /// The first name of whoever of the centre said it; none where the visitor did.
    pub by: Option<String>,
    /// The words.
    pub words: String,
}

/// What was said after this place. Who may read it has been asked before.
pub(super) fn after(tx: &mut Tx<'_>, id: EnquiryId, place: i32) -> Result<Vec<ChatWords>, Problem> {
    let rows = store::lines_after(tx, id, place)?;
    let names = store::names(tx, rows.iter().filter_map(|(_, _, account, _)| *account).collect())?;
    rows.into_iter()
        .map(|(place, at, account, words)| {
            let by = account.map(|one| names.get(&one).map_or("", |name| first_name(name)).to_owned());
            Ok(ChatWords { place, at, by, words: tx.open_text(&words)? })
        })
        .collect()
}

/// What was said in a chat that was kept.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Transcript {
    /// What becomes of what was said.
    pub keeps: Keeps,
    /// What was said, if its visitor wishes it kept.
    pub lines: Vec<ChatWords>,
}

/// What was said in a chat whose visitor wished it kept, for whoever may read the enquiry that it is.
pub(super) fn transcript(tx: &mut Tx<'_>, id: EnquiryId) -> Result<Transcript, Problem> {
    let chat = store::one(tx, id)?;
    tx.ask::<SeeEnquiry>(&chat.subject())?;
    let lines = if chat.keeps == Keeps::Kept { after(tx, id, 0)? } else { Vec::new() };
    Ok(Transcript { keeps: chat.keeps, lines })
}
