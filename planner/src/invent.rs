//! Invented instances, for tests and benchmarks: fictional centres, supervisors and families, drawn so that
//! rooms and staff are nearly enough.

mod centres;
mod families;

use crate::{chance::Chance, options, reading};
use serde_json::{Value, json};

/// Days that are planned.
const DAYS: i64 = 28;

/// What is to be invented.
#[derive(Clone, Copy, Debug)]
pub struct Country {
    /// How many families.
    pub families: usize,
    /// How much staff there is for every visit: 1.0 is about enough, 0.7 is too little.
    pub staff: f64,
    /// What chance follows from.
    pub seed: u64,
}

/// An instance in the format `scsp/1`. Every visit of it is possible if there were no other.
#[must_use]
pub fn country(wish: Country) -> Value {
    let mut document = draft(wish);
    let Ok(instance) = reading::instance(&document.to_string()) else { return document };
    let staff = options::staff(&instance);
    let is_possible: Vec<bool> = (0..instance.visits.len())
        .map(|visit| !options::choices(&instance, &staff, visit).is_empty())
        .collect();
    let Some(families) = document["families"].as_array_mut() else { return document };
    let mut visit = 0;
    for family in families.iter_mut() {
        if let Some(visits) = family["visits"].as_array_mut() {
            visits.retain(|_| {
                visit += 1;
                is_possible[visit - 1]
            });
        }
    }
    families.retain(|family| family["visits"].as_array().is_some_and(|visits| !visits.is_empty()));
    document
}

fn draft(wish: Country) -> Value {
    let mut chance = Chance::seeded(wish.seed);
    let number = (wish.families / 22).max(1);
    let sites = centres::sites(number, &mut chance);
    let (families, no_contact) = families::families(&sites, wish.families, &mut chance);
    let demand = families.len() * 10;
    let supervisors = centres::supervisors(&sites, demand, wish.staff, &mut chance);
    json!({
        "format": "scsp/1",
        "name": format!("invented-{}-{}", wish.families, wish.seed),
        "slot_minutes": 15,
        "horizon": {"start": "2026-10-12", "days": DAYS, "tz": "Europe/London"},
        "rules": {
            "margin_slots": 1, "no_contact_gap_slots": 1, "min_staff_on_site": 2, "start_grid_slots": 1,
            "duty_quals": ["vetted"],
        },
        "levels": {
            "supported": {"staff": 1, "share": 3, "quals": ["vetted"], "lead_quals": []},
            "supervised": {"staff": 1, "share": 1, "quals": ["vetted", "trained"], "lead_quals": []},
            "two": {"staff": 2, "share": 1, "quals": ["vetted", "trained"], "lead_quals": ["leading"]},
        },
        "weights": {
            "unserved_court": 2000, "unserved_waiting": 300, "unserved_per_priority": 100, "waiting_day": 1,
            "travel": 1, "not_preferred": 5, "extra_lead": 10, "duty_volunteer": 12, "duty_paid": 40,
        },
        "sites": sites,
        "supervisors": supervisors,
        "families": families,
        "no_contact": no_contact,
    })
}

/// Those of a list that chance takes, each as often as said.
fn some(list: &[&'static str], how_often: f64, chance: &mut Chance) -> Vec<&'static str> {
    list.iter().copied().filter(|_| chance.happens(how_often)).collect()
}

/// A number from one to another, both included.
fn between(least: usize, most: usize, chance: &mut Chance) -> usize {
    least + chance.below(most + 1 - least)
}
