//! What lapses will cost, week by week.

use crate::{
    clearance::{Forecast, see_forecast},
    front::Asked,
    view::{Block, Cell, Layout, Sheet, View, link, tag},
};
use host::{Problem, Tx};
use rules::clearance::{Cost, ForecastWeek};

fn cost(found: &Forecast, cost: &Cost) -> String {
    let name = found.people.iter().find(|one| one.staff == cost.staff).map_or("", |one| one.name.as_str());
    let lacking: Vec<String> = cost.lacking.iter().map(|what| what.words().to_lowercase()).collect();
    let mut what = Vec::new();
    if cost.visits > 0 {
        what.push(format!("booked visits: {}", cost.visits));
    }
    if cost.sessions > 0 {
        what.push(format!("sessions: {}", cost.sessions));
    }
    format!("{name}, without {}: {}.", lacking.join(", ").replace("dbs", "DBS"), what.join(", "))
}

fn row(found: &Forecast, week: &ForecastWeek) -> Vec<Cell> {
    let places = tag(week.places.to_string(), "orange");
    let why: Vec<String> = week.costs.iter().map(|one| cost(found, one)).collect();
    vec![format!("{} to {}", week.from.words(), week.until.words()).into(), places, why.join(" ").into()]
}

/// The page.
pub(super) fn page(tx: &mut Tx<'_>, (): (), _: &Asked) -> Result<View, Problem> {
    let found = see_forecast(tx)?;
    let lead = match found.places {
        0 => "No place of contact is lost in the next 26 weeks.".to_owned(),
        1 => "If nobody renews anything, 1 place of contact is lost in the next 26 weeks.".to_owned(),
        places => {
            format!("If nobody renews anything, {places} places of contact are lost in the next 26 weeks.")
        }
    };
    let sheet = Sheet::new("Places lost if nothing is renewed")
        .lead(lead)
        .with(Block::Words(
            "A place is lost when a booked visit names somebody who will not be cleared on its day, or when \
             somebody who usually works at a session will not be cleared for it. No place is counted twice."
                .into(),
        ))
        .with_if(found.places > 0, || Block::Table {
            caption: "Weeks in which places are lost".into(),
            head: ["Week", "Places lost", "Why"].map(String::from).to_vec(),
            rows: found.weeks.iter().filter(|week| week.places > 0).map(|week| row(&found, week)).collect(),
        })
        .with_if(!found.people.is_empty(), || {
            let people = found.people.iter().map(|one| {
                link(format!("Clearance of {}", one.name), format!("/staff/{}/clearance", one.staff))
            });
            Block::Links(people.collect())
        });
    Ok(View::sheet(Layout::Staff, sheet).back("Who is cleared for what", "/clearance"))
}
