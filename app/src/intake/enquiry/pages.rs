//! The pages of enquiries.

use super::{
    Channel, Enquiry, EnquiryClosing, EnquiryOutcome, EnquiryTold, FromEnquiry, NewEnquiry, SafeChannel,
    close, letters, list, log, make, see, start_application, start_referral,
};
use crate::{
    front::{Asked, Browser, Goto, Pages, Reader, page, trouble},
    intake::{application::Begun, first_call, helplines},
    view::{
        Block, Button, Cell, Choice, Field, Form, Kind, Layout, Sheet, View, choices, facts, field, link, tag,
    },
    words::Words,
};
use axum::{
    body::Bytes,
    extract::{Path, State, rejection::PathRejection},
    http::{HeaderMap, StatusCode, Uri},
    response::Response,
    routing::post,
};
use base::EnquiryId;
use host::{House, Problem, Tx, forms::Posted};
use policy::{
    Act, Apply, CloseEnquiry, ListEnquiries, LogCall, MakeEnquiry, SeeEnquiry, StartReferral, Subject,
};
use rules::enquiry::{Caller, SafeToTalk};

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
            crate::front::Asks { path: "/enquiries/{enquiry}/application", method: "POST", act: Apply::NAME },
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

/// What to do while somebody is on the telephone, beside each answer to whether they can talk.
fn whether_safe() -> Vec<Choice> {
    let hint = |safe: SafeToTalk| match safe {
        SafeToTalk::Yes => "Go on, at their pace. If that changes, stop and save what you have.",
        SafeToTalk::No => {
            "Stop. Ask nothing more. If they can say yes or no: a word to say first, how and when to ring back. Let \
             them hang up, do not ring back before then, and save."
        }
        SafeToTalk::Danger => {
            "999 first. Ask them to ring 999; from a mobile, 999 and then 55 if they cannot speak. If they cannot, \
             ring it yourself. Then save: the safeguarding lead is given a task."
        }
    };
    let choice = |safe: &SafeToTalk| Choice {
        hint: hint(*safe).to_owned(),
        ..Choice::new(safe.as_str(), safe.words())
    };
    SafeToTalk::ALL.iter().map(choice).collect()
}

fn call_form(tx: &mut Tx<'_>, _: (), asked: &Asked) -> Result<View, Problem> {
    let state = asked.form();
    // When the form was first opened, however often it was sent back.
    let began = Some(state.value("began")).filter(|began| !began.is_empty());
    let began = began.map_or_else(|| tx.now.to_string(), str::to_owned);
    let channels = [Channel::Telephone, Channel::InPerson, Channel::Email];
    let channels = channels.map(|channel| Choice::new(channel.as_str(), channel.words())).to_vec();
    let fields = vec![
        field("began", "", Kind::Hidden(began)),
        field("safe_to_talk", "Is it safe to talk now?", Kind::One(whether_safe())),
        field("name", "What would they like to be called?", Kind::Text),
        field("question", "What do they ask?", Kind::Long(4)).hint("Their words. A few are enough."),
        field("who", "Who are they to the child?", Kind::One(choices!(Caller))),
        field("safe_channel", "How is it safe to reach them?", Kind::One(choices!(SafeChannel))),
        field("reach_me_at", "The number or address for that", Kind::Text),
        field("when_it_is_safe", "When is it safe?", Kind::Long(2)),
        field("code_word", "A word to say first", Kind::Text)
            .hint("By which they know that it is us, and we know that they can talk."),
        field("may_leave_message:bool", "May we leave a message?", Kind::YesNo),
        field("may_say_who_we_are:bool", "May we say who we are?", Kind::YesNo),
        field("channel", "How did they ask?", Kind::Pick(channels)),
    ];
    let sheet = Sheet::new("Somebody is asking")
        .over("Telephone log")
        .lead("Only the first answer is needed. Save whenever they hang up.")
        .form(Form::new(
            "/enquiries/new",
            state.with("channel", Channel::Telephone.as_str()),
            fields,
            "Save",
        ));
    let view = View::sheet(Layout::Staff, helplines::below(sheet, Words::english()));
    let may_list = tx.might::<ListEnquiries>(&Subject::of_centre(tx.centre(), tx.centre()));
    Ok(if may_list { view.back("Enquiries", "/enquiries") } else { view.back("Home", "/") })
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

fn what_was_told(enquiry: &Enquiry) -> Block {
    let told = &enquiry.asked;
    let yes = |said: Option<bool>| said.map_or("", |said| if said { "Yes" } else { "No" }).to_owned();
    let text = |words: Option<String>| words.unwrap_or_default();
    let when = match told.began {
        Some(began) => format!("{}, kept at {}", began.words(), enquiry.at.words()),
        None => enquiry.at.words(),
    };
    facts([
        ("When", when),
        ("How", enquiry.channel.words().to_owned()),
        ("Safe to talk then", text(told.safe_to_talk.map(|safe| safe.words().to_owned()))),
        // An e-mail stands below as it came.
        (
            "Question",
            text(
                told.question.as_ref().filter(|_| enquiry.channel != Channel::Email).map(ToString::to_string),
            ),
        ),
        ("To the child", text(told.who.map(|who| who.words().to_owned()))),
        ("Safe to reach by", text(told.safe_channel.map(|channel| channel.words().to_owned()))),
        ("At", text(told.reach_me_at.as_ref().map(ToString::to_string))),
        ("When it is safe", text(told.when_it_is_safe.as_ref().map(ToString::to_string))),
        ("Say first", text(told.code_word.as_ref().map(ToString::to_string))),
        ("May leave a message", yes(told.may_leave_message)),
        ("May say who we are", yes(told.may_say_who_we_are)),
    ])
}

/// The page of one enquiry.
pub(in crate::intake) fn one(tx: &mut Tx<'_>, id: EnquiryId, asked: &Asked) -> Result<View, Problem> {
    let enquiry = see(tx, id)?;
    let told = &enquiry.asked;
    let mut sheet = Sheet::new(format!("Enquiry from {}", told.called()));
    if enquiry.is_urgent {
        sheet = sheet.with(Block::Notice {
            title: "They said that somebody is in danger now".into(),
            kind: "bad",
            words: vec!["999 first. What must follow stands among the tasks.".into()],
        });
    } else if told.safe_to_talk == Some(SafeToTalk::No) {
        sheet = sheet.with(Block::Notice {
            title: "They could not talk".into(),
            kind: "warn",
            words: vec![
                "Reach them only in the way and at the time below. If there is none, wait for them.".into(),
            ],
        });
    }
    if enquiry.channel == Channel::Email {
        sheet = sheet.with(Block::Notice {
            title: "Nothing shows who wrote this".into(),
            kind: "warn",
            words: vec![
                "Anybody can write any address into an e-mail. Tell nobody anything by it that they do not know, not \
                 even that a family is known here. Nobody has said that an answer to this address is safe."
                    .into(),
            ],
        });
    }
    sheet = sheet.with(what_was_told(&enquiry));
    for letter in letters(tx, id)? {
        let told = letter.told;
        let mut more = vec![format!("From {}, taken in at {}.", told.from, letter.at.words())];
        if !told.files.is_empty() {
            more.push(format!("Files that were not opened or kept: {}.", told.files.join(", ")));
        }
        if told.was_cut {
            more.push("There was more of it: read the rest in the mailbox.".into());
        }
        sheet = sheet
            .with(Block::Heading(if told.subject.is_empty() { "E-mail".into() } else { told.subject }))
            .with(Block::Quote(told.words))
            .with(Block::Words(more.join(" ")));
    }
    sheet = first_call::of_enquiry(tx, sheet, id, asked)?;
    let links = enquiry.referral.map(|id| link("The referral", format!("/referrals/{id}")));
    sheet = sheet.with_if(links.is_some(), || Block::Links(links.into_iter().collect()));
    sheet = match (enquiry.outcome, enquiry.closed_at) {
        (Some(outcome), Some(at)) => sheet.with(Block::Heading("Outcome".into())).with(facts([
            ("Outcome", outcome.words().to_owned()),
            ("What was done", enquiry.outcome_words.clone().unwrap_or_default()),
            ("Closed", at.words()),
        ])),
        _ => open_still(tx, sheet, &enquiry, asked),
    };
    Ok(View::sheet(Layout::Staff, sheet).back("Enquiries", "/enquiries"))
}

/// What can be done with an enquiry that is open.
fn open_still(tx: &mut Tx<'_>, sheet: Sheet, enquiry: &Enquiry, asked: &Asked) -> Sheet {
    let (id, who) = (enquiry.id, enquiry.asked.who);
    let centre = Subject::of_centre(tx.centre(), tx.centre());
    let applies = |who: Caller| matches!(who, Caller::Resident | Caller::Visiting);
    let (apply, refer) = (format!("/enquiries/{id}/application"), format!("/enquiries/{id}/referral"));
    let ask_who = |which: Vec<Caller>| {
        let choices = which.iter().map(|who| Choice::new(who.as_str(), who.words())).collect();
        field("who", "Who are they to the child?", Kind::One(choices))
    };
    let may_apply = tx.might::<Apply>(&centre);
    let mut sheet = sheet.with(Block::Heading("Go on from here".into()));
    if may_apply && who.is_none_or(applies) {
        let state = asked.form_to(&apply).with("who", who.map_or("", Caller::as_str));
        sheet = sheet
            .with(Block::Words(
                "A parent applies for themselves, each alone. What they told goes into their application, and its \
                 code is shown to you once: tell it to them in the way that is safe."
                    .into(),
            ))
            .form(
                Form::new(apply, state, vec![ask_who(vec![Caller::Resident, Caller::Visiting])], "Begin their own application")
                    .look("secondary"),
            );
    }
    if !may_apply || who.is_none_or(|who| !applies(who)) {
        let state = asked.form_to(&refer).with("who", who.map_or("", Caller::as_str));
        sheet = sheet
            .with(Block::Words(
                "A referral takes over who they are, how they are reached safely and their words. The number of a \
                 relative or of somebody else stays here: it belongs to one side, and nobody has said to which."
                    .into(),
            ))
            .form(Form::new(refer, state, vec![ask_who(Caller::ALL.to_vec())], "Start a referral from this").look("secondary"));
    }
    let fields = vec![
        field("outcome", "How did it end?", Kind::One(choices!(EnquiryOutcome))),
        field("words", "What was said or done?", Kind::Long(4)),
    ];
    let path = format!("/enquiries/{id}");
    let state = asked.form_to(&path);
    sheet.with(Block::Heading("Close it".into())).form(Form::new(path, state, fields, "Close the enquiry"))
}

/// Begins a parent's application from their enquiry, and shows its code this once.
async fn begin_application(
    State(house): State<House>,
    reader: Reader,
    place: Result<Path<EnquiryId>, PathRejection>,
    headers: HeaderMap,
    uri: Uri,
    body: Bytes,
) -> Response {
    let browser = Browser::of(&house, reader).await;
    let posted = Posted::read(&body);
    let begun = async {
        browser.check_origin(&headers, &posted)?;
        browser.may_ask::<Apply>()?;
        let Path(id) = place.map_err(|_| Problem::NotFound)?;
        let from = posted.command::<FromEnquiry>()?;
        house.database().write(&browser.actor, move |tx| start_application(tx, id, from.clone())).await
    };
    match begun.await {
        Ok(begun) => page(&house, &browser, &uri, StatusCode::OK, code(&begun)),
        Err(problem) => trouble(&house, &browser, &uri, &problem),
    }
}

fn code(begun: &Begun) -> View {
    let sheet = Sheet::new("Their application is begun")
        .lead("Tell them this code in the way that is safe for them. It is shown this once and kept nowhere.")
        .with(Block::Say(begun.code.clone()))
        .with(Block::Words(
            "With it they go on at “Apply as a parent”, where what they told us stands already. Nobody here reads it \
             before they send it."
                .into(),
        ))
        .with(Block::Links(vec![link("Enquiries", "/enquiries")]));
    View::sheet(Layout::Staff, sheet)
}
