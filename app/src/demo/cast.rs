//! The people of the demonstration who have a sign-in.

use super::{
    PASSWORD,
    credentials::{BEFORE, LATELY, certify},
    crowd::FORTNIGHTS,
};
use crate::{
    network::{NewAccount, account_by_username, account_insert, token_make},
    schema::{entrance, opening, room, staff},
};
use base::{AccountId, Day, EntranceId, Moment, RoomId, SessionId, StaffId};
use diesel::prelude::*;
use host::{House, Problem, WriteTx, sign_in};
use policy::{Actor, AddAccount, Permit, Role, Subject, ask};
use serde_json::{Map, Value, json};

/// One of the cast.
#[derive(Clone, Debug)]
pub struct Person {
    /// The name they sign in with.
    pub username: &'static str,
    /// Their name.
    pub name: &'static str,
    /// What they are to the centre.
    pub role: Role,
    pub(super) account: Option<AccountId>,
    pub(super) staff: Option<StaffId>,
    token: String,
}

/// Everybody with a sign-in.
#[derive(Clone, Debug)]
pub struct Cast {
    /// They.
    pub people: Vec<Person>,
    /// Whether they were made now: the centre was empty.
    pub is_new: bool,
}

const PEOPLE: &[(&str, &str, Role)] = &[
    ("priya", "Priya Raman", Role::Coordinator),
    ("martin", "Martin Oduya", Role::SafeguardingLead),
    ("grace", "Grace Llewellyn", Role::Supervisor),
    ("tomasz", "Tomasz Zielinski", Role::Supervisor),
    ("joan", "Joan Barker", Role::Volunteer),
    ("dev", "Dev Chaudhry", Role::Volunteer),
    ("ruth", "Ruth Ackroyd", Role::Referrer),
    ("sam", "Sam Whitlock", Role::Administrator),
];

/// More supervisors, for a large centre.
pub(super) const SUPERVISORS: [(&str, &str); 8] = [
    ("amara", "Amara Lindqvist"),
    ("bruno", "Bruno Hartley"),
    ("celia", "Celia Okonedo"),
    ("dmitri", "Dmitri Vance"),
    ("elin", "Elin Roscoe"),
    ("femi", "Femi Adeyemi"),
    ("gwen", "Gwen Trahern"),
    ("hari", "Hari Deshmukh"),
];

const ROOMS: &[(&str, i32, &[&str], &str)] = &[
    (
        "Garden room",
        4,
        &["supported", "handover"],
        "Soft play, books and a kitchen corner, for children up to 8. Step-free, changing table, door to the garden.",
    ),
    (
        "Willow room",
        1,
        &["supervised", "high-vigilance", "identity", "virtual"],
        "A small quiet room with drawing things, dolls and building bricks, for all ages. Step-free, observation window.",
    ),
    (
        "Rowan room",
        1,
        &["supervised", "high-vigilance", "escorted", "identity"],
        "Board games, a sofa and a music corner, for children from 6. Step-free.",
    ),
    (
        "Front desk",
        2,
        &["handover", "indirect", "escorted"],
        "The two entrances meet here with a door between them.",
    ),
];

/// Everybody, made now if the centre is empty.
pub fn cast(house: &House) -> Result<Cast, Problem> {
    let program = Actor::program(house.centre());
    let made = house.database().read_blocking(&program, |tx| account_by_username(tx, PEOPLE[0].0))?;
    let is_new = made.is_none();
    let hash = sign_in::hash_password(PASSWORD, &house.database().ids().bytes())?;
    let people = house.database().write_blocking(&program, |tx| {
        let permit = ask::<AddAccount>(tx.actor, &Subject::of_centre(tx.centre(), tx.centre()))?;
        if is_new {
            furnish(tx, &permit)?;
        }
        let people = PEOPLE
            .iter()
            .map(|&(username, name, role)| person(tx, &permit, &hash, (username, name, role)))
            .collect::<Result<Vec<_>, Problem>>()?;
        tx.record(&permit, None, "The demonstration's cast has sign-ins and tokens", people)
    })?;
    if is_new {
        certify(house, &people, &people, &LATELY)?;
    }
    Ok(Cast { people, is_new })
}

/// Makes the centre a large one: more supervisors, and open every day from eight to eight.
pub fn enlarge(house: &House, cast: &mut Cast) -> Result<(), Problem> {
    let program = Actor::program(house.centre());
    let hash = sign_in::hash_password(PASSWORD, &house.database().ids().bytes())?;
    let more = house.database().write_blocking(&program, |tx| {
        let permit = ask::<AddAccount>(tx.actor, &Subject::of_centre(tx.centre(), tx.centre()))?;
        let people = SUPERVISORS
            .iter()
            .map(|&(username, name)| person(tx, &permit, &hash, (username, name, Role::Supervisor)))
            .collect::<Result<Vec<_>, Problem>>()?;
        let centre = permit.id();
        diesel::delete(opening::table.filter(opening::centre.eq(centre))).execute(tx.db())?;
        let today = tx.now.day();
        for offset in -(FORTNIGHTS * 14 + 14)..200 {
            open(tx, &permit, today.plus_days(offset), ("08:00", "20:00"))?;
        }
        tx.record(&permit, None, "The demonstration's centre is a large one", people)
    })?;
    certify(house, &cast.people, &more, &LATELY)?;
    cast.people.extend(more);
    certify(house, &cast.people, &cast.people, &BEFORE)
}

fn open(
    tx: &mut WriteTx<'_>,
    permit: &Permit<AddAccount>,
    day: Day,
    (from, until): (&str, &str),
) -> Result<(), Problem> {
    let at = |clock: &str| clock.parse().and_then(|clock| Moment::on(day, clock)).map_err(Problem::broken);
    diesel::insert_into(opening::table)
        .values((
            opening::id.eq(SessionId::from_random(tx.random())),
            opening::centre.eq(permit.id()),
            opening::starts.eq(at(from)?),
            opening::ends.eq(at(until)?),
        ))
        .execute(tx.db())?;
    Ok(())
}

fn person(
    tx: &mut WriteTx<'_>,
    permit: &Permit<AddAccount>,
    hash: &str,
    (username, name, role): (&'static str, &'static str, Role),
) -> Result<Person, Problem> {
    let (account, staff) = if let Some(account) = account_by_username(tx, username)? {
        (account, sign_in::by_account(tx, account)?.and_then(|actor| actor.staff))
    } else {
        let staff = role.is_staff().then(|| StaffId::from_random(tx.random()));
        if let Some(id) = staff {
            diesel::insert_into(staff::table)
                .values((
                    staff::id.eq(id),
                    staff::centre.eq(permit.id()),
                    staff::name.eq(name),
                    staff::role.eq(role),
                ))
                .execute(tx.db())?;
        }
        let new = NewAccount {
            role,
            name: name.to_owned(),
            username: username.to_owned(),
            password: hash.to_owned(),
            staff,
            party: None,
        };
        (account_insert(tx, permit, &new)?, staff)
    };
    let token = token_make(tx, permit, account)?;
    Ok(Person { username, name, role, account: Some(account), staff, token })
}

/// Rooms, doors and opening sessions: Saturdays and Wednesday afternoons, half a year back and ahead.
fn furnish(tx: &mut WriteTx<'_>, permit: &Permit<AddAccount>) -> Result<(), Problem> {
    let centre = permit.id();
    for (name, families, kinds, features) in ROOMS {
        diesel::insert_into(room::table)
            .values((
                room::id.eq(RoomId::from_random(tx.random())),
                room::centre.eq(centre),
                room::name.eq(name),
                room::families.eq(families),
                room::kinds.eq(json!(kinds).to_string()),
                room::features.eq(features),
            ))
            .execute(tx.db())?;
    }
    for name in ["Church Lane door", "Garden gate"] {
        diesel::insert_into(entrance::table)
            .values((
                entrance::id.eq(EntranceId::from_random(tx.random())),
                entrance::centre.eq(centre),
                entrance::name.eq(name),
            ))
            .execute(tx.db())?;
    }
    let today = tx.now.day();
    for offset in -190..190 {
        let day = today.plus_days(offset);
        let hours = match day.words_with_weekday().split(' ').next() {
            // So that a demonstration has a session on the day it is shown.
            _ if offset.rem_euclid(7) == 0 => ("08:30", "18:30"),
            Some("Saturday") => ("09:00", "17:00"),
            Some("Wednesday") => ("14:00", "19:00"),
            _ => continue,
        };
        open(tx, permit, day, hours)?;
    }
    Ok(())
}

/// Adds the adults who were given a sign-in while the story was played, each with a token.
pub fn add_parents(house: &House, cast: &mut Cast) -> Result<(), Problem> {
    let program = Actor::program(house.centre());
    let parents = house.database().write_blocking(&program, |tx| {
        let permit = ask::<AddAccount>(tx.actor, &Subject::of_centre(tx.centre(), tx.centre()))?;
        let mut parents = Vec::new();
        for username in ["resident", "visiting"] {
            let Some(account) = account_by_username(tx, username)? else { continue };
            let token = token_make(tx, &permit, account)?;
            parents.push(Person {
                username,
                name: if username == "resident" {
                    "The mother of one family"
                } else {
                    "The father of the same"
                },
                role: Role::Parent,
                account: Some(account),
                staff: None,
                token,
            });
        }
        tx.record(&permit, None, "The demonstration's parents have tokens", parents)
    })?;
    cast.people.extend(parents);
    Ok(())
}

impl Cast {
    /// The identifier of a member of staff, by sign-in name.
    pub(super) fn staff_id(&self, username: &str) -> Option<String> {
        let person = self.people.iter().find(|person| person.username == username)?;
        person.staff.map(|id| id.to_string())
    }

    /// The tokens file: name of each to their role, token and identifier.
    #[must_use]
    pub fn tokens(&self) -> Map<String, Value> {
        self.people
            .iter()
            .map(|person| {
                let id = person.staff.map(|id| id.to_string()).or(person.account.map(|id| id.to_string()));
                (
                    person.username.to_owned(),
                    json!({"role": person.role, "token": person.token, "id": id, "name": person.name}),
                )
            })
            .collect()
    }
}
