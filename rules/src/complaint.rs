//! Complaints: their stages and clocks, who may look into one, and what may be done next. The stages and the five
//! working days are those of the National Association of Child Contact Centres; the other terms are ours.

use crate::{
    Refusal,
    incident::{five_o_clock, next_working_day},
};
use base::{Day, Moment};

base::choices! {
    /// What a complaint is about.
    pub enum ComplaintAbout {
        Coordinator = "coordinator" => "The co-ordinator",
        SafeguardingLead = "safeguarding-lead" => "The safeguarding lead",
        Staff = "staff" => "Another member of staff",
        Volunteer = "volunteer" => "A volunteer",
        Decision = "decision" => "A decision",
        Place = "place" => "The place",
        Information = "information" => "What we do with information about somebody",
        Other = "other" => "Something else",
    }
}

impl ComplaintAbout {
    /// Whether it is about somebody who works here.
    #[must_use]
    pub const fn is_a_person(self) -> bool {
        matches!(self, Self::Coordinator | Self::SafeguardingLead | Self::Staff | Self::Volunteer)
    }
}

base::choices! {
    /// How far a complaint has got. After the second stage it goes outside the centre.
    pub enum ComplaintStage {
        /// Somebody puts it right, or explains, within some days.
        Informal = "informal" => "Informal",
        /// In writing, to somebody who had no part in it.
        First = "first" => "Stage 1",
        /// Looked at again by somebody who had no part in stage 1 either.
        Second = "second" => "Stage 2",
    }
}

base::choices! {
    /// How a stage of a complaint ended.
    pub enum ComplaintOutcome {
        PutRight = "put-right" => "Put right",
        Upheld = "upheld" => "Upheld",
        PartlyUpheld = "partly-upheld" => "Partly upheld",
        NotUpheld = "not-upheld" => "Not upheld",
        Withdrawn = "withdrawn" => "Taken back",
    }
}

/// Within how many working days a written complaint is acknowledged (NACCC).
pub const ACKNOWLEDGED_WITHIN: u32 = 5;

/// Within how many working days a complaint is answered: what a centre sets, or ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terms {
    /// Informally.
    pub informal: u32,
    /// In writing, at either stage.
    pub written: u32,
}

impl Default for Terms {
    fn default() -> Self {
        Self { informal: 5, written: 20 }
    }
}

/// Five in the afternoon, in London, so many working days after a moment.
#[must_use]
pub fn working_days_after(at: Moment, days: u32, bank_holidays: &[Day]) -> Moment {
    five_o_clock((0..days).fold(at.day(), |day, _| next_working_day(day, bank_holidays)))
}

/// How a complaint stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// At which stage.
    pub stage: ComplaintStage,
    /// By when it is to be acknowledged; nothing where it is informal.
    pub acknowledge_by: Option<Moment>,
    /// When that was done.
    pub acknowledged_at: Option<Moment>,
    /// By when it is to be answered.
    pub answer_by: Moment,
    /// Whether somebody was named to look into it.
    pub has_handler: bool,
    /// How the stage ended; nothing while it is open.
    pub outcome: Option<ComplaintOutcome>,
}

/// What is done with a complaint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Somebody is named to look into it.
    Assign,
    /// It is said that it has come, and what happens next.
    Acknowledge,
    /// More time is taken, and it is said why.
    Extend(Day),
    /// It is answered.
    Answer(ComplaintOutcome),
    /// Whoever complains takes it to the next stage.
    GoOn,
    /// Whoever complains takes it back.
    Withdraw,
}

impl Standing {
    /// How a complaint stands that begins at a stage.
    #[must_use]
    pub fn begun(stage: ComplaintStage, at: Moment, terms: Terms, bank_holidays: &[Day]) -> Self {
        let after = |days| working_days_after(at, days, bank_holidays);
        let (acknowledge_by, within) = match stage {
            ComplaintStage::Informal => (None, terms.informal),
            ComplaintStage::First | ComplaintStage::Second => {
                (Some(after(ACKNOWLEDGED_WITHIN)), terms.written)
            }
        };
        Self {
            stage,
            acknowledge_by,
            acknowledged_at: None,
            answer_by: after(within),
            has_handler: false,
            outcome: None,
        }
    }

    /// By when the next thing is due; nothing where the stage is over.
    #[must_use]
    pub fn due(&self) -> Option<Moment> {
        let acknowledge = self.acknowledge_by.filter(|_| self.acknowledged_at.is_none());
        self.outcome.is_none().then(|| acknowledge.unwrap_or(self.answer_by).min(self.answer_by))
    }

    /// The stage to which whoever complains may take it now: after an answer, or once an answer is late.
    #[must_use]
    pub fn may_go_on(&self, now: Moment) -> Option<ComplaintStage> {
        let may = match self.outcome {
            Some(ComplaintOutcome::Withdrawn) => false,
            Some(_) => true,
            None => self.stage == ComplaintStage::Informal || now > self.answer_by,
        };
        match self.stage {
            ComplaintStage::Informal if may => Some(ComplaintStage::First),
            ComplaintStage::First if may => Some(ComplaintStage::Second),
            _ => None,
        }
    }

    /// The last day until which more time is taken at this stage: its term a second time and no more, counted for a
    /// written complaint from its beginning. Ours: an answer that is put off for ever is none.
    #[must_use]
    pub fn longest(&self, terms: Terms, bank_holidays: &[Day]) -> Day {
        let (from, days) = match self.acknowledge_by {
            Some(by) => (by, (2 * terms.written).saturating_sub(ACKNOWLEDGED_WITHIN)),
            None => (self.answer_by, terms.informal),
        };
        working_days_after(from, days, bank_holidays).day()
    }

    /// The last day until which more time may be taken now; nothing where none is taken any more.
    #[must_use]
    pub fn more_time_until(&self, now: Moment, terms: Terms, bank_holidays: &[Day]) -> Option<Day> {
        let longest = self.longest(terms, bank_holidays);
        let may = self.outcome.is_none() && now <= self.answer_by && longest > self.answer_by.day();
        may.then_some(longest)
    }

    /// Whether more time may be taken until this day: before the answer is late, for a working day, and not for ever.
    fn may_be_longer(
        &self,
        until: Day,
        at: Moment,
        (terms, bank_holidays): (Terms, &[Day]),
    ) -> Result<(), Refusal> {
        let no = |code, detail: String, remedy: String| Err(Refusal::because(code, detail, remedy));
        let (due, longest) = (self.answer_by.day(), self.longest(terms, bank_holidays));
        if at > self.answer_by {
            return no(
                "complaint-late",
                format!("It was due on {}: no more time is taken for what is late.", due.words()),
                "Answer it. Whoever complains may take it to the next stage.".to_owned(),
            );
        }
        if until <= due {
            return no(
                "complaint-not-longer",
                format!("It is due on {} already.", due.words()),
                "Choose a later day.".to_owned(),
            );
        }
        if until > longest {
            return no(
                "complaint-too-long",
                format!("More time than until {} is not taken.", longest.words()),
                "Choose an earlier day.".to_owned(),
            );
        }
        if next_working_day(until.plus_days(-1), bank_holidays) != until {
            return no(
                "complaint-no-working-day",
                format!("{} is not a working day.", until.words()),
                "Choose a day from Monday to Friday that is no bank holiday.".to_owned(),
            );
        }
        Ok(())
    }

    /// Whether whoever complains may take it outside the centre: after stage 2, or once its answer is late.
    #[must_use]
    pub fn may_go_outside(&self, now: Moment) -> bool {
        self.stage == ComplaintStage::Second
            && self.outcome.map_or(now > self.answer_by, |outcome| outcome != ComplaintOutcome::Withdrawn)
    }
}

/// How a complaint stands after a step.
pub fn apply(
    standing: Standing,
    step: Step,
    at: Moment,
    (terms, bank_holidays): (Terms, &[Day]),
) -> Result<Standing, Refusal> {
    if step == Step::GoOn {
        let next = standing.may_go_on(at).ok_or_else(|| {
            Refusal::because(
                "complaint-no-next-stage",
                "This complaint cannot go to another stage now.",
                "Wait for the answer, or take it to NACCC once stage 2 is over.",
            )
        })?;
        return Ok(Standing::begun(next, at, terms, bank_holidays));
    }
    if standing.outcome.is_some() {
        return Err(Refusal::because(
            "complaint-over",
            "This stage of the complaint is over.",
            "Whoever complains can take it to the next stage, or make another complaint.",
        ));
    }
    let is_informal = standing.stage == ComplaintStage::Informal;
    match step {
        Step::Assign => Ok(Standing { has_handler: true, ..standing }),
        Step::Acknowledge if is_informal || standing.acknowledged_at.is_some() => Err(Refusal::because(
            "complaint-acknowledged",
            "There is nothing to acknowledge: it is informal, or acknowledged already.",
            "Answer it.",
        )),
        Step::Acknowledge => Ok(Standing { acknowledged_at: Some(at), ..standing }),
        Step::Extend(until) => {
            standing.may_be_longer(until, at, (terms, bank_holidays))?;
            Ok(Standing { answer_by: five_o_clock(until), ..standing })
        }
        Step::Withdraw => Ok(Standing { outcome: Some(ComplaintOutcome::Withdrawn), ..standing }),
        Step::Answer(outcome) if is_informal != (outcome == ComplaintOutcome::PutRight) => {
            Err(Refusal::because(
                "complaint-wrong-answer",
                "An informal complaint is put right; a written one is upheld, partly upheld or not upheld.",
                "Choose an answer that fits the stage.",
            ))
        }
        Step::Answer(ComplaintOutcome::Withdrawn) => Err(Refusal::because(
            "complaint-wrong-answer",
            "Whoever complains takes a complaint back, and nobody else.",
            "Answer it.",
        )),
        Step::Answer(_) if !is_informal && !standing.has_handler => Err(Refusal::because(
            "complaint-nobody-looks-into-it",
            "Nobody has been named to look into this complaint.",
            "Name somebody first who had no part in it.",
        )),
        Step::Answer(outcome) => Ok(Standing {
            outcome: Some(outcome),
            acknowledged_at: standing.acknowledged_at.or(standing.acknowledge_by.map(|_| at)),
            ..standing
        }),
        // Taken above.
        Step::GoOn => Ok(standing),
    }
}

/// What is known of somebody who might look into a complaint.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is one reason not to be impartial")]
pub struct Candidate {
    /// Whether it is about them, or about somebody they are close to.
    pub is_about_them_or_theirs: bool,
    /// Whether they know an adult of the family.
    pub knows_the_family: bool,
    /// Whether they took the decision that it is about, or tried to put it right before.
    pub dealt_with_it: bool,
    /// Whether they did anything in an earlier stage of it.
    pub acted_before: bool,
    /// Whether they are named for the family's visits or for what its adults write.
    pub is_assigned_to_the_family: bool,
}

/// May this person look into a complaint at this stage?
pub fn may_look_into(stage: ComplaintStage, who: Candidate) -> Result<(), Refusal> {
    let remedy = "Name somebody else, from outside the centre if need be: a trustee, or another centre.";
    let no = |code, detail| Err(Refusal::because(code, detail, remedy));
    if who.is_about_them_or_theirs {
        return no(
            "complaint-is-about-them",
            "The complaint is about this person, or about somebody close to them.",
        );
    }
    if who.knows_the_family {
        return no("complaint-knows-the-family", "This person knows an adult of the family.");
    }
    if stage == ComplaintStage::Informal {
        return Ok(());
    }
    if who.dealt_with_it {
        return no("complaint-dealt-with-it", "This person has dealt with the matter before.");
    }
    if stage == ComplaintStage::First {
        return Ok(());
    }
    if who.acted_before {
        return no("complaint-acted-before", "This person had a part in an earlier stage of the complaint.");
    }
    if who.is_assigned_to_the_family {
        return no("complaint-works-with-the-family", "This person works with the family.");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use base::Minutes;
    use proptest::prelude::*;

    const TERMS: Terms = Terms { informal: 5, written: 20 };

    fn at(text: &str) -> Moment {
        text.parse().unwrap()
    }

    fn begun(stage: ComplaintStage, from: &str) -> Standing {
        let holidays: Vec<Day> =
            ["2026-12-25", "2026-12-28", "2027-01-01"].map(|day| day.parse().unwrap()).into();
        Standing::begun(stage, at(from), TERMS, &holidays)
    }

    fn applied(standing: Standing, step: Step, when: &str) -> Result<Standing, &'static str> {
        apply(standing, step, at(when), (TERMS, &[])).map_err(|refusal| refusal.code)
    }

    #[test]
    fn a_written_complaint_before_christmas_is_acknowledged_five_working_days_later() {
        let standing = begun(ComplaintStage::First, "2026-12-22T10:00:00Z");
        assert_eq!(standing.acknowledge_by, Some(at("2026-12-31T17:00:00Z")));
        assert_eq!(standing.answer_by, at("2027-01-22T17:00:00Z"));
        assert_eq!(standing.due(), standing.acknowledge_by);
        assert_eq!(
            begun(ComplaintStage::Informal, "2026-11-18T10:00:00Z").due(),
            Some(at("2026-11-25T17:00:00Z"))
        );
    }

    #[test]
    fn a_stage_is_answered_once_and_only_by_whom_somebody_named() {
        let written = begun(ComplaintStage::First, "2026-11-18T10:00:00Z");
        let upheld = Step::Answer(ComplaintOutcome::Upheld);
        let now = "2026-11-20T10:00:00Z";
        assert_eq!(applied(written, upheld, now), Err("complaint-nobody-looks-into-it"));
        let named = applied(written, Step::Assign, now).unwrap();
        let answered = applied(named, upheld, now).unwrap();
        assert_eq!(answered.acknowledged_at, Some(at(now)), "an answer acknowledges");
        assert_eq!(applied(answered, upheld, now), Err("complaint-over"));
        assert_eq!(
            applied(named, Step::Answer(ComplaintOutcome::PutRight), now),
            Err("complaint-wrong-answer")
        );
        assert_eq!(
            applied(named, Step::Answer(ComplaintOutcome::Withdrawn), now),
            Err("complaint-wrong-answer")
        );
        let acknowledged = applied(named, Step::Acknowledge, now).unwrap();
        assert_eq!(applied(acknowledged, Step::Acknowledge, now), Err("complaint-acknowledged"));
    }

    #[test]
    fn more_time_is_taken_before_it_is_late_for_a_working_day_and_not_for_ever() {
        let (written, now) = (begun(ComplaintStage::First, "2026-11-18T10:00:00Z"), "2026-11-20T10:00:00Z");
        let until = |day: &str| Step::Extend(day.parse().unwrap());
        assert_eq!(applied(written, until("2026-12-16"), now), Err("complaint-not-longer"));
        assert_eq!(applied(written, until("2020-01-02"), now), Err("complaint-not-longer"));
        assert_eq!(applied(written, until("2026-12-19"), now), Err("complaint-no-working-day"));
        assert_eq!(applied(written, until("2099-01-01"), now), Err("complaint-too-long"));
        let later = applied(written, until("2026-12-17"), now).unwrap();
        assert_eq!(later.answer_by, at("2026-12-17T17:00:00Z"));
        // Forty working days after the eighteenth of November, here with no bank holidays, however often it is asked.
        let last = applied(later, until("2027-01-13"), "2026-12-17T16:00:00Z").unwrap();
        assert_eq!(applied(last, until("2027-01-14"), "2027-01-12T10:00:00Z"), Err("complaint-too-long"));
        let ends = |standing: Standing, when: &str| standing.more_time_until(at(when), TERMS, &[]);
        assert_eq!(ends(later, now), Some("2027-01-13".parse().unwrap()));
        assert_eq!((ends(last, now), ends(later, "2026-12-17T17:00:01Z")), (None, None));
        // Late, it goes on and is put off no more.
        let late = "2026-12-16T17:00:01Z";
        assert_eq!(applied(written, until("2026-12-18"), late), Err("complaint-late"));
        assert_eq!(applied(written, Step::GoOn, late).map(|next| next.stage), Ok(ComplaintStage::Second));
        let informal = begun(ComplaintStage::Informal, "2026-11-18T10:00:00Z");
        assert!(applied(informal, until("2026-12-02"), now).is_ok());
        assert_eq!(applied(informal, until("2026-12-03"), now), Err("complaint-too-long"));
    }

    #[test]
    fn after_an_answer_or_when_it_is_late_a_complaint_goes_on_and_after_stage_2_outside() {
        let informal = begun(ComplaintStage::Informal, "2026-11-18T10:00:00Z");
        let first = applied(informal, Step::GoOn, "2026-11-18T11:00:00Z").unwrap();
        assert_eq!((first.stage, first.has_handler), (ComplaintStage::First, false));
        assert_eq!(applied(first, Step::GoOn, "2026-11-20T10:00:00Z"), Err("complaint-no-next-stage"));
        let second = applied(first, Step::GoOn, "2026-12-17T17:00:01Z").unwrap();
        assert_eq!(second.stage, ComplaintStage::Second);
        assert!(!second.may_go_outside(at("2026-12-18T10:00:00Z")));
        let answered = Standing { outcome: Some(ComplaintOutcome::NotUpheld), ..second };
        assert!(answered.may_go_outside(at("2026-12-18T10:00:00Z")));
        assert_eq!(applied(answered, Step::GoOn, "2026-12-18T10:00:00Z"), Err("complaint-no-next-stage"));
        let withdrawn = applied(first, Step::Withdraw, "2026-11-20T10:00:00Z").unwrap();
        assert_eq!(applied(withdrawn, Step::GoOn, "2027-06-20T10:00:00Z"), Err("complaint-no-next-stage"));
    }

    fn candidate() -> impl Strategy<Value = Candidate> {
        any::<[bool; 5]>().prop_map(|is| Candidate {
            is_about_them_or_theirs: is[0],
            knows_the_family: is[1],
            dealt_with_it: is[2],
            acted_before: is[3],
            is_assigned_to_the_family: is[4],
        })
    }

    fn stage() -> impl Strategy<Value = ComplaintStage> {
        proptest::sample::select(ComplaintStage::ALL)
    }

    proptest! {
        #[test]
        fn nobody_looks_into_what_is_about_them_and_stage_2_takes_somebody_with_no_part_in_anything(
            who in candidate(), stage in stage(),
        ) {
            let may = may_look_into(stage, who).is_ok();
            prop_assert!(!(may && (who.is_about_them_or_theirs || who.knows_the_family)));
            prop_assert!(!may || stage == ComplaintStage::Informal || !who.dealt_with_it);
            prop_assert_eq!(may && stage == ComplaintStage::Second, who == Candidate::default() && stage == ComplaintStage::Second);
            // Whoever may at a later stage might have at an earlier one.
            prop_assert!(!may || may_look_into(ComplaintStage::Informal, who).is_ok());
        }

        #[test]
        fn a_clock_ends_on_a_working_day_at_five_after_so_many_working_days(
            minutes in 0..1_051_200_i64, days in 1..40_u32,
            off in proptest::collection::btree_set(0..800_i64, 0..40),
        ) {
            let from = at("2026-01-01T00:00:00Z").plus(Minutes(minutes));
            let begin: Day = "2026-01-01".parse().unwrap();
            let holidays: Vec<Day> = off.into_iter().map(|ahead| begin.plus_days(ahead)).collect();
            let due = working_days_after(from, days, &holidays);
            let is_working = |day: &Day| !day.is_weekend() && !holidays.contains(day);
            let between = (1..).map(|ahead| from.day().plus_days(ahead)).take_while(|day| *day <= due.day());
            prop_assert_eq!(between.filter(is_working).count(), usize::try_from(days).unwrap());
            prop_assert!(is_working(&due.day()));
            prop_assert_eq!(due.clock(), "17:00");
        }
    }
}
