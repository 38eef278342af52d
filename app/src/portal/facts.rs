//! What is so of one adult's own side, for what is put before them. Read in one statement.

use crate::{
    family::{Adult, Family},
    guide::Needs,
    schema::own_fact,
};
use base::{Day, Moment, PartyId};
use diesel::prelude::*;
use host::{Problem, Tx, seal::Sealed};
use rules::{
    feedback::{self, Occasion},
    guide::{self, Need},
    intake::{Side, Stage},
    visit::State,
};

/// The states of a visit that was kept.
const KEPT: [State; 5] =
    [State::Ended, State::ChildLeft, State::VisitingReleased, State::Debriefed, State::Closed];
/// The states of one that does not take place, or not yet for sure, as both sides are told. Who came to one is told to
/// neither by what is put before them (R13).
const NOT: [State; 2] = [State::Held, State::Cancelled];

/// More of an adult's own past than this is not looked at; the newest is.
const MOST: i64 = 1_000;

/// What is so of one adult's own side.
#[derive(Clone, Debug, Default)]
pub(crate) struct OwnFacts {
    given: Vec<(Occasion, i32)>,
    /// What is hard just now.
    pub(crate) needs: Vec<Need>,
    /// When that was written down.
    pub(crate) needs_at: Option<Moment>,
    has_met: bool,
    visits: Vec<(State, Moment)>,
}

/// What is so of these adults, each by their own side.
pub(crate) fn own_facts(tx: &mut Tx<'_>, of: &[PartyId]) -> Result<Vec<(PartyId, OwnFacts)>, Problem> {
    type Row = (String, PartyId, String, i32, Moment, Option<Sealed>);
    let rows: Vec<Row> = own_fact::table
        .filter(own_fact::party.eq_any(of.to_vec()))
        .order(own_fact::at.desc())
        .limit(MOST)
        .select((
            own_fact::kind,
            own_fact::party,
            own_fact::word,
            own_fact::number,
            own_fact::at,
            own_fact::document,
        ))
        .load(tx.db())?;
    let mut found: Vec<(PartyId, OwnFacts)> = of.iter().map(|party| (*party, OwnFacts::default())).collect();
    for (kind, party, word, number, at, document) in rows {
        let Some((_, facts)) = found.iter_mut().find(|(of, _)| *of == party) else { continue };
        match (kind.as_str(), document) {
            ("feedback", _) => facts.given.push((word.parse().map_err(Problem::broken)?, number)),
            ("need", Some(document)) => {
                let kept: Needs = serde_json::from_str(&tx.open_text(&document)?)?;
                (facts.needs, facts.needs_at) = (kept.needs, Some(at));
            }
            ("meeting", _) => facts.has_met |= word == "held",
            ("visit", _) => facts.visits.push((word.parse().map_err(Problem::broken)?, at)),
            _ => {}
        }
    }
    Ok(found)
}

/// What is so of one adult.
pub(crate) fn own_facts_of(tx: &mut Tx<'_>, adult: &Adult) -> Result<OwnFacts, Problem> {
    Ok(own_facts(tx, &[adult.id])?.pop().map(|(_, facts)| facts).unwrap_or_default())
}

impl OwnFacts {
    /// What it comes to for the guides that fit.
    pub(crate) fn for_guides(&self, family: &Family, adult: &Adult, now: Moment) -> guide::Facts {
        let today = now.day();
        let times = || self.visits.iter().filter(|(state, _)| !NOT.contains(state)).map(|(_, at)| *at);
        guide::Facts {
            brings: adult.side == Side::Resident,
            ages: family.children.iter().map(|child| child.born.age_on(today)).collect(),
            next_visit_in: times().filter(|at| *at >= now).min().map(|at| today.days_until(at.day())),
            last_visit_ago: times().filter(|at| *at < now).max().map(|at| at.day().days_until(today)),
            needs: self.needs.clone(),
        }
    }

    /// What it comes to for what somebody is asked.
    pub(crate) fn for_feedback(
        &self,
        family: &Family,
        review_on: Option<Day>,
        now: Moment,
    ) -> feedback::Facts {
        // Of today's nobody is asked before tomorrow: one that ended early would be told by the question.
        let is_over = |at: Moment| at.day() < now.day();
        let kept = self.visits.iter().filter(|(state, at)| KEPT.contains(state) && is_over(*at)).count();
        feedback::Facts {
            has_met: self.has_met,
            visits: i64::try_from(kept).unwrap_or(i64::MAX),
            review_on,
            today: Some(now.day()),
            is_over: family.stage == Stage::MovedOn,
            given: self.given.clone(),
        }
    }
}
