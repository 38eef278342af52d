//! The figures of a year, as everybody may be told them. They are made public for a quarter that is over and then
//! stand, so that nobody sees what one more answer changes.

use super::NewFeedback;
use crate::schema::{feedback, feedback_figures};
use base::{Day, FeedbackFiguresId, Moment};
use diesel::prelude::*;
use host::{Problem, Recorded, Tx, WriteTx, seal::Sealed};
use policy::{ListFeedback, PublishFeedback, SeePublicPages, Subject};
use rules::{
    Refusal,
    feedback::{Counts, Face, Told, told},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The most answers of a year that are counted; a centre has far fewer.
const MOST: i64 = 20_000;

base::choices! {
    /// What somebody agrees to, more or less.
    pub enum Statement {
        Safe = "safe" => "I felt safe",
        Heard = "heard" => "I was listened to",
        Child = "child" => "It is good for my child",
    }
}

/// What may be told of each statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, ToSchema)]
pub struct Statements {
    /// "I felt safe"; nothing where too few answered.
    pub safe: Option<Told>,
    /// "I was listened to".
    pub heard: Option<Told>,
    /// "It is good for my child".
    pub child: Option<Told>,
}

/// The figures that were made public last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Figures {
    /// The last day they count; nothing where none were made public yet.
    pub until: Option<Day>,
    /// What may be told.
    pub statements: Option<Statements>,
}

/// The figures that were made public last.
pub fn figures(tx: &mut Tx<'_>) -> Result<Figures, Problem> {
    tx.ask::<SeePublicPages>(&Subject::of_centre(tx.centre(), tx.centre()))?;
    let last: Option<(Day, String)> = feedback_figures::table
        .filter(feedback_figures::centre.eq(tx.centre()))
        .order(feedback_figures::until.desc())
        .select((feedback_figures::until, feedback_figures::document))
        .first(tx.db())
        .optional()?;
    Ok(match last {
        Some((until, document)) => {
            Figures { until: Some(until), statements: Some(serde_json::from_str(&document)?) }
        }
        None => Figures { until: None, statements: None },
    })
}

fn counted(all: &[NewFeedback], of: fn(&NewFeedback) -> Face) -> Counts {
    let mut counts = Counts::default();
    for one in all {
        if let Some(place) = Face::ALL.iter().position(|face| *face == of(one)) {
            counts[place] += 1;
        }
    }
    counts
}

/// Makes the figures public of the year that ended with the last quarter that is over.
pub fn publish(tx: &mut WriteTx<'_>) -> Result<Recorded<Figures>, Problem> {
    let permit = tx.ask::<PublishFeedback>(&Subject::of_centre(tx.centre(), tx.centre()))?;
    let scope = tx.scope::<ListFeedback>()?;
    let until = tx.now.day().last_of_quarter_before();
    if figures(tx)?.until.is_some_and(|last| last >= until) {
        return Err(Refusal::because(
            "figures-are-public",
            format!("The figures until {} are public already.", until.words()),
            "Come back when the quarter is over.",
        )
        .into());
    }
    let (from, before) = (Moment::start_of(until.plus_months(-12)), Moment::start_of(until.plus_days(1)));
    let rows: Vec<Sealed> = feedback::table
        .filter(feedback::centre.eq(scope.centre()).and(feedback::at.ge(from)).and(feedback::at.lt(before)))
        .limit(MOST)
        .select(feedback::document)
        .load(tx.db())?;
    let all = rows
        .iter()
        .map(|document| Ok(serde_json::from_str(&tx.open_text(document)?)?))
        .collect::<Result<Vec<NewFeedback>, Problem>>()?;
    let statements = Statements {
        safe: told(counted(&all, |one| one.safe)),
        heard: told(counted(&all, |one| one.heard)),
        child: told(counted(&all, |one| one.child)),
    };
    let account = tx.actor.account.ok_or(Problem::SignInNeeded)?;
    let id = FeedbackFiguresId::from_random(tx.random());
    diesel::insert_into(feedback_figures::table)
        .values((
            feedback_figures::id.eq(id),
            feedback_figures::centre.eq(permit.id()),
            feedback_figures::until.eq(until),
            feedback_figures::document.eq(serde_json::to_string(&statements)?),
            feedback_figures::account.eq(account),
            feedback_figures::at.eq(tx.now),
        ))
        .execute(tx.db())?;
    let figures = figures(tx)?;
    tx.record(&permit, None, "The figures of a year’s feedback were made public", figures)
}
