//! From what was recorded to what a report says: facts and direct speech in order, nothing in between.

use super::{
    facts::{NoteFacts, VisitFacts},
    happened::{children, punctuality, sentence, tells_time_of},
    words::{AttendanceLine, Body, Document, PaperKind, Passage, Prompt, VisitSection},
};
use crate::{child::ChildAnswer, family::Family};
use base::{Moment, NoteId};
use rules::{
    intake::Side,
    observe::NoteKind,
    visit::{State, What},
};

/// The body of a paper, and what is asked of its visits and nobody has answered.
pub(super) fn body(
    kind: PaperKind,
    document: &Document,
    family: &Family,
    (visits, children): (&[VisitFacts], &[ChildAnswer]),
) -> (Body, Vec<String>) {
    match kind {
        PaperKind::Attendance => {
            let attendance = visits.iter().map(|visit| attended(visit, document)).collect();
            (Body { attendance, ..Body::default() }, Vec::new())
        }
        PaperKind::Observations => {
            let mut open = Vec::new();
            let sections = visits.iter().map(|visit| section(visit, document, family, &mut open)).collect();
            let child = children.iter().map(told).collect();
            (Body { sections, child, ..Body::default() }, open)
        }
    }
}

/// The introduction a report has until its author writes another.
pub(super) fn introduction(kind: PaperKind, visits: usize) -> String {
    let visits = if visits == 1 { "1 visit".to_owned() } else { format!("{visits} visits") };
    match kind {
        PaperKind::Observations => format!(
            "This report is about {visits}. It was put together from what staff noted during each visit or \
             straight after it, in the order in which it happened. What somebody said is given in their own \
             words. A note that was added to later is shown with what was added, and when."
        ),
        PaperKind::Attendance => format!("This letter is about {visits}."),
    }
}

fn plain(words: impl Into<String>) -> Passage {
    Passage { time: None, speaker: None, words: words.into(), unanswered: false, note: None }
}

/// What a child told the centre, with all that a reader needs to weigh it: the question, how the child was asked,
/// who heard it, and what the child said to its being here.
fn told(answer: &ChildAnswer) -> Passage {
    let permission = answer.permission();
    let asked = permission.map_or(String::new(), |note| {
        format!(
            " On {} the child was asked whether this may be in a report, and said yes: “{}”",
            note.on.words(),
            note.words
        )
    });
    let by = if answer.by_grown_up { " The words were written down for the child, as said." } else { "" };
    plain(format!(
        "{}, {}: {} was asked (questions for age: {}): “{}” Answer: {}.{by} Heard by {}.{asked}",
        answer.at.day().words(),
        answer.when.words().to_lowercase(),
        answer.name,
        answer.band.words().to_lowercase(),
        answer.prompt,
        answer.said(),
        answer.heard_by,
    ))
}

fn section(visit: &VisitFacts, document: &Document, family: &Family, open: &mut Vec<String>) -> VisitSection {
    let day = visit.starts.day();
    let mut passages = vec![plain(about(visit, family))];
    let leaves_out = |side: Side| document.leave_out_times_of.contains(&side);
    // R31: what tells when a protected side came and went stands apart from what has its time, so that
    // the order does not tell it either.
    for event in &visit.events {
        if let Some(side) = tells_time_of(&event.what).filter(|side| leaves_out(*side))
            && let Some(words) = sentence(event, family)
        {
            let on_time = punctuality(visit, event).map_or(String::new(), |it| format!(" {it}."));
            let whose = side.words().to_lowercase();
            passages.push(plain(format!("{words}{on_time} (The time is left out to protect the {whose}.)")));
        }
    }
    let mut timed: Vec<(Moment, Vec<Passage>)> = visit
        .events
        .iter()
        .filter(|event| !tells_time_of(&event.what).is_some_and(leaves_out))
        .filter_map(|event| {
            let words = sentence(event, family)?;
            Some((event.at, vec![Passage { time: Some(event.at.clock()), ..plain(words) }]))
        })
        .collect();
    let originals = visit.notes.iter().filter(|note| root(note.id, &visit.notes) == note.id);
    timed.extend(originals.map(|note| (note.at, with_additions(note, visit, document))));
    // Stable: what has the same time stays in the order it was recorded.
    timed.sort_by_key(|(at, _)| *at);
    passages.extend(timed.into_iter().flat_map(|(_, passages)| passages));
    if visit.state == State::Closed {
        passages.extend(Prompt::ALL.iter().map(|prompt| answered(visit, *prompt, document, open)));
    }
    VisitSection { visit: visit.id, heading: format!("Visit on {}", day.words_with_weekday()), passages }
}

fn about(visit: &VisitFacts, family: &Family) -> String {
    let present: Vec<&str> = visit
        .events
        .iter()
        .filter_map(|event| match event.what {
            What::VisitingArrived { party, .. } => family.adult(party).map(|adult| adult.name.as_str()),
            _ => None,
        })
        .collect();
    let came = visit.events.iter().any(|event| matches!(event.what, What::ChildArrived { .. }));
    let mut present: Vec<String> = present.into_iter().map(str::to_owned).collect();
    if came {
        present.insert(0, children(family));
    }
    let present = if present.is_empty() { "nobody of the family".to_owned() } else { present.join(", ") };
    let staff = if visit.supervisors.is_empty() {
        String::new()
    } else {
        format!(" Supervised by {}.", visit.supervisors.join(" and "))
    };
    let went = if visit.state == State::Closed { "" } else { " It did not take place." };
    format!(
        "{} contact, planned from {} to {}.{went} Present: {present}.{staff}",
        visit.kind.words(),
        visit.starts.clock(),
        visit.ends.clock(),
    )
}

/// The note that a note was first added to.
fn root(id: NoteId, notes: &[NoteFacts]) -> NoteId {
    let mut at = id;
    // Each step goes to another note, so as many steps as there are notes are enough.
    for _ in notes {
        let Some(corrected) = notes.iter().find(|note| note.id == at).and_then(|note| note.corrects) else {
            break;
        };
        at = corrected;
    }
    at
}

fn with_additions(note: &NoteFacts, visit: &VisitFacts, document: &Document) -> Vec<Passage> {
    let mut passages = vec![passage(note, document, None)];
    let additions = visit.notes.iter().filter(|it| it.id != note.id && root(it.id, &visit.notes) == note.id);
    passages.extend(additions.map(|addition| passage(addition, document, Some(note))));
    passages
}

fn passage(note: &NoteFacts, document: &Document, adds_to: Option<&NoteFacts>) -> Passage {
    let time = Some(adds_to.unwrap_or(note).at.clock());
    let note_id = Some(note.id);
    if let Some(left_out) = document.left_out.iter().find(|it| it.note == note.id) {
        let words = format!("A note is left out here. Reason: {}", left_out.reason);
        return Passage { time, note: note_id, ..plain(words) };
    }
    if adds_to.is_some() {
        let words = match (&note.speaker, note.kind) {
            (Some(who), NoteKind::Speech) => format!("{who} said: “{}”", note.words),
            _ => note.words.clone(),
        };
        let words = format!("Added by {} at {}: {words}", note.by, note.received.words());
        return Passage { time, note: note_id, ..plain(words) };
    }
    let (speaker, words) = match note.kind {
        NoteKind::Speech => {
            (Some(note.speaker.clone().unwrap_or_else(|| "Somebody".to_owned())), note.words.clone())
        }
        NoteKind::Fact => (None, note.words.clone()),
        NoteKind::Intervention => (None, format!("What staff did: {}", note.words)),
        NoteKind::RiskOfHarm => (None, format!("Noted as a risk of harm: {}", note.words)),
    };
    Passage { time, speaker, words, unanswered: false, note: note_id }
}

fn answered(visit: &VisitFacts, prompt: Prompt, document: &Document, open: &mut Vec<String>) -> Passage {
    let answer = document.answers.iter().find(|it| it.visit == visit.id && it.prompt == prompt);
    match answer.and_then(|answer| answer.words.as_ref()) {
        Some(words) => plain(format!("{} {words}", prompt.words())),
        None => {
            open.push(format!("{} (visit on {})", prompt.words(), visit.starts.day().words()));
            Passage { unanswered: true, ..plain(prompt.words()) }
        }
    }
}

/// Dates and times and whether it was attended: nothing of how it went, or of why it did not.
fn attended(visit: &VisitFacts, document: &Document) -> AttendanceLine {
    let at = |wanted: fn(&What) -> bool| visit.events.iter().find(|it| wanted(&it.what)).map(|it| it.at);
    let took_place = visit.state == State::Closed;
    let exact = document.leave_out_times_of.is_empty() && took_place;
    let start = at(|what| matches!(what, What::Started)).filter(|_| exact).unwrap_or(visit.starts);
    let end = at(|what| matches!(what, What::Ended | What::EndedEarly { .. }));
    let missed = at(|what| matches!(what, What::NoShow { who: Side::Visiting })).is_some();
    AttendanceLine {
        visit: visit.id,
        date: visit.starts.day().words(),
        start: start.clock(),
        end: end.filter(|_| exact).unwrap_or(visit.ends).clock(),
        attended: match (took_place, missed) {
            (true, _) => "Attended",
            (false, true) => "Not attended",
            (false, false) => "Did not take place",
        }
        .to_owned(),
    }
}
