//! The page of one visit: one big next step, the others, the notes.

use super::card::{Card, Press, card, press};
use crate::{
    front::Asked,
    observe::{self, FeedLine, feed},
    schedule::visit_with,
    view::{Choice, Field, Form, Kind, Layout, Sheet, Shell, View, choices, field},
    visit::{Standing, seen},
};
use askama::Template;
use base::{NoteId, VisitId};
use host::{Problem, Tx, forms::FormState};
use policy::{OpenChildMode, Role, SeeNotes, WriteNote};
use rules::{observe::NoteKind, visit::StepKind};
use serde_json::json;

#[derive(Template)]
#[template(path = "pages/visit.html")]
struct Page {
    page: Shell,
    problems: FormState,
    one: Card,
    over: String,
    id: VisitId,
    family: Option<String>,
    /// Whether whoever asks may record what went wrong: not who only opened the case in an emergency.
    records: bool,
    day: String,
    people: Vec<(String, String, &'static str)>,
    here: Vec<(String, &'static str, String)>,
    others: Vec<Press>,
    warnings: Vec<Press>,
    receipts: usize,
    ending: String,
    notes: Option<Vec<FeedLine>>,
    /// Whether whoever asks may give the tablet to a child.
    hears: bool,
    /// Whether whoever asks may write notes.
    writes: bool,
    note_kinds: Vec<Choice>,
    note_id: String,
    f: FormState,
}

/// The kinds of note somebody may write here.
fn kinds(tx: &Tx<'_>, one: &Standing) -> Vec<Choice> {
    if one.visit.kind.is_observed() && tx.actor.role != Role::Volunteer {
        choices!(NoteKind)
    } else {
        vec![Choice::new(NoteKind::RiskOfHarm.as_str(), NoteKind::RiskOfHarm.words())]
    }
}

fn people(one: &Standing) -> Vec<(String, String, &'static str)> {
    one.visit
        .people
        .iter()
        .map(|who| {
            let may = if one.turned_away.contains(&who.id) {
                "Turned away today: does not come in"
            } else if one.may_enter.contains(&who.id) {
                "May come in for the visit"
            } else {
                "Brings and collects"
            };
            (who.name.clone(), format!("{}, {}", who.relation, who.side.words().to_lowercase()), may)
        })
        .collect()
}

fn ending(one: &Standing) -> String {
    one.ending.as_ref().map_or_else(String::new, |ending| {
        let why = ending.reason.map(|reason| format!(", early: {}", reason.words().to_lowercase()));
        let account = if ending.account.is_empty() { String::new() } else { format!(". {}", ending.account) };
        format!("Over at {}{}{account}", ending.at.time_words(), why.unwrap_or_default())
    })
}

/// The page of a visit.
pub(super) fn one(tx: &mut Tx<'_>, id: VisitId, asked: &Asked) -> Result<View, Problem> {
    let (record, family) = visit_with(tx, id)?;
    let seen = seen(tx, record, &family)?;
    let one = seen.standing;
    let action = format!("/visits/{id}");
    let may_read = tx.might::<SeeNotes>(&family.subject.with_id(id));
    let hears = tx.might::<OpenChildMode>(&family.subject.with_id(id));
    let writes = tx.might::<WriteNote>(&family.subject.with_id(id));
    let kept = if may_read { observe::notes_of(tx, &[id])? } else { Vec::new() };
    let notes = (may_read && (one.visit.kind.is_observed() || !kept.is_empty())).then(|| feed(&kept));
    let has_read = tx.actor.staff.is_some_and(|me| one.briefed.contains(&me));
    let steps: Vec<Press> = one
        .steps
        .iter()
        .skip(1)
        .filter(|step| step.kind != StepKind::Briefed || !has_read)
        .map(|step| press(tx, &one, step, &action, asked))
        .collect();
    let (warnings, others) = steps.into_iter().partition(|press: &Press| press.is_warning);
    let day = one.visit.timing.starts.day();
    let records = tx.might::<policy::RecordIncident>(&family.subject);
    let shows_family = tx.actor.role != Role::Volunteer;
    let title = format!("{}, {}", one.visit.title, day.words());
    let main = card(tx, &one, &action, asked);
    let f = asked.form();
    let (receipts, people, ending, note_kinds) =
        (seen.receipts.len(), people(&one), ending(&one), kinds(tx, &one));
    let note_id = NoteId::from_random(tx.random()).to_string();
    let here = one
        .in_building
        .iter()
        .map(|who| {
            let since = who.since.map(base::Moment::clock).unwrap_or_default();
            (who.name.clone(), who.whom.words(), since)
        })
        .collect();
    let page = move |page| Page {
        page,
        problems: f.clone(),
        over: format!("{} · {}", day.words_with_weekday(), one.visit.reference),
        id,
        records,
        family: shows_family.then(|| format!("/families/{}", one.visit.family)),
        day: format!("/day/{day}"),
        people,
        here,
        others,
        warnings,
        receipts,
        ending,
        notes,
        hears,
        writes,
        note_kinds,
        note_id,
        f,
        one: main,
    };
    let view = View::of(Layout::Staff, title, move |shell| page(shell).render());
    Ok(view.back("The day", format!("/day/{day}")))
}

/// The form that adds a correction to a note. The note itself stays as it is.
pub(super) fn correction(
    tx: &mut Tx<'_>,
    (id, note): (VisitId, NoteId),
    asked: &Asked,
) -> Result<View, Problem> {
    let (_, family) = visit_with(tx, id)?;
    tx.ask::<WriteNote>(&family.subject.with_id(id))?;
    tx.ask::<SeeNotes>(&family.subject.with_id(id))?;
    let wrong =
        observe::notes_of(tx, &[id])?.into_iter().find(|kept| kept.id == note).ok_or(Problem::NotFound)?;
    let fields: Vec<Field> = vec![
        field("id", "", Kind::Hidden(NoteId::from_random(tx.random()).to_string())),
        field("corrects", "", Kind::Hidden(note.to_string())),
        field("kind", "", Kind::Hidden(wrong.kind.to_string())),
        field("words", "What is right?", Kind::Long(4)),
        field("speaker", "Who said it?", Kind::Text).hint("Leave empty where nobody spoke."),
    ];
    let stored = json!({"words": wrong.words, "speaker": wrong.speaker, "at": wrong.at});
    let sheet = Sheet::new("Correct a note")
        .over(format!("{}, {}", family.title, wrong.at.words()))
        .lead("The first note stays as it was written; yours is added and points to it.")
        .with(crate::view::Block::Quote(wrong.words.clone()))
        .form(Form::new(
            format!("/visits/{id}/notes/{note}"),
            asked.form_of(&stored),
            fields,
            "Add the correction",
        ));
    Ok(View::sheet(Layout::Staff, sheet).back("The visit", format!("/visits/{id}")))
}
