//! Where notices are kept until they are sent, and after.

use crate::schema::{notice, notice_about, trail_line};
use base::{AccountId, FamilyId, FirstCallId, Moment, NoticeId, PartyId};
use diesel::{dsl::max, prelude::*};
use host::{Problem, Tx, WriteTx, among};
use rules::notice::{Because, NoticeChannel, NoticeKind};

base::choices! {
    /// What became of a notice.
    pub enum NoticeState {
        /// It is to be sent.
        Waiting = "waiting" => "Waiting",
        /// A sender has it in hand.
        HandingOver = "handing-over" => "Being sent",
        /// The server took it.
        Sent = "sent" => "Sent",
        /// The person does not want it, or it could not be read.
        NotSent = "not-sent" => "Not sent",
        /// It was tried as often as is tried, or refused for good.
        Failed = "failed" => "Failed",
        /// It was taken and came back.
        Bounced = "bounced" => "Came back",
        /// Somebody put it away.
        PutAway = "put-away" => "Put away",
        /// It was let go: no longer needed, or too old.
        LetGo = "let-go" => "Let go",
    }
}

impl NoticeState {
    /// What somebody has to look at.
    pub(super) const DEAD: [Self; 2] = [Self::Failed, Self::Bounced];
    /// What is not over.
    pub(super) const OPEN: [Self; 2] = [Self::Waiting, Self::HandingOver];
    /// What is over, and let go of when its time is.
    const OVER: [Self; 4] = [Self::Sent, Self::NotSent, Self::PutAway, Self::LetGo];
}

/// A notice as it is kept.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = notice)]
pub(super) struct Row {
    pub(super) id: NoticeId,
    pub(super) family: Option<FamilyId>,
    pub(super) party: Option<PartyId>,
    pub(super) first_call: Option<FirstCallId>,
    pub(super) call_starts: Option<Moment>,
    pub(super) kind: NoticeKind,
    pub(super) state: NoticeState,
    pub(super) attempts: i32,
}

impl Row {
    /// The adult of a family that it is for, if it is for one.
    pub(super) fn adult(&self) -> Option<(FamilyId, PartyId)> {
        self.family.zip(self.party)
    }

    /// The first call that it is about, at the time it was booked for, if it is about one.
    pub(super) fn call(&self) -> Option<(FirstCallId, Moment)> {
        self.first_call.zip(self.call_starts)
    }
}

/// A notice about to be kept.
pub(super) struct New<'a> {
    pub(super) family: FamilyId,
    pub(super) party: PartyId,
    pub(super) kind: NoticeKind,
    pub(super) about: &'a str,
    pub(super) not_before: Moment,
}

pub(super) fn one(tx: &mut Tx<'_>, id: NoticeId) -> Result<Row, Problem> {
    Ok(notice::table
        .filter(notice::id.eq(id).and(notice::centre.eq(tx.centre())))
        .select(Row::as_select())
        .first(tx.db())?)
}

pub(super) fn insert(tx: &mut WriteTx<'_>, new: &New<'_>) -> Result<NoticeId, Problem> {
    let id = NoticeId::from_random(tx.random());
    diesel::insert_into(notice::table)
        .values((
            notice::id.eq(id),
            notice::centre.eq(tx.centre()),
            notice::family.eq(new.family),
            notice::party.eq(new.party),
            notice::kind.eq(new.kind),
            notice::state.eq(NoticeState::Waiting),
            notice::made_at.eq(tx.now),
            notice::next_at.eq(new.not_before),
            notice::attempts.eq(0),
        ))
        .execute(tx.db())?;
    cover(tx, id, new)?;
    Ok(id)
}

/// Makes a notice for whoever booked a first call at that time.
pub(super) fn insert_of_call(
    tx: &mut WriteTx<'_>,
    (call, starts): (FirstCallId, Moment),
    kind: NoticeKind,
    not_before: Moment,
) -> Result<(), Problem> {
    let id = NoticeId::from_random(tx.random());
    diesel::insert_into(notice::table)
        .values((
            notice::id.eq(id),
            notice::centre.eq(tx.centre()),
            notice::first_call.eq(call),
            notice::call_starts.eq(starts),
            notice::kind.eq(kind),
            notice::state.eq(NoticeState::Waiting),
            notice::made_at.eq(tx.now),
            notice::next_at.eq(not_before),
            notice::attempts.eq(0),
        ))
        .execute(tx.db())?;
    Ok(())
}

/// Lets go of what waits for whoever booked a first call.
pub(super) fn let_go_of_call(tx: &mut WriteTx<'_>, call: FirstCallId) -> Result<(), Problem> {
    let waits = notice::first_call.eq(call).and(notice::state.eq(NoticeState::Waiting));
    diesel::update(notice::table.filter(waits))
        .set((notice::state.eq(NoticeState::LetGo), notice::because.eq(Because::NotNeeded)))
        .execute(tx.db())?;
    Ok(())
}

/// Says that a notice is about one thing more.
pub(super) fn cover(tx: &mut WriteTx<'_>, id: NoticeId, new: &New<'_>) -> Result<(), Problem> {
    diesel::insert_into(notice_about::table)
        .values((
            notice_about::party.eq(new.party),
            notice_about::kind.eq(new.kind),
            notice_about::about.eq(new.about),
            notice_about::centre.eq(tx.centre()),
            notice_about::notice.eq(id),
            notice_about::at.eq(tx.now),
        ))
        .execute(tx.db())?;
    Ok(())
}

/// Whether somebody has a notice of this kind about a thing.
pub(super) fn is_told(tx: &mut Tx<'_>, new: &New<'_>) -> Result<bool, Problem> {
    let same = notice_about::party
        .eq(new.party)
        .and(notice_about::kind.eq(new.kind))
        .and(notice_about::about.eq(new.about));
    let told: i64 = notice_about::table.filter(same).count().get_result(tx.db())?;
    Ok(told > 0)
}

/// The newest notice of a kind for somebody: its state, and when it was sent.
pub(super) fn newest(
    tx: &mut Tx<'_>,
    party: PartyId,
    kind: NoticeKind,
) -> Result<Option<(NoticeId, NoticeState, Option<Moment>)>, Problem> {
    Ok(notice::table
        .filter(notice::party.eq(party).and(notice::kind.eq(kind)).and(notice::centre.eq(tx.centre())))
        .order((notice::made_at.desc(), notice::id))
        .select((notice::id, notice::state, notice::sent_at))
        .first(tx.db())
        .optional()?)
}

/// Whether somebody has been in their own place since a moment. Told to nobody, and used for nothing but to leave a
/// notice unsent (R30).
pub(super) fn has_been_here(tx: &mut Tx<'_>, account: AccountId, since: Moment) -> Result<bool, Problem> {
    let latest: Option<Moment> = trail_line::table
        .filter(trail_line::account.eq(account).and(trail_line::centre.eq(tx.centre())))
        .select(max(trail_line::at))
        .first(tx.db())?;
    Ok(latest.is_some_and(|latest| latest > since))
}

/// What a notice is about, the newest last, with when each came to be.
pub(super) fn abouts(tx: &mut Tx<'_>, id: NoticeId) -> Result<Vec<(String, Moment)>, Problem> {
    Ok(notice_about::table
        .filter(notice_about::notice.eq(id))
        .order((notice_about::at, notice_about::about))
        .select((notice_about::about, notice_about::at))
        .load(tx.db())?)
}

/// How many notices are due or have a lease that has ended.
pub(super) fn due(tx: &mut Tx<'_>) -> Result<i64, Problem> {
    let now = tx.now;
    let waits = notice::state.eq(NoticeState::Waiting).and(notice::next_at.le(now));
    let left = notice::state.eq(NoticeState::HandingOver).and(notice::lease_ends.le(now).assume_not_null());
    Ok(notice::table
        .filter(notice::centre.eq(tx.centre()).and(waits.or(left)))
        .count()
        .get_result(tx.db())?)
}

/// The notice that has been due longest.
pub(super) fn next(tx: &mut Tx<'_>) -> Result<Option<Row>, Problem> {
    let now = tx.now;
    Ok(notice::table
        .filter(notice::centre.eq(tx.centre()).and(notice::state.eq(NoticeState::Waiting)))
        .filter(notice::next_at.le(now))
        .order((notice::next_at, notice::id))
        .select(Row::as_select())
        .first(tx.db())
        .optional()?)
}

/// Takes a notice in hand, if nobody else has. Nobody else may until the lease ends.
pub(super) fn lease(
    tx: &mut WriteTx<'_>,
    row: &Row,
    (by, ends): (&str, Moment),
    channel: NoticeChannel,
) -> Result<bool, Problem> {
    let waits = notice::id.eq(row.id).and(notice::state.eq(NoticeState::Waiting));
    let taken = diesel::update(notice::table.filter(waits))
        .set((
            notice::state.eq(NoticeState::HandingOver),
            notice::because.eq(None::<Because>),
            notice::channel.eq(channel),
            notice::attempts.eq(row.attempts + 1),
            notice::leased_by.eq(by),
            notice::lease_ends.eq(ends),
        ))
        .execute(tx.db())?;
    Ok(taken == 1)
}

/// What becomes of a notice that is not in anybody's hand any more.
pub(super) struct Becomes {
    pub(super) state: NoticeState,
    pub(super) because: Option<Because>,
    /// When it is looked at next; as before where left out.
    pub(super) next_at: Option<Moment>,
}

impl Becomes {
    pub(super) fn waiting(because: Because, next_at: Moment) -> Self {
        Self { state: NoticeState::Waiting, because: Some(because), next_at: Some(next_at) }
    }

    pub(super) fn over(state: NoticeState, because: Option<Because>) -> Self {
        Self { state, because, next_at: None }
    }
}

/// Says what became of a notice, if it still stands where it stood: as one that waits, or in this sender's hand.
pub(super) fn becomes(
    tx: &mut WriteTx<'_>,
    id: NoticeId,
    was: (NoticeState, Option<&str>),
    to: &Becomes,
) -> Result<bool, Problem> {
    let now = tx.now;
    let sent_at = (to.state == NoticeState::Sent).then_some(now);
    let stands = notice::id.eq(id).and(notice::state.eq(was.0));
    let values = (
        notice::state.eq(to.state),
        notice::because.eq(to.because),
        to.next_at.map(|at| notice::next_at.eq(at)),
        notice::leased_by.eq(None::<String>),
        notice::lease_ends.eq(None::<Moment>),
        sent_at.map(|at| notice::sent_at.eq(at)),
    );
    let changed = match was.1 {
        None => diesel::update(notice::table.filter(stands)).set(values).execute(tx.db())?,
        Some(by) => {
            let in_hand = stands.and(notice::leased_by.eq(by).assume_not_null());
            diesel::update(notice::table.filter(in_hand)).set(values).execute(tx.db())?
        }
    };
    Ok(changed == 1)
}

/// The notices that some sender had in hand: of this name, or of any whose lease has ended.
pub(super) fn left_by(
    tx: &mut Tx<'_>,
    name: Option<&str>,
) -> Result<Vec<(NoticeId, Option<String>)>, Problem> {
    let now = tx.now;
    let mut query = notice::table
        .filter(notice::centre.eq(tx.centre()).and(notice::state.eq(NoticeState::HandingOver)))
        .select((notice::id, notice::leased_by))
        .into_boxed();
    query = match name {
        Some(name) => query.filter(notice::leased_by.eq(name.to_owned())),
        None => query.filter(notice::lease_ends.le(now)),
    };
    Ok(query.load(tx.db())?)
}

/// Looks at once at what waits: all of it, or that for one person.
pub(super) fn look_again(tx: &mut WriteTx<'_>, party: Option<PartyId>) -> Result<(), Problem> {
    let now = tx.now;
    let waits = notice::centre
        .eq(tx.centre())
        .and(notice::state.eq(NoticeState::Waiting))
        .and(notice::because.is_not_null());
    let next = notice::next_at.eq(now);
    match party {
        None => diesel::update(notice::table.filter(waits)).set(next).execute(tx.db())?,
        Some(party) => diesel::update(notice::table.filter(waits.and(notice::party.eq(party))))
            .set(next)
            .execute(tx.db())?,
    };
    Ok(())
}

/// What waits since before a moment.
pub(super) fn waiting_since(tx: &mut Tx<'_>, before: Moment) -> Result<Vec<NoticeId>, Problem> {
    Ok(notice::table
        .filter(notice::centre.eq(tx.centre()).and(notice::state.eq(NoticeState::Waiting)))
        .filter(notice::made_at.lt(before))
        .order((notice::made_at, notice::id))
        .limit(500)
        .select(notice::id)
        .load(tx.db())?)
}

/// What is over and was made before a moment.
pub(super) fn over_since(tx: &mut Tx<'_>, before: Moment) -> Result<Vec<NoticeId>, Problem> {
    Ok(notice::table
        .filter(notice::centre.eq(tx.centre()).and(among(notice::state, NoticeState::OVER)))
        .filter(notice::made_at.lt(before))
        .order((notice::made_at, notice::id))
        .limit(500)
        .select(notice::id)
        .load(tx.db())?)
}

/// Removes notices that are over.
pub(super) fn remove(tx: &mut WriteTx<'_>, ids: &[NoticeId]) -> Result<(), Problem> {
    diesel::delete(notice_about::table.filter(among(notice_about::notice, ids))).execute(tx.db())?;
    diesel::delete(notice::table.filter(among(notice::id, ids))).execute(tx.db())?;
    Ok(())
}
