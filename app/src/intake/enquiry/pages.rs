//! The pages of enquiries.

use super::{
    EnquiryClosing, EnquiryTold, FromEnquiry, NewEnquiry, SafeChannel,
    call_page::call_form,
    close, list, log, make,
    one_page::{begin_application, one},
    start_referral,
};
use crate::{
    front::{Asked, Asks, Goto, Pages},
    intake::helplines,
    view::{Block, Button, Cell, Field, Form, Kind, Layout, Sheet, View, field, link, tag},
    words::Words,
};
use axum::routing::post;
use base::EnquiryId;
use host::{Problem, Tx};
use policy::{Act, Apply, CloseEnquiry, ListEnquiries, LogCall, MakeEnquiry, SeeEnquiry, StartReferral};

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
        .show::<LogCall, ()>("/enquiries/new", call_form)
        .submit::<LogCall, (), EnquiryTold, _>(
            "/enquiries/new",
            |tx, (), told| log(tx, told),
            |(), _| Goto::to("/enquiries/new").saying("call-kept"),
            call_form,
        )
        .show::<SeeEnquiry, EnquiryId>("/enquiries/{enquiry}", one)
        .submit::<CloseEnquiry, EnquiryId, EnquiryClosing, _>(
            "/enquiries/{enquiry}",
            close,
            |_, _| Goto::to("/enquiries").saying("enquiry-closed"),
            one,
        )
        .submit::<StartReferral, EnquiryId, FromEnquiry, _>(
            "/enquiries/{enquiry}/referral",
            start_referral,
            |_, referral| Goto::to(format!("/referrals/{}", referral.id)).saying("saved"),
            one,
        )
        .own(
            Asks { path: "/enquiries/{enquiry}/application", method: "POST", act: Apply::NAME },
            post(begin_application),
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
    let sheet = sheet.with(Block::Links(vec![link(words.enquiry_first_call(), "/first-call")]));
    Ok(View::sheet(Layout::Public, helplines::below(sheet, words)).back(words.shell_back(), "/"))
}

fn sent(words: Words) -> View {
    let sheet = Sheet::new(words.enquiry_sent()).lead(words.enquiry_sent_lead());
    let sheet =
        helplines::below(sheet, words).with(Block::Links(vec![link(words.shell_to_first_page(), "/")]));
    View::sheet(Layout::Public, sheet)
}

fn list_page(tx: &mut Tx<'_>, _: (), asked: &Asked) -> Result<View, Problem> {
    let listed = list(tx, &asked.paging())?;
    let rows: Vec<Vec<Cell>> = listed
        .items
        .iter()
        .map(|enquiry| {
            let open = if enquiry.is_urgent { tag("Open: danger", "red") } else { tag("Open", "orange") };
            vec![
                Cell::link(enquiry.asked.called(), format!("/enquiries/{}", enquiry.id)),
                enquiry.at.words().into(),
                enquiry.channel.words().into(),
                enquiry.outcome.map_or(open, |outcome| outcome.words().into()),
            ]
        })
        .collect();
    let mut sheet = Sheet::new("Enquiries").with(Block::Buttons(vec![
        Button::to("Somebody is on the telephone", "/enquiries/new"),
        Button::to("First calls", "/first-calls").secondary(),
        Button::to("Chats", "/chats").secondary(),
    ]));
    sheet = if rows.is_empty() {
        sheet.with(Block::Empty {
            title: "No enquiries yet".into(),
            next: "Questions from the web page and from the mailbox appear here by themselves. Write calls down as \
                   they come."
                .into(),
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
