//! A form that a passkey fills in: the browser asks its device, and sends what it signed.

use crate::{
    view::{Form, Kind, PasskeyAsk, field},
    words::Words,
};

/// The form with its place for what the device signs. `wants` says what it is asked for: `make`, `find` or `own`.
pub(super) fn with_passkey(mut form: Form, wants: &'static str, words: Words) -> Form {
    form.fields.push(field("credential", "", Kind::Hidden(String::new())));
    form.passkey =
        Some(PasskeyAsk { wants, failed: words.passkey_failed(), lacking: words.passkey_lacking() });
    form
}
