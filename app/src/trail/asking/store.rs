//! Where the questions are kept, and what is read of the trail to answer them.

use super::super::store::OF_COMPLAINTS;
use super::{LookExtract, LookLineDecision, LookRequest};
use crate::schema::{family, look_line, look_request, meeting, party, trail_line, visit, visit_person};
use base::{AccountId, CentreId, Day, FamilyId, LookRequestId, Moment, PartyId};
use diesel::{dsl::count_star, prelude::*};
use host::{
    Problem, Tx, WriteTx, among,
    paging::{Listed, Paging},
    seal::Sealed,
    sign_in,
    trail::Kind,
};
use policy::{AnswerLookRequest, AskWhoLooked, Permit, Role, Scope};
use rules::visit::State;
use std::collections::HashMap;

/// One's own last question.
pub(super) struct Last {
    pub(super) asked_at: Moment,
    pub(super) due_on: Day,
    pub(super) extract: Option<LookExtract>,
}

pub(super) fn last_of(tx: &mut Tx<'_>, adult: PartyId) -> Result<Option<Last>, Problem> {
    let centre = tx.centre();
    let last: Option<(Moment, Day, Option<Sealed>)> = look_request::table
        .filter(look_request::party.eq(adult).and(look_request::centre.eq(centre)))
        .order((look_request::asked_at.desc(), look_request::released_at.is_null().desc()))
        .select((look_request::asked_at, look_request::due_on, look_request::extract))
        .first(tx.db())
        .optional()?;
    let read = |(asked_at, due_on, extract): (Moment, Day, Option<Sealed>)| {
        let extract = extract.map(|extract| tx.open(&extract)).transpose()?;
        Ok(Last { asked_at, due_on, extract })
    };
    last.map(read).transpose()
}

pub(super) fn insert(
    tx: &mut WriteTx<'_>,
    permit: &Permit<AskWhoLooked>,
    adult: PartyId,
    due_on: Day,
) -> Result<(), Problem> {
    let id = LookRequestId::from_random(tx.random());
    diesel::insert_into(look_request::table)
        .values((
            look_request::id.eq(id),
            look_request::centre.eq(tx.centre()),
            look_request::family.eq(permit.id()),
            look_request::party.eq(adult),
            look_request::asked_at.eq(tx.now),
            look_request::due_on.eq(due_on),
        ))
        .execute(tx.db())?;
    Ok(())
}

/// A question as it is kept.
pub(super) struct Kept {
    pub(super) request: LookRequest,
    pub(super) party: PartyId,
    pub(super) extract: Option<LookExtract>,
}

type Row = (LookRequestId, FamilyId, String, String, Moment, Day, Option<Moment>);

fn read((id, family, reference, asked_by, asked_at, due_on, released_at): Row) -> LookRequest {
    LookRequest { id, family, reference, asked_by, asked_at, due_on, released_at }
}

fn columns() -> (
    look_request::id,
    look_request::family,
    family::reference,
    party::name,
    look_request::asked_at,
    look_request::due_on,
    look_request::released_at,
) {
    (
        look_request::id,
        look_request::family,
        family::reference,
        party::name,
        look_request::asked_at,
        look_request::due_on,
        look_request::released_at,
    )
}

pub(super) fn one(tx: &mut Tx<'_>, id: LookRequestId) -> Result<Kept, Problem> {
    let centre = tx.centre();
    let (row, party, extract): (Row, PartyId, Option<Sealed>) = look_request::table
        .inner_join(family::table.on(family::id.eq(look_request::family)))
        .inner_join(party::table.on(party::id.eq(look_request::party)))
        .filter(look_request::id.eq(id).and(look_request::centre.eq(centre)))
        .select((columns(), look_request::party, look_request::extract))
        .first(tx.db())?;
    let extract = extract.map(|extract| tx.open(&extract)).transpose()?;
    Ok(Kept { request: read(row), party, extract })
}

pub(super) fn list(tx: &mut Tx<'_>, scope: &Scope, paging: &Paging) -> Result<Listed<LookRequest>, Problem> {
    let mut query = look_request::table
        .inner_join(family::table.on(family::id.eq(look_request::family)))
        .inner_join(party::table.on(party::id.eq(look_request::party)))
        .filter(look_request::centre.eq(scope.centre()))
        .order((look_request::asked_at.desc(), look_request::id.desc()))
        .limit(paging.fetch())
        .select(columns())
        .into_boxed();
    if let Some(place) = paging.place()? {
        let later = look_request::asked_at.eq(place.at).and(look_request::id.lt(place.id));
        query = query.filter(look_request::asked_at.lt(place.at).or(later));
    }
    let rows: Vec<Row> = query.load(tx.db())?;
    let requests = rows.into_iter().map(read).collect();
    Ok(paging.page(requests, |request: &LookRequest| (request.asked_at, request.id.to_string())))
}

pub(super) fn release(
    tx: &mut WriteTx<'_>,
    permit: &Permit<AnswerLookRequest>,
    id: LookRequestId,
    extract: &LookExtract,
) -> Result<(), Problem> {
    let (now, by) = (tx.now, tx.actor.account);
    let of_family = look_request::family.eq(permit.id()).and(look_request::id.eq(id));
    diesel::update(look_request::table.filter(of_family))
        .set((
            look_request::extract.eq(tx.seal(permit.id(), extract)?),
            look_request::released_at.eq(now),
            look_request::released_by.eq(by),
        ))
        .execute(tx.db())?;
    Ok(())
}

/// What a reviewer decided of one line. The last decision of a line counts; those before it stay.
pub(super) struct LineDecision {
    pub(super) number: i32,
    pub(super) line: String,
    pub(super) withheld: bool,
    pub(super) reason: String,
    pub(super) by: String,
    pub(super) at: Moment,
}

/// Everything that was decided of the lines of one answer.
pub(super) fn line_decisions(tx: &mut Tx<'_>, id: LookRequestId) -> Result<Vec<LineDecision>, Problem> {
    type Row = (i32, String, bool, String, AccountId, Moment);
    let rows: Vec<Row> = look_line::table
        .filter(look_line::request.eq(id))
        .order(look_line::number)
        .select((
            look_line::number,
            look_line::line,
            look_line::withheld,
            look_line::reason,
            look_line::account,
            look_line::at,
        ))
        .load(tx.db())?;
    let by: Vec<AccountId> = rows.iter().map(|row| row.4).collect();
    let names = if by.is_empty() { HashMap::new() } else { sign_in::names_of(tx, &by)? };
    let decision = |(number, line, withheld, reason, by, at): Row| LineDecision {
        number,
        line,
        withheld,
        reason,
        by: names.get(&by).cloned().unwrap_or_default(),
        at,
    };
    Ok(rows.into_iter().map(decision).collect())
}

/// Keeps what was decided of a line. The permit is for the family of the request.
pub(super) fn line_decide(
    tx: &mut WriteTx<'_>,
    permit: &Permit<AnswerLookRequest>,
    (id, line): (LookRequestId, &str),
    decision: &LookLineDecision,
) -> Result<(), Problem> {
    let by = tx.actor.account.ok_or(Problem::SignInNeeded)?;
    let of_family: i64 = look_request::table
        .filter(look_request::id.eq(id).and(look_request::family.eq(permit.id())))
        .count()
        .get_result(tx.db())?;
    if of_family == 0 {
        return Err(Problem::NotFound);
    }
    let last: Option<i32> = look_line::table
        .filter(look_line::request.eq(id))
        .select(diesel::dsl::max(look_line::number))
        .first(tx.db())?;
    diesel::insert_into(look_line::table)
        .values((
            look_line::request.eq(id),
            look_line::number.eq(last.unwrap_or(0) + 1),
            look_line::centre.eq(tx.centre()),
            look_line::line.eq(line),
            look_line::withheld.eq(decision.withhold),
            look_line::reason.eq(decision.reason.as_str()),
            look_line::account.eq(by),
            look_line::at.eq(tx.now),
        ))
        .execute(tx.db())?;
    Ok(())
}

/// The conditions of every line of a family up to a moment.
macro_rules! of_family {
    ($centre:expr, $family:expr, $until:expr) => {
        trail_line::centre
            .eq::<CentreId>($centre)
            .and(trail_line::family.eq::<FamilyId>($family))
            .and(trail_line::at.le::<Moment>($until))
    };
}

/// When somebody looked or wrote by this sign-in.
pub(super) fn own_doings(
    tx: &mut Tx<'_>,
    family: FamilyId,
    account: Option<AccountId>,
    until: Moment,
) -> Result<Vec<Moment>, Problem> {
    let Some(account) = account else { return Ok(Vec::new()) };
    let centre = tx.centre();
    Ok(trail_line::table
        .filter(of_family!(centre, family, until))
        .filter(trail_line::account.eq(account))
        .select(trail_line::at)
        .distinct()
        .load(tx.db())?)
}

/// When one's own meetings were written up, and in what role.
pub(super) fn own_meetings(
    tx: &mut Tx<'_>,
    family: FamilyId,
    adult: PartyId,
    until: Moment,
) -> Result<Vec<(Moment, Role)>, Problem> {
    let centre = tx.centre();
    let own = meeting::table.filter(meeting::party.eq(adult)).select(meeting::id);
    Ok(trail_line::table
        .filter(of_family!(centre, family, until))
        .filter(trail_line::kind.eq(Kind::Write.as_str()))
        .filter(trail_line::subject.eq_any(own))
        .select((trail_line::at, trail_line::role))
        .distinct()
        .load(tx.db())?)
}

/// When those who were on one's own visits looked at them or wrote of them, with when the visit was.
pub(super) fn own_visits(
    tx: &mut Tx<'_>,
    family: FamilyId,
    adult: PartyId,
    until: Moment,
) -> Result<Vec<(Moment, Moment, Role)>, Problem> {
    let centre = tx.centre();
    let own = visit_person::table.filter(visit_person::party.eq(adult)).select(visit_person::visit);
    Ok(trail_line::table
        .inner_join(visit::table.on(visit::id.eq(trail_line::subject)))
        .filter(of_family!(centre, family, until))
        .filter(visit::state.eq(State::Closed).and(visit::id.eq_any(own)))
        .filter(among(trail_line::role, [Role::Supervisor, Role::Volunteer]))
        .select((trail_line::at, visit::starts, trail_line::role))
        .distinct()
        .load(tx.db())?)
}

/// How many lines there are of each act and role.
pub(super) fn all_counted(
    tx: &mut Tx<'_>,
    family: FamilyId,
    until: Moment,
) -> Result<Vec<(String, Role, i64)>, Problem> {
    let centre = tx.centre();
    Ok(trail_line::table
        .filter(of_family!(centre, family, until))
        .filter(diesel::dsl::not(among(trail_line::act, OF_COMPLAINTS)))
        .group_by((trail_line::act, trail_line::role))
        .order((trail_line::act, trail_line::role))
        .select((trail_line::act, trail_line::role, count_star()))
        .load(tx.db())?)
}
