//! The first page: what needs me today, for each role; for a visitor, what this place is.

mod cases;
mod declarations;
mod duties;
mod line;
mod office;
mod orders;
mod records;
mod referrer;
mod renewal;
mod rota;
mod session;

use crate::{
    front::{Asked, Pages},
    portal,
    view::{Block, Layout, Sheet, Shell, View, WorkLine, link},
    words::Words,
};
use askama::Template;
use host::{Problem, Tx};
use line::Line;
use policy::{ListReferrals, ListTasks, Listing, Role, SeePublicPages};

/// The pages of this capability.
#[must_use]
pub fn pages() -> Pages {
    Pages::none().show::<SeePublicPages, ()>("/", home)
}

fn home(tx: &mut Tx<'_>, _: (), asked: &Asked) -> Result<View, Problem> {
    // What waits tells of families: that somebody read it leaves a line in the trail.
    match tx.actor.role {
        Role::Public | Role::Program | Role::Parent | Role::Administrator => {}
        Role::Referrer => note::<ListReferrals>(tx)?,
        Role::Coordinator | Role::SafeguardingLead | Role::Supervisor | Role::Volunteer => {
            note::<ListTasks>(tx)?;
        }
    }
    match tx.actor.role {
        Role::Public | Role::Program => Ok(landing(asked.words())),
        Role::Parent => portal::home(tx, asked),
        Role::Coordinator => coordinator(tx),
        Role::SafeguardingLead => safeguarding_lead(tx),
        Role::Supervisor => session::supervisor(tx),
        Role::Volunteer => session::volunteer(tx),
        Role::Referrer => referrer::home(tx),
        Role::Administrator => office::administrator(tx),
    }
}

fn note<A: Listing>(tx: &Tx<'_>) -> Result<(), Problem> {
    tx.scope::<A>()?;
    Ok(())
}

#[derive(Template)]
#[template(path = "pages/landing.html")]
struct Landing {
    page: Shell,
}

fn landing(words: Words) -> View {
    View::of(Layout::Public, words.landing_title(), |page| Landing { page }.render())
}

/// What waits for the co-ordinator, in twelve statements.
fn coordinator(tx: &mut Tx<'_>) -> Result<View, Problem> {
    let mut lines = cases::referrals(tx)?;
    lines.extend(cases::at_the_desk(tx)?);
    lines.extend(cases::plans(tx)?);
    lines.extend(duties::assessments(tx)?);
    lines.extend(rota::visits_at_risk(tx)?);
    lines.extend(duties::reviews(tx)?);
    lines.extend(duties::tasks(tx)?);
    lines.extend(renewal::of_centre(tx)?);
    lines.extend(declarations::to_look_at_again(tx)?);
    Ok(today(
        tx,
        lines,
        "Referrals, meetings, visits and reviews appear here by themselves when they need you.",
    ))
}

/// What waits for the safeguarding lead: what the law's clock runs on comes first.
fn safeguarding_lead(tx: &mut Tx<'_>) -> Result<View, Problem> {
    let mut lines = duties::opened_in_emergency(tx)?;
    lines.extend(duties::tasks(tx)?);
    lines.extend(duties::incidents(tx)?);
    lines.extend(orders::unconfirmed(tx)?);
    lines.extend(duties::assessments(tx)?);
    lines.extend(duties::unsafe_visits(tx)?);
    lines.extend(duties::reviews(tx)?);
    lines.extend(cases::pairs_questions_and_breaches(tx)?);
    lines.extend(renewal::own(tx)?);
    Ok(today(tx, lines, "Incidents, their tasks and assessments to approve appear here as they come."))
}

/// One list, urgent first, then by when it is due.
fn today(tx: &Tx<'_>, mut lines: Vec<Line>, otherwise: &str) -> View {
    lines.sort_by_key(|line| (!line.work.urgent, !line.safety, line.due));
    let urgent = lines.iter().filter(|line| line.work.urgent).count();
    let lead = match (urgent, lines.len()) {
        (_, 0) => String::new(),
        (0, 1) => "One thing waits. It is not urgent.".to_owned(),
        (0, many) => format!("{many} things wait. None of them is urgent."),
        (1, _) => "One thing cannot wait.".to_owned(),
        (some, _) => format!("{some} things cannot wait."),
    };
    let sheet = Sheet::new("What needs you today").over(tx.now.day().words_with_weekday()).lead(lead);
    let sheet = if lines.is_empty() {
        sheet.with(Block::Empty {
            title: "Nothing needs you now".into(),
            next: otherwise.into(),
            link: Some(link("See today's visits", format!("/day/{}", tx.now.day()))),
        })
    } else {
        let lines: Vec<WorkLine> = lines.into_iter().map(|line| line.work).collect();
        sheet.with(Block::Heading("In order of urgency".into())).with(Block::Work(lines))
    };
    View::sheet(Layout::Staff, sheet)
}
