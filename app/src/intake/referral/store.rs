//! Where referrals are kept.

use super::{
    Contacts, Decision, Kept, ReferralLine, ReferralSource, ReferralState, ReferralsAsked, TriageInput,
};
use crate::schema::{family, referral, referral_contact, triage};
use base::{AccountId, CentreId, FamilyId, Moment, ReferralId};
use diesel::prelude::*;
use host::{Problem, Tx, WriteTx, among, paging::Listed, seal::Sealed};
use policy::{
    Act, Links, Permit, Restriction, Scope, StartReferral, Subject, SubmitReferral, TriageReferral,
};
use rules::intake::{Side, Stage, Triage};

/// A referral as it is kept.
pub(super) struct Stored {
    pub id: ReferralId,
    pub source: ReferralSource,
    pub family: Option<FamilyId>,
    pub stage: Option<Stage>,
    pub reference: Option<String>,
    pub kept: Kept,
    pub created: Moment,
    pub submitted: Option<Moment>,
}

impl Stored {
    pub(super) fn state(&self) -> ReferralState {
        ReferralState::of(self.stage)
    }
}

type Row = (
    ReferralId,
    CentreId,
    Option<FamilyId>,
    ReferralSource,
    Option<AccountId>,
    Sealed,
    Moment,
    Option<Moment>,
    Option<String>,
    Option<Stage>,
);

fn stored(tx: &Tx<'_>, row: Row) -> Result<(Stored, Subject<ReferralId>), Problem> {
    let (id, centre, family, source, author, document, created, submitted, reference, stage) = row;
    let links = Links { referrer: author, ..Links::default() };
    let kept = tx.open(&document)?;
    let stored = Stored { id, source, family, stage, reference, kept, created, submitted };
    Ok((stored, Subject { id, centre, family, links }))
}

macro_rules! columns {
    () => {
        (
            referral::id,
            referral::centre,
            referral::family,
            referral::source,
            referral::author,
            referral::document,
            referral::created,
            referral::submitted,
            family::reference.nullable(),
            family::stage.nullable(),
        )
    };
}

pub(super) fn referral(tx: &mut Tx<'_>, id: ReferralId) -> Result<(Stored, Subject<ReferralId>), Problem> {
    let centre = tx.centre();
    let row: Row = referral::table
        .left_join(family::table.on(family::id.nullable().eq(referral::family)))
        .filter(referral::id.eq(id).and(referral::centre.eq(centre)))
        .select(columns!())
        .first(tx.db())?;
    stored(tx, row)
}

pub(super) fn referrals(
    tx: &mut Tx<'_>,
    scope: &Scope,
    asked: &ReferralsAsked,
) -> Result<Listed<ReferralLine>, Problem> {
    let paging = asked.paging();
    let mut query = referral::table
        .left_join(family::table.on(family::id.nullable().eq(referral::family)))
        .filter(referral::centre.eq(scope.centre()))
        .limit(paging.fetch())
        .select(columns!())
        .into_boxed();
    query = match scope.restriction() {
        Restriction::None => query,
        Restriction::ReferredBy(account) => query.filter(referral::author.eq(account)),
        // No other role lists referrals; should one ever, it sees none.
        Restriction::OnDuty(_) | Restriction::Parent(_) | Restriction::Own(_) => {
            query.filter(referral::author.is_null()).limit(0)
        }
    };
    let oldest_first = matches!(asked.state, Some(ReferralState::ToDecide | ReferralState::Waiting));
    query = match asked.state {
        None => query,
        Some(ReferralState::Draft) => query.filter(referral::state.eq("draft")),
        // The few families that wait are found first: every referral there ever was is kept.
        Some(state) if oldest_first => {
            let waiting = diesel::alias!(family as waiting);
            let stage = among(waiting.field(family::stage), state.stages());
            let waiting = waiting
                .filter(waiting.field(family::centre).eq(scope.centre()).and(stage))
                .select(waiting.field(family::id).nullable());
            query.filter(referral::family.eq_any(waiting))
        }
        Some(state) => query.filter(among(family::stage, state.stages())),
    };
    let place = paging.place()?;
    query = if oldest_first {
        if let Some(place) = place {
            let same = referral::created.eq(place.at).and(referral::id.gt(place.id));
            query = query.filter(referral::created.gt(place.at).or(same));
        }
        query.order((referral::created, referral::id))
    } else {
        if let Some(place) = place {
            let same = referral::created.eq(place.at).and(referral::id.lt(place.id));
            query = query.filter(referral::created.lt(place.at).or(same));
        }
        query.order((referral::created.desc(), referral::id.desc()))
    };
    let rows: Vec<Row> = query.load(tx.db())?;
    let lines = rows
        .into_iter()
        .map(|row| Ok(line(stored(tx, row)?.0)))
        .collect::<Result<Vec<ReferralLine>, Problem>>()?;
    Ok(paging.page(lines, |line| (line.created, line.id.to_string())))
}

fn line(stored: Stored) -> ReferralLine {
    let document = stored.kept.document();
    ReferralLine {
        title: document.title(),
        capacity: document.referrer.as_ref().and_then(|referrer| referrer.capacity),
        state: stored.state(),
        id: stored.id,
        source: stored.source,
        created: stored.created,
        submitted: stored.submitted,
        family: stored.family,
        reference: stored.reference,
    }
}

pub(super) fn referral_insert<A: Act<Id = CentreId>>(
    tx: &mut WriteTx<'_>,
    permit: &Permit<A>,
    source: ReferralSource,
    kept: &Kept,
) -> Result<ReferralId, Problem> {
    let id = ReferralId::from_random(tx.random());
    diesel::insert_into(referral::table)
        .values((
            referral::id.eq(id),
            referral::centre.eq(permit.id()),
            referral::source.eq(source),
            referral::state.eq("draft"),
            referral::author.eq(tx.actor.account),
            referral::document.eq(tx.seal(id, kept)?),
            referral::created.eq(tx.now),
        ))
        .execute(tx.db())?;
    Ok(id)
}

pub(super) fn document_replace<A: Act<Id = ReferralId>>(
    tx: &mut WriteTx<'_>,
    permit: &Permit<A>,
    kept: &Kept,
) -> Result<(), Problem> {
    diesel::update(referral::table.filter(referral::id.eq(permit.id()).and(referral::state.eq("draft"))))
        .set((referral::document.eq(tx.seal(permit.id(), kept)?), referral::changed.eq(tx.now)))
        .execute(tx.db())?;
    Ok(())
}

/// The contacts of a draft. The caller has asked whether they may be read.
pub(super) fn contacts(tx: &mut Tx<'_>, id: ReferralId) -> Result<Contacts, Problem> {
    let centre = tx.centre();
    let rows: Vec<(Side, Sealed)> = referral_contact::table
        .filter(referral_contact::referral.eq(id).and(referral_contact::centre.eq(centre)))
        .select((referral_contact::side, referral_contact::document))
        .load(tx.db())?;
    let mut contacts = Contacts::default();
    for (side, document) in rows {
        *contacts.of_mut(side) = tx.open(&document)?;
    }
    Ok(contacts)
}

pub(super) fn contacts_replace(
    tx: &mut WriteTx<'_>,
    id: ReferralId,
    contacts: &Contacts,
) -> Result<(), Problem> {
    contacts_delete(tx, id)?;
    for side in Side::ALL {
        diesel::insert_into(referral_contact::table)
            .values((
                referral_contact::referral.eq(id),
                referral_contact::side.eq(*side),
                referral_contact::centre.eq(tx.centre()),
                referral_contact::document.eq(tx.seal(id, contacts.of(*side))?),
            ))
            .execute(tx.db())?;
    }
    Ok(())
}

pub(super) fn contacts_delete(tx: &mut WriteTx<'_>, id: ReferralId) -> Result<(), Problem> {
    diesel::delete(referral_contact::table.filter(referral_contact::referral.eq(id))).execute(tx.db())?;
    Ok(())
}

pub(super) fn mark_sent(
    tx: &mut WriteTx<'_>,
    permit: &Permit<SubmitReferral>,
    family: FamilyId,
) -> Result<(), Problem> {
    diesel::update(referral::table.filter(referral::id.eq(permit.id())))
        .set((referral::state.eq("submitted"), referral::submitted.eq(tx.now), referral::family.eq(family)))
        .execute(tx.db())?;
    // What leads to an adult is among the family's people from now on, and nowhere else.
    contacts_delete(tx, permit.id())
}

pub(super) fn decisions(tx: &mut Tx<'_>, id: ReferralId) -> Result<Vec<Decision>, Problem> {
    let rows: Vec<(Triage, Moment, String)> = triage::table
        .filter(triage::referral.eq(id))
        .order(triage::at)
        .select((triage::decision, triage::at, triage::reason))
        .load(tx.db())?;
    Ok(rows
        .into_iter()
        .map(|(decision, at, reason)| Decision { decision, at, reason: Some(reason) })
        .collect())
}

pub(super) fn triage_insert(
    tx: &mut WriteTx<'_>,
    permit: &Permit<TriageReferral>,
    input: &TriageInput,
) -> Result<(), Problem> {
    let account = tx.actor.account.ok_or(Problem::NotAllowed)?;
    let last: Option<Moment> = triage::table
        .filter(triage::referral.eq(permit.id()))
        .order(triage::at.desc())
        .select(triage::at)
        .first(tx.db())
        .optional()?;
    // Two decisions within one tick of the clock keep their order.
    let at = match last {
        Some(last) if last >= tx.now => {
            Moment::from_microseconds(last.microseconds() + 1).map_err(Problem::broken)?
        }
        _ => tx.now,
    };
    diesel::insert_into(triage::table)
        .values((
            triage::referral.eq(permit.id()),
            triage::at.eq(at),
            triage::centre.eq(tx.centre()),
            triage::decision.eq(input.decision),
            triage::reason.eq(input.reason.as_str()),
            triage::account.eq(account),
        ))
        .execute(tx.db())?;
    Ok(())
}

/// A permit to start is enough to write the contacts of what was just started.
pub(super) fn contacts_insert(
    tx: &mut WriteTx<'_>,
    _permit: &Permit<StartReferral>,
    id: ReferralId,
    contacts: &Contacts,
) -> Result<(), Problem> {
    contacts_replace(tx, id, contacts)
}
