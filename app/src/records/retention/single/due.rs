//! Which records that are no family's are over, and which will be.

use super::{super::terms::in_force, store};
use crate::records::registry::{SINGLES, Single, SingleKind};
use base::{Day, DestructionId, Moment};
use host::{Problem, Tx, paging::All};
use policy::{ListDue, Subject};
use rules::records::retention::{Class, keep_until};
use serde::Serialize;
use utoipa::ToSchema;

/// A record that is no family's, with its time running.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DueSingle {
    /// Of which kind.
    pub kind: SingleKind,
    /// Which.
    pub record: String,
    /// The class that says how long it is kept.
    pub class: Class,
    /// What it is called; nothing where it needs no name.
    pub called: String,
    /// Since when its time runs.
    pub since: Day,
    /// The last day on which it is kept; none for what is kept always.
    pub keep_until: Option<Day>,
    /// Whether that day is past.
    pub is_due: bool,
    /// Whether a legal hold keeps it.
    pub is_held: bool,
    /// Whether a request for one's own data keeps it.
    pub is_asked_for: bool,
    /// The proposal to destroy it, if there is one.
    pub proposed: Option<DestructionId>,
}

/// As many as are looked at of a kind: what is destroyed makes room for the next.
pub(super) const MOST: usize = 200;

/// What two people decide on, what is due first.
pub fn due(tx: &mut Tx<'_>) -> Result<All<DueSingle>, Problem> {
    tx.ask::<ListDue>(&Subject::of_centre(tx.centre(), tx.centre()))?;
    let mut items = Vec::new();
    let terms = in_force(tx)?;
    let proposed = store::proposed(tx)?;
    for single in SINGLES.iter().filter(|single| single.by_two) {
        items.extend(of_kind(tx, single, &terms)?);
    }
    for one in &mut items {
        one.proposed = proposed
            .iter()
            .find(|(kind, record, _)| *kind == one.kind && *record == one.record)
            .map(|(.., id)| *id);
    }
    items.sort_by_key(|one| (one.keep_until.is_none(), one.keep_until, one.record.clone()));
    items.truncate(MOST);
    Ok(All { items })
}

/// The records of one kind whose time runs, the longest first.
pub(super) fn of_kind(
    tx: &mut Tx<'_>,
    single: &Single,
    terms: &[super::super::RetentionTerm],
) -> Result<Vec<DueSingle>, Problem> {
    let today = tx.now.day();
    let months = terms.iter().find(|term| term.class == single.class).and_then(|term| term.months);
    let judged = |row: store::Row| {
        let since = Moment::from_microseconds(row.since).map_err(Problem::broken)?.day();
        let until = keep_until(Some(since), months);
        Ok(DueSingle {
            kind: single.kind,
            record: row.record,
            class: single.class,
            called: row.called,
            since,
            keep_until: until,
            is_due: until.is_some_and(|until| until < today),
            is_held: row.holds > 0,
            is_asked_for: row.requests > 0,
            proposed: None,
        })
    };
    store::of_kind(tx, single, MOST)?.into_iter().map(judged).collect()
}
