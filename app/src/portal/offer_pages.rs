//! The pages on which a parent reads an offered time and answers it.

use super::{NewOwnAnswer, OwnCase, OwnOffer, offers::answer, own_case, pages::names};
use crate::{
    front::{Asked, Goto, Pages},
    view::{Block, Button, Choice, Fact, Form, Kind, Layout, Sheet, View, fact, field},
    words::Words,
};
use base::VisitId;
use host::{Problem, Tx};
use policy::{AnswerOffer, SeeOwnCase};
use rules::intake::Side;
use serde_json::json;

pub(super) fn pages() -> Pages {
    Pages::none()
        .show::<SeeOwnCase, VisitId>("/my/offers/{visit}", page)
        .submit::<AnswerOffer, VisitId, NewOwnAnswer, _>(
            "/my/offers/{visit}",
            answer,
            |visit, _| Goto::to(format!("/my/offers/{visit}")).saying("answered"),
            page,
        )
}

/// The part of the first page that shows what is offered.
pub(super) fn part(mut sheet: Sheet, case: &OwnCase, words: Words) -> Sheet {
    if !case.offers.is_empty() {
        sheet = sheet.with(Block::Heading(words.portal_offer()));
    }
    for offer in &case.offers {
        let to = format!("/my/offers/{}", offer.id);
        let button = if offer.answer.is_some() {
            Button::to(words.portal_offer_change(), to).secondary()
        } else {
            Button::to(words.portal_offer_answer(), to)
        };
        sheet = sheet.with(Block::Facts(facts(case, offer, words))).with(Block::Buttons(vec![button]));
    }
    sheet
}

/// One's own times, until when one can answer, and what one answered.
fn facts(case: &OwnCase, offer: &OwnOffer, words: Words) -> Vec<Fact> {
    let children = names(&case.children, words);
    let at = |moment| words.portal_at(&words.time(moment));
    let mut facts = vec![fact(words.portal_offer_day(), words.day_with_weekday(offer.come.day()))];
    match case.side {
        Side::Resident => facts.extend([
            fact(words.portal_bring(&children), at(offer.come)),
            fact(words.portal_collect(&children), at(offer.go)),
        ]),
        Side::Visiting => facts.extend([
            fact(words.portal_offer_see(&children), at(offer.come)),
            fact(words.portal_leave(), at(offer.go)),
        ]),
    }
    facts.push(fact(words.portal_offer_answer_by(), words.moment(offer.answer_by)));
    if let Some(answer) = &offer.answer {
        let said = if answer.suits { words.portal_offer_yes() } else { words.portal_offer_no() };
        facts.push(fact(words.portal_offer_your_answer(), said));
    }
    facts
}

fn page(tx: &mut Tx<'_>, id: VisitId, asked: &Asked) -> Result<View, Problem> {
    let words = asked.words();
    let case = own_case(tx, words)?;
    let offer = case.offers.iter().find(|offer| offer.id == id).ok_or(Problem::NotFound)?;
    let answered = offer.answer.as_ref();
    let stored = answered.map_or_else(|| json!({}), |own| json!({"suits": own.suits, "words": own.words}));
    let choices =
        vec![Choice::new("yes", words.portal_offer_yes()), Choice::new("no", words.portal_offer_no())];
    let fields = vec![
        field("suits:bool", words.portal_offer_can_you(), Kind::One(choices)),
        field("words", words.portal_anything_to_say(), Kind::Long(3))
            .hint(words.portal_anything_to_say_hint()),
    ];
    let button = if answered.is_some() { words.portal_offer_change() } else { words.portal_offer_send() };
    let sheet = Sheet::new(words.portal_offer())
        .lead(words.portal_offer_lead())
        .with(Block::Facts(facts(&case, offer, words)))
        .with_if(answered.is_some(), || Block::Words(words.portal_offer_may_change()))
        .form(Form::new(format!("/my/offers/{id}"), asked.form_of(&stored), fields, button));
    Ok(View::sheet(Layout::Parent, sheet).back(words.shell_back(), "/"))
}
