//! Handing an e-mail over to the centre's mail server, by SMTP.

use super::text::Written;
use base::{Moment, NoticeId};
use lettre::{
    Address, Message,
    message::{
        Mailbox,
        header::{ContentType, Header, HeaderName, HeaderValue},
    },
    transport::smtp::{
        Error,
        authentication::{Credentials, Mechanism},
        client::{SmtpConnection, TlsParameters},
        commands::{Data, Mail, Rcpt},
        extension::ClientId,
    },
};
use rules::notice::Because;
use std::{
    fmt,
    net::IpAddr,
    time::{Duration, UNIX_EPOCH},
};
use url::Url;
use zeroize::Zeroizing;

/// How long the server may take over each answer.
const PATIENCE: Duration = Duration::from_mins(1);

/// How the line to the server is kept from being listened to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Line {
    /// TLS from the first byte.
    Tls,
    /// TLS before anything is said.
    StartTls,
    /// Neither: the server is on this machine.
    Plain,
}

/// The mail server, and from whom mails come.
#[derive(Clone)]
pub struct MailServer {
    host: String,
    port: u16,
    line: Line,
    login: Option<(String, Zeroizing<String>)>,
    from: Mailbox,
}

impl fmt::Debug for MailServer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "MailServer({}:{}, {:?})", self.host, self.port, self.line)
    }
}

/// What became of something that was handed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Handed {
    /// The server took it.
    Taken,
    /// Nobody has this address or number.
    Nobody,
    /// It will never take it.
    Never(Because),
    /// It is to be tried again.
    NotNow,
}

/// An e-mail about to be handed over.
pub(super) struct Letter<'a> {
    pub(super) id: NoticeId,
    pub(super) at: Moment,
    pub(super) to: &'a str,
    pub(super) written: &'a Written,
}

/// That nobody wrote it: no program answers it (RFC 3834).
#[derive(Clone)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }
    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }
    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

/// Whether a host is this machine.
pub(crate) fn is_here(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    bare == "localhost" || bare.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

impl MailServer {
    /// The server of `smtp://name@host:587` (STARTTLS, without which nothing is said to a server elsewhere) or
    /// `smtps://name@host:465`, and the neutral sender.
    pub fn of(
        url: &str,
        password: Option<Zeroizing<String>>,
        sender: Option<&str>,
        address: &str,
    ) -> Result<Self, String> {
        let wrong =
            || format!("notice-smtp: \"{url}\" is not an address like smtp://name@mail.example.org:587");
        let read = Url::parse(url).map_err(|_| wrong())?;
        let host = read.host_str().ok_or_else(wrong)?.to_owned();
        let (line, usual) = match read.scheme() {
            "smtps" => (Line::Tls, 465),
            "smtp" if is_here(&host) => (Line::Plain, 25),
            "smtp" => (Line::StartTls, 587),
            _ => return Err(wrong()),
        };
        if read.password().is_some() {
            return Err(
                "notice-smtp: leave the password out; name its file with --notice-smtp-password-file".into(),
            );
        }
        let login = match (read.username(), password) {
            ("", _) => None,
            (name, Some(password)) => Some((name.replace("%40", "@"), password)),
            (_, None) => {
                return Err("notice-smtp-password-file: name the file of the mail server's password".into());
            }
        };
        let address: Address =
            address.parse().map_err(|_| format!("notice-address: \"{address}\" is not an e-mail address"))?;
        let from = Mailbox::new(sender.map(str::to_owned), address);
        Ok(Self { host, port: read.port().unwrap_or(usual), line, login, from })
    }

    /// From whom mails come.
    #[must_use]
    pub fn from(&self) -> &Mailbox {
        &self.from
    }

    /// The mail as it goes over the line. Its identifier is the notice's, however often it is tried, so that a server
    /// and a mailbox can know it again.
    fn composed(&self, letter: &Letter<'_>, to: Address) -> Option<Vec<u8>> {
        let at = u64::try_from(letter.at.microseconds()).ok()?;
        let message = Message::builder()
            .date(UNIX_EPOCH + Duration::from_micros(at))
            .message_id(Some(format!("<{}@{}>", letter.id, self.from.email.domain())))
            .from(self.from.clone())
            .to(Mailbox::new(None, to))
            .subject(letter.written.subject.clone())
            .header(AutoSubmitted)
            .header(ContentType::TEXT_PLAIN)
            .body(letter.written.body.clone());
        message.ok().map(|message| message.formatted())
    }

    fn connected(&self) -> Result<SmtpConnection, Error> {
        // Not the name of this machine, which could be the centre's.
        let hello = ClientId::Domain(self.from.email.domain().to_owned());
        let tls = match self.line {
            Line::Plain => None,
            Line::Tls | Line::StartTls => Some(TlsParameters::new_rustls(self.host.clone())?),
        };
        let wrapped = tls.as_ref().filter(|_| self.line == Line::Tls);
        let server = (self.host.trim_start_matches('[').trim_end_matches(']'), self.port);
        let mut line = SmtpConnection::connect(server, Some(PATIENCE), &hello, wrapped, None)?;
        if let (Line::StartTls, Some(tls)) = (self.line, &tls) {
            line.starttls(tls, &hello)?;
        }
        if let Some((name, password)) = &self.login {
            let credentials = Credentials::new(name.clone(), password.to_string());
            line.auth(&[Mechanism::Plain, Mechanism::Login], &credentials)?;
        }
        Ok(line)
    }

    /// Hands a mail over. `mark` is called when nothing is left to be said but that it is whole: from the next byte on
    /// the server may have taken it.
    pub(super) fn hand_over(&self, letter: &Letter<'_>, mark: &mut dyn FnMut()) -> Handed {
        let Ok(to) = letter.to.parse::<Address>() else { return Handed::Never(Because::Unreadable) };
        let Some(bytes) = self.composed(letter, to.clone()) else {
            return Handed::Never(Because::Unreadable);
        };
        // What goes wrong before the recipient is named is between us and our server, and says nothing of them.
        let begun = self.connected().and_then(|mut line| {
            line.command(Mail::new(Some(self.from.email.clone()), Vec::new()))?;
            Ok(line)
        });
        let mut line = match begun {
            Ok(line) => line,
            Err(error) => {
                // What a server says of our own doing; no recipient has been named to it yet.
                tracing::warn!("the mail server cannot be used: {error}");
                return Handed::NotNow;
            }
        };
        let whole = BeforeTheEnd { body: Some(bytes), mark };
        if let Err(error) = line.command(Rcpt::new(to, Vec::new())) {
            line.abort();
            return if error.is_permanent() { Handed::Nobody } else { Handed::NotNow };
        }
        match line.command(Data).and_then(|_| line.message_iter(whole)) {
            Ok(_) => {
                line.quit().ok();
                Handed::Taken
            }
            Err(error) => {
                line.abort();
                if error.is_permanent() { Handed::Never(Because::Refused) } else { Handed::NotNow }
            }
        }
    }
}

/// The body, and then a mark: after the last part has been taken, the end of the mail is all that is left to write.
struct BeforeTheEnd<'m> {
    body: Option<Vec<u8>>,
    mark: &'m mut dyn FnMut(),
}

impl Iterator for BeforeTheEnd<'_> {
    type Item = Vec<u8>;

    fn next(&mut self) -> Option<Vec<u8>> {
        let part = self.body.take();
        if part.is_none() {
            (self.mark)();
        }
        part
    }
}
