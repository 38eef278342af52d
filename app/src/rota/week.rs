//! The rota of a week: one's own duties first, then each session with who is on it and what is missing.

use super::{LeftShort, short::of_week, store};
use crate::{clearance, premises};
use base::{Day, DutyId, Minutes, Moment, Period, SiteId, StaffId};
use host::{Problem, Tx};
use policy::{Role, SeeRota, Subject};
use rules::rota::Rota;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Which week is wanted.
#[derive(Clone, Copy, Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct WeekAsked {
    /// Any day of the week; today when not said.
    pub day: Option<Day>,
}

/// Somebody on duty.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RotaDuty {
    /// The duty.
    pub id: DutyId,
    /// Who.
    pub staff: StaffId,
    /// Their name.
    pub name: String,
    /// When it begins.
    pub starts: Moment,
    /// When it ends.
    pub ends: Moment,
    /// At which site.
    pub site: SiteId,
    /// Whether they are cleared on that day (R9), for those who lead the centre's work.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_cleared: Option<bool>,
    /// Whether they are away for some of it, for the same.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_away: Option<bool>,
}

/// A session of the centre, with who is on duty.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RotaSession {
    /// When the centre opens.
    pub starts: Moment,
    /// When it closes.
    pub ends: Moment,
    /// At which site.
    pub site: SiteId,
    /// What the site is called, where the centre has more than one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub site_name: Option<String>,
    /// Who is on duty.
    pub duties: Vec<RotaDuty>,
    /// When fewer than two are on duty, in words.
    pub gaps: Vec<String>,
}

/// The rota of a week.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RotaWeek {
    /// The Monday it begins on.
    pub monday: Day,
    /// The asker's own duties from now on, the next one first.
    pub mine: Vec<RotaDuty>,
    /// The sessions of the week.
    pub sessions: Vec<RotaSession>,
    /// The visits of the week that are short as things stand, for those who lead the centre's work.
    pub short: Vec<LeftShort>,
}

/// The most of one's own duties that are shown.
const MINE: i64 = 20;
/// The most duties of one week that are shown.
const MOST: i64 = 1000;

/// The rota of a week, as far as the asker needs it.
pub fn week(tx: &mut Tx<'_>, asked: WeekAsked) -> Result<RotaWeek, Problem> {
    tx.ask::<SeeRota>(&Subject::of_centre(tx.centre(), tx.centre()))?;
    let monday = asked.day.unwrap_or_else(|| tx.now.day()).monday();
    let whole = Period::new(Moment::start_of(monday), Moment::start_of(monday.plus_days(7)))
        .map_err(Problem::broken)?;
    let leads = matches!(tx.actor.role, Role::Coordinator | Role::SafeguardingLead);
    let now = tx.now;
    let me = tx.actor.staff;
    let own = match me {
        // A duty that has begun today is still one's own.
        Some(me) => store::duties(tx, Some(me), (Moment::start_of(now.day()), None), MINE)?,
        None => Vec::new(),
    };
    let kept = store::duties(tx, None, (whole.from(), Some(whole.until())), MOST)?;
    // Where colleagues are on which day tells where they can be found.
    for colleague in kept.iter().map(|duty| duty.staff).filter(|staff| Some(*staff) != me) {
        tx.note_seen::<SeeRota>(colleague);
    }
    let on_duty = kept.iter().map(|duty| duty.on_duty()).collect();
    let (people, rota) = (premises::staff(tx)?, store::rota_with(tx, whole, on_duty)?);
    let ids: Vec<StaffId> = people.iter().map(|one| one.id).collect();
    let credentials = clearance::credentials(tx, &ids)?;
    let policy = clearance::current_policy(tx)?;
    let line = |duty: store::KeptDuty| {
        let who = people.iter().find(|one| one.id == duty.staff);
        let day = duty.time.from().day();
        let held = credentials.get(&duty.staff).map_or(&[][..], Vec::as_slice);
        let is_cleared = store::is_cleared(held, &policy, day);
        let is_away = rota.away.iter().any(|(who, away)| *who == duty.staff && away.overlaps(&duty.time));
        RotaDuty {
            id: duty.id,
            staff: duty.staff,
            name: who.map(|one| one.name.clone()).unwrap_or_default(),
            starts: duty.time.from(),
            ends: duty.time.until(),
            site: duty.site,
            is_cleared: Some(is_cleared).filter(|_| leads),
            is_away: Some(is_away).filter(|_| leads),
        }
    };
    let mine = own.into_iter().filter(|duty| duty.time.until() > now).map(line).collect();
    let (times, sites) = premises::times_of_sites(tx, whole)?;
    let session = |(site, name): &(SiteId, String), open: Period| {
        let here = |duty: &&store::KeptDuty| duty.site == *site && duty.time.overlaps(&open);
        RotaSession {
            starts: open.from(),
            ends: open.until(),
            site: *site,
            site_name: (sites.len() > 1).then(|| name.clone()),
            duties: kept.iter().filter(here).map(|duty| line(*duty)).collect(),
            gaps: gaps(&rota, *site, &open),
        }
    };
    let mut sessions: Vec<RotaSession> = sites
        .iter()
        .flat_map(|site| times.open_at(site.0, whole).into_iter().map(move |open| (site, open)))
        .map(|(site, open)| session(site, open))
        .collect();
    sessions.sort_by_key(|one| one.starts);
    let short = if leads {
        let name = |id: StaffId| {
            people.iter().find(|one| one.id == id).map(|one| one.name.clone()).unwrap_or_default()
        };
        of_week(tx, whole, &rota, name)?
    } else {
        Vec::new()
    };
    Ok(RotaWeek { monday, mine, sessions, short })
}

/// When fewer than two are on duty, in words.
fn gaps(rota: &Rota, site: SiteId, open: &Period) -> Vec<String> {
    rota.gaps(site, open)
        .into_iter()
        .filter(|(gap, _)| gap.length() > Minutes(0))
        .map(|(gap, number)| {
            let who = if number == 0 { "Nobody" } else { "Only one person" };
            format!("{who} from {} to {}", gap.from().time_words(), gap.until().time_words())
        })
        .collect()
}
