//! The operations of identity. A program has no passkey and no PIN; it can end sessions, take passkeys away,
//! and do what the office does.

use super::{
    own::{
        EndOthers, OwnPasskey, OwnRecovery, OwnSession, SessionsEnded, end_others, end_session, passkeys,
        recoveries, remove_passkey, sessions,
    },
    people::{NewRecovery, RecoveryGiven, SignInClosing, SignInLine, close, list_sign_ins, recover},
};
use axum::http::Method;
use base::{AccountId, PasskeyId, SeatId};
use host::{
    api::{Nothing, Operations},
    paging::{All, Listed, Paging},
};
use policy::{ChangeOwnSignIn, CloseSignIn, EndOwnSession, ListSignIns, RecoverSignIn, SeeOwnSignIn};

const TAG: &str = "Signing in";

/// The operations of this capability.
#[must_use]
pub fn operations() -> Operations {
    Operations::none()
        .read::<SeeOwnSignIn, (), Nothing, All<OwnSession>>(
            TAG,
            "/my/sessions",
            "List where one is signed in, the latest used first",
            |tx, (), _| sessions(tx),
        )
        .write::<EndOwnSession, SeatId, Nothing, SessionsEnded>(
            TAG,
            (Method::POST, "/my/sessions/{session}/ending"),
            "End one of one's own sessions, at once",
            (200, &[]),
            |tx, id, _| end_session(tx, id),
        )
        .write::<EndOwnSession, (), EndOthers, SessionsEnded>(
            TAG,
            (Method::POST, "/my/sessions/ending"),
            "End all of one's own sessions, or all but one",
            (200, &[]),
            |tx, (), others| end_others(tx, others),
        )
        .read::<SeeOwnSignIn, (), Nothing, All<OwnPasskey>>(
            TAG,
            "/my/passkeys",
            "List one's own passkeys",
            |tx, (), _| passkeys(tx),
        )
        .write::<ChangeOwnSignIn, PasskeyId, Nothing, OwnPasskey>(
            TAG,
            (Method::POST, "/my/passkeys/{passkey}/removal"),
            "Take a passkey of one's own away",
            (200, &["last-second-step"]),
            |tx, id, _| remove_passkey(tx, id),
        )
        .read::<SeeOwnSignIn, (), Nothing, All<OwnRecovery>>(
            TAG,
            "/my/recoveries",
            "List when a member of staff let one in again, the latest first",
            |tx, (), _| recoveries(tx),
        )
        .read::<ListSignIns, (), Paging, Listed<SignInLine>>(
            TAG,
            "/sign-ins",
            "List the sign-ins of the centre by name",
            |tx, (), paging| list_sign_ins(tx, &paging),
        )
        .write::<RecoverSignIn, AccountId, NewRecovery, RecoveryGiven>(
            TAG,
            (Method::POST, "/sign-ins/{account}/recovery"),
            "Let somebody in again after finding out who they are; answers a code that stands for half an hour",
            (201, &["recover-oneself", "sign-in-closed"]),
            recover,
        )
        .write::<CloseSignIn, AccountId, SignInClosing, SignInLine>(
            TAG,
            (Method::POST, "/sign-ins/{account}/closing"),
            "Close a sign-in",
            (200, &["close-oneself", "sign-in-closed"]),
            close,
        )
}
