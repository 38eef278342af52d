//! The board a timetable is put together on: visits are placed and lifted, supervisors put on duty and sent
//! home, each in the time it takes to write down what changed. What it costs is always known, and every
//! step can be taken back.

mod anchor;
mod duty;
mod exact;
mod floor;
mod offer;
mod step;

pub use anchor::DISTURBED;
pub use floor::{Floor, Stay};
pub use offer::{Closed, Offer};
pub use step::Step;

use crate::{placement::Placement, setting::Setting};
use anchor::Anchor;

/// A timetable in the making. No rule is broken on it at any time, but that a session may lack staff between
/// the first step of a change and the last.
#[derive(Clone, Debug)]
pub struct Board<'a> {
    /// What stays as it is.
    pub setting: &'a Setting,
    /// Each session.
    pub floors: Vec<Floor>,
    /// Where each visit is.
    pub placed: Vec<Option<Placement>>,
    /// For each centre, the visits that could be there and are not served.
    pub waiting_at: Vec<Vec<usize>>,
    /// What it all costs.
    pub cost: i64,
    has_duty: Vec<bool>,
    duties_in_week: Vec<usize>,
    duties: Vec<usize>,
    leads: Vec<Vec<(usize, usize)>>,
    steps: Vec<Step>,
    anchor: Option<Anchor>,
}

impl<'a> Board<'a> {
    /// A board on which nothing is placed.
    #[must_use]
    pub fn empty(setting: &'a Setting) -> Self {
        let supervisors = setting.instance.supervisors.len();
        Self {
            setting,
            floors: (0..setting.staff.len()).map(|session| Floor::empty(setting, session)).collect(),
            placed: vec![None; setting.choices.len()],
            waiting_at: setting.visits_at.clone(),
            cost: setting.unserved.iter().sum(),
            has_duty: vec![false; supervisors * setting.days],
            duties_in_week: vec![0; supervisors * setting.weeks],
            duties: vec![0; supervisors],
            leads: vec![Vec::new(); setting.instance.families.len()],
            steps: Vec::new(),
            anchor: None,
        }
    }

    /// How many visits are served.
    #[must_use]
    pub fn served(&self) -> usize {
        self.placed.iter().flatten().count()
    }

    /// How a visit takes up a session.
    #[must_use]
    pub fn stay(&self, visit: usize) -> Stay {
        let family = self.setting.family(visit);
        Stay {
            length: self.setting.footprint(visit),
            margin: self.setting.instance.rules.margin,
            units: self.setting.units[family.level],
        }
    }

    /// What a visit costs where it is, beside its staff and instead of not being served.
    fn price(&self, visit: usize, at: &Placement) -> i64 {
        let choice = &self.setting.choices[visit][at.option];
        let is_preferred = choice.preferred >> at.slot & 1 == 1;
        let hour = if is_preferred { 0 } else { self.setting.instance.weights.not_preferred };
        choice.price + hour - self.setting.unserved[visit]
    }

    /// Places a visit; its supervisors must be on duty.
    pub fn place(&mut self, visit: usize, at: Placement) {
        self.steps.push(Step::Placed(visit));
        self.put(visit, at);
    }

    /// Takes a visit off the board.
    pub fn lift(&mut self, visit: usize) {
        if let Some(at) = self.take(visit) {
            self.steps.push(Step::Lifted(visit, at));
        }
    }

    fn put(&mut self, visit: usize, at: Placement) {
        let stay = self.stay(visit);
        self.floors[at.session].add(self.setting, visit, &at, stay);
        self.cost += self.price(visit, &at) + self.gain_lead(visit, &at);
        self.placed[visit] = Some(at);
        self.note_told(visit, &at, true);
        for site in &self.setting.sites_of[visit] {
            let waiting = &mut self.waiting_at[*site];
            if let Some(place) = waiting.iter().position(|one| *one == visit) {
                waiting.swap_remove(place);
            }
        }
    }

    fn take(&mut self, visit: usize) -> Option<Placement> {
        let at = self.placed[visit].take()?;
        self.note_told(visit, &at, false);
        let stay = self.stay(visit);
        self.floors[at.session].remove(self.setting, visit, &at, stay);
        self.cost -= self.price(visit, &at) + self.lose_lead(visit, &at);
        for site in &self.setting.sites_of[visit] {
            self.waiting_at[*site].push(visit);
        }
        Some(at)
    }

    /// Notes that a family has this lead once more; answers what that costs.
    fn gain_lead(&mut self, visit: usize, at: &Placement) -> i64 {
        let lead = self.setting.staff[at.session][at.team.lead()];
        let leads = &mut self.leads[self.setting.instance.visits[visit].family];
        if let Some((_, visits)) = leads.iter_mut().find(|(one, _)| *one == lead) {
            *visits += 1;
            return 0;
        }
        leads.push((lead, 1));
        if leads.len() > 1 { self.setting.instance.weights.extra_lead } else { 0 }
    }

    /// Notes that a family has this lead once less; answers what that had cost.
    fn lose_lead(&mut self, visit: usize, at: &Placement) -> i64 {
        let lead = self.setting.staff[at.session][at.team.lead()];
        let leads = &mut self.leads[self.setting.instance.visits[visit].family];
        let Some(place) = leads.iter().position(|(one, _)| *one == lead) else { return 0 };
        leads[place].1 -= 1;
        if leads[place].1 > 0 {
            return 0;
        }
        leads.swap_remove(place);
        if leads.is_empty() { 0 } else { self.setting.instance.weights.extra_lead }
    }

    /// What it would cost to give a family this lead for one visit more.
    fn lead_price(&self, family: usize, lead: usize) -> i64 {
        let leads = &self.leads[family];
        let is_new = !leads.is_empty() && leads.iter().all(|(one, _)| *one != lead);
        if is_new { self.setting.instance.weights.extra_lead } else { 0 }
    }
}
