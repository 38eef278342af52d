//! Sealing a bundle, sending it, and letting it go.

use super::{
    Approval, PassageState, RequestState, SealedNow, Sending, SubjectRequest,
    bundle::{Bundle, drawing_file, made},
    request::done,
    review::{gated, reader},
    store,
};
use age::secrecy::SecretString;
use base::SubjectRequestId;
use base64::{Engine, engine::general_purpose::STANDARD};
use host::{Problem, Recorded, Tx, WriteTx, audit::sha256};
use policy::{ApproveDisclosure, ForgetBundles, SendDisclosure, Subject};
use rules::Refusal;
use serde::Serialize;
use std::io::{Cursor, Write};
use utoipa::ToSchema;
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

/// A sealed bundle as a file.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SealedBundle {
    /// What to call it. Says nothing of whom it is about.
    pub filename: String,
    /// What it is.
    pub media_type: String,
    /// The SHA-256 of its bytes.
    pub sha256: String,
    /// Its bytes, in base64.
    pub content: String,
}

/// How hard a guess at a passphrase is made, as a power of two. The passphrase is drawn at random and has over a
/// hundred bits, so that nobody guesses it however fast they can try.
const WORK: u8 = 15;

/// How many letters a passphrase has, in groups of four.
const LETTERS: usize = 28;

/// Puts a paper, its data and what was drawn into one archive and seals it with a passphrase.
fn seal(bundle: &Bundle, passphrase: &str) -> Result<Vec<u8>, Problem> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    // Without compression: how well a text compresses tells something of it.
    let plain = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let written = [("your-data.pdf", bundle.pdf.as_slice()), ("your-data.json", bundle.json.as_bytes())];
    let drawn = (1..).zip(&bundle.drawings).map(|(number, svg)| (drawing_file(number), svg.as_bytes()));
    for (name, bytes) in written.map(|(name, bytes)| (name.to_owned(), bytes)).into_iter().chain(drawn) {
        archive.start_file(name, plain).map_err(Problem::broken)?;
        archive.write_all(bytes).map_err(Problem::broken)?;
    }
    let archive = archive.finish().map_err(Problem::broken)?.into_inner();
    let mut recipient = age::scrypt::Recipient::new(SecretString::from(passphrase.to_owned()));
    recipient.set_work_factor(WORK);
    let seal = age::Encryptor::with_recipients(std::iter::once(&recipient as &dyn age::Recipient))
        .map_err(Problem::broken)?;
    let mut sealed = Vec::new();
    let mut writer = seal.wrap_output(&mut sealed).map_err(Problem::broken)?;
    writer.write_all(&archive).map_err(Problem::broken)?;
    writer.finish().map_err(Problem::broken)?;
    Ok(sealed)
}

fn in_fours(letters: &str) -> String {
    let letters: Vec<char> = letters.chars().collect();
    letters.chunks(4).map(|four| four.iter().collect::<String>()).collect::<Vec<_>>().join("-")
}

/// Approves and seals what somebody else reviewed, or gives it back.
pub fn approve(
    tx: &mut WriteTx<'_>,
    id: SubjectRequestId,
    approval: Approval,
) -> Result<Recorded<SealedNow>, Problem> {
    let row = store::request(tx, id)?;
    let permit = tx.ask::<ApproveDisclosure>(&row.subject())?;
    if row.state != RequestState::Proposed {
        return Err(Refusal::because(
            "not-proposed",
            "This bundle does not wait for approval.",
            "Its reviewer hands it on first.",
        )
        .into());
    }
    if !approval.seal {
        store::state(tx, &permit, RequestState::Reviewing, None)?;
        return Ok(done(tx, &permit, "A bundle was given back to its reviewer")?
            .map(|request| SealedNow { request, passphrase: None }));
    }
    let me = tx.actor.account;
    if row.reviewer == me || store::decided_by(tx, id, me)? {
        return Err(Refusal::because(
            "same-person",
            "Whoever reviewed a bundle does not approve it.",
            "Ask a colleague who has not decided any of its passages.",
        )
        .into());
    }
    let reader = reader(tx, &row)?;
    let passages = store::passages(tx, id)?;
    // Judged anew, by what is known now: an address may have been recorded since.
    for passage in passages.iter().filter(|one| one.state == PassageState::Given) {
        gated(&reader, passage)?;
    }
    let reference = format!("SA-{}", tx.ids().reference(6));
    let asked_by = row.asked_by(tx)?;
    let made = made(tx, &reader, (&asked_by, &reference), &passages)?;
    let passphrase = in_fours(&tx.ids().reference(LETTERS));
    let sealed = seal(&made, &passphrase)?;
    store::seal(tx, &permit, &sealed, &sha256(&sealed))?;
    Ok(done(tx, &permit, "A bundle was approved and sealed")?
        .map(|request| SealedNow { request, passphrase: Some(passphrase) }))
}

/// The sealed bundle, while it is here.
pub fn sealed(tx: &mut Tx<'_>, id: SubjectRequestId) -> Result<SealedBundle, Problem> {
    let (filename, bytes) = bytes(tx, id)?;
    Ok(SealedBundle {
        filename,
        media_type: "application/octet-stream".to_owned(),
        sha256: sha256(&bytes),
        content: STANDARD.encode(&bytes),
    })
}

/// A neutral name, and the bytes.
pub(super) fn bytes(tx: &mut Tx<'_>, id: SubjectRequestId) -> Result<(String, Vec<u8>), Problem> {
    let row = store::request(tx, id)?;
    tx.ask::<SendDisclosure>(&row.subject())?;
    let bytes = store::bytes(tx, id)?.ok_or(Problem::NotFound)?;
    Ok(("sealed.zip.age".to_owned(), bytes))
}

/// Records how a sealed bundle was given to the person.
pub fn send(
    tx: &mut WriteTx<'_>,
    id: SubjectRequestId,
    sending: Sending,
) -> Result<Recorded<SubjectRequest>, Problem> {
    let row = store::request(tx, id)?;
    let permit = tx.ask::<SendDisclosure>(&row.subject())?;
    if row.state != RequestState::Sealed {
        return Err(Refusal::because(
            "not-sealed",
            "There is no sealed bundle that waits to be sent.",
            "A second person approves and seals it first.",
        )
        .into());
    }
    store::sent(tx, &permit, sending.words.as_str())?;
    done(tx, &permit, "A sealed bundle was sent")
}

/// Lets go of sealed bundles whose thirty days are over. Answers how many.
pub fn forget(house: &host::House) -> Result<usize, Problem> {
    let centre = house.centre();
    let program = policy::Actor::program(centre);
    if house.database().read_blocking(&program, store::bundles_over)? == 0 {
        return Ok(0);
    }
    house.database().write_blocking(&program, |tx| {
        let permit = tx.ask::<ForgetBundles>(&Subject::of_centre(centre, centre))?;
        let gone = store::bundles_forget(tx, &permit)?;
        tx.record(&permit, None, &format!("Sealed bundles whose time is over: {gone}"), gone)
    })
}
