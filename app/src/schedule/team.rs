//! Who could supervise a booking: the first of those asked for whom no rule speaks against it.

use super::{NewBooking, booking, facts::around, known};
use crate::family::Family;
use base::{StaffId, VisitId};
use host::{Problem, Tx};
use rules::{Refusal, plan::Kind};

/// The supervisors with whom a family could have a time, those of an earlier visit before others; or what
/// speaks against it whoever supervises.
pub fn team(
    tx: &mut Tx<'_>,
    family: &Family,
    (new, before): (&NewBooking, VisitId),
) -> Result<Result<Vec<StaffId>, Vec<Refusal>>, Problem> {
    let span = around(std::iter::once(new.starts)).ok_or_else(|| Problem::broken("a time of no length"))?;
    let first = super::record(tx, before)?.document.now.supervisors;
    let known = known(tx, &[family.id], span)?;
    let plan = known.family(family.id)?.plan.as_ref().map(|plan| plan.document.clone());
    let kind = new.kind.or_else(|| plan.as_ref().map(|plan| plan.kind)).unwrap_or(Kind::Supported);
    let mut why = Vec::new();
    for supervisors in teams(kind, &first, known.staff_ids()) {
        let asked = NewBooking { supervisors: supervisors.clone(), ..new.clone() };
        let booking = booking::booking_of(family.id, plan.as_ref(), &asked)?;
        let judged = booking::judged_by(&known, booking, None)?;
        if judged.refusals.is_empty() {
            return Ok(Ok(supervisors));
        }
        if why.is_empty() || judged.refusals.len() < why.len() {
            why = judged.refusals;
        }
    }
    Ok(Err(why))
}

/// Every team of the size that a kind of contact needs, those with the first ones first.
pub(super) fn teams(kind: Kind, first: &[StaffId], all: impl Iterator<Item = StaffId>) -> Vec<Vec<StaffId>> {
    let mut people: Vec<StaffId> = first.to_vec();
    people.extend(all.filter(|one| !first.contains(one)));
    match kind.supervisors() {
        0 => vec![Vec::new()],
        1 => people.into_iter().map(|one| vec![one]).collect(),
        _ => {
            let pairs = |(at, one): (usize, &StaffId)| {
                let one = *one;
                people.iter().skip(at + 1).map(move |other| vec![one, *other]).collect::<Vec<_>>()
            };
            people.iter().enumerate().flat_map(pairs).collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn those_of_the_visit_before_are_asked_first_and_nobody_is_paired_with_themselves() {
        let [one, two, three] = [1, 2, 3].map(StaffId::from_random);
        let all = || [one, two, three].into_iter();
        assert_eq!(teams(Kind::Supported, &[two], all()), [Vec::<StaffId>::new()]);
        assert_eq!(teams(Kind::Supervised, &[two], all()), [vec![two], vec![one], vec![three]]);
        let pairs = teams(Kind::HighVigilance, &[two], all());
        assert_eq!(pairs, [vec![two, one], vec![two, three], vec![one, three]]);
    }
}
