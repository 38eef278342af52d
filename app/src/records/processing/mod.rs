//! The record of processing (UK GDPR article 30) and an impact assessment to fill in, made from what the system
//! really does: its tables, its acts, its terms of retention. Nothing here is written twice.

mod measures;
mod pages;
mod paper;

pub use measures::{MEASURES, Measure, RECIPIENTS, Recipient};
pub use pages::pages;

use super::{
    registry::{How, Whose, all},
    retention::{RetentionTerm, in_force},
};
use host::{
    Problem, Tx,
    api::{Nothing, Operations},
};
use policy::{About, EveryAct, Role, SeeProcessing, Subject};
use serde::Serialize;
use utoipa::ToSchema;

/// One kind of data that is kept.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Keeping {
    /// Its table.
    pub table: String,
    /// What it holds.
    pub holds: String,
    /// Whom it tells something about.
    pub whose: String,
    /// Whether it goes to a person who asks for their own data, and how.
    pub on_request: String,
    /// Whether it goes when a family is destroyed.
    pub goes_with_family: bool,
}

/// One thing that can be done with data.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Doing {
    /// The act's name.
    pub act: String,
    /// What it is.
    pub words: String,
    /// Whom it tells something about.
    pub about: String,
    /// Who may do it.
    pub roles: Vec<String>,
    /// Whether it asks again who is there.
    pub asks_again: bool,
}

/// The record of processing.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ProcessingRecord {
    /// The controller.
    pub controller: String,
    /// Why data is processed.
    pub purposes: Vec<String>,
    /// On what legal basis.
    pub bases: Vec<String>,
    /// What is kept.
    pub kept: Vec<Keeping>,
    /// What can be done with it, and by whom.
    pub acts: Vec<Doing>,
    /// How long it is kept.
    pub retention: Vec<RetentionTerm>,
    /// Who is given some of it.
    pub recipients: Vec<Recipient>,
    /// How it is kept safe.
    pub measures: Vec<Measure>,
}

/// The operations of this capability.
#[must_use]
pub fn operations() -> Operations {
    Operations::none().read::<SeeProcessing, (), Nothing, ProcessingRecord>(
        "Record of processing",
        "/records/processing",
        "What is kept of whom, why, how long, who may do what with it, and how it is kept safe",
        |tx, (), _| processing(tx),
    )
}

/// Why a contact centre processes data.
const PURPOSES: &[&str] = &[
    "To arrange contact between a child and people the child does not live with, and to keep everybody safe.",
    "To safeguard children and adults: to assess risk, to act on incidents, to tell those who must be told.",
    "To answer courts, Cafcass and social services about contact that took place.",
    "To see that staff and volunteers are vetted, trained, on duty and supervised.",
    "To prove who did what with a record, and to answer people who ask about their own data.",
];

/// On what basis. The centre's own data-protection officer confirms each.
const BASES: &[&str] = &[
    "UK GDPR article 6(1)(e) or (f): a task in the public interest, or the legitimate interests of the child.",
    "Article 9(2)(g) with Data Protection Act 2018, schedule 1, paragraph 18: safeguarding of children and of \
     individuals at risk. An appropriate policy document is needed (paragraph 39).",
    "Article 10 with the same paragraph, for convictions and allegations.",
    "Consent is usually not the basis for safeguarding.",
];

/// The record of processing, as things are now.
pub fn processing(tx: &mut Tx<'_>) -> Result<ProcessingRecord, Problem> {
    tx.ask::<SeeProcessing>(&Subject::of_centre(tx.centre(), tx.centre()))?;
    let retention = in_force(tx)?;
    let controller = crate::premises::letterhead(tx)?.name;
    let words = |all: &[&str]| all.iter().map(|one| (*one).to_owned()).collect::<Vec<_>>();
    Ok(ProcessingRecord {
        controller,
        purposes: words(PURPOSES),
        bases: words(BASES),
        kept: kept(),
        acts: acts(),
        retention,
        recipients: RECIPIENTS.to_vec(),
        measures: MEASURES.to_vec(),
    })
}

fn kept() -> Vec<Keeping> {
    all()
        .into_iter()
        .map(|table| {
            let has = |how| table.parts.iter().any(|part| part.how == how);
            let on_request = match (has(How::Given) || has(How::Own), has(How::Judged)) {
                _ if table.whose == Whose::Nobody => "About nobody",
                (true, true) => "Given, and in part after a review",
                (true, false) => "Given",
                (false, true) => "After a review",
                (false, false) => "Not by itself: it is about others, or keeps somebody safe",
            };
            Keeping {
                table: table.name.to_owned(),
                holds: table.holds.to_owned(),
                whose: table.whose.words().to_owned(),
                on_request: on_request.to_owned(),
                goes_with_family: table.gone_with.is_some(),
            }
        })
        .collect()
}

fn acts() -> Vec<Doing> {
    EveryAct::ALL
        .iter()
        .map(|act| Doing {
            act: act.name.to_owned(),
            words: act.words.to_owned(),
            about: match act.about {
                About::Case => "Families, and people who ask for help",
                About::Staff => "Staff and volunteers",
                About::House => "Nobody",
            }
            .to_owned(),
            roles: Role::ALL
                .iter()
                .filter(|role| act.may_ever(**role))
                .map(|role| role.words().to_owned())
                .collect(),
            asks_again: act.proved,
        })
        .collect()
}
