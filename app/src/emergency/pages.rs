//! The pages of emergency access.

use super::{
    EmergencyAccess, HowLong, NewEmergencyAccess, OpeningsAsked, SignOff, case_of, is_open, list, open, see,
    sign_off, store,
};
use crate::{
    front::{Asked, Goto, Pages},
    view::{
        Block, Button, Cell, Form, Kind, Layout, Sheet, View, WorkLine, choices, facts, field, link, tag,
    },
};
use base::EmergencyAccessId;
use host::{Problem, Tx, paging::Paging};
use policy::{ListEmergencyAccess, OpenInEmergency, SeeEmergencyAccess, SignOffEmergencyAccess, Subject};

/// The most that are put before the safeguarding lead at once. The rest is behind the last.
const MOST: i64 = 12;

/// The pages of this capability.
#[must_use]
pub fn pages() -> Pages {
    Pages::none()
        .show::<ListEmergencyAccess, ()>("/emergency-access", list_page)
        .show::<OpenInEmergency, ()>("/emergency-access/new", form)
        .submit::<OpenInEmergency, (), NewEmergencyAccess, _>(
            "/emergency-access/new",
            |tx, (), new| open(tx, new),
            |(), opened| Goto::to(case_of(opened)).saying("emergency-opened"),
            form,
        )
        .show::<SeeEmergencyAccess, EmergencyAccessId>("/emergency-access/{opening}", one)
        .submit::<SignOffEmergencyAccess, EmergencyAccessId, SignOff, _>(
            "/emergency-access/{opening}",
            sign_off,
            |_, _| Goto::to("/emergency-access").saying("emergency-signed-off"),
            one,
        )
}

fn form(tx: &mut Tx<'_>, _: (), asked: &Asked) -> Result<View, Problem> {
    tx.ask::<OpenInEmergency>(&Subject::of_centre(tx.centre(), tx.centre()))?;
    let fields = vec![
        field("reference", "Which family?", Kind::Text)
            .hint("Their reference, as whoever rang says it or as it stands on their papers."),
        field("reason", "What has happened, and why can you not wait?", Kind::Long(4)),
        field("how_long", "For how long?", Kind::One(choices!(HowLong)))
            .hint("An hour, when you choose nothing."),
    ];
    let sheet = Sheet::new("Open a case in an emergency")
        .lead(
            "For somebody’s safety, when you are not on the family’s session and nobody who leads the centre’s \
             work can be reached.",
        )
        .with(Block::Notice {
            title: "The safeguarding lead is told at once".into(),
            kind: "warn",
            words: vec![
                "You read what a supervisor of the session reads: the case, the plan, the assessment and the \
                 notes. Addresses and telephone numbers stay closed, and you change nothing."
                    .into(),
                "Everything you look at is recorded with your reason.".into(),
            ],
        })
        .form(Form::new("/emergency-access/new", asked.form(), fields, "Open the case"));
    Ok(View::sheet(Layout::Staff, sheet).back("Emergency access", "/emergency-access"))
}

fn list_page(tx: &mut Tx<'_>, _: (), asked: &Asked) -> Result<View, Problem> {
    let cursor = asked.paging().cursor;
    let found = list(tx, &OpeningsAsked { cursor, ..OpeningsAsked::default() })?;
    let now = tx.now;
    let rows: Vec<Vec<Cell>> = found
        .items
        .iter()
        .map(|one| {
            let state = match &one.signed_off {
                Some(_) => tag("Signed off", "green"),
                None if is_open(one, now) => tag("Open now", "red"),
                None => tag("Waits to be signed off", "orange"),
            };
            vec![
                Cell::link(one.opened_at.words(), format!("/emergency-access/{}", one.id)),
                one.staff_name.as_str().into(),
                one.title.as_str().into(),
                state,
            ]
        })
        .collect();
    let opens = tx.might::<OpenInEmergency>(&Subject::of_centre(tx.centre(), tx.centre()));
    let mut sheet = Sheet::new("Emergency access")
        .lead("Cases that were opened by somebody who is not on the family’s session.")
        .with_if(opens, || {
            Block::Buttons(vec![Button::to("Open a case in an emergency", "/emergency-access/new")])
        });
    sheet = if rows.is_empty() {
        sheet.with(Block::Empty {
            title: "Nothing was opened".into(),
            next:
                "What is opened in an emergency stands here until the safeguarding lead has signed it off, \
                   and after."
                    .into(),
            link: None,
        })
    } else {
        sheet.with(Block::Table {
            caption: "Openings, newest first".into(),
            head: ["When", "Who", "Family", "State"].map(String::from).to_vec(),
            rows,
        })
    };
    let next = found.next.map(|cursor| format!("/emergency-access?cursor={cursor}"));
    let prev = asked.get("cursor").map(|_| "/emergency-access".to_owned());
    Ok(View::sheet(Layout::Staff, sheet.with(Block::Pages { prev, next })))
}

fn one(tx: &mut Tx<'_>, id: EmergencyAccessId, asked: &Asked) -> Result<View, Problem> {
    let opened = see(tx, id)?;
    let (_, subject) = store::opening(tx, id)?;
    let signs = tx.might::<SignOffEmergencyAccess>(&subject);
    let until = if is_open(&opened, tx.now) { "Open until" } else { "Was open until" };
    let mut sheet = Sheet::new(format!("{} opened {}", opened.staff_name, opened.title)).with(facts([
        ("Family", format!("{}, {}", opened.title, opened.reference)),
        ("Who", opened.staff_name.clone()),
        ("When", opened.opened_at.words()),
        (until, opened.ends_at.words()),
        ("Why", opened.reason.clone()),
    ]));
    sheet = match &opened.signed_off {
        Some(done) => sheet.with(Block::Notice {
            title: format!("{} signed this off at {}", done.by, done.at.words()),
            kind: "good",
            words: vec![done.words.clone()],
        }),
        None if signs => sheet
            .with(Block::Links(vec![link("The family", case_of(&opened))]))
            .with(Block::Heading("Sign it off".into()))
            .form(Form::new(
                format!("/emergency-access/{id}"),
                asked.form(),
                vec![
                    field("words", "What did you find, and what did you decide?", Kind::Long(4))
                        .hint("Whom you asked, and whether it was needed. What is still open closes now."),
                ],
                "Sign it off",
            )),
        None => sheet.with(Block::Words("It waits for the safeguarding lead to sign it off.".into())),
    };
    Ok(View::sheet(Layout::Staff, sheet).back("Emergency access", "/emergency-access"))
}

/// What waits for whoever asks to be signed off: for the first page and the tasks of the safeguarding lead.
pub(crate) fn waiting_lines(tx: &mut Tx<'_>) -> Result<Vec<(EmergencyAccess, WorkLine)>, Problem> {
    let Ok(scope) = policy::scope::<ListEmergencyAccess>(tx.actor) else { return Ok(Vec::new()) };
    if scope.restriction() != policy::Restriction::None {
        return Ok(Vec::new());
    }
    let paging = Paging { cursor: None, limit: Some(MOST) };
    let waiting = store::openings(tx, &scope, true, &paging)?.items;
    let now = tx.now;
    Ok(waiting
        .into_iter()
        .map(|one| {
            let due = if is_open(&one, now) {
                format!("Open until {}", one.ends_at.time_words())
            } else {
                format!("Was open until {}", one.ends_at.words())
            };
            let work = WorkLine {
                title: format!("Emergency access: {} opened {}", one.staff_name, one.title),
                href: format!("/emergency-access/{}", one.id),
                why: one.reason.clone(),
                due,
                urgent: true,
            };
            (one, work)
        })
        .collect())
}
