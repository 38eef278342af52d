//! A visit in a list, with the names of those who come and those who hold it.

use super::{Mend, VisitRecord};
use crate::{
    family::Family,
    premises::{self, CentreRoom, Equipment, StaffMember},
    schema::{family, party},
};
use base::{EquipmentId, FamilyId, Moment, PartyId, RoomId, StaffId, VisitId};
use diesel::prelude::*;
use host::{Problem, Tx, among};
use policy::{Actor, Role};
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

/// A thing that is reserved with a visit, by name.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct NamedThing {
    /// Its identifier.
    pub id: EquipmentId,
    /// What it is called.
    pub name: String,
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
    /// What is reserved with it.
    pub equipment: Vec<NamedThing>,
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
    /// Everything that speaks against it as things stand, and what would mend each; for those who plan.
    pub mend: Vec<Mend>,
    /// Until when it is only held while the adults are asked; none for what is booked.
    pub held_until: Option<Moment>,
    /// When it was booked.
    pub booked_at: Moment,
}

/// The names of the centre's rooms, staff and equipment, for visits to be told with.
pub struct Names {
    staff: Vec<StaffMember>,
    rooms: Vec<CentreRoom>,
    equipment: Vec<Equipment>,
}

/// The names of the centre's rooms and staff, in two statements, where what is reserved is not told.
pub(crate) fn names_without_things(tx: &mut Tx<'_>) -> Result<Names, Problem> {
    Ok(Names { staff: premises::staff(tx)?, rooms: premises::rooms(tx)?, equipment: Vec::new() })
}

/// The names of the centre's rooms, staff and equipment, in three statements.
pub fn names(tx: &mut Tx<'_>) -> Result<Names, Problem> {
    Ok(Names {
        staff: premises::staff(tx)?,
        rooms: premises::rooms(tx)?,
        equipment: premises::equipment(tx)?,
    })
}

impl Names {
    /// A member of staff's name, or nothing for somebody who is no longer on the list.
    #[must_use]
    pub fn of_staff(&self, id: StaffId) -> String {
        self.staff.iter().find(|one| one.id == id).map(|one| one.name.clone()).unwrap_or_default()
    }

    /// A room's name, or nothing for one that is no more.
    #[must_use]
    pub fn of_room(&self, id: RoomId) -> String {
        self.rooms.iter().find(|room| room.id == id).map(|room| room.name.clone()).unwrap_or_default()
    }
}

/// Whose visit it is, as staff say it.
#[derive(Default)]
struct Whose {
    title: String,
    reference: String,
    adults: Vec<NamedParty>,
}

impl From<&Family> for Whose {
    fn from(family: &Family) -> Self {
        let adults = family.adults.iter().map(|adult| NamedParty {
            id: adult.id,
            name: adult.name.clone(),
            relation: adult.relation.clone(),
            side: adult.side,
        });
        Self { title: family.title.clone(), reference: family.reference.clone(), adults: adults.collect() }
    }
}

/// Whose each visit is, in one statement however many there are.
fn whose(tx: &mut Tx<'_>, records: &[VisitRecord]) -> Result<BTreeMap<FamilyId, Whose>, Problem> {
    type Row = (FamilyId, String, String, PartyId, String, String, Side);
    let mut families: Vec<FamilyId> = records.iter().map(|record| record.family).collect();
    families.sort();
    families.dedup();
    let rows: Vec<Row> = family::table
        .inner_join(party::table.on(party::family.eq(family::id)))
        .filter(among(family::id, families))
        .order((party::is_main.desc(), party::side, party::id))
        .select((
            family::id,
            family::title,
            family::reference,
            party::id,
            party::name,
            party::relation,
            party::side,
        ))
        .load(tx.db())?;
    let mut all: BTreeMap<FamilyId, Whose> = BTreeMap::new();
    for (of, title, reference, id, name, relation, side) in rows {
        let one = all.entry(of).or_insert_with(|| Whose { title, reference, adults: Vec::new() });
        one.adults.push(NamedParty { id, name, relation, side });
    }
    Ok(all)
}

/// Visits with the names that belong to them: four statements, however many visits.
pub fn lines(tx: &mut Tx<'_>, records: Vec<VisitRecord>) -> Result<Vec<VisitLine>, Problem> {
    if records.is_empty() {
        return Ok(Vec::new());
    }
    let (whose, names, nobody) = (whose(tx, &records)?, names(tx)?, Whose::default());
    Ok(records
        .into_iter()
        .map(|record| {
            let whose = whose.get(&record.family).unwrap_or(&nobody);
            line(tx.actor, record, whose, &names)
        })
        .collect())
}

/// Visits of one family, with names that were read before.
#[must_use]
pub fn lines_of(actor: &Actor, records: Vec<VisitRecord>, family: &Family, names: &Names) -> Vec<VisitLine> {
    let whose = Whose::from(family);
    records.into_iter().map(|record| line(actor, record, &whose, names)).collect()
}

fn line(actor: &Actor, record: VisitRecord, whose: &Whose, names: &Names) -> VisitLine {
    // Why may be what an assessment found, which is not for volunteers.
    let may_know_why = actor.role != Role::Volunteer;
    let now = &record.document.now;
    let coming = |one: &&NamedParty| now.visiting.contains(&one.id) || now.bringing.contains(&one.id);
    VisitLine {
        id: record.id,
        family: record.family,
        title: whose.title.clone(),
        reference: whose.reference.clone(),
        kind: now.kind,
        state: now.state,
        room: record.room,
        room_name: names.of_room(record.room),
        equipment: names
            .equipment
            .iter()
            .filter(|one| record.document.equipment.contains(&one.id))
            .map(|one| NamedThing { id: one.id, name: one.name.clone() })
            .collect(),
        series: record.series,
        sequence: now.sequence,
        timing: now.timing,
        supervisors: names
            .staff
            .iter()
            .filter(|one| now.supervisors.contains(&one.id))
            .map(|one| NamedStaff { id: one.id, name: one.name.clone() })
            .collect(),
        people: whose.adults.iter().filter(coming).cloned().collect(),
        interpreter: record.document.interpreter.clone(),
        unsafe_because: record.unsafe_because.map(|why| {
            if may_know_why { why } else { "Ask the co-ordinator before anybody comes in.".to_owned() }
        }),
        mend: if actor.role == Role::Volunteer { Vec::new() } else { record.mend },
        held_until: record.held_until,
        booked_at: record.booked_at,
    }
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

    /// Whether it falls to this supervisor: it names them, or nobody (decision 8).
    #[must_use]
    pub fn falls_to(&self, staff: Option<StaffId>) -> bool {
        self.kind.supervisors() == 0 || self.supervisors.iter().any(|one| Some(one.id) == staff)
    }

    /// What is reserved with it, by name.
    #[must_use]
    pub fn equipment_names(&self) -> String {
        let names: Vec<&str> = self.equipment.iter().map(|one| one.name.as_str()).collect();
        names.join(", ")
    }

    /// The supervisors' names.
    #[must_use]
    pub fn supervisor_names(&self) -> String {
        let names: Vec<&str> = self.supervisors.iter().map(|one| one.name.as_str()).collect();
        names.join(" and ")
    }
}
