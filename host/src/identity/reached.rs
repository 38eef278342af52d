//! How the centre's pages are reached from outside.

use super::RelyingParty;
use axum::http::HeaderName;
use url::Url;

/// The address of the pages, and what stands between them and their readers.
#[derive(Clone, Debug, Default)]
pub struct Reached {
    relying_party: Option<RelyingParty>,
    proxy_header: Option<HeaderName>,
}

impl Reached {
    /// At this address, for example `https://visits.example.org`; behind a proxy that writes into this header
    /// where a request came from. Passkeys need an address with a name.
    pub fn at(origin: Option<&str>, proxy_header: Option<&str>) -> Result<Self, String> {
        let wrong =
            |text: &str| format!("origin: \"{text}\" is not an address like https://visits.example.org");
        let relying_party = match origin {
            None => None,
            Some(text) => {
                let read = Url::parse(text).map_err(|_| wrong(text))?;
                let is_safe = read.scheme() == "https" || read.domain() == Some("localhost");
                if !is_safe || read.path() != "/" || read.query().is_some() {
                    return Err(wrong(text));
                }
                Some(RelyingParty::at(&read).map_err(|why| format!("origin: {why}"))?)
            }
        };
        let proxy_header = match proxy_header {
            None => None,
            Some(text) => Some(
                HeaderName::try_from(text)
                    .map_err(|_| format!("proxy-header: \"{text}\" is not the name of a header"))?,
            ),
        };
        Ok(Self { relying_party, proxy_header })
    }

    /// Whom passkeys are made for; none where the address is not known.
    #[must_use]
    pub fn relying_party(&self) -> Option<&RelyingParty> {
        self.relying_party.as_ref()
    }

    /// The header in which a proxy that we trust says where a request came from.
    #[must_use]
    pub fn proxy_header(&self) -> Option<&HeaderName> {
        self.proxy_header.as_ref()
    }
}
