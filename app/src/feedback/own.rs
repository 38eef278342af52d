//! What an adult says of the centre.

use crate::{
    family::{Adult, Family},
    incident::{NewTask, task_insert},
    plan,
    portal::{own_facts_of, own_family},
    schema::{family, feedback, party},
};
use base::{FamilyId, FeedbackId, Minutes, Moment, Prose};
use diesel::prelude::*;
use host::{
    Problem, Recorded, Tx, WriteTx,
    paging::{Listed, Paging},
    seal::Sealed,
};
use policy::{GiveFeedback, ListFeedback};
use rules::{
    Refusal,
    feedback::{Face, Occasion, due},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Within so long somebody speaks with whoever asked for it. Ours.
const SPOKEN_WITH_WITHIN: Minutes = Minutes(7 * 24 * 60);

/// Says how it was.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewFeedback {
    /// On what occasion you were asked. What was meant for one is not counted for the next.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub occasion: Option<Occasion>,
    /// Whether you felt safe here.
    pub safe: Face,
    /// Whether you were listened to.
    pub heard: Face,
    /// Whether it is good for your child.
    pub child: Face,
    /// What we should know or do better.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<Prose>,
    /// Whether you would like us to speak with you about it.
    #[serde(default)]
    pub speak: bool,
}

/// What one is asked now, if anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct OwnFeedback {
    /// On what occasion.
    pub due: Option<Occasion>,
}

/// Which feedback is wanted.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct FeedbackWanted {
    /// Where the page begins: `next` of the page before.
    pub cursor: Option<String>,
    /// How many, from 1 to 100; 25 when not said.
    #[schema(minimum = 1, maximum = 100)]
    pub limit: Option<i64>,
}

/// What an adult said.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Feedback {
    /// Its identifier.
    pub id: FeedbackId,
    /// Of which family.
    pub family: FamilyId,
    /// The children's first names.
    pub title: String,
    /// Who said it.
    pub who: String,
    /// On what occasion.
    pub occasion: Occasion,
    /// When.
    pub at: Moment,
    /// What they said.
    pub said: NewFeedback,
}

fn due_of(tx: &mut Tx<'_>, family: &Family, adult: &Adult) -> Result<Option<(Occasion, i32)>, Problem> {
    let facts = own_facts_of(tx, adult)?;
    let review_on = plan::current(tx, family.id)?.map(|plan| plan.document.review_on);
    Ok(due(&facts.for_feedback(family, review_on, tx.now)))
}

/// On what occasion one is asked now.
pub fn own(tx: &mut Tx<'_>) -> Result<OwnFeedback, Problem> {
    let (family, adult) = own_family(tx)?;
    tx.ask::<GiveFeedback>(&family.held_by(adult.id))?;
    Ok(OwnFeedback { due: due_of(tx, &family, &adult)?.map(|(occasion, _)| occasion) })
}

/// Says how it was. Each occasion is answered once.
pub fn give(tx: &mut WriteTx<'_>, new: NewFeedback) -> Result<Recorded<OwnFeedback>, Problem> {
    let (family, adult) = own_family(tx)?;
    let permit = tx.ask::<GiveFeedback>(&family.held_by(adult.id))?;
    let asked =
        new.occasion.ok_or_else(|| Problem::field("/occasion", "Say on what occasion you were asked"))?;
    let due = due_of(tx, &family, &adult)?.filter(|(occasion, _)| *occasion == asked);
    let Some((occasion, number)) = due else {
        return Err(Refusal::because(
            "nothing-to-say-yet",
            "We do not ask how it was just now.",
            "Write us a message whenever you like.",
        )
        .into());
    };
    let account = tx.actor.account.ok_or(Problem::SignInNeeded)?;
    let document = tx.seal_text(permit.id(), &serde_json::to_string(&new)?)?;
    let id = FeedbackId::from_random(tx.random());
    diesel::insert_into(feedback::table)
        .values((
            feedback::id.eq(id),
            feedback::centre.eq(tx.centre()),
            feedback::family.eq(permit.id()),
            feedback::party.eq(adult.id),
            feedback::occasion.eq(occasion.as_str()),
            feedback::number.eq(number),
            feedback::document.eq(document),
            feedback::account.eq(account),
            feedback::at.eq(tx.now),
        ))
        .execute(tx.db())?;
    if new.speak {
        somebody_speaks_with(tx, &family, &adult)?;
    }
    let own = own(tx)?;
    tx.record(&permit, Some(family.id), "An adult said how it was", own)
}

/// Whoever wants to be spoken with stands among the tasks of those who lead the work, until somebody says that they did.
fn somebody_speaks_with(tx: &mut WriteTx<'_>, family: &Family, adult: &Adult) -> Result<(), Problem> {
    let words = format!(
        "Speak with {}: they asked for it when they told us how it was. Reach them in the way they said is safe.",
        adult.name
    );
    let task = NewTask {
        family: family.id,
        review: None,
        visit: None,
        whom: "Co-ordinator",
        words: &words,
        due: tx.now.plus(SPOKEN_WITH_WITHIN),
    };
    task_insert(tx, &task)
}

/// What adults said, the newest first.
pub fn list(tx: &mut Tx<'_>, wanted: &FeedbackWanted) -> Result<Listed<Feedback>, Problem> {
    type Row = (FeedbackId, FamilyId, String, String, String, Moment, Sealed);
    let scope = tx.scope::<ListFeedback>()?;
    let paging = Paging { cursor: wanted.cursor.clone(), limit: wanted.limit };
    let mut query = feedback::table
        .inner_join(family::table.on(family::id.eq(feedback::family)))
        .inner_join(party::table.on(party::id.eq(feedback::party)))
        .filter(feedback::centre.eq(scope.centre()))
        .order((feedback::at.desc(), feedback::id.desc()))
        .limit(paging.fetch())
        .select((
            feedback::id,
            feedback::family,
            family::title,
            party::name,
            feedback::occasion,
            feedback::at,
            feedback::document,
        ))
        .into_boxed();
    if let Some(place) = paging.place()? {
        let same = feedback::at.eq(place.at).and(feedback::id.lt(place.id));
        query = query.filter(feedback::at.lt(place.at).or(same));
    }
    let rows: Vec<Row> = query.load(tx.db())?;
    let read = rows
        .into_iter()
        .map(|(id, family, title, who, occasion, at, document)| {
            let said = serde_json::from_str(&tx.open_text(&document)?)?;
            let occasion = occasion.parse().map_err(Problem::broken)?;
            Ok(Feedback { id, family, title, who, occasion, at, said })
        })
        .collect::<Result<Vec<_>, Problem>>()?;
    Ok(paging.page(read, |one| (one.at, one.id.to_string())))
}
