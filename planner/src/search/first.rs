//! A first timetable: every visit in turn is placed as cheaply as it then can be.

use crate::{
    board::{Board, Closed},
    chance::Chance,
};

/// Places every visit that is not served and still can be: the dearest to leave out first, then those that
/// take the most staff, then those with the fewest sessions open to them.
pub fn first(board: &mut Board<'_>, closed: &Closed, chance: &mut Chance) {
    let setting = board.setting;
    let mut visits: Vec<usize> = (0..setting.choices.len())
        .filter(|visit| board.placed[*visit].is_none() && !setting.choices[*visit].is_empty())
        .collect();
    visits.sort_by_key(|visit| {
        let level = &setting.instance.levels[setting.family(*visit).level];
        let demand = i64::try_from(level.staff).unwrap_or(0) * 16 / level.share;
        (-setting.unserved[*visit], -demand, setting.choices[*visit].len(), *visit)
    });
    for visit in visits {
        if let Some(offer) = board.offer(visit, setting.unserved[visit], closed, chance) {
            board.accept(visit, &offer);
            board.tidy(offer.at.session);
        }
    }
    board.keep();
}
