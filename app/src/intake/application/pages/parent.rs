//! What a parent who applies is shown: their own words and nothing else (R25).

use super::{
    answers::answers,
    step::{Step, StepForm, fields},
};
use crate::{
    front::Asked,
    intake::application::{Begun, Own},
    view::{Block, Button, Form, Kind, Layout, Sheet, View, field, link},
};
use host::forms::FormState;

/// What applying is, and who sees what.
pub(super) fn welcome(asked: &Asked) -> View {
    let sheet = Sheet::new("Apply as a parent")
        .lead("Each parent applies alone. You never have to speak or write to each other.")
        .with(Block::Heading("Who sees what you write".into()))
        .with(Block::Words("Our staff do. The other parent does not: not what you write, not that you have applied, and never where you live or how you are reached.".into()))
        .with(Block::Words("In the same way we will not tell you whether the other parent has applied.".into()))
        .with(Block::Words("If we believe that a child is being hurt we must tell the council or the police. We would tell you first unless that made things worse.".into()))
        .with(Block::Heading("How it works".into()))
        .with(Block::Words("There are nine short pages. Every page is saved. You get a secret code to come back with, so that you can stop whenever you need to. You need no account and no e-mail address.".into()))
        .form(Form::new("/apply", asked.form(), Vec::new(), "Start"))
        .with(Block::Links(vec![link("I have a code and want to go on", "/apply/continue")]));
    View::sheet(Layout::Public, sheet).back("Back", "/")
}

/// The code, this once.
pub(super) fn code(begun: &Begun) -> View {
    let sheet = Sheet::new("Write down your code")
        .lead("With it you can come back to your application. We show it only now, and we cannot look it up.")
        .with(Block::Notice {
            title: begun.code.clone(),
            kind: "good",
            words: vec![
                "Keep it where nobody you fear will find it. It does not say what it is for.".into(),
                "If you lose it, start again: nothing of the old application is shown to anybody.".into(),
            ],
        })
        .with(Block::Buttons(vec![Button::to(
            "I have written it down",
            format!("/apply/steps/{}", Step::About),
        )]));
    View::sheet(Layout::Public, sheet)
}

/// The way back in.
pub(super) fn continue_form(state: FormState) -> View {
    let fields = vec![
        field("code", "Your code", Kind::Text)
            .hint("Sixteen letters and numbers. Spaces and small letters do not matter."),
    ];
    let sheet =
        Sheet::new("Go on with your application").form(Form::new("/apply/continue", state, fields, "Go on"));
    View::sheet(Layout::Public, sheet).back("Back", "/apply")
}

/// One step.
pub(super) fn step(own: &Own, step: Step, asked: &Asked) -> View {
    let at_check = asked.get("from") == Some("check");
    let state = asked.form_of(&StepForm { said: own.document.clone(), then: None });
    let mut count = step.count(&own.document);
    if let Some((group, _)) = step.group() {
        let typed = ["name", "first_name", "surname", "kind", "court"]
            .iter()
            .any(|name| !state.value(&format!("said/{group}/{count}/{name}")).is_empty());
        if asked.get("another").is_some() || count == 0 || typed {
            count += 1;
        }
    }
    let mut all = fields(step, count);
    if at_check {
        all.push(field("then", "", Kind::Hidden("check".into())));
    }
    let action = format!("/apply/steps/{step}{}", if at_check { "?from=check" } else { "" });
    let mut form = Form::new(action, state, all, if at_check { "Save" } else { "Save and continue" });
    if let Some((_, one)) = step.group() {
        form = form.more("then", "another", &format!("Save and add another {one}"));
        for number in 1..=step.count(&own.document) {
            form = form.more("then", &format!("remove-{number}"), &format!("Remove {one} {number}"));
        }
    }
    form = form.more("then", "later", "Save and stop for now");
    let nth = Step::ALL.iter().position(|other| *other == step).map_or(1, |index| index + 1);
    let sheet = Sheet::new(step.words())
        .over(format!("Page {nth} of {}", Step::ALL.len()))
        .lead(step.lead())
        .form(form);
    let before = Step::ALL.get(nth.wrapping_sub(2)).map(|before| format!("/apply/steps/{before}"));
    let back = if at_check { "/apply/check".to_owned() } else { before.unwrap_or_else(|| "/apply".into()) };
    View::sheet(Layout::Public, sheet).back("Back", back)
}

/// All the answers, what is missing, and the button that sends; or, once sent, what was sent.
pub(super) fn check(own: &Own, asked: &Asked) -> View {
    let mut sheet = match own.sent {
        Some(at) => Sheet::new("Your application is sent")
            .lead("We read it, and then reach you only in the way you said is safe.")
            .with(Block::Words(format!("Sent at {}. If something changes, tell us.", at.words()))),
        None => Sheet::new("Check what you have written"),
    };
    if !own.missing.is_empty() {
        let links = own.missing.iter().map(|missing| {
            let field = missing.pointer.trim_start_matches('/').replace(['/', '_', '.'], "-");
            link(
                missing.remedy.clone(),
                format!("/apply/steps/{}?from=check#said-{field}", Step::of(&missing.pointer)),
            )
        });
        sheet = sheet.with(Block::Heading("Still missing".into())).with(Block::Links(links.collect()));
    }
    for step in Step::ALL {
        let mut facts = answers(*step, &own.document);
        if facts.is_empty() {
            facts.push(crate::view::fact(step.words(), "None given"));
        }
        if let (Some(first), None) = (facts.first_mut(), own.sent) {
            first.change = Some(link("Change", format!("/apply/steps/{step}?from=check")));
        }
        sheet = sheet.with(Block::Heading(step.words().to_owned())).with(Block::Facts(facts));
    }
    if own.sent.is_none() && own.missing.is_empty() {
        sheet = sheet.form(Form::new("/apply/check", asked.form(), Vec::new(), "Send"));
    }
    sheet = sheet.with(Block::Buttons(vec![
        Button::post("Close my application on this device", "/apply/later", &asked.other("later"))
            .secondary(),
    ]));
    View::sheet(Layout::Public, sheet)
}
