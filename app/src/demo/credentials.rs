//! What the cast has to show: certificates added by one of two people and checked by the other, through the
//! same commands as everybody's.

use super::cast::Person;
use crate::clearance::{CertificateDecision, CertificateVerdict, NewCertificate, add, decide};
use base::{CertificateId, Day, Name, StaffId};
use host::{House, Problem};
use policy::{Actor, Role};
use rules::{
    clearance::{DbsLevel, Requirement},
    plan::Kind,
};
use std::ops::RangeInclusive;

/// Which years back trainings are renewed, for a centre that begins now.
pub(super) const LATELY: RangeInclusive<i64> = 0..=1;
/// The years before those, for a centre whose past is played.
pub(super) const BEFORE: RangeInclusive<i64> = 2..=3;

/// Adds and checks what these people have to show. Priya adds and Martin checks, but for Martin's own.
pub(super) fn certify(
    house: &House,
    everybody: &[Person],
    people: &[Person],
    years: &RangeInclusive<i64>,
) -> Result<(), Problem> {
    let called = |name: &str| everybody.iter().find(|person| person.username == name);
    let (Some(priya), Some(martin)) = (called("priya"), called("martin")) else { return Ok(()) };
    let (his, theirs): (Vec<&Person>, Vec<&Person>) =
        people.iter().partition(|person| person.username == martin.username);
    for (about, adder, checker) in [(theirs, priya, martin), (his, martin, priya)] {
        let added = added(house, adder, &about, years)?;
        checked(house, checker, &added)?;
    }
    Ok(())
}

fn actor(house: &House, person: &Person) -> Actor {
    Actor {
        account: person.account,
        centre: house.centre(),
        role: person.role,
        name: person.name.to_owned(),
        staff: person.staff,
        party: None,
        proved: true,
    }
}

fn added(
    house: &House,
    by: &Person,
    about: &[&Person],
    years: &RangeInclusive<i64>,
) -> Result<Vec<CertificateId>, Problem> {
    let papers: Vec<(StaffId, &Person)> =
        about.iter().filter_map(|person| Some((person.staff?, *person))).collect();
    if papers.is_empty() {
        return Ok(Vec::new());
    }
    house.database().write_blocking(&actor(house, by), |tx| {
        let (mut ids, mut last) = (Vec::new(), None);
        let today = tx.now.day();
        for (staff, person) in &papers {
            for paper in papers_of(person, today, years)? {
                let kept = add(tx, *staff, paper)?;
                ids.push(kept.value().id);
                last = Some(kept);
            }
        }
        last.ok_or(Problem::NotFound).map(|last| last.map(|_| ids))
    })
}

fn checked(house: &House, by: &Person, ids: &[CertificateId]) -> Result<(), Problem> {
    if ids.is_empty() {
        return Ok(());
    }
    house.database().write_blocking(&actor(house, by), |tx| {
        let mut last = None;
        for id in ids {
            let said = CertificateDecision { decision: CertificateVerdict::Check, reason: None };
            last = Some(decide(tx, *id, said)?);
        }
        last.ok_or(Problem::NotFound).map(|last| last.map(|_| ()))
    })
}

/// What one of them has to show. Dev's domestic abuse training lapses in three weeks; Alongside says so in
/// good time.
fn papers_of(
    person: &Person,
    today: Day,
    years: &RangeInclusive<i64>,
) -> Result<Vec<NewCertificate>, Problem> {
    use Requirement::{
        ConflictResolution, Dbs, DomesticAbuse, EmergencyProcedures, FirstAid, Induction, Reference,
        Role as Qualified, Safeguarding,
    };
    let ago = |months: i64| today.plus_months(-months);
    let mut papers = Vec::new();
    for year in years.clone() {
        papers.push(paper(EmergencyProcedures, ago(12 * year), "The centre's own evening")?);
        let soon = person.username == "dev";
        if soon && year == 0 {
            let from = today.plus_days(20).plus_months(-12);
            papers.push(paper(DomesticAbuse, from, "Harbour Training, group 12")?);
        } else if !soon {
            papers.push(paper(DomesticAbuse, ago(12 * year), "Harbour Training")?);
        }
    }
    let base = if years.contains(&0) { 24 } else { 48 };
    papers.push(paper(Safeguarding, ago(base), "Brackenford Safeguarding Partnership")?);
    papers.push(paper(ConflictResolution, ago(base), "Harbour Training")?);
    if !years.contains(&0) {
        return Ok(papers);
    }
    papers.push(NewCertificate {
        level: Some(DbsLevel::Enhanced),
        update_checked: Some(today),
        ..paper(Dbs, ago(35), "Number kept in the office")?
    });
    papers.push(paper(Reference, ago(60), "A former employer")?);
    papers.push(paper(Reference, ago(60), "A school governor")?);
    papers.push(paper(Induction, ago(60), "The co-ordinator of the time")?);
    if person.role != Role::Volunteer {
        papers.push(paper(FirstAid, ago(24), "Larkfield First Aid")?);
        papers.push(NewCertificate {
            kinds: Kind::ALL.iter().copied().filter(|kind| kind.is_observed()).collect(),
            ..paper(Qualified, ago(60), "Two sessions observed by the co-ordinator")?
        });
    }
    Ok(papers)
}

fn paper(requirement: Requirement, from: Day, words: &str) -> Result<NewCertificate, Problem> {
    Ok(NewCertificate {
        requirement,
        level: None,
        kinds: Vec::new(),
        from,
        expires: None,
        update_checked: None,
        words: Name::new(words).map_err(Problem::broken)?,
        file: None,
    })
}
