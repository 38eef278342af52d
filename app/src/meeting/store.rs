//! Where meetings are kept.

use super::{Held, Meeting, MeetingCancellation, MeetingState, NewMeeting};
use crate::{family::Family, schema::meeting};
use base::{FamilyId, MeetingId, Moment, PartyId, Period};
use diesel::prelude::*;
use host::{
    Problem, Tx, WriteTx,
    paging::{Listed, Paging},
    seal::Sealed,
};
use policy::{ArrangeMeeting, Permit, RecordMeeting};
use rules::intake::Side;

#[derive(Queryable, Selectable)]
#[diesel(table_name = meeting)]
pub(super) struct Row {
    id: MeetingId,
    pub(super) family: FamilyId,
    party: PartyId,
    starts: Moment,
    ends: Moment,
    place: String,
    state: MeetingState,
    document: Option<Sealed>,
}

impl Row {
    pub(super) fn read(self, tx: &Tx<'_>, family: &Family) -> Result<Meeting, Problem> {
        let adult = family.adult(self.party);
        let document = self.document.as_ref();
        let held = document
            .filter(|_| self.state == MeetingState::Held)
            .map(|document| tx.open::<Held>(document))
            .transpose()?;
        let cancelled = document
            .filter(|_| self.state == MeetingState::Cancelled)
            .map(|document| tx.open::<MeetingCancellation>(document))
            .transpose()?;
        Ok(Meeting {
            id: self.id,
            family: self.family,
            party: self.party,
            name: adult.map(|adult| adult.name.clone()).unwrap_or_default(),
            side: adult.map_or(Side::Resident, |adult| adult.side),
            starts: self.starts,
            ends: self.ends,
            place: self.place,
            state: self.state,
            held,
            cancelled_because: cancelled.map(|it| it.reason.to_string()),
        })
    }
}

pub(super) fn meeting(tx: &mut Tx<'_>, id: MeetingId) -> Result<Row, Problem> {
    Ok(meeting::table
        .filter(meeting::id.eq(id).and(meeting::centre.eq(tx.centre())))
        .select(Row::as_select())
        .first(tx.db())?)
}

/// One page of a family's meetings, latest first. The caller has asked policy.
pub fn meetings_page(tx: &mut Tx<'_>, family: &Family, paging: &Paging) -> Result<Listed<Meeting>, Problem> {
    let mut query = meeting::table
        .filter(meeting::family.eq(family.id).and(meeting::centre.eq(tx.centre())))
        .order((meeting::starts.desc(), meeting::id.desc()))
        .limit(paging.fetch())
        .select(Row::as_select())
        .into_boxed();
    if let Some(place) = paging.place()? {
        query = query.filter(
            meeting::starts.lt(place.at).or(meeting::starts.eq(place.at).and(meeting::id.lt(place.id))),
        );
    }
    let rows: Vec<Row> = query.load(tx.db())?;
    let read = rows.into_iter().map(|row| row.read(tx, family)).collect::<Result<Vec<_>, _>>()?;
    Ok(paging.page(read, |meeting| (meeting.starts, meeting.id.to_string())))
}

/// The meetings of one adult that are not cancelled: when each starts, ends, and where it is. Nothing
/// of anybody else's. The caller has asked policy.
pub fn meetings_of_party(
    tx: &mut Tx<'_>,
    party: PartyId,
) -> Result<Vec<(Moment, Moment, String, MeetingState)>, Problem> {
    let centre = tx.centre();
    Ok(meeting::table
        .filter(
            meeting::party
                .eq(party)
                .and(meeting::centre.eq(centre))
                .and(meeting::state.ne(MeetingState::Cancelled)),
        )
        .order(meeting::starts.desc())
        .limit(20)
        .select((meeting::starts, meeting::ends, meeting::place, meeting::state))
        .load(tx.db())?)
}

/// The arranged and held meetings of a family, with whom and when.
pub(super) fn standing(
    tx: &mut Tx<'_>,
    family: FamilyId,
) -> Result<Vec<(PartyId, Period, MeetingState)>, Problem> {
    let centre = tx.centre();
    let rows: Vec<(PartyId, Moment, Moment, MeetingState)> = meeting::table
        .filter(
            meeting::family
                .eq(family)
                .and(meeting::centre.eq(centre))
                .and(meeting::state.ne(MeetingState::Cancelled)),
        )
        .select((meeting::party, meeting::starts, meeting::ends, meeting::state))
        .load(tx.db())?;
    rows.into_iter()
        .map(|(party, starts, ends, state)| {
            Ok((party, Period::new(starts, ends).map_err(Problem::broken)?, state))
        })
        .collect()
}

pub(super) fn meeting_insert(
    tx: &mut WriteTx<'_>,
    permit: &Permit<ArrangeMeeting>,
    new: &NewMeeting,
    period: Period,
) -> Result<MeetingId, Problem> {
    let id = MeetingId::from_random(tx.random());
    let centre = tx.centre();
    diesel::insert_into(meeting::table)
        .values((
            meeting::id.eq(id),
            meeting::centre.eq(centre),
            meeting::family.eq(permit.id()),
            meeting::party.eq(new.party),
            meeting::starts.eq(period.from()),
            meeting::ends.eq(period.until()),
            meeting::place.eq(&new.place),
            meeting::state.eq(MeetingState::Arranged),
        ))
        .execute(tx.db())?;
    Ok(id)
}

pub(super) fn meeting_held(
    tx: &mut WriteTx<'_>,
    (permit, family): (&Permit<RecordMeeting>, FamilyId),
    held: &Held,
) -> Result<(), Problem> {
    let held = tx.seal(family, held)?;
    ended(tx, permit, MeetingState::Held, held)
}

pub(super) fn meeting_cancelled(
    tx: &mut WriteTx<'_>,
    (permit, family): (&Permit<RecordMeeting>, FamilyId),
    cancellation: &MeetingCancellation,
) -> Result<(), Problem> {
    let cancellation = tx.seal(family, cancellation)?;
    ended(tx, permit, MeetingState::Cancelled, cancellation)
}

fn ended(
    tx: &mut WriteTx<'_>,
    permit: &Permit<RecordMeeting>,
    state: MeetingState,
    document: Sealed,
) -> Result<(), Problem> {
    diesel::update(meeting::table.filter(meeting::id.eq(permit.id())))
        .set((meeting::state.eq(state), meeting::document.eq(document)))
        .execute(tx.db())?;
    Ok(())
}
