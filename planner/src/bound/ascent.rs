//! Prices found by raising what too many want and lowering what is left over.

use super::{certificate::PARTS, market::trade, place::Places, visit::points};
use crate::setting::Setting;

/// A bound, and the prices that give it.
#[derive(Clone, Debug)]
pub struct Bound {
    /// No timetable costs less, in points, up to what floating-point numbers are good for.
    pub points: f64,
    pub(super) prices: Vec<f64>,
}

/// Rounds of trade after which hardly anything is gained.
const ROUNDS: u32 = 3000;
/// How far a price moves in a round at first, as a part of what the dearest visit is worth: the price of
/// somebody without whom it cannot be served has a long way to go.
const FIRST_STRIDE: f64 = 0.1;
/// How far a price moves in a round at the end, in points.
const LAST_STRIDE: f64 = 0.02;
/// How many points count as nearly the same at first, and at the end.
const BLUR: (f64, f64) = (5.0, 0.1);

/// The way up to the best bound.
#[derive(Debug)]
pub struct Ascent<'a> {
    setting: &'a Setting,
    places: Places,
    threads: usize,
    round: u32,
    stride: f64,
    prices: Vec<f64>,
    /// What was wanted lately of each thing beyond what there was, and how much that swings.
    lately: Vec<f64>,
    swing: Vec<f64>,
    best: Bound,
}

impl<'a> Ascent<'a> {
    /// At the foot, where everything is free.
    #[must_use]
    pub fn new(setting: &'a Setting, threads: usize) -> Self {
        let dearest = setting.unserved.iter().copied().max().unwrap_or(0);
        let places = Places::of(setting);
        let nothing = vec![0.0; places.prices];
        Self {
            setting,
            threads,
            round: 0,
            stride: points(dearest).mul_add(FIRST_STRIDE, 1.0),
            lately: nothing.clone(),
            swing: nothing.clone(),
            best: Bound { points: 0.0, prices: nothing.clone() },
            prices: nothing,
            places,
        }
    }

    /// Whether going on is worth hardly anything.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.round >= ROUNDS
    }

    /// The best bound so far, in points.
    #[must_use]
    pub fn points(&self) -> f64 {
        self.best.points
    }

    /// One round: at the prices as they are, see what is wanted, and change them. `gone` is the part of the time
    /// that is spent, from 0 to 1: prices move less and less.
    pub fn step(&mut self, gone: f64) {
        self.round += 1;
        let gone = gone.max(f64::from(self.round) / f64::from(ROUNDS));
        let (stride, blur) = (between((self.stride, LAST_STRIDE), gone), between(BLUR, gone));
        let (bound, excess) = trade(self.setting, &self.places, &self.prices, blur, self.threads);
        if bound > self.best.points {
            self.best.points = bound;
            self.best.prices.clone_from(&self.prices);
        }
        let young = f64::from(self.round);
        let (early, wide) = (1.0 - 0.9_f64.powf(young), 1.0 - 0.99_f64.powf(young));
        for (place, excess) in excess.iter().enumerate() {
            self.lately[place] = 0.9 * self.lately[place] + 0.1 * excess;
            self.swing[place] = 0.99 * self.swing[place] + 0.01 * excess * excess;
            let by = (self.lately[place] / early) / ((self.swing[place] / wide).sqrt() + 0.05);
            self.prices[place] = (self.prices[place] + stride * by).max(0.0);
        }
    }

    /// The best bound, at prices rounded as a certificate writes them.
    #[must_use]
    pub fn bound(&self) -> Bound {
        let prices: Vec<f64> = self.best.prices.iter().map(|price| (price * PARTS).round() / PARTS).collect();
        let points = trade(self.setting, &self.places, &prices, BLUR.1, self.threads).0;
        Bound { points, prices }
    }
}

/// From the first number to the second, each step the same part of what is left.
fn between((from, to): (f64, f64), gone: f64) -> f64 {
    from * (to / from).powf(gone.min(1.0))
}
