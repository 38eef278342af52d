//! The command line.

mod config;
mod run;
mod tls;

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
    /// Add a sign-in
    #[command(subcommand)]
    User(User),
    /// Plan the weeks ahead (not yet)
    Plan {
        /// The problem, in the scsp/1 format
        instance: PathBuf,
    },
    /// Check that every line of the audit trail is as it was written
    Verify(Settings),
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
}

#[derive(Args, Debug)]
struct Serve {
    #[command(flatten)]
    settings: Settings,
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
