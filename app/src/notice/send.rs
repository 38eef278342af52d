//! Sending what is due: one notice after the other, each taken in hand in one transaction, handed over outside of any,
//! and settled in another. Decision 25 says what happens to it when the program is killed in between.

use super::{
    Desk, Gateway, MailServer, Sending, caller, due,
    due::make_due,
    mail::{Handed, Letter},
    outbox::{self, Becomes, NoticeState, Row},
    settings,
    text::{Written, written},
    way,
};
use crate::schema::party;
use base::{AccountId, FamilyId, Minutes, Moment, NoticeId, PartyId};
use diesel::prelude::*;
use host::{House, Ids, Problem, Tx, WriteTx};
use policy::{Actor, Permit, SendNotices, Subject};
use rules::notice::{Because, Decision, NoticeChannel, NoticeKind, decide, next_try};
use std::{io, time::Duration};

/// How often it is looked whether something is due.
const EVERY: Duration = Duration::from_secs(1);
/// After so many looks it is also looked what the clock brings.
const CLOCK_EVERY: u32 = 30;
/// For so long nobody else takes what a sender has in hand: longer than a server may take over all its answers.
const LEASE: Minutes = Minutes(15);
/// What waits for somebody to be asked is looked at this much later, or at once when they were.
const LOOK_AGAIN: Minutes = Minutes(24 * 60);
/// The most that is sent in one go, before it is looked at the clock again.
const AT_ONCE: usize = 200;

/// Sends a centre's notices.
#[derive(Debug)]
pub struct Sender {
    sending: Sending,
    desk: Desk,
}

/// A notice in hand, with where it goes and what it says. It is in memory alone.
struct InHand {
    id: NoticeId,
    family: Option<FamilyId>,
    party: Option<PartyId>,
    channel: NoticeChannel,
    attempts: i32,
    at: Moment,
    to: String,
    written: Written,
}

/// What one step did.
enum Step {
    /// Nothing is due.
    Nothing,
    /// Something was settled without being handed over.
    Settled,
    /// Something is to be handed over.
    HandOver(Box<InHand>),
}

fn permit(tx: &WriteTx<'_>) -> Result<Permit<SendNotices>, Problem> {
    Ok(tx.ask::<SendNotices>(&Subject::of_centre(tx.centre(), tx.centre()))?)
}

fn account_of(tx: &mut Tx<'_>, id: PartyId) -> Result<Option<AccountId>, Problem> {
    Ok(party::table.filter(party::id.eq(id)).select(party::account).first(tx.db())?)
}

/// Whether there is still something that the notice is for.
fn is_needed(tx: &mut Tx<'_>, row: &Row, account: Option<AccountId>) -> Result<bool, Problem> {
    let abouts = outbox::abouts(tx, row.id)?;
    match row.kind {
        // Whether a call is still to come is found out with how its booker is reached.
        NoticeKind::Test | NoticeKind::CallKept | NoticeKind::CallSoon => Ok(true),
        NoticeKind::Soon => due::is_to_come(tx, &abouts),
        NoticeKind::ToRead | NoticeKind::Guide => {
            let (Some(account), Some((_, at))) = (account, abouts.last()) else { return Ok(true) };
            Ok(!outbox::has_been_here(tx, account, *at)?)
        }
    }
}

/// How whoever a notice is for is reached; nothing where it is needed no more.
fn reach_of(tx: &mut Tx<'_>, row: &Row) -> Result<Option<way::Reach>, Problem> {
    if let Some(call) = row.call() {
        return caller::reach(tx, call);
    }
    let (_, party) = row.adult().ok_or(Problem::NotFound)?;
    let account = account_of(tx, party)?;
    if !is_needed(tx, row, account)? {
        return Ok(None);
    }
    way::reach(tx, party, account.is_some()).map(Some)
}

/// What becomes of a notice that is due: sent by a channel to an address, or not.
fn judged(tx: &mut Tx<'_>, row: &Row) -> Result<Result<(NoticeChannel, way::Reach), Becomes>, Problem> {
    let Some(reach) = reach_of(tx, row)? else {
        return Ok(Err(Becomes::over(NoticeState::LetGo, Some(Because::NotNeeded))));
    };
    let setting = settings::setting(tx)?;
    let later = tx.now.plus(LOOK_AGAIN);
    Ok(match decide(&reach.wishes, i64::from(setting.recheck_days), tx.now) {
        Decision::Now(channel) if setting.sends(channel) => Ok((channel, reach)),
        Decision::Now(_) => Err(Becomes::waiting(Because::NotSet, later)),
        Decision::NotBefore(then) => Err(Becomes::waiting(Because::Hours, then)),
        Decision::Not(because) if because.may_pass() => Err(Becomes::waiting(because, later)),
        Decision::Not(because) => Err(Becomes::over(NoticeState::NotSent, Some(because))),
    })
}

impl Sender {
    /// A sender with these settings; none where another one has its folder open.
    pub fn open(sending: Sending, ids: &Ids) -> io::Result<Option<Self>> {
        Ok(Desk::open(&sending.folder, ids)?.map(|desk| Self { sending, desk }))
    }

    /// Goes on with what was left: by this sender when it was killed, and by others whose leases have ended. What had
    /// its last byte written is taken to have arrived, because a server that has all of it delivers it; everything
    /// else is sent again, under the same identifier.
    pub fn go_on(&self, house: &House) -> Result<usize, Problem> {
        self.take_back(house, true)
    }

    fn take_back(&self, house: &House, at_start: bool) -> Result<usize, Problem> {
        let program = Actor::program(house.centre());
        let left = |tx: &mut Tx<'_>| {
            let mut all = outbox::left_by(tx, None)?;
            if at_start {
                all.extend(outbox::left_by(tx, Some(self.desk.name()))?);
            }
            all.dedup();
            Ok(all)
        };
        if house.database().read_blocking(&program, left)?.is_empty() {
            return Ok(0);
        }
        let done = house.database().write_blocking(&program, |tx| {
            let permit = permit(tx)?;
            let mut done = Vec::new();
            for (id, by) in left(tx)? {
                let is_written = by.as_deref() == Some(self.desk.name()) && self.desk.is_marked(id);
                let to = if is_written {
                    Becomes::over(NoticeState::Sent, Some(Because::CutOff))
                } else {
                    Becomes::waiting(Because::NotNow, tx.now)
                };
                if outbox::becomes(tx, id, (NoticeState::HandingOver, by.as_deref()), &to)? {
                    done.push(id);
                }
            }
            let words = format!("Notices that a sender had in hand were gone on with: {}", done.len());
            tx.record(&permit, None, &words, done)
        })?;
        for id in &done {
            self.desk.unmark(*id);
        }
        Ok(done.len())
    }

    /// Sends everything that is due. Answers how many notices were handed over and taken.
    pub fn send_due(&self, house: &House) -> Result<usize, Problem> {
        self.take_back(house, false)?;
        let mut sent = 0;
        for _ in 0..AT_ONCE {
            match self.take_next(house)? {
                Step::Nothing => break,
                Step::Settled => {}
                Step::HandOver(in_hand) => sent += usize::from(self.send(house, &in_hand)?),
            }
        }
        Ok(sent)
    }

    fn take_next(&self, house: &House) -> Result<Step, Problem> {
        let program = Actor::program(house.centre());
        if house.database().read_blocking(&program, outbox::due)? == 0 {
            return Ok(Step::Nothing);
        }
        house.database().write_blocking(&program, |tx| {
            let permit = permit(tx)?;
            let Some(row) = outbox::next(tx)? else {
                return tx.record(&permit, None, "No notice was due any more", Step::Nothing);
            };
            let (channel, reach) = match judged(tx, &row)? {
                Ok(found) => found,
                Err(to) => {
                    outbox::becomes(tx, row.id, (NoticeState::Waiting, None), &to)?;
                    return tx.record(
                        &permit,
                        row.family,
                        "A notice was judged and not sent now",
                        Step::Settled,
                    );
                }
            };
            let ends = tx.now.plus(LEASE);
            // A mark of an earlier try must not be taken for one of this.
            self.desk.unmark(row.id);
            if !outbox::lease(tx, &row, (self.desk.name(), ends), channel)? {
                return tx.record(&permit, None, "Another sender took a notice first", Step::Settled);
            }
            let in_hand = InHand {
                id: row.id,
                family: row.family,
                party: row.party,
                channel,
                attempts: row.attempts + 1,
                at: tx.now,
                to: reach.to.unwrap_or_default(),
                written: written(reach.words, row.kind, reach.code_word.as_deref()),
            };
            tx.record(
                &permit,
                row.family,
                "A notice was taken in hand to be sent",
                Step::HandOver(Box::new(in_hand)),
            )
        })
    }

    fn send(&self, house: &House, it: &InHand) -> Result<bool, Problem> {
        let handed = match (it.channel, &self.sending.mail, &self.sending.gateway) {
            (NoticeChannel::Email, Some(server), _) => self.by_mail(server, it),
            (NoticeChannel::Text, _, Some(gateway)) => by_text(gateway, it),
            _ => Handed::NotNow,
        };
        let program = Actor::program(house.centre());
        house.database().write_blocking(&program, |tx| {
            let permit = permit(tx)?;
            let (to, words) = match handed {
                Handed::Taken => (Becomes::over(NoticeState::Sent, None), "A notice was sent"),
                Handed::Nobody => {
                    if let Some(party) = it.party {
                        way::fails(tx, party)?;
                    }
                    (
                        Becomes::over(NoticeState::Failed, Some(Because::Refused)),
                        "A notice was refused: nobody has that address",
                    )
                }
                Handed::Never(because) => {
                    (Becomes::over(NoticeState::Failed, Some(because)), "A notice was refused for good")
                }
                Handed::NotNow => match next_try(it.attempts) {
                    Some(wait) => (
                        Becomes::waiting(Because::NotNow, tx.now.plus(wait)),
                        "A notice could not be handed over, and is tried again",
                    ),
                    None => (
                        Becomes::over(NoticeState::Failed, Some(Because::TriedOut)),
                        "A notice could not be handed over, as often as it was tried",
                    ),
                },
            };
            outbox::becomes(tx, it.id, (NoticeState::HandingOver, Some(self.desk.name())), &to)?;
            tx.record(&permit, it.family, words, ())
        })?;
        self.desk.unmark(it.id);
        Ok(handed == Handed::Taken)
    }

    fn by_mail(&self, server: &MailServer, it: &InHand) -> Handed {
        let mut mark = || {
            if let Err(error) = self.desk.mark(it.id) {
                tracing::error!("a notice could not be marked in the folder of the sender: {error}");
            }
        };
        server.hand_over(&Letter { id: it.id, at: it.at, to: &it.to, written: &it.written }, &mut mark)
    }
}

/// A gateway knows a message again by its key, so nothing has to be marked.
fn by_text(gateway: &Gateway, it: &InHand) -> Handed {
    gateway.hand_over(it.id, &it.to, &it.written)
}

/// Makes what falls due and sends it, for as long as the program runs.
pub async fn keep_sending(house: House, sending: Sending) {
    let mut turns = tokio::time::interval(EVERY);
    let (mut sender, mut looks): (Option<std::sync::Arc<Sender>>, u32) = (None, 0);
    loop {
        turns.tick().await;
        let by_clock = looks.is_multiple_of(CLOCK_EVERY);
        looks = looks.wrapping_add(1);
        let (house, sending, before) = (house.clone(), sending.clone(), sender.clone());
        let done = tokio::task::spawn_blocking(move || turn(&house, &sending, before, by_clock)).await;
        match done {
            Ok(Ok(now)) => sender = now,
            Ok(Err(problem)) => tracing::error!("notices could not be sent: {}", problem.detail()),
            Err(_) => {}
        }
    }
}

fn turn(
    house: &House,
    sending: &Sending,
    sender: Option<std::sync::Arc<Sender>>,
    by_clock: bool,
) -> Result<Option<std::sync::Arc<Sender>>, Problem> {
    if by_clock {
        make_due(house)?;
    }
    if sending.mail.is_none() && sending.gateway.is_none() {
        return Ok(None);
    }
    let sender = match sender {
        Some(sender) => sender,
        None => match Sender::open(sending.clone(), &Ids::System).map_err(Problem::broken)? {
            Some(sender) => {
                sender.go_on(house)?;
                std::sync::Arc::new(sender)
            }
            // Another program sends for this folder.
            None => return Ok(None),
        },
    };
    sender.send_due(house)?;
    Ok(Some(sender))
}
