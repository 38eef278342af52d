//! Passkeys: a key that only somebody's own device can use, bound to the address of the centre's pages, so
//! that no other site can ask for it.

use crate::Problem;
use base::AccountId;
use serde_json::Value;
use std::sync::Arc;
use url::Url;
use uuid::Uuid;
use webauthn_rs::prelude::{
    DiscoverableAuthentication, Passkey, PasskeyAuthentication, PasskeyRegistration, PublicKeyCredential,
    RegisterPublicKeyCredential, Webauthn, WebauthnBuilder,
};

/// What a device is asked to sign: what it is sent, and what is kept here to judge its answer by.
#[derive(Clone, Debug)]
pub struct Asking {
    /// For the browser.
    pub challenge: Value,
    /// For us alone.
    pub state: Value,
}

/// A passkey as it is kept after it was made or used.
#[derive(Clone, Debug)]
pub struct Kept {
    /// What its device knows it by.
    pub credential: String,
    /// All of it.
    pub document: String,
}

/// Whom passkeys are made for: this centre, at its address.
#[derive(Clone)]
pub struct RelyingParty(Arc<Webauthn>);

impl std::fmt::Debug for RelyingParty {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("RelyingParty")
    }
}

fn credential_of(answer: &Value) -> Option<String> {
    answer["id"].as_str().map(str::to_owned)
}

fn keys(documents: &[String]) -> Result<Vec<Passkey>, Problem> {
    documents.iter().map(|document| Ok(serde_json::from_str(document)?)).collect()
}

impl RelyingParty {
    /// The centre at this address. An address by numbers has no passkeys: they are bound to a name.
    pub fn at(origin: &Url) -> Result<Self, String> {
        let name = origin.domain().ok_or("an address with numbers for a name has no passkeys")?;
        // The name shown on people's devices is the address and says nothing of what this is.
        let built = WebauthnBuilder::new(name, origin).and_then(|builder| builder.rp_name(name).build());
        built.map(|built| Self(Arc::new(built))).map_err(|error| error.to_string())
    }

    /// Asks a device for a new passkey, one that can be found without a name being typed: else the answer
    /// to a name would tell whether it is known.
    pub fn ask_for_new(&self, own: AccountId, username: &str, has: &[String]) -> Result<Asking, Problem> {
        let whose = Uuid::parse_str(own.as_str()).map_err(Problem::broken)?;
        let has = keys(has)?.iter().map(|key| key.cred_id().clone()).collect();
        let (challenge, state) = self
            .0
            .start_passkey_registration(whose, username, username, Some(has))
            .map_err(Problem::broken)?;
        let mut challenge = serde_json::to_value(challenge)?;
        let selection = &mut challenge["publicKey"]["authenticatorSelection"];
        selection["residentKey"] = "required".into();
        selection["requireResidentKey"] = true.into();
        Ok(Asking { challenge, state: serde_json::to_value(state)? })
    }

    /// The new passkey, if the device's answer is good.
    #[must_use]
    pub fn take_new(&self, answer: &Value, state: &Value) -> Option<Kept> {
        let read: RegisterPublicKeyCredential = serde_json::from_value(answer.clone()).ok()?;
        let state: PasskeyRegistration = serde_json::from_value(state.clone()).ok()?;
        let made = self.0.finish_passkey_registration(&read, &state).ok()?;
        Some(Kept { credential: credential_of(answer)?, document: serde_json::to_string(&made).ok()? })
    }

    /// Asks a device for whichever passkey of ours it has.
    pub fn ask_for_any(&self) -> Result<Asking, Problem> {
        let (challenge, state) = self.0.start_discoverable_authentication().map_err(Problem::broken)?;
        let mut challenge = serde_json::to_value(challenge)?;
        // A button asks for it, not the field of a name.
        if let Some(fields) = challenge.as_object_mut() {
            fields.remove("mediation");
        }
        Ok(Asking { challenge, state: serde_json::to_value(state)? })
    }

    /// Whose passkey the answer claims to be by, and which.
    #[must_use]
    pub fn claimed(&self, answer: &Value) -> Option<(AccountId, String)> {
        let read: PublicKeyCredential = serde_json::from_value(answer.clone()).ok()?;
        let (whose, _) = self.0.identify_discoverable_authentication(&read).ok()?;
        Some((whose.hyphenated().to_string().parse().ok()?, credential_of(answer)?))
    }

    /// The passkey as it is after this use, if the answer is by it.
    #[must_use]
    pub fn take_any(&self, answer: &Value, state: &Value, document: &str) -> Option<Kept> {
        let read: PublicKeyCredential = serde_json::from_value(answer.clone()).ok()?;
        let state: DiscoverableAuthentication = serde_json::from_value(state.clone()).ok()?;
        let mut key: Passkey = serde_json::from_str(document).ok()?;
        let used = self
            .0
            .finish_discoverable_authentication_v2(&read, state, &key)
            .ok()
            .filter(webauthn_rs::prelude::AuthenticationResult::user_verified)?;
        key.update_credential(&used);
        Some(Kept { credential: credential_of(answer)?, document: serde_json::to_string(&key).ok()? })
    }

    /// Asks a device for one of these passkeys: those of somebody whom we know already.
    pub fn ask_for_one_of(&self, documents: &[String]) -> Result<Asking, Problem> {
        let (challenge, state) =
            self.0.start_passkey_authentication(&keys(documents)?).map_err(Problem::broken)?;
        Ok(Asking { challenge: serde_json::to_value(challenge)?, state: serde_json::to_value(state)? })
    }

    /// The passkey that was used as it is after this use, if the answer is by one of those asked for.
    #[must_use]
    pub fn take_one_of(&self, answer: &Value, state: &Value, documents: &[String]) -> Option<Kept> {
        let read: PublicKeyCredential = serde_json::from_value(answer.clone()).ok()?;
        let state: PasskeyAuthentication = serde_json::from_value(state.clone()).ok()?;
        let used = self.0.finish_passkey_authentication(&read, &state).ok()?;
        let mut key = keys(documents).ok()?.into_iter().find(|key| key.cred_id() == used.cred_id())?;
        key.update_credential(&used);
        Some(Kept { credential: credential_of(answer)?, document: serde_json::to_string(&key).ok()? })
    }
}
