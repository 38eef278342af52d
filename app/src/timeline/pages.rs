//! The page of a case's timeline.

use super::{EntryKind, Order, Wanted, timeline};
use crate::{
    family::{Place, side_menu},
    front::{Asked, Pages},
    view::{Block, Event, Layout, Link, Sheet, View, link},
};
use base::FamilyId;
use host::{Problem, Tx};
use policy::SeeTimeline;

/// The pages of this capability.
#[must_use]
pub fn pages() -> Pages {
    Pages::none().show::<SeeTimeline, FamilyId>("/families/{family}/timeline", page)
}

fn page(tx: &mut Tx<'_>, id: FamilyId, asked: &Asked) -> Result<View, Problem> {
    // What cannot be read in the address of a page is as good as not there.
    let wanted = Wanted {
        kind: asked.get("kind").and_then(|kind| kind.parse().ok()),
        order: asked.get("order").and_then(|order| order.parse().ok()),
        cursor: asked.get("cursor").map(str::to_owned),
        limit: None,
    };
    let (family, listed) = timeline(tx, id, &wanted)?;
    let base = format!("/families/{id}/timeline");
    let mut sheet = Sheet::new("Timeline")
        .over(format!("{}, {}", family.title, family.reference))
        .side(side_menu(tx.actor, &family, Place::Timeline))
        .with(Block::Links(filters(&base, &wanted)));
    sheet = if listed.items.is_empty() {
        sheet.with(Block::Empty {
            title: "Nothing of this kind yet".into(),
            next: "What is recorded of the family appears here by itself, in the order in which it happened."
                .into(),
            link: wanted.kind.map(|_| link("Show everything", base.clone())),
        })
    } else {
        let events = listed
            .items
            .into_iter()
            .map(|entry| Event {
                kind: kind_of(entry.kind, entry.alert),
                title: entry.title,
                when: entry.at.words(),
                words: entry.words,
                link: Some(link("Read it", entry.link)),
            })
            .collect();
        sheet.with(Block::Timeline(events))
    };
    let next =
        listed.next.map(|cursor| format!("{}&cursor={cursor}", address(&base, wanted.kind, wanted.order)));
    let prev = asked.get("cursor").map(|_| address(&base, wanted.kind, wanted.order));
    Ok(View::sheet(Layout::Staff, sheet.with(Block::Pages { prev, next })))
}

fn kind_of(kind: EntryKind, alert: bool) -> &'static str {
    match (alert, kind) {
        (true, _) => "alert",
        (false, EntryKind::Triage | EntryKind::Review | EntryKind::Plan | EntryKind::Report) => "key",
        (false, _) => "",
    }
}

fn address(base: &str, kind: Option<EntryKind>, order: Option<Order>) -> String {
    let order = order.unwrap_or(Order::Oldest);
    let kind = kind.map_or(String::new(), |kind| format!("&kind={kind}"));
    format!("{base}?order={order}{kind}")
}

/// Everything or one kind, and the other end first.
fn filters(base: &str, wanted: &Wanted) -> Vec<Link> {
    let (order, words) = match wanted.order {
        Some(Order::Newest) => (Order::Oldest, Order::Oldest.words()),
        _ => (Order::Newest, Order::Newest.words()),
    };
    let mut links = vec![link(words, address(base, wanted.kind, Some(order)))];
    if wanted.kind.is_some() {
        links.push(link("Show everything", address(base, None, wanted.order)));
    }
    let others = EntryKind::ALL.iter().filter(|kind| wanted.kind != Some(**kind));
    links.extend(others.map(|kind| link(kind.words(), address(base, Some(*kind), wanted.order))));
    links
}
