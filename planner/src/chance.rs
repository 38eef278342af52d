//! Chance that can be repeated: the same seed gives the same numbers on every machine.

/// A small generator of numbers without a pattern that a search could notice. Not for secrets.
///
/// A counter goes up by an odd constant, and its bits are stirred by two multiplications; every state is
/// met once before any comes back (Steele, Lea and Flood, 2014, call it `SplitMix`).
#[derive(Clone, Debug)]
pub struct Chance {
    state: u64,
}

impl Chance {
    /// Numbers that follow from the seed.
    #[must_use]
    pub fn seeded(seed: u64) -> Self {
        let mut chance = Self { state: seed ^ 0x5851_F42D_4C95_7F2D };
        chance.bits();
        chance
    }

    /// Another generator, whose numbers have nothing to do with those of this one or of other branches.
    #[must_use]
    pub fn branch(&mut self) -> Self {
        Self::seeded(self.bits())
    }

    /// The next 64 bits.
    pub fn bits(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut stirred = self.state;
        stirred = (stirred ^ (stirred >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        stirred = (stirred ^ (stirred >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        stirred ^ (stirred >> 31)
    }

    /// A number below `end`, or 0 where `end` is 0.
    pub fn below(&mut self, end: usize) -> usize {
        // The upper half of a product spreads evenly enough, and needs no division.
        let wide = (u128::from(self.bits()) * end as u128) >> 64;
        usize::try_from(wide).unwrap_or(0)
    }

    /// From 0 up to, but never, 1.
    pub fn fraction(&mut self) -> f64 {
        let bits = u32::try_from(self.bits() >> 32).unwrap_or(0);
        f64::from(bits) / 4_294_967_296.0
    }

    /// Whether something happens that happens this often, from 0 to 1.
    pub fn happens(&mut self, how_often: f64) -> bool {
        self.fraction() < how_often
    }

    /// One of a list, or nothing of an empty one.
    pub fn pick<T: Copy>(&mut self, list: &[T]) -> Option<T> {
        list.get(self.below(list.len())).copied()
    }

    /// Puts a list into an order of chance.
    pub fn shuffle<T>(&mut self, list: &mut [T]) {
        for last in (1..list.len()).rev() {
            list.swap(last, self.below(last + 1));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_numbers() {
        let numbers = |seed| {
            let mut chance = Chance::seeded(seed);
            (0..20).map(|_| chance.below(1000)).collect::<Vec<_>>()
        };
        assert_eq!(numbers(7), numbers(7));
        assert_ne!(numbers(7), numbers(8));
    }

    #[test]
    fn every_number_below_the_end_comes_up() {
        let mut chance = Chance::seeded(1);
        let mut seen = [false; 6];
        for _ in 0..200 {
            seen[chance.below(6)] = true;
        }
        assert_eq!(seen, [true; 6]);
    }
}
