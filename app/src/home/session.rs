//! Today at the centre, for those who hold the visits.

use super::renewal;
use crate::{
    view::{Block, Button, Layout, Sheet, View, WorkLine},
    visit::{DayScreen, Standing, day_screen},
};
use base::Moment;
use host::{Problem, Tx};
use rules::{intake::Side, visit::State};

/// A supervisor's own visits of today in order, each with its next step and whether the briefing is read:
/// those that name them, and those of the sessions they are on that name nobody (decision 8).
pub(super) fn supervisor(tx: &mut Tx<'_>) -> Result<View, Problem> {
    let screen = day_screen(tx, tx.now.day())?;
    let mine = |one: &&Standing| screen.opens(one.visit.id);
    let lines: Vec<WorkLine> = screen.visits.iter().filter(mine).map(|one| own(one, tx)).collect();
    let sheet = head(tx, &screen);
    let sheet = if lines.is_empty() {
        sheet.with(Block::Empty {
            title: "You hold no visit today".into(),
            next: "A visit appears here on its day when you are named for it, or are on the rota of its session."
                .into(),
            link: None,
        })
    } else {
        sheet.with(Block::Heading("Your visits".into())).with(Block::Work(lines))
    };
    let sheet = to_renew(tx, sheet.with(day(tx)))?;
    Ok(View::sheet(Layout::Staff, sheet))
}

/// What whoever asks has to renew themselves, below their day.
fn to_renew(tx: &mut Tx<'_>, sheet: Sheet) -> Result<Sheet, Problem> {
    let lines: Vec<WorkLine> = renewal::own(tx)?.into_iter().map(|line| line.work).collect();
    Ok(if lines.is_empty() {
        sheet
    } else {
        sheet.with(Block::Heading("What you have to renew".into())).with(Block::Work(lines))
    })
}

fn own(one: &Standing, tx: &Tx<'_>) -> WorkLine {
    let timing = &one.visit.timing;
    let has_read = tx.actor.staff.is_some_and(|me| one.briefed.contains(&me));
    let over = one.visit.state.is_over();
    let next = match one.main_step() {
        _ if !has_read && !over => "Read the reasons, risks and terms first.".to_owned(),
        Some(step) => format!("Next: {}.", step.words),
        None => format!("{}.", one.visit.state.words()),
    };
    let read = if has_read { "You have read the briefing." } else { "You have not read the briefing." };
    WorkLine {
        title: format!("{} to {}: {}", timing.starts.time_words(), timing.ends.time_words(), one.visit.title),
        href: format!("/visits/{}", one.visit.id),
        why: format!("{}. {} {next} {read}", one.visit.room_name, arrivals(one)),
        due: one.visit.state.words().to_owned(),
        urgent: !over && (!has_read || one.visit.unsafe_because.is_some()),
    }
}

/// A volunteer's session: who comes when, and to which room. Nothing more to know, nothing to write.
pub(super) fn volunteer(tx: &mut Tx<'_>) -> Result<View, Problem> {
    let screen = day_screen(tx, tx.now.day())?;
    let coming = |one: &&Standing| {
        screen.opens(one.visit.id) && !matches!(one.visit.state, State::Cancelled | State::Closed)
    };
    let lines: Vec<WorkLine> = screen
        .visits
        .iter()
        .filter(coming)
        .map(|one| WorkLine {
            title: format!("{}: {}", one.visit.timing.starts.time_words(), one.visit.title),
            href: format!("/visits/{}", one.visit.id),
            why: format!("{}. {}", one.visit.room_name, arrivals(one)),
            due: one.visit.state.words().to_owned(),
            urgent: false,
        })
        .collect();
    let sheet = head(tx, &screen);
    let sheet = if lines.is_empty() {
        sheet.with(Block::Empty {
            title: "You are on no session today".into(),
            next: "When you are on the rota of a session, its families appear here in the order in which they come."
                .into(),
            link: None,
        })
    } else {
        sheet.with(Block::Heading("Who comes today".into())).with(Block::Work(lines))
    };
    let sheet = to_renew(tx, sheet.with(day(tx)))?;
    Ok(View::sheet(Layout::Staff, sheet))
}

fn head(tx: &Tx<'_>, screen: &DayScreen) -> Sheet {
    let open: Vec<String> = screen
        .open
        .iter()
        .map(|open| format!("{} to {}", open.starts.time_words(), open.ends.time_words()))
        .collect();
    let lead = match open.as_slice() {
        [] => "The centre is closed today.".to_owned(),
        open => format!("The centre is open from {}.", open.join(" and from ")),
    };
    Sheet::new("Today").over(tx.now.day().words_with_weekday()).lead(lead)
}

fn day(tx: &Tx<'_>) -> Block {
    Block::Buttons(vec![
        Button::to("Open the day screen", format!("/day/{}", tx.now.day())),
        Button::to("Emergency access", "/emergency-access").secondary(),
        Button::to("Write down a complaint", "/complaints/new").secondary(),
    ])
}

/// Who is expected when, the first first.
fn arrivals(one: &Standing) -> String {
    let timing = &one.visit.timing;
    let mut coming: Vec<(Moment, String)> = vec![
        (timing.visiting_arrives, one.visit.names(Side::Visiting)),
        (timing.child_arrives, one.visit.title.clone()),
    ];
    coming.sort_by_key(|(at, _)| *at);
    let words: Vec<String> =
        coming.into_iter().map(|(at, who)| format!("{who} at {}", at.time_words())).collect();
    format!("{}.", words.join(", then "))
}
