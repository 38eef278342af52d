//! The pages of a held time and of changing what was booked.

use super::{
    Answered, AskedBy, HowAnswered, HowFar, OfferAnswer, Release, VisitChange, VisitLine, answer, answers,
    change, confirm, release, see_offer, visit_with,
};
use crate::{
    front::{Asked, Goto, Pages},
    plan, premises,
    view::{Block, Choice, Form, Kind, Layout, Sheet, View, choices, fact, field, link},
};
use base::VisitId;
use host::{Problem, Tx, api::Nothing};
use policy::ChangeVisit;
use rules::visit::State;
use serde_json::json;

/// The pages of this part.
pub(super) fn pages() -> Pages {
    Pages::none()
        .show::<ChangeVisit, VisitId>("/visits/{visit}/hold", offer)
        .submit::<ChangeVisit, VisitId, OfferAnswer, _>(
            "/visits/{visit}/hold/answers",
            answer,
            |visit, _| Goto::to(format!("/visits/{visit}/hold")).saying("saved"),
            offer,
        )
        .submit::<ChangeVisit, VisitId, Nothing, _>(
            "/visits/{visit}/hold/confirmation",
            |tx, id, _| confirm(tx, id),
            |_, line: &VisitLine| Goto::to(format!("/families/{}/visits", line.family)).saying("booked"),
            offer,
        )
        .submit::<ChangeVisit, VisitId, Release, _>(
            "/visits/{visit}/hold/release",
            release,
            |_, line: &VisitLine| Goto::to(format!("/families/{}/visits", line.family)).saying("saved"),
            offer,
        )
        .show::<ChangeVisit, VisitId>("/visits/{visit}/answers", answered)
        .show::<ChangeVisit, VisitId>("/visits/{visit}/change", form)
        .submit::<ChangeVisit, VisitId, VisitChange, _>(
            "/visits/{visit}/change",
            change,
            |visit, _| Goto::to(format!("/visits/{visit}")).saying("saved"),
            form,
        )
}

/// A held time: until when, what the adults said, and what to do with it.
fn offer(tx: &mut Tx<'_>, id: VisitId, asked: &Asked) -> Result<View, Problem> {
    let found = see_offer(tx, id)?;
    let line = &found.visit;
    let said = |party| found.answers.iter().find(|one| one.party == party);
    let mut rows = vec![
        ("When", format!("{}, {}", line.timing.starts.words(), line.timing.length())),
        ("Room", line.room_name.clone()),
        ("Supervised by", line.supervisor_names()),
        ("Held until", found.held_until.words()),
    ];
    if !line.equipment.is_empty() {
        rows.push(("Kept for it", line.equipment_names()));
    }
    for person in &line.people {
        let answer = said(person.id).map_or_else(|| "no answer yet".to_owned(), in_words);
        rows.push((person.side.words(), format!("{}: {answer}", person.name)));
    }
    let people = line.people.iter().map(|one| Choice::new(one.id.as_str(), one.name.as_str())).collect();
    let to = |act: &str| format!("/visits/{id}/hold/{act}");
    let (answers, confirmation, release) = (to("answers"), to("confirmation"), to("release"));
    let sheet = Sheet::new("A held time")
        .over(format!("{} · {}", line.title, line.reference))
        .lead("Nobody else can book this time while it is held. Ask each adult on their own, in the way that is safe for them. Do not tell one what the other said. Whoever has a sign-in can also answer in their own place.")
        .with_if(line.unsafe_because.is_some(), || Block::Notice {
            title: "This cannot be confirmed yet".into(),
            kind: "warn",
            words: line.mend.iter().map(|one| format!("{} {}", one.detail, one.remedy)).collect(),
        })
        .with(Block::Facts(rows.into_iter().map(|(key, value)| fact(key, value)).collect()))
        .with(Block::Heading("Record an answer".into()))
        .form(Form::new(
            answers.clone(),
            asked.form_to(&answers),
            vec![
                field("party", "Who answered?", Kind::One(people)),
                field("suits:bool", "Does the time suit them?", Kind::YesNo),
                field("words", "What did they say?", Kind::Long(2)).hint("Only the centre’s own people read this."),
            ],
            "Record the answer",
        ))
        .with(Block::Links(vec![link("Everything that was answered", format!("/visits/{id}/answers"))]))
        .with(Block::Heading("When it suits everybody".into()))
        .form(Form::new(confirmation.clone(), asked.form_to(&confirmation), vec![], "Confirm the visit"))
        .with(Block::Heading("If the time is not used".into()))
        .form(
            Form::new(
                release.clone(),
                asked.form_to(&release),
                vec![field("reason", "Why is the time not used?", Kind::Long(2))],
                "Let the time go",
            )
            .look("secondary"),
        );
    Ok(View::sheet(Layout::Staff, sheet).back("Visits", format!("/families/{}/visits", line.family)))
}

/// An answer, how and when it came, and what was said with it.
fn in_words(answer: &Answered) -> String {
    let suits = if answer.suits { "it suits" } else { "it does not suit" };
    let how = match answer.how {
        HowAnswered::Own => "answered themselves".to_owned(),
        HowAnswered::Told => format!("written down by {}", answer.by),
    };
    let words = answer.words.as_ref().map(|words| format!(". They said: “{words}”")).unwrap_or_default();
    format!("{suits}, {how} on {}{words}", answer.at.words())
}

/// Everything that was answered, whatever became of the time.
fn answered(tx: &mut Tx<'_>, id: VisitId, _: &Asked) -> Result<View, Problem> {
    let (family, found) = answers(tx, id)?;
    let name = |party| family.adult(party).map(|adult| adult.name.clone()).unwrap_or_default();
    let rows: Vec<_> = found
        .items
        .iter()
        .map(|answer| {
            let stands = if answer.stands { "Stands" } else { "Answered anew since, or the time was moved" };
            vec![name(answer.party).into(), in_words(answer).into(), stands.into()]
        })
        .collect();
    let sheet = Sheet::new("What was answered")
        .over(format!("{} · {}", family.title, family.reference))
        .lead("Tell neither adult what the other said.");
    let sheet = if rows.is_empty() {
        sheet.with(Block::Empty {
            title: "Nobody has answered".into(),
            next: "Answers are kept here, whatever becomes of the time.".into(),
            link: None,
        })
    } else {
        let head = ["Who", "What they answered", "Whether it stands"].map(String::from).to_vec();
        sheet.with(Block::Table { caption: "What was answered".into(), head, rows })
    };
    Ok(View::sheet(Layout::Staff, sheet).back("Visits", format!("/families/{}/visits", family.id)))
}

fn form(tx: &mut Tx<'_>, id: VisitId, asked: &Asked) -> Result<View, Problem> {
    let (record, family) = visit_with(tx, id)?;
    tx.ask::<ChangeVisit>(&family.subject)?;
    let was = record.booking();
    let plan = plan::current(tx, family.id)?;
    let mut fields = super::pages::questions(tx, &family, plan.as_ref(), "")?;
    let things: Vec<Choice> = premises::equipment(tx)?
        .into_iter()
        .filter(premises::Equipment::is_in_use)
        .map(|thing| Choice::new(thing.id.as_str(), thing.name.as_str()))
        .collect();
    if !things.is_empty() {
        let question = field("equipment:list", "What should be kept for this visit?", Kind::Many(things));
        fields.push(question.hint("Leave this empty if nothing is needed."));
    }
    if record.series.is_some() {
        fields.push(field("how_far", "Which visits of the series?", Kind::One(choices!(HowFar))));
    }
    fields.extend([
        field("asked_by", "Who asked for the change?", Kind::One(choices!(AskedBy))),
        field("reason", "Why?", Kind::Long(2)),
    ]);
    let stored = json!({
        "starts": was.timing.starts, "length": was.timing.length(), "room": was.room,
        "supervisors": was.supervisors, "people": was.people, "interpreter": was.interpreter,
        "equipment": was.equipment, "how_far": HowFar::ThisOne,
    });
    let is_held = record.document.now.state == State::Held;
    let sheet = Sheet::new(if is_held { "Change a held time" } else { "Change a visit" })
        .over(format!("{} · {}", family.title, family.reference))
        .lead("The change is checked like a new booking. What was booked before is kept, with who asked and why. Tell both sides afterwards, each on their own.")
        .with(Block::Links(vec![link(
            "Find a free time",
            format!("/families/{}/free-times", family.id),
        )]))
        .form(Form::new(format!("/visits/{id}/change"), asked.form_of(&stored), fields, "Save the change"));
    Ok(View::sheet(Layout::Staff, sheet).back("The visit", format!("/visits/{id}")))
}
