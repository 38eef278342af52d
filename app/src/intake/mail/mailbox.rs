//! The centre's mailbox, looked into over IMAP: each e-mail is taken once, and then marked as seen there.

use super::{
    MOST,
    take::{Place, Taken, known, take},
};
use crate::notice::is_here;
use async_imap::{Client, Session};
use base::{Day, Moment};
use futures_util::TryStreamExt;
use host::{House, Problem};
use policy::Actor;
use std::{fmt, sync::Arc, time::Duration};
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::TcpStream,
    time::timeout,
};
use tokio_rustls::{
    TlsConnector,
    rustls::{ClientConfig, RootCertStore, crypto::ring, pki_types::ServerName},
};
use url::Url;
use zeroize::Zeroizing;

/// How often it is looked into.
const EVERY: Duration = Duration::from_mins(1);
/// How long one look may take.
const PATIENCE: Duration = Duration::from_mins(5);
/// The most e-mails that are taken in one look. The rest waits for the next.
const AT_ONCE: usize = 100;
/// For so many days an e-mail is looked at that somebody has read before the program did.
const DAYS_BACK: i64 = 14;

/// The centre's mailbox.
#[derive(Clone)]
pub struct Mailbox {
    host: String,
    port: u16,
    is_plain: bool,
    name: String,
    password: Zeroizing<String>,
    folder: String,
}

impl fmt::Debug for Mailbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Mailbox({}:{})", self.host, self.port)
    }
}

impl Mailbox {
    /// The mailbox of `imaps://name@host:993/INBOX`; without TLS only on this machine, `imap://`.
    pub fn of(url: &str, password: Option<Zeroizing<String>>) -> Result<Self, String> {
        let wrong = || format!("mailbox: \"{url}\" is not an address like imaps://name@mail.example.org");
        let read = Url::parse(url).map_err(|_| wrong())?;
        let host = read.host_str().ok_or_else(wrong)?.to_owned();
        let (is_plain, usual) = match read.scheme() {
            "imaps" => (false, 993),
            "imap" if is_here(&host) => (true, 143),
            _ => return Err(wrong()),
        };
        if read.password().is_some() {
            return Err("mailbox: leave the password out; name its file with --mailbox-password-file".into());
        }
        let password = password.ok_or("mailbox-password-file: name the file of the mailbox's password")?;
        let (name, folder) = (read.username().replace("%40", "@"), read.path().trim_start_matches('/'));
        if name.is_empty() {
            return Err(wrong());
        }
        let folder = if folder.is_empty() { "INBOX" } else { folder }.to_owned();
        Ok(Self { host, port: read.port().unwrap_or(usual), is_plain, name, password, folder })
    }

    /// What its places are known by.
    fn known_by(&self) -> String {
        format!("{}@{}:{}/{}", self.name, self.host, self.port, self.folder)
    }

    async fn opened(&self) -> Result<Session<Box<dyn Line>>, String> {
        let host = self.host.trim_start_matches('[').trim_end_matches(']');
        let socket = TcpStream::connect((host, self.port)).await.map_err(|error| error.to_string())?;
        let line: Box<dyn Line> = if self.is_plain {
            Box::new(socket)
        } else {
            let name = ServerName::try_from(host.to_owned()).map_err(|error| error.to_string())?;
            Box::new(tls()?.connect(name, socket).await.map_err(|error| error.to_string())?)
        };
        let mut client = Client::new(line);
        client.read_response().await.map_err(|error| error.to_string())?.ok_or("it says nothing")?;
        let signed_in = client.login(&self.name, self.password.as_str()).await;
        // What a server says of a wrong password may repeat it.
        signed_in.map_err(|_| "it refuses the name and password".to_owned())
    }
}

/// What an IMAP server is spoken to over.
trait Line: AsyncRead + AsyncWrite + fmt::Debug + Send + Unpin {}
impl<T: AsyncRead + AsyncWrite + fmt::Debug + Send + Unpin> Line for T {}

fn tls() -> Result<TlsConnector, String> {
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|error| error.to_string())?;
    Ok(TlsConnector::from(Arc::new(config.with_root_certificates(roots).with_no_client_auth())))
}

/// A day as IMAP writes it, for example "9-Nov-2026".
fn on(day: Day) -> String {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let date = day.date();
    let month =
        usize::try_from(date.month() - 1).ok().and_then(|at| MONTHS.get(at)).copied().unwrap_or("Jan");
    format!("{}-{month}-{}", date.day(), date.year())
}

/// Takes what is in the mailbox and was not taken yet, the earliest first; answers how many became or joined an
/// enquiry.
pub async fn take_all(house: &House, mailbox: &Mailbox) -> Result<usize, String> {
    timeout(PATIENCE, looked_into(house, mailbox)).await.map_err(|_| "it took too long".to_owned())?
}

async fn looked_into(house: &House, mailbox: &Mailbox) -> Result<usize, String> {
    let said = |error: async_imap::error::Error| error.to_string();
    let mut session = mailbox.opened().await?;
    let opened = session.select(&mailbox.folder).await.map_err(said)?;
    let validity = opened.uid_validity.ok_or("it does not number its e-mails")?;
    let since = on(now(house).day().plus_days(-DAYS_BACK));
    // What somebody read in the mailbox is taken all the same: that they read it does not answer it.
    let asked = format!("UNDELETED OR UNSEEN SINCE {since}");
    let mut numbers: Vec<u32> = session.uid_search(&asked).await.map_err(said)?.into_iter().collect();
    let unseen = session.uid_search("UNDELETED UNSEEN").await.map_err(said)?;
    numbers.sort_unstable();
    let place = |number| Place { mailbox: mailbox.known_by(), validity, number };
    let taken = taken_of(house, numbers.iter().map(|number| place(*number).mark()).collect()).await?;
    let (before, new): (Vec<u32>, Vec<u32>) =
        numbers.into_iter().partition(|number| taken.contains(&place(*number).mark()));
    let mut kept = 0;
    // A program that was killed after it took an e-mail and before it said so to the server.
    let mut done: Vec<u32> = before.into_iter().filter(|number| unseen.contains(number)).collect();
    for number in new.into_iter().take(AT_ONCE) {
        // One byte more than is read tells that there is more.
        let wanted = format!("BODY.PEEK[]<0.{}>", MOST + 1);
        let got: Vec<_> = {
            let answer = session.uid_fetch(number.to_string(), wanted).await.map_err(said)?;
            answer.try_collect().await.map_err(said)?
        };
        let Some(bytes) = got.iter().find_map(|one| one.body()).map(<[u8]>::to_vec) else { continue };
        let (of, place) = (house.clone(), place(number));
        let became = tokio::task::spawn_blocking(move || take(&of, &bytes, Some(&place))).await;
        match became.map_err(|error| error.to_string())? {
            Ok(became) => {
                kept += usize::from(matches!(became, Taken::Enquiry | Taken::Added));
                done.push(number);
            }
            // It stays where it is, and is tried again at the next look.
            Err(problem) => tracing::error!("an e-mail could not be taken in: {}", problem.detail()),
        }
    }
    for number in done {
        let marked = session.uid_store(number.to_string(), "+FLAGS.SILENT (\\Seen)").await.map_err(said)?;
        marked.try_collect::<Vec<_>>().await.map_err(said)?;
    }
    session.logout().await.ok();
    Ok(kept)
}

fn now(house: &House) -> Moment {
    house.database().clock().now()
}

async fn taken_of(house: &House, marks: Vec<String>) -> Result<Vec<String>, String> {
    let found = house.database().read(&Actor::program(house.centre()), move |tx| known(tx, &marks)).await;
    found.map_err(|problem: Problem| problem.detail())
}

/// Looks into the mailbox as long as the program serves.
pub async fn keep_taking(house: House, mailbox: Mailbox) {
    let mut turns = tokio::time::interval(EVERY);
    loop {
        turns.tick().await;
        if let Err(why) = take_all(&house, &mailbox).await {
            tracing::warn!("the mailbox cannot be looked into: {why}");
        }
    }
}
