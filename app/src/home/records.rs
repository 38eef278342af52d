//! Breaches whose clock runs: 72 hours from the moment they came to light.

use super::line::Line;
use crate::{records::breach, view::WorkLine};
use base::Minutes;
use host::{Problem, Tx};
use rules::records::breach::{left, tell_by};

/// Every breach of which it is not decided who is told, or the Commissioner has not been told.
pub(super) fn breaches(tx: &mut Tx<'_>) -> Result<Vec<Line>, Problem> {
    let now = tx.now;
    Ok(breach::clocks(tx)?
        .into_iter()
        .map(|(id, aware, risk, decided)| {
            let (left, by) = (left(aware, now), tell_by(aware));
            let title = match decided {
                None => "Decide who is told of a breach",
                Some(_) => "Tell the Information Commissioner of a breach",
            };
            let due = if left < Minutes(0) {
                format!("Over since {}", by.words())
            } else {
                format!("{} hours left, by {}", left.0 / 60, by.words())
            };
            let work = WorkLine {
                title: title.to_owned(),
                href: format!("/records/breaches/{id}"),
                why: format!("{}. It came to light at {}.", risk.words(), aware.words()),
                due,
                urgent: true,
            };
            Line { due: by, safety: true, work }
        })
        .collect())
}
