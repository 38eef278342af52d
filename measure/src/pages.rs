//! The ten pages that are used most, each with different records to show, and the calendar of a very large
//! centre.

use crate::{Broken, serve::Centre, week::WEEK};
use app::schema::{family, visit, visit_event, visit_supervisor};
use base::{FamilyId, Moment, VisitId};
use diesel::prelude::*;

/// A page, who looks at it, and of which records.
pub(crate) struct Page {
    pub(crate) name: &'static str,
    pub(crate) who: &'static str,
    pub(crate) paths: Vec<String>,
}

/// The pages, and how much there is in the centre.
pub(crate) struct Pages {
    pub(crate) list: Vec<Page>,
    pub(crate) rows: Vec<FamilyId>,
    pub(crate) families: i64,
    pub(crate) visits: i64,
    pub(crate) events: i64,
}

/// How many different records each page shows in turn.
const DIFFERENT: i64 = 100;

/// The pages.
pub(crate) fn most_used(centre: &Centre) -> Result<Pages, Broken> {
    let mut connection = host::db::open_embedded(&centre.file, &centre.keys)?;
    let day = centre.now.day();
    let rows: Vec<FamilyId> = family::table
        .order(family::id)
        .select(family::id)
        .filter(family::stage.eq("active"))
        .limit(DIFFERENT)
        .load(&mut connection)?;
    let (from, until) = (Moment::start_of(day), Moment::start_of(day.plus_days(1)));
    // Those of today that a supervisor is named for, with who that is: "amara" is the first of them.
    let mine: Vec<VisitId> = visit::table
        .inner_join(visit_supervisor::table.on(visit_supervisor::visit.eq(visit::id)))
        .inner_join(app::schema::staff::table.on(app::schema::staff::id.eq(visit_supervisor::staff)))
        .filter(visit::starts.between(from, until).and(app::schema::staff::name.eq("Amara Lindqvist")))
        .order(visit::starts)
        .select(visit::id)
        .load(&mut connection)?;
    if rows.is_empty() || mine.is_empty() {
        return Err("the centre is empty: delete its file and measure again".into());
    }
    let of = |rows: &[FamilyId], place: &str| -> Vec<String> {
        rows.iter().map(|id| format!("/families/{id}{place}")).collect()
    };
    let page = |name, who, paths| Page { name, who, paths };
    let list = vec![
        page("First page, co-ordinator", "priya", vec!["/".into()]),
        page("Families", "priya", vec!["/families".into()]),
        page("A family", "priya", of(&rows, "")),
        page("A family's visits", "priya", of(&rows, "/visits")),
        page("A family's timeline", "priya", of(&rows, "/timeline")),
        page("Referrals", "priya", vec!["/referrals".into()]),
        page("The day, supervisor", "amara", vec![format!("/day/{day}")]),
        page("A visit, supervisor", "amara", mine.iter().map(|id| format!("/visits/{id}")).collect()),
        page(
            "A briefing, supervisor",
            "amara",
            mine.iter().map(|id| format!("/visits/{id}/briefing")).collect(),
        ),
        page("First page, parent", "resident", vec!["/".into()]),
        page("Calendar, 300 visits by room", "priya", vec![format!("/calendar?week={WEEK}")]),
        page(
            "Calendar, the same by supervisor",
            "priya",
            vec![format!("/calendar?week={WEEK}&by=supervisor")],
        ),
    ];
    Ok(Pages {
        list,
        rows,
        families: family::table.count().get_result(&mut connection)?,
        visits: visit::table.count().get_result(&mut connection)?,
        events: visit_event::table.count().get_result(&mut connection)?,
    })
}
