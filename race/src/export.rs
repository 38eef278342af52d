//! Everything that the API says of visits, and what they are judged by.

use crate::{
    Broken,
    client::Client,
    world::{DAYS, LAST, World},
};
use base::Moment;
use serde_json::{Map, Value, json};

pub(crate) async fn all(client: &mut Client, world: &World, now: Moment) -> Result<Value, Broken> {
    let mut families = Map::new();
    for family in &world.families {
        let place = format!("/families/{}", family.id);
        let plans = client.get(&format!("{place}/plans")).await?;
        let apart = client.get(&format!("{place}/no-meetings")).await?;
        let visits = client.all(&format!("{place}/visits?")).await?;
        let of =
            json!({"plan": plans["items"][0]["document"], "no_meetings": apart["items"], "visits": visits});
        families.insert(family.id.clone(), of);
    }
    let mut days = Map::new();
    for day in DAYS {
        days.insert(day.to_owned(), client.all(&format!("/visits?day={day}&")).await?.into());
    }
    let open = client.get(&format!("/opening-times?from={}&until={LAST}", DAYS[0])).await?;
    let rooms = client.get("/rooms").await?;
    Ok(json!({
        "now": now, "families": families, "days": days, "rooms": rooms["items"], "open": open["items"],
    }))
}
