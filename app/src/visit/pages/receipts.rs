//! Receipts to print: one for each passing of the child.

use crate::{
    front::Asked,
    view::{Layout, Shell, View},
    visit::{Passing, see},
};
use askama::Template;
use base::VisitId;
use host::{Problem, Tx};

struct Receipt {
    number: String,
    heading: String,
    when: String,
    from: String,
    to: String,
    items: String,
    by: String,
}

#[derive(Template)]
#[template(path = "pages/receipts.html")]
struct Page {
    page: Shell,
    over: String,
    receipts: Vec<Receipt>,
}

fn receipt(reference: &str, child: &str, passing: &Passing) -> Receipt {
    Receipt {
        number: format!("Receipt {reference}, {}, no. {}", passing.at.day().words(), passing.number),
        heading: if passing.came_in {
            format!("{child}: passed to the centre")
        } else {
            format!("{child}: passed from the centre")
        },
        when: passing.at.words(),
        from: passing.from.clone(),
        to: passing.to.clone(),
        items: passing.items.clone(),
        by: format!("Recorded by {} at {}.", passing.recorded_by, passing.received_at.words()),
    }
}

/// The page of a visit's receipts.
pub(super) fn page(tx: &mut Tx<'_>, id: VisitId, _: &Asked) -> Result<View, Problem> {
    let seen = see(tx, id)?;
    let visit = seen.standing.visit;
    let receipts =
        seen.receipts.iter().map(|passing| receipt(&visit.reference, &visit.title, passing)).collect();
    let over = format!("{}, {}", visit.title, visit.timing.starts.day().words());
    let view = View::of(Layout::Staff, "Receipts", move |page| Page { page, over, receipts }.render());
    Ok(view.back("The visit", format!("/visits/{id}")))
}
