//! The timeline of a case: what happened from the referral on, in order, from the records themselves.

mod pages;
mod store;

pub use pages::pages;

use crate::family::{self, Family};
use base::{FamilyId, Moment};
use host::{
    Problem, Tx,
    api::Operations,
    audit::sha256,
    paging::{Listed, Paging, Place},
};
use policy::SeeTimeline;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

base::choices! {
    /// What kind of record an entry of the timeline comes from, in the order of a case.
    pub enum EntryKind {
        Referral = "referral" => "Referral",
        Triage = "triage" => "Triage",
        Meeting = "meeting" => "Pre-visit meetings",
        Assessment = "assessment" => "Risk assessments",
        Plan = "plan" => "Plans",
        Agreement = "agreement" => "Agreements",
        Visit = "visit" => "Visits",
        Incident = "incident" => "Incidents",
        Review = "review" => "Reviews",
        Report = "report" => "Reports and letters",
        Copy = "copy" => "Copies sent",
    }
}

base::choices! {
    /// Which end of a timeline comes first.
    pub enum Order {
        Oldest = "oldest" => "Oldest first",
        Newest = "newest" => "Newest first",
    }
}

/// Which part of a timeline is wanted.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Wanted {
    /// Only entries of this kind.
    pub kind: Option<EntryKind>,
    /// The oldest first, unless said otherwise.
    pub order: Option<Order>,
    /// Where the page begins: `next` of the page before.
    pub cursor: Option<String>,
    /// How many entries, from 1 to 100; 25 when not said.
    #[schema(minimum = 1, maximum = 100)]
    pub limit: Option<i64>,
}

/// One thing that happened.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Entry {
    /// When.
    pub at: Moment,
    /// What kind of record it comes from.
    pub kind: EntryKind,
    /// What happened.
    pub title: String,
    /// A little more of it.
    pub words: String,
    /// Whether somebody was or could have been hurt, or a visit did not go as planned.
    pub alert: bool,
    /// Where to read all of it.
    pub link: String,
    #[serde(skip)]
    key: String,
}

impl Entry {
    fn new(at: Moment, kind: EntryKind, title: String, words: String, link: String) -> Self {
        // A name for the entry that is the same each time, as long as an identifier: a record can give
        // more than one entry, and two of them can fall on the same moment.
        let key = sha256(format!("{kind} {title} {link}").as_bytes()).chars().take(36).collect();
        Self { at, kind, title, words, alert: false, link, key }
    }

    fn alert(mut self, alert: bool) -> Self {
        self.alert = alert;
        self
    }
}

/// The operations of this capability.
#[must_use]
pub fn operations() -> Operations {
    Operations::none().read::<SeeTimeline, FamilyId, Wanted, Listed<Entry>>(
        "Families",
        "/families/{family}/timeline",
        "Read the timeline of a case",
        |tx, family, wanted| timeline(tx, family, &wanted).map(|(_, listed)| listed),
    )
}

/// One page of a case's timeline.
pub fn timeline(tx: &mut Tx<'_>, id: FamilyId, wanted: &Wanted) -> Result<(Family, Listed<Entry>), Problem> {
    let family = family::family(tx, id)?;
    tx.ask::<SeeTimeline>(&family.subject)?;
    let paging = Paging { cursor: wanted.cursor.clone(), limit: wanted.limit };
    let place = paging.place()?;
    let order = wanted.order.unwrap_or(Order::Oldest);
    let from = store::From { order, at: place.as_ref().map(|place| place.at), fetch: paging.fetch() };
    let mut entries = store::entries(tx, &family, wanted.kind, &from)?;
    entries.sort_by(|one, other| (one.at, one.kind, &one.key).cmp(&(other.at, other.kind, &other.key)));
    if wanted.order == Some(Order::Newest) {
        entries.reverse();
    }
    let mut rest = entries.split_off(start(&entries, place.as_ref(), wanted.order));
    rest.truncate(usize::try_from(paging.fetch()).unwrap_or(101));
    Ok((family, paging.page(rest, |entry| (entry.at, entry.key.clone()))))
}

/// Where the page after a place begins.
fn start(entries: &[Entry], place: Option<&Place>, order: Option<Order>) -> usize {
    let Some(place) = place else { return 0 };
    let same = entries.iter().position(|entry| entry.at == place.at && entry.key == place.id);
    same.map_or_else(
        || {
            let is_after = |entry: &&Entry| match order {
                Some(Order::Newest) => entry.at < place.at,
                _ => entry.at > place.at,
            };
            entries.len() - entries.iter().filter(is_after).count()
        },
        |index| index + 1,
    )
}
