//! A referral that has been sent: what it says, and the decision on it.

use super::answers::answers;
use crate::{
    front::Asked,
    intake::referral::{Part, Referral, ReferralState},
    view::{Block, Choice, Event, Form, Kind, Layout, Sheet, View, facts, field, link},
};
use policy::Role;
use rules::{
    intake::Triage,
    risk::{Factor, Outcome, PersonAtRisk, Severity},
};

/// Whether what the referral tells would by itself rule out the level asked for (R1), even if every
/// concern turned out to be of low severity.
fn asks_too_little(referral: &Referral) -> Option<String> {
    let asked = referral.document.level_asked?;
    let lowest = referral.document.concerns.iter().filter_map(|concern| {
        let factor = Factor {
            kind: concern.kind?,
            person_at_risk: PersonAtRisk::Child,
            source: concern.source?,
            standing: concern.standing?,
            severity: Severity::Low,
            account: String::new(),
            mitigation: String::new(),
            owner: String::new(),
        };
        Some((factor.implies(), factor.kind))
    });
    let (outcome, kind) = lowest.max_by_key(|(outcome, _)| *outcome)?;
    match outcome {
        Outcome::AtLeast(level) if level > asked => Some(format!(
            "{} was asked for. {} is named, which needs at least: {}.",
            asked.words(),
            kind.words(),
            level.words().to_lowercase(),
        )),
        _ => None,
    }
}

fn decided(sheet: Sheet, referral: &Referral) -> Sheet {
    let events: Vec<Event> = referral
        .decisions
        .iter()
        .map(|decision| Event {
            title: decision.decision.words().to_owned(),
            when: decision.at.words(),
            kind: "key",
            words: decision.reason.clone().unwrap_or_default(),
            link: None,
        })
        .collect();
    sheet.with_if(!events.is_empty(), || Block::Timeline(events))
}

fn choices() -> Vec<Choice> {
    Triage::ALL
        .iter()
        .map(|triage| Choice {
            hint: match triage {
                Triage::Accept => "Meetings, assessment and plan begin now.",
                Triage::Wait => "Accepted in principle; there is no place yet.",
                Triage::Redirect => "For example to a supervised centre that can keep them safe.",
                Triage::Decline => "Also where a court asked: a centre must refuse what it cannot keep safe.",
            }
            .into(),
            ..Choice::new(triage.as_str(), triage.words())
        })
        .collect()
}

/// The page of a referral that has been sent, for staff and for its referrer.
pub(super) fn page(referral: &Referral, role: Role, asked: &Asked) -> View {
    let is_staff = role.is_staff();
    let document = &referral.document;
    let mut sheet = Sheet::new(document.title())
        .over(format!("Referral {}", referral.reference.clone().unwrap_or_default()))
        .with(facts([
            ("State", referral.state.words().to_owned()),
            ("Sent", referral.submitted.map(base::Moment::words).unwrap_or_default()),
            ("How it came in", referral.source.words().to_owned()),
        ]));
    sheet = decided(sheet, referral);
    if is_staff {
        sheet = for_staff(sheet, referral, asked);
    } else {
        let next = match referral.state {
            ReferralState::ToDecide => "The centre has it and will decide. You are told here.",
            ReferralState::Waiting => "Accepted in principle. The family waits for a place.",
            ReferralState::Accepted => "Accepted. The centre arranges a separate meeting with each adult.",
            ReferralState::Redirected => "The centre suggests another service and will be in touch with you.",
            _ => "The centre cannot take the family and will be in touch with you about why.",
        };
        sheet = sheet.with(Block::Notice { title: next.into(), kind: "", words: Vec::new() });
        if !document.orders.is_empty() {
            let copies = format!("/referrals/{}/copies", referral.id);
            sheet = sheet.with(Block::Links(vec![link("Attach a copy of an order", copies)]));
        }
    }
    for part in Part::ALL.iter().filter(|part| !matches!(part, Part::ResidentContact | Part::VisitingContact))
    {
        sheet =
            sheet.with(Block::Heading(part.words().to_owned())).with(Block::Facts(answers(*part, document)));
    }
    let sheet = super::copies::copies_block(sheet, referral);
    View::sheet(Layout::Staff, sheet).back("Referrals", "/referrals")
}

fn for_staff(mut sheet: Sheet, referral: &Referral, asked: &Asked) -> Sheet {
    let document = &referral.document;
    if let Some(words) = asks_too_little(referral) {
        sheet = sheet.with(Block::Notice {
            title: "The level asked for is lower than the concerns allow".into(),
            kind: "bad",
            words: vec![words],
        });
    }
    if document.visiting_may_not_know_area == Some(true) {
        sheet = sheet.with(Block::Notice {
            title: "The visiting party must not learn the area".into(),
            kind: "warn",
            words: vec!["Even the choice of this centre may give it away. Think of another centre before anybody is told.".into()],
        });
    }
    let mut links = Vec::new();
    if let Some(family) = referral.family {
        links.push(link("The family’s case", format!("/families/{family}")));
        links.push(link("People and contact details", format!("/families/{family}/people")));
    }
    links.push(link("Copies of court orders", format!("/referrals/{}/copies", referral.id)));
    sheet = sheet.with(Block::Links(links));
    if matches!(referral.state, ReferralState::ToDecide | ReferralState::Waiting) {
        let fields = vec![
            field("decision", "What do you decide?", Kind::One(choices())),
            field("reason", "Why?", Kind::Long(4)).hint(
                "For the centre’s own record. The referrer sees the decision and its date, not these words.",
            ),
        ];
        let form =
            Form::new(format!("/referrals/{}", referral.id), asked.form(), fields, "Record the decision");
        sheet = sheet.with(Block::Heading("Decide".into())).form(form);
    }
    sheet.with(Block::Heading("What the referral says".into()))
}
