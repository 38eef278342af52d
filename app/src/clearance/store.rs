//! Where certificates are kept.

use super::{Certificate, KeptFile, NewCertificate};
use crate::{
    premises::StaffMember,
    schema::{certificate, staff},
    sent_file::SentFile,
};
use base::{AccountId, CentreId, CertificateId, Day, Moment, Prose, StaffId, TrainingId};
use diesel::prelude::*;
use host::{
    Problem, Tx, WriteTx, among,
    paging::{Listed, Paging},
    sign_in::names_of,
};
use policy::{AddCertificate, CheckCertificate, Permit, Role, Scope, Subject};
use rules::clearance::{CertificateStanding, Credential, DbsLevel, Requirement, SecondPerson};
use std::collections::HashMap;

#[derive(Queryable, Selectable)]
#[diesel(table_name = certificate)]
struct Shows {
    staff: StaffId,
    requirement: Requirement,
    level: Option<DbsLevel>,
    kinds: String,
    from_day: Day,
    expires: Option<Day>,
    update_checked: Option<Day>,
    standing: CertificateStanding,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = certificate)]
struct Row {
    id: CertificateId,
    centre: CentreId,
    #[diesel(embed)]
    shows: Shows,
    words: String,
    added_by: AccountId,
    added_staff: Option<StaffId>,
    added_at: Moment,
    decided_by: Option<AccountId>,
    decided_at: Option<Moment>,
    revoked_by: Option<AccountId>,
    revoked_at: Option<Moment>,
    reason: Option<String>,
    training: Option<TrainingId>,
    filename: Option<String>,
    media_type: Option<String>,
    sha256: Option<String>,
}

impl Shows {
    fn read(self) -> Result<Credential, Problem> {
        Ok(Credential {
            what: self.requirement,
            level: self.level,
            kinds: serde_json::from_str(&self.kinds)?,
            from: self.from_day,
            expires: self.expires,
            update_checked: self.update_checked,
            standing: self.standing,
        })
    }
}

impl Row {
    fn read(self, name: String, names: &HashMap<AccountId, String>) -> Result<Certificate, Problem> {
        let named = |id: AccountId| names.get(&id).cloned().unwrap_or_default();
        let file = match (self.filename, self.media_type, self.sha256) {
            (Some(filename), Some(media_type), Some(sha256)) => {
                Some(KeptFile { filename, media_type, sha256 })
            }
            _ => None,
        };
        Ok(Certificate {
            id: self.id,
            staff: self.shows.staff,
            name,
            credential: self.shows.read()?,
            words: self.words,
            added_at: self.added_at,
            added_by: named(self.added_by),
            added_staff: self.added_staff,
            decided_at: self.decided_at,
            decided_by: self.decided_by.map(named),
            revoked_at: self.revoked_at,
            revoked_by: self.revoked_by.map(named),
            reason: self.reason,
            training: self.training,
            file,
        })
    }
}

/// Rows with the names they speak of, in one statement more.
fn named(tx: &mut Tx<'_>, rows: Vec<(Row, String)>) -> Result<Vec<Certificate>, Problem> {
    let mut accounts: Vec<AccountId> = rows
        .iter()
        .flat_map(|(row, _)| [Some(row.added_by), row.decided_by, row.revoked_by])
        .flatten()
        .collect();
    accounts.sort();
    accounts.dedup();
    let names = if accounts.is_empty() { HashMap::new() } else { names_of(tx, &accounts)? };
    rows.into_iter().map(|(row, name)| row.read(name, &names)).collect()
}

/// Somebody who is tied to what is about themselves.
fn about<Id>(id: Id, centre: CentreId, staff: StaffId) -> Subject<Id> {
    Subject::of_staff(id, centre, vec![staff])
}

/// One member of staff, as the subject of what is about them.
pub(super) fn staff(tx: &mut Tx<'_>, id: StaffId) -> Result<(StaffMember, Subject<StaffId>), Problem> {
    let centre = tx.centre();
    let (name, role): (String, Role) = staff::table
        .filter(staff::id.eq(id).and(staff::centre.eq(centre)))
        .select((staff::name, staff::role))
        .first(tx.db())?;
    Ok((StaffMember { id, name, role, has_left: false }, about(id, centre, id)))
}

/// What these people have to show, whatever has become of it: whoever judges looks at that.
pub fn credentials(
    tx: &mut Tx<'_>,
    people: &[StaffId],
) -> Result<HashMap<StaffId, Vec<Credential>>, Problem> {
    let mut held: HashMap<StaffId, Vec<Credential>> = HashMap::new();
    if people.is_empty() {
        return Ok(held);
    }
    let centre = tx.centre();
    let rows: Vec<Shows> = certificate::table
        .filter(certificate::centre.eq(centre).and(among(certificate::staff, people.to_vec())))
        .select(Shows::as_select())
        .load(tx.db())?;
    for row in rows {
        held.entry(row.staff).or_default().push(row.read()?);
    }
    Ok(held)
}

/// The most of somebody's certificates that are listed.
const MOST: i64 = 200;

/// Somebody's certificates, the newest first.
pub fn of_staff(tx: &mut Tx<'_>, id: StaffId) -> Result<Vec<Certificate>, Problem> {
    let centre = tx.centre();
    let rows: Vec<(Row, String)> = certificate::table
        .inner_join(staff::table.on(staff::id.eq(certificate::staff)))
        .filter(certificate::centre.eq(centre).and(certificate::staff.eq(id)))
        .order((certificate::from_day.desc(), certificate::added_at.desc(), certificate::id))
        .limit(MOST)
        .select((Row::as_select(), staff::name))
        .load(tx.db())?;
    named(tx, rows)
}

/// The certificates that wait to be checked, the oldest first.
pub(super) fn waiting(
    tx: &mut Tx<'_>,
    scope: &Scope,
    paging: &Paging,
) -> Result<Listed<Certificate>, Problem> {
    let mut query = certificate::table
        .inner_join(staff::table.on(staff::id.eq(certificate::staff)))
        .filter(
            certificate::centre
                .eq(scope.centre())
                .and(certificate::standing.eq(CertificateStanding::Waiting)),
        )
        .order((certificate::added_at, certificate::id))
        .limit(paging.fetch())
        .select((Row::as_select(), staff::name))
        .into_boxed();
    if let Some(place) = paging.place()? {
        query = query.filter(
            certificate::added_at
                .gt(place.at)
                .or(certificate::added_at.eq(place.at).and(certificate::id.gt(place.id))),
        );
    }
    let rows: Vec<(Row, String)> = query.load(tx.db())?;
    let read = named(tx, rows)?;
    Ok(paging.page(read, |one| (one.added_at, one.id.to_string())))
}

/// One certificate, as the subject of what is done to it.
pub(super) fn certificate(
    tx: &mut Tx<'_>,
    id: CertificateId,
) -> Result<(Certificate, Subject<CertificateId>), Problem> {
    let centre = tx.centre();
    let row: (Row, String) = certificate::table
        .inner_join(staff::table.on(staff::id.eq(certificate::staff)))
        .filter(certificate::id.eq(id).and(certificate::centre.eq(centre)))
        .select((Row::as_select(), staff::name))
        .first(tx.db())?;
    let subject = about(row.0.id, row.0.centre, row.0.shows.staff);
    let read = named(tx, vec![row])?.pop().ok_or(Problem::NotFound)?;
    Ok((read, subject))
}

/// What its file holds. The caller may see the certificate.
pub(super) fn bytes(tx: &mut Tx<'_>, id: CertificateId) -> Result<Option<Vec<u8>>, Problem> {
    Ok(certificate::table.filter(certificate::id.eq(id)).select(certificate::bytes).first(tx.db())?)
}

/// Keeps a certificate, which then waits to be checked.
pub(super) fn certificate_insert(
    tx: &mut WriteTx<'_>,
    permit: &Permit<AddCertificate>,
    new: &NewCertificate,
    (file, training): (Option<&SentFile>, Option<TrainingId>),
) -> Result<CertificateId, Problem> {
    let id = CertificateId::from_random(tx.random());
    let account = tx.actor.account.ok_or(Problem::SignInNeeded)?;
    let added_staff = tx.actor.staff;
    diesel::insert_into(certificate::table)
        .values((
            (
                certificate::id.eq(id),
                certificate::centre.eq(tx.centre()),
                certificate::staff.eq(permit.id()),
                certificate::requirement.eq(new.requirement),
                certificate::level.eq(new.level),
                certificate::kinds.eq(serde_json::to_string(&new.kinds)?),
                certificate::from_day.eq(new.from),
                certificate::expires.eq(new.expires),
                certificate::update_checked.eq(new.update_checked),
                certificate::words.eq(new.words.as_str()),
                certificate::standing.eq(CertificateStanding::Waiting),
            ),
            certificate::added_by.eq(account),
            certificate::added_staff.eq(added_staff),
            certificate::added_at.eq(tx.now),
            certificate::training.eq(training),
            certificate::filename.eq(file.map(|file| file.filename.as_str())),
            certificate::media_type.eq(file.map(|file| file.media_type)),
            certificate::sha256.eq(file.map(|file| file.sha256.as_str())),
            certificate::bytes.eq(file.map(|file| file.bytes.as_slice())),
        ))
        .execute(tx.db())?;
    Ok(id)
}

/// Keeps that a second person checked it.
pub(super) fn certificate_checked(
    tx: &mut WriteTx<'_>,
    permit: &Permit<CheckCertificate>,
    second: SecondPerson,
) -> Result<(), Problem> {
    let account = tx.actor.account.ok_or(Problem::SignInNeeded)?;
    diesel::update(certificate::table.filter(certificate::id.eq(permit.id())))
        .set((
            certificate::standing.eq(CertificateStanding::Checked),
            certificate::decided_by.eq(account),
            certificate::decided_staff.eq(second.staff()),
            certificate::decided_at.eq(tx.now),
        ))
        .execute(tx.db())?;
    Ok(())
}

/// Keeps that it was refused.
pub(super) fn certificate_refused(
    tx: &mut WriteTx<'_>,
    permit: &Permit<CheckCertificate>,
    reason: &Prose,
) -> Result<(), Problem> {
    let account = tx.actor.account.ok_or(Problem::SignInNeeded)?;
    diesel::update(certificate::table.filter(certificate::id.eq(permit.id())))
        .set((
            certificate::standing.eq(CertificateStanding::Refused),
            certificate::decided_by.eq(account),
            certificate::decided_staff.eq(tx.actor.staff),
            certificate::decided_at.eq(tx.now),
            certificate::reason.eq(reason.as_str()),
        ))
        .execute(tx.db())?;
    Ok(())
}

/// Keeps that it was taken back.
pub(super) fn certificate_revoked(
    tx: &mut WriteTx<'_>,
    permit: &Permit<CheckCertificate>,
    reason: &Prose,
) -> Result<(), Problem> {
    let account = tx.actor.account.ok_or(Problem::SignInNeeded)?;
    diesel::update(certificate::table.filter(certificate::id.eq(permit.id())))
        .set((
            certificate::standing.eq(CertificateStanding::Revoked),
            certificate::revoked_by.eq(account),
            certificate::revoked_at.eq(tx.now),
            certificate::reason.eq(reason.as_str()),
        ))
        .execute(tx.db())?;
    Ok(())
}
