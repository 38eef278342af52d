//! What the centre writes to an adult, who answers, and what needs no answer.

use super::{
    draft::{self, Draft},
    store,
    store::{Begun, Written},
    threads::{self, Thread},
};
use crate::{
    family::{self, Family},
    notice,
    schema::{staff, thread},
};
use base::{FamilyId, Moment, Name, PartyId, Prose, StaffId, ThreadId};
use diesel::prelude::*;
use host::{Problem, Recorded, Tx, WriteTx};
use policy::{Act, AnswerMessages, Permit, WriteToAdult};
use rules::{Refusal, notice::NoticeKind};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Writes to one adult about something new.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewThread {
    /// To which adult.
    pub party: PartyId,
    /// What it is about.
    pub subject: Name,
    /// What to say.
    pub words: Prose,
    /// Whether it is kept as a draft and not sent.
    #[serde(default)]
    pub keep: bool,
}

/// Answers an adult.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewAnswer {
    /// What to say.
    pub words: Prose,
    /// Whether it is kept as a draft and not sent.
    #[serde(default)]
    pub keep: bool,
}

/// Says who answers.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Assignment {
    /// Who; nobody when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub staff: Option<StaffId>,
}

/// Says that nothing in a thread needs an answer.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Settling {
    /// How it was settled, for example by telephone.
    pub why: Prose,
}

/// What goes to an adult holds nothing of the other side's protected facts (R25), and repeats nothing that
/// another adult wrote (R16).
pub(crate) fn may_go(
    tx: &mut Tx<'_>,
    family: &Family,
    party: PartyId,
    texts: &[&str],
) -> Result<(), Problem> {
    let adult = family.adult(party).ok_or(Problem::NotFound)?;
    let forbidden = family::forbidden_for(tx, family.id, adult.side)?;
    let others = store::written_by_others(tx, family, party)?;
    for text in texts {
        forbidden.check(text)?;
        rules::message::nothing_is_passed_on(text, others.iter().map(String::as_str))?;
    }
    Ok(())
}

/// Says something to the adult of a thread: it is kept, and a notice tells them that there is something to read. The
/// caller has asked whether it may go.
pub(super) fn say<A: Act>(
    tx: &mut WriteTx<'_>,
    permit: &Permit<A>,
    (family, party): (&Family, PartyId),
    (thread, waited_since): (ThreadId, Option<Moment>),
    words: &Prose,
) -> Result<(), Problem> {
    let written =
        Written { words: words.as_str(), is_urgent: false, waited_since, concern: false, from_adult: false };
    let message = store::message_insert(tx, permit, (family.id, thread), &written)?;
    if let Some(adult) = family.adult(party) {
        notice::tell(tx, (family, adult), NoticeKind::ToRead, message.as_str())?;
    }
    Ok(())
}

/// Writes to one adult about something new.
pub fn begin_with(
    tx: &mut WriteTx<'_>,
    of: FamilyId,
    new: NewThread,
) -> Result<Recorded<Option<Thread>>, Problem> {
    let family = family::family(tx, of)?;
    let permit = tx.ask::<WriteToAdult>(&family.held_by(new.party))?;
    let adult =
        family.adult(new.party).ok_or_else(|| Problem::field("/party", "Choose an adult of this family"))?;
    if adult.account.is_none() {
        return Err(Refusal::because(
            "no-sign-in",
            "This person has no sign-in, so they cannot read a message.",
            "Give them a sign-in, or reach them in the way they said is safe.",
        )
        .into());
    }
    let place = new.party.to_string();
    if new.keep {
        let draft = Draft { subject: Some(new.subject.to_string()), words: new.words };
        draft::keep(tx, (of, &place), Some(&draft))?;
        return tx.record(&permit, Some(of), "A draft of a message to an adult was kept", None);
    }
    may_go(tx, &family, new.party, &[new.subject.as_str(), new.words.as_str()])?;
    let id = store::thread_insert(tx, &permit, &Begun { party: new.party, subject: &new.subject })?;
    say(tx, &permit, (&family, new.party), (id, None), &new.words)?;
    draft::keep(tx, (of, &place), None)?;
    let row = store::thread(tx, id)?;
    let thread = threads::read(tx, row, &family)?;
    tx.record(&permit, Some(of), "The centre wrote to an adult", Some(thread))
}

/// Answers in a thread. What the adult wrote waits no longer.
pub fn answer(tx: &mut WriteTx<'_>, id: ThreadId, new: NewAnswer) -> Result<Recorded<Thread>, Problem> {
    let ((row, family), subject) = threads::stored(tx, id)?;
    let permit = tx.ask::<AnswerMessages>(&subject)?;
    let place = id.to_string();
    let said = if new.keep {
        draft::keep(tx, (family.id, &place), Some(&Draft { subject: None, words: new.words }))?;
        "A draft of an answer to an adult was kept"
    } else {
        may_go(tx, &family, row.party, &[new.words.as_str()])?;
        say(tx, &permit, (&family, row.party), (id, row.waiting_since), &new.words)?;
        draft::keep(tx, (family.id, &place), None)?;
        "The centre answered an adult"
    };
    let row = store::thread(tx, id)?;
    let thread = threads::read(tx, row, &family)?;
    tx.record(&permit, Some(family.id), said, thread)
}

/// Those who can be named to answer, by name.
pub(crate) fn who_answer(tx: &mut Tx<'_>) -> Result<Vec<(StaffId, String)>, Problem> {
    Ok(staff::table
        .filter(staff::centre.eq(tx.centre()))
        .filter(host::among(staff::role, ["coordinator".to_owned(), "safeguarding-lead".to_owned()]))
        .order((staff::name, staff::id))
        .select((staff::id, staff::name))
        .load(tx.db())?)
}

/// Says who answers.
pub fn assign(tx: &mut WriteTx<'_>, id: ThreadId, to: Assignment) -> Result<Recorded<Thread>, Problem> {
    let ((_, family), subject) = threads::stored(tx, id)?;
    let permit = tx.ask::<AnswerMessages>(&subject)?;
    if let Some(who) = to.staff
        && !who_answer(tx)?.iter().any(|(id, _)| *id == who)
    {
        return Err(Problem::field("/staff", "Choose a co-ordinator or a safeguarding lead of this centre"));
    }
    diesel::update(thread::table.filter(thread::id.eq(permit.id())))
        .set(thread::assigned.eq(to.staff))
        .execute(tx.db())?;
    let row = store::thread(tx, id)?;
    let thread = threads::read(tx, row, &family)?;
    tx.record(&permit, Some(family.id), "It was said who answers an adult", thread)
}

/// Says that nothing in a thread needs an answer any longer.
pub fn settle(tx: &mut WriteTx<'_>, id: ThreadId, how: Settling) -> Result<Recorded<Thread>, Problem> {
    let ((row, family), subject) = threads::stored(tx, id)?;
    let permit = tx.ask::<AnswerMessages>(&subject)?;
    if row.waiting_since.is_none() {
        return Err(Refusal::because(
            "nothing-waits",
            "Nothing in this thread waits for an answer.",
            "Write if there is something to say.",
        )
        .into());
    }
    let settled = tx.seal_text(family.id, how.why.as_str())?;
    diesel::update(thread::table.filter(thread::id.eq(permit.id())))
        .set((
            thread::waiting_since.eq(None::<Moment>),
            thread::is_urgent.eq(false),
            thread::settled.eq(Some(settled)),
        ))
        .execute(tx.db())?;
    let row = store::thread(tx, id)?;
    let thread = threads::read(tx, row, &family)?;
    tx.record(&permit, Some(family.id), "A message was settled without an answer", thread)
}
