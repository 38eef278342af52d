//! Which mailbox is looked into, as the settings say; and an e-mail that a mail server pipes in.

use super::{
    Settings,
    config::Config,
    notices::secret,
    run::{Stopped, open, try_again, wrong},
};
use crate::{
    intake::mail::{MOST, Mailbox, Read, Taken, read, take},
    network,
};
use clap::Args;
use host::{Clock, House};
use serde::Deserialize;
use std::{
    io::{self, Read as _},
    path::PathBuf,
};

/// Which mailbox is looked into. In a settings file these stand under `[mail]`.
#[derive(Args, Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct MailSettings {
    /// The centre's mailbox, for the program alone: imaps://name@host:993 [default: none is looked into]
    #[arg(long = "mailbox", env = "ALONGSIDE_MAILBOX", value_name = "URL")]
    mailbox: Option<String>,
    /// File of the mailbox's password [default: the service manager's credential mailbox-password]
    #[arg(long = "mailbox-password-file", env = "ALONGSIDE_MAILBOX_PASSWORD_FILE", value_name = "FILE")]
    mailbox_password_file: Option<PathBuf>,
}

impl MailSettings {
    /// What is said here, and otherwise what was said there.
    pub(super) fn or(self, other: Self) -> Self {
        Self {
            mailbox: self.mailbox.or(other.mailbox),
            mailbox_password_file: self.mailbox_password_file.or(other.mailbox_password_file),
        }
    }
}

/// The mailbox that the settings name, or in one line what is wrong with them.
pub(super) fn mailbox(config: &Config) -> Result<Option<Mailbox>, String> {
    let Some(url) = &config.mail.mailbox else { return Ok(None) };
    let file = config.mail.mailbox_password_file.as_deref();
    let password = secret("mailbox-password-file", file, "mailbox-password")?;
    Mailbox::of(url, password).map(Some)
}

/// Takes an e-mail in from standard input. A mail server that hears 75 keeps it and tries again.
pub(super) fn taken(settings: Settings) -> Result<(), Stopped> {
    let mut bytes = Vec::new();
    let most = u64::try_from(MOST + 1).unwrap_or(u64::MAX);
    io::stdin().take(most).read_to_end(&mut bytes).map_err(try_again)?;
    // The rest is read to its end: who writes into a pipe that is closed takes that for a failure.
    io::copy(&mut io::stdin(), &mut io::sink()).map_err(try_again)?;
    if matches!(read(&bytes), Read::Nothing) {
        return Err(wrong("standard input: this is no e-mail"));
    }
    // What is wrong with the settings, the keys or the database is not the e-mail's fault: it is not to be lost.
    let (config, database) = open(settings, Clock::System).map_err(Stopped::again)?;
    let name = config.centre.unwrap_or_else(|| "Our contact centre".to_owned());
    let (centre, name) =
        network::centre_or_new(&database, &name).map_err(|problem| try_again(problem.detail()))?;
    let house = House::new(database, centre, name, false);
    let taken = take(&house, &bytes, None).map_err(|problem| try_again(problem.detail()))?;
    let words = match taken {
        Taken::Enquiry => "The e-mail is an enquiry now.",
        Taken::Added => "The e-mail is with the enquiry that it goes on from.",
        Taken::Before => "The e-mail was taken before: there is nothing to do.",
        Taken::Bounce => {
            "The e-mail said that a notice did not arrive: staff are asked to speak with its reader."
        }
        Taken::Nothing => "A program or a list sent the e-mail: it makes no enquiry.",
    };
    println!("{words}");
    Ok(())
}
