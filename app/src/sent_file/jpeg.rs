//! A photograph inside a document. It is not made anew, which would blur small print a little each time; what
//! stands in it beside its pixels is left out.

/// The photograph without what its camera noted: place, time, maker, comments, a small copy of itself, and
/// whatever hangs on behind. Nothing if it is no photograph.
pub(super) fn without_notes(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut kept = bytes.get(..2).filter(|start| *start == [0xFF, 0xD8])?.to_vec();
    let mut at = 2;
    loop {
        // Any number of FF may stand before a marker.
        while *bytes.get(at)? == 0xFF && *bytes.get(at + 1)? == 0xFF {
            at += 1;
        }
        let [0xFF, marker] = *bytes.get(at..at + 2)? else { return None };
        if marker == END {
            kept.extend([0xFF, END]);
            return Some(kept);
        }
        let length = usize::from(u16::from_be_bytes(bytes.get(at + 2..at + 4)?.try_into().ok()?));
        let segment = bytes.get(at..at + 2 + length).filter(|_| length >= 2)?;
        if marker == ADOBE {
            // As much of it as says how the colours are; words may hang on behind.
            if let Some(colours) = segment.get(4..16).filter(|colours| colours.starts_with(b"Adobe")) {
                kept.extend([0xFF, ADOBE, 0, 14]);
                kept.extend_from_slice(colours);
            }
        } else if !matches!(marker, FIRST_NOTE..=LAST_NOTE | COMMENT) {
            kept.extend_from_slice(segment);
        }
        at += segment.len();
        if marker == SCAN {
            let pixels = scan(bytes.get(at..)?);
            kept.extend_from_slice(bytes.get(at..at + pixels)?);
            at += pixels;
        }
    }
}

const END: u8 = 0xD9;
const SCAN: u8 = 0xDA;
const FIRST_NOTE: u8 = 0xE0;
const LAST_NOTE: u8 = 0xEF;
const COMMENT: u8 = 0xFE;
/// Says how the colours are to be read: without it a photograph from a printer's program comes out inverted.
const ADOBE: u8 = 0xEE;

/// How long a stretch of pixels is: to the next marker that is neither a stuffed byte nor a restart.
fn scan(bytes: &[u8]) -> usize {
    bytes
        .windows(2)
        .position(|two| two[0] == 0xFF && !matches!(two[1], 0x00 | 0xD0..=0xD7 | 0xFF))
        .unwrap_or(bytes.len())
}
