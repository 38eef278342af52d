//! The staff's side of the tablet: opening it for a child, what to tell the child today, the list of words, and
//! the pictures of rooms and of oneself.

use super::{
    NewChildWord, NewHelperPicture, NewRoomPicture, NewSitting, child_words, keep_child_word, keep_own,
    keep_room,
    lock::{HOME, give, hash_of},
    picture::{self, Of, bytes},
    sitting::open_with,
    take_own_back,
    thread::{ChildAnswersWanted, list_of},
};
use crate::{
    family::Family,
    front::{Asked, Asks, Door, Goto, Pages, page, refused, trouble},
    premises,
    schedule::visit_with,
    view::{Block, Button, Cell, Choice, Form, Kind, Layout, Sheet, View, choices, field, link, tag},
};
use axum::{
    body::Bytes,
    extract::{Path, rejection::PathRejection},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
    routing::{get, post},
};
use base::{RoomId, StaffId, VisitId};
use host::{Problem, Tx, forms::Posted};
use policy::{
    Act, KeepChildWords, KeepOwnPicture, OpenChildMode, SeeCentre, SeeChildVoice, SeeChildWords, Subject,
    WriteCentre,
};
use rules::child::{AgeBand, When};

const WORDS: &str = "/centre/child-words";
const PICTURES: &str = "/centre/pictures";
const OWN: &str = "/my-picture";

pub(super) fn pages() -> Pages {
    let asks = |method| Asks { path: "/visits/{visit}/children", method, act: OpenChildMode::NAME };
    Pages::none()
        .own(asks("GET"), get(show))
        .own(asks("POST"), post(hand_over))
        .show::<SeeChildWords, ()>(WORDS, words_page)
        .submit::<KeepChildWords, (), NewChildWord, _>(
            WORDS,
            |tx, (), new| keep_child_word(tx, new),
            |(), _| Goto::to(WORDS).saying("saved"),
            words_page,
        )
        .show::<SeeCentre, ()>(PICTURES, pictures_page)
        .submit::<WriteCentre, (), NewRoomPicture, _>(
            PICTURES,
            |tx, (), new| keep_room(tx, new),
            |(), _| Goto::to(PICTURES).saying("saved"),
            pictures_page,
        )
        .file::<SeeCentre, RoomId>("/centre/rooms/{room}/picture", |tx, room| {
            let (media_type, bytes) = bytes(tx, Of::Room(room))?;
            Ok(("room".to_owned(), media_type, bytes))
        })
        .show::<KeepOwnPicture, ()>(OWN, own_page)
        .submit::<KeepOwnPicture, (), NewHelperPicture, _>(
            OWN,
            |tx, (), new| keep_own(tx, new),
            |(), _| Goto::to(OWN).saying("saved"),
            own_page,
        )
        .submit::<KeepOwnPicture, (), host::api::Nothing, _>(
            "/my-picture/removal",
            |tx, (), _| take_own_back(tx),
            |(), _| Goto::to(OWN).saying("saved"),
            own_page,
        )
        .file::<SeeCentre, StaffId>("/staff/{staff}/picture", |tx, staff| {
            let (media_type, bytes) = bytes(tx, Of::Staff(staff))?;
            Ok(("helper".to_owned(), media_type, bytes))
        })
}

/// What to do in danger, on every page about what a child said (R22).
pub(super) fn danger_first() -> Block {
    Block::Notice {
        title: "If somebody is in danger now, ring 999 first".into(),
        kind: "bad",
        words: vec![
            "Then tell the safeguarding lead, and write down exactly what the child said. Ask nothing more than you \
             need to keep the child safe."
                .into(),
        ],
    }
}

fn view(tx: &mut Tx<'_>, id: VisitId, asked: &Asked) -> Result<View, Problem> {
    let (record, family) = visit_with(tx, id)?;
    tx.ask::<OpenChildMode>(&family.subject.with_id(id))?;
    let children: Vec<Choice> =
        family.children.iter().map(|child| Choice::new(child.id.to_string(), child.name.clone())).collect();
    let bands: Vec<Choice> = choices!(AgeBand);
    let fields = vec![
        field("child", "For which child?", Kind::One(children)),
        field("when", "When is it?", Kind::One(choices!(When))),
        field("band", "How is the child asked?", Kind::Pick(bands))
            .hint("By the child’s age, if you choose nothing."),
        field("others", "Who else is with the child?", Kind::Text)
            .hint("For example, an interpreter. Leave empty if nobody."),
    ];
    let mut sheet = Sheet::new("Hear the child")
        .over(format!("{}, {}", family.title, record.starts.words()))
        .lead("Stay with the child. Read what the child asks you to read, write words down exactly, and help nowhere else.")
        .with(danger_first());
    sheet = tell_today(tx, sheet, &family)?;
    let leaflets: Vec<_> = family
        .children
        .iter()
        .map(|child| {
            link(
                format!("The page about this visit for {}", child.name),
                format!("/visits/{id}/leaflets/{}", child.id),
            )
        })
        .collect();
    let sheet = sheet
        .with(Block::Heading("Give the tablet to a child".into()))
        .with(Block::Words(
            "You are signed out as you do. Only the child’s pages open until one of the staff signs in with a PIN or \
             a password. The child can skip everything and stop at any time."
                .into(),
        ))
        .form(Form::new(format!("/visits/{id}/children"), asked.form(), fields, "Give the tablet to the child"))
        .with(Block::Heading("Before the visit".into()))
        .with(Block::Links(leaflets));
    Ok(View::sheet(Layout::Staff, sheet).back("The visit", format!("/visits/{id}")))
}

/// What a child said before and has not heard of since: telling them is owed.
fn tell_today(tx: &mut Tx<'_>, sheet: Sheet, family: &Family) -> Result<Sheet, Problem> {
    if !tx.might::<SeeChildVoice>(&family.subject) {
        return Ok(sheet);
    }
    let wanted = ChildAnswersWanted { limit: Some(50), ..ChildAnswersWanted::default() };
    let listed = list_of(tx, family, &wanted)?;
    let owed = listed.items.iter().filter(|answer| answer.was_acted_on() && !answer.was_told());
    let rows: Vec<Vec<Cell>> = owed
        .map(|answer| {
            let done = answer.notes.iter().rev().find(|note| note.kind == super::ChildNoteKind::Done);
            vec![
                Cell::link(answer.name.clone(), format!("/child-answers/{}", answer.id)),
                answer.prompt.clone().into(),
                done.map(|note| note.words.clone()).unwrap_or_default().into(),
            ]
        })
        .collect();
    let sheet = sheet.with(Block::Links(vec![link(
        "All that the children told us",
        format!("/families/{}/child-answers", family.id),
    )]));
    Ok(sheet.with_if(!rows.is_empty(), || Block::Table {
        caption: "Tell the child today what was done".into(),
        head: ["Whom", "What was asked", "What was done"].map(String::from).to_vec(),
        rows,
    }))
}

async fn view_for(door: &Door, id: VisitId, asked: Asked) -> Result<View, Problem> {
    door.browser.may_ask::<OpenChildMode>()?;
    door.house.database().read(&door.browser.actor, move |tx| view(tx, id, &asked)).await
}

async fn show(door: Door, place: Result<Path<VisitId>, PathRejection>) -> Response {
    let shown = async {
        door.browser.may_ask::<OpenChildMode>()?;
        let Path(id) = place.map_err(|_| Problem::NotFound)?;
        view_for(&door, id, Asked::new(&door.uri, &door.browser)).await
    };
    match shown.await {
        Ok(view) => page(&door.house, &door.browser, &door.uri, StatusCode::OK, view),
        Err(problem) => trouble(&door.house, &door.browser, &door.uri, &problem),
    }
}

/// Opens the tablet for a child: whoever does it is signed out at it, and it holds the key to this sitting alone.
async fn hand_over(door: Door, place: Result<Path<VisitId>, PathRejection>, body: Bytes) -> Response {
    let posted = Posted::read(&body);
    let Ok(Path(id)) = place else {
        return trouble(&door.house, &door.browser, &door.uri, &Problem::NotFound);
    };
    let given = async {
        door.browser.check_origin(&door.headers, &posted)?;
        door.browser.may_ask::<OpenChildMode>()?;
        let new: NewSitting = posted.command()?;
        let secret = door.house.database().ids().secret();
        let hash = hash_of(&secret);
        let opened = door
            .house
            .database()
            .write(&door.browser.actor, move |tx| open_with(tx, id, new.clone(), Some(&hash)));
        opened.await?;
        door.leave_seat().await?;
        let mut response = Redirect::to(HOME).into_response();
        give(&door.house, &secret, &mut response)?;
        Ok(response)
    };
    match given.await {
        Ok(response) => response,
        Err(problem @ (Problem::Invalid(_) | Problem::Refused(_))) => {
            let asked = Asked::again(&door.uri, &door.browser, &posted, &problem);
            let view = view_for(&door, id, asked).await;
            refused(&door.house, &door.browser, &door.uri, &problem, view)
        }
        Err(problem) => trouble(&door.house, &door.browser, &door.uri, &problem),
    }
}

fn words_page(tx: &mut Tx<'_>, (): (), asked: &Asked) -> Result<View, Problem> {
    let words = child_words(tx)?;
    let writes = tx.might::<KeepChildWords>(&Subject::of_centre(tx.centre(), tx.centre()));
    let rows: Vec<Vec<Cell>> = words
        .items
        .iter()
        .map(|word| {
            let from = if word.added { tag("Added here", "teal") } else { "Comes with the program".into() };
            vec![word.words.clone().into(), from]
        })
        .collect();
    let mut sheet = Sheet::new("Words that bring somebody to read a child’s answer")
        .lead("When a child’s answer holds one of these, those who lead the work get a task at once. The words decide nothing.");
    if writes {
        let listed = vec![Choice::new("yes", "Add it"), Choice::new("no", "Take it away")];
        let fields = vec![
            field("words", "The word, or a few words in a row", Kind::Text),
            field("listed:bool", "What is to be done?", Kind::One(listed)),
        ];
        sheet = sheet.form(Form::new(WORDS, asked.form(), fields, "Save"));
    }
    let taken = words.taken_away.join(", ");
    let sheet = sheet
        .with(Block::Table {
            caption: "On the list now".into(),
            head: ["Words", "From"].map(String::from).to_vec(),
            rows,
        })
        .with_if(!taken.is_empty(), || Block::Words(format!("Taken away here: {taken}.")));
    Ok(View::sheet(Layout::Staff, sheet).back("Centre", "/centre"))
}

const PICTURE_HINT: &str = "A JPEG or PNG of at most 8 MB. Where and when it was taken is left out. Show no child, no street and no car.";

fn pictures_page(tx: &mut Tx<'_>, (): (), asked: &Asked) -> Result<View, Problem> {
    let rooms = premises::rooms(tx)?;
    tx.ask::<SeeCentre>(&Subject::of_centre(tx.centre(), tx.centre()))?;
    let (known, _) = picture::known(tx)?;
    let rows: Vec<Vec<Cell>> = rooms
        .iter()
        .map(|room| {
            let has = if known.contains(&room.id) {
                Cell::link("Save it", format!("/centre/rooms/{}/picture", room.id))
            } else {
                "No picture yet".into()
            };
            vec![room.name.clone().into(), has]
        })
        .collect();
    let mut sheet = Sheet::new("Pictures for children")
        .lead("Children like to know the room before they come. The picture stands on the page about their visit.")
        .with(Block::Table {
            caption: "Rooms".into(),
            head: ["Room", "Picture"].map(String::from).to_vec(),
            rows,
        });
    if tx.might::<WriteCentre>(&Subject::of_centre(tx.centre(), tx.centre())) {
        let choices = rooms.iter().map(|room| Choice::new(room.id.to_string(), room.name.clone())).collect();
        let fields = vec![
            field("room", "Of which room?", Kind::Pick(choices)),
            field("file", "The picture", Kind::File("image/jpeg,image/png")).hint(PICTURE_HINT),
        ];
        sheet = sheet.form(Form::new(PICTURES, asked.form(), fields, "Keep the picture"));
    }
    let sheet = sheet.with(Block::Links(vec![link("The picture of yourself", OWN)]));
    Ok(View::sheet(Layout::Staff, sheet).back("Centre", "/centre"))
}

fn own_page(tx: &mut Tx<'_>, (): (), asked: &Asked) -> Result<View, Problem> {
    tx.ask::<KeepOwnPicture>(&Subject::of_centre(tx.centre(), tx.centre()))?;
    let (_, known) = picture::known(tx)?;
    let own = tx.actor.staff.filter(|staff| known.contains(staff));
    let fields = vec![
        field("file", "A picture of yourself", Kind::File("image/jpeg,image/png")).hint(PICTURE_HINT),
        field("agreed:bool", "I agree to this picture being printed for children who visit", Kind::Tick),
    ];
    let mut sheet = Sheet::new("Your picture for children")
        .lead("Nobody else can send a picture of you. A child sees it beside your first name on the page about their visit.")
        .form(Form::new(OWN, asked.form(), fields, "Give my picture"));
    if let Some(staff) = own {
        let back = Button::post("Take my picture back", "/my-picture/removal", &asked.other("removal"));
        sheet = sheet
            .with(Block::Links(vec![link(
                "Save the picture that is kept",
                format!("/staff/{staff}/picture"),
            )]))
            .with(Block::Buttons(vec![back.warning()]));
    }
    Ok(View::sheet(Layout::Staff, sheet).back("Home", "/"))
}
