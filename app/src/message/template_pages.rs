//! The page of words that staff use again and again.

use super::{NewTemplate, keep_template, stop_template, templates};
use crate::{
    front::{Asked, Goto, Pages},
    view::{Block, Button, Form, Kind, Layout, Sheet, View, field},
};
use base::TemplateId;
use host::{Problem, Tx, api::Nothing};
use policy::{KeepTemplates, SeeTemplates, Subject};

pub(super) fn pages() -> Pages {
    Pages::none()
        .show::<SeeTemplates, ()>("/message-templates", page)
        .submit::<KeepTemplates, (), NewTemplate, _>(
            "/message-templates",
            |tx, (), new| keep_template(tx, new),
            |(), _| Goto::to("/message-templates").saying("saved"),
            page,
        )
        .submit::<KeepTemplates, TemplateId, Nothing, _>(
            "/message-templates/{template}/ending",
            |tx, id, _| stop_template(tx, id),
            |_, _| Goto::to("/message-templates").saying("saved"),
            |tx, _, asked| page(tx, (), asked),
        )
}

fn page(tx: &mut Tx<'_>, (): (), asked: &Asked) -> Result<View, Problem> {
    let known = templates(tx)?.items;
    let may_keep = tx.might::<KeepTemplates>(&Subject::of_centre(tx.centre(), tx.centre()));
    let mut sheet = Sheet::new("Words to use again").lead(
        "Begin an answer with these, and change them for whom you write to. Put nobody's name in them.",
    );
    if known.is_empty() {
        sheet = sheet.with(Block::Empty {
            title: "None yet".into(),
            next: "Write down what you explain again and again: how to ask for another day, what to bring."
                .into(),
            link: None,
        });
    }
    for one in &known {
        sheet = sheet.with(Block::Heading(one.title.clone())).with(Block::Quote(one.words.clone()));
        if may_keep {
            let action = format!("/message-templates/{}/ending", one.id);
            let away = Button::post("Take away", action, &asked.other(one.id.as_str())).secondary();
            sheet = sheet.with(Block::Buttons(vec![away]));
        }
    }
    if may_keep {
        let fields = vec![
            field("title", "What is it called?", Kind::Text),
            field("words", "Its words", Kind::Long(6)),
        ];
        sheet = sheet.with(Block::Heading("Add one".into())).form(Form::new(
            "/message-templates",
            asked.form_to("/message-templates"),
            fields,
            "Keep",
        ));
    }
    Ok(View::sheet(Layout::Staff, sheet).back("Messages", "/messages"))
}
