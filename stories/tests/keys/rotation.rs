//! New keys for old ones, however it stops on the way.

use super::*;
use host::keys::{Anew, NewCentreKey, Rotation, Step};

const DATABASE: Anew = Anew { database: true, sealing: false };
const NEITHER: Anew = Anew { database: false, sealing: false };

const ALL: [Step; 6] = [
    Step::BothKept,
    Step::DatabaseLocked,
    Step::OneKept,
    Step::CentreKeyWritten,
    Step::KeysLocked,
    Step::CentreKeyInPlace,
];

/// Goes this many steps and no further, as if the program were killed there.
fn stops_after(centre: &Installation, place: &Place, new: NewCentreKey, steps: usize) -> Vec<Step> {
    let name = centre.database();
    let mut rotation = Rotation::of(place, &name, DATABASE, new, &Ids::System).unwrap();
    let done = (0..steps).map(|_| rotation.next_step().unwrap()).collect::<Option<Vec<_>>>().unwrap();
    if steps == ALL.len() {
        assert_eq!(rotation.next_step().unwrap(), None);
    }
    done
}

fn opens(centre: &Installation, keys: &Keys) -> bool {
    open_embedded(&centre.database(), keys).is_ok()
}

#[test]
fn the_old_keys_open_nothing_after_a_rotation() {
    let centre = Installation::new();
    let old = centre.started().unwrap().keys;
    let old_key = std::fs::read_to_string(centre.at("centre.key")).unwrap();
    assert_eq!(stops_after(&centre, &centre.place(), NewCentreKey::Drawn, ALL.len()), ALL);
    assert_ne!(std::fs::read_to_string(centre.at("centre.key")).unwrap(), old_key);
    let new = centre.started().unwrap().keys;
    assert!(!new.are_between_two());
    assert!(opens(&centre, &new) && !opens(&centre, &old));
    assert_eq!(new.trail().public(), old.trail().public());
    let old_key = centre.with(Source::Text(old_key.into()));
    assert!(centre.started_with(&old_key).unwrap_err().contains("is not the key of"));
}

#[test]
fn wherever_a_rotation_stops_the_next_start_opens_everything_and_it_can_be_done_again() {
    for new_file in [false, true] {
        for steps in 0..=ALL.len() {
            let centre = Installation::new();
            let before = centre.started().unwrap().keys;
            let file = centre.at("new.key");
            let new = || if new_file { NewCentreKey::In(file.clone()) } else { NewCentreKey::Drawn };
            let done = stops_after(&centre, &centre.place(), new(), steps);
            assert_eq!(done, ALL[..steps]);
            // Once the keys are locked with a key in a file of its own, that is the one to name.
            let named = new_file && done.contains(&Step::KeysLocked);
            let place = if named { centre.with(Source::File(file.clone())) } else { centre.place() };
            let keys = centre.started_with(&place).unwrap().keys;
            assert_eq!(
                keys.are_between_two(),
                matches!(done.last(), Some(Step::BothKept | Step::DatabaseLocked))
            );
            assert_eq!(opens(&centre, &before), !done.contains(&Step::DatabaseLocked), "after {done:?}");
            // And once more, to the end.
            let new = if named { NewCentreKey::Drawn } else { new() };
            stops_after(&centre, &place, new, ALL.len());
            let place = if new_file { centre.with(Source::File(file)) } else { centre.place() };
            let after = centre.started_with(&place).unwrap().keys;
            assert!(!after.are_between_two());
            assert!(opens(&centre, &after) && !opens(&centre, &before) && !opens(&centre, &keys));
        }
    }
}

#[test]
fn a_change_that_stopped_is_ended_by_a_rotation_of_the_centre_key_alone() {
    for steps in [1, 2] {
        let centre = Installation::new();
        stops_after(&centre, &centre.place(), NewCentreKey::Drawn, steps);
        let (place, name) = (centre.place(), centre.database());
        let mut rotation = Rotation::of(&place, &name, NEITHER, NewCentreKey::Drawn, &Ids::System).unwrap();
        assert_eq!(rotation.next_step().unwrap(), Some(Step::OneKept));
        drop(rotation);
        assert!(!centre.started().unwrap().keys.are_between_two());
    }
}

#[test]
fn a_database_that_somebody_uses_is_not_locked_anew() {
    let centre = Installation::new();
    let keys = centre.started().unwrap().keys;
    let mut user = open_embedded(&centre.database(), &keys).unwrap();
    diesel::connection::SimpleConnection::batch_execute(&mut user, "SELECT count(*) FROM centre").unwrap();
    let (place, name) = (centre.place(), centre.database());
    let refused = Rotation::of(&place, &name, DATABASE, NewCentreKey::Drawn, &Ids::System);
    let why = refused.map(drop).unwrap_err().0;
    assert!(why.contains("in use") && why.contains("stop the program"), "{why}");
    // Its centre key can be changed while it is served.
    Rotation::of(&place, &name, NEITHER, NewCentreKey::Drawn, &Ids::System).map(drop).unwrap();
}

#[test]
fn what_cannot_be_done_is_refused_before_anything_is_changed() {
    let centre = Installation::new();
    let (place, name) = (centre.place(), centre.database());
    let before = std::fs::read(centre.at("keys.age")).unwrap();
    let refused = |place: &Place, database: &str, anew, new| {
        Rotation::of(place, database, anew, new, &Ids::System).map(drop).unwrap_err().0
    };
    let same = NewCentreKey::In(centre.at("centre.key"));
    assert!(refused(&place, &name, DATABASE, same).contains("is to be replaced"));
    assert!(
        refused(&place, "postgres://nobody@127.0.0.1:1/none", DATABASE, NewCentreKey::Drawn)
            .contains("PostgreSQL")
    );
    let text = std::fs::read_to_string(centre.at("centre.key")).unwrap();
    let given = centre.with(Source::Text(text.into()));
    assert!(refused(&given, &name, NEITHER, NewCentreKey::Drawn).contains("name the file"));
    let short = NewCentreKey::In(centre.write("short", "short"));
    assert!(refused(&place, &name, NEITHER, short).contains("too short"));
    assert_eq!(std::fs::read(centre.at("keys.age")).unwrap(), before);
}
