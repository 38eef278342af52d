//! What runs out: one's own, line by line, and for the co-ordinator one line for everybody else's.

use super::line::Line;
use crate::{
    clearance::{ToRenew, worked_out},
    view::WorkLine,
};
use base::{Day, Moment};
use host::{Problem, Tx};
use rules::clearance::{Renewal, RenewalState};

/// Within how many days of its last day something cannot wait. What is missing altogether waits: nobody can be
/// put on contact without it (R9), so nothing breaks off.
const URGENT: i64 = 7;

fn is_urgent(one: &Renewal, today: Day) -> bool {
    !one.waits && one.state != RenewalState::Missing && one.fix_by <= today.plus_days(URGENT)
}

fn by(one: &Renewal) -> String {
    match one.state {
        RenewalState::RunsOut => format!("By {}", one.fix_by.words()),
        RenewalState::RanOut | RenewalState::Missing => "Now".to_owned(),
    }
}

fn line(one: &Renewal, (title, href, why): (String, String, String), today: Day) -> Line {
    let work = WorkLine { title, href, why, due: by(one), urgent: is_urgent(one, today) };
    Line { due: Moment::start_of(one.fix_by), safety: false, work }
}

fn lines_of(person: &ToRenew, today: Day) -> Vec<Line> {
    person
        .items
        .iter()
        .map(|item| {
            let one = &item.renewal;
            let why = format!("{} {}", one.detail, one.remedy);
            line(one, (format!("Renew: {}", one.what), "/my-clearance".to_owned(), why), today)
        })
        .collect()
}

/// What whoever asks has to renew themselves.
pub(super) fn own(tx: &mut Tx<'_>) -> Result<Vec<Line>, Problem> {
    let Some(me) = tx.actor.staff else { return Ok(Vec::new()) };
    let today = tx.now.day();
    Ok(worked_out(tx, Some(me))?.iter().flat_map(|person| lines_of(person, today)).collect())
}

/// The same for whoever leads the centre's work, and one line for everybody else together.
pub(super) fn of_centre(tx: &mut Tx<'_>) -> Result<Vec<Line>, Problem> {
    let (me, today) = (tx.actor.staff, tx.now.day());
    let all = worked_out(tx, None)?;
    let (mine, others): (Vec<&ToRenew>, Vec<&ToRenew>) =
        all.iter().partition(|person| Some(person.staff) == me);
    let mut lines: Vec<Line> = mine.into_iter().flat_map(|person| lines_of(person, today)).collect();
    let every =
        || others.iter().flat_map(|person| person.items.iter().map(move |item| (person, &item.renewal)));
    // The most pressing is told in full; what runs out comes before what was never there.
    let first = every().min_by_key(|(_, one)| (!is_urgent(one, today), one.waits, one.fix_by));
    if let Some((person, one)) = first {
        let title = match others.len() {
            1 => format!("Renew in time: {}", person.name),
            many => format!("Renew in time: {many} people"),
        };
        let why = match every().count() {
            1 => format!("{}: {}", person.name, one.detail),
            many => format!("{}: {} {} more.", person.name, one.detail, many - 1),
        };
        lines.push(line(one, (title, "/clearance/renewals".to_owned(), why), today));
    }
    Ok(lines)
}
