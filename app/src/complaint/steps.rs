//! What is done with a complaint, step by step. Nothing of it is ever changed.

use super::store::Row;
use crate::schema::complaint_step;
use base::{ComplaintId, Day, StaffId};
use diesel::{dsl::max, prelude::*};
use host::{Problem, WriteTx};
use rules::complaint::{ComplaintOutcome, ComplaintStage};
use serde::{Deserialize, Serialize};

base::choices! {
    /// What was done with a complaint.
    pub enum ComplaintStepKind {
        Raised = "raised" => "The complaint came",
        Assigned = "assigned" => "Somebody was named to look into it",
        Acknowledged = "acknowledged" => "It was acknowledged",
        Extended = "extended" => "More time was taken",
        Answered = "answered" => "It was answered",
        GoneOn = "gone-on" => "It was taken to the next stage",
        Withdrawn = "withdrawn" => "It was taken back",
        Concerns = "concerns" => "It was said whom it is about",
        HarmSeen = "harm-seen" => "It was said what was done about harm",
    }
}

impl ComplaintStepKind {
    /// Whether whoever complains reads of it. Who looks into it and whom it is about, they are not told this way.
    pub(super) const fn is_for_who_complains(self) -> bool {
        matches!(
            self,
            Self::Raised
                | Self::Acknowledged
                | Self::Extended
                | Self::Answered
                | Self::GoneOn
                | Self::Withdrawn
        )
    }
}

/// What a step says.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub(super) struct Said {
    /// In words: a letter, a reason, what was done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) words: Option<String>,
    /// Who was named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) who: Option<String>,
    /// The same, where they work here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) staff: Option<StaffId>,
    /// Until when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) until: Option<Day>,
    /// With which answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) outcome: Option<ComplaintOutcome>,
}

impl Said {
    pub(super) fn words(words: impl Into<String>) -> Self {
        Self { words: Some(words.into()), ..Self::default() }
    }
}

/// Keeps a step. The caller holds the permit of what it is.
pub(super) fn step_insert(
    tx: &mut WriteTx<'_>,
    of: &Row,
    (kind, stage): (ComplaintStepKind, ComplaintStage),
    said: &Said,
) -> Result<(), Problem> {
    let id: ComplaintId = of.id;
    let document = tx.seal(of.owner(), said)?;
    let last: Option<i32> = complaint_step::table
        .filter(complaint_step::complaint.eq(id))
        .select(max(complaint_step::number))
        .first(tx.db())?;
    diesel::insert_into(complaint_step::table)
        .values((
            complaint_step::complaint.eq(id),
            complaint_step::number.eq(last.unwrap_or(0) + 1),
            complaint_step::centre.eq(tx.centre()),
            complaint_step::kind.eq(kind),
            complaint_step::stage.eq(stage),
            complaint_step::account.eq(tx.actor.account),
            complaint_step::at.eq(tx.now),
            complaint_step::document.eq(document),
        ))
        .execute(tx.db())?;
    Ok(())
}
