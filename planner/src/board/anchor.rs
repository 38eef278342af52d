//! A timetable that people have been told of, and what it costs to let them down.

use super::Board;
use crate::placement::Placement;

/// Points for each family whose visits change: more than any one visit is worth.
pub const DISTURBED: i64 = 10_000;

/// What families have been told.
#[derive(Clone, Debug, Default)]
pub(super) struct Anchor {
    /// Where each visit was; nothing for those that nobody was told of.
    told: Vec<Option<Placement>>,
    /// Visits that were served and could no longer be as they were.
    lost: Vec<bool>,
    /// For each family, how many of its visits are not as it was told.
    changed: Vec<usize>,
    /// How many families have such visits.
    disturbed: usize,
}

impl Board<'_> {
    /// From now on a family costs more if its visits are not as told. A visit told of that has no place on
    /// the board any more counts as changed whatever becomes of it.
    pub fn hold_to(&mut self, told: Vec<Option<Placement>>, lost: Vec<bool>) {
        let changed = vec![0; self.setting.instance.families.len()];
        let mut anchor = Anchor { told, lost, changed, disturbed: 0 };
        for (visit, is_lost) in anchor.lost.iter().enumerate() {
            let is_changed = *is_lost && anchor.told[visit].is_none()
                || anchor.told[visit].is_some() && self.placed[visit] != anchor.told[visit];
            if is_changed {
                let changed = &mut anchor.changed[self.setting.instance.visits[visit].family];
                *changed += 1;
                if *changed == 1 {
                    anchor.disturbed += 1;
                    self.cost += DISTURBED;
                }
            }
        }
        self.anchor = Some(anchor);
    }

    /// A board with nothing on it, and with what families were told as on this one.
    #[must_use]
    pub fn emptied(&self) -> Self {
        let mut board = Self::empty(self.setting);
        if let Some(anchor) = &self.anchor {
            board.hold_to(anchor.told.clone(), anchor.lost.clone());
        }
        board
    }

    /// How many families have visits that are not as they were told.
    #[must_use]
    pub fn disturbed(&self) -> usize {
        self.anchor.as_ref().map_or(0, |anchor| anchor.disturbed)
    }

    /// The part of the cost that is for letting families down.
    #[must_use]
    pub fn letting_down(&self) -> i64 {
        self.anchor.as_ref().map_or(0, |anchor| DISTURBED * i64::try_from(anchor.disturbed).unwrap_or(0))
    }

    /// Where a family was told a visit would be.
    #[must_use]
    pub fn told(&self, visit: usize) -> Option<Placement> {
        self.anchor.as_ref().and_then(|anchor| anchor.told[visit])
    }

    /// Notes that a visit has come to where it was told to be, or has left it.
    pub(super) fn note_told(&mut self, visit: usize, at: &Placement, is_there: bool) {
        let family = self.setting.instance.visits[visit].family;
        let Some(anchor) = &mut self.anchor else { return };
        if anchor.told[visit].as_ref() != Some(at) {
            return;
        }
        let changed = &mut anchor.changed[family];
        if is_there {
            *changed -= 1;
            if *changed == 0 {
                anchor.disturbed -= 1;
                self.cost -= DISTURBED;
            }
        } else {
            *changed += 1;
            if *changed == 1 {
                anchor.disturbed += 1;
                self.cost += DISTURBED;
            }
        }
    }
}
