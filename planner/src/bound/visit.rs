//! The ways to place one visit, and what each costs it at given prices.

use super::{family::NEARLY, place::Places};
use crate::{mask::slots, options::Choice, placement::TEAM, setting::Setting};

/// Prices as running sums, so that a stretch of slots is priced by one subtraction.
#[derive(Debug, Default)]
pub(super) struct Sums {
    /// For each session: the time of each of its staff up to each slot.
    pub time: Vec<Vec<f64>>,
    /// For each session: each set of rooms up to each slot.
    pub rooms: Vec<Vec<f64>>,
}

/// One way to place a visit.
#[derive(Clone, Copy, Debug)]
pub(super) struct Way {
    pub cost: f64,
    pub option: usize,
    pub slot: usize,
    /// Those who are able, by their places in the choice; the lead first.
    pub team: [usize; TEAM],
}

impl Sums {
    pub(super) fn of(places: &Places, prices: &[f64]) -> Self {
        let mut sums = Self::default();
        for session in &places.sessions {
            sums.time.push(running(&prices[session.time..session.rooms], session.slots));
            sums.rooms.push(running(&prices[session.rooms..session.door], session.slots));
        }
        sums
    }
}

/// Running sums of rows of so many numbers; each row begins with 0 and is one longer.
fn running(numbers: &[f64], row: usize) -> Vec<f64> {
    let mut sums = Vec::with_capacity(numbers.len() + numbers.len() / row.max(1));
    for numbers in numbers.chunks(row.max(1)) {
        let mut sum = 0.0;
        sums.push(sum);
        for number in numbers {
            sum += number;
            sums.push(sum);
        }
    }
    sums
}

/// What a visit looks at in one of its choices.
pub(super) struct Stall<'p> {
    pub setting: &'p Setting,
    pub places: &'p Places,
    pub prices: &'p [f64],
    pub sums: &'p Sums,
    pub blur: f64,
}

impl Stall<'_> {
    /// Every way to place a visit, the best team for each lead, hour and session.
    pub(super) fn ways(&self, visit: usize) -> Vec<Way> {
        let mut ways = Vec::new();
        for (option, choice) in self.setting.choices[visit].iter().enumerate() {
            self.ways_in(visit, option, choice, &mut ways);
        }
        ways
    }

    fn ways_in(&self, visit: usize, option: usize, choice: &Choice, into: &mut Vec<Way>) {
        let setting = self.setting;
        let session = &self.places.sessions[choice.session];
        let family = setting.family(visit);
        let level = &setting.instance.levels[family.level];
        let length = index(setting.footprint(visit));
        let margin = index(setting.instance.rules.margin);
        let part = f64::from(setting.units[family.level]) / f64::from(setting.whole);
        let own = self.places.visits[visit].choices[option];
        let sets = &self.places.visits[visit].sets[option];
        let (time, rooms) = (&self.sums.time[choice.session], &self.sums.rooms[choice.session]);
        let row = session.slots + 1;
        let known: Vec<f64> =
            choice.able.iter().map(|able| self.lead_price(visit, choice, able.staff)).collect();
        // What costs so much more than not being served is never done, nor nearly.
        let dear = points(setting.unserved[visit]) + self.blur * NEARLY;
        let mut member = vec![0.0; choice.able.len()];
        for slot in slots(choice.slots) {
            let is_preferred = choice.preferred >> slot & 1 == 1;
            let slot = index(slot);
            let stretch = |sums: &[f64], of: usize| sums[of * row + slot + length] - sums[of * row + slot];
            let mut common = points(choice.price) + self.prices[own];
            if !is_preferred {
                common += points(setting.instance.weights.not_preferred);
            }
            for set in sets {
                common += stretch(rooms, *set);
            }
            for after in [0, margin, length - margin, length] {
                common += self.prices[session.door + slot + after];
            }
            for (place, able) in choice.able.iter().enumerate() {
                member[place] = part * stretch(time, able.staff) + self.prices[own + 1 + place];
            }
            for (lead, able) in choice.able.iter().enumerate().filter(|(_, able)| able.leads) {
                let mut team = [lead, 0, 0, 0];
                let mut cost = common + member[lead] + known[lead];
                let mut is_tagged = able.tagged;
                let mut size = 1;
                while size < level.staff {
                    let others = (0..member.len()).filter(|one| !team[..size].contains(one));
                    // Dearer teams that have the tag are passed over only where one of two could have it: the
                    // cheapest is no dearer than them, so that the bound stays one.
                    let must = !is_tagged && level.staff == 2;
                    let others = others.filter(|one| !must || choice.able[*one].tagged);
                    let Some(one) = others.min_by(|one, other| member[*one].total_cmp(&member[*other]))
                    else {
                        break;
                    };
                    team[size] = one;
                    is_tagged |= choice.able[one].tagged;
                    cost += member[one];
                    size += 1;
                }
                if size == level.staff && cost < dear {
                    into.push(Way { cost, option, slot, team });
                }
            }
        }
    }

    fn lead_price(&self, visit: usize, choice: &Choice, staff: usize) -> f64 {
        let own = &self.places.visits[visit];
        let supervisor = self.setting.staff[choice.session][staff];
        own.leads.binary_search(&supervisor).map_or(0.0, |place| self.prices[own.lead + place])
    }
}

/// A number of slots as a place in a list.
pub(super) fn index(slots: i64) -> usize {
    usize::try_from(slots).unwrap_or(0)
}

/// Points as a price. Small enough to be exact.
#[expect(clippy::cast_precision_loss, reason = "costs are far below what a price can tell apart")]
pub(super) fn points(points: i64) -> f64 {
    points as f64
}
