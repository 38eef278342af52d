//! The pages of requests: recorded, checked, extended, refused.

use super::{
    AskedHow, Ending, Extension, IdentityCheck, NewSubjectRequest, RequestState, Sending, SubjectRequest,
    begin, check_identity, extend, list, record, refuse, see, send,
};
use crate::{
    front::{Asked, Goto, Pages},
    records::{heads, subject_access::person::people_named},
    view::{Block, Button, Cell, Choice, Form, Kind, Layout, Sheet, View, choices, fact, field, link, tag},
};
use base::{Day, Name, Prose, SubjectRequestId};
use host::{Problem, Recorded, Tx, WriteTx, api::Nothing};
use policy::{
    HandleSubjectRequest, ListSubjectRequests, RecordSubjectRequest, ReviewDisclosure, SeeSubjectRequest,
    SendDisclosure, Subject,
};
use serde::Deserialize;
use utoipa::ToSchema;

pub(super) const LIST: &str = "/records/requests";

pub(super) fn pages() -> Pages {
    fn there(id: &SubjectRequestId, _: &SubjectRequest) -> Goto {
        Goto::to(format!("{LIST}/{id}")).saying("saved")
    }
    Pages::none()
        .show::<ListSubjectRequests, ()>(LIST, list_page)
        .show::<RecordSubjectRequest, ()>("/records/requests/new", new_form)
        .submit::<RecordSubjectRequest, (), RecordForm, _>(
            "/records/requests/new",
            record_form,
            |(), _| Goto::to("/").saying("recorded"),
            new_form,
        )
        .show::<SeeSubjectRequest, SubjectRequestId>("/records/requests/{request}", one_page)
        .submit::<HandleSubjectRequest, SubjectRequestId, IdentityCheck, _>(
            "/records/requests/{request}/identity",
            check_identity,
            there,
            one_page,
        )
        .submit::<HandleSubjectRequest, SubjectRequestId, Extension, _>(
            "/records/requests/{request}/extension",
            extend,
            there,
            one_page,
        )
        .submit::<HandleSubjectRequest, SubjectRequestId, Ending, _>(
            "/records/requests/{request}/refusal",
            refuse,
            there,
            one_page,
        )
        .submit::<ReviewDisclosure, SubjectRequestId, Nothing, _>(
            "/records/requests/{request}/collection",
            |tx, id, _| begin(tx, id),
            |id, _| Goto::to(format!("{LIST}/{id}/review")).saying("saved"),
            one_page,
        )
        .submit::<SendDisclosure, SubjectRequestId, Sending, _>(
            "/records/requests/{request}/sending",
            send,
            there,
            one_page,
        )
}

/// The form by which staff record a request: whom it concerns is one choice.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct RecordForm {
    /// Who asks.
    asked_by: Name,
    /// How they asked.
    channel: AskedHow,
    /// The day on which it came in.
    received_on: Day,
    /// What they asked for, in their own words.
    #[serde(default)]
    words: Option<Prose>,
    /// Whether it has to be made sure first that they are who they say they are.
    identity_needed: bool,
    /// Whom it concerns, by their whole name.
    #[serde(default)]
    about: Option<Name>,
    /// The adult who asks for a child, by name.
    #[serde(default)]
    through: Option<Name>,
}

fn record_form(
    tx: &mut WriteTx<'_>,
    (): (),
    form: RecordForm,
) -> Result<Recorded<super::SubjectRequestTaken>, Problem> {
    let known = form.about.as_ref().map(|about| people_named(tx, about.as_str())).transpose()?;
    let through = form.through.as_ref().map(|name| people_named(tx, name.as_str())).transpose()?;
    let one = |found: Option<super::person::Found>, pointer: &str| match found {
        None => Ok(super::person::Found::default()),
        Some(found) if found.is_one() => Ok(found),
        Some(_) => Err(Problem::field(
            pointer,
            "Nobody or more than one person has this name: enter the whole name as it stands in the record, or leave \
             it empty and say whom it concerns in their own words",
        )),
    };
    let (known, through) = (one(known, "/about")?, one(through, "/through")?);
    record(
        tx,
        NewSubjectRequest {
            asked_by: form.asked_by,
            channel: form.channel,
            received_on: form.received_on,
            words: form.words,
            identity_needed: form.identity_needed,
            party: known.parties.first().copied(),
            child: known.children.first().copied(),
            through: through.parties.first().copied(),
            staff: known.staff.first().copied(),
            enquiry: None,
        },
    )
}

fn days_left(request: &SubjectRequest) -> Cell {
    if matches!(request.state, RequestState::Sent | RequestState::Refused | RequestState::Withdrawn) {
        return tag(request.state.words(), "grey");
    }
    match request.days_left {
        None => tag("Waits for the identity check", "yellow"),
        Some(late) if late < 0 => tag(format!("{} days late", -late), "red"),
        Some(0) => tag("Today is the last day", "red"),
        Some(1) => tag("1 day left", "red"),
        Some(few) if few <= 7 => tag(format!("{few} days left"), "orange"),
        Some(many) => tag(format!("{many} days left"), "green"),
    }
}

fn list_page(tx: &mut Tx<'_>, _: (), asked: &Asked) -> Result<View, Problem> {
    let listed = list(tx, &asked.paging())?;
    let rows: Vec<Vec<Cell>> = listed
        .items
        .iter()
        .map(|request| {
            vec![
                Cell::link(request.asked.asked_by.as_str(), format!("{LIST}/{}", request.id)),
                request.asked.received_on.words().into(),
                request.state.words().into(),
                days_left(request),
            ]
        })
        .collect();
    let mut sheet = Sheet::new("Requests for somebody’s own data")
        .lead("Anybody may ask what you hold about them, in any words. The answer is due within one month.")
        .with(Block::Buttons(vec![Button::to("Record a request", "/records/requests/new")]));
    sheet = if rows.is_empty() {
        sheet.with(Block::Empty {
            title: "Nobody has asked".into(),
            next: "A parent can ask on their own page; record here what comes in any other way.".into(),
            link: None,
        })
    } else {
        let head = heads(["Who asks", "Received", "State", "Time left"]);
        sheet.with(Block::Table { caption: "Requests, newest first".into(), head, rows })
    };
    let next = listed.next.map(|cursor| format!("{LIST}?cursor={cursor}"));
    let prev = asked.get("cursor").map(|_| LIST.to_owned());
    Ok(View::sheet(Layout::Staff, sheet.with(Block::Pages { prev, next })).back("Records", "/records"))
}

fn new_form(tx: &mut Tx<'_>, _: (), asked: &Asked) -> Result<View, Problem> {
    let channels: Vec<Choice> = choices!(AskedHow).into_iter().filter(|one| one.value != "page").collect();
    let fields = vec![
        field("asked_by", "Who asks?", Kind::Text),
        field("channel", "How did they ask?", Kind::One(channels)),
        field("received_on", "On which day did it come in?", Kind::Date)
            .hint("The day it reached anybody here, whoever that was. The month runs from it."),
        field("words", "What did they ask for, in their own words?", Kind::Long(3)),
        field("about", "Whom does it concern?", Kind::Text)
            .hint("The whole name of the adult, child or colleague as it stands in the record. Leave it empty if you do not know."),
        field("through", "If an adult asks for a child: which adult?", Kind::Text).hint("Their whole name."),
        field("identity_needed:bool", "Do they have to show who they are?", Kind::YesNo)
            .hint("Yes, unless somebody here knows them by sight or by voice. A former partner may ask in their name."),
    ];
    let sheet = Sheet::new("Record a request for somebody’s own data")
        .lead("They need no form and no particular words. If you are not sure whether it is such a request, record it.")
        .form(Form::new("/records/requests/new", asked.form(), fields, "Record it"));
    let may_list = tx.might::<ListSubjectRequests>(&Subject::of_centre(tx.centre(), tx.centre()));
    let (words, back) = if may_list { ("Requests", LIST) } else { ("The centre", "/centre") };
    Ok(View::sheet(Layout::Staff, sheet).back(words, back))
}

fn facts_of(request: &SubjectRequest) -> Block {
    let asked = &request.asked;
    let mut facts = vec![
        fact("Concerns", request.concerns.clone().unwrap_or_else(|| "Nobody whom the centre knows".into())),
        fact("Received", format!("{}, {}", asked.received_on.words(), asked.channel.words().to_lowercase())),
        fact("In their words", asked.words.as_ref().map(ToString::to_string).unwrap_or_default()),
        fact("State", request.state.words()),
        fact(
            "Answer by",
            request.answer_by.map_or("The clock waits for the identity check".into(), Day::words),
        ),
        fact("Time left", days_left(request).text),
    ];
    if let (Some(on), Some(words)) = (request.identity_on, &request.identity_words) {
        facts.push(fact("Who asks was checked", format!("{}. {words}", on.words())));
    }
    if let (Some(on), Some(why)) = (request.extended_told_on, &request.extended_because) {
        facts.push(fact("Extended", format!("They were told on {}. {why}", on.words())));
    }
    for (label, value) in [
        ("Reviewed by", &request.reviewer),
        ("Approved by", &request.approver),
        ("Check value of the bundle", &request.sha256),
        ("How it was given", &request.sent_words),
        ("Why it ended", &request.ended_words),
    ] {
        if let Some(value) = value {
            facts.push(fact(label, value));
        }
    }
    Block::Facts(facts)
}

fn one_page(tx: &mut Tx<'_>, id: SubjectRequestId, asked: &Asked) -> Result<View, Problem> {
    let request = see(tx, id)?;
    let base = format!("{LIST}/{id}");
    let form = |name: &str, fields, button: &str| {
        let action = format!("{base}/{name}");
        Form::new(&action, asked.form_to(&action), fields, button)
    };
    let mut sheet =
        Sheet::new(format!("{} asks for their data", request.asked.asked_by)).with(facts_of(&request));
    let clock_waits = request.answer_by.is_none();
    match request.state {
        RequestState::Open if clock_waits => {
            let fields = vec![
                field("on", "When was it made sure who asks?", Kind::Date),
                field("words", "How?", Kind::Long(3))
                    .hint("What you saw, or how you know them. Keep no copy."),
            ];
            let form = form("identity", fields, "Record the check");
            sheet = sheet.with(Block::Heading("Make sure who asks".into())).form(form);
        }
        RequestState::Open => {
            let button = Button::post(
                "Collect all that concerns them",
                format!("{base}/collection"),
                &asked.other("collect"),
            );
            sheet = sheet
                .with(Block::Heading("Collect".into()))
                .with(Block::Words(
                    "What is confidential to anybody else is taken out before you see it. Then you read what others \
                     wrote."
                        .into(),
                ))
                .with(Block::Buttons(vec![button]));
        }
        RequestState::Reviewing | RequestState::Proposed => {
            let words = if request.state == RequestState::Proposed {
                "Read and approve it"
            } else {
                "Go on with the review"
            };
            sheet = sheet.with(Block::Buttons(vec![Button::to(words, format!("{base}/review"))]));
        }
        RequestState::Sealed => {
            let fields = vec![
                field("words", "How was it given, and by which other way the passphrase?", Kind::Long(3))
                    .hint("Only by a channel that they said is safe. Never both by one way."),
            ];
            sheet = sheet
                .with(Block::Links(vec![link("Take the sealed bundle", format!("{base}/bundle"))]))
                .with(Block::Heading("It was given to them".into()))
                .form(form("sending", fields, "Record how"));
        }
        RequestState::Sent if request.is_here => {
            sheet = sheet
                .with(Block::Links(vec![link("Take the sealed bundle", format!("{base}/bundle"))]))
                .with(Block::Words(
                    "It is kept for thirty days after it was sealed; then it is gone.".into(),
                ));
        }
        _ => {}
    }
    let is_over =
        matches!(request.state, RequestState::Sent | RequestState::Refused | RequestState::Withdrawn);
    if !is_over && !clock_waits && request.extended_told_on.is_none() {
        let fields = vec![
            field("told_on", "On which day were they told?", Kind::Date),
            field("because", "Why does it take longer, as they were told?", Kind::Long(3)),
        ];
        sheet = sheet
            .with(Block::Heading("Take two more months".into()))
            .with(Block::Words(
                "Only where it is complicated, and only if they are told within the first month.".into(),
            ))
            .form(form("extension", fields, "Extend it").look("secondary"));
    }
    if !is_over {
        let fields = vec![
            field("withdrawn:bool", "Did they withdraw it themselves?", Kind::YesNo),
            field("because", "Why, as they were told?", Kind::Long(3))
                .hint("Tell them that they can complain to the Information Commissioner."),
        ];
        sheet = sheet
            .with(Block::Heading("Refuse it, or record that it was withdrawn".into()))
            .form(form("refusal", fields, "End it without a bundle").look("warning"));
    }
    Ok(View::sheet(Layout::Staff, sheet).back("Requests", LIST))
}
