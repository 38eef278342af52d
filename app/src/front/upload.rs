//! Reading a posted form, with or without a file in it.

use axum::{
    body::{Body, Bytes},
    extract::{FromRequest, Multipart, Request},
    http::{HeaderMap, header},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use host::{Problem, forms::Posted};

/// The form in a body. A file becomes three fields beside each other: what it is called, what it is,
/// and what it holds, in base64: the same three that the API takes.
pub(super) async fn posted(headers: &HeaderMap, body: &Bytes) -> Result<Posted, Problem> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or("");
    if !kind.starts_with("multipart/form-data") {
        return Ok(Posted::read(body));
    }
    let request = Request::builder()
        .header(header::CONTENT_TYPE, kind)
        .body(Body::from(body.clone()))
        .map_err(|_| unreadable())?;
    let mut parts = Multipart::from_request(request, &()).await.map_err(|_| unreadable())?;
    let mut pairs = Vec::new();
    while let Some(part) = parts.next_field().await.map_err(|_| unreadable())? {
        let name = part.name().unwrap_or_default().to_owned();
        let filename = part.file_name().map(str::to_owned);
        let media_type = part.content_type().unwrap_or("application/octet-stream").to_owned();
        let content = part.bytes().await.map_err(|_| unreadable())?;
        match filename {
            // A file with nothing in it is told so where it is read; a place for a file left empty has no name.
            Some(filename) if !filename.is_empty() => {
                pairs.push((format!("{name}/filename"), filename));
                pairs.push((format!("{name}/media_type"), media_type));
                pairs.push((format!("{name}/content"), STANDARD.encode(&content)));
            }
            Some(_) => {}
            None => pairs.push((name, String::from_utf8_lossy(&content).into_owned())),
        }
    }
    Ok(Posted::from_pairs(pairs))
}

fn unreadable() -> Problem {
    Problem::Malformed("The form could not be read. Go back and send it again.".to_owned())
}
