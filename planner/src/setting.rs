//! What stays as it is while a timetable is sought, in the shape the search asks for it.

use crate::{
    instance::Instance,
    options::{self, Choice},
};

/// An instance, and what follows from it alone.
#[derive(Debug)]
pub struct Setting {
    /// The instance.
    pub instance: Instance,
    /// Who could be on duty in each session.
    pub staff: Vec<Vec<usize>>,
    /// Where each visit could be, the cheapest first.
    pub choices: Vec<Vec<Choice>>,
    /// What it costs not to serve each visit.
    pub unserved: Vec<i64>,
    /// What a duty of each supervisor costs.
    pub price: Vec<i64>,
    /// How much of a supervisor a visit of each level takes.
    pub units: Vec<u32>,
    /// How much of a supervisor there is.
    pub whole: u32,
    /// The day of each session, counted among the days that have sessions.
    pub day: Vec<usize>,
    /// How many such days there are.
    pub days: usize,
    /// The week of each session, counted among the weeks that have sessions.
    pub week: Vec<usize>,
    /// How many such weeks there are.
    pub weeks: usize,
    /// For each family, those it must be kept apart from, and whether they have a person in common.
    pub near: Vec<Vec<(usize, bool)>>,
    /// For each visit, the centres it could be at.
    pub sites_of: Vec<Vec<usize>>,
    /// For each centre, the visits that could be there.
    pub visits_at: Vec<Vec<usize>>,
    /// For each session, the visits that could be in it.
    pub visits_in: Vec<Vec<usize>>,
}

impl Setting {
    /// Works out what follows from an instance.
    #[must_use]
    pub fn of(instance: Instance) -> Self {
        let staff = options::staff(&instance);
        let choices: Vec<Vec<Choice>> =
            (0..instance.visits.len()).map(|visit| options::choices(&instance, &staff, visit)).collect();
        let whole = instance.levels.iter().fold(1, |whole, level| common_multiple(whole, share(level.share)));
        let units = instance.levels.iter().map(|level| whole / share(level.share)).collect();
        let (day, days) = counted(instance.sessions.iter().map(|session| session.day));
        let (week, weeks) = counted(instance.sessions.iter().map(|session| session.day.div_euclid(7)));
        let mut visits_at = vec![Vec::new(); instance.sites.len()];
        let mut visits_in = vec![Vec::new(); instance.sessions.len()];
        let mut sites_of = Vec::with_capacity(choices.len());
        for (visit, choices) in choices.iter().enumerate() {
            let mut sites: Vec<usize> =
                choices.iter().map(|choice| instance.sessions[choice.session].site).collect();
            sites.sort_unstable();
            sites.dedup();
            for site in &sites {
                visits_at[*site].push(visit);
            }
            for choice in choices {
                visits_in[choice.session].push(visit);
            }
            sites_of.push(sites);
        }
        Self {
            unserved: (0..instance.visits.len()).map(|visit| instance.unserved(visit)).collect(),
            price: (0..instance.supervisors.len()).map(|one| instance.duty_price(one)).collect(),
            near: near(&instance),
            staff,
            choices,
            units,
            whole,
            day,
            days,
            week,
            weeks,
            sites_of,
            visits_at,
            visits_in,
            instance,
        }
    }

    /// Slots from when the first of a visit's family comes in to when the last goes out.
    #[must_use]
    pub fn footprint(&self, visit: usize) -> i64 {
        self.family(visit).duration + 2 * self.instance.rules.margin
    }

    /// The family of a visit.
    #[must_use]
    pub fn family(&self, visit: usize) -> &crate::instance::Family {
        &self.instance.families[self.instance.visits[visit].family]
    }
}

fn share(share: i64) -> u32 {
    u32::try_from(share).unwrap_or(1)
}

fn common_multiple(one: u32, other: u32) -> u32 {
    let (mut divisor, mut rest) = (one, other);
    while rest > 0 {
        (divisor, rest) = (rest, divisor % rest);
    }
    one / divisor * other
}

/// Each value's place among the different values, and how many of these there are.
fn counted(values: impl Iterator<Item = i64> + Clone) -> (Vec<usize>, usize) {
    let mut different: Vec<i64> = values.clone().collect();
    different.sort_unstable();
    different.dedup();
    let place = |value| different.binary_search(&value).unwrap_or(0);
    (values.map(place).collect(), different.len())
}

fn near(instance: &Instance) -> Vec<Vec<(usize, bool)>> {
    let with = |family: usize| {
        let shared = instance.shared[family].iter().map(|other| (*other, true));
        let apart = instance.apart[family].iter().filter(|other| !instance.shared[family].contains(other));
        shared.chain(apart.map(|other| (*other, false))).collect()
    };
    (0..instance.families.len()).map(with).collect()
}
