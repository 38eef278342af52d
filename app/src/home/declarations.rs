//! Declarations of staff to look at again, because somebody of that name has come.

use super::line::{Line, by_day, waiting, working_days_after};
use crate::staff;
use host::{Problem, Tx};

/// One line for all of them. It names nobody: who may be meant is on its own page.
pub(super) fn to_look_at_again(tx: &mut Tx<'_>) -> Result<Option<Line>, Problem> {
    let (found, now) = (staff::to_look_at_again(tx)?, tx.now);
    // It waits since both are so: it was said, and somebody of that name is here.
    let both = found.iter().flat_map(|one| one.adults.iter().map(|adult| adult.came.max(one.at)));
    let Some(since) = both.min() else { return Ok(None) };
    let title = match found.len() {
        1 => "Look again whom a colleague said that they know".to_owned(),
        many => format!("Look again whom colleagues said that they know: {many}"),
    };
    let why = format!("{}. Somebody of that name has come to the centre.", waiting(since, now));
    let due = working_days_after(since.day(), 1);
    let mut line = by_day(title, "/staff/declarations".to_owned(), why, due, now.day());
    line.safety = true;
    Ok(Some(line))
}
