//! The pages of people and contact details.

use super::{
    ContactBefore, ContactLifting, NewAccess, NewNoMeeting, adult_of, before, contact,
    ending_pages::{self, endings_of},
    give_access, keep_apart, lift, store, write_contact,
};
use crate::{
    family::{Place, contact::Contact, family, side_menu},
    front::{Asked, Goto, Pages},
    intake::SafeChannel,
    notice,
    portal::{self, ContactChange},
    view::{
        Block, Button, Cell, Choice, Field, Form, Kind, Layout, Sheet, View, choices, facts, field, link, tag,
    },
};
use base::{FamilyId, PartyId};
use host::{Problem, Tx};
use policy::{GiveAccess, ListFamilies, SeeContacts, WriteContacts};

type At = (FamilyId, PartyId);

/// The pages of people and contact details.
#[must_use]
pub fn pages() -> Pages {
    Pages::none()
        .show::<SeeContacts, FamilyId>("/families/{family}/people", list_page)
        .show::<SeeContacts, At>("/families/{family}/people/{party}", one_page)
        .submit::<WriteContacts, At, Contact, _>(
            "/families/{family}/people/{party}",
            write_contact,
            |(family, party), _| Goto::to(format!("/families/{family}/people/{party}")).saying("saved"),
            one_page,
        )
        .submit::<WriteContacts, (FamilyId, PartyId, i32), ContactLifting, _>(
            "/families/{family}/people/{party}/before/{number}",
            lift,
            |(family, party, _), _| Goto::to(format!("/families/{family}/people/{party}")).saying("saved"),
            |tx, (family, party, _), asked| one_page(tx, (family, party), asked),
        )
        .show::<GiveAccess, At>("/families/{family}/people/{party}/access", access_page)
        .submit::<GiveAccess, At, NewAccess, _>(
            "/families/{family}/people/{party}/access",
            give_access,
            |(family, _), _| Goto::to(format!("/families/{family}/people")).saying("access"),
            access_page,
        )
        .show::<WriteContacts, FamilyId>("/families/{family}/no-meetings", apart_page)
        .submit::<WriteContacts, FamilyId, NewNoMeeting, _>(
            "/families/{family}/no-meetings",
            keep_apart,
            |family, _| Goto::to(format!("/families/{family}/people")).saying("saved"),
            apart_page,
        )
        .and(ending_pages::pages())
}

fn list_page(tx: &mut Tx<'_>, id: FamilyId, _: &Asked) -> Result<View, Problem> {
    let family = family(tx, id)?;
    tx.ask::<SeeContacts>(&family.subject)?;
    let pairs = store::no_meetings(tx, &family)?;
    let rows = family
        .adults
        .iter()
        .map(|adult| {
            vec![
                Cell::link(&adult.name, format!("/families/{id}/people/{}", adult.id)),
                adult.side.words().into(),
                adult.relation.clone().into(),
                if adult.account.is_some() {
                    tag("Has a sign-in", "green")
                } else {
                    Cell::link("Give a sign-in", format!("/families/{id}/people/{}/access", adult.id))
                },
            ]
        })
        .collect();
    let mut sheet = Sheet::new("People and contact details")
        .over(format!("{} · {}", family.reference, family.title))
        .lead("Where each adult is and how they are reached is kept on a page of its own. Open only the one you need.")
        .side(side_menu(tx.actor, &family, Place::Contacts))
        .with(Block::Table {
            caption: "Adults of the family".into(),
            head: ["Name", "Side", "To the children", "Sign-in"].map(String::from).to_vec(),
            rows,
        })
        .with(Block::Heading("Who must not meet".into()))
        .with(Block::Words("The two sides of a family never meet here, whatever stands in this list. Add people of other families, or two people of one side.".into()));
    sheet = if pairs.is_empty() {
        sheet.with(Block::Empty {
            title: "Nobody is named".into(),
            next: "If somebody must not meet an adult of another family, say so here and their visits are never booked together.".into(),
            link: Some(link("Name two people who must not meet", format!("/families/{id}/no-meetings"))),
        })
    } else {
        let rows = pairs
            .into_iter()
            .map(|pair| {
                vec![
                    pair.one_name.into(),
                    format!("{} ({})", pair.other_name, pair.other_family).into(),
                    pair.reason.into(),
                    pair.at.day().words().into(),
                ]
            })
            .collect();
        sheet
            .with(Block::Table {
                caption: "Kept apart".into(),
                head: ["Who", "Must not meet", "Why", "Since"].map(String::from).to_vec(),
                rows,
            })
            .with(Block::Buttons(vec![
                Button::to("Name two people who must not meet", format!("/families/{id}/no-meetings"))
                    .secondary(),
            ]))
    };
    let ended = link("Pairs that are to be taken away, and those that were", endings_of(id));
    let sheet = sheet.with(Block::Links(vec![ended]));
    Ok(View::sheet(Layout::Staff, sheet).back(&family.title, format!("/families/{id}")))
}

fn fields(stored: &Contact) -> Vec<Field> {
    let version = stored.version.unwrap_or(0).to_string();
    vec![
        field("version:int", "", Kind::Hidden(version)),
        field("safe_channel", "How is it safe to reach them?", Kind::One(choices!(SafeChannel)))
            .hint("Use no other way. Ask again each time you speak."),
        field("when_it_is_safe", "When is it safe, and is there a word to say first?", Kind::Long(2)),
        field("telephone", "Telephone number", Kind::Telephone),
        field("email", "E-mail address", Kind::Email),
        field("address", "Home address", Kind::Long(3)),
        field("postcode", "Postcode", Kind::Text),
        field("emergency_contact", "Somebody to reach in an emergency", Kind::Text),
        field("emergency_telephone", "That person's telephone number", Kind::Telephone),
        field("employer", "Employer", Kind::Text),
        field("school", "School or nursery of the children, as this side knows it", Kind::Text),
        field("doctor", "Family doctor", Kind::Text),
        field("vehicle", "Vehicle, with its number plate", Kind::Text),
    ]
}

/// What they changed themselves, the newest first: what staff relied on before may be old.
fn changed_by_themselves(changes: &[ContactChange]) -> Block {
    let row = |change: &ContactChange| -> Vec<Cell> {
        let said = &change.said;
        let to = [said.telephone.as_ref(), said.email.as_ref()].into_iter().flatten();
        let to = to.map(ToString::to_string).collect::<Vec<_>>().join(", ");
        let when = said.when_it_is_safe.as_ref().map(ToString::to_string).unwrap_or_default();
        vec![change.at.words().into(), said.safe_channel.words().into(), to.into(), when.into()]
    };
    Block::Table {
        caption: "What they changed themselves, the newest first".into(),
        head: ["When", "Safe way", "Number or address", "When it is safe"].map(String::from).to_vec(),
        rows: changes.iter().map(row).collect(),
    }
}

/// What stood there before, the newest first, each with the way to say that it need not be kept from the other side.
fn stood_before(mut sheet: Sheet, here: &str, all: &[ContactBefore], asked: &Asked) -> Sheet {
    if all.is_empty() {
        return sheet;
    }
    let words = "It is still kept from the other side: somebody may be found by where they were.";
    sheet = sheet.with(Block::Heading("What stood here before".into())).with(Block::Words(words.into()));
    for one in all {
        let held = one.contact.protected().join(" · ");
        let until = format!("Until {}", one.at.words());
        sheet = sheet.with(facts([
            (
                until.as_str(),
                if held.is_empty() { "Nothing by which they are found".to_owned() } else { held.clone() },
            ),
            ("No longer confidential", one.lifted.clone().unwrap_or_default()),
        ]));
        if one.lifted_at.is_none() && !held.is_empty() {
            let path = format!("{here}/before/{}", one.number);
            let fields =
                vec![field("reason", "Why is nobody found by it any more, and who said so?", Kind::Text)];
            let state = asked.form_to(&path);
            sheet = sheet.form(
                Form::new(path, state, fields, "This need not be kept from the other side").look("secondary"),
            );
        }
    }
    sheet
}

fn one_page(tx: &mut Tx<'_>, (id, party): At, asked: &Asked) -> Result<View, Problem> {
    let stored = contact(tx, (id, party))?;
    let (family, adult) = adult_of(tx, id, party)?;
    let again = notice::ask_again(tx, party)?;
    let changed = portal::changes_of(tx, party)?;
    let here = format!("/families/{id}/people/{party}");
    let sheet = Sheet::new(&adult.name)
        .over(format!("{} · {}", adult.side.words(), adult.relation))
        .side(side_menu(tx.actor, &family, Place::Contacts))
        .with(Block::Notice {
            title: "Confidential".into(),
            kind: "warn",
            words: vec![
                "Nothing on this page is ever told to the other side. Close it when you have what you need."
                    .into(),
            ],
        })
        .with_if(again.is_some(), || Block::Words(again.unwrap_or_default()))
        .with_if(!changed.is_empty(), || changed_by_themselves(&changed))
        .with(Block::Links(vec![link("Notices to them", format!("/families/{id}/people/{party}/notices"))]))
        .form(Form::new(here.clone(), asked.form_to_of(&here, &stored), fields(&stored), "Save"));
    let sheet = stood_before(sheet, &here, &before::of_adult(tx, party)?, asked);
    Ok(View::sheet(Layout::Staff, sheet).back("People and contact details", format!("/families/{id}/people")))
}

fn access_page(tx: &mut Tx<'_>, (id, party): At, asked: &Asked) -> Result<View, Problem> {
    let (family, adult) = adult_of(tx, id, party)?;
    tx.ask::<GiveAccess>(&family.subject)?;
    let fields = vec![
        field("username", "Name to sign in with", Kind::Text)
            .hint("Choose one that does not give away who they are or that they come here."),
        field("password", "First password", Kind::Password)
            .hint("At least 10 characters. Tell them in person, never by message."),
    ];
    let sheet = Sheet::new(format!("Give {} a sign-in", adult.name))
        .lead("They will see their own visits, plan and meetings, and nothing of the other side.")
        .side(side_menu(tx.actor, &family, Place::Contacts))
        .form(Form::new(
            format!("/families/{id}/people/{party}/access"),
            asked.form(),
            fields,
            "Make the sign-in",
        ));
    Ok(View::sheet(Layout::Staff, sheet).back("People and contact details", format!("/families/{id}/people")))
}

fn apart_page(tx: &mut Tx<'_>, id: FamilyId, asked: &Asked) -> Result<View, Problem> {
    let family = family(tx, id)?;
    tx.ask::<WriteContacts>(&family.subject)?;
    let own: Vec<Choice> =
        family.adults.iter().map(|adult| Choice::new(adult.id.to_string(), &adult.name)).collect();
    let mut others: Vec<Choice> = own.clone();
    let named = |(id, name, reference): (PartyId, String, String)| {
        Choice::new(id.to_string(), format!("{name} ({reference})"))
    };
    // Every adult of every family can be chosen: that is a look at the list of families.
    tx.scope::<ListFamilies>()?;
    others.extend(store::adults_of_others(tx, id)?.into_iter().map(named));
    let fields = vec![
        field("one", "Which adult of this family?", Kind::One(own)),
        field("other", "Whom must they not meet?", Kind::Pick(others))
            .hint("The adults of this family come first, then those of all others by name."),
        field("reason", "Why?", Kind::Long(3)),
    ];
    let sheet = Sheet::new("Two people who must not meet")
        .over(format!("{} · {}", family.reference, family.title))
        .lead("Neither of them is told.")
        .side(side_menu(tx.actor, &family, Place::Contacts))
        .form(Form::new(format!("/families/{id}/no-meetings"), asked.form(), fields, "Keep them apart"));
    Ok(View::sheet(Layout::Staff, sheet).back("People and contact details", format!("/families/{id}/people")))
}
