//! Until which day somebody is cleared, or what is missing.

use super::{CertificateStanding, Credential, Policy, Requirement, Term};
use crate::plan::Kind;
use base::Day;
use serde::Serialize;

base::choices! {
    /// Why something is missing.
    pub enum Why {
        Nothing = "nothing" => "There is none",
        NotChecked = "not-checked" => "Waits to be checked",
        RanOut = "ran-out" => "Ran out",
        NotYet = "not-yet" => "Does not count yet",
        Revoked = "revoked" => "Was refused or revoked",
        LevelTooLow = "level-too-low" => "The check looks at too little",
    }
}

/// Something that is missing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
pub struct MissingRequirement {
    /// What is asked for.
    pub requirement: Requirement,
    /// For which of the kinds of contact that were asked about.
    pub kinds: Vec<Kind>,
    /// How many are needed.
    pub needed: u32,
    /// How many count on the day.
    pub counting: u32,
    /// Why the nearest one does not count.
    pub why: Why,
    /// The last day on which the nearest one counted, or the first on which it will.
    pub day: Option<Day>,
    /// The last day by which to put it right: the one before the day asked about.
    pub fix_by: Day,
    /// What is so, as a sentence.
    pub detail: String,
    /// What would satisfy it, as a sentence.
    pub remedy: String,
}

/// Whether somebody is cleared for some kinds of contact on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
pub struct Clearance {
    /// The last day on which they are cleared without a break from the day asked about. None when they are
    /// not cleared on that day, or when nothing they have lapses.
    pub until: Option<Day>,
    /// What lapses on that day.
    pub lapses: Vec<Requirement>,
    /// What is missing on the day asked about. Empty means that they are cleared.
    pub missing: Vec<MissingRequirement>,
}

impl Clearance {
    /// Whether they are cleared on the day asked about.
    #[must_use]
    pub fn is_cleared(&self) -> bool {
        self.missing.is_empty()
    }

    /// Whether they are cleared from the day asked about to this later day without a break.
    #[must_use]
    pub fn holds_through(&self, day: Day) -> bool {
        self.is_cleared() && self.until.is_none_or(|until| day <= until)
    }
}

/// One question the policy puts: a term, and the kinds of contact it is put for.
pub(super) struct Asked<'a> {
    pub(super) term: &'a Term,
    pub(super) kinds: Vec<Kind>,
    /// The kind a qualification must be for.
    of_kind: Option<Kind>,
}

/// Whether somebody with these credentials is cleared on a day for all of these kinds of contact; for every
/// kind there is, when none is named.
#[must_use]
pub fn clearance(credentials: &[Credential], policy: &Policy, kinds: &[Kind], day: Day) -> Clearance {
    let kinds = if kinds.is_empty() { Kind::ALL } else { kinds };
    let mut answer = Clearance { until: None, lapses: Vec::new(), missing: Vec::new() };
    for asked in policy.terms.iter().flat_map(|term| questions(term, kinds)) {
        let of_the_sort = asked.of_the_sort(credentials);
        if let Some(last) = asked.holds_until(&of_the_sort, day) {
            answer.lapsing(asked.term.requirement, last);
        } else {
            answer.missing.push(asked.missing(credentials, &of_the_sort, day));
        }
    }
    if !answer.is_cleared() {
        (answer.until, answer.lapses) = (None, Vec::new());
    }
    answer
}

/// A qualification is for one kind, so it is asked for each; anything else is asked once.
pub(super) fn questions<'a>(term: &'a Term, kinds: &[Kind]) -> Vec<Asked<'a>> {
    let bound: Vec<Kind> = kinds.iter().copied().filter(|kind| term.binds(*kind)).collect();
    if term.requirement == Requirement::Role {
        bound.into_iter().map(|kind| Asked { term, kinds: vec![kind], of_kind: Some(kind) }).collect()
    } else if bound.is_empty() {
        Vec::new()
    } else {
        vec![Asked { term, kinds: bound, of_kind: None }]
    }
}

impl Clearance {
    fn lapsing(&mut self, requirement: Requirement, last: Option<Day>) {
        let Some(last) = last else { return };
        if self.until.is_none_or(|until| last < until) {
            (self.until, self.lapses) = (Some(last), Vec::new());
        }
        if self.until == Some(last) && !self.lapses.contains(&requirement) {
            self.lapses.push(requirement);
        }
    }
}

impl Asked<'_> {
    /// Those of somebody's credentials that could answer it.
    pub(super) fn of_the_sort<'c>(&self, credentials: &'c [Credential]) -> Vec<&'c Credential> {
        credentials.iter().filter(|one| one.is_asked_by(self.term, self.of_kind)).collect()
    }

    fn counts_on(&self, credential: &Credential, day: Day) -> bool {
        credential.standing == CertificateStanding::Checked
            && credential.spans(self.term).into_iter().any(|span| span.holds_on(day))
    }

    /// How many count on a day.
    pub(super) fn number_on(&self, of_the_sort: &[&Credential], day: Day) -> u32 {
        let number = of_the_sort.iter().filter(|one| self.counts_on(one, day)).count();
        u32::try_from(number).unwrap_or(u32::MAX)
    }

    /// None when too few count on the day; else the last day on which enough do without a break, which may
    /// never come. Fewer can count only from the day after something ends, so only those days are looked at.
    #[expect(clippy::option_option, reason = "not held, held without an end, and held until a day")]
    pub(super) fn holds_until(&self, of_the_sort: &[&Credential], day: Day) -> Option<Option<Day>> {
        let mut at = day;
        while self.number_on(of_the_sort, at) >= self.term.needed {
            let next = of_the_sort
                .iter()
                .filter(|one| one.standing == CertificateStanding::Checked)
                .flat_map(|one| one.spans(self.term))
                .filter(|span| span.holds_on(at))
                .filter_map(|span| span.last)
                .min();
            match next {
                Some(last) => at = last.plus_days(1),
                None => return Some(None),
            }
        }
        (at > day).then(|| Some(at.plus_days(-1)))
    }

    /// The last day before this one on which any counted.
    pub(super) fn ran_out(&self, of_the_sort: &[&Credential], day: Day) -> Option<Day> {
        let checked = of_the_sort.iter().filter(|one| one.standing == CertificateStanding::Checked);
        checked
            .flat_map(|one| one.spans(self.term))
            .filter_map(|span| span.last)
            .filter(|last| *last < day)
            .max()
    }

    /// Why it is missing: by the one that is nearest to counting.
    pub(super) fn why(
        &self,
        all: &[Credential],
        of_the_sort: &[&Credential],
        day: Day,
    ) -> (Why, Option<Day>) {
        let spans = |one: &Credential| one.spans(self.term);
        let is = |standing: CertificateStanding| move |one: &&&Credential| one.standing == standing;
        let would_count = |one: &&Credential| spans(one).into_iter().any(|span| span.holds_on(day));
        if of_the_sort.iter().filter(is(CertificateStanding::Waiting)).any(would_count) {
            return (Why::NotChecked, None);
        }
        let checked =
            || of_the_sort.iter().filter(is(CertificateStanding::Checked)).flat_map(|one| spans(one));
        if let Some(from) = checked().map(|span| span.from).filter(|from| *from > day).min() {
            return (Why::NotYet, Some(from));
        }
        if let Some(last) = self.ran_out(of_the_sort, day) {
            return (Why::RanOut, Some(last));
        }
        if of_the_sort
            .iter()
            .any(|one| matches!(one.standing, CertificateStanding::Refused | CertificateStanding::Revoked))
        {
            return (Why::Revoked, None);
        }
        let has_less = all.iter().any(|one| one.what == self.term.requirement && !of_the_sort.contains(&one));
        if has_less && self.term.level.is_some() { (Why::LevelTooLow, None) } else { (Why::Nothing, None) }
    }

    fn missing(&self, all: &[Credential], of_the_sort: &[&Credential], day: Day) -> MissingRequirement {
        let (why, other_day) = self.why(all, of_the_sort, day);
        let counting = self.number_on(of_the_sort, day);
        let fix_by = day.plus_days(-1);
        let what = self.name();
        let on = other_day.map(Day::words).unwrap_or_default();
        let by = fix_by.words();
        let number = if self.term.needed > 1 {
            format!("{what}: {counting} of {} counts", self.term.needed)
        } else {
            what.clone()
        };
        let (detail, remedy) = match why {
            Why::Nothing => (
                if counting == 0 { format!("{what}: there is none.") } else { format!("{number}.") },
                format!("Add what is missing and have it checked by {by}."),
            ),
            Why::NotChecked => {
                (format!("{number}: one waits to be checked."), format!("A second person checks it by {by}."))
            }
            Why::RanOut => (
                format!("{number}: it ran out on {on}."),
                format!("Renew it, and have the new certificate checked by {by}."),
            ),
            Why::NotYet => (
                format!("{number}: it counts from {on} only."),
                format!("Add an earlier certificate and have it checked by {by}, or wait until {on}."),
            ),
            Why::Revoked => (
                format!("{number}: it was refused or revoked."),
                format!("Add another and have it checked by {by}."),
            ),
            Why::LevelTooLow => (
                format!("{number}: the check that is there looks at too little."),
                format!("Apply for a check at the level asked for, and have it checked here by {by}."),
            ),
        };
        MissingRequirement {
            requirement: self.term.requirement,
            kinds: self.kinds.clone(),
            needed: self.term.needed,
            counting,
            why,
            day: other_day,
            fix_by,
            detail,
            remedy,
        }
    }

    fn name(&self) -> String {
        match (self.of_kind, self.term.level) {
            (Some(kind), _) => format!("Qualification for {}", kind.words().to_lowercase()),
            (None, Some(level)) => format!("DBS check ({})", level.words().to_lowercase()),
            (None, None) => self.term.requirement.words().to_owned(),
        }
    }
}
