//! Invented centres and their staff.

use super::{DAYS, between, some};
use crate::chance::Chance;
use serde_json::{Value, json};

/// Centres, open at weekends and some of them on a weekday afternoon.
pub(super) fn sites(number: usize, chance: &mut Chance) -> Vec<Value> {
    (0..number).map(|site| self::site(site, chance)).collect()
}

fn site(site: usize, chance: &mut Chance) -> Value {
    let mut hours = if chance.happens(0.5) { vec![(5, 40, 64)] } else { vec![(5, 38, 51), (5, 53, 66)] };
    if chance.happens(0.5) {
        hours.push((i64::try_from(chance.below(4)).unwrap_or(0), 62, 75));
    }
    if chance.happens(0.3) {
        hours.push((6, 48, 64));
    }
    let mut sessions = Vec::new();
    for week in 0..DAYS / 7 {
        for (weekday, from, to) in &hours {
            let day = week * 7 + weekday;
            sessions.push(json!({"id": format!("C{site}-{day}-{from}"), "day": day, "from": from, "to": to}));
        }
    }
    let mut rooms = vec![json!({
        "id": format!("C{site}-hall"), "capacity": between(3, 7, chance), "levels": ["supported"],
        "tags": ["level"],
    })];
    for room in 0..between(1, 3, chance) {
        rooms.push(json!({
            "id": format!("C{site}-{room}"), "capacity": 1, "levels": ["supervised", "two"],
            "tags": some(&["level", "mirror"], 0.5, chance),
        }));
    }
    json!({"id": format!("C{site}"), "sessions": sessions, "rooms": rooms, "door_capacity": between(3, 5, chance)})
}

/// Supervisors, most of them volunteers of one centre; `demand` is the slots of supervision families need.
pub(super) fn supervisors(sites: &[Value], demand: usize, staff: f64, chance: &mut Chance) -> Vec<Value> {
    let each = u32::try_from(demand / sites.len() / 14).unwrap_or(u32::MAX);
    let least = f64::from(each) * staff;
    let mut supervisors = Vec::new();
    for site in sites {
        let mut number = 0;
        while f64::from(number) < least || number < 4 {
            supervisors.push(supervisor(supervisors.len(), site, number == 0, chance));
            number += 1;
        }
    }
    supervisors
}

fn supervisor(place: usize, site: &Value, is_first: bool, chance: &mut Chance) -> Value {
    let paid = is_first || chance.happens(0.25);
    let comes = if paid { 0.85 } else { 0.55 };
    let sessions = site["sessions"].as_array().map(Vec::as_slice).unwrap_or_default();
    let available: Vec<&Value> =
        sessions.iter().filter(|_| chance.happens(comes)).map(|session| &session["id"]).collect();
    let mut quals = json!({"vetted": if chance.happens(0.95) { 300 } else { 13 }});
    if is_first || chance.happens(0.7) {
        quals["trained"] = json!(if chance.happens(0.9) { 300 } else { 20 });
    }
    if is_first || chance.happens(0.4) {
        quals["leading"] = json!(300);
    }
    json!({
        "id": format!("S{place}"), "tags": some(&["woman", "polish"], 0.4, chance), "quals": quals, "paid": paid,
        "max_sessions_per_week": if paid { 2 } else { 1 },
        "max_sessions": if paid { 6 } else { between(2, 4, chance) },
        "available": available,
    })
}
