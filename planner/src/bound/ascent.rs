//! Prices found by raising what too many want and lowering what is left over.

use super::{certificate::PARTS, market::trade, place::Places};
use crate::setting::Setting;

/// A bound, and the prices that give it.
#[derive(Clone, Debug)]
pub struct Bound {
    /// No timetable costs less, in points, up to what floating-point numbers are good for.
    pub points: f64,
    pub(super) prices: Vec<f64>,
}

/// Rounds of trade, at most.
const ROUNDS: u32 = 3000;
/// How far a price moves in a round at first, and at the end, in points.
const STRIDE: (f64, f64) = (2.0, 0.02);
/// How many points count as nearly the same at first, and at the end.
const BLUR: (f64, f64) = (4.0, 0.2);

/// Raises the bound for as long as it may: `spent` says what part of the time is gone, from 0 to 1. `so_far`
/// hears of each better bound.
pub fn raise(setting: &Setting, spent: &dyn Fn() -> f64, so_far: &mut dyn FnMut(f64)) -> Bound {
    let places = Places::of(setting);
    let mut prices = vec![0.0; places.prices];
    let mut best = Bound { points: 0.0, prices: prices.clone() };
    // Each price moves by what was wanted lately, against how much that swings.
    let (mut lately, mut swing) = (vec![0.0; prices.len()], vec![0.0; prices.len()]);
    for round in 1..=ROUNDS {
        let gone = spent().max(f64::from(round) / f64::from(ROUNDS));
        let (stride, blur) = (between(STRIDE, gone), between(BLUR, gone));
        let (bound, excess) = trade(setting, &places, &prices, blur);
        if bound > best.points {
            best.points = bound;
            best.prices.clone_from(&prices);
            so_far(bound);
        }
        if gone >= 1.0 {
            break;
        }
        let young = f64::from(round);
        let (early, wide) = (1.0 - 0.9_f64.powf(young), 1.0 - 0.99_f64.powf(young));
        for (place, excess) in excess.iter().enumerate() {
            lately[place] = 0.9 * lately[place] + 0.1 * excess;
            swing[place] = 0.99 * swing[place] + 0.01 * excess * excess;
            let by = (lately[place] / early) / ((swing[place] / wide).sqrt() + 0.05);
            prices[place] = (prices[place] + stride * by).max(0.0);
        }
    }
    // What is written of them is what counts.
    for price in &mut best.prices {
        *price = (*price * PARTS).round() / PARTS;
    }
    best.points = trade(setting, &places, &best.prices, BLUR.1).0;
    best
}

/// From the first number to the second, each step the same part of what is left.
fn between((from, to): (f64, f64), gone: f64) -> f64 {
    from * (to / from).powf(gone.min(1.0))
}
