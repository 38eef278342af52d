//! Money, in pence.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// An amount of sterling in whole pence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
#[serde(transparent)]
pub struct Pence(pub i64);

impl fmt::Display for Pence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        write!(f, "{sign}£{}.{:02}", self.0.unsigned_abs() / 100, self.0.unsigned_abs() % 100)
    }
}

impl Pence {
    /// As one types it into a form: pounds and pence, without the sign.
    #[must_use]
    pub fn in_pounds(self) -> String {
        self.to_string().replace('£', "")
    }
}

/// What was typed is no amount of money.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoAmount;

impl fmt::Display for NoAmount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Enter an amount in pounds, like 50 or 12.50")
    }
}
impl std::error::Error for NoAmount {}

impl FromStr for Pence {
    type Err = NoAmount;

    /// Reads pounds as people type them: 50, £50, 12.50, 1,250.00.
    fn from_str(text: &str) -> Result<Self, NoAmount> {
        let text = text.trim().trim_start_matches('£').replace(',', "");
        let (pounds, pence) = text.split_once('.').unwrap_or((&text, "00"));
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        if !digits(pounds) || !digits(pence) || pence.len() != 2 {
            return Err(NoAmount);
        }
        let whole: i64 = pounds.parse().map_err(|_| NoAmount)?;
        let part: i64 = pence.parse().map_err(|_| NoAmount)?;
        whole.checked_mul(100).and_then(|whole| whole.checked_add(part)).map(Self).ok_or(NoAmount)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pounds_are_read_as_people_type_them() {
        for (typed, pence) in
            [("50", 5000), ("£50", 5000), (" 12.50 ", 1250), ("1,250.05", 125_005), ("0", 0)]
        {
            assert_eq!(typed.parse(), Ok(Pence(pence)), "{typed}");
        }
        for typed in ["", "£", "-5", "12.5", "12.505", "fifty", "5.", ".50", "1e3", "99999999999999999999"] {
            assert_eq!(typed.parse::<Pence>(), Err(NoAmount), "{typed}");
        }
        assert_eq!(Pence(5005).in_pounds(), "50.05");
    }
}
