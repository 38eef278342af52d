//! Words that staff use again and again. A template names nobody; who uses it changes it before it goes.

use crate::schema::message_template;
use base::{Moment, Name, Prose, TemplateId};
use diesel::prelude::*;
use host::{Problem, Recorded, Tx, WriteTx};
use policy::{KeepTemplates, SeeTemplates, Subject};
use rules::Refusal;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The most templates of a centre.
const MOST: i64 = 100;

/// Keeps a template.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewTemplate {
    /// What it is called.
    pub title: Name,
    /// Its words. No names: it is used for every family.
    pub words: Prose,
}

/// A template.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Template {
    /// Its identifier.
    pub id: TemplateId,
    /// What it is called.
    pub title: String,
    /// Its words.
    pub words: String,
    /// When it was written.
    pub at: Moment,
}

/// The templates of a centre.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Templates {
    /// Each of them, by title.
    pub items: Vec<Template>,
}

/// The templates of a centre, by title.
pub fn templates(tx: &mut Tx<'_>) -> Result<Templates, Problem> {
    tx.ask::<SeeTemplates>(&Subject::of_centre(tx.centre(), tx.centre()))?;
    let rows: Vec<(TemplateId, String, String, Moment)> = message_template::table
        .filter(message_template::centre.eq(tx.centre()).and(message_template::ended_at.is_null()))
        .order((message_template::title, message_template::id))
        .limit(MOST)
        .select((
            message_template::id,
            message_template::title,
            message_template::words,
            message_template::at,
        ))
        .load(tx.db())?;
    let items = rows.into_iter().map(|(id, title, words, at)| Template { id, title, words, at }).collect();
    Ok(Templates { items })
}

/// Keeps a template.
pub fn keep_template(tx: &mut WriteTx<'_>, new: NewTemplate) -> Result<Recorded<Template>, Problem> {
    let permit = tx.ask::<KeepTemplates>(&Subject::of_centre(tx.centre(), tx.centre()))?;
    let there = templates(tx)?.items;
    if there.iter().any(|one| one.title.eq_ignore_ascii_case(new.title.as_str())) {
        return Err(Problem::field("/title", "Choose another title: there is one of that name"));
    }
    if i64::try_from(there.len()).is_ok_and(|many| many >= MOST) {
        return Err(Problem::field("/title", "Take one away first: 100 is the most there can be"));
    }
    let account = tx.actor.account.ok_or(Problem::SignInNeeded)?;
    let template = Template {
        id: TemplateId::from_random(tx.random()),
        title: new.title.to_string(),
        words: new.words.to_string(),
        at: tx.now,
    };
    diesel::insert_into(message_template::table)
        .values((
            message_template::id.eq(template.id),
            message_template::centre.eq(permit.id()),
            message_template::title.eq(&template.title),
            message_template::words.eq(&template.words),
            message_template::account.eq(account),
            message_template::at.eq(template.at),
        ))
        .execute(tx.db())?;
    tx.record(&permit, None, "Words that staff use again and again were kept", template)
}

/// Takes a template away. What was sent by it stays.
pub fn stop_template(tx: &mut WriteTx<'_>, id: TemplateId) -> Result<Recorded<Templates>, Problem> {
    let permit = tx.ask::<KeepTemplates>(&Subject::of_centre(tx.centre(), tx.centre()))?;
    let of_centre = message_template::id.eq(id).and(message_template::centre.eq(permit.id()));
    let ended: Option<Moment> =
        message_template::table.filter(of_centre).select(message_template::ended_at).first(tx.db())?;
    if ended.is_some() {
        return Err(Refusal::because(
            "template-gone",
            "This template is taken away already.",
            "Choose one of the list.",
        )
        .into());
    }
    diesel::update(message_template::table.filter(of_centre))
        .set(message_template::ended_at.eq(tx.now))
        .execute(tx.db())?;
    let left = templates(tx)?;
    tx.record(&permit, None, "Words that staff use again and again were taken away", left)
}
