//! The rota: who is on duty in which session, and what follows when that changes.

mod store;

pub use store::{duties_between, rota_of};
