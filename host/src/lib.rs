//! What every page and operation needs, and no capability: the databases, transactions that audit
//! themselves, forms, problems, sign-in, and the table of operations from which the API is made.

pub mod api;
pub mod audit;
pub mod clock;
pub mod db;
pub mod forms;
pub mod gate;
mod house;
pub mod identity;
mod ids;
pub mod keys;
pub mod once;
pub mod paging;
mod problem;
pub mod schema;
pub mod seal;
pub mod seat;
pub mod sessions;
pub mod sign_in;
mod submission;
pub mod trail;

pub use audit::Recorded;
pub use clock::Clock;
pub use db::{Among, Database, Looked, Tx, WriteTx, among};
pub use house::House;
pub use ids::Ids;
pub use keys::Keys;
pub use problem::{Broken, Problem};
pub use submission::Submission;
