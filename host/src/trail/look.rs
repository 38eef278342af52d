//! Looks: what was read of people is in the trail before the answer leaves. Whoever waits for the writer at the
//! same time shares one transaction.

use super::write::{NotAdded, Tips, add_looks};
use crate::{Ids, Looked, Problem, db::EitherDatabase};
use base::{CentreId, Moment};
use diesel::connection::SimpleConnection;
use policy::Actor;
use tokio::sync::oneshot;

/// Looks whose answer waits for their lines.
pub(crate) struct Waiting {
    pub(crate) actor: Actor,
    pub(crate) at: Moment,
    pub(crate) looks: Vec<Looked>,
    pub(crate) done: Option<oneshot::Sender<Result<(), String>>>,
}

impl Waiting {
    fn tell(self, result: &Result<(), String>) {
        if let Some(done) = self.done {
            // Whoever asked may have gone away; the line stays.
            done.send(result.clone()).ok();
        }
    }
}

/// How often a transaction that another program overtook is tried again.
const TRIES: u32 = 20;

/// Writes the lines of all who wait, in one transaction for each centre, and tells each of them.
pub(crate) fn write_looks(
    db: &mut EitherDatabase,
    (ids, tips): (&Ids, &Tips),
    mut waiting: Vec<Waiting>,
) -> Result<(), Problem> {
    let mut worst = Ok(());
    while let Some(centre) = waiting.first().map(|first| first.actor.centre) {
        let (these, others): (Vec<_>, Vec<_>) =
            waiting.into_iter().partition(|one| one.actor.centre == centre);
        waiting = others;
        let result = lines_of(db, (ids, tips), centre, &these);
        let told = result.as_ref().copied().map_err(Problem::detail_for_log);
        for one in these {
            one.tell(&told);
        }
        if result.is_err() {
            worst = result;
        }
    }
    worst
}

fn lines_of(
    db: &mut EitherDatabase,
    (ids, tips): (&Ids, &Tips),
    centre: CentreId,
    these: &[Waiting],
) -> Result<(), Problem> {
    for _ in 0..TRIES {
        db.begin_writing(centre)?;
        let mut tip = tips.take(centre);
        let added =
            these.iter().try_for_each(|one| add_looks(db, ids, &mut tip, (&one.actor, one.at), &one.looks));
        match added {
            Ok(()) => {
                db.batch_execute("COMMIT")?;
                tips.put(centre, tip);
                return Ok(());
            }
            Err(NotAdded::Overtaken) => db.batch_execute("ROLLBACK")?,
            Err(NotAdded::Broken(error)) => {
                db.batch_execute("ROLLBACK").ok();
                return Err(error.into());
            }
        }
    }
    Err(Problem::broken("other programs kept adding to the trail first"))
}
