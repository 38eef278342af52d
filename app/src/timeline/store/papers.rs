//! Records that come in pairs, read with one statement for both: a referral and its triage, a plan and
//! its agreements, a report and its copies.

use super::{Entry, EntryKind, MOST};
use crate::{
    family::Family,
    intake::referral::ReferralSource,
    plan::{HowAgreed, PlanState},
    report::PaperKind,
    schema::{agreement, plan, referral, report, report_copy, triage},
};
use base::{Moment, PartyId, PlanId, ReferralId, ReportId};
use diesel::prelude::*;
use host::{Problem, Tx};
use rules::{intake::Triage, plan::Kind, risk::Level};
use std::collections::HashSet;

pub(super) fn referrals(tx: &mut Tx<'_>, family: &Family) -> Result<Vec<Entry>, Problem> {
    type Row = (ReferralId, String, Option<Moment>, Option<Moment>, Option<Triage>, Option<String>);
    let rows: Vec<Row> = referral::table
        .left_join(triage::table.on(triage::referral.eq(referral::id)))
        .filter(referral::family.eq(family.id))
        .limit(MOST)
        .select((
            referral::id,
            referral::source,
            referral::submitted,
            triage::at.nullable(),
            triage::decision.nullable(),
            triage::reason.nullable(),
        ))
        .load(tx.db())?;
    let (mut entries, mut seen) = (Vec::new(), HashSet::new());
    for (id, source, submitted, at, decision, reason) in rows {
        let link = format!("/referrals/{id}");
        if let Some(submitted) = submitted.filter(|_| seen.insert(id)) {
            let words = source.parse().map_or("", ReferralSource::words).to_owned();
            let title = "Referral received".to_owned();
            entries.push(Entry::new(submitted, EntryKind::Referral, title, words, link.clone()));
        }
        if let (Some(at), Some(decision)) = (at, decision) {
            let title = format!("Triage: {}", decision.words().to_lowercase());
            entries.push(Entry::new(at, EntryKind::Triage, title, reason.unwrap_or_default(), link));
        }
    }
    Ok(entries)
}

pub(super) fn plans(tx: &mut Tx<'_>, family: &Family) -> Result<Vec<Entry>, Problem> {
    type Row = (
        (PlanId, i32, String, Level, Kind, Moment),
        (Option<PartyId>, Option<Level>, Option<String>, Option<Moment>),
    );
    let rows: Vec<Row> = plan::table
        .left_join(agreement::table.on(agreement::plan.eq(plan::id)))
        .filter(plan::family.eq(family.id))
        .limit(MOST)
        .select((
            (plan::id, plan::version, plan::state, plan::level, plan::kind, plan::created),
            (
                agreement::party.nullable(),
                agreement::acknowledged.nullable(),
                agreement::how.nullable(),
                agreement::at.nullable(),
            ),
        ))
        .load(tx.db())?;
    let link = format!("/families/{}/plans", family.id);
    let (mut entries, mut seen) = (Vec::new(), HashSet::new());
    for ((id, version, state, level, kind, created), (party, acknowledged, how, at)) in rows {
        if seen.insert(id) {
            let title = format!("Contact plan version {version} written");
            let (level, kind) = (level.words(), kind.words().to_lowercase());
            let words = format!(
                "{level}, {kind}. It is now: {}",
                state.parse().map_or("", PlanState::words).to_lowercase()
            );
            entries.push(Entry::new(created, EntryKind::Plan, title, words, link.clone()));
        }
        if let (Some(party), Some(at)) = (party, at) {
            let who = family.adult(party).map_or("An adult of the family", |adult| adult.name.as_str());
            let title = format!("{who} agreed to plan version {version}");
            let level = acknowledged.map_or("", Level::words);
            let how = how.and_then(|how| how.parse().ok()).map_or("", HowAgreed::words);
            let words = format!("{how}. Understood: {}", level.to_lowercase());
            entries.push(Entry::new(at, EntryKind::Agreement, title, words, link.clone()));
        }
    }
    Ok(entries)
}

pub(super) fn reports(tx: &mut Tx<'_>, family: &Family) -> Result<Vec<Entry>, Problem> {
    type Row = (
        (ReportId, String, PaperKind, Moment, Option<Moment>),
        (Option<String>, Option<String>, Option<String>, Option<Moment>),
    );
    let rows: Vec<Row> = report::table
        .left_join(report_copy::table.on(report_copy::report.eq(report::id)))
        .filter(report::family.eq(family.id))
        .limit(MOST)
        .select((
            (report::id, report::reference, report::kind, report::created, report::signed_at),
            (
                report_copy::recipient.nullable(),
                report_copy::capacity.nullable(),
                report_copy::how.nullable(),
                report_copy::sent_at.nullable(),
            ),
        ))
        .load(tx.db())?;
    let (mut entries, mut seen) = (Vec::new(), HashSet::new());
    for ((id, reference, kind, created, signed), (recipient, capacity, how, sent)) in rows {
        let link = format!("/reports/{id}");
        if seen.insert(id) {
            let title = format!("{} {reference} drafted", kind.words());
            entries.push(Entry::new(created, EntryKind::Report, title, String::new(), link.clone()));
            if let Some(at) = signed {
                let title = format!("{} {reference} signed", kind.words());
                entries.push(Entry::new(at, EntryKind::Report, title, String::new(), link.clone()));
            }
        }
        if let (Some(recipient), Some(at)) = (recipient, sent) {
            let title = format!("Copy of {reference} sent to {recipient}");
            let words = format!("{}. {}", capacity.unwrap_or_default(), how.unwrap_or_default());
            entries.push(Entry::new(at, EntryKind::Copy, title, words, link));
        }
    }
    Ok(entries)
}
