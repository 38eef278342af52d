//! The operations of training.

use super::{
    Attendance, Course, Learned, Learner, LearningImport, NewCourse, NewTraining, PlaceOf, Sent,
    StatementAnswer, Training, add_course, add_training, attend, book_place, courses, give_back,
    list_imports, list_statements, see_learner, see_training, set_learner, take, trainings,
};
use axum::http::Method;
use base::{LearningImportId, StaffId, TrainingId};
use host::{
    api::{Nothing, Operations},
    paging::{All, Listed, Paging},
};
use policy::{BookTraining, ImportLearning, RecordAttendance, SeeTraining, WriteTraining};

const TAG: &str = "Training";

/// The operations.
pub(in crate::clearance) fn operations() -> Operations {
    Operations::none()
        .read::<SeeTraining, (), Nothing, All<Course>>(TAG, "/courses", "List the courses", |tx, (), _| {
            courses(tx)
        })
        .write::<WriteTraining, (), NewCourse, Course>(
            TAG,
            (Method::POST, "/courses"),
            "Add a course",
            (201, &[]),
            |tx, (), new| add_course(tx, new),
        )
        .read::<SeeTraining, (), Paging, Listed<Training>>(
            TAG,
            "/trainings",
            "List the dates of courses from four weeks ago on, the earliest first",
            |tx, (), paging| trainings(tx, &paging),
        )
        .write::<WriteTraining, (), NewTraining, Training>(
            TAG,
            (Method::POST, "/trainings"),
            "Add a date of a course, with its places",
            (201, &[]),
            |tx, (), new| add_training(tx, new),
        )
        .read::<SeeTraining, TrainingId, Nothing, Training>(
            TAG,
            "/trainings/{training}",
            "Read a date of a course",
            |tx, id, _| see_training(tx, id),
        )
        .write::<BookTraining, TrainingId, PlaceOf, Training>(
            TAG,
            (Method::POST, "/trainings/{training}/places"),
            "Book a place",
            (201, &["training-begun", "training-booked", "training-full"]),
            book_place,
        )
        .write::<BookTraining, TrainingId, PlaceOf, Training>(
            TAG,
            (Method::POST, "/trainings/{training}/places/return"),
            "Give a place back",
            (200, &["training-begun", "training-not-booked"]),
            give_back,
        )
        .write::<RecordAttendance, TrainingId, Attendance, Training>(
            TAG,
            (Method::POST, "/trainings/{training}/attendance"),
            "Record who attended; their certificates wait to be checked by a second person",
            (201, &["training-not-over", "attendance-recorded"]),
            attend,
        )
        .read::<ImportLearning, StaffId, Nothing, Learner>(
            TAG,
            "/staff/{staff}/learner",
            "By what names a learning platform knows somebody",
            |tx, id, _| see_learner(tx, id),
        )
        .write::<ImportLearning, StaffId, Learner, Learner>(
            TAG,
            (Method::PUT, "/staff/{staff}/learner"),
            "Set by what names a learning platform knows somebody",
            (200, &[]),
            set_learner,
        )
        .read::<ImportLearning, (), Paging, Listed<LearningImport>>(
            TAG,
            "/learning/imports",
            "List what was taken from learning platforms, the newest first",
            |tx, (), paging| list_imports(tx, &paging),
        )
        .read::<ImportLearning, LearningImportId, Paging, Listed<StatementAnswer>>(
            TAG,
            "/learning/imports/{import}",
            "Read what became of each statement that was taken at once, in their order",
            |tx, id, paging| Ok(list_statements(tx, id, &paging)?.1),
        )
        .write::<ImportLearning, (), Sent, Learned>(
            TAG,
            (Method::POST, "/learning/statements"),
            "Take results of a learning platform as xAPI statements, each answered by itself",
            (200, &[]),
            |tx, (), sent| take(tx, sent),
        )
}
