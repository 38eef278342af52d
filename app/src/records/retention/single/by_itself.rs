//! Enquiries and drafts whose time is over go by themselves. The log says how many, and nothing of whom.

use super::{
    super::terms::in_force,
    due::{DueSingle, of_kind},
    store,
};
use crate::records::registry::{SINGLES, Single};
use base::CentreId;
use host::{House, Problem, Tx};
use policy::{Actor, RunJobs, Subject};

/// What goes by itself today, by kind.
fn over(tx: &mut Tx<'_>) -> Result<Vec<(&'static Single, Vec<DueSingle>)>, Problem> {
    let terms = in_force(tx)?;
    let mut all = Vec::new();
    for single in SINGLES.iter().filter(|single| !single.by_two) {
        let mut over = of_kind(tx, single, &terms)?;
        over.retain(|one| one.is_due && !one.is_held && !one.is_asked_for);
        if !over.is_empty() {
            all.push((single, over));
        }
    }
    Ok(all)
}

/// Destroys what goes by itself today. Answers how many records.
pub fn destroy_due(house: &House) -> Result<usize, Problem> {
    let centre: CentreId = house.centre();
    let program = Actor::program(centre);
    if house.database().read_blocking(&program, over)?.is_empty() {
        return Ok(0);
    }
    house.database().write_blocking(&program, |tx| {
        let permit = tx.ask::<RunJobs>(&Subject::of_centre(centre, centre))?;
        let (mut said, mut records) = (Vec::new(), 0);
        for (single, over) in over(tx)? {
            let mut rows = 0;
            for one in &over {
                rows += store::remove(tx, single, &one.record)?;
            }
            store::log(tx, &permit, single, (over.as_slice(), rows))?;
            said.push(format!("{} {}", over.len(), single.kind));
            records += over.len();
        }
        let summary = format!("Records whose time was over were destroyed: {}", said.join(", "));
        tx.record(&permit, None, &summary, records)
    })
}
