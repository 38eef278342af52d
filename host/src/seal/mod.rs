//! What is kept sealed: each family, and each request before there is one, has a key of its own. What is sealed
//! under a key that is destroyed can be read by nobody, wherever a copy of it lies (decision 22).

mod anew;
mod key;
mod keyring;

pub(crate) use anew::{all_open, wrap_anew};
pub(crate) use key::{Key, Wrapping};
pub(crate) use keyring::{Drawn, Keyring};

use base::{ApplicationId, CentreId, ComplaintId, EnquiryId, FamilyId, ReferralId, SubjectRequestId};
use std::fmt;

/// Whose key seals something.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Owner(String);

macro_rules! owners {
    ($($id:ty),+ $(,)?) => {
        $(
            impl From<$id> for Owner {
                fn from(id: $id) -> Self {
                    Self(id.to_string())
                }
            }
        )+
    };
}
owners!(ApplicationId, CentreId, ComplaintId, EnquiryId, FamilyId, ReferralId, SubjectRequestId);

impl fmt::Display for Owner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Text as it is kept: sealed. A transaction seals it and opens it.
#[derive(Clone, PartialEq, Eq)]
pub struct Sealed(String);

impl Sealed {
    /// What a column holds that is read among others as text.
    #[must_use]
    pub fn kept(text: String) -> Self {
        Self(text)
    }

    /// As it lies in its column.
    #[must_use]
    pub fn as_kept(&self) -> &str {
        &self.0
    }

    /// Whose key opens it, and what it opens; nothing where the text was never sealed.
    fn parts(&self) -> Option<(Owner, &str)> {
        let (owner, sealed) = self.0.strip_prefix(MARK)?.split_once('.')?;
        Some((Owner(owner.to_owned()), sealed))
    }
}

impl fmt::Debug for Sealed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sealed")
    }
}

/// What every sealed text begins with, so that another way of sealing can come to be told from this one.
const MARK: &str = "sealed1.";

base::kept_in_a_column!(
    Sealed, Text, read String, write str,
    |sealed| sealed.0.as_str(),
    |text| Ok(Sealed(text))
);

/// Bytes as they are kept: sealed.
#[derive(Clone, PartialEq, Eq)]
pub struct SealedBytes(Vec<u8>);

impl fmt::Debug for SealedBytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SealedBytes")
    }
}

base::kept_in_a_column!(
    SealedBytes, Binary, read Vec<u8>, write [u8],
    |sealed| sealed.0.as_slice(),
    |bytes| Ok(SealedBytes(bytes))
);
