//! How an assessment, its result and a comparison are read.

use super::super::{Assessment, AssessmentResult, Change, Comparison, judge::title_of};
use crate::view::{Block, Cell, Fact, Sheet, facts};
use rules::{
    plan::Kind,
    risk::{Level, Outcome},
};

/// An outcome as somebody who decides reads it.
pub(super) const fn outcome_words(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::AtLeast(Level::Supported) => "Supported contact is safe enough",
        Outcome::AtLeast(Level::Supervised) => "Contact must be supervised",
        Outcome::AtLeast(Level::HighVigilance) => "Contact needs two supervisors",
        Outcome::BeyondThisCentre => "This is more than this centre can keep safe",
    }
}

/// The result in large plain words, with its reasons.
pub(super) fn result_block(result: &AssessmentResult, soon: &str) -> Block {
    let kind = match result.outcome {
        Outcome::AtLeast(Level::Supported) => "good",
        Outcome::AtLeast(_) => "warn",
        Outcome::BeyondThisCentre => "bad",
    };
    let mut words: Vec<String> = result.because.clone();
    if words.is_empty() {
        words.push("Nothing was found that asks for more.".into());
    }
    if result.outcome == Outcome::BeyondThisCentre {
        words.push("No visit can be booked. Tell the referrer, and send the family to a service that can keep them safe.".into());
    }
    if !soon.is_empty() {
        words.push(soon.to_owned());
    }
    Block::Notice { title: outcome_words(result.outcome).into(), kind, words }
}

fn kinds(kinds: &[Kind]) -> String {
    if kinds.is_empty() {
        return "Nothing".to_owned();
    }
    kinds.iter().map(|kind| kind.words()).collect::<Vec<_>>().join(", ")
}

/// What changed, and what it makes possible and forbids.
pub(super) fn comparison(mut sheet: Sheet, comparison: &Comparison) -> Sheet {
    sheet = sheet.with(facts([
        ("Makes possible", kinds(&comparison.allows)),
        ("Forbids", kinds(&comparison.forbids)),
    ]));
    let heading = match comparison.before {
        Some(before) => format!("What changed since version {before}"),
        None => "What it says: this is the first version".to_owned(),
    };
    sheet = sheet.with(Block::Heading(heading));
    if let Some(before) = comparison.outcome_before {
        let words = if before == comparison.outcome {
            format!("The result is as before: {}.", outcome_words(before).to_lowercase())
        } else {
            format!("The result was: {}.", outcome_words(before).to_lowercase())
        };
        sheet = sheet.with(Block::Words(words));
    }
    if comparison.changes.is_empty() {
        return sheet.with(Block::Empty {
            title: "Nothing changed".into(),
            next: "The version says the same as the one before.".into(),
            link: None,
        });
    }
    let shown = |text: &str, none: &str| if text.is_empty() { none.to_owned() } else { text.to_owned() };
    let rows = comparison
        .changes
        .iter()
        .map(|Change { what, before, now, from }| {
            vec![
                Cell::from(what.clone()),
                shown(before, "Not there").into(),
                shown(now, "Taken out").into(),
                from.clone().into(),
            ]
        })
        .collect();
    sheet.with(Block::Table {
        caption: "Changes, with where each is known from".into(),
        head: ["What", "Before", "Now", "From whom"].map(String::from).to_vec(),
        rows,
    })
}

/// All that a version says.
pub(super) fn whole(mut sheet: Sheet, assessment: &Assessment) -> Sheet {
    let document = &assessment.document;
    sheet = sheet.with(Block::Heading("Who was asked".into()));
    sheet = if document.asked.is_empty() {
        sheet.with(Block::Words("Nobody yet.".into()))
    } else {
        let rows = document.asked.iter().map(|asked| {
            vec![
                Cell::from(asked.who.as_str()),
                asked.on.words().into(),
                asked.safe_to_talk.words().into(),
                asked.words.as_str().into(),
            ]
        });
        sheet.with(Block::Table {
            caption: "Asked".into(),
            head: ["Who", "When", "Safe to talk", "What they said"].map(String::from).to_vec(),
            rows: rows.collect(),
        })
    };
    sheet = sheet.with(Block::Heading("Hazards".into()));
    if document.factors.is_empty() {
        sheet = sheet.with(Block::Words("None is named.".into()));
    }
    for factor in &document.factors {
        sheet = sheet.with(Block::Facts(vec![
            Fact { key: factor.kind.words().into(), value: factor.account.clone(), change: None },
            Fact { key: "At risk".into(), value: factor.person_at_risk.words().into(), change: None },
            Fact {
                key: "Known from".into(),
                value: format!("{} ({})", factor.source.words(), factor.standing.words().to_lowercase()),
                change: None,
            },
            Fact { key: "How bad it could be".into(), value: factor.severity.words().into(), change: None },
            Fact {
                key: "Done about it".into(),
                value: format!("{} ({} sees to it)", factor.mitigation, factor.owner),
                change: None,
            },
        ]));
    }
    for scored in &assessment.result.instruments {
        sheet = sheet.with(Block::Heading(title_of(&scored.instrument))).with(Block::Facts(vec![
            crate::view::fact("Score", format!("{} of {}", scored.score, scored.out_of)),
            crate::view::fact(
                "Band",
                if scored.raised_by_judgement {
                    format!("{}, raised by judgement", scored.band)
                } else {
                    scored.band.clone()
                },
            ),
            crate::view::fact("Flags", scored.flags.join(", ").replace('-', " ")),
            crate::view::fact(
                "Referred to",
                scored
                    .referrals
                    .iter()
                    .map(|it| format!("{}: {}", it.to.replace('-', " "), it.because))
                    .collect::<Vec<_>>()
                    .join(" "),
            ),
        ]));
    }
    let judgement = match (document.judgement, &document.judgement_words) {
        (Some(level), Some(words)) => format!("{}. {words}", level.words()),
        (Some(level), None) => level.words().to_owned(),
        (None, _) => "As the facts come to".to_owned(),
    };
    sheet.with(Block::Heading("Conclusion".into())).with(facts([
        ("The author's judgement", judgement),
        ("Looked at again by", document.review_on.map(base::Day::words).unwrap_or_default()),
        ("Written by", assessment.author.clone()),
        ("Approved by", assessment.approver.clone().unwrap_or_else(|| "Nobody yet".into())),
        ("Approved", assessment.approved_at.map_or_else(|| "Not yet".into(), base::Moment::words)),
    ]))
}
