//! The pages of opening times.

use super::{
    EndPattern, NewClosure, NewException, NewPattern,
    closure::{Shut, add_closure, lift_closure, list_closures, see_closure},
    exception::{Despite, add_exception, list_exceptions, see_exception, take_back_exception},
    next_sessions,
    pattern::{add_pattern, end_pattern, list_patterns, see_pattern},
    visits::booked_without_a_room,
};
use crate::{
    front::{Asked, Goto, Pages},
    premises::{
        pages::{BACK, heads, may_write, room_choices, site_choices, site_name},
        room::{CentreRoom, rooms},
        site::{Site, sites},
    },
    view::{Block, Button, Cell, Choice, Field, Form, Kind, Layout, Sheet, View, choices, facts, field},
};
use base::{ClosureId, ExceptionId, Moment, PatternId, Period, SiteId, Weekday};
use host::{Problem, Tx, api::Nothing};
use policy::{SeeCentre, WriteCentre};

const LIST: &str = "/centre/opening-times";
const PATTERNS: &str = "/centre/opening-patterns";
const EXCEPTIONS: &str = "/centre/opening-exceptions";
const CLOSURES: &str = "/centre/closures";

/// The pages of opening times.
#[must_use]
pub fn pages() -> Pages {
    Pages::none()
        .show::<SeeCentre, ()>(LIST, list)
        .show::<WriteCentre, ()>("/centre/opening-patterns/new", pattern_form)
        .submit::<WriteCentre, (), NewPattern, _>(
            "/centre/opening-patterns/new",
            |tx, (), new| add_pattern(tx, new),
            |(), _| Goto::to(LIST).saying("saved"),
            pattern_form,
        )
        .show::<WriteCentre, PatternId>("/centre/opening-patterns/{pattern}", pattern_page)
        .submit::<WriteCentre, PatternId, EndPattern, _>(
            "/centre/opening-patterns/{pattern}",
            end_pattern,
            |_, _| Goto::to(LIST).saying("saved"),
            pattern_page,
        )
        .show::<WriteCentre, ()>("/centre/opening-exceptions/new", exception_form)
        .submit::<WriteCentre, (), NewException, _>(
            "/centre/opening-exceptions/new",
            |tx, (), new| add_exception(tx, new),
            |(), _| Goto::to(LIST).saying("saved"),
            exception_form,
        )
        .show::<WriteCentre, ExceptionId>("/centre/opening-exceptions/{exception}", exception_page)
        .submit::<WriteCentre, ExceptionId, Despite, _>(
            "/centre/opening-exceptions/{exception}",
            take_back_exception,
            |_, _| Goto::to(LIST).saying("saved"),
            exception_page,
        )
        .show::<WriteCentre, ()>("/centre/closures/new", closure_form)
        .submit::<WriteCentre, (), NewClosure, _>(
            "/centre/closures/new",
            |tx, (), new| add_closure(tx, new),
            |(), _| Goto::to(LIST).saying("saved"),
            closure_form,
        )
        .show::<WriteCentre, ClosureId>("/centre/closures/{closure}", closure_page)
        .submit::<WriteCentre, ClosureId, Nothing, _>(
            "/centre/closures/{closure}",
            |tx, id, _| lift_closure(tx, id),
            |_, _| Goto::to(LIST).saying("saved"),
            closure_page,
        )
}

/// The next sessions, or what to do where there are none.
pub(in crate::premises) fn next_table(
    tx: &mut Tx<'_>,
    sites: &[Site],
    most: usize,
) -> Result<Block, Problem> {
    let next = next_sessions(tx, most)?;
    if next.is_empty() {
        return Ok(Block::Empty {
            title: "No sessions are coming up".into(),
            next: "Visits can only be booked while the centre is open. Add its regular opening times first."
                .into(),
            link: None,
        });
    }
    let rows = next
        .iter()
        .map(|one| {
            let day = one.starts.day();
            vec![
                Cell::link(day.words_with_weekday(), format!("/day/{day}")),
                one.starts.time_words().into(),
                one.ends.time_words().into(),
                site_name(sites, one.site).into(),
            ]
        })
        .collect();
    let head = heads(["Day", "Opens", "Closes", "Site"]);
    Ok(Block::Table { caption: "Next sessions".into(), head, rows })
}

fn where_it_is(sites: &[Site], site: Option<SiteId>) -> String {
    site.map_or_else(|| "Every site".to_owned(), |id| site_name(sites, id))
}

fn what_is_shut(sites: &[Site], rooms: &[CentreRoom], shut: &Shut) -> String {
    match (shut.room, shut.site) {
        (Some(id), _) => {
            rooms.iter().find(|room| room.id == id).map(|room| room.name.clone()).unwrap_or_default()
        }
        (None, Some(id)) => site_name(sites, id),
        (None, None) => "The whole centre".to_owned(),
    }
}

fn list(tx: &mut Tx<'_>, _: (), _: &Asked) -> Result<View, Problem> {
    let (patterns, exceptions, closures) =
        (list_patterns(tx)?.items, list_exceptions(tx)?.items, list_closures(tx)?.items);
    let (sites, rooms) = (sites(tx)?, rooms(tx)?);
    let next = next_table(tx, &sites, 12)?;
    let writes = may_write(tx.actor);
    let linked = |words: String, href: String| if writes { Cell::link(words, href) } else { words.into() };
    let mut sheet = Sheet::new("Opening times")
        .lead("The first arrival and the last leaving of a visit must fall within a session.")
        .with_if(writes, || {
            Block::Buttons(vec![
                Button::to("Add regular opening times", "/centre/opening-patterns/new"),
                Button::to("Add an exception", "/centre/opening-exceptions/new").secondary(),
                Button::to("Add a closure", "/centre/closures/new").secondary(),
                Button::to("Add one session", "/centre/openings/new").secondary(),
            ])
        });
    let tables: [(&str, [&str; 3], Vec<Vec<Cell>>, &str); 3] = [
        (
            "Regular opening times",
            ["When", "Where", "Last day"],
            patterns
                .into_iter()
                .map(|one| {
                    let place = where_it_is(&sites, one.site);
                    let last = one.last_day.map_or_else(|| "None".to_owned(), base::Day::words);
                    vec![linked(one.words, format!("{PATTERNS}/{}", one.id)), place.into(), last.into()]
                })
                .collect(),
            "Add them once and the sessions follow, without the bank holidays.",
        ),
        (
            "Exceptions",
            ["Day", "Where", "What happens"],
            exceptions
                .into_iter()
                .map(|one| {
                    let (place, words) = (where_it_is(&sites, one.site), one.words());
                    let day = linked(one.day.words_with_weekday(), format!("{EXCEPTIONS}/{}", one.id));
                    vec![day, place.into(), format!("{words}: {}", one.reason).into()]
                })
                .collect(),
            "Add one when a single day is closed, or open at other times than usual.",
        ),
        (
            "Closures",
            ["When", "What is shut", "Why"],
            closures
                .into_iter()
                .map(|one| {
                    let when = format!("{} until {}", one.starts.words(), one.ends.words());
                    let what = what_is_shut(&sites, &rooms, &one);
                    vec![linked(when, format!("{CLOSURES}/{}", one.id)), what.into(), one.reason.into()]
                })
                .collect(),
            "Add one when the centre, a site or a room is shut for a while.",
        ),
    ];
    for (title, head, rows, what) in tables {
        sheet = if rows.is_empty() {
            let title = format!("No {}", title.to_lowercase());
            sheet.with(Block::Empty { title, next: what.to_owned(), link: None })
        } else {
            sheet.with(Block::Table { caption: title.into(), head: heads(head), rows })
        };
    }
    Ok(View::sheet(Layout::Staff, sheet.with(next)).back(BACK, "/centre"))
}

/// The question at which site, where there is more than one.
fn site_question(sites: &[Site], question: &str) -> Option<Field> {
    (sites.len() > 1).then(|| {
        let mut all = vec![Choice::new("", "Every site")];
        all.extend(site_choices(sites));
        field("site", question, Kind::One(all))
    })
}

fn despite() -> Field {
    field("despite_visits:bool", "Go ahead even if visits are booked then", Kind::Tick)
        .hint("Leave this empty first, and you are shown the visits before anything changes. If you go ahead, each of them is marked as not safe until you move it.")
}

fn pattern_form(tx: &mut Tx<'_>, _: (), asked: &Asked) -> Result<View, Problem> {
    let sites = sites(tx)?;
    let mut fields = vec![
        field("weekday", "On which day of the week?", Kind::Pick(choices!(Weekday))),
        field("opens", "When does the centre open?", Kind::Time),
        field("closes", "When does it close?", Kind::Time),
        field("every_weeks:int", "Every how many weeks?", Kind::Number)
            .hint("Enter 1 for every week, 2 for every second week."),
        field("first_day", "What is the first day?", Kind::Date),
        field("last_day", "What is the last day?", Kind::Date).hint("Leave this empty if there is none."),
        field("on_bank_holidays:bool", "Open on bank holidays too", Kind::Tick),
    ];
    fields.extend(site_question(&sites, "At which site?"));
    let form = match asked.form().value("every_weeks") {
        "" if !asked.form().has_errors() => asked.form().with("every_weeks", "1"),
        _ => asked.form(),
    };
    let form = Form::new("/centre/opening-patterns/new", form, fields, "Add opening times");
    let sheet = Sheet::new("Add regular opening times").form(form);
    Ok(View::sheet(Layout::Staff, sheet).back("Opening times", LIST))
}

fn pattern_page(tx: &mut Tx<'_>, id: PatternId, asked: &Asked) -> Result<View, Problem> {
    let (pattern, sites) = (see_pattern(tx, id)?, sites(tx)?);
    let fields = vec![
        field("last_day", "What is the last day?", Kind::Date)
            .hint("To change the hours, end these opening times and add new ones from the next day."),
        despite(),
    ];
    let sheet = Sheet::new(pattern.words)
        .with(facts([("Where", where_it_is(&sites, pattern.site))]))
        .with(Block::Heading("End these opening times".into()))
        .form(Form::new(format!("{PATTERNS}/{id}"), asked.form(), fields, "Save the last day"));
    Ok(View::sheet(Layout::Staff, sheet).back("Opening times", LIST))
}

fn exception_form(tx: &mut Tx<'_>, _: (), asked: &Asked) -> Result<View, Problem> {
    let sites = sites(tx)?;
    let mut fields = vec![
        field("day", "Which day?", Kind::Date),
        field("opens", "When does the centre open?", Kind::Time)
            .hint("Leave both times empty if the centre is closed on that day."),
        field("closes", "When does it close?", Kind::Time),
        field("reason", "Why?", Kind::Long(2)).hint("Staff read this when they try to book on that day."),
    ];
    fields.extend(site_question(&sites, "At which site?"));
    fields.push(despite());
    let sheet = Sheet::new("Add an exception")
        .lead("Use this for one day that is closed, or open at other times than usual.")
        .form(Form::new("/centre/opening-exceptions/new", asked.form(), fields, "Add the exception"));
    Ok(View::sheet(Layout::Staff, sheet).back("Opening times", LIST))
}

fn exception_page(tx: &mut Tx<'_>, id: ExceptionId, asked: &Asked) -> Result<View, Problem> {
    let (one, sites) = (see_exception(tx, id)?, sites(tx)?);
    let whole = Period::new(Moment::start_of(one.day), Moment::start_of(one.day.plus_days(1)));
    let visits = visits_block(tx, whole.map_err(Problem::broken)?)?;
    let sheet = Sheet::new(one.day.words_with_weekday())
        .with(facts([
            ("Where", where_it_is(&sites, one.site)),
            ("What happens", one.words()),
            ("Why", one.reason.clone()),
        ]))
        .with(visits)
        .with(Block::Heading("Remove this exception".into()))
        .form(Form::new(
            format!("{EXCEPTIONS}/{id}"),
            asked.form(),
            vec![despite()],
            "Remove this exception",
        ));
    Ok(View::sheet(Layout::Staff, sheet).back("Opening times", LIST))
}

fn closure_form(tx: &mut Tx<'_>, _: (), asked: &Asked) -> Result<View, Problem> {
    let (sites, rooms) = (sites(tx)?, rooms(tx)?);
    let mut fields = vec![
        field("starts", "When does it shut?", Kind::Moment),
        field("ends", "When does it open again?", Kind::Moment),
        field("reason", "Why?", Kind::Long(2)).hint("Staff read this when they try to book then."),
    ];
    fields.extend(site_question(&sites, "Which site?"));
    let mut all = vec![Choice::new("", "All of them")];
    all.extend(room_choices(&rooms));
    fields.push(field("room", "Which room?", Kind::One(all)));
    fields.push(despite());
    let sheet = Sheet::new("Add a closure").form(Form::new(
        "/centre/closures/new",
        asked.form(),
        fields,
        "Add the closure",
    ));
    Ok(View::sheet(Layout::Staff, sheet).back("Opening times", LIST))
}

fn closure_page(tx: &mut Tx<'_>, id: ClosureId, asked: &Asked) -> Result<View, Problem> {
    let (one, sites, rooms) = (see_closure(tx, id)?, sites(tx)?, rooms(tx)?);
    let visits = visits_block(tx, Period::new(one.starts, one.ends).map_err(Problem::broken)?)?;
    let sheet = Sheet::new(format!("Closure of {}", one.starts.day().words()))
        .with(facts([
            ("What is shut", what_is_shut(&sites, &rooms, &one)),
            ("From", one.starts.words()),
            ("Until", one.ends.words()),
            ("Why", one.reason.clone()),
        ]))
        .with(visits)
        .with(Block::Heading("Open again".into()))
        .form(Form::new(format!("{CLOSURES}/{id}"), asked.form(), vec![], "End the closure"));
    Ok(View::sheet(Layout::Staff, sheet).back("Opening times", LIST))
}

/// The visits of a stretch of time that have no open room.
fn visits_block(tx: &mut Tx<'_>, period: Period) -> Result<Block, Problem> {
    let visits = booked_without_a_room(tx, period)?;
    if visits.is_empty() {
        return Ok(Block::Words("No visit is without an open room in this time.".into()));
    }
    let rows = visits
        .into_iter()
        .map(|visit| {
            vec![
                Cell::link(visit.title, format!("/visits/{}", visit.id)),
                visit.timing.starts.words().into(),
                visit.room_name.into(),
            ]
        })
        .collect();
    let head = heads(["Family", "Time together starts", "Room"]);
    Ok(Block::Table { caption: "Visits in this time without an open room".into(), head, rows })
}
