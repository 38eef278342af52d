//! A JBIG2 picture inside a document: black and white, as scanners make them. It is a row of segments; those that
//! only say something are left out, the others are copied as they are.

/// A segment with words about the picture.
const WORDS: u8 = 62;
/// A segment that does not say how long it is.
const UNSAID: u32 = u32::MAX;

/// The segments without those that say something. What cannot be followed to its end draws nothing we know of,
/// and nothing is answered.
pub(super) fn without_notes(bytes: &[u8]) -> Option<Vec<u8>> {
    let (mut kept, mut rest) = (Vec::with_capacity(bytes.len()), bytes);
    while !rest.is_empty() {
        let (kind, length) = segment(rest)?;
        // The last one of a picture may go to the end.
        let length = length.unwrap_or(rest.len());
        let (this, behind) = rest.split_at_checked(length)?;
        if kind != WORDS {
            kept.extend_from_slice(this);
        }
        rest = behind;
    }
    Some(kept)
}

/// Of which kind the first segment is, and how long with its head; nothing where it does not say.
fn segment(bytes: &[u8]) -> Option<(u8, Option<usize>)> {
    let number = |at: usize| Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?));
    let (own, flags, few) = (number(0)?, *bytes.get(4)?, bytes.get(5)? >> 5);
    // The others that it refers to: how many, in one byte or in four and a bit for each.
    let (others, mut at) = if few == 7 {
        let many = usize::try_from(number(5)? & 0x1FFF_FFFF).ok()?;
        (many, 9 + many.checked_add(8)? / 8)
    } else {
        (usize::from(few), 6)
    };
    let width = match own {
        0..=256 => 1,
        257..=65_536 => 2,
        _ => 4,
    };
    at = at.checked_add(others.checked_mul(width)?)?;
    at += if flags & 0x40 == 0 { 1 } else { 4 };
    let length = number(at)?;
    let whole = (length != UNSAID).then(|| at.checked_add(4)?.checked_add(usize::try_from(length).ok()?));
    Some((flags & 0x3F, whole.flatten()))
}

#[cfg(test)]
mod tests {
    use super::without_notes;

    fn segment(number: u8, kind: u8, others: &[u8], content: &[u8]) -> Vec<u8> {
        let few = u8::try_from(others.len()).unwrap();
        let length = u32::try_from(content.len()).unwrap().to_be_bytes();
        [&[0, 0, 0, number, kind, few << 5], others, &[1], &length, content].concat()
    }

    #[test]
    fn words_go_and_every_other_segment_stays() {
        let (page, region) = (segment(0, 48, &[], &[9; 19]), segment(2, 38, &[0], b"pixels"));
        let words = segment(1, 62, &[0], b"\x20\0\0\0Author\0Rowan\0\0");
        let sent = [page.as_slice(), &words, &region, &words].concat();
        assert_eq!(without_notes(&sent), Some([page.as_slice(), &region].concat()));
        let many: Vec<u8> =
            [&[0, 0, 0, 3, 4, 0xE0, 0, 0, 9, 0, 0][..], &[2; 9], &[1, 0, 0, 0, 1, 7]].concat();
        assert_eq!(without_notes(&[many.as_slice(), &words].concat()), Some(many));
        let mut open = segment(2, 38, &[], b"pixels");
        open[7..11].copy_from_slice(&[0xFF; 4]);
        assert_eq!(without_notes(&open), Some(open.clone()));
        assert_eq!(without_notes(&sent[..sent.len() - 1]), None);
        assert_eq!(without_notes(&[1, 2]), None);
    }
}
