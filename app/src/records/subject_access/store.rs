//! Where requests for somebody's own data are kept, with what was collected for them.

use super::{
    Collected, Exemption, Extension, FactOf, IdentityCheck, NewSubjectRequest, OwnRequest, PassageState,
    RequestState, SubjectRequest, passage::KeptPassage, person::Whom,
};
use crate::{
    records::registry::How,
    schema::{child, party, staff, subject_passage, subject_request},
};
use base::{
    AccountId, CentreId, ChildId, Day, EnquiryId, FamilyId, Minutes, Moment, PartyId, StaffId,
    SubjectRequestId,
};
use diesel::prelude::*;
use host::{
    Problem, Tx, WriteTx,
    paging::{Listed, Paging},
    seal::Sealed,
    sign_in::names_of,
};
use policy::{Act, ForgetBundles, Permit, Subject};
use rules::records::subject_access::{Clock, Identity};
use std::collections::HashMap;

/// A request as it is kept.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = subject_request)]
pub(super) struct Row {
    pub(super) id: SubjectRequestId,
    pub(super) centre: CentreId,
    pub(super) family: Option<FamilyId>,
    pub(super) party: Option<PartyId>,
    pub(super) child: Option<ChildId>,
    pub(super) staff: Option<StaffId>,
    pub(super) enquiry: Option<EnquiryId>,
    pub(super) through: Option<PartyId>,
    document: Sealed,
    pub(super) received_on: Day,
    identity: String,
    pub(super) identity_on: Option<Day>,
    identity_words: Option<String>,
    pub(super) extended_told_on: Option<Day>,
    extended_because: Option<String>,
    pub(super) state: RequestState,
    pub(super) created: Moment,
    pub(super) reviewer: Option<AccountId>,
    approver: Option<AccountId>,
    sealed_at: Option<Moment>,
    pub(super) sha256: Option<String>,
    sent_at: Option<Moment>,
    sent_words: Option<String>,
    ended_at: Option<Moment>,
    ended_words: Option<String>,
}

impl Row {
    pub(super) fn clock(&self) -> Clock {
        let identity = match (self.identity.as_str(), self.identity_on) {
            ("known", _) => Identity::Known,
            (_, Some(on)) => Identity::Shown(on),
            (_, None) => Identity::Awaited,
        };
        Clock { received: self.received_on, identity, extended: self.extended_told_on.is_some() }
    }

    pub(super) fn whom(&self) -> Whom {
        Whom {
            family: self.family,
            party: self.party,
            child: self.child,
            through: self.through,
            staff: self.staff,
            enquiry: self.enquiry,
        }
    }

    pub(super) fn is_over(&self) -> bool {
        self.ended_at.is_some()
    }

    pub(super) fn subject(&self) -> Subject<SubjectRequestId> {
        Subject { family: self.family, ..Subject::of_centre(self.id, self.centre) }
    }

    pub(super) fn asked_by(&self, tx: &Tx<'_>) -> Result<String, Problem> {
        let asked: NewSubjectRequest = tx.open(&self.document)?;
        Ok(asked.asked_by.to_string())
    }
}

/// One request.
pub(super) fn request(tx: &mut Tx<'_>, id: SubjectRequestId) -> Result<Row, Problem> {
    let centre = tx.centre();
    Ok(subject_request::table
        .filter(subject_request::id.eq(id).and(subject_request::centre.eq(centre)))
        .select(Row::as_select())
        .first(tx.db())?)
}

/// Requests with the names that belong to them.
pub(super) fn read(tx: &mut Tx<'_>, rows: Vec<Row>) -> Result<Vec<SubjectRequest>, Problem> {
    let (centre, today) = (tx.centre(), tx.now.day());
    let accounts: Vec<AccountId> =
        rows.iter().flat_map(|row| row.reviewer.into_iter().chain(row.approver)).collect();
    let accounts = if accounts.is_empty() { HashMap::new() } else { names_of(tx, &accounts)? };
    let ids: Vec<String> = rows
        .iter()
        .filter_map(|row| {
            let id = row.party.map(|id| id.to_string()).or(row.child.map(|id| id.to_string()));
            id.or(row.staff.map(|id| id.to_string()))
        })
        .collect();
    let mut names: Vec<(String, String)> = Vec::new();
    if !ids.is_empty() {
        names.extend(
            party::table
                .filter(party::centre.eq(centre).and(host::among(party::id, &ids)))
                .select((party::id, party::name))
                .load::<(String, String)>(tx.db())?,
        );
        names.extend(
            child::table
                .filter(child::centre.eq(centre).and(host::among(child::id, &ids)))
                .select((child::id, child::name))
                .load::<(String, String)>(tx.db())?,
        );
        names.extend(
            staff::table
                .filter(staff::centre.eq(centre).and(host::among(staff::id, &ids)))
                .select((staff::id, staff::name))
                .load::<(String, String)>(tx.db())?,
        );
    }
    let name = |by: Option<AccountId>| by.and_then(|by| accounts.get(&by).cloned());
    rows.into_iter()
        .map(|row| {
            let clock = row.clock();
            let id = row.party.map(|id| id.to_string()).or(row.child.map(|id| id.to_string()));
            let id = id.or(row.staff.map(|id| id.to_string()));
            let known = id.and_then(|id| names.iter().find(|(other, _)| *other == id));
            let concerns = match (known, row.enquiry) {
                (Some((_, name)), _) => Some(name.clone()),
                (None, Some(_)) => Some("Whoever made an enquiry".to_owned()),
                (None, None) => None,
            };
            let is_here = row.sha256.is_some()
                && matches!(row.state, RequestState::Sealed | RequestState::Sent)
                && row.sealed_at.is_some_and(|at| at.plus(KEPT) > tx.now);
            Ok(SubjectRequest {
                id: row.id,
                asked: tx.open(&row.document)?,
                concerns,
                family: row.family,
                identity_on: row.identity_on,
                identity_words: row.identity_words,
                extended_told_on: row.extended_told_on,
                extended_because: row.extended_because,
                answer_by: clock.answer_by(),
                days_left: clock.days_left(today),
                state: row.state,
                created: row.created,
                reviewer: name(row.reviewer),
                approver: name(row.approver),
                sealed_at: row.sealed_at,
                sha256: row.sha256,
                is_here,
                sent_at: row.sent_at,
                sent_words: row.sent_words,
                ended_words: row.ended_words,
            })
        })
        .collect()
}

/// How long a sealed bundle is kept.
pub(super) const KEPT: Minutes = Minutes(30 * 24 * 60);

/// All requests, newest first.
pub(super) fn requests(tx: &mut Tx<'_>, paging: &Paging) -> Result<Listed<SubjectRequest>, Problem> {
    let centre = tx.centre();
    let mut query = subject_request::table
        .filter(subject_request::centre.eq(centre))
        .order((subject_request::created.desc(), subject_request::id.desc()))
        .limit(paging.fetch())
        .select(Row::as_select())
        .into_boxed();
    if let Some(place) = paging.place()? {
        query = query.filter(
            subject_request::created
                .lt(place.at)
                .or(subject_request::created.eq(place.at).and(subject_request::id.lt(place.id))),
        );
    }
    let rows: Vec<Row> = query.load(tx.db())?;
    let read = read(tx, rows)?;
    Ok(paging.page(read, |request| (request.created, request.id.to_string())))
}

/// The requests that an adult made about themselves, the newest first.
pub(super) fn of_party(tx: &mut Tx<'_>, id: PartyId) -> Result<Vec<OwnRequest>, Problem> {
    let rows: Vec<Row> = subject_request::table
        .filter(subject_request::party.eq(id))
        .order((subject_request::created.desc(), subject_request::id.desc()))
        .limit(20)
        .select(Row::as_select())
        .load(tx.db())?;
    Ok(rows
        .iter()
        .map(|row| OwnRequest {
            received_on: row.received_on,
            answer_by: row.clock().answer_by(),
            is_over: row.is_over(),
        })
        .collect())
}

pub(super) fn insert<A: Act>(
    tx: &mut WriteTx<'_>,
    _permit: &Permit<A>,
    whom: &Whom,
    new: &NewSubjectRequest,
) -> Result<SubjectRequestId, Problem> {
    let by = tx.actor.account.ok_or(Problem::SignInNeeded)?;
    let (id, centre) = (SubjectRequestId::from_random(tx.random()), tx.centre());
    diesel::insert_into(subject_request::table)
        .values((
            subject_request::id.eq(id),
            subject_request::centre.eq(centre),
            subject_request::family.eq(whom.family),
            subject_request::party.eq(whom.party),
            subject_request::child.eq(whom.child),
            subject_request::staff.eq(whom.staff),
            subject_request::enquiry.eq(whom.enquiry),
            subject_request::through.eq(whom.through),
            subject_request::document.eq(tx.seal(id, new)?),
            subject_request::received_on.eq(new.received_on),
            subject_request::identity.eq(if new.identity_needed { "needed" } else { "known" }),
            subject_request::state.eq(RequestState::Open),
            subject_request::account.eq(by),
            subject_request::created.eq(tx.now),
        ))
        .execute(tx.db())?;
    Ok(id)
}

/// A changeset for the request of a permit.
macro_rules! change {
    ($tx:expr, $permit:expr, $set:expr) => {{
        diesel::update(subject_request::table.filter(subject_request::id.eq($permit.id())))
            .set($set)
            .execute($tx.db())?;
        Ok(())
    }};
}

type Of<A> = Permit<A>;

pub(super) fn identity<A: Act<Id = SubjectRequestId>>(
    tx: &mut WriteTx<'_>,
    permit: &Of<A>,
    check: &IdentityCheck,
) -> Result<(), Problem> {
    change!(
        tx,
        permit,
        (subject_request::identity_on.eq(check.on), subject_request::identity_words.eq(check.words.as_str()),)
    )
}

pub(super) fn extend<A: Act<Id = SubjectRequestId>>(
    tx: &mut WriteTx<'_>,
    permit: &Of<A>,
    new: &Extension,
) -> Result<(), Problem> {
    change!(
        tx,
        permit,
        (
            subject_request::extended_told_on.eq(new.told_on),
            subject_request::extended_because.eq(new.because.as_str()),
        )
    )
}

/// Ends a request, and lets go of what was collected for it.
pub(super) fn end<A: Act<Id = SubjectRequestId>>(
    tx: &mut WriteTx<'_>,
    permit: &Of<A>,
    state: RequestState,
    because: &str,
) -> Result<(), Problem> {
    passages_forget(tx, permit.id())?;
    change!(
        tx,
        permit,
        (
            subject_request::state.eq(state),
            subject_request::ended_at.eq(tx.now),
            subject_request::ended_words.eq(because),
            subject_request::sealed.eq(None::<Vec<u8>>),
        )
    )
}

pub(super) fn state<A: Act<Id = SubjectRequestId>>(
    tx: &mut WriteTx<'_>,
    permit: &Of<A>,
    state: RequestState,
    reviewer: Option<AccountId>,
) -> Result<(), Problem> {
    change!(
        tx,
        permit,
        (
            subject_request::state.eq(state),
            subject_request::reviewer.eq(reviewer),
            subject_request::proposed_at.eq((state == RequestState::Proposed).then_some(tx.now)),
        )
    )
}

pub(super) fn seal<A: Act<Id = SubjectRequestId>>(
    tx: &mut WriteTx<'_>,
    permit: &Of<A>,
    bytes: &[u8],
    sha256: &str,
) -> Result<(), Problem> {
    let by = tx.actor.account.ok_or(Problem::SignInNeeded)?;
    // What is sealed is in the bundle; it is not kept beside it. What was decided, and why, is.
    let nothing = tx.seal_text(permit.id(), "[]")?;
    diesel::update(subject_passage::table.filter(subject_passage::request.eq(permit.id())))
        .set((subject_passage::facts.eq(&nothing), subject_passage::cut.eq(&nothing)))
        .execute(tx.db())?;
    change!(
        tx,
        permit,
        (
            subject_request::state.eq(RequestState::Sealed),
            subject_request::approver.eq(by),
            subject_request::sealed_at.eq(tx.now),
            subject_request::sealed.eq(bytes),
            subject_request::sha256.eq(sha256),
        )
    )
}

pub(super) fn sent<A: Act<Id = SubjectRequestId>>(
    tx: &mut WriteTx<'_>,
    permit: &Of<A>,
    words: &str,
) -> Result<(), Problem> {
    change!(
        tx,
        permit,
        (
            subject_request::state.eq(RequestState::Sent),
            subject_request::sent_at.eq(tx.now),
            subject_request::sent_words.eq(words),
            subject_request::ended_at.eq(tx.now),
        )
    )
}

pub(super) fn bytes(tx: &mut Tx<'_>, id: SubjectRequestId) -> Result<Option<Vec<u8>>, Problem> {
    Ok(subject_request::table
        .filter(subject_request::id.eq(id))
        .select(subject_request::sealed)
        .first(tx.db())?)
}

/// How many bundles' time is over.
pub(super) fn bundles_over(tx: &mut Tx<'_>) -> Result<i64, Problem> {
    let (centre, until) = (tx.centre(), tx.now.plus(Minutes(-KEPT.0)));
    Ok(subject_request::table
        .filter(subject_request::centre.eq(centre).and(subject_request::sealed.is_not_null()))
        .filter(subject_request::sealed_at.le(until))
        .count()
        .get_result(tx.db())?)
}

/// Lets go of the bundles whose time is over.
pub(super) fn bundles_forget(tx: &mut WriteTx<'_>, permit: &Permit<ForgetBundles>) -> Result<usize, Problem> {
    let until = tx.now.plus(Minutes(-KEPT.0));
    Ok(diesel::update(
        subject_request::table
            .filter(subject_request::centre.eq(permit.id()).and(subject_request::sealed.is_not_null()))
            .filter(subject_request::sealed_at.le(until)),
    )
    .set(subject_request::sealed.eq(None::<Vec<u8>>))
    .execute(tx.db())?)
}

fn passages_forget(tx: &mut WriteTx<'_>, id: SubjectRequestId) -> Result<(), Problem> {
    diesel::delete(subject_passage::table.filter(subject_passage::request.eq(id))).execute(tx.db())?;
    Ok(())
}

/// Keeps what was collected, numbered in its order.
pub(super) fn passages_insert<A: Act<Id = SubjectRequestId>>(
    tx: &mut WriteTx<'_>,
    permit: &Of<A>,
    collected: &[Collected],
) -> Result<(), Problem> {
    let centre = tx.centre();
    for (number, one) in (1i32..).zip(collected) {
        let (how, state) = match one.how {
            How::Given => ("given", PassageState::Given),
            How::Own => ("own", PassageState::Given),
            How::Judged => ("judged", PassageState::Undecided),
        };
        diesel::insert_into(subject_passage::table)
            .values((
                subject_passage::request.eq(permit.id()),
                subject_passage::number.eq(number),
                subject_passage::centre.eq(centre),
                subject_passage::how.eq(how),
                subject_passage::section.eq(one.section),
                subject_passage::facts.eq(tx.seal(permit.id(), &one.records)?),
                subject_passage::cut.eq(tx.seal_text(permit.id(), "[]")?),
                subject_passage::was_cut.eq(one.was_cut),
                subject_passage::state.eq(state),
            ))
            .execute(tx.db())?;
    }
    Ok(())
}

type PassageRow =
    (i32, String, String, Sealed, Sealed, bool, PassageState, Option<Exemption>, Option<String>);

/// Everything that was collected for a request, in order.
pub(super) fn passages(tx: &mut Tx<'_>, id: SubjectRequestId) -> Result<Vec<KeptPassage>, Problem> {
    let rows: Vec<PassageRow> = subject_passage::table
        .filter(subject_passage::request.eq(id))
        .order(subject_passage::number)
        .select((
            subject_passage::number,
            subject_passage::section,
            subject_passage::how,
            subject_passage::facts,
            subject_passage::cut,
            subject_passage::was_cut,
            subject_passage::state,
            subject_passage::ground,
            subject_passage::reason,
        ))
        .load(tx.db())?;
    rows.into_iter()
        .map(|(number, section, how, facts, cut, was_cut, state, ground, reason)| {
            let records: Vec<Vec<FactOf>> = tx.open(&facts)?;
            let is_own = how == "own";
            let cut = tx.open(&cut)?;
            Ok(KeptPassage { number, section, is_own, records, cut, was_cut, state, ground, reason })
        })
        .collect()
}

pub(super) fn passage_decide<A: Act<Id = SubjectRequestId>>(
    tx: &mut WriteTx<'_>,
    permit: &Of<A>,
    passage: &KeptPassage,
) -> Result<(), Problem> {
    let by = tx.actor.account.ok_or(Problem::SignInNeeded)?;
    let one = subject_passage::request.eq(permit.id()).and(subject_passage::number.eq(passage.number));
    diesel::update(subject_passage::table.filter(one))
        .set((
            subject_passage::cut.eq(tx.seal(permit.id(), &passage.cut)?),
            subject_passage::state.eq(passage.state),
            subject_passage::ground.eq(passage.ground),
            subject_passage::reason.eq(passage.reason.as_deref()),
            subject_passage::decided_by.eq(by),
            subject_passage::decided_at.eq(tx.now),
        ))
        .execute(tx.db())?;
    Ok(())
}

/// Whether somebody decided any passage of a request.
pub(super) fn decided_by(
    tx: &mut Tx<'_>,
    id: SubjectRequestId,
    who: Option<AccountId>,
) -> Result<bool, Problem> {
    let decided: i64 = subject_passage::table
        .filter(subject_passage::request.eq(id).and(subject_passage::decided_by.eq(who)))
        .count()
        .get_result(tx.db())?;
    Ok(decided > 0)
}
