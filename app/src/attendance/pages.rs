//! The page of a family's attendance.

use super::{AttendanceCounts, FamilyAttendance, SideAttendance, attendance};
use crate::{
    family::{Place, side_menu},
    front::{Asked, Pages},
    view::{Block, Cell, Layout, Sheet, View},
};
use base::{FamilyId, Minutes};
use host::{Problem, Tx};
use policy::SeeFamily;

/// The pages of this capability.
#[must_use]
pub fn pages() -> Pages {
    Pages::none().show::<SeeFamily, FamilyId>("/families/{family}/attendance", page)
}

fn page(tx: &mut Tx<'_>, id: FamilyId, _: &Asked) -> Result<View, Problem> {
    let (family, found) = attendance(tx, id)?;
    let mut sheet = Sheet::new("Kept, missed and called off")
        .over(format!("{} · {}", family.title, family.reference))
        .lead("What each side kept, missed and called off. Tell neither side what the other did, or where anybody was.")
        .side(side_menu(tx.actor, &family, Place::Visits));
    for side in &found.sides {
        sheet = sheet
            .with(Block::Heading(format!("{}: {}", side.side.words(), side.name)))
            .with(Block::Words(to_review(side, &found)));
    }
    let since = format!("In the last twelve months, since {}", found.from.words());
    sheet = sheet.with(table(&since, &found, |side| side.twelve_months));
    sheet = match found.last_review {
        Some(at) => {
            let since = format!("Visits since the last review, decided on {}", at.day().words());
            sheet.with(table(&since, &found, |side| side.since_review.unwrap_or_default()))
        }
        None => sheet.with(Block::Words("No review has been decided yet.".into())),
    };
    for side in &found.sides {
        sheet = sheet.with(not_kept(side));
    }
    Ok(View::sheet(Layout::Staff, sheet).back("Visits", format!("/families/{id}/visits")))
}

/// How many were missed in a row, and how many more open a review.
fn to_review(side: &SideAttendance, found: &FamilyAttendance) -> String {
    let missed = match side.missed_in_a_row {
        0 => "No visits were missed in a row.".to_owned(),
        1 => "The last visit was missed.".to_owned(),
        many => format!("The last {many} visits were missed in a row."),
    };
    match side.until_review {
        None => format!("{missed} However many are missed, no review opens by itself."),
        Some(_) if side.missed_in_a_row >= found.review_after => {
            format!(
                "{missed} {} in a row open a review, and every further one does where none is open.",
                found.review_after
            )
        }
        Some(1) => format!("{missed} One more opens a review."),
        Some(more) => format!("{missed} {more} more in a row open a review."),
    }
}

fn table(
    caption: &str,
    found: &FamilyAttendance,
    counts: impl Fn(&SideAttendance) -> AttendanceCounts,
) -> Block {
    let counts: Vec<AttendanceCounts> = found.sides.iter().map(counts).collect();
    let row = |words: &str, of: fn(&AttendanceCounts) -> u32| -> Vec<Cell> {
        let mut row = vec![Cell::from(words)];
        row.extend(counts.iter().map(|one| Cell::from(of(one).to_string())));
        row
    };
    let mut head = vec!["Visits".to_owned()];
    head.extend(found.sides.iter().map(|side| side.side.words().to_owned()));
    Block::Table {
        caption: caption.to_owned(),
        head,
        rows: vec![
            row("Kept", |one| one.kept),
            row("Missed without word", |one| one.no_shows),
            row("Called off late", |one| one.called_off_late),
            row("Called off in time", |one| one.called_off_in_time),
        ],
    }
}

/// Which visits one side missed or called off.
fn not_kept(side: &SideAttendance) -> Block {
    if side.not_kept.is_empty() {
        let who = side.side.words().to_lowercase();
        return Block::Words(format!("The {who} missed and called off no visit in the last twelve months."));
    }
    let rows = side.not_kept.iter().map(|one| {
        let notice = one.notice.map(before).unwrap_or_default();
        vec![
            Cell::link(one.starts.words(), format!("/visits/{}", one.visit)),
            one.what.words().into(),
            notice.into(),
            format!("{}, {}", one.by, one.at.words()).into(),
        ]
    });
    Block::Table {
        caption: format!("{}: missed and called off, the latest first", side.side.words()),
        head: ["Visit", "What became of it", "Notice", "Recorded by"].map(String::from).to_vec(),
        rows: rows.collect(),
    }
}

/// How long before the first arrival something was said.
fn before(notice: Minutes) -> String {
    match notice.0 {
        ..0 => "After the first arrival was due".to_owned(),
        0..120 => format!("{notice} before"),
        120..2880 => format!("{} hours before", notice.0 / 60),
        _ => format!("{} days before", notice.0 / (24 * 60)),
    }
}
