//! The pages of reviews.

use super::{DecideReview, OpenReview, Review, decide, list, open, see};
use crate::{
    family::{Family, Place, side_menu},
    front::{Asked, Goto, Pages},
    schema::visit,
    view::{Block, Cell, Field, Form, Kind, Layout, Sheet, View, choices, facts, field, link, tag},
};
use base::{FamilyId, Moment, ReviewId, VisitId};
use diesel::prelude::*;
use host::{Problem, Tx, among};
use policy::{SeeReview, SeeReviews};
use rules::{
    review::{Decision, Trigger},
    risk::Level,
    visit::State,
};

/// The pages of this capability.
#[must_use]
pub fn pages() -> Pages {
    Pages::none()
        .show::<SeeReviews, FamilyId>("/families/{family}/reviews", list_page)
        .submit::<policy::OpenReview, FamilyId, OpenReview, Review>(
            "/families/{family}/reviews",
            open,
            |_, review| Goto::to(format!("/reviews/{}", review.id)).saying("review-opened"),
            list_page,
        )
        .show::<SeeReview, ReviewId>("/reviews/{review}", one)
        .submit::<policy::DecideReview, ReviewId, DecideReview, super::Decided>(
            "/reviews/{review}",
            decide,
            |id, _| Goto::to(format!("/reviews/{id}")).saying("review-decided"),
            one,
        )
}

fn list_page(tx: &mut Tx<'_>, id: FamilyId, asked: &Asked) -> Result<View, Problem> {
    let (family, reviews) = list(tx, id)?;
    let today = tx.now.day();
    let mut sheet = Sheet::new("Reviews")
        .over(over(&family))
        .side(side_menu(tx.actor, &family, Place::Reviews))
        .lead("At three and six months after the first visit, and whenever something changes.");
    if !reviews.awaited.is_empty() {
        let rows = reviews
            .awaited
            .iter()
            .map(|due| {
                let state = if due.on < today { tag("Late", "red") } else { tag("Coming up", "grey") };
                let words = match due.trigger {
                    Trigger::Request => "The day set at the last review",
                    by_calendar => by_calendar.words(),
                };
                vec![words.into(), due.on.words().into(), state]
            })
            .collect();
        sheet = sheet.with(Block::Table {
            caption: "Falling due".into(),
            head: ["Review", "By", "State"].map(String::from).to_vec(),
            rows,
        });
    }
    sheet = if reviews.items.is_empty() {
        sheet.with(Block::Empty {
            title: "No review has been opened".into(),
            next: "Open one below when it falls due, or when something has changed.".into(),
            link: None,
        })
    } else {
        let rows = reviews.items.iter().map(|review| row(review, today)).collect();
        sheet.with(Block::Table {
            caption: "Reviews, newest first".into(),
            head: ["Why", "Opened", "By", "Decision"].map(String::from).to_vec(),
            rows,
        })
    };
    let mut state = asked.form();
    if let Some(trigger) = asked.get("trigger")
        && !state.has_errors()
    {
        state = state.with("trigger", trigger);
    }
    let fields = vec![
        field("trigger", "What brings the review about?", Kind::One(choices!(Trigger))),
        field("words", "What is known, and what is the review to look at?", Kind::Long(4)),
        field("due_on", "By which day is it to be decided?", Kind::Date).hint(
            "Leave this empty for a week from today, or for the day that follows from the first visit.",
        ),
    ];
    let form = Form::new(format!("/families/{id}/reviews"), state, fields, "Open the review");
    let sheet = sheet.with(Block::Heading("Open a review".into())).form(form);
    Ok(View::sheet(Layout::Staff, sheet))
}

fn over(family: &Family) -> String {
    format!("{}, {}", family.title, family.reference)
}

fn row(review: &Review, today: base::Day) -> Vec<Cell> {
    let state = match review.decision {
        Some(decision) => decision.words().into(),
        None if review.due_on < today => tag("Late", "red"),
        None => tag("Open", "orange"),
    };
    vec![
        Cell::link(review.trigger.words(), format!("/reviews/{}", review.id)),
        review.opened_at.day().words().into(),
        review.due_on.words().into(),
        state,
    ]
}

fn one(tx: &mut Tx<'_>, id: ReviewId, asked: &Asked) -> Result<View, Problem> {
    let (family, review) = see(tx, id)?;
    let mut sheet = Sheet::new(format!("Review: {}", review.trigger.words().to_lowercase()))
        .over(over(&family))
        .side(side_menu(tx.actor, &family, Place::Reviews))
        .with(facts([
            ("Opened", review.opened_at.words()),
            ("To be decided by", review.due_on.words()),
            ("What was known", review.words.clone()),
            ("The family is now", family.stage.words().to_owned()),
        ]));
    let marked = marked_unsafe(tx, family.id)?;
    if !marked.is_empty() {
        sheet = sheet.with(Block::Notice {
            title: "Booked and no longer safe".into(),
            kind: "bad",
            words: vec!["Cancel each of these, or plan it anew at a level that is safe.".into()],
        });
        let rows = marked
            .into_iter()
            .map(|(visit, starts, why)| {
                vec![Cell::link(starts.words(), format!("/visits/{visit}")), why.into()]
            })
            .collect();
        sheet = sheet.with(Block::Table {
            caption: "Visits no longer safe".into(),
            head: ["Visit", "Why"].map(String::from).to_vec(),
            rows,
        });
    }
    sheet = match (&review.decision, &review.outcome) {
        (Some(decision), Some(outcome)) => decided(sheet, &review, *decision, outcome),
        _ => sheet.with(Block::Heading("Decide".into())).form(Form::new(
            format!("/reviews/{id}"),
            asked.form(),
            decision_fields(),
            "Record the decision",
        )),
    };
    let back = format!("/families/{}/reviews", family.id);
    Ok(View::sheet(Layout::Staff, sheet).back("Reviews", back))
}

fn decided(sheet: Sheet, review: &Review, decision: Decision, outcome: &super::ReviewOutcome) -> Sheet {
    let mut sheet = sheet.with(Block::Heading("Decision".into())).with(facts([
        ("Decision", decision.words().to_owned()),
        ("Why", outcome.reasons.clone()),
        ("Level from now on", outcome.level.map_or("As before", Level::words).to_owned()),
        ("Next review", outcome.next_review_on.map_or("None".to_owned(), base::Day::words)),
        ("Decided", review.decided_at.map(Moment::words).unwrap_or_default()),
        ("By", review.decided_by.clone().unwrap_or_default()),
    ]));
    let letters = [
        ("In writing to the resident party", &outcome.written_reason_resident),
        ("In writing to the visiting party", &outcome.written_reason_visiting),
    ];
    for (title, letter) in letters {
        if let Some(letter) = letter {
            sheet = sheet.with(Block::Heading(title.into())).with(Block::Quote(letter.clone()));
        }
    }
    let next = match decision {
        Decision::Restrict => {
            Some(link("Write the stricter plan", format!("/families/{}/plans", review.family)))
        }
        Decision::Suspend | Decision::MoveOn => {
            Some(link("See what is booked", format!("/families/{}/visits", review.family)))
        }
        Decision::Continue => None,
    };
    sheet.with_if(next.is_some(), || Block::Links(next.into_iter().collect()))
}

fn decision_fields() -> Vec<Field> {
    vec![
        field("decision", "What is decided?", Kind::One(choices!(Decision))),
        field("reasons", "Why?", Kind::Long(5))
            .hint("For the centre's own record. Neither party reads this."),
        field("level", "The level of supervision from now on", Kind::One(choices!(Level)))
            .hint("Only for a stricter plan."),
        field("next_review_on", "When is the family looked at again?", Kind::Date)
            .hint("Within six months. Leave this empty if the family moves on."),
        field(
            "written_reason_resident",
            "The reason, as the resident party is given it in writing",
            Kind::Long(5),
        )
        .hint("Needed when the family moves on. Nothing confidential to the visiting party can go in."),
        field(
            "written_reason_visiting",
            "The reason, as the visiting party is given it in writing",
            Kind::Long(5),
        )
        .hint("Needed when the family moves on. Nothing confidential to the resident party can go in."),
    ]
}

fn marked_unsafe(tx: &mut Tx<'_>, id: FamilyId) -> Result<Vec<(VisitId, Moment, String)>, Problem> {
    let now = tx.now;
    let rows: Vec<(VisitId, Moment, Option<String>)> = visit::table
        .filter(visit::family.eq(id).and(visit::unsafe_because.is_not_null()))
        .filter(among(visit::state, State::NOT_BEGUN).and(visit::ends.gt(now)))
        .order((visit::starts, visit::id))
        .limit(50)
        .select((visit::id, visit::starts, visit::unsafe_because))
        .load(tx.db())?;
    Ok(rows.into_iter().map(|(id, starts, why)| (id, starts, why.unwrap_or_default())).collect())
}
