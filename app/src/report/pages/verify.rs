//! Whether a paper is genuine: a page for anybody who holds one.

use crate::{
    front::{Asked, Browser, Reader, page, refused, trouble},
    report::{Genuine, Questioned, is_genuine},
    view::{Block, Form, Kind, Layout, Sheet, View, field, link},
    words::Words,
};
use axum::{
    extract::{Multipart, State},
    http::{HeaderMap, StatusCode, Uri},
    response::Response,
};
use host::{
    House, Problem,
    audit::sha256,
    forms::{FormState, Posted},
};
use policy::SeePublicPages;

fn view(words: Words, state: FormState, found: Option<&Genuine>) -> View {
    let mut sheet = Sheet::new(words.verify_title()).lead(words.verify_lead());
    if let Some(found) = found {
        let (title, kind) =
            if found.genuine { (words.verify_genuine(), "good") } else { (words.verify_not_known(), "warn") };
        sheet = sheet.with(Block::Notice { title, kind, words: vec![found.words.clone()] });
    }
    let fields = vec![
        field("reference", words.verify_reference(), Kind::Text).hint(words.verify_reference_hint()),
        field("file", words.verify_file(), Kind::File(".pdf")).hint(words.verify_file_hint()),
        field("sha256", words.verify_value(), Kind::Text),
    ];
    sheet = sheet
        .form(Form::new("/verify", state, fields, words.verify_check()))
        .with(Block::Words(words.verify_about()))
        .with(Block::Links(vec![link(words.shell_to_first_page(), "/")]));
    View::sheet(Layout::Public, sheet)
}

pub(super) async fn show(State(house): State<House>, reader: Reader, uri: Uri) -> Response {
    let browser = Browser::of(&house, reader).await;
    let asked = Asked::new(&uri, &browser);
    page(&house, &browser, &uri, StatusCode::OK, view(browser.words, asked.form(), None))
}

pub(super) async fn check(
    State(house): State<House>,
    reader: Reader,
    headers: HeaderMap,
    uri: Uri,
    parts: Multipart,
) -> Response {
    let browser = Browser::of(&house, reader).await;
    let words = browser.words;
    let read = async {
        let (posted, hash) = read(words, parts).await?;
        browser.check_origin(&headers, &posted)?;
        browser.may_ask::<SeePublicPages>()?;
        Ok((posted, hash))
    };
    let (posted, hash) = match read.await {
        Ok(read) => read,
        Err(problem) => return trouble(&house, &browser, &uri, &problem),
    };
    let asked = Questioned {
        reference: posted.get("reference").unwrap_or_default().to_owned(),
        sha256: hash.unwrap_or_else(|| posted.get("sha256").unwrap_or_default().to_owned()),
    };
    match house.database().read(&browser.actor, move |tx| is_genuine(tx, &asked, words)).await {
        Ok(found) => {
            let fresh = Asked::new(&uri, &browser).form();
            page(&house, &browser, &uri, StatusCode::OK, view(words, fresh, Some(&found)))
        }
        Err(problem @ Problem::Invalid(_)) => {
            let asked = Asked::again(&uri, &browser, &posted, &problem);
            refused(&house, &browser, &uri, &problem, Ok(view(words, asked.form(), None)))
        }
        Err(problem) => trouble(&house, &browser, &uri, &problem),
    }
}

/// The form, and the hash of the file in it. The file itself goes no further than this.
async fn read(words: Words, mut parts: Multipart) -> Result<(Posted, Option<String>), Problem> {
    let unreadable = |_| Problem::Malformed(words.problem_unreadable_detail());
    let (mut pairs, mut hash) = (Vec::new(), None);
    while let Some(part) = parts.next_field().await.map_err(unreadable)? {
        let name = part.name().unwrap_or_default().to_owned();
        let is_file = part.file_name().is_some();
        let content = part.bytes().await.map_err(unreadable)?;
        if !is_file {
            pairs.push((name, String::from_utf8_lossy(&content).into_owned()));
        } else if !content.is_empty() {
            hash = Some(sha256(&content));
        }
    }
    Ok((Posted::from_pairs(pairs), hash))
}
