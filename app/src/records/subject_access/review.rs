//! Reviewing what was collected: giving, withholding, and handing on to a second person.

use super::{
    Asker, Passage, PassageDecision, PassageState, RequestState, SubjectRequest, collect,
    passage::KeptPassage,
    person,
    request::{done, over},
    store::{self, Row},
};
use base::{Faults, SubjectRequestId};
use host::{Problem, Recorded, Tx, WriteTx, paging::All};
use policy::ReviewDisclosure;
use rules::Refusal;

/// For whom the bundle of a request is made; a refusal where the centre knows nobody.
pub(super) fn reader(tx: &mut Tx<'_>, row: &Row) -> Result<Asker, Problem> {
    person::of(tx, &row.whom())?.ok_or_else(|| {
        Refusal::because(
            "nobody-known",
            "This request names nobody whom the centre knows.",
            "Find out whom it concerns; or refuse it, saying that nothing is held.",
        )
        .into()
    })
}

/// Collects all that concerns the person. Whatever could lead to the other side is out before anybody sees it.
pub fn begin(tx: &mut WriteTx<'_>, id: SubjectRequestId) -> Result<Recorded<SubjectRequest>, Problem> {
    let row = store::request(tx, id)?;
    let permit = tx.ask::<ReviewDisclosure>(&row.subject())?;
    match row.state {
        RequestState::Open => {}
        RequestState::Reviewing | RequestState::Proposed => {
            return Err(Refusal::because(
                "collected-already",
                "What concerns the person has been collected already.",
                "Go on with the review.",
            )
            .into());
        }
        _ => return Err(over()),
    }
    if row.clock().runs_from().is_none() {
        return Err(Refusal::because(
            "identity-awaited",
            "It is not known yet whether they are who they say they are.",
            "Record the identity check first. Nobody’s data is given to a stranger.",
        )
        .into());
    }
    let reader = reader(tx, &row)?;
    let collected = collect(tx, &reader)?;
    store::passages_insert(tx, &permit, &collected)?;
    store::state(tx, &permit, RequestState::Reviewing, None)?;
    done(tx, &permit, "What concerns somebody who asked for their data was collected")
}

/// What was collected, passage by passage.
pub fn passages(tx: &mut Tx<'_>, id: SubjectRequestId) -> Result<All<Passage>, Problem> {
    let row = store::request(tx, id)?;
    tx.ask::<ReviewDisclosure>(&row.subject())?;
    let items = store::passages(tx, id)?.into_iter().map(KeptPassage::shown).collect();
    Ok(All { items })
}

/// Lets what is to be given of a passage pass the gate (R25). What the person wrote themselves is theirs as it
/// stands.
pub(super) fn gated(reader: &Asker, passage: &KeptPassage) -> Result<(), Refusal> {
    if passage.is_own || passage.state != PassageState::Given {
        return Ok(());
    }
    let words: Vec<String> = passage.given().into_iter().flatten().map(|fact| fact.value).collect();
    reader.forbidden.check(&words.join(" "))
}

/// Decides a passage.
pub fn decide(
    tx: &mut WriteTx<'_>,
    (id, number): (SubjectRequestId, i32),
    decision: PassageDecision,
) -> Result<Recorded<Passage>, Problem> {
    let row = store::request(tx, id)?;
    let permit = tx.ask::<ReviewDisclosure>(&row.subject())?;
    if row.state != RequestState::Reviewing {
        return Err(not_reviewing());
    }
    let mut passage =
        store::passages(tx, id)?.into_iter().find(|one| one.number == number).ok_or(Problem::NotFound)?;
    let mut faults = Faults::none();
    faults.require(
        decision.ground.is_some() || (decision.give && decision.without.is_none()),
        "/ground",
        "Choose the exemption under which it is withheld",
    );
    faults.require(
        decision.give || decision.without.is_none(),
        "/without",
        "Leave this empty: the whole passage is withheld",
    );
    faults.none_or_err()?;
    passage.ground = decision.ground;
    passage.reason = Some(decision.reason.to_string());
    passage.state = if decision.give { PassageState::Given } else { PassageState::Withheld };
    match decision.without {
        Some(words) if passage.holds(words.as_str()) => passage.cut.push(words.to_string()),
        Some(_) => {
            return Err(Refusal::because(
                "words-not-found",
                "These words do not stand in the passage.",
                "Copy them exactly as they stand in one answer of it.",
            )
            .into());
        }
        // Given as a whole: what had been taken out of it comes back.
        None if decision.give && decision.ground.is_none() => passage.cut.clear(),
        None => {}
    }
    gated(&reader(tx, &row)?, &passage)?;
    store::passage_decide(tx, &permit, &passage)?;
    tx.record(
        &permit,
        row.family,
        "A passage for somebody who asked for their data was decided",
        passage.shown(),
    )
}

fn not_reviewing() -> Problem {
    Refusal::because(
        "not-reviewing",
        "This request is not being reviewed now.",
        "Collect first; what waits for approval can be given back by whoever approves.",
    )
    .into()
}

/// Hands a reviewed bundle on. Nothing may be left unread.
pub fn propose(tx: &mut WriteTx<'_>, id: SubjectRequestId) -> Result<Recorded<SubjectRequest>, Problem> {
    let row = store::request(tx, id)?;
    let permit = tx.ask::<ReviewDisclosure>(&row.subject())?;
    if row.state != RequestState::Reviewing {
        return Err(not_reviewing());
    }
    let left = store::passages(tx, id)?.iter().filter(|one| one.state == PassageState::Undecided).count();
    if left > 0 {
        return Err(Refusal::because(
            "passages-undecided",
            format!("{left} passages have not been read."),
            "Read each of them, and give or withhold it with your reason.",
        )
        .into());
    }
    let by = tx.actor.account;
    store::state(tx, &permit, RequestState::Proposed, by)?;
    done(tx, &permit, "A bundle was handed on to be approved")
}
