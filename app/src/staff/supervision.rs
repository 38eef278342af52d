//! Supervision notes: what a member of staff and their supervisor talked over. The two and the safeguarding
//! lead read them, and nobody else. Written once and never changed.

use super::{record::member, store::one};
use crate::schema::{staff, supervision_note};
use base::{Day, Moment, Prose, StaffId, SupervisionId};
use diesel::prelude::*;
use host::{
    Problem, Recorded, Tx, WriteTx,
    paging::{Listed, Paging},
};
use policy::{Role, SeeSupervision, Subject, WriteSupervision};
use rules::Refusal;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Writes down what was talked over.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewSupervisionNote {
    /// The day you met.
    pub day: Day,
    /// What you talked over.
    pub discussed: Prose,
    /// What you agreed to do, and by when.
    pub agreed: Prose,
}

/// What was talked over.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SupervisionNote {
    /// Its identifier.
    pub id: SupervisionId,
    /// Whose supervision it was.
    pub staff: StaffId,
    /// Who supervised.
    pub supervisor: StaffId,
    /// The supervisor's name.
    pub supervisor_name: String,
    /// The day they met.
    pub day: Day,
    /// What they talked over.
    pub discussed: String,
    /// What they agreed.
    pub agreed: String,
    /// When it was written.
    pub at: Moment,
}

/// Somebody's supervision, with the people it is between: they, who supervises them now, and who ever wrote a
/// note of it.
fn between(tx: &mut Tx<'_>, id: StaffId) -> Result<(Option<StaffId>, Subject<StaffId>), Problem> {
    let kept = one(tx, id)?;
    let mut own: Vec<StaffId> = supervision_note::table
        .filter(supervision_note::staff.eq(id).and(supervision_note::centre.eq(tx.centre())))
        .select(supervision_note::supervisor)
        .distinct()
        .load(tx.db())?;
    own.extend(kept.supervised_by.into_iter().chain([id]));
    Ok((kept.supervised_by, Subject::of_staff(id, tx.centre(), own)))
}

/// The supervision notes of somebody that the asker may read, the newest first.
pub fn list_supervision(
    tx: &mut Tx<'_>,
    id: StaffId,
    paging: &Paging,
) -> Result<Listed<SupervisionNote>, Problem> {
    type Row = (SupervisionId, StaffId, StaffId, String, Day, String, String, Moment);
    let (_, subject) = between(tx, id)?;
    tx.ask::<SeeSupervision>(&subject)?;
    let centre = tx.centre();
    let mut query = supervision_note::table
        .inner_join(staff::table.on(staff::id.eq(supervision_note::supervisor)))
        .filter(supervision_note::staff.eq(id).and(supervision_note::centre.eq(centre)))
        .order((supervision_note::at.desc(), supervision_note::id.desc()))
        .limit(paging.fetch())
        .select((
            supervision_note::id,
            supervision_note::staff,
            supervision_note::supervisor,
            staff::name,
            supervision_note::day,
            supervision_note::discussed,
            supervision_note::agreed,
            supervision_note::at,
        ))
        .into_boxed();
    let is_theirs = tx.actor.staff == Some(id) || tx.actor.role == Role::SafeguardingLead;
    if let Some(me) = tx.actor.staff.filter(|_| !is_theirs) {
        // A supervisor of now or of then reads what they wrote themselves.
        query = query.filter(supervision_note::supervisor.eq(me));
    }
    if let Some(place) = paging.place()? {
        query = query.filter(
            supervision_note::at
                .lt(place.at)
                .or(supervision_note::at.eq(place.at).and(supervision_note::id.lt(place.id))),
        );
    }
    let rows: Vec<Row> = query.load(tx.db())?;
    let read = rows
        .into_iter()
        .map(|(id, staff, supervisor, supervisor_name, day, discussed, agreed, at)| SupervisionNote {
            id,
            staff,
            supervisor,
            supervisor_name,
            day,
            discussed,
            agreed,
            at,
        })
        .collect();
    Ok(paging.page(read, |note: &SupervisionNote| (note.at, note.id.to_string())))
}

/// Whether the asker supervises somebody now, and so may write a note.
pub fn may_write(tx: &mut Tx<'_>, id: StaffId) -> Result<bool, Problem> {
    let (supervisor, subject) = between(tx, id)?;
    let may_ask = tx.might::<WriteSupervision>(&subject);
    Ok(may_ask && supervisor.is_some() && supervisor == tx.actor.staff)
}

/// Writes down what was talked over.
pub fn write_supervision(
    tx: &mut WriteTx<'_>,
    id: StaffId,
    new: NewSupervisionNote,
) -> Result<Recorded<SupervisionNote>, Problem> {
    let (supervisor, subject) = between(tx, id)?;
    let permit = tx.ask::<WriteSupervision>(&subject)?;
    let me = tx.actor.staff.filter(|me| supervisor == Some(*me)).ok_or_else(|| {
        Refusal::because(
            "not-their-supervisor",
            "You do not supervise this person.",
            "Whoever supervises them writes the note.",
        )
    })?;
    if new.day > tx.now.day() {
        return Err(Problem::field("/day", "Enter today or an earlier day"));
    }
    let (supervisor, _) = member(tx, me)?;
    let note = SupervisionNote {
        id: SupervisionId::from_random(tx.random()),
        staff: id,
        supervisor: me,
        supervisor_name: supervisor.name,
        day: new.day,
        discussed: new.discussed.to_string(),
        agreed: new.agreed.to_string(),
        at: tx.now,
    };
    diesel::insert_into(supervision_note::table)
        .values((
            supervision_note::id.eq(note.id),
            supervision_note::centre.eq(tx.centre()),
            supervision_note::staff.eq(permit.id()),
            supervision_note::supervisor.eq(me),
            supervision_note::day.eq(note.day),
            supervision_note::discussed.eq(&note.discussed),
            supervision_note::agreed.eq(&note.agreed),
            supervision_note::at.eq(note.at),
        ))
        .execute(tx.db())?;
    tx.record(&permit, None, "A supervision note was written", note)
}
