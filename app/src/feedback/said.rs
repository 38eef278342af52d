//! You said, we did.

use crate::{
    complaint,
    schema::{child, party, said_and_done, staff},
};
use base::{LearningId, Moment, Prose, SaidAndDoneId};
use diesel::prelude::*;
use host::{Problem, Recorded, Tx, WriteTx};
use policy::{PublishFeedback, SeePublicPages, Subject};
use rules::{
    Refusal,
    known::{leads_to_somebody, names},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The most that are shown, the newest first.
const MOST: i64 = 20;

/// Says what was said and what was done. It names nobody and no visit: everybody reads it.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewSaidAndDone {
    /// What several people said, in your own words.
    pub said: Prose,
    /// What you did.
    pub done: Prose,
    /// What was learned from which complaint, if it is that. It is refused then if it names anybody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub learning: Option<LearningId>,
}

/// What was said, and what was done.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SaidAndDone {
    /// Its identifier.
    pub id: SaidAndDoneId,
    /// What was said.
    pub said: String,
    /// What was done.
    pub done: String,
    /// When that was written.
    pub at: Moment,
}

/// You said, we did.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct YouSaid {
    /// The newest first.
    pub items: Vec<SaidAndDone>,
}

/// You said, we did: the newest first.
pub fn you_said(tx: &mut Tx<'_>) -> Result<YouSaid, Problem> {
    tx.ask::<SeePublicPages>(&Subject::of_centre(tx.centre(), tx.centre()))?;
    let rows: Vec<(SaidAndDoneId, String, String, Moment)> = said_and_done::table
        .filter(said_and_done::centre.eq(tx.centre()).and(said_and_done::ended_at.is_null()))
        .order((said_and_done::at.desc(), said_and_done::id))
        .limit(MOST)
        .select((said_and_done::id, said_and_done::said, said_and_done::done, said_and_done::at))
        .load(tx.db())?;
    let items = rows.into_iter().map(|(id, said, done, at)| SaidAndDone { id, said, done, at }).collect();
    Ok(YouSaid { items })
}

/// Says what was said and what was done.
pub fn add_said(tx: &mut WriteTx<'_>, new: NewSaidAndDone) -> Result<Recorded<YouSaid>, Problem> {
    let permit = tx.ask::<PublishFeedback>(&Subject::of_centre(tx.centre(), tx.centre()))?;
    let account = tx.actor.account.ok_or(Problem::SignInNeeded)?;
    names_nobody(tx, &[new.said.as_str(), new.done.as_str()])?;
    if let Some(learning) = new.learning {
        complaint::for_everybody(tx, learning, &[new.said.as_str(), new.done.as_str()])?;
    }
    let id = SaidAndDoneId::from_random(tx.random());
    diesel::insert_into(said_and_done::table)
        .values((
            said_and_done::id.eq(id),
            said_and_done::centre.eq(permit.id()),
            said_and_done::said.eq(new.said.as_str()),
            said_and_done::done.eq(new.done.as_str()),
            said_and_done::account.eq(account),
            said_and_done::at.eq(tx.now),
        ))
        .execute(tx.db())?;
    let all = you_said(tx)?;
    tx.record(&permit, None, "It was made public what was said and what was done", all)
}

/// Everybody reads it, from anywhere: it names nobody of a family here and nobody who works here, and leads to nobody (R25).
fn names_nobody(tx: &mut Tx<'_>, texts: &[&str]) -> Result<(), Problem> {
    let centre = tx.centre();
    let mut people: Vec<String> =
        party::table.filter(party::centre.eq(centre)).select(party::name).load(tx.db())?;
    people.extend(child::table.filter(child::centre.eq(centre)).select(child::name).load::<String>(tx.db())?);
    people.extend(staff::table.filter(staff::centre.eq(centre)).select(staff::name).load::<String>(tx.db())?);
    let tells = |text: &&str| leads_to_somebody(text) || people.iter().any(|name| names(text, name));
    if texts.iter().any(tells) {
        return Err(Refusal::because(
            "said-names-somebody",
            "This seems to name somebody, or holds a number or an address. Everybody reads it.",
            "Say it without names, numbers and addresses.",
        )
        .into());
    }
    Ok(())
}

/// Takes one away.
pub fn stop_said(tx: &mut WriteTx<'_>, id: SaidAndDoneId) -> Result<Recorded<YouSaid>, Problem> {
    let permit = tx.ask::<PublishFeedback>(&Subject::of_centre(tx.centre(), tx.centre()))?;
    let of_centre = said_and_done::id.eq(id).and(said_and_done::centre.eq(permit.id()));
    let ended: Option<Moment> =
        said_and_done::table.filter(of_centre).select(said_and_done::ended_at).first(tx.db())?;
    if ended.is_some() {
        return Err(
            Refusal::because("said-gone", "This is taken away already.", "Look at the list again.").into()
        );
    }
    diesel::update(said_and_done::table.filter(of_centre))
        .set(said_and_done::ended_at.eq(tx.now))
        .execute(tx.db())?;
    let all = you_said(tx)?;
    tx.record(&permit, None, "What was said and done was taken away", all)
}
