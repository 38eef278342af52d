//! What lies on a page: answers in form fields, stamps, marks. What can be seen of them becomes part of the
//! page; what they would do, who made them and when, is left behind. Where nothing says how an answer looks,
//! the document is refused: an answer must not be lost without a word.

use lopdf::{Dictionary, Document, Object, Stream};

/// How many levels of fields are gone up for a value that a field has from the one above it.
const MOST_LEVELS: usize = 32;
const HIDDEN: i64 = 0b10_0010;

const PRINT_IT: &str =
    "This PDF has answers or marks that only some programs show. Print it to a new PDF, and send that";
const NOT_REMOVED: &str =
    "This PDF has passages that are marked to be removed and are still in it. Remove them, and send that";

/// One thing on a page: how it looks, and where.
pub(super) struct Seen<'a> {
    /// What draws it.
    pub(super) appearance: &'a Object,
    /// How it is moved to its place.
    pub(super) moved: [f32; 4],
}

/// What lies on a page and can be seen.
pub(super) fn on<'a>(document: &'a Document, page: &'a Dictionary) -> Result<Vec<Seen<'a>>, &'static str> {
    let Ok(list) = page.get_deref(b"Annots", document).and_then(Object::as_array) else {
        return Ok(Vec::new());
    };
    let mut seen = Vec::new();
    for item in list {
        let Ok(thing) = document.dereference(item).and_then(|(_, object)| object.as_dict()) else { continue };
        if let Some(one) = look(document, thing)? {
            seen.push(one);
        }
    }
    Ok(seen)
}

fn look<'a>(document: &'a Document, thing: &'a Dictionary) -> Result<Option<Seen<'a>>, &'static str> {
    let kind = thing.get_deref(b"Subtype", document).and_then(Object::as_name).unwrap_or(b"");
    let flags = thing.get_deref(b"F", document).and_then(Object::as_i64).unwrap_or(0);
    match kind {
        b"Redact" => return Err(NOT_REMOVED),
        // Ways to elsewhere, other people's comments, things that play: not of the page.
        b"3D" | b"FileAttachment" | b"Link" | b"Movie" | b"Popup" | b"PrinterMark" | b"RichMedia"
        | b"Screen" | b"Sound" | b"Text" | b"TrapNet" => return Ok(None),
        _ if flags & HIDDEN != 0 => return Ok(None),
        _ => {}
    }
    let [left, bottom, right, top] = box_of(document, thing, b"Rect").unwrap_or_default();
    if right <= left || top <= bottom {
        return Ok(None);
    }
    match drawn(document, thing) {
        Drawn::So(appearance, stream) => {
            Ok(placed(document, stream, [left, bottom, right, top]).map(|moved| Seen { appearance, moved }))
        }
        Drawn::AsNothing => Ok(None),
        Drawn::Unsaid if kind == b"Widget" && !has_value(document, thing) => Ok(None),
        Drawn::Unsaid => Err(PRINT_IT),
    }
}

enum Drawn<'a> {
    So(&'a Object, &'a Stream),
    AsNothing,
    Unsaid,
}

fn drawn<'a>(document: &'a Document, thing: &'a Dictionary) -> Drawn<'a> {
    let Ok(normal) = thing
        .get_deref(b"AP", document)
        .and_then(Object::as_dict)
        .and_then(|appearances| appearances.get(b"N"))
    else {
        return Drawn::Unsaid;
    };
    match document.dereference(normal) {
        Ok((_, Object::Stream(stream))) => Drawn::So(normal, stream),
        // A box that can be ticked has a drawing for each state, and says which state it is in.
        Ok((_, Object::Dictionary(states))) => {
            let state = thing.get_deref(b"AS", document).and_then(Object::as_name).unwrap_or(b"Off");
            let chosen = states.get(state).ok();
            match chosen.and_then(|object| Some((object, document.dereference(object).ok()?.1))) {
                Some((object, Object::Stream(stream))) => Drawn::So(object, stream),
                _ => Drawn::AsNothing,
            }
        }
        _ => Drawn::Unsaid,
    }
}

fn has_value(document: &Document, field: &Dictionary) -> bool {
    let mut field = field;
    for _ in 0..MOST_LEVELS {
        if let Ok(value) = field.get_deref(b"V", document) {
            return match value {
                Object::Null => false,
                Object::Name(name) => name != b"Off",
                Object::String(text, _) => !text.is_empty(),
                _ => true,
            };
        }
        match field.get_deref(b"Parent", document).and_then(Object::as_dict) {
            Ok(above) => field = above,
            Err(_) => return false,
        }
    }
    true
}

fn numbers<const N: usize>(document: &Document, of: &Dictionary, key: &[u8]) -> Option<[f32; N]> {
    let list = of.get_deref(key, document).and_then(Object::as_array).ok()?;
    let read = |item: &Object| document.dereference(item).ok()?.1.as_float().ok();
    let list: Vec<f32> = list.iter().map(read).collect::<Option<_>>()?;
    <[f32; N]>::try_from(list).ok().filter(|list| list.iter().all(|number| number.is_finite()))
}

/// A box with its corners in order.
fn box_of(document: &Document, of: &Dictionary, key: &[u8]) -> Option<[f32; 4]> {
    let [a, b, c, d] = numbers(document, of, key)?;
    Some([a.min(c), b.min(d), a.max(c), b.max(d)])
}

/// How a drawing is stretched and moved so that it fills its place: the drawing's own box, turned by its own
/// matrix, onto the place.
fn placed(document: &Document, drawing: &Stream, place: [f32; 4]) -> Option<[f32; 4]> {
    let [x0, y0, x1, y1] = box_of(document, &drawing.dict, b"BBox")?;
    let turned: [f32; 6] =
        numbers(document, &drawing.dict, b"Matrix").unwrap_or([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);
    let corners = [(x0, y0), (x0, y1), (x1, y0), (x1, y1)]
        .map(|(x, y)| (turned[0] * x + turned[2] * y + turned[4], turned[1] * x + turned[3] * y + turned[5]));
    let least = corners.iter().fold((f32::MAX, f32::MAX), |least, at| (least.0.min(at.0), least.1.min(at.1)));
    let most = corners.iter().fold((f32::MIN, f32::MIN), |most, at| (most.0.max(at.0), most.1.max(at.1)));
    let (width, height) = (most.0 - least.0, most.1 - least.1);
    if width <= 0.0 || height <= 0.0 {
        return None;
    }
    let (across, up) = ((place[2] - place[0]) / width, (place[3] - place[1]) / height);
    Some([across, up, place[0] - least.0 * across, place[1] - least.1 * up])
}
