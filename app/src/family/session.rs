//! Which families a supervisor or a volunteer knows now: those of the sessions they are on, from the day
//! before a visit to the day after it, and what they opened in an emergency. Said once, over one view, for
//! a single case, for lists and for the day.
//!
//! On the session of a visit is whoever is named for it, and whoever is on the rota of its site at its time.
//! A supervisor on the rota is not thereby tied to a visit that names another supervisor (decision 8).

use crate::schema::session_tie;
use base::{EmergencyAccessId, FamilyId, Minutes, Moment, StaffId, VisitId};
use diesel::prelude::*;
use host::{Problem, Tx, among};
use policy::{Actor, ListVisits, Restriction, Role};
use rules::plan::Kind;
use std::collections::HashSet;

/// The earliest and latest start of visits whose staff may see the family now: yesterday to tomorrow.
pub fn duty_window(now: Moment) -> (Moment, Moment) {
    let today = now.day();
    (Moment::start_of(today.plus_days(-1)), Moment::start_of(today.plus_days(2)).plus(Minutes(-1)))
}

/// The kinds of visit that whoever is on the rota of a session holds.
pub(crate) fn held_by_the_rota(actor: &Actor) -> Vec<Kind> {
    if actor.role == Role::Volunteer { Kind::ALL.to_vec() } else { Kind::of_the_session() }
}

/// The families that a member of staff is tied to now, for the statement of a list.
macro_rules! families_tied_to {
    ($tx:expr, $staff:expr) => {{
        use $crate::{
            family::{duty_window, held_by_the_rota},
            schema::session_tie,
        };
        let (from, until) = duty_window($tx.now);
        session_tie::table
            .filter(session_tie::staff.eq($staff).and(session_tie::starts.between(from, until)))
            .filter(session_tie::closes.is_null().or(session_tie::closes.gt($tx.now)))
            .filter(
                session_tie::how.ne("rota").or(host::among(session_tie::kind, held_by_the_rota($tx.actor))),
            )
            .select(session_tie::family)
    }};
}
pub(crate) use families_tied_to;

/// How whoever asks is tied to a family by its sessions and by emergency access.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Tie {
    pub(super) is_on_session: bool,
    pub(super) opening: Option<EmergencyAccessId>,
}

/// How whoever asks is tied to this family now.
pub(super) fn tie(tx: &mut Tx<'_>, id: FamilyId) -> Result<Tie, Problem> {
    let Some(me) = tx.actor.staff else { return Ok(Tie::default()) };
    let (from, until) = duty_window(tx.now);
    let now = tx.now;
    let rows: Vec<Option<EmergencyAccessId>> = session_tie::table
        .filter(session_tie::staff.eq(me).and(session_tie::family.eq(id)))
        .filter(session_tie::starts.between(from, until))
        .filter(session_tie::closes.is_null().or(session_tie::closes.gt(now)))
        .filter(session_tie::how.ne("rota").or(among(session_tie::kind, held_by_the_rota(tx.actor))))
        .select(session_tie::opening)
        .load(tx.db())?;
    Ok(Tie { is_on_session: rows.contains(&None), opening: rows.into_iter().flatten().next() })
}

/// Which visits of the days about them somebody knows of, and which they may open.
#[derive(Clone, Debug)]
pub(crate) enum Known {
    /// Every one.
    All,
    /// Those of the sessions they are on.
    OfSessions {
        /// Every visit of these sessions: a team in one building knows all who are in it.
        visits: HashSet<VisitId>,
        /// The families among them whose visits are theirs to open.
        families: HashSet<FamilyId>,
    },
}

impl Known {
    /// Whether they know of this visit.
    pub(crate) fn knows(&self, visit: VisitId) -> bool {
        match self {
            Self::All => true,
            Self::OfSessions { visits, .. } => visits.contains(&visit),
        }
    }

    /// Whether they may open the visits of this family.
    pub(crate) fn opens(&self, family: FamilyId) -> bool {
        match self {
            Self::All => true,
            Self::OfSessions { families, .. } => families.contains(&family),
        }
    }
}

/// Which visits whoever asks knows of, in one statement.
pub(crate) fn known(tx: &mut Tx<'_>) -> Result<Known, Problem> {
    let me: StaffId = match policy::scope::<ListVisits>(tx.actor)?.restriction() {
        Restriction::None => return Ok(Known::All),
        Restriction::OnDuty(me) => me,
        _ => return Err(Problem::NotFound),
    };
    let (from, until) = duty_window(tx.now);
    let kinds = held_by_the_rota(tx.actor);
    let rows: Vec<(String, Option<VisitId>, FamilyId, Kind)> = session_tie::table
        .filter(session_tie::staff.eq(me).and(session_tie::starts.between(from, until)))
        .filter(session_tie::how.ne("emergency"))
        .select((session_tie::how, session_tie::visit, session_tie::family, session_tie::kind))
        .load(tx.db())?;
    let (mut visits, mut families) = (HashSet::new(), HashSet::new());
    for (how, visit, family, kind) in rows {
        visits.extend(visit);
        if how != "rota" || kinds.contains(&kind) {
            families.insert(family);
        }
    }
    Ok(Known::OfSessions { visits, families })
}
