//! Training: courses, their dates with places, who is booked, who attended.
//!
//! Recording attendance issues a certificate for each who attended, and each then waits to be checked like
//! any other: by neither the attendee nor whoever recorded the attendance. So a centre with two who may check
//! can train both: each records and checks for the other.

mod api;
mod attendance;
mod import_pages;
mod imports;
mod learner;
mod learning;
mod pages;
mod statement;
mod store;

pub(super) use api::operations;
pub use attendance::{Attendance, attend};
pub use imports::{LearningImport, list_imports, list_statements};
pub use learner::{Learner, see_learner, set_learner};
pub use learning::{Learned, Sent, StatementAnswer, StatementOutcome, take};
pub(super) use pages::pages;
pub use statement::StatementTold;

use base::{CourseId, Faults, Moment, Name, StaffId, TrainingId};
use host::{
    Problem, Recorded, Tx, WriteTx,
    paging::{All, Listed, Paging},
};
use policy::{BookTraining, Role, SeeTraining, Subject, WriteTraining};
use rules::{
    Refusal,
    clearance::{MOST_MONTHS, Requirement},
    plan::Kind,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Adds a course.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewCourse {
    /// What the course is called.
    pub name: Name,
    /// Which requirement it gives.
    pub requirement: Requirement,
    /// For which kinds of contact it qualifies, where it gives a qualification.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<Kind>,
    /// After how many months its certificate ends, where it says so itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 1, maximum = 120)]
    pub months: Option<i32>,
    /// The address by which a learning platform calls it, in xAPI.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub activity: Option<Name>,
}

/// A course.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Course {
    /// Its identifier.
    pub id: CourseId,
    /// What it is called, what it gives and for how long.
    #[serde(flatten)]
    pub about: CourseFacts,
}

/// What there is to know of a course.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CourseFacts {
    /// What it is called.
    pub name: Name,
    /// Which requirement it gives.
    pub requirement: Requirement,
    /// For which kinds of contact it qualifies, where it gives a qualification.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<Kind>,
    /// After how many months its certificate ends, where it says so itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub months: Option<i32>,
    /// The address by which a learning platform calls it, in xAPI.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub activity: Option<Name>,
}

impl From<NewCourse> for CourseFacts {
    fn from(new: NewCourse) -> Self {
        let NewCourse { name, requirement, kinds, months, activity } = new;
        Self { name, requirement, kinds, months, activity }
    }
}

/// Adds a date of a course.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewTraining {
    /// Which course.
    pub course: CourseId,
    /// When it starts.
    pub starts: Moment,
    /// When it ends.
    pub ends: Moment,
    /// Where it is held.
    pub place: Name,
    /// How many places there are.
    #[schema(minimum = 1, maximum = 500)]
    pub places: i32,
}

/// Somebody's place.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct TrainingPlace {
    /// Whose.
    pub staff: StaffId,
    /// Their name.
    pub name: String,
    /// Whether they attended; none while it is not recorded.
    pub attended: Option<bool>,
}

/// A date of a course.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Training {
    /// Its identifier.
    pub id: TrainingId,
    /// The course.
    pub course: Course,
    /// When it starts.
    pub starts: Moment,
    /// When it ends.
    pub ends: Moment,
    /// Where it is held.
    pub place: String,
    /// How many places there are.
    pub places: i32,
    /// How many are free.
    pub free: i32,
    /// Who has a place: everybody for those who run it, oneself for others.
    pub people: Vec<TrainingPlace>,
}

/// Whose place is meant.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct PlaceOf {
    /// Whose; one's own when not said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub staff: Option<StaffId>,
}

fn of_centre(tx: &Tx<'_>) -> Subject<base::CentreId> {
    Subject::of_centre(tx.centre(), tx.centre())
}

pub(super) fn leads(tx: &Tx<'_>) -> bool {
    matches!(tx.actor.role, Role::Coordinator | Role::SafeguardingLead)
}

/// The courses, by name.
pub fn courses(tx: &mut Tx<'_>) -> Result<All<Course>, Problem> {
    tx.ask::<SeeTraining>(&of_centre(tx))?;
    Ok(All { items: store::courses(tx)? })
}

/// Adds a course.
pub fn add_course(tx: &mut WriteTx<'_>, new: NewCourse) -> Result<Recorded<Course>, Problem> {
    let permit = tx.ask::<WriteTraining>(&of_centre(tx))?;
    let mut faults = Faults::none();
    faults.require(
        !matches!(new.requirement, Requirement::Dbs | Requirement::Reference),
        "/requirement",
        "Choose what a course can give: neither a DBS check nor a reference",
    );
    faults.require(
        (new.requirement == Requirement::Role) != new.kinds.is_empty(),
        "/kinds",
        "Choose the kinds of contact for a qualification, and none for anything else",
    );
    let most = i32::try_from(MOST_MONTHS).unwrap_or(120);
    faults.require(
        new.months.is_none_or(|months| (1..=most).contains(&months)),
        "/months",
        "Enter a number of months from 1 to 120",
    );
    faults.none_or_err()?;
    let there = store::courses(tx)?;
    if there.iter().any(|one| one.about.name.as_str().eq_ignore_ascii_case(new.name.as_str())) {
        return Err(Problem::field("/name", "There is a course of this name. Choose another name"));
    }
    if new.activity.is_some() && there.iter().any(|one| one.about.activity == new.activity) {
        return Err(Problem::field("/activity", "Another course is called by this address"));
    }
    let course = store::course_insert(tx, &permit, new)?;
    tx.record(&permit, None, "A course was added", course)
}

/// The dates from today on, the next one first.
pub fn trainings(tx: &mut Tx<'_>, paging: &Paging) -> Result<Listed<Training>, Problem> {
    tx.ask::<SeeTraining>(&of_centre(tx))?;
    // A while back too: attendance is recorded afterwards.
    let from = Moment::start_of(tx.now.day().plus_days(-28));
    store::trainings(tx, from, paging)
}

/// The dates to come, the next one first, at most a hundred. Whoever asks may know them.
pub(super) fn to_come(tx: &mut Tx<'_>) -> Result<Vec<Training>, Problem> {
    let now = tx.now;
    Ok(store::trainings(tx, now, &Paging { cursor: None, limit: Some(100) })?.items)
}

/// Adds a date of a course.
pub fn add_training(tx: &mut WriteTx<'_>, new: NewTraining) -> Result<Recorded<Training>, Problem> {
    let permit = tx.ask::<WriteTraining>(&of_centre(tx))?;
    let mut faults = Faults::none();
    faults.require(new.ends > new.starts, "/ends", "Enter a time after the start");
    faults.require((1..=500).contains(&new.places), "/places", "Enter how many places, from 1 to 500");
    let known = store::courses(tx)?.iter().any(|course| course.id == new.course);
    faults.require(known, "/course", "Choose a course that is there");
    faults.none_or_err()?;
    let id = store::training_insert(tx, &permit, &new)?;
    let training = store::training(tx, id)?;
    tx.record(&permit, None, "A date of a course was added", training)
}

/// One date of a course.
pub fn see_training(tx: &mut Tx<'_>, id: TrainingId) -> Result<Training, Problem> {
    tx.ask::<SeeTraining>(&of_centre(tx))?;
    store::training(tx, id)
}

/// The member of staff a place is for, and the proof that it may be booked or given back.
fn asked_for(tx: &mut WriteTx<'_>, of: &PlaceOf) -> Result<policy::Permit<BookTraining>, Problem> {
    let staff =
        of.staff.or(tx.actor.staff).ok_or_else(|| Problem::field("/staff", "Say whose place it is"))?;
    let (_, subject) = super::store::staff(tx, staff)?;
    Ok(tx.ask::<BookTraining>(&subject)?)
}

fn still_open(tx: &Tx<'_>, training: &Training) -> Result<(), Refusal> {
    if training.starts > tx.now {
        return Ok(());
    }
    Err(Refusal::because(
        "training-begun",
        "This training has begun.",
        "Choose another date; who came to this one is recorded as attendance.",
    ))
}

/// Books a place.
pub fn book_place(tx: &mut WriteTx<'_>, id: TrainingId, of: PlaceOf) -> Result<Recorded<Training>, Problem> {
    let training = see_training(tx, id)?;
    let permit = asked_for(tx, &of)?;
    still_open(tx, &training)?;
    if store::has_place(tx, id, permit.id())? {
        return Err(Refusal::because(
            "training-booked",
            "This person has a place already.",
            "Nothing needs doing.",
        )
        .into());
    }
    if training.free <= 0 {
        return Err(Refusal::because(
            "training-full",
            "Every place of this training is taken.",
            "Choose another date, or have a place given back first.",
        )
        .into());
    }
    store::place_insert(tx, &permit, id)?;
    let training = store::training(tx, id)?;
    tx.record(&permit, None, "A place on a course was booked", training)
}

/// Gives a place back.
pub fn give_back(tx: &mut WriteTx<'_>, id: TrainingId, of: PlaceOf) -> Result<Recorded<Training>, Problem> {
    let training = see_training(tx, id)?;
    let permit = asked_for(tx, &of)?;
    still_open(tx, &training)?;
    if !store::place_delete(tx, &permit, id)? {
        return Err(Refusal::because(
            "training-not-booked",
            "This person has no place to give back.",
            "Nothing needs doing.",
        )
        .into());
    }
    let training = store::training(tx, id)?;
    tx.record(&permit, None, "A place on a course was given back", training)
}
