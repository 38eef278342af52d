//! The pages of sites.

use super::{BACK, heads, may_write};
use crate::{
    front::{Asked, Goto, Pages},
    premises::site::{NewSite, add_site, change_site, list_sites, one},
    view::{Block, Button, Cell, Field, Form, Kind, Layout, Sheet, View, choices, field},
};
use base::SiteId;
use host::{Problem, Tx};
use policy::{SeeCentre, WriteCentre};
use rules::premises::Nation;

const LIST: &str = "/centre/sites";

pub(super) fn pages() -> Pages {
    Pages::none()
        .show::<SeeCentre, ()>(LIST, list)
        .show::<WriteCentre, ()>("/centre/sites/new", new_form)
        .submit::<WriteCentre, (), NewSite, _>(
            "/centre/sites/new",
            |tx, (), new| add_site(tx, new),
            |(), _| Goto::to(LIST).saying("saved"),
            new_form,
        )
        .show::<WriteCentre, SiteId>("/centre/sites/{site}", change_form)
        .submit::<WriteCentre, SiteId, NewSite, _>(
            "/centre/sites/{site}",
            change_site,
            |_, _| Goto::to(LIST).saying("saved"),
            change_form,
        )
}

fn list(tx: &mut Tx<'_>, _: (), _: &Asked) -> Result<View, Problem> {
    let sites = list_sites(tx)?.items;
    let writes = may_write(tx.actor);
    let rows = sites
        .into_iter()
        .map(|site| {
            let name =
                if writes { Cell::link(site.name, format!("{LIST}/{}", site.id)) } else { site.name.into() };
            vec![name, site.nation.words().into(), site.directions.unwrap_or_default().into()]
        })
        .collect();
    let sheet = Sheet::new("Sites")
        .lead("A site is one address with its own rooms, doors and opening times. It keeps the bank holidays of one nation.")
        .with_if(writes, || Block::Buttons(vec![Button::to("Add a site", "/centre/sites/new")]))
        .with(Block::Table {
            caption: "Sites".into(),
            head: heads(["Site", "Bank holidays of", "How to get there"]),
            rows,
        });
    Ok(View::sheet(Layout::Staff, sheet).back(BACK, "/centre"))
}

fn fields() -> Vec<Field> {
    vec![
        field("name", "What is the site called?", Kind::Text),
        field("nation", "Whose bank holidays does it keep?", Kind::One(choices!(Nation))),
        field("directions", "How do you get there?", Kind::Long(3))
            .hint("For staff. Leave this empty if everybody knows."),
    ]
}

fn new_form(_: &mut Tx<'_>, _: (), asked: &Asked) -> Result<View, Problem> {
    let sheet =
        Sheet::new("Add a site").form(Form::new("/centre/sites/new", asked.form(), fields(), "Add the site"));
    Ok(View::sheet(Layout::Staff, sheet).back("Sites", LIST))
}

fn change_form(tx: &mut Tx<'_>, id: SiteId, asked: &Asked) -> Result<View, Problem> {
    let site = one(tx, id)?;
    let form = Form::new(format!("{LIST}/{id}"), asked.form_of(&site), fields(), "Save the site");
    Ok(View::sheet(Layout::Staff, Sheet::new(site.name).form(form)).back("Sites", LIST))
}
