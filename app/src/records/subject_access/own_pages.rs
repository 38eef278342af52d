//! The page on which an adult of a family asks for their own data.

use super::{OwnSubjectRequest, ask_for_own, standing};
use crate::{
    front::{Asked, Goto, Pages},
    view::{Block, Form, Kind, Layout, Sheet, View, fact, field},
};
use host::{Problem, Tx};
use policy::AskForOwnData;

pub(super) fn pages() -> Pages {
    Pages::none()
        .show::<AskForOwnData, ()>("/my/data", own_page)
        .submit::<AskForOwnData, (), OwnSubjectRequest, _>(
            "/my/data",
            |tx, (), own| ask_for_own(tx, own),
            |(), _| Goto::to("/my/data").saying("saved"),
            own_page,
        )
}

fn own_page(tx: &mut Tx<'_>, (): (), asked: &Asked) -> Result<View, Problem> {
    let words = asked.words();
    let own = standing(tx)?;
    let mut sheet = Sheet::new(words.data_title()).lead(words.data_lead());
    for request in &own.requests {
        let answer = match (request.is_over, request.answer_by) {
            (true, _) => words.data_answered(),
            (false, Some(by)) => words.data_answer_by(&words.day(by)),
            (false, None) => words.data_waits(),
        };
        sheet = sheet.with(Block::Facts(vec![
            fact(words.data_asked_on(), words.day(request.received_on)),
            fact(words.data_state(), answer),
        ]));
    }
    let sheet = if own.requests.iter().any(|request| !request.is_over) {
        sheet.problems(&asked.form()).with(Block::Words(words.data_nothing_to_do()))
    } else {
        let fields = vec![field("words", words.data_what(), Kind::Long(3)).hint(words.data_what_hint())];
        sheet.with(Block::Words(words.data_how())).form(Form::new(
            "/my/data",
            asked.form(),
            fields,
            words.data_ask(),
        ))
    };
    Ok(View::sheet(Layout::Parent, sheet).back(words.shell_back(), "/"))
}
