//! Two worlds that differ only in what somebody may not know, and everything that somebody is answered in
//! each: to the byte the same, or something leaks (R25, R30).
//!
//! A base is built once: a centre at work, with a family, its visits and everybody's sign-ins. A world is a
//! copy of it in which some hidden things were done besides. An observer then walks every page and every
//! operation there is, with the identifiers of what they may know and of what they may not.

mod base;
mod chance;
mod example;
mod hidden;
mod observer;
mod walk;

pub use base::{Base, World};
pub use chance::Chance;
pub use hidden::Hidden;
pub use observer::Observer;
pub use walk::{Told, differences};

use std::ops::Range;

/// The least that a walk asks: fewer, and it has not been round.
const LEAST: usize = 400;

/// Walks a world for each of these seeds, and answers what the observer learns in the first in which they
/// learn something.
pub async fn learns(base: &Base, observer: Observer, seeds: Range<u64>) -> Option<String> {
    let reference = base.world().told(observer).await;
    assert!(reference.len() > LEAST, "{observer:?} asked {} things only", reference.len());
    for seed in seeds {
        let world = base.world();
        let mut chance = Chance::of(seed);
        // The first world has everything in it that may be hidden.
        let hidden = if seed == 0 {
            Hidden::all_from(observer, &mut chance)
        } else {
            Hidden::from(observer, &mut chance)
        };
        for (number, one) in hidden.iter().enumerate() {
            world.hide(one, number as u64).await;
        }
        let found = differences(&reference, &world.told(observer).await);
        if !found.is_empty() {
            return Some(format!("{observer:?} learns in world {seed} of {hidden:#?}:\n{found:#?}"));
        }
    }
    None
}
