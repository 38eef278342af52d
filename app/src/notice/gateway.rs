//! Handing a text message over to a gateway, by HTTP: docs/guides/notices.md describes the request and the answers.

use super::{
    mail::{Handed, is_here},
    text::Written,
};
use base::NoticeId;
use rules::notice::Because;
use serde_json::json;
use std::{fmt, sync::Arc, time::Duration};
use tokio_rustls::rustls::crypto::ring;
use ureq::{
    Agent,
    tls::{Certificate, RootCerts, TlsConfig},
};
use url::Url;
use zeroize::Zeroizing;

/// How long the gateway may take over its answer.
const PATIENCE: Duration = Duration::from_secs(30);

/// The gateway, and the token by which it knows the centre.
#[derive(Clone)]
pub struct Gateway {
    url: Url,
    token: Zeroizing<String>,
    agent: Agent,
}

impl fmt::Debug for Gateway {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Gateway({})", self.url.host_str().unwrap_or_default())
    }
}

/// A number as a gateway reads it: `+447700900123`. A British number may be written with a nought before it.
pub(super) fn international(number: &str) -> Option<String> {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let is_strange = |c: char| !c.is_ascii_digit() && !matches!(c, ' ' | '-' | '(' | ')' | '+' | '.');
    if number.contains(is_strange) || number.trim_start().trim_start_matches('+').contains('+') {
        return None;
    }
    let whole = if number.trim_start().starts_with('+') {
        // +44 (0)7700: the nought is not dialled.
        digits.strip_prefix("440").map_or(digits.clone(), |rest| format!("44{rest}"))
    } else if let Some(rest) = digits.strip_prefix("00") {
        rest.to_owned()
    } else {
        format!("44{}", digits.strip_prefix('0')?)
    };
    (10..=15).contains(&whole.len()).then(|| format!("+{whole}"))
}

impl Gateway {
    /// The gateway at an address with TLS, or on this machine.
    pub fn of(url: &str, token: Zeroizing<String>) -> Result<Self, String> {
        let wrong = || {
            format!("notice-gateway: \"{url}\" is not an address like https://gateway.example.org/messages")
        };
        let read = Url::parse(url).map_err(|_| wrong())?;
        let host = read.host_str().ok_or_else(wrong)?;
        let is_plain = match read.scheme() {
            "https" => false,
            "http" if is_here(host) => true,
            _ => return Err(wrong()),
        };
        let certificates = rustls_native_certs::load_native_certs().certs;
        let roots: Vec<_> = certificates.iter().map(|one| Certificate::from_der(one).to_owned()).collect();
        let tls = TlsConfig::builder()
            .root_certs(RootCerts::new_with_certs(&roots))
            .unversioned_rustls_crypto_provider(Arc::new(ring::default_provider()))
            .build();
        let config = Agent::config_builder()
            .https_only(!is_plain)
            .max_redirects(0)
            .http_status_as_error(false)
            .timeout_global(Some(PATIENCE))
            .user_agent("notices")
            .tls_config(tls);
        let config = if is_plain { config.proxy(None) } else { config };
        Ok(Self { url: read, token, agent: config.build().new_agent() })
    }

    /// Hands a text message over. A gateway that has had this key already answers as it did then, so that trying
    /// again sends nothing twice.
    pub(super) fn hand_over(&self, id: NoticeId, to: &str, written: &Written) -> Handed {
        let Some(to) = international(to) else { return Handed::Never(Because::Unreadable) };
        let body = json!({"id": id, "to": to, "text": written.body}).to_string();
        let answer = self
            .agent
            .post(self.url.as_str())
            .header("authorization", format!("Bearer {}", *self.token))
            .header("content-type", "application/json")
            .header("idempotency-key", id.as_str())
            .send(body);
        match answer.map(|answer| answer.status().as_u16()) {
            // 409: it has the key and is not done with it, or was.
            Ok(200..=299 | 409) => Handed::Taken,
            Ok(410) => Handed::Nobody,
            // About this message, and the same the next time.
            Ok(400 | 404 | 413 | 422) => Handed::Never(Because::Refused),
            Ok(status) => {
                tracing::warn!("the gateway for text messages answers {status}");
                Handed::NotNow
            }
            Err(error) => {
                tracing::warn!("the gateway for text messages cannot be reached: {error}");
                Handed::NotNow
            }
        }
    }
}
