//! What falls due by the clock: reminders of visits, and what has waited or been kept long enough.

use super::{
    make,
    outbox::{self, Becomes, NoticeState},
    settings,
};
use crate::{
    family,
    schema::{notice_about, party, visit, visit_person},
};
use base::{FamilyId, Moment, NoticeId, PartyId, VisitId};
use diesel::prelude::*;
use host::{House, Problem, Tx, WriteTx, among};
use policy::{Actor, SendNotices, Subject};
use rules::{
    notice::{Because, NoticeKind},
    visit::State,
};

/// For so many days a notice waits for somebody to be asked. Ours.
const WAITS_DAYS: i64 = 14;
/// For so many days it is kept what became of a notice. Ours.
const KEPT_DAYS: i64 = 180;

/// What a reminder is about: a visit at its time. Moved, it is reminded of anew.
fn about(visit: VisitId, starts: Moment) -> String {
    format!("{visit} {}", starts.microseconds())
}

/// The visit that a reminder is about, and when it was to begin.
pub(super) fn visit_of(about: &str) -> Option<(VisitId, i64)> {
    let (visit, starts) = about.split_once(' ')?;
    Some((visit.parse().ok()?, starts.parse().ok()?))
}

/// Whether one of the visits that a reminder is about is still to come at that time.
pub(super) fn is_to_come(tx: &mut Tx<'_>, abouts: &[(String, Moment)]) -> Result<bool, Problem> {
    let of: Vec<(VisitId, i64)> = abouts.iter().filter_map(|(about, _)| visit_of(about)).collect();
    let ids: Vec<VisitId> = of.iter().map(|(id, _)| *id).collect();
    let now = tx.now;
    let ahead: Vec<(VisitId, Moment)> = visit::table
        .filter(visit::centre.eq(tx.centre()).and(among(visit::id, ids)))
        .filter(among(visit::state, State::NOT_BEGUN).and(visit::starts.gt(now)))
        .select((visit::id, visit::starts))
        .load(tx.db())?;
    Ok(ahead.iter().any(|(id, starts)| of.contains(&(*id, starts.microseconds()))))
}

type Near = (VisitId, Moment, Moment, FamilyId, PartyId);

/// The adults with a sign-in of every visit that is near, and have not been reminded of it. Whoever was told of a
/// visit when it was near already is not reminded besides.
fn not_reminded(tx: &mut Tx<'_>) -> Result<Vec<Near>, Problem> {
    let (centre, now) = (tx.centre(), tx.now);
    let days = i64::from(settings::setting(tx)?.reminder_days);
    let until = Moment::start_of(now.day().plus_days(days + 1));
    let near: Vec<Near> = visit::table
        .inner_join(visit_person::table.on(visit_person::visit.eq(visit::id)))
        .inner_join(party::table.on(party::id.eq(visit_person::party)))
        .filter(visit::centre.eq(centre).and(visit::starts.gt(now)).and(visit::starts.lt(until)))
        .filter(among(visit::state, State::NOT_BEGUN).and(party::account.is_not_null()))
        .order((visit::starts, visit::id, party::id))
        .select((visit::id, visit::starts, visit::booked_at, visit::family, party::id))
        .load(tx.db())?;
    let people: Vec<PartyId> = near.iter().map(|one| one.4).collect();
    let told: Vec<(PartyId, String)> = notice_about::table
        .filter(notice_about::centre.eq(centre).and(notice_about::kind.eq(NoticeKind::Soon)))
        .filter(among(notice_about::party, people))
        .select((notice_about::party, notice_about::about))
        .load(tx.db())?;
    Ok(near
        .into_iter()
        .filter(|(visit, starts, booked_at, _, party)| {
            booked_at.day() < starts.day().plus_days(-days)
                && !told.contains(&(*party, about(*visit, *starts)))
        })
        .collect())
}

struct Due {
    near: Vec<Near>,
    too_old: Vec<NoticeId>,
    over: Vec<NoticeId>,
}

fn due(tx: &mut Tx<'_>) -> Result<Due, Problem> {
    let today = tx.now.day();
    Ok(Due {
        near: not_reminded(tx)?,
        too_old: outbox::waiting_since(tx, Moment::start_of(today.plus_days(-WAITS_DAYS)))?,
        over: outbox::over_since(tx, Moment::start_of(today.plus_days(-KEPT_DAYS)))?,
    })
}

/// Makes the reminders that are due, and lets go of what has waited or been kept long enough. Answers how many
/// notices that was.
pub fn make_due(house: &House) -> Result<usize, Problem> {
    let (centre, program) = (house.centre(), Actor::program(house.centre()));
    let seen = house.database().read_blocking(&program, due)?;
    if seen.near.is_empty() && seen.too_old.is_empty() && seen.over.is_empty() {
        return Ok(0);
    }
    house.database().write_blocking(&program, |tx| {
        let permit = tx.ask::<SendNotices>(&Subject::of_centre(centre, centre))?;
        let due = due(tx)?;
        for (visit, starts, _, family, party) in &due.near {
            remind(tx, (*visit, *starts), (*family, *party))?;
        }
        for id in &due.too_old {
            let to = Becomes::over(NoticeState::LetGo, Some(Because::TooOld));
            outbox::becomes(tx, *id, (NoticeState::Waiting, None), &to)?;
        }
        outbox::remove(tx, &due.over)?;
        let done = due.near.len() + due.too_old.len() + due.over.len();
        tx.record(&permit, None, &format!("Notices that fell due or whose time was over: {done}"), done)
    })
}

fn remind(
    tx: &mut WriteTx<'_>,
    (visit, starts): (VisitId, Moment),
    (family, party): (FamilyId, PartyId),
) -> Result<(), Problem> {
    let family = family::family(tx, family)?;
    if let Some(adult) = family.adult(party) {
        make::tell(tx, (&family, adult), NoticeKind::Soon, &about(visit, starts))?;
    }
    Ok(())
}
