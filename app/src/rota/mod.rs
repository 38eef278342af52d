//! The rota: who is on duty in which session, and what follows when that changes. No change passes silently:
//! its answer names the visits it leaves short, and a task is set for each.

mod api;
mod cover;
mod duty;
mod pages;
mod ratio;
mod short;
mod store;
mod week;

pub use api::operations;
pub use cover::{
    Cover, CoverDecision, CoverState, Covered, NewCover, ask_cover, covers, decide, take, withdraw,
};
pub(crate) use duty::duties_end;
pub use duty::{DutiesTaken, DutyEnded, NewDuties, put_on, take_off};
pub use pages::pages;
pub use ratio::{NewStaffing, Staffing, see_staffing, set_staffing};
pub use short::LeftShort;
pub(crate) use short::{Change, tell};
pub use store::{duties_between, not_cleared, rota_of};
pub use week::{RotaDuty, RotaSession, RotaWeek, WeekAsked, week};
