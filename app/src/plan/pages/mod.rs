//! The pages of plans and agreements.

mod agree;
mod edit;

use super::{NewAgreement, Plan, PlanDocument, PlanState, adopt, agree, begin, list, see, store, write};
use crate::{
    family::{Family, Place, readiness, side_menu},
    front::{Asked, Goto, Pages},
    risk,
    view::{Block, Button, Cell, Fact, Layout, Sheet, View, fact, link, tag},
};
use agree::{agree_page, preview_page};
use base::{FamilyId, PartyId, PlanId};
use edit::{edit_page, new_page};
use host::{Problem, Tx, api::Nothing};
use policy::{AgreePlan, SeePlan, WritePlan};
use rules::{
    intake::{Stage, lacking},
    risk::allows,
};

/// The pages of this capability.
#[must_use]
pub fn pages() -> Pages {
    Pages::none()
        .show::<SeePlan, FamilyId>("/families/{family}/plans", list_page)
        .show::<WritePlan, FamilyId>("/families/{family}/plans/new", new_page)
        .submit::<WritePlan, FamilyId, PlanDocument, _>(
            "/families/{family}/plans/new",
            begin,
            |_, plan| Goto::to(format!("/plans/{}", plan.id)).saying("plan-saved"),
            new_page,
        )
        .show::<SeePlan, PlanId>("/plans/{plan}", one_page)
        .submit::<WritePlan, PlanId, Nothing, _>(
            "/plans/{plan}/adoption",
            adopt,
            |id, _| Goto::to(format!("/plans/{id}")).saying("plan-current"),
            one_page,
        )
        .show::<WritePlan, PlanId>("/plans/{plan}/edit", edit_page)
        .submit::<WritePlan, PlanId, PlanDocument, _>(
            "/plans/{plan}/edit",
            write,
            |id, _| Goto::to(format!("/plans/{id}")).saying("plan-saved"),
            edit_page,
        )
        .show::<WritePlan, (PlanId, PartyId)>("/plans/{plan}/for/{party}", preview_page)
        .show::<WritePlan, PlanId>("/plans/{plan}/agreements", agree_page)
        .submit::<AgreePlan, PlanId, NewAgreement, _>(
            "/plans/{plan}/agreements",
            agree,
            |id, _| Goto::to(format!("/plans/{id}")).saying("agreed"),
            agree_page,
        )
}

fn may_write(tx: &Tx<'_>) -> bool {
    policy::may_ever::<WritePlan>(tx.actor.role)
}

fn state_tag(state: PlanState) -> Cell {
    match state {
        PlanState::Draft => tag(state.words(), "yellow"),
        PlanState::Current => tag(state.words(), "green"),
        PlanState::Superseded => tag(state.words(), "grey"),
    }
}

fn over(family: &Family) -> String {
    format!("{} · {}", family.reference, family.title)
}

fn list_page(tx: &mut Tx<'_>, id: FamilyId, asked: &Asked) -> Result<View, Problem> {
    let (family, listed) = list(tx, id, &asked.paging())?;
    let mut sheet =
        Sheet::new("Plan and agreements").over(over(&family)).side(side_menu(tx.actor, &family, Place::Plan));
    if may_write(tx) && family.stage == Stage::Preparing {
        let missing = lacking(&readiness(tx, family.id)?, tx.now.day());
        if !missing.is_empty() {
            let words = missing.iter().map(ToString::to_string).collect();
            sheet = sheet.with(Block::Notice { title: "Before the first visit".into(), kind: "warn", words });
        }
    }
    let draft = listed.items.iter().find(|plan| plan.state == PlanState::Draft);
    if may_write(tx) {
        sheet = sheet.with(Block::Buttons(vec![match draft {
            Some(draft) => Button::to("Go on with the draft", format!("/plans/{}", draft.id)),
            None => Button::to("Write a new version", format!("/families/{id}/plans/new")),
        }]));
    }
    let rows: Vec<Vec<Cell>> = listed
        .items
        .iter()
        .map(|plan| {
            vec![
                Cell::link(format!("Version {}", plan.version), format!("/plans/{}", plan.id)),
                plan.document.kind.words().into(),
                plan.document.frequency.to_string().into(),
                state_tag(plan.state),
                format!("{} of {}", plan.agreements.len(), main_adults(&family)).into(),
                plan.document.review_on.words().into(),
            ]
        })
        .collect();
    sheet = if rows.is_empty() {
        sheet.with(Block::Empty {
            title: "No plan has been written".into(),
            next: "Have the risk assessment approved first: a plan is never below what it asks for.".into(),
            link: Some(link("Risk assessment", format!("/families/{id}/assessments"))),
        })
    } else {
        sheet.with(Block::Table {
            caption: "Versions, newest first".into(),
            head: ["Version", "Kind", "How often", "State", "Agreed", "Review by"].map(String::from).to_vec(),
            rows,
        })
    };
    let next = listed.next.map(|cursor| format!("/families/{id}/plans?cursor={cursor}"));
    let prev = asked.get("cursor").map(|_| format!("/families/{id}/plans"));
    Ok(View::sheet(Layout::Staff, sheet.with(Block::Pages { prev, next }))
        .back(&family.title, format!("/families/{id}")))
}

fn main_adults(family: &Family) -> usize {
    family.adults.iter().filter(|adult| adult.is_main).count()
}

fn names(family: &Family, ids: &[PartyId]) -> String {
    let names: Vec<&str> =
        ids.iter().filter_map(|id| family.adult(*id)).map(|adult| adult.name.as_str()).collect();
    names.join(", ")
}

fn plan_facts(family: &Family, plan: &Plan, doors: &[(base::EntranceId, String)]) -> Vec<Fact> {
    let it = &plan.document;
    let door = |id: Option<base::EntranceId>| {
        doors.iter().find(|(door, _)| Some(*door) == id).map(|(_, name)| name.clone()).unwrap_or_default()
    };
    let prose = |words: &Option<base::Prose>| words.as_ref().map(ToString::to_string).unwrap_or_default();
    let yes = |is: bool| if is { "Yes" } else { "No" };
    vec![
        fact("Level", it.level.words()),
        fact("Kind of contact", it.kind.words()),
        fact("How often", it.frequency.as_str()),
        fact("How long", it.length.to_string()),
        fact("Who comes first", it.sequence.words()),
        fact("Gaps", format!("{} before, {} after", it.gaps.before, it.gaps.after)),
        fact("Door of the resident side", door(it.resident_entrance)),
        fact("Door of the visiting side", door(it.visiting_entrance)),
        fact("Who takes part", names(family, &it.people)),
        fact("Who brings and collects", names(family, &it.hands_over)),
        fact("May the child leave the premises?", yes(it.may_leave_premises)),
        fact("Does an order say supervised?", yes(it.order_says_supervised)),
        fact("Is an interpreter needed?", yes(it.needs_interpreter)),
        fact("Telephones and cameras", prose(&it.phones)),
        fact("Presents", prose(&it.gifts)),
        fact("Food", prose(&it.food)),
        fact("Language", prose(&it.language)),
        fact("Toilet and nappies", prose(&it.care)),
        fact("What ends a visit", prose(&it.triggers_to_end)),
        fact("The child's wishes (neither side reads this)", prose(&it.child_wishes)),
        fact("Who receives reports (neither side reads this)", prose(&it.report_recipients)),
        fact("What contact is to move on to", prose(&it.exit_goal)),
        fact("Review by", it.review_on.words()),
        fact("Written by", &plan.author),
    ]
}

fn one_page(tx: &mut Tx<'_>, id: PlanId, asked: &Asked) -> Result<View, Problem> {
    let (family, plan) = see(tx, id)?;
    let doors = store::entrances(tx)?;
    let assessment = risk::current(tx, family.id)?;
    let mut sheet = Sheet::new(format!("Plan, version {}", plan.version))
        .over(format!("{} · {}", over(&family), plan.state.words()))
        .side(side_menu(tx.actor, &family, Place::Plan))
        .problems(&asked.form());
    let judged = assessment.map(|it| allows(it.outcome, plan.document.level.min(plan.document.kind.level())));
    match judged {
        Some(Err(refusal)) if plan.state != PlanState::Superseded => {
            sheet = sheet.with(Block::Notice {
                title: "The assessment asks for more than this plan".into(),
                kind: "bad",
                words: vec![refusal.to_string(), "No visit can be booked under it.".into()],
            });
        }
        None if plan.state == PlanState::Draft => {
            sheet = sheet.with(Block::Notice {
                title: "There is no approved risk assessment".into(),
                kind: "warn",
                words: vec![
                    "You can write the plan now. It can be put in force once the assessment is approved."
                        .into(),
                ],
            });
        }
        _ => {}
    }
    if may_write(tx) {
        let buttons = match plan.state {
            PlanState::Draft => vec![
                Button::post("Put it in force", format!("/plans/{id}/adoption"), &asked.form()),
                Button::to("Change it", format!("/plans/{id}/edit")).secondary(),
            ],
            PlanState::Current => vec![
                Button::to("Record an agreement", format!("/plans/{id}/agreements")),
                Button::to("Write a new version", format!("/families/{}/plans/new", family.id)).secondary(),
            ],
            PlanState::Superseded => Vec::new(),
        };
        sheet = sheet.with(Block::Buttons(buttons));
    }
    sheet = sheet.with(Block::Facts(plan_facts(&family, &plan, &doors)));
    if may_write(tx) {
        let links =
            family.adults.iter().filter(|adult| adult.is_main).map(|adult| {
                link(format!("What {} reads", adult.name), format!("/plans/{id}/for/{}", adult.id))
            });
        sheet = sheet.with(Block::Links(links.collect()));
    }
    sheet = sheet.with(Block::Heading("Agreements".into()));
    sheet = if plan.agreements.is_empty() {
        sheet.with(Block::Empty {
            title: "Nobody has agreed yet".into(),
            next: "Each side reads its own version and says what level it understood.".into(),
            link: None,
        })
    } else {
        let rows = plan.agreements.iter().map(|agreement| {
            vec![
                Cell::from(names(&family, &[agreement.party])),
                agreement.acknowledged.words().into(),
                agreement.how.words().into(),
                agreement.at.words().into(),
                agreement.words.clone().into(),
            ]
        });
        sheet.with(Block::Table {
            caption: "Who has agreed. Neither side is told of the other's.".into(),
            head: ["Who", "Understood", "How", "When", "What they said"].map(String::from).to_vec(),
            rows: rows.collect(),
        })
    };
    Ok(View::sheet(Layout::Staff, sheet)
        .back("Plan and agreements", format!("/families/{}/plans", family.id)))
}
