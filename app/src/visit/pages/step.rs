//! The form of one step: what the records cannot know, and when it happened if not now.

use super::card::is_plain;
use crate::{
    front::Asked,
    schedule::{NamedParty, visit_with},
    view::{Block, Choice, Field, Form, Kind, Layout, Sheet, View, choices, field, link},
    visit::{Standing, may_take_steps, stand},
};
use base::{EventId, VisitId};
use host::{Problem, Tx};
use policy::RecordEvent;
use rules::{
    intake::Side,
    plan,
    visit::{CancelledBy, EndingReason, IdentityCheck, RefusalHow, StepKind},
};
use serde_json::{Value, json};

fn person(one: &NamedParty) -> Choice {
    Choice { value: one.id.to_string(), text: one.name.clone(), hint: one.relation.clone() }
}

/// The questions of a step, and what they open with.
fn questions(tx: &Tx<'_>, one: &Standing, kind: StepKind, other: bool) -> (Vec<Field>, Value) {
    let me = tx.actor.name.clone();
    let visiting: Vec<&NamedParty> =
        one.visit.people.iter().filter(|who| one.may_enter.contains(&who.id)).collect();
    let bringing: Vec<&NamedParty> =
        one.visit.people.iter().filter(|who| !one.may_enter.contains(&who.id)).collect();
    let long = |name: &str, label: &str| field(name, label, Kind::Long(3));
    let only = |list: &[&NamedParty]| match list {
        [one] => Some((one.id.to_string(), one.name.clone())),
        _ => None,
    };
    let which = |list: &[&NamedParty]| list.iter().map(|who| person(who)).collect::<Vec<_>>();
    match kind {
        StepKind::VisitingArrived => (
            vec![
                field("what/party", "Who is at the door?", Kind::One(which(&visiting)))
                    .hint("Anybody not on this list does not come in. They must be agreed in the plan first."),
                field("what/identity", "How do you know?", Kind::One(choices!(IdentityCheck))),
                field("what/seems_intoxicated:bool", "Do they seem intoxicated?", Kind::YesNo),
            ],
            json!({"what": {"party": only(&visiting).map(|who| who.0)}}),
        ),
        StepKind::EntryRefused => (
            vec![
                field("what/party", "Who is turned away?", Kind::One(which(&visiting))),
                long("what/reason", "Why?"),
            ],
            json!({"what": {"party": only(&visiting).map(|who| who.0)}}),
        ),
        StepKind::ChildArrived => arrival(one, (&bringing, &visiting), &me, other),
        StepKind::ChildLeft => leaving(one, (&bringing, &visiting), &me),
        StepKind::Paused => (vec![long("what/reason", "Why is it paused?")], json!({})),
        StepKind::EndedEarly => (
            vec![
                field("what/reason", "Why does it end?", Kind::One(choices!(EndingReason))),
                long("what/account", "What happened?"),
            ],
            json!({}),
        ),
        StepKind::ChildRefused => (
            vec![
                field("what/how", "How firmly?", Kind::One(choices!(RefusalHow)))
                    .hint("A child is never made to go in or to stay. A firm refusal ends the visit and opens a review."),
                long("what/words", "What did the child say or show?"),
            ],
            json!({}),
        ),
        StepKind::VisitingWalkedOut => (vec![long("what/account", "What happened?")], json!({})),
        StepKind::Debriefed => (
            vec![long("what/account", "What did you say to each other about this visit?")
                .hint("What went well, what to watch for next time, how you are.")],
            json!({}),
        ),
        StepKind::Cancelled => (
            vec![
                field("what/by_whom", "Who calls it off?", Kind::One(choices!(CancelledBy))),
                long("what/reason", "Why?"),
            ],
            json!({}),
        ),
        StepKind::NoShow => {
            (vec![field("what/who", "Who did not come?", Kind::One(choices!(Side)))], json!({}))
        }
        _ => (Vec::new(), json!({})),
    }
}

type Lists<'a> = (&'a [&'a NamedParty], &'a [&'a NamedParty]);

/// The passing of the child, below `what/receipt`.
fn receipt() -> [Field; 3] {
    [
        field("what/receipt/from", "Who hands the child over?", Kind::Text),
        field("what/receipt/to", "Who receives the child?", Kind::Text),
        field("what/receipt/items", "What comes along?", Kind::Text).hint("Bag, medicine, a toy."),
    ]
}

fn arrival(one: &Standing, (bringing, visiting): Lists<'_>, me: &str, other: bool) -> (Vec<Field>, Value) {
    let mut known: Vec<Choice> = bringing.iter().map(|who| person(who)).collect();
    if one.visit.kind == plan::Kind::Handover {
        known.extend(visiting.iter().map(|who| person(who)));
    }
    let by = if other || known.is_empty() {
        field("what/brought_by", "Who brings the child?", Kind::Text)
            .hint("Name and office, for example Kim Dale, foster carer.")
    } else {
        field("what/brought_by", "Who brings the child?", Kind::One(known))
    };
    let mut fields = vec![by];
    fields.extend(receipt());
    let first = bringing.first().filter(|_| !other && bringing.len() == 1);
    let stored = json!({"what": {
        "brought_by": first.map(|who| who.id),
        "receipt": {"from": first.map(|who| who.name.clone()), "to": me, "items": "Nothing"},
    }});
    (fields, stored)
}

fn leaving(one: &Standing, (bringing, _): Lists<'_>, me: &str) -> (Vec<Field>, Value) {
    let mut fields = Vec::new();
    if one.visit.kind == plan::Kind::Handover {
        fields.push(field(
            "what/goes_with",
            "With which side does the child leave?",
            Kind::One(choices!(Side)),
        ));
    }
    fields.extend(receipt());
    let to = bringing.first().filter(|_| one.visit.kind != plan::Kind::Handover && bringing.len() == 1);
    let stored = json!({"what": {
        "receipt": {"from": me, "to": to.map(|who| who.name.clone()), "items": "Nothing"},
    }});
    (fields, stored)
}

/// The form of a step.
pub(super) fn step(tx: &mut Tx<'_>, (id, kind): (VisitId, StepKind), asked: &Asked) -> Result<View, Problem> {
    let (record, family) = visit_with(tx, id)?;
    tx.ask::<RecordEvent>(&family.subject.with_id(id))?;
    if !may_take_steps(tx, &record.document.now) {
        return Err(Problem::NotAllowed);
    }
    let one = stand(tx, record, &family)?;
    let other = asked.get("other").is_some();
    let (mut fields, stored) = questions(tx, &one, kind, other);
    fields.insert(0, field("what/kind", "", Kind::Hidden(kind.to_string())));
    fields.insert(1, field("id", "", Kind::Hidden(EventId::from_random(tx.random()).to_string())));
    fields.push(
        field("at", "When did it happen?", Kind::Moment).hint("Leave this empty if it is happening now."),
    );
    let why = one
        .steps
        .iter()
        .find(|step| step.kind == kind)
        .and_then(|step| step.allowed.as_ref().err().map(|why| one.by_name(kind, why)));
    let mark = if other { "?other=1" } else { "" };
    let form = Form::new(
        format!("/visits/{id}/steps/{kind}{mark}"),
        asked.form_of(&stored),
        fields,
        if is_plain(kind) { "Record it" } else { "Save" },
    );
    let asks_who = kind == StepKind::ChildArrived && !other;
    let sheet = Sheet::new(kind.words())
        .over(format!("{}, {}", one.visit.title, one.visit.timing.starts.words()))
        .with_if(why.is_some(), || Block::Notice {
            title: "Not yet".into(),
            kind: "warn",
            words: why.into_iter().collect(),
        })
        .form(form)
        .with_if(asks_who, || {
            Block::Links(vec![link(
                "Somebody else brings the child",
                format!("/visits/{id}/steps/{kind}?other=1"),
            )])
        });
    Ok(View::sheet(Layout::Staff, sheet).back("The visit", format!("/visits/{id}")))
}
