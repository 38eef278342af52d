//! What draws a page or a part of one: a text of operators. What was written into it for people who read such
//! texts (`% ...`) draws nothing and is left out; everything else stays as it is, letter by letter.

/// What follows a picture within a drawing is text: so many of its letters are looked at.
const LOOKED_AT: usize = 10;

/// The drawing without comments. Nothing if there is none in it.
pub(super) fn without_comments(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut kept = Vec::with_capacity(bytes.len());
    let (mut at, mut found, mut in_picture) = (0, false, false);
    while let Some((first, rest)) = bytes.get(at..).and_then(<[u8]>::split_first) {
        let mut length = 1 + match first {
            b'%' => {
                found = true;
                at += rest.iter().position(is_end_of_line).map_or(1 + rest.len(), |end| 1 + end);
                continue;
            }
            b'(' => string(rest),
            b'<' if rest.first() != Some(&b'<') => until(rest, |byte| *byte == b'>'),
            b'/' => until(rest, is_no_letter),
            letter if !is_no_letter(letter) => until(rest, is_no_letter),
            _ => 0,
        };
        match &bytes[at..at + length] {
            b"BI" => in_picture = true,
            b"ID" if in_picture => {
                length += pixels(&bytes[at + length..]);
                in_picture = false;
            }
            _ => {}
        }
        kept.extend_from_slice(&bytes[at..at + length]);
        at += length;
    }
    found.then_some(kept)
}

fn is_end_of_line(byte: &u8) -> bool {
    matches!(byte, b'\r' | b'\n')
}

fn is_space(byte: &u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 0x0C | b'\r' | b' ')
}

/// Whether a byte ends a word.
fn is_no_letter(byte: &u8) -> bool {
    is_space(byte) || b"()<>[]{}/%".contains(byte)
}

fn until(bytes: &[u8], is_end: impl Fn(&u8) -> bool) -> usize {
    bytes.iter().position(is_end).unwrap_or(bytes.len())
}

/// How long a string is, with the bracket that ends it. Brackets in pairs are part of it.
fn string(bytes: &[u8]) -> usize {
    let (mut deep, mut at) = (1_u32, 0);
    while let Some(byte) = bytes.get(at) {
        at += 1;
        match byte {
            b'\\' => at += 1,
            b'(' => deep += 1,
            b')' => deep -= 1,
            _ => {}
        }
        if deep == 0 {
            break;
        }
    }
    at.min(bytes.len())
}

/// How long the pixels of a picture are that stand in the drawing: any bytes, up to a word that ends them and
/// has text behind it.
fn pixels(bytes: &[u8]) -> usize {
    let is_text = |byte: &u8| is_space(byte) || (b' '..=b'~').contains(byte);
    bytes
        .windows(3)
        .enumerate()
        .filter_map(|(at, three)| (is_space(&three[0]) && &three[1..] == b"EI").then_some(at))
        .find(|at| {
            let behind = &bytes[at + 3..];
            behind.first().is_none_or(is_space) && behind.iter().take(LOOKED_AT).all(is_text)
        })
        .map_or(bytes.len(), |at| at + 3)
}

#[cfg(test)]
mod tests {
    use super::without_comments;

    fn stripped(text: &[u8]) -> String {
        without_comments(text)
            .map_or("nothing".to_owned(), |kept| String::from_utf8_lossy(&kept).into_owned())
    }

    #[test]
    fn comments_go_and_what_only_looks_like_one_stays() {
        for (drawing, without) in [
            (&b"q % by Rowan\n1 0 0 rg"[..], "q \n1 0 0 rg"),
            (b"1%x\r\n2 w%end", "1\r\n2 w"),
            (b"(100% \\(sure) Tj % no", "(100% \\(sure) Tj "),
            (b"((a) % (b)) Tj %c", "((a) % (b)) Tj "),
            (b"(never closed % ", "nothing"),
            (b"/Name%x\n gs", "/Name\n gs"),
            (b"<4142> Tj << /A 1 >> %x", "<4142> Tj << /A 1 >> "),
            (b"/BI gs /ID gs %x\nQ", "/BI gs /ID gs \nQ"),
            (b"BI /W 1 /H 1 ID ab%c EI\nQ %x\nq", "BI /W 1 /H 1 ID ab%c EI\nQ \nq"),
            (b"BI ID a EI \x80% EI Q %x", "BI ID a EI \u{fffd}% EI Q "),
            (b"q 1 0 0 1 0 0 cm", "nothing"),
            (b"", "nothing"),
            (b"(a\\", "nothing"),
        ] {
            assert_eq!(stripped(drawing), without, "{}", String::from_utf8_lossy(drawing));
        }
    }
}
