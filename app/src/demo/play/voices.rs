//! What children of the demonstration say on the tablet, and somebody who asks in a chat.

use crate::demo::{Journey, Player, journey::Stumble};
use serde_json::{Value, json};

/// What a child answers before a visit, at any age.
fn before() -> [Value; 3] {
    [
        json!({"question": "feel", "marks": ["mixed"]}),
        json!({"question": "choose", "marks": ["blocks", "drawing"]}),
        json!({"question": "who-knows", "marks": ["people-here"]}),
    ]
}

/// What a child answers after it: a house under a sun, and how it was.
fn after() -> [Value; 3] {
    let line = |crayon: &str, points: &[i32]| json!({"crayon": crayon, "width": 14, "points": points});
    let strokes = [
        line("blue", &[240, 560, 240, 330, 560, 330, 560, 560, 240, 560]),
        line("red", &[210, 340, 400, 180, 590, 340]),
        line("yellow", &[800, 150, 830, 170, 840, 200, 820, 230, 790, 235, 765, 210, 770, 175, 800, 150]),
        line("green", &[60, 600, 300, 590, 620, 605, 940, 595]),
    ];
    [
        json!({"question": "feel", "marks": ["good"]}),
        json!({"question": "draw", "drawing": {"strokes": strokes}}),
        json!({"question": "who-knows", "marks": ["people-here", "home-adult"]}),
    ]
}

/// The first child of a family is heard before or after a visit.
pub(super) async fn hear(
    journey: &Journey,
    (who, visit): (&str, &str),
    when: &'static str,
) -> Result<Value, Stumble> {
    let player = journey.player();
    let family = player.get("priya", &format!("/families/{}", journey.family)).await?;
    let sitting = json!({"child": family["children"][0]["id"], "when": when});
    let sitting = player.post(who, &format!("/visits/{visit}/child-sittings"), sitting).await?;
    let path = format!("/child-sittings/{}", sitting["id"].as_str().unwrap_or_default());
    for answer in if when == "before" { before() } else { after() } {
        player.post(who, &format!("{path}/answers"), answer).await?;
    }
    player.post(who, &format!("{path}/finish"), json!({})).await?;
    player.post(who, &format!("{path}/ending"), json!({})).await
}

/// Somebody has asked in a chat, and wishes that what was said is kept. Nobody is at the desk for chats afterwards.
pub(super) async fn chat(player: &Player) -> Result<(), Stumble> {
    let weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let days = weekdays.map(|day| json!({"weekday": day, "opens": "00:00", "closes": "23:59"}));
    player.put("priya", "/chat-hours", json!({"days": days})).await?;
    player.put("priya", "/chat-desk", json!({"here": true})).await?;
    let new = json!({"name": "Tegan", "words": "Can my son bring his own blanket to a visit?"});
    let begun = player.post("", "/chats", new).await?;
    let (path, code) = (format!("/chats/{}", begun["id"].as_str().unwrap_or_default()), &begun["code"]);
    player.post("priya", &format!("{path}/taking"), json!({})).await?;
    let words = "Yes, please do. Something that smells of home helps many children.";
    player.post("priya", &format!("{path}/answers"), json!({"words": words})).await?;
    let thanks = json!({"code": code, "words": "Thank you. I will ring on Monday."});
    player.post("", &format!("{path}/own"), thanks).await?;
    player.post("", &format!("{path}/own-ending"), json!({"code": code})).await?;
    let decision = json!({"keep": true, "safe_channel": "do-not-contact"});
    player.post("", &format!("{path}/own-decision"), json!({"code": code, "decision": decision})).await?;
    let hours =
        ["tuesday", "thursday"].map(|day| json!({"weekday": day, "opens": "09:30", "closes": "16:00"}));
    player.put("priya", "/chat-hours", json!({"days": hours})).await?;
    player.put("priya", "/chat-desk", json!({"here": false})).await?;
    Ok(())
}
