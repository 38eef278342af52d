//! The visits of one family, on days far enough from each other.
//!
//! A table walks through the visits in order and knows the day of the last one that is served. It is gone
//! through twice: for what the cheapest way of all costs, and for how likely each way is where ways that cost
//! nearly the same are each gone in part.

use super::visit::{Way, points};
use crate::setting::Setting;

/// Ways that cost more than so many blurs beyond the cheapest are not gone at all.
pub(super) const NEARLY: f64 = 12.0;

/// The ways of a family's visits and the days they are on.
pub(super) struct Diary {
    /// The days, in order.
    days: Vec<i64>,
    /// Days there have to be between two visits.
    gap: i64,
    visits: Vec<Page>,
}

/// One visit.
struct Page {
    unserved: f64,
    ways: Vec<(Way, usize)>,
    /// The cheapest way on each day.
    least: Vec<f64>,
}

impl Diary {
    /// Lays out the ways of a family's visits, given visit by visit.
    pub(super) fn of(setting: &Setting, family: usize, mut ways: impl FnMut(usize) -> Vec<Way>) -> Self {
        let facts = &setting.instance.families[family];
        let day = |visit: usize, way: &Way| {
            setting.instance.sessions[setting.choices[visit][way.option].session].day
        };
        let all: Vec<(usize, Vec<Way>)> = facts.visits.iter().map(|visit| (*visit, ways(*visit))).collect();
        let mut days: Vec<i64> =
            all.iter().flat_map(|(visit, ways)| ways.iter().map(|way| day(*visit, way))).collect();
        days.sort_unstable();
        days.dedup();
        let window = |visit: &usize| &setting.instance.visits[*visit];
        let is_in_order =
            facts.visits.windows(2).all(|two| window(&two[0]).to_day < window(&two[1]).from_day);
        // Visits that may be in any order are not kept apart here; that only makes the bound lower.
        let gap = if is_in_order { facts.min_gap_days } else { i64::MIN / 2 };
        let page = |(visit, ways): (usize, Vec<Way>)| {
            let mut least = vec![f64::INFINITY; days.len()];
            let place = |way: Way| {
                let place = days.binary_search(&day(visit, &way)).unwrap_or(0);
                least[place] = f64::min(least[place], way.cost);
                (way, place)
            };
            let ways = ways.into_iter().map(place).collect();
            Page { unserved: points(setting.unserved[visit]), ways, least }
        };
        let visits = all.into_iter().map(page).collect();
        Self { days, gap, visits }
    }

    /// The first day a visit can be on after one on this day; `None` stands for no visit before.
    fn next(&self, last: Option<usize>) -> usize {
        last.map_or(0, |last| self.days.partition_point(|day| *day < self.days[last] + self.gap))
    }

    fn states(&self) -> impl Iterator<Item = Option<usize>> + Clone {
        std::iter::once(None).chain((0..self.days.len()).map(Some))
    }

    /// What the cheapest way of all costs.
    pub(super) fn least(&self) -> f64 {
        let mut rest = vec![0.0; self.days.len() + 1];
        for page in self.visits.iter().rev() {
            let after: Vec<f64> = rest.clone();
            for (state, last) in self.states().enumerate() {
                let served = (self.next(last)..self.days.len()).map(|day| page.least[day] + after[day + 1]);
                rest[state] = served.fold(page.unserved + after[state], f64::min);
            }
        }
        rest[0]
    }

    /// How much of each visit goes each way. `tell` hears the place of the visit in the family, the way, and how
    /// much.
    pub(super) fn likely(&self, blur: f64, tell: &mut dyn FnMut(usize, &Way, f64)) {
        let number = self.days.len();
        // Logarithms: of how likely all ways on a day are together, visit by visit.
        let weights: Vec<Vec<f64>> = self.visits.iter().map(|page| page.weights(blur)).collect();
        let mut after = vec![vec![0.0; number + 1]; self.visits.len() + 1];
        for (place, page) in self.visits.iter().enumerate().rev() {
            for (state, last) in self.states().enumerate() {
                let days = self.next(last)..number;
                let served = days.map(|day| weights[place][day] + after[place + 1][day + 1]);
                let unserved = after[place + 1][state] - page.unserved / blur;
                after[place][state] = log_sum(served.chain([unserved]));
            }
        }
        let all = after[0][0];
        let mut on_day = vec![0.0; number];
        let mut before = vec![f64::NEG_INFINITY; number + 1];
        before[0] = 0.0;
        for (place, page) in self.visits.iter().enumerate() {
            let mut then: Vec<f64> = before.iter().map(|weight| weight - page.unserved / blur).collect();
            for day in 0..number {
                let froms = self.states().enumerate().filter(|(_, last)| self.next(*last) <= day);
                let from = log_sum(froms.map(|(state, _)| before[state]));
                let here = from + weights[place][day];
                then[day + 1] = log_sum([then[day + 1], here].into_iter());
                on_day[day] = (here + after[place + 1][day + 1] - all).exp();
            }
            for (way, day) in &page.ways {
                if on_day[*day] > 1e-6 && way.cost - page.least[*day] < NEARLY * blur {
                    let part = on_day[*day] * (-way.cost / blur - weights[place][*day]).exp();
                    tell(place, way, part);
                }
            }
            before = then;
        }
    }
}

impl Page {
    fn weights(&self, blur: f64) -> Vec<f64> {
        let mut sums = vec![0.0; self.least.len()];
        for (way, day) in &self.ways {
            let beyond = way.cost - self.least[*day];
            if beyond < NEARLY * blur {
                sums[*day] += (-beyond / blur).exp();
            }
        }
        let log =
            |(sum, least): (&f64, &f64)| if *sum > 0.0 { sum.ln() - least / blur } else { f64::NEG_INFINITY };
        sums.iter().zip(&self.least).map(log).collect()
    }
}

/// The logarithm of the sum of numbers given by their logarithms.
fn log_sum(logs: impl Iterator<Item = f64> + Clone) -> f64 {
    let most = logs.clone().fold(f64::NEG_INFINITY, f64::max);
    if most == f64::NEG_INFINITY { most } else { most + logs.map(|log| (log - most).exp()).sum::<f64>().ln() }
}
