//! The pages of the end of single records: what is due, one of them, and their log.

use super::{DueSingle, SingleState, decide, decide::find, due, list, one, propose};
use crate::{
    front::{Asked, Goto, Pages},
    records::{
        heads,
        registry::SingleKind,
        retention::{DestructionDecision, NewDestruction},
    },
    view::{Block, Cell, Fact, Form, Kind, Layout, Sheet, View, fact, field, link, tag},
};
use base::{Day, DestructionId};
use host::{Problem, Tx};
use policy::{DecideDestruction, ListDue, ProposeSingleDestruction};

const DUE: &str = "/records/due-singles";
const LOG: &str = "/records/single-destructions";
const STAYS: &str = "This stays in the log when everything else is gone. Write no names.";

pub(in crate::records::retention) fn pages() -> Pages {
    Pages::none()
        .show::<ListDue, ()>(DUE, due_page)
        .show::<ListDue, (SingleKind, String)>("/records/due-singles/{kind}/{record}", record_page)
        .submit::<ProposeSingleDestruction, (SingleKind, String), NewDestruction, _>(
            "/records/due-singles/{kind}/{record}",
            propose,
            |_, made| Goto::to(format!("{LOG}/{}", made.id)).saying("saved"),
            record_page,
        )
        .show::<ListDue, ()>(LOG, log_page)
        .show::<DecideDestruction, DestructionId>("/records/single-destructions/{destruction}", one_page)
        .submit::<DecideDestruction, DestructionId, DestructionDecision, _>(
            "/records/single-destructions/{destruction}",
            decide,
            |_, _| Goto::to(LOG).saying("saved"),
            one_page,
        )
}

fn title(one: &DueSingle) -> String {
    if one.called.is_empty() { one.kind.words().to_owned() } else { one.called.clone() }
}

fn until(one: &DueSingle) -> String {
    one.keep_until.map_or("As long as the centre exists".to_owned(), Day::words)
}

fn state(one: &DueSingle) -> Cell {
    match one {
        DueSingle { is_held: true, .. } => tag("Legal hold", "purple"),
        DueSingle { proposed: Some(_), .. } => tag("Proposed", "orange"),
        DueSingle { is_asked_for: true, .. } => tag("Kept for a request", "purple"),
        DueSingle { is_due: true, .. } => tag("Due", "red"),
        _ => tag("Kept", "green"),
    }
}

fn due_page(tx: &mut Tx<'_>, _: (), _: &Asked) -> Result<View, Problem> {
    let over = due(tx)?.items;
    let mut sheet = Sheet::new("Other records that are over")
        .lead(
            "Staff who left, requests that were answered, breaches that were closed. Two people decide each. Closed \
             enquiries, and referrals and applications that were not taken up, go by themselves when their time is \
             over.",
        )
        .with(Block::Links(vec![link("What was destroyed", LOG), link("The schedule", "/records/retention")]));
    sheet = if over.is_empty() {
        sheet.with(Block::Empty {
            title: "Nothing is over".into(),
            next:
                "A record appears here once somebody has left, a request is answered or a breach is closed."
                    .into(),
            link: None,
        })
    } else {
        let rows = over
            .iter()
            .map(|one| {
                vec![
                    Cell::link(title(one), format!("{DUE}/{}/{}", one.kind, one.record)),
                    one.kind.words().into(),
                    one.since.words().into(),
                    until(one).into(),
                    state(one),
                ]
            })
            .collect();
        let head = heads(["Which", "Kind", "Over since", "Kept until", "State"]);
        sheet.with(Block::Table { caption: "What is due first".into(), head, rows })
    };
    Ok(View::sheet(Layout::Staff, sheet).back("Records", "/records"))
}

fn facts_of(one: &DueSingle) -> Vec<Fact> {
    vec![
        fact("Kind", one.kind.words()),
        fact("Class", one.class.words()),
        fact("Over since", one.since.words()),
        fact("Kept until", until(one)),
    ]
}

fn record_page(
    tx: &mut Tx<'_>,
    (kind, record): (SingleKind, String),
    asked: &Asked,
) -> Result<View, Problem> {
    let one = find(tx, kind, &record)?;
    let mut sheet = Sheet::new(title(&one)).with(Block::Facts(facts_of(&one)));
    sheet = match (&one, one.proposed) {
        (_, Some(proposed)) => sheet.with(Block::Links(vec![link(
            "Its destruction is proposed: read and decide",
            format!("{LOG}/{proposed}"),
        )])),
        (DueSingle { is_held: true, .. }, None) => sheet.with(Block::Words(
            "A legal hold stands on a family that this record may tell of: nothing is destroyed.".into(),
        )),
        (DueSingle { is_asked_for: true, .. }, None) => sheet.with(Block::Words(
            "They asked for their own data, and that request is still kept. It goes first.".into(),
        )),
        (DueSingle { is_due: true, .. }, None) => {
            let fields = vec![field("reason", "Why now?", Kind::Long(3)).hint(STAYS)];
            let form =
                Form::new(format!("{DUE}/{kind}/{record}"), asked.form(), fields, "Propose to destroy it");
            sheet
                .with(Block::Heading("Destroy it".into()))
                .with(Block::Words("A second person decides. Until then nothing is gone.".into()))
                .form(form.look("warning"))
        }
        _ => sheet.with(Block::Words("Its time is not over yet.".into())),
    };
    Ok(View::sheet(Layout::Staff, sheet).back("Other records that are over", DUE))
}

fn log_page(tx: &mut Tx<'_>, _: (), asked: &Asked) -> Result<View, Problem> {
    let listed = list(tx, &asked.paging())?;
    let rows: Vec<Vec<Cell>> = listed
        .items
        .iter()
        .map(|line| {
            let colour = if line.state == SingleState::Proposed { "orange" } else { "grey" };
            vec![
                Cell::link(line.kind.words(), format!("{LOG}/{}", line.id)),
                line.proposed_at.day().words().into(),
                line.proposed_by.clone().unwrap_or_else(|| "By itself".to_owned()).into(),
                tag(line.state.words(), colour),
                line.records_gone.map(|gone| gone.to_string()).unwrap_or_default().into(),
            ]
        })
        .collect();
    let mut sheet = Sheet::new("What else was destroyed").lead(
        "Everything that is no family: what, how much, when, by whom and why. It says nothing of whom.",
    );
    sheet = if rows.is_empty() {
        sheet.with(Block::Empty {
            title: "Nothing has been destroyed".into(),
            next: "Enquiries and drafts go by themselves when their time is over.".into(),
            link: Some(link("See what is over", DUE)),
        })
    } else {
        let head = heads(["Kind", "When", "By whom", "State", "Records gone"]);
        sheet.with(Block::Table { caption: "The newest first".into(), head, rows })
    };
    let next = listed.next.map(|cursor| format!("{LOG}?cursor={cursor}"));
    let prev = asked.get("cursor").map(|_| LOG.to_owned());
    Ok(View::sheet(Layout::Staff, sheet.with(Block::Pages { prev, next })).back("Records", "/records"))
}

fn one_page(tx: &mut Tx<'_>, id: DestructionId, asked: &Asked) -> Result<View, Problem> {
    let line = one(tx, id)?;
    let by = line.proposed_by.clone().unwrap_or_else(|| "the program by itself".to_owned());
    let mut facts = vec![
        fact("Kind", line.kind.words()),
        fact("Class", line.class.words()),
        fact("Kept until", line.kept_until.words()),
        fact("Proposed", format!("{}, by {by}", line.proposed_at.words())),
        fact("Why", &line.reason),
        fact("State", line.state.words()),
    ];
    if let (Some(at), Some(by)) = (line.decided_at, &line.decided_by) {
        facts.push(fact("Decided", format!("{}, by {by}", at.words())));
        facts.push(fact("Because", line.decided_because.clone().unwrap_or_default()));
    }
    if let (Some(records), Some(rows)) = (line.records_gone, line.rows_gone) {
        facts.push(fact("Records gone", records.to_string()));
        facts.push(fact("Rows gone", rows.to_string()));
    }
    let mut sheet = Sheet::new("Destruction of a record").with(Block::Facts(facts));
    if let (SingleState::Proposed, Some(record)) = (line.state, &line.record) {
        let fields = vec![
            field("destroy:bool", "Is the record destroyed, for good?", Kind::YesNo),
            field("because", "Why?", Kind::Long(3)).hint(STAYS),
        ];
        let words = match line.kind {
            SingleKind::Staff => {
                "Everything the centre holds of them goes, but their name under what they wrote of families. \
                 Whoever proposed it cannot decide it."
            }
            SingleKind::SignIn => {
                "Everything they came in with goes, but their name under what they wrote of families. Whoever \
                 proposed it cannot decide it."
            }
            _ => "The whole record is removed. Whoever proposed it cannot decide it.",
        };
        let look = link("Look at it first", format!("{DUE}/{}/{record}", line.kind));
        sheet = sheet
            .with(Block::Links(vec![look]))
            .with(Block::Notice {
                title: "This cannot be taken back".into(),
                kind: "warn",
                words: vec![words.into()],
            })
            .form(Form::new(format!("{LOG}/{id}"), asked.form(), fields, "Decide").look("warning"));
    }
    Ok(View::sheet(Layout::Staff, sheet).back("What else was destroyed", LOG))
}
