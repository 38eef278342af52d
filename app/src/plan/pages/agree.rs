//! What each party reads, and recording that they agree.

use super::{
    super::{Current, HowAgreed, level_in_plain_words, party_plan, see},
    over,
};
use crate::{
    family::{self, Place, side_menu},
    front::Asked,
    portal,
    view::{Block, Choice, Form, Kind as Ask, Layout, Sheet, View, field},
    words::Words,
};
use base::{PartyId, PlanId};
use host::{Problem, Tx};
use rules::risk::Level;

/// What one party reads, as they read it, shown to staff before and after it is in force.
pub(super) fn preview_page(
    tx: &mut Tx<'_>,
    (id, party): (PlanId, PartyId),
    _: &Asked,
) -> Result<View, Problem> {
    let (family, plan) = see(tx, id)?;
    let adult = family.adult(party).ok_or(Problem::NotFound)?;
    let as_current = Current { id, version: plan.version, document: plan.document.clone() };
    let own = party_plan(tx, &family, &as_current, adult, Words::english())?;
    let mut sheet = Sheet::new(format!("What {} reads", adult.name))
        .over(format!("{} · plan version {}", over(&family), plan.version))
        .side(side_menu(tx.actor, &family, Place::Plan));
    let forbidden = family::forbidden_for(tx, family.id, adult.side)?;
    sheet = match forbidden.check_document(&serde_json::to_value(&own)?) {
        Ok(()) => portal::plan_blocks(&own, Words::english()).into_iter().fold(sheet, Sheet::with),
        Err(refusal) => sheet.with(Block::Notice {
            title: "This version is held back".into(),
            kind: "bad",
            words: vec![refusal.to_string(), format!("Until then {} cannot read the plan.", adult.name)],
        }),
    };
    Ok(View::sheet(Layout::Staff, sheet).back("The plan", format!("/plans/{id}")))
}

pub(super) fn agree_page(tx: &mut Tx<'_>, id: PlanId, asked: &Asked) -> Result<View, Problem> {
    let (family, plan) = see(tx, id)?;
    let open = family
        .adults
        .iter()
        .filter(|adult| !plan.agreements.iter().any(|agreement| agreement.party == adult.id));
    let adults: Vec<Choice> = open
        .map(|adult| {
            Choice::new(
                adult.id.to_string(),
                format!("{} ({})", adult.name, adult.side.words().to_lowercase()),
            )
        })
        .collect();
    let levels = Level::ALL
        .iter()
        .map(|level| Choice {
            value: level.as_str().into(),
            text: level.words().into(),
            hint: level_in_plain_words(*level, Words::english()),
        })
        .collect();
    let how = [HowAgreed::Paper, HowAgreed::InPerson]
        .into_iter()
        .map(|how| Choice::new(how.as_str(), how.words()))
        .collect();
    let sheet = Sheet::new("Record an agreement")
        .over(format!("{} · plan version {}", over(&family), plan.version))
        .lead("Ask in your own words: who will be with you and the child? Record what they answered.")
        .side(side_menu(tx.actor, &family, Place::Plan));
    let sheet = if adults.is_empty() {
        sheet.with(Block::Empty {
            title: "Everybody has agreed".into(),
            next: "Nothing more is needed for this version.".into(),
            link: None,
        })
    } else {
        sheet.form(Form::new(
            format!("/plans/{id}/agreements"),
            asked.form(),
            vec![
                field("party", "Who agrees?", Ask::One(adults)),
                field("acknowledged", "Which did they say it is?", Ask::One(levels)),
                field("how", "How did they agree?", Ask::One(how)),
                field("words", "What did they say or ask?", Ask::Long(3)),
            ],
            "Record the agreement",
        ))
    };
    Ok(View::sheet(Layout::Staff, sheet).back("The plan", format!("/plans/{id}")))
}
