//! The question put to the policies, in its smallest form.
//!
//! The policies name no particular person or record. So what they answer depends on a few facts alone:
//! what somebody is, what they ask for, and how they are tied to the record. That makes a small closed set
//! of questions. Each is put to Cedar once and its answer kept, since nothing else could change it; and a
//! test can put them all.

use crate::{EveryAct, Refused, Role, book};
use std::sync::atomic::{AtomicU8, AtomicU64, Ordering};

/// One way of being tied to a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tie {
    /// An adult of the family.
    Adult,
    /// Who referred the family, or writes the referral.
    Referrer,
    /// On the session of one of its visits, from the day before to the day after.
    OnTheSession,
    /// A member of staff whose own record it is, or an adult whose own compartment.
    Own,
    /// Who has the case open by emergency access.
    Emergency,
}

impl Tie {
    /// Every tie.
    pub const ALL: [Self; 5] = [Self::Adult, Self::Referrer, Self::OnTheSession, Self::Own, Self::Emergency];

    /// The tie in words, as the table of roles has it.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Adult => "adult",
            Self::Referrer => "referrer",
            Self::OnTheSession => "session",
            Self::Own => "own",
            Self::Emergency => "emergency",
        }
    }
}

/// How somebody is tied to a record: none, one or several ties.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ties(u8);

impl Ties {
    /// No tie.
    pub const NONE: Self = Self(0);
    const NUMBER: usize = 1 << Tie::ALL.len();

    /// These, and one more where it is so.
    #[must_use]
    pub const fn with_if(self, tie: Tie, is_so: bool) -> Self {
        if is_so { Self(self.0 | 1 << tie as u8) } else { self }
    }

    /// These without one.
    #[must_use]
    pub const fn without(self, tie: Tie) -> Self {
        Self(self.0 & !(1 << tie as u8))
    }

    /// Whether this is among them.
    #[must_use]
    pub const fn has(self, tie: Tie) -> bool {
        self.0 & 1 << tie as u8 != 0
    }

    /// Whether all of those are among these.
    #[must_use]
    pub const fn holds(self, those: Self) -> bool {
        those.0 & !self.0 == 0
    }

    /// Every set of ties, the empty one first.
    pub fn every() -> impl Iterator<Item = Self> {
        (0..Self::NUMBER).filter_map(|bits| u8::try_from(bits).ok()).map(Self)
    }
}

/// What is asked of the policies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// Whether somebody may do this act, by its place in [`EveryAct::ALL`].
    Act(usize),
    /// Whether somebody may know of the record that this act is on.
    Know(usize),
}

/// A question to the policies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Question {
    /// What whoever asks is to the centre.
    pub role: Role,
    /// What for.
    pub asked: Asked,
    /// Whether the record is of their own centre.
    pub same_centre: bool,
    /// Whether they proved lately that it is them.
    pub proved: bool,
    /// Whether the record is under legal hold.
    pub held: bool,
    /// How they are tied to the record.
    pub ties: Ties,
}

const ACTS: usize = EveryAct::ALL.len();
const QUESTIONS: usize = Role::ALL.len() * ACTS * 2 * 2 * 2 * 2 * Ties::NUMBER;
const NO: u8 = 1;
const YES: u8 = 2;

/// What was answered so far: nothing, no or yes, one place for each question there is.
static ANSWERED: [AtomicU8; QUESTIONS] = [const { AtomicU8::new(0) }; QUESTIONS];

/// How many questions were put so far.
static ASKED: AtomicU64 = AtomicU64::new(0);

/// How many questions were put to the policies so far, those among them whose answer was known.
#[must_use]
pub fn asked() -> u64 {
    ASKED.load(Ordering::Relaxed)
}

impl Question {
    /// The question's place among all.
    fn place(self) -> usize {
        let (act, knows) = match self.asked {
            Asked::Act(act) => (act, 0),
            Asked::Know(act) => (act, 1),
        };
        let facts = [knows, self.same_centre.into(), self.proved.into(), self.held.into()];
        let of_act = facts.iter().fold(self.role as usize * ACTS + act, |place, fact| place * 2 + fact);
        of_act * Ties::NUMBER + usize::from(self.ties.0)
    }

    /// Whether the policies permit it.
    #[must_use]
    pub fn is_permitted(self) -> bool {
        ASKED.fetch_add(1, Ordering::Relaxed);
        let Some(place) = ANSWERED.get(self.place()) else { return false };
        match place.load(Ordering::Relaxed) {
            0 => {
                let yes = self.is_permitted_anew();
                place.store(if yes { YES } else { NO }, Ordering::Relaxed);
                yes
            }
            answer => answer == YES,
        }
    }

    /// The same, put to Cedar now, entities and all. What cannot be answered is not permitted.
    #[must_use]
    pub fn is_permitted_anew(self) -> bool {
        book::is_permitted(self).unwrap_or(false)
    }

    /// The answer to an act, with why not.
    pub fn answer(self) -> Result<(), Refused> {
        let Asked::Act(act) = self.asked else { return Err(Refused::Unseen) };
        if self.is_permitted() {
            Ok(())
        } else if !(Self { asked: Asked::Know(act), ..self }).is_permitted() {
            Err(Refused::Unseen)
        } else if !self.proved && (Self { proved: true, ..self }).is_permitted() {
            Err(Refused::ProveAgain)
        } else {
            Err(Refused::NotYours)
        }
    }

    /// Every question there is: of each kind of record with the facts that it has.
    pub fn every() -> impl Iterator<Item = Self> {
        let asked = (0..ACTS).flat_map(|act| [Asked::Act(act), Asked::Know(act)]);
        let facts = (0..8_u8).map(|bits| (bits & 1 != 0, bits & 2 != 0, bits & 4 != 0));
        asked.flat_map(move |asked| {
            let (Asked::Act(act) | Asked::Know(act)) = asked;
            let (possible, can_be_held) = book::facts_of(act);
            let facts = facts.clone().filter(move |(.., held)| can_be_held || !held);
            Role::ALL.iter().flat_map(move |role| {
                facts.clone().flat_map(move |(same_centre, proved, held)| {
                    let ties = Ties::every().filter(move |ties| possible.holds(*ties));
                    ties.map(move |ties| Self { role: *role, asked, same_centre, proved, held, ties })
                })
            })
        })
    }
}
