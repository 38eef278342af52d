//! What a supervisor reads before a visit, with the one button that says so (R8).

use crate::{
    front::Asked,
    view::{Block, Button, Cell, Layout, Sheet, View, facts},
    visit::{Briefing, briefing::briefed},
};
use base::{EventId, Prose, VisitId};
use host::{Problem, Tx};
use rules::visit::StepKind;

/// The page of a briefing.
pub(super) fn page(tx: &mut Tx<'_>, id: VisitId, asked: &Asked) -> Result<View, Problem> {
    let (read, one) = briefed(tx, id)?;
    let has_read = tx.actor.staff.is_some_and(|staff| read.read_by.contains(&staff));
    let may_read = one.steps.iter().any(|step| step.kind == StepKind::Briefed && step.allowed.is_ok());
    let mut sheet = Sheet::new(format!("Before {}’s visit", read.title))
        .over(one.visit.timing.starts.words())
        .lead("Read why, what to watch for and the terms. Then say that you have.");
    if let Some(outcome) = read.outcome {
        sheet = sheet.with(Block::Heading("Why".into())).with(Block::Words(format!("{}.", outcome.words())));
        for reason in &read.reasons {
            sheet = sheet.with(Block::Words(reason.clone()));
        }
    }
    if !read.risks.is_empty() {
        sheet = sheet.with(Block::Heading("Risks".into())).with(Block::Table {
            caption: "Each risk, and what is done about it".into(),
            head: ["Risk", "What is known", "What we do about it"].map(String::from).to_vec(),
            rows: read
                .risks
                .iter()
                .map(|risk| {
                    vec![
                        risk.words.clone().into(),
                        risk.account.clone().into(),
                        risk.mitigation.clone().into(),
                    ]
                })
                .collect(),
        });
    }
    sheet = terms(sheet, &read);
    if !read.orders.is_empty() {
        sheet = sheet.with(Block::Heading("What the court says".into()));
        for order in &read.orders {
            let words = format!("The {}: {}", order.called, order.sentences.join(" "));
            sheet = sheet.with(Block::Words(words));
        }
    }
    sheet = sheet.with(Block::Heading("Who may come in".into())).with(Block::Table {
        caption: "Nobody else comes in".into(),
        head: ["Name", "Who they are", "What for"].map(String::from).to_vec(),
        rows: read
            .people
            .iter()
            .map(|who| {
                let what = if one.may_enter.contains(&who.id) { "The visit" } else { "Brings and collects" };
                vec![Cell::from(who.name.clone()), who.relation.clone().into(), what.into()]
            })
            .collect(),
    });
    sheet = if has_read {
        sheet.with(Block::Notice {
            title: "You have said that you read this".into(),
            kind: "good",
            words: vec![],
        })
    } else if may_read {
        let event = EventId::from_random(tx.random()).to_string();
        let button = Button::post("I have read this", format!("/visits/{id}"), &asked.other("briefed"))
            .value("id", event)
            .value("what/kind", StepKind::Briefed.as_str());
        sheet.with(Block::Buttons(vec![button]))
    } else {
        sheet
    };
    Ok(View::sheet(Layout::Staff, sheet).back("The visit", format!("/visits/{id}")))
}

fn terms(sheet: Sheet, read: &Briefing) -> Sheet {
    let Some(plan) = &read.terms else { return sheet };
    let words = |text: &Option<Prose>| text.as_ref().map(ToString::to_string).unwrap_or_default();
    sheet.with(Block::Heading("Terms".into())).with(facts([
        ("Level", plan.level.words().to_owned()),
        ("Who comes first", plan.sequence.words().to_owned()),
        ("Between the two sides", format!("{} before and {} after", plan.gaps.before, plan.gaps.after)),
        ("May the child leave the premises", if plan.may_leave_premises { "Yes" } else { "No" }.to_owned()),
        ("Telephones and cameras", words(&plan.phones)),
        ("Gifts", words(&plan.gifts)),
        ("Food", words(&plan.food)),
        ("Language", words(&plan.language)),
        ("Toileting and nappies", words(&plan.care)),
        ("What the child wishes", words(&plan.child_wishes)),
        ("What ends a visit", words(&plan.triggers_to_end)),
    ]))
}
