//! Makes any text fit to be set: nothing a PDF cannot carry, nothing that
//! reorders other text, nothing that runs off the page.

use std::fmt::Write;

use crate::engine;

/// Which characters are set as they are. All others appear by number, as
/// "[U+1F9F8]", so that nothing is lost without trace.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Alphabet {
    /// Every character the embedded fonts have.
    Fonts,
    /// Latin, Greek and Cyrillic letters and common punctuation.
    European,
}

/// Longest run in running text that may go without a place to break the line,
/// in units of a narrow letter (see `width`).
const RUN: usize = 48;

/// The same for headings, which are set larger.
const HEADING_RUN: usize = 38;

/// The same for the centre's address and email, beside its name.
const CONTACT_RUN: usize = 44;

/// The same for labels, which have a narrow column.
const LABEL_RUN: usize = 20;

/// Cleans text, and remembers whether a character had to be shown by number.
pub(crate) struct Cleaner {
    alphabet: Alphabet,
    /// Whether any character was shown by number.
    pub(crate) numbered: bool,
}

impl Cleaner {
    pub(crate) fn new(alphabet: Alphabet) -> Self {
        Self { alphabet, numbered: false }
    }

    /// Text that may have several lines.
    pub(crate) fn lines(&mut self, text: &str) -> String {
        self.clean(text, RUN)
    }

    /// Text on one line: line breaks become spaces.
    pub(crate) fn line(&mut self, text: &str) -> String {
        self.clean(text, RUN).replace('\n', " ")
    }

    /// A heading, on one line.
    pub(crate) fn heading(&mut self, text: &str) -> String {
        self.clean(text, HEADING_RUN).replace('\n', " ")
    }

    /// An address or other detail of the centre, on one line.
    pub(crate) fn contact(&mut self, text: &str) -> String {
        self.clean(text, CONTACT_RUN).replace('\n', " ")
    }

    /// A label before a value, on one line.
    pub(crate) fn label(&mut self, text: &str) -> String {
        self.clean(text, LABEL_RUN).replace('\n', " ")
    }

    /// Text for a cell in a table of so many columns.
    pub(crate) fn cell(&mut self, text: &str, columns: usize) -> String {
        let run = (80 / columns.max(1)).saturating_sub(3).clamp(2, RUN);
        self.clean(text, run)
    }

    /// One line for the file's metadata, with no room made for line breaks.
    pub(crate) fn plain(&mut self, text: &str) -> String {
        self.clean(text, usize::MAX).replace('\n', " ")
    }

    fn clean(&mut self, text: &str, longest: usize) -> String {
        let mut out = String::with_capacity(text.len());
        let mut run = 0;
        let mut before = ' ';
        let text = text.replace("\r\n", "\n");
        for c in text.trim().chars() {
            let c = match c {
                '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => '\n',
                '\t' => ' ',
                other => other,
            };
            if dropped(c) || (joiner(c) && !joins(before)) {
                continue;
            }
            if c == '\n' {
                // A blank line says no more than a line break.
                if !out.ends_with('\n') {
                    out.push('\n');
                }
                run = 0;
            } else if c.is_whitespace() {
                out.push(c);
                // These do not let a line end, so the run goes on.
                run = if matches!(c, '\u{a0}' | '\u{202f}') { run + width(c) } else { 0 };
            } else {
                if run + width(c) > longest && run > 0 && !joiner(c) && !combining(c) {
                    out.push('\u{200b}');
                    run = 0;
                }
                if self.known(c) {
                    out.push(c);
                    run += width(c);
                } else {
                    self.numbered = true;
                    // Writing to a string does not fail.
                    let _ = write!(out, "[U+{:04X}]", u32::from(c));
                    out.push('\u{200b}');
                    run = 0;
                }
            }
            before = c;
        }
        out
    }

    fn known(&self, c: char) -> bool {
        match self.alphabet {
            Alphabet::Fonts => joiner(c) || (!private(c) && engine::has_glyph(c)),
            Alphabet::European => european(c) && engine::has_glyph(c),
        }
    }
}

/// Characters with no place on paper: controls, marks that reorder text
/// around them, invisible breaks, variation selectors, tags and non-characters.
fn dropped(c: char) -> bool {
    (c.is_control() && c != '\n')
        || matches!(u32::from(c),
            0xad | 0x34f | 0x61c | 0x115f | 0x1160 | 0x17b4 | 0x17b5 | 0x180b..=0x180f
            | 0x200b | 0x200e | 0x200f | 0x202a..=0x202e | 0x2060..=0x206f | 0x3164
            | 0xfe00..=0xfe0f | 0xfeff | 0xffa0 | 0xfff0..=0xfffc
            | 0xfdd0..=0xfdef | 0xe0000..=0xe0fff)
        || u32::from(c) & 0xfffe == 0xfffe
}

fn european(c: char) -> bool {
    matches!(u32::from(c),
        0x20..=0x7e | 0xa0..=0x17f | 0x390..=0x3ce | 0x400..=0x45f
        | 0x2010..=0x201e | 0x2026 | 0x20ac | 0xfffd)
}

fn private(c: char) -> bool {
    matches!(u32::from(c), 0xe000..=0xf8ff | 0xf_0000..=0x10_ffff)
}

fn joiner(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}')
}

/// Scripts in which a joiner changes how letters are written.
fn joins(c: char) -> bool {
    matches!(u32::from(c), 0x600..=0xdff)
}

/// Marks that belong to the letter before them (the common ranges).
fn combining(c: char) -> bool {
    matches!(u32::from(c),
        0x300..=0x36f | 0x591..=0x5c7 | 0x610..=0x61a | 0x64b..=0x65f | 0x93a..=0x94d
        | 0x1ab0..=0x1aff | 0x20d0..=0x20ff)
}

/// How much room a character takes, counted in narrow letters.
fn width(c: char) -> usize {
    if c.is_uppercase() || matches!(c, 'm' | 'w' | '@' | '%' | '&') || u32::from(c) >= 0x600 { 2 } else { 1 }
}
