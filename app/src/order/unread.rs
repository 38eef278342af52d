//! The orders that a referral declares and whose terms nobody has recorded.

use super::{OrderDocument, store::Kept};
use crate::{
    intake::referral::{OrderInput, OrderKind},
    schema::referral,
};
use base::{Day, FamilyId, ReferralId};
use diesel::prelude::*;
use host::{Problem, Tx, seal::Sealed};
use rules::{order::ContactTerms, risk::Level};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// An order of the referral whose terms nobody has recorded.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Unread {
    /// The referral that declares it.
    pub referral: ReferralId,
    /// Which order of it, from one.
    pub number: i32,
    /// What it is called.
    pub called: String,
    /// Its terms as the referral has them.
    pub terms: Option<String>,
    /// What the referral says, for the form.
    #[serde(skip)]
    pub(super) declared: OrderInput,
}

/// What matters here of a referral.
#[derive(Deserialize)]
struct Declared {
    #[serde(default)]
    orders: Vec<OrderInput>,
}

/// The orders that the referral of a family declares, in one statement.
pub(super) fn declared(tx: &mut Tx<'_>, family: FamilyId) -> Result<Vec<Unread>, Problem> {
    let centre = tx.centre();
    let row: Option<(ReferralId, Sealed)> = referral::table
        .filter(referral::family.eq(family).and(referral::centre.eq(centre)))
        .filter(referral::state.eq("submitted"))
        .order(referral::submitted)
        .select((referral::id, referral::document))
        .first(tx.db())
        .optional()?;
    let Some((referral, document)) = row else { return Ok(Vec::new()) };
    let Declared { orders } = tx.open(&document)?;
    Ok((1..)
        .zip(orders)
        .map(|(number, declared)| Unread {
            referral,
            number,
            called: called(&declared),
            terms: declared.terms.as_ref().map(ToString::to_string),
            declared,
        })
        .collect())
}

/// Those of them whose terms are not among the orders of the family.
pub(super) fn without(declared: Vec<Unread>, kept: &[Kept]) -> Vec<Unread> {
    let is_read = |one: &Unread| {
        kept.iter()
            .any(|order| order.referral == Some(one.referral) && order.referral_order == Some(one.number))
    };
    declared.into_iter().filter(|one| !is_read(one)).collect()
}

/// The orders of a family's referral whose terms nobody has recorded. Whoever calls has asked policy.
pub fn unread(tx: &mut Tx<'_>, family: FamilyId) -> Result<Vec<Unread>, Problem> {
    let kept = super::store::kept(tx, &[family])?.remove(&family).unwrap_or_default();
    Ok(without(declared(tx, family)?, &kept))
}

fn called(order: &OrderInput) -> String {
    let kind = order.kind.map_or("Court order", OrderKind::words);
    order.made_on.map_or_else(|| kind.to_owned(), |day| format!("{kind} of {}", day.words()))
}

impl Unread {
    /// What the form of its terms begins with: what the referral says, on the strict side.
    pub(super) fn begun(&self) -> serde_json::Value {
        let OrderInput { kind, court, case_number, made_on, expires_on, terms, says_supervised } =
            &self.declared;
        let allows = *kind == Some(OrderKind::ChildArrangements);
        let level = (*says_supervised == Some(true)).then_some(Level::Supervised);
        let mut says = serde_json::json!({
            "court": court, "case_number": case_number, "made_on": made_on, "from": made_on,
            "expires_on": expires_on, "words": terms,
            "terms": ContactTerms { allows_contact: allows, level, ..ContactTerms::default() },
        });
        if let Some(kind) = kind {
            says["kind"] = kind.as_str().into();
        }
        serde_json::json!({"referral_order": self.number, "says": says})
    }
}

/// The day from which a reading binds.
pub(super) fn first_day(says: &OrderDocument) -> Day {
    says.from.unwrap_or(says.made_on)
}
