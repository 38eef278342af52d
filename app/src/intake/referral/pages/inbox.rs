//! The referrals, those to be decided first.

use crate::{
    front::Asked,
    intake::referral::{ReferralLine, ReferralState, ReferralsAsked, list},
    view::{Block, Button, Cell, Layout, Sheet, View, link, tag},
};
use base::Moment;
use host::{Problem, Tx};
use policy::Role;

/// How long a referral has waited, in words.
fn waited(from: Moment, now: Moment) -> String {
    match now.since(from).0 / (24 * 60) {
        ..=0 => "Since today".to_owned(),
        1 => "1 day".to_owned(),
        days => format!("{days} days"),
    }
}

fn row(line: &ReferralLine, now: Moment) -> Vec<Cell> {
    let by = line.capacity.map_or("", super::super::Capacity::words);
    let source =
        if by.is_empty() { line.source.words().to_owned() } else { format!("{by}. {}", line.source.words()) };
    let since = match line.state {
        ReferralState::Draft => format!("Started {}", line.created.day().words()),
        ReferralState::ToDecide | ReferralState::Waiting => {
            waited(line.submitted.unwrap_or(line.created), now)
        }
        _ => line.submitted.map(|at| format!("Sent {}", at.day().words())).unwrap_or_default(),
    };
    vec![
        Cell::link(line.title.clone(), format!("/referrals/{}", line.id)),
        line.reference.clone().unwrap_or_default().into(),
        source.into(),
        tag(line.state.words(), line.state.colour()),
        since.into(),
    ]
}

/// The list, in one state at a time: for staff, what must be decided comes up first.
pub(super) fn page(tx: &mut Tx<'_>, _: (), asked: &Asked) -> Result<View, Problem> {
    let is_referrer = tx.actor.role == Role::Referrer;
    let state = match asked.get("state") {
        Some("all") => None,
        Some(word) => Some(word.parse::<ReferralState>().map_err(|_| Problem::NotFound)?),
        None if is_referrer => None,
        None => Some(ReferralState::ToDecide),
    };
    let listed =
        list(tx, &ReferralsAsked { state, cursor: asked.get("cursor").map(str::to_owned), limit: None })?;
    let now = tx.now;
    let rows: Vec<Vec<Cell>> = listed.items.iter().map(|line| row(line, now)).collect();
    let mut buttons = vec![Button::to("Refer a family", "/referrals/new")];
    if !is_referrer {
        buttons.push(Button::to("Parents’ applications", "/applications").secondary());
        buttons.push(Button::to("Import", "/referrals/import").secondary());
    }
    let shelf = state.map_or("All referrals", ReferralState::words);
    let links = ReferralState::ALL
        .iter()
        .map(|other| (Some(*other), other.words(), other.as_str()))
        .chain([(None, "All referrals", "all")])
        .filter(|(other, ..)| *other != state)
        .map(|(_, words, word)| link(words, format!("/referrals?state={word}")));
    let mut sheet = Sheet::new("Referrals").with(Block::Buttons(buttons));
    sheet = if rows.is_empty() {
        let (title, next) = match state {
            Some(ReferralState::ToDecide) => {
                ("Nothing waits for a decision", "Referrals appear here as soon as they are sent.")
            }
            None => ("No referrals yet", "Start one, or wait for a referrer or two parents to send theirs."),
            Some(_) => ("No referrals here", "Choose another list below."),
        };
        sheet.with(Block::Empty { title: title.into(), next: next.into(), link: None })
    } else {
        sheet.with(Block::Table {
            caption: match state {
                Some(ReferralState::ToDecide | ReferralState::Waiting) => {
                    format!("{shelf}, longest wait first")
                }
                _ => format!("{shelf}, newest first"),
            },
            head: ["Children", "Reference", "From", "State", "How long"].map(String::from).to_vec(),
            rows,
        })
    };
    let here = format!("/referrals?state={}", state.map_or("all", ReferralState::as_str));
    let next = listed.next.map(|cursor| format!("{here}&cursor={cursor}"));
    let prev = asked.get("cursor").map(|_| here);
    let sheet = sheet
        .with(Block::Pages { prev, next })
        .with(Block::Heading("Other lists".into()))
        .with(Block::Links(links.collect()));
    Ok(View::sheet(Layout::Staff, sheet))
}
