//! The page of one order.

use super::{
    super::{CourtOrder, HowEnded, OrderReading, commands::seen},
    capital, state,
};
use crate::{
    family::{Place, side_menu},
    front::Asked,
    view::{Block, Button, Cell, Form, Kind, Layout, Sheet, View, choices, facts, field},
};
use base::{Day, OrderId};
use host::{Problem, Tx};

/// What an order says, who read it and who confirmed it, and what can be done with it.
pub(super) fn page(tx: &mut Tx<'_>, id: OrderId, asked: &Asked) -> Result<View, Problem> {
    let (family, order) = seen(tx, id)?;
    let last = order.readings.last().ok_or(Problem::NotFound)?;
    let says = &last.says;
    let name = |text: &Option<base::Name>| text.as_ref().map(ToString::to_string).unwrap_or_default();
    let day = |day: Option<Day>| day.map(Day::words).unwrap_or_default();
    let mut sheet = Sheet::new(capital(&order.called))
        .over(format!("{} · {}", family.title, family.reference))
        .lead("No visit can be booked against this order.")
        .side(side_menu(tx.actor, &family, Place::Orders));
    sheet = notices(sheet, &order, last, asked)
        .with(Block::Heading("What visits are held to".into()))
        .with(Block::Words(order.sentences.join(" ")))
        .with(facts([
            ("Court", name(&says.court)),
            ("Case number", name(&says.case_number)),
            ("Made on", says.made_on.words()),
            ("Binds from", says.from.unwrap_or(says.made_on).words()),
            ("Last day", day(says.expires_on)),
        ]));
    if let Some(words) = &says.words {
        sheet = sheet.with(Block::Heading("Its own words".into())).with(Block::Quote(words.to_string()));
    }
    sheet = sheet.with(Block::Heading("Who read it".into())).with(readings(&order, tx.now.day()));
    if order.ended.is_some() {
        return Ok(back(sheet, &order));
    }
    sheet = sheet.with(Block::Buttons(vec![
        Button::to("Read it again", format!("/orders/{id}/again")).secondary(),
        Button::to(
            "Record the order that replaces it",
            format!("/families/{}/orders/new?replaces={id}", order.family),
        )
        .secondary(),
    ]));
    let fields = vec![
        field("how", "How did it end?", Kind::One(choices!(HowEnded))),
        field("from", "From which day does it no longer count?", Kind::Date),
        field("why", "Why, and who said so?", Kind::Long(3)),
    ];
    let form = Form::new(format!("/orders/{id}"), asked.form(), fields, "End the order").look("warning");
    Ok(back(sheet.with(Block::Heading("If it no longer counts".into())).form(form), &order))
}

fn back(sheet: Sheet, order: &CourtOrder) -> View {
    View::sheet(Layout::Staff, sheet).back("Court orders", format!("/families/{}/orders", order.family))
}

fn notices(sheet: Sheet, order: &CourtOrder, last: &OrderReading, asked: &Asked) -> Sheet {
    if let Some(ended) = &order.ended {
        return sheet.with(Block::Notice {
            title: format!("It no longer counts from {}", ended.from.words()),
            kind: "",
            words: vec![
                format!("{}. {}", ended.how.words(), ended.why),
                format!("Recorded by {}, {}.", ended.by, ended.at.words()),
            ],
        });
    }
    if last.confirmed_by.is_some() {
        return sheet;
    }
    let before = order.readings.iter().any(|reading| reading.confirmed_by.is_some());
    let mut words =
        vec!["These terms bind already. A colleague must now compare them with the order.".to_owned()];
    if before {
        words.push("Until then the last confirmed reading binds as well.".to_owned());
    }
    if order.replaces.is_some() {
        words.push("Until then the order it replaces binds as well.".to_owned());
    }
    let sheet = sheet.with(Block::Notice { title: "Not confirmed yet".into(), kind: "warn", words });
    if !last.may_confirm {
        return sheet;
    }
    let button = Button::post(
        "I have compared this with the order, and it is right",
        format!("/orders/{}/confirmation", order.id),
        &asked.other("confirmation"),
    );
    sheet.with(Block::Buttons(vec![button.value("version:int", last.version.to_string())]))
}

fn readings(order: &CourtOrder, today: Day) -> Block {
    let last = order.readings.last().map(|reading| reading.version);
    let row = |reading: &OrderReading| {
        let confirmed = match (&reading.confirmed_by, reading.confirmed_at) {
            (Some(by), Some(at)) => format!("{by}, {}", at.words()),
            _ => "Nobody yet".to_owned(),
        };
        vec![
            Cell::from(reading.version.to_string()),
            format!("{}, {}", reading.author, reading.created.words()).into(),
            reading.reason.clone().into(),
            confirmed.into(),
            if Some(reading.version) == last { state(order, today) } else { Cell::from("Earlier reading") },
        ]
    };
    Block::Table {
        caption: "Every reading, the last one first".into(),
        head: ["Reading", "Written down by", "Why again", "Confirmed by", "State"].map(String::from).to_vec(),
        rows: order.readings.iter().rev().map(row).collect(),
    }
}
