//! What a client tries next, drawn by chance.

use crate::world::{DAYS, World};
use serde_json::{Value, json};

/// Draws numbers, the same ones each time from the same seed.
pub(crate) struct Chance(pub(crate) u64);

impl Chance {
    pub(crate) fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((bits ^ (bits >> 31)) >> 33).unwrap_or_default() % most.max(1)
    }

    pub(crate) fn one<'a, T>(&mut self, of: &'a [T]) -> Option<&'a T> {
        of.get(self.below(of.len()))
    }
}

/// A time that some client was told was taken.
#[derive(Clone)]
pub(crate) struct Taken {
    pub(crate) visit: String,
    pub(crate) kind: String,
    pub(crate) is_held: bool,
}

/// Something to ask for.
pub(crate) struct Attempt {
    pub(crate) what: &'static str,
    pub(crate) path: String,
    pub(crate) body: Value,
    /// What kind of visit it leaves, where it leaves one.
    pub(crate) kind: String,
}

/// What is tried next. `now` is where the clock stands, for how long a time is held.
pub(crate) fn next(chance: &mut Chance, world: &World, taken: &[Taken], now: base::Moment) -> Attempt {
    let what = chance.below(100);
    // Held times are confirmed and let go; now and then somebody mistakes one that is booked for one.
    let held: Vec<Taken> = taken.iter().filter(|one| one.is_held).cloned().collect();
    let from = if (58..73).contains(&what) && chance.below(4) > 0 { &held } else { taken };
    let Some(known) = chance.one(from).cloned() else { return book(chance, world) };
    let of = |what, place: &str, body| Attempt {
        what,
        path: format!("/visits/{}/{place}", known.visit),
        body,
        kind: known.kind.clone(),
    };
    match what {
        0..38 => book(chance, world),
        38..58 => {
            let Attempt { path, body, kind, .. } = book(chance, world);
            let minutes = 30 + 5 * i64::try_from(chance.below(24)).unwrap_or(0);
            let body = json!({"visit": body, "until": now.plus(base::Minutes(minutes))});
            Attempt { what: "hold", path: path.replace("/visits", "/holds"), body, kind }
        }
        58..68 => of("confirm", "hold/confirmation", json!({})),
        68..73 => of("release", "hold/release", json!({"reason": "It does not suit."})),
        73..88 => {
            let change = change(chance, world, &known.kind);
            of("change", "change", change)
        }
        _ => {
            let why = json!({"by": "resident", "reason": "The child is ill."});
            of("cancel", "cancellation", why)
        }
    }
}

fn starts(chance: &mut Chance) -> String {
    let day = DAYS[chance.below(DAYS.len())];
    // Open from nine to five: the first and the last of these are too early and too late.
    let minutes = 8 * 60 + 45 + 15 * chance.below(29);
    format!("{day}T{:02}:{:02}:00Z", minutes / 60, minutes % 60)
}

fn room(chance: &mut Chance, world: &World, kind: &str) -> Value {
    let fit: Vec<&String> = world
        .rooms
        .iter()
        .filter(|(_, kinds)| kinds.iter().any(|one| one == kind))
        .map(|(id, _)| id)
        .collect();
    let any: Vec<&String> = world.rooms.iter().map(|(id, _)| id).collect();
    let from = if chance.below(20) == 0 { &any } else { &fit };
    json!(chance.one(from))
}

fn supervisors(chance: &mut Chance, world: &World, kind: &str) -> Value {
    let number = match kind {
        "supported" => usize::from(chance.below(5) == 0),
        "high-vigilance" => 2,
        _ => 1,
    };
    let first = chance.below(world.staff.len());
    let named = (0..number).filter_map(|more| world.staff.get((first + more) % world.staff.len()));
    json!(named.collect::<Vec<_>>())
}

fn things(chance: &mut Chance, world: &World) -> Value {
    let some = chance.below(4) == 0;
    json!(chance.one(&world.things).filter(|_| some).into_iter().collect::<Vec<_>>())
}

fn book(chance: &mut Chance, world: &World) -> Attempt {
    let family = &world.families[chance.below(world.families.len())];
    let kind = &family.kind;
    let mut body = json!({
        "starts": starts(chance), "room": room(chance, world, kind),
        "supervisors": supervisors(chance, world, kind), "equipment": things(chance, world),
    });
    match chance.below(10) {
        0 => body["length"] = 30.into(),
        1..4 => body["length"] = 60.into(),
        _ => {}
    }
    if chance.below(50) == 0 {
        // Somebody of another family, who is in no plan of this one.
        let other = &world.families[chance.below(world.families.len())];
        body["people"] = json!([family.people.first(), other.people.first()]);
    }
    Attempt { what: "book", path: format!("/families/{}/visits", family.id), body, kind: kind.clone() }
}

fn change(chance: &mut Chance, world: &World, kind: &str) -> Value {
    let mut body = json!({"asked_by": "centre", "reason": "Another time suits better."});
    if chance.below(10) < 7 {
        body["starts"] = starts(chance).into();
    }
    if chance.below(10) < 4 {
        body["room"] = room(chance, world, kind);
    }
    if chance.below(10) < 4 {
        body["supervisors"] = supervisors(chance, world, kind);
    }
    if chance.below(10) < 2 {
        body["equipment"] = things(chance, world);
    }
    body
}
