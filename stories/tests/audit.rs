//! The trail of every write.

use serde_json::json;
use stories::story;

story!(every_write_has_its_line_and_the_trail_holds, |centre| {
    let before = verified(&centre).await;
    let asked = json!({"name": "Leanne", "question": "Hello?", "safe_channel": "do-not-contact"});
    centre.post("", "/enquiries", asked).await.is(201);
    let after = verified(&centre).await;
    assert_eq!(after.lines, before.lines + 1);
    assert_eq!(after.broken_at, None);
});

story!(a_refused_write_leaves_no_line, |centre| {
    let before = verified(&centre).await;
    centre.post("", "/enquiries", json!({})).await.is(422);
    assert_eq!(verified(&centre).await, before);
});

async fn verified(centre: &stories::Centre) -> host::audit::Verified {
    let (database, id) = (centre.house.database().clone(), centre.house.centre());
    tokio::task::spawn_blocking(move || database.verify(id).unwrap()).await.unwrap()
}
