//! The registry: every table there is, whom it tells something about, and what of it goes to whom.
//!
//! Four things are driven by it: what is collected for somebody who asks for their own data, what is removed
//! when a family is destroyed, the record of processing, and a test that fails for a new table or column until
//! somebody has decided.

/// What of a table of sign-ins goes to whoever signs in: an adult of a family and a member of staff alike.
macro_rules! of_sign_in {
    ($table:literal, $order:literal, $section:literal, $gives:expr) => {{
        use $crate::records::registry::{Person, given};
        const ADULTS: &str = concat!($table, " WHERE account IN (SELECT id FROM account WHERE party = $1)");
        const STAFF: &str = concat!($table, " WHERE account IN (SELECT id FROM account WHERE staff = $1)");
        &[
            given(Person::Adult, $section, ADULTS, $order, $gives),
            given(Person::Staff, $section, STAFF, $order, $gives),
        ]
    }};
}

mod case;
mod child;
mod complaints;
mod feedback;
mod guides;
mod house;
mod intake;
mod messages;
mod notices;
mod premises;
mod register;
mod sign_in;
mod single;
mod staff;
mod trail;
mod visits;
mod work;

pub use single::{SINGLES, STAYS, Single, SingleKind, single};

/// Whom a table tells something about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Whose {
    /// The children and adults of a family.
    Family,
    /// Members of staff and volunteers.
    Staff,
    /// Whoever asked the centre something.
    Asker,
    /// Anybody with a sign-in.
    SignedIn,
    /// Nobody.
    Nobody,
}

impl Whose {
    /// In words, for the record of processing.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Family => "Children and adults of families",
            Self::Staff => "Staff and volunteers",
            Self::Asker => "People who ask the centre something",
            Self::SignedIn => "Everybody with a sign-in",
            Self::Nobody => "Nobody",
        }
    }
}

/// For whom something is collected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Person {
    /// An adult of a family.
    Adult,
    /// A child of a family, whoever asks for them.
    Child,
    /// A child of a family who asks by themselves.
    ChildAlone,
    /// A member of staff or a volunteer.
    Staff,
    /// Whoever made an enquiry.
    Enquirer,
}

/// How what is collected goes to the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// It is theirs alone: it is given unless a reviewer withholds it.
    Given,
    /// They wrote it themselves: it is given as it stands. Were a word of it held back, that would tell them that
    /// their guess at something they may not know is right.
    Own,
    /// Somebody wrote it who may have written of others too: it is kept back until a reviewer has read it.
    Judged,
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Words.
    Text,
    /// A day of the calendar.
    Day,
    /// A moment.
    Moment,
    /// Yes or no.
    Yes,
    /// A document, or what stands in it at this pointer.
    Json(&'static str),
    /// What a referral says of the person's own side.
    OwnSide,
    /// A drawing, which stands in a document at this pointer.
    Drawing(&'static str),
    /// An application: the row counts only if it is the person's own half.
    OwnHalf,
}

/// One column that goes to a person.
#[derive(Clone, Copy, Debug)]
pub struct Gives {
    /// Which; with its table where two are joined.
    pub column: &'static str,
    /// What it holds.
    pub form: Form,
    /// What it is called in a bundle.
    pub label: &'static str,
}

/// What of a table goes to one kind of person.
#[derive(Clone, Copy, Debug)]
pub struct Part {
    /// To whom.
    pub of: Person,
    /// How.
    pub how: How,
    /// Under which heading.
    pub section: &'static str,
    /// Which rows: what stands after FROM. `$1` is the person.
    pub from: &'static str,
    /// In which order.
    pub order: &'static str,
    /// Which columns.
    pub gives: &'static [Gives],
}

/// Columns that are given to nobody by this way, and why.
#[derive(Clone, Copy, Debug)]
pub struct Apart {
    /// Which.
    pub columns: &'static [&'static str],
    /// Why.
    pub why: &'static str,
}

/// One table.
#[derive(Clone, Copy, Debug)]
pub struct Table {
    /// Its name.
    pub name: &'static str,
    /// What it holds.
    pub holds: &'static str,
    /// Whom it tells something about.
    pub whose: Whose,
    /// Which rows go when a family is destroyed: a condition in which `$1` is the family.
    pub gone_with: Option<&'static str>,
    /// What goes to whom.
    pub parts: &'static [Part],
    /// What goes to nobody.
    pub apart: &'static [Apart],
}

/// Every table, those that others refer to before those that refer to them.
#[must_use]
pub fn all() -> Vec<&'static Table> {
    [
        house::TABLES,
        premises::TABLES,
        case::PEOPLE,
        house::AFTER_PEOPLE,
        sign_in::TABLES,
        staff::TABLES,
        case::TABLES,
        intake::TABLES,
        work::TABLES,
        visits::TABLES,
        case::AFTER_VISITS,
        work::AFTER_VISITS,
        messages::TABLES,
        guides::TABLES,
        feedback::TABLES,
        complaints::TABLES,
        child::TABLES,
        child::OF_THE_HOUSE,
        notices::TABLES,
        trail::TABLES,
        register::TABLES,
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Columns that are kept sealed under the key of a family, or of what came before there was one (decision 22).
pub const SEALED: &[(&str, &str)] = &[
    ("adult_consent", "document"),
    ("answer_given", "body"),
    ("application", "document"),
    ("application_contact", "document"),
    ("assessment", "document"),
    ("attachment", "bytes"),
    ("authenticator", "secret"),
    ("breach", "document"),
    ("chat_line", "words"),
    ("child", "document"),
    ("child_answer", "document"),
    ("child_answer_note", "document"),
    ("child_hours", "document"),
    ("child_page", "document"),
    ("child_picture", "bytes"),
    ("child_sitting", "document"),
    ("complaint", "document"),
    ("complaint", "outsider"),
    ("complaint_learning", "document"),
    ("complaint_learning", "done"),
    ("complaint_step", "document"),
    ("contact_before", "document"),
    ("contact_before", "lifted"),
    ("contact_change", "document"),
    ("court_order_terms", "document"),
    ("enquiry", "document"),
    ("enquiry_letter", "document"),
    ("first_call", "reminder"),
    ("incident", "document"),
    ("look_request", "extract"),
    ("meeting", "document"),
    ("feedback", "document"),
    ("guide_need", "document"),
    ("message", "words"),
    ("message_concern", "words"),
    ("message_draft", "document"),
    ("message_file", "bytes"),
    ("note", "words"),
    ("notice", "reason"),
    ("party", "document"),
    ("party_contact", "document"),
    ("plan", "document"),
    ("proposal_line", "document"),
    ("referral", "document"),
    ("referral_contact", "document"),
    ("report", "document"),
    ("report", "pdf"),
    ("review", "document"),
    ("safe_way", "document"),
    ("subject_passage", "cut"),
    ("subject_passage", "facts"),
    ("subject_request", "document"),
    ("thread", "settled"),
    ("thread", "subject"),
    ("visit_event", "document"),
    ("waiting", "document"),
];

/// Whether a column is kept sealed. Its name may have its table before it.
#[must_use]
pub fn is_sealed(table: &str, column: &str) -> bool {
    let (table, column) = column.split_once('.').unwrap_or((table, column));
    SEALED.contains(&(table, column))
}

/// What the migrations keep of themselves, which is no table of ours.
pub const NOT_OURS: &[&str] = &["__diesel_schema_migrations"];

const KEY: &str = "By these rows find each other; they say nothing.";
const STAFF_WROTE: &str = "Which member of staff wrote or decided it.";
const OF_OTHERS: &str = "It is about others, or would tell what others did.";
const SAFETY: &str = "Known only to those who keep people safe.";

/// A table that tells something about families; `gone_with` says which of its rows go with one.
const fn of_family(
    name: &'static str,
    holds: &'static str,
    gone_with: &'static str,
    parts: &'static [Part],
    apart: &'static [Apart],
) -> Table {
    Table { name, holds, whose: Whose::Family, gone_with: Some(gone_with), parts, apart }
}

const fn given(
    of: Person,
    section: &'static str,
    from: &'static str,
    order: &'static str,
    gives: &'static [Gives],
) -> Part {
    Part { of, how: How::Given, section, from, order, gives }
}

const fn own(
    of: Person,
    section: &'static str,
    from: &'static str,
    order: &'static str,
    gives: &'static [Gives],
) -> Part {
    Part { of, how: How::Own, section, from, order, gives }
}

const fn judged(
    of: Person,
    section: &'static str,
    from: &'static str,
    order: &'static str,
    gives: &'static [Gives],
) -> Part {
    Part { of, how: How::Judged, section, from, order, gives }
}

const fn text(column: &'static str, label: &'static str) -> Gives {
    Gives { column, form: Form::Text, label }
}
const fn day(column: &'static str, label: &'static str) -> Gives {
    Gives { column, form: Form::Day, label }
}
const fn moment(column: &'static str, label: &'static str) -> Gives {
    Gives { column, form: Form::Moment, label }
}
const fn yes(column: &'static str, label: &'static str) -> Gives {
    Gives { column, form: Form::Yes, label }
}
const fn json(column: &'static str, pointer: &'static str, label: &'static str) -> Gives {
    Gives { column, form: Form::Json(pointer), label }
}
const fn drawing(column: &'static str, pointer: &'static str, label: &'static str) -> Gives {
    Gives { column, form: Form::Drawing(pointer), label }
}
const fn apart(columns: &'static [&'static str], why: &'static str) -> Apart {
    Apart { columns, why }
}

/// A table that tells something about nobody.
const fn of_nobody(name: &'static str, holds: &'static str, columns: &'static [Apart]) -> Table {
    Table { name, holds, whose: Whose::Nobody, gone_with: None, parts: &[], apart: columns }
}

impl Table {
    /// The columns that the registry names, each once.
    #[must_use]
    pub fn columns(&self) -> Vec<&'static str> {
        let given = self.parts.iter().flat_map(|part| part.gives).filter_map(|gives| {
            match gives.column.split_once('.') {
                Some((table, column)) => (table == self.name).then_some(column),
                None => Some(gives.column),
            }
        });
        let mut columns: Vec<_> =
            given.chain(self.apart.iter().flat_map(|apart| apart.columns).copied()).collect();
        columns.sort_unstable();
        columns.dedup();
        columns
    }
}
