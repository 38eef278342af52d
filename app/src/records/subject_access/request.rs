//! A request from its coming in to its collection, or to a refusal.

use super::{
    AskedHow, Ending, Extension, IdentityCheck, NewSubjectRequest, OwnSubjectRequest, OwnSubjectRequests,
    RequestState, SubjectRequest, SubjectRequestTaken,
    person::Whom,
    store::{self, Row},
};
use crate::{family, records::ask};
use base::{Faults, Name, PartyId, SubjectRequestId};
use host::{
    Problem, Recorded, Tx, WriteTx,
    paging::{Listed, Paging},
};
use policy::{
    Act, AskForOwnData, HandleSubjectRequest, ListSubjectRequests, Permit, RecordSubjectRequest,
    SeeSubjectRequest, Subject,
};
use rules::{Refusal, records::subject_access::may_extend};

/// What says that a request is over.
pub(super) fn over() -> Problem {
    Refusal::because("request-over", "This request has been answered.", "Record a new one if they ask again.")
        .into()
}

/// Whom a new request concerns, each of them known here.
fn whom(tx: &mut Tx<'_>, new: &NewSubjectRequest) -> Result<Whom, Problem> {
    let mut faults = Faults::none();
    let named = [new.party.is_some(), new.child.is_some(), new.staff.is_some(), new.enquiry.is_some()];
    faults.require(
        named.iter().filter(|is| **is).count() <= 1,
        "/party",
        "Name one person; record another request for anybody else",
    );
    faults.require(
        new.through.is_none() || new.child.is_some(),
        "/through",
        "Say who asks for a child only where it concerns a child",
    );
    faults.require(new.received_on <= tx.now.day(), "/received_on", "Enter a day that is past, or today");
    faults.none_or_err()?;
    let centre = tx.centre();
    let mut known = |pointer: &str, table: &str, column: &str, id: Option<String>| match id {
        None => Ok(None),
        Some(id) => {
            let from = format!("{table} WHERE id = $1");
            let rows = ask::rows(tx, &["centre", column], (&from, "1"), &id)?;
            match rows.first().map(Vec::as_slice) {
                Some([Some(of), value]) if of == centre.as_str() => Ok(value.clone()),
                _ => Err(Problem::field(pointer, "Choose somebody whom the centre knows")),
            }
        }
    };
    let family = known("/party", "party", "family", new.party.map(|id| id.to_string()))?;
    let of_child = known("/child", "child", "family", new.child.map(|id| id.to_string()))?;
    let of_other = known("/through", "party", "family", new.through.map(|id| id.to_string()))?;
    known("/staff", "staff", "name", new.staff.map(|id| id.to_string()))?;
    known("/enquiry", "enquiry", "channel", new.enquiry.map(|id| id.to_string()))?;
    if new.through.is_some() && of_other != of_child {
        return Err(Problem::field("/through", "Choose an adult of the child’s own family"));
    }
    let family = family.or(of_child).map(|id| id.parse()).transpose().map_err(Problem::broken)?;
    Ok(Whom {
        family,
        party: new.party,
        child: new.child,
        through: new.through,
        staff: new.staff,
        enquiry: new.enquiry,
    })
}

/// Records that somebody asks for their own data.
pub fn record(
    tx: &mut WriteTx<'_>,
    new: NewSubjectRequest,
) -> Result<Recorded<SubjectRequestTaken>, Problem> {
    let permit = tx.ask::<RecordSubjectRequest>(&Subject::of_centre(tx.centre(), tx.centre()))?;
    let whom = whom(tx, &new)?;
    let id = store::insert(tx, &permit, &whom, &new)?;
    tx.record(
        &permit,
        whom.family,
        "A request for somebody’s own data was recorded",
        SubjectRequestTaken { id },
    )
}

/// The adult who has signed in, with the permit to ask for their own data.
fn own(tx: &mut Tx<'_>) -> Result<(PartyId, String, Permit<AskForOwnData>), Problem> {
    let party = tx.actor.party.ok_or(Problem::NotFound)?;
    let id = family::family_of_party(tx, party)?;
    let family = family::family(tx, id)?;
    let permit = tx.ask::<AskForOwnData>(&family.subject)?;
    let adult = family.adult_signed_in(tx.actor.account).filter(|adult| adult.id == party);
    Ok((party, adult.ok_or(Problem::NotFound)?.name.clone(), permit))
}

/// When one asked for one's own data.
pub fn standing(tx: &mut Tx<'_>) -> Result<OwnSubjectRequests, Problem> {
    let (party, ..) = own(tx)?;
    Ok(OwnSubjectRequests { requests: store::of_party(tx, party)? })
}

/// Asks for one's own data. Whoever has signed in is known to be themselves.
pub fn ask_for_own(
    tx: &mut WriteTx<'_>,
    asked: OwnSubjectRequest,
) -> Result<Recorded<OwnSubjectRequests>, Problem> {
    let (party, name, permit) = own(tx)?;
    let before = store::of_party(tx, party)?;
    if before.iter().any(|request| !request.is_over) {
        return Err(Refusal::because(
            "asked-already",
            "You have asked already, and we are working on it.",
            "You need to do nothing. We will answer by the day shown.",
        )
        .into());
    }
    let new = NewSubjectRequest {
        asked_by: Name::new(&name).map_err(Problem::broken)?,
        channel: AskedHow::Page,
        received_on: tx.now.day(),
        words: asked.words,
        identity_needed: false,
        party: Some(party),
        child: None,
        through: None,
        staff: None,
        enquiry: None,
    };
    let whom = Whom { family: Some(permit.id()), party: Some(party), ..Whom::default() };
    store::insert(tx, &permit, &whom, &new)?;
    let requests = store::of_party(tx, party)?;
    tx.record(&permit, whom.family, "A parent asked for their own data", OwnSubjectRequests { requests })
}

/// All requests, newest first.
pub fn list(tx: &mut Tx<'_>, paging: &Paging) -> Result<Listed<SubjectRequest>, Problem> {
    tx.ask::<ListSubjectRequests>(&Subject::of_centre(tx.centre(), tx.centre()))?;
    store::requests(tx, paging)
}

/// One request.
pub fn see(tx: &mut Tx<'_>, id: SubjectRequestId) -> Result<SubjectRequest, Problem> {
    let row = store::request(tx, id)?;
    tx.ask::<SeeSubjectRequest>(&row.subject())?;
    one(tx, row)
}

fn one(tx: &mut Tx<'_>, row: Row) -> Result<SubjectRequest, Problem> {
    store::read(tx, vec![row])?.pop().ok_or(Problem::NotFound)
}

/// The request as it is now, with its line in the trail.
pub(super) fn done<A: Act<Id = SubjectRequestId>>(
    tx: &mut WriteTx<'_>,
    permit: &Permit<A>,
    summary: &str,
) -> Result<Recorded<SubjectRequest>, Problem> {
    let row = store::request(tx, permit.id())?;
    let family = row.family;
    let request = one(tx, row)?;
    tx.record(permit, family, summary, request)
}

/// A request that is not over, with the permit to handle it.
fn open(tx: &mut WriteTx<'_>, id: SubjectRequestId) -> Result<(Row, Permit<HandleSubjectRequest>), Problem> {
    let row = store::request(tx, id)?;
    let permit = tx.ask::<HandleSubjectRequest>(&row.subject())?;
    if row.is_over() { Err(over()) } else { Ok((row, permit)) }
}

/// Records how it was made sure who asks.
pub fn check_identity(
    tx: &mut WriteTx<'_>,
    id: SubjectRequestId,
    check: IdentityCheck,
) -> Result<Recorded<SubjectRequest>, Problem> {
    let (row, permit) = open(tx, id)?;
    if row.clock().runs_from().is_some() {
        return Err(Refusal::because(
            "identity-known",
            "It is known already who asks, and the clock runs.",
            "Nothing needs to be done.",
        )
        .into());
    }
    if check.on > tx.now.day() || check.on < row.received_on {
        return Err(Problem::field("/on", "Enter a day since the request came in, up to today"));
    }
    store::identity(tx, &permit, &check)?;
    done(tx, &permit, "It was made sure who asks for their own data")
}

/// Takes two more months.
pub fn extend(
    tx: &mut WriteTx<'_>,
    id: SubjectRequestId,
    new: Extension,
) -> Result<Recorded<SubjectRequest>, Problem> {
    let (row, permit) = open(tx, id)?;
    may_extend(row.clock(), new.told_on, tx.now.day())?;
    store::extend(tx, &permit, &new)?;
    done(tx, &permit, "A request for somebody’s own data was extended")
}

/// Ends a request without a bundle. What was collected for it goes.
pub fn refuse(
    tx: &mut WriteTx<'_>,
    id: SubjectRequestId,
    ending: Ending,
) -> Result<Recorded<SubjectRequest>, Problem> {
    let (_, permit) = open(tx, id)?;
    let (state, summary) = if ending.withdrawn {
        (RequestState::Withdrawn, "A request for somebody’s own data was withdrawn")
    } else {
        (RequestState::Refused, "A request for somebody’s own data was refused")
    };
    store::end(tx, &permit, state, ending.because.as_str())?;
    done(tx, &permit, summary)
}
