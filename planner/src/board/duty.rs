//! Who is on duty.

use super::{Board, Step};

impl Board<'_> {
    /// Whether one of the staff of a session, not on duty in it, could be put on duty in it.
    #[must_use]
    pub fn can_call_in(&self, session: usize, staff: usize) -> bool {
        let setting = self.setting;
        let one = setting.staff[session][staff];
        let supervisor = &setting.instance.supervisors[one];
        !self.has_duty[one * setting.days + setting.day[session]]
            && self.duties_in_week[one * setting.weeks + setting.week[session]] < supervisor.most_a_week
            && self.duties[one] < supervisor.most
    }

    /// Puts one of the staff of a session on duty.
    pub fn call_in(&mut self, session: usize, staff: usize) {
        self.steps.push(Step::CalledIn(session, staff));
        self.set_duty(session, staff, true);
    }

    /// Sends one of the staff of a session home, who must have no visit in it.
    pub fn send_home(&mut self, session: usize, staff: usize) {
        self.steps.push(Step::SentHome(session, staff));
        self.set_duty(session, staff, false);
    }

    pub(super) fn set_duty(&mut self, session: usize, staff: usize, is_on: bool) {
        let setting = self.setting;
        let one = setting.staff[session][staff];
        let floor = &mut self.floors[session];
        floor.on[staff] = is_on;
        self.has_duty[one * setting.days + setting.day[session]] = is_on;
        let in_week = &mut self.duties_in_week[one * setting.weeks + setting.week[session]];
        if is_on {
            floor.on_duty += 1;
            *in_week += 1;
            self.duties[one] += 1;
            self.cost += setting.price[one];
        } else {
            floor.on_duty -= 1;
            *in_week -= 1;
            self.duties[one] -= 1;
            self.cost -= setting.price[one];
        }
    }

    /// Sends home who has no visit in a session, the dearest first, but for those without whom too few would
    /// be on duty.
    pub fn tidy(&mut self, session: usize) {
        let floor = &self.floors[session];
        let least = if floor.visits.is_empty() { 0 } else { self.setting.instance.rules.min_staff };
        while self.floors[session].on_duty > least {
            let floor = &self.floors[session];
            let idle = (0..floor.on.len()).filter(|one| floor.on[*one] && floor.jobs[*one] == 0);
            let dearest =
                idle.max_by_key(|one| (self.setting.price[self.setting.staff[session][*one]], *one));
            let Some(dearest) = dearest else { return };
            self.send_home(session, dearest);
        }
    }

    /// How many duties somebody has.
    #[must_use]
    pub fn duties_of(&self, supervisor: usize) -> usize {
        self.duties[supervisor]
    }
}
