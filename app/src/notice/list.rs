//! Notices in a list, for those who lead the work: of the centre, or of one family.

use super::{
    outbox::NoticeState,
    settings::{self, Setting},
    text::{Written, written},
    way::{self, OwnWay},
};
use crate::{
    family::{self, Family},
    schema::{family as families, notice, party},
    words::Words,
};
use base::{FamilyId, Moment, NoticeId, PartyId};
use diesel::prelude::*;
use host::{
    Problem, Tx, among,
    paging::{Listed, Paging},
    seal::Sealed,
};
use policy::{ListNotices, SeeNotices};
use rules::notice::{Because, NoticeChannel, NoticeKind};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The newest notices of one adult that their page shows.
const LATELY: i64 = 30;

base::choices! {
    /// Which notices are wanted.
    pub enum WhichNotices {
        /// Those that failed or came back.
        Dead = "did-not-arrive" => "Did not arrive",
        /// Those that are to be sent.
        Open = "waiting" => "Waiting",
        /// All of them.
        All = "all" => "All",
    }
}

/// Which notices are wanted.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct NoticesWanted {
    /// Those that did not arrive, those that wait, or all when left out.
    pub which: Option<WhichNotices>,
    /// Only of this family.
    pub family: Option<FamilyId>,
    /// Where the page begins: `next` of the page before.
    pub cursor: Option<String>,
    /// How many, from 1 to 100; 25 when not said.
    #[schema(minimum = 1, maximum = 100)]
    pub limit: Option<i64>,
}

/// A notice in a list. It has no address and no code word.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct NoticeLine {
    /// Its identifier; its e-mail's Message-ID begins with it.
    pub id: NoticeId,
    /// Of which family.
    pub family: FamilyId,
    /// The children's first names.
    pub title: String,
    /// To whom.
    pub party: PartyId,
    /// Their name.
    pub who: String,
    /// What it is for.
    pub kind: NoticeKind,
    /// What became of it.
    pub state: NoticeState,
    /// Why it waits, or has not arrived.
    pub because: Option<Because>,
    /// By what way it went last.
    pub channel: Option<NoticeChannel>,
    /// When it was made.
    pub made_at: Moment,
    /// When it is looked at next, if it waits.
    pub next_at: Option<Moment>,
    /// How often it was tried.
    pub attempts: i32,
    /// When it was sent.
    pub sent_at: Option<Moment>,
    /// Why somebody put it away.
    pub reason: Option<String>,
}

/// What one adult is sent: by what way, in which words, and what was.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OwnNotices {
    /// By what way, and whether one would go now.
    pub way: OwnWay,
    /// Exactly what would go out of each kind.
    pub words: Vec<Sample>,
    /// From whom e-mails come, and for how long a confirmation counts.
    pub setting: Setting,
    /// The newest notices.
    pub items: Vec<NoticeLine>,
}

/// What would go out of one kind.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Sample {
    /// Of which kind.
    pub kind: NoticeKind,
    /// The words.
    pub written: Written,
}

type Row = (
    (NoticeId, FamilyId, String, PartyId, String),
    (NoticeKind, NoticeState, Option<Because>, Option<NoticeChannel>),
    (Moment, Moment, i32, Option<Moment>, Option<Sealed>),
);

fn line(tx: &Tx<'_>, row: Row) -> Result<NoticeLine, Problem> {
    let ((id, family, title, party, who), (kind, state, because, channel), rest) = row;
    let (made_at, next_at, attempts, sent_at, reason) = rest;
    Ok(NoticeLine {
        id,
        family,
        title,
        party,
        who,
        kind,
        state,
        because,
        channel,
        made_at,
        next_at: (state == NoticeState::Waiting).then_some(next_at),
        attempts,
        sent_at,
        reason: reason.map(|reason| tx.open_text(&reason)).transpose()?,
    })
}

macro_rules! notices {
    () => {
        notice::table
            .inner_join(families::table.on(families::id.nullable().eq(notice::family)))
            .inner_join(party::table.on(party::id.nullable().eq(notice::party)))
            .select((
                (notice::id, families::id, families::title, party::id, party::name),
                (notice::kind, notice::state, notice::because, notice::channel),
                (notice::made_at, notice::next_at, notice::attempts, notice::sent_at, notice::reason),
            ))
    };
}

/// The notices of the centre, the newest first.
pub fn list(tx: &mut Tx<'_>, wanted: &NoticesWanted) -> Result<Listed<NoticeLine>, Problem> {
    let scope = tx.scope::<ListNotices>()?;
    let paging = Paging { cursor: wanted.cursor.clone(), limit: wanted.limit };
    let mut query = notices!()
        .filter(notice::centre.eq(scope.centre()))
        .order((notice::made_at.desc(), notice::id.desc()))
        .limit(paging.fetch())
        .into_boxed();
    query = match wanted.which {
        Some(WhichNotices::Dead) => query.filter(among(notice::state, NoticeState::DEAD)),
        Some(WhichNotices::Open) => query.filter(among(notice::state, NoticeState::OPEN)),
        Some(WhichNotices::All) | None => query,
    };
    if let Some(family) = wanted.family {
        query = query.filter(notice::family.eq(family));
    }
    if let Some(place) = paging.place()? {
        let same = notice::made_at.eq(place.at).and(notice::id.lt(place.id));
        query = query.filter(notice::made_at.lt(place.at).or(same));
    }
    let rows: Vec<Row> = query.load(tx.db())?;
    let read = rows.into_iter().map(|row| line(tx, row)).collect::<Result<Vec<_>, _>>()?;
    Ok(paging.page(read, |one| (one.made_at, one.id.to_string())))
}

/// One notice. The caller has asked whether it may be seen.
pub(super) fn one(tx: &mut Tx<'_>, id: NoticeId) -> Result<NoticeLine, Problem> {
    let row: Row = notices!().filter(notice::id.eq(id).and(notice::centre.eq(tx.centre()))).first(tx.db())?;
    line(tx, row)
}

/// What one adult is sent.
pub fn own(tx: &mut Tx<'_>, at: (FamilyId, PartyId)) -> Result<OwnNotices, Problem> {
    own_with_family(tx, at).map(|(own, _)| own)
}

/// The same, with the family.
pub(super) fn own_with_family(
    tx: &mut Tx<'_>,
    (family, party): (FamilyId, PartyId),
) -> Result<(OwnNotices, Family), Problem> {
    let family = family::family(tx, family)?;
    tx.ask::<SeeNotices>(&family.held_by(party))?;
    let has_sign_in = super::adult(&family, party)?.account.is_some();
    let setting = settings::setting(tx)?;
    let reach = way::reach(tx, party, has_sign_in)?;
    let rows: Vec<Row> = notices!()
        .filter(notice::party.eq(party).and(notice::centre.eq(tx.centre())))
        .order((notice::made_at.desc(), notice::id.desc()))
        .limit(LATELY)
        .load(tx.db())?;
    let items = rows.into_iter().map(|row| line(tx, row)).collect::<Result<Vec<_>, _>>()?;
    let way = way::told_to_staff(tx, party, reach, setting.recheck_days)?;
    let sample = |kind: &NoticeKind| Sample {
        kind: *kind,
        written: written(Words::in_language(&way.language), *kind, way.code_word.as_deref()),
    };
    let words = NoticeKind::OF_ADULTS.iter().map(sample).collect();
    Ok((OwnNotices { way, words, setting, items }, family))
}
