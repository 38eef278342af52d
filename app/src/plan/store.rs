//! Where plans and agreements are kept.

use super::{Agreement, HowAgreed, NewAgreement, Plan, PlanDocument, PlanState};
use crate::{
    family::{self, Family},
    schema::{agreement, entrance, party, plan},
};
use base::{AccountId, EntranceId, FamilyId, Moment, PartyId, PlanId};
use diesel::prelude::*;
use host::{
    Problem, Tx, WriteTx, among,
    paging::{Listed, Paging},
    seal::Sealed,
    sign_in,
};
use policy::{AgreePlan, Permit, WritePlan};
use rules::{risk::Level, schedule::PlanTerms};
use std::collections::HashMap;

/// The plan in force.
#[derive(Clone, Debug)]
pub struct Current {
    /// Which.
    pub id: PlanId,
    /// Its version.
    pub version: i32,
    /// What it says.
    pub document: PlanDocument,
}

impl Current {
    /// The terms a booking is judged by.
    #[must_use]
    pub fn terms(&self) -> PlanTerms {
        let plan = &self.document;
        PlanTerms {
            level: plan.level,
            kind: plan.kind,
            sequence: plan.sequence,
            gaps: plan.gaps,
            people: plan.people.iter().chain(&plan.hands_over).copied().collect(),
            needs_interpreter: plan.needs_interpreter,
            longest: Some(plan.length),
            order_supervised: plan.order_says_supervised,
            may_leave_premises: plan.may_leave_premises,
            room_needs: plan.room_needs.clone(),
            resident_door: plan.resident_entrance,
            visiting_door: plan.visiting_entrance,
        }
    }
}

/// The plan of a family that is in force, if there is one.
pub fn current(tx: &mut Tx<'_>, family: FamilyId) -> Result<Option<Current>, Problem> {
    Ok(current_of(tx, &[family])?.remove(&family))
}

/// The plans in force of several families, in one statement.
pub fn current_of(tx: &mut Tx<'_>, families: &[FamilyId]) -> Result<HashMap<FamilyId, Current>, Problem> {
    let centre = tx.centre();
    let rows: Vec<(FamilyId, PlanId, i32, Sealed)> = plan::table
        .filter(
            among(plan::family, families)
                .and(plan::centre.eq(centre))
                .and(plan::state.eq(PlanState::Current)),
        )
        .select((plan::family, plan::id, plan::version, plan::document))
        .load(tx.db())?;
    rows.into_iter()
        .map(|(family, id, version, document)| {
            Ok((family, Current { id, version, document: tx.open(&document)? }))
        })
        .collect()
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = plan)]
struct Row {
    id: PlanId,
    family: FamilyId,
    version: i32,
    state: PlanState,
    document: Sealed,
    author: AccountId,
    created: Moment,
}

/// Plans with their agreements and their authors' names: two statements, however many plans.
fn read(tx: &mut Tx<'_>, rows: Vec<Row>) -> Result<Vec<Plan>, Problem> {
    let authors: Vec<AccountId> = rows.iter().map(|row| row.author).collect();
    let names = sign_in::names_of(tx, &authors)?;
    let ids: Vec<PlanId> = rows.iter().map(|row| row.id).collect();
    let mut agreed = agreements_to(tx, &ids)?;
    rows.into_iter()
        .map(|row| {
            Ok(Plan {
                id: row.id,
                family: row.family,
                version: row.version,
                state: row.state,
                document: tx.open(&row.document)?,
                agreements: agreed.remove(&row.id).unwrap_or_default(),
                author: names.get(&row.author).cloned().unwrap_or_default(),
                created: row.created,
            })
        })
        .collect()
}

/// The agreements to a plan, the earliest first. For the centre's own people.
pub fn agreements(tx: &mut Tx<'_>, plan: PlanId) -> Result<Vec<Agreement>, Problem> {
    Ok(agreements_to(tx, &[plan])?.remove(&plan).unwrap_or_default())
}

fn agreements_to(tx: &mut Tx<'_>, plans: &[PlanId]) -> Result<HashMap<PlanId, Vec<Agreement>>, Problem> {
    type Row = (PlanId, PartyId, Level, HowAgreed, String, Moment);
    let centre = tx.centre();
    let rows: Vec<Row> = agreement::table
        .filter(among(agreement::plan, plans.to_vec()).and(agreement::centre.eq(centre)))
        .order((agreement::at, agreement::party))
        .select((
            agreement::plan,
            agreement::party,
            agreement::acknowledged,
            agreement::how,
            agreement::words,
            agreement::at,
        ))
        .load(tx.db())?;
    let mut all: HashMap<PlanId, Vec<Agreement>> = HashMap::new();
    for (plan, party, acknowledged, how, words, at) in rows {
        all.entry(plan).or_default().push(Agreement { party, acknowledged, how, words, at });
    }
    Ok(all)
}

pub(super) fn versions(tx: &mut Tx<'_>, family: FamilyId, paging: &Paging) -> Result<Listed<Plan>, Problem> {
    let mut query = plan::table
        .filter(plan::family.eq(family).and(plan::centre.eq(tx.centre())))
        .order((plan::created.desc(), plan::id.desc()))
        .limit(paging.fetch())
        .select(Row::as_select())
        .into_boxed();
    if let Some(place) = paging.place()? {
        query = query
            .filter(plan::created.lt(place.at).or(plan::created.eq(place.at).and(plan::id.lt(place.id))));
    }
    let rows: Vec<Row> = query.load(tx.db())?;
    let read = read(tx, rows)?;
    Ok(paging.page(read, |plan| (plan.created, plan.id.to_string())))
}

pub(super) fn plan(tx: &mut Tx<'_>, id: PlanId) -> Result<Plan, Problem> {
    let row: Row = plan::table
        .filter(plan::id.eq(id).and(plan::centre.eq(tx.centre())))
        .select(Row::as_select())
        .first(tx.db())?;
    read(tx, vec![row])?.pop().ok_or(Problem::NotFound)
}

/// The family of a plan. To a draft its adults are not tied: that there is one is not theirs to know.
pub(super) fn family_of(tx: &mut Tx<'_>, plan: &Plan) -> Result<Family, Problem> {
    let mut family = family::family(tx, plan.family)?;
    if plan.state == PlanState::Draft {
        family.subject.links.parents.clear();
    }
    Ok(family)
}

pub(super) fn last_version(tx: &mut Tx<'_>, family: FamilyId) -> Result<i32, Problem> {
    let last: Option<i32> = plan::table
        .filter(plan::family.eq(family).and(plan::centre.eq(tx.centre())))
        .order(plan::version.desc())
        .select(plan::version)
        .first(tx.db())
        .optional()?;
    Ok(last.unwrap_or(0))
}

/// The centre's doors that are in use, by name.
pub(super) fn entrances(tx: &mut Tx<'_>) -> Result<Vec<(EntranceId, String)>, Problem> {
    Ok(entrance::table
        .filter(entrance::centre.eq(tx.centre()).and(entrance::closed_on.is_null()))
        .order(entrance::name)
        .select((entrance::id, entrance::name))
        .load(tx.db())?)
}

pub(super) fn plan_insert(
    tx: &mut WriteTx<'_>,
    permit: &Permit<WritePlan>,
    version: i32,
    document: &PlanDocument,
) -> Result<PlanId, Problem> {
    let id = PlanId::from_random(tx.random());
    let author = tx.actor.account.ok_or(Problem::SignInNeeded)?;
    diesel::insert_into(plan::table)
        .values((
            plan::id.eq(id),
            plan::centre.eq(tx.centre()),
            plan::family.eq(permit.id()),
            plan::version.eq(version),
            plan::state.eq(PlanState::Draft),
            plan::level.eq(document.level),
            plan::kind.eq(document.kind),
            plan::review_on.eq(document.review_on),
            plan::document.eq(tx.seal(permit.id(), document)?),
            plan::author.eq(author),
            plan::created.eq(tx.now),
        ))
        .execute(tx.db())?;
    Ok(id)
}

pub(super) fn plan_write(
    tx: &mut WriteTx<'_>,
    permit: &Permit<WritePlan>,
    id: PlanId,
    document: &PlanDocument,
) -> Result<(), Problem> {
    diesel::update(plan::table.filter(plan::id.eq(id).and(plan::family.eq(permit.id()))))
        .set((
            plan::level.eq(document.level),
            plan::kind.eq(document.kind),
            plan::review_on.eq(document.review_on),
            plan::document.eq(tx.seal(permit.id(), document)?),
        ))
        .execute(tx.db())?;
    Ok(())
}

pub(super) fn plan_adopt(
    tx: &mut WriteTx<'_>,
    permit: &Permit<WritePlan>,
    id: PlanId,
) -> Result<(), Problem> {
    // First the old one goes: a family has one plan in force.
    let of_family = plan::family.eq(permit.id());
    diesel::update(plan::table.filter(of_family.and(plan::state.eq(PlanState::Current))))
        .set(plan::state.eq(PlanState::Superseded))
        .execute(tx.db())?;
    diesel::update(plan::table.filter(of_family.and(plan::id.eq(id))))
        .set(plan::state.eq(PlanState::Current))
        .execute(tx.db())?;
    Ok(())
}

pub(super) fn agreement_insert(
    tx: &mut WriteTx<'_>,
    permit: &Permit<AgreePlan>,
    new: &NewAgreement,
) -> Result<(), Problem> {
    let account = tx.actor.account.ok_or(Problem::SignInNeeded)?;
    diesel::insert_into(agreement::table)
        .values((
            agreement::plan.eq(permit.id()),
            agreement::party.eq(new.party),
            agreement::centre.eq(tx.centre()),
            agreement::acknowledged.eq(new.acknowledged),
            agreement::how.eq(new.how),
            agreement::words.eq(new.words.as_ref().map_or("", |words| words.as_str())),
            agreement::at.eq(tx.now),
            agreement::account.eq(account),
        ))
        .execute(tx.db())?;
    let agreed: i64 = agreement::table
        .inner_join(party::table.on(party::id.eq(agreement::party)))
        .filter(agreement::plan.eq(permit.id()).and(party::is_main.eq(true)))
        .count()
        .get_result(tx.db())?;
    diesel::update(plan::table.filter(plan::id.eq(permit.id())))
        .set(plan::agreed.eq(i32::try_from(agreed).map_err(Problem::broken)?))
        .execute(tx.db())?;
    Ok(())
}
