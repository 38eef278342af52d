//! The page of one enquiry: what was told, and how it goes on from there.

use super::{Channel, Enquiry, EnquiryOutcome, FromEnquiry, letters, may_become, see, start_application};
use crate::{
    front::{Asked, Browser, Reader, page, refused, trouble},
    intake::{application::Begun, first_call},
    view::{Block, Choice, Form, Kind, Layout, Sheet, View, choices, facts, field, link},
};
use axum::{
    body::Bytes,
    extract::{Path, State, rejection::PathRejection},
    http::{HeaderMap, StatusCode, Uri},
    response::Response,
};
use base::EnquiryId;
use host::{House, Problem, Tx, forms::Posted};
use policy::{Apply, Subject};
use rules::enquiry::{Caller, SafeToTalk};

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
    if enquiry.channel == Channel::Chat {
        let said = link("What was said, if they wished it kept", format!("/chats/{id}/transcript"));
        sheet = sheet.with(Block::Links(vec![said]));
    }
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
        _ => open_still(tx, sheet, &enquiry, asked)?,
    };
    Ok(View::sheet(Layout::Staff, sheet).back("Enquiries", "/enquiries"))
}

/// What can be done with an enquiry that is open.
fn open_still(tx: &mut Tx<'_>, sheet: Sheet, enquiry: &Enquiry, asked: &Asked) -> Result<Sheet, Problem> {
    let (id, who) = (enquiry.id, enquiry.asked.who);
    let centre = Subject::of_centre(tx.centre(), tx.centre());
    let applies = |who: Caller| matches!(who, Caller::Resident | Caller::Visiting);
    let (apply, refer) = (format!("/enquiries/{id}/application"), format!("/enquiries/{id}/referral"));
    let ask_who = |path: String, which: &[Caller], button: &str| {
        let choices = which.iter().map(|who| Choice::new(who.as_str(), who.words())).collect();
        let state = asked.form_to(&path).with("who", who.map_or("", Caller::as_str));
        let fields = vec![field("who", "Who are they to the child?", Kind::One(choices))];
        Form::new(path, state, fields, button).look("secondary")
    };
    let may_apply = tx.might::<Apply>(&centre);
    let mut sheet = sheet.with(Block::Heading("Go on from here".into()));
    let (may_apply, may_refer) = match may_become(tx, enquiry) {
        Ok(()) => (may_apply, true),
        Err(not_yet @ Problem::Refused(_)) => {
            let words = not_yet.refusals().iter().map(ToString::to_string).collect();
            sheet = sheet.with(Block::Notice { title: "Not yet".into(), kind: "warn", words });
            (false, false)
        }
        Err(problem) => return Err(problem),
    };
    if may_apply && who.is_none_or(applies) {
        let words = "A parent applies for themselves, each alone. What they told goes into their application, and \
                     its code is shown to you once: tell it to them in the way that is safe.";
        let parents = [Caller::Resident, Caller::Visiting];
        sheet = sheet.with(Block::Words(words.into())).form(ask_who(
            apply,
            &parents,
            "Begin their own application",
        ));
    }
    if may_refer && (!may_apply || who.is_none_or(|who| !applies(who))) {
        let words = "A referral takes over who they are, how they are reached safely and their words. The number of \
                     a relative or of somebody else stays here: it belongs to one side, and nobody has said to which.";
        sheet = sheet.with(Block::Words(words.into())).form(ask_who(
            refer,
            Caller::ALL,
            "Start a referral from this",
        ));
    }
    let fields = vec![
        field("outcome", "How did it end?", Kind::One(choices!(EnquiryOutcome))),
        field("words", "What was said or done?", Kind::Long(4)),
    ];
    let path = format!("/enquiries/{id}");
    let state = asked.form_to(&path);
    let close = Form::new(path, state, fields, "Close the enquiry");
    Ok(sheet.with(Block::Heading("Close it".into())).form(close))
}

/// Begins a parent's application from their enquiry, and shows its code this once.
pub(super) async fn begin_application(
    State(house): State<House>,
    reader: Reader,
    place: Result<Path<EnquiryId>, PathRejection>,
    headers: HeaderMap,
    uri: Uri,
    body: Bytes,
) -> Response {
    let browser = Browser::of(&house, reader).await;
    let posted = Posted::read(&body);
    let id = place.map(|Path(id)| id);
    let enquiry = id.as_ref().ok().copied();
    let begun = async {
        browser.check_origin(&headers, &posted)?;
        browser.may_ask::<Apply>()?;
        let id = id.map_err(|_| Problem::NotFound)?;
        let from = posted.command::<FromEnquiry>()?;
        house.database().write(&browser.actor, move |tx| start_application(tx, id, from)).await
    };
    match begun.await {
        Ok(begun) => page(&house, &browser, &uri, StatusCode::OK, code(&begun)),
        Err(problem) => match (enquiry, &problem) {
            // The page again, with what is wrong beside its field.
            (Some(id), Problem::Invalid(_) | Problem::Refused(_)) => {
                let asked = Asked::again(&uri, &browser, &posted, &problem);
                let view = house.database().read(&browser.actor, move |tx| one(tx, id, &asked)).await;
                refused(&house, &browser, &uri, &problem, view)
            }
            _ => trouble(&house, &browser, &uri, &problem),
        },
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
