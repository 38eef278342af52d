//! The list of versions, and one version: what is left to do while it is written, what to check when it
//! is approved, what it says after.

use super::{
    super::{
        Assessment, AssessmentState, DecisionWord,
        compare::with_the_one_before,
        instruments,
        judge::{is_open, title_of},
        list, see,
    },
    head, read,
};
use crate::{
    family::{Place, side_menu},
    front::Asked,
    view::{Block, Button, Cell, Event, Form, Kind, Layout, Sheet, TaskLine, View, choices, field, tag},
};
use base::{AssessmentId, FamilyId};
use host::{Problem, Tx};
use policy::WriteAssessment;

fn may_write(tx: &Tx<'_>) -> bool {
    policy::may_ever::<WriteAssessment>(tx.actor.role)
}

fn state_tag(state: AssessmentState) -> Cell {
    let colour = match state {
        AssessmentState::Approved => "green",
        AssessmentState::Submitted => "orange",
        AssessmentState::Returned => "red",
        AssessmentState::Draft => "yellow",
        AssessmentState::Superseded => "grey",
    };
    tag(state.words(), colour)
}

pub(super) fn list_page(tx: &mut Tx<'_>, id: FamilyId, asked: &Asked) -> Result<View, Problem> {
    let (family, listed) = list(tx, id, &asked.paging())?;
    let mut sheet = Sheet::new("Risk assessment")
        .over(format!("{} · {}", family.reference, family.title))
        .side(side_menu(tx.actor, &family, Place::Assessment))
        .problems(&asked.form());
    let in_force = listed.items.iter().find(|it| it.state == AssessmentState::Approved);
    sheet = match in_force {
        Some(current) => {
            let review = current.document.review_on;
            let soon = match review {
                Some(day) if day < tx.now.day() => format!(
                    "It was due for review on {}. No visit can be booked until it is looked at again.",
                    day.words()
                ),
                Some(day) => format!("Looked at again by {}.", day.words()),
                None => String::new(),
            };
            sheet.with(read::result_block(&current.result, &soon))
        }
        None => sheet.with(Block::Notice {
            title: "No assessment is in force".into(),
            kind: "warn",
            words: vec!["No visit can be booked until one is written and approved by somebody else.".into()],
        }),
    };
    let open = listed.items.iter().find(|it| is_open(it.state) || it.state == AssessmentState::Submitted);
    if may_write(tx) && asked.get("cursor").is_none() {
        sheet = sheet.with(Block::Buttons(vec![match open {
            Some(open) => Button::to(
                if open.state == AssessmentState::Submitted {
                    "Look at the version waiting for approval"
                } else {
                    "Go on with the open version"
                },
                format!("/assessments/{}", open.id),
            ),
            None => Button::post(
                if in_force.is_some() { "Begin a new version" } else { "Begin the assessment" },
                format!("/families/{id}/assessments"),
                &asked.form(),
            ),
        }]));
    }
    let rows: Vec<Vec<Cell>> = listed
        .items
        .iter()
        .map(|it| {
            vec![
                Cell::link(format!("Version {}", it.version), format!("/assessments/{}", it.id)),
                read::outcome_words(it.result.outcome).into(),
                state_tag(it.state),
                it.author.clone().into(),
                it.created.day().words().into(),
            ]
        })
        .collect();
    sheet = if rows.is_empty() {
        sheet.with(Block::Empty {
            title: "No version has been written".into(),
            next: "Ask each side, alone, whether it is safe to talk, and begin.".into(),
            link: None,
        })
    } else {
        sheet.with(Block::Table {
            caption: "Versions, newest first".into(),
            head: ["Version", "Result", "State", "Author", "Begun"].map(String::from).to_vec(),
            rows,
        })
    };
    let next = listed.next.map(|cursor| format!("/families/{id}/assessments?cursor={cursor}"));
    let prev = asked.get("cursor").map(|_| format!("/families/{id}/assessments"));
    Ok(View::sheet(Layout::Staff, sheet.with(Block::Pages { prev, next }))
        .back(&family.title, format!("/families/{id}")))
}

pub(super) fn one_page(tx: &mut Tx<'_>, id: AssessmentId, asked: &Asked) -> Result<View, Problem> {
    let (family, assessment) = see(tx, id)?;
    let is_author = tx.actor.account == Some(assessment.author_account);
    let mut sheet = head(tx, &family, &assessment, assessment.state.words()).problems(&asked.form());
    if let Some(decided) = assessment.decisions.last().filter(|it| it.decision == DecisionWord::Return) {
        sheet = sheet.with(Block::Notice {
            title: format!("{} returned it on {}", decided.by, decided.at.day().words()),
            kind: "warn",
            words: vec![decided.words.to_string()],
        });
    }
    let so_far = if is_open(assessment.state) { "This is what it comes to so far." } else { "" };
    sheet = sheet.with(read::result_block(&assessment.result, so_far));
    if is_open(assessment.state) && is_author && may_write(tx) {
        sheet = sheet.with(Block::Heading("What to do".into())).with(Block::Tasks(tasks(&assessment)?)).with(
            Block::Buttons(vec![Button::post(
                "Submit for approval",
                format!("/assessments/{id}/submission"),
                &asked.form(),
            )]),
        );
    } else if is_open(assessment.state) {
        sheet = sheet.with(Block::Words(format!("{} is writing it.", assessment.author)));
    }
    sheet = read::comparison(sheet, &with_the_one_before(tx, &assessment)?);
    sheet = read::whole(sheet, &assessment);
    if assessment.state == AssessmentState::Submitted && may_write(tx) {
        sheet = if is_author {
            sheet.with(Block::Words("You wrote it, so somebody else approves it.".into()))
        } else {
            sheet.with(Block::Heading("Your decision".into())).form(decision_form(id, asked))
        };
    }
    if !assessment.decisions.is_empty() {
        let events = assessment.decisions.iter().map(|decided| Event {
            title: format!("{} decided: {}", decided.by, decided.decision.words().to_lowercase()),
            when: decided.at.words(),
            kind: "",
            words: decided.words.to_string(),
            link: None,
        });
        sheet = sheet
            .with(Block::Heading("What was decided on it".into()))
            .with(Block::Timeline(events.collect()));
    }
    Ok(View::sheet(Layout::Staff, sheet)
        .back("Risk assessment", format!("/families/{}/assessments", assessment.family)))
}

fn decision_form(id: AssessmentId, asked: &Asked) -> Form {
    let fields = vec![
        field("decision", "What do you decide?", Kind::One(choices!(DecisionWord)))
            .hint("Approved, it takes the place of the one before at once."),
        field("words", "What did you check, or what must change?", Kind::Long(4)),
    ];
    Form::new(format!("/assessments/{id}/approval"), asked.form(), fields, "Decide")
}

fn tasks(assessment: &Assessment) -> Result<Vec<TaskLine>, Problem> {
    let (id, document) = (assessment.id, &assessment.document);
    let line = |title: String, hint: &str, path: String, done: bool, status: String| TaskLine {
        title,
        hint: hint.to_owned(),
        href: Some(format!("/assessments/{id}/{path}")),
        status,
        colour: if done { "" } else { "orange" },
    };
    let count = |number: usize, one: &str, many: &str| match number {
        0 => "Not started".to_owned(),
        1 => one.to_owned(),
        number => format!("{number} {many}"),
    };
    let asked = document.asked.len();
    let mut lines = vec![line(
        "Who was asked".into(),
        "Begin with: is it safe to talk?",
        "asked".into(),
        asked > 0,
        count(asked, "1 person", "people"),
    )];
    for instrument in instruments()? {
        let answers = document.instruments.iter().find(|it| it.instrument.as_str() == instrument.code);
        let answered = answers.map_or(0, |it| it.answers.len());
        let all = instrument.questions.len();
        let status = match (answers, answered) {
            (None, _) => "Not used".to_owned(),
            (Some(_), number) if number >= all => "Done".to_owned(),
            (Some(_), number) => format!("{number} of {all} answered"),
        };
        lines.push(line(
            title_of(&instrument.code),
            "Questions with yes, no or not known",
            format!("instruments/{}", instrument.code),
            answers.is_none() || answered >= all,
            status,
        ));
    }
    let hazards = document.factors.len();
    lines.push(line(
        "Hazards".into(),
        "Each with its source and what is done about it",
        "factors".into(),
        hazards > 0,
        count(hazards, "1 hazard", "hazards"),
    ));
    let reviewed = document.review_on.is_some();
    lines.push(line(
        "Judgement and day of review".into(),
        "Judgement may raise the result and never lower it",
        "conclusion".into(),
        reviewed,
        if reviewed { "Done".into() } else { "Not started".into() },
    ));
    Ok(lines)
}
