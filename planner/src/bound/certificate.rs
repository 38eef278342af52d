//! The prices that give a bound, written so that others can check it.

use super::{ascent::Bound, place::Places};
use crate::{options::Choice, setting::Setting};
use serde_json::{Value, json};

/// Prices are written in whole parts of a point, so many to the point.
pub(super) const PARTS: f64 = 1000.0;

/// A bound and its prices as JSON. Only prices above 0 are written, in thousandths of a point.
#[must_use]
pub fn certificate(setting: &Setting, bound: &Bound) -> String {
    let places = Places::of(setting);
    let write = Writer { setting, places: &places, bound };
    let document = json!({
        "format": "alongside-bound/1",
        "instance": setting.instance.name,
        "bound": bound.whole_points(),
        "sessions": (0..places.sessions.len()).filter_map(|session| write.session(session)).collect::<Vec<_>>(),
        "visits": (0..places.visits.len()).filter_map(|visit| write.visit(visit)).collect::<Vec<_>>(),
    });
    format!("{document}\n")
}

struct Writer<'a> {
    setting: &'a Setting,
    places: &'a Places,
    bound: &'a Bound,
}

impl Writer<'_> {
    /// A price in thousandths.
    fn price(&self, place: usize) -> i64 {
        thousandths(self.bound.prices[place])
    }

    /// Prices slot by slot, where there are any.
    fn row(&self, from: usize, slots: usize) -> Option<Vec<i64>> {
        let row: Vec<i64> = (from..from + slots).map(|place| self.price(place)).collect();
        row.iter().any(|price| *price > 0).then_some(row)
    }

    fn session(&self, session: usize) -> Option<Value> {
        let (setting, at) = (self.setting, &self.places.sessions[session]);
        let facts = &setting.instance.sessions[session];
        let site = &setting.instance.sites[facts.site];
        let supervisor = |staff: usize| &setting.instance.supervisors[setting.staff[session][staff]].name;
        let time: Vec<Value> = (0..setting.staff[session].len())
            .filter_map(|staff| Some((staff, self.row(at.time + staff * at.slots, at.slots)?)))
            .map(|(staff, row)| json!([supervisor(staff), row]))
            .collect();
        let rooms: Vec<Value> = self.places.rooms[facts.site]
            .iter()
            .enumerate()
            .filter_map(|(set, (rooms, _))| Some((rooms, self.row(at.rooms + set * at.slots, at.slots)?)))
            .map(|(rooms, row)| {
                let names = rooms.iter().map(|room| &setting.instance.rooms[site.rooms[*room]].name);
                json!([names.collect::<Vec<_>>(), row])
            })
            .collect();
        let door = self.row(at.door, at.slots + 1);
        let enough = self.price(at.enough);
        (!time.is_empty() || !rooms.is_empty() || door.is_some() || enough > 0).then(|| {
            json!({
                "session": facts.name, "time": time, "rooms": rooms, "door": door.unwrap_or_default(),
                "enough": enough,
            })
        })
    }

    fn visit(&self, visit: usize) -> Option<Value> {
        let setting = self.setting;
        let own = &self.places.visits[visit];
        let name = |supervisor: usize| &setting.instance.supervisors[supervisor].name;
        let (mut open, mut there) = (Vec::new(), Vec::new());
        for (choice, from) in setting.choices[visit].iter().zip(&own.choices) {
            let Choice { session, able, .. } = choice;
            let session_name = &setting.instance.sessions[*session].name;
            if self.price(*from) > 0 {
                open.push(json!([session_name, self.price(*from)]));
            }
            for (place, able) in able.iter().enumerate() {
                let price = self.price(from + 1 + place);
                if price > 0 {
                    there.push(json!([session_name, name(setting.staff[*session][able.staff]), price]));
                }
            }
        }
        let lead: Vec<Value> = (0..own.leads.len())
            .map(|place| (own.leads[place], self.price(own.lead + place)))
            .filter(|(_, price)| *price > 0)
            .map(|(lead, price)| json!([name(lead), price]))
            .collect();
        let number = setting.instance.visits[visit].number;
        (!open.is_empty() || !there.is_empty() || !lead.is_empty()).then(|| {
            json!({
                "family": setting.family(visit).name, "visit": number, "open": open, "there": there, "lead": lead,
            })
        })
    }
}

/// A price rounded to whole thousandths of a point.
#[expect(clippy::cast_possible_truncation, reason = "prices are far smaller")]
pub(super) fn thousandths(price: f64) -> i64 {
    (price * PARTS).round() as i64
}

impl Bound {
    /// The least whole number of points that a timetable can cost.
    #[must_use]
    #[expect(clippy::cast_possible_truncation, reason = "costs are far smaller")]
    pub fn whole_points(&self) -> i64 {
        // Every cost is whole. What the sum of so many numbers may be off by is far less than this.
        (self.points - 0.001).ceil() as i64
    }
}
