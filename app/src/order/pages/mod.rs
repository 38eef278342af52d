//! The pages of orders.

mod form;
mod one;

use super::{
    CourtOrder, NewOrder, NewReading, OrderEnding, add,
    commands::{Confirmation, listed},
    confirm, end, read_again,
    unread::Unread,
};
use crate::{
    family::{Place, side_menu},
    front::{Asked, Goto, Pages},
    view::{Block, Button, Cell, Layout, Sheet, View, link, tag},
};
use base::{Day, FamilyId, OrderId};
use host::{Problem, Tx};
use policy::{SeeOrders, WriteOrders};

/// The pages of this capability.
#[must_use]
pub fn pages() -> Pages {
    Pages::none()
        .show::<SeeOrders, FamilyId>("/families/{family}/orders", list_page)
        .show::<WriteOrders, FamilyId>("/families/{family}/orders/new", form::new_page)
        .submit::<WriteOrders, FamilyId, NewOrder, _>(
            "/families/{family}/orders/new",
            add,
            |_, order| after(order, "order"),
            form::new_page,
        )
        .show::<SeeOrders, OrderId>("/orders/{order}", one::page)
        .show::<WriteOrders, OrderId>("/orders/{order}/again", form::again_page)
        .submit::<WriteOrders, OrderId, NewReading, _>(
            "/orders/{order}/again",
            read_again,
            |_, order| after(order, "order"),
            form::again_page,
        )
        .submit::<WriteOrders, OrderId, Confirmation, _>(
            "/orders/{order}/confirmation",
            confirm,
            |_, order| after(order, "order-confirmed"),
            one::page,
        )
        .submit::<WriteOrders, OrderId, OrderEnding, _>(
            "/orders/{order}",
            end,
            |_, order| after(order, "order-ended"),
            one::page,
        )
}

fn after(order: &CourtOrder, notice: &'static str) -> Goto {
    Goto::to(format!("/orders/{}", order.id)).saying(notice)
}

/// How far an order has come, as a tag.
fn state(order: &CourtOrder, today: Day) -> Cell {
    let last = order.readings.last();
    let expired = last.and_then(|one| one.says.expires_on).is_some_and(|until| until < today);
    match &order.ended {
        Some(ended) if ended.from <= today => tag(ended.how.words(), "grey"),
        Some(ended) => tag(format!("No longer counts from {}", ended.from.words()), "yellow"),
        None if expired => tag("Expired", "red"),
        None if last.is_some_and(|one| one.confirmed_by.is_none()) => tag("Binds, not confirmed", "orange"),
        None => tag("Binds", "green"),
    }
}

fn list_page(tx: &mut Tx<'_>, id: FamilyId, _: &Asked) -> Result<View, Problem> {
    let (family, found) = listed(tx, id)?;
    let today = tx.now.day();
    let new = format!("/families/{id}/orders/new");
    let mut sheet = Sheet::new("Court orders")
        .over(format!("{} · {}", family.title, family.reference))
        .lead("No visit can be booked against these orders. Where several bind, the strictest applies.")
        .side(side_menu(tx.actor, &family, Place::Orders));
    if !found.unread.is_empty() {
        sheet = sheet
            .with(Block::Notice {
                title: "Not read yet".into(),
                kind: "warn",
                words: vec![
                    "The referral names these orders. Until you record what they say, bookings are not checked \
                     against them."
                        .into(),
                ],
            })
            .with(Block::Table {
                caption: "Orders to record".into(),
                head: ["Order", "What the referral says of it"].map(String::from).to_vec(),
                rows: found.unread.iter().map(|one| unread_row(one, &new)).collect(),
            });
    }
    sheet = sheet.with(Block::Buttons(vec![Button::to("Record an order", new).secondary()]));
    if found.orders.is_empty() && found.unread.is_empty() {
        sheet = sheet.with(Block::Empty {
            title: "No court orders".into(),
            next: "The referral names none. Record one here when it comes.".into(),
            link: None,
        });
    }
    for order in &found.orders {
        sheet = sheet
            .with(Block::Heading(capital(&order.called)))
            .with(Block::Table {
                caption: format!("What the {} says", order.called),
                head: ["What it says", "State"].map(String::from).to_vec(),
                rows: vec![vec![order.sentences.join(" ").into(), state(order, today)]],
            })
            .with(Block::Links(vec![link(
                format!("Open the {}", order.called),
                format!("/orders/{}", order.id),
            )]));
    }
    Ok(View::sheet(Layout::Staff, sheet).back(&family.title, format!("/families/{id}")))
}

fn unread_row(one: &Unread, new: &str) -> Vec<Cell> {
    vec![
        Cell::link(
            format!("Record the terms of order {}: {}", one.number, one.called),
            format!("{new}?order={}", one.number),
        ),
        one.terms.clone().unwrap_or_default().into(),
    ]
}

/// The words with a capital letter first.
fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
