//! The pages of the breach register.

use super::{
    Breach, BreachClosing, BreachDecision, NewBreach, NewStep, PeopleTold, Told, close, contain, decide,
    list, record, see, told_commissioner, told_people,
};
use crate::{
    front::{Asked, Goto, Pages},
    records::heads,
    view::{Block, Button, Cell, Event, Form, Kind, Layout, Sheet, View, choices, fact, field, tag},
};
use base::{BreachId, Minutes, Moment};
use host::{Problem, Tx};
use policy::{HandleBreach, ListBreaches, RecordBreach, SeeBreach, Subject};
use rules::records::breach::{BreachRisk, Telling, left};

const LIST: &str = "/records/breaches";

/// The pages of this capability.
#[must_use]
pub fn pages() -> Pages {
    fn there(id: &BreachId, _: &Breach) -> Goto {
        Goto::to(format!("{LIST}/{id}")).saying("saved")
    }
    Pages::none()
        .show::<ListBreaches, ()>(LIST, list_page)
        .show::<RecordBreach, ()>("/records/breaches/new", new_form)
        .submit::<RecordBreach, (), NewBreach, _>(
            "/records/breaches/new",
            |tx, (), new| record(tx, new),
            |(), _| Goto::to("/").saying("recorded"),
            new_form,
        )
        .show::<SeeBreach, BreachId>("/records/breaches/{breach}", one_page)
        .submit::<HandleBreach, BreachId, NewStep, _>(
            "/records/breaches/{breach}/steps",
            contain,
            there,
            one_page,
        )
        .submit::<HandleBreach, BreachId, BreachDecision, _>(
            "/records/breaches/{breach}/decision",
            decide,
            there,
            one_page,
        )
        .submit::<HandleBreach, BreachId, Told, _>(
            "/records/breaches/{breach}/commissioner",
            told_commissioner,
            there,
            one_page,
        )
        .submit::<HandleBreach, BreachId, PeopleTold, _>(
            "/records/breaches/{breach}/people",
            told_people,
            there,
            one_page,
        )
        .submit::<HandleBreach, BreachId, BreachClosing, _>(
            "/records/breaches/{breach}/closing",
            close,
            there,
            one_page,
        )
}

/// How much of the 72 hours is left, in words.
pub(in crate::records) fn left_words(aware: Moment, now: Moment) -> String {
    match left(aware, now) {
        Minutes(over @ ..0) => format!("Over by {} hours", -over / 60),
        Minutes(few @ 0..60) => format!("{few} minutes left"),
        Minutes(some) => format!("{} hours left", some / 60),
    }
}

fn clock(breach: &Breach, now: Moment) -> Cell {
    let aware = breach.recorded.aware_at;
    match (breach.closed_at, breach.told_at, breach.commissioner) {
        (Some(_), ..) => tag("Closed", "grey"),
        (_, Some(_), _) => tag("Commissioner told", "green"),
        (_, _, Some(Telling::DoNotTell)) => tag("Not to be told", "green"),
        _ if left(aware, now) < Minutes(0) => tag(left_words(aware, now), "red"),
        _ => tag(left_words(aware, now), "orange"),
    }
}

fn list_page(tx: &mut Tx<'_>, _: (), asked: &Asked) -> Result<View, Problem> {
    let (listed, now) = (list(tx, &asked.paging())?, tx.now);
    let rows: Vec<Vec<Cell>> = listed
        .items
        .iter()
        .map(|breach| {
            vec![
                Cell::link(breach.recorded.aware_at.words(), format!("{LIST}/{}", breach.id)),
                breach.risk.words().into(),
                clock(breach, now),
            ]
        })
        .collect();
    let mut sheet = Sheet::new("Breach register")
        .lead("Every time protected data got out, was lost or was changed by mistake, whether anybody is told or not.")
        .with(Block::Buttons(vec![Button::to("Record a breach", "/records/breaches/new")]));
    sheet = if rows.is_empty() {
        sheet.with(Block::Empty {
            title: "No breach is recorded".into(),
            next: "Anybody on the staff can record one. The 72 hours run from the moment it came to light."
                .into(),
            link: None,
        })
    } else {
        let head = heads(["Came to light", "Risk", "Telling the Commissioner"]);
        sheet.with(Block::Table { caption: "Breaches, newest first".into(), head, rows })
    };
    let next = listed.next.map(|cursor| format!("{LIST}?cursor={cursor}"));
    let prev = asked.get("cursor").map(|_| LIST.to_owned());
    Ok(View::sheet(Layout::Staff, sheet.with(Block::Pages { prev, next })).back("Records", "/records"))
}

fn new_form(tx: &mut Tx<'_>, _: (), asked: &Asked) -> Result<View, Problem> {
    let fields = vec![
        field("what", "What happened?", Kind::Long(4)),
        field("aware_at", "When did it come to light?", Kind::Moment)
            .hint("The moment somebody here was first fairly sure. The 72 hours run from it."),
        field("happened_at", "When did it happen, as far as is known?", Kind::Moment)
            .hint("Leave this empty if nobody knows."),
        field("affected", "Who is affected, and how many people?", Kind::Long(3)),
        field("data", "What kinds of data?", Kind::Long(2))
            .hint("For example: an address, a child’s name, a report."),
        field("risk", "What may it do to them?", Kind::One(choices!(BreachRisk))),
        field("risk_words", "Why do you judge it so?", Kind::Long(3)),
    ];
    let sheet = Sheet::new("Record a breach")
        .with(Block::Notice {
            title: "Is somebody in danger now?".into(),
            kind: "warn",
            words: vec![
                "If somebody may have learnt where a person lives, ring that person first, the way they said is \
                 safe; in danger ring 999. Then write this."
                    .into(),
            ],
        })
        .form(Form::new("/records/breaches/new", asked.form(), fields, "Record it"));
    let may_list = tx.might::<ListBreaches>(&Subject::of_centre(tx.centre(), tx.centre()));
    let (words, back) = if may_list { ("Breach register", LIST) } else { ("The centre", "/centre") };
    Ok(View::sheet(Layout::Staff, sheet).back(words, back))
}

fn known(breach: &Breach, now: Moment) -> Vec<Block> {
    let recorded = &breach.recorded;
    let words = |at: Option<Moment>| at.map(Moment::words).unwrap_or_default();
    let mut blocks = vec![Block::Facts(vec![
        fact("What happened", recorded.what.to_string()),
        fact("Came to light", recorded.aware_at.words()),
        fact("Happened", words(recorded.happened_at)),
        fact("Who is affected", recorded.affected.to_string()),
        fact("What kinds of data", recorded.data.to_string()),
        fact("Risk", breach.risk.words()),
        fact("Why", recorded.risk_words.to_string()),
        fact("Recorded", format!("{}, by {}", breach.recorded_at.words(), breach.recorded_by)),
    ])];
    if breach.told_at.is_none()
        && breach.closed_at.is_none()
        && breach.commissioner != Some(Telling::DoNotTell)
    {
        blocks.push(Block::Notice {
            title: left_words(recorded.aware_at, now),
            kind: if left(recorded.aware_at, now) < Minutes(0) { "bad" } else { "warn" },
            words: vec![format!(
                "Telling the Information Commissioner is in time until {}: 72 hours after it came to light.",
                breach.tell_by.words()
            )],
        });
    }
    if breach.decided_at.is_some() {
        let telling = |it: Option<Telling>| it.map_or("", Telling::words).to_owned();
        let mut facts = vec![
            fact("The Commissioner", telling(breach.commissioner)),
            fact("Why", breach.commissioner_because.clone().unwrap_or_default()),
            fact("The people", telling(breach.people)),
            fact("Why", breach.people_because.clone().unwrap_or_default()),
        ];
        for (label, at, said) in [
            ("Commissioner told", breach.told_at, &breach.told_words),
            ("People told", breach.people_told_at, &breach.people_told_words),
            ("Closed", breach.closed_at, &breach.closed_words),
        ] {
            if let Some(at) = at {
                facts.push(fact(label, format!("{}. {}", at.words(), said.clone().unwrap_or_default())));
            }
        }
        if let Some(late) = &breach.late_because {
            facts.push(fact("Why late", late));
        }
        blocks.push(Block::Heading("Who is told".into()));
        blocks.push(Block::Facts(facts));
    }
    if !breach.steps.is_empty() {
        blocks.push(Block::Heading("What was done".into()));
        blocks.push(Block::Timeline(
            breach
                .steps
                .iter()
                .map(|step| Event {
                    title: step.words.clone(),
                    when: step.at.words(),
                    kind: "",
                    words: format!("By {}", step.by),
                    link: None,
                })
                .collect(),
        ));
    }
    blocks
}

fn one_page(tx: &mut Tx<'_>, id: BreachId, asked: &Asked) -> Result<View, Problem> {
    let (breach, now) = (see(tx, id)?, tx.now);
    let mut sheet = Sheet::new("Breach").over(breach.recorded.aware_at.words());
    for block in known(&breach, now) {
        sheet = sheet.with(block);
    }
    if breach.closed_at.is_none() && tx.might::<HandleBreach>(&Subject::of_centre(id, tx.centre())) {
        for (heading, form) in forms(&breach, asked) {
            sheet = sheet.with(Block::Heading(heading.into())).form(form);
        }
    }
    Ok(View::sheet(Layout::Staff, sheet).back("Breach register", LIST))
}

/// What can be done now, each as a form.
fn forms(breach: &Breach, asked: &Asked) -> Vec<(&'static str, Form)> {
    let form = |name: &str, fields, button: &str| {
        let action = format!("{LIST}/{}/{name}", breach.id);
        Form::new(&action, asked.form_to(&action), fields, button)
    };
    let mut forms = vec![(
        "Contain it",
        form("steps", vec![field("words", "What was done?", Kind::Long(3))], "Add what was done")
            .look("secondary"),
    )];
    let is_told = breach.told_at.is_some() || breach.people_told_at.is_some();
    if !is_told {
        let fields = vec![
            field("risk", "What may it do to people?", Kind::One(choices!(BreachRisk))),
            field("commissioner", "The Information Commissioner", Kind::One(choices!(Telling))),
            field("commissioner_because", "Why?", Kind::Long(2)),
            field("people", "The people it is about", Kind::One(choices!(Telling))),
            field("people_because", "Why?", Kind::Long(2)),
        ];
        let heading = if breach.decided_at.is_some() { "Decide again" } else { "Decide who is told" };
        forms.push((heading, form("decision", fields, "Decide")));
    }
    if breach.commissioner == Some(Telling::Tell) && breach.told_at.is_none() {
        let fields = vec![
            field("at", "When was the Commissioner told?", Kind::Moment),
            field("words", "Their reference, and what was told", Kind::Long(3)),
            field("late_because", "If more than 72 hours had passed: why?", Kind::Long(2)),
        ];
        forms.push(("The Commissioner was told", form("commissioner", fields, "Record it")));
    }
    if breach.people == Some(Telling::Tell) && breach.people_told_at.is_none() {
        let fields = vec![
            field("at", "When were they told?", Kind::Moment),
            field("words", "How was each reached, and what were they told?", Kind::Long(3))
                .hint("Only by a channel that each of them said is safe."),
        ];
        forms.push(("The people were told", form("people", fields, "Record it")));
    }
    if breach.decided_at.is_some() {
        let fields = vec![field("words", "What was learnt, and what is done otherwise now?", Kind::Long(3))];
        forms.push(("Close it", form("closing", fields, "Close the entry").look("secondary")));
    }
    forms
}
