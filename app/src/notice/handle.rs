//! What staff do with notices: send a test, try one again, put one away.

use super::{
    adult,
    list::{self, NoticeLine},
    make,
    outbox::{self, Becomes, NoticeState, Row},
    settings, way,
};
use crate::{
    family::{self, Family},
    schema::notice,
};
use base::{FamilyId, NoticeId, PartyId, Prose};
use diesel::prelude::*;
use host::{Problem, Recorded, Tx, WriteTx};
use policy::{HandleNotices, Permit};
use rules::{
    Refusal,
    notice::{Because, Decision, NoticeChannel, NoticeKind, Way, decide, refused},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Puts a notice away.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PutAway {
    /// Why it need not be sent any more.
    pub reason: Prose,
}

fn not_set(channel: NoticeChannel) -> Refusal {
    Refusal::because(
        "notices-not-set",
        format!("This centre sends no notices by this way: {}.", channel.words().to_lowercase()),
        "Ask your system administrator to set it up: docs/guides/notices.md says how.",
    )
}

/// Sends one adult a test notice, by the way and in the hours of every other.
pub fn test(
    tx: &mut WriteTx<'_>,
    (family, party): (FamilyId, PartyId),
) -> Result<Recorded<NoticeLine>, Problem> {
    let family = family::family(tx, family)?;
    let permit = tx.ask::<HandleNotices>(&family.held_by(party))?;
    let adult = adult(&family, party)?.clone();
    let reach = way::reach(tx, party, adult.account.is_some())?;
    let setting = settings::setting(tx)?;
    if let Decision::Not(because) = decide(&reach.wishes, i64::from(setting.recheck_days), tx.now) {
        return Err(refused(because).into());
    }
    if let Way::Notice(channel) = reach.wishes.way
        && !setting.sends(channel)
    {
        return Err(not_set(channel).into());
    }
    if let Some((_, state, _)) = outbox::newest(tx, party, NoticeKind::Test)?
        && NoticeState::OPEN.contains(&state)
    {
        return Err(Refusal::because(
            "test-under-way",
            "A test notice to them is on its way already.",
            "Wait until it was sent.",
        )
        .into());
    }
    let about = tx.ids().secret();
    let made = make::tell(tx, (&family, &adult), NoticeKind::Test, &about)?;
    let id = made.ok_or_else(|| Problem::from(refused(Because::NoSignIn)))?;
    let line = list::one(tx, id)?;
    tx.record(&permit, Some(family.id), "A test notice to an adult was asked for", line)
}

fn stored(
    tx: &mut WriteTx<'_>,
    id: NoticeId,
) -> Result<((Row, PartyId), Family, Permit<HandleNotices>), Problem> {
    let row = outbox::one(tx, id)?;
    let (family, party) = row.adult().ok_or(Problem::NotFound)?;
    let family = family::family(tx, family)?;
    let permit = tx.ask::<HandleNotices>(&family.held_by(party))?;
    Ok(((row, party), family, permit))
}

fn over(state: NoticeState) -> Refusal {
    Refusal::because(
        "notice-over",
        format!("Nothing is left to do for this notice. It stands at: {}.", state.words()),
        "Look at the list again.",
    )
}

/// Tries a notice again that failed or came back. Whether it may go is decided anew.
pub fn try_again(tx: &mut WriteTx<'_>, id: NoticeId) -> Result<Recorded<NoticeLine>, Problem> {
    let ((row, party), family, permit) = stored(tx, id)?;
    if !NoticeState::DEAD.contains(&row.state) {
        return Err(over(row.state).into());
    }
    may_be_tried(tx, &family, party)?;
    let now = tx.now;
    outbox::becomes(
        tx,
        id,
        (row.state, None),
        &Becomes { state: NoticeState::Waiting, because: None, next_at: Some(now) },
    )?;
    diesel::update(notice::table.filter(notice::id.eq(id))).set(notice::attempts.eq(0)).execute(tx.db())?;
    let line = list::one(tx, id)?;
    tx.record(&permit, Some(family.id), "A notice that had failed is tried again", line)
}

/// R26: what came back is not sent there again before its reader was asked.
fn may_be_tried(tx: &mut Tx<'_>, family: &Family, party: PartyId) -> Result<(), Problem> {
    let reach = way::reach(tx, party, adult(family, party)?.account.is_some())?;
    let days = i64::from(settings::setting(tx)?.recheck_days);
    match decide(&reach.wishes, days, tx.now) {
        Decision::Not(because) => Err(refused(because).into()),
        Decision::Now(_) | Decision::NotBefore(_) => Ok(()),
    }
}

/// Puts a notice away that waits, failed or came back: it is not sent any more.
pub fn put_away(tx: &mut WriteTx<'_>, id: NoticeId, how: PutAway) -> Result<Recorded<NoticeLine>, Problem> {
    let ((row, _), family, permit) = stored(tx, id)?;
    if row.state != NoticeState::Waiting && !NoticeState::DEAD.contains(&row.state) {
        return Err(over(row.state).into());
    }
    let reason = tx.seal_text(family.id, how.reason.as_str())?;
    diesel::update(notice::table.filter(notice::id.eq(id).and(notice::state.eq(row.state))))
        .set((notice::state.eq(NoticeState::PutAway), notice::reason.eq(reason)))
        .execute(tx.db())?;
    let line = list::one(tx, id)?;
    tx.record(&permit, Some(family.id), "A notice was put away", line)
}
