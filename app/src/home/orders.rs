//! Court orders that wait for somebody: to read them, or to confirm what a colleague read.

use super::line::{Line, MOST, by_day, waiting, working_days_after};
use crate::schema::{attachment, court_order, court_order_terms, family, referral};
use base::{FamilyId, Moment, OrderId};
use diesel::prelude::*;
use host::{Problem, Tx, among};
use rules::intake::Stage;
use std::collections::BTreeMap;

/// Orders of which there is a copy and whose terms nobody has recorded, a line for each family.
pub(super) fn unread(tx: &mut Tx<'_>) -> Result<Vec<Line>, Problem> {
    let (centre, now) = (tx.centre(), tx.now);
    type Row = (FamilyId, String, Moment, Option<i32>);
    let of_the_copy = court_order::referral
        .eq(attachment::referral)
        .and(court_order::referral_order.eq(attachment::order_number));
    let rows: Vec<Row> = attachment::table
        .inner_join(referral::table.on(attachment::referral.eq(referral::id.nullable())))
        .inner_join(family::table.on(referral::family.eq(family::id.nullable())))
        .left_join(court_order::table.on(of_the_copy))
        .filter(attachment::centre.eq(centre).and(attachment::order_number.is_not_null()))
        .filter(among(family::stage, [Stage::Preparing, Stage::Active]))
        .filter(court_order::id.nullable().is_null())
        .order((attachment::at, attachment::id))
        .limit(MOST * 2)
        .select((family::id, family::title, attachment::at, attachment::order_number))
        .load(tx.db())?;
    let mut families: BTreeMap<FamilyId, (Moment, String, Vec<i32>)> = BTreeMap::new();
    for (id, title, at, number) in rows {
        let (.., numbers) = families.entry(id).or_insert_with(|| (at, title, Vec::new()));
        numbers.extend(number.filter(|number| !numbers.contains(number)));
    }
    let mut lines: Vec<Line> = families
        .into_iter()
        .map(|(id, (at, title, numbers))| {
            let orders =
                if numbers.len() == 1 { "1 order".to_owned() } else { format!("{} orders", numbers.len()) };
            let why = format!(
                "{}. {orders}; until then nothing holds visits to what the court said.",
                waiting(at, now)
            );
            // Not late by itself: what waits is the next visit, and whoever books it is told so.
            let title = format!("Record the terms of court orders: {title}");
            let mut line =
                by_day(title, format!("/families/{id}/orders"), why, now.day().plus_days(1), now.day());
            line.work.due = "Before the next visit".to_owned();
            line
        })
        .collect();
    lines.sort_by_key(|line| line.due);
    lines.truncate(usize::try_from(MOST).unwrap_or(usize::MAX));
    Ok(lines)
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
