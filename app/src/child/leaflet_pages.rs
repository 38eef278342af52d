//! The page about a visit as the child has it on paper, and the form it is made by.

use super::{
    ChildPage, ChildPageStep,
    leaflet::{FIRST, leaflet},
    make, picture,
};
use crate::{
    assets,
    front::{Asked, Goto, Pages},
    premises,
    view::{Block, Button, Choice, Form, Kind, Layout, Sheet, Shell, View, choices, field},
    words::Words,
};
use askama::Template;
use base::{ChildId, VisitId};
use host::{Problem, Tx};
use policy::MakeChildPage;

type At = (VisitId, ChildId);

pub(super) fn pages() -> Pages {
    Pages::none()
        .show::<MakeChildPage, At>("/visits/{visit}/leaflets/{child}", form_page)
        .submit::<MakeChildPage, At, _, _>(
            "/visits/{visit}/leaflets/{child}",
            make,
            |(visit, child), _| Goto::to(format!("/visits/{visit}/leaflets/{child}/print")),
            form_page,
        )
        .show::<MakeChildPage, At>("/visits/{visit}/leaflets/{child}/print", printed)
}

fn form_page(tx: &mut Tx<'_>, at: At, asked: &Asked) -> Result<View, Problem> {
    let page = leaflet(tx, at)?;
    let staff: Vec<Choice> = premises::staff(tx)?
        .into_iter()
        .filter(|staff| !staff.has_left)
        .map(|staff| Choice::new(staff.id.to_string(), staff.name))
        .collect();
    let stored = serde_json::json!({
        "visitor": page.visitor, "helper": page.helper, "others": page.others, "steps": page.steps,
    });
    let fields = vec![
        field("visitor", "Whom will the child see?", Kind::Text)
            .hint(format!("As {} calls them, for example Daddy or Grandma. No surname.", page.name)),
        field("helper", "Who is the child’s helper?", Kind::Pick(staff))
            .hint("The first name stands on the page, and the picture where they have given one."),
        field("others", "Who else will be there?", Kind::Text)
            .hint("First names the child knows. Leave empty if nobody."),
        field("steps:list", "What happens?", Kind::Many(choices!(ChildPageStep))),
    ];
    let [visit, child] = [at.0.to_string(), at.1.to_string()];
    let action = format!("/visits/{visit}/leaflets/{child}");
    let mut sheet = Sheet::new(format!("The page about this visit for {}", page.name))
        .over(page.on.words_with_weekday())
        .lead("It goes home with the child. It tells no time, no door, and nothing of how anybody comes or goes.")
        .form(Form::new(action.clone(), asked.form_of(&stored), fields, "Make the page"));
    if page.made_at.is_some() {
        let print = Button::to("See and print it", format!("{action}/print"));
        sheet = sheet.with(Block::Buttons(vec![print.secondary()]));
    }
    Ok(View::sheet(Layout::Staff, sheet).back("Hear the child", format!("/visits/{visit}/children")))
}

/// One step as it is printed.
struct Step {
    text: String,
    src: String,
}

#[derive(Template)]
#[template(path = "pages/leaflet.html")]
struct Leaflet {
    page: Shell,
    words: Words,
    back: String,
    hello: String,
    day: String,
    see: String,
    others: String,
    helper: String,
    helper_src: String,
    helper_alt: String,
    room: String,
    room_src: String,
    first: Vec<Step>,
    next: Vec<Step>,
    tell: String,
    tell_src: String,
}

fn step(words: Words, step: ChildPageStep) -> Step {
    let (text, picture) = match step {
        ChildPageStep::Hello => (words.child_step_hello(), "guide-front-door.svg"),
        ChildPageStep::Look => (words.child_step_look(), "guide-look-round.svg"),
        ChildPageStep::Visitor => (words.child_step_visitor(), "guide-hello.svg"),
        ChildPageStep::Play => (words.child_step_play(), "guide-blocks.svg"),
        ChildPageStep::Draw => (words.child_step_draw(), "guide-drawing-together.svg"),
        ChildPageStep::Snack => (words.child_step_snack(), "guide-snack.svg"),
        ChildPageStep::Rest => (words.child_step_break(), "guide-rest.svg"),
        ChildPageStep::Bye => (words.child_step_bye(), "guide-goodbye-wave.svg"),
        ChildPageStep::Home => (words.child_step_home(), "guide-helper.svg"),
        ChildPageStep::Tell => (words.child_step_tell(), "guide-own-words.svg"),
    };
    Step { text, src: assets::address(picture) }
}

fn printed(tx: &mut Tx<'_>, at: At, _: &Asked) -> Result<View, Problem> {
    let one: ChildPage = leaflet(tx, at)?;
    let (rooms, helpers) = picture::known(tx)?;
    // Staff print it from a page in English, and the child reads it.
    let words = Words::english();
    let helper = one.helper_name.clone();
    let (has_helper, has_room) =
        (one.helper.filter(|helper| helpers.contains(helper)), rooms.contains(&one.room));
    let mut steps: Vec<Step> = one.steps.iter().map(|of| step(words, *of)).collect();
    let next = steps.split_off(FIRST.min(steps.len()));
    let back = format!("/visits/{}/leaflets/{}", at.0, at.1);
    let title = words.child_leaflet();
    Ok(View::of(Layout::Staff, title, move |page| {
        Leaflet {
            page,
            words,
            back,
            hello: words.child_leaflet_hello(&one.name),
            day: words.child_leaflet_day(&words.day_with_weekday(one.on)),
            see: if one.visitor.is_empty() { String::new() } else { words.child_leaflet_see(&one.visitor) },
            others: one.others.unwrap_or_default(),
            helper: words.child_leaflet_helper(&helper),
            helper_src: has_helper.map_or_else(
                || assets::address("guide-helper.svg"),
                |staff| format!("/staff/{staff}/picture"),
            ),
            helper_alt: words.child_leaflet_picture_helper(&helper),
            room: one.room_name,
            room_src: if has_room {
                format!("/centre/rooms/{}/picture", one.room)
            } else {
                assets::address("guide-playroom.svg")
            },
            first: steps,
            next,
            tell: words.child_leaflet_tell_helper(&helper),
            tell_src: assets::address("guide-worry.svg"),
        }
        .render()
    }))
}
