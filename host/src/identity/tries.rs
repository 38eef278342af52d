//! How often a sign-in may be tried. What is slowed is where tries come from, never the account they are for:
//! nobody can lock somebody else out by typing wrong passwords.

use crate::{Database, Problem, audit::sha256, schema::sign_in_try};
use base::{CentreId, Minutes, Moment};
use diesel::prelude::*;

/// The longest anybody waits, in seconds.
const LONGEST: i64 = 15 * 60;
/// After this long without a try, earlier ones are forgotten.
const FORGOTTEN: Minutes = Minutes(60);

/// A thing of which there may be so many tries.
#[derive(Clone, Debug)]
pub struct Tried {
    key: String,
    free: i32,
}

impl Tried {
    /// Tries of this kind by this somebody. So many are free; after them each waits twice as long as the last.
    #[must_use]
    pub fn new(kind: &str, parts: &[&str], free: i32) -> Self {
        // What was typed as a name is somebody's; only its hash is kept.
        Self { key: sha256(format!("{kind}\n{}", parts.join("\n")).as_bytes()), free }
    }
}

/// How many seconds after so many tries the next may be made.
#[must_use]
pub fn wait_after(tries: i32, free: i32) -> i64 {
    match tries - free {
        over if over < 0 => 0,
        over if over > 8 => LONGEST,
        over => (5_i64 << over).min(LONGEST),
    }
}

/// Counts one try, or refuses it where it has to wait. It is counted before it is looked at, so that a
/// thousand at once are counted too.
pub async fn count(database: &Database, centre: CentreId, tried: &[Tried]) -> Result<(), Problem> {
    let tried = tried.to_vec();
    let now = database.now_for_tries();
    database
        .housekeeping(centre, move |connection| {
            let before = |span: Minutes| now.plus(Minutes(-span.0));
            diesel::delete(sign_in_try::table.filter(sign_in_try::last.lt(before(FORGOTTEN))))
                .execute(connection)?;
            let mut counts = Vec::new();
            for one in &tried {
                let found: Option<(i32, Moment)> = sign_in_try::table
                    .filter(sign_in_try::key.eq(&one.key))
                    .select((sign_in_try::tries, sign_in_try::waits_until))
                    .first(connection)
                    .optional()?;
                if found.is_some_and(|(_, until)| now < until) {
                    return Err(Problem::SlowDown);
                }
                counts.push(found.map(|(tries, _)| tries));
            }
            for (one, before) in tried.iter().zip(counts) {
                let tries = before.unwrap_or(0).saturating_add(1);
                let until = now.microseconds().saturating_add(wait_after(tries, one.free) * 1_000_000);
                let values = (
                    sign_in_try::centre.eq(centre),
                    sign_in_try::tries.eq(tries),
                    sign_in_try::last.eq(now),
                    sign_in_try::waits_until.eq(until),
                );
                if before.is_some() {
                    diesel::update(sign_in_try::table.filter(sign_in_try::key.eq(&one.key)))
                        .set(values)
                        .execute(connection)?;
                } else {
                    diesel::insert_into(sign_in_try::table)
                        .values((sign_in_try::key.eq(&one.key), values))
                        .execute(connection)?;
                }
            }
            Ok(())
        })
        .await
}

/// Forgets the tries of somebody who has come in.
pub async fn forget(database: &Database, centre: CentreId, tried: &Tried) -> Result<(), Problem> {
    let key = tried.key.clone();
    database
        .housekeeping(centre, move |connection| {
            diesel::delete(sign_in_try::table.filter(sign_in_try::key.eq(&key))).execute(connection)?;
            Ok(())
        })
        .await
}

/// Takes one try back, after it was a right one: those who sign in by the same line are not slowed by it.
pub async fn forgive(database: &Database, centre: CentreId, tried: &Tried) -> Result<(), Problem> {
    let key = tried.key.clone();
    database
        .housekeeping(centre, move |connection| {
            diesel::update(
                sign_in_try::table.filter(sign_in_try::key.eq(&key).and(sign_in_try::tries.gt(0))),
            )
            .set((sign_in_try::tries.eq(sign_in_try::tries - 1), sign_in_try::waits_until.eq(0)))
            .execute(connection)?;
            Ok(())
        })
        .await
}
