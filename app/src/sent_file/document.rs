//! A PDF, made anew from its pages: what is seen of each page is copied into an empty document. What is not
//! copied is not in it: author, dates and programs, notes about it, scripts, things done on opening, files
//! inside it, links, comments, earlier versions of it.

use super::{
    appearance,
    budget::{self, Unread},
    copied::Copying,
};
use lopdf::{Dictionary, Document, Object, ObjectId, Stream};

/// The most pages a document may have.
const MOST_PAGES: usize = 1000;
/// How far up a page's size and resources are looked for.
const MOST_LEVELS: usize = 32;

const LOCKED: &str =
    "This PDF is locked with a password or against changes. Print it to a new PDF, and send that";
const UNREADABLE: &str =
    "This PDF cannot be read. Print it to a new PDF, or send a clear photograph of each page";
const TOO_MUCH: &str = "This PDF unfolds to too much. Print it to a new PDF, and send that";
const OF_FILES: &str = "This PDF is a folder of other files. Send each of them by itself";
const LIVE_FORM: &str =
    "This PDF is a form that only some programs show. Print it to a new PDF, and send that";

/// The document as it is kept.
pub(super) fn anew(bytes: &[u8]) -> Result<Vec<u8>, &'static str> {
    if is_locked(bytes) {
        return Err(LOCKED);
    }
    let document = budget::read(bytes).map_err(|unread| match unread {
        Unread::TooMuch => TOO_MUCH,
        Unread::Unreadable => UNREADABLE,
    })?;
    if document.trailer.has(b"Encrypt") || document.was_encrypted() {
        return Err(LOCKED);
    }
    refuse_what_shows_otherwise(&document)?;
    let pages: Vec<ObjectId> = document.page_iter().take(MOST_PAGES + 1).collect();
    if pages.is_empty() {
        return Err(UNREADABLE);
    }
    if pages.len() > MOST_PAGES {
        return Err("Choose a PDF of at most 1,000 pages");
    }
    let mut copying = Copying::new(&document);
    let tree = copying.into.new_object_id();
    let mut kids = Vec::with_capacity(pages.len());
    for page in pages {
        let page = page_anew(&mut copying, page, tree)?;
        kids.push(Object::Reference(copying.into.add_object(page)));
    }
    let mut made = copying.finish().ok_or(TOO_MUCH)?;
    let mut root = Dictionary::new();
    root.set("Type", "Pages");
    root.set("Count", i64::try_from(kids.len()).unwrap_or(i64::MAX));
    root.set("Kids", kids);
    made.objects.insert(tree, root.into());
    let mut catalog = Dictionary::new();
    catalog.set("Type", "Catalog");
    catalog.set("Pages", tree);
    let catalog = made.add_object(catalog);
    made.trailer.set("Root", catalog);
    let mut written = Vec::new();
    made.save_to(&mut written).map_err(|_| UNREADABLE)?;
    Ok(written)
}

/// Documents whose pages are not what one sees.
fn refuse_what_shows_otherwise(document: &Document) -> Result<(), &'static str> {
    let Ok(catalog) = document.catalog() else { return Err(UNREADABLE) };
    if catalog.has(b"Collection") {
        return Err(OF_FILES);
    }
    let form = catalog.get_deref(b"AcroForm", document).and_then(Object::as_dict);
    let drawn_when_opened = |form: &Dictionary| {
        let asks = form.get_deref(b"NeedAppearances", document).and_then(Object::as_bool).unwrap_or(false);
        let has_fields = form
            .get_deref(b"Fields", document)
            .and_then(Object::as_array)
            .is_ok_and(|fields| !fields.is_empty());
        form.has(b"XFA") || (asks && has_fields)
    };
    if form.is_ok_and(drawn_when_opened) { Err(LIVE_FORM) } else { Ok(()) }
}

/// Whether the bytes name a lock anywhere, in whichever spelling: a locked document is not unfolded at all.
fn is_locked(bytes: &[u8]) -> bool {
    let hex = |byte: Option<&u8>| byte.and_then(|byte| char::from(*byte).to_digit(16));
    bytes.split(|byte| *byte == b'/').skip(1).any(|rest| {
        let mut at = 0;
        b"Encrypt".iter().all(|wanted| {
            let spelt = match (rest.get(at), hex(rest.get(at + 1)), hex(rest.get(at + 2))) {
                (Some(b'#'), Some(high), Some(low)) => {
                    at += 3;
                    u8::try_from(high * 16 + low).ok()
                }
                (byte, ..) => {
                    at += 1;
                    byte.copied()
                }
            };
            spelt == Some(*wanted)
        })
    })
}

/// One page: its size, which way up it is, what draws it and what that draws with.
fn page_anew(copying: &mut Copying<'_>, page: ObjectId, tree: ObjectId) -> Result<Dictionary, &'static str> {
    let document = copying.from;
    let page = document.get_dictionary(page).map_err(|_| UNREADABLE)?;
    let mut made = Dictionary::new();
    made.set("Type", "Page");
    made.set("Parent", tree);
    for key in ["MediaBox", "CropBox", "Rotate", "UserUnit", "Group"] {
        if let Some(value) = inherited(document, page, key.as_bytes()) {
            made.set(key, copying.copy(value, false));
        }
    }
    let seen = appearance::on(document, page)?;
    let resources = inherited(document, page, b"Resources").and_then(|found| found.as_dict().ok());
    let mut drawings = Dictionary::new();
    let mut used = Dictionary::new();
    for (key, value) in resources.into_iter().flatten() {
        match key.as_slice() {
            b"XObject" => {
                let all = document.dereference(value).and_then(|(_, object)| object.as_dict());
                for (name, drawing) in all.into_iter().flatten() {
                    drawings.set(name.clone(), copying.copy(drawing, false));
                }
            }
            b"ExtGState" | b"ColorSpace" | b"Pattern" | b"Shading" | b"Font" => {
                used.set(key.clone(), copying.copy(value, true));
            }
            b"ProcSet" => used.set(key.clone(), copying.copy(value, false)),
            _ => {}
        }
    }
    let mut contents = page.get(b"Contents").map_or_else(|_| Vec::new(), |all| parts(document, all));
    if !seen.is_empty() {
        let mut after = String::from("\nQ\n");
        for (number, one) in seen.iter().enumerate() {
            let name = free_name(&drawings, number);
            let [across, up, right, higher] = one.moved;
            after.push_str(&format!("q {across} 0 0 {up} {right} {higher} cm /{name} Do Q\n"));
            let drawing = copying.copy(one.appearance, false);
            drawings.set(name, drawing);
        }
        let piece = |text: &str| Object::Stream(Stream::new(Dictionary::new(), text.as_bytes().to_vec()));
        contents.insert(0, piece("q\n"));
        contents.push(piece(&after));
    }
    let contents: Vec<Object> = contents
        .into_iter()
        .map(|part| match copying.copy_drawing(&part) {
            stream @ Object::Stream(_) => Object::Reference(copying.into.add_object(stream)),
            other => other,
        })
        .collect();
    made.set("Contents", contents);
    used.set("XObject", drawings);
    made.set("Resources", used);
    Ok(made)
}

/// What draws a page, in order: one stream or a list of them.
fn parts(document: &Document, contents: &Object) -> Vec<Object> {
    match document.dereference(contents) {
        Ok((_, Object::Array(parts))) => parts.clone(),
        Ok((_, Object::Stream(_))) => vec![contents.clone()],
        _ => Vec::new(),
    }
}

fn free_name(drawings: &Dictionary, number: usize) -> String {
    let mut name = format!("Seen{number}");
    while drawings.has(name.as_bytes()) {
        name.push('x');
    }
    name
}

/// An entry of a page, or of what it lies in.
fn inherited<'a>(document: &'a Document, page: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
    let mut at = page;
    for _ in 0..MOST_LEVELS {
        if let Ok(value) = at.get_deref(key, document) {
            return Some(value);
        }
        at = at.get_deref(b"Parent", document).and_then(Object::as_dict).ok()?;
    }
    None
}
