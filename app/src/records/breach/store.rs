//! Where the breach register is kept.

use super::{Breach, BreachClosing, BreachDecision, BreachStep, NewBreach, PeopleTold, Told};
use crate::schema::{breach, breach_step};
use base::{AccountId, BreachId, BreachStepId, Moment, Prose};
use diesel::prelude::*;
use host::{
    Problem, Tx, WriteTx,
    paging::{Listed, Paging},
    seal::Sealed,
    sign_in::names_of,
};
use policy::{HandleBreach, Permit, RecordBreach};
use rules::records::breach::{BreachRisk, Telling, tell_by};

#[derive(Queryable, Selectable)]
#[diesel(table_name = breach)]
struct Row {
    id: BreachId,
    document: Sealed,
    recorded_at: Moment,
    account: AccountId,
    risk: BreachRisk,
    commissioner: Option<Telling>,
    commissioner_because: Option<String>,
    people: Option<Telling>,
    people_because: Option<String>,
    decided_at: Option<Moment>,
    told_at: Option<Moment>,
    told_words: Option<String>,
    late_because: Option<String>,
    people_told_at: Option<Moment>,
    people_told_words: Option<String>,
    closed_at: Option<Moment>,
    closed_words: Option<String>,
}

impl Row {
    fn read(self, tx: &Tx<'_>, recorded_by: String) -> Result<Breach, Problem> {
        let recorded: NewBreach = tx.open(&self.document)?;
        Ok(Breach {
            id: self.id,
            tell_by: tell_by(recorded.aware_at),
            recorded,
            recorded_at: self.recorded_at,
            recorded_by,
            risk: self.risk,
            commissioner: self.commissioner,
            commissioner_because: self.commissioner_because,
            people: self.people,
            people_because: self.people_because,
            decided_at: self.decided_at,
            told_at: self.told_at,
            told_words: self.told_words,
            late_because: self.late_because,
            people_told_at: self.people_told_at,
            people_told_words: self.people_told_words,
            closed_at: self.closed_at,
            closed_words: self.closed_words,
            steps: Vec::new(),
        })
    }
}

fn read(tx: &mut Tx<'_>, rows: Vec<Row>) -> Result<Vec<Breach>, Problem> {
    let accounts: Vec<AccountId> = rows.iter().map(|row| row.account).collect();
    let names = names_of(tx, &accounts)?;
    rows.into_iter()
        .map(|row| {
            let by = names.get(&row.account).cloned().unwrap_or_default();
            row.read(tx, by)
        })
        .collect()
}

pub(super) fn insert(
    tx: &mut WriteTx<'_>,
    permit: &Permit<RecordBreach>,
    new: &NewBreach,
) -> Result<BreachId, Problem> {
    let by = tx.actor.account.ok_or(Problem::SignInNeeded)?;
    let id = BreachId::from_random(tx.random());
    diesel::insert_into(breach::table)
        .values((
            breach::id.eq(id),
            breach::centre.eq(permit.id()),
            breach::document.eq(tx.seal(permit.id(), new)?),
            breach::aware_at.eq(new.aware_at),
            breach::recorded_at.eq(tx.now),
            breach::account.eq(by),
            breach::risk.eq(new.risk),
        ))
        .execute(tx.db())?;
    Ok(id)
}

pub(super) fn breaches(tx: &mut Tx<'_>, paging: &Paging) -> Result<Listed<Breach>, Problem> {
    let centre = tx.centre();
    let mut query = breach::table
        .filter(breach::centre.eq(centre))
        .order((breach::aware_at.desc(), breach::id.desc()))
        .limit(paging.fetch())
        .select(Row::as_select())
        .into_boxed();
    if let Some(place) = paging.place()? {
        query = query.filter(
            breach::aware_at.lt(place.at).or(breach::aware_at.eq(place.at).and(breach::id.lt(place.id))),
        );
    }
    let rows: Vec<Row> = query.load(tx.db())?;
    let read = read(tx, rows)?;
    Ok(paging.page(read, |breach| (breach.recorded.aware_at, breach.id.to_string())))
}

pub(super) fn breach(tx: &mut Tx<'_>, id: BreachId) -> Result<Breach, Problem> {
    let centre = tx.centre();
    let row: Row = breach::table
        .filter(breach::id.eq(id).and(breach::centre.eq(centre)))
        .select(Row::as_select())
        .first(tx.db())?;
    let steps: Vec<(String, AccountId, Moment)> = breach_step::table
        .filter(breach_step::breach.eq(id))
        .order((breach_step::at, breach_step::id))
        .limit(500)
        .select((breach_step::words, breach_step::account, breach_step::at))
        .load(tx.db())?;
    let accounts: Vec<AccountId> =
        steps.iter().map(|step| step.1).chain(std::iter::once(row.account)).collect();
    let names = names_of(tx, &accounts)?;
    let name = |by: AccountId| names.get(&by).cloned().unwrap_or_default();
    let by = name(row.account);
    let mut breach = row.read(tx, by)?;
    breach.steps = steps.into_iter().map(|(words, by, at)| BreachStep { words, by: name(by), at }).collect();
    Ok(breach)
}

pub(super) fn step_insert(
    tx: &mut WriteTx<'_>,
    permit: &Permit<HandleBreach>,
    words: &Prose,
) -> Result<(), Problem> {
    let by = tx.actor.account.ok_or(Problem::SignInNeeded)?;
    let (id, centre) = (BreachStepId::from_random(tx.random()), tx.centre());
    diesel::insert_into(breach_step::table)
        .values((
            breach_step::id.eq(id),
            breach_step::centre.eq(centre),
            breach_step::breach.eq(permit.id()),
            breach_step::words.eq(words.as_str()),
            breach_step::account.eq(by),
            breach_step::at.eq(tx.now),
        ))
        .execute(tx.db())?;
    Ok(())
}

pub(super) fn decide(
    tx: &mut WriteTx<'_>,
    permit: &Permit<HandleBreach>,
    new: &BreachDecision,
) -> Result<(), Problem> {
    let by = tx.actor.account.ok_or(Problem::SignInNeeded)?;
    diesel::update(breach::table.filter(breach::id.eq(permit.id())))
        .set((
            breach::risk.eq(new.risk),
            breach::commissioner.eq(new.commissioner),
            breach::commissioner_because.eq(new.commissioner_because.as_str()),
            breach::people.eq(new.people),
            breach::people_because.eq(new.people_because.as_str()),
            breach::decided_by.eq(by),
            breach::decided_at.eq(tx.now),
        ))
        .execute(tx.db())?;
    Ok(())
}

pub(super) fn told(tx: &mut WriteTx<'_>, permit: &Permit<HandleBreach>, told: &Told) -> Result<(), Problem> {
    diesel::update(breach::table.filter(breach::id.eq(permit.id())))
        .set((
            breach::told_at.eq(told.at),
            breach::told_words.eq(told.words.as_str()),
            breach::late_because.eq(told.late_because.as_ref().map(Prose::as_str)),
        ))
        .execute(tx.db())?;
    Ok(())
}

pub(super) fn people_told(
    tx: &mut WriteTx<'_>,
    permit: &Permit<HandleBreach>,
    told: &PeopleTold,
) -> Result<(), Problem> {
    diesel::update(breach::table.filter(breach::id.eq(permit.id())))
        .set((breach::people_told_at.eq(told.at), breach::people_told_words.eq(told.words.as_str())))
        .execute(tx.db())?;
    Ok(())
}

pub(super) fn close(
    tx: &mut WriteTx<'_>,
    permit: &Permit<HandleBreach>,
    closing: &BreachClosing,
) -> Result<(), Problem> {
    diesel::update(breach::table.filter(breach::id.eq(permit.id())))
        .set((breach::closed_at.eq(tx.now), breach::closed_words.eq(closing.words.as_str())))
        .execute(tx.db())?;
    Ok(())
}
