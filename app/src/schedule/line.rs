//! A visit in a list, with the names of those who come and those who hold it.

use super::VisitRecord;
use crate::{
    premises,
    schema::{family, party},
};
use base::{FamilyId, Moment, PartyId, RoomId, StaffId, VisitId};
use diesel::prelude::*;
use host::{Problem, Tx};
use policy::Role;
use rules::{
    intake::Side,
    plan::{Kind, Sequence, Timing},
    schedule::Interpreter,
    visit::State,
};
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// A member of staff by name.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct NamedStaff {
    /// Their identifier.
    pub id: StaffId,
    /// Their name.
    pub name: String,
}

/// An adult of a family by name.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct NamedParty {
    /// Their identifier.
    pub id: PartyId,
    /// Their name.
    pub name: String,
    /// What they are to the children.
    pub relation: String,
    /// Whose side they are on.
    pub side: Side,
}

/// A visit in a list.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct VisitLine {
    /// Its identifier.
    pub id: VisitId,
    /// Whose visit it is.
    pub family: FamilyId,
    /// The children's first names.
    pub title: String,
    /// What the centre calls the family on the telephone.
    pub reference: String,
    /// What kind of contact it is.
    pub kind: Kind,
    /// How far it has come.
    pub state: State,
    /// Where.
    pub room: RoomId,
    /// What the room is called.
    pub room_name: String,
    /// The series it was booked in, if any.
    pub series: Option<String>,
    /// Which side is in the building first.
    pub sequence: Sequence,
    /// When each side is to come and go.
    pub timing: Timing,
    /// The named supervisors.
    pub supervisors: Vec<NamedStaff>,
    /// The adults who are to come.
    pub people: Vec<NamedParty>,
    /// The interpreter, if there is one.
    pub interpreter: Option<Interpreter>,
    /// Why it must not start as things stand, if that is so.
    pub unsafe_because: Option<String>,
    /// When it was booked.
    pub booked_at: Moment,
}

type Titles = BTreeMap<FamilyId, (String, String)>;

fn titles(tx: &mut Tx<'_>, families: &[FamilyId]) -> Result<Titles, Problem> {
    let rows: Vec<(FamilyId, String, String)> = family::table
        .filter(family::id.eq_any(families.to_vec()))
        .select((family::id, family::title, family::reference))
        .load(tx.db())?;
    Ok(rows.into_iter().map(|(id, title, reference)| (id, (title, reference))).collect())
}

fn adults(tx: &mut Tx<'_>, families: &[FamilyId]) -> Result<Vec<NamedParty>, Problem> {
    let rows: Vec<(PartyId, String, String, Side)> = party::table
        .filter(party::family.eq_any(families.to_vec()))
        .order((party::is_main.desc(), party::side, party::id))
        .select((party::id, party::name, party::relation, party::side))
        .load(tx.db())?;
    Ok(rows.into_iter().map(|(id, name, relation, side)| NamedParty { id, name, relation, side }).collect())
}

/// Visits with the names that belong to them: four statements, however many visits.
pub fn lines(tx: &mut Tx<'_>, records: Vec<VisitRecord>) -> Result<Vec<VisitLine>, Problem> {
    if records.is_empty() {
        return Ok(Vec::new());
    }
    let mut families: Vec<FamilyId> = records.iter().map(|record| record.family).collect();
    families.sort();
    families.dedup();
    let titles = titles(tx, &families)?;
    let adults = adults(tx, &families)?;
    let staff = premises::staff(tx)?;
    let rooms = premises::rooms(tx)?;
    // Why may be what an assessment found, which is not for volunteers.
    let may_know_why = tx.actor.role != Role::Volunteer;
    Ok(records
        .into_iter()
        .map(|record| {
            let now = &record.document.now;
            let (title, reference) = titles.get(&record.family).cloned().unwrap_or_default();
            let coming = |one: &&NamedParty| now.visiting.contains(&one.id) || now.bringing.contains(&one.id);
            VisitLine {
                id: record.id,
                family: record.family,
                title,
                reference,
                kind: now.kind,
                state: now.state,
                room: record.room,
                room_name: rooms
                    .iter()
                    .find(|room| room.id == record.room)
                    .map(|room| room.name.clone())
                    .unwrap_or_default(),
                series: record.series,
                sequence: now.sequence,
                timing: now.timing,
                supervisors: staff
                    .iter()
                    .filter(|one| now.supervisors.contains(&one.id))
                    .map(|one| NamedStaff { id: one.id, name: one.name.clone() })
                    .collect(),
                people: adults.iter().filter(coming).cloned().collect(),
                interpreter: record.document.interpreter.clone(),
                unsafe_because: record.unsafe_because.map(|why| {
                    if may_know_why {
                        why
                    } else {
                        "Ask the co-ordinator before anybody comes in.".to_owned()
                    }
                }),
                booked_at: record.booked_at,
            }
        })
        .collect())
}

impl VisitLine {
    /// An adult who is to come, by identifier.
    #[must_use]
    pub fn person(&self, id: PartyId) -> Option<&NamedParty> {
        self.people.iter().find(|one| one.id == id)
    }

    /// The names of those of a side who are to come.
    #[must_use]
    pub fn names(&self, side: Side) -> String {
        let names: Vec<&str> =
            self.people.iter().filter(|one| one.side == side).map(|one| one.name.as_str()).collect();
        if names.is_empty() { side.words().to_owned() } else { names.join(" and ") }
    }

    /// The supervisors' names.
    #[must_use]
    pub fn supervisor_names(&self) -> String {
        let names: Vec<&str> = self.supervisors.iter().map(|one| one.name.as_str()).collect();
        names.join(" and ")
    }
}
