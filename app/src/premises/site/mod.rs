//! The places where the centre works.

mod store;

pub use store::{first_site, sites};

use super::may_see;
use base::{Changed, Name, Prose, SiteId};
use host::{Problem, Recorded, Tx, WriteTx, paging::All};
use policy::{Subject, WriteCentre};
use rules::premises::Nation;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A place where the centre works: one address, with its rooms, doors and opening times.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Site {
    /// Its identifier.
    pub id: SiteId,
    /// What it is called.
    pub name: String,
    /// Whose bank holidays it keeps.
    pub nation: Nation,
    /// How one gets there, for staff.
    pub directions: Option<String>,
}

/// Adds a site, or says anew what one is.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewSite {
    /// What the site is called.
    pub name: Name,
    /// Whose bank holidays it keeps.
    pub nation: Nation,
    /// How one gets there, for staff.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub directions: Option<Prose>,
}

impl NewSite {
    fn named(&self, id: SiteId) -> Site {
        let directions = self.directions.as_ref().map(ToString::to_string);
        Site { id, name: self.name.to_string(), nation: self.nation, directions }
    }
}

/// The sites, by name.
pub fn list_sites(tx: &mut Tx<'_>) -> Result<All<Site>, Problem> {
    may_see(tx)?;
    Ok(All { items: sites(tx)? })
}

/// Adds a site.
pub fn add_site(tx: &mut WriteTx<'_>, new: NewSite) -> Result<Recorded<Site>, Problem> {
    let permit = tx.ask::<WriteCentre>(&Subject::of_centre(tx.centre(), tx.centre()))?;
    its_own_name(tx, &new, None)?;
    let site = store::site_insert(tx, &permit, &new)?;
    tx.record(&permit, None, "A site was added", site)
}

/// Says anew what a site is called, where it is and whose bank holidays it keeps.
pub fn change_site(tx: &mut WriteTx<'_>, id: SiteId, new: NewSite) -> Result<Recorded<Site>, Problem> {
    let permit = tx.ask::<WriteCentre>(&Subject::of_centre(tx.centre(), tx.centre()))?;
    let before = one(tx, id)?;
    its_own_name(tx, &new, Some(id))?;
    let site = new.named(id);
    store::site_write(tx, &permit, &site)?;
    if before.nation != site.nation {
        tx.changed(Changed::Centre);
    }
    tx.record(&permit, None, "A site was changed", site)
}

/// One site of the centre.
pub(super) fn one(tx: &mut Tx<'_>, id: SiteId) -> Result<Site, Problem> {
    sites(tx)?.into_iter().find(|site| site.id == id).ok_or(Problem::NotFound)
}

/// The site that is meant: the one that was named, or the only one there is.
pub(crate) fn meant(tx: &mut Tx<'_>, named: Option<SiteId>) -> Result<SiteId, Problem> {
    let sites = sites(tx)?;
    match (named, sites.as_slice()) {
        (None, [only]) => Ok(only.id),
        (None, _) => Err(Problem::field("/site", "Choose the site: the centre has more than one")),
        (Some(id), _) => sites
            .iter()
            .find(|site| site.id == id)
            .map(|site| site.id)
            .ok_or_else(|| Problem::field("/site", "Choose one of the centre’s sites")),
    }
}

fn its_own_name(tx: &mut Tx<'_>, new: &NewSite, id: Option<SiteId>) -> Result<(), Problem> {
    let taken = sites(tx)?
        .iter()
        .any(|site| Some(site.id) != id && site.name.eq_ignore_ascii_case(new.name.as_str()));
    if taken {
        return Err(Problem::field("/name", "There is a site of this name. Choose another name"));
    }
    Ok(())
}
