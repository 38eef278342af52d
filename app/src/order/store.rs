//! Where orders are kept.

use super::{Ended, EndedOrder, NewOrder, NewReading, OrderDocument, OrderEnding};
use crate::schema::{court_order, court_order_terms, no_meeting};
use base::{AccountId, Day, FamilyId, Moment, OrderId, PartyId, ReferralId};
use diesel::prelude::*;
use host::{Problem, Tx, WriteTx, among, seal::Sealed, sign_in};
use policy::{Permit, WriteOrders};
use std::collections::{BTreeMap, HashMap};

/// One reading as it is kept.
#[derive(Clone, Debug)]
pub(super) struct KeptReading {
    pub(super) version: i32,
    pub(super) says: OrderDocument,
    pub(super) reason: String,
    pub(super) author: AccountId,
    pub(super) created: Moment,
    pub(super) confirmed_by: Option<AccountId>,
    pub(super) confirmed_at: Option<Moment>,
}

/// How an order ended, as it is kept.
#[derive(Clone, Debug)]
pub(super) struct KeptEnding {
    pub(super) how: Ended,
    pub(super) from: Day,
    pub(super) why: String,
    pub(super) by: AccountId,
    pub(super) at: Moment,
}

/// An order as it is kept, with its readings, the earliest first.
#[derive(Clone, Debug)]
pub(super) struct Kept {
    pub(super) id: OrderId,
    pub(super) family: FamilyId,
    pub(super) referral: Option<ReferralId>,
    pub(super) referral_order: Option<i32>,
    pub(super) replaces: Option<OrderId>,
    pub(super) ended: Option<KeptEnding>,
    pub(super) readings: Vec<KeptReading>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = court_order)]
struct Row {
    id: OrderId,
    family: FamilyId,
    referral: Option<ReferralId>,
    referral_order: Option<i32>,
    replaces: Option<OrderId>,
    ended_from: Option<Day>,
    ended_how: Option<Ended>,
    ended_why: Option<String>,
    ended_by: Option<AccountId>,
    ended_at: Option<Moment>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = court_order_terms)]
struct ReadingRow {
    version: i32,
    document: Sealed,
    reason: String,
    author: AccountId,
    created: Moment,
    confirmed_by: Option<AccountId>,
    confirmed_at: Option<Moment>,
}

impl Row {
    fn kept(self) -> Kept {
        let ended = match (self.ended_how, self.ended_from, self.ended_why, self.ended_by, self.ended_at) {
            (Some(how), Some(from), Some(why), Some(by), Some(at)) => {
                Some(KeptEnding { how, from, why, by, at })
            }
            _ => None,
        };
        Kept {
            id: self.id,
            family: self.family,
            referral: self.referral,
            referral_order: self.referral_order,
            replaces: self.replaces,
            ended,
            readings: Vec::new(),
        }
    }
}

impl ReadingRow {
    fn kept(self, tx: &Tx<'_>) -> Result<KeptReading, Problem> {
        Ok(KeptReading {
            version: self.version,
            says: tx.open(&self.document)?,
            reason: self.reason,
            author: self.author,
            created: self.created,
            confirmed_by: self.confirmed_by,
            confirmed_at: self.confirmed_at,
        })
    }
}

/// The orders of some families with every reading, the newest order first: one statement.
pub(super) fn kept(tx: &mut Tx<'_>, families: &[FamilyId]) -> Result<HashMap<FamilyId, Vec<Kept>>, Problem> {
    let centre = tx.centre();
    let rows: Vec<(Row, ReadingRow)> = court_order::table
        .inner_join(court_order_terms::table.on(court_order_terms::court_order.eq(court_order::id)))
        .filter(among(court_order::family, families).and(court_order::centre.eq(centre)))
        .order((court_order::created.desc(), court_order::id, court_order_terms::version))
        .select((Row::as_select(), ReadingRow::as_select()))
        .load(tx.db())?;
    let mut all: HashMap<FamilyId, Vec<Kept>> = HashMap::new();
    for (order, reading) in rows {
        let of_family = all.entry(order.family).or_default();
        if of_family.last().is_none_or(|last| last.id != order.id) {
            of_family.push(order.kept());
        }
        if let Some(last) = of_family.last_mut() {
            last.readings.push(reading.kept(tx)?);
        }
    }
    Ok(all)
}

/// The family of an order. Says "not found" for another centre's.
pub(super) fn family_of(tx: &mut Tx<'_>, id: OrderId) -> Result<FamilyId, Problem> {
    let centre = tx.centre();
    Ok(court_order::table
        .filter(court_order::id.eq(id).and(court_order::centre.eq(centre)))
        .select(court_order::family)
        .first(tx.db())?)
}

pub(super) fn order_insert(
    tx: &mut WriteTx<'_>,
    permit: &Permit<WriteOrders>,
    referral: Option<(ReferralId, i32)>,
    new: &NewOrder,
) -> Result<OrderId, Problem> {
    let (id, centre) = (OrderId::from_random(tx.random()), tx.centre());
    diesel::insert_into(court_order::table)
        .values((
            court_order::id.eq(id),
            court_order::centre.eq(centre),
            court_order::family.eq(permit.id()),
            court_order::referral.eq(referral.map(|(referral, _)| referral)),
            court_order::referral_order.eq(referral.map(|(_, number)| number)),
            court_order::replaces.eq(new.replaces),
            court_order::created.eq(tx.now),
            court_order::version.eq(1),
        ))
        .execute(tx.db())?;
    reading_insert(tx, (permit.id(), id), 1, &new.says, "")?;
    Ok(id)
}

fn reading_insert(
    tx: &mut WriteTx<'_>,
    (family, id): (FamilyId, OrderId),
    version: i32,
    says: &OrderDocument,
    reason: &str,
) -> Result<(), Problem> {
    let author = tx.actor.account.ok_or(Problem::SignInNeeded)?;
    let centre = tx.centre();
    diesel::insert_into(court_order_terms::table)
        .values((
            court_order_terms::court_order.eq(id),
            court_order_terms::version.eq(version),
            court_order_terms::centre.eq(centre),
            court_order_terms::document.eq(tx.seal(family, says)?),
            court_order_terms::reason.eq(reason),
            court_order_terms::author.eq(author),
            court_order_terms::created.eq(tx.now),
        ))
        .execute(tx.db())?;
    Ok(())
}

pub(super) fn reading_add(
    tx: &mut WriteTx<'_>,
    permit: &Permit<WriteOrders>,
    (id, version): (OrderId, i32),
    new: &NewReading,
) -> Result<(), Problem> {
    reading_insert(tx, (permit.id(), id), version, &new.says, new.reason.as_str())?;
    diesel::update(
        court_order::table.filter(court_order::id.eq(id).and(court_order::family.eq(permit.id()))),
    )
    .set(court_order::version.eq(version))
    .execute(tx.db())?;
    Ok(())
}

pub(super) fn reading_confirm(
    tx: &mut WriteTx<'_>,
    _: &Permit<WriteOrders>,
    (id, version): (OrderId, i32),
) -> Result<(), Problem> {
    let account = tx.actor.account.ok_or(Problem::SignInNeeded)?;
    let of_order = court_order_terms::court_order.eq(id).and(court_order_terms::version.eq(version));
    let now = tx.now;
    diesel::update(court_order_terms::table.filter(of_order))
        .set((court_order_terms::confirmed_by.eq(account), court_order_terms::confirmed_at.eq(now)))
        .execute(tx.db())?;
    Ok(())
}

/// An order counts no more from a day on.
pub(super) fn order_end(
    tx: &mut WriteTx<'_>,
    permit: &Permit<WriteOrders>,
    id: OrderId,
    (how, from, why): (Ended, Day, &str),
) -> Result<(), Problem> {
    let account = tx.actor.account.ok_or(Problem::SignInNeeded)?;
    let now = tx.now;
    diesel::update(
        court_order::table.filter(court_order::id.eq(id).and(court_order::family.eq(permit.id()))),
    )
    .set((
        court_order::ended_how.eq(how),
        court_order::ended_from.eq(from),
        court_order::ended_why.eq(why),
        court_order::ended_by.eq(account),
        court_order::ended_at.eq(now),
    ))
    .execute(tx.db())?;
    Ok(())
}

/// Keeps two adults apart, if they are not kept apart already.
pub(super) fn pair_insert(
    tx: &mut WriteTx<'_>,
    _: &Permit<WriteOrders>,
    (who, from): (PartyId, PartyId),
    reason: &str,
) -> Result<(), Problem> {
    let (one, other, centre, now) = (who.min(from), who.max(from), tx.centre(), tx.now);
    let there: i64 = no_meeting::table
        .filter(no_meeting::one.eq(one).and(no_meeting::other.eq(other)))
        .count()
        .get_result(tx.db())?;
    if there == 0 {
        diesel::insert_into(no_meeting::table)
            .values((
                no_meeting::one.eq(one),
                no_meeting::other.eq(other),
                no_meeting::centre.eq(centre),
                no_meeting::reason.eq(reason),
                no_meeting::at.eq(now),
            ))
            .execute(tx.db())?;
    }
    Ok(())
}

/// The names of everybody who wrote, confirmed or ended these orders, in one statement.
pub(super) fn names(tx: &mut Tx<'_>, orders: &[Kept]) -> Result<BTreeMap<AccountId, String>, Problem> {
    let accounts: Vec<AccountId> = orders
        .iter()
        .flat_map(|order| {
            let readings = order.readings.iter().flat_map(|one| [Some(one.author), one.confirmed_by]);
            readings.chain([order.ended.as_ref().map(|ended| ended.by)]).flatten()
        })
        .collect();
    if accounts.is_empty() {
        return Ok(BTreeMap::new());
    }
    Ok(sign_in::names_of(tx, &accounts)?.into_iter().collect())
}

impl KeptEnding {
    /// As it is told, with who said so.
    pub(super) fn told(&self, names: &BTreeMap<AccountId, String>) -> EndedOrder {
        EndedOrder {
            how: self.how,
            from: self.from,
            why: self.why.clone(),
            by: names.get(&self.by).cloned().unwrap_or_default(),
            at: self.at,
        }
    }
}

impl OrderEnding {
    /// How it is kept.
    pub(super) fn kept_as(&self) -> Ended {
        match self.how {
            super::HowEnded::Discharged => Ended::Discharged,
            super::HowEnded::NotNeeded => Ended::NotNeeded,
        }
    }
}
