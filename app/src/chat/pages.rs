//! The pages on which staff talk to visitors.

use super::{
    desk::{
        ChatAnswer, ChatHandover, ChatInList, ChatWeek, Chats, NewChatDesk, answer, colleagues, end,
        hand_over, keep_desk, list, see, set_week, take, week,
    },
    lines::transcript,
    stream::{bubble_for_staff, list_stream, staff_stream},
};
use crate::{
    front::{Asked, Asks, Goto, Pages},
    view::{
        Block, Button, Cell, ChatLog, Choice, Event, Field, Form, Kind, Layout, Sheet, View, choices, field,
        link, tag,
    },
};
use axum::routing::get;
use base::{EnquiryId, Weekday};
use host::{Problem, Tx, api::Nothing};
use policy::{Act, AnswerChat, KeepChatDesk, ListChats, SeeEnquiry};
use rules::chat::{ChatState, Keeps};

pub(super) fn pages() -> Pages {
    Pages::none()
        .show::<ListChats, ()>("/chats", list_page)
        .own(Asks { path: "/chats/stream", method: "GET", act: ListChats::NAME }, get(list_stream))
        .submit::<KeepChatDesk, (), NewChatDesk, _>(
            "/chats/desk",
            |tx, (), new| keep_desk(tx, new),
            |(), _| Goto::to("/chats").saying("saved"),
            list_page,
        )
        .show::<KeepChatDesk, ()>("/chats/hours", hours_page)
        .submit::<KeepChatDesk, (), ChatWeek, _>(
            "/chats/hours",
            |tx, (), new| set_week(tx, new),
            |(), _| Goto::to("/chats").saying("saved"),
            hours_page,
        )
        .submit::<AnswerChat, EnquiryId, Nothing, _>(
            "/chats/{enquiry}/taking",
            take,
            |id, _| Goto::to(format!("/chats/{id}")),
            |tx, _, asked| list_page(tx, (), asked),
        )
        .show::<AnswerChat, EnquiryId>("/chats/{enquiry}", one)
        .submit::<AnswerChat, EnquiryId, ChatAnswer, _>(
            "/chats/{enquiry}",
            answer,
            |id, _| Goto::to(format!("/chats/{id}")),
            one,
        )
        .own(
            Asks { path: "/chats/{enquiry}/stream", method: "GET", act: AnswerChat::NAME },
            get(staff_stream),
        )
        .show::<SeeEnquiry, EnquiryId>("/chats/{enquiry}/transcript", transcript_page)
        .submit::<AnswerChat, EnquiryId, ChatHandover, _>(
            "/chats/{enquiry}/handing-over",
            hand_over,
            |_, _| Goto::to("/chats").saying("chat-handed"),
            one,
        )
        .submit::<AnswerChat, EnquiryId, Nothing, _>(
            "/chats/{enquiry}/ending",
            end,
            |id, _| Goto::to(format!("/enquiries/{id}")).saying("chat-ended"),
            one,
        )
}

fn table(caption: &str, items: &[&ChatInList], now: base::Moment) -> Block {
    let row = |chat: &&ChatInList| {
        vec![
            Cell::link(chat.name.as_str(), format!("/chats/{}", chat.id)),
            format!("{} ({} minutes ago)", chat.at.time_words(), now.since(chat.at).0).into(),
            chat.taken_by.clone().map_or_else(|| tag("Waits", "orange"), Cell::from),
        ]
    };
    Block::Table {
        caption: caption.into(),
        head: ["Who", "Began", "With"].map(String::from).to_vec(),
        rows: items.iter().map(row).collect(),
    }
}

fn desk_of(chats: &Chats, asked: &Asked) -> Vec<Block> {
    let open =
        if chats.is_open { "The chat is open by its hours." } else { "The chat is closed by its hours." };
    let others = match chats.colleagues.len() {
        0 => "No colleague is there.".to_owned(),
        1 => "One colleague is there.".to_owned(),
        many => format!("{many} colleagues are there."),
    };
    let (says, label, here) = match chats.here_until {
        Some(until) => (format!("You are there for chats until {}.", until.time_words()), "I am going", "no"),
        None => ("You have not said that you are there for chats.".to_owned(), "I am here for chats", "yes"),
    };
    let button = Button::post(label, "/chats/desk", &asked.other("desk")).value("here:bool", here);
    let button = if here == "no" { button.secondary() } else { button };
    vec![Block::Words(format!("{says} {others} {open}")), Block::Buttons(vec![button])]
}

fn list_page(tx: &mut Tx<'_>, (): (), asked: &Asked) -> Result<View, Problem> {
    let chats = list(tx)?;
    let mut sheet = Sheet::new("Chats").lead(
        "Visitors can begin a chat while somebody is here for them. Nothing of a chat is kept unless its visitor wishes it.",
    );
    for block in desk_of(&chats, asked) {
        sheet = sheet.with(block);
    }
    let of = |state| chats.items.iter().filter(move |chat| chat.state == state).collect::<Vec<_>>();
    let (waiting, open) = (of(ChatState::Waiting), of(ChatState::Open));
    sheet = if chats.items.is_empty() {
        sheet.with(Block::Empty {
            title: "Nobody is talking to us".into(),
            next: "Leave this page open: a new chat appears here by itself.".into(),
            link: None,
        })
    } else {
        sheet
            .with_if(!waiting.is_empty(), || table("Waiting", &waiting, tx.now))
            .with_if(!open.is_empty(), || table("Open", &open, tx.now))
    };
    let sheet = sheet.with(Block::Anew("/chats/stream".into())).with(Block::Links(vec![
        link("When chats are open", "/chats/hours"),
        link("Enquiries", "/enquiries"),
    ]));
    Ok(View::sheet(Layout::Staff, sheet))
}

fn hours_page(tx: &mut Tx<'_>, (): (), asked: &Asked) -> Result<View, Problem> {
    let week = week(tx)?;
    let rows = (week.days.len() + 1).min(Weekday::ALL.len());
    let fields: Vec<Field> = (0..rows)
        .flat_map(|at| {
            [
                field(format!("days/{at}/weekday"), "Day", Kind::Pick(choices!(Weekday))),
                field(format!("days/{at}/opens"), "From", Kind::Time),
                field(format!("days/{at}/closes"), "Until", Kind::Time),
            ]
        })
        .collect();
    let sheet = Sheet::new("When chats are open")
        .lead("Visitors can begin a chat in these hours, while somebody has said that they are here. Leave a day empty to take it away.")
        .form(Form::new("/chats/hours", asked.form_of(&week), fields, "Save"));
    Ok(View::sheet(Layout::Staff, sheet).back("Chats", "/chats"))
}

fn one(tx: &mut Tx<'_>, id: EnquiryId, asked: &Asked) -> Result<View, Problem> {
    let chat = see(tx, id)?;
    let place = format!("/chats/{id}");
    let mut sheet = Sheet::new(chat.name.as_str()).over(match (&chat.taken_by, chat.is_mine) {
        (_, true) => "With you".to_owned(),
        (Some(colleague), _) => format!("With {colleague}"),
        (None, _) => format!("Waiting since {}", chat.at.time_words()),
    });
    if chat.state == ChatState::Ended {
        let sheet = sheet
            .lead("This chat has ended. If the visitor wishes it kept, what was said stands on the page of the enquiry.")
            .with(Block::Buttons(vec![Button::to("Write down what came of it", format!("/enquiries/{id}"))]));
        return Ok(View::sheet(Layout::Staff, sheet).back("Chats", "/chats"));
    }
    sheet = sheet.with(Block::Chat(ChatLog {
        stream: format!("{place}/stream"),
        state: chat.state.as_str(),
        label: "What was said".into(),
        lines: chat.lines.into_iter().map(bubble_for_staff).collect(),
    }));
    sheet = match (chat.state, chat.is_mine) {
        (ChatState::Waiting, _) => sheet.with(Block::Buttons(vec![Button::post(
            "Take this chat",
            format!("{place}/taking"),
            &asked.other("take"),
        )])),
        (_, true) => mine(tx, sheet, &place, asked)?,
        _ => sheet,
    };
    Ok(View::sheet(Layout::Staff, sheet).back("Chats", "/chats"))
}

fn transcript_page(tx: &mut Tx<'_>, id: EnquiryId, _: &Asked) -> Result<View, Problem> {
    let kept = transcript(tx, id)?;
    let mut sheet = Sheet::new("What was said in the chat").lead(match kept.keeps {
        Keeps::Kept => "Its visitor wished this kept, so that they need not say it twice.",
        Keeps::LetGo => "Its visitor did not wish it kept. It is gone.",
        Keeps::Undecided => "Its visitor has not said whether it is kept.",
    });
    if !kept.lines.is_empty() {
        let events = kept.lines.into_iter().map(|said| Event {
            title: said.by.unwrap_or_else(|| "Visitor".to_owned()),
            when: said.at.words(),
            kind: "",
            words: said.words,
            link: None,
        });
        sheet = sheet.with(Block::Timeline(events.collect()));
    }
    Ok(View::sheet(Layout::Staff, sheet).back("Enquiry", format!("/enquiries/{id}")))
}

/// What whoever has taken a chat can do.
fn mine(tx: &mut Tx<'_>, sheet: Sheet, place: &str, asked: &Asked) -> Result<Sheet, Problem> {
    let say = Form::new(
        place,
        asked.form_to(place),
        vec![
            field("words", "Your words", Kind::Long(3)).hint("Ask for no address. They see your first name."),
        ],
        "Send",
    );
    let others: Vec<Choice> =
        colleagues(tx)?.into_iter().map(|one| Choice::new(one.account.to_string(), one.name)).collect();
    let hands = format!("{place}/handing-over");
    let sheet = sheet.form(say.live()).with(Block::Notice {
        title: "Is somebody in danger?".into(),
        kind: "warn",
        words: vec![
            "Ask them to call 999, or call it yourself. Tell the safeguarding lead at once.".into(),
            "What was said goes when the visitor does not want it kept: what has to be known about danger, write down as what came of the enquiry.".into(),
        ],
    });
    let sheet = if others.is_empty() {
        sheet
    } else {
        let fields = vec![field("to", "Hand it over to", Kind::Pick(others))];
        sheet.form(Form::new(&hands, asked.form_to(&hands), fields, "Hand over").look("secondary"))
    };
    Ok(sheet.with(Block::Buttons(vec![
        Button::post("End the chat", format!("{place}/ending"), &asked.other("end")).secondary(),
    ])))
}
