//! Where courses, their dates and places are kept.

use super::{Course, CourseFacts, NewCourse, NewTraining, Training, TrainingPlace, leads};
use crate::schema::{course, staff, training, training_place};
use base::{CourseId, Moment, Name, StaffId, TrainingId};
use diesel::prelude::*;
use host::{
    Problem, Tx, WriteTx, among,
    paging::{Listed, Paging},
};
use policy::{BookTraining, Permit, RecordAttendance, SeeTraining, WriteTraining};
use rules::clearance::Requirement;

type CourseRow = (CourseId, String, Requirement, String, Option<i32>, Option<String>);
const COURSE: (
    course::id,
    course::name,
    course::requirement,
    course::kinds,
    course::months,
    course::activity,
) = (course::id, course::name, course::requirement, course::kinds, course::months, course::activity);

fn course_of((id, name, requirement, kinds, months, activity): CourseRow) -> Result<Course, Problem> {
    let name = Name::new(&name).map_err(Problem::broken)?;
    let activity = activity.map(|text| Name::new(&text)).transpose().map_err(Problem::broken)?;
    let kinds = serde_json::from_str(&kinds)?;
    Ok(Course { id, about: CourseFacts { name, requirement, kinds, months, activity } })
}

/// The courses, by name. A centre has a few dozen.
pub(super) fn courses(tx: &mut Tx<'_>) -> Result<Vec<Course>, Problem> {
    let centre = tx.centre();
    let rows: Vec<CourseRow> = course::table
        .filter(course::centre.eq(centre))
        .order((course::name, course::id))
        .limit(200)
        .select(COURSE)
        .load(tx.db())?;
    rows.into_iter().map(course_of).collect()
}

pub(super) fn course_insert(
    tx: &mut WriteTx<'_>,
    permit: &Permit<WriteTraining>,
    new: NewCourse,
) -> Result<Course, Problem> {
    let id = CourseId::from_random(tx.random());
    diesel::insert_into(course::table)
        .values((
            course::id.eq(id),
            course::centre.eq(permit.id()),
            course::name.eq(new.name.as_str()),
            course::requirement.eq(new.requirement),
            course::kinds.eq(serde_json::to_string(&new.kinds)?),
            course::months.eq(new.months),
            course::activity.eq(new.activity.as_ref().map(Name::as_str)),
        ))
        .execute(tx.db())?;
    Ok(Course { id, about: new.into() })
}

type Row = (TrainingId, Moment, Moment, String, i32);
const TRAINING: (training::id, training::starts, training::ends, training::place, training::places) =
    (training::id, training::starts, training::ends, training::place, training::places);

/// Dates with their places, in one statement more. Who else has a place is for those who run it.
fn with_people(tx: &mut Tx<'_>, rows: Vec<(Row, CourseRow)>) -> Result<Vec<Training>, Problem> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<TrainingId> = rows.iter().map(|((id, ..), _)| *id).collect();
    let people: Vec<(TrainingId, StaffId, String, Option<bool>)> = training_place::table
        .inner_join(staff::table.on(staff::id.eq(training_place::staff)))
        .filter(among(training_place::training, ids))
        .order((staff::name, staff::id))
        .select((training_place::training, staff::id, staff::name, training_place::attended))
        .load(tx.db())?;
    let (all, me) = (leads(tx), tx.actor.staff);
    if all {
        for (_, colleague, ..) in people.iter().filter(|(_, staff, ..)| Some(*staff) != me) {
            tx.note_seen::<SeeTraining>(colleague);
        }
    }
    rows.into_iter()
        .map(|((id, starts, ends, place, places), course)| {
            let taken = people.iter().filter(|(of, ..)| *of == id);
            let number = i32::try_from(taken.clone().count()).unwrap_or(i32::MAX);
            let people = taken
                .filter(|(_, staff, ..)| all || Some(*staff) == me)
                .map(|(_, staff, name, attended)| TrainingPlace {
                    staff: *staff,
                    name: name.clone(),
                    attended: *attended,
                })
                .collect();
            let (course, free) = (course_of(course)?, places.saturating_sub(number));
            Ok(Training { id, course, starts, ends, place, places, free, people })
        })
        .collect()
}

/// The dates from a moment on, the next one first.
pub(super) fn trainings(tx: &mut Tx<'_>, from: Moment, paging: &Paging) -> Result<Listed<Training>, Problem> {
    let centre = tx.centre();
    let mut query = training::table
        .inner_join(course::table.on(course::id.eq(training::course)))
        .filter(training::centre.eq(centre).and(training::starts.ge(from)))
        .order((training::starts, training::id))
        .limit(paging.fetch())
        .select((TRAINING, COURSE))
        .into_boxed();
    if let Some(place) = paging.place()? {
        query = query.filter(
            training::starts.gt(place.at).or(training::starts.eq(place.at).and(training::id.gt(place.id))),
        );
    }
    let rows: Vec<(Row, CourseRow)> = query.load(tx.db())?;
    let read = with_people(tx, rows)?;
    Ok(paging.page(read, |one| (one.starts, one.id.to_string())))
}

/// One date.
pub(super) fn training(tx: &mut Tx<'_>, id: TrainingId) -> Result<Training, Problem> {
    let centre = tx.centre();
    let row: (Row, CourseRow) = training::table
        .inner_join(course::table.on(course::id.eq(training::course)))
        .filter(training::id.eq(id).and(training::centre.eq(centre)))
        .select((TRAINING, COURSE))
        .first(tx.db())?;
    with_people(tx, vec![row])?.pop().ok_or(Problem::NotFound)
}

pub(super) fn training_insert(
    tx: &mut WriteTx<'_>,
    permit: &Permit<WriteTraining>,
    new: &NewTraining,
) -> Result<TrainingId, Problem> {
    let id = TrainingId::from_random(tx.random());
    diesel::insert_into(training::table)
        .values((
            training::id.eq(id),
            training::centre.eq(permit.id()),
            training::course.eq(new.course),
            training::starts.eq(new.starts),
            training::ends.eq(new.ends),
            training::place.eq(new.place.as_str()),
            training::places.eq(new.places),
        ))
        .execute(tx.db())?;
    Ok(id)
}

pub(super) fn has_place(tx: &mut Tx<'_>, id: TrainingId, of: StaffId) -> Result<bool, Problem> {
    let number: i64 = training_place::table
        .filter(training_place::training.eq(id).and(training_place::staff.eq(of)))
        .count()
        .get_result(tx.db())?;
    Ok(number > 0)
}

pub(super) fn place_insert(
    tx: &mut WriteTx<'_>,
    permit: &Permit<BookTraining>,
    id: TrainingId,
) -> Result<(), Problem> {
    diesel::insert_into(training_place::table)
        .values((
            training_place::training.eq(id),
            training_place::staff.eq(permit.id()),
            training_place::centre.eq(tx.centre()),
            training_place::booked_at.eq(tx.now),
        ))
        .execute(tx.db())?;
    Ok(())
}

pub(super) fn place_delete(
    tx: &mut WriteTx<'_>,
    permit: &Permit<BookTraining>,
    id: TrainingId,
) -> Result<bool, Problem> {
    let place = training_place::table
        .filter(training_place::training.eq(id).and(training_place::staff.eq(permit.id())));
    Ok(diesel::delete(place).execute(tx.db())? > 0)
}

pub(super) fn attended(
    tx: &mut WriteTx<'_>,
    permit: &Permit<RecordAttendance>,
    who: StaffId,
    attended: bool,
) -> Result<(), Problem> {
    let place = training_place::table
        .filter(training_place::training.eq(permit.id()).and(training_place::staff.eq(who)));
    diesel::update(place).set(training_place::attended.eq(attended)).execute(tx.db())?;
    Ok(())
}
