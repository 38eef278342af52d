//! A centre moves from one database to another, with all it has.

use app::demo;
use diesel::{Connection, PgConnection, connection::SimpleConnection};
use host::{
    Ids, Keys,
    db::{copy, open_embedded},
    trail::TrustedKeys,
};
use policy::Actor;
use serde_json::json;
use stories::{Centre, fresh_postgres, id, items, story};

/// The name of a database of the other kind, with nothing in it.
fn other(centre: &Centre, folder: &tempfile::TempDir) -> String {
    if centre.database_name.starts_with("postgres") { embedded(folder, "other") } else { fresh_postgres() }
}

fn embedded(folder: &tempfile::TempDir, name: &str) -> String {
    folder.path().join(name).with_extension("sqlite").display().to_string()
}

async fn taken(from: &str, to: &str, keys: &Keys) -> Result<usize, String> {
    let (from, to, keys) = (from.to_owned(), to.to_owned(), keys.clone());
    let copied = tokio::task::spawn_blocking(move || copy(&from, &to, &keys)).await.unwrap();
    copied.map(|copied| copied.rows).map_err(|refused| refused.0)
}

story!(a_centre_moves_to_the_other_database_and_back_and_goes_on_as_if_it_had_not, |centre| {
    let folder = tempfile::tempdir().unwrap();
    let cast = demo::cast(&centre.house).unwrap();
    demo::play(&centre.house, &cast).await.unwrap();
    // What is booked for a week from the day on which the demonstration stands.
    let next = items(&centre.get("priya", "/visits?day=2026-11-25&limit=100").await.is(200)).remove(0);
    let family = format!("/families/{}", next["family"].as_str().unwrap());
    let before = centre.get("priya", &family).await.is(200);

    let house = centre.house.clone();
    let sign = move || house.database().sign_head(&Actor::program(house.centre())).unwrap();
    let head = tokio::task::spawn_blocking(sign).await.unwrap();

    let there = other(&centre, &folder);
    let rows = taken(&centre.database_name, &there, &centre.keys).await.unwrap();
    assert!(rows > 1_000, "{rows}");
    let moved = centre.moved(&there);
    // What is sealed opens, and what is written next stands upon what was written before.
    assert_eq!(moved.get("priya", &family).await.is(200), before);
    let cancelled = json!({"by": "centre", "reason": "A pipe has burst."});
    moved.post("priya", &format!("/visits/{}/cancellation", id(&next)), cancelled).await.is(201);
    let (house, signed_before) = (moved.house.clone(), centre.house.database().trail_key().unwrap().public());
    let checked = move || {
        let signs_now = house.database().trail_key().unwrap().public();
        let keys = TrustedKeys::of([signed_before.as_str(), signs_now.as_str()]).unwrap();
        house.database().check_trail(house.centre(), &keys, &[head]).unwrap()
    };
    let found = tokio::task::spawn_blocking(checked).await.unwrap();
    assert!(found.fault.is_none() && found.heads > 0 && found.lines > found.signed, "{found:?}");

    let back = if there.starts_with("postgres") { embedded(&folder, "back") } else { fresh_postgres() };
    taken(&there, &back, &centre.keys).await.unwrap();
    let again = centre.moved(&back);
    let visit = again.get("priya", &format!("/visits/{}", id(&next))).await.is(200);
    assert_eq!(visit["state"], "cancelled");
});

story!(a_centre_moves_into_nothing_that_holds_anything_and_with_its_own_keys_alone, |centre| {
    let folder = tempfile::tempdir().unwrap();
    let there = other(&centre, &folder);
    let same = taken(&centre.database_name, &centre.database_name, &centre.keys).await.unwrap_err();
    assert!(same.starts_with("to: name another database"), "{same}");
    let rows = taken(&centre.database_name, &there, &centre.keys).await.unwrap();
    let twice = taken(&centre.database_name, &there, &centre.keys).await.unwrap_err();
    assert!(twice.starts_with("to: there is something in this database already"), "{twice}");
    let onward = embedded(&folder, "onward");
    assert_eq!(taken(&there, &onward, &centre.keys).await.unwrap(), rows);
    if !there.starts_with("postgres") {
        let strange =
            taken(&there, &embedded(&folder, "strange"), &Keys::drawn(&Ids::System)).await.unwrap_err();
        assert!(strange.contains("was locked with other keys than these"), "{strange}");
    }
});

#[tokio::test]
async fn what_the_other_database_refuses_is_told_without_its_words_and_nothing_is_kept() {
    let centre = Centre::open(stories::On::Embedded).await;
    let mut past = open_embedded(&centre.database_name, &centre.keys).unwrap();
    past.batch_execute(
        "PRAGMA foreign_keys = OFF; \
         INSERT INTO child (id, centre, family, name, born, document) \
         SELECT '00000000-0000-4000-8000-000000000001', id, '00000000-0000-4000-8000-000000000002', 'Rowan Ashe', \
         20190304, '{}' FROM centre",
    )
    .unwrap();
    drop(past);
    let there = fresh_postgres();
    let refused = taken(&centre.database_name, &there, &centre.keys).await.unwrap_err();
    assert!(refused.contains("child cannot be written") && !refused.contains("Rowan"), "{refused}");
    let mut server = PgConnection::establish(&there).unwrap();
    let kept = "DO $$ BEGIN IF EXISTS (SELECT 1 FROM centre) THEN RAISE 'kept'; END IF; END $$";
    assert!(server.batch_execute(kept).is_ok(), "something is kept of it");
}
