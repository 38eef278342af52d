//! What a parent who applies is shown: their own words and nothing else (R25).

use super::{
    answers::answers,
    step::{Step, StepForm, fields},
};
use crate::{
    front::Asked,
    intake::application::{Begun, Own, what_is_missing},
    view::{Block, Button, Form, Kind, Layout, Sheet, View, field, link},
    words::{Spoken, Words},
};
use host::forms::FormState;

/// What applying is, and who sees what.
pub(super) fn welcome(asked: &Asked) -> View {
    let words = asked.words();
    let sheet = Sheet::new(words.apply_title())
        .lead(words.apply_lead())
        .with(Block::Heading(words.apply_who_sees()))
        .with(Block::Words(words.apply_who_sees_staff()))
        .with(Block::Words(words.apply_who_sees_silence()))
        .with(Block::Words(words.apply_who_sees_council()))
        .with(Block::Heading(words.apply_how()))
        .with(Block::Words(words.apply_how_about()))
        .form(Form::new("/apply", asked.form(), Vec::new(), words.apply_start()))
        .with(Block::Links(vec![link(words.apply_have_code(), "/apply/continue")]));
    View::sheet(Layout::Public, sheet).back(words.shell_back(), "/")
}

/// The code, this once.
pub(super) fn code(words: Words, begun: &Begun) -> View {
    let sheet = Sheet::new(words.apply_code_title())
        .lead(words.apply_code_lead())
        .with(Block::Notice {
            title: begun.code.clone(),
            kind: "good",
            words: vec![words.apply_code_keep(), words.apply_code_lost()],
        })
        .with(Block::Buttons(vec![Button::to(
            words.apply_code_written(),
            format!("/apply/steps/{}", Step::About),
        )]));
    View::sheet(Layout::Public, sheet)
}

/// The way back in.
pub(super) fn continue_form(words: Words, state: FormState) -> View {
    let fields =
        vec![field("code", words.apply_continue_code(), Kind::Text).hint(words.apply_continue_code_hint())];
    let sheet = Sheet::new(words.apply_continue_title()).form(Form::new(
        "/apply/continue",
        state,
        fields,
        words.apply_continue(),
    ));
    View::sheet(Layout::Public, sheet).back(words.shell_back(), "/apply")
}

/// One step.
pub(super) fn step(own: &Own, step: Step, asked: &Asked) -> View {
    let words = asked.words();
    let at_check = asked.get("from") == Some("check");
    let state = asked.form_of(&StepForm { said: own.document.clone(), then: None });
    let mut count = step.count(&own.document);
    if let Some(group) = step.group() {
        let typed = ["name", "first_name", "surname", "kind", "court"]
            .iter()
            .any(|name| !state.value(&format!("said/{group}/{count}/{name}")).is_empty());
        if asked.get("another").is_some() || count == 0 || typed {
            count += 1;
        }
    }
    let mut all = fields(step, count, words);
    if at_check {
        all.push(field("then", "", Kind::Hidden("check".into())));
    }
    let action = format!("/apply/steps/{step}{}", if at_check { "?from=check" } else { "" });
    let save = if at_check { words.form_save() } else { words.apply_save_and_continue() };
    let mut form = Form::new(action, state, all, save);
    if step.group().is_some() {
        form = form.more("then", "another", &step.another(words));
        for number in 1..=step.count(&own.document) {
            form = form.more("then", &format!("remove-{number}"), &step.remove(number, words));
        }
    }
    form = form.more("then", "later", &words.apply_save_and_stop());
    let nth = Step::ALL.iter().position(|other| *other == step).map_or(1, |index| index + 1);
    let sheet = Sheet::new(step.spoken(words))
        .over(words.apply_page(nth, Step::ALL.len()))
        .lead(step.lead(words))
        .form(form);
    let before = Step::ALL.get(nth.wrapping_sub(2)).map(|before| format!("/apply/steps/{before}"));
    let back = if at_check { "/apply/check".to_owned() } else { before.unwrap_or_else(|| "/apply".into()) };
    View::sheet(Layout::Public, sheet).back(words.shell_back(), back)
}

/// All the answers, what is missing, and the button that sends; or, once sent, what was sent.
pub(super) fn check(own: &Own, asked: &Asked) -> View {
    let words = asked.words();
    let mut sheet = match own.sent {
        Some(at) => Sheet::new(words.check_sent())
            .lead(words.check_sent_lead())
            .with(Block::Words(words.check_sent_at(&words.moment(at)))),
        None => Sheet::new(words.check_title()),
    };
    if !own.missing.is_empty() {
        let missing = what_is_missing(&own.document, words);
        let links = missing.iter().map(|missing| {
            let field = missing.pointer.trim_start_matches('/').replace(['/', '_', '.'], "-");
            link(
                missing.remedy.clone(),
                format!("/apply/steps/{}?from=check#said-{field}", Step::of(&missing.pointer)),
            )
        });
        sheet = sheet.with(Block::Heading(words.check_missing())).with(Block::Links(links.collect()));
    }
    for step in Step::ALL {
        let mut facts = answers(*step, &own.document, words);
        if facts.is_empty() {
            facts.push(crate::view::fact(step.spoken(words), words.check_none_given()));
        }
        if let (Some(first), None) = (facts.first_mut(), own.sent) {
            first.change = Some(link(words.form_change(), format!("/apply/steps/{step}?from=check")));
        }
        sheet = sheet.with(Block::Heading(step.spoken(words))).with(Block::Facts(facts));
    }
    if own.sent.is_none() && own.missing.is_empty() {
        sheet = sheet.form(Form::new("/apply/check", asked.form(), Vec::new(), words.form_send()));
    }
    sheet = sheet.with(Block::Buttons(vec![
        Button::post(words.check_close(), "/apply/later", &asked.other("later")).secondary(),
    ]));
    View::sheet(Layout::Public, sheet)
}
