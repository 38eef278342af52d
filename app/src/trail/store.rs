//! Lines of the trail, read for people.

use super::TrailLine;
use crate::{
    incident::hidden_from,
    schema::{family, trail_line},
};
use base::{AccountId, AuditId, FamilyId, Faults, Moment, StaffId};
use diesel::prelude::*;
use host::{
    Problem, Tx, among,
    paging::{Listed, Paging},
    schema::account,
    trail::Kind,
};
use policy::{
    Act, EveryAct, HandleComplaint, ListComplaints, MakeComplaint, Purpose, Role, SeeComplaint,
    SeeOwnComplaints, SeeSupervision, WriteOwnComplaint, WriteSupervision,
};
use std::collections::{HashMap, HashSet};

/// Whose lines are wanted.
#[derive(Clone, Copy)]
pub(super) enum Whose {
    /// About this family.
    Family(FamilyId),
    /// By this member of staff.
    Staff(StaffId),
}

/// What is recorded of an allegation against a worker names no family (R21). From the pages it is left out for
/// everybody: whoever may read it finds it among the incidents, and it is in every export.
const OF_ALLEGATIONS: [&str; 2] = ["record-incident", "finish-task"];

/// What two people said to each other in supervision is between them: nor does the trail tell that they met. It
/// is in every export.
const OF_SUPERVISION: [&str; 2] = [SeeSupervision::NAME, WriteSupervision::NAME];

/// That an adult complained, and what was done with it, is hidden from whoever it is about: the trail does not tell
/// of it on its pages. It is in every export.
pub(super) const OF_COMPLAINTS: [&str; 6] = [
    MakeComplaint::NAME,
    SeeOwnComplaints::NAME,
    WriteOwnComplaint::NAME,
    ListComplaints::NAME,
    SeeComplaint::NAME,
    HandleComplaint::NAME,
];

type Row = (
    (AuditId, Moment, Option<AccountId>, Role, String),
    (String, String, String, Option<FamilyId>, Option<String>),
);

/// One page of lines, the newest first.
pub(super) fn lines(tx: &mut Tx<'_>, whose: Whose, paging: &Paging) -> Result<Listed<TrailLine>, Problem> {
    let centre = tx.centre();
    let of_family = family::id.nullable().eq(trail_line::family);
    let mut query = trail_line::table
        .left_join(family::table.on(of_family))
        .filter(trail_line::centre.eq(centre))
        .filter(trail_line::family.is_not_null().or(diesel::dsl::not(among(trail_line::act, OF_ALLEGATIONS))))
        .filter(diesel::dsl::not(among(trail_line::act, OF_SUPERVISION)))
        .filter(diesel::dsl::not(among(trail_line::act, OF_COMPLAINTS)))
        .order(trail_line::seq.desc())
        .limit(paging.fetch())
        .select((
            (trail_line::id, trail_line::at, trail_line::account, trail_line::role, trail_line::kind),
            (
                trail_line::act,
                trail_line::summary,
                trail_line::purpose,
                trail_line::family,
                family::reference.nullable(),
            ),
        ))
        .into_boxed();
    query = match whose {
        Whose::Family(id) => query.filter(trail_line::family.eq(id)),
        Whose::Staff(id) => {
            let theirs: Vec<AccountId> = account::table
                .filter(account::staff.eq(id).and(account::centre.eq(centre)))
                .select(account::id)
                .load(tx.db())?;
            query.filter(among(trail_line::account.assume_not_null(), theirs))
        }
    };
    if let Some(me) = tx.actor.staff {
        query = query.filter(diesel::dsl::not(trail_line::subject.nullable().eq_any(hidden_from!(me))));
    }
    if let Some(before) = before(tx, paging)? {
        query = query.filter(trail_line::seq.lt(before));
    }
    let mut rows: Vec<Row> = query.load(tx.db())?;
    let shown = usize::try_from(paging.fetch() - 1).unwrap_or(25);
    let has_more = rows.len() > shown;
    rows.truncate(shown);
    let names = names(tx, &rows)?;
    let items: Vec<TrailLine> = rows.into_iter().map(|row| read(row, &names)).collect();
    let next = items.last().filter(|_| has_more).map(|last| last.id.to_string());
    Ok(Listed { items, next })
}

/// Who they are, in one statement.
fn names(tx: &mut Tx<'_>, rows: &[Row]) -> Result<HashMap<AccountId, String>, Problem> {
    let centre = tx.centre();
    let accounts: HashSet<AccountId> = rows.iter().filter_map(|((_, _, account, ..), _)| *account).collect();
    if accounts.is_empty() {
        return Ok(HashMap::new());
    }
    let named: Vec<(AccountId, String)> = account::table
        .filter(account::centre.eq(centre).and(among(account::id, accounts)))
        .select((account::id, account::name))
        .load(tx.db())?;
    Ok(named.into_iter().collect())
}

/// Behind which line the page begins. A line is named by its identifier: its place in the trail would tell how
/// much was done in between by others.
fn before(tx: &mut Tx<'_>, paging: &Paging) -> Result<Option<i64>, Problem> {
    let mut faults = Faults::none();
    if paging.limit.is_some_and(|limit| !(1..=100).contains(&limit)) {
        faults.add("/limit", "Ask for 1 to 100 records");
    }
    let centre = tx.centre();
    let line: Option<AuditId> = paging.cursor.as_deref().and_then(|id| id.parse().ok());
    let before: Option<i64> = match line {
        Some(id) => trail_line::table
            .filter(trail_line::centre.eq(centre).and(trail_line::id.eq(id)))
            .select(trail_line::seq)
            .first(tx.db())
            .optional()?,
        None => None,
    };
    if paging.cursor.is_some() && before.is_none() {
        faults.add("/cursor", "Use the cursor that the page before gave");
    }
    faults.none_or_err()?;
    Ok(before)
}

fn read(row: Row, names: &HashMap<AccountId, String>) -> TrailLine {
    let ((id, at, account, role, kind), (act, summary, purpose, family, reference)) = row;
    let what = if summary.is_empty() { words_of(&act) } else { summary };
    TrailLine {
        id,
        at,
        who: account.and_then(|account| names.get(&account).cloned()),
        role: role.words().to_owned(),
        wrote: kind == Kind::Write.as_str(),
        what,
        purpose: purpose.parse::<Purpose>().map(|purpose| purpose.words().to_owned()).unwrap_or_default(),
        act,
        family,
        reference,
    }
}

/// An act in words; where it is none, what it is called.
pub(super) fn words_of(act: &str) -> String {
    let words = EveryAct::ALL.iter().find(|every| every.name == act).map(|every| every.words);
    words.unwrap_or("Sent the same again and got the same answer").to_owned()
}
