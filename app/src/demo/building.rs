//! The building of the demonstration: its site, rooms, doors, equipment and opening times.

use super::crowd::FORTNIGHTS;
use crate::{
    premises,
    schema::{closure, entrance, equipment, opening, opening_exception, opening_pattern, room, waiting_area},
};
use base::{
    ClosureId, Day, EntranceId, EquipmentId, ExceptionId, Moment, PatternId, RoomId, SessionId, SiteId,
    WaitingAreaId, WallClock, Weekday,
};
use diesel::prelude::*;
use host::{Problem, WriteTx};
use policy::{AddAccount, Permit};
use serde_json::json;

/// How many days back and ahead the centre is open.
const REACH: i64 = 190;

struct RoomOf {
    name: &'static str,
    families: i32,
    kinds: &'static [&'static str],
    facilities: &'static [&'static str],
    ages: (Option<i32>, Option<i32>),
    toys: &'static str,
    features: &'static str,
}

const ROOMS: &[RoomOf] = &[
    RoomOf {
        name: "Garden room",
        families: 4,
        kinds: &["supported", "handover"],
        facilities: &["step-free", "changing-table", "garden", "kitchen"],
        ages: (Some(0), Some(8)),
        toys: "Soft play, books, a kitchen corner, sand and water.",
        features: "Soft play, books and a kitchen corner, for children up to 8. Step-free, changing table, door to the garden.",
    },
    RoomOf {
        name: "Willow room",
        families: 1,
        kinds: &["supervised", "high-vigilance", "identity", "virtual"],
        facilities: &["step-free", "quiet", "observation-window", "hearing-loop"],
        ages: (None, None),
        toys: "Drawing things, dolls and building bricks.",
        features: "A small quiet room with drawing things, dolls and building bricks, for all ages. Step-free, observation window.",
    },
    RoomOf {
        name: "Rowan room",
        families: 1,
        kinds: &["supervised", "high-vigilance", "escorted", "identity"],
        facilities: &["step-free", "accessible-toilet"],
        ages: (Some(6), None),
        toys: "Board games, a music corner, two guitars.",
        features: "Board games, a sofa and a music corner, for children from 6. Step-free.",
    },
    RoomOf {
        name: "Front desk",
        families: 2,
        kinds: &["handover", "indirect", "escorted"],
        facilities: &["step-free"],
        ages: (None, None),
        toys: "A box of books.",
        features: "The two entrances meet here with a door between them.",
    },
];

const EQUIPMENT: &[(&str, &str)] = &[
    ("High chair 1", "In the cupboard of the Garden room."),
    ("High chair 2", "In the cupboard of the Garden room."),
    ("Tablet for video contact", "In the safe at the front desk. Nothing is kept on it."),
    ("Travel cot", "In the store on the first floor."),
];

/// One site with its rooms, doors and equipment, open on Saturdays and on Wednesday afternoons, half a year
/// back and ahead.
pub(super) fn furnish(tx: &mut WriteTx<'_>, permit: &Permit<AddAccount>) -> Result<(), Problem> {
    let site = premises::sites(tx)?.first().map(|site| site.id).ok_or(Problem::NotFound)?;
    for one in ROOMS {
        add_room(tx, permit, site, one)?;
    }
    add_doors(tx, permit, site)?;
    for (name, words) in EQUIPMENT {
        diesel::insert_into(equipment::table)
            .values((
                equipment::id.eq(EquipmentId::from_random(tx.random())),
                equipment::centre.eq(permit.id()),
                equipment::site.eq(site),
                equipment::name.eq(*name),
                equipment::words.eq(*words),
            ))
            .execute(tx.db())?;
    }
    let today = tx.now.day();
    let reach = (today.plus_days(-REACH), today.plus_days(REACH));
    // Boxing Day of 2026 is a Saturday, and families want to see each other then.
    regularly(tx, permit, (Weekday::Saturday, "09:00", "17:00", true), reach)?;
    regularly(tx, permit, (Weekday::Wednesday, "14:00", "19:00", false), reach)?;
    not_as_usual(tx, permit, today)?;
    // So that a demonstration has a session on the day it is shown, whichever day of the week that is.
    for weeks in -(REACH / 7)..=(REACH / 7) {
        open(tx, permit, today.plus_days(weeks * 7), ("08:30", "18:30"))?;
    }
    Ok(())
}

/// Open every day from eight to eight, for a large centre.
pub(super) fn always_open(tx: &mut WriteTx<'_>, permit: &Permit<AddAccount>) -> Result<(), Problem> {
    let centre = permit.id();
    diesel::delete(opening::table.filter(opening::centre.eq(centre))).execute(tx.db())?;
    diesel::delete(opening_pattern::table.filter(opening_pattern::centre.eq(centre))).execute(tx.db())?;
    let today = tx.now.day();
    for offset in -(FORTNIGHTS * 14 + 14)..200 {
        open(tx, permit, today.plus_days(offset), ("08:00", "20:00"))?;
    }
    Ok(())
}

fn add_room(
    tx: &mut WriteTx<'_>,
    permit: &Permit<AddAccount>,
    site: SiteId,
    one: &RoomOf,
) -> Result<(), Problem> {
    diesel::insert_into(room::table)
        .values((
            room::id.eq(RoomId::from_random(tx.random())),
            room::centre.eq(permit.id()),
            room::name.eq(one.name),
            room::families.eq(one.families),
            room::kinds.eq(json!(one.kinds).to_string()),
            room::features.eq(one.features),
            room::site.eq(site),
            room::facilities.eq(json!(one.facilities).to_string()),
            room::toys.eq(one.toys),
            room::youngest.eq(one.ages.0),
            room::oldest.eq(one.ages.1),
        ))
        .execute(tx.db())?;
    Ok(())
}

fn add_doors(tx: &mut WriteTx<'_>, permit: &Permit<AddAccount>, site: SiteId) -> Result<(), Problem> {
    for name in ["Church Lane door", "Garden gate"] {
        diesel::insert_into(entrance::table)
            .values((
                entrance::id.eq(EntranceId::from_random(tx.random())),
                entrance::centre.eq(permit.id()),
                entrance::name.eq(name),
                entrance::site.eq(site),
            ))
            .execute(tx.db())?;
    }
    for name in ["Kitchen", "Hall by the garden gate"] {
        diesel::insert_into(waiting_area::table)
            .values((
                waiting_area::id.eq(WaitingAreaId::from_random(tx.random())),
                waiting_area::centre.eq(permit.id()),
                waiting_area::site.eq(site),
                waiting_area::name.eq(name),
            ))
            .execute(tx.db())?;
    }
    Ok(())
}

/// Far ahead, a Saturday with shorter hours, and a morning on which the front desk is painted.
fn not_as_usual(tx: &mut WriteTx<'_>, permit: &Permit<AddAccount>, today: Day) -> Result<(), Problem> {
    let saturday = (0..7)
        .map(|ahead| today.plus_days(165 + ahead))
        .find(|day| day.weekday() == Weekday::Saturday)
        .unwrap_or(today);
    let at = |clock: &str| clock.parse::<WallClock>().map_err(Problem::broken);
    diesel::insert_into(opening_exception::table)
        .values((
            opening_exception::id.eq(ExceptionId::from_random(tx.random())),
            opening_exception::centre.eq(permit.id()),
            opening_exception::day.eq(saturday),
            opening_exception::opens.eq(at("10:00")?),
            opening_exception::closes.eq(at("13:00")?),
            opening_exception::reason.eq("Staff are trained in the afternoon."),
        ))
        .execute(tx.db())?;
    let desk: RoomId = room::table
        .filter(room::centre.eq(permit.id()).and(room::name.eq("Front desk")))
        .select(room::id)
        .first(tx.db())?;
    let painted = saturday.plus_days(7);
    diesel::insert_into(closure::table)
        .values((
            closure::id.eq(ClosureId::from_random(tx.random())),
            closure::centre.eq(permit.id()),
            closure::room.eq(desk),
            closure::starts.eq(Moment::first_on(painted, at("09:00")?)),
            closure::ends.eq(Moment::first_on(painted, at("12:00")?)),
            closure::reason.eq("The desk is painted."),
        ))
        .execute(tx.db())?;
    Ok(())
}

fn regularly(
    tx: &mut WriteTx<'_>,
    permit: &Permit<AddAccount>,
    (weekday, from, until, on_bank_holidays): (Weekday, &str, &str, bool),
    (first_day, last_day): (Day, Day),
) -> Result<(), Problem> {
    let at = |clock: &str| clock.parse::<WallClock>().map_err(Problem::broken);
    diesel::insert_into(opening_pattern::table)
        .values((
            opening_pattern::id.eq(PatternId::from_random(tx.random())),
            opening_pattern::centre.eq(permit.id()),
            opening_pattern::weekday.eq(weekday),
            opening_pattern::every_weeks.eq(1),
            opening_pattern::first_day.eq(first_day),
            opening_pattern::last_day.eq(last_day),
            opening_pattern::opens.eq(at(from)?),
            opening_pattern::closes.eq(at(until)?),
            opening_pattern::on_bank_holidays.eq(on_bank_holidays),
        ))
        .execute(tx.db())?;
    Ok(())
}

fn open(
    tx: &mut WriteTx<'_>,
    permit: &Permit<AddAccount>,
    day: Day,
    (from, until): (&str, &str),
) -> Result<(), Problem> {
    let at = |clock: &str| clock.parse().and_then(|clock| Moment::on(day, clock)).map_err(Problem::broken);
    diesel::insert_into(opening::table)
        .values((
            opening::id.eq(SessionId::from_random(tx.random())),
            opening::centre.eq(permit.id()),
            opening::starts.eq(at(from)?),
            opening::ends.eq(at(until)?),
        ))
        .execute(tx.db())?;
    Ok(())
}
