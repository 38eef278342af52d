//! Sign-ins for adults of a family, and pairs who must not meet.

use super::{adult_of, store};
use crate::{
    family,
    network::{self, NewAccount},
};
use base::{FamilyId, Moment, Name, PartyId, Prose};
use host::{Problem, Recorded, Tx, WriteTx, sign_in};
use policy::{GiveAccess, Role, SeeContacts, WriteContacts};
use rules::Refusal;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Gives an adult a sign-in.
#[derive(Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewAccess {
    /// The name they sign in with. It should not give away who they are or that they come here.
    pub username: Name,
    /// Their first password, told to them in person.
    pub password: String,
}

/// A sign-in that was made.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AccessGiven {
    /// Whose.
    pub party: PartyId,
    /// The name they sign in with.
    pub username: String,
}

/// Keeps two people apart.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewNoMeeting {
    /// An adult of this family.
    pub one: PartyId,
    /// Whom they must not meet: an adult of this family or of another.
    pub other: PartyId,
    /// Why they must not meet.
    pub reason: Prose,
}

/// Two people who must not meet.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct NoMeeting {
    /// An adult of this family.
    pub one: PartyId,
    /// Their name.
    pub one_name: String,
    /// Whom they must not meet.
    pub other: PartyId,
    /// The other's name.
    pub other_name: String,
    /// What the centre calls the other's family.
    pub other_family: String,
    /// Why.
    pub reason: String,
    /// Since when.
    pub at: Moment,
}

/// Gives an adult of a family a sign-in of the role parent.
pub fn give_access(
    tx: &mut WriteTx<'_>,
    (family, party): (FamilyId, PartyId),
    new: NewAccess,
) -> Result<Recorded<AccessGiven>, Problem> {
    let (family, adult) = adult_of(tx, family, party)?;
    let permit = tx.ask::<GiveAccess>(&family.subject)?;
    let username = new.username.as_str().to_lowercase();
    let mut faults = base::Faults::none();
    faults.require(
        username.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '@')),
        "/username",
        "Use letters, digits, dots and hyphens, without spaces",
    );
    faults.require(
        new.password.chars().count() >= sign_in::SHORTEST_PASSWORD,
        "/password",
        &format!("Use at least {} characters", sign_in::SHORTEST_PASSWORD),
    );
    faults.require(new.password.chars().count() <= 200, "/password", "Use 200 characters or fewer");
    faults.none_or_err()?;
    if adult.account.is_some() {
        return Err(Refusal::because(
            "access-given-already",
            format!("{} has a sign-in already.", adult.name),
            "If they cannot sign in, ask your system administrator to help them.",
        )
        .into());
    }
    let password = sign_in::hash_password(&new.password, &tx.ids().bytes())?;
    let account = NewAccount {
        role: Role::Parent,
        name: adult.name.clone(),
        username: username.clone(),
        password,
        staff: None,
        party: Some(adult.id),
    };
    let account = network::insert(tx, family.subject.centre, &account)?;
    store::party_account(tx, &permit, adult.id, account)?;
    let given = AccessGiven { party: adult.id, username };
    let summary = format!("A sign-in was made for a {}", adult.side.words().to_lowercase());
    tx.record(&permit, Some(family.id), &summary, given)
}

/// The pairs that the adults of a family must not meet, by name.
pub fn no_meetings(tx: &mut Tx<'_>, family: FamilyId) -> Result<Vec<NoMeeting>, Problem> {
    let family = family::family(tx, family)?;
    tx.ask::<SeeContacts>(&family.subject)?;
    store::no_meetings(tx, &family)
}

/// Keeps two people apart from now on.
pub fn keep_apart(
    tx: &mut WriteTx<'_>,
    family: FamilyId,
    new: NewNoMeeting,
) -> Result<Recorded<Vec<NoMeeting>>, Problem> {
    let family = family::family(tx, family)?;
    let permit = tx.ask::<WriteContacts>(&family.subject)?;
    let mut faults = base::Faults::none();
    faults.require(family.adult(new.one).is_some(), "/one", "Choose an adult of this family");
    faults.require(store::is_known(tx, new.other)?, "/other", "Choose an adult of a family of this centre");
    faults.require(new.one != new.other, "/other", "Choose somebody else");
    faults.none_or_err()?;
    store::no_meeting_insert(tx, &permit, &new)?;
    let pairs = store::no_meetings(tx, &family)?;
    tx.record(&permit, Some(family.id), "Two people who must not meet were named", pairs)
}
