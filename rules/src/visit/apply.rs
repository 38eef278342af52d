//! One event after another: whether it may be, and what it changes.

use super::{
    Ending, EndingReason, Event, Person, Receipt, RefusalHow, State, StepKind, Visit, What,
    custody::{
        already_over, child_may_come_in, child_may_come_with_visiting, child_may_leave, may_come_to_collect,
        not_before, resident_may_leave, visiting_may_come_in, visiting_may_leave, visiting_may_walk_out,
    },
    session,
};
use crate::{Refusal, Rule, intake::Side, plan::Kind};
use base::{Moment, PartyId};

/// The visit after an event, or why the event cannot be.
pub fn apply(visit: &Visit, event: &Event) -> Result<Visit, Refusal> {
    confirmed(visit)?;
    may_be_said(visit, event)?;
    // Where `may` must allow for any way of filling a step in, the way it was filled in decides here.
    match &event.what {
        What::ChildLeft { goes_with, .. } => child_may_leave(visit, *goes_with, event.at)?,
        What::NoShow { who } => session::may_be_missed(visit, *who, event.at)?,
        What::ChildArrived { brought_by, .. } if comes_with_visiting(visit, brought_by) => {
            child_may_come_with_visiting(visit, event.at)?;
        }
        What::ChildArrived { .. } => child_may_come_in(visit, event.at)?,
        what => may(visit, what.kind(), event.at)?,
    }
    Ok(after(visit.clone(), event))
}

/// The visit after all its events in the order they were accepted.
pub fn replay<'a>(planned: Visit, events: impl IntoIterator<Item = &'a Event>) -> Result<Visit, Refusal> {
    events.into_iter().try_fold(planned, |visit, event| apply(&visit, event))
}

/// Whether a step may be taken at a moment, as far as can be said before anybody fills it in.
pub fn may(visit: &Visit, step: StepKind, at: Moment) -> Result<(), Refusal> {
    confirmed(visit)?;
    match step {
        StepKind::Briefed => may_brief(visit),
        StepKind::VisitingArrived => visiting_may_come_in(visit, at),
        StepKind::EntryRefused => may_turn_away(visit),
        StepKind::ChildArrived => child_may_come_in(visit, at).or_else(|refusal| {
            if visit.kind == Kind::Handover && visit.visiting_in {
                child_may_come_with_visiting(visit, at)
            } else {
                Err(refusal)
            }
        }),
        StepKind::ResidentLeft => resident_may_leave(visit, at),
        StepKind::Started => session::may_start(visit, at),
        StepKind::Paused => session::may_pause(visit, at),
        StepKind::Resumed => session::may_resume(visit, at),
        StepKind::EndedEarly => session::may_end_early(visit, at),
        StepKind::Ended => session::may_end(visit, at),
        StepKind::ChildRefused => session::may_refuse(visit, at),
        StepKind::ResidentArrivedToCollect => may_come_to_collect(visit, at),
        StepKind::ChildLeft => child_may_leave(visit, Side::Resident, at).or_else(|refusal| {
            if visit.kind == Kind::Handover {
                child_may_leave(visit, Side::Visiting, at)
            } else {
                Err(refusal)
            }
        }),
        StepKind::VisitingReleased => visiting_may_leave(visit, at),
        StepKind::VisitingWalkedOut => visiting_may_walk_out(visit, at),
        StepKind::Debriefed => may_debrief(visit, at),
        StepKind::Closed => may_close(visit),
        StepKind::Cancelled => may_cancel(visit),
        StepKind::NoShow => session::may_be_missed(visit, Side::Visiting, at)
            .or_else(|_| session::may_be_missed(visit, Side::Resident, at)),
    }
}

/// Nothing happens on a time that is only held.
fn confirmed(visit: &Visit) -> Result<(), Refusal> {
    if visit.state == State::Held {
        return Err(Refusal::because(
            "not-confirmed",
            "This time is only held while the adults are asked.",
            "Confirm it first.",
        ));
    }
    Ok(())
}

/// What can be said against the event's own words and persons.
fn may_be_said(visit: &Visit, event: &Event) -> Result<(), Refusal> {
    match &event.what {
        What::VisitingArrived { party, seems_intoxicated, .. } => {
            may_be_let_in(visit, *party, *seems_intoxicated)
        }
        What::EntryRefused { party, reason } => {
            if visit.visiting_present.contains(party) {
                return Err(Refusal::because(
                    "already-here",
                    "This person has been let in.",
                    "End the visit early and say why.",
                ));
            }
            said(reason, "Say why they were turned away.")
        }
        What::ChildArrived { brought_by, receipt } => {
            may_bring(visit, brought_by)?;
            complete(receipt)
        }
        What::ChildLeft { receipt, .. } => {
            if visit.kind == Kind::Handover && !visit.state.is_over() {
                session::staff_are_ready(visit, event.at)?;
                session::may_be_started_by(visit, event.by)?;
            }
            complete(receipt)
        }
        What::Started | What::Resumed => session::may_be_started_by(visit, event.by),
        What::Paused { reason } => said_under_r11(reason, "Say why the visit is paused."),
        What::EndedEarly { account, .. } => said_under_r11(account, "Say what happened."),
        What::VisitingWalkedOut { account } | What::Debriefed { account } => {
            said(account, "Say what happened.")
        }
        What::Cancelled { reason, .. } => said(reason, "Say why the visit is cancelled."),
        _ => Ok(()),
    }
}

/// R10 and R6 at the door.
fn may_be_let_in(visit: &Visit, party: PartyId, seems_intoxicated: bool) -> Result<(), Refusal> {
    if seems_intoxicated {
        return Err(Refusal::under(
            Rule::R10,
            "This person seems intoxicated and cannot come in.",
            "Turn them away, and record it as turned away with the reason.",
        ));
    }
    if visit.turned_away.contains(&party) {
        return Err(Refusal::because(
            "turned-away-today",
            "This person was turned away from this visit already.",
            "Offer another day. One who was turned away does not come in to the same visit.",
        ));
    }
    if visit.visiting_present.contains(&party) {
        return Err(Refusal::because(
            "already-here",
            "This person has come in already.",
            "Nothing needs doing.",
        ));
    }
    if visit.visiting.contains(&party) {
        return Ok(());
    }
    Err(Refusal::under(
        Rule::R6,
        "This person is not one of those who may come to this visit.",
        "Turn them away. Somebody new must be agreed in the plan first, and never by one parent alone.",
    ))
}

/// R6 for whoever brings the child.
fn may_bring(visit: &Visit, brought_by: &Person) -> Result<(), Refusal> {
    match brought_by {
        Person::Named(name) => said(name, "Say who brought the child, and from where."),
        Person::Known(party) if visit.bringing.contains(party) => Ok(()),
        Person::Known(_) if comes_with_visiting(visit, brought_by) => Ok(()),
        Person::Known(_) => Err(Refusal::under(
            Rule::R6,
            "This person is not one of those who bring the child.",
            "Take the child into care of staff, keep the person outside, and call the co-ordinator.",
        )),
    }
}

/// The way back from a handover: the child comes in with the visiting party.
fn comes_with_visiting(visit: &Visit, brought_by: &Person) -> bool {
    let Person::Known(party) = brought_by else {
        return false;
    };
    visit.kind == Kind::Handover && visit.visiting_present.contains(party)
}

/// Each passing of the child says who handed over and who received.
fn complete(receipt: &Receipt) -> Result<(), Refusal> {
    if !receipt.from.trim().is_empty() && !receipt.to.trim().is_empty() {
        return Ok(());
    }
    Err(Refusal::because(
        "receipt-incomplete",
        "It does not say who handed the child over, or who received the child.",
        "Name both adults.",
    ))
}

fn said(words: &str, remedy: &str) -> Result<(), Refusal> {
    if words.trim().is_empty() {
        Err(Refusal::because("words-missing", "Nothing is written.", remedy))
    } else {
        Ok(())
    }
}

fn said_under_r11(words: &str, remedy: &str) -> Result<(), Refusal> {
    said(words, remedy).map_err(|refusal| Refusal::under(Rule::R11, refusal.detail, refusal.remedy))
}

fn may_brief(visit: &Visit) -> Result<(), Refusal> {
    if visit.state.is_over() { Err(already_over(visit.state)) } else { Ok(()) }
}

fn may_turn_away(visit: &Visit) -> Result<(), Refusal> {
    if matches!(visit.state, State::Debriefed | State::Closed | State::Cancelled | State::Released) {
        return Err(already_over(visit.state));
    }
    Ok(())
}

fn may_debrief(visit: &Visit, at: Moment) -> Result<(), Refusal> {
    if !visit.is_empty_of_people() {
        return Err(Refusal::because(
            "somebody-here",
            "Somebody of this family is still in the building.",
            "See everybody out first.",
        ));
    }
    if !matches!(visit.state, State::Ended | State::ChildLeft | State::VisitingReleased) {
        return Err(Refusal::because(
            "not-ended",
            format!("There is nothing to talk over. The visit stands at: {}.", visit.state.words()),
            "Debrief after a visit has taken place.",
        ));
    }
    not_before(at, visit.visiting_left_at.max(visit.child_left_at), "everybody had left")
}

fn may_close(visit: &Visit) -> Result<(), Refusal> {
    if visit.state == State::Debriefed {
        return Ok(());
    }
    Err(Refusal::because(
        "not-debriefed",
        format!("The visit has not been talked over. It stands at: {}.", visit.state.words()),
        "Debrief first.",
    ))
}

fn may_cancel(visit: &Visit) -> Result<(), Refusal> {
    if visit.state.is_over() {
        return Err(already_over(visit.state));
    }
    if visit.visiting_arrived_at.is_none() && visit.child_arrived_at.is_none() {
        return Ok(());
    }
    Err(Refusal::because(
        "somebody-came",
        "Somebody has come already.",
        "End the visit early and say why, or say who did not come.",
    ))
}

/// What an accepted event changes.
fn after(mut visit: Visit, event: &Event) -> Visit {
    let at = event.at;
    match &event.what {
        What::Briefed => {
            if !visit.briefed.contains(&event.by) {
                visit.briefed.push(event.by);
            }
            visit.briefed_at = visit.briefed_at.max(Some(at));
            if visit.state == State::Planned {
                visit.state = State::Briefed;
            }
        }
        What::VisitingArrived { party, .. } => visit.let_in(*party, at),
        What::EntryRefused { party, reason } => visit.turn_away(*party, at, reason),
        What::ChildArrived { brought_by, .. } => {
            let with_visiting = comes_with_visiting(&visit, brought_by);
            visit.bring_child(with_visiting, at);
        }
        What::ResidentLeft => visit.resident_goes(at),
        What::Started => visit.begin(at),
        What::Paused { .. } => visit.pause(at),
        What::Resumed => visit.carry_on(at),
        What::EndedEarly { reason, account } => visit.end(State::Ended, at, Some(*reason), account),
        What::Ended => visit.end(State::Ended, at, None, ""),
        What::ChildRefused { how, words } => visit.heed_refusal(*how, at, words),
        What::ResidentArrivedToCollect => visit.resident_comes(at),
        What::ChildLeft { goes_with, .. } => visit.child_goes(*goes_with, at),
        What::VisitingReleased => visit.visiting_goes(at),
        What::VisitingWalkedOut { account } => visit.visiting_walks_out(at, account),
        What::Debriefed { .. } => visit.state = State::Debriefed,
        What::Closed => visit.state = State::Closed,
        What::Cancelled { reason, .. } => visit.end(State::Cancelled, at, None, reason),
        What::NoShow { .. } => visit.end(State::NoShow, at, None, ""),
    }
    visit
}

impl Visit {
    fn let_in(&mut self, party: PartyId, at: Moment) {
        self.visiting_present.push(party);
        self.visiting_in = true;
        self.visiting_arrived_at = self.visiting_arrived_at.max(Some(at));
        self.arrive(State::VisitingArrived);
    }

    fn turn_away(&mut self, party: PartyId, at: Moment, reason: &str) {
        self.turned_away.push(party);
        let nobody_left = self.visiting.iter().all(|one| self.turned_away.contains(one));
        if nobody_left && !self.visiting_in && !self.state.is_over() {
            self.end(State::Refused, at, None, reason);
        }
    }

    fn bring_child(&mut self, with_visiting: bool, at: Moment) {
        self.child_in = true;
        self.child_arrived_at = Some(at);
        self.child_with_visiting = with_visiting;
        if !with_visiting {
            self.resident_comes(at);
        }
        self.arrive(State::ChildArrived);
    }

    /// A late extra visitor does not undo a start.
    fn arrive(&mut self, state: State) {
        if !matches!(self.state, State::InSession | State::Paused) {
            self.state = state;
        }
    }

    fn resident_comes(&mut self, at: Moment) {
        self.resident_in = true;
        self.resident_arrived_at = Some(at);
    }

    fn resident_goes(&mut self, at: Moment) {
        self.resident_in = false;
        self.resident_left_at = self.resident_left_at.max(Some(at));
    }

    fn begin(&mut self, at: Moment) {
        self.state = State::InSession;
        self.in_session_since = Some(at);
    }

    fn pause(&mut self, at: Moment) {
        self.state = State::Paused;
        self.paused_at = Some(at);
    }

    fn carry_on(&mut self, at: Moment) {
        self.state = State::InSession;
        self.resumed_at = Some(at);
    }

    fn end(&mut self, state: State, at: Moment, reason: Option<EndingReason>, account: &str) {
        self.state = state;
        self.ending = Some(Ending { at, reason, account: account.to_owned() });
    }

    fn heed_refusal(&mut self, how: RefusalHow, at: Moment, words: &str) {
        self.child_refused = self.child_refused.max(Some(how));
        if !self.child_in {
            // The child stands outside with whoever brought them: they are near.
            self.resident_left_at = self.resident_left_at.max(Some(at));
        }
        match (how, self.state) {
            (RefusalHow::Brief, State::InSession) => self.pause(at),
            (RefusalHow::Brief, _) => (),
            (RefusalHow::Prolonged, _) => {
                let state = if self.in_session_since.is_some() { State::Ended } else { State::Refused };
                self.end(state, at, Some(EndingReason::ChildRefused), words);
            }
        }
    }

    fn child_goes(&mut self, goes_with: Side, at: Moment) {
        self.child_in = false;
        self.child_left_at = Some(at);
        if goes_with == Side::Resident {
            self.resident_goes(at);
        } else {
            self.child_with_visiting = true;
        }
        self.leave(State::ChildLeft);
    }

    fn visiting_goes(&mut self, at: Moment) {
        self.visiting_in = false;
        self.visiting_present.clear();
        self.visiting_left_at = Some(at);
        self.leave(State::VisitingReleased);
    }

    fn visiting_walks_out(&mut self, at: Moment, account: &str) {
        let was_on = !self.state.is_over();
        self.visiting_goes(at);
        self.visiting_walked_out = true;
        if was_on {
            self.end(State::Ended, at, Some(EndingReason::WalkedOut), account);
        }
    }

    fn leave(&mut self, state: State) {
        if !self.state.is_called_off() {
            self.state = state;
        }
    }
}
