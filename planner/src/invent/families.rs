//! Invented families, and feuds between them.

use super::{DAYS, between, some};
use crate::chance::Chance;
use serde_json::{Value, json};

/// Families, and pairs of people who must not meet.
pub(super) fn families(sites: &[Value], number: usize, chance: &mut Chance) -> (Vec<Value>, Vec<Value>) {
    let mut families: Vec<Value> = (0..number).map(|place| family(place, sites, chance)).collect();
    let mut no_contact = Vec::new();
    for _ in 0..number.div_ceil(8) {
        // Neighbours in the list are neighbours at a centre.
        let (one, other) = (chance.below(number), chance.below(number));
        let near = if chance.happens(0.8) { (one + sites.len()) % number } else { other };
        if one == near {
            continue;
        }
        if chance.happens(0.2) {
            let shared = families[one]["people"][1].clone();
            families[near]["people"][1] = shared;
        } else {
            no_contact.push(json!([families[one]["people"][0], families[near]["people"][1]]));
        }
    }
    (families, no_contact)
}

fn family(place: usize, sites: &[Value], chance: &mut Chance) -> Value {
    let (level, durations): (&str, &[i64]) = match chance.below(20) {
        0..=10 => ("supported", &[8, 8, 6]),
        11..=18 => ("supervised", &[4, 6, 6, 8]),
        _ => ("two", &[4, 6]),
    };
    let court_ordered = chance.happens(0.6);
    let (step, gap) = [(7, 5), (14, 10), (14, 10), (DAYS, 21)][chance.below(4)];
    let ready = if court_ordered { 0 } else { [0, 0, 4, 10][chance.below(4)] };
    let windows = (0..DAYS / step).map(|window| (ready.max(window * step), (window + 1) * step - 1));
    let visits: Vec<Value> = windows
        .filter(|(from, to)| to - from >= 5)
        .map(|(from, to)| json!({"from_day": from, "to_day": to}))
        .collect();
    let home = place % sites.len();
    let nearest = (0..between(1, 3, chance)).map(|step| (home + step) % sites.len());
    let mut sites_of: Vec<usize> = nearest.collect();
    sites_of.sort_unstable();
    sites_of.dedup();
    let travel: Vec<Value> = sites_of
        .iter()
        .map(|site| json!({"site": sites[*site]["id"], "travel": between(3, 20, chance)}))
        .collect();
    let (available, preferred) = hours(chance);
    json!({
        "id": format!("F{place}"), "people": [format!("A{place}"), format!("B{place}")], "level": level,
        "duration": chance.pick(durations), "court_ordered": court_ordered,
        "priority": if court_ordered { 0 } else { between(1, 5, chance) },
        "visits": visits, "min_gap_days": gap, "sites": travel, "available": available, "preferred": preferred,
        "room_tags": if chance.happens(0.08) { vec!["level"] } else { vec![] },
        "supervisor_tags": some(&["woman"], 0.12, chance),
        "excluded_supervisors": if chance.happens(0.1) { vec![format!("S{}", chance.below(10))] } else { vec![] },
    })
}

/// When a family can come, and when it would like to.
fn hours(chance: &mut Chance) -> (Vec<Value>, Vec<Value>) {
    let saturday = [(36, 70), (36, 70), (36, 54), (50, 70)][chance.below(4)];
    let weekdays: Vec<i64> = (0..4).filter(|_| chance.happens(0.45)).collect();
    let is_free_on_sunday = chance.happens(0.5);
    let likes_mornings = chance.happens(0.5);
    let (mut available, mut preferred) = (Vec::new(), Vec::new());
    for day in (0..DAYS).filter(|_| chance.happens(0.92)) {
        let (from, to) = match day % 7 {
            5 => saturday,
            6 if is_free_on_sunday => (46, 66),
            weekday if weekdays.contains(&weekday) => (61, 76),
            _ => continue,
        };
        available.push(json!({"day": day, "from": from, "to": to}));
        let (from, to) = if likes_mornings { (from, to.min(54)) } else { (from.max(50), to) };
        if from < to {
            preferred.push(json!({"day": day, "from": from, "to": to}));
        }
    }
    (available, preferred)
}
