//! The pages of a parent's own place: one thing at a time, in plain words, quick to open and to leave.

use super::{OwnAgreement, OwnCase, OwnVisit, agree, own_case};
use crate::{
    front::{Asked, Goto, Pages},
    plan::{PartyPlan, level_in_plain_words},
    view::{Block, Button, Choice, Fact, Form, Kind, Layout, Sheet, View, fact, field, link},
};
use host::{Problem, Tx};
use policy::{AgreePlan, SeeOwnCase};
use rules::{intake::Side, risk::Level};

/// The pages of this capability.
#[must_use]
pub fn pages() -> Pages {
    Pages::none()
        .show::<SeeOwnCase, ()>("/my", |tx, (), asked| home(tx, asked))
        .show::<SeeOwnCase, ()>("/my/visits", visits_page)
        .show::<SeeOwnCase, ()>("/my/plan", plan_page)
        .submit::<AgreePlan, (), OwnAgreement, _>(
            "/my/plan",
            |tx, (), own| agree(tx, own),
            |(), _| Goto::to("/my/plan").saying("agreed"),
            plan_page,
        )
        .show::<SeeOwnCase, ()>("/my/meetings", meetings_page)
}

/// The first page of an adult of a family.
pub fn home(tx: &mut Tx<'_>, _: &Asked) -> Result<View, Problem> {
    let case = own_case(tx)?;
    let first = case.name.split(' ').next().unwrap_or_default();
    let mut sheet = Sheet::new(format!("Hello {first}"));
    let next_visit = case.visits.iter().find(|visit| !visit.is_cancelled);
    let next_meeting = case.meetings.iter().rev().find(|meeting| !meeting.was_held && meeting.ends >= tx.now);
    if let Some(meeting) = next_meeting {
        sheet = sheet
            .with(Block::Heading("Your meeting with us".into()))
            .with(Block::Facts(vec![fact("When", meeting.starts.words()), fact("Where", &meeting.place)]));
    }
    sheet = match next_visit {
        Some(visit) => sheet
            .with(Block::Heading(format!("Your next visit: {}", visit.come.day().words_with_weekday())))
            .with(Block::Facts(times(&case, visit)))
            .with_if(visit.is_uncertain, uncertain),
        None if next_meeting.is_none() => sheet.with(Block::Empty {
            title: "No visit is booked".into(),
            next: "We will tell you in the way you said is safe as soon as there is one. You need to do nothing now.".into(),
            link: None,
        }),
        None => sheet,
    };
    if case.plan.as_ref().is_some_and(|plan| plan.agreed.is_none()) {
        sheet = sheet
            .with(Block::Heading("Your plan is ready to read".into()))
            .with(Block::Words("Please read how your visits will be, and tell us that you agree.".into()))
            .with(Block::Buttons(vec![Button::to("Read your plan", "/my/plan")]));
    }
    let sheet = sheet.with(Block::Links(vec![
        link("All your visits", "/my/visits"),
        link("Your plan", "/my/plan"),
        link("Your meetings with us", "/my/meetings"),
    ]));
    Ok(View::sheet(Layout::Parent, sheet))
}

fn uncertain() -> Block {
    Block::Notice {
        title: "We are looking at this visit again".into(),
        kind: "warn",
        words: vec!["It may change. Please wait for us to tell you before you come.".into()],
    }
}

fn names(children: &[String]) -> String {
    match children {
        [] => "the child".to_owned(),
        [only] => only.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

/// When to come, by which door, when to go, and what to bring.
fn times(case: &OwnCase, visit: &OwnVisit) -> Vec<Fact> {
    let children = names(&case.children);
    let door = case
        .plan
        .as_ref()
        .and_then(|plan| plan.entrance.clone())
        .unwrap_or_else(|| "We will tell you before the day".to_owned());
    let at_door = "Somebody from our team meets you at the door.";
    match case.side {
        Side::Resident => vec![
            fact(format!("Bring {children}"), format!("at {}", visit.come.time_words())),
            fact("Door", door),
            fact("Who meets you", at_door),
            fact("Then", "Please leave straight away"),
            fact(format!("Collect {children}"), format!("at {}, from the same door", visit.go.time_words())),
            fact(
                "Bring with you",
                "What they need for the visit: a drink, a favourite toy, nappies, medicine",
            ),
        ],
        Side::Visiting => vec![
            fact("Come", format!("at {}", visit.come.time_words())),
            fact("Door", door),
            fact("Who meets you", "Somebody from our team meets you at the door and shows you the room"),
            fact("Leave", format!("at {}, when our team tells you", visit.go.time_words())),
            fact(
                "Bring with you",
                format!(
                    "Something to show that it is you, and something to do with {children}: a book, a game, paper and pens"
                ),
            ),
        ],
    }
}

fn visits_page(tx: &mut Tx<'_>, (): (), _: &Asked) -> Result<View, Problem> {
    let case = own_case(tx)?;
    let mut sheet = Sheet::new("Your visits");
    if case.visits.is_empty() {
        sheet = sheet.with(Block::Empty {
            title: "No visit is booked".into(),
            next: "Visits appear here as soon as they are booked.".into(),
            link: None,
        });
    }
    for visit in &case.visits {
        sheet = sheet.with(Block::Heading(visit.come.day().words_with_weekday()));
        sheet = if visit.is_cancelled {
            sheet.with(Block::Words("This visit does not take place. You need to do nothing.".into()))
        } else {
            sheet.with(Block::Facts(times(&case, visit))).with_if(visit.is_uncertain, uncertain)
        };
    }
    Ok(View::sheet(Layout::Parent, sheet).back("Back", "/"))
}

fn meetings_page(tx: &mut Tx<'_>, (): (), _: &Asked) -> Result<View, Problem> {
    let case = own_case(tx)?;
    let mut sheet = Sheet::new("Your meetings with us")
        .lead("Before the first visit we meet you on your own, to hear what matters to you and explain how visits work.");
    if case.meetings.is_empty() {
        sheet = sheet.with(Block::Empty {
            title: "No meeting is arranged".into(),
            next: "We will reach you, in the way you said is safe, to find a time.".into(),
            link: None,
        });
    }
    for meeting in &case.meetings {
        let state = if meeting.was_held { "We have met" } else { "We look forward to meeting you" };
        sheet =
            sheet.with(Block::Heading(meeting.starts.day().words_with_weekday())).with(Block::Facts(vec![
                fact("Time", format!("{} to {}", meeting.starts.time_words(), meeting.ends.time_words())),
                fact("Where", &meeting.place),
                fact("Status", state),
            ]));
    }
    Ok(View::sheet(Layout::Parent, sheet).back("Back", "/"))
}

fn plan_page(tx: &mut Tx<'_>, (): (), asked: &Asked) -> Result<View, Problem> {
    let case = own_case(tx)?;
    let Some(plan) = case.plan else {
        let sheet = Sheet::new("Your plan").with(Block::Empty {
            title: "Your plan is not ready yet".into(),
            next: "We will tell you when you can read it here.".into(),
            link: None,
        });
        return Ok(View::sheet(Layout::Parent, sheet).back("Back", "/"));
    };
    let mut sheet = Sheet::new("Your plan").lead("This is how your visits will be.");
    for block in plan_blocks(&plan) {
        sheet = sheet.with(block);
    }
    let sheet = match &plan.agreed {
        Some(agreed) => sheet.with(Block::Notice {
            title: "You have agreed to this plan".into(),
            kind: "good",
            words: vec![format!("On {}. Thank you.", agreed.at.day().words())],
        }),
        None => sheet.with(Block::Heading("Do you agree?".into())).form(agreement_form(asked)),
    };
    Ok(View::sheet(Layout::Parent, sheet).back("Back", "/"))
}

/// A plan as its reader sees it, on the parent's page and where staff look at what the parent sees.
pub(crate) fn plan_blocks(plan: &PartyPlan) -> Vec<Block> {
    let mut facts = vec![
        fact("Who is with you and the child", &plan.level_words),
        fact("How often", &plan.frequency),
        fact("How long", plan.length.to_string()),
        fact("Coming", &plan.arriving),
        fact("Going", &plan.leaving),
        fact("Door", plan.entrance.clone().unwrap_or_else(|| "We will tell you before the day".into())),
        fact("Children", names(&plan.children)),
        fact("From your side", plan.people.join(", ")),
    ];
    facts.extend(plan.rules.iter().map(|rule| fact(&rule.about, &rule.words)));
    facts.push(fact("We look at the plan again", format!("by {}", plan.review_on.words())));
    vec![Block::Facts(facts)]
}

/// The acknowledgement asks which of the levels it is, in the plan's own words, so that a yes is a yes
/// to something understood.
fn agreement_form(asked: &Asked) -> Form {
    let levels =
        Level::ALL.iter().map(|level| Choice::new(level.as_str(), level_in_plain_words(*level))).collect();
    let fields = vec![
        field("acknowledged", "Which of these is how your visits will be?", Kind::One(levels))
            .hint("Your plan says it at the top. We ask so that nobody is surprised on the day."),
        field("words", "Is there anything you would like to say or ask?", Kind::Long(3))
            .hint("Only our team reads this. You can leave it empty."),
    ];
    Form::new("/my/plan", asked.form(), fields, "I agree to this plan")
}
