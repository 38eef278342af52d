//! The pages of applications: the parent's own, without an account, and those of staff.

mod answers;
mod choices;
mod handlers;
mod parent;
mod staff;
mod step;

use super::JoiningInput;
use crate::front::{Asks, Goto, Pages};
use axum::routing::{get, post};
use base::ApplicationId;
use policy::{Act, Apply, JoinApplications, ListApplications, SeeApplication, WriteApplication};

/// The pages of this capability.
#[must_use]
pub fn pages() -> Pages {
    let apply = |path, method| Asks { path, method, act: Apply::NAME };
    let write = |path, method| Asks { path, method, act: WriteApplication::NAME };
    Pages::none()
        .show::<Apply, ()>("/apply", |_, (), asked| Ok(parent::welcome(asked)))
        .own(apply("/apply", "POST"), post(handlers::begin_page))
        .show::<Apply, ()>("/apply/continue", |_, (), asked| {
            Ok(parent::continue_form(asked.words(), asked.form()))
        })
        .own(apply("/apply/continue", "POST"), post(handlers::open_page))
        .own(write("/apply/steps/{step}", "GET"), get(handlers::step_page))
        .own(write("/apply/steps/{step}", "POST"), post(handlers::save_page))
        .own(write("/apply/check", "GET"), get(handlers::check_page))
        .own(write("/apply/check", "POST"), post(handlers::send_page))
        .own(write("/apply/later", "POST"), post(handlers::later_page))
        .show::<ListApplications, ()>("/applications", staff::list_page)
        .show::<SeeApplication, ApplicationId>("/applications/{application}", staff::one)
        .show::<JoinApplications, (ApplicationId, ApplicationId)>(
            "/applications/{application}/beside/{other}",
            staff::beside,
        )
        .submit::<JoinApplications, (ApplicationId, ApplicationId), staff::SidesForm, _>(
            "/applications/{application}/beside/{other}",
            |tx, (one, other), form| {
                let visiting = if form.resident == one { other } else { one };
                super::join(tx, JoiningInput { resident: form.resident, visiting })
            },
            |_, referral| Goto::to(format!("/referrals/{}", referral.id)).saying("joined"),
            staff::beside,
        )
}
