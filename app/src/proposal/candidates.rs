//! The times that are open to each family by itself, by the rule book: in which rooms, and with whom.

use super::{
    Want,
    gather::{Gathered, Wanted},
    store::Wish,
};
use crate::schedule::{Could, Probe};
use base::{Day, FamilyId, Minutes, Moment, RoomId, SiteId, StaffId};
use host::Problem;
use rules::{Refusal, plan::Kind};

/// How far it is from one start to the next, and how long one of the planner's slots is.
pub(super) const STEP: Minutes = Minutes(15);

/// A start that is open to a family at a site, in slots of its day.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub(super) starts: Moment,
    pub(super) day: Day,
    pub(super) site: SiteId,
    /// The slot at which the first of the family comes in.
    pub(super) slot: i64,
    pub(super) rooms: Vec<RoomId>,
    pub(super) able: Vec<StaffId>,
}

/// What is open to a family.
pub(super) struct Open {
    pub(super) wanted: Wanted,
    pub(super) kind: Kind,
    /// Slots from the first who comes in to the last who goes out.
    pub(super) slots: i64,
    /// The longer of the gaps that it keeps at the door, in slots.
    pub(super) gap: i64,
    pub(super) starts: Vec<Candidate>,
    /// Where nothing is open: what speaks against every time that was looked at.
    pub(super) against: Vec<Refusal>,
}

/// Slots from the beginning of a day to a moment, begun ones left out.
fn slot(day: Day, at: Moment) -> i64 {
    at.since(Moment::start_of(day)).0.div_euclid(STEP.0)
}

/// What is open to one family; nothing for a centre without rooms.
pub(super) fn open(gathered: &Gathered, wanted: &Wanted, wishes: &[Wish]) -> Result<Option<Open>, Problem> {
    let known = &gathered.known;
    let Some(probe) = Probe::of(known, wanted.family, gathered.span.from())? else { return Ok(None) };
    let mut starts = Vec::new();
    let mut against: Option<Vec<Refusal>> = None;
    for at in starts_of(gathered, wanted) {
        let could = probe.at(at)?;
        if could.at.is_empty() {
            let said = &could.against;
            match &mut against {
                None => against = Some(said.clone()),
                Some(all) => all.retain(|one| said.iter().any(|same| same.code == one.code)),
            }
        }
        let day = probe.whole(at).from().day();
        let slot = slot(day, probe.whole(at).from());
        for (site, rooms, able) in as_wished(could, wishes, (wanted.family, at), probe.kind()).at {
            starts.push(Candidate { starts: at, day, site, slot, rooms, able });
        }
    }
    let whole = probe.whole(gathered.span.from());
    let day = whole.from().day();
    let end = whole.until().since(Moment::start_of(day)).0;
    let slots = end.div_euclid(STEP.0) + i64::from(end % STEP.0 != 0) - slot(day, whole.from());
    let gap = probe.gap().0;
    let gap = gap.div_euclid(STEP.0) + i64::from(gap % STEP.0 != 0);
    let against = against.filter(|_| starts.is_empty()).unwrap_or_default();
    let wanted = wanted.clone();
    Ok(Some(Open { wanted, kind: probe.kind(), slots, gap, starts, against }))
}

/// The quarters of an hour at which a visit of a family is looked for.
fn starts_of(gathered: &Gathered, wanted: &Wanted) -> Vec<Moment> {
    let mut starts = Vec::new();
    let open = gathered.known.open_at_sites(gathered.span);
    let in_a_window = |day: Day| wanted.windows.iter().any(|(first, last)| (*first..=*last).contains(&day));
    for stretch in open.iter().flat_map(|(_, stretches)| stretches) {
        let mut at = stretch.from();
        while at < stretch.until() {
            if at > gathered.now && in_a_window(at.day()) && wanted.wishes.suit(at) {
                starts.push(at);
            }
            at = at.plus(STEP);
        }
    }
    starts.sort();
    starts.dedup();
    starts
}

/// What is left of a start by what the co-ordinator wants of this family's times.
fn as_wished(mut could: Could, wishes: &[Wish], (family, at): (FamilyId, Moment), kind: Kind) -> Could {
    for wish in wishes.iter().filter(|wish| wish.family == family) {
        match wish.what {
            Want::Keep => {}
            Want::OtherTime if wish.starts == at => could.at.clear(),
            Want::OtherTime => {}
            Want::OtherRoom => {
                could.at.iter_mut().for_each(|(_, rooms, _)| rooms.retain(|room| *room != wish.room));
            }
            Want::OtherSupervisor => {
                could.at.iter_mut().for_each(|(.., able)| able.retain(|one| !wish.supervisors.contains(one)));
            }
        }
    }
    let needed = kind.supervisors() as usize;
    could.at.retain(|(_, rooms, able)| !rooms.is_empty() && able.len() >= needed);
    could
}
