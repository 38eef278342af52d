//! Why visits are not served, in words, and what would help.

mod change;
mod never;
mod why;

pub use change::{Change, changes};
pub use why::{Fact, Obstacle, Sessions, obstacles};

use crate::board::Board;
use std::fmt::Write;

/// For every visit that is not served, what stands in its way; then the single changes that would help, those
/// that serve most families first.
#[must_use]
pub fn reasons(board: &Board<'_>) -> String {
    let setting = board.setting;
    let mut text = String::new();
    for visit in (0..setting.choices.len()).filter(|visit| board.placed[*visit].is_none()) {
        let number = setting.instance.visits[visit].number + 1;
        let _ = write!(text, "Family {}, visit {number}: ", setting.family(visit).name);
        let obstacles: Vec<String> =
            obstacles(board, visit).iter().map(|obstacle| obstacle.in_words(board, visit)).collect();
        let _ = writeln!(text, "{}.", obstacles.join("; "));
    }
    for change in changes(board) {
        let Change { what, families } = change;
        let noun = if families == 1 { "family" } else { "families" };
        let _ = writeln!(text, "{what} would serve {families} {noun} more without moving anybody.");
    }
    text
}
