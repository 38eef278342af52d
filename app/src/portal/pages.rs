//! The pages of a parent's own place: one thing at a time, in plain words, quick to open and to leave.

use super::{
    OwnAgreement, OwnCase, OwnVisit, agree, offer_pages,
    own::{case_of, own_family},
    own_case, own_facts_of,
};
use crate::{
    feedback,
    front::{Asked, Goto, Pages},
    guide,
    plan::{PartyPlan, level_in_plain_words},
    view::{Block, Button, Choice, Fact, Form, Kind, Layout, Sheet, View, fact, field, link},
    words::Words,
};
use host::{Problem, Tx};
use policy::{AgreePlan, SeeOwnCase};
use rules::{feedback::due, intake::Side, risk::Level};

/// The pages of visits, the plan and meetings.
pub(super) fn pages() -> Pages {
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
pub fn home(tx: &mut Tx<'_>, asked: &Asked) -> Result<View, Problem> {
    let words = asked.words();
    let (family, adult) = own_family(tx)?;
    let case = case_of(tx, &family, &adult, words)?;
    let first = case.name.split(' ').next().unwrap_or_default();
    let mut sheet = offer_pages::part(Sheet::new(words.portal_hello(first)), &case, words);
    let next_visit = case.visits.iter().find(|visit| !visit.is_cancelled);
    let next_meeting = case.meetings.iter().rev().find(|meeting| !meeting.was_held && meeting.ends >= tx.now);
    if let Some(meeting) = next_meeting {
        sheet = sheet.with(Block::Heading(words.portal_next_meeting())).with(Block::Facts(vec![
            fact(words.portal_when(), words.moment(meeting.starts)),
            fact(words.portal_where(), &meeting.place),
        ]));
    }
    sheet = match next_visit {
        Some(visit) => sheet
            .with(Block::Heading(words.portal_next_visit(&words.day_with_weekday(visit.come.day()))))
            .with(Block::Facts(times(&case, visit, words)))
            .with_if(visit.is_uncertain, || uncertain(words)),
        None if next_meeting.is_none() && case.offers.is_empty() => sheet.with(Block::Empty {
            title: words.portal_no_visit(),
            next: words.portal_no_visit_wait(),
            link: None,
        }),
        None => sheet,
    };
    if case.plan.as_ref().is_some_and(|plan| plan.agreed.is_none()) {
        sheet = sheet
            .with(Block::Heading(words.portal_plan_ready()))
            .with(Block::Words(words.portal_plan_ready_about()))
            .with(Block::Buttons(vec![Button::to(words.portal_plan_read(), "/my/plan")]));
    }
    let facts = own_facts_of(tx, &adult)?;
    let review_on = case.plan.as_ref().map(|plan| plan.review_on);
    let asked_of = due(&facts.for_feedback(&family, review_on, tx.now)).map(|(occasion, _)| occasion);
    for block in feedback::asked_now(asked_of, words) {
        sheet = sheet.with(block);
    }
    for block in guide::for_now(tx, &facts.for_guides(&family, &adult, tx.now), words)? {
        sheet = sheet.with(block);
    }
    let sheet = sheet.with(Block::Links(vec![
        link(words.portal_to_visits(), "/my/visits"),
        link(words.portal_to_plan(), "/my/plan"),
        link(words.portal_to_meetings(), "/my/meetings"),
        link(words.messages_to(), "/my/messages"),
        link(words.asks_title(), "/my/asking"),
        link(words.feedback_title(), "/my/feedback"),
        link(words.complaint_title(), "/my/complaints"),
        link(words.consent_title(), "/my/consents"),
        link(words.documents_title(), "/my/documents"),
        link(words.contact_title(), "/my/contact"),
        link(words.guides_title(), "/my/guides"),
        link(words.feed_title(), "/my/calendar"),
        link(words.looked_title(), "/my/looked"),
        link(words.data_title(), "/my/data"),
    ]));
    Ok(View::sheet(Layout::Parent, sheet))
}

fn uncertain(words: Words) -> Block {
    Block::Notice {
        title: words.portal_uncertain(),
        kind: "warn",
        words: vec![words.portal_uncertain_wait()],
    }
}

pub(super) fn names(children: &[String], words: Words) -> String {
    match children {
        [] => words.portal_the_child(),
        [only] => only.clone(),
        [first, middle @ .., last] => {
            let before = middle.iter().fold(first.clone(), |before, next| words.portal_names(&before, next));
            words.portal_names_last(&before, last)
        }
    }
}

/// When to come, by which door, when to go, and what to bring.
fn times(case: &OwnCase, visit: &OwnVisit, words: Words) -> Vec<Fact> {
    let children = names(&case.children, words);
    let (come, go) = (words.time(visit.come), words.time(visit.go));
    let door =
        case.plan.as_ref().and_then(|plan| plan.entrance.clone()).unwrap_or_else(|| words.plan_door_later());
    match case.side {
        Side::Resident => vec![
            fact(words.portal_bring(&children), words.portal_at(&come)),
            fact(words.plan_door(), door),
            fact(words.portal_met_by(), words.portal_met_at_door()),
            fact(words.portal_then(), words.portal_leave_straight_away()),
            fact(words.portal_collect(&children), words.portal_collect_at(&go)),
            fact(words.portal_bring_along(), words.portal_bring_for_child()),
        ],
        Side::Visiting => vec![
            fact(words.portal_come(), words.portal_at(&come)),
            fact(words.plan_door(), door),
            fact(words.portal_met_by(), words.portal_met_and_shown()),
            fact(words.portal_leave(), words.portal_leave_at(&go)),
            fact(words.portal_bring_along(), words.portal_bring_for_visit(&children)),
        ],
    }
}

fn visits_page(tx: &mut Tx<'_>, (): (), asked: &Asked) -> Result<View, Problem> {
    let words = asked.words();
    let case = own_case(tx, words)?;
    let mut sheet = Sheet::new(words.portal_visits());
    if case.visits.is_empty() {
        sheet = sheet.with(Block::Empty {
            title: words.portal_no_visit(),
            next: words.portal_no_visit_listed(),
            link: None,
        });
    }
    for visit in &case.visits {
        sheet = sheet.with(Block::Heading(words.day_with_weekday(visit.come.day())));
        sheet = if visit.is_cancelled {
            sheet.with(Block::Words(words.portal_cancelled()))
        } else {
            sheet
                .with(Block::Facts(times(&case, visit, words)))
                .with_if(visit.is_uncertain, || uncertain(words))
        };
    }
    Ok(View::sheet(Layout::Parent, sheet).back(words.shell_back(), "/"))
}

fn meetings_page(tx: &mut Tx<'_>, (): (), asked: &Asked) -> Result<View, Problem> {
    let words = asked.words();
    let case = own_case(tx, words)?;
    let mut sheet = Sheet::new(words.portal_meetings()).lead(words.portal_meetings_lead());
    if case.meetings.is_empty() {
        sheet = sheet.with(Block::Empty {
            title: words.portal_no_meeting(),
            next: words.portal_no_meeting_wait(),
            link: None,
        });
    }
    for meeting in &case.meetings {
        let state = if meeting.was_held { words.portal_met() } else { words.portal_look_forward() };
        sheet = sheet.with(Block::Heading(words.day_with_weekday(meeting.starts.day()))).with(Block::Facts(
            vec![
                fact(
                    words.portal_time(),
                    words.time_from_to(&words.time(meeting.starts), &words.time(meeting.ends)),
                ),
                fact(words.portal_where(), &meeting.place),
                fact(words.portal_status(), state),
            ],
        ));
    }
    Ok(View::sheet(Layout::Parent, sheet).back(words.shell_back(), "/"))
}

fn plan_page(tx: &mut Tx<'_>, (): (), asked: &Asked) -> Result<View, Problem> {
    let words = asked.words();
    let case = own_case(tx, words)?;
    let Some(plan) = case.plan else {
        let sheet = Sheet::new(words.portal_plan()).with(Block::Empty {
            title: words.portal_plan_not_ready(),
            next: words.portal_plan_not_ready_wait(),
            link: None,
        });
        return Ok(View::sheet(Layout::Parent, sheet).back(words.shell_back(), "/"));
    };
    let mut sheet = Sheet::new(words.portal_plan()).lead(words.portal_plan_lead());
    for block in plan_blocks(&plan, words) {
        sheet = sheet.with(block);
    }
    let sheet = match &plan.agreed {
        Some(agreed) => sheet.with(Block::Notice {
            title: words.portal_agreed(),
            kind: "good",
            words: vec![words.portal_agreed_on(&words.day(agreed.at.day()))],
        }),
        None => sheet.with(Block::Heading(words.portal_do_you_agree())).form(agreement_form(asked)),
    };
    Ok(View::sheet(Layout::Parent, sheet).back(words.shell_back(), "/"))
}

/// A plan as its reader sees it, on the parent's page and where staff look at what the parent sees.
pub(crate) fn plan_blocks(plan: &PartyPlan, words: Words) -> Vec<Block> {
    let mut facts = vec![
        fact(words.plan_level(), &plan.level_words),
        fact(words.plan_frequency(), &plan.frequency),
        fact(words.plan_length(), words.minutes(plan.length)),
        fact(words.plan_arriving(), &plan.arriving),
        fact(words.plan_leaving(), &plan.leaving),
        fact(words.plan_door(), plan.entrance.clone().unwrap_or_else(|| words.plan_door_later())),
        fact(words.plan_children(), names(&plan.children, words)),
        fact(words.plan_people(), plan.people.join(", ")),
    ];
    facts.extend(plan.rules.iter().map(|rule| fact(&rule.about, &rule.words)));
    facts.push(fact(words.plan_review(), words.plan_review_by(&words.day(plan.review_on))));
    vec![Block::Facts(facts)]
}

/// The acknowledgement asks which of the levels it is, in the plan's own words, so that a yes is a yes
/// to something understood.
fn agreement_form(asked: &Asked) -> Form {
    let words = asked.words();
    let levels = Level::ALL
        .iter()
        .map(|level| Choice::new(level.as_str(), level_in_plain_words(*level, words)))
        .collect();
    let fields = vec![
        field("acknowledged", words.portal_which_level(), Kind::One(levels))
            .hint(words.portal_which_level_hint()),
        field("words", words.portal_anything_to_say(), Kind::Long(3))
            .hint(words.portal_anything_to_say_hint()),
    ];
    Form::new("/my/plan", asked.form(), fields, words.portal_agree())
}
