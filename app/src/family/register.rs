//! The families of a centre, as a list: who, how far, when next, and what is missing.

use super::{families_tied_to, ready::readiness_of};
use crate::schema::{child, family, visit};
use base::{FamilyId, Moment};
use diesel::{dsl::min, prelude::*, sql_types::Text};
use host::{
    Problem, Tx, among,
    paging::{Listed, Paging},
};
use policy::{ListFamilies, Restriction, Role};
use rules::{
    Refusal,
    intake::{Stage, lacking},
    visit::State,
};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use utoipa::ToSchema;

diesel::define_sql_function! {
    /// Small letters. The embedded database knows only those of English.
    fn lower(text: Text) -> Text;
}

/// Which families are wanted.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct FamiliesWanted {
    /// Part of a child's name or of the reference.
    pub q: Option<String>,
    /// Only those that have come so far.
    pub stage: Option<Stage>,
    /// Where the page begins: `next` of the page before.
    pub cursor: Option<String>,
    /// How many, from 1 to 100; 25 when not said.
    #[schema(minimum = 1, maximum = 100)]
    pub limit: Option<i64>,
}

/// A family in a list.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct FamilyLine {
    /// Its identifier.
    pub id: FamilyId,
    /// What the centre calls it on the telephone.
    pub reference: String,
    /// The children's first names.
    pub title: String,
    /// How far its case has got.
    pub stage: Stage,
    /// When the centre first knew of it.
    pub created: Moment,
    /// When its next visit starts.
    pub next_visit: Option<Moment>,
    /// What stands in the way of a visit, for the co-ordinator and the safeguarding lead.
    pub lacking: Vec<Refusal>,
}

/// The families somebody may see, the newest first.
pub fn register(tx: &mut Tx<'_>, wanted: &FamiliesWanted) -> Result<Listed<FamilyLine>, Problem> {
    let scope = tx.scope::<ListFamilies>()?;
    let paging = Paging { cursor: wanted.cursor.clone(), limit: wanted.limit };
    let mut query = family::table
        .filter(family::centre.eq(scope.centre()))
        .order((family::created.desc(), family::id.desc()))
        .limit(paging.fetch())
        .select((family::id, family::reference, family::title, family::stage, family::created))
        .into_boxed();
    if let Some(place) = paging.place()? {
        let earlier = family::created.eq(place.at).and(family::id.lt(place.id));
        query = query.filter(family::created.lt(place.at).or(earlier));
    }
    if let Some(stage) = wanted.stage {
        query = query.filter(family::stage.eq(stage));
    }
    if let Some(text) = wanted.q.as_deref().map(str::trim).filter(|text| !text.is_empty()) {
        let pattern = format!("%{}%", text.to_lowercase().replace(['%', '_'], " "));
        let children = child::table.select(child::family).filter(lower(child::name).like(pattern.clone()));
        let by_family = lower(family::reference).like(pattern.clone()).or(lower(family::title).like(pattern));
        query = query.filter(by_family.or(family::id.eq_any(children)));
    }
    if let Restriction::OnDuty(staff) = scope.restriction() {
        query = query.filter(family::id.eq_any(families_tied_to!(tx, staff)));
    }
    let rows: Vec<(FamilyId, String, String, Stage, Moment)> = query.load(tx.db())?;
    let listed = paging.page(rows, |row| (row.4, row.0.to_string()));
    let ids: Vec<FamilyId> = listed.items.iter().map(|row| row.0).collect();
    let next = next_visits(tx, &ids)?;
    let mut missing = missing(tx, &listed.items)?;
    Ok(listed.map(|(id, reference, title, stage, created)| FamilyLine {
        next_visit: next.get(&id).copied(),
        lacking: missing.remove(&id).unwrap_or_default(),
        id,
        reference,
        title,
        stage,
        created,
    }))
}

/// When the next visit of each of these families starts.
fn next_visits(tx: &mut Tx<'_>, ids: &[FamilyId]) -> Result<HashMap<FamilyId, Moment>, Problem> {
    let now = tx.now;
    let rows: Vec<(FamilyId, Option<Moment>)> = visit::table
        .filter(among(visit::family, ids).and(visit::ends.gt(now)))
        .filter(among(visit::state, [State::Planned, State::Briefed]))
        .group_by(visit::family)
        .select((visit::family, min(visit::starts)))
        .load(tx.db())?;
    Ok(rows.into_iter().filter_map(|(id, at)| Some((id, at?))).collect())
}

type Row = (FamilyId, String, String, Stage, Moment);

fn missing(tx: &mut Tx<'_>, rows: &[Row]) -> Result<HashMap<FamilyId, Vec<Refusal>>, Problem> {
    if !matches!(tx.actor.role, Role::Coordinator | Role::SafeguardingLead) {
        return Ok(HashMap::new());
    }
    let on = tx.now.day();
    let under_way = |row: &&Row| matches!(row.3, Stage::Preparing | Stage::Active | Stage::Suspended);
    let ids: Vec<FamilyId> = rows.iter().filter(under_way).map(|row| row.0).collect();
    let readiness = readiness_of(tx, &ids)?;
    Ok(readiness.into_iter().map(|(id, way)| (id, lacking(&way.readiness, on))).collect())
}
