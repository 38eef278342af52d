//! Declarations to look at again: somebody said in words whom they know, nobody was found behind the words, and
//! since then an adult has come whose name stands in them. Worked out at each look, kept nowhere, and told to
//! those alone who may see every family: whoever declared it sees nothing of this (R25).

use crate::schema::look_again;
use base::{ConflictId, FamilyId, Moment, PartyId, StaffId};
use diesel::prelude::*;
use host::{
    Problem, Tx,
    paging::{Listed, Paging},
};
use policy::{ListFamilies, LookUpKnown, Restriction, Subject};
use serde::Serialize;
use utoipa::ToSchema;

/// An adult who may be meant.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PossiblyMeant {
    /// Who.
    pub party: PartyId,
    /// Their name.
    pub name: String,
    /// Of which family.
    pub family: FamilyId,
    /// What the centre calls that family.
    pub reference: String,
    /// When they came to the centre.
    pub came: Moment,
}

/// A declaration whose words hold the name of somebody who came since it was last looked at.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DeclarationAgain {
    /// Its identifier.
    pub id: ConflictId,
    /// Who said it.
    pub staff: StaffId,
    /// Their name.
    pub name: String,
    /// What was said.
    pub words: String,
    /// When.
    pub at: Moment,
    /// When somebody last looked whether it is anybody who comes here.
    pub looked_at: Option<Moment>,
    /// When this list was made. Sent back with an answer, so that whoever comes in between is looked at again.
    pub seen_at: Moment,
    /// Who may be meant, whoever came last first.
    pub adults: Vec<PossiblyMeant>,
}

type Row = (
    String,
    (Option<StaffId>, String, Option<String>, Moment, Option<Moment>),
    (Option<FamilyId>, Option<String>),
);

/// Every declaration to look at again, the oldest first, in one statement: declarations without an adult, and the
/// adults who came after the earliest of them was looked at. Whoever asks may see every family.
fn worked_out(tx: &mut Tx<'_>) -> Result<Vec<DeclarationAgain>, Problem> {
    let (centre, now) = (tx.centre(), tx.now);
    let rows: Vec<Row> = look_again::table
        .filter(look_again::centre.eq(centre))
        .order((look_again::at.desc(), look_again::id))
        .select((
            look_again::id,
            (look_again::staff, look_again::name, look_again::words, look_again::at, look_again::looked_at),
            (look_again::family, look_again::reference),
        ))
        .load(tx.db())?;
    let (mut declared, mut adults) = (Vec::new(), Vec::new());
    for (id, (staff, name, words, at, looked_at), of) in rows {
        match (staff, words, of) {
            (Some(staff), Some(words), _) => {
                let id: ConflictId = id.parse().map_err(Problem::broken)?;
                let adults = Vec::new();
                declared.push(DeclarationAgain {
                    id,
                    staff,
                    name,
                    words,
                    at,
                    looked_at,
                    seen_at: now,
                    adults,
                });
            }
            (_, _, (Some(family), Some(reference))) => {
                let party: PartyId = id.parse().map_err(Problem::broken)?;
                adults.push(PossiblyMeant { party, name, family, reference, came: at });
            }
            _ => return Err(Problem::broken("neither a declaration nor an adult is to be looked at")),
        }
    }
    for one in &mut declared {
        let is_new = |adult: &&PossiblyMeant| one.looked_at.is_none_or(|looked| adult.came > looked);
        let meant = |adult: &&PossiblyMeant| rules::known::may_mean(&one.words, &adult.name);
        one.adults = adults.iter().filter(is_new).filter(meant).cloned().collect();
    }
    declared.retain(|one| !one.adults.is_empty());
    declared.sort_by_key(|one| (one.at, one.id));
    Ok(declared)
}

/// The declarations to look at again, for those who may see every family of the centre.
pub fn list_to_look_at_again(tx: &mut Tx<'_>, paging: &Paging) -> Result<Listed<DeclarationAgain>, Problem> {
    tx.ask::<LookUpKnown>(&Subject::of_centre(tx.centre(), tx.centre()))?;
    let place = paging.place()?;
    let mut all = to_look_at_again(tx)?;
    if let Some(place) = place {
        all.retain(|one| (one.at, one.id.to_string()) > (place.at, place.id.clone()));
    }
    all.truncate(usize::try_from(paging.fetch()).unwrap_or(usize::MAX));
    Ok(paging.page(all, |one| (one.at, one.id.to_string())))
}

/// The same for the first page: nothing for somebody who does not see every family.
pub fn to_look_at_again(tx: &mut Tx<'_>) -> Result<Vec<DeclarationAgain>, Problem> {
    match tx.scope::<ListFamilies>() {
        Ok(families) if families.restriction() == Restriction::None => worked_out(tx),
        _ => Ok(Vec::new()),
    }
}
