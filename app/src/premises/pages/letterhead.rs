//! The page of the head of papers.

use super::BACK;
use crate::{
    front::{Asked, Goto, Pages},
    premises::{NewLetterhead, see_letterhead, set_letterhead},
    view::{Form, Kind, Layout, Sheet, View, field},
};
use host::{Problem, Tx};
use policy::{Role, SetLetterhead};

pub(super) fn pages() -> Pages {
    Pages::none()
        .show::<SetLetterhead, ()>("/centre/letterhead", letterhead_form)
        .submit::<SetLetterhead, (), NewLetterhead, _>(
            "/centre/letterhead",
            |tx, (), new| set_letterhead(tx, new),
            |(), _| Goto::to("/centre/letterhead").saying("saved"),
            letterhead_form,
        )
}

fn letterhead_form(tx: &mut Tx<'_>, _: (), asked: &Asked) -> Result<View, Problem> {
    let set = see_letterhead(tx)?;
    let stored = serde_json::json!({
        "name": set.name, "address": set.address.join("\n"), "telephone": set.telephone, "email": set.email,
        "charity_number": set.charity_number, "accreditation": set.accreditation,
    });
    let fields = vec![
        field("name", "The centre’s name", Kind::Text),
        field("address", "Postal address", Kind::Long(5))
            .hint("Start a new line for each line of the address."),
        field("telephone", "Telephone number", Kind::Telephone),
        field("email", "Email address", Kind::Email)
            .hint("One that everybody may know. Leave this empty if there is none."),
        field("charity_number", "Registered charity number", Kind::Text)
            .hint("Leave this empty if the centre is not a charity."),
        field("accreditation", "Accreditation", Kind::Text)
            .hint("The body that accredited the centre, and the number."),
    ];
    let form = Form::new("/centre/letterhead", asked.form_of(&stored), fields, "Save the letterhead");
    let sheet = Sheet::new("Letterhead")
        .lead("This stands at the top of what is signed from now on. What is already signed stays as it is.")
        .form(form);
    let (words, back) = match tx.actor.role {
        Role::Administrator => ("The system today", "/"),
        _ => (BACK, "/centre"),
    };
    Ok(View::sheet(Layout::Staff, sheet).back(words, back))
}
