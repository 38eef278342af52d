//! A certificate counts only after a second person has looked at it (R9).

use crate::{Refusal, Rule};
use base::StaffId;

/// Proof that whoever checks a certificate is neither whom it is about nor whoever added it. Only
/// [`second_person`] makes one; what keeps a check asks for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SecondPerson(StaffId);

impl SecondPerson {
    /// Who checks.
    #[must_use]
    pub fn staff(self) -> StaffId {
        self.0
    }
}

/// May this member of staff check a certificate about somebody that was added by somebody?
pub fn second_person(
    checker: Option<StaffId>,
    about: StaffId,
    added_by: Option<StaffId>,
) -> Result<SecondPerson, Refusal> {
    let refused = |detail: &str| Refusal {
        rule: Some(Rule::R9),
        code: "r9-second-person",
        detail: detail.to_owned(),
        remedy: "Ask another co-ordinator or the safeguarding lead to check it.".to_owned(),
    };
    match checker {
        None => Err(refused("Only a member of the centre's staff checks certificates.")),
        Some(checker) if checker == about => Err(refused("Nobody checks a certificate of their own.")),
        Some(checker) if Some(checker) == added_by => {
            Err(refused("Whoever added a certificate is not the one to check it."))
        }
        Some(checker) => Ok(SecondPerson(checker)),
    }
}
