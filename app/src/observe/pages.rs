//! The feed of notes, as the page of a visit shows it.

use super::Note;

/// One line of the feed.
#[derive(Clone, Debug)]
pub struct FeedLine {
    /// When, on the clock.
    pub time: String,
    /// What it is about, with who said it.
    pub kind: String,
    /// How it looks.
    pub look: &'static str,
    /// The words.
    pub words: String,
    /// What it corrects, who wrote it, and whether it came late.
    pub about: String,
    /// Its identifier, for a correction.
    pub id: String,
}

/// The notes as lines of the feed.
#[must_use]
pub fn feed(notes: &[Note]) -> Vec<FeedLine> {
    use rules::observe::NoteKind;
    notes
        .iter()
        .map(|note| {
            let corrected = note
                .corrects
                .and_then(|id| notes.iter().find(|other| other.id == id))
                .map(|other| format!("Corrects the note of {}. ", other.at.clock()))
                .unwrap_or_default();
            let late = if note.received_at.since(note.at).0 >= 2 {
                format!(", written down at {}", note.received_at.clock())
            } else {
                String::new()
            };
            FeedLine {
                time: note.at.clock(),
                kind: match &note.speaker {
                    Some(speaker) => format!("{} – {speaker}", note.kind.words()),
                    None => note.kind.words().to_owned(),
                },
                look: match note.kind {
                    _ if note.corrects.is_some() => "correction",
                    NoteKind::Speech => "speech",
                    NoteKind::Intervention | NoteKind::RiskOfHarm => "intervention",
                    NoteKind::Fact => "fact",
                },
                words: note.words.clone(),
                about: format!("{corrected}{}{late}", note.author),
                id: note.id.to_string(),
            }
        })
        .collect()
}
