//! Where times for first calls and the calls are kept. Who booked a call stands in its enquiry, sealed.

use super::{CallState, CallWay, FirstCallTime};
use crate::{
    intake::enquiry::EnquiryTold,
    notice::{Reminder, tell_caller},
    premises,
    schema::{enquiry, first_call, first_call_time},
};
use base::{
    AccountId, CentreId, Day, EnquiryId, FirstCallId, FirstCallTimeId, Moment, Period, WallClock, Weekday,
};
use diesel::prelude::*;
use host::{Problem, Tx, WriteTx, among, audit::sha256, schema::account, seal::Sealed};
use policy::{Act, KeepFirstCallTimes, Permit, Scope};
use rules::first_call::{LENGTH, On, Open, free};
use std::collections::BTreeMap;

/// A call as it is kept.
#[derive(Clone, Copy, Debug, Queryable, Selectable)]
#[diesel(table_name = first_call)]
pub(super) struct Kept {
    pub(super) id: FirstCallId,
    pub(super) centre: CentreId,
    pub(super) enquiry: EnquiryId,
    pub(super) account: AccountId,
    pub(super) starts: Moment,
    pub(super) way: CallWay,
    pub(super) state: CallState,
}

/// The times that are open, of everybody.
fn open(tx: &mut Tx<'_>) -> Result<Vec<Open<AccountId>>, Problem> {
    type Row = (AccountId, Option<Weekday>, Option<Day>, WallClock, WallClock);
    let rows: Vec<Row> = first_call_time::table
        .filter(first_call_time::centre.eq(tx.centre()).and(first_call_time::ended_at.is_null()))
        .select((
            first_call_time::account,
            first_call_time::weekday,
            first_call_time::day,
            first_call_time::from_clock,
            first_call_time::until_clock,
        ))
        .load(tx.db())?;
    let whose = among(account::id, rows.iter().map(|row| row.0).collect::<Vec<_>>());
    let closed: Vec<AccountId> =
        account::table.filter(whose.and(account::closed.eq(true))).select(account::id).load(tx.db())?;
    let open = |(who, weekday, day, from, until): Row| {
        // Who has left takes no calls.
        if closed.contains(&who) {
            return None;
        }
        let on = weekday.map(On::Every).or(day.map(On::One))?;
        Some(Open { who, on, from, until })
    };
    Ok(rows.into_iter().filter_map(open).collect())
}

/// The times that are free now, each with who takes it.
pub(super) fn free_now(tx: &mut Tx<'_>) -> Result<Vec<(Moment, AccountId)>, Problem> {
    let open = open(tx)?;
    if open.is_empty() {
        return Ok(Vec::new());
    }
    let (centre, now) = (tx.centre(), tx.now);
    let taken: Vec<(AccountId, Moment, Moment)> = first_call::table
        .filter(first_call::centre.eq(centre).and(first_call::state.eq(CallState::Booked)))
        .filter(first_call::ends.gt(now))
        .select((first_call::account, first_call::starts, first_call::ends))
        .load(tx.db())?;
    let taken: Vec<(AccountId, Period)> = taken
        .into_iter()
        .filter_map(|(who, starts, ends)| Some((who, Period::new(starts, ends).ok()?)))
        .collect();
    let holidays = premises::bank_holidays(tx)?;
    Ok(free(&open, &taken, &holidays, now))
}

/// A call that is about to be kept.
pub(super) struct New<'a> {
    pub(super) enquiry: EnquiryId,
    pub(super) account: AccountId,
    pub(super) starts: Moment,
    pub(super) way: CallWay,
    pub(super) secret: &'a str,
    pub(super) reminder: Option<&'a Reminder>,
}

/// Keeps a call, and has whoever booked it told where they wished it.
pub(super) fn call_insert<A: Act<Id = CentreId>>(
    tx: &mut WriteTx<'_>,
    permit: &Permit<A>,
    new: &New<'_>,
) -> Result<(), Problem> {
    let id = FirstCallId::from_random(tx.random());
    let reminder = new.reminder.map(|reminder| tx.seal(new.enquiry, reminder)).transpose()?;
    diesel::insert_into(first_call::table)
        .values((
            first_call::id.eq(id),
            first_call::centre.eq(permit.id()),
            first_call::enquiry.eq(new.enquiry),
            first_call::account.eq(new.account),
            first_call::starts.eq(new.starts),
            first_call::ends.eq(new.starts.plus(LENGTH)),
            first_call::way.eq(new.way),
            first_call::state.eq(CallState::Booked),
            first_call::secret.eq(sha256(new.secret.as_bytes())),
            first_call::reminder.eq(reminder),
            first_call::made_at.eq(tx.now),
            first_call::changed_at.eq(tx.now),
        ))
        .execute(tx.db())?;
    tell_caller(tx, (id, new.starts))
}

/// Gives a call another time, with whoever has it. It is booked again, whatever it was, and whoever booked it is told
/// where they wished it.
pub(super) fn call_move<A: Act<Id = FirstCallId>>(
    tx: &mut WriteTx<'_>,
    permit: &Permit<A>,
    (starts, account): (Moment, AccountId),
) -> Result<(), Problem> {
    diesel::update(first_call::table.filter(first_call::id.eq(permit.id())))
        .set((
            first_call::account.eq(account),
            first_call::starts.eq(starts),
            first_call::ends.eq(starts.plus(LENGTH)),
            first_call::state.eq(CallState::Booked),
            first_call::changed_at.eq(tx.now),
        ))
        .execute(tx.db())?;
    tell_caller(tx, (permit.id(), starts))
}

pub(super) fn call_ends<A: Act<Id = FirstCallId>>(
    tx: &mut WriteTx<'_>,
    permit: &Permit<A>,
    state: CallState,
) -> Result<(), Problem> {
    diesel::update(first_call::table.filter(first_call::id.eq(permit.id())))
        .set((first_call::state.eq(state), first_call::changed_at.eq(tx.now)))
        .execute(tx.db())?;
    Ok(())
}

/// The call that a secret opens, if it opens one.
pub(super) fn by_secret(tx: &mut Tx<'_>, secret: &str) -> Result<Kept, Problem> {
    Ok(first_call::table
        .filter(first_call::secret.eq(sha256(secret.as_bytes())).and(first_call::centre.eq(tx.centre())))
        .select(Kept::as_select())
        .first(tx.db())?)
}

/// How whoever booked a call wishes to be reminded of it, if they do.
pub(super) fn reminder(tx: &mut Tx<'_>, id: FirstCallId) -> Result<Option<Reminder>, Problem> {
    let kept: Option<Sealed> = first_call::table
        .filter(first_call::id.eq(id).and(first_call::centre.eq(tx.centre())))
        .select(first_call::reminder)
        .first(tx.db())?;
    kept.map(|sealed| tx.open(&sealed)).transpose()
}

/// The call of an enquiry, if it has one.
pub(super) fn of_enquiry(tx: &mut Tx<'_>, id: EnquiryId) -> Result<Option<Kept>, Problem> {
    Ok(first_call::table
        .filter(first_call::enquiry.eq(id).and(first_call::centre.eq(tx.centre())))
        .select(Kept::as_select())
        .first(tx.db())
        .optional()?)
}

/// The calls that are booked, the next first, with who booked each and who makes it.
pub(super) fn booked(tx: &mut Tx<'_>, scope: &Scope) -> Result<Vec<(Kept, EnquiryTold, String)>, Problem> {
    let rows: Vec<(Kept, Sealed)> = first_call::table
        .inner_join(enquiry::table.on(enquiry::id.eq(first_call::enquiry)))
        .filter(first_call::centre.eq(scope.centre()).and(first_call::state.eq(CallState::Booked)))
        .order((first_call::starts, first_call::id))
        .limit(100)
        .select((Kept::as_select(), enquiry::document))
        .load(tx.db())?;
    let whose: Vec<AccountId> = rows.iter().map(|(kept, _)| kept.account).collect();
    let names: BTreeMap<AccountId, String> = account::table
        .filter(among(account::id, whose))
        .select((account::id, account::name))
        .load(tx.db())?
        .into_iter()
        .collect();
    let by = |kept: &Kept| names.get(&kept.account).cloned().unwrap_or_default();
    rows.into_iter().map(|(kept, told)| Ok((kept, tx.open(&told)?, by(&kept)))).collect()
}

/// Somebody's own times that are open.
pub(super) fn times(tx: &mut Tx<'_>, own: AccountId) -> Result<Vec<FirstCallTime>, Problem> {
    Ok(first_call_time::table
        .filter(first_call_time::account.eq(own).and(first_call_time::centre.eq(tx.centre())))
        .filter(first_call_time::ended_at.is_null())
        .order((first_call_time::day, first_call_time::weekday, first_call_time::from_clock))
        .limit(100)
        .select(FirstCallTime::as_select())
        .load(tx.db())?)
}

pub(super) fn time_insert(
    tx: &mut WriteTx<'_>,
    _: &Permit<KeepFirstCallTimes>,
    own: AccountId,
    new: &super::NewFirstCallTime,
) -> Result<(), Problem> {
    let id = FirstCallTimeId::from_random(tx.random());
    diesel::insert_into(first_call_time::table)
        .values((
            first_call_time::id.eq(id),
            first_call_time::centre.eq(tx.centre()),
            first_call_time::account.eq(own),
            first_call_time::weekday.eq(new.weekday),
            first_call_time::day.eq(new.day),
            first_call_time::from_clock.eq(new.from),
            first_call_time::until_clock.eq(new.until),
            first_call_time::made_at.eq(tx.now),
        ))
        .execute(tx.db())?;
    Ok(())
}

/// Ends somebody's own times; answers how many that were.
pub(super) fn time_end(
    tx: &mut WriteTx<'_>,
    _: &Permit<KeepFirstCallTimes>,
    (own, id): (AccountId, FirstCallTimeId),
) -> Result<usize, Problem> {
    let theirs = first_call_time::id.eq(id).and(first_call_time::account.eq(own));
    let open = theirs.and(first_call_time::ended_at.is_null()).and(first_call_time::centre.eq(tx.centre()));
    let now = tx.now;
    Ok(diesel::update(first_call_time::table.filter(open))
        .set(first_call_time::ended_at.eq(now))
        .execute(tx.db())?)
}
