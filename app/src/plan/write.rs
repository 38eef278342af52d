//! Beginning, writing and adopting a version of a plan.

use super::{Current, Plan, PlanDocument, PlanState, party_plan, store};
use crate::{
    family::{self, Family},
    notice, risk,
    words::Words,
};
use base::{Changed, FamilyId, Faults, PlanId};
use host::{
    Problem, Recorded, Tx, WriteTx,
    api::Nothing,
    paging::{Listed, Paging},
};
use policy::{SeePlan, WritePlan};
use rules::{
    Refusal, Rule,
    intake::{Side, Stage},
    plan::{Gaps, Kind},
    risk::{Level, allows},
};

/// The versions of a family's plan, newest first, with the family.
pub fn list(tx: &mut Tx<'_>, family: FamilyId, paging: &Paging) -> Result<(Family, Listed<Plan>), Problem> {
    let family = family::family(tx, family)?;
    tx.ask::<SeePlan>(&family.subject)?;
    let versions = store::versions(tx, family.id, paging)?;
    Ok((family, versions))
}

/// One version, with its family.
pub fn see(tx: &mut Tx<'_>, id: PlanId) -> Result<(Family, Plan), Problem> {
    let plan = store::plan(tx, id)?;
    let family = store::family_of(tx, &plan)?;
    tx.ask::<SeePlan>(&family.subject)?;
    Ok((family, plan))
}

/// Begins a new version.
pub fn begin(
    tx: &mut WriteTx<'_>,
    family: FamilyId,
    document: PlanDocument,
) -> Result<Recorded<Plan>, Problem> {
    let family = family::family(tx, family)?;
    let permit = tx.ask::<WritePlan>(&family.subject)?;
    may_plan(&family)?;
    check(tx, &family, &document)?;
    let version = store::last_version(tx, family.id)? + 1;
    let id = store::plan_insert(tx, &permit, version, &document)?;
    let plan = store::plan(tx, id)?;
    tx.record(&permit, Some(family.id), &format!("Version {version} of the plan was begun"), plan)
}

/// Writes what a draft says.
pub fn write(tx: &mut WriteTx<'_>, id: PlanId, document: PlanDocument) -> Result<Recorded<Plan>, Problem> {
    let before = store::plan(tx, id)?;
    let family = store::family_of(tx, &before)?;
    let permit = tx.ask::<WritePlan>(&family.subject)?;
    still_draft(&before)?;
    check(tx, &family, &document)?;
    store::plan_write(tx, &permit, id, &document)?;
    let plan = store::plan(tx, id)?;
    let summary = format!("Version {} of the plan was written in", plan.version);
    tx.record(&permit, Some(family.id), &summary, plan)
}

/// Puts a draft in force in place of the version before. Never below what the assessment allows (R1),
/// never without an assessment (R2), never with shorter gaps than the centre's (R4). Both sides are then
/// asked to agree to it anew.
pub fn adopt(tx: &mut WriteTx<'_>, id: PlanId, _: Nothing) -> Result<Recorded<Plan>, Problem> {
    let before = store::plan(tx, id)?;
    let family = store::family_of(tx, &before)?;
    let permit = tx.ask::<WritePlan>(&family.subject)?;
    still_draft(&before)?;
    may_plan(&family)?;
    let document = &before.document;
    check(tx, &family, document)?;
    let assessment = risk::current(tx, family.id)?.ok_or_else(|| {
        Refusal::under(
            Rule::R2,
            "There is no approved risk assessment.",
            "Write a risk assessment and have it approved, then put the plan in force.",
        )
    })?;
    if assessment.review_on < tx.now.day() {
        return Err(Refusal::under(
            Rule::R2,
            format!("The risk assessment was due for review on {}.", assessment.review_on.words()),
            "Review the assessment and have the new version approved.",
        )
        .into());
    }
    allows(assessment.outcome, document.level)?;
    allows(assessment.outcome, document.kind.level())?;
    document.gaps.not_below(Gaps::default().binding(document.kind))?;
    says_nothing_of_the_other_side(tx, &family, &before)?;
    store::plan_adopt(tx, &permit, id)?;
    notice::tell_main_adults(tx, &family, id.as_str())?;
    tx.changed(Changed::Family(family.id));
    let plan = store::plan(tx, id)?;
    let summary = format!("Version {} of the plan is in force", plan.version);
    tx.record(&permit, Some(family.id), &summary, plan)
}

/// R25: the version each side will read holds nothing confidential to the other. Asked before anybody
/// reads it, so that staff mend it rather than a parent finding their page held back.
fn says_nothing_of_the_other_side(tx: &mut Tx<'_>, family: &Family, plan: &Plan) -> Result<(), Problem> {
    let to_be = Current { id: plan.id, version: plan.version, document: plan.document.clone() };
    for adult in family.adults.iter().filter(|adult| adult.is_main) {
        let read = party_plan(tx, family, &to_be, adult, Words::english())?;
        family::forbidden_for(tx, family.id, adult.side)?.check_document(&serde_json::to_value(&read)?)?;
    }
    Ok(())
}

fn may_plan(family: &Family) -> Result<(), Refusal> {
    if matches!(family.stage, Stage::Preparing | Stage::Active | Stage::Suspended) {
        return Ok(());
    }
    Err(Refusal::because(
        "family-not-preparing",
        format!("There is nothing to plan. The family is now: {}.", family.stage.words()),
        "Accept the referral first.",
    ))
}

fn still_draft(plan: &Plan) -> Result<(), Refusal> {
    if plan.state == PlanState::Draft {
        return Ok(());
    }
    Err(Refusal::because(
        "plan-closed",
        format!("This version cannot be changed: {}.", plan.state.words().to_lowercase()),
        "Begin a new version.",
    ))
}

/// What is wrong with the fields of a plan.
fn check(tx: &mut Tx<'_>, family: &Family, plan: &PlanDocument) -> Result<(), Problem> {
    let mut faults = Faults::none();
    for (list, people) in [("people", &plan.people), ("hands_over", &plan.hands_over)] {
        for (at, id) in people.iter().enumerate() {
            let pointer = format!("/{list}/{at}");
            faults.require(family.adult(*id).is_some(), &pointer, "Choose an adult of this family");
        }
    }
    let visits = |side| plan.people.iter().filter_map(|id| family.adult(*id)).any(|adult| adult.side == side);
    faults.require(visits(Side::Visiting), "/people", "Choose who comes to see the children");
    let brings = plan.hands_over.iter().filter_map(|id| family.adult(*id));
    faults.require(
        brings.clone().all(|adult| adult.side == Side::Resident),
        "/hands_over",
        "Choose people of the resident side: the visiting side does not bring or collect the children",
    );
    faults.require((15..=600).contains(&plan.length.0), "/length", "Enter a length from 15 to 600 minutes");
    for (name, gap) in [("before", plan.gaps.before), ("after", plan.gaps.after)] {
        faults.require(
            (0..=120).contains(&gap.0),
            &format!("/gaps/{name}"),
            "Enter a gap from 0 to 120 minutes",
        );
    }
    faults.require(
        fits(plan.level, plan.kind),
        "/kind",
        "Choose a kind of contact that is what the level says",
    );
    faults.require(
        !plan.order_says_supervised || plan.level >= Level::Supervised,
        "/level",
        "The court order says supervised: choose supervised or high vigilance",
    );
    faults.require(plan.review_on > tx.now.day(), "/review_on", "Enter a day after today");
    doors(tx, plan, &mut faults)?;
    Ok(faults.none_or_err()?)
}

/// Whether a kind of contact gives exactly what a level promises. Everybody is told the level, so it must
/// be true of the visits; letters and calls are watched at least as closely as the level asks.
fn fits(level: Level, kind: Kind) -> bool {
    match kind {
        Kind::Supported | Kind::Supervised | Kind::HighVigilance => kind.level() == level,
        _ => kind.level() >= level,
    }
}

fn doors(tx: &mut Tx<'_>, plan: &PlanDocument, faults: &mut Faults) -> Result<(), Problem> {
    let doors = store::entrances(tx)?;
    for (field, door) in
        [("resident_entrance", plan.resident_entrance), ("visiting_entrance", plan.visiting_entrance)]
    {
        let known = door.is_none_or(|door| doors.iter().any(|(id, _)| *id == door));
        faults.require(known, &format!("/{field}"), "Choose one of the centre's doors");
    }
    let same = plan.resident_entrance.is_some() && plan.resident_entrance == plan.visiting_entrance;
    faults.require(
        !same || doors.len() < 2,
        "/visiting_entrance",
        "Choose a different door from the resident side's",
    );
    Ok(())
}
