//! The typesetter: embedded templates and fonts, no network, no files.

use std::sync::{LazyLock, Mutex, PoisonError};

use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Dict, Duration, Smart, Value};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use crate::types::PaperError;

/// The values a template is filled with.
pub(crate) type Fields = Dict;

/// Which template to fill.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Kind {
    Report,
    Attendance,
}

impl Kind {
    fn path(self) -> &'static str {
        match self {
            Self::Report => "/report.typ",
            Self::Attendance => "/attendance.typ",
        }
    }
}

const TEMPLATES: [(&str, &str); 3] = [
    ("/frame.typ", include_str!("../templates/frame.typ")),
    ("/report.typ", include_str!("../templates/report.typ")),
    ("/attendance.typ", include_str!("../templates/attendance.typ")),
];

/// Fonts for scripts the main face lacks, in the order they are tried.
const MORE_FONTS: [&[u8]; 7] = [
    include_bytes!("../fonts/NotoNaskhArabic-Regular.ttf"),
    include_bytes!("../fonts/NotoSerifBengali-Regular.ttf"),
    include_bytes!("../fonts/NotoSerifDevanagari-Regular.ttf"),
    include_bytes!("../fonts/NotoSerifGujarati-Regular.ttf"),
    include_bytes!("../fonts/NotoSerifGurmukhi-Regular.ttf"),
    include_bytes!("../fonts/NotoSerifTamil-Regular.ttf"),
    include_bytes!("../fonts/DejaVuSans.ttf"),
];

/// Room for the typesetter's recursion, above all in builds without
/// optimisation.
const STACK: usize = 32 * 1024 * 1024;

/// What stays the same from one paper to the next.
struct Shelf {
    fonts: Vec<Font>,
    book: LazyHash<FontBook>,
    sources: Vec<(FileId, Source)>,
}

static SHELF: LazyLock<Shelf> = LazyLock::new(|| {
    let main = typst_assets::fonts()
        .filter_map(|data| Font::new(Bytes::new(data), 0))
        .filter(|font| font.info().family == "Libertinus Serif");
    let more = MORE_FONTS.into_iter().filter_map(|data| Font::new(Bytes::new(data), 0));
    let fonts: Vec<Font> = main.chain(more).collect();
    let sources = TEMPLATES
        .into_iter()
        .filter_map(|(path, text)| {
            let id = file_id(path)?;
            Some((id, Source::new(id, text.to_owned())))
        })
        .collect();
    Shelf { book: LazyHash::new(FontBook::from_fonts(&fonts)), fonts, sources }
});

/// One paper at a time: the typesetter's memory is shared by the process.
static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

fn file_id(path: &str) -> Option<FileId> {
    let path = VirtualPath::new(path).ok()?;
    Some(RootedPath::new(VirtualRoot::Project, path).intern())
}

/// Whether any embedded font can show the character.
pub(crate) fn has_glyph(c: char) -> bool {
    SHELF.fonts.iter().any(|font| font.info().coverage.contains(u32::from(c)))
}

struct Desk {
    library: LazyHash<Library>,
    main: FileId,
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &SHELF.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        SHELF
            .sources
            .iter()
            .find(|(known, _)| *known == id)
            .map(|(_, source)| source.clone())
            .ok_or(FileError::AccessDenied)
    }

    fn file(&self, _: FileId) -> FileResult<Bytes> {
        Err(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        SHELF.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

/// Fills the template and returns the PDF.
pub(crate) fn set(kind: Kind, fields: Fields, reference: &str) -> Result<Vec<u8>, PaperError> {
    let _turn = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    let options = PdfOptions {
        ident: Smart::Custom(format!("{kind:?} {reference}")),
        creator: Smart::Custom(None),
        // When a paper was made is in it where a reader should know it, and nowhere else.
        timestamp: None,
        standards: PdfStandards::new(&[PdfStandard::Ua_1])
            .map_err(|_| PaperError::Export("the standard is not known".into()))?,
        ..PdfOptions::default()
    };
    // A thread of its own gives room for recursion, and turns a fault inside
    // the typesetter into an error.
    let done = std::thread::scope(|scope| {
        std::thread::Builder::new()
            .name("paper".into())
            .stack_size(STACK)
            .spawn_scoped(scope, || compile(kind, fields, &options))
            .map_err(|_| PaperError::Stopped)?
            .join()
            .unwrap_or(Err(PaperError::Stopped))
    });
    // Nothing of the paper may stay in memory.
    typst::comemo::evict(0);
    done
}

fn compile(kind: Kind, fields: Fields, options: &PdfOptions) -> Result<Vec<u8>, PaperError> {
    let main = file_id(kind.path()).ok_or_else(|| PaperError::Layout("the template has no name".into()))?;
    let mut inputs = Dict::new();
    inputs.insert("paper".into(), Value::Dict(fields));
    let desk = Desk { library: LazyHash::new(Library::builder().with_inputs(inputs).build()), main };
    let document =
        typst::compile::<PagedDocument>(&desk).output.map_err(|found| PaperError::Layout(reason(&found)))?;
    typst_pdf::pdf(&document, options).map_err(|found| PaperError::Export(reason(&found)))
}

/// The first message, up to where it would quote text of the paper.
fn reason(found: &[SourceDiagnostic]) -> String {
    let message = found.first().map_or("no reason given", |first| first.message.as_str());
    message.split('`').next().unwrap_or_default().trim().to_owned()
}
