//! Who works here: members of staff and volunteers, when they can come, when they are away, whom they know,
//! and whom they are close to.

mod absence;
mod api;
mod close_to;
mod known;
mod look_again;
mod pages;
mod place;
mod record;
mod store;
mod supervision;
mod terms;

pub use absence::{Absence, AbsenceReason, AbsenceTaken, NewAbsence, record_absence, remove_absence};
pub use api::operations;
pub(crate) use close_to::those_close_to;
pub use close_to::{CloseTo, Closeness, NewCloseTo, declare_close_to};
pub use known::{Linking, NewConflict, SomebodyKnown, declare_conflict, link_conflict};
pub use look_again::{DeclarationAgain, PossiblyMeant, list_to_look_at_again, to_look_at_again};
pub use pages::pages;
pub use place::{NewSignIn, NewStaff, PlaceClosed, StaffPlace, SupervisedBy, add, close, set_supervisor};
pub use record::{Colleague, StaffRecord, named, see};
pub use store::{away_between, known_adults, workers};
pub use supervision::{NewSupervisionNote, SupervisionNote, list_supervision, may_write, write_supervision};
pub use terms::{KeptTimes, NewTimes, Sex, StaffTerms, Terms, add_times, remove_times, set_terms};
