//! The pages of feedback: a parent's, the public's, and those of whoever leads the work.

use super::{
    Feedback, FeedbackWanted, Figures, NewFeedback, NewSaidAndDone, Statement, add_said, figures, give, list,
    own, publish, stop_said, you_said,
};
use crate::{
    complaint,
    front::{Asked, Goto, Pages, layout_of},
    view::{Block, Button, Cell, Event, Field, Form, Kind, Layout, Sheet, View, fact, field, link},
    words::{Spoken, Words, spoken},
};
use base::{LearningId, SaidAndDoneId};
use host::{Problem, Tx, api::Nothing};
use policy::{GiveFeedback, ListFeedback, PublishFeedback, SeePublicPages};
use rules::feedback::{Face, Occasion, Told};

/// The pages of this capability.
#[must_use]
pub fn pages() -> Pages {
    Pages::none()
        .show::<GiveFeedback, ()>("/my/feedback", own_page)
        .submit::<GiveFeedback, (), NewFeedback, _>(
            "/my/feedback",
            |tx, (), new| give(tx, new),
            |(), _| Goto::to("/my/feedback").saying("answered"),
            own_page,
        )
        .show::<SeePublicPages, ()>("/you-said", public_page)
        .show::<ListFeedback, ()>("/feedback", list_page)
        .show::<PublishFeedback, ()>("/feedback/public", publish_page)
        .submit::<PublishFeedback, (), NewSaidAndDone, _>(
            "/feedback/public",
            |tx, (), new| add_said(tx, new),
            |(), _| Goto::to("/feedback/public").saying("saved"),
            publish_page,
        )
        .submit::<PublishFeedback, (), Nothing, _>(
            "/feedback/figures",
            |tx, (), _| publish(tx),
            |(), _| Goto::to("/feedback/public").saying("saved"),
            publish_page,
        )
        .submit::<PublishFeedback, SaidAndDoneId, Nothing, _>(
            "/feedback/public/{said}/ending",
            |tx, id, _| stop_said(tx, id),
            |_, _| Goto::to("/feedback/public").saying("saved"),
            |tx, _, asked| publish_page(tx, (), asked),
        )
}

spoken!(Face {
    VerySad => feedback_not_at_all,
    Sad => feedback_not_really,
    Even => feedback_in_between,
    Glad => feedback_mostly,
    VeryGlad => feedback_yes,
});
spoken!(Statement { Safe => feedback_safe, Heard => feedback_heard, Child => feedback_child });
spoken!(Occasion {
    Meeting => feedback_after_meeting,
    Visits => feedback_after_visits,
    Review => feedback_at_review,
    End => feedback_at_end,
});

/// What an adult is asked on their first page, if anything.
pub(crate) fn asked_now(occasion: Option<Occasion>, words: Words) -> Vec<Block> {
    match occasion {
        Some(occasion) => vec![
            Block::Heading(words.feedback_title()),
            Block::Words(occasion.spoken(words)),
            Block::Buttons(vec![Button::to(words.feedback_say(), "/my/feedback").secondary()]),
        ],
        None => Vec::new(),
    }
}

fn own_page(tx: &mut Tx<'_>, (): (), asked: &Asked) -> Result<View, Problem> {
    let words = asked.words();
    let mut sheet = Sheet::new(words.feedback_title());
    sheet = match own(tx)?.due {
        None => sheet.with(Block::Empty {
            title: words.feedback_nothing_now(),
            next: words.feedback_nothing_now_next(),
            link: Some(link(words.messages_new(), "/my/messages/new")),
        }),
        Some(occasion) => {
            let mut fields: Vec<Field> = Statement::ALL
                .iter()
                .map(|one| {
                    let faces = Face::ALL.iter().rev().copied().collect::<Vec<_>>();
                    field(one.as_str(), one.spoken(words), Kind::One(words.choices(&faces)))
                })
                .collect();
            fields.push(
                field("words", words.feedback_words(), Kind::Long(4)).hint(words.feedback_words_hint()),
            );
            fields.push(field("occasion", "", Kind::Hidden(occasion.as_str().to_owned())));
            fields.push(field("speak:bool", words.feedback_speak(), Kind::Tick));
            sheet.lead(words.feedback_lead()).with(Block::Words(occasion.spoken(words))).form(Form::new(
                "/my/feedback",
                asked.form(),
                fields,
                words.feedback_send(),
            ))
        }
    };
    let sheet = sheet.with(Block::Links(vec![link(words.feedback_you_said(), "/you-said")]));
    Ok(View::sheet(Layout::Parent, sheet).back(words.shell_back(), "/"))
}

fn told(told: Option<Told>, words: Words) -> String {
    let Some(told) = told else { return words.feedback_too_few() };
    let faces = Face::ALL.iter().zip(told.faces).rev().filter_map(|(face, count)| {
        count.map(|count| words.feedback_count(i64::from(count), &face.spoken(words)))
    });
    let mut parts = vec![words.feedback_answers(i64::from(told.answers))];
    parts.extend(faces);
    if told.faces.iter().any(Option::is_none) {
        parts.push(words.feedback_left_out());
    }
    parts.join(". ")
}

fn figures_blocks(found: &Figures, words: Words) -> Vec<Block> {
    let (Some(until), Some(all)) = (found.until, found.statements) else { return Vec::new() };
    let lines = [(Statement::Safe, all.safe), (Statement::Heard, all.heard), (Statement::Child, all.child)];
    vec![
        Block::Heading(words.feedback_year(&words.day(until))),
        Block::Facts(
            lines.into_iter().map(|(one, of_it)| fact(one.spoken(words), told(of_it, words))).collect(),
        ),
    ]
}

fn said_blocks(tx: &mut Tx<'_>, words: Words) -> Result<Vec<Block>, Problem> {
    let said = you_said(tx)?.items;
    Ok(if said.is_empty() {
        vec![Block::Empty {
            title: words.feedback_none_yet(),
            next: words.feedback_none_yet_next(),
            link: None,
        }]
    } else {
        let events = said.into_iter().map(|one| Event {
            title: one.said,
            when: words.day(one.at.day()),
            kind: "",
            words: one.done,
            link: None,
        });
        vec![Block::Timeline(events.collect())]
    })
}

fn public_page(tx: &mut Tx<'_>, (): (), asked: &Asked) -> Result<View, Problem> {
    let words = asked.words();
    let mut sheet = Sheet::new(words.feedback_you_said()).lead(words.feedback_you_said_lead());
    for block in said_blocks(tx, words)? {
        sheet = sheet.with(block);
    }
    for block in figures_blocks(&figures(tx)?, words) {
        sheet = sheet.with(block);
    }
    Ok(View::sheet(layout_of(tx.actor), sheet).back(words.shell_back(), "/"))
}

fn line(one: &Feedback) -> Vec<Cell> {
    let said = &one.said;
    let speak = if said.speak { "Would like to speak with us. " } else { "" };
    let words = said.words.as_ref().map(ToString::to_string).unwrap_or_default();
    vec![
        Cell::link(format!("{}, {}", one.who, one.title), format!("/families/{}", one.family)),
        format!("{}, {}", one.occasion.words(), one.at.day().words()).into(),
        format!(
            "Safe: {}. Heard: {}. Good for the child: {}",
            said.safe.words(),
            said.heard.words(),
            said.child.words()
        )
        .into(),
        format!("{speak}{words}").into(),
    ]
}

fn list_page(tx: &mut Tx<'_>, (): (), asked: &Asked) -> Result<View, Problem> {
    let cursor = asked.paging().cursor;
    let listed = list(tx, &FeedbackWanted { cursor, limit: None })?;
    let mut sheet = Sheet::new("Feedback").lead(
        "What adults say, each for themselves. Nobody else of the family learns of it, and none of it decides about a visit.",
    );
    sheet = if listed.items.is_empty() {
        sheet.with(Block::Empty {
            title: "Nobody has said anything yet".into(),
            next: "Adults are asked after their first meeting, after every third visit, when the plan is looked at again, and at the end.".into(),
            link: None,
        })
    } else {
        sheet.with(Block::Table {
            caption: "What adults said, the newest first".into(),
            head: ["Who", "When", "How it was", "In their words"].map(String::from).to_vec(),
            rows: listed.items.iter().map(line).collect(),
        })
    };
    let next = listed.next.map(|cursor| format!("/feedback?cursor={cursor}"));
    let prev = asked.get("cursor").map(|_| "/feedback".to_owned());
    let sheet = sheet
        .with(Block::Pages { prev, next })
        .with(Block::Links(vec![link("You said, we did, and the figures", "/feedback/public")]));
    Ok(View::sheet(Layout::Staff, sheet).back("Centre", "/centre"))
}

fn publish_page(tx: &mut Tx<'_>, (): (), asked: &Asked) -> Result<View, Problem> {
    let words = Words::english();
    let public = figures(tx)?;
    let mut sheet = Sheet::new("You said, we did, and the figures")
        .lead("Everybody reads this. Name nobody, no visit and no day by which somebody could be known.");
    for one in you_said(tx)?.items {
        let away = format!("/feedback/public/{}/ending", one.id);
        sheet = sheet.with(Block::Heading(one.said)).with(Block::Quote(one.done)).with(Block::Buttons(vec![
            Button::post("Take it away", &away, &asked.form_to(&away)).secondary(),
        ]));
    }
    // Of a form that was refused it stands among what was sent.
    let form = asked.form();
    let learning = asked.get("learning").unwrap_or_else(|| form.value("learning"));
    let learning = learning.parse::<LearningId>().ok();
    let learned = learning.map(|id| complaint::for_everybody(tx, id, &[])).transpose()?;
    let mut fields = vec![
        field("said", "What several people said", Kind::Long(3)).hint("In your own words, not in anybody’s."),
        field("done", "What you did", Kind::Long(3)),
    ];
    fields.extend(learning.map(|id| field("learning", "", Kind::Hidden(id.to_string()))));
    let here = "/feedback/public";
    let stored = serde_json::json!({"done": learned.and_then(|one| one.done)});
    sheet = sheet.with(Block::Heading("Add one".into())).form(Form::new(
        here,
        asked.form_to_of(here, &stored),
        fields,
        "Make it public",
    ));
    sheet = sheet.with(Block::Heading("The figures".into())).with(Block::Words(
        "They count a year up to the end of a quarter, and then stand. A number below five is left out, and whatever it could be worked out from.".into(),
    ));
    for block in figures_blocks(&public, words) {
        sheet = sheet.with(block);
    }
    let at = "/feedback/figures";
    let button = Button::post("Make the last quarter’s figures public", at, &asked.form_to(at)).secondary();
    Ok(View::sheet(Layout::Staff, sheet.with(Block::Buttons(vec![button]))).back("Feedback", "/feedback"))
}
