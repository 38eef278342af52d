//! The pages on which one section of a version is written.

use super::{
    super::{Assessment, InstrumentAnswers, instruments, judge::is_open, see},
    Part, head, read,
    writing::Conclusion,
};
use crate::{
    family::Family,
    front::Asked,
    view::{Block, Button, Cell, Choice, Field, Form, Kind, Layout, Sheet, View, choices, field, link},
};
use base::AssessmentId;
use host::{Problem, Tx};
use rules::{
    instrument::{Answer, Instrument},
    risk::{Factor, FactorKind, Level, Outcome, PersonAtRisk, Severity, Source, Standing},
};

/// The version, if whoever asks is writing it.
fn written(tx: &mut Tx<'_>, id: AssessmentId) -> Result<(Family, Assessment), Problem> {
    let (family, assessment) = see(tx, id)?;
    let is_author = tx.actor.account == Some(assessment.author_account);
    if is_open(assessment.state) && is_author { Ok((family, assessment)) } else { Err(Problem::NotFound) }
}

fn done(sheet: Sheet, id: AssessmentId) -> View {
    View::sheet(Layout::Staff, sheet).back("The assessment", format!("/assessments/{id}"))
}

pub(super) fn asked_page(tx: &mut Tx<'_>, id: AssessmentId, asked: &Asked) -> Result<View, Problem> {
    let (family, assessment) = written(tx, id)?;
    let mut sheet = head(tx, &family, &assessment, "Who was asked")
        .lead("Ask each adult alone. Ask first whether it is safe to talk; if it is not, stop and find a safe time.");
    for (at, person) in assessment.document.asked.iter().enumerate() {
        let number = at + 1;
        sheet = sheet
            .with(Block::Heading(format!("{}, {}", person.who, person.on.words())))
            .with(Block::Words(format!("Safe to talk: {}.", person.safe_to_talk.words().to_lowercase())))
            .with(Block::Quote(person.words.to_string()))
            .with(Block::Buttons(vec![
                Button::post(
                    format!("Remove {}", person.who),
                    format!("/assessments/{id}/asked/{number}/removal"),
                    &asked.other(&format!("asked{number}")),
                )
                .secondary(),
            ]));
    }
    let fields = vec![
        field("safe_to_talk", "Was it safe for them to talk?", Kind::One(choices!(Answer)))
            .hint("Ask this before anything else."),
        field("who", "Who was asked, or which record was read?", Kind::Text),
        field("on", "When?", Kind::Date),
        field("words", "What did they say?", Kind::Long(5)).hint("Their own words where you can."),
    ];
    let sheet = sheet
        .with(Block::Heading("Add somebody".into()))
        .form(Form::new(format!("/assessments/{id}/asked"), asked.form(), fields, "Add"))
        .with(Block::Links(vec![link(
            "That is everybody: back to the assessment",
            format!("/assessments/{id}"),
        )]));
    Ok(done(sheet, id))
}

fn factor_fields() -> Vec<Field> {
    vec![
        field("kind", "What is the risk of?", Kind::Pick(choices!(FactorKind))),
        field("person_at_risk", "Who could be hurt?", Kind::One(choices!(PersonAtRisk))),
        field("account", "What is known?", Kind::Long(5)),
        field("source", "Where is it known from?", Kind::Pick(choices!(Source))),
        field("standing", "What has become of it?", Kind::One(choices!(Standing)))
            .hint("An allegation counts. Only what a court did not uphold is left out of the result."),
        field("severity", "How bad could it be, with what is done about it?", Kind::One(choices!(Severity))),
        field("mitigation", "What is done about it?", Kind::Long(3)),
        field("owner", "Who sees to that?", Kind::Text),
    ]
}

pub(super) fn factors_page(tx: &mut Tx<'_>, id: AssessmentId, asked: &Asked) -> Result<View, Problem> {
    let (family, assessment) = written(tx, id)?;
    let mut sheet = head(tx, &family, &assessment, "Hazards")
        .lead("One at a time, each with where it is known from.")
        .with(read::result_block(&assessment.result, "This is what it comes to so far."));
    let factors = &assessment.document.factors;
    if factors.is_empty() {
        sheet = sheet.with(Block::Empty {
            title: "No hazard is named".into(),
            next: "Add what you know below, one hazard at a time.".into(),
            link: None,
        });
    } else {
        let rows = factors.iter().enumerate().map(|(at, factor)| {
            vec![
                Cell::link(factor.kind.words(), format!("/assessments/{id}/factors/{}", at + 1)),
                factor.person_at_risk.words().into(),
                factor.standing.words().into(),
                factor.severity.words().into(),
                read::outcome_words(factor.implies()).into(),
            ]
        });
        sheet = sheet.with(Block::Table {
            caption: "Hazards, with what each asks for by itself".into(),
            head: ["What", "At risk", "Standing", "How bad", "Asks for"].map(String::from).to_vec(),
            rows: rows.collect(),
        });
    }
    let heading = if factors.is_empty() { "Add a hazard" } else { "Add another hazard" };
    let sheet = sheet
        .with(Block::Heading(heading.into()))
        .form(Form::new(
            format!("/assessments/{id}/factors"),
            asked.form(),
            factor_fields(),
            "Add this hazard",
        ))
        .with(Block::Links(vec![link("That is all: back to the assessment", format!("/assessments/{id}"))]));
    Ok(done(sheet, id))
}

pub(super) fn factor_page(tx: &mut Tx<'_>, (id, number): Part, asked: &Asked) -> Result<View, Problem> {
    let (family, assessment) = written(tx, id)?;
    let at = number.checked_sub(1).ok_or(Problem::NotFound)?;
    let factor: &Factor = assessment.document.factors.get(at).ok_or(Problem::NotFound)?;
    let remove = Button::post(
        "Remove this hazard",
        format!("/assessments/{id}/factors/{number}/removal"),
        &asked.other("removal"),
    );
    let sheet = head(tx, &family, &assessment, factor.kind.words())
        .form(Form::new(
            format!("/assessments/{id}/factors/{number}"),
            asked.form_of(factor),
            factor_fields(),
            "Save",
        ))
        .with(Block::Buttons(vec![remove.warning()]));
    Ok(View::sheet(Layout::Staff, sheet).back("Hazards", format!("/assessments/{id}/factors")))
}

pub(super) fn instrument_page(
    tx: &mut Tx<'_>,
    (id, code): (AssessmentId, String),
    asked: &Asked,
) -> Result<View, Problem> {
    let (family, assessment) = written(tx, id)?;
    let instrument = instruments()?.iter().find(|it| it.code == code).ok_or(Problem::NotFound)?;
    let stored = assessment.document.instruments.iter().find(|it| it.instrument.as_str() == code);
    let form = stored.map_or_else(|| asked.form(), |stored| asked.form_of(stored));
    let sheet = head(tx, &family, &assessment, &instrument.title)
        .lead(format!("Version {}. {}", instrument.version, instrument.wording_source))
        .form(Form::new(
            format!("/assessments/{id}/instruments/{code}"),
            form,
            instrument_fields(instrument, stored),
            "Save",
        ));
    Ok(done(sheet, id))
}

fn instrument_fields(instrument: &Instrument, stored: Option<&InstrumentAnswers>) -> Vec<Field> {
    let mut fields = vec![field("instrument", "", Kind::Hidden(instrument.code.clone()))];
    fields.extend(instrument.questions.iter().map(|question| {
        field(format!("answers/{}", question.code), &question.text, Kind::One(choices!(Answer)))
    }));
    let mut bands = vec![Choice::new("", "As the answers come to")];
    bands.extend(instrument.bands.iter().map(|band| {
        let name = band.name.clone();
        Choice::new(name.clone(), name)
    }));
    fields.push(
        field("judgement", "Which band do you hold to be right?", Kind::Pick(bands))
            .hint("You may raise what the answers come to and never lower it."),
    );
    if instrument.escalation.is_some() {
        let events = stored.map_or(0, |it| it.earlier_events.len());
        fields
            .push(field("", "Events before", Kind::Heading).hint(
                "The days of events of the same kind in the last year. Leave empty what there is not.",
            ));
        for number in 0..(events + 1).max(3) {
            fields.push(field(
                format!("earlier_events/{number}"),
                format!("Event {}", number + 1),
                Kind::Date,
            ));
        }
    }
    if instrument.repeat_within_months.is_some() {
        let referrals = stored.map_or(0, |it| it.previous_referrals.len());
        fields.push(
            field("", "Referrals before", Kind::Heading).hint("The days on which this person was referred."),
        );
        for number in 0..=referrals {
            fields.push(field(
                format!("previous_referrals/{number}"),
                format!("Referral {}", number + 1),
                Kind::Date,
            ));
        }
    }
    fields
}

pub(super) fn conclusion_page(tx: &mut Tx<'_>, id: AssessmentId, asked: &Asked) -> Result<View, Problem> {
    let (family, assessment) = written(tx, id)?;
    let document = &assessment.document;
    let facts = assessment.result.from_facts;
    let mut levels = vec![Choice::new("", "Leave it as the facts come to")];
    levels.extend(
        Level::ALL.iter().filter(|level| Outcome::AtLeast(**level) > facts).map(|level| {
            Choice::new(level.as_str(), format!("Raise it to {}", level.words().to_lowercase()))
        }),
    );
    let fields = vec![
        field("judgement", "What is your judgement?", Kind::One(levels))
            .hint("Judgement may raise the result and never lower it. If a fact is wrong, correct the fact."),
        field("judgement_words", "Why?", Kind::Long(3)).hint("Only if you raise it."),
        field("review_on", "When must it be looked at again?", Kind::Date)
            .hint("Within six months, sooner where things may change."),
    ];
    let form = match document.review_on {
        Some(review_on) => asked.form_of(&Conclusion {
            judgement: document.judgement,
            judgement_words: document.judgement_words.clone(),
            review_on,
        }),
        None => asked.form(),
    };
    let sheet = head(tx, &family, &assessment, "Judgement and day of review")
        .with(Block::Words(format!("The facts come to: {}.", read::outcome_words(facts).to_lowercase())))
        .form(Form::new(format!("/assessments/{id}/conclusion"), form, fields, "Save"));
    Ok(done(sheet, id))
}
