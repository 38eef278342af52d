//! The pages on which those who lead the work read what adults write, and answer.

use super::{
    AskedFor, Assignment, Concern, ConcernDecision, Judgement, Message, MessagesWanted, NewAnswer,
    NewDecision, NewThread, Settling, Thread, ThreadLine, answer, answer::who_answer, assign, attach,
    begin_with, decide, decide_request, draft, list, settle, templates, threads::see_with_family,
    waiting_time,
};
use crate::{
    family::{self, Place, side_menu},
    front::{Asked, Goto, Pages},
    notice,
    view::{Block, Button, Choice, Form, Kind, Layout, Sheet, View, WorkLine, choices, field, link},
};
use askama::Template;
use base::{FamilyId, MessageFileId, MessageId, ThreadId};
use host::{Problem, Tx, forms::FormState};
use policy::{AnswerMessages, ListMessages, SeeMessages, WriteToAdult};
use rules::request::{Ask, RequestDecision};
use serde_json::json;

pub(super) fn pages() -> Pages {
    Pages::none()
        .show::<ListMessages, ()>("/messages", list_page)
        .show::<SeeMessages, ThreadId>("/messages/{thread}", one)
        .submit::<AnswerMessages, ThreadId, NewAnswer, _>("/messages/{thread}", answer, answered, one)
        .submit::<AnswerMessages, ThreadId, Assignment, _>(
            "/messages/{thread}/assigned",
            assign,
            |id, _| Goto::to(format!("/messages/{id}")).saying("saved"),
            one,
        )
        .submit::<AnswerMessages, ThreadId, Settling, _>(
            "/messages/{thread}/settling",
            settle,
            |_, _| Goto::to("/messages").saying("settled"),
            one,
        )
        .show::<AnswerMessages, ThreadId>("/messages/{thread}/decision", decision_page)
        .submit::<AnswerMessages, ThreadId, NewDecision, _>(
            "/messages/{thread}/decision",
            decide_request,
            |id, _| Goto::to(format!("/messages/{id}")).saying("message-sent"),
            decision_page,
        )
        .submit::<AnswerMessages, (ThreadId, MessageId), ConcernDecision, _>(
            "/messages/{thread}/{message}/looked-at",
            decide,
            |(id, _), _| Goto::to(format!("/messages/{id}")).saying("saved"),
            |tx, (id, _), asked| one(tx, id, asked),
        )
        .file::<SeeMessages, (ThreadId, MessageFileId)>("/messages/{thread}/files/{file}", |tx, at| {
            let (media_type, bytes) = attach::bytes(tx, at)?;
            Ok(("file".to_owned(), media_type, bytes))
        })
        .show::<ListMessages, FamilyId>("/families/{family}/messages", family_page)
        .show::<WriteToAdult, FamilyId>("/families/{family}/messages/new", new_page)
        .submit::<WriteToAdult, FamilyId, NewThread, _>(
            "/families/{family}/messages/new",
            begin_with,
            |family, thread| match thread {
                Some(thread) => Goto::to(format!("/messages/{}", thread.id)).saying("message-sent"),
                None => Goto::to(format!("/families/{family}/messages")).saying("message-kept"),
            },
            new_page,
        )
}

#[derive(Template)]
#[template(path = "pages/messages.html")]
struct ListPage {
    page: crate::view::Shell,
    sheet: Sheet,
    f: FormState,
}

fn answered(id: &ThreadId, thread: &Thread) -> Goto {
    let notice = if thread.draft.is_some() { "message-kept" } else { "message-sent" };
    Goto::to(format!("/messages/{id}")).saying(notice)
}

fn line(line: ThreadLine, is_of_family: bool) -> WorkLine {
    let mut why = if is_of_family { line.who.clone() } else { format!("{}: {}", line.title, line.who) };
    if line.is_urgent {
        why.insert_str(0, "Urgent. ");
    }
    if line.to_look_at {
        why.push_str(". May ask for something to be passed on: please look");
    }
    if let Some(who) = &line.assigned {
        why = format!("{why}. {who} answers");
    }
    let due = match line.waiting_since {
        Some(since) => format!("Waits since {}", since.words()),
        None => format!("Last written {}", line.last_at.words()),
    };
    WorkLine { title: line.subject, href: format!("/messages/{}", line.id), why, due, urgent: line.is_urgent }
}

/// So many minutes, as people say it.
fn length(minutes: i64) -> String {
    match minutes {
        ..120 => format!("{minutes} minutes"),
        120..2880 => format!("{} hours", minutes / 60),
        _ => format!("{} days", minutes / 1440),
    }
}

fn list_page(tx: &mut Tx<'_>, (): (), asked: &Asked) -> Result<View, Problem> {
    let q = asked.get("q").map(str::to_owned);
    let all = asked.get("show") == Some("all") || q.is_some();
    let cursor = asked.paging().cursor;
    let wanted = MessagesWanted { q: q.clone(), waiting: !all, family: None, cursor, limit: None };
    let mut listed = list(tx, &wanted)?;
    // Those who wait longest stand first, and before them what cannot wait.
    listed.items.sort_by_key(|line| !line.is_urgent);
    let time = waiting_time(tx)?;
    let mut sheet = Sheet::new("Messages").lead(match (time.median_minutes, time.longest_minutes) {
        (Some(median), Some(longest)) => format!(
            "Half of the answers of the last 28 days came within {}; the longest wait was {}.",
            length(median),
            length(longest)
        ),
        _ => {
            "Between one adult and the centre, and nobody else. Nothing written here is passed on.".to_owned()
        }
    });
    let (heading, title, next) = match (&q, all) {
        (Some(_), _) => {
            ("Found", "Nothing found", "The newest 2,000 messages were looked through. Try other words.")
        }
        (None, true) => (
            "All messages, the newest first",
            "No messages yet",
            "What adults write to the centre appears here.",
        ),
        (None, false) => (
            "Waiting for an answer",
            "Nobody waits for an answer",
            "What adults write appears here by itself.",
        ),
    };
    sheet = sheet.with(Block::Heading(heading.into()));
    sheet = if listed.items.is_empty() {
        sheet.with(Block::Empty { title: title.into(), next: next.into(), link: None })
    } else {
        sheet.with(Block::Work(listed.items.into_iter().map(|one| line(one, false)).collect()))
    };
    let shown = match (&q, all) {
        (Some(q), _) => format!("q={}&", family::form_encoded(q)),
        (None, true) => "show=all&".to_owned(),
        (None, false) => String::new(),
    };
    let next = listed.next.map(|cursor| format!("/messages?{shown}cursor={cursor}"));
    let prev = asked.get("cursor").map(|_| format!("/messages?{shown}"));
    let other = if all {
        link("What waits for an answer", "/messages")
    } else {
        link("All messages", "/messages?show=all")
    };
    let links = vec![
        other,
        link("Words to use again", "/message-templates"),
        link("Notices that were sent", "/notices"),
        link("Complaints", "/complaints"),
    ];
    let sheet = sheet.with(Block::Pages { prev, next }).with(Block::Links(links));
    let f = asked.fresh().with("q", q.unwrap_or_default());
    Ok(View::of(Layout::Staff, "Messages", move |page| ListPage { page, sheet, f }.render()))
}

fn family_page(tx: &mut Tx<'_>, id: FamilyId, asked: &Asked) -> Result<View, Problem> {
    let family = family::family(tx, id)?;
    let cursor = asked.paging().cursor;
    let listed = list(tx, &MessagesWanted { family: Some(id), cursor, ..MessagesWanted::default() })?;
    let mut sheet = Sheet::new("Messages")
        .over(format!("{}, {}", family.title, family.reference))
        .lead("Each adult reads their own and no other.")
        .with(Block::Buttons(vec![
            Button::to("Write to an adult", format!("/families/{id}/messages/new")),
            Button::to("Write down a complaint", format!("/complaints/new?family={id}")).secondary(),
        ]));
    sheet = if listed.items.is_empty() {
        sheet.with(Block::Empty {
            title: "No messages yet".into(),
            next: "What an adult of this family writes to the centre appears here.".into(),
            link: None,
        })
    } else {
        sheet.with(Block::Work(listed.items.into_iter().map(|one| line(one, true)).collect()))
    };
    let next = listed.next.map(|cursor| format!("/families/{id}/messages?cursor={cursor}"));
    let prev = asked.get("cursor").map(|_| format!("/families/{id}/messages"));
    let menu = side_menu(tx.actor, &family, Place::Messages);
    Ok(View::sheet(Layout::Staff, sheet.with(Block::Pages { prev, next }).side(menu)))
}

fn new_page(tx: &mut Tx<'_>, id: FamilyId, asked: &Asked) -> Result<View, Problem> {
    let family = family::family(tx, id)?;
    tx.ask::<WriteToAdult>(&family.subject)?;
    let wanted = asked.get("to").and_then(|to| to.parse().ok());
    let to = family.adults.iter().find(|adult| Some(adult.id) == wanted);
    let kept = match to {
        Some(adult) => draft::load(tx, adult.id.as_str())?.map(|(draft, _)| draft),
        None => None,
    };
    let adults = family.adults.iter().filter(|adult| adult.account.is_some());
    let adults: Vec<Choice> = adults
        .map(|adult| Choice::new(adult.id.as_str(), format!("{}, {}", adult.name, adult.relation)))
        .collect();
    let mut sheet = Sheet::new("Write to an adult")
        .over(format!("{}, {}", family.title, family.reference))
        .lead("They read it where they have signed in. It is refused if it tells them anything of the other side.");
    if adults.is_empty() {
        sheet = sheet.with(Block::Empty {
            title: "Nobody of this family has a sign-in".into(),
            next: "Give somebody a sign-in, or reach them in the way they said is safe.".into(),
            link: Some(link("People and contact details", format!("/families/{id}/people"))),
        });
    } else {
        let fields = vec![
            field("party", "To whom?", Kind::One(adults)),
            field("subject", "What is it about?", Kind::Text),
            field("words", "What would you like to say?", Kind::Long(8)),
        ];
        let filled = json!({
            "party": to.map(|adult| adult.id),
            "subject": kept.as_ref().and_then(|draft| draft.subject.clone()),
            "words": kept.as_ref().map(|draft| draft.words.clone()),
        });
        let form = Form::new(format!("/families/{id}/messages/new"), asked.form_of(&filled), fields, "Send");
        sheet = sheet.form(form.more("keep:bool", "yes", "Keep as a draft"));
    }
    let menu = side_menu(tx.actor, &family, Place::Messages);
    let back = format!("/families/{id}/messages");
    Ok(View::sheet(Layout::Staff, sheet.side(menu)).back("Messages", back))
}

fn said(thread: ThreadId, message: &Message) -> Vec<Block> {
    let urgent = if message.urgent { ", urgent" } else { "" };
    let from = if message.from_adult { "" } else { "The centre: " };
    let heading = format!("{from}{}, {}{urgent}", message.author, message.at.words());
    let mut blocks = vec![Block::Heading(heading), Block::Quote(message.words.clone())];
    let links: Vec<_> = message
        .files
        .iter()
        .map(|file| {
            let what = if file.media_type == "application/pdf" { "PDF" } else { "picture" };
            let kilobytes = file.size / 1024 + 1;
            link(
                format!("Save the {what} that came with it ({kilobytes} kB)"),
                format!("/messages/{thread}/files/{}", file.id),
            )
        })
        .collect();
    if !links.is_empty() {
        blocks.push(Block::Links(links));
    }
    blocks
}

fn looked_at(concern: &Concern) -> Option<Block> {
    let decision = concern.decision?;
    let at = concern.at.map(base::Moment::words).unwrap_or_default();
    Some(Block::Notice {
        title: format!("Looked at, {at}"),
        kind: "",
        words: vec![decision.words().to_owned(), concern.words.clone().unwrap_or_default()],
    })
}

fn to_look_at(asked: &Asked, thread: ThreadId, message: MessageId) -> [Block; 2] {
    let notice = Block::Notice {
        title: "This may ask for something to be passed on".into(),
        kind: "warn",
        words: vec![
            "Nobody has read it but the centre. Pass nothing on, by whatever way (R16).".into(),
            "Say what you make of it.".into(),
        ],
    };
    let action = format!("/messages/{thread}/{message}/looked-at");
    let fields = vec![
        field("decision", "What do you make of it?", Kind::One(choices!(Judgement))),
        field("words", "Why, and what was done?", Kind::Long(2)),
    ];
    let state = asked.form_to(&action);
    [notice, Block::Form(Form::new(action, state, fields, "Save").look("secondary"))]
}

/// What is asked for, and what became of it.
fn asked_for_blocks(id: ThreadId, asked_for: &AskedFor, may_answer: bool) -> Vec<Block> {
    let day = asked_for.day.map(|day| format!(", for {}", day.words_with_weekday())).unwrap_or_default();
    let what = format!("{}{day}", asked_for.ask.words());
    match asked_for.decision {
        Some(decision) => {
            let at = asked_for.at.map(base::Moment::words).unwrap_or_default();
            let sure = asked_for.checked.iter().map(|check| check.words().to_owned()).collect();
            vec![Block::Notice {
                title: format!("Asked for: {what}. Answered {at}: {}", decision.words()),
                kind: "good",
                words: sure,
            }]
        }
        None if asked_for.ask == Ask::Worry => vec![Block::Notice {
            title: "A worry".into(),
            kind: "warn",
            words: vec![
                "If somebody is in danger now, ring 999 first and write afterwards (R22).".into(),
                "Read it today. Write back, and record an incident if something happened.".into(),
            ],
        }],
        None => {
            let mut blocks = vec![Block::Notice {
                title: format!("Asks for: {what}"),
                kind: "warn",
                words: asked_for.ask.needs().0.iter().map(|check| check.words().to_owned()).collect(),
            }];
            if may_answer {
                let to = format!("/messages/{id}/decision");
                blocks.push(Block::Buttons(vec![Button::to("Say yes or no", to)]));
            }
            blocks
        }
    }
}

fn decision_page(tx: &mut Tx<'_>, id: ThreadId, asked: &Asked) -> Result<View, Problem> {
    let (thread, family) = see_with_family(tx, id)?;
    let asked_for = thread.request.as_ref().filter(|request| request.ask != Ask::Worry);
    let asked_for = asked_for.ok_or(Problem::NotFound)?;
    let needs = asked_for.ask.needs().0;
    let mut sheet = Sheet::new(format!("{}: yes or no?", asked_for.ask.words()))
        .over(format!("{}, {}", family.title, family.reference))
        .lead(format!("{} asks. They read the answer where they have signed in.", thread.who));
    if let Some(first) = thread.messages.first() {
        sheet = sheet.with(Block::Quote(first.words.clone()));
    }
    let checks: Vec<Choice> = needs.iter().map(|check| Choice::new(check.as_str(), check.words())).collect();
    let mut fields = vec![field("decision", "Your answer", Kind::One(choices!(RequestDecision)))];
    if !checks.is_empty() {
        let hint = "All of it before a yes.";
        fields.push(field("checked:list", "What have you made sure of?", Kind::Many(checks)).hint(hint));
    }
    fields.push(
        field("words", "What to tell them", Kind::Long(5))
            .hint("Why, and what goes with it. Nothing of the other side, and nobody else’s words."),
    );
    let here = format!("/messages/{id}/decision");
    let sheet = sheet.form(Form::new(here, asked.form(), fields, "Send the answer"));
    Ok(View::sheet(Layout::Staff, sheet).back(thread.subject, format!("/messages/{id}")))
}

fn one(tx: &mut Tx<'_>, id: ThreadId, asked: &Asked) -> Result<View, Problem> {
    let (thread, family) = see_with_family(tx, id)?;
    let subject = family.held_by(thread.party).with_id(id);
    let may_answer = tx.might::<AnswerMessages>(&subject);
    let mut sheet = Sheet::new(thread.subject.clone())
        .over(format!("{}, {}", family.title, family.reference))
        .lead(format!("Between {} and the centre. Nobody else reads it.", thread.who));
    if let Some(asked_for) = &thread.request {
        for block in asked_for_blocks(id, asked_for, may_answer) {
            sheet = sheet.with(block);
        }
    }
    if let Some(again) = notice::ask_again(tx, thread.party)? {
        let at = format!("/families/{}/people/{}/notices", family.id, thread.party);
        sheet = sheet.with(Block::Words(again)).with(Block::Links(vec![link("Notices to them", at)]));
    }
    for message in &thread.messages {
        for block in said(id, message) {
            sheet = sheet.with(block);
        }
        if let Some(concern) = &message.concern {
            match looked_at(concern) {
                Some(notice) => sheet = sheet.with(notice),
                None if may_answer => {
                    for block in to_look_at(asked, id, message.id) {
                        sheet = sheet.with(block);
                    }
                }
                None => {}
            }
        }
    }
    if let Some(how) = &thread.settled {
        sheet = sheet.with(Block::Notice {
            title: "Settled without an answer".into(),
            kind: "good",
            words: vec![how.clone()],
        });
    }
    if may_answer {
        sheet = answering(tx, &thread, sheet, asked)?;
    }
    let menu = side_menu(tx.actor, &family, Place::Messages);
    Ok(View::sheet(Layout::Staff, sheet.side(menu)).back("Messages", "/messages"))
}

/// The forms by which somebody answers, says who does, or that nobody has to.
fn answering(tx: &mut Tx<'_>, thread: &Thread, sheet: Sheet, asked: &Asked) -> Result<Sheet, Problem> {
    let id = thread.id;
    let (here, assigned, settling) =
        (format!("/messages/{id}"), format!("/messages/{id}/assigned"), format!("/messages/{id}/settling"));
    let known = templates(tx)?.items;
    let chosen = asked.get("template").and_then(|title| known.iter().find(|one| one.id.as_str() == title));
    let filled = match (chosen, &thread.draft) {
        (Some(template), _) => json!({"words": template.words}),
        (None, Some(draft)) => json!({"words": draft.words}),
        (None, None) => json!({}),
    };
    let fields =
        vec![field("words", "Your answer", Kind::Long(6)).hint(
            "They read it where they have signed in. Nothing of the other side, and nobody else's words.",
        )];
    let form = Form::new(&here, asked.form_to_of(&here, &filled), fields, "Send");
    let mut sheet = sheet
        .with(Block::Heading("Answer".into()))
        .with_if(thread.draft.is_some(), || Block::Words("Your draft is here. Nothing has been sent.".into()))
        .form(form.more("keep:bool", "yes", "Keep as a draft"));
    if !known.is_empty() {
        let links = known.iter().map(|one| link(&one.title, format!("{here}?template={}", one.id)));
        sheet = sheet
            .with(Block::Words("Begin with words to use again:".into()))
            .with(Block::Links(links.collect()));
    }
    let leads = who_answer(tx)?;
    let mut who = vec![Choice::new("", "Nobody yet")];
    who.extend(leads.iter().take(50).map(|(id, name)| Choice::new(id.as_str(), name)));
    let state = asked.form_to_of(&assigned, &json!({"staff": thread.assigned}));
    let fields = vec![field("staff", "Who answers?", Kind::Pick(who))];
    sheet = sheet
        .with(Block::Heading("Who answers".into()))
        .with(Block::Form(Form::new(&assigned, state, fields, "Save").look("secondary")));
    if thread.waiting_since.is_some() {
        let fields = vec![
            field("why", "How was it settled?", Kind::Long(2))
                .hint("For example: we spoke on the telephone."),
        ];
        let form =
            Form::new(&settling, asked.form_to(&settling), fields, "It needs no answer").look("secondary");
        sheet = sheet.with(Block::Heading("Without an answer".into())).with(Block::Form(form));
    }
    Ok(sheet)
}
