//! The menu beside every page of a case.

use super::Family;
use crate::view::SideLink;

/// The pages of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the page of that name")]
pub enum Place {
    Overview,
    Timeline,
    Contacts,
    Meetings,
    Assessment,
    Plan,
    Visits,
    Incidents,
    Reviews,
    Reports,
}

/// The menu, with the page one is on marked.
#[must_use]
pub fn side_menu(family: &Family, here: Place) -> Vec<SideLink> {
    let base = format!("/families/{}", family.id);
    [
        (Place::Overview, "Overview", ""),
        (Place::Timeline, "Timeline", "/timeline"),
        (Place::Contacts, "People and contact details", "/people"),
        (Place::Meetings, "Pre-visit meetings", "/meetings"),
        (Place::Assessment, "Risk assessment", "/assessments"),
        (Place::Plan, "Plan and agreements", "/plans"),
        (Place::Visits, "Visits", "/visits"),
        (Place::Incidents, "Incidents", "/incidents"),
        (Place::Reviews, "Reviews", "/reviews"),
        (Place::Reports, "Reports and letters", "/reports"),
    ]
    .into_iter()
    .map(|(place, text, path)| SideLink {
        text: text.to_owned(),
        href: format!("{base}{path}"),
        current: place == here,
        count: String::new(),
    })
    .collect()
}
