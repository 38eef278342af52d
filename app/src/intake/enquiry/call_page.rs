//! The page on which a call is written down while it lasts.

use super::{Channel, SafeChannel};
use crate::{
    front::Asked,
    intake::helplines,
    view::{Choice, Form, Kind, Layout, Sheet, View, choices, field},
    words::Words,
};
use host::{Problem, Tx};
use policy::{ListEnquiries, Subject};
use rules::enquiry::{Caller, SafeToTalk};

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

/// The form of a call, with what to do beside each answer to whether they can talk.
pub(super) fn call_form(tx: &mut Tx<'_>, _: (), asked: &Asked) -> Result<View, Problem> {
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
