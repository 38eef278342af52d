//! Court orders that wait for somebody: to read them, or to confirm what a colleague read.

use super::line::{Line, MOST, by_day, waiting, working_days_after};
use crate::schema::{court_order, court_order_terms, family};
use base::{FamilyId, Moment, OrderId};
use diesel::prelude::*;
use host::{Problem, Tx};

/// A family with a copy of a court order whose terms nobody has recorded.
pub(super) fn unread(id: FamilyId, title: &str, since: Moment, now: Moment) -> Line {
    let why = format!("{}. Until then nothing holds visits to what the court said.", waiting(since, now));
    let title = format!("Record the terms of court orders: {title}");
    // Not late by itself: what waits is the next visit, and whoever books it is told so.
    let mut line = by_day(title, format!("/families/{id}/orders"), why, now.day().plus_days(1), now.day());
    line.work.due = "Before the next visit".to_owned();
    line
}

/// Readings of orders that nobody has confirmed and that whoever asks did not write.
pub(super) fn unconfirmed(tx: &mut Tx<'_>) -> Result<Vec<Line>, Problem> {
    let (centre, now, asks) = (tx.centre(), tx.now, tx.actor.account);
    let last = court_order_terms::court_order
        .eq(court_order::id)
        .and(court_order_terms::version.eq(court_order::version));
    let rows: Vec<(OrderId, String, Moment)> = court_order::table
        .inner_join(court_order_terms::table.on(last))
        .inner_join(family::table.on(family::id.eq(court_order::family)))
        .filter(court_order::centre.eq(centre).and(court_order::ended_at.is_null()))
        .filter(court_order_terms::confirmed_by.is_null())
        .filter(court_order_terms::author.nullable().ne(asks))
        .order((court_order_terms::created, court_order::id))
        .limit(MOST)
        .select((court_order::id, family::title, court_order_terms::created))
        .load(tx.db())?;
    Ok(rows
        .into_iter()
        .map(|(id, title, at)| {
            let why = format!(
                "{}. A colleague wrote down its terms; compare them with the order.",
                waiting(at, now)
            );
            let due = working_days_after(at.day(), 2);
            by_day(format!("Confirm a court order: {title}"), format!("/orders/{id}"), why, due, now.day())
        })
        .collect())
}
