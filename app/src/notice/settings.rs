//! With what notices are sent: read from the settings when the program starts, checked, and kept for the pages.

use super::{Gateway, MailServer};
use crate::schema::notice_setting;
use diesel::prelude::*;
use host::{House, Problem, Tx};
use policy::{Actor, SendNotices, Subject};
use rules::notice::{NoticeChannel, forbidden_in};
use serde::Serialize;
use std::path::PathBuf;
use utoipa::ToSchema;
use zeroize::Zeroizing;

/// For how many days it counts that somebody said a way is safe, where a centre sets nothing else. Ours.
const RECHECK_DAYS: i32 = 90;
/// How many days before a visit it is reminded of, where a centre sets nothing else. Ours.
const REMINDER_DAYS: i32 = 2;

/// What the settings say of notices, as they were read.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// The mail server: `smtp://` with STARTTLS, or `smtps://`; a name to sign in with before the host.
    pub smtp: Option<String>,
    /// The password for it.
    pub smtp_password: Option<Zeroizing<String>>,
    /// The neutral name from which notices come.
    pub sender: Option<String>,
    /// The neutral address from which notices come.
    pub address: Option<String>,
    /// The gateway that sends text messages.
    pub gateway: Option<String>,
    /// The token for it.
    pub gateway_token: Option<Zeroizing<String>>,
    /// For how many days it counts that somebody said a way is safe.
    pub recheck_days: Option<i32>,
    /// How many days before a visit it is reminded of.
    pub reminder_days: Option<i32>,
}

/// With what notices are sent, checked.
#[derive(Clone, Debug)]
pub struct Sending {
    /// By which server e-mails go, if they do.
    pub mail: Option<MailServer>,
    /// By which gateway text messages go, if they do.
    pub gateway: Option<Gateway>,
    /// For how many days a confirmation counts.
    pub recheck_days: i32,
    /// How many days before a visit it is reminded of.
    pub reminder_days: i32,
    /// Where the sender keeps what it has in hand.
    pub folder: PathBuf,
}

/// What of the settings is kept for the pages. No secret is.
#[derive(
    Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset, Serialize, ToSchema,
)]
#[diesel(table_name = notice_setting, treat_none_as_null = true)]
pub struct Setting {
    /// Whether e-mails are sent.
    pub by_email: bool,
    /// Whether text messages are sent.
    pub by_text: bool,
    /// The name from which e-mails come.
    pub sender: Option<String>,
    /// The address from which e-mails come.
    pub address: Option<String>,
    /// For how many days it counts that somebody said a way is safe.
    pub recheck_days: i32,
    /// How many days before a visit it is reminded of.
    pub reminder_days: i32,
}

impl Default for Setting {
    fn default() -> Self {
        Self {
            by_email: false,
            by_text: false,
            sender: None,
            address: None,
            recheck_days: RECHECK_DAYS,
            reminder_days: REMINDER_DAYS,
        }
    }
}

impl Setting {
    /// Whether anything is sent this way.
    pub(super) fn sends(&self, channel: NoticeChannel) -> bool {
        match channel {
            NoticeChannel::Email => self.by_email,
            NoticeChannel::Text => self.by_text,
        }
    }
}

/// R27: from the name or the address nobody may guess what kind of place it is, nor which.
fn neutral(setting: &str, text: &str, centre_name: &str) -> Result<(), String> {
    match forbidden_in(text, [centre_name]) {
        None => Ok(()),
        Some(word) => Err(format!(
            "{setting}: \"{text}\" holds \"{word}\", from which somebody could guess who sends it (R27): choose one \
             that says nothing of the centre or of what it does"
        )),
    }
}

fn within(setting: &str, days: i32, most: i32) -> Result<i32, String> {
    if (1..=most).contains(&days) {
        Ok(days)
    } else {
        Err(format!("{setting}: give a number from 1 to {most}"))
    }
}

impl Sending {
    /// Checks the settings of the centre of this name, or says in one line what is wrong with them. What the sender
    /// has in hand is kept in the folder.
    pub fn of(asked: Asked, centre_name: &str, folder: PathBuf) -> Result<Self, String> {
        if let Some(name) = &asked.sender {
            neutral("notice-sender", name, centre_name)?;
        }
        if let Some(address) = &asked.address {
            neutral("notice-address", address, centre_name)?;
        }
        let mail = match asked.smtp {
            None => None,
            Some(url) => {
                let address =
                    asked.address.ok_or("notice-address: name the neutral address that notices come from")?;
                Some(MailServer::of(&url, asked.smtp_password, asked.sender.as_deref(), &address)?)
            }
        };
        let gateway = match asked.gateway {
            None => None,
            Some(url) => {
                let token = asked
                    .gateway_token
                    .ok_or("notice-gateway-token-file: name the file of the gateway's token")?;
                Some(Gateway::of(&url, token)?)
            }
        };
        Ok(Self {
            mail,
            gateway,
            recheck_days: within("notice-recheck-days", asked.recheck_days.unwrap_or(RECHECK_DAYS), 366)?,
            reminder_days: within("notice-reminder-days", asked.reminder_days.unwrap_or(REMINDER_DAYS), 14)?,
            folder,
        })
    }

    fn setting(&self) -> Setting {
        let from = self.mail.as_ref().map(MailServer::from);
        Setting {
            by_email: self.mail.is_some(),
            by_text: self.gateway.is_some(),
            sender: from.and_then(|from| from.name.clone()),
            address: from.map(|from| from.email.to_string()),
            recheck_days: self.recheck_days,
            reminder_days: self.reminder_days,
        }
    }

    /// Keeps for the pages and for the terms what the settings say. What waited for a way of sending that is there
    /// now is looked at at once.
    pub fn keep(&self, house: &House) -> Result<(), Problem> {
        let (centre, program, set) = (house.centre(), Actor::program(house.centre()), self.setting());
        if house.database().read_blocking(&program, setting)? == set {
            return Ok(());
        }
        house.database().write_blocking(&program, |tx| {
            let permit = tx.ask::<SendNotices>(&Subject::of_centre(centre, centre))?;
            let changed = diesel::update(notice_setting::table.filter(notice_setting::centre.eq(centre)))
                .set(&set)
                .execute(tx.db())?;
            if changed == 0 {
                diesel::insert_into(notice_setting::table)
                    .values((notice_setting::centre.eq(centre), &set))
                    .execute(tx.db())?;
            }
            super::outbox::look_again(tx, None)?;
            tx.record(&permit, None, "It was set with what notices are sent", ())
        })
    }
}

/// What is kept of the settings.
pub(super) fn setting(tx: &mut Tx<'_>) -> Result<Setting, Problem> {
    let kept = notice_setting::table
        .filter(notice_setting::centre.eq(tx.centre()))
        .select(Setting::as_select())
        .first(tx.db())
        .optional()?;
    Ok(kept.unwrap_or_default())
}
