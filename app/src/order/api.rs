//! The operations of orders.

use super::{
    CourtOrder, FamilyOrders, NewOrder, NewReading, OrderEnding, add, commands::Confirmation, confirm, end,
    list, read_again, see,
};
use axum::http::Method;
use base::{FamilyId, OrderId};
use host::api::{Nothing, Operations};
use policy::{SeeOrders, WriteOrders};

const TAG: &str = "Court orders";

/// The operations of this capability.
#[must_use]
pub fn operations() -> Operations {
    Operations::none()
        .read::<SeeOrders, FamilyId, Nothing, FamilyOrders>(
            TAG,
            "/families/{family}/orders",
            "Read a family's court orders, and which orders of its referral nobody has read yet",
            |tx, family, _| list(tx, family),
        )
        .write::<WriteOrders, FamilyId, NewOrder, CourtOrder>(
            TAG,
            (Method::POST, "/families/{family}/orders"),
            "Record a court order with its terms; they bind at once",
            (201, &["order-ended", "order-recorded-already", "orders-too-many"]),
            add,
        )
        .read::<SeeOrders, OrderId, Nothing, CourtOrder>(
            TAG,
            "/orders/{order}",
            "Read a court order with every reading of it",
            |tx, order, _| see(tx, order),
        )
        .write::<WriteOrders, OrderId, NewReading, CourtOrder>(
            TAG,
            (Method::POST, "/orders/{order}/readings"),
            "Read an order again; the reading before binds until this one is confirmed",
            (201, &["order-ended", "order-read-too-often"]),
            read_again,
        )
        .write::<WriteOrders, OrderId, Confirmation, CourtOrder>(
            TAG,
            (Method::POST, "/orders/{order}/confirmation"),
            "Confirm that the last reading is what the order says; not for its author",
            (201, &["order-confirmed-already", "order-own-reading", "order-read-again"]),
            confirm,
        )
        .write::<WriteOrders, OrderId, OrderEnding, CourtOrder>(
            TAG,
            (Method::POST, "/orders/{order}/ending"),
            "Say that an order counts no more from a day on, and why",
            (201, &["order-ended"]),
            end,
        )
}
