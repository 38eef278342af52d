//! The menu beside every page of a case.

use super::Family;
use crate::view::SideLink;
use base::FamilyId;
use policy::{
    Act, Actor, ListIncidents, ListMessages, Refused, SeeAssessment, SeeChildVoice, SeeConsents, SeeContacts,
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

type Entry = (bool, Place, &'static str, &'static str);

/// Whether whoever asks may do this to the family, if need be once they have shown that it is them.
fn may<A: Act<Id = FamilyId>>(actor: &Actor, family: &Family) -> bool {
    matches!(policy::ask::<A>(actor, &family.subject), Ok(_) | Err(Refused::ProveAgain))
}

/// The menu, with the page one is on marked. A page that whoever asks does not have of this family is left out.
#[must_use]
pub fn side_menu(actor: &Actor, family: &Family, here: Place) -> Vec<SideLink> {
    let entries: [Entry; 17] = [
        (may::<SeeFamily>(actor, family), Place::Overview, "Overview", ""),
        (may::<SeeTimeline>(actor, family), Place::Timeline, "Timeline", "/timeline"),
        (may::<SeeContacts>(actor, family), Place::Contacts, "People and contact details", "/people"),
        (may::<SeeFamily>(actor, family), Place::Meetings, "Pre-visit meetings", "/meetings"),
        (may::<SeeAssessment>(actor, family), Place::Assessment, "Risk assessment", "/assessments"),
        (may::<SeePlan>(actor, family), Place::Plan, "Plan and agreements", "/plans"),
        (may::<SeeOrders>(actor, family), Place::Orders, "Court orders", "/orders"),
        (may::<SeeOrders>(actor, family), Place::Hours, "Children’s own hours", "/hours"),
        (may::<SeeFamily>(actor, family), Place::Visits, "Visits", "/visits"),
        (may::<SeeChildVoice>(actor, family), Place::Children, "What the children told us", "/child-answers"),
        (may_ever::<ListIncidents>(actor.role), Place::Incidents, "Incidents", "/incidents"),
        (may::<SeeReviews>(actor, family), Place::Reviews, "Reviews", "/reviews"),
        (may::<SeeReports>(actor, family), Place::Reports, "Reports and letters", "/reports"),
        (may_ever::<ListMessages>(actor.role), Place::Messages, "Messages", "/messages"),
        (may::<SeeGuideNeeds>(actor, family), Place::Guides, "What may help", "/guides"),
        (may::<SeeConsents>(actor, family), Place::Consents, "Consents", "/consents"),
        (may::<SeeTrail>(actor, family), Place::Trail, "Who has looked", "/trail"),
    ];
    let base = format!("/families/{}", family.id);
    entries
        .into_iter()
        .filter(|(is_theirs, ..)| *is_theirs)
        .map(|(_, place, text, path)| SideLink {
            text: text.to_owned(),
            href: format!("{base}{path}"),
            current: place == here,
            count: String::new(),
        })
        .collect()
}
