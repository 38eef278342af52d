//! What a visitor does in their own chat. Whoever calls these has shown the code.

use super::{lines, lines::ChatWords, store};
use crate::intake::{EnquiryTold, SafeChannel, can_be_reached, talked};
use base::{EnquiryId, Moment, Name, Prose};
use host::{Problem, Recorded, Tx, WriteTx, audit::sha256};
use policy::{Act, BeginChat, Permit, Subject, WriteOwnChat};
use rules::chat::{ChatEnd, ChatState, Keeps, may_begin, may_decide, may_say};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Begins a chat.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewChat {
    /// What you would like to be called, if anything.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Name>,
    /// What you would like to ask.
    pub words: Prose,
}

/// What a visitor is answered when they begin.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ChatBegun {
    /// The chat.
    pub id: EnquiryId,
    /// The secret by which the visitor goes on. Said this once.
    pub code: String,
}

/// Says something.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OwnWords {
    /// The secret given when the chat was begun.
    pub code: Name,
    /// What you say.
    pub words: Prose,
}

/// Ends one's own chat.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OwnEnding {
    /// The secret given when the chat was begun.
    pub code: Name,
}

/// Says what is kept of one's own chat, and how one is reached.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Deciding {
    /// Whether what was said is kept.
    pub keep: bool,
    /// How it is safe to reach you; not at all when not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub safe_channel: Option<SafeChannel>,
    /// The number or address for that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reach_me_at: Option<Name>,
    /// When it is safe, and any word to say first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when_it_is_safe: Option<Prose>,
}

/// The same with the secret.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OwnDeciding {
    /// The secret given when the chat was begun.
    pub code: Name,
    /// What is decided.
    pub decision: Deciding,
}

/// What one's own chat is asked for.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OwnAsked {
    /// The secret given when the chat was begun.
    pub code: Name,
    /// Only what was said after this place.
    #[serde(default)]
    pub after: i32,
}

/// One's own chat. It tells neither who else waits nor whether anybody has read it (R30).
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OwnChat {
    /// How far it has come.
    pub state: ChatState,
    /// When it was begun.
    pub at: Moment,
    /// What becomes of what was said.
    pub keeps: Keeps,
    /// What was said.
    pub lines: Vec<ChatWords>,
}

/// How many letters a code has: 122 bits.
const CODE_LENGTH: usize = 26;

fn hash_of(code: &str) -> String {
    sha256(format!("chat\n{code}").as_bytes())
}

/// Whether somebody can begin a chat now.
pub(super) fn is_open_now(tx: &mut Tx<'_>) -> Result<Result<(), rules::Refusal>, Problem> {
    let hours = store::hours(tx)?;
    let is_somebody_there = !store::at_the_desk(tx)?.is_empty();
    let waiting = store::waiting(tx)?;
    Ok(may_begin(&hours, is_somebody_there, waiting, tx.now))
}

/// Begins a chat. The code is answered here and nowhere else; only its hash is kept.
pub fn begin(tx: &mut WriteTx<'_>, new: NewChat) -> Result<Recorded<ChatBegun>, Problem> {
    let permit = tx.ask::<BeginChat>(&Subject::of_centre(tx.centre(), tx.centre()))?;
    is_open_now(tx)??;
    let code = tx.ids().reference(CODE_LENGTH);
    let asked = EnquiryTold {
        name: new.name,
        question: Some(new.words.clone()),
        safe_channel: Some(SafeChannel::DoNotContact),
        ..EnquiryTold::default()
    };
    let id = talked::begin(tx, &asked)?;
    store::insert(tx, &permit, id, &hash_of(&code))?;
    let goes_on = tx.ask::<WriteOwnChat>(&Subject::of_centre(id, tx.centre()))?;
    store::line_insert(tx, &goes_on, new.words.as_str())?;
    tx.record(&permit, None, "A visitor began a chat", ChatBegun { id, code })
}

/// The chat that a code opens, if it is this one.
pub(super) fn opened(tx: &mut Tx<'_>, id: EnquiryId, code: &str) -> Result<(), Problem> {
    if store::by_hash(tx, &hash_of(code))? == Some(id) { Ok(()) } else { Err(Problem::NotFound) }
}

fn with_permit(tx: &mut Tx<'_>, id: EnquiryId) -> Result<(store::Row, Permit<WriteOwnChat>), Problem> {
    let chat = store::one(tx, id)?;
    let permit = tx.ask::<WriteOwnChat>(&chat.subject())?;
    Ok((chat, permit))
}

/// One's own chat, with what was said after this place.
pub fn own(tx: &mut Tx<'_>, id: EnquiryId, after: i32) -> Result<OwnChat, Problem> {
    let (chat, _) = with_permit(tx, id)?;
    let lines = lines::after(tx, id, after)?;
    Ok(OwnChat { state: chat.state, at: chat.at, keeps: chat.keeps, lines })
}

/// Says something in one's own chat. Answers its place.
pub fn say(tx: &mut WriteTx<'_>, id: EnquiryId, words: &Prose) -> Result<Recorded<ChatWords>, Problem> {
    let (chat, permit) = with_permit(tx, id)?;
    may_say(chat.state, store::lines_of(tx, id)?)?;
    let place = store::line_insert(tx, &permit, words.as_str())?;
    let said = ChatWords { place, at: tx.now, by: None, words: words.to_string() };
    tx.record(&permit, None, "A visitor wrote in a chat", said)
}

/// Ends one's own chat.
pub fn end_own(tx: &mut WriteTx<'_>, id: EnquiryId) -> Result<Recorded<OwnChat>, Problem> {
    let (chat, permit) = with_permit(tx, id)?;
    may_say(chat.state, 0)?;
    store::ends(tx, &permit, ChatEnd::Visitor)?;
    let own = own(tx, id, 0)?;
    tx.record(&permit, None, "A visitor ended a chat", own)
}

/// Says what is kept of one's own chat, and how one is reached.
pub fn decide(tx: &mut WriteTx<'_>, id: EnquiryId, it: Deciding) -> Result<Recorded<OwnChat>, Problem> {
    let (chat, permit) = with_permit(tx, id)?;
    may_decide(chat.state, chat.keeps)?;
    let safe_channel = it.safe_channel.unwrap_or(SafeChannel::DoNotContact);
    can_be_reached(safe_channel, it.reach_me_at.as_ref())?;
    let Some((_, mut asked)) = talked::asked_in(tx, &[id])?.pop() else { return Err(Problem::NotFound) };
    asked.safe_channel = Some(safe_channel);
    asked.reach_me_at = it.reach_me_at.filter(|_| safe_channel != SafeChannel::DoNotContact);
    asked.when_it_is_safe = it.when_it_is_safe;
    let keeps = if it.keep { Keeps::Kept } else { Keeps::LetGo };
    settle(tx, &permit, (id, asked), keeps)?;
    let own = own(tx, id, 0)?;
    tx.record(&permit, None, "A visitor said what is kept of a chat", own)
}

/// Keeps of a chat what its visitor wished: where that is nothing, its words go, and staff read that they went.
pub(super) fn settle<A: Act>(
    tx: &mut WriteTx<'_>,
    permit: &Permit<A>,
    (id, mut asked): (EnquiryId, EnquiryTold),
    keeps: Keeps,
) -> Result<(), Problem> {
    /// What staff read in the place of the words.
    const NOT_KEPT: &str = "They talked to us in the chat, and did not want kept what was said.";
    if keeps == Keeps::LetGo {
        asked.name = None;
        asked.question = Some(NOT_KEPT.parse().map_err(Problem::broken)?);
    }
    talked::tell_anew(tx, permit, (id, &asked))?;
    store::decided(tx, permit, id, keeps)
}
