//! The pages of staff: the list, one's own page, and what is said on it.

mod forms;
mod look_again;
mod one;
mod supervision;

use super::{record::leads, store};
use crate::{
    front::{Asked, Goto, Pages},
    view::{Block, Button, Cell, Choice, Form, Kind, Layout, Sheet, View, field, tag},
};
use base::StaffId;
use host::{Problem, Tx};
use policy::{AddStaff, Role};

/// The pages of this capability.
#[must_use]
pub fn pages() -> Pages {
    Pages::none()
        .show::<AddStaff, ()>("/staff", list)
        .show::<AddStaff, ()>("/staff/new", new)
        .submit::<AddStaff, (), super::NewStaff, _>(
            "/staff/new",
            |tx, (), new| super::add(tx, new),
            |(), place| Goto::to(format!("/staff/{}", place.id)).saying("saved"),
            new,
        )
        .and(one::pages())
        .and(forms::pages())
        .and(look_again::pages())
        .and(supervision::pages())
}

/// Colleagues to choose from, without one of them and those who have left.
fn colleagues(tx: &mut Tx<'_>, without: StaffId) -> Result<Vec<Choice>, Problem> {
    Ok(store::all(tx, None)?
        .into_iter()
        .filter(|one| one.id != without && one.left_at.is_none())
        .map(|one| Choice::new(one.id.to_string(), one.name))
        .collect())
}

fn list(tx: &mut Tx<'_>, (): (), _: &Asked) -> Result<View, Problem> {
    let all = store::all(tx, None)?;
    let open = super::known::not_looked_up(tx, 200)?;
    let name = |id: StaffId| all.iter().find(|one| one.id == id).map(|one| one.name.clone());
    let supervised: Vec<String> =
        all.iter().map(|one| one.supervised_by.and_then(name).unwrap_or_default()).collect();
    let rows = all
        .iter()
        .zip(supervised)
        .map(|(one, by)| {
            let state = match one.left_at {
                Some(at) => format!("Left {}", at.day().words()).into(),
                None if open.iter().any(|(of, _)| *of == one.id) => tag("Look up whom they know", "orange"),
                None => "Works here".into(),
            };
            vec![
                Cell::link(&one.name, format!("/staff/{}", one.id)),
                one.role.words().into(),
                by.into(),
                state,
            ]
        })
        .collect();
    let sheet = Sheet::new("Staff and volunteers")
        .with(Block::Buttons(vec![
            Button::to("Add somebody", "/staff/new"),
            Button::to("Declarations to look at again", "/staff/declarations").secondary(),
            Button::to("Sign-ins", "/sign-ins").secondary(),
        ]))
        .with(Block::Table {
            caption: "Staff and volunteers, by name".into(),
            head: ["Name", "Role", "Supervised by", "State"].map(String::from).to_vec(),
            rows,
        });
    Ok(View::sheet(Layout::Staff, sheet))
}

fn new(_: &mut Tx<'_>, (): (), asked: &Asked) -> Result<View, Problem> {
    let roles = [Role::Volunteer, Role::Supervisor, Role::Coordinator, Role::SafeguardingLead];
    let roles = roles.iter().map(|role| Choice::new(role.as_str(), role.words())).collect();
    let fields = vec![
        field("name", "What is their name?", Kind::Text),
        field("role", "What is their role?", Kind::One(roles)),
        field("", "Sign-in", Kind::Heading),
        field(
            "",
            "For supervisors and volunteers only. Leave both empty if they need none. The system administrator \
             makes sign-ins for other roles.",
            Kind::Words,
        ),
        field("sign_in/username", "Name to sign in with", Kind::Text),
        field("sign_in/password", "First password", Kind::Password)
            .hint("At least 10 characters. Tell them in person, never by message."),
    ];
    let sheet = Sheet::new("Add somebody to the staff")
        .lead("They can supervise visits once their clearance is complete.")
        .form(Form::new("/staff/new", asked.form(), fields, "Add them"));
    Ok(View::sheet(Layout::Staff, sheet).back("Staff and volunteers", "/staff"))
}

/// Where "back" leads from a page about somebody: to the list for those who have it, to the rota for others.
fn back(view: View, tx: &Tx<'_>) -> View {
    if leads(tx.actor.role) {
        view.back("Staff and volunteers", "/staff")
    } else {
        view.back("Rota", "/rota")
    }
}
