//! The pages of enquiries.

use super::{Channel, EnquiryClosing, EnquiryOutcome, NewEnquiry, SafeChannel, close, list, make, see};
use crate::{
    front::{Asked, Goto, Pages},
    view::{
        Block, Button, Cell, Choice, Field, Form, Kind, Layout, Sheet, View, choices, facts, field, link, tag,
    },
    words::Words,
};
use base::EnquiryId;
use host::{Problem, Tx};
use policy::{CloseEnquiry, ListEnquiries, MakeEnquiry, SeeEnquiry};

/// The pages of this capability.
#[must_use]
pub fn pages() -> Pages {
    Pages::none()
        .show::<MakeEnquiry, ()>("/enquire", public_form)
        .submit::<MakeEnquiry, (), NewEnquiry, _>(
            "/enquire",
            |tx, (), new| make(tx, new),
            |(), _| Goto::to("/enquire/sent"),
            public_form,
        )
        .show::<MakeEnquiry, ()>("/enquire/sent", |_, (), asked| Ok(sent(asked.words())))
        .show::<ListEnquiries, ()>("/enquiries", list_page)
        .show::<ListEnquiries, ()>("/enquiries/new", staff_form)
        .submit::<MakeEnquiry, (), NewEnquiry, _>(
            "/enquiries/new",
            |tx, (), new| make(tx, new),
            |(), _| Goto::to("/enquiries").saying("enquiry"),
            staff_form,
        )
        .show::<SeeEnquiry, EnquiryId>("/enquiries/{enquiry}", one)
        .submit::<CloseEnquiry, EnquiryId, EnquiryClosing, _>(
            "/enquiries/{enquiry}",
            close,
            |_, _| Goto::to("/enquiries").saying("enquiry-closed"),
            one,
        )
}

fn fields(words: Words) -> Vec<Field> {
    vec![
        field("name", words.enquiry_name(), Kind::Text).hint(words.enquiry_name_hint()),
        field("question", words.enquiry_question(), Kind::Long(6)),
        field("safe_channel", words.enquiry_safe_channel(), Kind::One(words.choices(SafeChannel::ALL))),
        field("reach_me_at", words.enquiry_reach_me_at(), Kind::Text).hint(words.enquiry_reach_me_at_hint()),
        field("when_it_is_safe", words.enquiry_when(), Kind::Long(2)),
    ]
}

fn public_form(_: &mut Tx<'_>, _: (), asked: &Asked) -> Result<View, Problem> {
    let words = asked.words();
    let sheet = Sheet::new(words.enquiry_title()).lead(words.enquiry_lead()).form(Form::new(
        "/enquire",
        asked.form(),
        fields(words),
        words.form_send(),
    ));
    Ok(View::sheet(Layout::Public, sheet).back(words.shell_back(), "/"))
}

fn sent(words: Words) -> View {
    let sheet = Sheet::new(words.enquiry_sent())
        .lead(words.enquiry_sent_lead())
        .with(Block::Links(vec![link(words.shell_to_first_page(), "/")]));
    View::sheet(Layout::Public, sheet)
}

fn staff_form(_: &mut Tx<'_>, _: (), asked: &Asked) -> Result<View, Problem> {
    let mut all = vec![field("channel", "How did they ask?", Kind::One(recorded_by_hand()))];
    all.extend(fields(Words::english()));
    let sheet = Sheet::new("Record an enquiry").form(Form::new("/enquiries/new", asked.form(), all, "Save"));
    Ok(View::sheet(Layout::Staff, sheet).back("Enquiries", "/enquiries"))
}

/// How a question reached staff: a chat records itself.
fn recorded_by_hand() -> Vec<Choice> {
    choices!(Channel).into_iter().filter(|choice| choice.value != Channel::Chat.as_str()).collect()
}

fn list_page(tx: &mut Tx<'_>, _: (), asked: &Asked) -> Result<View, Problem> {
    let listed = list(tx, &asked.paging())?;
    let rows: Vec<Vec<Cell>> = listed
        .items
        .iter()
        .map(|enquiry| {
            vec![
                Cell::link(enquiry.asked.name.as_str(), format!("/enquiries/{}", enquiry.id)),
                enquiry.at.words().into(),
                enquiry.channel.words().into(),
                enquiry.outcome.map_or_else(|| tag("Open", "orange"), |outcome| outcome.words().into()),
            ]
        })
        .collect();
    let mut sheet = Sheet::new("Enquiries").with(Block::Buttons(vec![
        Button::to("Record an enquiry", "/enquiries/new"),
        Button::to("Chats", "/chats").secondary(),
    ]));
    sheet = if rows.is_empty() {
        sheet.with(Block::Empty {
            title: "No enquiries yet".into(),
            next: "Questions from the web page appear here by themselves. Record calls and e-mails as they come.".into(),
            link: None,
        })
    } else {
        sheet.with(Block::Table {
            caption: "Enquiries, newest first".into(),
            head: ["Who", "When", "How", "Outcome"].map(String::from).to_vec(),
            rows,
        })
    };
    let next = listed.next.map(|cursor| format!("/enquiries?cursor={cursor}"));
    let prev = asked.get("cursor").map(|_| "/enquiries".to_owned());
    Ok(View::sheet(Layout::Staff, sheet.with(Block::Pages { prev, next })))
}

fn one(tx: &mut Tx<'_>, id: EnquiryId, asked: &Asked) -> Result<View, Problem> {
    let enquiry = see(tx, id)?;
    let person = &enquiry.asked;
    let text = |words: &Option<base::Prose>| words.as_ref().map(ToString::to_string).unwrap_or_default();
    let mut sheet = Sheet::new(format!("Enquiry from {}", person.name)).with(facts([
        ("When", enquiry.at.words()),
        ("How", enquiry.channel.words().to_owned()),
        ("Question", person.question.to_string()),
        ("Safe to reach by", person.safe_channel.words().to_owned()),
        ("At", person.reach_me_at.as_ref().map(ToString::to_string).unwrap_or_default()),
        ("When it is safe", text(&person.when_it_is_safe)),
    ]));
    if enquiry.channel == Channel::Chat {
        let link = link("What was said, if they wished it kept", format!("/chats/{id}/transcript"));
        sheet = sheet.with(Block::Links(vec![link]));
    }
    sheet = match (enquiry.outcome, enquiry.closed_at) {
        (Some(outcome), Some(at)) => sheet.with(Block::Heading("Outcome".into())).with(facts([
            ("Outcome", outcome.words().to_owned()),
            ("What was done", enquiry.outcome_words.clone().unwrap_or_default()),
            ("Closed", at.words()),
        ])),
        _ => {
            let fields = vec![
                field("outcome", "How did it end?", Kind::One(choices!(EnquiryOutcome))),
                field("words", "What was said or done?", Kind::Long(4)),
            ];
            sheet.with(Block::Heading("Close it".into())).form(Form::new(
                format!("/enquiries/{id}"),
                asked.form(),
                fields,
                "Close the enquiry",
            ))
        }
    };
    Ok(View::sheet(Layout::Staff, sheet).back("Enquiries", "/enquiries"))
}
