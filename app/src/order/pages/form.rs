//! The form on which an order is read.

use super::super::{
    FamilyOrders,
    commands::{listed, seen},
};
use crate::{
    family::{Family, Place, side_menu},
    front::Asked,
    intake::referral::OrderKind,
    view::{Choice, Field, Form, Kind, Layout, Sheet, View, choices, field},
};
use base::{FamilyId, OrderId, Weekday};
use host::{Problem, Tx, forms::FormState};
use policy::WriteOrders;
use rules::{
    intake::Side,
    order::{Every, Place as Where},
    risk::Level,
};
use serde_json::json;

const LEAD: &str = "Keep the order itself beside you. Leave empty what it does not say. It binds at once. A \
                    colleague then compares what you wrote with the order.";

/// The page that records an order, begun with what the referral says where it is one of the referral's.
pub(super) fn new_page(tx: &mut Tx<'_>, id: FamilyId, asked: &Asked) -> Result<View, Problem> {
    let (family, found) = listed(tx, id)?;
    tx.ask::<WriteOrders>(&family.subject)?;
    let number = asked.get("order").and_then(|number| number.parse::<i32>().ok());
    let unread = found.unread.iter().find(|one| Some(one.number) == number);
    let replaces = asked.get("replaces").and_then(|id| id.parse::<OrderId>().ok());
    let state = match (unread, replaces) {
        (Some(unread), _) => asked.form_of(&unread.begun()),
        (None, Some(replaces)) => asked.form_of(&json!({"replaces": replaces})),
        (None, None) => asked.form(),
    };
    let mut fields = vec![];
    let referral_order = state.value("referral_order").to_owned();
    if !referral_order.is_empty() {
        fields.push(field("referral_order:int", "", Kind::Hidden(referral_order)));
    }
    fields.extend(replaced(&found));
    fields.extend(questions(&family, &state));
    let heading = unread
        .map_or_else(|| "Record a court order".to_owned(), |one| format!("Record the terms: {}", one.called));
    let form = Form::new(format!("/families/{id}/orders/new"), state, fields, "Record the order");
    Ok(sheet(tx, &family, &heading, form).back("Court orders", format!("/families/{id}/orders")))
}

/// The page that reads an order again, begun with its last reading.
pub(super) fn again_page(tx: &mut Tx<'_>, id: OrderId, asked: &Asked) -> Result<View, Problem> {
    let (family, order) = seen(tx, id)?;
    tx.ask::<WriteOrders>(&family.subject)?;
    let last = order.readings.last().ok_or(Problem::NotFound)?;
    let state = asked.form_of(&json!({"says": last.says}));
    let mut fields = questions(&family, &state);
    fields.push(
        field("reason", "Why is it written again?", Kind::Long(2))
            .hint("The earlier reading is kept. Both bind until a colleague has confirmed this one."),
    );
    let form = Form::new(format!("/orders/{id}/again"), state, fields, "Record this reading");
    Ok(sheet(tx, &family, "Read the order again", form).back("The order", format!("/orders/{id}")))
}

fn sheet(tx: &Tx<'_>, family: &Family, heading: &str, form: Form) -> View {
    let sheet = Sheet::new(heading)
        .over(format!("{} · {}", family.title, family.reference))
        .lead(LEAD)
        .side(side_menu(tx.actor, family, Place::Orders))
        .form(form);
    View::sheet(Layout::Staff, sheet)
}

/// Which order this one replaces, where there is one that it could.
fn replaced(found: &FamilyOrders) -> Option<Field> {
    let open: Vec<Choice> = found
        .orders
        .iter()
        .filter(|order| order.ended.is_none())
        .map(|order| Choice::new(order.id.to_string(), super::capital(&order.called)))
        .collect();
    (!open.is_empty()).then(|| {
        field("replaces", "Which order does it replace, if any?", Kind::Pick(open)).hint(
            "Once a colleague has confirmed this order, the other one stops counting from its first day.",
        )
    })
}

fn questions(family: &Family, state: &FormState) -> Vec<Field> {
    let adults = |side: Option<Side>| -> Vec<Choice> {
        let of_side = family.adults.iter().filter(|adult| side.is_none_or(|side| adult.side == side));
        of_side.map(|adult| Choice::new(adult.id.to_string(), &adult.name)).collect()
    };
    let mut fields = vec![
        field("says/kind", "What did the court order?", Kind::One(choices!(OrderKind))),
        field("says/court", "Which court?", Kind::Text),
        field("says/case_number", "What is the case number?", Kind::Text),
        field("says/made_on", "When was it made?", Kind::Date),
        field("says/from", "From which day does it bind?", Kind::Date).hint(
            "Fortnights are counted from this day. Leave this empty if it is the day the order was made.",
        ),
        field("says/expires_on", "What is its last day?", Kind::Date)
            .hint("It still binds on this day. Leave this empty if it has none."),
        field("says/words", "What does it say about contact, in its own words?", Kind::Long(5)),
        field("", "What these words mean for visits", Kind::Heading),
        field(
            "says/terms/allows_contact:bool",
            "Does contact take place because of this order?",
            Kind::YesNo,
        )
        .hint("If yes, no visit can be booked after its last day until there is a new order."),
        field("says/terms/forbids_contact:bool", "Does it forbid all contact?", Kind::YesNo),
        field(
            "says/terms/who:list",
            "Which adults of the visiting side may come?",
            Kind::Many(adults(Some(Side::Visiting))),
        )
        .hint("Choose nobody if it does not say."),
        field("says/terms/weekdays:list", "On which days of the week?", Kind::Many(choices!(Weekday)))
            .hint("Choose none if it does not say."),
        field("says/terms/at_most/visits:int", "At most how many visits?", Kind::Number),
        field("says/terms/at_most/every", "In how long?", Kind::Pick(choices!(Every))),
        field(
            "says/terms/days_between:int",
            "At least how many days from one visit to the next?",
            Kind::Number,
        ),
        field("says/terms/longest:int", "At most how many minutes?", Kind::Number),
        field("says/terms/shortest:int", "At least how many minutes?", Kind::Number),
        field("says/terms/level", "What is the least supervision it allows?", Kind::Pick(choices!(Level))),
        field("says/terms/place", "Where must it be?", Kind::Pick(choices!(Where))),
        field(
            "says/terms/stays_on_premises:bool",
            "Does it forbid outings, or leaving the premises?",
            Kind::YesNo,
        ),
    ];
    // One more pair than there are, for another.
    let pairs =
        (0..20).take_while(|at| !state.value(&format!("says/terms/stay_away/{at}/who")).is_empty()).count();
    for at in 0..=pairs {
        let name = |end: &str| format!("says/terms/stay_away/{at}/{end}");
        fields.push(
            field(name("who"), "Who must stay away from somebody?", Kind::Pick(adults(None)))
                .hint("They are never booked into the building together, even after the order has ended."),
        );
        fields.push(field(name("from"), "From whom must they stay away?", Kind::Pick(adults(None))));
    }
    fields
}
