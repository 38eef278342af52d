//! What somebody has to renew, in good time: what runs out soon, has run out, or was never there. Worked out
//! from the same dates as whether they are cleared, and kept nowhere.

use super::{
    CertificateStanding, Credential, DbsLevel, Policy, Requirement,
    judge::{Asked, Why, questions},
};
use crate::plan::Kind;
use base::Day;
use serde::Serialize;

/// How many days ahead it is asked for. A DBS check takes some weeks, and a course has to be found.
pub const RENEW_AHEAD: i64 = 60;

base::choices! {
    /// How something stands that is to be renewed.
    pub enum RenewalState {
        Missing = "missing" => "Missing",
        RanOut = "ran-out" => "Ran out",
        RunsOut = "runs-out" => "Runs out",
    }
}

/// Something to be renewed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
pub struct Renewal {
    /// What is asked for.
    pub requirement: Requirement,
    /// The same in words, with the level of a check and the kinds of a qualification.
    pub what: String,
    /// For which kinds of contact, of those they do.
    pub kinds: Vec<Kind>,
    /// The level a DBS check must have at least.
    pub level: Option<DbsLevel>,
    /// How it stands.
    pub state: RenewalState,
    /// The last day on which it counts, or counted.
    pub last_day: Option<Day>,
    /// Whether one that would do is there already and waits to be checked by a second person.
    pub waits: bool,
    /// The last day by which to put it right without a gap; today where there is one already.
    pub fix_by: Day,
    /// What is so, as a sentence.
    pub detail: String,
    /// What to do, as a sentence.
    pub remedy: String,
}

/// The kinds of contact somebody does, so far as their papers say: those that ask for no qualification, and
/// those they have, had or will have one for. Where that leaves none, all: somebody has to begin somewhere.
#[must_use]
pub fn kinds_done(credentials: &[Credential], policy: &Policy) -> Vec<Kind> {
    let term = policy.term(Requirement::Role);
    let has = |kind: &Kind| {
        credentials.iter().any(|one| {
            one.what == Requirement::Role
                && one.kinds.contains(kind)
                && matches!(one.standing, CertificateStanding::Checked | CertificateStanding::Waiting)
        })
    };
    let done: Vec<Kind> = Kind::ALL
        .iter()
        .copied()
        .filter(|kind| term.is_none_or(|term| !term.binds(*kind)) || has(kind))
        .collect();
    if done.is_empty() { Kind::ALL.to_vec() } else { done }
}

/// What is to be renewed for these kinds of contact, the most pressing first: everything that does not hold
/// through the next sixty days.
#[must_use]
pub fn renewals(credentials: &[Credential], policy: &Policy, kinds: &[Kind], today: Day) -> Vec<Renewal> {
    let horizon = today.plus_days(RENEW_AHEAD);
    let mut open: Vec<Open<'_>> = Vec::new();
    for asked in policy.terms.iter().flat_map(|term| questions(term, kinds)) {
        let of_the_sort = asked.of_the_sort(credentials);
        let last = match asked.holds_until(&of_the_sort, today) {
            Some(None) => continue,
            Some(Some(last)) if last > horizon => continue,
            held => held.flatten(),
        };
        let one = Open::new(asked, credentials, &of_the_sort, (today, last));
        // A qualification is asked for each kind of contact; what runs out together is one thing to do.
        match open.iter_mut().find(|other| other.goes_with(&one)) {
            Some(other) => other.asked.kinds.extend(one.asked.kinds),
            None => open.push(one),
        }
    }
    let mut all: Vec<Renewal> = open.into_iter().map(|one| one.told(today)).collect();
    all.sort_by_key(|one| (one.fix_by, one.requirement));
    all
}

/// A question of the policy without an answer that lasts.
struct Open<'a> {
    asked: Asked<'a>,
    state: RenewalState,
    last_day: Option<Day>,
    counting: u32,
    waits: bool,
}

impl<'a> Open<'a> {
    fn new(
        asked: Asked<'a>,
        all: &[Credential],
        of_the_sort: &[&Credential],
        (today, last): (Day, Option<Day>),
    ) -> Self {
        let at = last.map_or(today, |last| last.plus_days(1));
        let ran_out = asked.ran_out(of_the_sort, today);
        let (why, _) = asked.why(all, of_the_sort, at);
        let (state, last_day) = match (last, ran_out) {
            (Some(last), _) => (RenewalState::RunsOut, Some(last)),
            (None, Some(ran_out)) => (RenewalState::RanOut, Some(ran_out)),
            (None, None) => (RenewalState::Missing, None),
        };
        let counting = asked.number_on(of_the_sort, today);
        Self { asked, state, last_day, counting, waits: why == Why::NotChecked }
    }

    fn goes_with(&self, other: &Self) -> bool {
        self.asked.term.requirement == other.asked.term.requirement
            && (self.state, self.last_day, self.waits) == (other.state, other.last_day, other.waits)
    }

    fn what(&self) -> String {
        let term = self.asked.term;
        match (term.requirement, term.level) {
            (Requirement::Role, _) => {
                let kinds: Vec<String> =
                    self.asked.kinds.iter().map(|kind| kind.words().to_lowercase()).collect();
                format!("Qualification for {}", kinds.join(", "))
            }
            (Requirement::Dbs, Some(level)) => format!("DBS check ({})", level.words().to_lowercase()),
            (requirement, _) => requirement.words().to_owned(),
        }
    }

    fn told(self, today: Day) -> Renewal {
        let (what, term) = (self.what(), self.asked.term);
        let fix_by = self.last_day.filter(|_| self.state == RenewalState::RunsOut).unwrap_or(today);
        let on = self.last_day.map(Day::words).unwrap_or_default();
        let detail = match self.state {
            RenewalState::RunsOut => format!("{what}: it counts until {on}."),
            RenewalState::RanOut => format!("{what}: it ran out on {on}."),
            RenewalState::Missing if self.counting > 0 => {
                format!("{what}: {} of {} counts.", self.counting, term.needed)
            }
            RenewalState::Missing => format!("{what}: there is none that counts."),
        };
        let by = match self.state {
            RenewalState::RunsOut => format!(" by {on}"),
            RenewalState::RanOut | RenewalState::Missing => String::new(),
        };
        let remedy = match (self.waits, term.requirement, self.state) {
            (true, ..) => format!("It is there and waits: a second person checks it{by}."),
            (_, Requirement::Dbs, _) if term.update_months.is_some() => {
                format!(
                    "Ask the update service or apply for a new check, add it, and have it checked here{by}."
                )
            }
            (_, Requirement::Dbs, _) => {
                format!("Apply for a new check, add it, and have it checked here{by}.")
            }
            (.., RenewalState::Missing) => format!("Add what is missing, and have it checked{by}."),
            _ => format!("Renew it, add the new certificate, and have it checked{by}."),
        };
        Renewal {
            requirement: term.requirement,
            what,
            kinds: self.asked.kinds,
            level: term.level,
            state: self.state,
            last_day: self.last_day,
            waits: self.waits,
            fix_by,
            detail,
            remedy,
        }
    }
}
