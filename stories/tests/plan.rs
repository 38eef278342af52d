//! The plan, the agreements to it, and the moment when nothing is lacking any more.

use app::demo::Journey;
use axum::http::Method;
use serde_json::json;
use stories::{Centre, ORDER, id, saturday, story};

async fn booking(centre: &Centre, family: &Journey) -> (String, serde_json::Value) {
    let room = centre.room("Willow room").await;
    let booking = json!({"starts": saturday(1), "room": room, "supervisors": [centre.id_of("grace")]});
    (format!("/families/{}/visits", family.family), booking)
}

story!(r2_the_last_copy_of_an_order_makes_a_family_ready, |centre| {
    let mut family = centre.family("supervised");
    family.orders_files = json!([]);
    family.refer().await.unwrap();
    family.triage().await.unwrap();
    let meetings = family.arrange_meetings(centre.now().plus(base::Minutes(60))).await.unwrap();
    centre.clock_shows(centre.now().plus(base::Minutes(7 * 60)));
    family.hold_meetings(&meetings).await.unwrap();
    family.assess().await.unwrap();
    family.plan().await.unwrap();
    assert_eq!(centre.stage_of(&family).await, "preparing");
    let path = format!("/referrals/{}/attachments", family.referral_id);
    let copy =
        json!({"order": 1, "filename": "order.pdf", "media_type": "application/pdf", "content": ORDER});
    centre.post("ruth", &path, copy).await.is(201);
    assert_eq!(centre.stage_of(&family).await, "active");
    let seen = centre.get("priya", &format!("/families/{}", family.family)).await.is(200);
    assert_eq!(seen["lacking"], json!([]));
});
