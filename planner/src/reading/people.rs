//! Supervisors, families, and who must not meet whom.

use super::{DEAR, FAR, Register, known, places};
use crate::{
    document::{Field, Read},
    instance::{Family, Hours, Instance, Supervisor, Visit},
};
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn read_supervisor(all: Field<'_>, instance: &mut Instance, register: &mut Register) -> Read<()> {
    let name = all.at("id", |id| register.supervisors.add(id))?;
    let held = all.at("quals", |quals| {
        quals.entries(|qual, last| Ok((register.quals.place(qual.to_owned()), last.number(-FAR, FAR)?)))
    })?;
    let mut quals = vec![-1; register.quals.0.len()];
    for (qual, last) in held {
        quals[qual] = last;
    }
    let mut available = all.at("available", |sessions| known(sessions, &register.sessions))?;
    available.sort_unstable();
    available.dedup();
    instance.supervisors.push(Supervisor {
        name,
        quals,
        tags: all.at("tags", |tags| places(tags, &mut register.tags))?,
        available,
        paid: all.at("paid", |paid| paid.yes())?,
        most_a_week: all.at("max_sessions_per_week", |most| most.count(0, 1000))?,
        most: all.at("max_sessions", |most| most.count(0, 10_000))?,
    });
    Ok(())
}

/// Reads a family; answers who belongs to it.
pub(super) fn read_family(
    all: Field<'_>,
    instance: &mut Instance,
    register: &mut Register,
) -> Read<Vec<String>> {
    let name = all.at("id", |id| register.families.add(id))?;
    let place = instance.families.len();
    let level = all.at("level", |level| match register.levels.find(&level.text()?) {
        Some(level) => Ok(level),
        None => level.wrong("is not one of the levels"),
    })?;
    let mut number = 0;
    let visits = all.at("visits", |visits| {
        visits.list(|visit| {
            let from_day = visit.at("from_day", |day| day.number(-FAR, FAR))?;
            let to_day = visit.at("to_day", |day| day.number(-FAR, FAR))?;
            instance.visits.push(Visit { family: place, number, from_day, to_day });
            number += 1;
            Ok(instance.visits.len() - 1)
        })
    })?;
    let sites: BTreeMap<usize, i64> = all
        .at("sites", |sites| {
            sites.list(|site| {
                let travel = site.at("travel", |units| units.number(0, DEAR))?;
                Ok(register.sites.find(&site.at("site", |name| name.text())?).map(|site| (site, travel)))
            })
        })?
        .into_iter()
        .flatten()
        .collect();
    instance.families.push(Family {
        name,
        level,
        duration: all.at("duration", |slots| slots.number(1, FAR))?,
        court_ordered: all.at("court_ordered", |ordered| ordered.yes())?,
        priority: all.at("priority", |priority| priority.number(0, 1000))?,
        min_gap_days: all.at("min_gap_days", |days| days.number(0, FAR))?,
        visits,
        sites: sites.into_iter().collect(),
        available: all.at("available", read_hours)?,
        preferred: all.at("preferred", read_hours)?,
        room_tags: all.at("room_tags", |tags| places(tags, &mut register.tags))?,
        supervisor_tags: all.at("supervisor_tags", |tags| places(tags, &mut register.tags))?,
        excluded: all.at("excluded_supervisors", |names| known(names, &register.supervisors))?,
        barred: Vec::new(),
    });
    all.at("people", |people| people.list(|person| person.text()))
}

fn read_hours(list: Field<'_>) -> Read<Vec<Hours>> {
    list.list(|hours| {
        Ok(Hours {
            day: hours.at("day", |day| day.number(-FAR, FAR))?,
            from: hours.at("from", |slot| slot.number(-FAR, FAR))?,
            to: hours.at("to", |slot| slot.number(-FAR, FAR))?,
        })
    })
}

/// Notes for each family which others share a person with it, and which it must not meet.
pub(super) fn relate(instance: &mut Instance, people: &[Vec<String>], pairs: Field<'_>) -> Read<()> {
    let mut families_of: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    for (family, people) in people.iter().enumerate() {
        for person in people {
            families_of.entry(person).or_default().insert(family);
        }
    }
    let mut shared = vec![BTreeSet::new(); people.len()];
    for families in families_of.values() {
        for one in families {
            shared[*one].extend(families.iter().filter(|other| *other != one));
        }
    }
    let mut apart = vec![BTreeSet::new(); people.len()];
    pairs.list(|pair| {
        let both = pair.list(|person| person.text())?;
        let [one, other] = &both[..] else { return pair.wrong("should be two people") };
        let of = |person: &String| families_of.get(person.as_str()).into_iter().flatten().copied();
        for one in of(one) {
            for other in of(other).filter(|other| *other != one) {
                apart[one].insert(other);
                apart[other].insert(one);
            }
        }
        Ok(())
    })?;
    let lists = |sets: Vec<BTreeSet<usize>>| sets.into_iter().map(|set| set.into_iter().collect()).collect();
    instance.shared = lists(shared);
    instance.apart = lists(apart);
    Ok(())
}
