//! The pages on which a parent complains and reads how it stands, and on which anybody complains from outside.

use super::{
    ComplaintStepKind, NewComplaint, NewOwnComplaint, OwnComplaint, OwnComplaintLine, OwnLetter, make,
    own::{complain, go_on, own_complaint, own_complaints, withdraw},
};
use crate::{
    front::{Asked, Goto, Pages},
    intake::SafeChannel,
    view::{Block, Button, Event, Field, Form, Kind, Layout, Sheet, View, fact, field, link},
    words::{Spoken, Words, spoken},
};
use base::ComplaintId;
use host::{Problem, Tx, api::Nothing};
use policy::{MakeComplaint, SeeOwnComplaints, WriteOwnComplaint};
use rules::complaint::{ComplaintAbout, ComplaintOutcome, ComplaintStage};

pub(super) fn pages() -> Pages {
    Pages::none()
        .show::<SeeOwnComplaints, ()>("/my/complaints", list_page)
        .show::<WriteOwnComplaint, ()>("/my/complaints/new", new_page)
        .submit::<WriteOwnComplaint, (), NewOwnComplaint, _>(
            "/my/complaints/new",
            |tx, (), new| complain(tx, new),
            |(), own| Goto::to(format!("/my/complaints/{}", own.id)).saying("message-sent"),
            new_page,
        )
        .show::<SeeOwnComplaints, ComplaintId>("/my/complaints/{complaint}", one)
        .submit::<WriteOwnComplaint, ComplaintId, super::GoingOn, _>(
            "/my/complaints/{complaint}/next-stage",
            go_on,
            |id, _| Goto::to(format!("/my/complaints/{id}")).saying("message-sent"),
            one,
        )
        .submit::<WriteOwnComplaint, ComplaintId, Nothing, _>(
            "/my/complaints/{complaint}/withdrawal",
            withdraw,
            |id, _| Goto::to(format!("/my/complaints/{id}")).saying("saved"),
            one,
        )
        .show::<MakeComplaint, ()>("/complain", public_page)
        .submit::<MakeComplaint, (), NewComplaint, _>(
            "/complain",
            |tx, (), new| make(tx, new),
            |(), _| Goto::to("/complain/sent"),
            public_page,
        )
        .show::<MakeComplaint, ()>("/complain/sent", |_, (), asked| Ok(sent(asked.words())))
}

spoken!(ComplaintAbout {
    Coordinator => complaint_about_coordinator,
    SafeguardingLead => complaint_about_safeguarding_lead,
    Staff => complaint_about_staff,
    Volunteer => complaint_about_volunteer,
    Decision => complaint_about_decision,
    Place => complaint_about_place,
    Information => complaint_about_information,
    Other => complaint_about_other,
});
spoken!(ComplaintStage {
    Informal => complaint_stage_informal,
    First => complaint_stage_first,
    Second => complaint_stage_second,
});
spoken!(ComplaintOutcome {
    PutRight => complaint_outcome_put_right,
    Upheld => complaint_outcome_upheld,
    PartlyUpheld => complaint_outcome_partly_upheld,
    NotUpheld => complaint_outcome_not_upheld,
    Withdrawn => complaint_outcome_withdrawn,
});

/// What a complaint is and what becomes of it, in the same words for everybody.
fn how(words: Words) -> Vec<Block> {
    vec![
        Block::Heading(words.complaint_how()),
        Block::Timeline(vec![
            step(words.complaint_stage_informal(), words.complaint_how_informal()),
            step(words.complaint_stage_first(), words.complaint_how_first()),
            step(words.complaint_stage_second(), words.complaint_how_second()),
            step(words.complaint_outside(), words.complaint_outside_about()),
        ]),
        Block::Words(words.complaint_information()),
    ]
}

fn step(title: String, words: String) -> Event {
    Event { title, when: String::new(), kind: "", words, link: None }
}

/// Who reads it, and what to do in danger or where nobody here can look at it.
fn advice(words: Words) -> Block {
    Block::Notice {
        title: words.complaint_danger(),
        kind: "warn",
        words: vec![words.complaint_danger_about(), words.complaint_all_of_us()],
    }
}

fn fields(words: Words) -> Vec<Field> {
    let stages = words.choices(&[ComplaintStage::Informal, ComplaintStage::First]);
    vec![
        field("about", words.complaint_about(), Kind::One(words.choices(ComplaintAbout::ALL))),
        field("who", words.complaint_who(), Kind::Text).hint(words.complaint_who_hint()),
        field("what", words.complaint_what(), Kind::Long(6)),
        field("wish", words.complaint_wish(), Kind::Long(3)),
        field("harm:bool", words.complaint_harm(), Kind::Tick).hint(words.complaint_harm_hint()),
        field("stage", words.complaint_stage(), Kind::One(stages)).hint(words.complaint_stage_hint()),
    ]
}

/// The questions of somebody without a place of their own.
pub(super) fn fields_from_outside(words: Words) -> Vec<Field> {
    let mut all = vec![
        field("name", words.enquiry_name(), Kind::Text).hint(words.enquiry_name_hint()),
        field("safe_channel", words.enquiry_safe_channel(), Kind::One(words.choices(SafeChannel::ALL))),
        field("reach_me_at", words.enquiry_reach_me_at(), Kind::Text).hint(words.enquiry_reach_me_at_hint()),
        field("when_it_is_safe", words.enquiry_when(), Kind::Long(2)),
    ];
    all.extend(fields(words));
    all
}

fn line(one: &OwnComplaintLine, words: Words) -> Event {
    let state = match one.outcome {
        Some(outcome) => outcome.spoken(words),
        None => words.complaint_answer_by(&words.day(one.answer_by.day())),
    };
    Event {
        title: one.about.spoken(words),
        when: words.day(one.at.day()),
        kind: "",
        words: format!("{}: {state}", one.stage.spoken(words)),
        link: Some(link(words.complaint_read(), format!("/my/complaints/{}", one.id))),
    }
}

fn list_page(tx: &mut Tx<'_>, (): (), asked: &Asked) -> Result<View, Problem> {
    let words = asked.words();
    let own = own_complaints(tx)?;
    let mut sheet = Sheet::new(words.complaint_title())
        .lead(words.complaint_lead())
        .with(Block::Buttons(vec![Button::to(words.complaint_new(), "/my/complaints/new")]));
    if !own.is_empty() {
        sheet = sheet.with(Block::Timeline(own.iter().map(|one| line(one, words)).collect()));
    }
    for block in how(words) {
        sheet = sheet.with(block);
    }
    Ok(View::sheet(Layout::Parent, sheet).back(words.shell_back(), "/"))
}

fn new_page(_: &mut Tx<'_>, (): (), asked: &Asked) -> Result<View, Problem> {
    let words = asked.words();
    let here = "/my/complaints/new";
    let sheet = Sheet::new(words.complaint_new())
        .lead(words.complaint_lead())
        .with(advice(words))
        .form(Form::new(here, asked.form(), fields(words), words.form_send()));
    Ok(View::sheet(Layout::Parent, sheet).back(words.complaint_title(), "/my/complaints"))
}

fn letter(one: &OwnLetter, words: Words) -> Vec<Block> {
    let title = match one.kind {
        ComplaintStepKind::Acknowledged => words.complaint_step_acknowledged(),
        ComplaintStepKind::Extended => words.complaint_step_extended(),
        ComplaintStepKind::Answered => words.complaint_step_answered(),
        ComplaintStepKind::GoneOn => words.complaint_step_gone_on(),
        ComplaintStepKind::Withdrawn => words.complaint_outcome_withdrawn(),
        // Nothing else is told this way.
        _ => words.complaint_step_raised(),
    };
    let mut blocks = vec![Block::Heading(words.complaint_on(&words.day(one.at.day()), &title))];
    if let Some(outcome) = one.outcome {
        blocks.push(Block::Words(outcome.spoken(words)));
    }
    if let Some(until) = one.until {
        blocks.push(Block::Words(words.complaint_answer_by(&words.day(until))));
    }
    blocks.extend(one.words.clone().map(Block::Quote));
    blocks
}

/// How it stands and what comes next, in words.
fn next(own: &OwnComplaint, words: Words) -> Block {
    let mut said = Vec::new();
    match own.outcome {
        Some(outcome) => said.push(outcome.spoken(words)),
        None => {
            if let (Some(by), None) = (own.acknowledge_by, own.acknowledged_at) {
                said.push(words.complaint_acknowledge_by(&words.day(by.day())));
            }
            said.push(words.complaint_answer_by(&words.day(own.answer_by.day())));
        }
    }
    said.extend(own.may_go_on.map(|stage| match stage {
        ComplaintStage::Second => words.complaint_next_second(),
        _ => words.complaint_next_first(),
    }));
    if own.may_go_outside {
        said.push(words.complaint_outside_about());
    }
    if own.about == ComplaintAbout::Information {
        said.push(words.complaint_information());
    }
    Block::Notice { title: own.stage.spoken(words), kind: "", words: said }
}

fn one(tx: &mut Tx<'_>, id: ComplaintId, asked: &Asked) -> Result<View, Problem> {
    let words = asked.words();
    let own = own_complaint(tx, id)?;
    let mut sheet = Sheet::new(own.about.spoken(words))
        .over(words.complaint_one())
        .lead(words.complaint_lead())
        .with(next(&own, words));
    for block in own.letters.iter().skip(1).rev().flat_map(|one| letter(one, words)) {
        sheet = sheet.with(block);
    }
    let mut told = vec![fact(words.complaint_made(), words.day(own.at.day()))];
    told.extend(own.who.as_ref().map(|who| fact(words.complaint_who(), who)));
    told.push(fact(words.complaint_what(), &own.what));
    told.push(fact(words.complaint_wish(), &own.wish));
    sheet = sheet.with(Block::Heading(words.complaint_told())).with(Block::Facts(told));
    if let Some(stage) = own.may_go_on {
        let at = format!("/my/complaints/{id}/next-stage");
        let button = match stage {
            ComplaintStage::Second => words.complaint_go_second(),
            _ => words.complaint_go_first(),
        };
        let why = vec![field("words", words.complaint_still_wrong(), Kind::Long(4))];
        let form = Form::new(&at, asked.form_to(&at), why, button.as_str());
        sheet = sheet.with(Block::Heading(button)).form(form);
    }
    if own.outcome.is_none() {
        let at = format!("/my/complaints/{id}/withdrawal");
        let back = Button::post(words.complaint_take_back(), &at, &asked.other(&at)).secondary();
        sheet = sheet.with(Block::Buttons(vec![back]));
    }
    Ok(View::sheet(Layout::Parent, sheet.with(advice(words))).back(words.complaint_title(), "/my/complaints"))
}

fn public_page(_: &mut Tx<'_>, (): (), asked: &Asked) -> Result<View, Problem> {
    let words = asked.words();
    let mut sheet =
        Sheet::new(words.complaint_new()).lead(words.complaint_lead_outside()).with(advice(words));
    sheet = sheet.form(Form::new("/complain", asked.form(), fields_from_outside(words), words.form_send()));
    for block in how(words) {
        sheet = sheet.with(block);
    }
    Ok(View::sheet(Layout::Public, sheet).back(words.shell_back(), "/"))
}

fn sent(words: Words) -> View {
    let mut sheet = Sheet::new(words.complaint_sent()).lead(words.enquiry_sent_lead());
    for block in how(words) {
        sheet = sheet.with(block);
    }
    let sheet = sheet.with(advice(words)).with(Block::Links(vec![link(words.shell_to_first_page(), "/")]));
    View::sheet(Layout::Public, sheet)
}
