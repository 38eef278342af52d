//! The people of the demonstration who have a sign-in.

use super::{
    PASSWORD, building,
    credentials::{BEFORE, LATELY, certify},
};
use crate::{
    network::{NewAccount, account_by_username, account_insert, token_make},
    schema::{staff, staff_availability},
};
use base::{AccountId, AvailabilityId, StaffId, Weekday};
use diesel::prelude::*;
use host::{House, Problem, WriteTx, sign_in};
use policy::{Actor, AddAccount, Permit, Role, Subject};
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

/// Everybody, made now if the centre is empty.
pub fn cast(house: &House) -> Result<Cast, Problem> {
    let program = Actor::program(house.centre());
    let made = house.database().read_blocking(&program, |tx| account_by_username(tx, PEOPLE[0].0))?;
    let is_new = made.is_none();
    let hash = sign_in::hash_password(PASSWORD, &house.database().ids().bytes())?;
    let people = house.database().write_blocking(&program, |tx| {
        let permit = tx.ask::<AddAccount>(&Subject::of_centre(tx.centre(), tx.centre()))?;
        if is_new {
            building::furnish(tx, &permit)?;
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
        let permit = tx.ask::<AddAccount>(&Subject::of_centre(tx.centre(), tx.centre()))?;
        let people = SUPERVISORS
            .iter()
            .map(|&(username, name)| person(tx, &permit, &hash, (username, name, Role::Supervisor)))
            .collect::<Result<Vec<_>, Problem>>()?;
        building::always_open(tx, &permit)?;
        tx.record(&permit, None, "The demonstration's centre is a large one", people)
    })?;
    certify(house, &cast.people, &more, &LATELY)?;
    cast.people.extend(more);
    certify(house, &cast.people, &cast.people, &BEFORE)
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
            offers(tx, permit, id, name)?;
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

/// When somebody can come, and what they bring: every session of the centre, and more for some.
fn offers(tx: &mut WriteTx<'_>, permit: &Permit<AddAccount>, id: StaffId, name: &str) -> Result<(), Problem> {
    let today = tx.now.day();
    let terms = match name {
        "Tomasz Zielinski" => json!({"languages": ["Polish"], "sex": "male", "most_in_a_week": 4}),
        "Dev Chaudhry" => json!({"languages": ["Hindi", "Urdu"], "sex": "male", "most_in_four_weeks": 8}),
        "Joan Barker" => json!({"languages": ["British Sign Language"], "sex": "female"}),
        _ => json!({"languages": []}),
    };
    diesel::update(staff::table.filter(staff::id.eq(id)))
        .set(staff::terms.eq(terms.to_string()))
        .execute(tx.db())?;
    let mut days = vec![today.weekday(), Weekday::Wednesday, Weekday::Saturday];
    days.sort();
    days.dedup();
    for weekday in days {
        diesel::insert_into(staff_availability::table)
            .values((
                staff_availability::id.eq(AvailabilityId::from_random(tx.random())),
                staff_availability::centre.eq(permit.id()),
                staff_availability::staff.eq(id),
                staff_availability::weekday.eq(weekday),
                staff_availability::from_clock.eq("08:00"),
                staff_availability::until_clock.eq("20:00"),
                staff_availability::every_weeks.eq(1),
                staff_availability::starts_on.eq(today.plus_days(-190)),
            ))
            .execute(tx.db())?;
    }
    Ok(())
}

/// Adds the adults who were given a sign-in while the story was played, each with a token.
pub fn add_parents(house: &House, cast: &mut Cast) -> Result<(), Problem> {
    let program = Actor::program(house.centre());
    let parents = house.database().write_blocking(&program, |tx| {
        let permit = tx.ask::<AddAccount>(&Subject::of_centre(tx.centre(), tx.centre()))?;
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
