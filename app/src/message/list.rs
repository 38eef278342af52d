//! What adults and the centre write to each other, as a list: what waits, the longest first, or everything, the
//! newest first; searched in what they may see.

use crate::schema::{family, message, message_concern, party, staff, thread};
use base::{FamilyId, Moment, ThreadId};
use diesel::prelude::*;
use host::{
    Problem, Tx,
    paging::{Listed, Paging},
    seal::Sealed,
};
use policy::ListMessages;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// How many messages a search opens, the newest first: what is sealed is found by opening it.
const MOST_SEARCHED: i64 = 2000;
/// How many threads a search answers.
const MOST_FOUND: usize = 50;
/// Over how many days the waiting time is taken.
const DAYS: i64 = 28;

/// Which threads are wanted.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct MessagesWanted {
    /// Words that stand in one of its messages or in what it is about. Looks at the newest 2,000 messages.
    pub q: Option<String>,
    /// Only those in which an adult waits for an answer.
    #[schema(default = false)]
    pub waiting: bool,
    /// Only of this family.
    pub family: Option<FamilyId>,
    /// Where the page begins: `next` of the page before.
    pub cursor: Option<String>,
    /// How many, from 1 to 100; 25 when not said.
    #[schema(minimum = 1, maximum = 100)]
    pub limit: Option<i64>,
}

/// A thread in a list.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ThreadLine {
    /// Its identifier.
    pub id: ThreadId,
    /// Of which family.
    pub family: FamilyId,
    /// The children's first names.
    pub title: String,
    /// With whom.
    pub who: String,
    /// What it is about.
    pub subject: String,
    /// When something was last written.
    pub last_at: Moment,
    /// Since when the adult waits for an answer, if they do.
    pub waiting_since: Option<Moment>,
    /// Whether something in it that is not answered is urgent.
    pub is_urgent: bool,
    /// Who answers.
    pub assigned: Option<String>,
    /// Whether a message of it seems to ask for something to be passed on, and nobody has looked yet (R16).
    pub to_look_at: bool,
}

/// How long adults waited for an answer in the last 28 days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Waiting {
    /// How many answers there were.
    pub answers: i64,
    /// Half of them came within so many minutes.
    pub median_minutes: Option<i64>,
    /// The longest wait of these, in minutes.
    pub longest_minutes: Option<i64>,
}

type Row = (ThreadId, FamilyId, String, String, Sealed, Moment, Option<Moment>, bool, Option<String>);

/// The threads somebody may see.
pub fn list(tx: &mut Tx<'_>, wanted: &MessagesWanted) -> Result<Listed<ThreadLine>, Problem> {
    let scope = tx.scope::<ListMessages>()?;
    let paging = Paging { cursor: wanted.cursor.clone(), limit: wanted.limit };
    let found = match wanted.q.as_deref().map(str::trim).filter(|q| !q.is_empty()) {
        Some(q) => Some(found(tx, q)?),
        None => None,
    };
    let mut query = thread::table
        .inner_join(family::table.on(family::id.eq(thread::family)))
        .inner_join(party::table.on(party::id.eq(thread::party)))
        .left_join(staff::table.on(staff::id.nullable().eq(thread::assigned)))
        .filter(thread::centre.eq(scope.centre()))
        .limit(paging.fetch())
        .select((
            thread::id,
            thread::family,
            family::title,
            party::name,
            thread::subject,
            thread::last_at,
            thread::waiting_since,
            thread::is_urgent,
            staff::name.nullable(),
        ))
        .into_boxed();
    if let Some(family) = wanted.family {
        query = query.filter(thread::family.eq(family));
    }
    if let Some(found) = found {
        query = query.filter(host::among(thread::id, found));
    }
    let place = paging.place()?;
    query = if wanted.waiting {
        query = query.filter(thread::waiting_since.is_not_null());
        if let Some(place) = place {
            let same = thread::waiting_since.eq(place.at).and(thread::id.gt(place.id));
            query = query.filter(thread::waiting_since.gt(place.at).or(same).assume_not_null());
        }
        query.order((thread::waiting_since, thread::id))
    } else {
        if let Some(place) = place {
            let same = thread::last_at.eq(place.at).and(thread::id.lt(place.id));
            query = query.filter(thread::last_at.lt(place.at).or(same));
        }
        query.order((thread::last_at.desc(), thread::id.desc()))
    };
    let rows: Vec<Row> = query.load(tx.db())?;
    let ids: Vec<ThreadId> = rows.iter().map(|row| row.0).collect();
    let to_look_at: Vec<ThreadId> = message_concern::table
        .inner_join(message::table.on(message::id.eq(message_concern::message)))
        .filter(host::among(message::thread, ids).and(message_concern::decision.is_null()))
        .select(message::thread)
        .load(tx.db())?;
    let read = rows
        .into_iter()
        .map(|(id, family, title, who, subject, last_at, waiting_since, is_urgent, assigned)| {
            Ok(ThreadLine {
                id,
                family,
                title,
                who,
                subject: tx.open_text(&subject)?,
                last_at,
                waiting_since,
                is_urgent,
                assigned,
                to_look_at: to_look_at.contains(&id),
            })
        })
        .collect::<Result<Vec<_>, Problem>>()?;
    let is_waiting = wanted.waiting;
    Ok(paging.page(read, |line| {
        let at = if is_waiting { line.waiting_since.unwrap_or(line.last_at) } else { line.last_at };
        (at, line.id.to_string())
    }))
}

/// The threads in which these words stand.
fn found(tx: &mut Tx<'_>, q: &str) -> Result<Vec<ThreadId>, Problem> {
    let wanted = q.to_lowercase();
    let rows: Vec<(ThreadId, Sealed, Sealed)> = message::table
        .inner_join(thread::table.on(thread::id.eq(message::thread)))
        .filter(message::centre.eq(tx.centre()))
        .order((message::at.desc(), message::id))
        .limit(MOST_SEARCHED)
        .select((thread::id, thread::subject, message::words))
        .load(tx.db())?;
    let mut found: Vec<ThreadId> = Vec::new();
    for (id, subject, words) in rows {
        if found.len() == MOST_FOUND {
            break;
        }
        if found.contains(&id) {
            continue;
        }
        let holds = |text: String| text.to_lowercase().contains(&wanted);
        if holds(tx.open_text(&words)?) || holds(tx.open_text(&subject)?) {
            found.push(id);
        }
    }
    Ok(found)
}

/// How long adults waited for an answer, of those that came in the last 28 days.
pub fn waiting_time(tx: &mut Tx<'_>) -> Result<Waiting, Problem> {
    let scope = tx.scope::<ListMessages>()?;
    let since = Moment::start_of(tx.now.day().plus_days(-DAYS));
    let rows: Vec<(Moment, Option<Moment>)> = message::table
        .filter(message::centre.eq(scope.centre()).and(message::at.ge(since)))
        .filter(message::waited_since.is_not_null())
        .select((message::at, message::waited_since))
        .load(tx.db())?;
    let mut minutes: Vec<i64> =
        rows.into_iter().filter_map(|(at, since)| since.map(|since| at.since(since).0)).collect();
    minutes.sort_unstable();
    Ok(Waiting {
        answers: i64::try_from(minutes.len()).unwrap_or(i64::MAX),
        median_minutes: minutes.get(minutes.len() / 2).copied(),
        longest_minutes: minutes.last().copied(),
    })
}
