//! The child's thread in the case, and the page of one answer with what became of it.

use super::{
    ChildAnswer, ChildNoteKind, done,
    pages::danger_first,
    permit,
    thread::{ChildAnswersWanted, list, stored},
    told,
};
use crate::{
    family::{Place, side_menu},
    front::{Asked, Goto, Pages},
    view::{Block, Choice, Event, Form, Kind, Layout, Sheet, View, fact, field, link},
};
use base::{ChildAnswerId, FamilyId};
use host::{Problem, Tx};
use policy::{NoteChildVoice, SeeChildVoice};

pub(super) fn pages() -> Pages {
    Pages::none()
        .show::<SeeChildVoice, FamilyId>("/families/{family}/child-answers", thread_page)
        .show::<SeeChildVoice, ChildAnswerId>("/child-answers/{answer}", answer_page)
        .submit::<NoteChildVoice, ChildAnswerId, _, _>(
            "/child-answers/{answer}/done",
            done,
            |id, _| there(*id),
            answer_page,
        )
        .submit::<NoteChildVoice, ChildAnswerId, _, _>(
            "/child-answers/{answer}/told",
            told,
            |id, _| there(*id),
            answer_page,
        )
        .submit::<NoteChildVoice, ChildAnswerId, _, _>(
            "/child-answers/{answer}/permission",
            permit,
            |id, _| there(*id),
            answer_page,
        )
        .file::<SeeChildVoice, ChildAnswerId>("/child-answers/{answer}/drawing", |tx, id| {
            let (_, answer) = stored(tx, id)?;
            let drawing = answer.drawing.ok_or(Problem::NotFound)?;
            Ok(("drawing".to_owned(), "image/png".to_owned(), drawing.png()?))
        })
}

fn there(id: ChildAnswerId) -> Goto {
    Goto::to(format!("/child-answers/{id}")).saying("saved")
}

/// Where an answer stands, in words: what is still owed to the child comes first.
fn standing(answer: &ChildAnswer) -> String {
    match (answer.was_acted_on(), answer.was_told()) {
        (_, true) => "The child was told".to_owned(),
        (true, false) => "Done. The child has not been told yet".to_owned(),
        (false, false) if answer.worrying.is_empty() => String::new(),
        (false, false) => "Waits for somebody to say what was done".to_owned(),
    }
}

fn event(answer: &ChildAnswer) -> Event {
    let why: Vec<String> = answer.worrying.iter().map(|why| why.words().to_lowercase()).collect();
    let mut lines = vec![answer.said()];
    if answer.by_grown_up {
        lines.push("Written down for the child, as said.".to_owned());
    }
    if !why.is_empty() {
        lines.push(format!("Read at once: {}.", why.join(", ")));
    }
    lines.push(format!(
        "{}, {}. Heard by {}{}.",
        answer.when.words(),
        answer.band.words().to_lowercase(),
        answer.heard_by,
        answer.others.as_ref().map_or(String::new(), |others| format!(", with {others}"))
    ));
    lines.extend(Some(standing(answer)).filter(|line| !line.is_empty()).map(|line| format!("{line}.")));
    Event {
        title: format!("{}: {}", answer.name, answer.prompt),
        when: answer.at.words(),
        kind: if answer.worrying.is_empty() { "" } else { "alert" },
        words: lines.join("\n"),
        link: Some(link("Open it", format!("/child-answers/{}", answer.id))),
    }
}

fn thread_page(tx: &mut Tx<'_>, id: FamilyId, asked: &Asked) -> Result<View, Problem> {
    let base = format!("/families/{id}/child-answers");
    let child = asked.get("child").and_then(|child| child.parse().ok());
    let wanted = ChildAnswersWanted { child, cursor: asked.get("cursor").map(str::to_owned), limit: None };
    let (family, listed) = list(tx, id, &wanted)?;
    let mut sheet = Sheet::new("What the children told us")
        .over(format!("{}, {}", family.title, family.reference))
        .side(side_menu(tx.actor, &family, Place::Children))
        .lead("Exactly as they said it. It is the child’s: no adult of the family reads it here.")
        .with(danger_first());
    if family.children.len() > 1 {
        let mut links = vec![link("All children", base.clone())];
        links.extend(
            family
                .children
                .iter()
                .map(|child| link(child.name.clone(), format!("{base}?child={}", child.id))),
        );
        sheet = sheet.with(Block::Links(links));
    }
    sheet = if listed.items.is_empty() {
        sheet.with(Block::Empty {
            title: "Nothing yet".into(),
            next: "Open the page of a visit and choose Hear the child, before or after it.".into(),
            link: Some(link("Visits", format!("/families/{id}/visits"))),
        })
    } else {
        sheet
            .with(Block::Heading("Newest first".into()))
            .with(Block::Timeline(listed.items.iter().map(event).collect()))
    };
    let of_child = child.map_or(String::new(), |child: base::ChildId| format!("&child={child}"));
    let next = listed.next.map(|cursor| format!("{base}?cursor={cursor}{of_child}"));
    let prev = asked.get("cursor").map(|_| base);
    Ok(View::sheet(Layout::Staff, sheet.with(Block::Pages { prev, next })))
}

fn answer_page(tx: &mut Tx<'_>, id: ChildAnswerId, asked: &Asked) -> Result<View, Problem> {
    let (family, answer) = stored(tx, id)?;
    let wishes: Vec<&str> = answer.wishes.iter().map(|wish| wish.words()).collect();
    let worrying: Vec<&str> = answer.worrying.iter().map(|why| why.words()).collect();
    let mut facts = vec![
        fact("Whose answer", answer.name.clone()),
        fact("When", format!("{}, {}", answer.at.words(), answer.when.words().to_lowercase())),
        fact("Asked as", answer.band.words()),
        fact("Heard by", answer.heard_by.clone()),
        fact("Who else was there", answer.others.clone().unwrap_or_else(|| "Nobody".to_owned())),
        fact("Who the child would like to know", wishes.join(", ")),
    ];
    if !worrying.is_empty() {
        facts.push(fact("Read at once because of", worrying.join(", ")));
    }
    let by = if answer.by_grown_up { "Written down for the child, as said." } else { "" };
    let mut sheet = Sheet::new(answer.prompt.clone())
        .over(format!("What {} told us", answer.name))
        .side(side_menu(tx.actor, &family, Place::Children))
        .with_if(!answer.worrying.is_empty(), danger_first)
        .with(Block::Quote(answer.said()))
        .with_if(!by.is_empty(), || Block::Words(by.into()));
    if answer.drawing.is_some() {
        sheet = sheet.with(Block::Picture {
            src: format!("/child-answers/{id}/drawing"),
            label: format!("What {} drew", answer.name),
            save: Some("Save the picture".into()),
        });
    }
    sheet = sheet.with(Block::Facts(facts));
    if !answer.notes.is_empty() {
        sheet = sheet.with(Block::Heading("What became of it".into())).with(Block::Timeline(
            answer
                .notes
                .iter()
                .map(|note| Event {
                    title: match note.permitted {
                        Some(true) => "Asked about a report: the child said yes".to_owned(),
                        Some(false) => "Asked about a report: the child said no".to_owned(),
                        None => note.kind.words().to_owned(),
                    },
                    when: format!("{}, {}", note.on.words(), note.by),
                    kind: if note.kind == ChildNoteKind::Told { "key" } else { "" },
                    words: note.words.clone(),
                    link: None,
                })
                .collect(),
        ));
    }
    if tx.might::<NoteChildVoice>(&family.subject.with_id(id)) {
        sheet = forms(sheet, id, asked);
    }
    let back = format!("/families/{}/child-answers", family.id);
    Ok(View::sheet(Layout::Staff, sheet).back("What the children told us", back))
}

fn forms(sheet: Sheet, id: ChildAnswerId, asked: &Asked) -> Sheet {
    let at = |what: &str| format!("/child-answers/{id}/{what}");
    let said = vec![Choice::new("yes", "The child said yes"), Choice::new("no", "The child said no")];
    let form = |what: &str, fields, button: &str| {
        Form::new(at(what), asked.form_to(&at(what)), fields, button).look("secondary")
    };
    let done = vec![field("words", "What did you do with what the child said?", Kind::Long(3))];
    let told = vec![
        field("on", "On which day did you tell the child?", Kind::Date),
        field("words", "What did you tell the child?", Kind::Long(3)),
    ];
    let permission = vec![
        field("permitted:bool", "May this answer go into a report for a court?", Kind::One(said)),
        field("words", "What did the child say to that, exactly?", Kind::Long(3)),
    ];
    sheet
        .with(Block::Heading("What was done".into()))
        .form(form("done", done, "Write it down"))
        .with(Block::Heading("The child was told".into()))
        .form(form("told", told, "The child knows"))
        .with(Block::Heading("Before it goes into a report".into()))
        .with(Block::Words(
            "Ask the child, in words they understand, who would read it. Without a yes it cannot be put in."
                .into(),
        ))
        .form(form("permission", permission, "Write down what the child said"))
}
