//! Whether the time of an answer tells a record that may not be known from one that is not there (T1): each is
//! asked for in turn by somebody who may know of neither.

use crate::{Broken, browser::Browser, microseconds, serve::Centre};
use app::{
    network::{account_by_username, token_make},
    schema::{attachment, family, meeting, referral, report, visit},
};
use axum::http::{Method, StatusCode};
use base::FamilyId;
use diesel::prelude::*;
use host::{Ids, Problem};
use policy::{Actor, AddAccount, Subject, ask};
use std::net::SocketAddr;

/// The aim: what the times may differ by at the median, in microseconds.
const MOST: f64 = 1000.0;
/// How many of a kind of record are asked for in turn.
const DIFFERENT: i64 = 50;
/// Somebody who volunteers and is on no session, and a parent, of all families but their own.
const WHO: [&str; 2] = ["dev", "visiting"];

/// Something that can be asked for, of records of one kind.
struct Place {
    name: &'static str,
    method: Method,
    /// What stands before the identifiers, between two of them, and behind.
    path: [&'static str; 3],
    body: &'static str,
    /// The records: for each its identifier, and the one below it where the path has two.
    there: Vec<(String, Option<String>)>,
}

impl Place {
    fn of(&self, (one, below): &(String, Option<String>)) -> String {
        let [before, between, behind] = self.path;
        format!("{before}{one}{between}{}{behind}", below.as_deref().unwrap_or_default())
    }

    fn is_for_programs(&self) -> bool {
        self.path[0].starts_with("/api/")
    }

    /// The same of a record that is not there.
    fn of_nothing(&self, ids: &Ids) -> String {
        let drawn = || FamilyId::from_random(ids.bits()).to_string();
        let has_below = self.there.iter().any(|(_, below)| below.is_some());
        self.of(&(drawn(), has_below.then(drawn)))
    }
}

/// A record with nothing below it.
fn alone(ids: Vec<String>) -> Vec<(String, Option<String>)> {
    ids.into_iter().map(|id| (id, None)).collect()
}

fn places(centre: &Centre) -> Result<Vec<Place>, Broken> {
    let mut db = host::db::open_embedded(&centre.file, &centre.keys)?;
    macro_rules! all {
        ($table:ident) => {
            alone(
                $table::table
                    .order($table::id)
                    .limit(DIFFERENT)
                    .select($table::id)
                    .load::<String>(&mut db)?,
            )
        };
    }
    let (families, referrals, visits) = (all!(family), all!(referral), all!(visit));
    let (meetings, reports) = (all!(meeting), all!(report));
    let copies: Vec<(String, Option<String>)> = attachment::table
        .filter(attachment::referral.is_not_null())
        .limit(DIFFERENT)
        .select((attachment::referral.assume_not_null(), attachment::id.nullable()))
        .load(&mut db)?;
    let place = |name, path, there: &Vec<_>| Place {
        name,
        method: Method::GET,
        path,
        body: "",
        there: there.clone(),
    };
    let note = r#"{"id": "00000000-0000-4000-8000-000000000001", "kind": "fact", "at": "2026-11-21T12:00:00Z",
        "words": "He is here."}"#;
    let note = Place {
        method: Method::POST,
        body: note,
        ..place("A note of a visit, written", ["/api/v1/visits/", "/notes", ""], &visits)
    };
    Ok(vec![
        place("A family, page", ["/families/", "", ""], &families),
        place("A family's timeline, page", ["/families/", "/timeline", ""], &families),
        place("A referral, page", ["/referrals/", "", ""], &referrals),
        place("A referral", ["/api/v1/referrals/", "", ""], &referrals),
        place("A copy of an order", ["/api/v1/referrals/", "/attachments/", ""], &copies),
        place("A visit, page", ["/visits/", "", ""], &visits),
        place("A visit", ["/api/v1/visits/", "", ""], &visits),
        place("A meeting, page", ["/meetings/", "", ""], &meetings),
        place("A report, page", ["/reports/", "", ""], &reports),
        place("A report", ["/api/v1/reports/", "", ""], &reports),
        note,
    ])
}

fn token_of(centre: &Centre, username: &str) -> Result<String, Broken> {
    let (database, own) = (centre.house.database(), centre.house.centre());
    let made = database.write_blocking(&Actor::program(own), |tx| {
        let permit = ask::<AddAccount>(tx.actor, &Subject::of_centre(own, own))?;
        let id = account_by_username(tx, username)?.ok_or(Problem::NotFound)?;
        let token = token_make(tx, &permit, id)?;
        tx.record(&permit, None, "A token was made", token)
    });
    made.map_err(|problem| problem.detail().into())
}

/// Prints how the times differ, and answers whether each difference is surely less than the aim.
pub(crate) async fn measure(centre: &Centre, product: SocketAddr, pairs: usize) -> Result<bool, Broken> {
    let places = places(centre)?;
    println!(
        "\n{:<36}{:>9}{:>9}{:>9}{:>9}{:>12}{:>22}{:>12}",
        "Microseconds",
        "not p50",
        "not p99",
        "hid p50",
        "hid p99",
        "difference",
        "surely between (99 %)",
        "statements"
    );
    let mut is_within = true;
    for who in WHO {
        let token = tokio::task::block_in_place(|| token_of(centre, who))?;
        let mut browser = Browser::open(product).await?;
        browser.sign_in(who).await?;
        for place in &places {
            let token = place.is_for_programs().then_some(token.as_str());
            let mut asking = Asking { centre, place, browser: &mut browser, token };
            let Some(told) = asking.told(pairs).await? else {
                println!("{:<36} there is none that {who} may not know", place.name);
                continue;
            };
            is_within &= told.print(&format!("{}, {who}", place.name));
        }
    }
    println!("The aim is that no difference reaches {MOST:.0} microseconds.");
    Ok(is_within)
}

/// What was measured of one place.
#[derive(Default)]
struct Told {
    nothing: Vec<f64>,
    hidden: Vec<f64>,
    /// How many statements the last answer of each took.
    statements: [u64; 2],
}

/// Somebody who asks for the records of a place.
struct Asking<'a> {
    centre: &'a Centre,
    place: &'a Place,
    browser: &'a mut Browser,
    token: Option<&'a str>,
}

impl Asking<'_> {
    async fn ask(&mut self, path: &str) -> Result<(StatusCode, f64), Broken> {
        let (method, body) = (self.place.method.clone(), self.place.body);
        let (status, took) = self.browser.asks((method, path), self.token, body).await?;
        Ok((status, microseconds(took)))
    }

    /// Asks in turn for what is hidden and for what is not there; nothing where nothing is hidden.
    async fn told(&mut self, pairs: usize) -> Result<Option<Told>, Broken> {
        let ids = Ids::System;
        let (of_nothing, _) = self.ask(&self.place.of_nothing(&ids)).await?;
        let mut hidden = Vec::new();
        for record in &self.place.there {
            let path = self.place.of(record);
            // Others are of their own family, or on a session of theirs: known to be there, seen or not.
            if self.ask(&path).await?.0 == of_nothing {
                hidden.push(path);
            }
        }
        if hidden.is_empty() {
            return Ok(None);
        }
        let mut told = Told::default();
        for turn in 0..pairs + pairs / 10 {
            let nothing = self.place.of_nothing(&ids);
            let mut pair = [(&hidden[turn % hidden.len()], true), (&nothing, false)];
            // Whichever is asked first may find the caches colder.
            if turn % 2 == 0 {
                pair.reverse();
            }
            for (path, is_hidden) in pair {
                let before = self.centre.house.database().statements();
                let (status, took) = self.ask(path).await?;
                if status != of_nothing {
                    return Err(format!("{path} answers {status} now, and {of_nothing} before").into());
                }
                told.statements[usize::from(is_hidden)] = self.centre.house.database().statements() - before;
                let times = if is_hidden { &mut told.hidden } else { &mut told.nothing };
                // The first are asked to be warm.
                if turn >= pairs / 10 {
                    times.push(took);
                }
            }
        }
        Ok(Some(told))
    }
}

impl Told {
    fn print(&self, name: &str) -> bool {
        let mut differences: Vec<f64> =
            self.hidden.iter().zip(&self.nothing).map(|(one, other)| one - other).collect();
        differences.sort_by(f64::total_cmp);
        let (from, until) = surely(&differences);
        let of_both = [&self.nothing, &self.hidden];
        let [nothing, hidden] = of_both.map(|times| at(times, 50));
        let [slow_nothing, slow_hidden] = of_both.map(|times| at(times, 99));
        let [few, more] = self.statements;
        println!(
            "{name:<36}{nothing:>9.0}{slow_nothing:>9.0}{hidden:>9.0}{slow_hidden:>9.0}{:>12.0}{from:>11.0}\
             {until:>11.0}{few:>6} and {more}",
            hidden - nothing
        );
        from > -MOST && until < MOST
    }
}

fn at(took: &[f64], hundredth: usize) -> f64 {
    let mut took = took.to_vec();
    took.sort_by(f64::total_cmp);
    took.get(took.len() * hundredth / 100).or(took.last()).copied().unwrap_or(f64::NAN)
}

/// Between which the median of the differences of pairs lies with 99 % confidence: by their order alone, so that
/// nothing need be known of how they are spread.
fn surely(sorted: &[f64]) -> (f64, f64) {
    #[expect(clippy::cast_precision_loss, reason = "a few thousand")]
    let half_width = 2.576 * (sorted.len() as f64).sqrt() / 2.0;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few dozen")]
    let aside = half_width.ceil() as usize;
    let middle = sorted.len() / 2;
    let place = |at: usize| sorted.get(at).copied().unwrap_or(f64::NAN);
    (place(middle.saturating_sub(aside)), place((middle + aside).min(sorted.len().saturating_sub(1))))
}
