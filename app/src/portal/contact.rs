//! How it is safe to reach oneself, as one sees and changes it (R26). It is one's own compartment: nobody else of the
//! family learns of it, nor that it was changed. Where one lives is not changed here.

use super::own_family;
use crate::{
    family::{
        self, Adult, Family,
        contact::{Contact, digits},
        people,
    },
    incident::{NewTask, task_insert_once},
    intake::{SafeChannel, helpline_numbers},
    notice::{self, NewSafeWay},
    premises,
    schema::contact_change,
};
use base::{FamilyId, Faults, Minutes, Moment, Name, PartyId, Prose, WallClock};
use diesel::{dsl::max, prelude::*};
use host::{Problem, Recorded, Tx, WriteTx, paging::All, seal::Sealed};
use policy::{Permit, SeeContacts, SeeOwnContact, WriteOwnContact};
use rules::Refusal;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// More changes than these are not listed; the newest are.
const MOST: i64 = 200;

/// How it is safe to reach oneself.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OwnContact {
    /// By what way, if one has said so.
    pub safe_channel: Option<SafeChannel>,
    /// The telephone number that the centre has.
    pub telephone: Option<String>,
    /// The e-mail address that the centre has.
    pub email: Option<String>,
    /// When it is safe, in one's own words.
    pub when_it_is_safe: Option<String>,
    /// From when in the day notices may come.
    pub from: WallClock,
    /// Until when.
    pub until: WallClock,
    /// The word that every notice begins with.
    pub code_word: Option<String>,
    /// The tag of the language that notices are written in.
    pub language: String,
    /// When one last said that this way is safe for notices.
    pub confirmed_at: Option<Moment>,
    /// Whether nothing goes there until somebody of the centre has spoken with one: the address is new.
    pub is_held: bool,
    /// Whether a notice would go that way, now or in the hours one chose.
    pub has_notices: bool,
}

/// Says how it is safe to reach oneself, from now on.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewOwnContact {
    /// How it is safe to reach you.
    pub safe_channel: SafeChannel,
    /// Your telephone number; what we have stays when this is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub telephone: Option<Name>,
    /// Your e-mail address; what we have stays when this is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<Name>,
    /// When it is safe, and any word to say first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when_it_is_safe: Option<Prose>,
    /// From when in the day notices may come; 08:00 when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<WallClock>,
    /// Until when in the day; 20:00 when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<WallClock>,
    /// A word of yours that every notice begins with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code_word: Option<Name>,
    /// The tag of the language that notices are written in; `en-GB` when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Name>,
}

/// That an adult changed themselves how they are reached, and to what. For those who lead the work.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ContactChange {
    /// When.
    pub at: Moment,
    /// What they said.
    pub said: NewOwnContact,
}

/// How it is safe to reach oneself.
pub fn own_contact(tx: &mut Tx<'_>) -> Result<OwnContact, Problem> {
    let (family, adult) = own_family(tx)?;
    tx.ask::<SeeOwnContact>(&family.held_by(adult.id))?;
    read(tx, &adult)
}

fn read(tx: &mut Tx<'_>, adult: &Adult) -> Result<OwnContact, Problem> {
    let contact = people::contact_of(tx, adult.id)?;
    let way = notice::way_of_adult(tx, adult)?;
    let text = |name: Option<Name>| name.map(|name| name.to_string());
    Ok(OwnContact {
        safe_channel: contact.safe_channel,
        telephone: text(contact.telephone),
        email: text(contact.email),
        when_it_is_safe: contact.when_it_is_safe.map(|words| words.to_string()),
        from: way.from,
        until: way.until,
        code_word: way.code_word,
        language: way.language,
        confirmed_at: way.confirmed_at,
        is_held: way.is_held,
        has_notices: way.channel.is_some() && way.because.is_none(),
    })
}

/// Says how it is safe to reach oneself. What waits to be sent goes by the new way or not at all.
pub fn say_contact(tx: &mut WriteTx<'_>, new: NewOwnContact) -> Result<Recorded<OwnContact>, Problem> {
    let (family, adult) = own_family(tx)?;
    let permit = tx.ask::<WriteOwnContact>(&family.held_by(adult.id))?;
    may_say_again(tx, adult.id)?;
    only_ones_own(tx, &new)?;
    let mut contact = people::contact_of(tx, adult.id)?;
    contact.safe_channel = Some(new.safe_channel);
    contact.when_it_is_safe.clone_from(&new.when_it_is_safe);
    contact.telephone = new.telephone.clone().or(contact.telephone);
    contact.email = new.email.clone().or(contact.email);
    let before = notice::said_before(tx, adult.id)?;
    people::contact_write_own(tx, &permit, adult.id, &contact)?;
    change_insert(tx, &permit, (&family, &adult), &new)?;
    let said = NewSafeWay {
        from: new.from,
        until: new.until,
        code_word: new.code_word,
        language: new.language,
        version: None,
    };
    match new.safe_channel {
        SafeChannel::Text | SafeChannel::Email => {
            let held = is_held(tx, &adult, (new.safe_channel, &contact), before.as_ref())?;
            notice::said_to_be_safe(tx, (&family, &adult), said, notice::By::Themselves { held })?;
            if held {
                somebody_asks(tx, &family, &adult)?;
            }
        }
        SafeChannel::Telephone | SafeChannel::DoNotContact => notice::look_again(tx, adult.id)?,
    }
    let own = read(tx, &adult)?;
    tx.record(&permit, Some(family.id), "An adult changed themselves how they are reached", own)
}

/// Whether notices wait until staff have spoken with an adult: of a number or an address that they alone have said is
/// theirs. It is so whosever it is, so that nobody learns by it that it is the other's (R25).
fn is_held(
    tx: &mut Tx<'_>,
    adult: &Adult,
    (channel, contact): (SafeChannel, &Contact),
    before: Option<&(String, bool)>,
) -> Result<bool, Problem> {
    let of_text = channel == SafeChannel::Text;
    let to = if of_text { &contact.telephone } else { &contact.email };
    let to = to.as_ref().map(ToString::to_string).unwrap_or_default();
    if before.is_some_and(|(known, was_spoken_of)| *known == to && *was_spoken_of) {
        return Ok(false);
    }
    let said = |change: &ContactChange| {
        let said = if of_text { &change.said.telephone } else { &change.said.email };
        said.as_ref().is_some_and(|said| said.as_str() == to)
    };
    Ok(changes(tx, adult.id, None)?.iter().any(said))
}

/// Within so long somebody speaks with an adult of a new address. Ours.
const SPOKEN_WITH_WITHIN: Minutes = Minutes(3 * 24 * 60);

fn somebody_asks(tx: &mut WriteTx<'_>, family: &Family, adult: &Adult) -> Result<(), Problem> {
    let words = format!(
        "Speak with {}: they gave us a new number or address for notices. Nothing goes there until you have asked them \
         and said so on the page of notices to them.",
        adult.name
    );
    let due = tx.now.plus(SPOKEN_WITH_WITHIN);
    let task =
        NewTask { family: family.id, review: None, visit: None, whom: "Co-ordinator", words: &words, due };
    task_insert_once(tx, &task)
}

/// So often an adult changes in a day how they are reached, and what they said before stays in staff's sight.
const MOST_A_DAY: i64 = 20;

fn may_say_again(tx: &mut Tx<'_>, party: PartyId) -> Result<(), Problem> {
    let today = Moment::start_of(tx.now.day());
    let said: i64 = contact_change::table
        .filter(contact_change::party.eq(party).and(contact_change::at.ge(today)))
        .count()
        .get_result(tx.db())?;
    if said < MOST_A_DAY {
        return Ok(());
    }
    Err(Refusal::because(
        "contact-enough-today",
        "You have changed this many times today.",
        "Ring us if it must change again today, or change it tomorrow.",
    )
    .into())
}

/// A number or an address of ours, or of a helpline, is nobody's own: what one adult says is theirs, nobody can write to
/// the other.
fn only_ones_own(tx: &mut Tx<'_>, new: &NewOwnContact) -> Result<(), Problem> {
    let ours = premises::letterhead(tx)?;
    let mut faults = Faults::none();
    people::can_be_used(new.telephone.as_ref(), new.email.as_ref(), &mut faults);
    if let Some(telephone) = new.telephone.as_ref().map(|telephone| digits(telephone.as_str())) {
        let is_whole = telephone.len() >= LEAST_DIGITS;
        faults.require(is_whole, "/telephone", "Enter the whole number, with its area code");
        let is_own = digits(&ours.telephone) != telephone
            && helpline_numbers().all(|known| digits(known) != telephone);
        faults.require(is_own, "/telephone", "Enter your own telephone number");
    }
    if let Some(email) = &new.email {
        let is_own = !email.as_str().eq_ignore_ascii_case(&ours.email);
        faults.require(is_own, "/email", "Enter your own e-mail address");
    }
    Ok(faults.none_or_err()?)
}

/// A British number has ten or eleven digits; shorter ones are parts of one, or of a time.
const LEAST_DIGITS: usize = 10;

fn change_insert(
    tx: &mut WriteTx<'_>,
    permit: &Permit<WriteOwnContact>,
    (family, adult): (&Family, &Adult),
    new: &NewOwnContact,
) -> Result<(), Problem> {
    let account = tx.actor.account.ok_or(Problem::SignInNeeded)?;
    let document = tx.seal(permit.id(), new)?;
    let last: Option<i32> = contact_change::table
        .filter(contact_change::party.eq(adult.id))
        .select(max(contact_change::number))
        .first(tx.db())?;
    diesel::insert_into(contact_change::table)
        .values((
            contact_change::party.eq(adult.id),
            contact_change::number.eq(last.unwrap_or(0) + 1),
            contact_change::centre.eq(tx.centre()),
            contact_change::family.eq(family.id),
            contact_change::document.eq(document),
            contact_change::account.eq(account),
            contact_change::at.eq(tx.now),
        ))
        .execute(tx.db())?;
    Ok(())
}

/// What an adult changed themselves of how they are reached, the newest first.
pub fn contact_changes(
    tx: &mut Tx<'_>,
    (family, party): (FamilyId, PartyId),
) -> Result<All<ContactChange>, Problem> {
    let family = family::family(tx, family)?;
    tx.ask::<SeeContacts>(&family.held_by(party))?;
    let adult = family.adult(party).ok_or(Problem::NotFound)?;
    changes_of(tx, adult.id).map(|items| All { items })
}

/// The same for whoever has been asked already.
pub(crate) fn changes_of(tx: &mut Tx<'_>, party: PartyId) -> Result<Vec<ContactChange>, Problem> {
    changes(tx, party, Some(MOST))
}

fn changes(tx: &mut Tx<'_>, party: PartyId, most: Option<i64>) -> Result<Vec<ContactChange>, Problem> {
    let query = contact_change::table
        .filter(contact_change::party.eq(party).and(contact_change::centre.eq(tx.centre())))
        .order(contact_change::number.desc())
        .limit(most.unwrap_or(i64::MAX))
        .select((contact_change::at, contact_change::document));
    let rows: Vec<(Moment, Sealed)> = query.load(tx.db())?;
    rows.into_iter().map(|(at, document)| Ok(ContactChange { at, said: tx.open(&document)? })).collect()
}
