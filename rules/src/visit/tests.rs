//! The rules of the day as sentences: the time together, and the whole of a day.

use super::*;
use crate::{Refusal, intake::Side, plan, schedule::Booking};
use base::{FamilyId, Minutes, RoomId};

mod doors;

const GAPS: Gaps = Gaps { before: Minutes(15), after: Minutes(10) };

fn at(clock: &str) -> Moment {
    Moment::on("2026-11-21".parse().unwrap(), clock.parse().unwrap()).unwrap()
}
fn staff(number: u128) -> StaffId {
    StaffId::from_random(number)
}
fn father() -> PartyId {
    PartyId::from_random(1)
}
fn grandmother() -> PartyId {
    PartyId::from_random(2)
}
fn mother() -> PartyId {
    PartyId::from_random(3)
}

/// 10:00 to 11:00; supervisor 1 named, 2 as well for high vigilance.
fn planned(kind: Kind, sequence: Sequence) -> Visit {
    let booking = Booking {
        family: FamilyId::from_random(1),
        kind,
        timing: plan::timing(at("10:00"), Minutes(60), sequence, GAPS),
        sequence,
        gaps: GAPS,
        room: RoomId::from_random(1),
        supervisors: (1..=u128::from(kind.supervisors())).map(staff).collect(),
        people: vec![father(), grandmother(), mother()],
        interpreter: None,
        equipment: Vec::new(),
    };
    Visit::planned(&booking, vec![father(), grandmother()])
}

fn supervised() -> Visit {
    planned(Kind::Supervised, Sequence::VisitingFirst)
}

fn event(by: u128, clock: &str, what: What) -> Event {
    Event { at: at(clock), by: staff(by), what }
}

fn receipt() -> Receipt {
    Receipt { from: "Amira".into(), to: "Jo".into(), items: String::new() }
}
fn lets_in(party: PartyId) -> What {
    What::VisitingArrived { party, identity: IdentityCheck::Photo, seems_intoxicated: false }
}
fn child_comes() -> What {
    What::ChildArrived { brought_by: Person::Known(mother()), receipt: receipt() }
}
fn child_goes() -> What {
    What::ChildLeft { goes_with: Side::Resident, receipt: receipt() }
}
fn ends_early(account: &str) -> What {
    What::EndedEarly { reason: EndingReason::ChildDistress, account: account.into() }
}
fn refuses(how: RefusalHow) -> What {
    What::ChildRefused { how, words: "No".into() }
}

/// What staff 1 says, step by step.
fn story(visit: &Visit, steps: &[(&str, What)]) -> Result<Visit, Refusal> {
    let events: Vec<_> = steps.iter().map(|(clock, what)| event(1, clock, what.clone())).collect();
    replay(visit.clone(), &events)
}

fn refused(visit: &Visit, steps: &[(&str, What)]) -> &'static str {
    story(visit, steps).unwrap_err().code
}

fn until_start() -> Vec<(&'static str, What)> {
    vec![
        ("09:30", What::Briefed),
        ("09:45", lets_in(father())),
        ("10:00", child_comes()),
        ("10:02", What::ResidentLeft),
        ("10:03", What::Started),
    ]
}

fn started() -> Visit {
    story(&supervised(), &until_start()).unwrap()
}

fn ended() -> Visit {
    story(&started(), &[("11:00", What::Ended)]).unwrap()
}

#[test]
fn a_visit_goes_from_briefing_to_close_in_the_order_of_the_plan() {
    let closed = story(
        &ended(),
        &[
            ("11:01", What::ResidentArrivedToCollect),
            ("11:02", child_goes()),
            ("11:12", What::VisitingReleased),
            ("11:20", What::Debriefed { account: "A calm visit".into() }),
            ("11:25", What::Closed),
        ],
    )
    .unwrap();
    assert_eq!(closed.state, State::Closed);
    assert!(closed.is_empty_of_people());
    assert_eq!(closed.in_session_since, Some(at("10:03")));
}

#[test]
fn nobody_leaves_before_staff_have_ended_the_visit() {
    assert_eq!(refused(&started(), &[("11:30", child_goes())]), "r5-staff-release");
    let alone = story(&supervised(), &[("09:45", lets_in(father()))]).unwrap();
    assert_eq!(refused(&alone, &[("11:30", What::VisitingReleased)]), "r5-staff-release");
}

#[test]
fn a_visit_cannot_start_without_its_named_supervisor() {
    let ready = story(&supervised(), &until_start()[..4]).unwrap();
    let by_another = apply(&ready, &event(9, "10:03", What::Started)).unwrap_err();
    assert_eq!(by_another.code, "r7-supervisor");
    let nobody = Visit { supervisors: vec![], ..ready };
    assert_eq!(apply(&nobody, &event(1, "10:03", What::Started)).unwrap_err().code, "r7-supervisor");
}

#[test]
fn high_vigilance_needs_two_different_supervisors_who_have_both_read_the_terms() {
    let steps = until_start();
    let ready = story(&planned(Kind::HighVigilance, Sequence::VisitingFirst), &steps[..4]).unwrap();
    let start = event(1, "10:03", What::Started);
    assert_eq!(apply(&ready, &start).unwrap_err().code, "r8-briefing");
    let twice = Visit { supervisors: vec![staff(1), staff(1)], ..ready.clone() };
    assert_eq!(apply(&twice, &start).unwrap_err().code, "r7-supervisor");
    let both = apply(&ready, &event(2, "09:40", What::Briefed)).unwrap();
    assert!(apply(&both, &start).is_ok());
}

#[test]
fn a_visit_cannot_start_before_its_supervisor_has_read_the_terms() {
    let unread = story(&supervised(), &until_start()[1..4]).unwrap();
    assert_eq!(refused(&unread, &[("10:03", What::Started)]), "r8-briefing");
    let late = story(&unread, &[("10:05", What::Briefed)]).unwrap();
    assert_eq!(refused(&late, &[("10:03", What::Started)]), "out-of-order");
    assert!(story(&late, &[("10:06", What::Started)]).is_ok());
}

#[test]
fn anybody_briefed_starts_a_supported_visit() {
    let ready = story(&planned(Kind::Supported, Sequence::VisitingFirst), &until_start()[..4]).unwrap();
    assert!(apply(&ready, &event(1, "10:03", What::Started)).is_ok());
    assert_eq!(apply(&ready, &event(2, "10:03", What::Started)).unwrap_err().code, "r8-briefing");
}

#[test]
fn a_visit_starts_with_both_there() {
    let alone = story(&supervised(), &until_start()[..2]).unwrap();
    assert_eq!(refused(&alone, &[("10:03", What::Started)]), "not-here");
}

#[test]
fn an_early_ending_has_a_reason_and_an_account_and_an_ending_before_its_time_is_early() {
    assert_eq!(refused(&started(), &[("10:30", What::Ended)]), "r11-ending");
    assert_eq!(refused(&started(), &[("10:30", ends_early(" "))]), "r11-ending");
    let ended = story(&started(), &[("10:30", ends_early("She cried and asked to go"))]).unwrap();
    assert_eq!(ended.ending.unwrap().reason, Some(EndingReason::ChildDistress));
    assert!(story(&started(), &[("10:55", What::Ended)]).is_ok());
}

#[test]
fn a_pause_has_a_reason_and_is_not_an_ending() {
    assert_eq!(refused(&started(), &[("10:30", What::Paused { reason: String::new() })]), "r11-ending");
    let paused = story(&started(), &[("10:30", What::Paused { reason: "Toilet".into() })]).unwrap();
    assert_eq!(refused(&paused, &[("11:00", What::Ended)]), "r11-ending");
    assert_eq!(refused(&paused, &[("11:00", child_goes())]), "r5-staff-release");
    assert_eq!(refused(&paused, &[("10:29", What::Resumed)]), "out-of-order");
    assert_eq!(story(&paused, &[("10:40", What::Resumed)]).unwrap().state, State::InSession);
    assert_eq!(refused(&ended(), &[("11:01", What::Resumed)]), "r11-ending");
}

#[test]
fn a_child_who_refuses_firmly_is_never_made_to_go_in() {
    let ready = story(&supervised(), &until_start()[..4]).unwrap();
    let refused_firmly = story(&ready, &[("10:03", refuses(RefusalHow::Prolonged))]).unwrap();
    assert_eq!(refused_firmly.state, State::Refused);
    assert_eq!(refused(&refused_firmly, &[("10:10", What::Started)]), "r12-child-refusal");
    let home = story(&refused_firmly, &[("10:20", child_goes()), ("10:30", What::VisitingReleased)]).unwrap();
    assert_eq!(home.state, State::Refused);
    assert!(home.is_empty_of_people());
}

#[test]
fn a_child_who_refuses_for_a_moment_may_yet_start_and_is_taken_out_of_a_visit_under_way() {
    let ready = story(&supervised(), &until_start()[..4]).unwrap();
    let brief = ("10:03", refuses(RefusalHow::Brief));
    assert!(story(&ready, &[brief, ("10:05", What::Started)]).is_ok());
    let paused = story(&started(), &[("10:30", refuses(RefusalHow::Brief))]).unwrap();
    assert_eq!(paused.state, State::Paused);
    let over = story(&paused, &[("10:35", refuses(RefusalHow::Prolonged))]).unwrap();
    assert_eq!(over.state, State::Ended);
    assert_eq!(refused(&over, &[("10:40", What::Resumed)]), "r12-child-refusal");
}

#[test]
fn a_visit_is_missed_only_after_fifteen_minutes_and_everybody_still_leaves_in_order() {
    let missed = |who| What::NoShow { who };
    assert_eq!(refused(&supervised(), &[("09:59", missed(Side::Visiting))]), "r13-missed-visits");
    assert!(story(&supervised(), &[("10:00", missed(Side::Visiting))]).is_ok());
    let waiting = story(&supervised(), &[("09:45", lets_in(father()))]).unwrap();
    assert_eq!(refused(&waiting, &[("10:14", missed(Side::Resident))]), "r13-missed-visits");
    assert_eq!(refused(&waiting, &[("10:15", missed(Side::Visiting))]), "already-here");
    let over = story(&waiting, &[("10:15", missed(Side::Resident)), ("10:16", What::VisitingReleased)]);
    assert_eq!(over.unwrap().state, State::NoShow);
}

#[test]
fn a_visit_is_cancelled_only_before_anybody_comes() {
    let cancel = What::Cancelled { by_whom: CancelledBy::Visiting, reason: "Ill".into() };
    assert_eq!(story(&supervised(), &[("08:00", cancel.clone())]).unwrap().state, State::Cancelled);
    assert_eq!(refused(&started(), &[("10:30", cancel)]), "somebody-came");
}

#[test]
fn a_visit_is_debriefed_once_everybody_has_left_and_closed_after() {
    let debrief = What::Debriefed { account: "Calm".into() };
    let gone = story(&ended(), &[("11:02", child_goes())]).unwrap();
    assert_eq!(refused(&gone, &[("11:05", debrief.clone())]), "somebody-here");
    assert_eq!(refused(&ended(), &[("11:30", What::Closed)]), "not-debriefed");
    assert_eq!(refused(&supervised(), &[("11:30", debrief)]), "not-ended");
}

#[test]
fn nothing_happens_before_what_it_depends_on() {
    let gone = story(&ended(), &[("11:02", child_goes())]).unwrap();
    for (visit, clock, what) in [
        (&started(), "10:02", What::Paused { reason: "x".into() }),
        (&started(), "10:02", ends_early("x")),
        (&ended(), "10:59", child_goes()),
        (&gone, "11:01", What::VisitingReleased),
    ] {
        assert_eq!(refused(visit, &[(clock, what)]), "out-of-order");
    }
}

#[test]
fn the_big_button_is_the_next_step_of_the_plan_and_says_what_to_wait_for() {
    let mut visit = supervised();
    let mut order = Vec::new();
    for (clock, what) in until_start() {
        let main = next_steps(&visit, at(clock)).remove(0);
        assert_eq!((main.emphasis, &main.allowed), (Emphasis::Main, &Ok(())), "{main:?}");
        assert_eq!(main.kind, what.kind());
        order.push(main.kind);
        visit = story(&visit, &[(clock, what)]).unwrap();
    }
    assert_eq!(order.len(), 5);
    let gone = story(&ended(), &[("11:02", child_goes())]).unwrap();
    let main = next_steps(&gone, at("11:06")).remove(0);
    assert_eq!(main.kind, StepKind::VisitingReleased);
    assert_eq!(main.allowed.unwrap_err().remedy, "Ask them to wait until 11:12am, in 6 minutes.");
}

#[test]
fn a_visit_under_way_can_always_be_ended_early_from_its_page() {
    for visit in [started(), story(&started(), &[("10:30", refuses(RefusalHow::Brief))]).unwrap()] {
        let steps = next_steps(&visit, at("10:31"));
        let end = steps.iter().find(|step| step.kind == StepKind::EndedEarly).unwrap();
        assert_eq!((end.emphasis, &end.allowed), (Emphasis::Warning, &Ok(())));
    }
}

#[test]
fn everybody_in_the_building_is_on_the_roll() {
    let collecting = story(&ended(), &[("11:01", What::ResidentArrivedToCollect)]).unwrap();
    let roll: Vec<_> = in_building(&collecting).into_iter().map(|one| (one.whom, one.party)).collect();
    assert_eq!(roll, [(Whom::Child, None), (Whom::Visiting, Some(father())), (Whom::Resident, None)]);
    assert!(in_building(&supervised()).is_empty());
}

#[test]
fn an_event_is_sent_with_its_kind_and_read_back() {
    let sent = serde_json::to_value(event(1, "10:00", child_comes())).unwrap();
    assert_eq!(sent["what"]["kind"], "child-arrived");
    assert_eq!(sent["what"]["brought_by"], mother().as_str());
    assert_eq!(serde_json::from_value::<Event>(sent).unwrap(), event(1, "10:00", child_comes()));
    let named: What =
        serde_json::from_str(r#"{"kind":"child-left","receipt":{"from":"Jo","to":"Ms Bell","items":"bag"}}"#)
            .unwrap();
    assert!(matches!(named, What::ChildLeft { goes_with: Side::Resident, .. }));
    let visit = started();
    let kept = serde_json::to_string(&visit).unwrap();
    assert_eq!(serde_json::from_str::<Visit>(&kept).unwrap(), visit);
}

#[test]
fn the_word_of_a_step_is_the_word_of_its_event() {
    for what in [What::Briefed, child_comes(), What::ResidentArrivedToCollect, lets_in(father())] {
        assert_eq!(serde_json::to_value(&what).unwrap()["kind"], what.kind().as_str());
    }
}
