//! The stylesheets, scripts, typeface and pictures, carried in the program.

use axum::{
    extract::Path,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use base::Day;
use rules::premises::Nation;
use rust_embed::RustEmbed;
use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::LazyLock,
};

#[derive(RustEmbed)]
#[folder = "../web/dist"]
struct Dist;

static NAMES: LazyLock<HashMap<String, String>> = LazyLock::new(|| {
    Dist::get("manifest.json").and_then(|file| serde_json::from_slice(&file.data).ok()).unwrap_or_default()
});

/// The address of an asset by its plain name, for example `app.css`.
#[must_use]
pub fn address(name: &str) -> String {
    NAMES.get(name).map_or_else(String::new, |path| format!("/{}", path.trim_start_matches('/')))
}

/// The bank holidays of each nation, as the build worked them out.
pub fn bank_holidays() -> BTreeMap<Nation, BTreeSet<Day>> {
    Dist::get("bank-holidays.json")
        .and_then(|file| serde_json::from_slice::<BTreeMap<String, BTreeSet<Day>>>(&file.data).ok())
        .unwrap_or_default()
        .into_iter()
        .filter_map(|(nation, days)| Some((nation.parse().ok()?, days)))
        .collect()
}

/// The end of the name of an asset that is compressed.
const COMPRESSED: &str = ".gz";

/// Whether whoever asks takes an answer that is compressed with gzip.
fn takes_compressed(headers: &HeaderMap) -> bool {
    let all = headers.get_all(header::ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
    all.flat_map(|value| value.split(',')).any(|one| {
        let (name, rest) = one.split_once(';').unwrap_or((one, ""));
        let weight = rest.trim().strip_prefix("q=").and_then(|weight| weight.parse::<f32>().ok());
        name.trim().eq_ignore_ascii_case("gzip") && weight.unwrap_or(1.0) > 0.0
    })
}

/// Serves one asset, compressed for whoever takes it so. Its name has its contents' hash in it, so it may be kept for
/// ever.
pub async fn serve(Path(path): Path<String>, headers: HeaderMap) -> Response {
    let whole = Dist::get(&format!("assets/{path}")).filter(|_| !path.ends_with(COMPRESSED));
    let Some(whole) = whole else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let compressed =
        takes_compressed(&headers).then(|| Dist::get(&format!("assets/{path}{COMPRESSED}"))).flatten();
    let kind = match path.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("woff2") => "font/woff2",
        Some("png") => "image/png",
        _ => "application/octet-stream",
    };
    let is_compressed = compressed.is_some();
    let kept = [
        (header::CONTENT_TYPE, kind),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
        (header::VARY, "accept-encoding"),
    ];
    let mut response = (kept, compressed.unwrap_or(whole).data).into_response();
    if is_compressed {
        response.headers_mut().insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asking(accept: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(header::ACCEPT_ENCODING, HeaderValue::from_static(accept))])
    }

    #[test]
    fn only_who_takes_gzip_is_sent_it() {
        for accept in ["gzip", "br, GZIP;q=0.5", "deflate,gzip ; q=1"] {
            assert!(takes_compressed(&asking(accept)), "{accept}");
        }
        for accept in ["", "br", "gzip;q=0", "gzip;q=0.000", "x-gzip2"] {
            assert!(!takes_compressed(&asking(accept)), "{accept}");
        }
        assert!(!takes_compressed(&HeaderMap::new()));
    }

    #[test]
    fn every_file_but_a_typeface_comes_along_compressed_and_begins_as_gzip_does() {
        let names: Vec<_> = Dist::iter().filter(|name| name.starts_with("assets/")).collect();
        for name in names.iter().filter(|name| !name.ends_with(COMPRESSED) && !name.ends_with("woff2")) {
            let packed = Dist::get(&format!("{name}{COMPRESSED}")).unwrap();
            assert_eq!(packed.data[..2], [0x1f, 0x8b], "{name}");
        }
    }
}
