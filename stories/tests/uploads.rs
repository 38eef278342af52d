//! What is left of a file that somebody sends: what can be seen of it, and nothing else.

use base64::{Engine, engine::general_purpose::STANDARD};
use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use lopdf::{Dictionary, Document, Object, Stream, dictionary};
use serde_json::{Value, json};
use std::io::Cursor;
use stories::{Centre, ORDER, id, referral, story};

/// What nobody may find in a file that is kept.
pub const TOLD: &str = "Rowan Ashe, 27 Acacia Road";

async fn referred(centre: &Centre) -> String {
    format!("/referrals/{}", id(&centre.post("ruth", "/referrals", referral("supervised")).await.is(201)))
}

fn copy(media_type: &str, content: &[u8]) -> Value {
    json!({"order": 1, "filename": "order", "media_type": media_type, "content": STANDARD.encode(content)})
}

/// Sends a file and answers what is kept of it.
pub async fn kept(centre: &Centre, media_type: &str, content: &[u8]) -> Vec<u8> {
    let path = format!("{}/attachments", referred(centre).await);
    let made = centre.post("ruth", &path, copy(media_type, content)).await.is(201);
    let seen = centre.get("ruth", &format!("{path}/{}", id(&made))).await.is(200);
    let bytes = STANDARD.decode(seen["content"].as_str().unwrap()).unwrap();
    assert_eq!(made["sha256"].as_str(), Some(host::audit::sha256(&bytes).as_str()));
    bytes
}

/// The file is refused, in words that hold `words`, and nothing is kept.
async fn refused(centre: &Centre, (media_type, content): (&str, &[u8]), pointer: &str, words: &str) {
    let path = format!("{}/attachments", referred(centre).await);
    let picture = centre.picture().await;
    let told = centre.post("ruth", &path, copy(media_type, content)).await;
    assert_eq!(told.status, 422, "this was taken, and should be refused: {words}");
    // A parent's picture is refused with the same words.
    told.is_said_in_every_language(&path);
    let told = told.blames(pointer).to_string();
    assert!(told.contains(words), "{words}: {told}");
    assert_eq!(centre.picture().await, picture, "a refused file left a trace");
}

pub fn holds(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

/// A picture twice as wide as it is high, red on the left and blue on the right.
pub fn red_and_blue(format: ImageFormat) -> Vec<u8> {
    let picture =
        RgbImage::from_fn(32, 16, |x, _| if x < 16 { Rgb([230, 10, 10]) } else { Rgb([10, 10, 230]) });
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::from(picture).write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// What a telephone notes beside the pixels: which way up it was held, who has it, and where it was.
pub fn exif() -> Vec<u8> {
    let entry = |tag: u16, kind: u16, count: u32, value: [u8; 4]| {
        let mut bytes = Vec::new();
        bytes.extend(tag.to_be_bytes());
        bytes.extend(kind.to_be_bytes());
        bytes.extend(count.to_be_bytes());
        bytes.extend(value);
        bytes
    };
    let mut notes = b"MM\0\x2A\0\0\0\x08".to_vec();
    let artist = 8 + 2 + 3 * 12 + 4;
    let told = u32::try_from(TOLD.len()).unwrap() + 1;
    let gps = artist + told;
    notes.extend(3_u16.to_be_bytes());
    // To be turned a quarter to the right.
    notes.extend(entry(0x0112, 3, 1, [0, 6, 0, 0]));
    notes.extend(entry(0x013B, 2, told, artist.to_be_bytes()));
    notes.extend(entry(0x8825, 4, 1, gps.to_be_bytes()));
    notes.extend([0; 4]);
    notes.extend(TOLD.as_bytes());
    notes.push(0);
    notes.extend(2_u16.to_be_bytes());
    notes.extend(entry(1, 2, 2, *b"N\0\0\0"));
    notes.extend(entry(2, 5, 3, (gps + 2 + 24 + 4).to_be_bytes()));
    notes.extend([0; 4]);
    for part in [52_u32, 1, 28, 1, 4321, 100] {
        notes.extend(part.to_be_bytes());
    }
    notes
}

/// A photograph with notes, a comment, and something hung on behind.
fn photograph() -> Vec<u8> {
    let plain = red_and_blue(ImageFormat::Jpeg);
    let mut bytes = plain[..2].to_vec();
    let mut segment = |marker: u8, content: &[u8]| {
        bytes.extend([0xFF, marker]);
        bytes.extend(u16::try_from(content.len() + 2).unwrap().to_be_bytes());
        bytes.extend(content);
    };
    segment(0xE1, &[b"Exif\0\0".as_slice(), &exif()].concat());
    segment(0xFE, TOLD.as_bytes());
    bytes.extend(&plain[2..]);
    bytes.extend(TOLD.as_bytes());
    bytes
}

story!(a_photograph_keeps_its_pixels_the_right_way_up_and_nothing_else, |centre| {
    let sent = photograph();
    let bytes = kept(&centre, "image/jpeg", &sent).await;
    assert!(holds(&sent, b"Exif") && holds(&sent, TOLD.as_bytes()));
    assert!(!holds(&bytes, b"Exif") && !holds(&bytes, TOLD.as_bytes()), "the notes are still in it");
    let seen = image::load_from_memory(&bytes).unwrap().into_rgb8();
    assert_eq!(seen.dimensions(), (16, 32), "turned as it was taken");
    let (above, below) = (seen.get_pixel(8, 6), seen.get_pixel(8, 26));
    assert!(above[0] > 150 && above[2] < 90, "{above:?}");
    assert!(below[2] > 150 && below[0] < 90, "{below:?}");
});

/// The check sum of a part of a PNG.
fn check_sum(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| (sum >> 1) ^ if sum & 1 == 1 { 0xEDB8_8320 } else { 0 })
    })
}

pub fn chunk(kind: &[u8], content: &[u8]) -> Vec<u8> {
    let named = [kind, content].concat();
    let length = u32::try_from(content.len()).unwrap().to_be_bytes();
    [&length[..], &named, &check_sum(&named).to_be_bytes()].concat()
}

/// A picture that says it is this large, in this many bits and this sort of colour, in a few bytes.
fn says_it_is(width: u32, height: u32, bits: u8, colour: u8) -> Vec<u8> {
    let plain = red_and_blue(ImageFormat::Png);
    let header = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[bits, colour, 0, 0, 0]].concat();
    [&plain[..8], &chunk(b"IHDR", &header), &plain[33..]].concat()
}

story!(a_picture_without_loss_keeps_its_pixels_and_nothing_else, |centre| {
    let plain = red_and_blue(ImageFormat::Png);
    let text = chunk(b"tEXt", format!("Author\0{TOLD}").as_bytes());
    let sent = [&plain[..33], &text, &chunk(b"eXIf", &exif()), &plain[33..], TOLD.as_bytes()].concat();
    let bytes = kept(&centre, "image/png", &sent).await;
    assert!(!holds(&bytes, TOLD.as_bytes()) && !holds(&bytes, b"tEXt") && !holds(&bytes, b"eXIf"));
    let seen = image::load_from_memory(&bytes).unwrap().into_rgb8();
    assert_eq!((seen.dimensions(), *seen.get_pixel(8, 2)), ((16, 32), Rgb([230, 10, 10])));
});

/// The most memory that this program has had, in kilobytes.
fn most_memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().trim_end_matches(" kB").parse().unwrap()
}

story!(a_few_bytes_that_would_fill_the_memory_are_refused, |centre| {
    let before = most_memory();
    for bomb in
        [says_it_is(60_000, 60_000, 8, 2), says_it_is(19_000, 19_000, 8, 0), says_it_is(7_000, 7_000, 16, 6)]
    {
        assert!(bomb.len() < 1000);
        refused(&centre, ("image/png", &bomb), "/content", "50 million pixels").await;
    }
    // Packed parts of a document that unfold a thousand times: one that is too much, and many that are together.
    let parts = |count: usize, length: usize| {
        let mut document = one_page();
        for _ in 0..count {
            let packed = dictionary! { "Type" => "ObjStm", "N" => 1, "First" => 4 };
            let mut stream = Stream::new(packed, [b"9 0 ".as_slice(), &vec![b' '; length]].concat());
            stream.compress().unwrap();
            document.add_object(stream);
        }
        // Written as they are, which the library would not do: an empty document around the same bytes.
        as_written(&document)
    };
    for bomb in [parts(1, 18_000_000), parts(18, 1_000_000)] {
        assert!(bomb.len() < 400_000, "{}", bomb.len());
        refused(&centre, ("application/pdf", &bomb), "/content", "unfolds to too much").await;
    }
    let grown = most_memory() - before;
    assert!(grown < 700_000, "it took {grown} kB");
});

/// A document of one page with words on it.
pub fn one_page() -> Document {
    let mut document = Document::with_version("1.7");
    let pages = document.new_object_id();
    let contents =
        document.add_object(Stream::new(dictionary! {}, b"BT /AA 12 Tf 60 780 Td (Order) Tj ET".to_vec()));
    let font = document
        .add_object(dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica" });
    let page = document.add_object(dictionary! {
        "Type" => "Page", "Parent" => pages, "Contents" => contents,
        // A font may be called as an action is.
        "Resources" => dictionary! { "Font" => dictionary! { "AA" => font } },
    });
    document.objects.insert(
        pages,
        dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1,
        "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()] }
        .into(),
    );
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
    document.trailer.set("Root", catalog);
    document
}

/// A document written object by object, whatever its objects are.
fn as_written(document: &Document) -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (number, (_, object)) in (1..).zip(&document.objects) {
        places.push(bytes.len());
        bytes.extend(format!("{number} 0 obj\n").into_bytes());
        match object {
            Object::Stream(stream) => {
                bytes.extend(written(&Object::Dictionary(stream.dict.clone())).into_bytes());
                bytes.extend(b"stream\n");
                bytes.extend(&stream.content);
                bytes.extend(b"\nendstream");
            }
            other => bytes.extend(written(other).into_bytes()),
        }
        bytes.extend(b"\nendobj\n");
    }
    let table = bytes.len();
    bytes.extend(format!("xref\n0 {}\n0000000000 65535 f \n", places.len() + 1).into_bytes());
    for place in &places {
        bytes.extend(format!("{place:010} 00000 n \n").into_bytes());
    }
    let root = document.trailer.get(b"Root").map(written).unwrap();
    bytes.extend(
        format!("trailer<</Size {}/Root {root}>>\nstartxref\n{table}\n%%EOF", places.len() + 1).into_bytes(),
    );
    bytes
}

fn written(object: &Object) -> String {
    match object {
        Object::Integer(number) => number.to_string(),
        Object::Name(name) => format!("/{}", String::from_utf8_lossy(name)),
        Object::Reference((number, _)) => format!("{number} 0 R"),
        Object::Array(items) => format!("[{}]", items.iter().map(written).collect::<Vec<_>>().join(" ")),
        Object::Dictionary(entries) => {
            let entry = |(key, value): (&Vec<u8>, &Object)| {
                format!("/{} {} ", String::from_utf8_lossy(key), written(value))
            };
            format!("<<{}>>", entries.iter().map(entry).collect::<String>())
        }
        other => panic!("{other:?}"),
    }
}

pub fn saved(mut document: Document) -> Vec<u8> {
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

pub fn words(text: &str) -> Object {
    Object::string_literal(text)
}

/// The catalog and the page of a document.
pub fn catalog(document: &mut Document) -> &mut Dictionary {
    document.catalog_mut().unwrap()
}

pub fn page(document: &mut Document) -> &mut Dictionary {
    let page = document.page_iter().next().unwrap();
    document.get_dictionary_mut(page).unwrap()
}

/// A document with everything hung on it that can be.
fn laden() -> Vec<u8> {
    let mut document = one_page();
    let info = document.add_object(dictionary! {
        "Author" => words(TOLD), "Title" => words(TOLD), "Producer" => words("Acme"),
        "CreationDate" => words("D:20260519101500Z"),
    });
    document.trailer.set("Info", info);
    document.trailer.set("ID", vec![words(TOLD), words(TOLD)]);
    let notes = document.add_object(Stream::new(
        dictionary! { "Type" => "Metadata", "Subtype" => "XML" },
        format!("<x:xmpmeta>{TOLD}</x:xmpmeta>").into_bytes(),
    ));
    let script = document.add_object(dictionary! { "S" => "JavaScript", "JS" => words("app.alert('here')") });
    let inside = document.add_object(Stream::new(dictionary! { "Type" => "EmbeddedFile" }, TOLD.into()));
    let photo = document.add_object(
        Stream::new(
            dictionary! {
                "Type" => "XObject", "Subtype" => "Image", "Width" => 32, "Height" => 16,
                "ColorSpace" => "DeviceRGB", "BitsPerComponent" => 8, "Filter" => "DCTDecode", "Metadata" => notes,
            },
            photograph(),
        )
        .with_compression(false),
    );
    let font = dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica" };
    let look = dictionary! {
        "Type" => "XObject", "Subtype" => "Form", "BBox" => vec![0.into(), 0.into(), 100.into(), 20.into()],
        "Resources" => dictionary! { "Font" => dictionary! { "F" => document.add_object(font) } },
    };
    let look = document.add_object(Stream::new(look, b"BT /F 12 Tf 2 5 Td (Answered) Tj ET".to_vec()));
    let place = |at: i64| Object::from(vec![60.into(), at.into(), 160.into(), (at + 20).into()]);
    let answer = document.add_object(dictionary! {
        "Type" => "Annot", "Subtype" => "Widget", "FT" => "Tx", "T" => words("name"), "V" => words("Answered"),
        "Rect" => place(500), "AP" => dictionary! { "N" => look },
    });
    let comment = document.add_object(dictionary! {
        "Type" => "Annot", "Subtype" => "Text", "Contents" => words(TOLD), "Rect" => place(600),
    });
    let link = document.add_object(dictionary! {
        "Type" => "Annot", "Subtype" => "Link", "Rect" => place(700),
        "A" => dictionary! { "S" => "URI", "URI" => words("https://tracker.example.org/") },
    });
    let launch = dictionary! { "S" => "Launch", "F" => words("cmd.exe") };
    let catalog = catalog(&mut document);
    catalog.set("Metadata", notes);
    catalog.set("OpenAction", script);
    catalog.set("AA", dictionary! { "WC" => script });
    catalog.set("AcroForm", dictionary! { "Fields" => vec![answer.into()] });
    catalog.set(
        "Names",
        dictionary! {
            "JavaScript" => dictionary! { "Names" => vec![words("a"), script.into()] },
            "EmbeddedFiles" => dictionary! { "Names" => vec![words(TOLD), inside.into()] },
        },
    );
    let page = page(&mut document);
    page.set("Annots", vec![answer.into(), comment.into(), link.into()]);
    page.set("AA", dictionary! { "O" => launch });
    page.set("LastModified", words("D:20260519101500Z"));
    page.set("PieceInfo", dictionary! { "Acme" => dictionary! { "Private" => words(TOLD) } });
    let resources = page.get_mut(b"Resources").unwrap().as_dict_mut().unwrap();
    resources.set("XObject", dictionary! { "Photo" => photo });
    resources.set("Properties", dictionary! { "MC0" => dictionary! { "Metadata" => notes } });
    saved(document)
}

story!(a_document_keeps_its_pages_and_nothing_that_hangs_on_them, |centre| {
    let sent = laden();
    let bytes = kept(&centre, "application/pdf", &sent).await;
    let gone: [&[u8]; 16] = [
        TOLD.as_bytes(),
        b"Author",
        b"Producer",
        b"D:2026",
        b"/Info",
        b"/ID",
        b"xmpmeta",
        b"Metadata",
        b"JavaScript",
        b"app.alert",
        b"OpenAction",
        b"Launch",
        b"EmbeddedFile",
        b"tracker",
        b"Annot",
        b"Exif",
    ];
    for part in gone {
        let named = String::from_utf8_lossy(part);
        assert!(holds(&sent, part), "{named} was not in what was sent");
        assert!(!holds(&bytes, part), "{named} is still in it");
    }
    let document = Document::load_mem(&bytes).unwrap();
    let page = document.page_iter().next().unwrap();
    let drawn = String::from_utf8(document.get_page_content(page)).unwrap();
    assert!(drawn.contains("(Order) Tj"), "{drawn}");
    assert!(drawn.contains("1 0 0 1 60 500 cm /Seen0 Do"), "the answer is not on the page: {drawn}");
    assert!(holds(&bytes, b"(Answered) Tj") && holds(&bytes, b"/AA "), "{drawn}");
    assert_eq!(document.get_page_images(page).unwrap().len(), 1);
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("kept.pdf");
    std::fs::write(&file, &bytes).unwrap();
    let read = |tool: &str, more: &[&str]| {
        let out = std::process::Command::new(tool).arg(&file).args(more).output().unwrap();
        assert!(
            out.status.success() && out.stderr.is_empty(),
            "{tool}: {}",
            String::from_utf8_lossy(&out.stderr)
        );
        String::from_utf8(out.stdout).unwrap()
    };
    let info = read("pdfinfo", &[]);
    for line in ["Author", "Title", "Creat", "ModDate", "Producer"] {
        assert!(!info.contains(&format!("\n{line}")) && !info.starts_with(line), "{info}");
    }
    assert!(info.contains("JavaScript:      no") && info.contains("Pages:           1"), "{info}");
    let read = read("pdftotext", &["-"]);
    assert!(read.contains("Order") && read.contains("Answered"), "{read}");
});

story!(a_document_that_cannot_be_kept_as_it_looks_is_refused_with_what_to_do, |centre| {
    let changed = |change: fn(&mut Document)| {
        let mut document = one_page();
        change(&mut document);
        saved(document)
    };
    let laid = |document: &mut Document, kind: &str, more: Dictionary| {
        let mut thing = dictionary! {
            "Type" => "Annot", "Subtype" => kind,
            "Rect" => vec![60.into(), 60.into(), 160.into(), 80.into()],
        };
        thing.extend(&more);
        let thing = document.add_object(thing);
        page(document).set("Annots", vec![thing.into()]);
    };
    let with = |kind: &str, more: Dictionary| {
        let mut document = one_page();
        laid(&mut document, kind, more);
        saved(document)
    };
    let unread = b"%PDF-1.7\nand nothing that makes sense".to_vec();
    let no_pages = changed(|document| {
        let tree = catalog(document).get(b"Pages").and_then(Object::as_reference).unwrap();
        document.get_dictionary_mut(tree).unwrap().set("Kids", Vec::<Object>::new());
    });
    let locked = String::from_utf8_lossy(&STANDARD.decode(ORDER).unwrap())
        .replace("trailer<<", "trailer<</#45ncrypt 3 0 R ")
        .into_bytes();
    for (bytes, words) in [
        (unread, "photograph of each page"),
        (no_pages, "photograph of each page"),
        (locked, "locked"),
        (changed(|document| catalog(document).set("Collection", dictionary! {})), "folder of other files"),
        (
            changed(|document| catalog(document).set("AcroForm", dictionary! { "XFA" => words("<x/>") })),
            "a form",
        ),
        (with("Widget", dictionary! { "FT" => "Tx", "V" => words("An answer") }), "Print it to a new PDF"),
        (with("FreeText", dictionary! {}), "Print it to a new PDF"),
        (with("Redact", dictionary! {}), "Remove them"),
    ] {
        refused(&centre, ("application/pdf", &bytes), "/content", words).await;
    }
    // A field that nobody filled in looks like nothing, and is nothing.
    kept(&centre, "application/pdf", &with("Widget", dictionary! { "FT" => "Tx" })).await;
});

story!(a_file_is_what_it_says_it_is, |centre| {
    let png = red_and_blue(ImageFormat::Png);
    for says in ["application/pdf", "image/jpeg", "text/html", "image/svg+xml"] {
        refused(&centre, (says, &png), "/media_type", "something else than it says").await;
    }
    // A browser that does not know says so, and older ones have words of their own.
    for says in ["application/octet-stream", "image/x-png", "IMAGE/PNG; name=x"] {
        kept(&centre, says, &png).await;
    }
    // Bytes that begin as a picture does and are none.
    refused(&centre, ("image/png", &png[..40]), "/content", "cannot be read").await;
    refused(
        &centre,
        ("image/jpeg", &[0xFF, 0xD8, 0xFF, 0xE0, b'<', b'h', b'1']),
        "/content",
        "cannot be read",
    )
    .await;
});

story!(a_refused_certificate_is_blamed_on_its_file, |centre| {
    let path = format!("/staff/{}/certificates", centre.id_of("dev"));
    let certificate = |media_type: &str, content: &[u8]| {
        let file = json!({"filename": "a", "media_type": media_type, "content": STANDARD.encode(content)});
        json!({"requirement": "domestic-abuse", "from": "2026-11-17", "words": "Harbour, 114", "file": file})
    };
    let bomb = says_it_is(60_000, 60_000, 8, 2);
    centre
        .in_vain("dev", axum::http::Method::POST, &path, certificate("image/png", &bomb))
        .await
        .blames("/file");
    centre
        .in_vain(
            "dev",
            axum::http::Method::POST,
            &path,
            certificate("image/jpeg", &red_and_blue(ImageFormat::Png)),
        )
        .await
        .blames("/file");
    let made = centre.post("dev", &path, certificate("image/jpeg", &photograph())).await.is(201);
    let seen = centre.get("dev", &format!("/certificates/{}", id(&made))).await.is(200);
    assert!(!holds(&STANDARD.decode(seen["content"].as_str().unwrap()).unwrap(), b"Exif"));
});
