//! What of each shared thing is wanted, less what there is of it.

use super::{
    place::Places,
    visit::{Way, index},
};
use crate::setting::Setting;

/// How much of each shared thing is wanted beyond what there is; less than 0 where some is left.
pub(super) struct Sold {
    pub excess: Vec<f64>,
    /// The same for time and rooms, but noted only where it begins and ends.
    edges: Vec<f64>,
}

impl Sold {
    pub(super) fn nothing(places: &Places) -> Self {
        Self { excess: vec![0.0; places.prices], edges: vec![0.0; places.prices] }
    }

    /// A visit goes a way with this much of itself.
    pub(super) fn visit(&mut self, setting: &Setting, places: &Places, visit: usize, way: &Way, much: f64) {
        let choice = &setting.choices[visit][way.option];
        let session = &places.sessions[choice.session];
        let family = setting.family(visit);
        let length = index(setting.footprint(visit));
        let margin = index(setting.instance.rules.margin);
        let part = f64::from(setting.units[family.level]) / f64::from(setting.whole);
        let own = &places.visits[visit];
        let open = own.choices[way.option];
        self.excess[open] += much;
        for set in &own.sets[way.option] {
            self.stretch(session.rooms + set * session.slots, session.slots, way.slot, length, much);
        }
        for after in [0, margin, length - margin, length] {
            self.excess[session.door + way.slot + after] += much;
        }
        let staff = setting.instance.levels[family.level].staff;
        for place in &way.team[..staff] {
            self.excess[open + 1 + place] += much;
            let time = session.time + choice.able[*place].staff * session.slots;
            self.stretch(time, session.slots, way.slot, length, much * part);
        }
        let lead = setting.staff[choice.session][choice.able[way.team[0]].staff];
        if let Ok(place) = own.leads.binary_search(&lead) {
            self.excess[own.lead + place] += much;
        }
    }

    fn stretch(&mut self, row: usize, slots: usize, from: usize, length: usize, much: f64) {
        self.edges[row + from] += much;
        if from + length < slots {
            self.edges[row + from + length] -= much;
        }
    }

    /// What others want as well.
    pub(super) fn add(&mut self, other: &Self) {
        for (mine, theirs) in self.excess.iter_mut().zip(&other.excess) {
            *mine += theirs;
        }
        for (mine, theirs) in self.edges.iter_mut().zip(&other.edges) {
            *mine += theirs;
        }
    }

    /// Adds up what was noted by its edges.
    pub(super) fn add_up(&mut self, places: &Places) {
        for session in &places.sessions {
            for row in (session.time..session.door).step_by(session.slots.max(1)) {
                let mut sum = 0.0;
                for place in row..(row + session.slots).min(session.door) {
                    sum += self.edges[place];
                    self.excess[place] += sum;
                }
            }
        }
    }
}
