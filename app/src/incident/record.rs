//! Recording an incident: what follows is set down with it, in the same transaction.

use super::{MANDATORY_REPORTING, hidden::is_hidden_from_all, store};
use crate::{
    family::{self, Family},
    premises,
    schedule::visit_with,
    visit::review_open,
};
use base::{FamilyId, Faults, IncidentId, Minutes, Moment, Prose, ReviewId, StaffId, VisitId};
use host::{Problem, Recorded, WriteTx};
use policy::RecordIncident;
use rules::{
    incident::{Affected, Duty, First, IncidentFacts, IncidentKind, IncidentSeverity, duties, may_record},
    review::Trigger,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// How far the clock of a device may run ahead of the centre's.
const CLOCKS_DIFFER_BY: Minutes = Minutes(5);

/// Records an incident. In danger call 999 first; the record is never refused for that.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[expect(clippy::struct_excessive_bools, reason = "each is one question on the form")]
pub struct NewIncident {
    /// What kind of thing happened.
    pub kind: IncidentKind,
    /// How grave it was.
    pub severity: IncidentSeverity,
    /// When it happened; now, when not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub happened_at: Option<Moment>,
    /// What happened: facts, in the order in which they happened.
    pub account: Prose,
    /// What was done at once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub immediate_actions: Option<Prose>,
    /// Whether it is an allegation about a worker; also about their private life (R21).
    #[serde(default)]
    pub about_worker: bool,
    /// Which worker. They are kept from knowing of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub worker: Option<StaffId>,
    /// Whether somebody is in danger now (R22).
    #[serde(default)]
    pub immediate_danger: bool,
    /// When 999 was called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub called_999_at: Option<Moment>,
    /// Who was hurt or threatened (R19).
    #[serde(default)]
    pub injured_or_threatened: Vec<Affected>,
    /// Whether child protection has said that a parent is not to be told (R19).
    #[serde(default)]
    pub child_protection_says_do_not_tell: bool,
    /// Whether it is about sexual abuse of a child (R23).
    #[serde(default)]
    pub child_sexual_abuse: bool,
    /// Police, ambulance or social care, where they were needed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub third_parties: Option<Prose>,
}

impl NewIncident {
    /// Whether it is about somebody who works here.
    #[must_use]
    pub fn is_about_worker(&self) -> bool {
        self.about_worker || self.worker.is_some() || self.kind == IncidentKind::WorkerAllegation
    }

    fn facts(&self) -> IncidentFacts {
        IncidentFacts {
            kind: self.kind,
            severity: self.severity,
            about_worker: self.is_about_worker(),
            immediate_danger: self.immediate_danger,
            injured_or_threatened: self.injured_or_threatened.clone(),
            child_protection_says_do_not_tell: self.child_protection_says_do_not_tell,
            child_sexual_abuse: self.child_sexual_abuse,
        }
    }

    fn check(&self, now: Moment) -> Result<(), Faults> {
        let mut faults = Faults::none();
        let has_passed = |at: Option<Moment>| at.is_none_or(|at| at <= now.plus(CLOCKS_DIFFER_BY));
        faults.require(
            has_passed(self.happened_at),
            "/happened_at",
            "Enter a time that has passed, or leave it empty for now",
        );
        faults.require(has_passed(self.called_999_at), "/called_999_at", "Enter a time that has passed");
        faults.none_or_err()
    }
}

/// An incident just recorded, for whoever recorded it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct IncidentTaken {
    /// Its identifier.
    pub id: IncidentId,
    /// Whose.
    pub family: FamilyId,
    /// What comes first (R22).
    pub first: First,
    /// The same in words.
    pub first_words: String,
    /// Everything that must follow, the most urgent first.
    pub duties: Vec<Duty>,
    /// The review it opened. An allegation about a named worker opens none by itself, since those it is hidden
    /// from read reviews: a task of the incident asks for it, once the LADO has said how.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub review: Option<ReviewId>,
    /// Whether it is hidden from everybody who leads the centre's work. Then whoever recorded it tells the LADO
    /// and the trustees themselves.
    pub hidden_from_all: bool,
}

/// Records an incident of a family.
pub fn record_of_family(
    tx: &mut WriteTx<'_>,
    id: FamilyId,
    new: NewIncident,
) -> Result<Recorded<IncidentTaken>, Problem> {
    let family = family::family(tx, id)?;
    record(tx, &family, None, new)
}

/// Records an incident at a visit.
pub fn record_of_visit(
    tx: &mut WriteTx<'_>,
    id: VisitId,
    new: NewIncident,
) -> Result<Recorded<IncidentTaken>, Problem> {
    let (visit, family) = visit_with(tx, id)?;
    record(tx, &family, Some(visit.id), new)
}

fn record(
    tx: &mut WriteTx<'_>,
    family: &Family,
    visit: Option<VisitId>,
    new: NewIncident,
) -> Result<Recorded<IncidentTaken>, Problem> {
    let permit = tx.ask::<RecordIncident>(&family.subject)?;
    new.check(tx.now)?;
    if let Some(worker) = new.worker
        && !premises::staff(tx)?.iter().any(|one| one.id == worker)
    {
        return Err(Problem::field("/worker", "Choose somebody from the staff list"));
    }
    let at = new.happened_at.unwrap_or(tx.now);
    let new = NewIncident { happened_at: Some(at), ..new };
    // Counted from when the centre knows: a duty cannot be late before anybody could do it.
    let holidays = premises::bank_holidays(tx)?;
    let duties = duties(&new.facts(), tx.now, &holidays, MANDATORY_REPORTING);
    let id = store::incident_insert(tx, &permit, visit, &new, at)?;
    for duty in &duties {
        store::duty_insert(tx, &permit, id, duty, new.called_999_at)?;
    }
    let (review, hidden_from_all) = match new.worker {
        None => (Some(review_open(tx, family.id, Trigger::Incident, &review_words(&new, at))?), false),
        Some(worker) => {
            let due = duties.iter().map(|duty| duty.due).max().unwrap_or(tx.now);
            let task = ("safeguarding lead", ASK_FOR_A_REVIEW, due);
            store::follow_up_insert(tx, &permit, id, task)?;
            (None, is_hidden_from_all(tx, worker)?)
        }
    };
    let first = may_record(new.immediate_danger, new.called_999_at);
    let first_words = match (first, hidden_from_all) {
        (First::Record, true) => TELL_THEM_YOURSELF.to_owned(),
        _ => first.words().to_owned(),
    };
    let answer = IncidentTaken { id, family: family.id, first, first_words, duties, review, hidden_from_all };
    // What was done lately on a case is read from its trail. Of an allegation the trail says whose case it is as
    // the subject of its line alone, which no page of the case reads.
    let of_the_case = Some(family.id).filter(|_| new.worker.is_none());
    tx.record(&permit, of_the_case, "An incident was recorded", answer)
}

/// What is asked for in place of a review that everybody on the case would read.
const ASK_FOR_A_REVIEW: &str = "Ask the LADO how the family's arrangements may be looked at again, and by whom. \
     Nothing on the pages of the case says why.";

/// What whoever recorded an allegation is told when nobody who leads the centre's work may know of it.
const TELL_THEM_YOURSELF: &str = "Everybody who leads this centre's work is close to this person. Ring the LADO \
     and the trustees yourself today, and tell nobody here.";

/// What the review says of its cause. Of an allegation about a worker it says nothing: the worker may
/// be one of those who read reviews.
fn review_words(new: &NewIncident, at: Moment) -> String {
    let day = at.day().words();
    if new.is_about_worker() {
        format!("An incident of {day}.")
    } else {
        format!("An incident of {day}: {} ({}).", new.kind.words(), new.severity.words().to_lowercase())
    }
}
