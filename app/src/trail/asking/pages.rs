//! The pages on which the centre's own people see who asked, read what would be told, and release it.

use super::{LookAnswer, LookLine, LookLineDecision, line, list, own_pages, prepared, release};
use crate::{
    front::{Asked, Goto, Pages},
    view::{Block, Button, Cell, Form, Kind, Layout, Sheet, View, facts, field, tag},
};
use base::LookRequestId;
use host::{Problem, Tx, api::Nothing};
use policy::{AnswerLookRequest, ListLookRequests};

pub(in crate::trail) fn pages() -> Pages {
    own_pages::pages()
        .show::<ListLookRequests, ()>("/look-requests", list_page)
        .show::<AnswerLookRequest, LookRequestId>("/look-requests/{request}", one)
        .submit::<AnswerLookRequest, LookRequestId, Nothing, _>(
            "/look-requests/{request}",
            |tx, id, _| release(tx, id),
            |id, _| Goto::to(format!("/look-requests/{id}")).saying("released"),
            one,
        )
        .show::<AnswerLookRequest, (LookRequestId, String)>(
            "/look-requests/{request}/lines/{line}",
            line_page,
        )
        .submit::<AnswerLookRequest, (LookRequestId, String), LookLineDecision, _>(
            "/look-requests/{request}/lines/{line}",
            line::decide,
            |(id, _), _| Goto::to(format!("/look-requests/{id}")).saying("saved"),
            line_page,
        )
}

fn list_page(tx: &mut Tx<'_>, (): (), asked: &Asked) -> Result<View, Problem> {
    let listed = list(tx, &asked.paging())?;
    let today = tx.now.day();
    let rows: Vec<Vec<Cell>> = listed
        .items
        .iter()
        .map(|request| {
            let state = match request.released_at {
                Some(at) => tag(format!("Released on {}", at.day().words()), "green"),
                None if request.due_on < today => tag("Late", "red"),
                None => tag("To answer", "orange"),
            };
            vec![
                Cell::link(&request.asked_by, format!("/look-requests/{}", request.id)),
                request.reference.as_str().into(),
                request.asked_at.day().words().into(),
                request.due_on.words().into(),
                state,
            ]
        })
        .collect();
    let sheet = Sheet::new("Who asked who has looked").lead("They are answered within a month.");
    let sheet = if rows.is_empty() {
        sheet.with(Block::Empty {
            title: "Nobody has asked".into(),
            next: "Parents ask on their own pages. Their questions appear here and on your first page."
                .into(),
            link: None,
        })
    } else {
        sheet.with(Block::Table {
            caption: "The newest first".into(),
            head: ["Who", "Family", "Asked", "Answer by", "State"].map(String::from).to_vec(),
            rows,
        })
    };
    let next = listed.next.map(|cursor| format!("/look-requests?cursor={cursor}"));
    let prev = asked.get("cursor").map(|_| "/look-requests".to_owned());
    Ok(View::sheet(Layout::Staff, sheet.with(Block::Pages { prev, next })))
}

fn told(answer: &LookAnswer) -> Block {
    let id = answer.request.id;
    let is_open = answer.request.released_at.is_none();
    let rows = answer.lines.iter().map(|line| {
        let day = line.day.words();
        let state = match &line.withheld {
            Some(withheld) => tag(format!("Withheld by {}: {}", withheld.by, withheld.reason), "orange"),
            None => tag("Told", "green"),
        };
        vec![
            if is_open {
                Cell::link(day, format!("/look-requests/{id}/lines/{}", line.line))
            } else {
                day.into()
            },
            line.by.words().into(),
            line.part.words().into(),
            state,
        ]
    });
    Block::Table {
        caption: "What they are told".into(),
        head: ["Day", "Who", "What", "State"].map(String::from).to_vec(),
        rows: rows.collect(),
    }
}

/// One line, withheld or told after all.
fn line_page(tx: &mut Tx<'_>, (id, name): (LookRequestId, String), asked: &Asked) -> Result<View, Problem> {
    let answer = prepared(tx, id)?;
    let is_open = answer.request.released_at.is_none();
    let line: &LookLine = answer.lines.iter().find(|line| line.line == name).ok_or(Problem::NotFound)?;
    let (lead, withhold, button) = if line.withheld.is_some() {
        ("This line is withheld. You can tell it after all.", "no", "Tell this line after all")
    } else {
        let why = "Withhold this line if it could tell one side about the other, or put somebody in danger.";
        (why, "yes", "Withhold this line")
    };
    let mut sheet = Sheet::new(format!("{}: {}", line.day.words(), line.part.words()))
        .over(format!("{} asked who has looked", answer.request.asked_by))
        .lead(lead)
        .with(facts([("Who", line.by.words().to_owned())]));
    if let Some(withheld) = &line.withheld {
        let decided = format!("{}, by {}", withheld.at.words(), withheld.by);
        sheet = sheet.with(facts([("Withheld", decided), ("Why", withheld.reason.clone())]));
    }
    let fields = vec![
        field("withhold:bool", "", Kind::Hidden(withhold.to_owned())),
        field("reason", "Why?", Kind::Long(3)).hint(
            "This stays with the request. The parent reads the same words whether a line is withheld or not.",
        ),
    ];
    let to = format!("/look-requests/{id}/lines/{name}");
    sheet = if is_open {
        sheet.form(Form::new(to, asked.form(), fields, button))
    } else {
        sheet.with(Block::Words("The answer is released: it stays as it is.".into()))
    };
    Ok(View::sheet(Layout::Staff, sheet).back("The answer", format!("/look-requests/{id}")))
}

fn withheld(answer: &LookAnswer) -> Block {
    let rows = answer.withheld.iter().map(|withheld| {
        vec![
            withheld.what.as_str().into(),
            withheld.lines.to_string().into(),
            withheld.because.as_str().into(),
        ]
    });
    Block::Table {
        caption: "What is behind it, and why it is withheld".into(),
        head: ["What", "Lines", "Why it is withheld as such"].map(String::from).to_vec(),
        rows: rows.collect(),
    }
}

fn one(tx: &mut Tx<'_>, id: LookRequestId, asked: &Asked) -> Result<View, Problem> {
    let answer = prepared(tx, id)?;
    let request = &answer.request;
    let sheet = Sheet::new(format!("{} asked who has looked", request.asked_by))
        .over(request.reference.clone())
        .lead("They read the days, the roles and what part of the record, and nothing that could tell them of the other side.")
        .problems(&asked.form())
        .with(facts([
            ("Asked", request.asked_at.words()),
            ("Answer by", request.due_on.words()),
            ("Released", request.released_at.map(base::Moment::words).unwrap_or_default()),
        ]))
        .with(Block::Heading("What they are told".into()));
    let sheet = if answer.lines.is_empty() {
        sheet.with(Block::Words("No day can be told. They are told so, and why.".into()))
    } else {
        let words = "Open a day to withhold its line with your reason, or to tell it after all.";
        sheet.with_if(request.released_at.is_none(), || Block::Words(words.into())).with(told(&answer))
    };
    let sheet = sheet
        .with(Block::Heading("What is withheld".into()))
        .with(Block::Words(
            "They are told that days of other work on the case are withheld, in the same words whether there are any \
             or not."
                .into(),
        ))
        .with_if(!answer.withheld.is_empty(), || withheld(&answer))
        .with_if(request.released_at.is_none(), || {
            let to = format!("/look-requests/{id}");
            Block::Buttons(vec![Button::post("Release this answer", to, &asked.form())])
        });
    Ok(View::sheet(Layout::Staff, sheet).back("Who asked who has looked", "/look-requests"))
}
