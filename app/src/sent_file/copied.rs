//! Copying what a page shows from one document into another, and nothing that hangs on it.

use super::{drawing, jbig2, jpeg, jpeg2000};
use lopdf::{DecompressError, Dictionary, Document, Error, Object, ObjectId, Stream};
use std::collections::{BTreeMap, BTreeSet};

/// What a photograph inside a document may unfold to before it is a photograph, in bytes.
const MOST_UNFOLDED: usize = 16 * 1024 * 1024;
/// What all drawings together may unfold to, in bytes.
const MOST_DRAWN: usize = 128 * 1024 * 1024;

/// Entries that say something about a thing and draw nothing: who made it and when, what it was part of, what
/// hangs on it.
const NOT_SEEN: [&[u8]; 24] = [
    b"A",
    b"AA",
    b"AF",
    b"Alternates",
    b"Annots",
    b"EF",
    b"JS",
    b"LastModified",
    b"Measure",
    b"Metadata",
    b"OC",
    b"OPI",
    b"OpenAction",
    b"P",
    b"Parent",
    b"PieceInfo",
    b"Properties",
    b"PtData",
    b"Ref",
    b"StructParent",
    b"StructParents",
    b"StructTreeRoot",
    b"Thumb",
    b"Usage",
];

/// Entries by which the bytes of a stream are fetched from somewhere else.
const ELSEWHERE: [&[u8]; 4] = [b"F", b"FFilter", b"FDecodeParms", b"DL"];

/// Dictionaries whose keys are names that the document gave, so that any of them may be called `A`.
const NAMED: [&[u8]; 9] = [
    b"CharProcs",
    b"ColorSpace",
    b"Colorants",
    b"ExtGState",
    b"Font",
    b"Pattern",
    b"Shading",
    b"Spots",
    b"XObject",
];

/// The only entries whose words draw something: by them the letters of a font are found.
const NEEDED_WORDS: [&[u8]; 4] = [b"CharSet", b"Ordering", b"Panose", b"Registry"];

/// Entries under which there are texts that say how something is drawn: letters, and which letters they are.
const TEXTS: [&[u8]; 2] = [b"CharProcs", b"ToUnicode"];

/// Kinds of things that no page needs for being seen.
const NEVER: [&[u8]; 14] = [
    b"Action",
    b"Annot",
    b"Catalog",
    b"EmbeddedFile",
    b"Filespec",
    b"Metadata",
    b"OCG",
    b"OCMD",
    b"ObjStm",
    b"Page",
    b"Pages",
    b"Sig",
    b"StructElem",
    b"XRef",
];

/// A document in the making.
pub(super) struct Copying<'a> {
    pub(super) from: &'a Document,
    pub(super) into: Document,
    copied: BTreeMap<ObjectId, ObjectId>,
    waiting: Vec<(ObjectId, ObjectId, bool)>,
    /// Streams of which it is known from where they hang that they draw.
    drawings: BTreeSet<ObjectId>,
    /// Streams with what several black and white pictures have in common.
    shared_pixels: BTreeSet<ObjectId>,
    /// What drawings may still unfold to; nothing once they have unfolded to too much.
    left: Option<usize>,
}

impl<'a> Copying<'a> {
    pub(super) fn new(from: &'a Document) -> Self {
        Self {
            from,
            into: Document::with_version("1.7"),
            copied: BTreeMap::new(),
            waiting: Vec::new(),
            drawings: BTreeSet::new(),
            shared_pixels: BTreeSet::new(),
            left: Some(MOST_DRAWN),
        }
    }

    /// A copy of what draws a page: one part of it.
    pub(super) fn copy_drawing(&mut self, part: &Object) -> Object {
        match part {
            Object::Reference(id) => {
                self.drawings.insert(*id);
                self.copy(part, false)
            }
            Object::Stream(stream) => self.copy_stream(stream, Some(Text::Drawing)),
            other => self.copy(other, false),
        }
    }

    /// A copy of one thing. What it refers to is copied by `finish`: a chain of references may be longer than
    /// the stack is deep.
    pub(super) fn copy(&mut self, object: &Object, named: bool) -> Object {
        match object {
            Object::Reference(id) => Object::Reference(self.referred(*id, named)),
            Object::Array(items) if is_profile(items) => self.plain_colours(items),
            Object::Array(items) => {
                items.iter().map(|item| self.copy(item, false)).collect::<Vec<_>>().into()
            }
            Object::Dictionary(dictionary) if never(dictionary, named) => Object::Null,
            Object::Dictionary(dictionary) => self.copy_dictionary(dictionary, named).into(),
            Object::Stream(stream) if never(&stream.dict, false) => Object::Null,
            Object::Stream(stream) => self.copy_stream(stream, None),
            other => other.clone(),
        }
    }

    fn referred(&mut self, id: ObjectId, named: bool) -> ObjectId {
        if let Some(new) = self.copied.get(&id) {
            return *new;
        }
        let new = self.into.new_object_id();
        self.copied.insert(id, new);
        self.waiting.push((id, new, named));
        new
    }

    fn copy_dictionary(&mut self, dictionary: &Dictionary, named: bool) -> Dictionary {
        let mut copy = Dictionary::new();
        for (key, value) in dictionary {
            self.remember(key, value);
            let says_something =
                matches!(value, Object::String(..)) && !NEEDED_WORDS.contains(&key.as_slice());
            if named || !(says_something || NOT_SEEN.contains(&key.as_slice())) {
                let of_names = !named && NAMED.contains(&key.as_slice());
                copy.set(key.clone(), self.copy(value, of_names));
            }
        }
        copy
    }

    /// The colours of a profile without the profile, which says by whom and on what it was made.
    fn plain_colours(&mut self, items: &[Object]) -> Object {
        let profile = items.get(1).and_then(|profile| self.from.dereference(profile).ok());
        let profile = profile.and_then(|(_, object)| object.as_stream().ok());
        let Some(profile) = profile else { return Object::Name(b"DeviceRGB".to_vec()) };
        let from = self.from;
        let parts = profile.dict.get_deref(b"N", from).and_then(Object::as_i64).unwrap_or(3);
        match (parts, profile.dict.get(b"Alternate")) {
            // Colours that are measured otherwise than by their parts are said so.
            (_, Ok(other @ Object::Array(items))) if !is_profile(items) => self.copy(other, false),
            (1, _) => Object::Name(b"DeviceGray".to_vec()),
            (4, _) => Object::Name(b"DeviceCMYK".to_vec()),
            _ => Object::Name(b"DeviceRGB".to_vec()),
        }
    }

    /// Remembers what can be told of a stream only by where it hangs.
    fn remember(&mut self, key: &[u8], value: &Object) {
        if TEXTS.contains(&key) {
            let all = self.from.dereference(value).ok().and_then(|(_, object)| object.as_dict().ok());
            let letters = all.into_iter().flatten().map(|(_, letter)| letter);
            self.drawings.extend(letters.chain([value]).filter_map(|object| object.as_reference().ok()));
        } else if key == b"JBIG2Globals" {
            self.shared_pixels.extend(value.as_reference());
        }
    }

    fn copy_stream(&mut self, stream: &Stream, text: Option<Text>) -> Object {
        let without_words = match text {
            Some(Text::SharedPixels) => self.unfolded(stream).and_then(|plain| jbig2::without_notes(&plain)),
            None if !draws(&stream.dict) => None,
            _ => self.unfolded(stream).and_then(|plain| drawing::without_comments(&plain)),
        };
        if let Some(content) = without_words {
            let mut bare = stream.clone();
            bare.set_plain_content(content);
            let mut copy = Stream::new(self.copy_dictionary(&bare.dict, false), bare.content);
            for key in ELSEWHERE {
                copy.dict.remove(key);
            }
            // It is kept as it is where it cannot be packed.
            let _ = copy.compress();
            return Object::Stream(copy);
        }
        let photograph = photograph(stream);
        let mut dictionary = self.copy_dictionary(&photograph.as_ref().unwrap_or(stream).dict, false);
        for key in ELSEWHERE {
            dictionary.remove(key);
        }
        let content = match photograph {
            // What calls itself a photograph and is none would not be seen either.
            Some(photograph) if is_jpeg_2000(&photograph) => {
                jpeg2000::without_notes(&photograph.content).unwrap_or_default()
            }
            Some(photograph) if is_jbig2(&photograph) => {
                jbig2::without_notes(&photograph.content).unwrap_or_default()
            }
            Some(photograph) => jpeg::without_notes(&photograph.content).unwrap_or_default(),
            None => stream.content.clone(),
        };
        Object::Stream(Stream::new(dictionary, content).with_compression(false))
    }

    /// What a stream unfolds to. What does not unfold draws nothing.
    fn unfolded(&mut self, stream: &Stream) -> Option<Vec<u8>> {
        let left = self.left?;
        match stream.get_plain_content_with_limit(left) {
            Ok(plain) => {
                self.left = Some(left - plain.len());
                Some(plain)
            }
            Err(Error::Decompress(DecompressError::MemoryLimitExceeded { .. })) => {
                self.left = None;
                None
            }
            Err(_) => None,
        }
    }

    /// Copies what is still referred to, and answers the document; nothing where its drawings unfold to too much.
    pub(super) fn finish(mut self) -> Option<Document> {
        while let Some((old, new, named)) = self.waiting.pop() {
            let from = self.from;
            let object = from.objects.get(&old).unwrap_or(&Object::Null);
            let copy = match object {
                Object::Stream(stream) if !never(&stream.dict, false) => {
                    let text = self.text_of(old);
                    self.copy_stream(stream, text)
                }
                other => self.copy(other, named),
            };
            self.into.objects.insert(new, copy);
        }
        self.left.map(|_| self.into)
    }

    fn text_of(&self, id: ObjectId) -> Option<Text> {
        if self.drawings.contains(&id) {
            Some(Text::Drawing)
        } else {
            self.shared_pixels.contains(&id).then_some(Text::SharedPixels)
        }
    }
}

/// What a stream is known to hold by where it hangs.
#[derive(Clone, Copy)]
enum Text {
    Drawing,
    SharedPixels,
}

/// Whether a stream says of itself that it draws: a part of a page, a pattern, a sum, a list of letters.
fn draws(dictionary: &Dictionary) -> bool {
    let is =
        |key: &[u8], name: &[u8]| dictionary.get(key).and_then(Object::as_name).is_ok_and(|own| own == name);
    let counts =
        |key: &[u8], number| dictionary.get(key).and_then(Object::as_i64).is_ok_and(|own| own == number);
    is(b"Subtype", b"Form") || is(b"Type", b"CMap") || counts(b"PatternType", 1) || counts(b"FunctionType", 4)
}

fn never(dictionary: &Dictionary, named: bool) -> bool {
    let is = |key: &[u8], names: &[&[u8]]| {
        dictionary.get(key).and_then(Object::as_name).is_ok_and(|name| names.contains(&name))
    };
    !named && (is(b"Type", &NEVER) || is(b"Subtype", &[b"XML"]) || dictionary.has(b"JS"))
}

/// Whether these are colours with a profile.
fn is_profile(items: &[Object]) -> bool {
    items.first().and_then(|kind| kind.as_name().ok()).is_some_and(|kind| kind == b"ICCBased")
}

fn is_jpeg_2000(stream: &Stream) -> bool {
    stream.filters().is_ok_and(|filters| filters == [b"JPXDecode"])
}

fn is_jbig2(stream: &Stream) -> bool {
    stream.filters().is_ok_and(|filters| filters == [b"JBIG2Decode"])
}

/// A stream that holds a photograph, with what else it is wrapped in taken off.
fn photograph(stream: &Stream) -> Option<Stream> {
    let filters = stream.filters().ok()?;
    let (last, wrapped) = filters.split_last()?;
    let kind = match *last {
        b"DCTDecode" | b"DCT" => b"DCTDecode".to_vec(),
        b"JPXDecode" => b"JPXDecode".to_vec(),
        b"JBIG2Decode" => b"JBIG2Decode".to_vec(),
        _ => return None,
    };
    let mut bare = stream.clone();
    if !wrapped.is_empty() {
        let names: Vec<Object> = wrapped.iter().map(|name| Object::Name(name.to_vec())).collect();
        bare.dict.set("Filter", names);
        let content = bare.get_plain_content_with_limit(MOST_UNFOLDED).unwrap_or_default();
        bare.set_content(content);
        // Of what it was wrapped in; what a black and white picture shares with others stays with it.
        let last =
            bare.dict.get(b"DecodeParms").and_then(Object::as_array).ok().and_then(|all| all.last().cloned());
        bare.dict.remove(b"DecodeParms");
        if let (b"JBIG2Decode", Some(last)) = (kind.as_slice(), last) {
            bare.dict.set("DecodeParms", last);
        }
    }
    bare.dict.set("Filter", Object::Name(kind));
    Some(bare)
}
