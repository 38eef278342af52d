//! The country divided among threads, so that each can move visits without asking the others.

use crate::{board::Board, chance::Chance, setting::Setting};

/// What one thread may change. Regions of one division have nothing in common.
#[derive(Clone, Debug)]
pub(super) struct Region {
    /// Visits it may move.
    pub movable: Vec<bool>,
    /// Sessions it may not touch.
    pub closed: Vec<bool>,
    /// Supervisors it may not put on duty.
    pub away: Vec<bool>,
}

/// Divides the centres into that many regions of about as many visits, neighbours together as far as chance
/// allows, and everybody with them.
pub(super) fn divide(board: &Board<'_>, regions: usize, chance: &mut Chance) -> Vec<Region> {
    let setting = board.setting;
    let of_site = sites(setting, regions, chance);
    let of_session = |session: usize| of_site[setting.instance.sessions[session].site];
    let of_family = families(board, &of_site, regions);
    let of_supervisor: Vec<usize> = setting
        .instance
        .supervisors
        .iter()
        .map(|one| chance.pick(&one.available).map_or(0, of_session))
        .collect();
    let may_move = |visit: usize, region: usize| {
        of_family[setting.instance.visits[visit].family] == region
            && board.placed[visit].is_none_or(|at| of_session(at.session) == region)
    };
    let one = |region: usize| Region {
        movable: (0..board.placed.len()).map(|visit| may_move(visit, region)).collect(),
        closed: (0..board.floors.len()).map(|session| of_session(session) != region).collect(),
        away: of_supervisor.iter().map(|of| *of != region).collect(),
    };
    (0..regions).map(one).collect()
}

/// The region of each centre. From one centre on, the next is always one that families could use as well as
/// those already met.
fn sites(setting: &Setting, regions: usize, chance: &mut Chance) -> Vec<usize> {
    let sites = setting.instance.sites.len();
    let mut beside = vec![Vec::new(); sites];
    for family in &setting.instance.families {
        for (one, _) in &family.sites {
            beside[*one].extend(family.sites.iter().map(|(other, _)| *other).filter(|other| other != one));
        }
    }
    let total: usize = setting.visits_at.iter().map(Vec::len).sum();
    let (mut region, mut met, mut reached) = (vec![usize::MAX; sites], 0, vec![chance.below(sites)]);
    let mut next_unmet = 0;
    while next_unmet < sites {
        // The site reached first: what lies around the beginning comes before what lies far off.
        let site = if reached.is_empty() { next_unmet } else { reached.remove(0) };
        if region[site] == usize::MAX {
            region[site] = (met * regions / total.max(1)).min(regions - 1);
            met += setting.visits_at[site].len();
            let mut near = beside[site].clone();
            chance.shuffle(&mut near);
            near.retain(|other| region[*other] == usize::MAX);
            near.dedup();
            reached.extend(near);
        }
        while next_unmet < sites && region[next_unmet] != usize::MAX {
            next_unmet += 1;
        }
    }
    region
}

/// The region of each family: where it has a visit, or could have one. Those who share a person with a family
/// of another region belong to none, since both could go out on one day.
fn families(board: &Board<'_>, of_site: &[usize], regions: usize) -> Vec<usize> {
    let setting = board.setting;
    let of = |family: usize| {
        let visits = &setting.instance.families[family].visits;
        let placed = visits.iter().find_map(|visit| board.placed[*visit]);
        let session = placed.map(|at| at.session).or_else(|| {
            let choices = visits.iter().flat_map(|visit| &setting.choices[*visit]);
            choices.map(|choice| choice.session).next()
        });
        session.map_or(0, |session| of_site[setting.instance.sessions[session].site])
    };
    let all: Vec<usize> = (0..setting.instance.families.len()).map(of).collect();
    let is_torn = |family: usize| {
        setting.near[family].iter().any(|(other, is_shared)| *is_shared && all[*other] != all[family])
    };
    (0..all.len()).map(|family| if is_torn(family) { regions } else { all[family] }).collect()
}
