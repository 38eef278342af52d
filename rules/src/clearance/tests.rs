//! Clearance as sentences.

use super::*;
use base::StaffId;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// A checked certificate of that day.
fn held(what: Requirement, from: &str) -> Credential {
    Credential {
        what,
        level: (what == Requirement::Dbs).then_some(DbsLevel::Enhanced),
        kinds: if what == Requirement::Role { vec![Kind::Supervised] } else { vec![] },
        from: day(from),
        expires: None,
        update_checked: None,
        standing: CertificateStanding::Checked,
    }
}

/// Everything the national default asks for supervised contact, all of 21 November 2026.
fn everything() -> Vec<Credential> {
    let mut all: Vec<Credential> = Requirement::ALL.iter().map(|what| held(*what, "2026-11-21")).collect();
    all.push(held(Requirement::Reference, "2026-11-21"));
    all
}

fn supervised(credentials: &[Credential], on: &str) -> Clearance {
    clearance(credentials, &Policy::national(), &[Kind::Supervised], day(on))
}

/// The only thing missing on a day.
#[track_caller]
fn lacks(credentials: &[Credential], on: &str) -> (Requirement, Why) {
    let answer = supervised(credentials, on);
    assert_eq!(answer.missing.len(), 1, "{answer:?}");
    assert_eq!((answer.until, answer.lapses), (None, vec![]));
    let missing = &answer.missing[0];
    assert_eq!(missing.fix_by, day(on).plus_days(-1), "the last day is the one before the visit");
    assert!(missing.detail.ends_with('.') && missing.remedy.ends_with('.'));
    (missing.requirement, missing.why)
}

#[test]
fn with_everything_one_is_cleared_until_the_first_lapse_and_that_day_is_in_it() {
    let answer = supervised(&everything(), "2026-11-21");
    assert_eq!(answer.missing, []);
    assert_eq!(answer.until, Some(day("2027-11-21")));
    assert_eq!(answer.lapses, [Requirement::DomesticAbuse, Requirement::EmergencyProcedures]);
    assert!(supervised(&everything(), "2027-11-21").is_cleared());
    assert!(!supervised(&everything(), "2027-11-22").is_cleared());
}

#[test]
fn with_nothing_everything_is_missing_and_each_is_named() {
    let answer = supervised(&[], "2026-11-21");
    // All but first aid, which is asked for outings alone.
    assert_eq!(answer.missing.len(), Requirement::ALL.len() - 1);
    assert!(answer.missing.iter().all(|missing| missing.why == Why::Nothing && missing.counting == 0));
}

#[test]
fn what_is_not_checked_refused_revoked_or_of_a_day_to_come_does_not_count() {
    let with = |change: fn(&mut Credential)| {
        let mut all = everything();
        change(all.iter_mut().find(|one| one.what == Requirement::Safeguarding).unwrap());
        lacks(&all, "2026-11-21").1
    };
    assert_eq!(with(|one| one.standing = CertificateStanding::Waiting), Why::NotChecked);
    assert_eq!(with(|one| one.standing = CertificateStanding::Refused), Why::Revoked);
    assert_eq!(with(|one| one.standing = CertificateStanding::Revoked), Why::Revoked);
    assert_eq!(with(|one| one.from = day("2026-11-22")), Why::NotYet);
    assert_eq!(with(|one| one.from = day("2023-11-20")), Why::RanOut);
    assert_eq!(
        with(|one| (one.from, one.expires) = (day("2026-01-01"), Some(day("2026-11-20")))),
        Why::RanOut
    );
    let mut low = everything();
    low[0].level = Some(DbsLevel::Standard);
    assert_eq!(lacks(&low, "2026-11-21"), (Requirement::Dbs, Why::LevelTooLow));
    low[0].level = Some(DbsLevel::EnhancedBarred);
    assert!(supervised(&low, "2026-11-21").is_cleared());
}

#[test]
fn an_expiry_of_its_own_ends_a_certificate_earlier_and_never_later() {
    let with = |expires: &str| {
        let mut all = everything();
        all[0].expires = Some(day(expires));
        supervised(&all, "2026-11-21").until
    };
    assert_eq!(with("2027-01-31"), Some(day("2027-01-31")));
    assert_eq!(with("2090-01-31"), Some(day("2027-11-21")));
}

#[test]
fn two_references_are_two() {
    let mut all = everything();
    all.pop();
    let answer = supervised(&all, "2026-11-21");
    assert_eq!((answer.missing[0].needed, answer.missing[0].counting), (2, 1));
    assert_eq!(lacks(&all, "2026-11-21"), (Requirement::Reference, Why::Nothing));
}

#[test]
fn a_qualification_is_for_its_kind_of_contact() {
    let policy = Policy::national();
    let on = |kinds: &[Kind]| clearance(&everything(), &policy, kinds, day("2026-11-21"));
    assert!(on(&[Kind::Supervised, Kind::Supported]).is_cleared());
    let outing = on(&[Kind::Escorted, Kind::Supervised]);
    assert_eq!(outing.missing.len(), 1);
    assert_eq!(outing.missing[0].kinds, [Kind::Escorted]);
    // Every kind, when none is named.
    assert_eq!(on(&[]).missing.len(), 4, "high vigilance, outing, identity, video call");
    assert_eq!(on(&[]), on(Kind::ALL));
}

#[test]
fn an_update_service_check_renews_a_dbs_check_from_its_day() {
    let mut all = everything();
    for one in &mut all {
        (one.from, one.expires) = (day("2026-11-01"), None);
    }
    all[0].from = day("2023-12-10");
    assert_eq!(supervised(&all, "2026-11-21").until, Some(day("2026-12-10")));
    all[0].update_checked = Some(day("2026-12-01"));
    assert_eq!(
        supervised(&all, "2026-11-21").until,
        Some(day("2027-11-01")),
        "now the training lapses first"
    );
    // A check made after it ran out leaves the days between uncovered.
    all[0].update_checked = Some(day("2026-12-20"));
    assert_eq!(supervised(&all, "2026-11-21").until, Some(day("2026-12-10")));
    assert_eq!(lacks(&all, "2026-12-15"), (Requirement::Dbs, Why::NotYet));
    assert!(supervised(&all, "2026-12-20").is_cleared());
}

#[test]
fn a_renewal_that_begins_before_the_old_one_ends_leaves_no_break() {
    let mut all = everything();
    all.push(held(Requirement::DomesticAbuse, "2027-11-21"));
    all.push(held(Requirement::EmergencyProcedures, "2027-11-22"));
    assert_eq!(supervised(&all, "2026-11-21").until, Some(day("2028-11-21")));
    all.pop();
    all.push(held(Requirement::EmergencyProcedures, "2027-11-23"));
    let answer = supervised(&all, "2026-11-21");
    assert_eq!(
        (answer.until, answer.lapses),
        (Some(day("2027-11-21")), vec![Requirement::EmergencyProcedures])
    );
}

#[test]
fn the_end_of_a_month_and_the_29th_of_february_are_days() {
    let lasts = |from: &str, months| {
        let policy = Policy {
            terms: vec![Term {
                requirement: Requirement::FirstAid,
                needed: 1,
                months: Some(months),
                update_months: None,
                level: None,
                kinds: vec![],
            }],
        };
        clearance(&[held(Requirement::FirstAid, from)], &policy, &[], day(from)).until.unwrap().to_string()
    };
    assert_eq!(lasts("2024-02-29", 12), "2025-02-28");
    assert_eq!(lasts("2024-02-29", 48), "2028-02-29");
    assert_eq!(lasts("2026-08-31", 6), "2027-02-28");
    assert_eq!(lasts("2027-08-31", 6), "2028-02-29");
    assert_eq!(lasts("2026-11-21", 12), "2027-11-21");
}

#[test]
fn a_second_person_is_neither_the_first_nor_whom_it_is_about() {
    let staff = |number| StaffId::from_random(number);
    assert_eq!(second_person(Some(staff(1)), staff(2), Some(staff(3))).unwrap().staff(), staff(1));
    for (checker, about, added) in [
        (Some(staff(1)), staff(1), Some(staff(3))),
        (Some(staff(1)), staff(2), Some(staff(1))),
        (None, staff(2), None),
    ] {
        let refusal = second_person(checker, about, added).unwrap_err();
        assert_eq!(refusal.code, "r9-second-person");
    }
}

#[test]
fn asking_for_less_than_the_national_default_is_shown_and_said() {
    assert_eq!(Policy::national().differences(), []);
    let with = |change: fn(&mut Term)| {
        let mut policy = Policy::national();
        change(policy.terms.iter_mut().find(|term| term.requirement == Requirement::DomesticAbuse).unwrap());
        let [difference] = &policy.differences()[..] else { panic!("one difference") };
        assert_eq!(difference.requirement, Requirement::DomesticAbuse);
        difference.is_less
    };
    assert!(with(|term| term.months = Some(13)));
    assert!(with(|term| term.months = None));
    assert!(with(|term| term.kinds = vec![Kind::Supervised]));
    assert!(!with(|term| term.months = Some(6)));
    assert!(!with(|term| term.needed = 2));
}

#[test]
fn the_forecast_counts_each_place_once() {
    let (jo, today) = (StaffId::from_random(1), day("2027-11-15"));
    let people = [Expected { staff: jo, credentials: everything() }];
    let visit = |number: u128, on: &str| PlannedVisit {
        visit: base::VisitId::from_random(number),
        day: day(on),
        kind: Kind::Supervised,
        supervisors: vec![jo],
    };
    let duty = |number: u128, on: &str| Duty {
        session: base::SessionId::from_random(number),
        day: day(on),
        staff: jo,
    };
    // Everything yearly lapses after 21 November 2027, the last day of the first week.
    let visits = [visit(1, "2027-11-21"), visit(2, "2027-11-27"), visit(3, "2027-11-27")];
    let duties = [duty(1, "2027-11-21"), duty(2, "2027-11-27"), duty(3, "2027-11-24"), duty(3, "2027-11-24")];
    let weeks = forecast(&people, &Policy::national(), &visits, &duties, today);
    assert_eq!(weeks.len(), 26);
    assert_eq!((weeks[0].places, weeks[0].until), (0, day("2027-11-21")));
    assert_eq!(weeks[1].places, 3, "two visits and one session beside them");
    let [cost] = &weeks[1].costs[..] else { panic!("one person") };
    assert_eq!((cost.visits, cost.sessions), (2, 1));
    assert_eq!(cost.lacking, [Requirement::DomesticAbuse, Requirement::EmergencyProcedures]);
    assert!(weeks[2..].iter().all(|week| week.places == 0));
    // Whoever is cleared for nothing today has nothing to lose.
    let nobody = [Expected { staff: jo, credentials: vec![] }];
    assert_eq!(forecast(&nobody, &Policy::national(), &[], &duties, today)[1].places, 0);
}

fn to_renew(credentials: &[Credential], today: &str) -> Vec<Renewal> {
    renewals(credentials, &Policy::national(), &[Kind::Supervised], day(today))
}

#[test]
fn what_runs_out_within_sixty_days_is_to_be_renewed_by_its_last_day() {
    let mut held = everything();
    let training = held.iter_mut().find(|one| one.what == Requirement::DomesticAbuse).unwrap();
    training.expires = Some(day("2027-03-01"));
    assert_eq!(to_renew(&held, "2026-12-30"), vec![], "sixty-one days before");
    let told = to_renew(&held, "2026-12-31");
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(
        (told[0].requirement, told[0].state, told[0].last_day, told[0].fix_by, told[0].waits),
        (
            Requirement::DomesticAbuse,
            RenewalState::RunsOut,
            Some(day("2027-03-01")),
            day("2027-03-01"),
            false
        )
    );
    let told = to_renew(&held, "2027-03-02");
    assert_eq!((told[0].state, told[0].last_day), (RenewalState::RanOut, Some(day("2027-03-01"))));
    assert_eq!(told[0].fix_by, day("2027-03-02"));
    // A new certificate that nobody has checked is said to be there; once checked, nothing is to be done.
    let mut newer = Credential { from: day("2027-02-01"), expires: None, ..held[4].clone() };
    assert_eq!(newer.what, Requirement::DomesticAbuse);
    newer.standing = CertificateStanding::Waiting;
    held.push(newer);
    let told = to_renew(&held, "2027-02-02");
    assert!(told[0].waits && told[0].remedy.contains("second person"), "{told:?}");
    held.last_mut().unwrap().standing = CertificateStanding::Checked;
    assert_eq!(to_renew(&held, "2027-02-02"), vec![]);
}

#[test]
fn nobody_is_asked_for_a_qualification_they_never_had() {
    let policy = Policy::national();
    let mut held = everything();
    assert!(kinds_done(&held, &policy).contains(&Kind::Supervised));
    assert!(!kinds_done(&held, &policy).contains(&Kind::Escorted), "no qualification for it");
    held.retain(|one| one.what != Requirement::Role);
    let kinds = kinds_done(&held, &policy);
    assert!(kinds.contains(&Kind::Supported) && !kinds.contains(&Kind::Supervised), "{kinds:?}");
    assert_eq!(renewals(&held, &policy, &kinds, day("2026-11-22")), vec![]);
    // What is missing for several kinds is one thing to do.
    let missing = renewals(&held, &policy, &[Kind::Supervised, Kind::Escorted], day("2026-11-22"));
    assert_eq!(missing.len(), 1, "{missing:?}");
    assert_eq!(missing[0].kinds, vec![Kind::Supervised, Kind::Escorted]);
}
