//! Where complaints are kept.

use super::hidden::hidden_complaints;
use crate::{
    incident::asker,
    schema::{complaint, family},
};
use base::{CentreId, ComplaintId, FamilyId, Moment, PartyId, StaffId};
use diesel::prelude::*;
use host::{
    Problem, Tx, WriteTx,
    seal::{Owner, Sealed},
};
use policy::{Act, Permit, Subject};
use rules::complaint::{ComplaintAbout, ComplaintOutcome, ComplaintStage, Standing};

base::choices! {
    /// How a complaint reached the centre.
    pub enum ComplaintOrigin {
        Own = "own" => "From their own place",
        Public = "public" => "From the public page",
        Recorded = "recorded" => "Written down by staff",
    }
}

/// A complaint as it is kept.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = complaint)]
pub(super) struct Row {
    pub(super) id: ComplaintId,
    pub(super) centre: CentreId,
    pub(super) family: Option<FamilyId>,
    pub(super) party: Option<PartyId>,
    pub(super) origin: ComplaintOrigin,
    pub(super) about: ComplaintAbout,
    pub(super) document: Sealed,
    pub(super) at: Moment,
    pub(super) harm: bool,
    pub(super) harm_seen_at: Option<Moment>,
    pub(super) stage: ComplaintStage,
    pub(super) acknowledge_by: Option<Moment>,
    pub(super) acknowledged_at: Option<Moment>,
    pub(super) answer_by: Moment,
    pub(super) handler: Option<StaffId>,
    pub(super) outsider: Option<Sealed>,
    pub(super) outcome: Option<ComplaintOutcome>,
    pub(super) closed_at: Option<Moment>,
}

impl Row {
    /// Under whose key what belongs to it is sealed: the family's, or its own where there is none.
    pub(super) fn owner(&self) -> Owner {
        self.family.map_or_else(|| self.id.into(), Owner::from)
    }

    pub(super) fn subject(&self) -> Subject<ComplaintId> {
        Subject::of_centre(self.id, self.centre)
    }

    pub(super) fn standing(&self) -> Standing {
        Standing {
            stage: self.stage,
            acknowledge_by: self.acknowledge_by,
            acknowledged_at: self.acknowledged_at,
            answer_by: self.answer_by,
            has_handler: self.handler.is_some() || self.outsider.is_some(),
            outcome: self.outcome,
        }
    }
}

/// A complaint that whoever asks may know of. One that is about them is not there.
pub(super) fn complaint(tx: &mut Tx<'_>, id: ComplaintId) -> Result<(Row, Option<String>), Problem> {
    let (centre, me) = (tx.centre(), asker(tx));
    Ok(complaint::table
        .left_join(family::table.on(family::id.nullable().eq(complaint::family)))
        .filter(complaint::id.eq(id).and(complaint::centre.eq(centre)))
        .filter(complaint::id.ne_all(hidden_complaints!(me)))
        .select((Row::as_select(), family::title.nullable()))
        .first(tx.db())?)
}

/// Keeps how a complaint stands after a step; what begins anew has nobody yet who looks into it.
pub(super) fn standing_write<A: Act>(
    tx: &mut WriteTx<'_>,
    _: &Permit<A>,
    id: ComplaintId,
    after: Standing,
) -> Result<(), Problem> {
    let closed_at = after.outcome.map(|_| tx.now);
    let of_it = complaint::table.filter(complaint::id.eq(id).and(complaint::centre.eq(tx.centre())));
    diesel::update(of_it)
        .set((
            complaint::stage.eq(after.stage),
            complaint::acknowledge_by.eq(after.acknowledge_by),
            complaint::acknowledged_at.eq(after.acknowledged_at),
            complaint::answer_by.eq(after.answer_by),
            complaint::outcome.eq(after.outcome),
            complaint::closed_at.eq(closed_at),
        ))
        .execute(tx.db())?;
    if !after.has_handler {
        handler_write(tx, id, (None, None))?;
    }
    Ok(())
}

/// Keeps who looks into a complaint: somebody who works here, or somebody from outside.
pub(super) fn handler_write(
    tx: &mut WriteTx<'_>,
    id: ComplaintId,
    (handler, outsider): (Option<StaffId>, Option<Sealed>),
) -> Result<(), Problem> {
    let of_it = complaint::table.filter(complaint::id.eq(id).and(complaint::centre.eq(tx.centre())));
    diesel::update(of_it)
        .set((complaint::handler.eq(handler), complaint::outsider.eq(outsider)))
        .execute(tx.db())?;
    Ok(())
}
