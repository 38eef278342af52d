//! The operations on applications.

use super::{
    Application, ApplicationInput, ApplicationLine, ApplicationReplacing, ApplicationSending,
    ApplicationsAsked, Begun, JoiningInput, Own, begin, join, list, own::opened, save, see, send,
};
use crate::intake::referral::Referral;
use axum::http::Method;
use base::ApplicationId;
use host::{
    api::{Nothing, Operations},
    paging::Listed,
};
use policy::{Apply, JoinApplications, ListApplications, SeeApplication, WriteApplication};

/// The operations of this capability.
#[must_use]
pub fn operations() -> Operations {
    const TAG: &str = "Parents’ applications";
    Operations::none()
        .write::<Apply, (), ApplicationInput, Begun>(
            TAG,
            (Method::POST, "/applications"),
            "Begin an application as one parent; the answer holds the code, once",
            (201, &[]),
            |tx, (), input| begin(tx, input),
        )
        .write::<WriteApplication, ApplicationId, ApplicationReplacing, Own>(
            TAG,
            (Method::PUT, "/applications/{application}"),
            "Replace what one's own draft says",
            (200, &["application-sent"]),
            |tx, id, input| {
                opened(tx, id, input.code.as_str())?;
                save(tx, id, input.application)
            },
        )
        .write::<WriteApplication, ApplicationId, ApplicationSending, Own>(
            TAG,
            (Method::POST, "/applications/{application}/submission"),
            "Send one's own application",
            (201, &["application-sent"]),
            |tx, id, input| {
                opened(tx, id, input.code.as_str())?;
                send(tx, id)
            },
        )
        .read::<ListApplications, (), ApplicationsAsked, Listed<ApplicationLine>>(
            TAG,
            "/applications",
            "List applications that were sent, with those that may belong together",
            |tx, (), asked| list(tx, &asked),
        )
        .read::<SeeApplication, ApplicationId, Nothing, Application>(
            TAG,
            "/applications/{application}",
            "Read an application that was sent",
            |tx, id, _| see(tx, id),
        )
        .write::<JoinApplications, (), JoiningInput, Referral>(
            TAG,
            (Method::POST, "/applications/joining"),
            "Join two applications into one draft referral",
            (201, &["application-joined"]),
            |tx, (), input| join(tx, input),
        )
}
