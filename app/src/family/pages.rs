//! The list of families, and one family at a glance.

use super::{FamiliesWanted, FamilyLine, FamilyOverview, Place, overview, register, side_menu};
use crate::{
    front::{Asked, Pages},
    view::{Block, Cell, Event, Layout, Sheet, TaskLine, View, fact, link, tag},
};
use askama::Template;
use base::FamilyId;
use host::{Problem, Tx, forms::FormState};
use policy::{ListFamilies, Role, SeeFamily, SeeTimeline};
use rules::intake::{Side, Stage};

/// The pages of families.
#[must_use]
pub fn pages() -> Pages {
    Pages::none()
        .show::<ListFamilies, ()>("/families", list_page)
        .show::<SeeFamily, FamilyId>("/families/{family}", overview_page)
}

#[derive(Template)]
#[template(path = "pages/families.html")]
struct ListPage {
    page: crate::view::Shell,
    sheet: Sheet,
    f: FormState,
    stages: Vec<crate::view::Choice>,
}

fn list_page(tx: &mut Tx<'_>, _: (), asked: &Asked) -> Result<View, Problem> {
    let stage = asked.get("stage").and_then(|stage| stage.parse::<Stage>().ok());
    let q = asked.get("q").map(str::to_owned);
    let wanted =
        FamiliesWanted { q: q.clone(), stage, cursor: asked.get("cursor").map(str::to_owned), limit: None };
    let listed = register(tx, &wanted)?;
    let sees_missing = matches!(tx.actor.role, Role::Coordinator | Role::SafeguardingLead);
    let opens = tx.actor.role != Role::Volunteer;
    let filtered = q.is_some() || stage.is_some();
    let mut sheet = Sheet::new("Families");
    let rows: Vec<Vec<Cell>> = listed.items.iter().map(|line| row(line, sees_missing, opens)).collect();
    sheet = if rows.is_empty() {
        sheet.with(nobody(filtered, sees_missing))
    } else {
        let mut head = vec!["Children", "Reference", "How far", "Next visit"];
        if sees_missing {
            head.push("What is missing");
        }
        let head = head.into_iter().map(String::from).collect();
        sheet.with(Block::Table { caption: "Families, the newest first".into(), head, rows })
    };
    let query = |cursor: &str| {
        let q: String = form_encoded(q.as_deref().unwrap_or_default());
        format!("/families?q={q}&stage={}&cursor={cursor}", stage.map_or("", Stage::as_str))
    };
    let next = listed.next.map(|cursor| query(&cursor));
    let prev = asked.get("cursor").map(|_| query(""));
    let sheet = sheet.with(Block::Pages { prev, next });
    let f =
        asked.fresh().with("q", q.clone().unwrap_or_default()).with("stage", stage.map_or("", Stage::as_str));
    let stages = crate::view::choices!(Stage);
    Ok(View::of(Layout::Staff, "Families", move |page| ListPage { page, sheet, f, stages }.render()))
}

/// A word as it stands in an address.
pub(crate) fn form_encoded(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' => char::from(byte).to_string(),
            _ => format!("%{byte:02X}"),
        })
        .collect()
}

fn nobody(filtered: bool, sees_all: bool) -> Block {
    let (title, next, link) = match (filtered, sees_all) {
        (true, _) => (
            "Nobody found",
            "Try part of a child's first name, or the reference, and look at all stages.",
            Some(link("Show all families", "/families")),
        ),
        (false, true) => (
            "No families yet",
            "A family appears here when its referral is sent.",
            Some(link("Start a referral", "/referrals/new")),
        ),
        (false, false) => (
            "No families today",
            "You see the families whose visits you are on, from the day before to the day after.",
            None,
        ),
    };
    Block::Empty { title: title.into(), next: next.into(), link }
}

fn row(line: &FamilyLine, sees_missing: bool, opens: bool) -> Vec<Cell> {
    let name = if opens {
        Cell::link(&line.title, format!("/families/{}", line.id))
    } else {
        line.title.as_str().into()
    };
    let next = line.next_visit.map_or_else(|| "None booked".to_owned(), base::Moment::words);
    let mut cells = vec![name, line.reference.as_str().into(), stage_tag(line.stage), next.into()];
    if sees_missing {
        cells.push(match (line.stage, line.lacking.as_slice()) {
            (Stage::Referred | Stage::Waiting, _) => "A decision on the referral".into(),
            (_, []) => Cell::default(),
            (_, [only]) => only.detail.as_str().into(),
            (_, [first, rest @ ..]) => format!("{} And {} more.", first.detail, rest.len()).into(),
        });
    }
    cells
}

fn stage_tag(stage: Stage) -> Cell {
    let colour = match stage {
        Stage::Referred => "orange",
        Stage::Waiting => "yellow",
        Stage::Preparing => "teal",
        Stage::Active => "green",
        Stage::Suspended => "red",
        Stage::MovedOn | Stage::Redirected | Stage::Declined => "grey",
    };
    tag(stage.words(), colour)
}

fn overview_page(tx: &mut Tx<'_>, id: FamilyId, _: &Asked) -> Result<View, Problem> {
    let found = overview(tx, id)?;
    let family = &found.family;
    let decides = tx.might::<SeeTimeline>(&family.subject);
    let today = tx.now.day();
    let mut sheet = Sheet::new(&family.title)
        .over(format!("{}, {}", family.reference, family.stage.words().to_lowercase()))
        .side(side_menu(tx.actor, family, Place::Overview));
    for visit in found.next_visits.iter().filter_map(|visit| Some((visit, visit.unsafe_because.as_ref()?))) {
        sheet = sheet.with(Block::Notice {
            title: format!("The visit at {} is no longer safe", visit.0.starts.words()),
            kind: "bad",
            words: vec![visit.1.clone()],
        });
    }
    if decides {
        sheet = sheet.with(Block::Heading("What stands in the way now".into())).with(steps(&found));
    }
    sheet = sheet.with(Block::Heading("Next visits".into())).with(coming(&found));
    let people = family
        .children
        .iter()
        .map(|child| {
            fact(&child.name, format!("{}, born {}", age(child.born.age_on(today)), child.born.words()))
        })
        .chain(family.adults.iter().map(|adult| {
            let side = if adult.is_main { adult.side.words() } else { extra(adult.side) };
            fact(&adult.name, format!("{} ({})", adult.relation, side.to_lowercase()))
        }))
        .collect();
    sheet = sheet.with(Block::Heading("People".into())).with(Block::Facts(people));
    if decides && !found.latest.is_empty() {
        let events = found
            .latest
            .iter()
            .map(|event| Event {
                title: event.words.clone(),
                when: event.at.words(),
                kind: "",
                words: String::new(),
                link: None,
            })
            .collect();
        sheet = sheet
            .with(Block::Heading("Last recorded".into()))
            .with(Block::Timeline(events))
            .with(Block::Links(vec![link("The whole timeline", format!("/families/{id}/timeline"))]));
    }
    Ok(View::sheet(Layout::Staff, sheet).back("Families", "/families"))
}

fn extra(side: Side) -> &'static str {
    match side {
        Side::Resident => "Comes with the resident party",
        Side::Visiting => "Comes with the visiting party",
    }
}

fn age(years: i32) -> String {
    match years {
        ..=0 => "under 1".to_owned(),
        1 => "1 year old".to_owned(),
        many => format!("{many} years old"),
    }
}

/// The way to a first visit as steps, each with what it lacks (R2) and where it is done.
fn steps(found: &FamilyOverview) -> Block {
    let base = format!("/families/{}", found.family.id);
    let under_way = matches!(found.family.stage, Stage::Preparing | Stage::Active | Stage::Suspended);
    let lacks = |words: &[&str]| -> Vec<&str> {
        let about = |detail: &&str| words.iter().any(|word| detail.contains(word));
        found.lacking.iter().map(|refusal| refusal.detail.as_str()).filter(about).collect()
    };
    let step = |title: &str, path: &str, lacking: Vec<&str>| {
        let (status, colour) = match (under_way, lacking.is_empty()) {
            (false, _) => ("Not begun", ""),
            (true, true) => ("Done", ""),
            (true, false) => ("To do", "orange"),
        };
        TaskLine {
            title: title.to_owned(),
            hint: lacking.join(" "),
            href: Some(format!("{base}{path}")),
            status: status.to_owned(),
            colour,
        }
    };
    let referral = found.referral.map(|id| format!("/referrals/{id}"));
    let decided = !matches!(found.family.stage, Stage::Referred | Stage::Waiting);
    let mut tasks = vec![TaskLine {
        title: "Decide on the referral".to_owned(),
        hint: if decided {
            String::new()
        } else {
            "Read it, then accept, wait, redirect or decline.".to_owned()
        },
        href: referral.clone(),
        status: if decided { "Done" } else { "To do" }.to_owned(),
        colour: if decided { "" } else { "orange" },
    }];
    let mut copies =
        step("Complete the referral, with copies of orders", "", lacks(&["referral", "court orders"]));
    copies.href = referral;
    tasks.push(copies);
    tasks.push(step("Meet both parties, at different times", "/meetings", lacks(&["meeting"])));
    tasks.push(step("Assess the risk, and have it approved", "/assessments", lacks(&["risk assessment"])));
    tasks.push(step("Write the contact plan", "/plans", lacks(&["contact plan", "Nobody is named"])));
    let agreed = lacks(&["signed the agreement", "acknowledged"]);
    tasks.push(step("Have both parties agree to it", "/plans", agreed));
    let booked = !found.next_visits.is_empty();
    tasks.push(TaskLine {
        title: "Book visits".to_owned(),
        hint: if found.lacking.is_empty() {
            String::new()
        } else {
            "When nothing else is missing.".to_owned()
        },
        href: (under_way && found.lacking.is_empty()).then(|| format!("{base}/visits")),
        status: if booked { "Booked" } else { "None booked" }.to_owned(),
        colour: if booked || !under_way { "" } else { "yellow" },
    });
    Block::Tasks(tasks)
}

fn coming(found: &FamilyOverview) -> Block {
    if found.next_visits.is_empty() {
        return Block::Empty {
            title: "No visit is booked".into(),
            next: if found.lacking.is_empty() {
                "Book the next one under visits.".into()
            } else {
                "Visits can be booked when nothing above is missing.".into()
            },
            link: None,
        };
    }
    let rows = found
        .next_visits
        .iter()
        .map(|visit| {
            vec![
                Cell::link(visit.starts.words(), format!("/visits/{}", visit.id)),
                visit.kind.words().into(),
                if visit.unsafe_because.is_some() {
                    tag("No longer safe", "red")
                } else {
                    visit.state.words().into()
                },
            ]
        })
        .collect();
    Block::Table {
        caption: "The next visits".into(),
        head: ["When", "Kind", "State"].map(String::from).to_vec(),
        rows,
    }
}
