//! The pages of first calls for anybody: booking one, and coming back to it.

use super::{
    CallState, CallWay, FirstCallMoving, NewFirstCall,
    booking::{self, OwnFirstCall},
};
use crate::{
    front::{Asked, Goto, Pages},
    intake::helplines,
    view::{Block, Button, Choice, Form, Kind, Layout, Sheet, View, facts, field, link},
    words::{Spoken, Words},
};
use base::Moment;
use host::{Problem, Tx, api::Nothing};
use policy::{BookFirstCall, KeepOwnFirstCall};
use rules::{enquiry::Caller, notice::NoticeChannel};

crate::words::spoken!(NoticeChannel { Email => first_call_by_email, Text => first_call_by_text });
crate::words::spoken!(Caller {
    Resident => caller_resident,
    Visiting => caller_visiting,
    Grandparent => caller_grandparent,
    Professional => caller_professional,
    SomebodyElse => caller_somebody_else,
});

pub(super) fn pages() -> Pages {
    Pages::none()
        .show::<BookFirstCall, ()>("/first-call", booking_form)
        .submit::<BookFirstCall, (), NewFirstCall, _>(
            "/first-call",
            |tx, (), new| booking::book(tx, new),
            |(), booked| Goto::to(booked.path.clone()),
            booking_form,
        )
        .show::<KeepOwnFirstCall, String>("/first-call/{secret}", own_page)
        .submit::<KeepOwnFirstCall, String, FirstCallMoving, _>(
            "/first-call/{secret}",
            |tx, secret, to| booking::move_own(tx, &secret, to),
            |secret, _| Goto::to(format!("/first-call/{secret}")).saying("saved"),
            own_page,
        )
        .submit::<KeepOwnFirstCall, String, Nothing, _>(
            "/first-call/{secret}/ending",
            |tx, secret, nothing| booking::call_off(tx, &secret, nothing),
            |secret, _| Goto::to(format!("/first-call/{secret}")).saying("saved"),
            own_page,
        )
        .show::<KeepOwnFirstCall, String>("/first-call/{secret}/join", join_page)
}

fn times(tx: &mut Tx<'_>, words: Words) -> Result<Vec<Choice>, Problem> {
    let free = booking::free_times(tx)?.starts;
    Ok(free.into_iter().map(|starts| Choice::new(starts.to_string(), said(words, starts))).collect())
}

fn said(words: Words, at: Moment) -> String {
    words.first_call_at(&words.day_with_weekday(at.day()), &words.time(at))
}

fn booking_form(tx: &mut Tx<'_>, (): (), asked: &Asked) -> Result<View, Problem> {
    let words = asked.words();
    let times = times(tx, words)?;
    let sheet = Sheet::new(words.first_call_title()).lead(words.first_call_lead());
    let sheet = if times.is_empty() {
        sheet.with(Block::Empty {
            title: words.first_call_none(),
            next: words.first_call_none_next(),
            link: Some(link(words.enquiry_title(), "/enquire")),
        })
    } else {
        let fields = vec![
            field("starts", words.first_call_time(), Kind::Pick(times)).hint(words.first_call_time_hint()),
            field("way", words.first_call_way(), Kind::One(words.choices(CallWay::ALL))),
            field("name", words.enquiry_name(), Kind::Text).hint(words.enquiry_name_hint()),
            field("reach_me_at", words.first_call_number(), Kind::Telephone)
                .hint(words.first_call_number_hint()),
            field("remind_me_by", words.first_call_remind(), Kind::One(words.choices(NoticeChannel::ALL)))
                .hint(words.first_call_remind_hint()),
            field("remind_me_at", words.first_call_remind_at(), Kind::Text),
            field("language", "", Kind::Hidden(words.tag().to_owned())),
            field("may_leave_message:bool", words.first_call_message(), Kind::YesNo),
            field("may_say_who_we_are:bool", words.first_call_say_who(), Kind::YesNo),
            field("code_word", words.first_call_word(), Kind::Text).hint(words.first_call_word_hint()),
            field("who", words.first_call_who(), Kind::One(words.choices(Caller::ALL)))
                .hint(words.first_call_leave_out()),
            field("question", words.first_call_about(), Kind::Long(4)).hint(words.first_call_leave_out()),
        ];
        sheet.form(Form::new("/first-call", asked.form(), fields, words.first_call_book()))
    };
    Ok(View::sheet(Layout::Public, helplines::below(sheet, words)).back(words.shell_back(), "/"))
}

fn own_page(tx: &mut Tx<'_>, secret: String, asked: &Asked) -> Result<View, Problem> {
    let (words, own) = (asked.words(), booking::own(tx, &secret)?);
    let OwnFirstCall { starts, way, state, reminds_by } = own;
    let title = match state {
        CallState::Booked => words.first_call_booked(),
        CallState::Cancelled => words.first_call_cancelled(),
        CallState::Done | CallState::NoAnswer => words.first_call_over(),
    };
    let (when, how) = (words.first_call_when(), words.first_call_way());
    let mut sheet = Sheet::new(title);
    if state == CallState::Booked {
        let way_said = words.choices(&[way]).pop().map(|choice| choice.text).unwrap_or_default();
        sheet = sheet
            .lead(words.first_call_booked_lead())
            .with(Block::Words(reminds_by.map_or_else(
                || words.first_call_nothing_sent(),
                |by| words.first_call_is_sent(&by.spoken(words)),
            )))
            .with(facts([(when.as_str(), said(words, starts)), (how.as_str(), way_said)]))
            .with(Block::Notice {
                title: words.first_call_keep(),
                kind: "warn",
                words: vec![words.first_call_keep_about(), words.first_call_keep_safe()],
            });
        let join = link(words.first_call_join(), format!("/first-call/{secret}/join"));
        sheet = sheet.with_if(way == CallWay::Video, || Block::Links(vec![join]));
        if starts > tx.now {
            let (here, ending) = (format!("/first-call/{secret}"), format!("/first-call/{secret}/ending"));
            let fields = vec![field("starts", words.first_call_other_time(), Kind::Pick(times(tx, words)?))];
            sheet = sheet
                .form(
                    Form::new(here.clone(), asked.form_to(&here), fields, words.first_call_move())
                        .look("secondary"),
                )
                .with(Block::Buttons(vec![
                    Button::post(words.first_call_call_off(), ending, &asked.other("ending")).warning(),
                ]));
        }
    } else {
        sheet = sheet.with(Block::Links(vec![
            link(words.first_call_title(), "/first-call"),
            link(words.enquiry_title(), "/enquire"),
        ]));
    }
    Ok(View::sheet(Layout::Public, helplines::below(sheet, words)).back(words.shell_back(), "/"))
}

fn join_page(tx: &mut Tx<'_>, secret: String, asked: &Asked) -> Result<View, Problem> {
    let words = asked.words();
    let own = booking::own(tx, &secret)?;
    let sheet = Sheet::new(words.first_call_join())
        .lead(words.first_call_no_video())
        .with_if(own.state == CallState::Booked, || Block::Words(words.first_call_no_video_instead()));
    Ok(View::sheet(Layout::Public, sheet).back(words.shell_back(), format!("/first-call/{secret}")))
}
