//! A passage as it is kept, and as it would be given.

use super::{Exemption, FactOf, Passage, PassageState};

/// A passage as it is kept.
#[derive(Clone, Debug)]
pub(super) struct KeptPassage {
    pub(super) number: i32,
    pub(super) section: String,
    pub(super) is_own: bool,
    pub(super) records: Vec<Vec<FactOf>>,
    pub(super) cut: Vec<String>,
    pub(super) was_cut: bool,
    pub(super) state: PassageState,
    pub(super) ground: Option<Exemption>,
    pub(super) reason: Option<String>,
}

impl KeptPassage {
    /// Whether some words stand in it.
    pub(super) fn holds(&self, words: &str) -> bool {
        self.given().iter().flatten().any(|fact| fact.value.contains(words))
    }

    /// Its records without the words that the reviewer took out. What is left empty goes.
    pub(super) fn given(&self) -> Vec<Vec<FactOf>> {
        self.records
            .iter()
            .map(|record| {
                record
                    .iter()
                    .map(|fact| {
                        let value =
                            self.cut.iter().fold(fact.value.clone(), |text, cut| text.replace(cut, ""));
                        let value =
                            value.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
                        FactOf { value, ..fact.clone() }
                    })
                    .filter(|fact| !fact.value.trim().is_empty())
                    .collect::<Vec<_>>()
            })
            .filter(|record| !record.is_empty())
            .collect()
    }

    /// As it is shown to its reviewer.
    pub(super) fn shown(self) -> Passage {
        Passage {
            number: self.number,
            records: self.given(),
            section: self.section,
            was_cut: self.was_cut,
            is_own: self.is_own,
            cut: self.cut,
            state: self.state,
            ground: self.ground,
            reason: self.reason,
        }
    }
}
