//! How many families those on duty may have to watch, where nobody is named to a family: the centre's own
//! number for each kind of contact, because no national one is published.

use crate::schema::staffing;
use base::{AccountId, Changed, Faults, Moment, Prose};
use diesel::prelude::*;
use host::{Problem, Recorded, Tx, WriteTx};
use policy::{SeeRota, SetStaffing, Subject};
use rules::{plan::Kind, rota::Ratio};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Sets how many families those on duty may have to watch. A kind that is left out has no number.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewStaffing {
    /// The numbers, each for one kind of contact.
    pub ratios: Vec<NewRatio>,
    /// Why they are set like this.
    pub reason: Prose,
}

/// How many families to one, in a kind of contact.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewRatio {
    /// For which kind of contact.
    pub kind: Kind,
    /// How many families to one; no number when not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub families: Option<u32>,
}

/// How many families those on duty may have to watch.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Staffing {
    /// How often the centre has set it; 0 while it has not.
    pub version: i32,
    /// Since when it holds, if the centre has set it.
    pub at: Option<Moment>,
    /// Why it was set like this.
    pub reason: Option<String>,
    /// The numbers, each for one kind of contact.
    pub ratios: Vec<Ratio>,
}

/// The most families that one person can be said to watch.
const MOST: u32 = 20;

/// The kinds of contact that can have a number: those in which nobody is named to a family.
pub(super) fn kinds() -> impl Iterator<Item = Kind> {
    Kind::of_the_session().into_iter().filter(|kind| kind.brings_both_sides())
}

type Row = (i32, String, String, Moment);

fn newest(tx: &mut Tx<'_>) -> Result<Option<Row>, Problem> {
    let centre = tx.centre();
    Ok(staffing::table
        .filter(staffing::centre.eq(centre))
        .order(staffing::version.desc())
        .select((staffing::version, staffing::ratios, staffing::reason, staffing::at))
        .first(tx.db())
        .optional()?)
}

/// The numbers in force, as the rules read them.
pub(super) fn ratios(tx: &mut Tx<'_>) -> Result<Vec<Ratio>, Problem> {
    match newest(tx)? {
        Some((_, ratios, ..)) => Ok(serde_json::from_str(&ratios)?),
        None => Ok(Vec::new()),
    }
}

/// How many families those on duty may have to watch.
pub fn see_staffing(tx: &mut Tx<'_>) -> Result<Staffing, Problem> {
    tx.ask::<SeeRota>(&Subject::of_centre(tx.centre(), tx.centre()))?;
    match newest(tx)? {
        Some((version, ratios, reason, at)) => Ok(Staffing {
            version,
            at: Some(at),
            reason: Some(reason),
            ratios: serde_json::from_str(&ratios)?,
        }),
        None => Ok(Staffing { version: 0, at: None, reason: None, ratios: Vec::new() }),
    }
}

fn faults(ratios: &[NewRatio]) -> Faults {
    let mut faults = Faults::none();
    for (index, ratio) in ratios.iter().enumerate() {
        faults.require(
            ratio.families.is_none_or(|families| (1..=MOST).contains(&families)),
            &format!("/ratios/{index}/families"),
            "Enter how many families one person may watch, from 1 to 20",
        );
        let is_first = ratios.iter().take(index).all(|other| other.kind != ratio.kind);
        faults.require(
            is_first && kinds().any(|kind| kind == ratio.kind),
            &format!("/ratios/{index}/kind"),
            "Name a kind of contact in which nobody is named to a family, once",
        );
    }
    faults
}

/// Sets how many families those on duty may have to watch. Every visit to come is judged again.
pub fn set_staffing(tx: &mut WriteTx<'_>, new: NewStaffing) -> Result<Recorded<Staffing>, Problem> {
    let permit = tx.ask::<SetStaffing>(&Subject::of_centre(tx.centre(), tx.centre()))?;
    faults(&new.ratios).none_or_err()?;
    let ratios: Vec<Ratio> =
        new.ratios.iter().filter_map(|one| Some(Ratio { kind: one.kind, families: one.families? })).collect();
    let version = newest(tx)?.map_or(0, |(version, ..)| version) + 1;
    let account: AccountId = tx.actor.account.ok_or(Problem::SignInNeeded)?;
    diesel::insert_into(staffing::table)
        .values((
            staffing::centre.eq(permit.id()),
            staffing::version.eq(version),
            staffing::ratios.eq(serde_json::to_string(&ratios)?),
            staffing::reason.eq(new.reason.as_str()),
            staffing::account.eq(account),
            staffing::at.eq(tx.now),
        ))
        .execute(tx.db())?;
    tx.changed(Changed::Centre);
    let staffing = see_staffing(tx)?;
    let summary = format!("How many families those on duty may watch was set, version {version}");
    tx.record(&permit, None, &summary, staffing)
}
