//! The cheapest way to place a visit on the board as it stands.

use super::{Board, Stay};
use crate::{
    chance::Chance,
    mask::{Mask, span},
    options::Choice,
    placement::{Placement, Team},
};

/// What may not be used for the moment.
#[derive(Clone, Debug, Default)]
pub struct Closed {
    /// Sessions no visit may be placed in.
    pub sessions: Vec<bool>,
    /// Supervisors who may not be put on duty.
    pub supervisors: Vec<bool>,
    /// A session no visit may be placed in for one step.
    pub session: Option<usize>,
    /// One of the staff of a session who may not be put on duty in it for one step.
    pub duty: Option<(usize, usize)>,
    /// How often a session is passed over by chance, from 0 to 1.
    pub blink: f64,
}

impl Closed {
    /// Everything may be used.
    #[must_use]
    pub fn nothing(board: &Board<'_>) -> Self {
        Self {
            sessions: vec![false; board.floors.len()],
            supervisors: vec![false; board.setting.price.len()],
            session: None,
            duty: None,
            blink: 0.0,
        }
    }
}

/// A way to place a visit.
#[derive(Clone, Debug)]
pub struct Offer {
    /// What it would cost, beside not serving the visit.
    pub cost: i64,
    /// Where, when and with whom.
    pub at: Placement,
    /// Staff of the session to be put on duty besides its supervisors, so that nobody is there alone.
    pub helpers: Vec<usize>,
}

/// What is looked at while one session is considered for a visit.
pub(super) struct Look<'b> {
    visit: usize,
    choice: &'b Choice,
    option: usize,
    stay: Stay,
    level: usize,
    /// Who could be put on duty although no visit of theirs would call for it, the cheapest first.
    spare: Vec<usize>,
    /// Those who could supervise the visit.
    pub(super) ready: Vec<Ready>,
}

/// Somebody who could supervise a visit, and what it costs to have them on duty.
#[derive(Clone, Copy)]
pub(super) struct Ready {
    pub staff: usize,
    pub price: i64,
    /// The slots at which the family can have them.
    pub open: Mask,
    leads: bool,
    tagged: bool,
}

impl Board<'_> {
    /// The cheapest way to place a visit for less than a limit.
    #[must_use]
    pub fn offer(&self, visit: usize, limit: i64, closed: &Closed, chance: &mut Chance) -> Option<Offer> {
        let mut best = None;
        let mut limit = limit;
        let stay = self.stay(visit);
        for (option, choice) in self.setting.choices[visit].iter().enumerate() {
            if choice.price >= limit {
                break;
            }
            if closed.sessions[choice.session] || closed.session == Some(choice.session) {
                continue;
            }
            if !self.is_day_free(visit, choice.session) {
                continue;
            }
            if closed.blink > 0.0 && chance.happens(closed.blink) {
                continue;
            }
            let slots = self.slots(visit, choice, stay);
            if slots == 0 {
                continue;
            }
            let look = self.look(visit, option, choice, closed);
            if let Some(offer) = self.offer_in(&look, slots, limit, chance) {
                limit = offer.cost;
                best = Some(offer);
            }
        }
        best
    }

    /// Slots at which a visit could come in for all that the door and other families allow.
    fn slots(&self, visit: usize, choice: &Choice, stay: Stay) -> Mask {
        let slots = choice.slots & self.floors[choice.session].door_lets_in(stay);
        let is_alone = self.setting.near[self.setting.instance.visits[visit].family].is_empty();
        if slots == 0 || is_alone { slots } else { slots & !self.too_near(visit, choice.session, stay) }
    }

    /// The cheapest way to place a visit in one of its sessions, whatever it costs.
    pub(crate) fn offer_in_option(
        &self,
        visit: usize,
        option: usize,
        closed: &Closed,
        chance: &mut Chance,
    ) -> Option<Offer> {
        let choice = self.setting.choices[visit].get(option)?;
        let slots = self.slots(visit, choice, self.stay(visit));
        self.offer_in(&self.look(visit, option, choice, closed), slots, i64::MAX, chance)
    }

    /// Whether the days between a visit in a session and the family's others would be enough.
    pub(crate) fn is_day_free(&self, visit: usize, session: usize) -> bool {
        let family = self.setting.family(visit);
        let day = |session: usize| self.setting.instance.sessions[session].day;
        family.visits.iter().all(|other| {
            *other == visit
                || self.placed[*other]
                    .is_none_or(|at| (day(at.session) - day(session)).abs() >= family.min_gap_days)
        })
    }

    /// Slots at which a visit would be too near one of a family its own must be kept apart from.
    pub(crate) fn too_near(&self, visit: usize, session: usize, stay: Stay) -> Mask {
        let instance = &self.setting.instance;
        let here = &instance.sessions[session];
        let mut blocked = 0;
        for (other, is_shared) in &self.setting.near[instance.visits[visit].family] {
            for theirs in &instance.families[*other].visits {
                let Some(at) = self.placed[*theirs] else { continue };
                let there = &instance.sessions[at.session];
                if there.day != here.day {
                    continue;
                }
                if there.site != here.site {
                    if *is_shared {
                        return !0;
                    }
                    continue;
                }
                let comes = there.from + at.slot - here.from;
                let goes = comes + self.setting.footprint(*theirs);
                let gap = instance.rules.gap;
                let last = (here.to - here.from).min(goes + gap);
                blocked |= span((comes - gap - stay.length + 1).max(0), last);
            }
        }
        blocked
    }

    /// What there is to look at in a session: who could supervise a visit, and who could only be there as well.
    pub(super) fn look<'b>(
        &self,
        visit: usize,
        option: usize,
        choice: &'b Choice,
        closed: &Closed,
    ) -> Look<'b> {
        let session = choice.session;
        let (floor, staff) = (&self.floors[session], &self.setting.staff[session]);
        let can_come = |one: usize| {
            !floor.on[one]
                && !closed.supervisors[staff[one]]
                && closed.duty != Some((session, one))
                && self.can_call_in(session, one)
        };
        let price = |one: usize| self.setting.price[staff[one]];
        let mut spare = Vec::new();
        if floor.on_duty < self.setting.instance.rules.min_staff {
            spare = (0..staff.len()).filter(|one| can_come(*one)).collect();
            spare.sort_by_key(|one| price(*one));
        }
        let ready = choice
            .able
            .iter()
            .enumerate()
            .filter(|(_, able)| floor.on[able.staff] || can_come(able.staff))
            .map(|(place, able)| Ready {
                staff: able.staff,
                price: if floor.on[able.staff] { 0 } else { price(able.staff) },
                open: choice.has_able(place),
                leads: able.leads,
                tagged: able.tagged,
            })
            .collect();
        let level = self.setting.family(visit).level;
        Look { visit, choice, option, stay: self.stay(visit), level, spare, ready }
    }

    fn offer_in(&self, look: &Look<'_>, slots: Mask, limit: i64, chance: &mut Chance) -> Option<Offer> {
        let (floor, rooms) = (&self.floors[look.choice.session], &look.choice.rooms);
        let free = |place: usize| {
            slots & look.choice.has_room(place) & floor.room_lets_in(rooms[place], look.stay.length)
        };
        let mut best: Option<(i64, usize, Mask, Team)> = None;
        let mut consider = |place: usize, slots: Mask| {
            let limit = best.map_or(limit, |(cost, ..)| cost);
            if slots != 0
                && let Some((cost, slots, team)) = self.team(look, rooms[place], slots, limit, chance)
            {
                best = Some((cost, place, slots, team));
            }
        };
        if self.setting.instance.levels[look.level].share == 1 {
            // It does not matter to the supervisors which of the rooms it is.
            let any = (0..rooms.len()).fold(0, |any, place| any | free(place));
            consider(0, any);
        } else {
            for place in 0..rooms.len() {
                consider(place, free(place));
            }
        }
        let (cost, place, slots, team) = best?;
        let slot = some_slot(slots, chance);
        let is_free = |place: &usize| free(*place) >> slot & 1 == 1;
        let place = if is_free(&place) { place } else { (0..rooms.len()).find(is_free)? };
        let room = rooms[place];
        let (_, helpers) = self.helpers(look, &team)?;
        let at = Placement { option: look.option, session: look.choice.session, slot, room, team };
        Some(Offer { cost, at, helpers })
    }

    /// The cheapest team for a visit in a room: what it all costs, and when all of it is free.
    fn team(
        &self,
        look: &Look<'_>,
        room: usize,
        slots: Mask,
        limit: i64,
        chance: &mut Chance,
    ) -> Option<(i64, Mask, Team)> {
        let floor = &self.floors[look.choice.session];
        let setting = self.setting;
        let size = setting.instance.levels[look.level].staff;
        let family = setting.instance.visits[look.visit].family;
        let late = setting.instance.weights.not_preferred;
        let hour = |slots: Mask| if slots & look.choice.preferred == 0 { late } else { 0 };
        let free =
            |one: &Ready| slots & one.open & floor.is_free(one.staff, look.level, room, look.stay.length);
        let mut best = None;
        let mut limit = limit;
        let mut ties = 1;
        for lead in look.ready.iter().filter(|one| one.leads) {
            let mut when = free(lead);
            let lead_price = self.lead_price(family, setting.staff[look.choice.session][lead.staff]);
            let mut cost = look.choice.price + lead.price + lead_price;
            if when == 0 || cost > limit {
                continue;
            }
            let mut team = Team::led_by(lead.staff);
            let mut is_tagged = lead.tagged;
            while team.members().len() < size {
                // Whoever joins last must be what nobody in the team is yet.
                let must_be_tagged = !is_tagged && team.members().len() + 1 == size;
                let joins = look
                    .ready
                    .iter()
                    .filter(|one| !team.members().contains(&one.staff) && (one.tagged || !must_be_tagged));
                let with = joins.map(|one| (one, when & free(one))).filter(|(_, when)| *when != 0);
                let Some((one, both)) = with.min_by_key(|(one, when)| one.price + hour(*when)) else { break };
                team.join(one.staff);
                is_tagged |= one.tagged;
                cost += one.price;
                when = both;
            }
            if team.members().len() < size {
                continue;
            }
            cost += hour(when);
            let Some((helping, _)) = self.helpers(look, &team) else { continue };
            cost += helping;
            if cost < limit {
                (limit, ties) = (cost, 1);
            } else if cost == limit && best.is_some() {
                // One of those that cost the same, each as likely as the others.
                ties += 1;
                if chance.below(ties) > 0 {
                    continue;
                }
            } else {
                continue;
            }
            let good = when & look.choice.preferred;
            best = Some((cost, if good == 0 { when } else { good }, team));
        }
        best
    }

    /// Whom to put on duty besides a team so that enough are, and what that costs; nothing where too few can
    /// come.
    pub(super) fn helpers(&self, look: &Look<'_>, team: &Team) -> Option<(i64, Vec<usize>)> {
        let floor = &self.floors[look.choice.session];
        let coming = team.members().iter().filter(|one| !floor.on[**one]).count();
        let missing = self.setting.instance.rules.min_staff.saturating_sub(floor.on_duty + coming);
        if missing == 0 {
            return Some((0, Vec::new()));
        }
        let staff = &self.setting.staff[look.choice.session];
        let others = look.spare.iter().filter(|one| !team.members().contains(one));
        let helpers: Vec<usize> = others.take(missing).copied().collect();
        let price = helpers.iter().map(|one| self.setting.price[staff[*one]]).sum();
        (helpers.len() == missing).then_some((price, helpers))
    }

    /// Carries out an offer.
    pub fn accept(&mut self, visit: usize, offer: &Offer) {
        let session = offer.at.session;
        for one in offer.at.team.members().iter().chain(&offer.helpers) {
            if !self.floors[session].on[*one] {
                self.call_in(session, *one);
            }
        }
        self.place(visit, offer.at);
    }
}

/// The first slot, the last, or one of the others: the first and the last leave long times free.
fn some_slot(slots: Mask, chance: &mut Chance) -> i64 {
    let first = i64::from(slots.trailing_zeros());
    let last = 127 - i64::from(slots.leading_zeros());
    match chance.below(8) {
        0..=3 => first,
        4..=6 => last,
        _ => {
            let inner: Vec<i64> = crate::mask::slots(slots).collect();
            chance.pick(&inner).unwrap_or(first)
        }
    }
}
