//! The pages on which an adult says yes or no to something, and staff see what they said.

use super::{
    NewConsent,
    consent::{About, Consent, consents, own_consents, say_consent},
};
use crate::{
    family::{self, Place, side_menu},
    front::{Asked, Goto, Pages},
    view::{Block, Form, Kind, Layout, Sheet, View, fact, field, link},
    words::{Spoken, Words, spoken},
};
use base::FamilyId;
use host::{Problem, Tx};
use policy::{SeeConsents, SeeOwnConsents, WriteOwnConsent};

pub(super) fn pages() -> Pages {
    Pages::none()
        .show::<SeeOwnConsents, ()>("/my/consents", list_page)
        .show::<WriteOwnConsent, String>("/my/consents/{about}", page)
        .submit::<WriteOwnConsent, String, NewConsent, _>(
            "/my/consents/{about}",
            |tx, _, new| say_consent(tx, new),
            |_, _| Goto::to("/my/consents").saying("saved"),
            page,
        )
        .show::<SeeConsents, FamilyId>("/families/{family}/consents", family_page)
}

spoken!(About {
    Photographs => consent_photographs,
    Support => consent_support,
    Quotes => consent_quotes,
    Teaching => consent_teaching,
});

fn answer(one: &Consent, words: Words) -> String {
    let said = match one.given {
        Some(true) => words.form_yes(),
        Some(false) => words.form_no(),
        None => words.consent_not_asked(),
    };
    let since = one.at.map(|at| words.consent_since(&words.day(at.day())));
    [Some(said), since, one.words.clone()].into_iter().flatten().collect::<Vec<_>>().join(". ")
}

fn list_page(tx: &mut Tx<'_>, (): (), asked: &Asked) -> Result<View, Problem> {
    let words = asked.words();
    let own = own_consents(tx)?;
    let facts = own.items.iter().map(|one| {
        let mut line = fact(one.about.spoken(words), answer(one, words));
        line.change = Some(link(words.consent_change(), format!("/my/consents/{}", one.about)));
        line
    });
    let sheet =
        Sheet::new(words.consent_title()).lead(words.consent_lead()).with(Block::Facts(facts.collect()));
    Ok(View::sheet(Layout::Parent, sheet).back(words.shell_back(), "/"))
}

fn page(tx: &mut Tx<'_>, about: String, asked: &Asked) -> Result<View, Problem> {
    let words = asked.words();
    let about: About = about.parse().map_err(|_| Problem::NotFound)?;
    let own = own_consents(tx)?;
    let now = own.items.into_iter().find(|one| one.about == about).ok_or(Problem::NotFound)?;
    let stored = serde_json::json!({"given": now.given, "words": now.words});
    let fields = vec![
        field("about", "", Kind::Hidden(about.as_str().to_owned())),
        field("given:bool", words.consent_agree(), Kind::YesNo),
        field("words", words.consent_words(), Kind::Long(3)).hint(words.consent_words_hint()),
    ];
    let here = format!("/my/consents/{about}");
    let sheet = Sheet::new(about.spoken(words)).lead(words.consent_free()).form(Form::new(
        here,
        asked.form_of(&stored),
        fields,
        words.consent_keep(),
    ));
    Ok(View::sheet(Layout::Parent, sheet).back(words.consent_title(), "/my/consents"))
}

fn family_page(tx: &mut Tx<'_>, of: FamilyId, _: &Asked) -> Result<View, Problem> {
    let found = consents(tx, of)?;
    let family = family::family(tx, of)?;
    let words = Words::english();
    let mut sheet = Sheet::new("Consents")
        .over(format!("{}, {}", family.title, family.reference))
        .side(side_menu(tx.actor, &family, Place::Consents))
        .lead("What each adult said, for themselves. Safeguarding does not hang on it, and neither learns of the other’s.");
    for adult in &found.items {
        let facts = adult.consents.iter().map(|one| fact(one.about.words(), answer(one, words)));
        sheet = sheet.with(Block::Heading(adult.name.clone())).with(Block::Facts(facts.collect()));
    }
    Ok(View::sheet(Layout::Staff, sheet).back("Overview", format!("/families/{of}")))
}
