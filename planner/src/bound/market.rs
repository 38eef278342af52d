//! Everybody does what is cheapest for themselves at given prices.

use super::{
    family::Diary,
    place::Places,
    sold::Sold,
    visit::{Stall, Sums, points},
};
use crate::setting::Setting;
use std::collections::BTreeMap;

/// Stands in place of what a duty takes in once somebody was put on it.
const ON_DUTY: f64 = f64::NEG_INFINITY;

/// The bound at given prices, and what is wanted of each shared thing beyond what there is.
///
/// Ways that cost a visit nearly the same are each gone in part: `blur` says how many points are nearly. That
/// changes what is wanted, and not the bound.
pub(super) fn trade(
    setting: &Setting,
    places: &Places,
    prices: &[f64],
    blur: f64,
    threads: usize,
) -> (f64, Vec<f64>) {
    let sums = Sums::of(places, prices);
    let stall = Stall { setting, places, prices, sums: &sums, blur };
    let each = setting.instance.families.len().div_ceil(threads.max(1)).max(1);
    let parts: Vec<(f64, Sold)> = std::thread::scope(|scope| {
        let visit = |first: usize| {
            let stall = &stall;
            let last = (first + each).min(setting.instance.families.len());
            scope.spawn(move || visits(stall, first..last))
        };
        let threads: Vec<_> = (0..setting.instance.families.len()).step_by(each).map(visit).collect();
        threads.into_iter().filter_map(|thread| thread.join().ok()).collect()
    });
    let mut bound = 0.0;
    let mut sold = Sold::nothing(places);
    for (part, theirs) in &parts {
        bound += part;
        sold.add(theirs);
    }
    sold.add_up(places);
    let mut worth = duty_worth(setting, places, prices);
    for supervisor in 0..setting.price.len() {
        bound += duties(setting, places, &mut sold, supervisor, &mut worth);
    }
    presence(setting, places, &mut sold, &worth);
    for session in 0..places.sessions.len() {
        bound += opening(setting, places, prices, &mut sold, session);
    }
    for family in 0..setting.instance.families.len() {
        bound += leads(setting, places, prices, &mut sold, family);
    }
    (bound, sold.excess)
}

/// Some families go the ways that cost least.
fn visits(stall: &Stall<'_>, families: std::ops::Range<usize>) -> (f64, Sold) {
    let mut bound = 0.0;
    let mut sold = Sold::nothing(stall.places);
    for family in families {
        let visits = &stall.setting.instance.families[family].visits;
        let diary = Diary::of(stall.setting, family, |visit| stall.ways(visit));
        bound += diary.least();
        diary.likely(stall.blur, &mut |place, way, much| {
            sold.visit(stall.setting, stall.places, visits[place], way, much);
        });
    }
    (bound, sold)
}

/// For each session and each of its staff, what their duty takes in.
fn duty_worth(setting: &Setting, places: &Places, prices: &[f64]) -> Vec<Vec<f64>> {
    let mut worth: Vec<Vec<f64>> = Vec::with_capacity(places.sessions.len());
    for (session, at) in places.sessions.iter().enumerate() {
        let time = |staff: usize| {
            let from = at.time + staff * at.slots;
            prices[from..from + at.slots].iter().sum::<f64>()
        };
        worth.push((0..setting.staff[session].len()).map(|staff| time(staff) + prices[at.enough]).collect());
    }
    for (visit, choices) in setting.choices.iter().enumerate() {
        for (option, choice) in choices.iter().enumerate() {
            let own = places.visits[visit].choices[option];
            for (place, able) in choice.able.iter().enumerate() {
                worth[choice.session][able.staff] += prices[own + 1 + place];
            }
        }
    }
    worth
}

/// A supervisor is on duty where that takes in most beyond its price, as often as they may be.
fn duties(
    setting: &Setting,
    places: &Places,
    sold: &mut Sold,
    supervisor: usize,
    worth: &mut [Vec<f64>],
) -> f64 {
    let facts = &setting.instance.supervisors[supervisor];
    let mut gains: Vec<(f64, usize, usize)> = facts
        .available
        .iter()
        .filter_map(|session| {
            let staff = setting.staff[*session].iter().position(|one| *one == supervisor)?;
            Some((worth[*session][staff] - points(setting.price[supervisor]), *session, staff))
        })
        .filter(|(gain, ..)| *gain > 0.0)
        .collect();
    gains.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
    // Days lie within weeks and weeks within all of the time, so that the best first is the best of all.
    let (mut days, mut weeks, mut all) = (Vec::new(), BTreeMap::new(), 0);
    let mut bound = 0.0;
    for (gain, session, staff) in gains {
        let in_week = weeks.entry(setting.week[session]).or_insert(0);
        if days.contains(&setting.day[session]) || *in_week >= facts.most_a_week || all >= facts.most {
            continue;
        }
        days.push(setting.day[session]);
        *in_week += 1;
        all += 1;
        bound -= gain;
        let at = &places.sessions[session];
        for slot in 0..at.slots {
            sold.excess[at.time + staff * at.slots + slot] -= 1.0;
        }
        sold.excess[at.enough] -= 1.0;
        worth[session][staff] = ON_DUTY;
    }
    bound
}

/// Whoever was put on duty is there for every visit of the session that could have them.
fn presence(setting: &Setting, places: &Places, sold: &mut Sold, worth: &[Vec<f64>]) {
    for (visit, choices) in setting.choices.iter().enumerate() {
        for (option, choice) in choices.iter().enumerate() {
            let own = places.visits[visit].choices[option];
            for (place, able) in choice.able.iter().enumerate() {
                if worth[choice.session][able.staff] == ON_DUTY {
                    sold.excess[own + 1 + place] -= 1.0;
                }
            }
        }
    }
}

/// A session is open if that takes in more than enough staff costs.
fn opening(setting: &Setting, places: &Places, prices: &[f64], sold: &mut Sold, session: usize) -> f64 {
    let at = &places.sessions[session];
    let site = setting.instance.sessions[session].site;
    let rooms = &places.rooms[site];
    let door = points(setting.instance.sites[site].door_capacity);
    let staff = points(i64::try_from(setting.instance.rules.min_staff).unwrap_or(0));
    let mut cost = staff * prices[at.enough];
    cost -= door * prices[at.door..=at.door + at.slots].iter().sum::<f64>();
    for (set, (_, families)) in rooms.iter().enumerate() {
        let from = at.rooms + set * at.slots;
        cost -= points(*families) * prices[from..from + at.slots].iter().sum::<f64>();
    }
    let visits = &setting.visits_in[session];
    let open = |visit: &usize| {
        let option = setting.choices[*visit].iter().position(|choice| choice.session == session);
        option.map(|option| places.visits[*visit].choices[option])
    };
    let opens: Vec<usize> = visits.iter().filter_map(open).collect();
    cost -= opens.iter().map(|open| prices[*open]).sum::<f64>();
    if cost >= 0.0 {
        return 0.0;
    }
    for (set, (_, families)) in rooms.iter().enumerate() {
        for slot in 0..at.slots {
            sold.excess[at.rooms + set * at.slots + slot] -= points(*families);
        }
    }
    for slot in 0..=at.slots {
        sold.excess[at.door + slot] -= door;
    }
    sold.excess[at.enough] += staff;
    for open in opens {
        sold.excess[open] -= 1.0;
    }
    cost
}

/// A family has those leads that take in more than a further lead costs, and one for nothing.
fn leads(setting: &Setting, places: &Places, prices: &[f64], sold: &mut Sold, family: usize) -> f64 {
    let mut worth: BTreeMap<usize, f64> = BTreeMap::new();
    let visits = &setting.instance.families[family].visits;
    for visit in visits {
        let own = &places.visits[*visit];
        for (place, supervisor) in own.leads.iter().enumerate() {
            *worth.entry(*supervisor).or_insert(0.0) += prices[own.lead + place];
        }
    }
    let Some((first, most)) = worth.iter().max_by(|one, other| one.1.total_cmp(other.1)) else { return 0.0 };
    let further = points(setting.instance.weights.extra_lead);
    let mut bound = -most;
    for (supervisor, worth) in &worth {
        if supervisor != first && *worth <= further {
            continue;
        }
        if supervisor != first {
            bound += further - worth;
        }
        for visit in visits {
            let own = &places.visits[*visit];
            if let Ok(place) = own.leads.binary_search(supervisor) {
                sold.excess[own.lead + place] -= 1.0;
            }
        }
    }
    bound
}
