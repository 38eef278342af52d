//! Whether a paper somebody holds is genuine: for anybody, and saying nothing else.

use super::{sign::PRINTED, store};
use crate::words::Words;
use base::Faults;
use host::{Problem, Tx};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A paper that somebody doubts.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Questioned {
    /// The reference on its pages.
    pub reference: String,
    /// The SHA-256 of the file, 64 characters; or the check value printed on it, 16 characters.
    pub sha256: String,
}

/// What is said of it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Genuine {
    /// Whether it is genuine.
    pub genuine: bool,
    /// The same in words.
    pub words: String,
}

/// Whether a paper is genuine, or not known. Which of the two parts did not fit is not said.
pub fn is_genuine(tx: &mut Tx<'_>, asked: &Questioned, words: Words) -> Result<Genuine, Problem> {
    let value: String =
        asked.sha256.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_lowercase();
    let reference = asked.reference.trim().to_uppercase();
    let mut faults = Faults::none();
    faults.require(!reference.is_empty(), "/reference", &words.verify_enter_reference());
    let is_hex = value.chars().all(|c| c.is_ascii_hexdigit());
    faults.require(
        is_hex && (value.len() == 64 || value.len() == PRINTED),
        "/sha256",
        &words.verify_enter_value(),
    );
    faults.none_or_err()?;
    let kept = store::signed_by_reference(tx, &reference)?;
    let is_file = kept.as_ref().is_some_and(|kept| kept.sha256.as_deref() == Some(value.as_str()));
    let is_print = value.len() == PRINTED
        && kept.and_then(|kept| kept.signed).is_some_and(|signed| signed.check.starts_with(&value));
    let found = match (is_file, is_print) {
        (true, _) => words.verify_genuine_file(),
        (false, true) => words.verify_genuine_print(),
        (false, false) => words.verify_not_known_detail(),
    };
    Ok(Genuine { genuine: is_file || is_print, words: found })
}
