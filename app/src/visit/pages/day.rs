//! The day screen: for a tablet held in one hand.

use super::card::{Card, card};
use crate::{
    front::Asked,
    schedule::OwnTime,
    view::{Layout, Shell, View},
    visit::{DayScreen, day_screen},
};
use askama::Template;
use base::Day;
use host::{Problem, Tx, forms::FormState};
use policy::ListVisits;

/// One place of the building, and who is there.
struct Place {
    name: String,
    who: Vec<(String, &'static str, String)>,
}

#[derive(Template)]
#[template(path = "pages/day.html")]
struct Page {
    page: Shell,
    problems: FormState,
    heading: String,
    over: String,
    before: String,
    today: Option<String>,
    after: String,
    open: String,
    lists_visits: bool,
    here: usize,
    places: Vec<Place>,
    cards: Vec<Card>,
    own_times: Vec<OwnTime>,
}

fn places(screen: &DayScreen) -> Vec<Place> {
    let mut places: Vec<Place> = Vec::new();
    for one in &screen.in_building {
        let who = (
            one.who.name.clone(),
            one.who.whom.words(),
            one.who.since.map(base::Moment::clock).unwrap_or_default(),
        );
        match places.iter_mut().find(|place| place.name == one.room_name) {
            Some(place) => place.who.push(who),
            None => places.push(Place { name: one.room_name.clone(), who: vec![who] }),
        }
    }
    places
}

/// The page of a day.
pub(super) fn day(tx: &mut Tx<'_>, day: Day, asked: &Asked) -> Result<View, Problem> {
    let mut screen = day_screen(tx, day)?;
    let own_times = std::mem::take(&mut screen.own_times);
    let cards = screen
        .visits
        .iter()
        .map(|one| {
            let card = card(tx, one, &format!("/day/{day}/visits/{}", one.visit.id), asked);
            Card { href: card.href.filter(|_| screen.opens(one.visit.id)), ..card }
        })
        .collect();
    let open: Vec<String> = screen
        .open
        .iter()
        .map(|one| format!("{} to {}", one.starts.time_words(), one.ends.time_words()))
        .collect();
    let today = tx.now.day();
    let title = day.words_with_weekday();
    let problems = asked.form();
    let lists_visits = policy::may_ever::<ListVisits>(tx.actor.role);
    let page = move |page| Page {
        page,
        problems,
        heading: day.words_with_weekday(),
        over: if day == today { "Today".to_owned() } else { String::new() },
        before: format!("/day/{}", day.plus_days(-1)),
        today: (day != today).then(|| format!("/day/{today}")),
        after: format!("/day/{}", day.plus_days(1)),
        open: if open.is_empty() {
            "The centre is not open on this day.".to_owned()
        } else {
            format!("Open {}.", open.join(" and "))
        },
        lists_visits,
        here: screen.in_building.len(),
        places: places(&screen),
        cards,
        own_times,
    };
    Ok(View::of(Layout::Staff, title, move |shell| page(shell).render()))
}
