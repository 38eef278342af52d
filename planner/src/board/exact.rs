//! Whether a visit can be just there, and what that costs.

use super::{Board, Closed, Offer};
use crate::{options::Able, placement::Placement};

impl Board<'_> {
    /// The offer to place a visit just there, where that is possible as the board stands.
    #[must_use]
    pub fn offer_at(&self, visit: usize, at: Placement, closed: &Closed) -> Option<Offer> {
        let setting = self.setting;
        let choice = setting.choices[visit].get(at.option).filter(|choice| choice.session == at.session)?;
        if closed.sessions[at.session] || closed.session == Some(at.session) {
            return None;
        }
        let (stay, floor) = (self.stay(visit), &self.floors[at.session]);
        let level = setting.family(visit).level;
        let family = setting.instance.visits[visit].family;
        let slots = choice.slots
            & floor.door_lets_in(stay)
            & floor.room_lets_in(at.room, stay.length)
            & !self.too_near(visit, at.session, stay);
        let is_possible = slots >> at.slot & 1 == 1
            && choice
                .rooms
                .iter()
                .enumerate()
                .any(|(place, room)| *room == at.room && choice.has_room(place) >> at.slot & 1 == 1)
            && self.is_day_free(visit, at.session)
            && self.is_team(visit, &at);
        if !is_possible {
            return None;
        }
        let look = self.look(visit, at.option, choice, closed);
        let mut cost = choice.price + self.lead_price(family, setting.staff[at.session][at.team.lead()]);
        if choice.preferred >> at.slot & 1 == 0 {
            cost += setting.instance.weights.not_preferred;
        }
        for staff in at.team.members() {
            let ready = look.ready.iter().find(|one| one.staff == *staff)?;
            let free = ready.open & floor.is_free(*staff, level, at.room, stay.length);
            if free >> at.slot & 1 == 0 {
                return None;
            }
            cost += ready.price;
        }
        let (helping, helpers) = self.helpers(&look, &at.team)?;
        Some(Offer { cost: cost + helping, at, helpers })
    }

    /// Whether a team is one that this visit may have there.
    fn is_team(&self, visit: usize, at: &Placement) -> bool {
        let able = &self.setting.choices[visit][at.option].able;
        let members = at.team.members();
        let are: Vec<&Able> =
            members.iter().filter_map(|staff| able.iter().find(|one| one.staff == *staff)).collect();
        let is_repeated = (1..members.len()).any(|place| members[..place].contains(&members[place]));
        let level = &self.setting.instance.levels[self.setting.family(visit).level];
        are.len() == members.len()
            && members.len() == level.staff
            && !is_repeated
            && are[0].leads
            && are.iter().any(|one| one.tagged)
    }
}
