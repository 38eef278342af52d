//! What waits on the way to a first visit: referrals, enquiries, applications, meetings, plans.

use super::line::{Line, MOST, by_day, waiting, working_days_after};
use super::records::breach;
use crate::{
    complaint::hidden_complaints,
    incident::asker,
    intake::{EnquiryTold, SafeChannel},
    schema::{agreement, attachment, court_order, desk, family, party, plan, referral},
    trail,
    view::WorkLine,
};
use base::{FamilyId, Moment, Name, PlanId, ReferralId};
use diesel::prelude::*;
use host::{Problem, Tx, among, seal::Sealed};
use rules::intake::Stage;
use serde_json::Value;
use std::collections::BTreeMap;

/// Referrals to decide on, and families taken on with a copy of a court order that nobody has read.
pub(super) fn referrals(tx: &mut Tx<'_>) -> Result<Vec<Line>, Problem> {
    let (centre, now) = (tx.centre(), tx.now);
    type Row = ((ReferralId, FamilyId), Option<Moment>, String, Sealed, String, Stage);
    // The few families that wait are found first: every referral there ever was is kept.
    let undecided = diesel::alias!(family as undecided);
    let stage = among(undecided.field(family::stage), [Stage::Referred, Stage::Waiting]);
    let undecided = undecided
        .filter(undecided.field(family::centre).eq(centre).and(stage))
        .select(undecided.field(family::id).nullable());
    // A copy of an order whose terms are not among those recorded of the referral.
    let of_the_copy = court_order::referral
        .eq(attachment::referral)
        .and(court_order::referral_order.eq(attachment::order_number));
    let unread = attachment::table
        .left_join(court_order::table.on(of_the_copy))
        .filter(attachment::centre.eq(centre).and(attachment::order_number.is_not_null()))
        .filter(court_order::id.nullable().is_null())
        .select(attachment::referral);
    let rows: Vec<Row> = referral::table
        .inner_join(family::table.on(referral::family.eq(family::id.nullable())))
        .filter(referral::centre.eq(centre).and(referral::state.eq("submitted")))
        .filter(among(family::stage, [Stage::Referred, Stage::Waiting, Stage::Preparing, Stage::Active]))
        .filter(referral::family.eq_any(undecided).or(referral::id.nullable().eq_any(unread)))
        .order((family::stage.desc(), referral::submitted))
        .limit(MOST * 2)
        .select((
            (referral::id, family::id),
            referral::submitted,
            referral::source,
            referral::document,
            family::title,
            family::stage,
        ))
        .load(tx.db())?;
    rows.into_iter()
        .map(|((id, family), submitted, source, document, title, stage)| {
            if matches!(stage, Stage::Preparing | Stage::Active) {
                return Ok(super::orders::unread(family, &title, submitted.unwrap_or(now), now));
            }
            let document: Value = tx.open(&document)?;
            let orders = document["orders"].as_array().map_or(0, Vec::len);
            let orders = match orders {
                0 => "no court orders".to_owned(),
                1 => "1 court order".to_owned(),
                many => format!("{many} court orders"),
            };
            let since = submitted.unwrap_or(now);
            let why = format!("{}. From: {}; {orders}.", waiting(since, now), source.replace('-', " "));
            let (words, days) = match stage {
                Stage::Waiting => ("On the waiting list", 20),
                _ => ("Decide on the referral", 5),
            };
            let due = working_days_after(since.day(), days);
            Ok(by_day(format!("{words}: {title}"), format!("/referrals/{id}"), why, due, now.day()))
        })
        .collect()
}

/// Enquiries and messages to answer, applications to join, meetings that are over and not recorded, and pairs to
/// be taken away that a second person has to look at: one statement for all, because the first page may send no more than
/// twelve.
pub(super) fn at_the_desk(tx: &mut Tx<'_>) -> Result<Vec<Line>, Problem> {
    of_the_desk(
        tx,
        &["enquiry", "call", "application", "meeting", "message", "pair", "looked", "complaint", "recheck"],
    )
}

/// Messages to answer, pairs to be taken away that a second person has to look at, parents who asked who has looked, and breaches
/// whose clock runs.
pub(super) fn pairs_questions_and_breaches(tx: &mut Tx<'_>) -> Result<Vec<Line>, Problem> {
    of_the_desk(tx, &["call", "message", "pair", "looked", "breach", "complaint"])
}

fn of_the_desk(tx: &mut Tx<'_>, kinds: &[&str]) -> Result<Vec<Line>, Problem> {
    /// The most that is read: far more than a desk ever has.
    const READ: i64 = 600;
    type Row = (String, String, Moment, Option<String>, Option<String>, Option<String>);
    let (centre, now) = (tx.centre(), tx.now);
    let me = tx.actor.account.map(|account| account.to_string());
    // A complaint is not shown to whoever it is about.
    let worker = asker(tx);
    let may_be_known = desk::kind.ne("complaint").or(desk::id.ne_all(hidden_complaints!(worker)));
    let rows: Vec<Row> = desk::table
        .filter(desk::centre.eq(centre).and(desk::waits_from.le(now)))
        .filter(may_be_known)
        .filter(among(desk::kind, kinds.iter().map(|kind| (*kind).to_owned())))
        .order((desk::at, desk::id))
        .limit(READ)
        .select((desk::kind, desk::id, desk::at, desk::said, desk::title, desk::who))
        .load(tx.db())?;
    let mut shown: BTreeMap<String, i64> = BTreeMap::new();
    let mut lines = Vec::new();
    for (kind, id, at, said, title, who) in rows {
        // Whoever asked for the end of a pair is not the one to confirm it.
        if kind == "pair" && said == me {
            continue;
        }
        let number = shown.entry(kind.clone()).or_default();
        *number += 1;
        if *number > MOST {
            continue;
        }
        if kind == "breach" {
            lines.extend(breach(&id, at, said.as_deref().unwrap_or_default(), title.is_some(), now));
            continue;
        }
        let (title, who) = (title.unwrap_or_default(), who.unwrap_or_default());
        let (words, href, why, days) = match kind.as_str() {
            "looked" => {
                let words = format!("Answer {who}, who asked who has looked at their record");
                let why = format!("{}. For {title}. Read the extract and release it.", waiting(at, now));
                let due = trail::due_on(at.day());
                lines.push(by_day(words, format!("/look-requests/{id}"), why, due, now.day()));
                continue;
            }
            "recheck" => {
                lines.push(recheck(&id, at, said.is_some(), (&title, &who), now));
                continue;
            }
            "complaint" => {
                lines.push(complaint(&id, at, said.as_deref().unwrap_or_default(), now));
                continue;
            }
            "message" => {
                let urgent = said.is_some();
                let why = format!("{}. For {title}.", waiting(at, now));
                let due = working_days_after(at.day(), if urgent { 0 } else { 2 });
                let words = if urgent { format!("Answer {who}: urgent") } else { format!("Answer {who}") };
                lines.push(by_day(words, format!("/messages/{id}"), why, due, now.day()));
                continue;
            }
            "enquiry" => {
                let line = answer(tx, &id, at, said)?;
                lines.push(if title.is_empty() { line } else { in_danger(line, now) });
                continue;
            }
            "call" => {
                lines.extend(call(tx, (&id, at), said, (Some(title) == me, &who))?);
                continue;
            }
            "application" => (
                "Join a parent's application".to_owned(),
                format!("/applications/{id}"),
                format!("{}. Look for the other parent's, or ask for it safely.", waiting(at, now)),
                5,
            ),
            "pair" => (
                format!("Confirm that a pair need not be kept apart: {title}"),
                format!("/families/{who}/no-meetings/endings"),
                format!(
                    "{}. A colleague asked for it; until you confirm, nothing changes.",
                    waiting(at, now)
                ),
                5,
            ),
            _ => (
                format!("Record the meeting with {who}"),
                format!("/meetings/{id}"),
                format!("For {title}, at {}.", at.words()),
                1,
            ),
        };
        lines.push(by_day(words, href, why, working_days_after(at.day(), days), now.day()));
    }
    Ok(lines)
}

/// Somebody to ask whether what we know is still a safe way to reach them (R26). The way itself is not said here.
fn recheck(id: &str, since: Moment, is_failing: bool, (title, who): (&str, &str), now: Moment) -> Line {
    let day = since.day().words();
    let why = if is_failing {
        format!("What we sent them has come back since {day}. For {title}.")
    } else {
        format!("They last told us on {day}. For {title}.")
    };
    let words = format!("Ask {who}: is this still a safe way to reach you?");
    by_day(words, format!("/families/{id}"), why, now.day().plus_days(7), now.day())
}

/// A complaint, by what is due of it. Harm that it tells of comes before everything else.
fn complaint(id: &str, due: Moment, what: &str, now: Moment) -> Line {
    let (words, why) = match what {
        "harm" => {
            ("See to the harm that a complaint tells of", "Before the complaint itself: 999, the LADO.")
        }
        "acknowledge" => ("Acknowledge a complaint", "Within five working days of when it came."),
        "assign" => ("Name somebody to look into a complaint", "Somebody who had no part in it."),
        _ => ("Answer a complaint", "Whoever complains was told by when."),
    };
    let due = if what == "harm" { now.day().min(due.day()) } else { due.day() };
    let line = by_day(words.to_owned(), format!("/complaints/{id}"), why.to_owned(), due, now.day());
    Line { safety: what == "harm", ..line }
}

/// The same line, where they spoke of danger: before all others.
fn in_danger(line: Line, now: Moment) -> Line {
    let why = format!("They said that somebody is in danger now. {}", line.work.why);
    Line { due: now, safety: true, work: WorkLine { why, due: "Now".to_owned(), urgent: true, ..line.work } }
}

/// A first call of today; one's own first.
fn call(
    tx: &Tx<'_>,
    (id, at): (&str, Moment),
    said: Option<String>,
    (is_mine, way): (bool, &str),
) -> Result<Option<Line>, Problem> {
    if at.day() > tx.now.day() {
        return Ok(None);
    }
    let told = told(tx, said)?;
    let who = who(&told);
    let why = format!("A first call by {way}. {}", if is_mine { "Yours." } else { "A colleague's." });
    let title = format!("Ring {who} at {}", at.time_words());
    let line = by_day(title, format!("/enquiries/{id}"), why, at.day(), tx.now.day());
    Ok(Some(Line { due: at, ..line }))
}

/// What somebody told who asks.
fn told(tx: &Tx<'_>, said: Option<String>) -> Result<EnquiryTold, Problem> {
    Ok(said.map(|said| tx.open(&Sealed::kept(said))).transpose()?.unwrap_or_default())
}

/// What they would like to be called, in the words of a list of things to do.
fn who(told: &EnquiryTold) -> &str {
    told.name.as_ref().map_or("somebody", Name::as_str)
}

fn answer(tx: &Tx<'_>, id: &str, at: Moment, said: Option<String>) -> Result<Line, Problem> {
    let (now, told) = (tx.now, told(tx, said)?);
    let who = who(&told);
    let how = match told.safe_channel {
        None => String::new(),
        Some(SafeChannel::DoNotContact) => " They will contact us: do not contact them.".to_owned(),
        Some(how) => format!(" Safe by: {}.", how.words().to_lowercase()),
    };
    let why = format!("{}.{how}", waiting(at, now));
    let due = working_days_after(at.day(), 2);
    Ok(by_day(format!("Answer {who}"), format!("/enquiries/{id}"), why, due, now.day()))
}

/// Plans in force that a main adult has not agreed to, a line for each plan.
pub(super) fn plans(tx: &mut Tx<'_>) -> Result<Vec<Line>, Problem> {
    let (centre, now) = (tx.centre(), tx.now);
    type Row = (PlanId, Moment, FamilyId, String, String);
    let rows: Vec<Row> = plan::table
        .inner_join(family::table.on(family::id.eq(plan::family)))
        .inner_join(party::table.on(party::family.eq(plan::family).and(party::is_main.eq(true))))
        .left_join(agreement::table.on(agreement::plan.eq(plan::id).and(agreement::party.eq(party::id))))
        .filter(plan::centre.eq(centre).and(plan::state.eq("current")).and(plan::agreed.lt(2)))
        .filter(among(family::stage, [Stage::Preparing, Stage::Active]))
        .filter(agreement::plan.nullable().is_null())
        .order((plan::created, plan::id, party::side))
        .limit(MOST * 2)
        .select((plan::id, plan::created, family::id, family::title, party::name))
        .load(tx.db())?;
    let mut open: BTreeMap<(Moment, PlanId), (FamilyId, String, Vec<String>)> = BTreeMap::new();
    for (id, created, family, title, who) in rows {
        open.entry((created, id)).or_insert_with(|| (family, title, Vec::new())).2.push(who);
    }
    Ok(open
        .into_iter()
        .map(|((created, _), (family, title, who))| {
            let why = format!("Not agreed yet by {}. {}.", who.join(" and "), waiting(created, now));
            let due = working_days_after(created.day(), 5);
            by_day(
                format!("Agree the plan: {title}"),
                format!("/families/{family}/plans"),
                why,
                due,
                now.day(),
            )
        })
        .collect())
}
