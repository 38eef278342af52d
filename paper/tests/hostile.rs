//! Text that means harm, or that no one thought of.

mod common;

use common::*;
use paper::{Paragraph, Section};

const MARKUP: [&str; 10] = [
    "#panic(\"no\") #read(\"/etc/passwd\") #set text(red)",
    "*not bold* _not italic_ `not raw` $ x^2 + 1 $",
    "<b>not bold</b> &amp; <label> @reference",
    "\\ a backslash \\u{41} \\n and a \\\\ pair",
    "= Not a heading",
    "- not a list",
    "+ not a list",
    "// not a comment /* nor this */",
    "https://example.org/not-a-link ~ -- --- ...",
    "'single' \"double\" [square] {curly} (round)",
];

fn with(paragraphs: Vec<Paragraph>) -> paper::Report {
    let mut paper = report();
    paper.sections = vec![Section { heading: "Notes".into(), paragraphs }];
    paper
}

#[test]
fn markup_stays_literal_everywhere() {
    let mut paper = with(MARKUP.iter().map(|part| text(part)).collect());
    let all = MARKUP.join(" ");
    paper.title = MARKUP[0].into();
    paper.letterhead.centre = MARKUP[1].into();
    paper.reference = MARKUP[2].into();
    paper.check = MARKUP[3].into();
    paper.particulars = vec![(MARKUP[9].into(), MARKUP[4].into())];
    paper.sections[0].heading = MARKUP[7].into();
    paper.sections[0].paragraphs.extend([
        Paragraph::Speech { time: Some("#t".into()), who: "*W*".into(), words: all.clone() },
        timed("$t$", &all),
        Paragraph::Table {
            caption: "#caption".into(),
            header: vec!["*head*".into()],
            rows: vec![vec!["_cell_".into()]],
        },
    ]);
    let pdf = paper::report(&paper).unwrap();
    keep("markup.pdf", &pdf);
    let text = flat(&pdf);
    for (n, part) in MARKUP.iter().enumerate() {
        let line = format!("{}. {part}", n + 1);
        assert!(text.contains(&line), "{line:?} is not in: {text}");
    }
    for part in ["11. #t *W*: \u{201c}#panic", "12. $t$", "13. #caption", "*head*", "_cell_"] {
        assert!(text.contains(part), "{part:?} is not in: {text}");
    }
    let info = info(&pdf, &[]);
    assert!(info.contains(MARKUP[0]), "{info}");
}

#[test]
fn other_scripts_are_set() {
    let samples = [
        "Привіт, я скучив за тобою",
        "Γειά σου",
        "שלום עליכם",
        "مرحبا، هل أحضرت الكتاب؟",
        "میں نے کہا می‌خواهم",
        "আমি বাড়ি যেতে চাই",
        "मैं घर जाना चाहता हूँ",
        "હું ઘરે જવા માંગુ છું",
        "ਮੈਂ ਘਰ ਜਾਣਾ ਚਾਹੁੰਦਾ ਹਾਂ",
        "நான் வீட்டிற்கு போக வேண்டும்",
        "Zażółć gęślą jaźń; Tiếng Việt; cafe\u{301}",
        "emoji 😀 ☹ and 👨‍👩‍👧 and 🧸",
        "中文",
    ];
    let speech = |words: &&str| Paragraph::Speech { time: None, who: "Child".into(), words: (*words).into() };
    let pdf = paper::report(&with(samples.iter().map(speech).collect())).unwrap();
    keep("scripts.pdf", &pdf);
    let text = flat(&pdf);
    for part in ["Привіт", "Γειά", "Zażółć gęślą jaźń", "[U+1F9F8]", "[U+4E2D]", "A mark such as"]
    {
        assert!(text.contains(part), "{part:?} is not in: {text}");
    }
}

#[test]
fn characters_no_paper_can_carry_are_left_out() {
    let controls: String = (0..32).chain(127..160).filter_map(char::from_u32).collect();
    let pdf = paper::report(&with(vec![
        text(&format!("before{}after", controls.replace(['\n', '\r', '\t', '\u{b}', '\u{c}', '\u{85}'], ""))),
        text("one\r\ntwo\n\n\nthree\u{2028}four\tfive"),
        text("a\u{202e}b\u{2066}c\u{feff}d\u{ffff}e\u{e0041}f\u{ad}g\u{fffe}h"),
        text("private \u{e000}\u{10ffff}\u{f8ff}"),
        text(&format!("Z{}", "\u{301}\u{489}\u{1ab0}\u{20dd}".repeat(40))),
        text("\u{301}\u{200d}\u{200c}\u{fe0f}\u{1f3fb}\u{fffd}"),
    ]))
    .unwrap();
    keep("controls.pdf", &pdf);
    let text = flat(&pdf);
    for part in ["beforeafter", "one two three four five", "abcdefgh", "[U+E000]"] {
        assert!(text.contains(part), "{part:?} is not in: {text}");
    }
}

#[test]
fn long_words_stay_on_the_page() {
    let long = "W".repeat(900);
    let mut paper = with(vec![
        text(&long),
        Paragraph::Speech { time: None, who: long.clone(), words: long.clone() },
        Paragraph::Table {
            caption: long.clone(),
            header: vec![long.clone(); 6],
            rows: vec![vec![long.clone(); 6]],
        },
    ]);
    paper.title = "W".repeat(120);
    paper.letterhead.email = "w".repeat(200);
    paper.particulars = vec![("W".repeat(80), long.clone())];
    let pdf = paper::report(&paper).unwrap();
    keep("words.pdf", &pdf);
    // Each word's box, as poppler sees it, ends inside the page (595 points).
    let boxes = poppler("pdftotext", &["-bbox"], &pdf, &["-"]);
    for line in boxes.lines().filter(|line| line.contains("<word")) {
        let edge = line.split("xMax=\"").nth(1).and_then(|rest| rest.split('"').next());
        let edge: f64 = edge.unwrap().parse().unwrap();
        assert!(edge < 560.0, "{line}");
    }
}

#[test]
fn any_characters_at_all_make_a_paper() {
    // The fifth of these cannot be set with all its characters, so it shows
    // that the smaller alphabet is enough.
    let mut seed = 7_u64;
    let mut next = || {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        seed
    };
    let ranges = [
        (0x20_u32, 0x2ff),
        (0x300, 0x36f),
        (0x370, 0x5ff),
        (0x600, 0x6ff),
        (0x900, 0xbff),
        (0x1e00, 0x2fff),
        (0xf900, 0xffff),
        (0x1f000, 0x1ffff),
        (0, 0x10_ffff),
    ];
    let mut pick = |below: u32| u32::try_from(next() % u64::from(below)).unwrap();
    for _ in 0..5 {
        let words: String = (0..400)
            .filter_map(|_| {
                let (first, last) = ranges[pick(9) as usize];
                char::from_u32(first + pick(last - first + 1))
            })
            .collect();
        let mut paper = with(vec![text(&words)]);
        paper.title = words.chars().take(40).collect();
        paper::report(&paper).unwrap();
    }
}
