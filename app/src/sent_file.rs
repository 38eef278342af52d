//! A file that somebody sent to be kept: what is taken, under which name, and how it is given out again.

use axum::{
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use base::Name;
use base64::{Engine, engine::general_purpose::STANDARD};
use host::audit::sha256;

/// The largest file that is taken, in bytes.
const MOST_BYTES: usize = 8 * 1024 * 1024;

/// A file that may be kept.
#[derive(Clone, Debug)]
pub struct SentFile {
    /// A name that is safe on any disk and in any header.
    pub filename: String,
    /// What its first bytes say it is.
    pub media_type: &'static str,
    /// Its SHA-256, in hexadecimal.
    pub sha256: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// Why a file is not taken, with what to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotTaken {
    /// Its name leads somewhere.
    Name(&'static str),
    /// It is not what is taken.
    Content(&'static str),
}

/// Looks at a file that was sent in base64.
pub fn take(filename: &Name, content: &str, otherwise: &str) -> Result<SentFile, NotTaken> {
    if filename.as_str().contains(['/', '\\']) || filename.as_str() == ".." {
        // No browser sends one, so whoever does tries where it leads.
        return Err(NotTaken::Name("Send the name of the file alone, without folders"));
    }
    // A third more than the file: base64 writes three bytes with four letters.
    if content.len() > MOST_BYTES / 3 * 4 + 1024 {
        return Err(NotTaken::Content("Choose a file of at most 8 MB"));
    }
    let bytes = STANDARD.decode(content.trim()).map_err(|_| NotTaken::Content("Send the file in base64"))?;
    if bytes.is_empty() || bytes.len() > MOST_BYTES {
        return Err(NotTaken::Content("Choose a file of at most 8 MB that is not empty"));
    }
    let Some((media_type, ending)) = sniffed(&bytes) else {
        return Err(NotTaken::Content("Choose a PDF, JPEG or PNG file"));
    };
    let filename = safe_name(filename.as_str(), ending, otherwise);
    Ok(SentFile { filename, media_type, sha256: sha256(&bytes), bytes })
}

/// A file to be saved: never shown in the browser, so nothing in it can act there.
#[must_use]
pub fn given_out(filename: &str, media_type: String, bytes: Vec<u8>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, media_type),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{filename}\"")),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    (StatusCode::OK, headers, bytes).into_response()
}

/// What the first bytes of a file say it is, with the ending of its name. Nothing else is taken, so
/// nothing that a browser would run is ever kept.
fn sniffed(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    [
        (&b"%PDF-"[..], "application/pdf", "pdf"),
        (&[0xFF, 0xD8, 0xFF][..], "image/jpeg", "jpg"),
        (&[0x89, b'P', b'N', b'G', 0x0D, 0x0A, 0x1A, 0x0A][..], "image/png", "png"),
    ]
    .into_iter()
    .find_map(|(magic, media_type, ending)| bytes.starts_with(magic).then_some((media_type, ending)))
}

/// A name that is safe on any disk and in any header: letters, digits and dashes, and the ending that
/// belongs to what the file is.
fn safe_name(name: &str, ending: &str, otherwise: &str) -> String {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let plain: String = stem.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    let words: Vec<&str> = plain.split('-').filter(|word| !word.is_empty()).collect();
    let stem: String = words.join("-").chars().take(60).collect();
    format!("{}.{ending}", if stem.is_empty() { otherwise } else { &stem })
}
