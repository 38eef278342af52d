//! Taking an e-mail in, once: as an enquiry, or with the enquiry that it goes on from.

use super::read::{Letter, Read, read, with_room};
use crate::{
    intake::{
        SafeChannel,
        enquiry::{Channel, EnquiryTold, add_letter, keep, stored},
    },
    notice::{self, Returned},
    schema::mail_mark,
};
use base::{EnquiryId, Minutes, Name, Prose};
use diesel::prelude::*;
use host::{House, Problem, Recorded, Tx, WriteTx, among, audit::sha256};
use policy::{Actor, Permit, Subject, TakeMail};

/// For so long it is known again that something was taken which made no enquiry.
const REMEMBERED: Minutes = Minutes(90 * 24 * 60);

/// Where an e-mail lies in the centre's mailbox.
#[derive(Clone, Debug)]
pub struct Place {
    /// The mailbox.
    pub mailbox: String,
    /// Which numbering its numbers are of.
    pub validity: u32,
    /// Its number there.
    pub number: u32,
}

impl Place {
    /// By what it is known again.
    #[must_use]
    pub fn mark(&self) -> String {
        format!(
            "place:{}",
            sha256(format!("{}\n{}\n{}", self.mailbox, self.validity, self.number).as_bytes())
        )
    }
}

/// What became of an e-mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    /// It is a new enquiry.
    Enquiry,
    /// It was added to the enquiry that it goes on from.
    Added,
    /// It was taken before.
    Before,
    /// It said that a notice of ours did not arrive.
    Bounce,
    /// A program or a list sent it, or it is no e-mail: it makes no enquiry.
    Nothing,
}

/// Takes an e-mail in. However often the same one comes, and wherever the program is killed, it is taken once: by what
/// it is known again is written in the transaction that writes the enquiry.
pub fn take(house: &House, bytes: &[u8], place: Option<&Place>) -> Result<Taken, Problem> {
    let bounced = match with_room(|| notice::returned(bytes)) {
        // Said twice it changes nothing, so it need not be in the transaction below.
        Some(Returned::Back(id)) => notice::came_back(house, id)?,
        Some(Returned::NotYet | Returned::Other) | None => false,
    };
    let read = read(bytes);
    let program = Actor::program(house.centre());
    house.database().write_blocking(&program, |tx| keep_once(tx, &read, place, bounced))
}

fn keep_once(
    tx: &mut WriteTx<'_>,
    read: &Read,
    place: Option<&Place>,
    bounced: bool,
) -> Result<Recorded<Taken>, Problem> {
    let permit = tx.ask::<TakeMail>(&Subject::of_centre(tx.centre(), tx.centre()))?;
    let mut marks: Vec<String> = place.map(Place::mark).into_iter().collect();
    if let Read::Letter(letter) = read {
        marks.push(format!("words:{}", letter.content));
    }
    forget(tx)?;
    let known = known(tx, &marks)?;
    if !known.is_empty() {
        mark(tx, None, marks.iter().filter(|mark| !known.contains(mark)))?;
        return tx.record(&permit, None, "An e-mail that was taken before came again", Taken::Before);
    }
    let (taken, enquiry) = match read {
        Read::Letter(letter) => kept(tx, &permit, letter)?,
        Read::ByItself | Read::Nothing if bounced => (Taken::Bounce, None),
        Read::ByItself | Read::Nothing => (Taken::Nothing, None),
    };
    mark(tx, enquiry, marks.iter())?;
    if let (Read::Letter(letter), Some(_)) = (read, enquiry)
        && let Some(own) = letter.own.as_ref().map(|own| format!("name:{own}"))
        && self::known(tx, std::slice::from_ref(&own))?.is_empty()
    {
        mark(tx, enquiry, std::iter::once(&own))?;
    }
    let summary = match taken {
        Taken::Enquiry => "An e-mail was taken in as an enquiry",
        Taken::Added => "An e-mail was added to its enquiry",
        _ => "An e-mail came that makes no enquiry",
    };
    tx.record(&permit, None, summary, taken)
}

fn kept(
    tx: &mut WriteTx<'_>,
    permit: &Permit<TakeMail>,
    letter: &Letter,
) -> Result<(Taken, Option<EnquiryId>), Problem> {
    if let Some(earlier) = goes_on_from(tx, letter)? {
        add_letter(tx, permit, earlier, &letter.told)?;
        return Ok((Taken::Added, Some(earlier)));
    }
    let told = &letter.told;
    let words = if told.words.is_empty() { &told.subject } else { &told.words };
    let most: String = words.chars().take(Prose::MOST).collect();
    // That they wrote from an address says neither that it is theirs nor that an answer to it is safe (R26).
    let of = EnquiryTold {
        channel: Some(Channel::Email),
        name: Name::new(&letter.name).ok(),
        question: Prose::new(&most).ok(),
        reach_me_at: Name::new(&told.from).ok(),
        ..EnquiryTold::default()
    };
    let id = keep(tx, permit, Channel::Email, &of)?;
    add_letter(tx, permit, id, told)?;
    Ok((Taken::Enquiry, Some(id)))
}

/// The open enquiry by e-mail that this one answers, from the address that it came from.
fn goes_on_from(tx: &mut Tx<'_>, letter: &Letter) -> Result<Option<EnquiryId>, Problem> {
    if letter.answers.is_empty() {
        return Ok(None);
    }
    let names: Vec<String> = letter.answers.iter().map(|name| format!("name:{name}")).collect();
    let found: Vec<Option<EnquiryId>> = mail_mark::table
        .filter(mail_mark::centre.eq(tx.centre()).and(among(mail_mark::mark, names)))
        .order(mail_mark::at.desc())
        .select(mail_mark::enquiry)
        .load(tx.db())?;
    for id in found.into_iter().flatten().take(3) {
        let (enquiry, _) = stored(tx, id)?;
        let from = enquiry.asked.reach_me_at.as_ref().map(|at| at.as_str().to_lowercase());
        let by_mail = enquiry.channel == Channel::Email
            && enquiry.asked.safe_channel != Some(SafeChannel::DoNotContact);
        if by_mail && enquiry.outcome.is_none() && from == Some(letter.told.from.to_lowercase()) {
            return Ok(Some(id));
        }
    }
    Ok(None)
}

/// Which of these marks are known.
pub(super) fn known(tx: &mut Tx<'_>, marks: &[String]) -> Result<Vec<String>, Problem> {
    Ok(mail_mark::table
        .filter(mail_mark::centre.eq(tx.centre()).and(among(mail_mark::mark, marks.to_vec())))
        .select(mail_mark::mark)
        .load(tx.db())?)
}

fn mark<'m>(
    tx: &mut WriteTx<'_>,
    enquiry: Option<EnquiryId>,
    marks: impl Iterator<Item = &'m String>,
) -> Result<(), Problem> {
    for mark in marks {
        diesel::insert_into(mail_mark::table)
            .values((
                mail_mark::centre.eq(tx.centre()),
                mail_mark::mark.eq(mark),
                mail_mark::enquiry.eq(enquiry),
                mail_mark::at.eq(tx.now),
            ))
            .execute(tx.db())?;
    }
    Ok(())
}

/// Lets go of marks that belong to no enquiry and are old.
fn forget(tx: &mut WriteTx<'_>) -> Result<(), Problem> {
    let before = tx.now.plus(Minutes(-REMEMBERED.0));
    let old =
        mail_mark::centre.eq(tx.centre()).and(mail_mark::enquiry.is_null()).and(mail_mark::at.lt(before));
    diesel::delete(mail_mark::table.filter(old)).execute(tx.db())?;
    Ok(())
}
