//! What becomes of chats by the clock: those in which nobody writes end, and what nobody wished kept is thrown away.

use super::{own::settle, store};
use crate::intake::talked;
use host::{House, Problem, Tx};
use policy::{Actor, RunJobs, Subject};
use rules::chat::{Keeps, has_lapsed, is_thrown_away};

/// The chats that end now, and those of which nothing is kept from now on.
fn over(tx: &mut Tx<'_>) -> Result<(Vec<store::Row>, Vec<store::Row>), Problem> {
    let now = tx.now;
    let mut lapsed = store::not_ended(tx)?;
    lapsed.retain(|chat| has_lapsed(chat.last_at, now));
    let mut thrown = store::undecided(tx)?;
    thrown.retain(|chat| chat.ended_at.is_some_and(|ended| is_thrown_away(ended, now)));
    Ok((lapsed, thrown))
}

/// Ends what has lapsed and throws away what is not kept. Answers how many chats.
pub fn keep_tidy(house: &House) -> Result<usize, Problem> {
    let centre = house.centre();
    let program = Actor::program(centre);
    let (lapsed, thrown) = house.database().read_blocking(&program, over)?;
    if lapsed.is_empty() && thrown.is_empty() {
        return Ok(0);
    }
    house.database().write_blocking(&program, |tx| {
        let permit = tx.ask::<RunJobs>(&Subject::of_centre(centre, centre))?;
        let (lapsed, thrown) = over(tx)?;
        for chat in &lapsed {
            store::ends_by_itself(tx, &permit, chat.enquiry)?;
        }
        for chat in &thrown {
            for asked in talked::asked_in(tx, &[chat.enquiry])? {
                settle(tx, &permit, asked, Keeps::LetGo)?;
            }
        }
        let words = format!("Chats that lapsed: {}; not kept: {}", lapsed.len(), thrown.len());
        tx.record(&permit, None, &words, lapsed.len() + thrown.len())
    })
}
