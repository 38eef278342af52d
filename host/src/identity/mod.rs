//! With what people prove who they are: passkeys, codes of an authenticator app, a PIN on a known device; and
//! how often it may be tried.

pub mod code;
pub mod device;
pub mod held;
mod passkey;
mod reached;
pub mod tries;

pub use passkey::{Asking, Kept, RelyingParty};
pub use reached::Reached;
