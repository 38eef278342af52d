//! The menu beside every page of a case.

use super::Family;
use crate::view::SideLink;
use policy::{
    Act, Actor, ListIncidents, ListMessages, Role, SeeAssessment, SeeChildVoice, SeeConsents, SeeContacts,
    SeeFamily, SeeGuideNeeds, SeeOrders, SeePlan, SeeReports, SeeReviews, SeeTimeline, SeeTrail, may_ever,
};

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
    Orders,
    Hours,
    Visits,
    Children,
    Incidents,
    Reviews,
    Reports,
    Messages,
    Guides,
    Consents,
    Trail,
}

/// The menu, with the page one is on marked. A page that the role of whoever asks never has is left out.
#[must_use]
pub fn side_menu(actor: &Actor, family: &Family, here: Place) -> Vec<SideLink> {
    type Entry = (fn(Role) -> bool, Place, &'static str, &'static str);
    fn entry<A: Act>(place: Place, text: &'static str, path: &'static str) -> Entry {
        (may_ever::<A>, place, text, path)
    }
    let base = format!("/families/{}", family.id);
    [
        entry::<SeeFamily>(Place::Overview, "Overview", ""),
        entry::<SeeTimeline>(Place::Timeline, "Timeline", "/timeline"),
        entry::<SeeContacts>(Place::Contacts, "People and contact details", "/people"),
        entry::<SeeFamily>(Place::Meetings, "Pre-visit meetings", "/meetings"),
        entry::<SeeAssessment>(Place::Assessment, "Risk assessment", "/assessments"),
        entry::<SeePlan>(Place::Plan, "Plan and agreements", "/plans"),
        entry::<SeeOrders>(Place::Orders, "Court orders", "/orders"),
        entry::<SeeOrders>(Place::Hours, "Children’s own hours", "/hours"),
        entry::<SeeFamily>(Place::Visits, "Visits", "/visits"),
        entry::<SeeChildVoice>(Place::Children, "What the children told us", "/child-answers"),
        entry::<ListIncidents>(Place::Incidents, "Incidents", "/incidents"),
        entry::<SeeReviews>(Place::Reviews, "Reviews", "/reviews"),
        entry::<SeeReports>(Place::Reports, "Reports and letters", "/reports"),
        entry::<ListMessages>(Place::Messages, "Messages", "/messages"),
        entry::<SeeGuideNeeds>(Place::Guides, "What may help", "/guides"),
        entry::<SeeConsents>(Place::Consents, "Consents", "/consents"),
        entry::<SeeTrail>(Place::Trail, "Who has looked", "/trail"),
    ]
    .into_iter()
    .filter(|(may, ..)| may(actor.role))
    .map(|(_, place, text, path)| SideLink {
        text: text.to_owned(),
        href: format!("{base}{path}"),
        current: place == here,
        count: String::new(),
    })
    .collect()
}
