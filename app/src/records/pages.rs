//! The page of records: where each of them is kept and what is due.

use crate::{
    front::{Asked, Pages},
    view::{Block, Layout, Sheet, View, link},
};
use host::{Problem, Tx};
use policy::{SeeHeads, SeeRecords, Subject};

pub(super) fn pages() -> Pages {
    Pages::none().show::<SeeRecords, ()>("/records", records)
}

fn records(tx: &mut Tx<'_>, _: (), _: &Asked) -> Result<View, Problem> {
    let house = Subject::of_centre(tx.centre(), tx.centre());
    tx.ask::<SeeRecords>(&house)?;
    let mut kept = vec![
        link("Record of processing", "/records/processing"),
        link("Impact assessment to fill in", "/records/impact"),
    ];
    if tx.might::<SeeHeads>(&house) {
        kept.push(link("Signed heads of the trail", "/trail"));
    }
    let sheet = Sheet::new("Records")
        .lead("What the centre owes the people whose records it keeps.")
        .with(Block::Heading("When somebody asks, or something got out".into()))
        .with(Block::Links(vec![
            link("Requests for somebody’s own data", "/records/requests"),
            link("Who asked who has looked", "/look-requests"),
            link("Breach register", "/records/breaches"),
        ]))
        .with(Block::Heading("How long records are kept".into()))
        .with(Block::Links(vec![
            link("The schedule", "/records/retention"),
            link("Due to be destroyed, and legal holds", "/records/due"),
            link("Destruction log", "/records/destructions"),
            link("Other records that are over", "/records/due-singles"),
            link("What else was destroyed", "/records/single-destructions"),
        ]))
        .with(Block::Heading("What is kept, and why".into()))
        .with(Block::Links(kept));
    Ok(View::sheet(Layout::Staff, sheet).back("The centre", "/centre"))
}
