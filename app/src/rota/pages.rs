//! The pages of the rota.

use super::{
    Cover, CoverDecision, CoverState, LeftShort, NewCover, NewDuties, NewStaffing, RotaDuty, RotaSession,
    WeekAsked, ask_cover, covers, decide, put_on, ratio, see_staffing, set_staffing, store, take, take_off,
    week, withdraw,
};
use crate::{
    front::{Asked, Goto, Pages},
    premises,
    view::{Block, Button, Cell, Choice, Field, Form, Kind, Layout, Sheet, View, WorkLine, field, link, tag},
};
use base::{CoverId, Day, DutyId, Moment, Period, SiteId};
use host::{Problem, Tx, api::Nothing};
use policy::{AskCover, KeepRota, Role, SeeRota, SetStaffing, Subject, TakeCover};
use serde_json::json;

/// The pages of this capability.
#[must_use]
pub fn pages() -> Pages {
    Pages::none()
        .show::<SeeRota, ()>("/rota", week_page)
        .show::<KeepRota, ()>("/rota/new", new_page)
        .submit::<KeepRota, (), NewDuties, _>(
            "/rota/new",
            |tx, (), new| put_on(tx, new),
            |(), taken| after(&taken.visits, Goto::to("/rota").saying("saved")),
            new_page,
        )
        .show::<SetStaffing, ()>("/rota/staffing", staffing_page)
        .submit::<SetStaffing, (), NewStaffing, _>(
            "/rota/staffing",
            |tx, (), new| set_staffing(tx, new),
            |(), _| Goto::to("/rota/staffing").saying("saved"),
            staffing_page,
        )
        .show::<AskCover, DutyId>("/rota/duties/{duty}", duty_page)
        .submit::<AskCover, DutyId, NewCover, _>(
            "/rota/duties/{duty}",
            ask_cover,
            |_, _| Goto::to("/rota/cover").saying("cover"),
            duty_page,
        )
        .submit::<KeepRota, DutyId, Nothing, _>(
            "/rota/duties/{duty}/ending",
            |tx, id, _| take_off(tx, id),
            |_, ended| after(&ended.visits, Goto::to("/rota").saying("saved")),
            duty_page,
        )
        .show::<SeeRota, ()>("/rota/cover", cover_page)
        .submit::<TakeCover, CoverId, Nothing, _>(
            "/rota/cover/{cover}/offer",
            |tx, id, _| take(tx, id),
            |_, _| Goto::to("/rota/cover").saying("offered"),
            cover_again,
        )
        .submit::<AskCover, CoverId, Nothing, _>(
            "/rota/cover/{cover}/withdrawal",
            |tx, id, _| withdraw(tx, id),
            |_, _| Goto::to("/rota/cover").saying("saved"),
            cover_again,
        )
        .submit::<KeepRota, CoverId, CoverDecision, _>(
            "/rota/cover/{cover}/decision",
            decide,
            |_, covered| after(&covered.visits, Goto::to("/rota/cover").saying("saved")),
            cover_again,
        )
}

/// Where one goes after a change: to the week of the first visit it leaves short, which names them all.
fn after(visits: &[LeftShort], otherwise: Goto) -> Goto {
    visits
        .first()
        .map_or(otherwise, |first| Goto::to(format!("/rota?day={}", first.starts.day())).saying("left-short"))
}

fn leads(tx: &Tx<'_>) -> bool {
    matches!(tx.actor.role, Role::Coordinator | Role::SafeguardingLead)
}

fn times(starts: Moment, ends: Moment) -> String {
    format!("{} to {}", starts.time_words(), ends.time_words())
}

fn mine(duties: &[RotaDuty]) -> Block {
    if duties.is_empty() {
        return Block::Empty {
            title: "You have no duties ahead".into(),
            next: "They appear here when you are put on the rota.".into(),
            link: None,
        };
    }
    let row = |duty: &RotaDuty| {
        vec![
            Cell::link(duty.starts.day().words_with_weekday(), format!("/rota/duties/{}", duty.id)),
            times(duty.starts, duty.ends).into(),
        ]
    };
    Block::Table {
        caption: "My duties".into(),
        head: ["Day", "Time"].map(String::from).to_vec(),
        rows: duties.iter().map(row).collect(),
    }
}

fn session(one: &RotaSession, leads: bool) -> Vec<Block> {
    let place = one.site_name.as_ref().map(|name| format!(", {name}")).unwrap_or_default();
    let title = format!("{}, {}{place}", one.starts.day().words_with_weekday(), times(one.starts, one.ends));
    let row = |duty: &RotaDuty| {
        let mut cells = vec![
            if leads {
                Cell::link(&duty.name, format!("/rota/duties/{}", duty.id))
            } else {
                duty.name.as_str().into()
            },
            times(duty.starts, duty.ends).into(),
        ];
        if leads {
            cells.push(match (duty.is_away, duty.is_cleared) {
                (Some(true), _) => tag("Away", "red"),
                (_, Some(false)) => tag("Not cleared", "red"),
                _ => "Cleared".into(),
            });
        }
        cells
    };
    let mut blocks = vec![Block::Heading(title.clone())];
    if !one.duties.is_empty() {
        let mut head = vec!["Who".to_owned(), "Time".to_owned()];
        head.extend(leads.then(|| "Cleared for contact".to_owned()));
        blocks.push(Block::Table { caption: title, head, rows: one.duties.iter().map(row).collect() });
    }
    if !one.gaps.is_empty() {
        let words = one.gaps.clone();
        blocks.push(Block::Notice { title: "Fewer than two on duty".into(), kind: "warn", words });
    }
    if leads {
        let new = format!("/rota/new?from={}&site={}", one.starts.microseconds(), one.site);
        blocks.push(Block::Links(vec![link("Put staff on duty", new)]));
    }
    blocks
}

fn short(visits: &[LeftShort], role: Role) -> Vec<Block> {
    if visits.is_empty() {
        return Vec::new();
    }
    let line = |one: &LeftShort| WorkLine {
        title: one.title.clone(),
        href: format!("/visits/{}", one.visit),
        why: one.because.iter().map(|refusal| refusal.detail.as_str()).collect::<Vec<_>>().join(" "),
        due: one.starts.words(),
        urgent: true,
    };
    let mut blocks =
        vec![Block::Heading("Visits that are short".into()), Block::Work(visits.iter().map(line).collect())];
    if role == Role::Coordinator {
        blocks
            .push(Block::Links(vec![link("Let the planner look for other times", "/proposal?whom=unsafe")]));
    }
    blocks
}

fn week_page(tx: &mut Tx<'_>, (): (), asked: &Asked) -> Result<View, Problem> {
    let day: Option<Day> = asked.get("day").and_then(|day| day.parse().ok());
    let (week, leads) = (week(tx, WeekAsked { day })?, leads(tx));
    let own = tx.actor.staff;
    let mut sheet = Sheet::new("Rota").with(mine(&week.mine));
    let mut links = vec![link("Cover and exchanges", "/rota/cover")];
    links.extend(own.map(|me| link("My available times and absences", format!("/staff/{me}"))));
    if leads {
        links.push(link("How many families one person may watch", "/rota/staffing"));
    }
    links.push(link("My duties in my own calendar", "/my/calendar"));
    sheet = sheet.with(Block::Links(links));
    for block in short(&week.short, tx.actor.role) {
        sheet = sheet.with(block);
    }
    sheet = sheet.with(Block::Heading(format!("Week of {}", week.monday.words_with_weekday())));
    if week.sessions.is_empty() {
        sheet = sheet.with(Block::Empty {
            title: "The centre is closed this week".into(),
            next: "Look at another week, or add a session to the opening times.".into(),
            link: None,
        });
    }
    for block in week.sessions.iter().flat_map(|one| session(one, leads)) {
        sheet = sheet.with(block);
    }
    let at = |days: i64| format!("/rota?day={}", week.monday.plus_days(days));
    Ok(View::sheet(
        Layout::Staff,
        sheet.with(Block::Buttons(vec![
            Button::to("Week before", at(-7)).secondary(),
            Button::to("Week after", at(7)).secondary(),
        ])),
    ))
}

fn new_page(tx: &mut Tx<'_>, (): (), asked: &Asked) -> Result<View, Problem> {
    tx.ask::<KeepRota>(&Subject::of_centre(tx.centre(), tx.centre()))?;
    let from = asked.get("from").and_then(|text| text.parse().ok());
    let from = from.and_then(|at| Moment::from_microseconds(at).ok()).unwrap_or(tx.now);
    let day = Period::new(from, Moment::start_of(from.day().plus_days(1))).map_err(Problem::broken)?;
    let sites = premises::sites(tx)?;
    let site: Option<SiteId> = asked.get("site").and_then(|id| id.parse().ok());
    let site = site.or_else(|| sites.first().map(|site| site.id));
    let times = premises::times(tx, day)?;
    let open = site.and_then(|site| times.open_at(site, day).into_iter().next());
    let mut stored = open.map_or(json!({}), |open| json!({"starts": open.from(), "ends": open.until()}));
    stored["site"] = json!(site);
    let staff = premises::staff(tx)?
        .into_iter()
        .filter(|one| !one.has_left)
        .map(|one| Choice::new(one.id.to_string(), format!("{} ({})", one.name, one.role.words())))
        .collect();
    let mut fields = vec![
        field("starts", "When do they begin?", Kind::Moment),
        field("ends", "When do they finish?", Kind::Moment),
        field("staff:list", "Who is on duty?", Kind::Many(staff))
            .hint("At least two people whenever families are here."),
    ];
    if sites.len() > 1 {
        let choices = sites.iter().map(|site| Choice::new(site.id.to_string(), &site.name)).collect();
        fields.insert(0, field("site", "At which site?", Kind::One(choices)));
    }
    let sheet = Sheet::new("Put staff on duty")
        .lead("Everybody’s available times, most duties and clearance are checked.")
        .form(Form::new("/rota/new", asked.form_of(&stored), fields, "Put on duty"));
    Ok(View::sheet(Layout::Staff, sheet).back("Rota", "/rota"))
}

fn staffing_page(tx: &mut Tx<'_>, (): (), asked: &Asked) -> Result<View, Problem> {
    let set = see_staffing(tx)?;
    tx.ask::<SetStaffing>(&Subject::of_centre(tx.centre(), tx.centre()))?;
    let number = |kind| set.ratios.iter().find(|ratio| ratio.kind == kind).map(|ratio| ratio.families);
    let rows = ratio::kinds()
        .map(|kind| {
            let words = number(kind).map_or("No number is set".to_owned(), |most| match most {
                1 => "1 family to each person on duty".to_owned(),
                _ => format!("{most} families to each person on duty"),
            });
            vec![kind.words().into(), words.into()]
        })
        .collect();
    let lead = match (set.at, &set.reason) {
        (Some(at), Some(reason)) => {
            format!("Version {}, set on {}. Why: {reason}", set.version, at.day().words())
        }
        _ => "No national number is published, and this centre has set none of its own yet.".to_owned(),
    };
    let questions = ratio::kinds().enumerate().flat_map(|(index, kind)| {
        let name = |field: &str| format!("ratios/{index}/{field}");
        [
            field(name("kind"), "", Kind::Hidden(kind.as_str().to_owned())),
            field(
                name("families:int"),
                format!("{}: how many families may one person watch?", kind.words()),
                Kind::Number,
            )
            .hint(
                "Visits are not booked where there would be more families than that to each person on duty.",
            ),
        ]
    });
    let fields =
        questions.chain([field("reason", "Why is it set like this?", Kind::Long(3))]).collect::<Vec<_>>();
    let sheet = Sheet::new("How many families one person may watch")
        .lead(lead)
        .with(Block::Table {
            caption: "What holds now".into(),
            head: ["Kind of contact", "At most"].map(String::from).to_vec(),
            rows,
        })
        .with(Block::Heading("Set it anew".into()))
        .with(Block::Words("Every visit to come is judged again when you save.".into()))
        .form(Form::new("/rota/staffing", asked.form_of(&json!({"ratios": set.ratios})), fields, "Save"));
    Ok(View::sheet(Layout::Staff, sheet).back("Rota", "/rota"))
}

fn duty_page(tx: &mut Tx<'_>, id: DutyId, asked: &Asked) -> Result<View, Problem> {
    let duty = store::duty(tx, id)?;
    tx.ask::<AskCover>(&Subject::of_staff(id, tx.centre(), vec![duty.staff]))?;
    let people = premises::staff(tx)?;
    let name = |who| people.iter().find(|one| one.id == who).map(|one| one.name.clone()).unwrap_or_default();
    let now = tx.now;
    let until = duty.time.until().plus(base::Minutes(28 * 24 * 60));
    let others = store::duties(tx, None, (now, Some(until)), 200)?
        .into_iter()
        .filter(|other| other.staff != duty.staff)
        .map(|other| {
            let when = format!("{}, {}", other.time.from().words(), name(other.staff));
            Choice::new(other.id.to_string(), when)
        })
        .collect();
    let fields: Vec<Field> = vec![
        field("words", "Why do you ask?", Kind::Long(3))
            .hint("Only the co-ordinator and the safeguarding lead read this."),
        field("exchange", "Would you do a colleague’s duty in return?", Kind::Pick(others))
            .hint("Leave this empty if anybody may stand in."),
    ];
    let mut sheet = Sheet::new(name(duty.staff)).over(format!(
        "{}, {}",
        duty.time.from().day().words_with_weekday(),
        times(duty.time.from(), duty.time.until())
    ));
    if duty.time.until() > now {
        let take_off =
            Button::post("Take off this duty", format!("/rota/duties/{id}/ending"), &asked.other("ending"));
        sheet = sheet.with_if(leads(tx), || Block::Buttons(vec![take_off.warning()]));
    }
    if duty.time.from() > now {
        sheet = sheet.with(Block::Heading("Ask for cover".into())).form(Form::new(
            format!("/rota/duties/{id}"),
            asked.form(),
            fields,
            "Ask for cover",
        ));
    }
    Ok(View::sheet(Layout::Staff, sheet).back("Rota", "/rota"))
}

fn cover_again(tx: &mut Tx<'_>, _: CoverId, asked: &Asked) -> Result<View, Problem> {
    cover_page(tx, (), asked)
}

fn cover_page(tx: &mut Tx<'_>, (): (), asked: &Asked) -> Result<View, Problem> {
    let (open, leads, me) = (covers(tx)?.items, leads(tx), tx.actor.staff);
    let mut sheet = Sheet::new("Cover and exchanges")
        .lead("A duty stays yours until the co-ordinator confirms that somebody else does it.")
        .problems(&asked.form());
    if open.is_empty() {
        sheet = sheet.with(Block::Empty {
            title: "Nobody is asking for cover".into(),
            next: "To ask for cover, open one of your duties on the rota.".into(),
            link: Some(link("Rota", "/rota")),
        });
    }
    for one in open {
        let is_own = me == Some(one.asked_by);
        sheet = sheet
            .with(Block::Heading(format!("{}, {}", one.starts.words(), one.asked_by_name)))
            .with(Block::Words(words_of(&one)));
        if let Some(words) = one.words.as_ref() {
            sheet = sheet.with(Block::Quote(words.clone()));
        }
        let mut buttons = Vec::new();
        let post = |label: &str, act: &str, name: &str| {
            let state = asked.other(&format!("{name}-{}", one.id));
            Button::post(label, format!("/rota/cover/{}/{act}", one.id), &state)
        };
        if one.state == CoverState::Asked && !is_own {
            buttons.push(post("I can stand in", "offer", "offer"));
        }
        if leads && one.state == CoverState::Taken {
            buttons.push(post("Confirm the cover", "decision", "confirm").value("confirm:bool", "yes"));
        }
        if leads {
            buttons
                .push(post("Refuse the cover", "decision", "refuse").secondary().value("confirm:bool", "no"));
        }
        if is_own || leads {
            buttons.push(post("Take the request back", "withdrawal", "withdrawal").secondary());
        }
        sheet = sheet.with_if(!buttons.is_empty(), || Block::Buttons(buttons));
    }
    Ok(View::sheet(Layout::Staff, sheet).back("Rota", "/rota"))
}

fn words_of(one: &Cover) -> String {
    let how = if one.exchange.is_some() { "An exchange is asked for." } else { "Anybody may stand in." };
    let by = one.taken_by_name.as_ref().map(|name| format!(" {name} offers.")).unwrap_or_default();
    format!("{how}{by} {}.", one.state.words())
}
