//! The pages of booking.

use super::{
    FamilyVisitsAsked, NewBooking, NewSeries, VisitLine, VisitsAsked, Which, book, book_series, free, list,
    names, of_known,
};
use crate::{
    family::{Place, family, readiness_with, side_menu},
    front::{Asked, Goto, Pages},
    order, plan, premises,
    view::{Block, Button, Cell, Choice, Field, Form, Kind, Layout, Sheet, View, field, link, tag},
};
use base::{Day, FamilyId, Moment, RoomId, StaffId};
use host::{Problem, Tx};
use policy::{BookVisit, ListVisits, Role, SeeFamily};
use rules::{intake::lacking, visit::State};
use serde_json::json;

/// The pages of this capability.
#[must_use]
pub fn pages() -> Pages {
    Pages::none()
        .show::<ListVisits, ()>("/visits", all)
        .show::<SeeFamily, FamilyId>("/families/{family}/visits", of_a_family)
        .show::<BookVisit, FamilyId>("/families/{family}/visits/new", one_form)
        .submit::<BookVisit, FamilyId, NewBooking, _>(
            "/families/{family}/visits/new",
            book,
            |family, _| Goto::to(format!("/families/{family}/visits")).saying("booked"),
            one_form,
        )
        .show::<BookVisit, FamilyId>("/families/{family}/visits/series", series_form)
        .submit::<BookVisit, FamilyId, NewSeries, _>(
            "/families/{family}/visits/series",
            book_series,
            |family, _| Goto::to(format!("/families/{family}/visits")).saying("booked"),
            series_form,
        )
        .and(free::pages())
        .and(super::change_pages::pages())
}

/// Where a visit is looked after; a time that is only held, or was, has a page of its own.
fn page_of(line: &VisitLine) -> String {
    match line.state {
        State::Held => format!("/visits/{}/hold", line.id),
        State::Released => format!("/visits/{}/answers", line.id),
        _ => format!("/visits/{}", line.id),
    }
}

/// The state of a visit as a tag.
fn state_tag(line: &VisitLine) -> Cell {
    if line.unsafe_because.is_some() && !line.state.is_over() {
        return tag("Not safe as planned", "red");
    }
    let colour = match line.state {
        State::Planned | State::Briefed => "teal",
        State::NoShow | State::Refused => "orange",
        state if state.is_over() => "grey",
        _ => "green",
    };
    tag(line.state.words(), colour)
}

fn times(line: &VisitLine) -> String {
    format!("{} to {}", line.timing.starts.time_words(), line.timing.ends.time_words())
}

fn table(caption: &str, visits: &[VisitLine], may_change: bool) -> Block {
    let mut head = ["Time together", "Kind", "Room", "Supervised by", "State"].map(String::from).to_vec();
    head.extend(may_change.then(|| "Change".to_owned()));
    Block::Table {
        caption: caption.to_owned(),
        head,
        rows: visits
            .iter()
            .map(|line| {
                let when = format!("{}, {}", line.timing.starts.day().words(), times(line));
                let mut row = vec![
                    Cell::link(when, page_of(line)),
                    line.kind.words().into(),
                    line.room_name.clone().into(),
                    line.supervisor_names().into(),
                    state_tag(line),
                ];
                row.extend(may_change.then(|| changes(line)));
                row
            })
            .collect(),
    }
}

/// Where what is booked can be changed, as long as nobody has come.
fn changes(line: &VisitLine) -> Cell {
    if matches!(line.state, State::Held | State::Planned | State::Briefed) {
        Cell::link("Change", format!("/visits/{}/change", line.id))
    } else {
        "".into()
    }
}

fn all(tx: &mut Tx<'_>, _: (), asked: &Asked) -> Result<View, Problem> {
    let cursor = asked.paging().cursor;
    let found = list(tx, &VisitsAsked { day: None, cursor, limit: None })?;
    let mut sheet = Sheet::new("Visits").lead("From today on, the earliest first.");
    sheet = if found.items.is_empty() {
        sheet.with(Block::Empty {
            title: "No visits from today on".into(),
            next: "Open a family’s visits to book the first one.".into(),
            link: None,
        })
    } else {
        let rows = found
            .items
            .iter()
            .map(|line| {
                vec![
                    Cell::link(line.title.clone(), page_of(line)),
                    line.timing.starts.day().words_with_weekday().into(),
                    times(line).into(),
                    line.room_name.clone().into(),
                    state_tag(line),
                ]
            })
            .collect();
        let head = ["Family", "Day", "Time together", "Room", "State"].map(String::from).to_vec();
        sheet.with(Block::Table { caption: "Visits from today on".into(), head, rows })
    };
    let next = found.next.map(|cursor| format!("/visits?cursor={cursor}"));
    let prev = asked.get("cursor").map(|_| "/visits".to_owned());
    Ok(View::sheet(Layout::Staff, sheet.with(Block::Pages { prev, next })))
}

fn of_a_family(tx: &mut Tx<'_>, id: FamilyId, asked: &Asked) -> Result<View, Problem> {
    let family = family(tx, id)?;
    let part = |which, cursor, limit| FamilyVisitsAsked { which: Some(which), cursor, limit };
    let past_cursor = asked.paging().cursor;
    let is_first_page = past_cursor.is_none();
    let names = names(tx)?;
    let upcoming = of_known(tx, &family, &part(Which::Upcoming, None, Some(100)), &names)?;
    let past = of_known(tx, &family, &part(Which::Past, past_cursor, None), &names)?;
    let base = format!("/families/{id}/visits");
    let books = matches!(tx.actor.role, Role::Coordinator | Role::SafeguardingLead);
    let mut sheet = Sheet::new("Visits")
        .over(format!("{} · {}", family.title, family.reference))
        .side(side_menu(tx.actor, &family, Place::Visits))
        .with_if(books, || {
            Block::Buttons(vec![
                Button::to("Find a free time", format!("/families/{id}/free-times")),
                Button::to("Book a visit", format!("{base}/new")).secondary(),
                Button::to("Book a series", format!("{base}/series")).secondary(),
            ])
        })
        .with_if(books, || {
            Block::Links(vec![
                link("Put on the waiting list", format!("/families/{id}/waiting")),
                link("Waiting list", "/waiting-list"),
            ])
        });
    sheet = sheet
        .with(Block::Links(vec![link("Kept, missed and called off", format!("/families/{id}/attendance"))]));
    if upcoming.items.is_empty() && past.items.is_empty() {
        sheet = sheet.with(Block::Empty {
            title: "No visits yet".into(),
            next: "The first visit can be booked when both meetings are held, the assessment is approved and the plan is agreed.".into(),
            link: books.then(|| link("See what is lacking", format!("{base}/new"))),
        });
        return Ok(View::sheet(Layout::Staff, sheet));
    }
    if is_first_page {
        sheet = if upcoming.items.is_empty() {
            sheet.with(Block::Words("No visits are booked from today on.".into()))
        } else {
            sheet.with(table("From today on", &upcoming.items, books))
        };
    }
    sheet = sheet
        .with_if(!past.items.is_empty(), || table("Before today, the last one first", &past.items, false));
    let next = past.next.map(|cursor| format!("{base}?cursor={cursor}"));
    let prev = (!is_first_page).then_some(base);
    Ok(View::sheet(Layout::Staff, sheet.with(Block::Pages { prev, next })))
}

/// What there is to know of a room when one is chosen for a family. Ages are advice; what the plan asks for
/// and the room lacks is refused.
fn room_hint(
    room: &premises::CentreRoom,
    family: &crate::family::Family,
    plan: Option<&plan::Current>,
    today: Day,
) -> String {
    let kinds: Vec<&str> = room.kinds.iter().map(|kind| kind.words()).collect();
    let mut hints = vec![kinds.join(", ")];
    hints.extend(room.ages().map(|ages| format!("good for {ages}")));
    let ages: Vec<String> = family
        .children
        .iter()
        .filter(|child| !room.suits(child.born.age_on(today)))
        .map(|child| format!("{} is {}", child.name, child.born.age_on(today)))
        .collect();
    if !ages.is_empty() {
        hints.push(format!("note that {}", ages.join(" and ")));
    }
    let needs = plan.iter().flat_map(|plan| &plan.document.room_needs);
    let lacking: Vec<String> = needs
        .filter(|need| !room.facilities.contains(need))
        .map(|need| need.words().to_lowercase())
        .collect();
    if !lacking.is_empty() {
        hints.push(format!("lacks what the plan asks for ({})", lacking.join(", ")));
    }
    hints.join("; ")
}

/// The questions of one booking, below a path.
pub(super) fn questions(
    tx: &mut Tx<'_>,
    family: &crate::family::Family,
    plan: Option<&plan::Current>,
    under: &str,
) -> Result<Vec<Field>, Problem> {
    let name = |field: &str| format!("{under}{field}");
    let today = tx.now.day();
    let rooms = premises::rooms(tx)?
        .into_iter()
        .map(|room| {
            let hint = room_hint(&room, family, plan, today);
            Choice { value: room.id.to_string(), text: room.name, hint }
        })
        .collect();
    // Who is cleared is not told here: it would take this page past what a page may ask, and a booking says
    // of everybody named what they lack.
    let staff = premises::staff(tx)?
        .into_iter()
        .filter(|one| !one.has_left)
        .map(|one| Choice { value: one.id.to_string(), text: one.name, hint: one.role.words().to_owned() })
        .collect();
    let people = family
        .adults
        .iter()
        .map(|adult| Choice {
            value: adult.id.to_string(),
            text: adult.name.clone(),
            hint: format!("{}, {}", adult.relation, adult.side.words().to_lowercase()),
        })
        .collect();
    let mut fields = vec![
        field(name("starts"), "When does the time together start?", Kind::Moment)
            .hint("The plan says who arrives earlier, and how much earlier."),
        field(name("length:int"), "How many minutes long is it?", Kind::Number),
        field(name("room"), "Which room?", Kind::One(rooms)),
        field(name("supervisors:list"), "Who supervises?", Kind::Many(staff)),
        field(name("people:list"), "Which adults come?", Kind::Many(people)),
    ];
    if plan.is_some_and(|plan| plan.document.needs_interpreter) {
        fields.extend([
            field(name("interpreter/agency"), "Which agency sends the interpreter?", Kind::Text),
            field(
                name("interpreter/independent:bool"),
                "Is the interpreter independent: no family, and no friend of anybody?",
                Kind::YesNo,
            ),
            field(
                name("interpreter/followed_by_supervisor:bool"),
                "Can the supervisor follow what is said?",
                Kind::YesNo,
            ),
        ]);
    }
    Ok(fields)
}

/// What a form begins with: what the plan says, and what was chosen among the free times.
pub(super) fn begun(plan: Option<&plan::Current>, asked: &Asked) -> serde_json::Value {
    let mut begun = match plan {
        Some(plan) => json!({"length": plan.document.length, "people": plan.terms().people}),
        None => json!({}),
    };
    let starts = asked.get("starts").and_then(|at| Moment::from_microseconds(at.parse().ok()?).ok());
    let room: Option<RoomId> = asked.get("room").and_then(|id| id.parse().ok());
    let supervisors: Option<Vec<StaffId>> =
        asked.get("supervisors").map(|ids| ids.split(',').filter_map(|id| id.parse().ok()).collect());
    if let Some(starts) = starts {
        begun["starts"] = json!(starts);
    }
    if let Some(room) = room {
        begun["room"] = json!(room);
    }
    if let Some(supervisors) = supervisors {
        begun["supervisors"] = json!(supervisors);
    }
    begun
}

/// The same form for holding the time that was chosen, with what was chosen.
fn to_hold(family: FamilyId, asked: &Asked) -> String {
    let mut path = format!("/families/{family}/visits/hold");
    let chosen = ["starts", "room", "supervisors"];
    let chosen = chosen.iter().filter_map(|name| Some((name, asked.get(name)?)));
    for (index, (name, value)) in chosen.enumerate() {
        // Only what can stand in an address as it is: numbers and identifiers.
        if value.chars().all(|one| one.is_ascii_alphanumeric() || matches!(one, '-' | ',')) {
            path.push_str(&format!("{}{name}={value}", if index == 0 { '?' } else { '&' }));
        }
    }
    path
}

/// The head of both forms: what the plan says, and what is lacking before any visit (R2).
pub(super) fn head(
    tx: &mut Tx<'_>,
    family: &crate::family::Family,
    plan: Option<&plan::Current>,
    heading: &str,
) -> Result<Sheet, Problem> {
    let ready = readiness_with(tx, family)?;
    let lacking = lacking(&ready, tx.now.day());
    let orders = order::before_booking(tx, family, ready.orders_declared)?;
    let lead = plan.map_or_else(String::new, |plan| {
        let says = &plan.document;
        format!(
            "The plan says: {}, {}. {}. {}.",
            says.kind.words().to_lowercase(),
            says.length,
            says.frequency,
            says.sequence.words()
        )
    });
    Ok(Sheet::new(heading)
        .over(format!("{} · {}", family.title, family.reference))
        .lead(lead)
        .side(side_menu(tx.actor, family, Place::Visits))
        .with_if(!lacking.is_empty(), || Block::Notice {
            title: "Before any visit".into(),
            kind: "warn",
            words: lacking.iter().map(ToString::to_string).collect(),
        })
        .with_if(orders.unread > 0, || Block::Notice {
            title: "Court orders nobody has read yet".into(),
            kind: "warn",
            words: vec![orders.unread_words()],
        })
        .with_if(!orders.binding.is_empty(), || Block::Notice {
            title: "What the court says".into(),
            kind: "",
            words: orders.sentences(),
        })
        .with_if(orders.unread > 0 || !orders.binding.is_empty(), || {
            Block::Links(vec![link("Court orders", format!("/families/{}/orders", family.id))])
        }))
}

fn one_form(tx: &mut Tx<'_>, id: FamilyId, asked: &Asked) -> Result<View, Problem> {
    let family = family(tx, id)?;
    tx.ask::<BookVisit>(&family.subject)?;
    let plan = plan::current(tx, id)?;
    let fields = questions(tx, &family, plan.as_ref(), "")?;
    let form = Form::new(
        format!("/families/{id}/visits/new"),
        asked.form_of(&begun(plan.as_ref(), asked)),
        fields,
        "Book the visit",
    );
    let sheet = head(tx, &family, plan.as_ref(), "Book a visit")?
        .with(Block::Links(vec![
            link("Find a free time", format!("/families/{id}/free-times")),
            link("Hold this time instead, while the adults are asked", to_hold(id, asked)),
        ]))
        .form(form);
    Ok(View::sheet(Layout::Staff, sheet).back("Visits", format!("/families/{id}/visits")))
}

fn series_form(tx: &mut Tx<'_>, id: FamilyId, asked: &Asked) -> Result<View, Problem> {
    let family = family(tx, id)?;
    tx.ask::<BookVisit>(&family.subject)?;
    let plan = plan::current(tx, id)?;
    let mut fields = questions(tx, &family, plan.as_ref(), "first/")?;
    fields.extend([
        field("every_weeks:int", "Every how many weeks?", Kind::Number),
        field("count:int", "How many visits?", Kind::Number).hint("From 2 to 26."),
    ]);
    let state = asked.form_of(&json!({"first": begun(plan.as_ref(), asked), "every_weeks": 2, "count": 6}));
    let form = Form::new(format!("/families/{id}/visits/series"), state, fields, "Book the series");
    let sheet = head(tx, &family, plan.as_ref(), "Book a series of visits")?
        .with(Block::Words("Either every visit can be booked, or none is.".into()))
        .form(form);
    Ok(View::sheet(Layout::Staff, sheet).back("Visits", format!("/families/{id}/visits")))
}
