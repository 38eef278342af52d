//! Who attended, and the certificates that come of it.

use super::{Course, Training, store};
use crate::clearance::{NewCertificate, store as certificates};
use base::{Day, StaffId, TrainingId};
use host::{Problem, Recorded, WriteTx};
use policy::{AddCertificate, RecordAttendance, Subject};
use rules::Refusal;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Says who attended a training.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Attendance {
    /// Those with a place who attended it all; the others did not.
    #[serde(default)]
    pub attended: Vec<StaffId>,
}

/// The certificate a course gives on a day.
pub(super) fn certificate_of(course: &Course, on: Day) -> NewCertificate {
    NewCertificate {
        requirement: course.about.requirement,
        level: None,
        kinds: course.about.kinds.clone(),
        from: on,
        expires: course.about.months.map(|months| on.plus_months(months.into())),
        update_checked: None,
        words: course.about.name.clone(),
        file: None,
    }
}

/// Records who attended. Each of them has a certificate by it, which waits to be checked.
pub fn attend(tx: &mut WriteTx<'_>, id: TrainingId, said: Attendance) -> Result<Recorded<Training>, Problem> {
    let training = store::training(tx, id)?;
    let permit = tx.ask::<RecordAttendance>(&Subject::of_centre(id, tx.centre()))?;
    if training.ends > tx.now {
        return Err(Refusal::because(
            "training-not-over",
            format!("This training ends on {}.", training.ends.words()),
            "Record who attended when it is over.",
        )
        .into());
    }
    if training.people.iter().any(|one| one.attended.is_some()) {
        return Err(Refusal::because(
            "attendance-recorded",
            "Who attended this training is recorded already.",
            "Add a certificate by hand for somebody who was left out.",
        )
        .into());
    }
    if let Some(at) =
        said.attended.iter().position(|staff| !training.people.iter().any(|one| one.staff == *staff))
    {
        return Err(Problem::field(&format!("/attended/{at}"), "Choose somebody who had a place"));
    }
    let new = certificate_of(&training.course, training.ends.day());
    for one in &training.people {
        let attended = said.attended.contains(&one.staff);
        store::attended(tx, &permit, one.staff, attended)?;
        if attended {
            let (_, subject) = certificates::staff(tx, one.staff)?;
            let may = tx.ask::<AddCertificate>(&subject)?;
            certificates::certificate_insert(tx, &may, &new, (None, Some(id)))?;
        }
    }
    let training = store::training(tx, id)?;
    tx.record(&permit, None, "Who attended a training was recorded", training)
}
