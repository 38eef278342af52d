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
use policy::{WriteOrders, ask};
use rules::{
    intake::Side,
    order::{Every, Place as Where},
    risk::Level,
};
use serde_json::json;

const LEAD: &str = "Read the order itself, beside this form. What it does not say is left empty. A colleague \
                    then compares what you wrote with the order; it binds at once.";

/// The page that records an order, begun with what the referral says where it is one of the referral's.
pub(super) fn new_page(tx: &mut Tx<'_>, id: FamilyId, asked: &Asked) -> Result<View, Problem> {
    let (family, found) = listed(tx, id)?;
    ask::<WriteOrders>(tx.actor, &family.subject)?;
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
    ask::<WriteOrders>(tx.actor, &family.subject)?;
    let last = order.readings.last().ok_or(Problem::NotFound)?;
    let state = asked.form_of(&json!({"says": last.says}));
    let mut fields = questions(&family, &state);
    fields.push(
        field("reason", "Why is it written anew?", Kind::Long(2))
            .hint("The reading before is kept, and binds as well until a colleague has confirmed this one."),
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
            "That order counts no more from this one's first day, once a colleague has confirmed this one.",
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
        field("says/case_number", "Case number", Kind::Text),
        field("says/made_on", "When was it made?", Kind::Date),
        field("says/from", "From which day does it bind?", Kind::Date)
            .hint("Fortnights are counted from this day. Leave it empty for the day the order was made."),
        field("says/expires_on", "What is its last day, if it has one?", Kind::Date)
            .hint("It binds up to and on this day."),
        field("says/words", "Its own words about contact", Kind::Long(5)),
        field("", "What these words come to", Kind::Heading),
        field(
            "says/terms/allows_contact:bool",
            "Does contact take place because of this order?",
            Kind::YesNo,
        )
        .hint("If so, no visit is booked after its last day until there is a new one."),
        field("says/terms/forbids_contact:bool", "Does it forbid all contact?", Kind::YesNo),
        field(
            "says/terms/who:list",
            "Which adults of the visiting side may come?",
            Kind::Many(adults(Some(Side::Visiting))),
        )
        .hint("Choose nobody if it does not say."),
        field("says/terms/weekdays:list", "On which days of the week?", Kind::Many(choices!(Weekday)))
            .hint("Choose none if it does not say."),
        field("says/terms/at_most/visits:int", "How many visits at most?", Kind::Number),
        field("says/terms/at_most/every", "In which time?", Kind::Pick(choices!(Every))),
        field(
            "says/terms/days_between:int",
            "How many days at least from one visit to the next?",
            Kind::Number,
        ),
        field("says/terms/longest:int", "How many minutes at most?", Kind::Number),
        field("says/terms/shortest:int", "How many minutes at least?", Kind::Number),
        field("says/terms/level", "How is it supervised, at the least?", Kind::Pick(choices!(Level))),
        field("says/terms/place", "Where?", Kind::Pick(choices!(Where))),
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
            field(name("who"), "Who must stay away from somebody?", Kind::Pick(adults(None))).hint(
                "They are never in the building together, and this stays so after the order has ended.",
            ),
        );
        fields.push(field(name("from"), "From whom?", Kind::Pick(adults(None))));
    }
    fields
}
