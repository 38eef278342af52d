//! By what names a learning platform knows somebody.

use super::{
    of_centre,
    statement::{of_account, of_mbox},
};
use crate::{clearance::store, schema::learner};
use base::{Name, StaffId};
use diesel::prelude::*;
use host::{Problem, Recorded, Tx, WriteTx};
use policy::ImportLearning;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// By what names a learning platform knows somebody.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Learner {
    /// The e-mail address they learn with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<Name>,
    /// The platform on which they have an account: its address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub home_page: Option<Name>,
    /// The name of that account.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account: Option<Name>,
}

/// By what names a platform knows somebody, for those who set it.
pub fn see_learner(tx: &mut Tx<'_>, id: StaffId) -> Result<Learner, Problem> {
    tx.ask::<ImportLearning>(&of_centre(tx))?;
    store::staff(tx, id)?;
    let centre = tx.centre();
    let known: Vec<String> = learner::table
        .filter(learner::centre.eq(centre).and(learner::staff.eq(id)))
        .order(learner::identity)
        .select(learner::identity)
        .load(tx.db())?;
    let name = |text: &str| Name::new(text).ok();
    let mut told = Learner::default();
    for identity in &known {
        if let Some(address) = identity.strip_prefix("mailto:") {
            told.email = name(address);
        } else if let Some((home, account)) =
            identity.strip_prefix("account:").and_then(|rest| rest.split_once(' '))
        {
            (told.home_page, told.account) = (name(home), name(account));
        }
    }
    Ok(told)
}

/// Sets by what names a platform knows somebody.
pub fn set_learner(tx: &mut WriteTx<'_>, id: StaffId, new: Learner) -> Result<Recorded<Learner>, Problem> {
    let permit = tx.ask::<ImportLearning>(&of_centre(tx))?;
    store::staff(tx, id)?;
    let account = match (&new.home_page, &new.account) {
        (Some(home), Some(account)) => Some(("/account", of_account(home.as_str(), account.as_str()))),
        (None, None) => None,
        (Some(_), None) => return Err(Problem::field("/account", "Enter the name of the account too")),
        (None, Some(_)) => return Err(Problem::field("/home_page", "Enter the address of the platform too")),
    };
    let email = new.email.as_ref().map(|email| ("/email", of_mbox(email.as_str())));
    let centre = permit.id();
    diesel::delete(learner::table.filter(learner::centre.eq(centre).and(learner::staff.eq(id))))
        .execute(tx.db())?;
    for (field, identity) in email.into_iter().chain(account) {
        let taken: i64 = learner::table
            .filter(learner::centre.eq(centre).and(learner::identity.eq(&identity)))
            .count()
            .get_result(tx.db())?;
        if taken > 0 {
            return Err(Problem::field(field, "Somebody else is known by this. Enter another"));
        }
        diesel::insert_into(learner::table)
            .values((learner::centre.eq(centre), learner::identity.eq(identity), learner::staff.eq(id)))
            .execute(tx.db())?;
    }
    let told = see_learner(tx, id)?;
    tx.record(&permit, None, "By what name a learning platform knows somebody was set", told)
}
