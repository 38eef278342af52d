//! The page of what one adult is sent: by what way, in exactly which words, and what became of it.

use super::{
    NewSafeWay, NoticeLine, NoticeState, OwnWay, PutAway, confirm,
    list::{OwnNotices, one, own_with_family},
    put_away, test, try_again,
};
use crate::{
    family::{Place, side_menu},
    front::{Asked, Goto, Pages},
    view::{Block, Button, Cell, Form, Kind as Ask, Layout, Sheet, View, facts, field, link, tag},
    words::Words,
};
use base::{FamilyId, NoticeId, PartyId};
use host::{Problem, Tx, api::Nothing};
use policy::{HandleNotices, SeeNotices, WriteContacts};
use rules::notice::{Because, NoticeChannel};
use serde_json::json;

type At = (FamilyId, PartyId);

/// Where the page of one adult is.
pub(super) fn page_of((family, party): At) -> String {
    format!("/families/{family}/people/{party}/notices")
}

pub(super) fn pages() -> Pages {
    Pages::none()
        .show::<SeeNotices, At>("/families/{family}/people/{party}/notices", page)
        .submit::<WriteContacts, At, NewSafeWay, _>(
            "/families/{family}/people/{party}/safe-way",
            confirm,
            |at, _| Goto::to(page_of(*at)).saying("saved"),
            page,
        )
        .submit::<HandleNotices, At, Nothing, _>(
            "/families/{family}/people/{party}/notices/test",
            |tx, at, _| test(tx, at),
            |at, _| Goto::to(page_of(*at)).saying("notice-test"),
            page,
        )
        .submit::<HandleNotices, NoticeId, Nothing, _>(
            "/notices/{notice}/again",
            |tx, id, _| try_again(tx, id),
            |_, line| Goto::to(page_of((line.family, line.party))).saying("notice-again"),
            of_notice,
        )
        .submit::<HandleNotices, NoticeId, PutAway, _>(
            "/notices/{notice}/put-away",
            put_away,
            |_, line| Goto::to(page_of((line.family, line.party))).saying("notice-put-away"),
            of_notice,
        )
}

/// The page of the adult to whom a notice goes.
fn of_notice(tx: &mut Tx<'_>, id: NoticeId, asked: &Asked) -> Result<View, Problem> {
    let line = one(tx, id)?;
    page(tx, (line.family, line.party), asked)
}

/// Whether a notice would go now, and what to do where it would not.
fn standing(own: &OwnNotices) -> Block {
    let way = &own.way;
    let sends = way.channel.is_none_or(|channel| own.setting.sends(channel));
    let (title, kind, words) = match (way.because, way.not_before) {
        (Some(Because::DoNotContact), _) => (
            "They asked us not to contact them",
            "warn",
            "Nothing is sent. They get in touch with us.".to_owned(),
        ),
        (Some(because), _) => ("No notice goes to them now", "warn", format!("{}.", because.words())),
        _ if !sends => (
            "Nothing is sent by this way",
            "warn",
            "This centre has not set it up. Ask your system administrator; until then ring them, if that is safe."
                .to_owned(),
        ),
        (None, Some(then)) => ("A notice waits for their hours", "", format!("The next one goes at {}.", then.words())),
        (None, None) => ("A notice may go to them now", "good", "It goes by this way and by no other.".to_owned()),
    };
    Block::Notice { title: title.into(), kind, words: vec![words] }
}

fn known(way: &OwnWay) -> Block {
    let channel = way.channel.map(NoticeChannel::words).unwrap_or_default();
    let confirmed = way.confirmed_at.map(|at| at.day().words());
    facts([
        ("Way", channel.to_owned()),
        ("Address or number", way.to.clone().unwrap_or_default()),
        ("In their own words", way.when_it_is_safe.clone().unwrap_or_default()),
        ("Hours", format!("{} to {}", way.from.words(), way.until.words())),
        ("Language", Words::name_of(&way.language)),
        ("Code word", way.code_word.clone().unwrap_or_else(|| "None".into())),
        ("Last confirmed", confirmed.unwrap_or_else(|| "Never for this way".into())),
    ])
}

/// What they said today, if notices are a way for them at all.
fn ask(sheet: Sheet, at: At, way: &OwnWay, asked: &Asked) -> Sheet {
    let contacts = link("Change how they are reached", format!("/families/{}/people/{}", at.0, at.1));
    if way.channel.is_none() {
        return sheet.with(Block::Links(vec![contacts]));
    }
    let action = format!("/families/{}/people/{}/safe-way", at.0, at.1);
    let version = way.version.unwrap_or(0).to_string();
    let filled = json!({"from": way.from, "until": way.until, "code_word": way.code_word,
        "language": way.language});
    let fields = vec![
        field("from", "From when in the day may a notice come?", Ask::Time).hint("For example 08:00"),
        field("until", "Until when?", Ask::Time)
            .hint("For example 20:00. An earlier time means the next morning."),
        field("code_word", "Is there a word that every notice should begin with?", Ask::Text).hint(
            "A word of their own, so that they know it is us. No name, and nothing that tells who we are.",
        ),
        field("version:int", "", Ask::Hidden(version)),
        field("language", "Which language do they read?", Ask::Pick(Words::all_by_name())),
    ];
    let state = asked.form_to_of(&action, &filled);
    sheet
        .with(Block::Heading("Ask them each time you speak".into()))
        .with(Block::Say("Is it still safe if we send you a short note there? Who else could see it?".into()))
        .with(Block::Links(vec![contacts]))
        .form(Form::new(action, state, fields, "They said today that this is safe"))
}

/// The very words, as they would stand in the inbox or on the telephone.
fn very_words(mut sheet: Sheet, own: &OwnNotices) -> Sheet {
    sheet = sheet.with(Block::Heading("Exactly what would be sent".into()));
    for sample in &own.words {
        let words = if own.way.channel == Some(NoticeChannel::Text) {
            sample.written.body.clone()
        } else {
            let address = own.setting.address.as_deref().unwrap_or("the neutral address, when it is set");
            let from = match &own.setting.sender {
                Some(name) => format!("{name} <{address}>"),
                None => address.to_owned(),
            };
            format!("From: {from}\nSubject: {}\n\n{}", sample.written.subject, sample.written.body)
        };
        sheet = sheet.with(Block::Words(format!("{}:", sample.kind.words()))).with(Block::Quote(words));
    }
    sheet
}

pub(super) fn state(line: &NoticeLine) -> Cell {
    let colour = match line.state {
        NoticeState::Waiting | NoticeState::HandingOver => "yellow",
        NoticeState::Sent => "green",
        NoticeState::Failed | NoticeState::Bounced => "red",
        NoticeState::NotSent | NoticeState::PutAway | NoticeState::LetGo => "grey",
    };
    tag(line.state.words(), colour)
}

/// Why a notice stands where it stands, and since when.
pub(super) fn more(line: &NoticeLine) -> String {
    let because = line.because.map(Because::words);
    let then = match (line.next_at, line.sent_at) {
        (Some(next), _) if line.because.is_some() => Some(format!("Looked at again {}", next.words())),
        (_, Some(sent)) => Some(format!("Sent {}", sent.words())),
        _ => None,
    };
    let all = [because.map(str::to_owned), then, line.reason.clone()];
    all.into_iter().flatten().collect::<Vec<_>>().join(". ")
}

fn to_see_to(mut sheet: Sheet, line: &NoticeLine, asked: &Asked) -> Sheet {
    let away = format!("/notices/{}/put-away", line.id);
    let title = format!(
        "{}, {}: {}",
        line.kind.words(),
        line.made_at.day().words(),
        line.state.words().to_lowercase()
    );
    sheet = sheet.with(Block::Heading(title)).with(Block::Words(format!("{}.", more(line))));
    if line.state != NoticeState::Waiting {
        let again = format!("/notices/{}/again", line.id);
        let button = Button::post("Try again", &again, &asked.other(&again));
        sheet = sheet.with(Block::Buttons(vec![button]));
    }
    let fields =
        vec![field("reason", "Why need it not be sent?", Ask::Long(2)).hint("For example: I rang her.")];
    let form = Form::new(&away, asked.form_to(&away), fields, "Put away").look("secondary");
    sheet.with(Block::Form(form))
}

fn page(tx: &mut Tx<'_>, at: At, asked: &Asked) -> Result<View, Problem> {
    let (own, family) = own_with_family(tx, at)?;
    let adult = super::adult(&family, at.1)?;
    let testing = format!("{}/test", page_of(at));
    let mut sheet = Sheet::new("Notices")
        .over(format!("{} · {}", adult.name, adult.side.words()))
        .lead("A notice says that there is something to read, and no more. Nobody else of the family learns of it.")
        .side(side_menu(tx.actor, &family, Place::Contacts))
        .problems(&asked.form())
        .with(standing(&own))
        .with(known(&own.way));
    sheet = ask(sheet, at, &own.way, asked);
    sheet = very_words(sheet, &own);
    if own.way.channel.is_some() {
        let button = Button::post("Send a test notice", &testing, &asked.other(&testing)).secondary();
        sheet = sheet.with(Block::Buttons(vec![button]));
    }
    if own.items.is_empty() {
        sheet = sheet.with(Block::Empty {
            title: "No notices yet".into(),
            next: "One is made when there is something for them to read, and two days before a visit.".into(),
            link: None,
        });
    } else {
        let rows = own.items.iter().map(|line| {
            vec![line.made_at.words().into(), line.kind.words().into(), state(line), more(line).into()]
        });
        sheet = sheet.with(Block::Table {
            caption: "The latest notices".into(),
            head: ["Made", "For", "", ""].map(String::from).to_vec(),
            rows: rows.collect(),
        });
    }
    for line in own
        .items
        .iter()
        .filter(|line| NoticeState::DEAD.contains(&line.state) || line.state == NoticeState::Waiting)
    {
        sheet = to_see_to(sheet, line, asked);
    }
    let back = format!("/families/{}/people/{}", at.0, at.1);
    Ok(View::sheet(Layout::Staff, sheet).back(&adult.name, back))
}
