//! The page on which a pair who must not meet is taken away: asked for by one, decided by another.

use super::{
    NewPairEnding, NoMeeting, PairDecision, PairEnding, PairEndingState, ask_pair_ending, decide_pair_ending,
    ending_store, store,
};
use crate::{
    family::{Place, family, side_menu},
    front::{Asked, Goto, Pages},
    view::{Block, Button, Cell, Form, Kind, Layout, Sheet, View, facts, field, tag},
};
use base::{FamilyId, PairEndingId};
use host::{Problem, Tx};
use policy::WriteContacts;

/// Where the page of a family is.
pub(super) fn endings_of(id: FamilyId) -> String {
    format!("/families/{id}/no-meetings/endings")
}

pub(super) fn pages() -> Pages {
    Pages::none()
        .show::<WriteContacts, FamilyId>("/families/{family}/no-meetings/endings", page)
        .submit::<WriteContacts, FamilyId, NewPairEnding, _>(
            "/families/{family}/no-meetings/endings",
            ask_pair_ending,
            |family, _| Goto::to(endings_of(*family)).saying("recorded"),
            page,
        )
        .submit::<WriteContacts, (FamilyId, PairEndingId), PairDecision, _>(
            "/families/{family}/no-meetings/endings/{ending}/decision",
            decide_pair_ending,
            |(family, _), _| Goto::to(endings_of(*family)).saying("recorded"),
            |tx, (family, _), asked| page(tx, family, asked),
        )
}

fn whom(one: &PairEnding) -> String {
    format!("{} and {} ({})", one.one_name, one.other_name, one.other_family)
}

/// What waits for a second person, with the buttons of whoever looks.
fn open(sheet: Sheet, id: FamilyId, one: &PairEnding, asked: &Asked) -> Sheet {
    let action = format!("{}/{}/decision", endings_of(id), one.id);
    let button = |label: &str, verdict: &str| {
        let state = asked.other(&format!("{verdict}-{}", one.id));
        Button::post(label, &action, &state).value("decision", verdict)
    };
    let keep = button("Keep them apart as before", "keep").secondary();
    let buttons = if one.may_confirm {
        vec![button("Confirm: they need not be kept apart", "confirm").warning(), keep]
    } else {
        vec![keep]
    };
    sheet
        .with(Block::Heading(whom(one)))
        .with(facts([
            ("Kept apart because", one.kept_apart_because.clone()),
            ("Since", one.since.day().words()),
            ("Need not be any longer because", one.reason.clone()),
            ("Asked for by", format!("{}, {}", one.asked_by, one.asked_at.words())),
        ]))
        .with_if(!one.may_confirm, || Block::Words("Another member of staff has to confirm it.".into()))
        .with(Block::Buttons(buttons))
}

/// The form about the pair that the address or the form as sent names; else the pairs to choose from.
fn choose(sheet: Sheet, id: FamilyId, pairs: &[NoMeeting], asked: &Asked) -> Sheet {
    let state = asked.form();
    let named = |name: &str| {
        let sent = state.value(name);
        if sent.is_empty() { asked.get(name).unwrap_or_default().to_owned() } else { sent.to_owned() }
    };
    let (one, other) = (named("one"), named("other"));
    let chosen = pairs.iter().find(|pair| pair.one.to_string() == one && pair.other.to_string() == other);
    if let Some(pair) = chosen {
        let fields = vec![
            field("one", "", Kind::Hidden(pair.one.to_string())),
            field("other", "", Kind::Hidden(pair.other.to_string())),
            field(
                "reason",
                "Why need they not be kept apart any longer, and how do you know?",
                Kind::Long(3),
            ),
        ];
        let form = Form::new(endings_of(id), state, fields, "Ask a second person to confirm");
        return sheet
            .with(Block::Heading(format!("{} and {}", pair.one_name, pair.other_name)))
            .with(facts([("Kept apart because", pair.reason.clone()), ("Since", pair.at.day().words())]))
            .form(form);
    }
    let rows = pairs.iter().map(|pair| {
        let href = format!("{}?one={}&other={}", endings_of(id), pair.one, pair.other);
        vec![
            pair.one_name.as_str().into(),
            format!("{} ({})", pair.other_name, pair.other_family).into(),
            pair.reason.as_str().into(),
            Cell::link("They need not be kept apart any longer", href),
        ]
    });
    sheet.problems(&state).with_if(!pairs.is_empty(), || Block::Table {
        caption: "Kept apart now".into(),
        head: ["Who", "Must not meet", "Why", ""].map(String::from).to_vec(),
        rows: rows.collect(),
    })
}

fn page(tx: &mut Tx<'_>, id: FamilyId, asked: &Asked) -> Result<View, Problem> {
    let family = family(tx, id)?;
    tx.ask::<WriteContacts>(&family.subject)?;
    let pairs = store::no_meetings(tx, &family)?;
    let endings = ending_store::endings(tx, &family, None)?;
    let (waiting, over): (Vec<&PairEnding>, Vec<&PairEnding>) =
        endings.iter().partition(|one| one.state == PairEndingState::Asked);
    let is_asked =
        |pair: &NoMeeting| waiting.iter().any(|one| (one.one, one.other) == (pair.one, pair.other));
    let pairs: Vec<NoMeeting> = pairs.into_iter().filter(|pair| !is_asked(pair)).collect();
    let mut sheet = Sheet::new("Pairs to be taken away")
        .over(format!("{} · {}", family.reference, family.title))
        .lead(
            "Two people are kept apart until one member of staff says why they need not be and another confirms it. \
             Neither of the two is told.",
        )
        .side(side_menu(tx.actor, &family, Place::Contacts));
    if pairs.is_empty() && endings.is_empty() {
        sheet = sheet.with(Block::Empty {
            title: "Nobody is named".into(),
            next: "Adults of this family who must not meet somebody are taken away here, by two of you."
                .into(),
            link: None,
        });
    }
    sheet = waiting.iter().fold(sheet, |sheet, one| open(sheet, id, one, asked));
    sheet = choose(sheet, id, &pairs, asked).with_if(!over.is_empty(), || Block::Table {
        caption: "Decided".into(),
        head: ["Who", "Kept apart because", "Why it was to end", "Asked for by", "Decided by", ""]
            .map(String::from)
            .to_vec(),
        rows: over
            .iter()
            .map(|one| {
                let decided = one.decided_by.as_deref().zip(one.decided_at);
                let colour = if one.state == PairEndingState::Ended { "orange" } else { "grey" };
                vec![
                    whom(one).into(),
                    one.kept_apart_because.as_str().into(),
                    one.reason.as_str().into(),
                    format!("{}, {}", one.asked_by, one.asked_at.day().words()).into(),
                    decided
                        .map(|(who, at)| format!("{who}, {}", at.day().words()))
                        .unwrap_or_default()
                        .into(),
                    tag(one.state.words(), colour),
                ]
            })
            .collect(),
    });
    Ok(View::sheet(Layout::Staff, sheet).back("People and contact details", format!("/families/{id}/people")))
}
