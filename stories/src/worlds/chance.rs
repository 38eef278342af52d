//! What is drawn by chance when a world is made, the same for the same seed.

use host::Ids;
use serde_json::{Value, json};

/// Draws.
pub struct Chance(Ids);

/// Words that hidden text is made of. None of them stands anywhere else in a world.
const WORDS: [&str; 12] = [
    "quillon", "brevet", "zanthe", "morvane", "tressel", "ullage", "farrago", "gimlet", "hollin", "jessamy",
    "kestrel", "lanyard",
];

/// Words that whereabouts are made of: none of those above, or the gate would hold back what speaks of something
/// else by the same word.
const PLACES: [&str; 8] =
    ["oxbarrow", "pendwick", "quernholt", "ravelby", "sorrelham", "thistlemoor", "umberley", "wexcombe"];

impl Chance {
    /// The draws of this seed.
    #[must_use]
    pub fn of(seed: u64) -> Self {
        Self(Ids::seeded(seed))
    }

    /// A number below `most`, which is not zero.
    pub fn below(&mut self, most: usize) -> usize {
        usize::try_from(self.0.bits() % most as u128).unwrap()
    }

    /// One of these.
    pub fn one<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }

    /// Yes or no.
    pub fn toss(&mut self) -> bool {
        self.below(2) == 1
    }

    /// Some words that stand nowhere else, more or fewer.
    pub fn words(&mut self, most: usize) -> String {
        let count = 1 + self.below(most);
        let words: Vec<&str> = (0..count).map(|_| *self.one(&WORDS)).collect();
        words.join(" ")
    }

    /// The same, of words for whereabouts.
    pub fn places(&mut self, most: usize) -> String {
        let count = 1 + self.below(most);
        let words: Vec<&str> = (0..count).map(|_| *self.one(&PLACES)).collect();
        words.join(" ")
    }

    /// A number of so many digits.
    pub fn digits(&mut self, count: usize) -> String {
        (0..count).map(|_| char::from_digit(u32::try_from(self.below(10)).unwrap(), 10).unwrap()).collect()
    }

    /// These in another order.
    pub fn shuffled<T>(&mut self, mut of: Vec<T>) -> Vec<T> {
        for last in (1..of.len()).rev() {
            of.swap(last, self.below(last + 1));
        }
        of
    }

    /// Where somebody may be: some of it, in some length.
    pub(super) fn whereabouts(&mut self) -> Value {
        let postcode = format!("ZZ{} {}QR", self.below(99), self.below(9));
        let mut all = json!({"address": format!("{} {}", self.digits(2), self.places(4)), "safe_channel": "telephone",
            "telephone": format!("07700 900{}", self.digits(3))});
        for (name, value) in [
            ("postcode", postcode),
            ("email", format!("{}@example.org", self.digits(8))),
            ("when_it_is_safe", self.places(12)),
            ("emergency_contact", self.places(3)),
            ("emergency_telephone", format!("01632 960{}", self.digits(3))),
            ("employer", self.places(3)),
            ("school", self.places(4)),
            ("doctor", self.places(3)),
            ("vehicle", self.places(2)),
        ] {
            if self.toss() {
                all[name] = value.into();
            }
        }
        all
    }
}
