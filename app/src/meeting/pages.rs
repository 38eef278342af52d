//! The pages of meetings.

use super::{
    Held, Meeting, MeetingCancellation, MeetingState, NewMeeting, arrange, cancel, list, record, see,
};
use crate::{
    family::{self, Family, Place, side_menu},
    front::{Asked, Goto, Pages},
    notice,
    view::{Block, Cell, Choice, Fact, Field, Form, Kind, Layout, Sheet, View, fact, facts, field, tag},
};
use base::{FamilyId, MeetingId};
use host::{Problem, Tx};
use policy::{ArrangeMeeting, RecordMeeting, SeeContacts, SeeFamily, SeeMeeting};
use rules::intake::{MEETING_GAP, Side, Stage};

/// The pages of this capability.
#[must_use]
pub fn pages() -> Pages {
    Pages::none()
        .show::<SeeFamily, FamilyId>("/families/{family}/meetings", list_page)
        .submit::<ArrangeMeeting, FamilyId, NewMeeting, _>(
            "/families/{family}/meetings",
            arrange,
            |family, _| Goto::to(format!("/families/{family}/meetings")).saying("meeting-arranged"),
            list_page,
        )
        .show::<SeeMeeting, MeetingId>("/meetings/{meeting}", one_page)
        .submit::<RecordMeeting, MeetingId, Held, _>(
            "/meetings/{meeting}/record",
            record,
            |_, meeting| Goto::to(format!("/families/{}/meetings", meeting.family)).saying("meeting-held"),
            one_page,
        )
        .submit::<RecordMeeting, MeetingId, MeetingCancellation, _>(
            "/meetings/{meeting}/cancellation",
            cancel,
            |_, meeting| {
                Goto::to(format!("/families/{}/meetings", meeting.family)).saying("meeting-cancelled")
            },
            cancel_page,
        )
        .show::<RecordMeeting, MeetingId>("/meetings/{meeting}/cancellation", cancel_page)
}

fn state_tag(state: MeetingState) -> Cell {
    match state {
        MeetingState::Arranged => tag(state.words(), "orange"),
        MeetingState::Held => tag(state.words(), "green"),
        MeetingState::Cancelled => tag(state.words(), "grey"),
    }
}

fn list_page(tx: &mut Tx<'_>, id: FamilyId, asked: &Asked) -> Result<View, Problem> {
    let listed = list(tx, id, &asked.paging())?;
    let family = family::family(tx, id)?;
    let rows: Vec<Vec<Cell>> = listed
        .items
        .iter()
        .map(|meeting| {
            vec![
                Cell::link(&meeting.name, format!("/meetings/{}", meeting.id)),
                meeting.side.words().into(),
                meeting.starts.words().into(),
                meeting.place.clone().into(),
                state_tag(meeting.state),
            ]
        })
        .collect();
    let mut sheet = Sheet::new("Pre-visit meetings")
        .over(format!("{} · {}", family.reference, family.title))
        .lead("Each side is met alone, at another time. What one is told never mentions the other's meeting.")
        .side(side_menu(tx.actor, &family, Place::Meetings));
    sheet = if rows.is_empty() {
        sheet.with(Block::Empty {
            title: "No meeting is arranged".into(),
            next: "Both sides are met before the first visit. Arrange one meeting for each below.".into(),
            link: None,
        })
    } else {
        sheet.with(Block::Table {
            caption: "Meetings, latest first".into(),
            head: ["With", "Side", "When", "Where", "State"].map(String::from).to_vec(),
            rows,
        })
    };
    let next = listed.next.map(|cursor| format!("/families/{id}/meetings?cursor={cursor}"));
    let prev = asked.get("cursor").map(|_| format!("/families/{id}/meetings"));
    sheet = sheet.with(Block::Pages { prev, next });
    let can_arrange = may_arrange(tx);
    if can_arrange && matches!(family.stage, Stage::Preparing | Stage::Active) {
        sheet = sheet.with(Block::Heading("Arrange a meeting".into())).form(Form::new(
            format!("/families/{id}/meetings"),
            asked.form(),
            arrange_fields(&family),
            "Arrange the meeting",
        ));
    } else if can_arrange {
        sheet = sheet.with(Block::Words(format!(
            "Meetings are arranged once the family is accepted. It is now: {}.",
            family.stage.words().to_lowercase()
        )));
    }
    Ok(View::sheet(Layout::Staff, sheet).back(&family.title, format!("/families/{id}")))
}

/// Whether whoever looks may arrange meetings; a supervisor reads the list without the form.
fn may_arrange(tx: &Tx<'_>) -> bool {
    policy::may_ever::<ArrangeMeeting>(tx.actor.role)
}

fn arrange_fields(family: &Family) -> Vec<Field> {
    let adults = family
        .adults
        .iter()
        .map(|adult| Choice {
            value: adult.id.to_string(),
            text: adult.name.clone(),
            hint: format!("{}, {}", adult.side.words(), adult.relation),
        })
        .collect();
    vec![
        field("party", "Whom will you meet?", Kind::One(adults)),
        field("starts", "When does it start?", Kind::Moment)
            .hint(format!("At least {MEETING_GAP} before or after any meeting with the other side.")),
        field("length:int", "How many minutes does it take?", Kind::Number).hint("For example 60."),
        field("place", "Where will you meet?", Kind::Text)
            .hint("For example: small office, or by telephone."),
    ]
}

fn yes_or_no(is: bool) -> String {
    if is { "Yes".to_owned() } else { "No".to_owned() }
}

fn held_facts(meeting: &Meeting, held: &Held) -> Vec<Fact> {
    let mut all = vec![
        fact("Rules explained", yes_or_no(held.rules_explained)),
        fact("Limits of confidentiality explained", yes_or_no(held.confidentiality_explained)),
        fact("Asked about health", yes_or_no(held.health_asked)),
        fact("Safe way to reach them confirmed", yes_or_no(held.safe_contact_confirmed)),
    ];
    if meeting.side == Side::Resident {
        let words = |is: Option<bool>| is.map(yes_or_no).unwrap_or_default();
        let introduced = held.child_introduced.as_ref().map(ToString::to_string).unwrap_or_default();
        all.extend([
            fact("Child shown round", words(held.child_shown_round)),
            fact("How the child was introduced", introduced),
            fact(
                "Child told why somebody is there, and that it is not their fault",
                words(held.child_told_why),
            ),
        ]);
    }
    all.push(fact("Notes", held.notes.as_ref().map(ToString::to_string).unwrap_or_default()));
    all
}

fn record_fields(meeting: &Meeting) -> Vec<Field> {
    let mut fields = vec![
        field("rules_explained:bool", "Did you explain the rules of the centre?", Kind::YesNo),
        field(
            "confidentiality_explained:bool",
            "Did you explain the limits of confidentiality?",
            Kind::YesNo,
        )
        .hint("What you must pass on, and to whom, if somebody is at risk."),
        field("health_asked:bool", "Did you ask about health, theirs and the child's?", Kind::YesNo),
        field("safe_contact_confirmed:bool", "Did they confirm how it is safe to reach them?", Kind::YesNo)
            .hint("Change it on their own page if it is different now."),
    ];
    if meeting.side == Side::Resident {
        fields.extend([
            field("child_shown_round:bool", "Was the child shown round?", Kind::YesNo),
            field(
                "child_introduced",
                "How was the child introduced to the place and the people?",
                Kind::Long(3),
            ),
            field(
                "child_told_why:bool",
                "Was the child told why somebody is there, and that it is not their fault?",
                Kind::YesNo,
            ),
        ]);
    }
    fields.push(field("notes", "What else was said?", Kind::Long(5)));
    fields
}

fn head_of(tx: &mut Tx<'_>, id: MeetingId) -> Result<(Meeting, Family, Sheet), Problem> {
    let meeting = see(tx, id)?;
    let family = family::family(tx, meeting.family)?;
    let sheet = Sheet::new(format!("Meeting with {}", meeting.name))
        .over(format!("{} · {}", family.reference, family.title))
        .side(side_menu(tx.actor, &family, Place::Meetings))
        .with(facts([
            ("When", meeting.starts.words()),
            ("Until", meeting.ends.time_words()),
            ("Where", meeting.place.clone()),
            ("Side", meeting.side.words().to_owned()),
            ("State", meeting.state.words().to_owned()),
        ]));
    Ok((meeting, family, sheet))
}

fn one_page(tx: &mut Tx<'_>, id: MeetingId, asked: &Asked) -> Result<View, Problem> {
    let (meeting, family, mut sheet) = head_of(tx, id)?;
    if meeting.state == MeetingState::Arranged && tx.might::<SeeContacts>(&family.held_by(meeting.party)) {
        let again = notice::ask_again(tx, meeting.party)?;
        sheet = sheet.with_if(again.is_some(), || Block::Notice {
            title: "Is this still a safe way to reach them?".into(),
            kind: "warn",
            words: vec![again.unwrap_or_default()],
        });
    }
    if let Some(held) = &meeting.held {
        sheet = sheet.with(Block::Heading("What was gone through".into()));
        sheet = sheet.with(Block::Facts(held_facts(&meeting, held)));
    }
    if let Some(reason) = &meeting.cancelled_because {
        sheet = sheet.with(Block::Heading("Why it was cancelled".into())).with(Block::Quote(reason.clone()));
    }
    if meeting.state == MeetingState::Arranged && may_arrange(tx) {
        let cancel = crate::view::link("Cancel this meeting", format!("/meetings/{id}/cancellation"));
        sheet = if tx.now < meeting.starts {
            sheet.problems(&asked.form()).with(Block::Words(format!(
                "You can record the meeting once it has begun, at {}.",
                meeting.starts.words()
            )))
        } else {
            sheet.with(Block::Heading("Record the meeting".into())).form(Form::new(
                format!("/meetings/{id}/record"),
                asked.form(),
                record_fields(&meeting),
                "Record the meeting",
            ))
        }
        .with(Block::Links(vec![cancel]));
    }
    Ok(View::sheet(Layout::Staff, sheet)
        .back("Pre-visit meetings", format!("/families/{}/meetings", family.id)))
}

fn cancel_page(tx: &mut Tx<'_>, id: MeetingId, asked: &Asked) -> Result<View, Problem> {
    let (_, _, sheet) = head_of(tx, id)?;
    let fields = vec![field("reason", "Why does it not take place?", Kind::Long(3))];
    let sheet = sheet.with(Block::Heading("Cancel this meeting".into())).form(
        Form::new(format!("/meetings/{id}/cancellation"), asked.form(), fields, "Cancel the meeting")
            .look("warning"),
    );
    Ok(View::sheet(Layout::Staff, sheet).back("The meeting", format!("/meetings/{id}")))
}
