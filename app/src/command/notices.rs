//! With what notices are sent, as the settings say; and what comes back.

use super::{
    Settings,
    config::Config,
    run::{Stopped, failed, open, wrong},
};
use crate::{
    network,
    notice::{self, Asked, Returned, Sending},
};
use clap::Args;
use host::{Clock, House};
use serde::Deserialize;
use std::{
    io::Read,
    path::{Path, PathBuf},
};
use zeroize::Zeroizing;

/// What the service manager calls the password of the mail server, and the token of the gateway.
const CREDENTIALS: [&str; 2] = ["notice-smtp-password", "notice-gateway-token"];
/// The most that is read of a message that came back, in bytes.
const MOST: u64 = 4 * 1024 * 1024;

/// With what notices are sent. In a settings file these stand under `[notices]`.
#[derive(Args, Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct NoticeSettings {
    /// The mail server for notices: smtp://name@host:587 with STARTTLS, or smtps://name@host:465 [default: no
    /// e-mail is sent]
    #[arg(long = "notice-smtp", env = "ALONGSIDE_NOTICE_SMTP", value_name = "URL")]
    smtp: Option<String>,
    /// File of the mail server's password [default: the service manager's credential notice-smtp-password]
    #[arg(
        long = "notice-smtp-password-file",
        env = "ALONGSIDE_NOTICE_SMTP_PASSWORD_FILE",
        value_name = "FILE"
    )]
    smtp_password_file: Option<PathBuf>,
    /// The neutral name from which notices come, if they have one
    #[arg(long = "notice-sender", env = "ALONGSIDE_NOTICE_SENDER", value_name = "NAME")]
    sender: Option<String>,
    /// The neutral address from which notices come: nobody may guess the centre from it
    #[arg(long = "notice-address", env = "ALONGSIDE_NOTICE_ADDRESS", value_name = "ADDRESS")]
    address: Option<String>,
    /// The gateway that sends text messages: https://... [default: no text message is sent]
    #[arg(long = "notice-gateway", env = "ALONGSIDE_NOTICE_GATEWAY", value_name = "URL")]
    gateway: Option<String>,
    /// File of the gateway's token [default: the service manager's credential notice-gateway-token]
    #[arg(
        long = "notice-gateway-token-file",
        env = "ALONGSIDE_NOTICE_GATEWAY_TOKEN_FILE",
        value_name = "FILE"
    )]
    gateway_token_file: Option<PathBuf>,
    /// For how many days it counts that somebody said a way is safe [default: 90]
    #[arg(long = "notice-recheck-days", env = "ALONGSIDE_NOTICE_RECHECK_DAYS", value_name = "DAYS")]
    recheck_days: Option<i32>,
    /// How many days before a visit it is reminded of [default: 2]
    #[arg(long = "notice-reminder-days", env = "ALONGSIDE_NOTICE_REMINDER_DAYS", value_name = "DAYS")]
    reminder_days: Option<i32>,
}

impl NoticeSettings {
    /// What is said here, and otherwise what was said there.
    pub(super) fn or(self, other: Self) -> Self {
        Self {
            smtp: self.smtp.or(other.smtp),
            smtp_password_file: self.smtp_password_file.or(other.smtp_password_file),
            sender: self.sender.or(other.sender),
            address: self.address.or(other.address),
            gateway: self.gateway.or(other.gateway),
            gateway_token_file: self.gateway_token_file.or(other.gateway_token_file),
            recheck_days: self.recheck_days.or(other.recheck_days),
            reminder_days: self.reminder_days.or(other.reminder_days),
        }
    }
}

/// A secret of one line, from the file that the settings name or from the service manager.
pub(super) fn secret(
    setting: &str,
    named: Option<&Path>,
    credential: &str,
) -> Result<Option<Zeroizing<String>>, String> {
    let given = || {
        let folder = std::env::var_os("CREDENTIALS_DIRECTORY")?;
        Some(PathBuf::from(folder).join(credential)).filter(|file| file.exists())
    };
    let Some(file) = named.map(Path::to_owned).or_else(given) else { return Ok(None) };
    let text = std::fs::read_to_string(&file)
        .map(Zeroizing::new)
        .map_err(|error| format!("{setting}: cannot read {}: {error}", file.display()))?;
    Ok(Some(Zeroizing::new(text.trim_end().to_owned())))
}

/// With what the centre of this name sends notices, or in one line what is wrong with the settings.
pub(super) fn sending(config: &Config, centre_name: &str) -> Result<Sending, String> {
    let set = config.notices.clone();
    let [password, token] = CREDENTIALS;
    let asked = Asked {
        smtp_password: secret("notice-smtp-password-file", set.smtp_password_file.as_deref(), password)?,
        gateway_token: secret("notice-gateway-token-file", set.gateway_token_file.as_deref(), token)?,
        smtp: set.smtp,
        sender: set.sender,
        address: set.address,
        gateway: set.gateway,
        recheck_days: set.recheck_days,
        reminder_days: set.reminder_days,
    };
    Sending::of(asked, centre_name, config.data.join("notices"))
}

/// Writes down that a notice came back.
pub(super) fn bounced(settings: Settings) -> Result<(), Stopped> {
    let mut bytes = Vec::new();
    std::io::stdin().take(MOST).read_to_end(&mut bytes).map_err(failed)?;
    let id = match notice::returned(&bytes) {
        Returned::Other => {
            return Err(wrong("standard input: this is no message of a mail server about a notice"));
        }
        Returned::NotYet => {
            println!("The notice is late or has arrived: there is nothing to do.");
            return Ok(());
        }
        Returned::Back(id) => id,
    };
    let (config, database) = open(settings, Clock::System)?;
    let name = config.centre.unwrap_or_else(|| "Our contact centre".to_owned());
    let (centre, name) =
        network::centre_or_new(&database, &name).map_err(|problem| failed(problem.detail()))?;
    let house = House::new(database, centre, name, false);
    if notice::came_back(&house, id).map_err(|problem| failed(problem.detail()))? {
        println!("The notice is marked as one that came back. Staff are asked to speak with its reader.");
    } else {
        println!("No notice that was sent has this identifier: there is nothing to do.");
    }
    Ok(())
}
