//! The page of a case on which staff say what is hard for whom, and see which guides that person is shown.

use super::{Needs, needs, write_needs};
use crate::{
    family::{self, Place, side_menu},
    front::{Asked, Goto, Pages},
    view::{Block, Choice, Form, Kind, Layout, Sheet, View, fact, field, link},
};
use base::{FamilyId, PartyId};
use host::{Problem, Tx};
use policy::{SeeGuideNeeds, WriteGuideNeeds, may_ever};
use rules::guide::Need;

pub(super) fn pages() -> Pages {
    Pages::none()
        .show::<SeeGuideNeeds, FamilyId>("/families/{family}/guides", page)
        .show::<WriteGuideNeeds, (FamilyId, PartyId)>("/families/{family}/guides/{party}", of_one)
        .submit::<WriteGuideNeeds, (FamilyId, PartyId), Needs, _>(
            "/families/{family}/guides/{party}",
            write_needs,
            |(family, _), _| Goto::to(format!("/families/{family}/guides")).saying("saved"),
            of_one,
        )
}

fn page(tx: &mut Tx<'_>, of: FamilyId, _: &Asked) -> Result<View, Problem> {
    let found = needs(tx, of)?;
    let family = family::family(tx, of)?;
    let mut sheet = Sheet::new("What may help")
        .over(family.title.clone())
        .side(side_menu(tx.actor, &family, Place::Guides))
        .lead(
            "Tick what is hard for one adult just now. They are shown the guides that fit, and nothing says why. \
             The other adult learns nothing of it.",
        );
    for adult in &found.items {
        let action = format!("/families/{of}/guides/{}", adult.party);
        let hard: Vec<&str> = adult.needs.iter().map(|need| need.words()).collect();
        let hard = if hard.is_empty() { "Nothing ticked".to_owned() } else { hard.join(". ") };
        let shown: Vec<&str> = adult.shown.iter().map(|one| one.title.as_str()).collect();
        let mut facts = vec![fact("Hard just now", hard), fact("Guides shown first", shown.join(". "))];
        if may_ever::<WriteGuideNeeds>(tx.actor.role) {
            facts[0].change = Some(link(format!("Change for {}", adult.name), action));
        }
        sheet = sheet.with(Block::Heading(adult.name.clone())).with(Block::Facts(facts));
    }
    Ok(View::sheet(Layout::Staff, sheet).back("Overview", format!("/families/{of}")))
}

fn of_one(tx: &mut Tx<'_>, (of, party): (FamilyId, PartyId), asked: &Asked) -> Result<View, Problem> {
    let found = needs(tx, of)?;
    let adult = found.items.iter().find(|adult| adult.party == party).ok_or(Problem::NotFound)?;
    let options = Need::ALL.iter().map(|need| Choice::new(need.as_str(), need.words())).collect();
    let state = asked.form_of(&Needs { needs: adult.needs.clone() });
    let fields = vec![
        field("needs:list", "What is hard just now?", Kind::Many(options))
            .hint("Only what this adult told us, or what staff saw. Leave all empty when nothing is."),
    ];
    let sheet = Sheet::new(format!("What may help {}", adult.name)).form(Form::new(
        format!("/families/{of}/guides/{party}"),
        state,
        fields,
        "Keep",
    ));
    Ok(View::sheet(Layout::Staff, sheet).back("What may help", format!("/families/{of}/guides")))
}
