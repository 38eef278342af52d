//! Visits that the planner proposes for the weeks ahead, for a co-ordinator to accept whole or in part. Nothing
//! is booked until a person accepts it, and then by the command that books for a person (decision 24).

mod accept;
mod ask;
mod candidates;
mod fairness;
mod gather;
mod instance;
mod job;
mod moves;
mod pages;
mod search;
mod see;
mod store;
mod work;

pub use accept::{Acceptance, Accepted, accept};
pub use ask::{LineWish, NewProposal, ask, stop};
pub use fairness::WaitsByPriority;
pub use job::Progress;
pub use pages::pages;
pub use see::{CurrentProposal, Proposal, ProposalLine, ProposalWish, current};
pub use store::{Found, Helps, Request};
pub use work::{begin_again, forget_old, keep_planning, plan_next};

use axum::http::Method;
use base::ProposalId;
use host::api::{Nothing, Operations};
use policy::{AskForProposal, DecideProposal, SeeProposal};

base::choices! {
    /// For which families visits are wanted.
    pub enum PlanWhom {
        Waiting = "waiting" => "Families on the waiting list",
        All = "all" => "Every family that has visits or is ready for them",
        Unsafe = "unsafe" => "Families whose booked visits cannot stay as they are",
    }
}

base::choices! {
    /// How far a proposal has come.
    pub enum ProposalState {
        Asked = "asked" => "About to begin",
        Running = "running" => "Under way",
        Ready = "ready" => "Ready",
        Stopped = "stopped" => "Stopped",
        Failed = "failed" => "Did not work",
    }
}

base::choices! {
    /// What has become of a visit that was wanted.
    pub enum LineState {
        Proposed = "proposed" => "New",
        Unserved = "unserved" => "No time found",
        Booked = "booked" => "Booked",
        Refused = "refused" => "Could not be booked",
    }
}

base::choices! {
    /// Whose visits come first where there is not enough for all.
    pub enum Priority {
        Ordered = "ordered" => "Ordered by a court",
        First = "first" => "No visit yet",
        Again = "again" => "Has had visits",
    }
}

base::choices! {
    /// What is wanted of a proposed time when the planner goes to work again.
    pub enum Want {
        Keep = "keep" => "Keep it",
        OtherTime = "other-time" => "Not this time",
        OtherRoom = "other-room" => "Not this room",
        OtherSupervisor = "other-supervisor" => "Not these supervisors",
    }
}

/// The operations of this capability.
#[must_use]
pub fn operations() -> Operations {
    const TAG: &str = "Planner";
    Operations::none()
        .read::<SeeProposal, (), Nothing, CurrentProposal>(
            TAG,
            "/proposal",
            "See what the planner proposes, or how far it has come",
            |tx, (), _| current(tx),
        )
        .write::<AskForProposal, (), NewProposal, CurrentProposal>(
            TAG,
            (Method::POST, "/proposal"),
            "Ask the planner to propose visits; what it proposed before is replaced",
            (201, &["planning-already", "nobody-to-plan-for"]),
            |tx, (), new| ask(tx, new),
        )
        .write::<DecideProposal, ProposalId, Nothing, CurrentProposal>(
            TAG,
            (Method::POST, "/proposals/{proposal}/stop"),
            "Stop the planner; the best that it has found is kept",
            (200, &["planning-over"]),
            |tx, id, _| stop(tx, id),
        )
        .write::<DecideProposal, ProposalId, Acceptance, Accepted>(
            TAG,
            (Method::POST, "/proposals/{proposal}/acceptance"),
            "Book some or all of the proposed visits, each judged anew; what is refused is told with its reasons",
            (200, &["proposal-not-ready"]),
            accept,
        )
}
