//! The page of one report: as it would read, what is open, and what can be done with it.

use super::{over, times_field};
use crate::{
    child::{self, ChildAnswersWanted},
    family::{Family, Place, side_menu},
    front::Asked,
    report::{
        Answer, LeftOut, PaperKind, PaperState, Prompt, Report, ReportEdit, copies, see, sign::PRINTED,
    },
    view::{Block, Button, Cell, Choice, Field, Form, Kind, Layout, Sheet, View, fact, field},
};
use base::{Name, Prose, ReportId};
use host::{Problem, Tx, forms::FormState, paging::Paging};
use policy::{Role, WriteReport};

pub(super) fn show(tx: &mut Tx<'_>, id: ReportId, asked: &Asked) -> Result<View, Problem> {
    let (family, report) = see(tx, id)?;
    let writes = tx.actor.role != Role::Referrer;
    let mut sheet = Sheet::new(format!("{} {}", report.kind.words(), report.reference)).over(over(&family));
    if writes {
        sheet = sheet.side(side_menu(tx.actor, &family, Place::Reports));
    }
    sheet = sheet.with(head(&report));
    if report.state == PaperState::Signed {
        let file = Button::to("Download the PDF", format!("/reports/{id}/document"));
        sheet = sheet.with(Block::Buttons(vec![file]));
    } else {
        let change = Button::to("Change the draft", format!("/reports/{id}/edit"));
        let open = report.open_questions.len();
        sheet = sheet.with(Block::Notice {
            title: "This is a draft".into(),
            kind: "warn",
            words: vec![match open {
                0 => "Read it through as its reader will. Then sign it below.".to_owned(),
                1 => "One question is open. Read it through, answer it, then sign it below.".to_owned(),
                many => {
                    format!("{many} questions are open. Read it through, answer them, then sign it below.")
                }
            }],
        });
        sheet = sheet.with(Block::Buttons(vec![change.secondary()]));
    }
    sheet = body(sheet, &report);
    sheet = sheet.with(Block::Heading("Limits".into())).with(Block::Words(report.limits.clone()));
    if writes {
        let refused = asked.form();
        sheet = match report.state {
            PaperState::Draft => sheet.with(Block::Heading("Sign".into())).form(signature(&report, refused)),
            PaperState::Signed => sent(tx, sheet, &report, refused)?,
        };
    }
    let back = format!("/families/{}/reports", family.id);
    Ok(View::sheet(Layout::Staff, sheet).back("Reports and letters", back))
}

fn head(report: &Report) -> Block {
    let document = &report.document;
    let mut facts = vec![
        fact("For", document.recipient.clone()),
        fact("Prepared for", document.prepared_for.clone().unwrap_or_default()),
    ];
    facts.extend(document.particulars.iter().map(|line| {
        fact(line.label.to_string(), line.value.as_ref().map(ToString::to_string).unwrap_or_default())
    }));
    facts.push(fact("About", format!("{} to {}", document.from.words(), document.until.words())));
    facts.push(fact("Drafted", format!("{}, by {}", report.created.words(), report.author)));
    if let (Some(at), Some(by)) = (report.signed_at, &document.signed_by) {
        facts.push(fact("Signed", format!("{}, by {by}", at.words())));
        facts.push(fact("Statement", document.statement.clone().unwrap_or_default()));
        facts.push(fact("Check value", report.check.chars().take(PRINTED).collect::<String>()));
        facts.push(fact("SHA-256 of the file", report.sha256.clone().unwrap_or_default()));
    }
    Block::Facts(facts)
}

fn body(sheet: Sheet, report: &Report) -> Sheet {
    let introduction = report.document.introduction.clone();
    let mut sheet = sheet.with(Block::Heading("Introduction".into())).with(Block::Quote(introduction));
    if report.kind == PaperKind::Attendance {
        let lines = &report.body.attendance;
        let row = |line: &crate::report::AttendanceLine| {
            [&line.date, &line.start, &line.end, &line.attended]
                .map(|text| Cell::from(text.as_str()))
                .to_vec()
        };
        return sheet.with(Block::Table {
            caption: "Attendance".into(),
            head: ["Date", "Started", "Ended", "Attended"].map(String::from).to_vec(),
            rows: lines.iter().map(row).collect(),
        });
    }
    for section in &report.body.sections {
        let rows = section
            .passages
            .iter()
            .map(|passage| {
                let words = match &passage.speaker {
                    _ if passage.unanswered => format!("{} Not answered", passage.words),
                    Some(who) => format!("{who}: “{}”", passage.words),
                    None => passage.words.clone(),
                };
                vec![passage.time.clone().unwrap_or_default().into(), words.into()]
            })
            .collect();
        sheet = sheet.with(Block::Table {
            caption: section.heading.clone(),
            head: ["Time", "What was seen, said and done"].map(String::from).to_vec(),
            rows,
        });
    }
    if !report.body.child.is_empty() {
        sheet = sheet.with(Block::Heading("What the children told us".into()));
        for passage in &report.body.child {
            sheet = sheet.with(Block::Quote(passage.words.clone()));
        }
    }
    sheet
}

fn signature(report: &Report, state: FormState) -> Form {
    let statement = "The facts in this report are true to the best of my knowledge. They come from notes made \
                     during the visits or straight after them.";
    let state = if state.has_errors() { state } else { state.with("statement", statement) };
    let mut fields = vec![field("statement", "What you state by signing", Kind::Long(4))];
    if !report.open_questions.is_empty() {
        fields.push(
            field("leave_unanswered:bool", "Let the open questions stand as “Not answered”", Kind::Tick)
                .hint(report.open_questions.join(" ")),
        );
    }
    fields.push(field("check", "", Kind::Hidden(report.check.clone())));
    Form::new(format!("/reports/{}/signature", report.id), state, fields, "Sign it")
}

fn sent(tx: &mut Tx<'_>, sheet: Sheet, report: &Report, state: FormState) -> Result<Sheet, Problem> {
    let listed = copies(tx, report.id, &Paging { cursor: None, limit: Some(100) })?;
    let rows: Vec<Vec<Cell>> = listed
        .items
        .into_iter()
        .map(|copy| {
            vec![
                copy.recipient.into(),
                copy.capacity.into(),
                copy.how.into(),
                copy.sent_at.words().into(),
                copy.sent_by.into(),
            ]
        })
        .collect();
    let sheet = sheet.with(Block::Heading("Copies".into()));
    let sheet = if rows.is_empty() {
        sheet.with(Block::Empty {
            title: "No copy has been sent".into(),
            next: "Log each copy here, so that it can always be said who has one.".into(),
            link: None,
        })
    } else {
        sheet.with(Block::Table {
            caption: "Copies sent, newest first".into(),
            head: ["To", "As", "How", "When", "By"].map(String::from).to_vec(),
            rows,
        })
    };
    let fields = vec![
        field("recipient", "Who received it?", Kind::Text),
        field("capacity", "In what capacity?", Kind::Text)
            .hint("For example, solicitor of the visiting party."),
        field("how", "How was it sent?", Kind::Text).hint("For example, secure e-mail, or by hand."),
        field("sent_at", "When?", Kind::Moment).hint("Leave this empty for now."),
    ];
    Ok(sheet.form(Form::new(format!("/reports/{}/copies", report.id), state, fields, "Log the copy")))
}

pub(super) fn edit_page(tx: &mut Tx<'_>, id: ReportId, asked: &Asked) -> Result<View, Problem> {
    let (family, report) = see(tx, id)?;
    tx.ask::<WriteReport>(&family.subject)?;
    if report.state == PaperState::Signed {
        return Err(crate::report::draft::signed_already());
    }
    let told = told(tx, &family, &report)?;
    Ok(edit_view(tx, &family, (&report, told), asked))
}

/// The answers of children that may be put in: those a child permits.
fn told(tx: &mut Tx<'_>, family: &Family, report: &Report) -> Result<Vec<Choice>, Problem> {
    if report.kind == PaperKind::Attendance {
        return Ok(Vec::new());
    }
    let wanted = ChildAnswersWanted { limit: Some(100), ..ChildAnswersWanted::default() };
    let listed = child::list_of(tx, family, &wanted)?;
    let permitted =
        listed.items.iter().filter(|it| it.permission().is_some_and(|it| it.permitted == Some(true)));
    Ok(permitted
        .map(|it| Choice {
            hint: it.said(),
            ..Choice::new(it.id.to_string(), format!("{}, {}: {}", it.name, it.at.day().words(), it.prompt))
        })
        .collect())
}

fn edit_view(tx: &Tx<'_>, family: &Family, (report, told): (&Report, Vec<Choice>), asked: &Asked) -> View {
    let (mut fields, stored) = questions(report);
    let mut last = vec![field("introduction", "Introduction", Kind::Long(6))];
    last.append(&mut fields);
    if !told.is_empty() {
        last.push(field("child_answers:list", "What a child told us", Kind::Many(told)).hint(
            "Only what you choose is put in. Each child was asked and said yes. Leave all empty for none.",
        ));
    }
    last.push(times_field().hint("If you choose nobody, it stays as it was."));
    let action = format!("/reports/{}/edit", report.id);
    let form = Form::new(action, asked.form_of(&stored), last, "Save the draft");
    let sheet = Sheet::new(format!("Change the draft {}", report.reference))
        .over(over(family))
        .side(side_menu(tx.actor, family, Place::Reports))
        .lead(
            "Facts and people's own words, no conclusions. The words of the notes stay as they were written.",
        )
        .form(form);
    View::sheet(Layout::Staff, sheet).back("The draft", format!("/reports/{}", report.id))
}

/// The questions of the form, and what is in them: every prompt of every visit, in order.
fn questions(report: &Report) -> (Vec<Field>, ReportEdit) {
    let document = &report.document;
    let mut fields = vec![
        field("recipient", "Whom is it for?", Kind::Text),
        field("prepared_for", "What is it prepared for?", Kind::Text),
    ];
    let mut answers: Vec<Answer> = Vec::new();
    let mut notes: Vec<Choice> = Vec::new();
    for section in &report.body.sections {
        let mut headed = false;
        for passage in &section.passages {
            if let Some(note) = passage.note {
                let words: String = passage.words.chars().take(70).collect();
                let at = passage.time.clone().unwrap_or_default();
                notes.push(Choice::new(note.to_string(), format!("{}, {at}: {words}", section.heading)));
            }
        }
        for prompt in Prompt::ALL.iter().filter(|prompt| is_asked(report, section, **prompt)) {
            // A form carries so many places and no more; further visits are answered through the API.
            if answers.len() >= 195 {
                break;
            }
            if !headed {
                fields.push(field("", section.heading.clone(), Kind::Heading));
                headed = true;
            }
            let at = format!("answers/{}", answers.len());
            fields.push(field(format!("{at}/visit"), "", Kind::Hidden(section.visit.to_string())));
            fields.push(field(format!("{at}/prompt"), "", Kind::Hidden(prompt.to_string())));
            fields.push(field(format!("{at}/words"), prompt.words(), Kind::Long(2)));
            let given = document.answers.iter().find(|it| it.visit == section.visit && it.prompt == *prompt);
            let words = given.and_then(|answer| answer.words.clone());
            answers.push(Answer { visit: section.visit, prompt: *prompt, words });
        }
    }
    if !notes.is_empty() {
        fields.push(field("", "Notes left out", Kind::Heading).hint(
            "The report says that a note is left out, when, and why. One more place each time you save.",
        ));
        for index in 0..=document.left_out.len() {
            fields.push(field(format!("left_out/{index}/note"), "Which note?", Kind::Pick(notes.clone())));
            fields.push(field(format!("left_out/{index}/reason"), "Why, as the reader is told", Kind::Text));
        }
    }
    let stored = ReportEdit {
        recipient: Name::new(&document.recipient).ok(),
        prepared_for: document.prepared_for.as_deref().and_then(|words| Name::new(words).ok()),
        particulars: None,
        introduction: Prose::new(&document.introduction).ok(),
        answers,
        left_out: document
            .left_out
            .iter()
            .map(|it| LeftOut { note: it.note, reason: it.reason.clone() })
            .collect(),
        leave_out_times_of: Some(document.leave_out_times_of.clone()),
        child_answers: document.child_answers.clone(),
    };
    (fields, stored)
}

/// Whether this is asked of this visit: the section has it, answered or not.
fn is_asked(report: &Report, section: &crate::report::VisitSection, prompt: Prompt) -> bool {
    let answered = report.document.answers.iter().any(|it| it.visit == section.visit && it.prompt == prompt);
    answered || section.passages.iter().any(|passage| passage.unanswered && passage.words == prompt.words())
}
