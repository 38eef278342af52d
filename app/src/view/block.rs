//! The blocks a page is made of.

use super::{Field, Markdown};
use host::forms::FormState;
use serde::Serialize;

/// A page made of blocks.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    /// A quiet line above the heading: which family, which day.
    pub over: String,
    /// The heading.
    pub heading: String,
    /// One or two sentences under it.
    pub lead: String,
    /// The side menu, on the pages of a case.
    pub side: Vec<SideLink>,
    /// What is wrong with the form on the page, if there is one.
    pub problems: FormState,
    /// What the page holds.
    pub blocks: Vec<Block>,
    /// After so many seconds a browser without scripts looks again.
    pub looks_again: Option<u32>,
}

impl Sheet {
    /// A page with this heading.
    pub fn new(heading: impl Into<String>) -> Self {
        Self { heading: heading.into(), ..Self::default() }
    }

    /// With a quiet line above.
    #[must_use]
    pub fn over(mut self, over: impl Into<String>) -> Self {
        self.over = over.into();
        self
    }

    /// With a sentence under the heading.
    #[must_use]
    pub fn lead(mut self, lead: impl Into<String>) -> Self {
        self.lead = lead.into();
        self
    }

    /// With a side menu.
    #[must_use]
    pub fn side(mut self, side: Vec<SideLink>) -> Self {
        self.side = side;
        self
    }

    /// With what is wrong with the form at the top of the page.
    #[must_use]
    pub fn problems(mut self, state: &FormState) -> Self {
        self.problems = state.clone();
        self
    }

    /// A page that a browser without scripts looks at again after so many seconds. Nothing is typed on it.
    #[must_use]
    pub fn looking_again(mut self, seconds: u32) -> Self {
        self.looks_again = Some(seconds);
        self
    }

    /// With one more block.
    #[must_use]
    pub fn with(mut self, block: Block) -> Self {
        self.blocks.push(block);
        self
    }

    /// With one more block, where there is something to show.
    #[must_use]
    pub fn with_if(self, shown: bool, block: impl FnOnce() -> Block) -> Self {
        if shown { self.with(block()) } else { self }
    }

    /// Whether the page's heading or the one right above a table says what its caption says: then the caption
    /// is only read out.
    #[must_use]
    pub fn heading_says(&self, table: usize, caption: &str) -> bool {
        if self.heading == caption {
            return true;
        }
        let above = table.checked_sub(1).and_then(|above| self.blocks.get(above));
        matches!(above, Some(Block::Heading(text)) if text == caption)
    }

    /// Whether there is a heading above a block, so that what stands in it goes below that heading.
    #[must_use]
    pub fn has_heading_above(&self, block: usize) -> bool {
        self.blocks.iter().take(block).any(|above| matches!(above, Block::Heading(_) | Block::Notice { .. }))
    }

    /// With a form. What is wrong with it is said at the top; on a page of several forms, what is wrong with
    /// one is not covered up by the next.
    #[must_use]
    pub fn form(self, form: Form) -> Self {
        let sheet = if self.problems.has_errors() { self } else { self.problems(&form.state) };
        sheet.with(Block::Form(form))
    }
}

/// A block of a page.
#[derive(Clone, Debug)]
pub enum Block {
    /// A heading.
    Heading(String),
    /// A paragraph.
    Words(String),
    /// Several paragraphs a person wrote; lines are kept.
    Quote(String),
    /// Words with headings, lists and pictures.
    Prose(Markdown),
    /// Questions and answers, side by side.
    Facts(Vec<Fact>),
    /// A table.
    Table {
        /// What it shows, for those who cannot see it.
        caption: String,
        /// The heads of its columns.
        head: Vec<String>,
        /// Its rows.
        rows: Vec<Vec<Cell>>,
    },
    /// Steps with their state.
    Tasks(Vec<TaskLine>),
    /// What needs somebody today.
    Work(Vec<WorkLine>),
    /// Something to notice. The kind is empty, good, warn or bad.
    Notice {
        /// Its title.
        title: String,
        /// How it looks.
        kind: &'static str,
        /// Its sentences.
        words: Vec<String>,
    },
    /// Words to say aloud.
    Say(String),
    /// Links, one under the other.
    Links(Vec<Link>),
    /// Buttons, side by side.
    Buttons(Vec<Button>),
    /// What happened, in order.
    Timeline(Vec<Event>),
    /// Nothing here yet, and what to do next.
    Empty {
        /// What there is none of.
        title: String,
        /// What to do next.
        next: String,
        /// Where to do it, if anywhere.
        link: Option<Link>,
    },
    /// What two say to each other, with what is new as it comes.
    Chat(ChatLog),
    /// That the page is loaded anew when something is told at this address.
    Anew(String),
    /// A form.
    Form(Form),
    /// A picture that a telephone reads: the side of its square, and its dark parts as a path.
    Squares {
        /// How many squares a side has, with the white round it.
        side: i32,
        /// The dark ones.
        path: String,
        /// What it is, for those who cannot see it.
        label: String,
    },
    /// A picture of ours, with what it is for those who cannot see it.
    Picture {
        /// Where it is.
        src: String,
        /// What it is.
        label: String,
        /// The words of the link by which it is saved, where it has an address.
        save: Option<String>,
    },
    /// Links to the pages of a list before and after.
    Pages {
        /// The address of the page before.
        prev: Option<String>,
        /// The address of the page after.
        next: Option<String>,
    },
}

/// A link.
#[derive(Clone, Debug)]
pub struct Link {
    /// Its words.
    pub text: String,
    /// Where it leads.
    pub href: String,
}

/// A link.
pub fn link(text: impl Into<String>, href: impl Into<String>) -> Link {
    Link { text: text.into(), href: href.into() }
}

/// A link of the side menu of a case.
#[derive(Clone, Debug)]
pub struct SideLink {
    /// Its words.
    pub text: String,
    /// Where it leads.
    pub href: String,
    /// Whether it is where one is.
    pub current: bool,
    /// How many there are, in words, or nothing.
    pub count: String,
}

/// A question with its answer.
#[derive(Clone, Debug)]
pub struct Fact {
    /// What it is about.
    pub key: String,
    /// What is so; empty is shown as "Not given".
    pub value: String,
    /// Where it is changed, with the words of the link.
    pub change: Option<Link>,
}

/// A question with its answer.
pub fn fact(key: impl Into<String>, value: impl Into<String>) -> Fact {
    Fact { key: key.into(), value: value.into(), change: None }
}

/// Questions with their answers.
pub fn facts<const N: usize>(pairs: [(&str, String); N]) -> Block {
    Block::Facts(pairs.into_iter().map(|(key, value)| fact(key, value)).collect())
}

/// One cell of a table.
#[derive(Clone, Debug, Default)]
pub struct Cell {
    /// Its words.
    pub text: String,
    /// Where it leads, if anywhere.
    pub href: Option<String>,
    /// How it looks when it is a tag: a colour's name.
    pub tag: Option<&'static str>,
}

impl<T: Into<String>> From<T> for Cell {
    fn from(text: T) -> Self {
        Self { text: text.into(), ..Self::default() }
    }
}

impl Cell {
    /// A cell that leads somewhere.
    pub fn link(text: impl Into<String>, href: impl Into<String>) -> Self {
        Self { text: text.into(), href: Some(href.into()), tag: None }
    }
}

/// A cell that is a tag. The colour is empty, green, red, orange, yellow, grey, purple or teal.
pub fn tag(text: impl Into<String>, colour: &'static str) -> Cell {
    Cell { text: text.into(), href: None, tag: Some(colour) }
}

/// A step with its state.
#[derive(Clone, Debug)]
pub struct TaskLine {
    /// The step.
    pub title: String,
    /// What it is about, or what is missing.
    pub hint: String,
    /// Where it is done; none while it cannot be.
    pub href: Option<String>,
    /// Its state in words.
    pub status: String,
    /// The state's colour, or nothing for a state that needs no attention.
    pub colour: &'static str,
}

/// Something that needs somebody.
#[derive(Clone, Debug)]
pub struct WorkLine {
    /// What to do.
    pub title: String,
    /// Where to do it.
    pub href: String,
    /// The facts to decide by, beside it.
    pub why: String,
    /// When it is due, in words.
    pub due: String,
    /// Whether it is late or safety depends on it.
    pub urgent: bool,
}

/// Something to press.
#[derive(Clone, Debug)]
pub struct Button {
    /// Its words.
    pub label: String,
    /// Where it leads, or where it posts.
    pub href: String,
    /// Whether it does something (posts) rather than leads somewhere.
    pub posts: bool,
    /// Empty, secondary or warning.
    pub look: &'static str,
    /// The tokens of a button that posts.
    pub state: FormState,
    /// What it sends.
    pub values: Vec<(String, String)>,
}

impl Button {
    /// A button that leads somewhere.
    pub fn to(label: impl Into<String>, href: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            href: href.into(),
            posts: false,
            look: "",
            state: FormState::default(),
            values: Vec::new(),
        }
    }

    /// A button that does something.
    pub fn post(label: impl Into<String>, href: impl Into<String>, state: &FormState) -> Self {
        Self { posts: true, state: state.clone(), ..Self::to(label, href) }
    }

    /// One that is not the main thing to do.
    #[must_use]
    pub fn secondary(mut self) -> Self {
        self.look = "secondary";
        self
    }

    /// One that cannot be taken back.
    #[must_use]
    pub fn warning(mut self) -> Self {
        self.look = "warning";
        self
    }

    /// With a value that it sends.
    #[must_use]
    pub fn value(mut self, name: &str, value: impl Into<String>) -> Self {
        self.values.push((name.to_owned(), value.into()));
        self
    }
}

/// One event of a timeline.
#[derive(Clone, Debug)]
pub struct Event {
    /// What happened.
    pub title: String,
    /// When, in words.
    pub when: String,
    /// Empty, key or alert.
    pub kind: &'static str,
    /// More of it.
    pub words: String,
    /// Where to read all of it.
    pub link: Option<Link>,
}

/// What two say to each other.
#[derive(Clone, Debug)]
pub struct ChatLog {
    /// Where what is new is told.
    pub stream: String,
    /// How far it has come, as its word.
    pub state: &'static str,
    /// What it is, for those who cannot see it.
    pub label: String,
    /// What was said so far.
    pub lines: Vec<ChatBubble>,
}

impl ChatLog {
    /// The last that is shown, or 0.
    #[must_use]
    pub fn last(&self) -> i32 {
        self.lines.last().map_or(0, |line| line.place)
    }
}

/// One thing that was said, as it is shown and as it is told to an open page.
#[derive(Clone, Debug, Serialize)]
pub struct ChatBubble {
    /// Which it is, from 1.
    pub place: i32,
    /// Whether whoever reads it said it, or somebody of their own.
    pub is_mine: bool,
    /// Who said it.
    pub who: String,
    /// When, in words.
    pub when: String,
    /// The words.
    pub words: String,
}

/// A form.
#[derive(Clone, Debug)]
pub struct Form {
    /// Where it posts.
    pub action: String,
    /// Its questions.
    pub fields: Vec<Field>,
    /// The words of its button.
    pub button: String,
    /// Empty, secondary or warning.
    pub look: &'static str,
    /// More buttons that send the same form, each a name, a value and its words.
    pub more: Vec<(String, String, String)>,
    /// What is in it and what is wrong with it.
    pub state: FormState,
    /// Whether it carries a file.
    pub multipart: bool,
    /// Whether a passkey fills it in.
    pub passkey: Option<PasskeyAsk>,
    /// Whether it is sent without leaving the page, where there are scripts.
    pub is_live: bool,
}

/// What a form asks of the browser's device.
#[derive(Clone, Debug)]
pub struct PasskeyAsk {
    /// What for: make, find or own.
    pub wants: &'static str,
    /// What to say when it did not work.
    pub failed: String,
    /// What to say where the browser has no passkeys.
    pub lacking: String,
}

impl Form {
    /// A form that posts there.
    pub fn new(
        action: impl Into<String>,
        state: FormState,
        fields: Vec<Field>,
        button: impl Into<String>,
    ) -> Self {
        let multipart = fields.iter().any(|field| matches!(field.kind, super::Kind::File(_)));
        Self {
            action: action.into(),
            fields,
            button: button.into(),
            look: "",
            more: Vec::new(),
            state,
            multipart,
            passkey: None,
            is_live: false,
        }
    }

    /// Sent without leaving the page, where there are scripts: what comes of it is told there as it comes.
    #[must_use]
    pub fn live(mut self) -> Self {
        self.is_live = true;
        self
    }

    /// With one more button.
    #[must_use]
    pub fn more(mut self, name: &str, value: &str, words: &str) -> Self {
        self.more.push((name.to_owned(), value.to_owned(), words.to_owned()));
        self
    }

    /// With a quieter or a louder button.
    #[must_use]
    pub fn look(mut self, look: &'static str) -> Self {
        self.look = look;
        self
    }
}
