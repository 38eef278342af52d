//! The command line.

mod config;
mod copy;
mod key;
mod keys;
mod mail;
mod notices;
mod plan;
mod run;
mod tls;
mod trail;

pub use run::run;

use clap::{Args, Parser, Subcommand};
use std::path::PathBuf;

/// Runs a child contact centre.
#[derive(Debug, Parser)]
#[command(name = "alongside", version, about = "Runs a child contact centre", max_term_width = 100)]
pub struct Alongside {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the centre's pages and API
    Serve(Serve),
    /// Serve a demonstration centre with fictional families
    Demo(Demo),
    /// Bring the database up to date, then stop
    Migrate(Settings),
    /// Take everything into another database: from the embedded one to PostgreSQL, or back
    Copy(CopyTo),
    /// Add a sign-in
    #[command(subcommand)]
    User(User),
    /// Plan the weeks ahead: serve every visit that can be, at the least cost, and break no rule
    Plan(Plan),
    /// Look after the centre's keys
    #[command(subcommand)]
    Key(Key),
    /// Check the audit trail: the one in the database, or offline an exported log, a proof or a report
    Verify(Verify),
    /// Print what the audit trail can be checked by
    #[command(subcommand)]
    Trail(Trail),
    /// Notices that there is something to read
    #[command(subcommand)]
    Notice(Notice),
    /// E-mails to the centre
    #[command(subcommand)]
    Mail(Mail),
    /// Say which version this is
    Version,
}

/// Settings. A flag wins over the environment, which wins over the file.
#[derive(Args, Clone, Debug, Default)]
struct Settings {
    /// Settings file, in TOML
    #[arg(long, env = "ALONGSIDE_CONFIG", value_name = "FILE")]
    config: Option<PathBuf>,
    /// Where the embedded database and files are kept [default: ./alongside-data]
    #[arg(long, env = "ALONGSIDE_DATA", value_name = "DIR")]
    data: Option<PathBuf>,
    /// Use PostgreSQL instead of the embedded database: postgres://name@host/database
    #[arg(long, env = "ALONGSIDE_DATABASE", value_name = "URL", hide_env_values = true)]
    database: Option<String>,
    /// Address to listen on [default: 127.0.0.1:8080]
    #[arg(long, env = "ALONGSIDE_LISTEN", value_name = "ADDR")]
    listen: Option<String>,
    /// The centre's name, when the database is made
    #[arg(long, env = "ALONGSIDE_CENTRE", value_name = "NAME")]
    centre: Option<String>,
    /// File of the key that signs heads of the audit trail, where it is kept apart; made where there is none
    /// [default: it is among the centre's keys]
    #[arg(long, env = "ALONGSIDE_TRAIL_KEY", value_name = "FILE")]
    trail_key: Option<PathBuf>,
    /// File of the centre's keys [default: keys.age among the data]
    #[arg(long, env = "ALONGSIDE_KEYS", value_name = "FILE")]
    keys: Option<PathBuf>,
    /// File of the centre key, which opens them: AGE-SECRET-KEY-1… or a passphrase [default: the service
    /// manager's credential centre-key, ALONGSIDE_CENTRE_KEY, or centre.key among the data]
    #[arg(long, env = "ALONGSIDE_CENTRE_KEY_FILE", value_name = "FILE")]
    centre_key_file: Option<PathBuf>,
    /// The address at which people reach the pages, for passkeys: https://visits.example.org
    #[arg(long, env = "ALONGSIDE_ORIGIN", value_name = "URL")]
    origin: Option<String>,
    /// The header in which a proxy that you trust says where a request came from, for example X-Forwarded-For
    #[arg(long, env = "ALONGSIDE_PROXY_HEADER", value_name = "NAME")]
    proxy_header: Option<String>,
}

#[derive(Args, Debug)]
struct CopyTo {
    #[command(flatten)]
    settings: Settings,
    /// What is copied: a file of the embedded database, or postgres://name@host/database [default: the database of
    /// the settings]
    #[arg(long, value_name = "DATABASE")]
    from: Option<String>,
    /// Where it goes: a file that is not there yet, or an empty database of PostgreSQL
    #[arg(long, value_name = "DATABASE")]
    to: String,
}

#[derive(Args, Debug)]
struct Plan {
    /// Families, centres and supervisors, in the scsp/1 format
    instance: PathBuf,
    /// Stop after so many seconds [default: 60, or as long as the iterations take]
    #[arg(long, value_name = "NUMBER", value_parser = seconds)]
    seconds: Option<f64>,
    /// Search with so many threads
    #[arg(long, value_name = "NUMBER", default_value_t = 2, value_parser = threads)]
    threads: usize,
    /// What chance follows from: with one thread, the same seed and iterations give the same timetable
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    seed: u64,
    /// Stop after so many steps of the search
    #[arg(long, value_name = "NUMBER")]
    iterations: Option<u64>,
    /// The file to write the timetable to, instead of printing it
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Also write the prices from which it follows that no timetable costs less than was said
    #[arg(long, value_name = "FILE")]
    certificate: Option<PathBuf>,
    /// A timetable that families have been told of: change it for as few of them as can be
    #[arg(long, value_name = "FILE")]
    from: Option<PathBuf>,
    /// With --from: visits before this day, counted from 0, stay as they are unless they cannot
    #[arg(long, value_name = "DAY", default_value_t = 0, requires = "from")]
    settled_before: i64,
    /// Write why visits are not served and which single changes would serve most, in words
    #[arg(long, value_name = "FILE")]
    reasons: Option<PathBuf>,
    /// Say on standard error how the search is getting on
    #[arg(long)]
    progress: bool,
}

fn seconds(text: &str) -> Result<f64, String> {
    match text.parse() {
        Ok(seconds) if seconds > 0.0 => Ok(seconds),
        _ => Err("should be a number above 0".to_owned()),
    }
}

fn threads(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(threads) if (1..=64).contains(&threads) => Ok(threads),
        _ => Err("should be a whole number from 1 to 64".to_owned()),
    }
}

#[derive(Args, Debug)]
struct Verify {
    #[command(flatten)]
    settings: Settings,
    /// A log that was exported, to be checked offline
    #[arg(long, value_name = "FILE")]
    log: Option<PathBuf>,
    /// A proof that a line is in the trail, to be checked offline
    #[arg(long, value_name = "FILE")]
    proof: Option<PathBuf>,
    /// A proof that one head follows another, to be checked offline
    #[arg(long, value_name = "FILE")]
    consistency: Option<PathBuf>,
    /// The PDF of a report, to be found in the log or the proof
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
    /// A head that was printed or published, to be held against the rest; may be given again
    #[arg(long = "head", value_name = "FILE")]
    heads: Vec<PathBuf>,
    /// The public key, in hexadecimal; may be given again
    #[arg(long = "key", value_name = "KEY")]
    public_keys: Vec<String>,
}

#[derive(Debug, Subcommand)]
enum Trail {
    /// Print the public key that heads are signed by
    Key(Settings),
    /// Sign a head over all lines there are, and print it
    Head(Settings),
    /// Write out every head and every line, as JSON
    Export {
        #[command(flatten)]
        settings: Settings,
        /// The file to write, instead of printing
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
    /// Print the proof that a line is in the trail, or that the last head follows an earlier one
    Proof {
        #[command(flatten)]
        settings: Settings,
        /// The place of the line
        #[arg(long, value_name = "NUMBER")]
        line: Option<i64>,
        /// The PDF of a report: the line is that of its signing
        #[arg(long, value_name = "FILE", conflicts_with = "line")]
        report: Option<PathBuf>,
        /// Over how many lines the earlier head is
        #[arg(long, value_name = "NUMBER", conflicts_with_all = ["line", "report"])]
        since: Option<i64>,
    },
}

#[derive(Debug, Subcommand)]
enum Key {
    /// Say which keys there are and where; never a secret
    Show(Settings),
    /// Make an encrypted database out of one that earlier versions left unencrypted
    Encrypt(Settings),
    /// Put a new centre key in the place of the old one
    Rotate {
        #[command(flatten)]
        settings: Settings,
        /// File of the new centre key; drawn into it where there is none [default: drawn, in the file of the
        /// old one]
        #[arg(long, value_name = "FILE")]
        new_centre_key_file: Option<PathBuf>,
        /// Lock the embedded database with a new key too; nobody may be using it
        #[arg(long)]
        database_key: bool,
        /// Wrap the families' keys with a new one too; nobody may be using the database
        #[arg(long)]
        sealing_key: bool,
    },
}

#[derive(Debug, Subcommand)]
enum Notice {
    /// Write down that a notice came back: reads the mail server's message about it from standard input
    Bounced(Settings),
}

#[derive(Debug, Subcommand)]
enum Mail {
    /// Take an e-mail in as an enquiry: reads it from standard input, for a mail server to pipe it in
    Take(Settings),
}

#[derive(Args, Debug)]
struct Serve {
    #[command(flatten)]
    settings: Settings,
    #[command(flatten)]
    notices: notices::NoticeSettings,
    #[command(flatten)]
    mail: mail::MailSettings,
    /// Speak TLS with this certificate, in PEM, its chain after it
    #[arg(long, env = "ALONGSIDE_TLS_CERTIFICATE", value_name = "FILE")]
    tls_certificate: Option<PathBuf>,
    /// The certificate's key, in PEM
    #[arg(long, env = "ALONGSIDE_TLS_KEY", value_name = "FILE")]
    tls_key: Option<PathBuf>,
    /// Something in front of the program speaks TLS: tell browsers never to come without it
    #[arg(long, env = "ALONGSIDE_TLS_BY_PROXY")]
    tls_by_proxy: bool,
}

#[derive(Args, Debug)]
struct Demo {
    #[command(flatten)]
    settings: Settings,
    #[command(flatten)]
    notices: notices::NoticeSettings,
    #[command(flatten)]
    mail: mail::MailSettings,
    /// Stop the clock there, in London's time, for example 2026-11-18T09:00
    #[arg(long, value_name = "TIME")]
    clock: Option<String>,
    /// Write an API token for every member of the cast to this file, as JSON
    #[arg(long, value_name = "FILE")]
    tokens: Option<PathBuf>,
    /// Start with the centre and its staff and no families
    #[arg(long)]
    empty: bool,
    /// Also play this many families through two years of visits; a thousand take some minutes
    #[arg(long, value_name = "NUMBER", conflicts_with = "empty")]
    families: Option<usize>,
}

#[derive(Debug, Subcommand)]
enum User {
    /// Add a sign-in; the password is read from standard input
    Add {
        #[command(flatten)]
        settings: Settings,
        /// Name to sign in with
        #[arg(long)]
        username: String,
        /// Name as colleagues know it
        #[arg(long)]
        name: String,
        /// coordinator, safeguarding-lead, supervisor, volunteer, administrator or referrer
        #[arg(long)]
        role: String,
    },
}
