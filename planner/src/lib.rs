//! Plans the weeks of child contact centres: which visits are when, where and with whom, and who is on duty,
//! so that no rule is broken, every visit is served that can be, and the rest costs least.
//!
//! Nothing here reads a file, a clock or the network; time and the wish to stop come in through [`Watch`] or
//! [`Pace`].

pub mod board;
pub mod bound;
pub mod chance;
pub mod document;
pub mod instance;
pub mod invent;
pub mod judge;
pub mod mask;
pub mod options;
pub mod placement;
pub mod reading;
pub mod reasons;
pub mod reporter;
pub mod search;
pub mod setting;
pub mod taking_up;
pub mod timetable;

pub use board::Board;
pub use bound::Ascent;
pub use document::Malformed;
pub use instance::Instance;
pub use reasons::reasons;
pub use reporter::{Reporter, Standing, Watch};
pub use search::{Pace, Search, Wish};
pub use setting::Setting;
pub use taking_up::take_up;
pub use timetable::Timetable;
