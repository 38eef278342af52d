//! Where applications are kept, and apart from them where applicants are.

use super::{ApplicationInput, ApplicationState};
use crate::{
    family::contact::Contact,
    schema::{application, application_contact},
};
use base::{ApplicationId, CentreId, Moment, ReferralId};
use diesel::prelude::*;
use host::{
    Problem, Tx, WriteTx, among,
    paging::{Listed, Paging},
    seal::Sealed,
};
use policy::{Apply, JoinApplications, Permit, Scope, WriteApplication};

/// An application as it is kept.
#[derive(Clone, Debug)]
pub(super) struct Stored {
    pub id: ApplicationId,
    pub centre: CentreId,
    pub state: ApplicationState,
    pub document: ApplicationInput,
    pub created: Moment,
    pub submitted: Option<Moment>,
    pub referral: Option<ReferralId>,
}

type Row = (ApplicationId, CentreId, ApplicationState, Sealed, Moment, Option<Moment>, Option<ReferralId>);

macro_rules! columns {
    () => {
        (
            application::id,
            application::centre,
            application::state,
            application::document,
            application::created,
            application::submitted,
            application::referral,
        )
    };
}

fn stored(
    tx: &Tx<'_>,
    (id, centre, state, document, created, submitted, referral): Row,
) -> Result<Stored, Problem> {
    let document = tx.open(&document)?;
    Ok(Stored { id, centre, state, document, created, submitted, referral })
}

pub(super) fn application(tx: &mut Tx<'_>, id: ApplicationId) -> Result<Stored, Problem> {
    let centre = tx.centre();
    let row: Row = application::table
        .filter(application::id.eq(id).and(application::centre.eq(centre)))
        .select(columns!())
        .first(tx.db())?;
    stored(tx, row)
}

/// The application with this hash of a code, if there is one.
pub(super) fn by_hash(tx: &mut Tx<'_>, hash: &str) -> Result<Option<ApplicationId>, Problem> {
    let centre = tx.centre();
    Ok(application::table
        .filter(application::code.eq(hash).and(application::centre.eq(centre)))
        .select(application::id)
        .first(tx.db())
        .optional()?)
}

/// Keeps a document without its contact, whoever forgot to take it out.
fn without_contact(
    tx: &mut WriteTx<'_>,
    id: ApplicationId,
    document: &ApplicationInput,
) -> Result<Sealed, Problem> {
    tx.seal(id, &ApplicationInput { contact: None, ..document.clone() })
}

pub(super) fn application_insert(
    tx: &mut WriteTx<'_>,
    permit: &Permit<Apply>,
    hash: &str,
    document: &ApplicationInput,
) -> Result<ApplicationId, Problem> {
    let id = ApplicationId::from_random(tx.random());
    diesel::insert_into(application::table)
        .values((
            application::id.eq(id),
            application::centre.eq(permit.id()),
            application::code.eq(hash),
            application::state.eq(ApplicationState::Draft),
            application::document.eq(without_contact(tx, id, document)?),
            application::created.eq(tx.now),
        ))
        .execute(tx.db())?;
    contact_replace(tx, id, document.contact.as_ref())?;
    Ok(id)
}

pub(super) fn document_replace(
    tx: &mut WriteTx<'_>,
    permit: &Permit<WriteApplication>,
    document: &ApplicationInput,
) -> Result<(), Problem> {
    let draft = application::id.eq(permit.id()).and(application::state.eq(ApplicationState::Draft));
    diesel::update(application::table.filter(draft))
        .set((
            application::document.eq(without_contact(tx, permit.id(), document)?),
            application::changed.eq(tx.now),
        ))
        .execute(tx.db())?;
    contact_replace(tx, permit.id(), document.contact.as_ref())
}

pub(super) fn mark_sent(tx: &mut WriteTx<'_>, permit: &Permit<WriteApplication>) -> Result<(), Problem> {
    diesel::update(application::table.filter(application::id.eq(permit.id())))
        .set((application::state.eq(ApplicationState::Submitted), application::submitted.eq(tx.now)))
        .execute(tx.db())?;
    Ok(())
}

pub(super) fn mark_joined(
    tx: &mut WriteTx<'_>,
    _permit: &Permit<JoinApplications>,
    ids: [ApplicationId; 2],
    referral: ReferralId,
) -> Result<(), Problem> {
    diesel::update(application::table.filter(among(application::id, ids)))
        .set((application::state.eq(ApplicationState::Joined), application::referral.eq(referral)))
        .execute(tx.db())?;
    Ok(())
}

pub(super) fn contact(tx: &mut Tx<'_>, id: ApplicationId) -> Result<Option<Contact>, Problem> {
    let centre = tx.centre();
    let document: Option<Sealed> = application_contact::table
        .filter(application_contact::application.eq(id).and(application_contact::centre.eq(centre)))
        .select(application_contact::document)
        .first(tx.db())
        .optional()?;
    document.map(|document| tx.open(&document)).transpose()
}

fn contact_replace(
    tx: &mut WriteTx<'_>,
    id: ApplicationId,
    contact: Option<&Contact>,
) -> Result<(), Problem> {
    diesel::delete(application_contact::table.filter(application_contact::application.eq(id)))
        .execute(tx.db())?;
    let Some(contact) = contact else { return Ok(()) };
    diesel::insert_into(application_contact::table)
        .values((
            application_contact::application.eq(id),
            application_contact::centre.eq(tx.centre()),
            application_contact::document.eq(tx.seal(id, contact)?),
        ))
        .execute(tx.db())?;
    Ok(())
}

/// The applications in one state, newest first.
pub(super) fn applications(
    tx: &mut Tx<'_>,
    scope: &Scope,
    state: ApplicationState,
    paging: &Paging,
) -> Result<Listed<Stored>, Problem> {
    let mut query = application::table
        .filter(application::centre.eq(scope.centre()).and(application::state.eq(state)))
        .order((application::created.desc(), application::id.desc()))
        .limit(paging.fetch())
        .select(columns!())
        .into_boxed();
    if let Some(place) = paging.place()? {
        let same = application::created.eq(place.at).and(application::id.lt(place.id));
        query = query.filter(application::created.lt(place.at).or(same));
    }
    let rows: Vec<Row> = query.load(tx.db())?;
    let read = rows.into_iter().map(|row| stored(tx, row)).collect::<Result<Vec<_>, _>>()?;
    Ok(paging.page(read, |stored| (stored.created, stored.id.to_string())))
}

/// Every application that is sent and has no other half yet, to look for pairs among: the newest 500.
pub(super) fn unjoined(tx: &mut Tx<'_>, scope: &Scope) -> Result<Vec<Stored>, Problem> {
    let rows: Vec<Row> = application::table
        .filter(
            application::centre.eq(scope.centre()).and(application::state.eq(ApplicationState::Submitted)),
        )
        .order((application::created.desc(), application::id.desc()))
        .limit(500)
        .select(columns!())
        .load(tx.db())?;
    rows.into_iter().map(|row| stored(tx, row)).collect()
}
