//! Bank holidays, as the build worked them out from a maintained library (decision 12).

use super::sites;
use crate::assets;
use base::Day;
use host::{Problem, Tx};
use rules::premises::Nation;
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

static DAYS: LazyLock<BTreeMap<Nation, BTreeSet<Day>>> = LazyLock::new(assets::bank_holidays);

/// The bank holidays of a nation from one day to another, both among them.
pub fn holidays_of(nation: Nation, from: Day, until: Day) -> impl Iterator<Item = Day> {
    DAYS.get(&nation).into_iter().flat_map(move |days| days.range(from..=until.max(from)).copied())
}

/// The days to come on which the offices about the centre are shut. Where its sites lie in several nations,
/// only the days that all of them keep count: what must be done within working days is then never late.
pub fn bank_holidays(tx: &mut Tx<'_>) -> Result<Vec<Day>, Problem> {
    let today = tx.now.day();
    let mut nations = sites(tx)?.into_iter().map(|site| site.nation);
    let first = nations.next().unwrap_or(Nation::EnglandAndWales);
    let others: Vec<Nation> = nations.collect();
    let kept_by = |nation: &Nation, day: &Day| DAYS.get(nation).is_some_and(|days| days.contains(day));
    Ok(holidays_of(first, today, today.plus_months(24))
        .filter(|day| others.iter().all(|nation| kept_by(nation, day)))
        .collect())
}
