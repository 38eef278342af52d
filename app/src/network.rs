//! Centres and sign-ins.

use crate::premises;
use base::{AccountId, CentreId, PartyId, StaffId};
use diesel::prelude::*;
use host::{
    Database, Problem, Tx, WriteTx,
    schema::{account, api_token, centre},
    sign_in,
};
use policy::{Actor, AddAccount, Permit, Role, Subject};
use rules::Refusal;

/// A sign-in to be made.
#[derive(Clone, Debug)]
pub struct NewAccount {
    /// What they are to the centre.
    pub role: Role,
    /// Their name as colleagues know it.
    pub name: String,
    /// The name they sign in with.
    pub username: String,
    /// The hash of their password.
    pub password: String,
    /// The member of staff they are.
    pub staff: Option<StaffId>,
    /// The adult of a family they are.
    pub party: Option<PartyId>,
}

/// The first centre of a database, with its name.
pub fn first_centre(database: &Database) -> Result<Option<(CentreId, String)>, Problem> {
    Ok(centres(database)?.into_iter().next())
}

/// The centres of a database, with their names.
pub fn centres(database: &Database) -> Result<Vec<(CentreId, String)>, Problem> {
    // Nobody's centre: before there is one, nothing can be scoped to it.
    let nobody = Actor::program(CentreId::from_random(0));
    database.read_blocking(&nobody, |tx| {
        Ok(centre::table.order(centre::id).select((centre::id, centre::name)).load(tx.db())?)
    })
}

/// The centre of a database, made with this name if there is none.
pub fn centre_or_new(database: &Database, name: &str) -> Result<(CentreId, String), Problem> {
    if let Some(found) = first_centre(database)? {
        return Ok(found);
    }
    let id = CentreId::from_random(database.ids().bits());
    let name = name.to_owned();
    database.write_blocking(&Actor::program(id), |tx| {
        let permit = tx.ask::<AddAccount>(&Subject::of_centre(id, id))?;
        diesel::insert_into(centre::table)
            .values((centre::id.eq(permit.id()), centre::name.eq(&name), centre::settings.eq("{}")))
            .execute(tx.db())?;
        premises::first_site(tx, &permit, &name)?;
        tx.record(&permit, None, "The centre was made", (id, name.clone()))
    })
}

/// Adds a sign-in from the command line.
pub fn account_add(
    database: &Database,
    centre: CentreId,
    username: &str,
    name: &str,
    role: Role,
    password: &str,
) -> Result<AccountId, Problem> {
    if password.chars().count() < sign_in::SHORTEST_PASSWORD {
        return Err(Problem::field(
            "/password",
            format!("password: use at least {} characters", sign_in::SHORTEST_PASSWORD),
        ));
    }
    let password = sign_in::hash_password(password, &database.ids().bytes())?;
    database.write_blocking(&Actor::program(centre), |tx| {
        let permit = tx.ask::<AddAccount>(&Subject::of_centre(centre, centre))?;
        let account = NewAccount {
            role,
            name: name.to_owned(),
            username: username.to_owned(),
            password: password.clone(),
            staff: None,
            party: None,
        };
        let id = account_insert(tx, &permit, &account)?;
        tx.record(&permit, None, "A sign-in was added", id)
    })
}

/// Keeps a sign-in. Its name is unique in its centre, whatever the case of its letters.
pub fn account_insert(
    tx: &mut WriteTx<'_>,
    permit: &Permit<AddAccount>,
    new: &NewAccount,
) -> Result<AccountId, Problem> {
    insert(tx, permit.id(), new)
}

/// The same under another act's permit, which the caller holds: a family's adult is given a sign-in.
pub(crate) fn insert(tx: &mut WriteTx<'_>, centre: CentreId, new: &NewAccount) -> Result<AccountId, Problem> {
    let username = new.username.trim().to_lowercase();
    let taken: i64 = account::table
        .filter(account::centre.eq(centre).and(account::username.eq(&username)))
        .count()
        .get_result(tx.db())?;
    if taken > 0 {
        return Err(
            Refusal::because("username-taken", "Somebody has this sign-in name.", "Choose another.").into()
        );
    }
    let id = AccountId::from_random(tx.random());
    diesel::insert_into(account::table)
        .values((
            account::id.eq(id),
            account::centre.eq(centre),
            account::role.eq(new.role),
            account::name.eq(&new.name),
            account::username.eq(username),
            account::password.eq(&new.password),
            account::staff.eq(new.staff),
            account::party.eq(new.party),
            account::closed.eq(false),
        ))
        .execute(tx.db())?;
    Ok(id)
}

/// Makes a token for a sign-in and answers it; only its hash is kept.
pub fn token_make(
    tx: &mut WriteTx<'_>,
    permit: &Permit<AddAccount>,
    id: AccountId,
) -> Result<String, Problem> {
    let token = tx.ids().secret();
    diesel::insert_into(api_token::table)
        .values((
            api_token::hash.eq(host::audit::sha256(token.as_bytes())),
            api_token::centre.eq(permit.id()),
            api_token::account.eq(id),
            api_token::made.eq(tx.now),
        ))
        .execute(tx.db())?;
    Ok(token)
}

/// The sign-in with this name, if there is one.
pub fn account_by_username(tx: &mut Tx<'_>, username: &str) -> Result<Option<AccountId>, Problem> {
    let centre = tx.centre();
    Ok(account::table
        .filter(account::centre.eq(centre).and(account::username.eq(username.to_lowercase())))
        .select(account::id)
        .first(tx.db())
        .optional()?)
}
