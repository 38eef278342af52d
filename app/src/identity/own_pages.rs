//! The page of one's own sign-in: with what one comes in, and where one is signed in now.

use super::{
    own::{
        EndOthers, OwnPasskey, OwnSession, end_others, end_session, me, passkeys, recoveries, remove_app,
        remove_passkey, sessions,
    },
    password::{self, layout},
    store,
};
use crate::{
    front::{Asked, Goto, Pages},
    view::{Block, Button, Fact, Sheet, View, facts, link},
    words::{Words, spoken},
};
use base::{Moment, PasskeyId, SeatId};
use host::{Problem, Tx, api::Nothing, seat::SeatKind};
use policy::{ChangeOwnSignIn, EndOwnSession, Role, SeeOwnSignIn};

spoken!(SeatKind { Own => seat_own, Shared => seat_shared, Guest => seat_own });

pub(super) fn pages() -> Pages {
    Pages::none()
        .and(password::pages())
        .show::<SeeOwnSignIn, ()>("/security", own_page)
        .show::<SeeOwnSignIn, SeatId>("/security/sessions/{session}", session_page)
        .submit::<EndOwnSession, SeatId, Nothing, _>(
            "/security/sessions/{session}",
            |tx, id, _| end_session(tx, id),
            |_, _| Goto::to("/security").saying("saved"),
            session_page,
        )
        .submit::<EndOwnSession, (), EndOthers, _>(
            "/security/sessions",
            |tx, (), others| end_others(tx, others),
            |(), _| Goto::to("/security").saying("saved"),
            own_page,
        )
        .show::<SeeOwnSignIn, PasskeyId>("/security/passkeys/{passkey}", passkey_page)
        .submit::<ChangeOwnSignIn, PasskeyId, Nothing, _>(
            "/security/passkeys/{passkey}",
            |tx, id, _| remove_passkey(tx, id),
            |_, _| Goto::to("/security").saying("saved"),
            passkey_page,
        )
        .submit::<ChangeOwnSignIn, (), Nothing, _>(
            "/security/app/removal",
            |tx, (), _| remove_app(tx),
            |(), ()| Goto::to("/security").saying("saved"),
            own_page,
        )
}

fn when(words: Words, at: Option<Moment>) -> String {
    at.map_or_else(|| words.security_never(), |at| words.moment(at))
}

fn named(session: &OwnSession, words: Words) -> String {
    use crate::words::Spoken;
    let kind = session.kind.spoken(words);
    if session.device.is_empty() { kind } else { format!("{} · {kind}", session.device) }
}

fn own_page(tx: &mut Tx<'_>, (): (), asked: &Asked) -> Result<View, Problem> {
    let words = asked.words();
    let (keys, seats) = (passkeys(tx)?.items, sessions(tx)?.items);
    let own = me(tx)?.id;
    let app = store::app_since(tx, own)?;
    let role = tx.actor.role;
    let mut sheet = Sheet::new(words.security_title())
        .lead(words.security_lead())
        .problems(&asked.form())
        .with(Block::Heading(words.security_passkeys()));
    sheet = if keys.is_empty() {
        sheet.with(Block::Words(words.security_no_passkeys()))
    } else {
        let lines = keys.iter().map(|key| Fact {
            key: key.name.clone(),
            value: words.security_used(&when(words, key.last_used)),
            change: Some(link(words.security_remove(), format!("/security/passkeys/{}", key.id))),
        });
        sheet.with(Block::Facts(lines.collect()))
    };
    sheet = sheet.with(Block::Links(vec![link(words.set_up_passkey(), "/security/passkeys/new")]));
    sheet = sheet.with(Block::Heading(words.security_app()));
    sheet = match app {
        None => sheet
            .with(Block::Words(words.security_no_app()))
            .with(Block::Links(vec![link(words.set_up_app(), "/security/app")])),
        Some(since) => sheet
            .with(Block::Words(words.security_app_since(&words.day(since.day()))))
            .with(Block::Links(vec![link(words.security_app_again(), "/security/app")]))
            .with(Block::Buttons(vec![
                Button::post(words.security_app_remove(), "/security/app/removal", &asked.other("app"))
                    .secondary(),
            ])),
    };
    let mut more = vec![link(words.password_title(), "/security/password")];
    if role.is_staff() {
        more.push(link(words.pin_title(), "/security/pin"));
    }
    sheet = sheet.with(Block::Heading(words.security_password())).with(Block::Links(more));
    let lines = seats.iter().map(|seat| {
        let here = asked.seat() == Some(seat.id);
        Fact {
            key: named(seat, words),
            value: if here {
                words.security_here()
            } else {
                words.security_used(&when(words, seat.last_used))
            },
            change: (!here).then(|| link(words.security_end(), format!("/security/sessions/{}", seat.id))),
        }
    });
    sheet = sheet.with(Block::Heading(words.security_sessions())).with(Block::Facts(lines.collect()));
    if seats.iter().any(|seat| asked.seat() != Some(seat.id)) {
        let but = asked.seat().map(|seat| seat.to_string()).unwrap_or_default();
        let button = Button::post(words.security_end_others(), "/security/sessions", &asked.other("others"));
        sheet = sheet.with(Block::Buttons(vec![button.value("but", but).warning()]));
    }
    let let_in = recoveries(tx)?.items;
    if !let_in.is_empty() {
        let lines =
            let_in.iter().map(|one| crate::view::fact(words.moment(one.at), words.security_let_in_what()));
        sheet = sheet
            .with(Block::Heading(words.security_let_in()))
            .with(Block::Facts(lines.collect()))
            .with(Block::Words(words.security_let_in_about()));
    }
    let view = View::sheet(layout(role), sheet);
    Ok(if role == Role::Parent { view.back(words.shell_back(), "/") } else { view })
}

fn session_page(tx: &mut Tx<'_>, id: SeatId, asked: &Asked) -> Result<View, Problem> {
    let words = asked.words();
    let seat = sessions(tx)?.items.into_iter().find(|seat| seat.id == id).ok_or(Problem::NotFound)?;
    let sheet = Sheet::new(words.security_end_title())
        .problems(&asked.form())
        .with(Block::Facts(vec![
            crate::view::fact(words.security_device(), named(&seat, words)),
            crate::view::fact(words.security_since(), when(words, seat.made)),
            crate::view::fact(words.security_last_used(), when(words, seat.last_used)),
        ]))
        .with(Block::Words(words.security_end_about()))
        .with(Block::Buttons(vec![
            Button::post(words.security_end(), format!("/security/sessions/{id}"), &asked.other("end"))
                .warning(),
        ]));
    Ok(View::sheet(layout(tx.actor.role), sheet).back(words.security_title(), "/security"))
}

fn passkey_page(tx: &mut Tx<'_>, id: PasskeyId, asked: &Asked) -> Result<View, Problem> {
    let words = asked.words();
    let key: OwnPasskey =
        passkeys(tx)?.items.into_iter().find(|key| key.id == id).ok_or(Problem::NotFound)?;
    let sheet = Sheet::new(key.name.clone())
        .problems(&asked.form())
        .with(facts([
            (&*words.security_since(), words.moment(key.made)),
            (&*words.security_last_used(), when(words, key.last_used)),
        ]))
        .with(Block::Words(words.passkey_remove_about()))
        .with(Block::Buttons(vec![
            Button::post(words.security_remove(), format!("/security/passkeys/{id}"), &asked.other("remove"))
                .warning(),
        ]));
    Ok(View::sheet(layout(tx.actor.role), sheet).back(words.security_title(), "/security"))
}
