//! Somebody's place among the staff: how they come to it, who supervises them, and how it is closed.

use super::{record::member, store};
use crate::{
    network::{self, NewAccount},
    rota::{self, Change, LeftShort, tell},
};
use base::{Changed, Faults, Minutes, Name, Period, StaffId};
use host::{Problem, Recorded, WriteTx, sign_in};
use policy::{AddStaff, Role, Subject, WriteStaff};
use rules::Refusal;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Adds a member of staff or a volunteer.
#[derive(Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewStaff {
    /// Their name.
    pub name: Name,
    /// What they are to the centre.
    pub role: Role,
    /// A sign-in, for supervisors and volunteers. Others get theirs from the system administrator.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sign_in: Option<NewSignIn>,
}

/// A sign-in for somebody on the staff.
#[derive(Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewSignIn {
    /// The name they sign in with.
    pub username: Name,
    /// Their first password, told to them in person.
    pub password: String,
}

/// Somebody's place among the staff.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct StaffPlace {
    /// Their identifier.
    pub id: StaffId,
    /// Their name.
    pub name: String,
    /// What they are to the centre.
    pub role: Role,
    /// Who supervises them.
    pub supervised_by: Option<StaffId>,
    /// Whether they have left.
    pub has_left: bool,
}

/// Says who supervises somebody.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SupervisedBy {
    /// Who supervises them. Leave this out for nobody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supervisor: Option<StaffId>,
}

/// A place among the staff that was closed.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PlaceClosed {
    /// Whose.
    pub staff: StaffId,
    /// The visits that are left without their supervisor or with too few on duty, the first first.
    pub visits: Vec<LeftShort>,
}

/// How far ahead the visits are looked at of somebody who leaves: longer than anything is booked.
const AHEAD: Minutes = Minutes(400 * 24 * 60);

/// Adds somebody, with a sign-in where one is asked for.
pub fn add(tx: &mut WriteTx<'_>, new: NewStaff) -> Result<Recorded<StaffPlace>, Problem> {
    let permit = tx.ask::<AddStaff>(&Subject::of_centre(tx.centre(), tx.centre()))?;
    let mut faults = Faults::none();
    faults.require(new.role.is_staff(), "/role", "Choose a role among the centre’s own people");
    if let Some(sign_in) = &new.sign_in {
        // Whoever approves what others write is given a sign-in by somebody who does neither.
        faults.require(
            matches!(new.role, Role::Supervisor | Role::Volunteer),
            "/sign_in/username",
            "Leave this empty: the system administrator makes sign-ins for this role",
        );
        faults.require(
            sign_in
                .username
                .as_str()
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '@')),
            "/sign_in/username",
            "Use letters, digits, dots and hyphens, without spaces",
        );
        let length = sign_in.password.chars().count();
        faults.require(
            (sign_in::SHORTEST_PASSWORD..=200).contains(&length),
            "/sign_in/password",
            &format!("Use {} to 200 characters", sign_in::SHORTEST_PASSWORD),
        );
    }
    faults.none_or_err()?;
    let id = store::staff_insert(tx, &permit, &new)?;
    if let Some(sign_in) = &new.sign_in {
        let account = NewAccount {
            role: new.role,
            name: new.name.to_string(),
            username: sign_in.username.as_str().to_lowercase(),
            password: sign_in::hash_password(&sign_in.password, &tx.ids().bytes())?,
            staff: Some(id),
            party: None,
        };
        network::insert(tx, permit.id(), &account)?;
    }
    let place =
        StaffPlace { id, name: new.name.to_string(), role: new.role, supervised_by: None, has_left: false };
    tx.record(&permit, None, "Somebody joined the staff", place)
}

/// Says who supervises somebody.
pub fn set_supervisor(
    tx: &mut WriteTx<'_>,
    id: StaffId,
    by: SupervisedBy,
) -> Result<Recorded<StaffPlace>, Problem> {
    let (kept, subject) = member(tx, id)?;
    let permit = tx.ask::<WriteStaff>(&subject)?;
    if let Some(supervisor) = by.supervisor {
        let fits = supervisor != id && store::one(tx, supervisor).is_ok_and(|one| one.left_at.is_none());
        if !fits {
            return Err(Problem::field("/supervisor", "Choose a colleague who works here"));
        }
    }
    store::supervisor_set(tx, &permit, by.supervisor)?;
    let place = StaffPlace {
        id,
        name: kept.name,
        role: kept.role,
        supervised_by: by.supervisor,
        has_left: kept.left_at.is_some(),
    };
    tx.record(&permit, None, "It was said who supervises a member of staff", place)
}

/// Closes somebody's place: they sign in no more, have no duty to come, and are named for no visit. What they
/// did stays under their name. Names the visits that it leaves short.
pub fn close(tx: &mut WriteTx<'_>, id: StaffId) -> Result<Recorded<PlaceClosed>, Problem> {
    let (kept, subject) = member(tx, id)?;
    let permit = tx.ask::<WriteStaff>(&subject)?;
    if kept.left_at.is_some() {
        let remedy = "Add them again if they come back.";
        return Err(Refusal::because("staff-left", "They have left already.", remedy).into());
    }
    if tx.actor.staff == Some(id) {
        let remedy = "Ask another co-ordinator or the safeguarding lead.";
        return Err(Refusal::because("not-yourself", "Nobody closes their own place.", remedy).into());
    }
    let ahead = Period::new(tx.now, tx.now.plus(AHEAD)).map_err(Problem::broken)?;
    let visits = tell(tx, &[ahead], Change::Away(id))?;
    store::staff_close(tx, &permit)?;
    tx.changed(Changed::Staff(id));
    for time in rota::duties_end(tx, id)? {
        tx.changed(Changed::Between(time));
    }
    tx.record(&permit, None, "Somebody left the staff", PlaceClosed { staff: id, visits })
}
