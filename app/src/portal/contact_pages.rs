//! The page on which a parent sees and changes how it is safe to reach them.

use super::contact::{NewOwnContact, OwnContact, own_contact, say_contact};
use crate::{
    front::{Asked, Goto, Pages},
    intake::SafeChannel,
    view::{Block, Choice, Form, Kind, Layout, Sheet, View, field},
    words::{Spoken, Words},
};
use host::{Problem, Tx};
use policy::{SeeOwnContact, WriteOwnContact};

pub(super) fn pages() -> Pages {
    Pages::none()
        .show::<SeeOwnContact, ()>("/my/contact", page)
        .submit::<WriteOwnContact, (), NewOwnContact, _>(
            "/my/contact",
            |tx, (), new| say_contact(tx, new),
            |(), _| Goto::to("/my/contact").saying("saved"),
            page,
        )
}

/// The ways, each with what follows from it.
fn ways(words: Words) -> Vec<Choice> {
    SafeChannel::ALL
        .iter()
        .map(|way| Choice {
            hint: match way {
                SafeChannel::Telephone => words.contact_telephone_follows(),
                SafeChannel::Text => words.contact_text_follows(),
                SafeChannel::Email => words.contact_email_follows(),
                SafeChannel::DoNotContact => words.contact_never_follows(),
            },
            ..Choice::new(way.as_str(), way.spoken(words))
        })
        .collect()
}

fn standing(own: &OwnContact, words: Words) -> Block {
    let said = match (own.has_notices, own.confirmed_at) {
        (true, Some(at)) => words.contact_notices_since(&words.day(at.day())),
        _ if own.is_held => words.contact_held(),
        _ => words.contact_no_notices(),
    };
    Block::Words(said)
}

fn page(tx: &mut Tx<'_>, (): (), asked: &Asked) -> Result<View, Problem> {
    let words = asked.words();
    let own = own_contact(tx)?;
    let fields = vec![
        field("safe_channel", words.contact_way(), Kind::One(ways(words))),
        field("telephone", words.contact_telephone(), Kind::Telephone).hint(words.contact_stays()),
        field("email", words.contact_email(), Kind::Email).hint(words.contact_stays()),
        field("when_it_is_safe", words.enquiry_when(), Kind::Long(2)),
        field("from", words.contact_from(), Kind::Time).hint(words.contact_hours_hint()),
        field("until", words.contact_until(), Kind::Time),
        field("code_word", words.contact_word(), Kind::Text).hint(words.contact_word_hint()),
        field("language", words.contact_language(), Kind::Pick(Words::all_by_name())),
    ];
    let stored = serde_json::json!({
        "safe_channel": own.safe_channel, "telephone": own.telephone, "email": own.email,
        "when_it_is_safe": own.when_it_is_safe, "from": own.from, "until": own.until, "code_word": own.code_word,
        "language": own.language,
    });
    let sheet = Sheet::new(words.contact_title())
        .lead(words.contact_lead())
        .with(standing(&own, words))
        .form(Form::new("/my/contact", asked.form_of(&stored), fields, words.contact_keep()))
        .with(Block::Words(words.contact_address()));
    Ok(View::sheet(Layout::Parent, sheet).back(words.shell_back(), "/"))
}
