//! A file that somebody sent to be kept: what is taken, what is left of it, under which name, and how it is
//! given out again. What is kept is never what was sent: it is made anew from what can be seen of it, so that
//! where a photograph was taken, who wrote a document and what it would do when opened are gone (decision 21).

mod appearance;
mod budget;
mod copied;
mod document;
mod drawing;
mod jbig2;
mod jpeg;
mod jpeg2000;
mod picture;

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
    /// The SHA-256 of what is kept, in hexadecimal.
    pub sha256: String,
    /// What is kept: made anew from what was sent.
    pub bytes: Vec<u8>,
}

/// Why a file is not taken, with what to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotTaken {
    /// Its name leads somewhere.
    Name(&'static str),
    /// It is not what it says it is.
    MediaType(&'static str),
    /// It is not what is taken.
    Content(&'static str),
}

impl NotTaken {
    /// What to do, for whoever sent the file.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Name(words) | Self::MediaType(words) | Self::Content(words) => words,
        }
    }
}

/// Looks at a file that was sent in base64, and makes it anew.
pub fn take(
    (filename, declared): (&Name, &Name),
    content: &str,
    otherwise: &str,
) -> Result<SentFile, NotTaken> {
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
    if !may_call_itself(declared.as_str(), media_type) {
        return Err(NotTaken::MediaType(
            "This file holds something else than it says. Open it, save it anew as PDF, JPEG or PNG, and send that",
        ));
    }
    let bytes = match media_type {
        "application/pdf" => document::anew(&bytes),
        "image/png" => picture::png_anew(&bytes),
        _ => picture::jpeg_anew(&bytes),
    }
    .map_err(NotTaken::Content)?;
    if bytes.len() > MOST_BYTES {
        return Err(NotTaken::Content("Choose a smaller file: a JPEG of at most 8 MB is best"));
    }
    let filename = safe_name(filename.as_str(), ending, otherwise);
    Ok(SentFile { filename, media_type, sha256: sha256(&bytes), bytes })
}

/// Whether what a file is called by its sender fits what it is. A browser on a machine that does not know an
/// ending says "octet-stream", which says nothing.
fn may_call_itself(declared: &str, media_type: &str) -> bool {
    let declared = declared.split(';').next().unwrap_or("").trim().to_ascii_lowercase();
    let others: &[&str] = match media_type {
        "application/pdf" => &["application/x-pdf"],
        "image/jpeg" => &["image/jpg", "image/pjpeg"],
        _ => &["image/x-png"],
    };
    declared == media_type || declared == "application/octet-stream" || others.contains(&declared.as_str())
}

/// A file to be saved: never shown in the browser, so nothing in it can act there; and where a browser shows
/// it all the same, in a box without scripts, forms and our origin. Its name is ours, and says nothing of whom
/// it is about.
#[must_use]
pub fn given_out(name: &str, media_type: &str, bytes: Vec<u8>) -> Response {
    // What was kept before files were looked at so closely is given out as no more than bytes.
    let (media_type, ending) = match media_type {
        "application/pdf" => ("application/pdf", "pdf"),
        "image/jpeg" => ("image/jpeg", "jpg"),
        "image/png" => ("image/png", "png"),
        _ => ("application/octet-stream", "bin"),
    };
    let headers = [
        (header::CONTENT_TYPE, media_type.to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}.{ending}\"")),
        (header::CONTENT_SECURITY_POLICY, "sandbox; default-src 'none'; frame-ancestors 'none'".to_owned()),
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
