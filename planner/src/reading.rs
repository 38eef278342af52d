//! An instance read from its document, in the format `scsp/1`.

mod centres;
mod people;

use crate::{
    document::{Field, Read, parse},
    instance::{Instance, Level, Rules, Weights},
};
use std::collections::BTreeMap;

/// Days and slots beyond this are a slip of the pen.
const FAR: i64 = 10_000;
/// Costs beyond this could not be added up.
const DEAR: i64 = 1_000_000;
/// The format that is read.
const FORMAT: &str = "scsp/1";

/// Names and the places they stand for.
#[derive(Default)]
struct Names(BTreeMap<String, usize>);

impl Names {
    /// The place of a name that was met before, or a new one.
    fn place(&mut self, name: String) -> usize {
        let next = self.0.len();
        *self.0.entry(name).or_insert(next)
    }

    /// Gives a place to a name that must be new.
    fn add(&mut self, field: Field<'_>) -> Read<String> {
        let name = field.text()?;
        let place = self.0.len();
        if self.0.insert(name.clone(), place).is_some() {
            return field.wrong(format!("{name} is named twice"));
        }
        Ok(name)
    }

    fn find(&self, name: &str) -> Option<usize> {
        self.0.get(name).copied()
    }

    /// The names, in the order of their places.
    fn list(self) -> Vec<String> {
        let mut list = vec![String::new(); self.0.len()];
        for (name, place) in self.0 {
            list[place] = name;
        }
        list
    }
}

/// What names stand for, while a document is being read.
#[derive(Default)]
struct Register {
    quals: Names,
    tags: Names,
    levels: Names,
    sites: Names,
    sessions: Names,
    rooms: Names,
    supervisors: Names,
    families: Names,
}

/// Reads an instance.
pub fn instance(text: &str) -> Read<Instance> {
    let value = parse(text)?;
    let document = Field::root(&value);
    document.at("format", |field| match field.text()?.as_str() {
        FORMAT => Ok(()),
        other => field.wrong(format!("is {other} and should be {FORMAT}")),
    })?;
    document.at("horizon", |horizon| horizon.at("days", |days| days.number(1, FAR)))?;
    let mut register = Register::default();
    let mut instance = Instance {
        name: document.at("name", |name| name.text())?,
        rules: document.at("rules", |rules| read_rules(rules, &mut register))?,
        weights: document.at("weights", read_weights)?,
        levels: document
            .at("levels", |levels| levels.entries(|name, level| read_level(name, level, &mut register)))?,
        ..Instance::default()
    };
    document
        .at("sites", |sites| sites.list(|site| centres::read_site(site, &mut instance, &mut register)))?;
    document.at("supervisors", |all| {
        all.list(|supervisor| people::read_supervisor(supervisor, &mut instance, &mut register))
    })?;
    let people = document
        .at("families", |all| all.list(|family| people::read_family(family, &mut instance, &mut register)))?;
    document.at("no_contact", |pairs| people::relate(&mut instance, &people, pairs))?;
    instance.quals = register.quals.list();
    instance.tags = register.tags.list();
    // Whoever was read before a qualification was first named does not hold it.
    for supervisor in &mut instance.supervisors {
        supervisor.quals.resize(instance.quals.len(), -1);
    }
    Ok(instance)
}

fn places(list: Field<'_>, names: &mut Names) -> Read<Vec<usize>> {
    list.list(|name| Ok(names.place(name.text()?)))
}

/// The places of those names that stand for something. A permission to use what is not there permits nothing.
fn known(list: Field<'_>, names: &Names) -> Read<Vec<usize>> {
    Ok(list.list(|name| Ok(names.find(&name.text()?)))?.into_iter().flatten().collect())
}

fn read_rules(rules: Field<'_>, register: &mut Register) -> Read<Rules> {
    Ok(Rules {
        margin: rules.at("margin_slots", |slots| slots.number(0, 96))?,
        gap: rules.at("no_contact_gap_slots", |slots| slots.number(0, 96))?,
        min_staff: rules.at("min_staff_on_site", |staff| staff.count(0, 1000))?,
        grid: rules.at("start_grid_slots", |slots| slots.number(1, 96))?,
        duty_quals: rules.at("duty_quals", |quals| places(quals, &mut register.quals))?,
    })
}

fn read_weights(weights: Field<'_>) -> Read<Weights> {
    let points = |key| weights.at(key, |points| points.number(0, DEAR));
    Ok(Weights {
        unserved_court: points("unserved_court")?,
        unserved_waiting: points("unserved_waiting")?,
        unserved_per_priority: points("unserved_per_priority")?,
        waiting_day: points("waiting_day")?,
        travel: points("travel")?,
        not_preferred: points("not_preferred")?,
        extra_lead: points("extra_lead")?,
        duty_volunteer: points("duty_volunteer")?,
        duty_paid: points("duty_paid")?,
    })
}

fn read_level(name: &str, level: Field<'_>, register: &mut Register) -> Read<Level> {
    register.levels.place(name.to_owned());
    Ok(Level {
        name: name.to_owned(),
        staff: level.at("staff", |staff| staff.count(1, crate::placement::TEAM))?,
        share: level.at("share", |share| share.number(1, 16))?,
        quals: level.at("quals", |quals| places(quals, &mut register.quals))?,
        lead_quals: level.at("lead_quals", |quals| places(quals, &mut register.quals))?,
    })
}
