//! A family's court orders: what each says of contact, as the machine holds it, so that no visit is booked
//! against one. Readings are only ever added; a second person confirms each.

mod api;
mod bind;
mod commands;
mod document;
mod pages;
mod store;
mod unread;

pub use api::operations;
pub use bind::{BeforeBooking, BindingOrder, before_booking, binding_on, held, orders_of};
pub use commands::{add, confirm, end, list, read_again, see};
pub use document::{Ended, HowEnded, NewOrder, NewReading, OrderDocument, OrderEnding};
pub use pages::pages;
pub use unread::{Unread, unread};

use base::{Day, FamilyId, Moment, OrderId, ReferralId};
use serde::Serialize;
use utoipa::ToSchema;

/// One reading of an order, with who wrote and who confirmed it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OrderReading {
    /// Which, from one.
    pub version: i32,
    /// What it says.
    pub says: OrderDocument,
    /// Why it was written anew. Empty for the first.
    pub reason: String,
    /// Who wrote it.
    pub author: String,
    /// When.
    pub created: Moment,
    /// Who confirmed that it was read rightly, once somebody has.
    pub confirmed_by: Option<String>,
    /// When.
    pub confirmed_at: Option<Moment>,
    /// Whether whoever asks may confirm it: not its author.
    pub may_confirm: bool,
}

/// How an order came to its end, other than by its last day.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct EndedOrder {
    /// How.
    pub how: Ended,
    /// The first day on which it counts no more.
    pub from: Day,
    /// Why.
    pub why: String,
    /// Who said so.
    pub by: String,
    /// When they did.
    pub at: Moment,
}

/// A court order with every reading of it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CourtOrder {
    /// Its identifier.
    pub id: OrderId,
    /// Of which family.
    pub family: FamilyId,
    /// What it is called.
    pub called: String,
    /// The referral that declared it, if one did.
    pub referral: Option<ReferralId>,
    /// Which order of that referral it is.
    pub referral_order: Option<i32>,
    /// The order it replaces, if it does.
    pub replaces: Option<OrderId>,
    /// What it says, in plain sentences, by the last reading.
    pub sentences: Vec<String>,
    /// Every reading, the earliest first. The last one binds.
    pub readings: Vec<OrderReading>,
    /// How it came to its end, if it has.
    pub ended: Option<EndedOrder>,
}

/// The orders of a family, and which orders of its referral nobody has read yet.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct FamilyOrders {
    /// Its orders, newest first.
    pub orders: Vec<CourtOrder>,
    /// The orders that its referral declares and whose terms nobody has recorded.
    pub unread: Vec<Unread>,
}
