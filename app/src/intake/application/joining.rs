//! For staff alone: which applications may be two halves of one family, and joining them.

use super::{
    Application, ApplicationInput, ApplicationLine, ApplicationState, ApplicationsAsked, ChildLine,
    JoiningInput, Possible,
    store::{self, Stored},
};
use crate::intake::referral::{
    AdultInput, Capacity, ChildInput, ConcernInput, Consents, Referral, ReferralInput, ReferralSource,
    Referrer, start_from,
};
use base::{ApplicationId, Faults, Name, Prose};
use host::{
    Problem, Recorded, Tx, WriteTx,
    paging::{Listed, Paging},
};
use policy::{JoinApplications, ListApplications, SeeApplication, Subject};
use rules::{
    Refusal,
    intake::Side,
    intake_pairing::{ChildNamed, folded, may_be_one_family},
    risk::{FactorKind, Source, Standing},
};

fn name_of(document: &ApplicationInput) -> String {
    let name = document.about.as_ref().and_then(|about| about.name.as_ref());
    name.map_or_else(|| "No name given".to_owned(), Name::to_string)
}

fn named(document: &ApplicationInput) -> Vec<ChildNamed> {
    let named = |child: &super::ApplicationChild| {
        Some(ChildNamed { surname: child.surname.as_ref()?.to_string(), born: child.born? })
    };
    document.children.iter().filter_map(named).collect()
}

/// The applications, newest first, with those that may belong together. Drafts are not listed.
pub fn list(tx: &mut Tx<'_>, asked: &ApplicationsAsked) -> Result<Listed<ApplicationLine>, Problem> {
    let scope = tx.scope::<ListApplications>()?;
    let state = asked.state.unwrap_or(ApplicationState::Submitted);
    if state == ApplicationState::Draft {
        return Err(Problem::field(
            "/state",
            "Choose submitted or joined: drafts belong to their applicants",
        ));
    }
    let paging = Paging { cursor: asked.cursor.clone(), limit: asked.limit };
    let page = store::applications(tx, &scope, state, &paging)?;
    let others = if state == ApplicationState::Submitted { store::unjoined(tx, &scope)? } else { Vec::new() };
    Ok(page.map(|stored| line(stored, &others)))
}

fn line(stored: Stored, others: &[Stored]) -> ApplicationLine {
    let mine = named(&stored.document);
    let may_belong_with = others
        .iter()
        .filter(|other| other.id != stored.id && may_be_one_family(&mine, &named(&other.document)))
        .map(|other| Possible { id: other.id, name: name_of(&other.document) })
        .collect();
    let child = |child: &super::ApplicationChild| ChildLine {
        name: whole_name(child).map(|name| name.to_string()).unwrap_or_default(),
        born: child.born,
    };
    ApplicationLine {
        id: stored.id,
        name: name_of(&stored.document),
        children_live_with_them: stored.document.about.as_ref().and_then(|about| about.children_live_with_me),
        children: stored.document.children.iter().map(child).collect(),
        state: stored.state,
        created: stored.created,
        submitted: stored.submitted,
        may_belong_with,
        referral: stored.referral,
    }
}

/// One application that was sent. A draft is its applicant's own.
pub fn see(tx: &mut Tx<'_>, id: ApplicationId) -> Result<Application, Problem> {
    let stored = store::application(tx, id)?;
    tx.ask::<SeeApplication>(&Subject::of_centre(id, stored.centre))?;
    if stored.state == ApplicationState::Draft {
        return Err(Problem::NotFound);
    }
    Ok(Application {
        id,
        state: stored.state,
        created: stored.created,
        submitted: stored.submitted,
        document: stored.document,
        referral: stored.referral,
    })
}

/// Joins two applications into one draft referral, each on its own side.
pub fn join(tx: &mut WriteTx<'_>, input: JoiningInput) -> Result<Recorded<Referral>, Problem> {
    let permit = tx.ask::<JoinApplications>(&Subject::of_centre(tx.centre(), tx.centre()))?;
    if input.resident == input.visiting {
        return Err(Problem::field("/visiting", "Choose two different applications"));
    }
    let mut halves = Vec::new();
    let mut faults = Faults::none();
    for (at, id) in [("/resident", input.resident), ("/visiting", input.visiting)] {
        match store::application(tx, id) {
            Ok(stored) if stored.state == ApplicationState::Joined => {
                return Err(Refusal::because(
                    "application-joined",
                    "One of these applications is half of a referral already.",
                    "Open that referral.",
                )
                .into());
            }
            Ok(stored) if stored.state == ApplicationState::Submitted => {
                let contact = store::contact(tx, id)?;
                halves.push(ApplicationInput { contact, ..stored.document });
            }
            Ok(_) | Err(Problem::NotFound) => faults.add(at, "Choose an application that has been sent"),
            Err(other) => return Err(other),
        }
    }
    faults.none_or_err()?;
    let [resident, visiting] = halves.as_slice() else {
        return Err(Problem::broken("two halves were read and there are not two"));
    };
    let joined = start_from(tx, ReferralSource::Applications, joined(resident, visiting, tx.now.day()))?;
    let referral = joined.value().clone();
    store::mark_joined(tx, &permit, [input.resident, input.visiting], referral.id)?;
    tx.record(&permit, None, "Two parents’ applications were joined into one referral", referral)
}

fn whole_name(child: &super::ApplicationChild) -> Option<Name> {
    let parts: Vec<&str> =
        [&child.first_name, &child.surname].into_iter().flatten().map(Name::as_str).collect();
    Name::new(&parts.join(" ")).ok()
}

/// The referral that two halves make. What each wrote goes to its own side; what only staff can answer
/// is left open.
fn joined(resident: &ApplicationInput, visiting: &ApplicationInput, today: base::Day) -> ReferralInput {
    let halves = [(Side::Resident, resident), (Side::Visiting, visiting)];
    let both = |of: fn(&ApplicationInput) -> Option<&Prose>| {
        let said: Vec<String> = halves
            .iter()
            .filter_map(|(side, half)| Some(as_said(side.words(), of(half)?.as_str(), Prose::MOST / 2)))
            .collect();
        Prose::new(&said.join("\n\n")).ok()
    };
    let mut children: Vec<ChildInput> = Vec::new();
    let mut orders = Vec::new();
    for (_, half) in halves {
        for child in &half.children {
            let name = whole_name(child);
            let key = |name: Option<&Name>| name.map(|name| folded(name.as_str()));
            let known = children
                .iter_mut()
                .find(|known| known.born == child.born && key(known.name.as_ref()) == key(name.as_ref()));
            if let Some(known) = known {
                known.needs = known.needs.take().or_else(|| child.needs.clone());
                known.medical = known.medical.take().or_else(|| child.medical.clone());
            } else {
                let (born, needs, medical) = (child.born, child.needs.clone(), child.medical.clone());
                children.push(ChildInput { name, born, needs, medical, may_leave_premises: None });
            }
        }
        for order in &half.orders {
            let same = |known: &crate::intake::referral::OrderInput| {
                known.kind == order.kind && known.made_on == order.made_on && known.made_on.is_some()
            };
            if !orders.iter().any(same) {
                orders.push(order.clone());
            }
        }
    }
    let mut concerns: Vec<ConcernInput> =
        halves.iter().flat_map(|(side, half)| concerns(*side, half)).collect();
    if visiting.other_may_not_know_area == Some(true) {
        // A referral asks this of the resident party alone, and whoever flees may be the one who visits.
        let words = "Visiting party: the resident party must be kept from learning in which area I live.";
        concerns.push(ConcernInput {
            kind: Some(FactorKind::Other),
            account: Prose::new(words).ok(),
            standing: Some(Standing::Alleged),
            source: Some(Source::OtherParty),
        });
    }
    let no_worries = halves.iter().all(|(_, half)| half.no_worries == Some(true));
    let first = |of: fn(&ApplicationInput) -> Option<Name>| of(resident).or_else(|| of(visiting));
    ReferralInput {
        referrer: Some(Referrer {
            capacity: Some(Capacity::OneOfTheFamily),
            name: Name::new("Both parents, each applying alone").ok(),
            ..Referrer::default()
        }),
        referred_on: Some(today),
        resident: Some(adult(resident)),
        visiting: Some(adult(visiting)),
        children,
        lives_with: Some(Side::Resident),
        extra_visitors: halves.iter().flat_map(|(_, half)| half.extra_visitors.clone()).collect(),
        reason: both(|half| half.hopes.as_ref()),
        orders,
        no_concerns: (concerns.is_empty() && no_worries).then_some(true),
        concerns,
        first_language: first(|half| half.first_language.clone()),
        interpreter_language: first(|half| half.interpreter_language.clone()),
        disability_and_access: both(|half| half.disability_and_access.as_ref()),
        availability: both(|half| half.availability.as_ref()),
        visiting_may_not_know_area: resident.other_may_not_know_area,
        consents: Some(Consents {
            resident: resident.agrees,
            visiting: visiting.agrees,
            // Both must say yes before records go anywhere.
            share_with_court: resident.share_with_court.zip(visiting.share_with_court).map(|(a, b)| a && b),
        }),
        ..ReferralInput::default()
    }
}

/// Who said it and what, in so many letters at most. Where it is longer it says where the rest is, for a
/// referral holds no more and nothing may be lost in silence.
fn as_said(who: &str, what: &str, most: usize) -> String {
    const MORE: &str = " … The rest is in the application.";
    let whole = format!("{who}: {what}");
    if whole.chars().count() < most {
        return whole;
    }
    whole.chars().take(most - MORE.chars().count() - 2).chain(MORE.chars()).collect()
}

fn adult(half: &ApplicationInput) -> AdultInput {
    let about = half.about.clone().unwrap_or_default();
    AdultInput {
        name: about.name,
        born: about.born,
        relation: about.relation,
        parental_responsibility: about.parental_responsibility,
        solicitor: about.solicitor,
        contact: half.contact.clone(),
    }
}

/// Each worry as a concern, alleged, said by the other party: an assessor weighs it, nobody has yet.
fn concerns(side: Side, half: &ApplicationInput) -> Vec<ConcernInput> {
    let said = half.worries.as_ref().map_or_else(|| "No further words.".to_owned(), Prose::to_string);
    let account = Prose::new(&as_said(&format!("{} wrote", side.words()), &said, Prose::MOST)).ok();
    let mut kinds = half.worry_kinds.clone();
    if kinds.is_empty() && half.worries.is_some() {
        kinds.push(FactorKind::Other);
    }
    kinds
        .into_iter()
        .map(|kind| ConcernInput {
            kind: Some(kind),
            account: account.clone(),
            standing: Some(Standing::Alleged),
            source: Some(Source::OtherParty),
        })
        .collect()
}
