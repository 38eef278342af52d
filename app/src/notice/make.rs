//! Making notices, in the transaction of what they are about.

use super::outbox::{self, New, NoticeState};
use crate::family::{Adult, Family};
use base::{Minutes, Moment, NoticeId, PartyId, VisitId, WallClock};
use host::{Problem, WriteTx};
use rules::notice::NoticeKind;

/// For so long a notice that was sent stands for what comes after it, as long as its reader has not been in their own
/// place: a mail that was lost must not silence everything for ever. Ours.
const STANDS_FOR: Minutes = Minutes(7 * 24 * 60);

/// What happened to a visit that its adults are told there is something to read of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Visited {
    /// Its time is offered.
    Offered,
    /// It was booked.
    Booked,
    /// It was changed.
    Changed,
    /// It was called off.
    CalledOff,
}

impl Visited {
    const fn word(self) -> &'static str {
        match self {
            Self::Offered => "offered",
            Self::Booked => "booked",
            Self::Changed => "changed",
            Self::CalledOff => "called-off",
        }
    }
}

/// Makes a notice for one adult, once for each thing it is about. Where one waits, or was sent and its reader has not
/// been in their own place since, that one stands for this too: nobody is told how many things wait. Nothing is made
/// for whoever has no sign-in. The caller holds the permit of what it is about.
pub fn tell(
    tx: &mut WriteTx<'_>,
    (family, adult): (&Family, &Adult),
    kind: NoticeKind,
    about: &str,
) -> Result<Option<NoticeId>, Problem> {
    let now = tx.now;
    later(tx, (family, adult), kind, (about, now))
}

fn later(
    tx: &mut WriteTx<'_>,
    (family, adult): (&Family, &Adult),
    kind: NoticeKind,
    (about, not_before): (&str, Moment),
) -> Result<Option<NoticeId>, Problem> {
    let Some(account) = adult.account else { return Ok(None) };
    let new = New { family: family.id, party: adult.id, kind, about, not_before };
    if outbox::is_told(tx, &new)? {
        return Ok(None);
    }
    let covered_by = match (kind, outbox::newest(tx, adult.id, kind)?) {
        (NoticeKind::Test, _) | (_, None) => None,
        (_, Some((id, NoticeState::Waiting, _))) => Some(id),
        // One that is being sent reaches them before they could read this, and stands for it.
        (_, Some((id, NoticeState::HandingOver, _))) => Some(id),
        (NoticeKind::Soon, Some(_)) => None,
        (_, Some((id, NoticeState::Sent, Some(at)))) if tx.now.since(at) < STANDS_FOR => {
            (!outbox::has_been_here(tx, account, at)?).then_some(id)
        }
        _ => None,
    };
    if let Some(id) = covered_by {
        outbox::cover(tx, id, &new)?;
        return Ok(Some(id));
    }
    outbox::insert(tx, &new).map(Some)
}

/// Makes a notice for each of the two main adults.
pub fn tell_main_adults(tx: &mut WriteTx<'_>, family: &Family, about: &str) -> Result<(), Problem> {
    for adult in family.adults.iter().filter(|adult| adult.is_main) {
        tell(tx, (family, adult), NoticeKind::ToRead, about)?;
    }
    Ok(())
}

/// Makes a notice for each adult of a visit. The day after a family's first visit was booked, each is told besides that
/// there is a guide to read.
pub fn tell_of_visit(
    tx: &mut WriteTx<'_>,
    family: &Family,
    people: &[PartyId],
    (visit, what): (VisitId, Visited),
) -> Result<(), Problem> {
    // Changed twice is two things to read; asked twice by the same request is one.
    let about = format!("{visit} {} {}", what.word(), tx.now.microseconds());
    let tomorrow = tx.now.day().plus_days(1);
    let tomorrow = Moment::first_on(tomorrow, WallClock::new(8, 0).unwrap_or(WallClock::MIDNIGHT));
    for adult in family.adults.iter().filter(|adult| people.contains(&adult.id)) {
        tell(tx, (family, adult), NoticeKind::ToRead, &about)?;
        if what == Visited::Booked {
            // Once for each adult, whatever is booked later.
            later(tx, (family, adult), NoticeKind::Guide, (family.id.as_str(), tomorrow))?;
        }
    }
    Ok(())
}
