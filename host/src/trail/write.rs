//! Writing lines.

use super::line::{Kind, Line};
use crate::{Ids, Looked, Problem, Recorded, Tx, WriteTx, db::EitherDatabase, schema::audit_entry};
use base::{AuditId, CentreId, EmergencyAccessId, FamilyId, Moment};
use diesel::{
    prelude::*,
    result::{DatabaseErrorKind, Error},
};
use policy::{Act, Actor, Permit, Purpose};
use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

/// The last line of a centre's trail.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tip {
    seq: i64,
    hash: String,
}

/// The last lines as this program committed them, so that nobody has to ask for one before adding the next.
/// Another program may have added lines since: then the place of the next line is taken, the database says so,
/// and the transaction is tried again with what is there.
#[derive(Debug, Default)]
pub(crate) struct Tips(Mutex<HashMap<CentreId, Tip>>);

impl Tips {
    fn known(&self) -> MutexGuard<'_, HashMap<CentreId, Tip>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The last line, for the centre's only writer. It is put back when what it wrote is committed.
    pub(crate) fn take(&self, centre: CentreId) -> Option<Tip> {
        self.known().remove(&centre)
    }

    /// What was committed last.
    pub(crate) fn put(&self, centre: CentreId, tip: Option<Tip>) {
        let Some(tip) = tip else { return };
        let mut known = self.known();
        let last = known.entry(centre).or_default();
        if last.seq <= tip.seq {
            *last = tip;
        }
    }
}

/// What a line is about.
pub(super) struct About<'a> {
    pub(super) actor: &'a Actor,
    pub(super) at: Moment,
    pub(super) kind: Kind,
    pub(super) act: &'static str,
    pub(super) subject: &'a str,
    pub(super) family: Option<FamilyId>,
    pub(super) summary: &'a str,
    pub(super) document: Option<&'a str>,
    /// The emergency access that alone opened it.
    pub(super) emergency: Option<EmergencyAccessId>,
}

/// Why no line could be added.
pub(super) enum NotAdded {
    /// Another program added one first: the transaction has to be tried again.
    Overtaken,
    /// It broke.
    Broken(Error),
}

impl From<Error> for NotAdded {
    fn from(error: Error) -> Self {
        Self::Broken(error)
    }
}

/// Adds a line after the tip, which it moves. The tip is asked for where it is not known.
pub(super) fn add(
    db: &mut EitherDatabase,
    ids: &Ids,
    tip: &mut Option<Tip>,
    about: &About<'_>,
) -> Result<(), NotAdded> {
    let centre = about.actor.centre;
    let last = match tip.take() {
        Some(last) => last,
        None => last(db, centre)?,
    };
    let line = Line {
        centre: centre.to_string(),
        seq: last.seq + 1,
        id: AuditId::from_random(ids.bits()).to_string(),
        at: about.at.microseconds(),
        account: about.actor.account.map(|account| account.to_string()),
        role: about.actor.role.as_str().to_owned(),
        kind: about.kind.as_str().to_owned(),
        purpose: match about.emergency {
            Some(_) => Purpose::Emergency,
            None => Purpose::of(about.act, about.actor.role),
        }
        .as_str()
        .to_owned(),
        act: about.act.to_owned(),
        subject: about.subject.to_owned(),
        family: about.family.map(|family| family.to_string()),
        summary: about.summary.to_owned(),
        document: about.document.map(str::to_owned),
        previous: last.hash,
        hash: String::new(),
    }
    .sealed();
    match diesel::insert_into(audit_entry::table).values(&line).execute(db) {
        Ok(_) => {
            *tip = Some(Tip { seq: line.seq, hash: line.hash });
            Ok(())
        }
        Err(Error::DatabaseError(DatabaseErrorKind::UniqueViolation, _)) => Err(NotAdded::Overtaken),
        Err(error) => Err(error.into()),
    }
}

fn last(db: &mut EitherDatabase, centre: CentreId) -> Result<Tip, Error> {
    let last: Option<(i64, String)> = audit_entry::table
        .filter(audit_entry::centre.eq(centre))
        .order(audit_entry::seq.desc())
        .select((audit_entry::seq, audit_entry::hash))
        .first(db)
        .optional()?;
    Ok(last.map(|(seq, hash)| Tip { seq, hash }).unwrap_or_default())
}

/// Adds a line for everything that somebody was let see.
pub(super) fn add_looks(
    db: &mut EitherDatabase,
    ids: &Ids,
    tip: &mut Option<Tip>,
    (actor, at): (&Actor, Moment),
    looks: &[Looked],
) -> Result<(), NotAdded> {
    for look in looks {
        let opened = look.emergency.map(|id| format!("Opened by emergency access {id}"));
        let about = About {
            actor,
            at,
            kind: Kind::Read,
            act: look.act,
            subject: &look.subject,
            family: look.family,
            summary: opened.as_deref().unwrap_or_default(),
            document: None,
            emergency: look.emergency,
        };
        add(db, ids, tip, &about)?;
    }
    Ok(())
}

impl WriteTx<'_> {
    /// Records what the permit allowed and was done, and lets the result be kept.
    pub fn record<A: Act, T>(
        &mut self,
        permit: &Permit<A>,
        family: Option<FamilyId>,
        summary: &str,
        value: T,
    ) -> Result<Recorded<T>, Problem> {
        self.add_line(permit, family, summary, None)?;
        Ok(Recorded::now(value))
    }

    /// The same for the making of a document, whose SHA-256 is sealed with the line.
    pub fn record_document<A: Act, T>(
        &mut self,
        permit: &Permit<A>,
        family: Option<FamilyId>,
        summary: &str,
        document: &[u8],
        value: T,
    ) -> Result<Recorded<T>, Problem> {
        let digest = crate::audit::sha256(document);
        self.add_line(permit, family, summary, Some(&digest))?;
        Ok(Recorded::now(value))
    }

    fn add_line<A: Act>(
        &mut self,
        permit: &Permit<A>,
        family: Option<FamilyId>,
        summary: &str,
        document: Option<&str>,
    ) -> Result<(), Problem> {
        let subject = permit.id().to_string();
        let (actor, at, ids) = (self.actor, self.now, self.ids());
        let about = About {
            actor,
            at,
            kind: Kind::Write,
            act: A::NAME,
            subject: &subject,
            family,
            summary,
            document,
            emergency: permit.emergency(),
        };
        let (tx, tip) = self.parts();
        let added = add(tx.db(), ids, tip, &about);
        self.judge(added)?;
        self.note_recorded(A::NAME, subject);
        Ok(())
    }

    /// Adds a line for what was looked at and not recorded as written.
    pub(crate) fn add_looks(&mut self) -> Result<(), Problem> {
        let looks = self.not_recorded();
        let (actor, at, ids) = (self.actor, self.now, self.ids());
        let (tx, tip) = self.parts();
        let added = add_looks(tx.db(), ids, tip, (actor, at), &looks);
        self.judge(added)
    }

    fn judge(&mut self, added: Result<(), NotAdded>) -> Result<(), Problem> {
        added.map_err(|why| match why {
            NotAdded::Overtaken => {
                self.is_overtaken = true;
                Problem::broken("another program added to the trail first")
            }
            NotAdded::Broken(error) => error.into(),
        })
    }

    /// The last line of the trail, once this transaction has written one.
    pub(super) fn tip_size(&mut self) -> i64 {
        self.parts().1.as_ref().map_or(0, |tip| tip.seq)
    }

    /// Answers what was recorded before, for something sent again. Nothing may have been written in this
    /// transaction. Whoever has signed in and is told again what they were told before has looked again.
    pub fn recorded_before<A: Act, T>(&self, _permit: &Permit<A>, value: T) -> Recorded<T> {
        Recorded::again(value)
    }
}

impl Tx<'_> {
    /// The latest line's place, to be told to those who look after the program.
    pub fn trail_size(&mut self) -> Result<i64, Problem> {
        let centre = self.centre();
        Ok(last(self.db(), centre)?.seq)
    }
}
