//! The operations of the child's own voice.

use super::{
    ChildAnswer, ChildAnswersWanted, ChildPage, ChildTold, ChildWords, NewChildAnswer, NewChildDone,
    NewChildPage, NewChildPermission, NewChildWord, NewHelperPicture, NewRoomPicture, NewSitting,
    PictureKept, Sitting, child_words, done, end, finish, keep, keep_child_word, keep_own, keep_room,
    leaflet, list, make, open, permit, see, take_own_back, told,
};
use axum::http::Method;
use base::{ChildAnswerId, ChildId, FamilyId, SittingId, VisitId};
use host::{
    api::{Nothing, Operations},
    paging::Listed,
};
use policy::{
    HearChild, KeepChildWords, KeepOwnPicture, MakeChildPage, NoteChildVoice, OpenChildMode, SeeChildVoice,
    SeeChildWords, WriteCentre,
};

const TAG: &str = "The child’s voice";

/// The operations of this capability.
#[must_use]
pub fn operations() -> Operations {
    hearing().and(thread()).and(around())
}

fn hearing() -> Operations {
    Operations::none()
        .write::<OpenChildMode, VisitId, NewSitting, Sitting>(
            TAG,
            (Method::POST, "/visits/{visit}/child-sittings"),
            "Begin to hear one child before or after a visit",
            (201, &["visit-not-booked"]),
            open,
        )
        .write::<HearChild, SittingId, NewChildAnswer, ChildAnswer>(
            TAG,
            (Method::POST, "/child-sittings/{sitting}/answers"),
            "Keep what the child answers to one question",
            (201, &["sitting-over"]),
            keep,
        )
        .write::<HearChild, SittingId, Nothing, Sitting>(
            TAG,
            (Method::POST, "/child-sittings/{sitting}/finish"),
            "Say that the child has finished or stopped",
            (201, &[]),
            |tx, id, _| finish(tx, id),
        )
        .write::<HearChild, SittingId, Nothing, Sitting>(
            TAG,
            (Method::POST, "/child-sittings/{sitting}/ending"),
            "Say that staff have the tablet back",
            (201, &[]),
            |tx, id, _| end(tx, id),
        )
}

fn thread() -> Operations {
    Operations::none()
        .read::<SeeChildVoice, FamilyId, ChildAnswersWanted, Listed<ChildAnswer>>(
            TAG,
            "/families/{family}/child-answers",
            "List what the children of a family told the centre",
            |tx, id, wanted| list(tx, id, &wanted).map(|(_, listed)| listed),
        )
        .read::<SeeChildVoice, ChildAnswerId, Nothing, ChildAnswer>(
            TAG,
            "/child-answers/{answer}",
            "Read one answer of a child, with what became of it",
            |tx, id, _| see(tx, id),
        )
        .write::<NoteChildVoice, ChildAnswerId, NewChildDone, ChildAnswer>(
            TAG,
            (Method::POST, "/child-answers/{answer}/done"),
            "Say what was done with an answer",
            (201, &[]),
            done,
        )
        .write::<NoteChildVoice, ChildAnswerId, ChildTold, ChildAnswer>(
            TAG,
            (Method::POST, "/child-answers/{answer}/told"),
            "Say that the child was told what came of it",
            (201, &[]),
            told,
        )
        .write::<NoteChildVoice, ChildAnswerId, NewChildPermission, ChildAnswer>(
            TAG,
            (Method::POST, "/child-answers/{answer}/permission"),
            "Say what the child said when asked whether it may go into a report",
            (201, &[]),
            permit,
        )
}

fn around() -> Operations {
    Operations::none()
        .read::<MakeChildPage, (VisitId, ChildId), Nothing, ChildPage>(
            TAG,
            "/visits/{visit}/leaflets/{child}",
            "Read the page that tells a child about a visit",
            |tx, at, _| leaflet(tx, at),
        )
        .write::<MakeChildPage, (VisitId, ChildId), NewChildPage, ChildPage>(
            TAG,
            (Method::PUT, "/visits/{visit}/leaflets/{child}"),
            "Make the page that tells a child about a visit",
            (200, &["r25-compartment"]),
            make,
        )
        .read::<SeeChildWords, (), Nothing, ChildWords>(
            TAG,
            "/child-words",
            "The words that bring somebody to read a child’s answer",
            |tx, (), _| child_words(tx),
        )
        .write::<KeepChildWords, (), NewChildWord, ChildWords>(
            TAG,
            (Method::POST, "/child-words"),
            "Add a word to the list, or take one away",
            (201, &[]),
            |tx, (), new| keep_child_word(tx, new),
        )
        .write::<WriteCentre, (), NewRoomPicture, PictureKept>(
            TAG,
            (Method::PUT, "/room-pictures"),
            "Keep the picture of a room for children’s pages",
            (200, &[]),
            |tx, (), new| keep_room(tx, new),
        )
        .write::<KeepOwnPicture, (), NewHelperPicture, PictureKept>(
            TAG,
            (Method::PUT, "/my-picture"),
            "Give the picture of oneself for children’s pages",
            (200, &["not-on-the-staff"]),
            |tx, (), new| keep_own(tx, new),
        )
        .write::<KeepOwnPicture, (), Nothing, PictureKept>(
            TAG,
            (Method::POST, "/my-picture/removal"),
            "Take the picture of oneself back",
            (201, &["not-on-the-staff"]),
            |tx, (), _| take_own_back(tx),
        )
}
