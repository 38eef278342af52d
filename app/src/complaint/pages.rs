//! The pages on which those who lead the work read complaints, say who looks into them, and answer.

use super::{
    Complaint, ComplaintAnswer, ComplaintConcern, ComplaintExtension, ComplaintLine, ComplaintStep,
    ComplaintStepKind, ComplaintTerms, ComplaintWords, ComplaintsWanted, Learning, LearningDone,
    NewComplaint, NewHandler, NewLearning, YearOfComplaints, acknowledge, answer, assign, concerns, extend,
    figures, harm_seen, learn, learned, list, make, next_stage, own_pages::fields_from_outside, see,
    set_terms, take_back, terms,
};
use crate::{
    family,
    front::{Asked, Goto, Pages},
    message::who_answer,
    premises::list_staff,
    view::{
        Block, Button, Cell, Choice, Event, Form, Kind, Layout, Sheet, View, WorkLine, choices, facts, field,
        link,
    },
    words::Words,
};
use base::{ComplaintId, FamilyId, LearningId};
use host::{Problem, Tx};
use policy::{
    HandleComplaint, ListComplaints, ListTasks, MakeComplaint, SeeComplaint, SeeFamily, SetComplaintTerms,
};
use rules::complaint::{ComplaintOutcome, ComplaintStage};

type At = (ComplaintId, LearningId);

pub(super) fn pages() -> Pages {
    let pages = Pages::none()
        .show::<ListComplaints, ()>("/complaints", list_page)
        .show::<ListComplaints, ()>("/complaints/figures", figures_page)
        .submit::<SetComplaintTerms, (), ComplaintTerms, _>(
            "/complaints/terms",
            |tx, (), new| set_terms(tx, new),
            |(), _| Goto::to("/complaints/figures").saying("saved"),
            figures_page,
        )
        .show::<ListTasks, ()>("/complaints/new", new_page)
        .submit::<MakeComplaint, (), NewComplaint, _>(
            "/complaints/new",
            |tx, (), new| make(tx, new),
            |(), taken| {
                let notice = if taken.hidden_from_all { "complaint-alone" } else { "complaint" };
                Goto::to("/").saying(notice)
            },
            new_page,
        )
        .show::<SeeComplaint, ComplaintId>("/complaints/{complaint}", one)
        .show::<SeeComplaint, ComplaintId>("/complaints/{complaint}/letter", letter_page);
    let said = |id: &ComplaintId, _: &Complaint| Goto::to(format!("/complaints/{id}")).saying("saved");
    let at_list = |_: &ComplaintId, _: &Complaint| Goto::to("/complaints").saying("saved");
    pages
        .submit::<HandleComplaint, ComplaintId, NewHandler, _>(
            "/complaints/{complaint}/handler",
            assign,
            said,
            one,
        )
        .submit::<HandleComplaint, ComplaintId, ComplaintWords, _>(
            "/complaints/{complaint}/acknowledgement",
            acknowledge,
            said,
            one,
        )
        .submit::<HandleComplaint, ComplaintId, ComplaintExtension, _>(
            "/complaints/{complaint}/extension",
            extend,
            said,
            one,
        )
        .submit::<HandleComplaint, ComplaintId, ComplaintAnswer, _>(
            "/complaints/{complaint}/answer",
            answer,
            said,
            one,
        )
        .submit::<HandleComplaint, ComplaintId, ComplaintWords, _>(
            "/complaints/{complaint}/next-stage",
            next_stage,
            said,
            one,
        )
        .submit::<HandleComplaint, ComplaintId, ComplaintWords, _>(
            "/complaints/{complaint}/withdrawal",
            take_back,
            said,
            one,
        )
        .submit::<HandleComplaint, ComplaintId, ComplaintConcern, _>(
            "/complaints/{complaint}/concerns",
            concerns,
            at_list,
            one,
        )
        .submit::<HandleComplaint, ComplaintId, ComplaintWords, _>(
            "/complaints/{complaint}/harm",
            harm_seen,
            said,
            one,
        )
        .submit::<HandleComplaint, ComplaintId, NewLearning, _>(
            "/complaints/{complaint}/learning",
            learn,
            |id, _| Goto::to(format!("/complaints/{id}")).saying("saved"),
            one,
        )
        .submit::<HandleComplaint, At, LearningDone, _>(
            "/complaints/{complaint}/learning/{learning}/done",
            learned,
            |(id, _), _| Goto::to(format!("/complaints/{id}")).saying("saved"),
            |tx, (id, _), asked| one(tx, id, asked),
        )
}

fn line(one: ComplaintLine) -> WorkLine {
    let what = if one.harm_open {
        "It tells of harm: see to that first. "
    } else if one.due.is_some() && one.to_acknowledge {
        "To be acknowledged. "
    } else {
        ""
    };
    let who = one.handled_by.map(|who| format!(" {who} looks into it.")).unwrap_or_default();
    let of = one.title.map(|title| format!("{title}, ")).unwrap_or_default();
    let due = match (one.outcome, one.due) {
        (Some(outcome), _) => outcome.words().to_owned(),
        (None, Some(due)) if one.late => format!("Late: was due {}", due.day().words()),
        (None, Some(due)) => format!("By {}", due.day().words()),
        (None, None) => String::new(),
    };
    WorkLine {
        title: format!("{}: {}", one.who, one.about.words().to_lowercase()),
        href: format!("/complaints/{}", one.id),
        why: format!("{what}{of}{}, since {}.{who}", one.stage.words(), one.at.day().words()),
        due,
        urgent: one.late || one.harm_open,
    }
}

fn list_page(tx: &mut Tx<'_>, (): (), asked: &Asked) -> Result<View, Problem> {
    let all = asked.get("show") == Some("all");
    let wanted = ComplaintsWanted { open: !all, cursor: asked.paging().cursor, limit: None };
    let listed = list(tx, &wanted)?;
    let mut sheet = Sheet::new("Complaints")
        .lead("Whoever a complaint is about does not see it, and nor do those close to them. A complaint changes no visit.")
        .with(Block::Buttons(vec![Button::to("Write down a complaint", "/complaints/new")]))
        .with(Block::Heading(if all { "All, the newest first" } else { "Open" }.into()));
    sheet = if listed.items.is_empty() {
        sheet.with(Block::Empty {
            title: if all { "No complaints yet" } else { "No complaint is open" }.into(),
            next: "What parents and others complain of appears here by itself.".into(),
            link: None,
        })
    } else {
        sheet.with(Block::Work(listed.items.into_iter().map(line).collect()))
    };
    let shown = if all { "show=all&" } else { "" };
    let next = listed.next.map(|cursor| format!("/complaints?{shown}cursor={cursor}"));
    let prev = asked.get("cursor").map(|_| format!("/complaints?{shown}"));
    let other = if all {
        link("Open complaints", "/complaints")
    } else {
        link("All complaints", "/complaints?show=all")
    };
    let links = vec![other, link("Figures, and how long an answer takes", "/complaints/figures")];
    Ok(View::sheet(Layout::Staff, sheet.with(Block::Pages { prev, next }).with(Block::Links(links))))
}

fn told<const N: usize>(counts: Option<[Option<u32>; N]>, words: [&str; N]) -> String {
    let Some(counts) = counts else { return "Too few to tell".to_owned() };
    let line = |(count, words): (&Option<u32>, &&str)| match count {
        Some(count) => format!("{words}: {count}"),
        None => format!("{words}: left out"),
    };
    counts.iter().zip(&words).map(line).collect::<Vec<_>>().join(". ")
}

fn year(one: &YearOfComplaints) -> Vec<Cell> {
    vec![
        one.year.to_string().into(),
        one.complaints.map_or_else(|| "Fewer than 5".to_owned(), |count| count.to_string()).into(),
        told(one.stages, ["Informal", "Stage 1", "Stage 2"]).into(),
        told(one.outcomes, ["Put right", "Upheld", "Partly", "Not upheld", "Taken back", "Open"]).into(),
        told(one.in_time, ["In time", "Late", "Not answered yet"]).into(),
    ]
}

fn figures_page(tx: &mut Tx<'_>, (): (), asked: &Asked) -> Result<View, Problem> {
    let figures = figures(tx)?;
    let now = terms(tx)?;
    let at = "/complaints/terms";
    let fields = vec![
        field("informal:int", "Informally, within how many working days?", Kind::Number),
        field("written:int", "In writing, within how many working days?", Kind::Number)
            .hint("A written complaint is acknowledged within 5 working days (NACCC)."),
    ];
    let mut sheet = Sheet::new("Figures of complaints")
        .lead("They count what you may read. A number below five is left out, and whatever it could be worked out from.");
    sheet = if figures.items.is_empty() {
        sheet.with(Block::Empty {
            title: "No complaints yet".into(),
            next: "Each year has a line of its own once there was one.".into(),
            link: None,
        })
    } else {
        sheet.with(Block::Table {
            caption: "Complaints by the year they came in".into(),
            head: ["Year", "How many", "How far", "How they ended", "In time"].map(String::from).to_vec(),
            rows: figures.items.iter().map(year).collect(),
        })
    };
    let sheet = sheet.with(Block::Heading("How long an answer takes".into())).form(Form::new(
        at,
        asked.form_to_of(at, &now),
        fields,
        "Keep for complaints to come",
    ));
    Ok(View::sheet(Layout::Staff, sheet).back("Complaints", "/complaints"))
}

fn new_page(tx: &mut Tx<'_>, (): (), asked: &Asked) -> Result<View, Problem> {
    let mut fields = fields_from_outside(Words::english());
    if let Some(id) = asked.get("family").and_then(|id| id.parse::<FamilyId>().ok()) {
        let family = family::family(tx, id)?;
        tx.ask::<SeeFamily>(&family.subject)?;
        let adults = family.adults.iter().map(|adult| Choice::new(adult.id.as_str(), adult.name.as_str()));
        fields.insert(0, field("party", "Which adult complains?", Kind::One(adults.collect())));
    }
    let sheet = Sheet::new("Write down a complaint")
        .lead("In their words. If it is about you, write it down all the same: you will not see it again.")
        .form(Form::new("/complaints/new", asked.form(), fields, "Save"));
    Ok(View::sheet(Layout::Staff, sheet).back("Home", "/"))
}

fn event(step: &ComplaintStep) -> Event {
    let mut words: Vec<String> = Vec::new();
    words.extend(step.who.clone());
    words.extend(step.outcome.map(|outcome| outcome.words().to_owned()));
    words.extend(step.until.map(|until| format!("Until {}", until.words())));
    words.extend(step.words.clone());
    let by = step.by.as_ref().map(|by| format!(", {by}")).unwrap_or_default();
    Event {
        title: format!("{} ({})", step.kind.words(), step.stage.words().to_lowercase()),
        when: format!("{}{by}", step.at.words()),
        kind: if step.kind == ComplaintStepKind::Answered { "key" } else { "" },
        words: words.join(". "),
        link: None,
    }
}

/// What somebody says was done to a child or by somebody who works here goes its own way, and first (R21, R22).
fn harm(complaint: &Complaint, asked: &Asked) -> Option<(Vec<Block>, Form)> {
    if !complaint.harm || complaint.harm_seen_at.is_some() {
        return None;
    }
    let at = format!("/complaints/{}/harm", complaint.id);
    let record = complaint.family.map(|family| {
        let at = format!("/families/{family}/incidents/new");
        Block::Links(vec![link("Record it as an incident or an allegation, so that its clock runs", at)])
    });
    let notice = Block::Notice {
        title: "It tells of harm: see to that before the complaint".into(),
        kind: "bad",
        words: vec![
            "Somebody in danger now: ring 999 first.".into(),
            "An allegation about somebody who works here reaches the LADO within one working day. Do not look into \
             it yourselves first, and do not tell them."
                .into(),
        ],
    };
    let blocks = std::iter::once(notice).chain(record).collect();
    let fields = vec![field("words", "What was done about it?", Kind::Long(3))];
    Some((blocks, Form::new(&at, asked.form_to(&at), fields, "This has been seen to")))
}

fn forms(tx: &mut Tx<'_>, complaint: &Complaint, asked: &Asked) -> Result<Vec<(String, Form)>, Problem> {
    let at = |rest: &str| format!("/complaints/{}/{rest}", complaint.id);
    let form =
        |rest: &str, fields, button: &str| Form::new(at(rest), asked.form_to(&at(rest)), fields, button);
    let words = |label: &str, hint: &str| field("words", label, Kind::Long(5)).hint(hint);
    let mut forms = Vec::new();
    let is_open = complaint.outcome.is_none();
    let informal = complaint.stage == ComplaintStage::Informal;
    if is_open && !informal {
        let leads = who_answer(tx)?.into_iter().map(|(id, name)| Choice::new(id.as_str(), name)).collect();
        let fields = vec![
            field("staff", "A colleague", Kind::Pick(leads)),
            field("outsider", "Or somebody from outside", Kind::Text)
                .hint("A trustee, or somebody of another centre. You write down what they find."),
            field("no_part:bool", "I have asked them, and they had no part in what it is about", Kind::Tick),
        ];
        forms.push(("Who looks into it".to_owned(), form("handler", fields, "Name them")));
    }
    let reads = "They read this. It is refused if it tells them anything of the other side.";
    if is_open && !informal && complaint.acknowledged_at.is_none() {
        let fields =
            vec![words("What do you write to them?", "Who looks into it, and by when they are answered.")];
        forms.push(("Acknowledge it".to_owned(), form("acknowledgement", fields, "Send")));
    }
    if is_open {
        let outcomes = choices!(ComplaintOutcome).into_iter().filter(|choice| match choice.value.as_str() {
            "put-right" => informal,
            "withdrawn" => false,
            _ => !informal,
        });
        let fields = vec![
            field("outcome", "What did you find?", Kind::One(outcomes.collect())),
            words("The letter to them", reads),
        ];
        forms.push(("Answer it".to_owned(), form("answer", fields, "Send the answer")));
    }
    if let Some(last) = complaint.more_time_until {
        let until = field("until", "Until when?", Kind::Date)
            .hint(format!("A working day, and none after {}.", last.words()));
        let fields = vec![until, words("Why does it take longer?", reads)];
        forms.push((
            "Take more time".to_owned(),
            form("extension", fields, "Take more time").look("secondary"),
        ));
    }
    if complaint.party.is_none() || complaint.origin != super::store::ComplaintOrigin::Own {
        if complaint.may_go_on.is_some() {
            let fields = vec![words("What is still not right, in their words?", "")];
            let form = form("next-stage", fields, "Take it to the next stage").look("secondary");
            forms.push(("They want it looked at again".to_owned(), form));
        }
        if is_open {
            let fields = vec![words("What did they say?", "")];
            let form = form("withdrawal", fields, "They took it back").look("secondary");
            forms.push(("They take it back".to_owned(), form));
        }
    }
    Ok(forms)
}

fn learning(complaint: &Complaint, asked: &Asked) -> Vec<Block> {
    let mut blocks = vec![Block::Heading("What we change because of it".into())];
    let fields = |one: &Learning| {
        facts([
            ("What", one.what.clone()),
            ("Who", one.who.clone()),
            ("By", one.due.words()),
            ("Done", one.done.clone().unwrap_or_else(|| "Not yet".to_owned())),
        ])
    };
    for one in &complaint.learning {
        blocks.push(fields(one));
        if one.done.is_none() {
            let at = format!("/complaints/{}/learning/{}/done", complaint.id, one.id);
            let done = vec![field("words", "What was done?", Kind::Long(2))];
            blocks.push(Block::Form(Form::new(&at, asked.form_to(&at), done, "Done").look("secondary")));
        } else {
            let said =
                link("Say it to everybody, without names", format!("/feedback/public?learning={}", one.id));
            blocks.push(Block::Links(vec![said]));
        }
    }
    let at = format!("/complaints/{}/learning", complaint.id);
    let new = vec![
        field("what", "What will change?", Kind::Long(3)).hint("Without names."),
        field("who", "Who sees to it?", Kind::Text),
        field("due", "By when?", Kind::Date),
    ];
    blocks.push(Block::Form(Form::new(&at, asked.form_to(&at), new, "Write it down").look("secondary")));
    blocks
}

fn one(tx: &mut Tx<'_>, id: ComplaintId, asked: &Asked) -> Result<View, Problem> {
    let complaint = see(tx, id)?;
    let said = &complaint.told;
    let or = |text: &Option<String>, otherwise: &str| text.clone().unwrap_or_else(|| otherwise.to_owned());
    let mut sheet = Sheet::new(format!("Complaint of {}", said.name))
        .over(complaint.title.clone().unwrap_or_default())
        .lead("It changes no visit, and nobody else of the family learns of it.");
    if let Some((blocks, form)) = harm(&complaint, asked) {
        sheet = blocks.into_iter().fold(sheet, Sheet::with).form(form);
    }
    let due = match (complaint.outcome, complaint.due) {
        (Some(outcome), _) => outcome.words().to_owned(),
        (None, Some(due)) if due < tx.now => format!("Late: was due {}", due.words()),
        (None, due) => due.map(|due| format!("By {}", due.words())).unwrap_or_default(),
    };
    let reach = match said.safe_channel {
        Some(channel) => {
            let way =
                [Some(channel.words().to_owned()), said.reach_me_at.clone(), said.when_it_is_safe.clone()];
            way.into_iter().flatten().collect::<Vec<_>>().join(". ")
        }
        None => "In their own place".to_owned(),
    };
    let told = if complaint.sends_notices {
        "A notice tells them that there is something to read"
    } else {
        "No notice goes. Reach them in the way they said is safe"
    };
    sheet = sheet.with(facts([
        ("Stage", complaint.stage.words().to_owned()),
        ("Due", due),
        ("About", complaint.about.words().to_owned()),
        ("Whom, in their words", or(&said.who, "Nobody named")),
        ("It is hidden from, with those close to them", complaint.concerns.join(", ")),
        ("What happened", said.what.clone()),
        ("What they would like", said.wish.clone()),
        ("How it came", complaint.origin.words().to_owned()),
        ("Reached safely", reach),
        ("When there is a letter", told.to_owned()),
        ("Looked into by", or(&complaint.handled_by, "Nobody yet")),
    ]));
    for (heading, form) in forms(tx, &complaint, asked)? {
        sheet = sheet.with(Block::Heading(heading)).form(form);
    }
    let staff = list_staff(tx)?.items.into_iter().map(|one| Choice::new(one.id.as_str(), one.name)).collect();
    let at = format!("/complaints/{id}/concerns");
    let about = vec![
        field("staff", "Somebody who works here", Kind::Pick(staff))
            .hint("From then on they cannot read it. This is not taken back."),
    ];
    sheet = sheet
        .with(Block::Heading("It is about somebody who works here".into()))
        .form(Form::new(&at, asked.form_to(&at), about, "It is about them").look("secondary"));
    for block in learning(&complaint, asked) {
        sheet = sheet.with(block);
    }
    sheet = sheet
        .with(Block::Heading("What was done".into()))
        .with(Block::Timeline(complaint.steps.iter().rev().map(event).collect()));
    if complaint.steps.iter().any(|step| step.kind == ComplaintStepKind::Answered) {
        let letter = link("The last answer, to print", format!("/complaints/{id}/letter"));
        sheet = sheet.with(Block::Links(vec![letter]));
    }
    Ok(View::sheet(Layout::Staff, sheet).back("Complaints", "/complaints"))
}

/// The last answer as a page to print: to be collected, or sent in the way they said is safe.
fn letter_page(tx: &mut Tx<'_>, id: ComplaintId, _: &Asked) -> Result<View, Problem> {
    let words = Words::english();
    let complaint = see(tx, id)?;
    let last = complaint
        .steps
        .iter()
        .rfind(|step| step.kind == ComplaintStepKind::Answered)
        .ok_or(Problem::NotFound)?;
    let outcome = last.outcome.map(|outcome| outcome.words().to_owned()).unwrap_or_default();
    let sheet = Sheet::new("Our answer to your complaint")
        .over(last.at.day().words())
        .with(facts([
            ("To", complaint.told.name.clone()),
            ("Stage", last.stage.words().to_owned()),
            ("Outcome", outcome),
        ]))
        .with(Block::Quote(last.words.clone().unwrap_or_default()))
        .with(Block::Heading("If it is still not right".into()))
        .with(Block::Words(match last.stage {
            ComplaintStage::Informal => words.complaint_next_first(),
            ComplaintStage::First => words.complaint_next_second(),
            ComplaintStage::Second => words.complaint_outside_about(),
        }));
    Ok(View::sheet(Layout::Staff, sheet).back("The complaint", format!("/complaints/{id}")))
}
