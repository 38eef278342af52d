//! By what way one adult may be sent notices: their contact details say which way is safe, and they themselves have to
//! have said so of this very address (R26).

use super::{adult, outbox, settings};
use crate::{
    family::{self, Adult, Family, contact::Contact, people},
    intake::SafeChannel,
    premises,
    schema::{notice_setting, party, party_contact, safe_way},
    words::Words,
};
use base::{AccountId, FamilyId, Moment, Name, PartyId, WallClock};
use diesel::prelude::*;
use host::{Problem, Recorded, Tx, WriteTx, among, seal::Sealed};
use policy::{SeeNotices, WriteContacts};
use rules::notice::{Decision, Hours, NoticeChannel, Way, Wishes, decide, forbidden_in, refused};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// The longest code word.
const LONGEST_WORD: usize = 24;

/// Writes down that an adult said today by what way notices may reach them: the safe way of their contact details.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewSafeWay {
    /// From when in the day notices may come, by London's clocks; 08:00 when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<WallClock>,
    /// Until when in the day; 20:00 when left out. Earlier than the first: over midnight.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<WallClock>,
    /// A word of theirs that every notice begins with, so that they know that it is real.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code_word: Option<Name>,
    /// The tag of the language that notices are written in; `en-GB` when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Name>,
    /// How often their contact details had been changed when you read the way of which they said it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<i32>,
}

/// By what way one adult may be sent notices. For those who lead the work.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OwnWay {
    /// By what way; none where notices are not a safe way.
    pub channel: Option<NoticeChannel>,
    /// The address or number that notices go to.
    pub to: Option<String>,
    /// When it is safe, in their own words.
    pub when_it_is_safe: Option<String>,
    /// From when in the day.
    pub from: WallClock,
    /// Until when in the day.
    pub until: WallClock,
    /// The word that every notice begins with.
    pub code_word: Option<String>,
    /// The tag of the language that notices are written in.
    pub language: String,
    /// When they last said that this way is safe; none where they have not of this one.
    pub confirmed_at: Option<Moment>,
    /// Whether they changed it from their own place, to an address that staff have not spoken of with them yet.
    pub is_held: bool,
    /// How often their contact details have been changed, if they were; nothing where one reads one's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<i32>,
    /// Since when what is sent that way comes back.
    pub failing_since: Option<Moment>,
    /// Why a notice would not go now, if it would not.
    pub because: Option<rules::notice::Because>,
    /// When one would go at the earliest, where it waits for their hours.
    pub not_before: Option<Moment>,
}

/// What an adult said, as it is kept: of which way with which address, so that it counts for no other.
#[derive(Clone, Debug, Deserialize, Serialize)]
struct Said {
    channel: NoticeChannel,
    to: String,
    from: WallClock,
    until: WallClock,
    code_word: Option<String>,
    #[serde(default)]
    language: Option<String>,
    /// Whether it waits until staff have spoken with them: the address is new, and nobody but they said it. Without that,
    /// one adult could have us write to the other.
    #[serde(default)]
    held: bool,
}

/// How one adult can be reached.
#[derive(Clone, Debug)]
pub(super) struct Reach {
    pub(super) wishes: Wishes,
    pub(super) to: Option<String>,
    pub(super) code_word: Option<String>,
    /// The language they want notices in.
    pub(super) words: Words,
    pub(super) failing_since: Option<Moment>,
    is_held: bool,
    when_it_is_safe: Option<String>,
}

/// The way of some contact details, and where it leads.
fn way_of(contact: &Contact) -> (Way, Option<String>) {
    let by = |channel, to: &Option<Name>| match to {
        Some(to) => (Way::Notice(channel), Some(to.to_string())),
        None => (Way::Unknown, None),
    };
    match contact.safe_channel {
        None => (Way::Unknown, None),
        Some(SafeChannel::DoNotContact) => (Way::Never, None),
        Some(SafeChannel::Telephone) => (Way::Voice, None),
        Some(SafeChannel::Text) => by(NoticeChannel::Text, &contact.telephone),
        Some(SafeChannel::Email) => by(NoticeChannel::Email, &contact.email),
    }
}

impl Reach {
    /// Of somebody who is nobody's adult, by the way that they chose themselves for what they are sent.
    pub(super) fn of_caller(channel: NoticeChannel, to: String, words: Words, now: Moment) -> Self {
        let wishes = Wishes {
            way: Way::Notice(channel),
            confirmed: Some(now),
            is_failing: false,
            hours: Hours::usual(),
            has_sign_in: true,
        };
        let (code_word, when_it_is_safe) = (None, None);
        Self { wishes, to: Some(to), code_word, words, failing_since: None, is_held: false, when_it_is_safe }
    }

    fn of(contact: &Contact, said: Option<(Said, Moment, Option<Moment>)>, has_sign_in: bool) -> Self {
        let (way, to) = way_of(contact);
        let said = said
            .filter(|(said, ..)| way == Way::Notice(said.channel) && to.as_deref() == Some(said.to.as_str()));
        let hours = said.as_ref().and_then(|(said, ..)| Hours::new(said.from, said.until).ok());
        let failing_since = said.as_ref().and_then(|(_, _, failing)| *failing);
        let is_held = said.as_ref().is_some_and(|(said, ..)| said.held);
        let wishes = Wishes {
            way,
            confirmed: said.as_ref().filter(|_| !is_held).map(|(_, at, _)| *at),
            is_failing: failing_since.is_some(),
            hours: hours.unwrap_or_else(Hours::usual),
            has_sign_in,
        };
        let (code_word, language) =
            said.map(|(said, ..)| (said.code_word, said.language)).unwrap_or_default();
        let words = language.map_or_else(Words::english, |tag| Words::in_language(&tag));
        let when_it_is_safe = contact.when_it_is_safe.as_ref().map(ToString::to_string);
        Self { wishes, to, code_word, words, failing_since, is_held, when_it_is_safe }
    }
}

/// How some adults can be reached, in two statements.
pub(super) fn reaches(
    tx: &mut Tx<'_>,
    whom: &[(PartyId, bool)],
) -> Result<BTreeMap<PartyId, Reach>, Problem> {
    let ids: Vec<PartyId> = whom.iter().map(|(id, _)| *id).collect();
    let contacts: Vec<(PartyId, Sealed)> = party_contact::table
        .filter(party_contact::centre.eq(tx.centre()).and(among(party_contact::party, ids.clone())))
        .select((party_contact::party, party_contact::document))
        .load(tx.db())?;
    type Row = (PartyId, Sealed, Moment, Option<Moment>);
    let said: Vec<Row> = safe_way::table
        .filter(safe_way::centre.eq(tx.centre()).and(among(safe_way::party, ids)))
        .select((safe_way::party, safe_way::document, safe_way::confirmed_at, safe_way::failing_since))
        .load(tx.db())?;
    whom.iter()
        .map(|(id, has_sign_in)| {
            let contact = contacts.iter().find(|(of, _)| of == id);
            let contact =
                contact.map(|(_, sealed)| tx.open::<Contact>(sealed)).transpose()?.unwrap_or_default();
            let said = said.iter().find(|(of, ..)| of == id);
            let said = said
                .map(|(_, sealed, at, failing)| Ok::<_, Problem>((tx.open::<Said>(sealed)?, *at, *failing)))
                .transpose()?;
            Ok((*id, Reach::of(&contact, said, *has_sign_in)))
        })
        .collect()
}

/// How one adult can be reached.
pub(super) fn reach(tx: &mut Tx<'_>, id: PartyId, has_sign_in: bool) -> Result<Reach, Problem> {
    reaches(tx, &[(id, has_sign_in)])?.remove(&id).ok_or(Problem::NotFound)
}

/// By what way one adult may be sent notices, and whether one would go now.
pub fn own_way(tx: &mut Tx<'_>, (family, party): (FamilyId, PartyId)) -> Result<OwnWay, Problem> {
    let family = family::family(tx, family)?;
    tx.ask::<SeeNotices>(&family.held_by(party))?;
    let has_sign_in = adult(&family, party)?.account.is_some();
    let reach = reach(tx, party, has_sign_in)?;
    let days = settings::setting(tx)?.recheck_days;
    told_to_staff(tx, party, reach, days)
}

/// The same with how often their contact details have been changed: whoever writes down what they said says which they
/// read.
pub(super) fn told_to_staff(
    tx: &mut Tx<'_>,
    party: PartyId,
    reach: Reach,
    days: i32,
) -> Result<OwnWay, Problem> {
    let version = Some(people::version(tx, party)?).filter(|version| *version > 0);
    Ok(OwnWay { version, ..told(reach, days, tx.now) })
}

fn told(reach: Reach, counts_for_days: i32, now: Moment) -> OwnWay {
    let (because, not_before) = match decide(&reach.wishes, i64::from(counts_for_days), now) {
        Decision::Now(_) => (None, None),
        Decision::NotBefore(then) => (None, Some(then)),
        Decision::Not(because) => (Some(because), None),
    };
    let channel = match reach.wishes.way {
        Way::Notice(channel) => Some(channel),
        _ => None,
    };
    OwnWay {
        channel,
        to: reach.to,
        when_it_is_safe: reach.when_it_is_safe,
        from: reach.wishes.hours.from(),
        until: reach.wishes.hours.until(),
        code_word: reach.code_word,
        language: reach.words.tag().to_owned(),
        confirmed_at: reach.wishes.confirmed,
        is_held: reach.is_held,
        version: None,
        failing_since: reach.failing_since,
        because,
        not_before,
    }
}

/// Writes down what an adult said today: that the safe way of their contact details is safe for notices, in which
/// hours, and with which word. What waited for it is looked at at once.
pub fn confirm(
    tx: &mut WriteTx<'_>,
    (family, party): (FamilyId, PartyId),
    new: NewSafeWay,
) -> Result<Recorded<OwnWay>, Problem> {
    let family = family::family(tx, family)?;
    let permit = tx.ask::<WriteContacts>(&family.held_by(party))?;
    let whose = adult(&family, party)?.clone();
    let read = new.version;
    said_to_be_safe(tx, (&family, &whose), new, By::Staff)?;
    // What they said today, they said of the way that was read to them.
    people::as_they_were_read(tx, party, read)?;
    let own = own_way(tx, (family.id, party))?;
    tx.record(&permit, Some(family.id), "An adult confirmed by what way notices may reach them", own)
}

/// Who writes down by what way somebody may be reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum By {
    /// Staff, who spoke with them.
    Staff,
    /// They themselves, from their own place.
    Themselves {
        /// Whether nothing goes there until staff have spoken with them.
        held: bool,
    },
}

/// One word of letters of one kind of writing: what only looks like another letter makes a word that we could not tell
/// from one we never send, and a number or a postcode is somebody's.
fn is_one_word(word: &str) -> bool {
    let is_latin = |c: char| c.is_ascii_alphabetic() || ('\u{c0}'..='\u{24f}').contains(&c);
    word.chars().all(char::is_alphabetic) && (word.chars().all(is_latin) || !word.chars().any(is_latin))
}

/// The address by which somebody was to be reached until now, with whether staff spoke of it with them: nothing where
/// they have said of none that it is safe.
pub(crate) fn said_before(tx: &mut Tx<'_>, party: PartyId) -> Result<Option<(String, bool)>, Problem> {
    let said: Option<Sealed> = safe_way::table
        .filter(safe_way::party.eq(party).and(safe_way::centre.eq(tx.centre())))
        .select(safe_way::document)
        .first(tx.db())
        .optional()?;
    let said = said.map(|sealed| tx.open::<Said>(&sealed)).transpose()?;
    Ok(said.map(|said| (said.to, !said.held)))
}

/// Keeps what an adult said: of the way that stands in their contact details now. The caller holds the permit, and has
/// kept those details.
pub(crate) fn said_to_be_safe(
    tx: &mut WriteTx<'_>,
    (family, adult): (&Family, &Adult),
    new: NewSafeWay,
    by: By,
) -> Result<(), Problem> {
    let (party, has_sign_in) = (adult.id, adult.account.is_some());
    let usual = Hours::usual();
    let (from, until) = (new.from.unwrap_or(usual.from()), new.until.unwrap_or(usual.until()));
    let mut faults = base::Faults::none();
    faults.require(
        Hours::new(from, until).is_ok(),
        "/until",
        "Give at least an hour in which notices may come",
    );
    if let Some(word) = &new.code_word {
        // From their own place, a word is judged by what they know anyway: a refusal tells nobody a name of the other
        // side (R25). Staff read it before anything is sent.
        let known = |one: &&Adult| by == By::Staff || one.side == adult.side;
        let names = family.adults.iter().filter(known).map(|one| one.name.clone());
        let children = family.children.iter().map(|child| child.name.clone());
        let names: Vec<String> = names.chain(children).chain(premises::names(tx)?).collect();
        let names = names.iter().map(String::as_str);
        let word = word.as_str();
        faults.require(
            word.chars().count() <= LONGEST_WORD && is_one_word(word),
            "/code_word",
            "Use one word of letters, at most 24 of them",
        );
        if let Some(found) = forbidden_in(word, names) {
            faults.add(
                "/code_word",
                format!(
                    "Choose another word: whoever sees “{found}” could guess whom the notice is from or about"
                ),
            );
        }
    }
    let is_spoken = new.language.as_ref().is_none_or(|tag| Words::speak(tag.as_str()));
    faults.require(is_spoken, "/language", "Choose one of the languages of the list");
    faults.none_or_err()?;
    let known = reach(tx, party, has_sign_in)?;
    let (Way::Notice(channel), Some(to)) = (known.wishes.way, known.to) else {
        let because = match known.wishes.way {
            Way::Never => rules::notice::Because::DoNotContact,
            Way::Voice => rules::notice::Because::ByVoice,
            _ => rules::notice::Because::NoWay,
        };
        return Err(refused(because).into());
    };
    let text = |name: Option<Name>| name.map(|name| name.to_string());
    let (code_word, language) = (text(new.code_word), text(new.language));
    let said =
        Said { channel, to, from, until, code_word, language, held: by == By::Themselves { held: true } };
    keep(tx, (family.id, party), &said)?;
    outbox::look_again(tx, Some(party))
}

/// What waits for somebody is looked at at once: how they are reached has changed.
pub(crate) fn look_again(tx: &mut WriteTx<'_>, party: PartyId) -> Result<(), Problem> {
    outbox::look_again(tx, Some(party))
}

/// By what way an adult may be sent notices, for themselves. The caller has asked whether it may be seen.
pub(crate) fn way_of_adult(tx: &mut Tx<'_>, adult: &Adult) -> Result<OwnWay, Problem> {
    let reach = reach(tx, adult.id, adult.account.is_some())?;
    let days = settings::setting(tx)?.recheck_days;
    Ok(told(reach, days, tx.now))
}

fn keep(tx: &mut WriteTx<'_>, (family, party): (FamilyId, PartyId), said: &Said) -> Result<(), Problem> {
    let (centre, now, document) = (tx.centre(), tx.now, tx.seal(family, said)?);
    let account: AccountId = tx.actor.account.ok_or(Problem::SignInNeeded)?;
    let changed =
        diesel::update(safe_way::table.filter(safe_way::party.eq(party).and(safe_way::centre.eq(centre))))
            .set((
                safe_way::document.eq(&document),
                safe_way::confirmed_at.eq(now),
                safe_way::account.eq(account),
                safe_way::failing_since.eq(None::<Moment>),
            ))
            .execute(tx.db())?;
    if changed == 0 {
        diesel::insert_into(safe_way::table)
            .values((
                safe_way::party.eq(party),
                safe_way::centre.eq(centre),
                safe_way::document.eq(&document),
                safe_way::confirmed_at.eq(now),
                safe_way::account.eq(account),
            ))
            .execute(tx.db())?;
    }
    Ok(())
}

/// What is sent to somebody comes back: nothing more goes that way until they have been asked.
pub(super) fn fails(tx: &mut WriteTx<'_>, party: PartyId) -> Result<(), Problem> {
    let (centre, now) = (tx.centre(), tx.now);
    diesel::update(safe_way::table.filter(safe_way::party.eq(party).and(safe_way::centre.eq(centre))))
        .set(safe_way::failing_since.eq(now))
        .execute(tx.db())?;
    Ok(())
}

/// What to ask an adult the next time somebody speaks with them, if their way has to be asked about: without the way
/// itself, for a page that does not show contact details. The caller has asked whether this adult may be seen.
pub(crate) fn ask_again(tx: &mut Tx<'_>, id: PartyId) -> Result<Option<String>, Problem> {
    type Row = (Option<AccountId>, Option<Moment>, Option<Moment>, Option<i32>, Option<Sealed>);
    let (account, confirmed, failing, days, said): Row = party::table
        .left_join(safe_way::table.on(safe_way::party.eq(party::id)))
        .left_join(notice_setting::table.on(notice_setting::centre.eq(party::centre)))
        .filter(party::id.eq(id).and(party::centre.eq(tx.centre())))
        .select((
            party::account,
            safe_way::confirmed_at.nullable(),
            safe_way::failing_since.nullable(),
            notice_setting::recheck_days.nullable(),
            safe_way::document.nullable(),
        ))
        .first(tx.db())?;
    if account.is_none() {
        return Ok(None);
    }
    if said.map(|said| tx.open::<Said>(&said)).transpose()?.is_some_and(|said| said.held) {
        let words = "They gave us a new number or address for notices. Ask them before anything goes there, and say so \
                     on the page of notices to them.";
        return Ok(Some(words.to_owned()));
    }
    let days = i64::from(days.unwrap_or(settings::Setting::default().recheck_days));
    Ok(match (confirmed, failing) {
        (None, _) => {
            Some("They have not told us by what way a notice may reach them. Ask when you speak.".to_owned())
        }
        (_, Some(since)) => Some(format!(
            "What we sent them has come back since {}. Ask for another way when you speak.",
            since.day().words()
        )),
        (Some(at), None) if tx.now.day() > at.day().plus_days(days) => Some(format!(
            "They last told us on {} by what way a notice may reach them. Ask again when you speak.",
            at.day().words()
        )),
        _ => None,
    })
}
