//! A JPEG 2000 picture inside a document. Its pixels are copied as they are; everything that stands beside them
//! in boxes and comments is left out.

/// The picture without what its program noted: descriptions, places, authors, other formats of itself, and
/// whatever hangs on behind. Nothing if it is no such picture.
pub(super) fn without_notes(bytes: &[u8]) -> Option<Vec<u8>> {
    if bytes.starts_with(&[0xFF, START, 0xFF, SIZE]) {
        return pixels(bytes);
    }
    let mut kept = Vec::with_capacity(bytes.len());
    let (mut has_header, mut has_pixels) = (false, false);
    for (kind, content) in boxes(bytes) {
        match kind {
            b"jP  " | b"ftyp" => put(&mut kept, kind, content)?,
            b"jp2h" => {
                put(&mut kept, kind, &header(content)?)?;
                has_header = true;
            }
            b"jp2c" => {
                put(&mut kept, kind, &pixels(content)?)?;
                has_pixels = true;
                break;
            }
            _ => {}
        }
    }
    (has_header && has_pixels).then_some(kept)
}

/// The boxes of a file or of another box: of which kind, and what is in it. What hangs on behind is none.
fn boxes(mut bytes: &[u8]) -> Vec<(&[u8], &[u8])> {
    let mut all = Vec::new();
    while let Some((kind, content, rest)) = first_box(bytes) {
        all.push((kind, content));
        bytes = rest;
    }
    all
}

/// The first box, and what follows it.
fn first_box(bytes: &[u8]) -> Option<(&[u8], &[u8], &[u8])> {
    let (length, kind) = (bytes.get(..4)?, bytes.get(4..8)?);
    let (length, begins) = match u32::from_be_bytes(length.try_into().ok()?) {
        // To the end of the file.
        0 => (bytes.len(), 8),
        // The length did not fit where it stands, and follows.
        1 => {
            let long = u64::from_be_bytes(bytes.get(8..16)?.try_into().ok()?);
            (usize::try_from(long).ok()?, 16)
        }
        length => (usize::try_from(length).ok()?, 8),
    };
    Some((kind, bytes.get(begins..length)?, bytes.get(length..)?))
}

fn put(into: &mut Vec<u8>, kind: &[u8], content: &[u8]) -> Option<()> {
    into.extend(u32::try_from(content.len() + 8).ok()?.to_be_bytes());
    into.extend_from_slice(kind);
    into.extend_from_slice(content);
    Some(())
}

/// How large the picture is and what its numbers mean. A colour profile has words in it and gives way to the
/// plain colours of as many parts.
fn header(bytes: &[u8]) -> Option<Vec<u8>> {
    const GREY: u32 = 17;
    const RED_GREEN_BLUE: u32 = 16;
    const FOUR_INKS: u32 = 12;
    let mut kept = Vec::new();
    let mut plain = RED_GREEN_BLUE;
    for (kind, content) in boxes(bytes) {
        match kind {
            b"ihdr" => {
                plain = match u16::from_be_bytes(content.get(8..10)?.try_into().ok()?) {
                    1 | 2 => GREY,
                    4 => FOUR_INKS,
                    _ => RED_GREEN_BLUE,
                };
                put(&mut kept, kind, content.get(..14)?)?;
            }
            b"colr" => match content {
                [1, preference, approximation, space @ ..] => {
                    let space = space.get(..4)?;
                    put(&mut kept, kind, &[&[1, *preference, *approximation], space].concat())?;
                }
                _ => put(&mut kept, kind, &[&[1, 0, 0][..], &plain.to_be_bytes()].concat())?,
            },
            b"bpcc" | b"pclr" | b"cmap" | b"cdef" => put(&mut kept, kind, content)?,
            _ => {}
        }
    }
    Some(kept)
}

const START: u8 = 0x4F;
const SIZE: u8 = 0x51;
const LENGTHS_OF_PARTS: u8 = 0x55;
const COMMENT: u8 = 0x64;
const PART: u8 = 0x90;
const DATA: u8 = 0x93;
const END: u8 = 0xD9;

/// The packed pixels without their comments.
fn pixels(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut kept = bytes.get(..2).filter(|start| *start == [0xFF, START])?.to_vec();
    let mut at = 2;
    // What holds for all parts. How long the parts are may change, and need not be said.
    at += kept_of_header(bytes.get(at..)?, PART, &[COMMENT, LENGTHS_OF_PARTS], &mut kept)?;
    loop {
        match *bytes.get(at..at + 2)? {
            [0xFF, END] => {
                kept.extend([0xFF, END]);
                return Some(kept);
            }
            [0xFF, PART] => at += part(bytes.get(at..)?, &mut kept)?,
            _ => return None,
        }
    }
}

/// One part of the pixels, with the length that it has without comments. Answers how long it was.
fn part(bytes: &[u8], kept: &mut Vec<u8>) -> Option<usize> {
    /// The marker, its length, which part, how long it is, and which of how many.
    const HEAD: usize = 12;
    let said = usize::try_from(u32::from_be_bytes(bytes.get(6..10)?.try_into().ok()?)).ok()?;
    // The last part may say nothing of its length: then it goes to the end.
    let whole = if said == 0 { end_of_last(bytes)? } else { bytes.get(..said)? };
    let mut head = Vec::new();
    let header = kept_of_header(whole.get(HEAD..)?, DATA, &[COMMENT], &mut head)?;
    let data = whole.get(HEAD + header..)?;
    let length = u32::try_from(HEAD + head.len() + data.len()).ok()?;
    kept.extend_from_slice(whole.get(..6)?);
    kept.extend(length.to_be_bytes());
    kept.extend_from_slice(whole.get(10..HEAD)?);
    kept.extend(head);
    kept.extend_from_slice(data);
    Some(whole.len())
}

/// The last part up to the first end there is: within the data no end can stand.
fn end_of_last(bytes: &[u8]) -> Option<&[u8]> {
    let end = bytes.windows(2).position(|two| two == [0xFF, END])?;
    bytes.get(..end)
}

/// Copies the segments of a header up to a marker, without some kinds. Answers how long it was.
fn kept_of_header(bytes: &[u8], until: u8, without: &[u8], kept: &mut Vec<u8>) -> Option<usize> {
    let mut at = 0;
    loop {
        let [0xFF, marker] = *bytes.get(at..at + 2)? else { return None };
        if marker == until {
            return Some(at);
        }
        let length = usize::from(u16::from_be_bytes(bytes.get(at + 2..at + 4)?.try_into().ok()?));
        let segment = bytes.get(at..at + 2 + length).filter(|_| length >= 2)?;
        if !without.contains(&marker) {
            kept.extend_from_slice(segment);
        }
        at += segment.len();
    }
}
