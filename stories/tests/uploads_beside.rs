//! What stands beside the pixels and the pages of a file, in every place that a file has for it: none of it is
//! kept (T10). Each file is made here with a marker in each place, and the marker is looked for in what is kept,
//! with everything unfolded that is packed in it.

use crate::uploads::{TOLD, catalog, chunk, exif, holds, kept, one_page, page, red_and_blue, saved, words};
use image::ImageFormat;
use lopdf::{Document, Object, Stream, dictionary};
use stories::story;

/// The marker as the places write it: in letters of one byte, and of two in either order.
fn spellings() -> Vec<Vec<u8>> {
    let two = |order: fn(u16) -> [u8; 2]| TOLD.encode_utf16().flat_map(order).collect();
    vec![TOLD.as_bytes().to_vec(), two(u16::to_le_bytes), two(u16::to_be_bytes)]
}

fn tells(bytes: &[u8]) -> bool {
    spellings().iter().any(|spelt| holds(bytes, spelt))
}

/// Bytes packed as PNG and PDF pack them.
fn packed(text: &[u8]) -> Vec<u8> {
    packed_once(&text.repeat(40))
}

fn packed_once(text: &[u8]) -> Vec<u8> {
    let mut stream = Stream::new(dictionary! {}, text.to_vec());
    stream.compress().unwrap();
    assert!(!tells(&stream.content) && stream.dict.has(b"Filter"), "it is not packed");
    stream.content
}

fn xmp() -> String {
    format!("<x:xmpmeta><dc:creator>{TOLD}</dc:creator></x:xmpmeta>")
}

/// A colour profile with words of who made it.
fn profile() -> Vec<u8> {
    let mut profile = vec![0; 128];
    profile.extend(b"\0\0\0\x01cprt\0\0\0\x90\0\0\0\x30text\0\0\0\0");
    profile.extend(TOLD.as_bytes());
    profile
}

/// A photograph with a segment of a kind before its pixels.
fn jpeg_with(marker: u8, content: &[u8]) -> Vec<u8> {
    let plain = red_and_blue(ImageFormat::Jpeg);
    let length = u16::try_from(content.len() + 2).unwrap().to_be_bytes();
    [&plain[..2], &[0xFF, marker], &length, content, &plain[2..]].concat()
}

/// Photographs, each with the marker in one place.
fn photographs() -> Vec<(&'static str, Vec<u8>)> {
    let iptc = [b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x20\x1C\x02\x50\0\x1A".as_slice(), TOLD.as_bytes()];
    let xp_author: Vec<u8> = TOLD.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let icc = [b"ICC_PROFILE\0\x01\x01".as_slice(), &profile()].concat();
    let adobe = [b"Adobe\0\x64\0\0\0\0\x01".as_slice(), TOLD.as_bytes()].concat();
    let plain = red_and_blue(ImageFormat::Jpeg);
    vec![
        ("Exif", jpeg_with(0xE1, &[b"Exif\0\0".as_slice(), &exif()].concat())),
        ("Exif of Windows", jpeg_with(0xE1, &[b"Exif\0\0".as_slice(), &exif(), &xp_author].concat())),
        ("XMP", jpeg_with(0xE1, format!("http://ns.adobe.com/xap/1.0/\0{}", xmp()).as_bytes())),
        ("JFIF with words behind", jpeg_with(0xE0, &[b"JFXX\0\x13".as_slice(), TOLD.as_bytes()].concat())),
        ("ICC", jpeg_with(0xE2, &icc)),
        ("IPTC", jpeg_with(0xED, &iptc.concat())),
        ("Adobe with words behind", jpeg_with(0xEE, &adobe)),
        ("a comment", jpeg_with(0xFE, TOLD.as_bytes())),
        ("behind the end", [plain.as_slice(), TOLD.as_bytes()].concat()),
    ]
}

story!(no_place_of_a_photograph_carries_a_word_into_what_is_kept, |centre| {
    for (place, sent) in photographs() {
        assert!(tells(&sent), "{place} does not hold the marker");
        let bytes = kept(&centre, "image/jpeg", &sent).await;
        assert!(!tells(&bytes), "{place} was kept");
        assert!(image::load_from_memory(&bytes).is_ok(), "{place}");
    }
});

story!(no_place_of_a_picture_without_loss_carries_a_word_into_what_is_kept, |centre| {
    let plain = red_and_blue(ImageFormat::Png);
    let text = |before: &[u8]| [before, TOLD.as_bytes()].concat();
    let places = [
        ("tEXt", chunk(b"tEXt", &text(b"Author\0"))),
        ("zTXt", chunk(b"zTXt", &[b"Author\0\0".as_slice(), &packed(TOLD.as_bytes())].concat())),
        ("iTXt", chunk(b"iTXt", &text(b"XML:com.adobe.xmp\0\0\0\0\0"))),
        (
            "iTXt packed",
            chunk(b"iTXt", &[b"Author\0\x01\0\0\0".as_slice(), &packed(TOLD.as_bytes())].concat()),
        ),
        ("eXIf", chunk(b"eXIf", &exif())),
        ("iCCP", chunk(b"iCCP", &[b"Rowan\0\0".as_slice(), &packed(&profile())].concat())),
        ("tIME", chunk(b"tIME", &[7, 234, 5, 19, 10, 15, 0])),
        ("a part of a program", chunk(b"prVt", TOLD.as_bytes())),
    ];
    for (place, part) in places {
        let sent = [&plain[..33], &part, &plain[33..], TOLD.as_bytes()].concat();
        let bytes = kept(&centre, "image/png", &sent).await;
        assert!(!tells(&bytes), "{place} was kept");
        let kinds = [b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"iCCP", b"tIME", b"prVt"];
        assert!(kinds.iter().all(|kind| !holds(&bytes, *kind)), "{place} was kept");
    }
});

fn boxed(kind: &[u8; 4], content: &[u8]) -> Vec<u8> {
    let length = u32::try_from(content.len() + 8).unwrap().to_be_bytes();
    [&length[..], kind, content].concat()
}

fn segment(marker: u8, content: &[u8]) -> Vec<u8> {
    let length = u16::try_from(content.len() + 2).unwrap().to_be_bytes();
    [&[0xFF, marker][..], &length, content].concat()
}

/// A JPEG 2000 picture with the marker in every box and comment, and the same without.
fn jpeg_2000(noted: bool) -> Vec<u8> {
    let note = |bytes: Vec<u8>| if noted { bytes } else { Vec::new() };
    let comment = note(segment(0x64, &[&[0, 1][..], TOLD.as_bytes()].concat()));
    let size = segment(0x51, &[0; 38]);
    let style = segment(0x52, &[0; 10]);
    let lengths = note(segment(0x55, &[0, 0x40, 0, 0, 0, 30]));
    // The first part says how long it is; the last says nothing, and goes to the end.
    let part = |number: u8, says: bool| {
        let data = [comment.as_slice(), &[0xFF, 0x93], &[number, 0xFF, 0x02, 7]].concat();
        let length = if says { u32::try_from(12 + data.len()).unwrap() } else { 0 };
        let head = [&[0, number][..], &length.to_be_bytes(), &[0, 1]].concat();
        [segment(0x90, &head), data].concat()
    };
    // What is kept says how long each part is.
    let parts = [part(0, true), part(1, !noted)].concat();
    let pixels = [&[0xFF, 0x4F][..], &size, &style, &comment, &lengths, &parts, &[0xFF, 0xD9]].concat();
    let behind = note(TOLD.as_bytes().to_vec());
    let colours = if noted {
        boxed(b"colr", &[&[2, 0, 0][..], &profile()].concat())
    } else {
        boxed(b"colr", &[1, 0, 0, 0, 0, 0, 16])
    };
    let about = boxed(b"ihdr", &[0, 0, 0, 16, 0, 0, 0, 32, 0, 3, 7, 7, 0, 0]);
    let resolution = note(boxed(b"res ", TOLD.as_bytes()));
    let header = boxed(b"jp2h", &[about, colours, resolution].concat());
    let uuid = note(boxed(b"uuid", &[&[7; 16][..], xmp().as_bytes()].concat()));
    [
        boxed(b"jP  ", &[0x0D, 0x0A, 0x87, 0x0A]),
        boxed(b"ftyp", b"jp2 \0\0\0\0jp2 "),
        note(boxed(b"xml ", xmp().as_bytes())),
        header,
        uuid,
        note(boxed(b"asoc", &boxed(b"lbl ", TOLD.as_bytes()))),
        boxed(b"jp2c", &[pixels, behind].concat()),
        note(boxed(b"jp2i", TOLD.as_bytes())),
    ]
    .concat()
}

/// Whether anything in a document tells the marker: its bytes, every word in it, and every stream unfolded.
fn document_tells(bytes: &[u8]) -> bool {
    fn object_tells(object: &Object) -> bool {
        match object {
            Object::String(text, _) => tells(text),
            Object::Name(name) => tells(name),
            Object::Array(items) => items.iter().any(object_tells),
            Object::Dictionary(entries) => {
                entries.iter().any(|(key, value)| tells(key) || object_tells(value))
            }
            Object::Stream(stream) => {
                tells(&stream.content)
                    || stream.decompressed_content().is_ok_and(|unfolded| tells(&unfolded))
                    || stream.dict.iter().any(|(_, value)| object_tells(value))
            }
            _ => false,
        }
    }
    let document = Document::load_mem(bytes).unwrap();
    tells(bytes)
        || document.objects.values().any(object_tells)
        || document.trailer.iter().any(|(_, v)| object_tells(v))
}

/// A document with a picture on its page.
fn with_picture(filter: Vec<Object>, content: Vec<u8>, colours: Object) -> Document {
    let mut document = one_page();
    let picture = document.add_object(
        Stream::new(
            dictionary! {
                "Type" => "XObject", "Subtype" => "Image", "Width" => 32, "Height" => 16,
                "ColorSpace" => colours, "BitsPerComponent" => 8, "Filter" => filter,
            },
            content,
        )
        .with_compression(false),
    );
    let resources = page(&mut document).get_mut(b"Resources").unwrap().as_dict_mut().unwrap();
    resources.set("XObject", dictionary! { "Photo" => picture });
    document
}

/// The bytes of the one picture of a document.
fn picture_of(bytes: &[u8]) -> Vec<u8> {
    let document = Document::load_mem(bytes).unwrap();
    let page = document.page_iter().next().unwrap();
    document.get_page_images(page).unwrap()[0].content.to_vec()
}

fn name(name: &str) -> Object {
    Object::Name(name.as_bytes().to_vec())
}

story!(a_jpeg_2000_picture_in_a_document_keeps_its_pixels_and_none_of_its_notes, |centre| {
    let noted = jpeg_2000(true);
    assert!(tells(&noted));
    let plain = with_picture(vec![name("JPXDecode")], noted.clone(), name("DeviceRGB"));
    let in_a_pack =
        with_picture(vec![name("FlateDecode"), name("JPXDecode")], packed(&noted), name("DeviceRGB"));
    let bytes = kept(&centre, "application/pdf", &saved(plain)).await;
    assert!(!document_tells(&bytes), "a note of it was kept");
    assert_eq!(picture_of(&bytes), jpeg_2000(false), "something else than notes is gone");
    let bytes = kept(&centre, "application/pdf", &saved(in_a_pack)).await;
    assert!(!document_tells(&bytes), "a note of it was kept in a pack");
    assert_eq!(picture_of(&bytes), jpeg_2000(false));
});

story!(no_place_of_a_document_carries_a_word_into_what_is_kept, |centre| {
    let info = |document: &mut Document| {
        let two: Vec<u8> = TOLD.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let title = Object::string_literal([&[0xFE, 0xFF][..], &two].concat());
        let info = document.add_object(dictionary! { "Author" => words(TOLD), "Title" => title });
        document.trailer.set("Info", info);
    };
    let metadata = |document: &mut Document| {
        let mut notes = Stream::new(
            dictionary! { "Type" => "Metadata", "Subtype" => "XML" },
            xmp().repeat(40).into_bytes(),
        );
        notes.compress().unwrap();
        let notes = document.add_object(notes);
        catalog(document).set("Metadata", notes);
        page(document).set("Metadata", notes);
    };
    let note = |document: &mut Document| {
        let place = vec![60.into(), 600.into(), 160.into(), 620.into()];
        let note = document.add_object(dictionary! {
            "Type" => "Annot", "Subtype" => "Text", "Contents" => words(TOLD), "T" => words(TOLD), "Rect" => place,
        });
        page(document).set("Annots", vec![note.into()]);
    };
    let attached = |document: &mut Document| {
        let mut file = Stream::new(dictionary! { "Type" => "EmbeddedFile" }, TOLD.repeat(40).into_bytes());
        file.compress().unwrap();
        let file = document.add_object(file);
        let spec = document.add_object(dictionary! {
            "Type" => "Filespec", "F" => words(TOLD), "EF" => dictionary! { "F" => file },
        });
        let files = dictionary! { "Names" => vec![words(TOLD), spec.into()] };
        catalog(document).set("Names", dictionary! { "EmbeddedFiles" => files });
        catalog(document).set("AF", vec![spec.into()]);
    };
    let script = |document: &mut Document| {
        let act = document
            .add_object(dictionary! { "S" => "JavaScript", "JS" => words(&format!("app.alert('{TOLD}')")) });
        catalog(document).set("OpenAction", act);
    };
    let beside_the_font = |document: &mut Document| {
        let resources = page(document).get(b"Resources").unwrap().as_dict().unwrap().clone();
        let font =
            resources.get(b"Font").unwrap().as_dict().unwrap().get(b"AA").unwrap().as_reference().unwrap();
        document.get_dictionary_mut(font).unwrap().set("Acme", words(TOLD));
    };
    let outlines = |document: &mut Document| {
        let outlines = document.add_object(dictionary! { "Type" => "Outlines", "Title" => words(TOLD) });
        catalog(document).set("Outlines", outlines);
    };
    type Change<'a> = &'a dyn Fn(&mut Document);
    let places: [(&str, Change<'_>); 7] = [
        ("what it says of itself", &info),
        ("XMP", &metadata),
        ("a note", &note),
        ("a file inside", &attached),
        ("a script", &script),
        ("an entry of some program", &beside_the_font),
        ("the list of its parts", &outlines),
    ];
    let files: Vec<(&str, Vec<u8>)> = places
        .into_iter()
        .map(|(place, change)| {
            let mut document = one_page();
            change(&mut document);
            (place, saved(document))
        })
        .collect();
    for (place, sent) in files {
        assert!(document_tells(&sent), "{place} does not hold the marker");
        let bytes = kept(&centre, "application/pdf", &sent).await;
        assert!(!document_tells(&bytes), "{place} was kept");
    }
});

story!(a_photograph_or_a_profile_in_a_document_carries_no_word_into_what_is_kept, |centre| {
    let mut files: Vec<(&str, Document)> = photographs()
        .into_iter()
        .map(|(place, photo)| (place, with_picture(vec![name("DCTDecode")], photo, name("DeviceRGB"))))
        .collect();
    let mut document = with_picture(vec![name("DCTDecode")], red_and_blue(ImageFormat::Jpeg), Object::Null);
    let profile = document.add_object(Stream::new(dictionary! { "N" => 3 }, profile()));
    let colours = Object::Array(vec![name("ICCBased"), profile.into()]);
    let resources = page(&mut document).get_mut(b"Resources").unwrap().as_dict_mut().unwrap();
    resources.set("ColorSpace", dictionary! { "CS0" => colours });
    files.push(("a colour profile", document));
    for (place, document) in files {
        let sent = saved(document);
        assert!(document_tells(&sent), "{place} does not hold the marker");
        let bytes = kept(&centre, "application/pdf", &sent).await;
        assert!(!document_tells(&bytes), "{place} was kept");
        if place == "a colour profile" {
            assert!(holds(&bytes, b"DeviceRGB") && !holds(&bytes, b"ICCBased"));
        }
        assert!(image::load_from_memory(&picture_of(&bytes)).is_ok(), "{place} cannot be seen any more");
    }
});

/// A JBIG2 picture of one segment that draws, with the marker in another, and the same without.
fn jbig2(noted: bool) -> Vec<u8> {
    let segment = |kind: u8, content: &[u8]| {
        [&[0, 0, 0, 1, kind, 0, 1][..], &u32::try_from(content.len()).unwrap().to_be_bytes(), content]
            .concat()
    };
    let note = if noted {
        segment(62, &[b"\x20\0\0\0Author\0".as_slice(), TOLD.repeat(20).as_bytes()].concat())
    } else {
        vec![]
    };
    [segment(48, &[7; 19]), note, segment(38, b"pixels")].concat()
}

story!(no_comment_in_what_draws_a_document_is_kept_and_all_that_it_draws_is, |centre| {
    let note = format!("% {TOLD}\n");
    let drawn = format!("{note}q (100% of it) Tj {note}BI /W 1 /H 1 /CS /G /BPC 8 ID %\nEI\nQ {note}");
    let seen = "q (100% of it) Tj \nBI /W 1 /H 1 /CS /G /BPC 8 ID %\nEI\nQ \n";
    let stream = |dictionary, text: &str, packs| {
        let mut stream = Stream::new(dictionary, text.as_bytes().to_vec());
        if packs {
            stream.content.extend(b"\n".repeat(400));
            stream.compress().unwrap();
            assert!(!tells(&stream.content));
        }
        Object::Stream(stream)
    };
    for packs in [false, true] {
        let mut document = one_page();
        let part = |kind| dictionary! { "Type" => "XObject", "Subtype" => kind };
        let form = stream(part("Form"), &drawn, packs);
        let form = document.add_object(form);
        let pattern = document.add_object(stream(dictionary! { "PatternType" => 1 }, &drawn, packs));
        let letter = document.add_object(stream(dictionary! {}, &drawn, packs));
        let letters = document.add_object(stream(dictionary! {}, &drawn, packs));
        let font = document.add_object(dictionary! {
            "Type" => "Font", "Subtype" => "Type3", "CharProcs" => dictionary! { "a" => letter },
            "ToUnicode" => letters,
        });
        let contents = document.add_object(stream(dictionary! {}, &drawn, packs));
        let of_page = page(&mut document);
        of_page.set("Contents", vec![contents.into()]);
        let resources = of_page.get_mut(b"Resources").unwrap().as_dict_mut().unwrap();
        resources.set("XObject", dictionary! { "Part" => form });
        resources.set("Pattern", dictionary! { "Tile" => pattern });
        resources.set("Font", dictionary! { "Own" => font });
        let sent = saved(document);
        assert!(document_tells(&sent));
        let bytes = kept(&centre, "application/pdf", &sent).await;
        assert!(!document_tells(&bytes), "a comment was kept");
        let document = Document::load_mem(&bytes).unwrap();
        let streams = document.objects.values().filter_map(|object| object.as_stream().ok());
        let plain: Vec<Vec<u8>> = streams.map(|stream| stream.get_plain_content().unwrap()).collect();
        assert_eq!(
            plain.iter().filter(|one| holds(one, seen.as_bytes())).count(),
            5,
            "something drawn is gone"
        );
    }
});

story!(a_black_and_white_picture_in_a_document_keeps_its_pixels_and_none_of_its_notes, |centre| {
    let noted = jbig2(true);
    for (filters, content) in [
        (vec![name("JBIG2Decode")], noted.clone()),
        (vec![name("FlateDecode"), name("JBIG2Decode")], packed_once(&noted)),
    ] {
        let mut document = with_picture(filters.clone(), content, name("DeviceGray"));
        let globals = document.add_object(Stream::new(dictionary! {}, noted.clone()));
        let own = Object::Dictionary(dictionary! { "JBIG2Globals" => globals });
        let own = if filters.len() > 1 { vec![Object::Null, own].into() } else { own };
        let picture = document
            .objects
            .values_mut()
            .find_map(|object| object.as_stream_mut().ok().filter(|stream| stream.dict.has(b"ColorSpace")));
        picture.unwrap().dict.set("DecodeParms", own);
        let bytes = kept(&centre, "application/pdf", &saved(document)).await;
        assert!(!document_tells(&bytes), "a note of it was kept");
        assert_eq!(picture_of(&bytes), jbig2(false), "something else than notes is gone");
        let document = Document::load_mem(&bytes).unwrap();
        let streams = document.objects.values().filter_map(|object| object.as_stream().ok());
        let same =
            streams.filter(|stream| stream.get_plain_content().is_ok_and(|plain| plain == jbig2(false)));
        assert_eq!(same.count(), 1, "what it shares with others is gone");
        assert!(holds(&bytes, b"JBIG2Globals"));
    }
});
