//! The pages on which a bundle is read, decided, approved and taken.

use super::{
    Approval, Exemption, Passage, PassageDecision, PassageState, RequestState, SealedNow, approve, decide,
    pages::LIST, passages, propose, seal, see,
};
use crate::{
    front::{Asked, Asks, Browser, Goto, Pages, Reader, page, trouble},
    view::{Block, Button, Cell, Form, Kind, Layout, Sheet, View, choices, fact, field, tag},
};
use axum::{
    body::Bytes,
    extract::{Path, State, rejection::PathRejection},
    http::{HeaderMap, StatusCode, Uri, header},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use base::SubjectRequestId;
use base64::{Engine, engine::general_purpose::STANDARD};
use host::{House, Problem, Tx, api::Nothing, forms::Posted};
use policy::{Act, ApproveDisclosure, ReviewDisclosure, SendDisclosure};

/// How many passages stand on one page.
const SHOWN: usize = 25;

pub(super) fn pages() -> Pages {
    Pages::none()
        .show::<ReviewDisclosure, SubjectRequestId>("/records/requests/{request}/review", review_page)
        .show::<ReviewDisclosure, (SubjectRequestId, i32)>(
            "/records/requests/{request}/review/{number}",
            passage_page,
        )
        .submit::<ReviewDisclosure, (SubjectRequestId, i32), PassageDecision, _>(
            "/records/requests/{request}/review/{number}",
            decide,
            |(id, _), _| Goto::to(format!("{LIST}/{id}/review")).saying("saved"),
            passage_page,
        )
        .submit::<ReviewDisclosure, SubjectRequestId, Nothing, _>(
            "/records/requests/{request}/proposal",
            |tx, id, _| propose(tx, id),
            |id, _| Goto::to(format!("{LIST}/{id}")).saying("saved"),
            review_page,
        )
        .own(
            Asks {
                path: "/records/requests/{request}/approval",
                method: "POST",
                act: ApproveDisclosure::NAME,
            },
            post(approve_page),
        )
        .own(
            Asks { path: "/records/requests/{request}/bundle", method: "GET", act: SendDisclosure::NAME },
            get(download),
        )
}

fn colour(state: PassageState) -> &'static str {
    match state {
        PassageState::Given => "green",
        PassageState::Undecided => "orange",
        PassageState::Withheld => "grey",
    }
}

/// The first words of a passage.
fn begins(passage: &Passage) -> String {
    let first = passage.records.iter().flatten().map(|fact| fact.value.as_str()).next().unwrap_or_default();
    let short: String = first.chars().take(60).collect();
    if short.len() < first.len() { format!("{short}…") } else { short }
}

fn review_page(tx: &mut Tx<'_>, id: SubjectRequestId, asked: &Asked) -> Result<View, Problem> {
    let request = see(tx, id)?;
    let mut all = passages(tx, id)?.items;
    // What waits to be read comes first.
    all.sort_by_key(|one| (one.state != PassageState::Undecided, one.number));
    let from: usize = asked.get("from").and_then(|from| from.parse().ok()).unwrap_or(0);
    let waiting = all.iter().filter(|one| one.state == PassageState::Undecided).count();
    let base = format!("{LIST}/{id}");
    let rows: Vec<Vec<Cell>> = all
        .iter()
        .skip(from)
        .take(SHOWN)
        .map(|one| {
            vec![
                Cell::link(one.section.as_str(), format!("{base}/review/{}", one.number)),
                begins(one).into(),
                tag(one.state.words(), colour(one.state)),
            ]
        })
        .collect();
    let lead = match waiting {
        0 => "Everything has been read.".to_owned(),
        1 => "One passage waits to be read.".to_owned(),
        many => format!("{many} passages wait to be read."),
    };
    let mut sheet =
        Sheet::new("Review").over(request.asked.asked_by.as_str()).lead(lead).problems(&asked.form());
    sheet = sheet.with(Block::Table {
        caption: "What was collected".into(),
        head: crate::records::heads(["Heading", "Begins", "State"]),
        rows,
    });
    let at = |from: usize| format!("{base}/review?from={from}");
    let next = (all.len() > from + SHOWN).then(|| at(from + SHOWN));
    let prev = (from > 0).then(|| at(from.saturating_sub(SHOWN)));
    sheet = sheet.with(Block::Pages { prev, next });
    sheet = match request.state {
        RequestState::Reviewing => sheet.with(Block::Buttons(vec![Button::post(
            "Hand it on to be approved",
            format!("{base}/proposal"),
            &asked.other("proposal"),
        )])),
        RequestState::Proposed => {
            let fields = vec![
                field("seal:bool", "Is it to be sealed?", Kind::YesNo)
                    .hint("No gives it back to its reviewer. Whoever decided any passage cannot approve."),
            ];
            let action = format!("{base}/approval");
            sheet.with(Block::Heading("Approve".into())).form(Form::new(
                &action,
                asked.form_to(&action),
                fields,
                "Decide",
            ))
        }
        _ => sheet,
    };
    Ok(View::sheet(Layout::Staff, sheet).back("The request", base))
}

fn passage_page(
    tx: &mut Tx<'_>,
    (id, number): (SubjectRequestId, i32),
    asked: &Asked,
) -> Result<View, Problem> {
    let (request, all) = (see(tx, id)?, passages(tx, id)?.items);
    let one = all.into_iter().find(|one| one.number == number).ok_or(Problem::NotFound)?;
    let mut sheet = Sheet::new(one.section.clone()).over(request.asked.asked_by.as_str());
    for record in &one.records {
        sheet = sheet.with(Block::Facts(record.iter().map(|it| fact(&it.label, &it.value)).collect()));
        for (drawing, label) in record.iter().filter_map(|it| Some((it.drawing.as_ref()?, &it.label))) {
            let src = format!("data:image/svg+xml;base64,{}", STANDARD.encode(drawing.svg()));
            sheet = sheet.with(Block::Picture { src, label: label.clone(), save: None });
        }
    }
    if one.is_own {
        sheet = sheet.with(Block::Words("They wrote this themselves.".into()));
    }
    if one.was_cut {
        sheet = sheet.with(Block::Notice {
            title: "Something was taken out by itself".into(),
            kind: "",
            words: vec![
                "It was confidential to somebody else. It cannot be put back here, and the bundle does not say that \
                 it was there."
                    .into(),
            ],
        });
    }
    let mut facts = vec![fact("State", one.state.words())];
    facts.extend(one.ground.map(|ground| fact("Exemption", ground.words())));
    facts.extend(one.reason.as_ref().map(|reason| fact("Why", reason)));
    facts.extend(one.cut.iter().map(|cut| fact("Taken out", cut)));
    sheet = sheet.with(Block::Heading("How it stands".into())).with(Block::Facts(facts));
    if request.state == RequestState::Reviewing {
        let fields = vec![
            field("give:bool", "Is it given to them?", Kind::YesNo),
            field("without", "If some words are to be taken out of it: which?", Kind::Long(2))
                .hint("Copy them exactly as they stand. Nothing marks the place."),
            field(
                "ground",
                "Under which exemption is it, or are these words, withheld?",
                Kind::One(choices!(Exemption)),
            )
            .hint("Leave this empty if all of it is given."),
            field("reason", "Why?", Kind::Long(3)),
        ];
        let action = format!("{LIST}/{id}/review/{number}");
        sheet = sheet.with(Block::Heading("Decide".into())).form(Form::new(
            action,
            asked.form(),
            fields,
            "Decide",
        ));
    }
    Ok(View::sheet(Layout::Staff, sheet).back("Review", format!("{LIST}/{id}/review")))
}

/// Seals the bundle and shows its passphrase, this once: an address that led to a page of it would keep it in the
/// history of the browser.
async fn approve_page(
    State(house): State<House>,
    reader: Reader,
    place: Result<Path<SubjectRequestId>, PathRejection>,
    headers: HeaderMap,
    uri: Uri,
    body: Bytes,
) -> Response {
    let browser = Browser::of(&house, reader).await;
    let posted = Posted::read(&body);
    let done = async {
        browser.check_origin(&headers, &posted)?;
        browser.may_ask::<ApproveDisclosure>()?;
        let Path(id) = place.map_err(|_| Problem::NotFound)?;
        let approval: Approval = match posted.command() {
            Ok(approval) => approval,
            Err(problem) => return Ok(Err((id, problem))),
        };
        match house.database().write(&browser.actor, move |tx| approve(tx, id, approval.clone())).await {
            Ok(sealed) => Ok(Ok((id, sealed))),
            Err(problem @ (Problem::Invalid(_) | Problem::Refused(_))) => Ok(Err((id, problem))),
            Err(problem) => Err(problem),
        }
    };
    match done.await {
        Ok(Ok((id, sealed))) => page(&house, &browser, &uri, StatusCode::OK, sealed_view(id, &sealed)),
        Ok(Err((id, problem))) => {
            let asked = Asked::again(&uri, &browser, &posted, &problem);
            let view = house.database().read(&browser.actor, move |tx| review_page(tx, id, &asked)).await;
            crate::front::refused(&house, &browser, &uri, &problem, view)
        }
        Err(problem) => trouble(&house, &browser, &uri, &problem),
    }
}

fn sealed_view(id: SubjectRequestId, sealed: &SealedNow) -> View {
    let sheet = match &sealed.passphrase {
        Some(passphrase) => Sheet::new("The bundle is sealed")
            .lead("This passphrase opens it. It is shown now and never again.")
            .with(Block::Quote(passphrase.clone()))
            .with(Block::Words(
                "Write it down, and give it to them by another way than the bundle: read it out on the telephone, or \
                 hand it over. If it is lost, the request is collected again."
                    .into(),
            )),
        None => Sheet::new("It has gone back to its reviewer"),
    };
    View::sheet(Layout::Staff, sheet).back("The request", format!("{LIST}/{id}"))
}

/// The sealed bundle, under a name that says nothing of whom it is about.
async fn download(
    State(house): State<House>,
    reader: Reader,
    uri: Uri,
    place: Result<Path<SubjectRequestId>, PathRejection>,
) -> Response {
    let browser = Browser::of(&house, reader).await;
    let fetched = async {
        browser.may_ask::<SendDisclosure>()?;
        let Path(id) = place.map_err(|_| Problem::NotFound)?;
        house.database().read(&browser.actor, move |tx| seal::bytes(tx, id)).await
    };
    match fetched.await {
        Ok((filename, bytes)) => (
            [
                (header::CONTENT_TYPE, "application/octet-stream".to_owned()),
                (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{filename}\"")),
                (header::CACHE_CONTROL, "no-store".to_owned()),
            ],
            bytes,
        )
            .into_response(),
        Err(problem) => trouble(&house, &browser, &uri, &problem),
    }
}
