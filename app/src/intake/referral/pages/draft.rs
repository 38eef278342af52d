//! Writing a referral: the list of its parts, one page each, and the answers all together.

use super::{answers::answers, fields::fields};
use crate::{
    front::{Asked, Goto},
    intake::referral::{Missing, Part, PartForm, Referral, Then, see},
    view::{Block, Button, Field, Form, Kind, Layout, Sheet, TaskLine, View, field, link},
};
use base::ReferralId;
use host::{Problem, Tx};

/// Says what a referral needs and starts one.
pub(super) fn new(_: &mut Tx<'_>, _: (), asked: &Asked) -> Result<View, Problem> {
    let sheet = Sheet::new("Refer a family")
        .lead("It takes about twenty minutes. You can stop at any time: every page is saved, and the draft waits for you.")
        .with(Block::Words("Have at hand: the names and dates of birth of both adults and the children, how each adult can be reached safely, and copies of any court orders as PDF or photograph.".into()))
        .with(Block::Notice {
            title: "Who sees what".into(),
            kind: "",
            words: vec!["Each adult’s address and numbers are kept apart from the first moment. Neither adult is ever shown the other’s, and they are not on the referral that staff read.".into()],
        })
        .form(Form::new("/referrals/new", asked.form(), Vec::new(), "Start"));
    Ok(View::sheet(Layout::Staff, sheet).back("Referrals", "/referrals"))
}

/// The list of parts.
pub(super) fn tasks(referral: &Referral) -> View {
    let base = format!("/referrals/{}", referral.id);
    let mut lines: Vec<TaskLine> = Part::ALL
        .iter()
        .map(|part| {
            let missing = of_part(&referral.missing, *part).count();
            let started = part.is_started(&referral.document);
            let (status, colour) = match (started, missing) {
                (true, 0) => ("Done", ""),
                (false, 0) => ("If there are any", ""),
                (true, _) => ("In progress", "yellow"),
                (false, _) => ("Not started", "grey"),
            };
            TaskLine {
                title: part.words().to_owned(),
                hint: match (started, missing) {
                    (true, 1) => "1 answer is missing".to_owned(),
                    (true, 2..) => format!("{missing} answers are missing"),
                    _ => String::new(),
                },
                href: Some(format!("{base}/parts/{part}")),
                status: status.to_owned(),
                colour,
            }
        })
        .collect();
    if !referral.document.orders.is_empty() {
        let without = super::copies::without_copy(referral).len();
        lines.push(TaskLine {
            title: "Copies of court orders".into(),
            hint: if without == 0 { String::new() } else { "They can also follow after sending".into() },
            href: Some(format!("{base}/copies")),
            status: if without == 0 { "Done".into() } else { format!("{without} to come") },
            colour: if without == 0 { "" } else { "yellow" },
        });
    }
    let lead = match referral.missing.len() {
        0 => "Everything is there. Check the answers and send.".to_owned(),
        1 => "One answer is missing. The draft is saved; come back whenever you like.".to_owned(),
        many => format!("{many} answers are missing. The draft is saved; come back whenever you like."),
    };
    let sheet = Sheet::new(referral.document.title())
        .over("Draft referral")
        .lead(lead)
        .with(Block::Tasks(lines))
        .with(Block::Buttons(vec![Button::to("Check the answers", format!("{base}/check"))]));
    View::sheet(Layout::Staff, sheet).back("Referrals", "/referrals")
}

fn of_part(missing: &[Missing], part: Part) -> impl Iterator<Item = &Missing> {
    missing.iter().filter(move |missing| Part::of(&missing.pointer) == part)
}

/// One part.
pub(super) fn part(tx: &mut Tx<'_>, (id, part): (ReferralId, Part), asked: &Asked) -> Result<View, Problem> {
    let referral = see(tx, id)?;
    super::only_draft_pages(&referral)?;
    let action = format!("/referrals/{id}/parts/{part}");
    let (at_check, another) = (asked.get("from") == Some("check"), asked.get("another").is_some());
    let mut stored = serde_json::to_value(PartForm { said: referral.document.clone(), then: None })?;
    if let Some(pence) = referral.document.fee.as_ref().and_then(|fee| fee.pence) {
        stored["said"]["fee"]["pence"] = pence.in_pounds().into();
    }
    let state = asked.form_of(&stored);
    let mut count = part.count(&referral.document);
    if let Some((group, _)) = part.group() {
        // What was typed into a new place and refused stays on the page.
        let typed = |index: usize| {
            let names = ["name", "kind", "account", "role", "court", "born.day"];
            names.iter().any(|name| !state.value(&format!("said/{group}/{index}/{name}")).is_empty())
        };
        let needs_one = count == 0 && part != Part::Concerns;
        if another || needs_one || typed(count) {
            count += 1;
        }
    }
    let mut all: Vec<Field> = fields(part, count);
    if at_check {
        all.push(field("then", "", Kind::Hidden("check".into())));
    }
    let mut form = Form::new(
        if at_check { format!("{action}?from=check") } else { action },
        state,
        all,
        if at_check { "Save and go back to the answers" } else { "Save and continue" },
    );
    if let Some((_, one)) = part.group() {
        let noun = one.to_lowercase();
        let words = if count == 0 { format!("Add a {noun}") } else { format!("Save and add another {noun}") };
        form = form.more("then", "another", &words);
        for number in 1..=part.count(&referral.document) {
            form = form.more("then", &format!("remove-{number}"), &format!("Remove {noun} {number}"));
        }
    }
    if !at_check {
        form = form.more("then", "list", "Save and go back to the list");
    }
    let lead = match part {
        Part::ResidentContact | Part::VisitingContact => {
            "Kept apart and confidential. The other adult is never shown any of it."
        }
        Part::Visitors => "Only people named here, and agreed, come in.",
        Part::Orders => {
            "Every order or injunction that bears on the family. Copies are attached on the next page."
        }
        Part::Concerns => "Alleged is enough. One entry for each concern, so that each can be weighed.",
        _ => "",
    };
    let sheet = Sheet::new(part.words())
        .over(format!("Draft referral: {}", referral.document.title()))
        .lead(lead)
        .form(form);
    Ok(View::sheet(Layout::Staff, sheet).back("All parts", format!("/referrals/{id}")))
}

/// Where one goes after a part was saved.
pub(super) fn after_part((id, part): &(ReferralId, Part), (referral, then): &(Referral, Then)) -> Goto {
    let here = format!("/referrals/{id}/parts/{part}");
    match then {
        Then::Another => Goto::to(format!("{here}?another=yes")),
        Then::Again => Goto::to(here).saying("saved"),
        Then::Check => Goto::to(format!("/referrals/{id}/check")).saying("saved"),
        Then::List => Goto::to(format!("/referrals/{id}")).saying("saved"),
        Then::Onward => match part.next() {
            _ if *part == Part::Orders && !referral.document.orders.is_empty() => {
                Goto::to(format!("/referrals/{id}/copies"))
            }
            Some(next) => Goto::to(format!("/referrals/{id}/parts/{next}")),
            None => Goto::to(format!("/referrals/{id}/check")),
        },
    }
}

/// The answers all together, what is missing, and the button that sends.
pub(super) fn check(tx: &mut Tx<'_>, id: ReferralId, asked: &Asked) -> Result<View, Problem> {
    let referral = see(tx, id)?;
    super::only_draft_pages(&referral)?;
    let base = format!("/referrals/{id}");
    let mut sheet =
        Sheet::new("Check the answers").over(format!("Draft referral: {}", referral.document.title()));
    if !referral.missing.is_empty() {
        let links = referral.missing.iter().map(|missing| {
            let part = Part::of(&missing.pointer);
            let field = missing.pointer.trim_start_matches('/').replace(['/', '_', '.'], "-");
            link(missing.remedy.clone(), format!("{base}/parts/{part}?from=check#said-{field}"))
        });
        sheet = sheet
            .with(Block::Heading(format!("Still missing ({})", referral.missing.len())))
            .with(Block::Links(links.collect()));
    }
    for part in Part::ALL {
        let mut facts = answers(*part, &referral.document);
        if let Some(first) = facts.first_mut() {
            first.change = Some(link("Change", format!("{base}/parts/{part}?from=check")));
        }
        sheet = sheet.with(Block::Heading(part.words().to_owned())).with(Block::Facts(facts));
    }
    sheet = super::copies::copies_block(sheet, &referral);
    if referral.missing.is_empty() {
        sheet = sheet
            .with(Block::Words(
                "Once sent, the referral stays as it is. Copies of orders can still be added.".into(),
            ))
            .form(Form::new(format!("{base}/check"), asked.form(), Vec::new(), "Send the referral"));
    }
    Ok(View::sheet(Layout::Staff, sheet).back("All parts", base))
}
