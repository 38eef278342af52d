//! The pages of retention: the schedule, what is due, holds and the destruction log.

use super::{
    DestructionDecision, DestructionState, DueFamily, HoldLifting, NewDestruction, NewHold, NewTerm, decide,
    due, holds, lift, list, of_family, one, place, propose, set, terms,
};
use crate::{
    family,
    front::{Asked, Goto, Pages},
    records::heads,
    view::{Block, Button, Cell, Form, Kind, Layout, Sheet, View, choices, fact, field, tag},
};
use base::{DestructionId, FamilyId};
use host::{Problem, Tx};
use policy::{DecideDestruction, ListDue, PlaceHold, ProposeDestruction, SeeRecords, SetRetention};
use rules::records::retention::{Class, StartEvent};

const SCHEDULE: &str = "/records/retention";
const DUE: &str = "/records/due";
const LOG: &str = "/records/destructions";

pub(super) fn pages() -> Pages {
    Pages::none()
        .show::<SeeRecords, ()>(SCHEDULE, schedule)
        .show::<SetRetention, ()>("/records/retention/new", term_form)
        .submit::<SetRetention, (), NewTerm, _>(
            "/records/retention/new",
            |tx, (), new| set(tx, new),
            |(), _| Goto::to(SCHEDULE).saying("saved"),
            term_form,
        )
        .show::<ListDue, ()>(DUE, due_page)
        .show::<ListDue, FamilyId>("/families/{family}/retention", family_page)
        .submit::<PlaceHold, FamilyId, NewHold, _>(
            "/families/{family}/legal-hold",
            place,
            |id, _| Goto::to(format!("/families/{id}/retention")).saying("saved"),
            family_page,
        )
        .submit::<PlaceHold, FamilyId, HoldLifting, _>(
            "/families/{family}/legal-hold/lifting",
            lift,
            |id, _| Goto::to(format!("/families/{id}/retention")).saying("saved"),
            family_page,
        )
        .submit::<ProposeDestruction, FamilyId, NewDestruction, _>(
            "/families/{family}/destruction",
            propose,
            |_, made| Goto::to(format!("{LOG}/{}", made.id)).saying("saved"),
            family_page,
        )
        .show::<ListDue, ()>(LOG, log_page)
        .show::<DecideDestruction, DestructionId>("/records/destructions/{destruction}", one_page)
        .submit::<DecideDestruction, DestructionId, DestructionDecision, _>(
            "/records/destructions/{destruction}",
            decide,
            |_, _| Goto::to(LOG).saying("saved"),
            one_page,
        )
}

/// A time in words: "3 years", "7 years and 6 months", "as long as the centre exists".
pub(in crate::records) fn length_words(months: Option<i32>) -> String {
    let Some(months) = months else { return "As long as the centre exists".to_owned() };
    let many = |count: i32, word: &str| match count {
        0 => None,
        1 => Some(format!("1 {word}")),
        some => Some(format!("{some} {word}s")),
    };
    [many(months / 12, "year"), many(months % 12, "month")]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" and ")
}

fn schedule(tx: &mut Tx<'_>, _: (), _: &Asked) -> Result<View, Problem> {
    let mut sheet = Sheet::new("How long records are kept")
        .lead(
            "No law gives one figure: this is your centre’s own schedule. Time never runs while a case goes on or a \
             legal hold stands.",
        )
        .with(Block::Buttons(vec![Button::to("Set how long a class is kept", "/records/retention/new")]));
    for term in terms(tx)?.items {
        let set = match term.at {
            Some(at) => format!("Version {}, set on {}", term.version, at.day().words()),
            None => "The default; your centre has not set it".to_owned(),
        };
        sheet = sheet.with(Block::Heading(term.class.words().into())).with(Block::Facts(vec![
            fact("Kept for", length_words(term.months)),
            fact("From", term.start.words()),
            fact("Covers", term.covers),
            fact("Why", term.basis),
            fact("Set", set),
        ]));
    }
    Ok(View::sheet(Layout::Staff, sheet).back("Records", "/records"))
}

fn term_form(_: &mut Tx<'_>, _: (), asked: &Asked) -> Result<View, Problem> {
    let fields = vec![
        field("class", "Which class?", Kind::Pick(choices!(Class))),
        field("start", "What starts its time?", Kind::One(choices!(StartEvent))),
        field("months:int", "For how many months is it kept?", Kind::Number)
            .hint("Three years are 36. Leave this empty if nothing starts the time."),
        field("basis", "Why so long, and who says so?", Kind::Long(4)),
    ];
    let form = Form::new("/records/retention/new", asked.form(), fields, "Set it from now on");
    let sheet = Sheet::new("Set how long a class is kept").form(form);
    Ok(View::sheet(Layout::Staff, sheet).back("How long records are kept", SCHEDULE))
}

fn state(one: &DueFamily) -> Cell {
    match (one.is_held, one.proposed.is_some(), one.is_due) {
        (true, ..) => tag("Legal hold", "purple"),
        (_, true, _) => tag("Proposed", "orange"),
        (_, _, true) => tag("Due", "red"),
        _ => tag("Kept", "green"),
    }
}

fn due_page(tx: &mut Tx<'_>, _: (), _: &Asked) -> Result<View, Problem> {
    let (ended, held) = (due(tx)?.items, holds(tx)?.items);
    let mut sheet = Sheet::new("Due to be destroyed")
        .lead("Families whose case has ended, those whose time is over first. Two people decide each.");
    sheet = if ended.is_empty() {
        sheet.with(Block::Empty {
            title: "No case has ended".into(),
            next: "A family appears here once it has moved on, was redirected or declined.".into(),
            link: None,
        })
    } else {
        let rows = ended
            .iter()
            .map(|one| {
                let until = one.keep_until.map_or("No time runs".to_owned(), base::Day::words);
                vec![
                    Cell::link(&one.title, format!("/families/{}/retention", one.family)),
                    one.class.words().into(),
                    until.into(),
                    state(one),
                ]
            })
            .collect();
        let head = heads(["Family", "Class", "Kept until", "State"]);
        sheet.with(Block::Table { caption: "Cases that have ended".into(), head, rows })
    };
    if !held.is_empty() {
        let rows = held
            .into_iter()
            .map(|hold| {
                vec![
                    Cell::link(hold.title, format!("/families/{}/retention", hold.family)),
                    hold.placed_at.day().words().into(),
                    hold.reason.into(),
                ]
            })
            .collect();
        let head = heads(["Family", "Since", "Why"]);
        sheet = sheet.with(Block::Table { caption: "Legal holds".into(), head, rows });
    }
    Ok(View::sheet(Layout::Staff, sheet).back("Records", "/records"))
}

fn family_page(tx: &mut Tx<'_>, id: FamilyId, asked: &Asked) -> Result<View, Problem> {
    let family = family::family(tx, id)?;
    tx.ask::<policy::SeeTimeline>(&family.subject)?;
    let one = of_family(tx, id)?;
    let hold = holds(tx)?.items.into_iter().find(|hold| hold.family == id);
    let until = one.keep_until.map_or("No time runs".to_owned(), base::Day::words);
    let base = format!("/families/{id}");
    let mut sheet = Sheet::new(format!("How long {} is kept", family.title)).over(&family.reference).with(
        Block::Facts(vec![
            fact("Class", one.class.words()),
            fact("Last happened", one.last_happened.words()),
            fact("Kept until", until),
        ]),
    );
    if let Some(hold) = &hold {
        sheet = sheet.with(Block::Notice {
            title: "A legal hold stands".into(),
            kind: "warn",
            words: vec![
                hold.reason.clone(),
                format!("Since {}. Nothing is destroyed.", hold.placed_at.words()),
            ],
        });
    }
    if tx.might::<PlaceHold>(&family.subject) {
        let (action, name, question, button) = if hold.is_some() {
            ("legal-hold/lifting", "because", "Why is the hold needed no longer?", "Lift the hold")
        } else {
            ("legal-hold", "reason", "Why may nothing be destroyed?", "Place a legal hold")
        };
        let action = format!("{base}/{action}");
        let form =
            Form::new(&action, asked.form_to(&action), vec![field(name, question, Kind::Long(3))], button);
        sheet = sheet.with(Block::Heading("Legal hold".into())).form(form.look("secondary"));
    }
    sheet = match one.proposed {
        Some(proposed) => sheet.with(Block::Links(vec![crate::view::link(
            "Its destruction is proposed: read and decide",
            format!("{LOG}/{proposed}"),
        )])),
        None if one.is_due && !one.is_held => {
            let action = format!("{base}/destruction");
            let fields = vec![field("reason", "Why now?", Kind::Long(3)).hint(
                "This stays in the log when everything else is gone. Write no names and nothing of the case.",
            )];
            let form = Form::new(&action, asked.form_to(&action), fields, "Propose to destroy it");
            sheet
                .with(Block::Heading("Destroy the records".into()))
                .with(Block::Words("A second person decides. Until then nothing is gone.".into()))
                .form(form.look("warning"))
        }
        None => sheet,
    };
    Ok(View::sheet(Layout::Staff, sheet).back("Due to be destroyed", DUE))
}

fn log_page(tx: &mut Tx<'_>, _: (), asked: &Asked) -> Result<View, Problem> {
    let listed = list(tx, &asked.paging())?;
    let colour = |state| match state {
        DestructionState::Proposed | DestructionState::UnderWay => "orange",
        DestructionState::Done => "grey",
        DestructionState::Declined => "",
    };
    let rows: Vec<Vec<Cell>> = listed
        .items
        .iter()
        .map(|line| {
            vec![
                Cell::link(line.class.words(), format!("{LOG}/{}", line.id)),
                line.proposed_at.day().words().into(),
                tag(line.state.words(), colour(line.state)),
                line.rows_gone.map(|gone| gone.to_string()).unwrap_or_default().into(),
            ]
        })
        .collect();
    let mut sheet = Sheet::new("Destruction log")
        .lead("What was destroyed, how much, when, by whom and why. It says nothing of whom it was about.");
    sheet = if rows.is_empty() {
        sheet.with(Block::Empty {
            title: "Nothing has been destroyed".into(),
            next: "A family whose time is over can be proposed on its own page.".into(),
            link: Some(crate::view::link("See what is due", DUE)),
        })
    } else {
        let head = heads(["Class", "Proposed", "State", "Rows gone"]);
        sheet.with(Block::Table { caption: "Destructions, newest first".into(), head, rows })
    };
    let next = listed.next.map(|cursor| format!("{LOG}?cursor={cursor}"));
    let prev = asked.get("cursor").map(|_| LOG.to_owned());
    Ok(View::sheet(Layout::Staff, sheet.with(Block::Pages { prev, next })).back("Records", "/records"))
}

fn one_page(tx: &mut Tx<'_>, id: DestructionId, asked: &Asked) -> Result<View, Problem> {
    let line = one(tx, id)?;
    let mut facts = vec![
        fact("Class", line.class.words()),
        fact("Kept until", line.kept_until.words()),
        fact("Proposed", format!("{}, by {}", line.proposed_at.words(), line.proposed_by)),
        fact("Why", &line.reason),
        fact("State", line.state.words()),
    ];
    if let (Some(at), Some(by)) = (line.decided_at, &line.decided_by) {
        facts.push(fact("Decided", format!("{}, by {by}", at.words())));
        facts.push(fact("Because", line.decided_because.clone().unwrap_or_default()));
    }
    if let Some(gone) = line.rows_gone {
        facts.push(fact("Rows gone", gone.to_string()));
    }
    let mut sheet = Sheet::new("Destruction of records").with(Block::Facts(facts));
    if let (DestructionState::Proposed, Some(family)) = (line.state, line.family) {
        let fields = vec![
            field("destroy:bool", "Are the records destroyed, for good?", Kind::YesNo),
            field("because", "Why?", Kind::Long(3)).hint(
                "This stays in the log when everything else is gone. Write no names and nothing of the case.",
            ),
        ];
        let action = format!("{LOG}/{id}");
        sheet = sheet
            .with(Block::Links(vec![crate::view::link(
                "Look at the family first",
                format!("/families/{family}/retention"),
            )]))
            .with(Block::Notice {
                title: "This cannot be taken back".into(),
                kind: "warn",
                words: vec![
                    "Every row of the family is removed. Whoever proposed it cannot decide it.".into(),
                ],
            })
            .form(Form::new(action, asked.form(), fields, "Decide").look("warning"));
    }
    Ok(View::sheet(Layout::Staff, sheet).back("Destruction log", LOG))
}
