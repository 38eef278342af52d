//! Letting somebody in again who cannot sign in, after a member of staff has found out who they are; and closing
//! a sign-in. There is no other way back: no question to be answered, no link by e-mail. Whoever lives with
//! somebody, or did, knows their mother's name and reads their post.

use super::store::{self, SignInRow};
use base::{AccountId, Minutes, Moment, Prose};
use host::{
    Problem, Recorded, Tx, WriteTx,
    audit::sha256,
    identity::device,
    paging::{Listed, Paging},
    seat, sign_in,
};
use policy::{CloseSignIn, ListSignIns, RecoverSignIn, Role, Subject};
use rules::Refusal;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

base::choices! {
    /// How a member of staff found out that somebody is who they say.
    pub enum RecoveryCheck {
        InPersonWithPhoto = "in-person-with-photo" => "In person, with a document that has a photograph",
        InPersonKnown = "in-person-known" => "In person, and I know them",
        CalledBack = "called-back" => "I rang the number that we have held since before they asked",
        VideoWithPhoto = "video-with-photo" => "By video, with a document that has a photograph",
    }
}

/// How many letters a code has: 45 bits, for half an hour, slowed after five tries.
const CODE_LENGTH: usize = 10;
/// For how long it stands.
const CODE_FOR: Minutes = Minutes(30);

/// Lets somebody in again.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewRecovery {
    /// How you found out that it is them.
    pub how: RecoveryCheck,
    /// What you looked at or asked, and what made you sure.
    pub checked: Prose,
}

/// A code for somebody to come in with once, told here and never again.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RecoveryGiven {
    /// The name they sign in with.
    pub username: String,
    /// The code.
    pub code: String,
    /// Until when it stands.
    pub until: Moment,
}

/// A time somebody was let in again.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PastRecovery {
    /// How they were known.
    pub how: RecoveryCheck,
    /// What was checked.
    pub checked: String,
    /// By whom.
    pub by: String,
    /// When.
    pub at: Moment,
}

/// A sign-in of the centre. When it was last used is its owner's alone to see (R30).
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SignInLine {
    /// Identifier.
    pub id: AccountId,
    /// Whose.
    pub name: String,
    /// What they are to the centre.
    pub role: String,
    /// The name they sign in with.
    pub username: String,
    /// Whether it is closed.
    pub is_closed: bool,
}

/// Closes a sign-in.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SignInClosing {
    /// Why it is closed.
    pub reason: Prose,
}

/// The hash of a code, however its letters are grouped or cased.
pub(super) fn hash_of(code: &str) -> String {
    let plain: String =
        code.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect();
    sha256(plain.as_bytes())
}

fn line(row: SignInRow) -> SignInLine {
    let role: Role = row.role;
    SignInLine {
        id: row.id,
        name: row.name,
        role: role.to_string(),
        username: row.username,
        is_closed: row.is_closed,
    }
}

/// The sign-ins of the centre, by name.
pub fn list_sign_ins(tx: &mut Tx<'_>, paging: &Paging) -> Result<Listed<SignInLine>, Problem> {
    let permit = tx.ask::<ListSignIns>(&Subject::of_centre(tx.centre(), tx.centre()))?;
    debug_assert_eq!(permit.id(), tx.centre());
    let limit = paging.limit.unwrap_or(25);
    if !(1..=100).contains(&limit) {
        return Err(Problem::field("/limit", "Ask for 1 to 100 records"));
    }
    let after = match &paging.cursor {
        None => None,
        Some(cursor) => {
            let id: Result<AccountId, _> = cursor.parse();
            let id = id.map_err(|_| Problem::field("/cursor", "Use the cursor that the page before gave"))?;
            let last = store::sign_in(tx, id)
                .map_err(|_| Problem::field("/cursor", "Use the cursor that the page before gave"))?;
            Some((last.name, last.id))
        }
    };
    let mut rows = store::sign_ins(tx, (after, limit + 1))?;
    let more = i64::try_from(rows.len()).unwrap_or(0) > limit;
    rows.truncate(usize::try_from(limit).unwrap_or(25));
    let next = rows.last().filter(|_| more).map(|last| last.id.to_string());
    Ok(Listed { items: rows.into_iter().map(line).collect(), next })
}

/// The sign-in with what policy needs to know of it.
fn subject(tx: &mut Tx<'_>, id: AccountId) -> Result<(SignInRow, Subject<AccountId>), Problem> {
    let row = store::sign_in(tx, id)?;
    let family = store::family_of(tx, row.party)?;
    let subject = Subject { family, ..Subject::of_centre(row.id, row.centre) };
    Ok((row, subject))
}

/// One sign-in, and when its owner was let in again.
pub fn sign_in_of(tx: &mut Tx<'_>, id: AccountId) -> Result<(SignInLine, Vec<PastRecovery>), Problem> {
    let (row, subject) = subject(tx, id)?;
    tx.ask::<RecoverSignIn>(&subject)?;
    let rows = store::recoveries(tx, id)?;
    let by: Vec<AccountId> = rows.iter().map(|(_, _, by, ..)| *by).collect();
    let names = sign_in::names_of(tx, &by)?;
    let past = rows
        .into_iter()
        .map(|(how, checked, by, at, _)| {
            let by = names.get(&by).cloned().unwrap_or_default();
            PastRecovery { how, checked, by, at }
        })
        .collect();
    Ok((line(row), past))
}

fn refuse(row: &SignInRow, is_own: bool, code: &'static str, what: &str) -> Result<(), Problem> {
    if is_own {
        return Err(Refusal::because(
            code,
            format!("This is your own sign-in: nobody {what} their own."),
            "Ask another co-ordinator or the safeguarding lead.",
        )
        .into());
    }
    if row.is_closed {
        return Err(Refusal::because(
            "sign-in-closed",
            "This sign-in is closed.",
            "If they are to come in again, give them a new sign-in.",
        )
        .into());
    }
    Ok(())
}

/// Lets somebody in again: everything by which they came in is gone, wherever they are signed in ends, and a
/// code stands for half an hour with which they choose a new password or make a passkey.
pub fn recover(
    tx: &mut WriteTx<'_>,
    id: AccountId,
    new: NewRecovery,
) -> Result<Recorded<RecoveryGiven>, Problem> {
    let (row, subject) = subject(tx, id)?;
    let permit = tx.ask::<RecoverSignIn>(&subject)?;
    refuse(&row, tx.actor.account == Some(id), "recover-oneself", "recovers")?;
    let reference = tx.ids().reference(CODE_LENGTH);
    let code = format!("{} {}", &reference[..CODE_LENGTH / 2], &reference[CODE_LENGTH / 2..]);
    let until = tx.now.plus(CODE_FOR);
    store::recovery_insert(tx, &permit, (new.how, new.checked.as_str()), (&hash_of(&code), until))?;
    // Nobody knows this one; trying it takes as long as any other.
    let unusable = sign_in::hash_password(&tx.ids().secret(), &tx.ids().bytes())?;
    store::factors_delete(tx, &permit, &unusable)?;
    device::forget_all(tx, id)?;
    seat::end_all(tx, id, None)?;
    let given = RecoveryGiven { username: row.username, code, until };
    let summary =
        format!("Somebody was let in again. How they were known: {}", new.how.words().to_lowercase());
    tx.record(&permit, subject.family, &summary, given)
}

/// Closes a sign-in: wherever it is signed in ends, and it opens nothing any more.
pub fn close(
    tx: &mut WriteTx<'_>,
    id: AccountId,
    closing: SignInClosing,
) -> Result<Recorded<SignInLine>, Problem> {
    let (row, subject) = subject(tx, id)?;
    let permit = tx.ask::<CloseSignIn>(&subject)?;
    refuse(&row, tx.actor.account == Some(id), "close-oneself", "closes")?;
    store::close(tx, &permit)?;
    device::forget_all(tx, id)?;
    seat::end_all(tx, id, None)?;
    let line = SignInLine { is_closed: true, ..line(row) };
    let summary = format!("A sign-in was closed: {}", closing.reason.as_str());
    tx.record(&permit, subject.family, &summary, line)
}
