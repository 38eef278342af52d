//! The operations of complaints.

use super::{
    Complaint, ComplaintAnswer, ComplaintConcern, ComplaintExtension, ComplaintFigures, ComplaintLine,
    ComplaintTaken, ComplaintTerms, ComplaintWords, ComplaintsWanted, GoingOn, Learning, LearningDone,
    NewComplaint, NewHandler, NewLearning, NewOwnComplaint, OwnComplaint, OwnComplaintLine, acknowledge,
    answer, assign, concerns, extend, figures, harm_seen, learn, learned, list, make, next_stage,
    own::{complain, go_on, own_complaint, own_complaints, withdraw},
    see, set_terms, take_back, terms,
};
use axum::http::Method;
use base::{ComplaintId, LearningId};
use host::{
    api::{Nothing, Operations},
    paging::{All, Listed},
};
use policy::{
    HandleComplaint, ListComplaints, MakeComplaint, SeeComplaint, SeeOwnComplaints, SetComplaintTerms,
    WriteOwnComplaint,
};

const AREA: &str = "Complaints";

/// What keeps somebody from dealing with a complaint, after what else an operation refuses.
macro_rules! impartial_and {
    ($($also:literal),*) => {
        &[
            $($also,)*
            "complaint-is-about-them",
            "complaint-knows-the-family",
            "complaint-dealt-with-it",
            "complaint-acted-before",
            "complaint-works-with-the-family",
            "complaint-over",
        ]
    };
}

/// The operations of this capability.
#[must_use]
pub fn operations() -> Operations {
    of_whoever_complains().and(of_those_who_lead())
}

fn of_whoever_complains() -> Operations {
    Operations::none()
        .write::<MakeComplaint, (), NewComplaint, ComplaintTaken>(
            AREA,
            (Method::POST, "/complaints"),
            "Complain from outside, or write down what one was told",
            (201, &[]),
            |tx, (), new| make(tx, new),
        )
        .read::<SeeOwnComplaints, (), Nothing, All<OwnComplaintLine>>(
            "My case",
            "/my/complaints",
            "One's own complaints, the newest first",
            |tx, (), _| Ok(All { items: own_complaints(tx)? }),
        )
        .write::<WriteOwnComplaint, (), NewOwnComplaint, OwnComplaint>(
            "My case",
            (Method::POST, "/my/complaints"),
            "Complain",
            (201, &["complaint-enough-today"]),
            |tx, (), new| complain(tx, new),
        )
        .read::<SeeOwnComplaints, ComplaintId, Nothing, OwnComplaint>(
            "My case",
            "/my/complaints/{complaint}",
            "How a complaint of one's own stands, with the letters",
            |tx, id, _| own_complaint(tx, id),
        )
        .write::<WriteOwnComplaint, ComplaintId, GoingOn, OwnComplaint>(
            "My case",
            (Method::POST, "/my/complaints/{complaint}/next-stage"),
            "Take a complaint of one's own to the next stage",
            (200, &["complaint-no-next-stage"]),
            go_on,
        )
        .write::<WriteOwnComplaint, ComplaintId, Nothing, OwnComplaint>(
            "My case",
            (Method::POST, "/my/complaints/{complaint}/withdrawal"),
            "Take a complaint of one's own back",
            (200, &["complaint-over"]),
            withdraw,
        )
}

fn of_those_who_lead() -> Operations {
    Operations::none()
        .read::<ListComplaints, (), ComplaintsWanted, Listed<ComplaintLine>>(
            AREA,
            "/complaints",
            "List complaints, the newest first",
            |tx, (), wanted| list(tx, &wanted),
        )
        .read::<ListComplaints, (), Nothing, ComplaintFigures>(
            AREA,
            "/complaints/figures",
            "The figures of each year, small numbers left out",
            |tx, (), _| figures(tx),
        )
        .read::<SetComplaintTerms, (), Nothing, ComplaintTerms>(
            AREA,
            "/complaints/terms",
            "Within how many working days complaints are answered",
            |tx, (), _| terms(tx),
        )
        .write::<SetComplaintTerms, (), ComplaintTerms, ComplaintTerms>(
            AREA,
            (Method::PUT, "/complaints/terms"),
            "Set within how many working days complaints are answered",
            (200, &[]),
            |tx, (), new| set_terms(tx, new),
        )
        .read::<SeeComplaint, ComplaintId, Nothing, Complaint>(
            AREA,
            "/complaints/{complaint}",
            "Read a complaint",
            |tx, id, _| see(tx, id),
        )
        .write::<HandleComplaint, ComplaintId, NewHandler, Complaint>(
            AREA,
            (Method::PUT, "/complaints/{complaint}/handler"),
            "Name somebody to look into a complaint",
            (200, impartial_and!()),
            assign,
        )
        .write::<HandleComplaint, ComplaintId, ComplaintWords, Complaint>(
            AREA,
            (Method::POST, "/complaints/{complaint}/acknowledgement"),
            "Acknowledge a complaint",
            (201, &["complaint-acknowledged", "complaint-over", "r25-compartment", "r16-no-passing-on"]),
            acknowledge,
        )
        .write::<HandleComplaint, ComplaintId, ComplaintExtension, Complaint>(
            AREA,
            (Method::POST, "/complaints/{complaint}/extension"),
            "Take more time for a complaint, and say why",
            (
                201,
                &[
                    "complaint-not-longer",
                    "complaint-too-long",
                    "complaint-no-working-day",
                    "complaint-late",
                    "complaint-over",
                    "r25-compartment",
                    "r16-no-passing-on",
                ],
            ),
            extend,
        )
        .write::<HandleComplaint, ComplaintId, ComplaintAnswer, Complaint>(
            AREA,
            (Method::POST, "/complaints/{complaint}/answer"),
            "Answer a complaint",
            (
                201,
                impartial_and!(
                    "complaint-nobody-looks-into-it",
                    "complaint-another-looks-into-it",
                    "complaint-wrong-answer",
                    "r25-compartment",
                    "r16-no-passing-on"
                ),
            ),
            answer,
        )
        .write::<HandleComplaint, ComplaintId, ComplaintWords, Complaint>(
            AREA,
            (Method::POST, "/complaints/{complaint}/next-stage"),
            "Take a complaint to the next stage for whoever complains",
            (201, &["complaint-is-theirs", "complaint-no-next-stage"]),
            next_stage,
        )
        .write::<HandleComplaint, ComplaintId, ComplaintWords, Complaint>(
            AREA,
            (Method::POST, "/complaints/{complaint}/withdrawal"),
            "Write down that whoever complains took it back",
            (201, impartial_and!("complaint-is-theirs")),
            take_back,
        )
        .write::<HandleComplaint, ComplaintId, ComplaintConcern, Complaint>(
            AREA,
            (Method::POST, "/complaints/{complaint}/concerns"),
            "Say whom of those who work here a complaint is about",
            (201, &[]),
            concerns,
        )
        .write::<HandleComplaint, ComplaintId, ComplaintWords, Complaint>(
            AREA,
            (Method::POST, "/complaints/{complaint}/harm"),
            "Say what was done about harm that a complaint tells of",
            (201, &["complaint-no-harm-open"]),
            harm_seen,
        )
        .write::<HandleComplaint, ComplaintId, NewLearning, All<Learning>>(
            AREA,
            (Method::POST, "/complaints/{complaint}/learning"),
            "Say what is changed because of a complaint",
            (201, &[]),
            |tx, id, new| learn(tx, id, new).map(|all| all.map(|items| All { items })),
        )
        .write::<HandleComplaint, (ComplaintId, LearningId), LearningDone, All<Learning>>(
            AREA,
            (Method::POST, "/complaints/{complaint}/learning/{learning}/done"),
            "Say that what is changed because of a complaint was done",
            (201, &["learning-done"]),
            |tx, at, new| learned(tx, at, new).map(|all| all.map(|items| All { items })),
        )
}
