//! The staff of the demonstration: who is on duty when, and what they have said of themselves.

use super::days::on_the_clock;
use crate::demo::{Cast, Player, journey::Stumble};
use base::{Day, Moment, Weekday};
use serde_json::{Value, json};

fn ids(cast: &Cast, names: &[&str]) -> Vec<String> {
    names.iter().filter_map(|name| cast.staff_id(name)).collect()
}

/// The rota of the coming sessions, with one that is short.
pub(super) async fn put_on_duty(player: &Player, cast: &Cast, today: Day) -> Result<(), Stumble> {
    let on = |day: Day, (from, until): ((i64, i64), (i64, i64)), names: &[&str]| {
        json!({
            "starts": on_the_clock(day, from.0, from.1), "ends": on_the_clock(day, until.0, until.1),
            "staff": ids(cast, names),
        })
    };
    for week in -6..=3 {
        let session = ((8, 30), (18, 30));
        let duties = on(today.plus_days(7 * week), session, &["grace", "tomasz", "joan"]);
        player.post("priya", "/duties", duties).await?;
    }
    let next =
        |weekday: Weekday| (1..=7).map(|days| today.plus_days(days)).find(|day| day.weekday() == weekday);
    if let Some(day) = next(Weekday::Saturday).filter(|day| day.weekday() != today.weekday()) {
        player.post("priya", "/duties", on(day, ((9, 0), (17, 0)), &["joan", "dev"])).await?;
    }
    if let Some(day) = next(Weekday::Wednesday).filter(|day| day.weekday() != today.weekday()) {
        player.post("priya", "/duties", on(day, ((14, 0), (19, 0)), &["dev"])).await?;
    }
    Ok(())
}

/// What the staff have said: who supervises whom, who is away, whom they know, who asks for cover.
pub(super) async fn talk(player: &Player, cast: &Cast, now: Moment) -> Result<(), Stumble> {
    let today = now.day();
    let id = |name: &str| cast.staff_id(name).unwrap_or_default();
    for (who, by) in [("grace", "priya"), ("tomasz", "priya"), ("joan", "grace"), ("dev", "grace")] {
        let path = format!("/staff/{}/supervisor", id(who));
        player.put("priya", &path, json!({"supervisor": id(by)})).await?;
    }
    let note = json!({
        "day": today.plus_days(-9),
        "discussed": "How the last visits went, and when to step in and when to wait.",
        "agreed": "Joan sits in on two briefings before Christmas. We meet again in six weeks.",
    });
    player.post("grace", &format!("/staff/{}/supervision", id("joan")), note).await?;
    let away = json!({"from": today.plus_days(30), "until": today.plus_days(37), "reason": "holiday"});
    player.post("dev", &format!("/staff/{}/absences", id("dev")), away).await?;
    let known = json!({"words": "Maureen Tilley, who lives two doors from me."});
    player.post("joan", &format!("/staff/{}/known", id("joan")), known).await?;
    let close = json!({"other": id("tomasz"), "kind": "household"});
    player.post("dev", &format!("/staff/{}/close-to", id("dev")), close).await?;
    let rota = player.get("tomasz", "/rota").await?;
    let mine = rota["mine"].as_array().cloned().unwrap_or_default();
    if let Some(Value::String(duty)) = mine.last().map(|duty| &duty["id"]) {
        let words = json!({"words": "My sister is getting married that day."});
        player.post("tomasz", &format!("/duties/{duty}/cover"), words).await?;
    }
    Ok(())
}
