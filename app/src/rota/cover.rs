//! Cover and exchanges: somebody asks to be stood in for, a colleague offers, the co-ordinator confirms. Until
//! then the duty stays where it is.

use super::{
    LeftShort,
    duty::against,
    short::{Change, tell},
    store,
};
use crate::schema::{cover_request, staff};
use base::{Changed, CoverId, DutyId, Moment, Prose, StaffId};
use diesel::prelude::*;
use host::{Problem, Recorded, Tx, WriteTx, among, paging::All};
use policy::{AskCover, KeepRota, Role, SeeRota, Subject, TakeCover};
use rules::Refusal;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

base::choices! {
    /// How far a request for cover has come.
    pub enum CoverState {
        Asked = "asked" => "Nobody has offered yet",
        Taken = "taken" => "Waits for the co-ordinator",
        Confirmed = "confirmed" => "Confirmed",
        Refused = "refused" => "Not agreed",
        Withdrawn = "withdrawn" => "Withdrawn",
    }
}

/// Asks to be stood in for.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewCover {
    /// Why. Only those who lead the centre's work read this.
    pub words: Prose,
    /// The duty of a colleague that you would do in return. Then only they can say yes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exchange: Option<DutyId>,
}

/// Confirms that a colleague stands in, or does not agree.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CoverDecision {
    /// Whether the colleague stands in.
    pub confirm: bool,
}

/// A request for cover.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Cover {
    /// Its identifier.
    pub id: CoverId,
    /// For which duty.
    pub duty: DutyId,
    /// When the duty begins.
    pub starts: Moment,
    /// Who asks.
    pub asked_by: StaffId,
    /// Their name.
    pub asked_by_name: String,
    /// The duty that would be done in return.
    pub exchange: Option<DutyId>,
    /// Who offers to stand in.
    pub taken_by: Option<StaffId>,
    /// Their name.
    pub taken_by_name: Option<String>,
    /// How far it has come.
    pub state: CoverState,
    /// Why, for those who lead the centre's work and for whoever asks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
}

/// A request for cover that was decided.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Covered {
    /// The request.
    pub cover: Cover,
    /// The visits that are left without their supervisor or with too few on duty, the first first.
    pub visits: Vec<LeftShort>,
}

/// The most open requests that are shown.
const MOST: i64 = 200;

type Row = ((CoverId, DutyId, Option<DutyId>, StaffId, Moment), (String, CoverState, Option<StaffId>));

fn read(tx: &mut Tx<'_>, only: Option<CoverId>) -> Result<Vec<Cover>, Problem> {
    let (centre, now) = (tx.centre(), tx.now);
    let mut query = cover_request::table
        .filter(cover_request::centre.eq(centre))
        .order((cover_request::starts, cover_request::id))
        .limit(MOST)
        .select((
            (
                cover_request::id,
                cover_request::duty,
                cover_request::exchange,
                cover_request::asked_by,
                cover_request::starts,
            ),
            (cover_request::words, cover_request::state, cover_request::taken_by),
        ))
        .into_boxed();
    query = match only {
        Some(only) => query.filter(cover_request::id.eq(only)),
        None => {
            let open = among(cover_request::state, [CoverState::Asked, CoverState::Taken]);
            query.filter(open.and(cover_request::starts.gt(now)))
        }
    };
    let rows: Vec<Row> = query.load(tx.db())?;
    let who: Vec<StaffId> = rows.iter().flat_map(|row| row.1.2.into_iter().chain([row.0.3])).collect();
    let names: Vec<(StaffId, String)> =
        staff::table.filter(among(staff::id, who)).select((staff::id, staff::name)).load(tx.db())?;
    let name = |id: StaffId| names.iter().find(|(of, _)| *of == id).map(|(_, name)| name.clone());
    let (leads, me) = (leads(tx.actor.role), tx.actor.staff);
    Ok(rows
        .into_iter()
        .map(|((id, duty, exchange, asked_by, starts), (words, state, taken_by))| Cover {
            id,
            duty,
            starts,
            asked_by,
            asked_by_name: name(asked_by).unwrap_or_default(),
            exchange,
            taken_by,
            taken_by_name: taken_by.and_then(name),
            state,
            words: Some(words).filter(|_| leads || me == Some(asked_by)),
        })
        .collect())
}

pub(super) fn leads(role: Role) -> bool {
    matches!(role, Role::Coordinator | Role::SafeguardingLead)
}

fn one(tx: &mut Tx<'_>, id: CoverId) -> Result<Cover, Problem> {
    read(tx, Some(id))?.pop().ok_or(Problem::NotFound)
}

/// The requests that are open, the first duty first.
pub fn covers(tx: &mut Tx<'_>) -> Result<All<Cover>, Problem> {
    tx.ask::<SeeRota>(&Subject::of_centre(tx.centre(), tx.centre()))?;
    let items = read(tx, None)?;
    for one in items.iter().filter(|one| Some(one.asked_by) != tx.actor.staff) {
        tx.note_seen::<SeeRota>(one.asked_by);
    }
    Ok(All { items })
}

fn is_open(cover: &Cover, now: Moment) -> Result<(), Refusal> {
    if cover.starts <= now {
        return Err(begun());
    }
    if matches!(cover.state, CoverState::Asked | CoverState::Taken) {
        return Ok(());
    }
    let so = format!("This request is closed: {}.", cover.state.words().to_lowercase());
    Err(Refusal::because("cover-closed", so, "Look at the rota as it is now."))
}

fn begun() -> Refusal {
    Refusal::because("duty-begun", "This duty has begun or is over.", "Call the co-ordinator.")
}

/// Asks to be stood in for, or to exchange a duty with one of a colleague's.
pub fn ask_cover(tx: &mut WriteTx<'_>, id: DutyId, new: NewCover) -> Result<Recorded<Cover>, Problem> {
    let duty = store::duty(tx, id)?;
    let permit = tx.ask::<AskCover>(&Subject::of_staff(id, tx.centre(), vec![duty.staff]))?;
    if duty.time.from() <= tx.now {
        return Err(begun().into());
    }
    if read(tx, None)?.iter().any(|open| open.duty == id) {
        let remedy = "Wait for an offer, or take the request back.";
        return Err(Refusal::because("cover-asked", "Cover has been asked for already.", remedy).into());
    }
    if let Some(other) = new.exchange {
        let fits =
            store::duty(tx, other).is_ok_and(|other| other.staff != duty.staff && other.time.from() > tx.now);
        if !fits {
            return Err(Problem::field("/exchange", "Choose a duty to come of a colleague"));
        }
    }
    let cover = CoverId::from_random(tx.random());
    diesel::insert_into(cover_request::table)
        .values((
            cover_request::id.eq(cover),
            cover_request::centre.eq(tx.centre()),
            cover_request::duty.eq(permit.id()),
            cover_request::exchange.eq(new.exchange),
            cover_request::asked_by.eq(duty.staff),
            cover_request::starts.eq(duty.time.from()),
            cover_request::words.eq(new.words.as_str()),
            cover_request::at.eq(tx.now),
            cover_request::state.eq(CoverState::Asked),
        ))
        .execute(tx.db())?;
    let asked = one(tx, cover)?;
    tx.record(&permit, None, "Cover was asked for", asked)
}

/// Everything that speaks against the colleague standing in; and, in an exchange, against the other way round.
fn judged(tx: &mut Tx<'_>, cover: &Cover, by: StaffId) -> Result<(Vec<Refusal>, Vec<Refusal>), Problem> {
    let duty = store::duty(tx, cover.duty)?;
    let other = cover.exchange.map(|id| store::duty(tx, id)).transpose()?;
    let given: Vec<_> = other.iter().map(|other| other.time).collect();
    let standing_in = against(tx, by, duty.time, &given)?;
    let in_return = match other {
        Some(other) => against(tx, cover.asked_by, other.time, &[duty.time])?,
        None => Vec::new(),
    };
    Ok((standing_in, in_return))
}

/// Offers to stand in.
pub fn take(tx: &mut WriteTx<'_>, id: CoverId) -> Result<Recorded<Cover>, Problem> {
    let cover = one(tx, id)?;
    let permit = tx.ask::<TakeCover>(&Subject::of_centre(id, tx.centre()))?;
    let me = tx.actor.staff.ok_or(Problem::NotAllowed)?;
    is_open(&cover, tx.now)?;
    if cover.state == CoverState::Taken {
        let remedy = "Wait for the co-ordinator, or offer for another duty.";
        return Err(Refusal::because("cover-taken", "A colleague has offered already.", remedy).into());
    }
    if me == cover.asked_by {
        let remedy = "Take the request back if you can come after all.";
        return Err(Refusal::because("own-duty", "This is your own duty.", remedy).into());
    }
    if let Some(other) = cover.exchange
        && store::duty(tx, other)?.staff != me
    {
        let remedy = "Offer for another duty.";
        return Err(
            Refusal::because("not-your-exchange", "This was put to another colleague.", remedy).into()
        );
    }
    let (mine, theirs) = judged(tx, &cover, me)?;
    if !mine.is_empty() {
        return Err(Problem::Refused(mine));
    }
    if !theirs.is_empty() {
        // Why a colleague cannot come is not for colleagues.
        let so = "Your colleague cannot do your duty in return as things stand.";
        let remedy = "Ask the co-ordinator.";
        return Err(Refusal::because("exchange-not-possible", so, remedy).into());
    }
    diesel::update(cover_request::table.filter(cover_request::id.eq(permit.id())))
        .set((cover_request::state.eq(CoverState::Taken), cover_request::taken_by.eq(me)))
        .execute(tx.db())?;
    let taken = one(tx, id)?;
    tx.record(&permit, None, "A colleague offered to stand in", taken)
}

/// Takes a request back.
pub fn withdraw(tx: &mut WriteTx<'_>, id: CoverId) -> Result<Recorded<Cover>, Problem> {
    let cover = one(tx, id)?;
    // Whoever asked may take it back; policy is asked for the duty it is of.
    let own = Subject::of_staff(cover.duty, tx.centre(), vec![cover.asked_by]);
    let permit = tx.ask::<AskCover>(&own)?;
    is_open(&cover, tx.now)?;
    let of_duty = cover_request::duty.eq(permit.id()).and(cover_request::id.eq(id));
    diesel::update(cover_request::table.filter(of_duty))
        .set((cover_request::state.eq(CoverState::Withdrawn), cover_request::decided_at.eq(tx.now)))
        .execute(tx.db())?;
    let withdrawn = one(tx, id)?;
    tx.record(&permit, None, "A request for cover was taken back", withdrawn)
}

/// Confirms that a colleague stands in, judged as things are now, or does not agree.
pub fn decide(
    tx: &mut WriteTx<'_>,
    id: CoverId,
    decision: CoverDecision,
) -> Result<Recorded<Covered>, Problem> {
    let cover = one(tx, id)?;
    let permit = tx.ask::<KeepRota>(&Subject::of_centre(tx.centre(), tx.centre()))?;
    is_open(&cover, tx.now)?;
    let mut visits = Vec::new();
    let state = if decision.confirm {
        let by = cover.taken_by.ok_or_else(|| {
            Refusal::because(
                "cover-not-taken",
                "Nobody has offered to stand in yet.",
                "Wait for an offer, or put somebody on duty yourself.",
            )
        })?;
        let (mut refusals, in_return) = judged(tx, &cover, by)?;
        refusals.extend(in_return);
        if !refusals.is_empty() {
            return Err(Problem::Refused(refusals));
        }
        visits = exchange(tx, &cover, by)?;
        CoverState::Confirmed
    } else {
        CoverState::Refused
    };
    let of_centre = cover_request::id.eq(id).and(cover_request::centre.eq(permit.id()));
    diesel::update(cover_request::table.filter(of_centre))
        .set((cover_request::state.eq(state), cover_request::decided_at.eq(tx.now)))
        .execute(tx.db())?;
    let cover = one(tx, id)?;
    tx.record(&permit, None, "A request for cover was decided", Covered { cover, visits })
}

/// Hands the duty on, and the other back where it is an exchange; answers the visits that are left short.
fn exchange(tx: &mut WriteTx<'_>, cover: &Cover, by: StaffId) -> Result<Vec<LeftShort>, Problem> {
    let mut times = vec![store::duty(tx, cover.duty)?.time];
    store::duty_to(tx, cover.duty, by)?;
    if let Some(other) = cover.exchange {
        times.push(store::duty(tx, other)?.time);
        store::duty_to(tx, other, cover.asked_by)?;
    }
    for time in &times {
        tx.changed(Changed::Between(*time));
    }
    tell(tx, &times, Change::Rota)
}
