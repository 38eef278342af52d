//! What a signed-in browser is: how long it lasts, and whether its owner has proved lately that it is them.

use crate::{
    Clock, Database, Problem, Tx, WriteTx,
    schema::{account, browser_session},
    sessions::key,
    sign_in,
};
use base::{AccountId, CentreId, Minutes, Moment, SeatId};
use diesel::prelude::*;
use policy::{Actor, Role};
use serde::{Deserialize, Serialize};
use tower_sessions::session::{Id, Record};

base::choices! {
    /// On what somebody has signed in, which says how long it lasts.
    pub enum SeatKind {
        Own = "own" => "Own device",
        Shared = "shared" => "The centre’s tablet",
        Guest = "guest" => "Own device of a parent or a referrer",
    }
}

impl SeatKind {
    /// What a sign-in of this role is, on a device that is shared or not.
    #[must_use]
    pub fn of(role: Role, is_shared: bool) -> Self {
        match role {
            Role::Parent | Role::Referrer => Self::Guest,
            _ if is_shared => Self::Shared,
            _ => Self::Own,
        }
    }

    /// After how long without use it ends.
    #[must_use]
    pub fn idle(self) -> Minutes {
        Minutes(match self {
            Self::Own => 60,
            Self::Shared => 10,
            Self::Guest => 30,
        })
    }

    /// After how long it ends however much it is used.
    #[must_use]
    pub fn longest(self) -> Minutes {
        Minutes(match self {
            Self::Own => 12 * 60,
            Self::Shared | Self::Guest => 8 * 60,
        })
    }
}

/// For how long somebody has proved that it is them.
const PROVED_FOR: Minutes = Minutes(10);
/// A use is written down this long after the last one that was.
const NOTED_EVERY: Minutes = Minutes(1);
/// For how long a sign-in may stop half way.
const HALF_FOR: Minutes = Minutes(15);

/// What time it is for sessions: the machine's, also where a demonstration's clock stands still.
#[must_use]
pub fn wall() -> Moment {
    Clock::System.now()
}

/// The name under which a session remembers a seat that was just taken.
pub const SEAT: &str = "seat";
/// The name under which it remembers a sign-in that has stopped half way.
pub const HALF: &str = "half";
/// The name under which it remembers what a device was asked to sign.
pub const CEREMONY: &str = "ceremony";
/// The name under which it remembers the secret that its own forms carry.
pub const CSRF: &str = "csrf";

/// A seat as it is taken.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Taken {
    /// Whose it is.
    pub account: AccountId,
    /// What its owner knows it by.
    pub handle: SeatId,
    /// What it is.
    pub kind: SeatKind,
    /// The browser, in words.
    pub device: String,
    /// When it was taken.
    pub made: Moment,
    /// When its owner proved that it is them; by a PIN nobody does.
    pub proved: Option<Moment>,
}

impl Taken {
    pub(crate) fn of(record: &Record) -> Option<Self> {
        serde_json::from_value(record.data.get(SEAT)?.clone()).ok()
    }
}

base::choices! {
    /// What is still missing of a sign-in.
    pub enum Missing {
        SecondStep = "second-step" => "The second step",
        SetUp = "set-up" => "A second step has to be set up",
        NewPassword = "new-password" => "A new password or passkey",
    }
}

/// A sign-in that has stopped half way: nothing opens for it but what is missing.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Half {
    /// Who it seems to be.
    pub account: AccountId,
    /// What is missing.
    pub missing: Missing,
    /// Whether they said that the device is shared.
    pub is_shared: bool,
    /// The mark of the password as it was then (`sign_in::stamp`).
    pub stamp: String,
    until: Moment,
}

impl Half {
    /// One that begins now.
    #[must_use]
    pub fn new(account: AccountId, missing: Missing, is_shared: bool, stamp: String) -> Self {
        Self { account, missing, is_shared, stamp, until: wall().plus(HALF_FOR) }
    }
}

/// What a session says of whoever sits at the browser.
#[derive(Clone, Debug, Default)]
pub struct Seat {
    /// Who signed in, if their sign-in is still open.
    pub actor: Option<Actor>,
    /// What its owner knows it by.
    pub handle: Option<SeatId>,
    /// What it is.
    pub kind: Option<SeatKind>,
    /// A sign-in that has stopped half way.
    pub half: Option<Half>,
    /// The secret that forms of this browser carry; empty where there is none.
    pub csrf: String,
    /// Whether its use has to be written down again.
    pub is_to_note: bool,
}

type Columns = (String, Option<String>, Option<String>, Option<Moment>, Option<Moment>);

/// Who sits at the browser with this session, in one statement. A session nobody knows is an empty seat.
pub fn seat(tx: &mut Tx<'_>, id: &Id) -> Result<Seat, Problem> {
    let now = wall();
    let found: Option<(Columns, Option<sign_in::Row>)> = browser_session::table
        .left_join(
            account::table
                .on(account::id.nullable().eq(browser_session::account).and(account::closed.eq(false))),
        )
        .filter(browser_session::id.eq(key(id)).and(browser_session::expires.gt(seconds(now))))
        .select((
            (
                browser_session::record,
                browser_session::handle,
                browser_session::kind,
                browser_session::seen,
                browser_session::proved,
            ),
            sign_in::COLUMNS.nullable(),
        ))
        .first(tx.db())
        .optional()?;
    let Some(((record, handle, kind, seen, proved), row)) = found else { return Ok(Seat::default()) };
    let record: Record = serde_json::from_str(&record)?;
    let csrf = record.data.get(CSRF).and_then(|secret| secret.as_str()).unwrap_or_default().to_owned();
    let half: Option<Half> = record.data.get(HALF).and_then(|half| serde_json::from_value(half.clone()).ok());
    let within = |since: Moment, span: Minutes| since <= now && now < since.plus(span);
    let actor = row
        .map(|row| Actor { proved: proved.is_some_and(|at| within(at, PROVED_FOR)), ..sign_in::actor(row) });
    Ok(Seat {
        actor,
        handle: handle.and_then(|handle| handle.parse().ok()),
        kind: kind.and_then(|kind| kind.parse().ok()),
        half: half.filter(|half| now < half.until),
        csrf,
        is_to_note: seen.is_some_and(|seen| !within(seen, NOTED_EVERY)),
    })
}

pub(crate) fn seconds(moment: Moment) -> i64 {
    moment.microseconds() / 1_000_000
}

/// Writes down that a seat is in use, which keeps it from ending, up to its longest.
pub async fn note_use(database: &Database, centre: CentreId, id: &Id, kind: SeatKind) -> Result<(), Problem> {
    let id = key(id);
    database
        .housekeeping(centre, move |connection| {
            let now = wall();
            let ends: Option<Option<Moment>> = browser_session::table
                .filter(browser_session::id.eq(&id))
                .select(browser_session::ends)
                .first(connection)
                .optional()?;
            let Some(Some(ends)) = ends else { return Ok(()) };
            diesel::update(browser_session::table.filter(browser_session::id.eq(&id)))
                .set((
                    browser_session::seen.eq(now),
                    browser_session::expires.eq(seconds(now.plus(kind.idle()).min(ends))),
                ))
                .execute(connection)?;
            Ok(())
        })
        .await
}

/// Writes down that whoever sits there has proved just now that it is them.
pub async fn note_proof(database: &Database, centre: CentreId, id: &Id) -> Result<(), Problem> {
    let id = key(id);
    database
        .housekeeping(centre, move |connection| {
            diesel::update(browser_session::table.filter(browser_session::id.eq(&id)))
                .set(browser_session::proved.eq(wall()))
                .execute(connection)?;
            Ok(())
        })
        .await
}

/// A seat in the list of its owner.
#[derive(Clone, Debug, Queryable)]
pub struct Listed {
    /// What it is known by.
    pub handle: Option<SeatId>,
    /// What it is.
    pub kind: Option<SeatKind>,
    /// The browser, in words.
    pub device: Option<String>,
    /// Since when, to the minute.
    pub made: Option<Moment>,
    /// When it was last used, to the minute.
    pub seen: Option<Moment>,
}

/// Where somebody is signed in now, the latest used first.
pub fn list(tx: &mut Tx<'_>, own: AccountId) -> Result<Vec<Listed>, Problem> {
    let mut listed: Vec<Listed> = browser_session::table
        .filter(browser_session::account.eq(own).and(browser_session::expires.gt(seconds(wall()))))
        .order((browser_session::seen.desc(), browser_session::handle))
        .limit(50)
        .select((
            browser_session::handle,
            browser_session::kind,
            browser_session::device,
            browser_session::made,
            browser_session::seen,
        ))
        .load(tx.db())?;
    for seat in &mut listed {
        seat.made = seat.made.map(Moment::to_the_minute);
        seat.seen = seat.seen.map(Moment::to_the_minute);
    }
    Ok(listed)
}

/// Ends one seat of somebody. Answers whether there was one.
pub fn end(tx: &mut WriteTx<'_>, own: AccountId, handle: SeatId) -> Result<bool, Problem> {
    let ended = diesel::delete(
        browser_session::table
            .filter(browser_session::account.eq(own).and(browser_session::handle.eq(handle))),
    )
    .execute(tx.db())?;
    Ok(ended > 0)
}

/// Ends every seat of somebody, but for one where that is said.
pub fn end_all(tx: &mut WriteTx<'_>, own: AccountId, but: Option<SeatId>) -> Result<usize, Problem> {
    let mut all =
        diesel::delete(browser_session::table).filter(browser_session::account.eq(own)).into_boxed();
    if let Some(but) = but {
        all = all.filter(browser_session::handle.ne(but));
    }
    Ok(all.execute(tx.db())?)
}
