//! What is asked of people before contact: how it is, where it is other than the national default, and the
//! form that sets it.

use crate::{
    clearance::see_policy,
    front::Asked,
    view::{Block, Cell, Field, Form, Kind, Layout, Sheet, View, choices, field, tag},
};
use host::{Problem, Tx};
use rules::{
    clearance::{DbsLevel, Policy, Requirement, Term},
    plan,
};
use serde_json::{Value, json};

fn questions(index: usize, requirement: Requirement) -> Vec<Field> {
    let name = |field: &str| format!("terms/{index}/{field}");
    let mut fields = vec![
        field(name("heading"), requirement.words(), Kind::Heading),
        field(name("requirement"), "", Kind::Hidden(requirement.as_str().to_owned())),
        field(name("needed:int"), "How many are needed?", Kind::Number).hint("Enter 0 if it is not needed."),
        field(name("months:int"), "How many months does it last?", Kind::Number)
            .hint("Leave this empty if it does not end."),
    ];
    if requirement == Requirement::Dbs {
        fields.extend([
            field(name("level"), "What is the lowest level?", Kind::One(choices!(DbsLevel))),
            field(
                name("update_months:int"),
                "How many months does an update service check last?",
                Kind::Number,
            )
            .hint("Leave this empty if such a check does not count."),
        ]);
    }
    fields.push(
        field(name("kinds:list"), "For which kinds of contact?", Kind::Many(choices!(plan::Kind)))
            .hint("Leave all empty for every kind."),
    );
    fields
}

fn stored(terms: &[Term]) -> Value {
    let terms: Vec<Value> = Requirement::ALL
        .iter()
        .map(|requirement| match terms.iter().find(|term| term.requirement == *requirement) {
            Some(term) => json!(term),
            None => json!({"requirement": requirement, "needed": 0}),
        })
        .collect();
    json!({"terms": terms})
}

/// The page.
pub(super) fn page(tx: &mut Tx<'_>, (): (), asked: &Asked) -> Result<View, Problem> {
    let set = see_policy(tx)?;
    let policy = Policy { terms: set.terms.clone() };
    let lead = match (set.at, &set.reason) {
        (Some(at), Some(reason)) => {
            format!("Set on {}, version {}. Why: {reason}", at.day().words(), set.version)
        }
        _ => "The national default applies. This centre has set nothing of its own.".to_owned(),
    };
    let rows = Requirement::ALL
        .iter()
        .map(|requirement| {
            let words = policy.term(*requirement).map_or_else(|| "Not needed".to_owned(), Term::words);
            vec![requirement.words().into(), words.into()]
        })
        .collect();
    let differences: Vec<Vec<Cell>> = set
        .differences
        .iter()
        .map(|one| {
            let less = if one.is_less { tag("Less than the default", "orange") } else { Cell::from("More") };
            vec![one.requirement.words().into(), one.here.clone().into(), one.national.clone().into(), less]
        })
        .collect();
    let mut fields: Vec<Field> = Requirement::ALL
        .iter()
        .enumerate()
        .flat_map(|(index, requirement)| questions(index, *requirement))
        .collect();
    fields.push(field("reason", "Why is it set like this?", Kind::Long(3)));
    let head = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    let sheet = Sheet::new("What people need before contact")
        .lead(lead)
        .with(Block::Table {
            caption: "What is needed now".into(),
            head: head(&["Requirement", "How much"]),
            rows,
        })
        .with_if(!differences.is_empty(), || Block::Table {
            caption: "Where this differs from the national default".into(),
            head: head(&["Requirement", "Here", "National default", "Is it more or less?"]),
            rows: differences,
        })
        .with(Block::Heading("Change what is needed".into()))
        .with(Block::Words(
            "Visits to come are checked again when you save. Any that are no longer safe are marked.".into(),
        ))
        .form(Form::new(
            "/clearance/policy",
            asked.form_of(&stored(&set.terms)),
            fields,
            "Save what is needed",
        ));
    Ok(View::sheet(Layout::Staff, sheet).back("Who is cleared for what", "/clearance"))
}
