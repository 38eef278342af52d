//! What an applicant does with their own application. Nothing here reads another's (R25).

use super::{
    ApplicationInput, ApplicationState, Begun, Own,
    complete::{missing, wrong},
    store,
};
use crate::{intake::referral::Missing, words::Words};
use base::{ApplicationId, Faults};
use host::{Problem, Recorded, Tx, WriteTx, audit::sha256};
use policy::{Apply, Subject, WriteApplication};
use rules::Refusal;

/// How many letters a code has: 73 bits, so that guessing is hopeless and so is trying out every code
/// against a stolen hash.
const CODE_LENGTH: usize = 16;

/// The hash of a code, however its letters are grouped or cased.
fn hash_of(code: &str) -> String {
    let plain: String =
        code.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect();
    sha256(plain.as_bytes())
}

fn in_fours(code: &str) -> String {
    let letters: Vec<char> = code.chars().collect();
    letters.chunks(4).map(|four| four.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

/// Begins an application. The code is answered here and nowhere else; only its hash is kept.
pub fn begin(tx: &mut WriteTx<'_>, input: ApplicationInput) -> Result<Recorded<Begun>, Problem> {
    let permit = tx.ask::<Apply>(&Subject::of_centre(tx.centre(), tx.centre()))?;
    refuse_wrong(tx, &input)?;
    let code = in_fours(&tx.ids().reference(CODE_LENGTH));
    let id = store::application_insert(tx, &permit, &hash_of(&code), &input)?;
    let missing = what_is_missing(&input, Words::english());
    tx.record(&permit, None, "A parent began an application", Begun { id, code, missing })
}

/// The application that a code opens. A code nobody has and one of another centre look alike.
pub fn by_code(tx: &mut Tx<'_>, code: &str) -> Result<Option<ApplicationId>, Problem> {
    store::by_hash(tx, &hash_of(code))
}

/// The application that a code opens, if it is this one.
pub(super) fn opened(tx: &mut Tx<'_>, id: ApplicationId, code: &str) -> Result<(), Problem> {
    if by_code(tx, code)? == Some(id) { Ok(()) } else { Err(Problem::NotFound) }
}

/// One's own application. The caller has shown the code.
pub fn own(tx: &mut Tx<'_>, id: ApplicationId) -> Result<Own, Problem> {
    let stored = store::application(tx, id)?;
    tx.ask::<WriteApplication>(&Subject::of_centre(id, stored.centre))?;
    let contact = store::contact(tx, id)?;
    let document = ApplicationInput { contact, ..stored.document };
    let missing =
        if stored.submitted.is_some() { Vec::new() } else { what_is_missing(&document, Words::english()) };
    Ok(Own { id, sent: stored.submitted, document, missing })
}

/// Replaces what one's own draft says. The caller has shown the code.
pub fn save(
    tx: &mut WriteTx<'_>,
    id: ApplicationId,
    input: ApplicationInput,
) -> Result<Recorded<Own>, Problem> {
    let stored = store::application(tx, id)?;
    let permit = tx.ask::<WriteApplication>(&Subject::of_centre(id, stored.centre))?;
    only_a_draft(stored.state)?;
    refuse_wrong(tx, &input)?;
    store::document_replace(tx, &permit, &input)?;
    let own = own(tx, id)?;
    tx.record(&permit, None, "A parent wrote in an application", own)
}

/// Sends one's own complete draft. The caller has shown the code.
pub fn send(tx: &mut WriteTx<'_>, id: ApplicationId) -> Result<Recorded<Own>, Problem> {
    let stored = store::application(tx, id)?;
    let permit = tx.ask::<WriteApplication>(&Subject::of_centre(id, stored.centre))?;
    only_a_draft(stored.state)?;
    let whole = own(tx, id)?.document;
    let mut faults = Faults::none();
    wrong(&whole, tx.now.day(), &mut faults);
    missing(&whole, Words::english(), &mut faults);
    faults.none_or_err()?;
    store::mark_sent(tx, &permit)?;
    let own = own(tx, id)?;
    tx.record(&permit, None, "A parent sent an application", own)
}

/// One refusal for what was sent and for what has been joined since: the two must look alike.
fn only_a_draft(state: ApplicationState) -> Result<(), Problem> {
    if state == ApplicationState::Draft {
        return Ok(());
    }
    Err(Refusal::because(
        "application-sent",
        "This application has been sent.",
        "Tell the centre what has changed, in the way that is safe for you.",
    )
    .into())
}

fn refuse_wrong(tx: &Tx<'_>, input: &ApplicationInput) -> Result<(), Problem> {
    let mut faults = Faults::none();
    wrong(input, tx.now.day(), &mut faults);
    Ok(faults.none_or_err()?)
}

/// What is missing before an application can be sent.
pub(super) fn what_is_missing(whole: &ApplicationInput, words: Words) -> Vec<Missing> {
    let mut faults = Faults::none();
    missing(whole, words, &mut faults);
    let missing =
        |fault: &base::Fault| Missing { pointer: fault.pointer.clone(), remedy: fault.message.clone() };
    faults.list().iter().map(missing).collect()
}
