//! The stylesheets, scripts, typeface and pictures, carried in the program.

use axum::{
    extract::Path,
    http::{StatusCode, header},
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

/// Serves one asset. Its name has its contents' hash in it, so it may be kept for ever.
pub async fn serve(Path(path): Path<String>) -> Response {
    let Some(file) = Dist::get(&format!("assets/{path}")) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let kind = match path.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("woff2") => "font/woff2",
        Some("png") => "image/png",
        _ => "application/octet-stream",
    };
    (
        [(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "public, max-age=31536000, immutable")],
        file.data,
    )
        .into_response()
}
