//! The page that tells a child about a visit: who will be there, the room, the helper, what happens first and next,
//! and who to tell. It goes home with the child and is read by both sides, so it tells no time and nothing of
//! how anybody comes and goes, and what is typed into it passes the gate for each side (R25).

use crate::{
    family::{self, Family},
    schedule::{VisitRecord, names_without_things, visit_with},
    schema::child_page,
};
use base::{ChildId, Day, Faults, Moment, Name, RoomId, StaffId, VisitId, first_name};
use diesel::prelude::*;
use host::{Problem, Recorded, Tx, WriteTx, seal::Sealed};
use policy::{MakeChildPage, Permit};
use rules::intake::Side;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

base::choices! {
    /// What can happen, one picture each.
    pub enum ChildPageStep {
        Hello = "hello" => "Your helper says hello at the door",
        Look = "look" => "Your helper shows you the room",
        Visitor = "visitor" => "You say hello in your own way",
        Play = "play" => "You play together",
        Draw = "draw" => "You can draw or read",
        Snack = "snack" => "You can have a snack",
        Rest = "break" => "You can have a break when you like",
        Bye = "bye" => "You say goodbye in the room",
        Home = "home" => "Your helper takes you to the grown-up who takes you home",
        Tell = "tell" => "You can tell us how it was",
    }
}

/// Makes the page of one child about one visit, in place of the one before.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewChildPage {
    /// What the child calls the person they will see.
    pub visitor: Name,
    /// Who of the staff is the child's helper.
    pub helper: StaffId,
    /// Who else will be there, by first name, as the child knows them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub others: Option<Name>,
    /// What happens, in this order. The usual steps when not said.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(max_items = 10)]
    pub steps: Vec<ChildPageStep>,
}

/// The page of one child about one visit.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ChildPage {
    /// Which visit.
    pub visit: VisitId,
    /// Which child.
    pub child: ChildId,
    /// The child's first name.
    pub name: String,
    /// The day of the visit. No time of anybody's.
    pub on: Day,
    /// What the child calls the person they will see; empty until somebody has made the page.
    pub visitor: String,
    /// The helper's identifier.
    pub helper: Option<StaffId>,
    /// The helper's first name.
    pub helper_name: String,
    /// Who else will be there.
    pub others: Option<String>,
    /// In which room.
    pub room: RoomId,
    /// What the room is called.
    pub room_name: String,
    /// What happens, in order.
    pub steps: Vec<ChildPageStep>,
    /// When it was made; none until somebody has.
    pub made_at: Option<Moment>,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
struct Kept {
    visitor: String,
    helper: StaffId,
    others: Option<String>,
    steps: Vec<ChildPageStep>,
}

const USUAL: &[ChildPageStep] = &[
    ChildPageStep::Hello,
    ChildPageStep::Look,
    ChildPageStep::Visitor,
    ChildPageStep::Play,
    ChildPageStep::Bye,
    ChildPageStep::Home,
];

/// How many of the steps come first.
pub(super) const FIRST: usize = 2;

fn of_child(
    tx: &mut Tx<'_>,
    (visit, child): (VisitId, ChildId),
) -> Result<(VisitRecord, Family, String), Problem> {
    let (record, family) = visit_with(tx, visit)?;
    tx.ask::<MakeChildPage>(&family.subject.with_id(visit))?;
    let name = family
        .children
        .iter()
        .find(|known| known.id == child)
        .map(|known| first_name(&known.name).to_owned());
    Ok((record, family, name.ok_or(Problem::NotFound)?))
}

/// The page of a child about a visit, as it was made or, before that, as it would be.
pub fn leaflet(tx: &mut Tx<'_>, at: (VisitId, ChildId)) -> Result<ChildPage, Problem> {
    let (record, _, name) = of_child(tx, at)?;
    read(tx, at, &record, name)
}

fn read(
    tx: &mut Tx<'_>,
    (visit, child): (VisitId, ChildId),
    record: &VisitRecord,
    name: String,
) -> Result<ChildPage, Problem> {
    let row: Option<(Moment, Sealed)> = child_page::table
        .filter(child_page::visit.eq(visit).and(child_page::child.eq(child)))
        .select((child_page::at, child_page::document))
        .first(tx.db())
        .optional()?;
    let (made_at, kept) = match row {
        Some((at, document)) => (Some(at), Some(tx.open::<Kept>(&document)?)),
        None => (None, None),
    };
    let names = names_without_things(tx)?;
    let supervisor = record.document.now.supervisors.first().copied();
    let helper = kept.as_ref().map(|kept| kept.helper).or(supervisor);
    let steps = kept.as_ref().map_or_else(|| USUAL.to_vec(), |kept| kept.steps.clone());
    Ok(ChildPage {
        visit,
        child,
        name,
        on: record.starts.day(),
        visitor: kept.as_ref().map(|kept| kept.visitor.clone()).unwrap_or_default(),
        helper,
        helper_name: helper.map(|helper| first_name(&names.of_staff(helper)).to_owned()).unwrap_or_default(),
        others: kept.and_then(|kept| kept.others),
        room: record.room,
        room_name: names.of_room(record.room),
        steps,
        made_at,
    })
}

/// Makes the page of a child about a visit.
pub fn make(
    tx: &mut WriteTx<'_>,
    at: (VisitId, ChildId),
    new: NewChildPage,
) -> Result<Recorded<ChildPage>, Problem> {
    let (record, family, name) = of_child(tx, at)?;
    let permit = tx.ask::<MakeChildPage>(&family.subject.with_id(at.0))?;
    let known = crate::premises::staff(tx)?;
    let mut faults = Faults::none();
    let helper = known.iter().find(|staff| staff.id == new.helper && !staff.has_left);
    faults.require(helper.is_some(), "/helper", "Choose somebody who works here");
    let twice = new.steps.iter().enumerate().any(|(place, step)| new.steps[..place].contains(step));
    faults.require(!twice, "/steps", "Choose each step once");
    faults.none_or_err()?;
    // Both sides may come to read it.
    for side in Side::ALL {
        let forbidden = family::forbidden_for(tx, family.id, *side)?;
        forbidden.check(new.visitor.as_str())?;
        forbidden.check(new.others.as_ref().map(Name::as_str).unwrap_or_default())?;
    }
    let kept = Kept {
        visitor: new.visitor.to_string(),
        helper: new.helper,
        others: new.others.map(|others| others.to_string()),
        steps: if new.steps.is_empty() { USUAL.to_vec() } else { new.steps },
    };
    put(tx, &permit, (&family, at.1), &kept)?;
    let page = read(tx, at, &record, name)?;
    tx.record(&permit, Some(family.id), "The page that tells a child about a visit was made", page)
}

fn put(
    tx: &mut WriteTx<'_>,
    permit: &Permit<MakeChildPage>,
    (family, child): (&Family, ChildId),
    kept: &Kept,
) -> Result<(), Problem> {
    let account = tx.actor.account.ok_or(Problem::SignInNeeded)?;
    let document = tx.seal(family.id, kept)?;
    diesel::delete(
        child_page::table.filter(child_page::visit.eq(permit.id()).and(child_page::child.eq(child))),
    )
    .execute(tx.db())?;
    diesel::insert_into(child_page::table)
        .values((
            child_page::visit.eq(permit.id()),
            child_page::child.eq(child),
            child_page::centre.eq(tx.centre()),
            child_page::family.eq(family.id),
            child_page::account.eq(account),
            child_page::at.eq(tx.now),
            child_page::document.eq(document),
        ))
        .execute(tx.db())?;
    Ok(())
}
