//! Writing a plan: one form in sections.

use super::{
    super::{current, level_in_plain_words, see, store},
    over,
};
use crate::{
    family::{self, Family, Place, side_menu},
    front::Asked,
    view::{Choice, Field, Form, Kind as Ask, Layout, Sheet, View, choices, field},
    words::Words,
};
use base::{FamilyId, PlanId};
use host::{Problem, Tx};
use policy::WritePlan;
use rules::{
    intake::Side,
    plan::{Gaps, Kind, Sequence},
    premises::Facility,
    risk::Level,
};

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
            hint: level_in_plain_words(*level, Words::english()),
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
        field("room_needs:list", "What must the room have?", Ask::Many(choices!(Facility)))
            .hint("Only what this family cannot do without: a room that lacks it cannot be booked."),
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

pub(super) fn new_page(tx: &mut Tx<'_>, id: FamilyId, asked: &Asked) -> Result<View, Problem> {
    let family = family::family(tx, id)?;
    tx.ask::<WritePlan>(&family.subject)?;
    let form = match current(tx, id)? {
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
        .side(side_menu(tx.actor, &family, Place::Plan))
        .form(Form::new(
            format!("/families/{id}/plans/new"),
            form,
            plan_fields(tx, &family)?,
            "Save the draft",
        ));
    Ok(View::sheet(Layout::Staff, sheet).back("Plan and agreements", format!("/families/{id}/plans")))
}

pub(super) fn edit_page(tx: &mut Tx<'_>, id: PlanId, asked: &Asked) -> Result<View, Problem> {
    let (family, plan) = see(tx, id)?;
    let sheet = Sheet::new(format!("Change version {}", plan.version))
        .over(over(&family))
        .side(side_menu(tx.actor, &family, Place::Plan))
        .form(Form::new(
            format!("/plans/{id}/edit"),
            asked.form_of(&plan.document),
            plan_fields(tx, &family)?,
            "Save the draft",
        ));
    Ok(View::sheet(Layout::Staff, sheet).back("The plan", format!("/plans/{id}")))
}
