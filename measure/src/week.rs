//! A week of a very large centre: forty rooms and three hundred visits, for the calendar.
//!
//! Written straight into the database: it is to be looked at, and nobody lives through it.

use crate::{Broken, serve::Centre};
use app::schema::{family, plan, room, site, staff, visit, visit_supervisor};
use base::{CentreId, FamilyId, Minutes, Moment, PlanId, RoomId, SiteId, StaffId, VisitId, WallClock, Week};
use diesel::prelude::*;
use policy::Role;
use rules::{plan::Kind, visit::State};

/// Which week: further ahead than anything else is booked.
pub(crate) const WEEK: &str = "2028-W10";
const ROOMS: u128 = 40;
/// How many visits there are at once, each with a supervisor of its own.
const AT_ONCE: u128 = 20;
const VISITS: u128 = 300;
/// Visits of an hour start at these times, from Monday to Friday.
const HOURS: [i8; 3] = [9, 12, 15];

/// Adds the week, if it is not there yet.
pub(crate) fn add(centre: &Centre) -> Result<(), Broken> {
    let mut connection = host::db::open_embedded(&centre.file, &centre.keys)?;
    let there: i64 =
        visit::table.filter(visit::id.eq(VisitId::from_random(1))).count().get_result(&mut connection)?;
    if there > 0 {
        return Ok(());
    }
    connection.transaction(write)
}

fn write(connection: &mut SqliteConnection) -> Result<(), Broken> {
    let (centre, site): (CentreId, SiteId) =
        site::table.select((site::centre, site::id)).first(connection)?;
    let document: String = visit::table.select(visit::document).first(connection)?;
    let families: Vec<(FamilyId, PlanId)> = plan::table
        .inner_join(family::table.on(family::id.eq(plan::family)))
        .filter(plan::state.eq("current"))
        .order(family::id)
        .limit(300)
        .select((family::id, plan::id))
        .load(connection)?;
    if families.len() < AT_ONCE as usize {
        return Err("too few families have a plan: measure a larger centre".into());
    }
    for number in 1..=ROOMS {
        diesel::insert_into(room::table)
            .values((
                room::id.eq(RoomId::from_random(number)),
                room::centre.eq(centre),
                room::site.eq(site),
                room::name.eq(format!("Room {number:02}")),
                room::families.eq(1),
                room::kinds.eq(serde_json::to_string(&[Kind::Supervised])?),
                room::facilities.eq("[]"),
                room::features.eq("Light"),
            ))
            .execute(connection)?;
    }
    for number in 1..=AT_ONCE {
        diesel::insert_into(staff::table)
            .values((
                staff::id.eq(StaffId::from_random(number)),
                staff::centre.eq(centre),
                staff::name.eq(format!("Supervisor {number:02}")),
                staff::role.eq(Role::Supervisor),
            ))
            .execute(connection)?;
    }
    let monday = WEEK.parse::<Week>()?.monday();
    for number in 0..VISITS {
        let (turn, place) = (number / AT_ONCE, number % AT_ONCE);
        let hour = HOURS[turn as usize % HOURS.len()];
        let day = monday.plus_days(i64::try_from(turn as usize / HOURS.len())?);
        let starts = Moment::on(day, WallClock::new(hour, 0)?)?;
        let (early, ends) = (starts.plus(Minutes(-15)), starts.plus(Minutes(60)));
        let (family, plan) = families[usize::try_from(number)? % families.len()];
        let id = VisitId::from_random(number + 1);
        diesel::insert_into(visit::table)
            .values((
                visit::id.eq(id),
                visit::centre.eq(centre),
                visit::family.eq(family),
                visit::plan.eq(plan),
                visit::kind.eq(Kind::Supervised),
                visit::room.eq(RoomId::from_random(turn % 2 * AT_ONCE + place + 1)),
                visit::state.eq(State::Planned),
                visit::visiting_arrives.eq(early),
                visit::child_arrives.eq(starts),
                visit::starts.eq(starts),
                visit::ends.eq(ends),
                visit::child_leaves.eq(ends),
                visit::visiting_leaves.eq(ends.plus(Minutes(10))),
                visit::document.eq(&document),
                visit::booked_at.eq(starts.plus(Minutes(-60 * 24 * 30))),
                visit::gap_minutes.eq(15),
            ))
            .execute(connection)?;
        diesel::insert_into(visit_supervisor::table)
            .values((
                visit_supervisor::visit.eq(id),
                visit_supervisor::staff.eq(StaffId::from_random(place + 1)),
                visit_supervisor::centre.eq(centre),
                visit_supervisor::starts.eq(starts),
            ))
            .execute(connection)?;
    }
    Ok(())
}
