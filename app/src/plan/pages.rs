//! The pages of plans and agreements.

use super::{
    HowAgreed, NewAgreement, Plan, PlanDocument, PlanState, adopt, agree, begin, list, party_plan, see,
    store, write,
};
use crate::{
    family::{self, Family, Place, side_menu},
    front::{Asked, Goto, Pages},
    portal, risk,
    view::{
        Block, Button, Cell, Choice, Fact, Field, Form, Kind as Ask, Layout, Sheet, View, choices, fact,
        field, link, tag,
    },
};
use base::{FamilyId, PartyId, PlanId};
use host::{Problem, Tx, api::Nothing};
use policy::{Act, AgreePlan, SeePlan, WritePlan};
use rules::{
    intake::{Side, Stage, lacking},
    plan::{Gaps, Kind, Sequence},
    risk::{Level, allows},
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
    WritePlan::ROLES.contains(&tx.actor.role)
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
    let listed = list(tx, id, &asked.paging())?;
    let family = family::family(tx, id)?;
    let mut sheet =
        Sheet::new("Plan and agreements").over(over(&family)).side(side_menu(&family, Place::Plan));
    if may_write(tx) && family.stage == Stage::Preparing {
        let missing = lacking(&super::readiness(tx, &family)?, tx.now.day());
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
    let plan = see(tx, id)?;
    let family = family::family(tx, plan.family)?;
    let doors = store::entrances(tx)?;
    let assessment = risk::current(tx, family.id)?;
    let mut sheet = Sheet::new(format!("Plan, version {}", plan.version))
        .over(format!("{} · {}", over(&family), plan.state.words()))
        .side(side_menu(&family, Place::Plan))
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

fn plan_fields(tx: &mut Tx<'_>, family: &Family) -> Result<Vec<Field>, Problem> {
    let adults = |resident_only: bool| -> Vec<Choice> {
        family
            .adults
            .iter()
            .filter(|adult| !resident_only || adult.side == Side::Resident)
            .map(|adult| Choice {
                value: adult.id.to_string(),
                text: adult.name.clone(),
                hint: format!("{}, {}", adult.side.words(), adult.relation),
            })
            .collect()
    };
    let mut doors = vec![Choice::new("", "Not settled yet")];
    doors.extend(store::entrances(tx)?.into_iter().map(|(id, name)| Choice::new(id.to_string(), name)));
    let levels = Level::ALL
        .iter()
        .map(|level| Choice {
            value: level.as_str().into(),
            text: level.words().into(),
            hint: super::level_in_plain_words(*level).into(),
        })
        .collect();
    let heading = |label: &str| field("", label, Ask::Heading);
    let least = Gaps::default();
    Ok(vec![
        heading("The visits"),
        field("level", "Level of supervision", Ask::One(levels)).hint("Both sides are told exactly this."),
        field("kind", "Kind of contact", Ask::Pick(choices!(Kind))),
        field("frequency", "How often?", Ask::Text).hint("For example: every other Saturday."),
        field("length:int", "How many minutes is a visit?", Ask::Number),
        field("order_says_supervised:bool", "Does a court order say that contact is supervised?", Ask::YesNo),
        heading("Coming and going"),
        field("sequence", "Who comes first?", Ask::One(choices!(Sequence))),
        field("gaps/before:int", "Minutes between the two arrivals", Ask::Number)
            .hint(format!("At least {}.", least.before)),
        field("gaps/after:int", "Minutes between the two leaving", Ask::Number)
            .hint(format!("At least {}.", least.after)),
        field("resident_entrance", "Door of the resident side", Ask::Pick(doors.clone())),
        field("visiting_entrance", "Door of the visiting side", Ask::Pick(doors)),
        heading("People"),
        field("people:list", "Who takes part, beside the children?", Ask::Many(adults(false)))
            .hint("Only these come in."),
        field("hands_over:list", "Who brings and collects the children?", Ask::Many(adults(true))),
        field("needs_interpreter:bool", "Is an interpreter needed?", Ask::YesNo),
        heading("Rules"),
        field("may_leave_premises:bool", "May the child leave the premises during a visit?", Ask::YesNo),
        field("phones", "Telephones and cameras", Ask::Long(2)),
        field("gifts", "Presents", Ask::Long(2)),
        field("food", "Food and drink", Ask::Long(2)),
        field("language", "Language to be spoken", Ask::Long(2)),
        field("care", "Toilet and nappies", Ask::Long(2)),
        field("triggers_to_end", "What ends a visit?", Ask::Long(2)),
        heading("The child"),
        field("child_wishes", "The child's wishes, as the child put them", Ask::Long(4))
            .hint("Neither side reads this."),
        heading("After"),
        field("report_recipients", "Who receives reports?", Ask::Long(2)).hint("Neither side reads this."),
        field("exit_goal", "What is contact to move on to?", Ask::Long(2)),
        field("review_on", "When is the plan looked at again?", Ask::Date)
            .hint("Usually within three months."),
    ])
}

fn new_page(tx: &mut Tx<'_>, id: FamilyId, asked: &Asked) -> Result<View, Problem> {
    let family = family::family(tx, id)?;
    policy::ask::<WritePlan>(tx.actor, &family.subject)?;
    let form = match super::current(tx, id)? {
        Some(current) => asked.form_of(&current.document),
        None if asked.form().has_errors() => asked.form(),
        None => {
            let gaps = Gaps::default();
            asked
                .form()
                .with("gaps/before", gaps.before.0.to_string())
                .with("gaps/after", gaps.after.0.to_string())
                .with("sequence", Sequence::VisitingFirst.as_str())
        }
    };
    let sheet = Sheet::new("Write a plan")
        .over(over(&family))
        .lead("Each side reads a version of its own. Write so that both may read the rules: no names, places or times of the other side.")
        .side(side_menu(&family, Place::Plan))
        .form(Form::new(
            format!("/families/{id}/plans/new"),
            form,
            plan_fields(tx, &family)?,
            "Save the draft",
        ));
    Ok(View::sheet(Layout::Staff, sheet).back("Plan and agreements", format!("/families/{id}/plans")))
}

fn edit_page(tx: &mut Tx<'_>, id: PlanId, asked: &Asked) -> Result<View, Problem> {
    let plan = see(tx, id)?;
    let family = family::family(tx, plan.family)?;
    let sheet = Sheet::new(format!("Change version {}", plan.version))
        .over(over(&family))
        .side(side_menu(&family, Place::Plan))
        .form(Form::new(
            format!("/plans/{id}/edit"),
            asked.form_of(&plan.document),
            plan_fields(tx, &family)?,
            "Save the draft",
        ));
    Ok(View::sheet(Layout::Staff, sheet).back("The plan", format!("/plans/{id}")))
}

/// What one party reads, as they read it, shown to staff before and after it is in force.
fn preview_page(tx: &mut Tx<'_>, (id, party): (PlanId, PartyId), _: &Asked) -> Result<View, Problem> {
    let plan = see(tx, id)?;
    let family = family::family(tx, plan.family)?;
    let adult = family.adult(party).ok_or(Problem::NotFound)?;
    let as_current = super::Current { id, version: plan.version, document: plan.document.clone() };
    let own = party_plan(tx, &family, &as_current, adult)?;
    let mut sheet = Sheet::new(format!("What {} reads", adult.name))
        .over(format!("{} · plan version {}", over(&family), plan.version))
        .side(side_menu(&family, Place::Plan));
    let text = serde_json::to_string(&own)?;
    let forbidden = family::forbidden_for(tx, family.id, adult.side)?;
    sheet = match forbidden.check(&text) {
        Ok(()) => portal::plan_blocks(&own).into_iter().fold(sheet, Sheet::with),
        Err(refusal) => sheet.with(Block::Notice {
            title: "This version is held back".into(),
            kind: "bad",
            words: vec![refusal.to_string(), format!("Until then {} cannot read the plan.", adult.name)],
        }),
    };
    Ok(View::sheet(Layout::Staff, sheet).back("The plan", format!("/plans/{id}")))
}

fn agree_page(tx: &mut Tx<'_>, id: PlanId, asked: &Asked) -> Result<View, Problem> {
    let plan = see(tx, id)?;
    let family = family::family(tx, plan.family)?;
    let open = family
        .adults
        .iter()
        .filter(|adult| !plan.agreements.iter().any(|agreement| agreement.party == adult.id));
    let adults: Vec<Choice> = open
        .map(|adult| {
            Choice::new(
                adult.id.to_string(),
                format!("{} ({})", adult.name, adult.side.words().to_lowercase()),
            )
        })
        .collect();
    let levels = Level::ALL
        .iter()
        .map(|level| Choice {
            value: level.as_str().into(),
            text: level.words().into(),
            hint: super::level_in_plain_words(*level).into(),
        })
        .collect();
    let how = [HowAgreed::Paper, HowAgreed::InPerson]
        .into_iter()
        .map(|how| Choice::new(how.as_str(), how.words()))
        .collect();
    let sheet = Sheet::new("Record an agreement")
        .over(format!("{} · plan version {}", over(&family), plan.version))
        .lead("Ask in your own words: who will be with you and the child? Record what they answered.")
        .side(side_menu(&family, Place::Plan));
    let sheet = if adults.is_empty() {
        sheet.with(Block::Empty {
            title: "Everybody has agreed".into(),
            next: "Nothing more is needed for this version.".into(),
            link: None,
        })
    } else {
        sheet.form(Form::new(
            format!("/plans/{id}/agreements"),
            asked.form(),
            vec![
                field("party", "Who agrees?", Ask::One(adults)),
                field("acknowledged", "Which did they say it is?", Ask::One(levels)),
                field("how", "How did they agree?", Ask::One(how)),
                field("words", "What did they say or ask?", Ask::Long(3)),
            ],
            "Record the agreement",
        ))
    };
    Ok(View::sheet(Layout::Staff, sheet).back("The plan", format!("/plans/{id}")))
}
