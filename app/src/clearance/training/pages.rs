//! The pages of training.

use super::{
    Attendance, Learner, NewCourse, NewTraining, PlaceOf, Training, add_course, add_training, attend,
    book_place, courses, give_back, import_pages, leads,
    learning::{Pasted, take_pasted},
    see_learner, see_training, set_learner, trainings,
};
use crate::{
    front::{Asked, Goto, Pages},
    premises,
    view::{Block, Button, Cell, Choice, Form, Kind, Layout, Sheet, View, choices, facts, field, link, tag},
};
use base::{LearningImportId, StaffId, TrainingId};
use host::{Problem, Tx};
use policy::{BookTraining, ImportLearning, RecordAttendance, SeeTraining, WriteTraining};
use rules::{clearance::Requirement, plan};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The pages.
pub(in crate::clearance) fn pages() -> Pages {
    Pages::none()
        .show::<SeeTraining, ()>("/training", all)
        .show::<WriteTraining, ()>("/training/courses/new", course_form)
        .submit::<WriteTraining, (), NewCourse, _>(
            "/training/courses/new",
            |tx, (), new| add_course(tx, new),
            |(), _| Goto::to("/training").saying("saved"),
            course_form,
        )
        .show::<WriteTraining, ()>("/training/dates/new", date_form)
        .submit::<WriteTraining, (), NewTraining, _>(
            "/training/dates/new",
            |tx, (), new| add_training(tx, new),
            |(), _| Goto::to("/training").saying("saved"),
            date_form,
        )
        .show::<ImportLearning, ()>("/training/results", results_form)
        .submit::<ImportLearning, (), Pasted, _>(
            "/training/results",
            |tx, (), pasted| take_pasted(tx, pasted),
            |(), learned| Goto::to(format!("/training/results/{}", learned.import)).saying("recorded"),
            results_form,
        )
        .show::<ImportLearning, LearningImportId>("/training/results/{import}", import_pages::one)
        .show::<ImportLearning, StaffId>("/staff/{staff}/learner", learner_form)
        .submit::<ImportLearning, StaffId, Learner, _>(
            "/staff/{staff}/learner",
            set_learner,
            |staff, _| Goto::to(format!("/staff/{staff}/clearance")).saying("saved"),
            learner_form,
        )
        .show::<SeeTraining, TrainingId>("/training/dates/{training}", one)
        .submit::<BookTraining, TrainingId, PlaceOf, _>(
            "/training/dates/{training}/places",
            book_place,
            |id, _| Goto::to(format!("/training/dates/{id}")).saying("place-booked"),
            one,
        )
        .submit::<BookTraining, TrainingId, PlaceForSomebody, _>(
            "/training/dates/{training}/places-for-others",
            |tx, id, of: PlaceForSomebody| book_place(tx, id, PlaceOf { staff: Some(of.staff) }),
            |id, _| Goto::to(format!("/training/dates/{id}")).saying("place-booked"),
            one,
        )
        .submit::<BookTraining, TrainingId, PlaceOf, _>(
            "/training/dates/{training}/return",
            give_back,
            |id, _| Goto::to(format!("/training/dates/{id}")).saying("place-given-back"),
            one,
        )
        .submit::<RecordAttendance, TrainingId, Attendance, _>(
            "/training/dates/{training}/attendance",
            attend,
            |id, _| Goto::to(format!("/training/dates/{id}")).saying("attendance"),
            one,
        )
}

/// A place for somebody else: without a name it would be the asker's own.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct PlaceForSomebody {
    /// Whose place it is.
    staff: StaffId,
}

fn head<const N: usize>(words: [&str; N]) -> Vec<String> {
    words.map(String::from).to_vec()
}

fn gives(training: &Training) -> String {
    let about = &training.course.about;
    match about.months {
        Some(months) => format!("{}, for {months} months", about.requirement.words()),
        None => about.requirement.words().to_owned(),
    }
}

fn all(tx: &mut Tx<'_>, (): (), asked: &Asked) -> Result<View, Problem> {
    let found = trainings(tx, &asked.paging())?;
    let leads = leads(tx);
    let (me, now) = (tx.actor.staff, tx.now);
    let mut sheet = Sheet::new("Training").with_if(leads, || {
        Block::Buttons(vec![
            Button::to("Add a date", "/training/dates/new"),
            Button::to("Add a course", "/training/courses/new").secondary(),
            Button::to("Bring in results from a learning platform", "/training/results").secondary(),
        ])
    });
    sheet = if found.items.is_empty() {
        sheet.with(Block::Empty {
            title: "No training is planned".into(),
            next: "Dates appear here once somebody has added them.".into(),
            link: None,
        })
    } else {
        let rows = found.items.iter().map(|one| {
            let mine = one.people.iter().any(|place| Some(place.staff) == me);
            let state = if mine {
                tag("You have a place", "green")
            } else if one.starts <= now {
                Cell::from("Over")
            } else if one.free == 0 {
                tag("Full", "grey")
            } else {
                format!("{} free", one.free).into()
            };
            vec![
                Cell::link(one.course.about.name.as_str(), format!("/training/dates/{}", one.id)),
                one.starts.words().into(),
                one.place.clone().into(),
                gives(one).into(),
                state,
            ]
        });
        sheet.with(Block::Table {
            caption: "Dates since four weeks ago".into(),
            head: head(["Course", "Starts", "Where", "Counts as", "Places"]),
            rows: rows.collect(),
        })
    };
    let next = found.next.map(|cursor| format!("/training?cursor={cursor}"));
    let prev = asked.get("cursor").map(|_| "/training".to_owned());
    sheet = sheet.with(Block::Pages { prev, next });
    let (words, back) =
        if leads { ("Who is cleared for what", "/clearance") } else { ("My clearance", "/my-clearance") };
    Ok(View::sheet(Layout::Staff, sheet).back(words, back))
}

fn course_form(_: &mut Tx<'_>, (): (), asked: &Asked) -> Result<View, Problem> {
    let fields = vec![
        field("name", "What is the course called?", Kind::Text),
        field("requirement", "What does it count as?", Kind::One(choices!(Requirement))),
        field(
            "kinds:list",
            "Qualifications only: for which kinds of contact?",
            Kind::Many(choices!(plan::Kind)),
        ),
        field("months:int", "How many months does its certificate last?", Kind::Number)
            .hint("Leave this empty if it does not say. The centre’s own limits apply anyway."),
        field("activity", "What is its address on a learning platform?", Kind::Text)
            .hint("The address of the xAPI activity. Leave this empty if there is none."),
    ];
    let sheet = Sheet::new("Add a course").form(Form::new(
        "/training/courses/new",
        asked.form(),
        fields,
        "Add the course",
    ));
    Ok(View::sheet(Layout::Staff, sheet).back("Training", "/training"))
}

fn date_form(tx: &mut Tx<'_>, (): (), asked: &Asked) -> Result<View, Problem> {
    let known = courses(tx)?.items;
    let choices = known
        .iter()
        .map(|course| Choice {
            value: course.id.to_string(),
            text: course.about.name.to_string(),
            hint: course.about.requirement.words().to_owned(),
        })
        .collect();
    let sheet = Sheet::new("Add a date of a course");
    if known.is_empty() {
        let sheet = sheet.with(Block::Empty {
            title: "No courses yet".into(),
            next: "Add the course first, then its dates.".into(),
            link: Some(link("Add a course", "/training/courses/new")),
        });
        return Ok(View::sheet(Layout::Staff, sheet).back("Training", "/training"));
    }
    let fields = vec![
        field("course", "Which course?", Kind::One(choices)),
        field("starts", "When does it start?", Kind::Moment),
        field("ends", "When does it end?", Kind::Moment),
        field("place", "Where is it held?", Kind::Text),
        field("places:int", "How many places are there?", Kind::Number),
    ];
    let sheet = sheet.form(Form::new("/training/dates/new", asked.form(), fields, "Add the date"));
    Ok(View::sheet(Layout::Staff, sheet).back("Training", "/training"))
}

fn learner_form(tx: &mut Tx<'_>, id: StaffId, asked: &Asked) -> Result<View, Problem> {
    let known = see_learner(tx, id)?;
    let fields = vec![
        field("email", "Which email address do they learn with?", Kind::Email),
        field("home_page", "Or which platform do they have an account on?", Kind::Text)
            .hint("The address of the platform."),
        field("account", "What is the account called?", Kind::Text),
    ];
    let sheet = Sheet::new("Name on learning platforms")
        .lead("Results from a learning platform are matched to them by this. Fill in the email address, or the platform and the account.")
        .form(Form::new(format!("/staff/{id}/learner"), asked.form_of(&known), fields, "Save"));
    Ok(View::sheet(Layout::Staff, sheet).back("Clearance", format!("/staff/{id}/clearance")))
}

fn results_form(tx: &mut Tx<'_>, (): (), asked: &Asked) -> Result<View, Problem> {
    let fields = vec![
        field("statements", "Results", Kind::Long(10))
            .hint("Paste what the platform exported: xAPI statements, as JSON."),
    ];
    let sheet = Sheet::new("Bring in results from a learning platform")
        .lead(
            "Each result becomes a certificate for a second person to check. Nothing is brought in twice. A result \
             that matches no course or no person is left out.",
        )
        .form(Form::new("/training/results", asked.form(), fields, "Bring in the results"));
    let sheet = import_pages::taken_before(tx, sheet, asked)?;
    Ok(View::sheet(Layout::Staff, sheet).back("Training", "/training"))
}

/// The buttons and forms of those who run it.
fn for_leads(tx: &mut Tx<'_>, sheet: Sheet, one: &Training, asked: &Asked) -> Result<Sheet, Problem> {
    let here = format!("/training/dates/{}", one.id);
    let recorded = one.people.iter().any(|place| place.attended.is_some());
    let sheet = sheet.with_if(!one.people.is_empty(), || Block::Table {
        caption: "Who has a place".into(),
        head: head(["Name", "Attended"]),
        rows: one
            .people
            .iter()
            .map(|place| {
                let attended = match place.attended {
                    None => "Not recorded yet".into(),
                    Some(true) => tag("Yes", "green"),
                    Some(false) => tag("No", "grey"),
                };
                vec![Cell::link(place.name.clone(), format!("/staff/{}/clearance", place.staff)), attended]
            })
            .collect(),
    });
    if one.starts > tx.now && one.free > 0 {
        let has = |id| one.people.iter().any(|place| place.staff == id);
        let others = premises::staff(tx)?
            .into_iter()
            .filter(|member| !has(member.id))
            .map(|member| Choice::new(member.id.to_string(), member.name))
            .collect();
        let fields = vec![field("staff", "For whom?", Kind::Pick(others))];
        // A list of renewals leads here with whose place it is.
        let whose = asked.get("staff").and_then(|staff| staff.parse::<StaffId>().ok());
        let state = asked.form_of(&PlaceOf { staff: whose });
        let form = Form::new(format!("{here}/places-for-others"), state, fields, "Book the place");
        return Ok(sheet
            .with(Block::Heading("Book a place for somebody".into()))
            .form(form.look("secondary")));
    }
    if one.ends <= tx.now && !recorded && !one.people.is_empty() {
        let people =
            one.people.iter().map(|place| Choice::new(place.staff.to_string(), place.name.clone())).collect();
        let fields = vec![field("attended:list", "Who attended all of it?", Kind::Many(people))];
        let form = Form::new(format!("{here}/attendance"), asked.form(), fields, "Record who attended");
        return Ok(sheet
            .with(Block::Heading("Record who attended".into()))
            .with(Block::Words("Each of them gets a certificate, for a second person to check.".into()))
            .form(form));
    }
    Ok(sheet)
}

fn one(tx: &mut Tx<'_>, id: TrainingId, asked: &Asked) -> Result<View, Problem> {
    let one = see_training(tx, id)?;
    let mine = one.people.iter().find(|place| Some(place.staff) == tx.actor.staff);
    let here = format!("/training/dates/{id}");
    let mut sheet = Sheet::new(one.course.about.name.as_str()).problems(&asked.form()).with(facts([
        ("Starts", one.starts.words()),
        ("Ends", one.ends.words()),
        ("Where", one.place.clone()),
        ("Counts as", gives(&one)),
        ("Places", format!("{} of {} free", one.free, one.places)),
    ]));
    if one.starts > tx.now {
        let state = asked.other("own");
        let button = match (mine, one.free) {
            (Some(_), _) => {
                Some(Button::post("Give back my place", format!("{here}/return"), &state).secondary())
            }
            (None, 1..) => Some(Button::post("Book my place", format!("{here}/places"), &state)),
            _ => None,
        };
        sheet = sheet.with_if(button.is_some(), || Block::Buttons(button.into_iter().collect()));
    } else if let Some(attended) = mine.and_then(|place| place.attended) {
        let words =
            if attended { "You attended this training." } else { "You did not attend this training." };
        sheet = sheet.with(Block::Words(words.into()));
    }
    if leads(tx) {
        sheet = for_leads(tx, sheet, &one, asked)?;
    }
    Ok(View::sheet(Layout::Staff, sheet).back("Training", "/training"))
}
