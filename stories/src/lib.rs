//! A small centre with its cast, for the stories that say what must be so. Every story is told on the
//! embedded database and on PostgreSQL.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a story that cannot go on has failed"
)]

mod answer;
mod applicant;
mod case_work;
mod centre;
mod day;
mod family;
mod filled_in;
mod heard;
mod on_duty;
mod page;
mod picture;
mod planning;
mod sealed;
mod typed;
pub mod worlds;

pub use answer::Answer;
pub use applicant::{Applicant, STEPS, application, of_step};
pub use case_work::{id, items, saturday};
pub use centre::{Centre, On, fresh_postgres};
pub use day::{Occasion, step};
pub use family::{ORDER, referral, saturday_at_eleven};
pub use filled_in::filled_in;
pub use heard::Heard;
pub use page::{Browser, Page, Told};
pub use planning::{acceptance, line_of, lines};
pub use sealed::{quietly, sealed_in};
pub use typed::{Typed, typed};

/// Tells a story on both databases.
#[macro_export]
macro_rules! story {
    ($name:ident, |$centre:ident| $body:block) => {
        mod $name {
            #[allow(unused_imports)]
            use super::*;
            async fn told($centre: $crate::Centre) $body
            #[tokio::test]
            async fn on_the_embedded_database() {
                told($crate::Centre::open($crate::On::Embedded).await).await;
            }
            #[tokio::test]
            async fn on_postgresql() {
                told($crate::Centre::open($crate::On::Postgres).await).await;
            }
        }
    };
}
