//! A new secret for what families' keys are wrapped with, however it stops on the way.

use super::*;
use base::{CentreId, FamilyId};
use host::{
    House,
    keys::{Anew, NewCentreKey, Rotation, Step},
    seal::Sealed,
};
use stories::{On, fresh_postgres, quietly, sealed_in};

const SEALING: Anew = Anew { database: false, sealing: true };
const TOLD: &str = "She lives at 14 Quarry Rise.";

/// A centre in which families have told something, and that is not running.
struct Told {
    installation: Installation,
    /// What they told, as it lies in its column.
    kept: Vec<String>,
}

impl Told {
    fn on(on: On) -> Self {
        let postgres = (on == On::Postgres).then(fresh_postgres);
        let installation = Installation { postgres, ..Installation::not_started() };
        let keys = installation.started().unwrap().keys;
        let told = Self { installation, kept: Vec::new() };
        let house = told.house(&keys);
        let kept =
            (0..3).map(|family| quietly(&house, |tx| sealed_in(tx, FamilyId::from_random(family), TOLD)));
        Self { kept: kept.collect(), ..told }
    }

    fn database(&self, keys: &Keys) -> Result<Database, String> {
        let name = self.installation.database();
        let database = Database::open(&name, keys, Clock::System, Ids::System).map_err(|why| why.0)?;
        database.migrate().map_err(|why| why.0).map(|_| database)
    }

    fn house(&self, keys: &Keys) -> House {
        let database = self.database(keys).unwrap();
        let (centre, name): (CentreId, String) =
            network::centre_or_new(&database, "Larkfield Contact Centre").unwrap();
        House::new(database, centre, name, false)
    }

    /// Starts, and reads all that was told and some that is told now.
    fn opens(&self) -> Keys {
        let keys = self.installation.started().unwrap().keys;
        let house = self.house(&keys);
        let new = quietly(&house, |tx| sealed_in(tx, FamilyId::from_random(99), TOLD));
        drop(house);
        let house = self.house(&keys);
        for kept in self.kept.iter().chain([&new]) {
            let opened = quietly(&house, |tx| tx.open_text(&Sealed::kept(kept.clone())).ok());
            assert_eq!(opened.as_deref(), Some(TOLD));
        }
        keys
    }

    fn rotation_of<'a>(place: &'a Place, name: &'a str) -> Result<Rotation<'a>, String> {
        Rotation::of(place, name, SEALING, NewCentreKey::Drawn, &Ids::System).map_err(|why| why.0)
    }

    /// Goes so many steps and no further, or to the end.
    fn goes(&self, most: usize) -> Vec<Step> {
        let (place, name) = (self.installation.place(), self.installation.database());
        let mut rotation = Self::rotation_of(&place, &name).unwrap();
        let mut done = Vec::new();
        while done.len() < most
            && let Some(step) = rotation.next_step().unwrap()
        {
            done.push(step);
        }
        done
    }

    fn refused(&self) -> String {
        let (place, name) = (self.installation.place(), self.installation.database());
        let before = std::fs::read(self.installation.at("keys.age")).unwrap();
        let why = Self::rotation_of(&place, &name).map(drop).unwrap_err();
        assert!(!why.contains('\n'), "{why}");
        assert_eq!(std::fs::read(self.installation.at("keys.age")).unwrap(), before, "something was changed");
        why
    }
}

fn steps_on(on: On) -> Vec<Step> {
    let file = (on == On::Embedded).then_some(Step::KeyringLocked);
    [Step::BothSealingKept, Step::KeyringWrapped]
        .into_iter()
        .chain(file)
        .chain([Step::OneSealingKept, Step::CentreKeyWritten, Step::KeysLocked, Step::CentreKeyInPlace])
        .collect()
}

fn everything_opens_and_the_old_keys_open_nothing(on: On) {
    let told = Told::on(on);
    let old = told.opens();
    assert_eq!(told.goes(usize::MAX), steps_on(on));
    let new = told.opens();
    assert!(!new.seal_between_two());
    let why = told.database(&old).map(drop).unwrap_err();
    let says =
        if on == On::Embedded { "does not open with these keys" } else { "4 families' keys were wrapped" };
    assert!(why.contains(says), "{why}");
    // On both, the rest is as it was.
    assert_eq!(new.trail().public(), old.trail().public());
}

fn wherever_it_stops_the_next_start_opens_everything_and_it_is_ended(on: On) {
    let all = steps_on(on);
    for steps in 0..=all.len() {
        let told = Told::on(on);
        let before = told.opens();
        assert_eq!(told.goes(steps), all[..steps]);
        // Served in between, and a family comes.
        let keys = told.opens();
        let between = steps > 0 && !all[..steps].contains(&Step::OneSealingKept);
        assert_eq!(keys.seal_between_two(), between, "after {steps} steps");
        // A new centre key alone takes both along.
        let (place, name) = (told.installation.place(), told.installation.database());
        let mut rotation =
            Rotation::of(&place, &name, Anew::default(), NewCentreKey::Drawn, &Ids::System).unwrap();
        while rotation.next_step().unwrap().is_some() {}
        assert_eq!(told.opens().seal_between_two(), between);
        let done = told.goes(usize::MAX);
        assert_eq!(done.contains(&Step::BothSealingKept), !between, "its new secret is gone on with");
        assert!(!told.opens().seal_between_two());
        assert!(told.database(&before).is_err());
    }
}

fn whoever_is_at_the_database_is_to_stop_first(on: On) {
    let told = Told::on(on);
    let keys = told.installation.started().unwrap().keys;
    let house = told.house(&keys);
    let kept = quietly(&house, |tx| tx.open_text(&Sealed::kept(told.kept[0].clone())).ok());
    assert!(kept.is_some());
    let why = told.refused();
    assert!(why.contains("in use: stop the program first"), "{why}");
    drop(house);
    // And nobody begins while it is at work.
    let (place, name) = (told.installation.place(), told.installation.database());
    let mut rotation = Told::rotation_of(&place, &name).unwrap();
    assert_eq!(rotation.next_step().unwrap(), Some(Step::BothSealingKept));
    let why = told.database(&keys).map(drop).unwrap_err();
    let says = if on == On::Embedded { "locked" } else { "is at work on this database" };
    assert!(why.contains(says), "{why}");
    drop(rotation);
    told.opens();
}

fn a_keyring_that_is_anothers_is_refused(on: On) {
    let told = Told::on(on);
    let other = Told::on(on);
    let from = |told: &Told, name| told.installation.at(name);
    if on == On::Embedded {
        std::fs::copy(from(&other, "alongside.keyring"), from(&told, "alongside.keyring")).unwrap();
        assert!(told.refused().contains("alongside.keyring does not open with these keys"));
        std::fs::remove_file(from(&told, "alongside.keyring")).unwrap();
        assert!(told.refused().contains("there is no"));
        assert!(!from(&told, "alongside.keyring").exists(), "none is made in its place");
    } else {
        for file in ["keys.age", "centre.key"] {
            std::fs::copy(from(&other, file), from(&told, file)).unwrap();
        }
        assert!(told.refused().contains("3 families' keys were wrapped with other keys"));
        let empty = Told { installation: Installation::not_started(), kept: Vec::new() };
        for file in ["keys.age", "centre.key"] {
            std::fs::copy(from(&other, file), from(&empty, file)).unwrap();
        }
        let installation = Installation { postgres: Some(fresh_postgres()), ..empty.installation };
        assert!(Told { installation, ..empty }.refused().contains("the keyring cannot be read"));
    }
}

fn a_key_on_the_ring_that_was_changed_is_refused_before_anything_is_done(on: On) {
    use diesel::connection::SimpleConnection;
    let told = Told::on(on);
    let keys = told.installation.started().unwrap().keys;
    let name = told.installation.database();
    // Under another's name it does not open.
    let swapped = "UPDATE keyring.sealing_key SET wrapped = (SELECT MAX(wrapped) FROM keyring.sealing_key)";
    match on {
        On::Embedded => open_embedded(&name, &keys).unwrap().batch_execute(swapped).unwrap(),
        On::Postgres => {
            let mut connection = <diesel::PgConnection as diesel::Connection>::establish(&name).unwrap();
            connection.batch_execute(swapped).unwrap();
        }
    }
    assert!(told.refused().contains("a key on it does not open"));
}

macro_rules! on_both {
    ($($told:ident),+ $(,)?) => {
        $(
            mod $told {
                use super::*;
                #[test]
                fn on_the_embedded_database() {
                    super::$told(On::Embedded);
                }
                #[test]
                fn on_postgresql() {
                    super::$told(On::Postgres);
                }
            }
        )+
    };
}
on_both!(
    everything_opens_and_the_old_keys_open_nothing,
    wherever_it_stops_the_next_start_opens_everything_and_it_is_ended,
    whoever_is_at_the_database_is_to_stop_first,
    a_keyring_that_is_anothers_is_refused,
    a_key_on_the_ring_that_was_changed_is_refused_before_anything_is_done,
);

#[test]
fn the_databases_key_and_the_sealing_secret_change_in_one_go() {
    let told = Told::on(On::Embedded);
    let old = told.opens();
    let (place, name) = (told.installation.place(), told.installation.database());
    let both = Anew { database: true, sealing: true };
    let mut rotation = Rotation::of(&place, &name, both, NewCentreKey::Drawn, &Ids::System).unwrap();
    while rotation.next_step().unwrap().is_some() {}
    let new = told.opens();
    assert!(!new.seal_between_two() && !new.are_between_two());
    assert!(told.database(&old).map(drop).unwrap_err().contains("other keys than these"));
}
