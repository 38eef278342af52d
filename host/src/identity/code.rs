//! Six digits from an authenticator app (RFC 6238).

use crate::{Ids, Problem, seat::wall};
use totp_rs::{Builder, Secret, Totp};

/// How many digits a code has.
pub const DIGITS: u8 = 6;
/// For how many seconds a code stands.
const STEP: u64 = 30;

/// A secret for a new authenticator app, as people type it where they cannot photograph it.
#[must_use]
pub fn new_secret(ids: &Ids) -> String {
    Secret::from(ids.bytes()[..20].to_vec()).to_base32()
}

fn app(secret: &str, issuer: &str, name: &str) -> Result<Totp, Problem> {
    let secret = Secret::try_from_base32(secret).map_err(|_| Problem::broken("a secret does not read"))?;
    // A colon parts the two in the address of the secret.
    let plain = |text: &str| text.replace(':', " ");
    Builder::new()
        .with_secret(secret)
        .with_digits(DIGITS)
        .with_step_duration(STEP)
        .with_skew(1)
        .with_issuer(Some(plain(issuer)))
        .with_account_name(plain(name))
        .build()
        .map_err(|error| Problem::broken(format!("{error:?}")))
}

/// The address that an authenticator app reads from a picture.
pub fn address(secret: &str, issuer: &str, name: &str) -> Result<String, Problem> {
    app(secret, issuer, name)?.to_url().map_err(|error| Problem::broken(format!("{error:?}")))
}

/// The count to which a code belongs, if it is one of now, of half a minute ago or of half a minute ahead.
pub fn count_of(secret: &str, typed: &str) -> Result<Option<i64>, Problem> {
    let digits: String = typed.chars().filter(|letter| !letter.is_whitespace()).collect();
    let now = u64::try_from(wall().microseconds() / 1_000_000).unwrap_or_default();
    let count = app(secret, "Alongside", "account")?.check(&digits, now);
    Ok(count.and_then(|count| i64::try_from(count).ok()))
}
