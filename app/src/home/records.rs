//! Breaches whose clock runs: 72 hours from the moment they came to light.

use super::line::Line;
use crate::view::WorkLine;
use base::{Minutes, Moment};
use rules::records::breach::{BreachRisk, left, tell_by};

/// A breach of which it is not decided who is told, or the Commissioner has not been told.
pub(super) fn breach(id: &str, aware: Moment, risk: &str, is_decided: bool, now: Moment) -> Option<Line> {
    let risk: BreachRisk = risk.parse().ok()?;
    let (left, by) = (left(aware, now), tell_by(aware));
    let title = if is_decided {
        "Tell the Information Commissioner of a breach"
    } else {
        "Decide who is told of a breach"
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
    Some(Line { due: by, safety: true, work })
}
