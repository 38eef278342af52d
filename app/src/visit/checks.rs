//! What binds a step beyond its own visit: other families in the building (R4, R7), clearance (R9), and
//! a visit that is no longer safe.

use crate::{
    clearance, premises, rota,
    schedule::{VisitRecord, facts_apart, on_days},
};
use base::{Moment, PartyId, Period, RoomId};
use host::{Problem, Tx};
use rules::{
    Refusal, Rule,
    intake::Side,
    visit::{Event, Person, State, Visit, What},
};

/// Whether anything outside the visit speaks against a step.
pub(super) fn check(tx: &mut Tx<'_>, record: &VisitRecord, event: &Event) -> Result<(), Problem> {
    let now = &record.document.now;
    match &event.what {
        What::Started | What::Resumed => {
            if matches!(event.what, What::Started) {
                still_safe(record)?;
                not_alone(tx, record.room, event.at)?;
            }
            cleared(tx, now, event)?;
            one_family_each(tx, record)
        }
        What::ChildLeft { goes_with: Side::Visiting, .. } => Ok(still_safe(record)?),
        What::VisitingArrived { party, .. } => no_meeting(tx, record, &[*party]),
        What::ChildArrived { brought_by: Person::Known(party), .. } => no_meeting(tx, record, &[*party]),
        What::ResidentArrivedToCollect => {
            let bringing = now.bringing.clone();
            no_meeting(tx, record, &bringing)
        }
        _ => Ok(()),
    }
}

/// The refusal of a visit that a later decision made unsafe.
pub(crate) fn on_hold(because: &str) -> Refusal {
    Refusal::because(
        "visit-unsafe",
        format!("This visit must not take place as things stand: {because}"),
        "Call the co-ordinator, whose first page says what would mend it.",
    )
}

fn still_safe(record: &VisitRecord) -> Result<(), Refusal> {
    record.unsafe_because.as_ref().map_or(Ok(()), |because| Err(on_hold(because)))
}

/// R9 on the day itself: clearance may have run out since the booking. Where nobody is named, it is asked of
/// whoever starts.
fn cleared(tx: &mut Tx<'_>, visit: &Visit, event: &Event) -> Result<(), Problem> {
    let mut on_contact = visit.supervisors.clone();
    if visit.kind.supervisors() == 0 {
        on_contact.push(event.by);
    }
    let lapsed = clearance::not_cleared(tx, &on_contact, visit.kind, event.at.day())?;
    match lapsed.first() {
        None => Ok(()),
        Some(name) => Err(Refusal::under(
            Rule::R9,
            format!("{name}'s vetting or training is not current."),
            "Call the co-ordinator, who names another supervisor.",
        )
        .into()),
    }
}

/// Where a rota is kept that day, two are on duty at its site before a visit starts.
fn not_alone(tx: &mut Tx<'_>, room: RoomId, at: Moment) -> Result<(), Problem> {
    let (from, until) = (Moment::start_of(at.day()), Moment::start_of(at.day().plus_days(1)));
    let day = Period::new(from, until).map_err(Problem::broken)?;
    let rota = rota::rota_of(tx, day)?;
    if !rota.is_kept(&day) {
        return Ok(());
    }
    let room = premises::room(tx, room)?.ok_or_else(|| Problem::broken("a visit in no room"))?;
    Ok(rules::rota::not_alone(rota.on_duty(room.site, at).len())?)
}

fn others_today(tx: &mut Tx<'_>, record: &VisitRecord) -> Result<Vec<VisitRecord>, Problem> {
    let day = record.starts.day();
    let all = on_days(tx, Moment::start_of(day), Moment::start_of(day.plus_days(1)))?;
    Ok(all.into_iter().filter(|other| other.family != record.family).collect())
}

/// R7 in fact: a supervisor who is still with another family starts no visit.
fn one_family_each(tx: &mut Tx<'_>, record: &VisitRecord) -> Result<(), Problem> {
    let now = &record.document.now;
    if now.kind.supervisors() == 0 {
        return Ok(());
    }
    let busy = others_today(tx, record)?.into_iter().any(|other| {
        let there = &other.document.now;
        matches!(there.state, State::InSession | State::Paused)
            && there.supervisors.iter().any(|staff| now.supervisors.contains(staff))
    });
    if busy {
        return Err(Refusal::under(
            Rule::R7,
            "A supervisor of this visit is still with another family.",
            "End that visit first, or ask the co-ordinator for another supervisor.",
        )
        .into());
    }
    Ok(())
}

/// R4 in fact, between families: nobody comes in while somebody they must not meet is in the building.
fn no_meeting(tx: &mut Tx<'_>, record: &VisitRecord, coming: &[PartyId]) -> Result<(), Problem> {
    let pairs = facts_apart(tx, coming)?;
    if pairs.is_empty() {
        return Ok(());
    }
    let here: Vec<PartyId> = others_today(tx, record)?
        .into_iter()
        .flat_map(|other| {
            let there = other.document.now;
            let bringing = if there.resident_in { there.bringing } else { Vec::new() };
            there.visiting_present.into_iter().chain(bringing)
        })
        .collect();
    let meets = pairs.iter().any(|(one, two)| {
        coming.contains(one) && here.contains(two) || coming.contains(two) && here.contains(one)
    });
    if meets {
        return Err(Refusal::under(
            Rule::R4,
            "Somebody who must not meet this person is in the building.",
            "Ask them to wait away from the entrance, and call the co-ordinator.",
        )
        .into());
    }
    Ok(())
}
