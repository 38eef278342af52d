//! Who comes in and goes, in which order and how far apart.

use super::*;

#[test]
fn the_child_waits_until_the_visiting_party_has_been_in_for_fifteen_minutes() {
    let waiting = story(&supervised(), &[("09:50", lets_in(father()))]).unwrap();
    let refusal = story(&waiting, &[("10:00", child_comes())]).unwrap_err();
    assert_eq!(refusal.code, "r4-no-meeting");
    assert_eq!(refusal.remedy, "Ask them to wait until 10:05am, in 5 minutes.");
    assert!(story(&waiting, &[("10:05", child_comes())]).is_ok());
}

#[test]
fn the_gap_runs_from_the_last_of_the_visiting_side() {
    let both = [("09:40", lets_in(father())), ("09:55", lets_in(grandmother())), ("10:00", child_comes())];
    assert_eq!(refused(&supervised(), &both), "r4-no-meeting");
}

#[test]
fn a_late_visiting_party_is_held_while_the_resident_party_is_in_the_building_and_just_after() {
    let here = story(&supervised(), &[("10:00", child_comes())]).unwrap();
    assert_eq!(refused(&here, &[("10:16", lets_in(father()))]), "r4-no-meeting");
    let left = story(&here, &[("10:13", What::ResidentLeft)]).unwrap();
    assert_eq!(refused(&left, &[("10:16", lets_in(father()))]), "r4-no-meeting");
    assert!(story(&left, &[("10:18", lets_in(father()))]).is_ok());
    let quick = story(&here, &[("10:01", What::ResidentLeft)]).unwrap();
    assert_eq!(refused(&quick, &[("10:14", lets_in(father()))]), "r4-no-meeting");
    assert!(story(&quick, &[("10:15", lets_in(father()))]).is_ok());
}

#[test]
fn with_the_child_first_the_visiting_party_waits_for_the_child_and_leaves_before_the_child_is_collected() {
    let plan = planned(Kind::Supervised, Sequence::ChildFirst);
    assert_eq!(refused(&plan, &[("09:50", lets_in(father()))]), "r4-no-meeting");
    let ended = story(
        &plan,
        &[
            ("09:30", What::Briefed),
            ("09:45", child_comes()),
            ("09:47", What::ResidentLeft),
            ("10:00", lets_in(father())),
            ("10:01", What::Started),
            ("11:00", What::Ended),
        ],
    )
    .unwrap();
    assert_eq!(refused(&ended, &[("11:30", What::ResidentArrivedToCollect)]), "r4-no-meeting");
    assert_eq!(refused(&ended, &[("11:30", child_goes())]), "r5-staff-release");
    let released = story(&ended, &[("11:01", What::VisitingReleased)]).unwrap();
    assert_eq!(refused(&released, &[("11:10", What::ResidentArrivedToCollect)]), "r4-no-meeting");
    assert!(story(&released, &[("11:11", child_goes())]).is_ok());
}

#[test]
fn the_visiting_party_is_held_until_the_child_has_been_gone_for_ten_minutes() {
    assert_eq!(refused(&ended(), &[("11:30", What::VisitingReleased)]), "r5-staff-release");
    let gone = story(&ended(), &[("11:02", child_goes())]).unwrap();
    assert_eq!(refused(&gone, &[("11:11", What::VisitingReleased)]), "r4-no-meeting");
    assert!(story(&gone, &[("11:12", What::VisitingReleased)]).is_ok());
}

#[test]
fn whoever_brought_the_child_leaves_before_the_start() {
    let steps = until_start();
    let here = story(&supervised(), &steps[..3]).unwrap();
    assert_eq!(refused(&here, &[("10:03", What::Started)]), "r4-no-meeting");
}

#[test]
fn somebody_may_come_to_collect_while_the_visiting_party_is_kept_in_the_room() {
    assert!(story(&started(), &[("10:50", What::ResidentArrivedToCollect)]).is_ok());
}

#[test]
fn only_people_of_the_plan_are_let_in() {
    assert_eq!(refused(&supervised(), &[("09:45", lets_in(PartyId::from_random(77)))]), "r6-not-on-the-list");
    assert_eq!(refused(&supervised(), &[("09:45", lets_in(mother()))]), "r6-not-on-the-list");
    let by_father = What::ChildArrived { brought_by: Person::Known(father()), receipt: receipt() };
    assert_eq!(refused(&supervised(), &[("10:00", by_father)]), "r6-not-on-the-list");
    let by_carer = Person::Named("Ms Bell, foster carer".into());
    let by_carer = What::ChildArrived { brought_by: by_carer, receipt: receipt() };
    assert!(story(&supervised(), &[("10:00", by_carer)]).is_ok());
}

#[test]
fn one_who_seems_intoxicated_is_turned_away_and_stays_out() {
    let drunk =
        What::VisitingArrived { party: father(), identity: IdentityCheck::Known, seems_intoxicated: true };
    assert_eq!(refused(&supervised(), &[("09:45", drunk)]), "r10-intoxication");
    let away = |party| What::EntryRefused { party, reason: "Smelled of drink, unsteady".into() };
    let one = story(&supervised(), &[("09:45", away(father()))]).unwrap();
    assert_eq!(one.state, State::Planned, "the grandmother may still come");
    assert_eq!(refused(&one, &[("09:50", lets_in(father()))]), "turned-away-today");
    let both = story(&one, &[("09:50", away(grandmother()))]).unwrap();
    assert_eq!(both.state, State::Refused);
}

#[test]
fn when_a_child_refuses_outside_the_visiting_party_is_held_as_after_a_visit() {
    let outside =
        story(&supervised(), &[("09:45", lets_in(father())), ("10:00", refuses(RefusalHow::Prolonged))]);
    let outside = outside.unwrap();
    assert_eq!(refused(&outside, &[("10:09", What::VisitingReleased)]), "r4-no-meeting");
    assert!(story(&outside, &[("10:10", What::VisitingReleased)]).is_ok());
}

#[test]
fn each_passing_of_the_child_names_both_adults() {
    let nameless = Receipt { to: " ".into(), ..receipt() };
    let comes = What::ChildArrived { brought_by: Person::Known(mother()), receipt: nameless.clone() };
    assert_eq!(refused(&supervised(), &[("10:00", comes)]), "receipt-incomplete");
    let goes = What::ChildLeft { goes_with: Side::Resident, receipt: nameless };
    assert_eq!(refused(&ended(), &[("11:02", goes)]), "receipt-incomplete");
}

#[test]
fn a_child_leaves_with_the_visiting_party_only_in_a_handover_and_after_the_other_is_away() {
    let goes = What::ChildLeft { goes_with: Side::Visiting, receipt: receipt() };
    assert_eq!(refused(&ended(), &[("11:02", goes.clone())]), "r5-staff-release");
    let steps = until_start();
    let ready = story(&planned(Kind::Handover, Sequence::VisitingFirst), &steps[..4]).unwrap();
    assert_eq!(refused(&ready, &[("10:03", What::Started)]), "no-time-together");
    assert_eq!(refused(&ready, &[("10:11", goes.clone())]), "r4-no-meeting");
    let gone = story(&ready, &[("10:12", goes), ("10:12", What::VisitingReleased)]).unwrap();
    assert!(gone.is_empty_of_people());
}

#[test]
fn on_the_way_back_from_a_handover_the_visiting_party_brings_the_child_and_is_held() {
    let by_father = What::ChildArrived { brought_by: Person::Known(father()), receipt: receipt() };
    let back = story(
        &planned(Kind::Handover, Sequence::VisitingFirst),
        &[("16:00", What::Briefed), ("16:00", lets_in(father())), ("16:00", by_father)],
    )
    .unwrap();
    assert!(!back.resident_in);
    assert_eq!(refused(&back, &[("16:10", child_goes())]), "r4-no-meeting");
    let gone = story(&back, &[("16:15", child_goes())]).unwrap();
    assert_eq!(refused(&gone, &[("16:24", What::VisitingReleased)]), "r4-no-meeting");
    assert!(story(&gone, &[("16:25", What::VisitingReleased)]).is_ok());
}

#[test]
fn a_walk_out_is_a_fact_and_the_child_is_kept_until_they_are_far() {
    let out = What::VisitingWalkedOut { account: "Left shouting".into() };
    let alone = story(&started(), &[("10:30", out)]).unwrap();
    assert_eq!((alone.state, alone.visiting_in), (State::Ended, false));
    let waiting = story(&alone, &[("10:31", What::ResidentArrivedToCollect)]).unwrap();
    assert_eq!(refused(&waiting, &[("10:39", child_goes())]), "r4-no-meeting");
    assert!(story(&waiting, &[("10:40", child_goes())]).is_ok());
}
