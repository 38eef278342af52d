//! The times that are open to each family by itself, by the rule book: in which rooms, and with whom.

use super::{
    Want,
    gather::{Gathered, Wanted},
    store::Wish,
};
use crate::schedule::{Could, VisitRecord};
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
    /// For a visit that is moved, what is open further from where it was, the nearest last. It is looked at where
    /// nothing nearer is found.
    further: Vec<Vec<Candidate>>,
    /// Whether it is taken for granted that an interpreter comes, who has still to be named.
    pub(super) needs_interpreter: bool,
    /// Where nothing is open: what speaks against every time that was looked at.
    pub(super) against: Vec<Refusal>,
}

impl Open {
    /// What the planner calls it: the visit that is moved, or the family.
    pub(super) fn name(&self) -> String {
        match &self.wanted.moves {
            Some(record) => record.id.to_string(),
            None => self.wanted.family.to_string(),
        }
    }

    /// Opens what is further from where a visit was. Answers whether there was anything.
    pub(super) fn look_further(&mut self) -> bool {
        let Some(further) = self.further.pop() else { return false };
        self.starts = further;
        true
    }

    /// Whether there is anything further.
    pub(super) fn can_look_further(&self) -> bool {
        !self.further.is_empty()
    }

    /// Takes a start away that the rule book refused.
    pub(super) fn take_away(&mut self, refused: &Candidate) {
        for starts in self.further.iter_mut().chain([&mut self.starts]) {
            starts.retain(|start| start.starts != refused.starts || start.site != refused.site);
        }
    }
}

/// What is open to a visit that is moved, from where it was outwards: at its time with as much as it was as can
/// be, at its time with anybody and in any room, on its day, then on the days around it.
fn outwards(was: &VisitRecord, all: &[Candidate], needed: usize) -> Vec<Vec<Candidate>> {
    let at_its_time = |start: &&Candidate| start.starts == was.starts;
    let within = |days: i64| {
        let apart = move |start: &&Candidate| start.day.days_since(was.starts.day()).abs() <= days;
        all.iter().filter(apart).cloned().collect::<Vec<Candidate>>()
    };
    let supervisors = &was.document.now.supervisors;
    let as_it_was = |start: &Candidate| {
        let mut start = start.clone();
        if start.rooms.contains(&was.room) {
            start.rooms = vec![was.room];
        }
        if supervisors.len() == needed && supervisors.iter().all(|one| start.able.contains(one)) {
            start.able.clone_from(supervisors);
        }
        start
    };
    let mut outwards: Vec<Vec<Candidate>> = vec![
        all.iter().filter(at_its_time).map(as_it_was).collect(),
        all.iter().filter(at_its_time).cloned().collect(),
    ];
    let furthest = all.iter().map(|start| start.day.days_since(was.starts.day()).abs()).max().unwrap_or(0);
    for days in 0..=furthest {
        let wider = within(days);
        if outwards.last().is_none_or(|last| last.len() < wider.len()) {
            outwards.push(wider);
        }
    }
    outwards.retain(|starts| !starts.is_empty());
    outwards
}

/// Slots from the beginning of a day to a moment, begun ones left out.
fn slot(day: Day, at: Moment) -> i64 {
    at.since(Moment::start_of(day)).0.div_euclid(STEP.0)
}

/// What is open to one family; nothing for a centre without rooms.
pub(super) fn open(gathered: &Gathered, wanted: &Wanted, wishes: &[Wish]) -> Result<Option<Open>, Problem> {
    let Some(probe) = wanted.probe(&gathered.known, gathered.span.from())? else { return Ok(None) };
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
    let kind = probe.kind();
    let mut further = match &wanted.moves {
        Some(was) => outwards(was, &starts, kind.supervisors() as usize),
        None => vec![starts],
    };
    further.reverse();
    let starts = further.pop().unwrap_or_default();
    let needs_interpreter = wanted.moves.is_none() && probe.assumes_interpreter();
    let wanted = wanted.clone();
    Ok(Some(Open { wanted, kind, slots, gap, starts, further, needs_interpreter, against }))
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
