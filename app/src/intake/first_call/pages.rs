//! The pages of first calls for the centre's own people.

use super::{
    CallState, FirstCallSettled, FirstCallSettling, NewFirstCallTime, booking::subject, settling, store,
    times,
};
use crate::{
    front::{Asked, Goto, Pages},
    notice::sent_of_call,
    view::{Block, Button, Cell, Choice, Form, Kind, Layout, Sheet, View, choices, facts, field},
};
use base::{EnquiryId, FirstCallTimeId, Weekday};
use host::{Problem, Tx, api::Nothing};
use policy::{KeepFirstCallTimes, SettleFirstCall};

/// The pages of this capability.
pub(super) fn pages() -> Pages {
    Pages::none()
        .show::<KeepFirstCallTimes, ()>("/first-calls", overview)
        .submit::<KeepFirstCallTimes, (), NewFirstCallTime, _>(
            "/first-calls",
            |tx, (), new| times::add(tx, new),
            |(), _| Goto::to("/first-calls").saying("saved"),
            overview,
        )
        .submit::<KeepFirstCallTimes, FirstCallTimeId, Nothing, _>(
            "/first-calls/times/{time}/ending",
            times::end,
            |_, _| Goto::to("/first-calls").saying("saved"),
            |tx, _, asked| overview(tx, (), asked),
        )
        .submit::<SettleFirstCall, EnquiryId, FirstCallSettling, _>(
            "/enquiries/{enquiry}/call",
            settling::settle,
            |id, _| Goto::to(format!("/enquiries/{id}")).saying("saved"),
            crate::intake::enquiry::one,
        )
}

fn overview(tx: &mut Tx<'_>, (): (), asked: &Asked) -> Result<View, Problem> {
    let booked = settling::booked(tx)?.items;
    let rows: Vec<Vec<Cell>> = booked
        .into_iter()
        .map(|call| {
            vec![
                call.starts.words().into(),
                Cell::link(call.name, format!("/enquiries/{}", call.enquiry)),
                call.way.words().into(),
                call.by.into(),
            ]
        })
        .collect();
    let mut sheet = Sheet::new("First calls").lead(
        "Half an hour with somebody who asks for the first time. Ring only the number they gave, at the time they \
         chose.",
    );
    sheet = if rows.is_empty() {
        sheet.with(Block::Empty {
            title: "No calls are booked".into(),
            next: "Anybody books one of the times below without an account.".into(),
            link: None,
        })
    } else {
        sheet.with(Block::Table {
            caption: "Booked".into(),
            head: ["When", "Who", "How", "Who rings"].map(String::from).to_vec(),
            rows,
        })
    };
    sheet = sheet.with(Block::Heading("When you can be spoken with".into()));
    let times = times::own(tx)?.items;
    if times.is_empty() {
        sheet = sheet.with(Block::Words("You have offered no times yet.".into()));
    }
    for time in times {
        let path = format!("/first-calls/times/{}/ending", time.id);
        let state = asked.other(time.id.as_str());
        sheet = sheet
            .with(Block::Words(time.words()))
            .with(Block::Buttons(vec![Button::post("Take these times away", path, &state).secondary()]));
    }
    let fields = vec![
        field("weekday", "Every week on", Kind::Pick(choices!(Weekday))).hint("Not on bank holidays."),
        field("day", "Or on one day alone", Kind::Date),
        field("from", "From", Kind::Time),
        field("until", "Until", Kind::Time),
    ];
    sheet = sheet
        .form(Form::new("/first-calls", asked.form_to("/first-calls"), fields, "Offer these times"))
        .with(Block::Words("Calls that are booked stand when times are taken away.".into()));
    Ok(View::sheet(Layout::Staff, sheet).back("Enquiries", "/enquiries"))
}

/// The first call of an enquiry, below what was told, with what can be said of it.
pub(in crate::intake) fn of_enquiry(
    tx: &mut Tx<'_>,
    sheet: Sheet,
    id: EnquiryId,
    asked: &Asked,
) -> Result<Sheet, Problem> {
    let Some(kept) = store::of_enquiry(tx, id)? else { return Ok(sheet) };
    let sheet = sheet.with(Block::Heading("First call".into())).with(facts([
        ("When", kept.starts.words()),
        ("How", kept.way.words().to_owned()),
        ("State", kept.state.words().to_owned()),
    ]));
    let sent = sent_of_call(tx, kept.id)?;
    let sheet =
        sheet.with_if(!sent.is_empty(), || Block::Words(format!("What we send them. {}.", sent.join(". "))));
    let is_open = matches!(kept.state, CallState::Booked | CallState::NoAnswer);
    if !is_open || !tx.might::<SettleFirstCall>(&subject(&kept)) {
        return Ok(sheet);
    }
    let free = store::free_now(tx)?;
    let free = free.into_iter().map(|(starts, _)| Choice::new(starts.to_string(), starts.words())).collect();
    let path = format!("/enquiries/{id}/call");
    // What can only be said afterwards is not offered before.
    let is_to_come = kept.starts > tx.now;
    let what = choices!(FirstCallSettled)
        .into_iter()
        .filter(|choice| !is_to_come || !["done", "no-answer"].contains(&choice.value.as_str()))
        .collect();
    let fields = vec![
        field("what", "What came of the call?", Kind::One(what)),
        field("starts", "If another time, which", Kind::Pick(free)).hint("Only one that they said is safe."),
    ];
    let state = asked.form_to(&path);
    Ok(sheet.form(Form::new(path, state, fields, "Save").look("secondary")))
}
