//! Carrying out a command.

use super::{
    Alongside, Command, Demo, Mail, Notice, Serve, Settings, User,
    config::Config,
    copy, key, keys, mail, notices, plan,
    tls::{self, TlsListener},
    trail,
};
use crate::{demo, demo::Cast, network, notice, notice::Sending, routes};
use axum::{
    Router,
    http::{HeaderValue, header::STRICT_TRANSPORT_SECURITY},
    middleware,
    response::Response,
    serve::{Listener, ListenerExt},
};
use base::Moment;
use clap::Parser;
use host::{Clock, Database, House, Ids, identity::Reached};
use policy::Role;
use std::{io::Read, net::SocketAddr, path::Path, process::ExitCode};
use tokio::net::TcpListener;

/// Why a command was not carried out: exit code and one line.
pub(super) struct Stopped(u8, String);

pub(super) fn wrong(line: impl ToString) -> Stopped {
    Stopped(2, line.to_string())
}
pub(super) fn failed(line: impl ToString) -> Stopped {
    Stopped(1, line.to_string())
}
/// What mail servers know as a failure that passes (EX_TEMPFAIL).
pub(super) fn try_again(line: impl ToString) -> Stopped {
    Stopped(75, line.to_string())
}

impl Stopped {
    /// The same, as a failure that passes.
    pub(super) fn again(self) -> Self {
        try_again(self.1)
    }
}

/// Reads the command line and carries it out.
#[must_use]
pub fn run() -> ExitCode {
    let filter = std::env::var("ALONGSIDE_LOG").unwrap_or_else(|_| "info".to_owned());
    // What is said to the mailbox, its password among it, is written to no log however much else is asked for.
    let filter = format!("{filter},async_imap=info");
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_target(false)
        .without_time()
        .init();
    let done = match Alongside::parse().command {
        Command::Version => {
            println!("alongside {}", env!("CARGO_PKG_VERSION"));
            Ok(())
        }
        Command::Plan(asked) => plan::plan(asked),
        Command::Serve(settings) => serve(settings),
        Command::Demo(demo) => demonstrate(demo),
        Command::Migrate(settings) => {
            open(settings, Clock::System).map(|_| println!("The database is up to date."))
        }
        Command::Copy(asked) => copy::copy(asked),
        Command::Key(asked) => key::look_after(asked),
        Command::Verify(asked) => trail::verify(asked),
        Command::Trail(asked) => trail::make(asked),
        Command::Notice(Notice::Bounced(settings)) => notices::bounced(settings),
        Command::Mail(Mail::Take(settings)) => mail::taken(settings),
        Command::User(User::Add { settings, username, name, role }) => {
            add_user(settings, &username, &name, &role)
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(Stopped(code, line)) => {
            // One line, whatever a library had to say.
            eprintln!("alongside: {}", line.split_whitespace().collect::<Vec<_>>().join(" "));
            ExitCode::from(code)
        }
    }
}

pub(super) fn open(settings: Settings, clock: Clock) -> Result<(Config, Database), Stopped> {
    let config = Config::of(settings).map_err(wrong)?;
    let database = open_database(&config, clock, keys::warn)?;
    Ok((config, database))
}

/// Opens the database with the centre's keys. `made` is told of a centre key that was made beside the data.
fn open_database(config: &Config, clock: Clock, made: fn(&Path)) -> Result<Database, Stopped> {
    let name = config.database_name().map_err(wrong)?;
    let opened = keys::place(config).map_err(wrong)?.open_or_make(&name, &Ids::System).map_err(wrong)?;
    if let Some(file) = &opened.made {
        made(file);
    }
    let database = Database::open(&name, &opened.keys, clock, Ids::System).map_err(wrong)?;
    database.migrate().map_err(wrong)?;
    database.signing_with(keys::of_trail(config, &opened.keys).map_err(wrong)?);
    Ok(database)
}

fn serve(settings: Serve) -> Result<(), Stopped> {
    let config = Config::for_serving(settings).map_err(wrong)?;
    // Before anything is opened: what is wrong with the certificate is no concern of the database.
    let tls = tls::of(&config).map_err(wrong)?;
    notices::sending(&config, "").map_err(wrong)?;
    let mailbox = mail::mailbox(&config).map_err(wrong)?;
    let database = open_database(&config, Clock::System, keys::warn)?;
    let name = config.centre.clone().unwrap_or_else(|| "Our contact centre".to_owned());
    let (centre, name) =
        network::centre_or_new(&database, &name).map_err(|problem| failed(problem.detail()))?;
    let reached = Reached::at(config.origin.as_deref(), config.proxy_header.as_deref()).map_err(wrong)?;
    let sending = notices::sending(&config, &name).map_err(wrong)?;
    let house = House::new(database, centre, name, false).reached_at(reached);
    let runtime = runtime()?;
    let scheme = if tls.is_some() { "https" } else { "http" };
    let greet = |address| println!("Alongside is at {scheme}://{address}");
    runtime.block_on(async {
        if let Some(mailbox) = mailbox {
            tokio::spawn(crate::intake::mail::keep_taking(house.clone(), mailbox));
        }
        let listener = bind(config.listen).await?;
        greet(listener.local_addr().map_err(failed)?);
        match tls {
            Some(tls) => {
                serve_on(TlsListener::new(listener, tls).map_err(failed)?, (house, sending), true).await
            }
            None => serve_on(listener, (house, sending), config.tls_by_proxy).await,
        }
    })
}

fn demonstrate(demo: Demo) -> Result<(), Stopped> {
    let clock = match &demo.clock {
        None => Clock::going(),
        Some(text) => Clock::stopped(standing_at(text)?),
    };
    let config = Config::of(demo.settings).map_err(wrong)?;
    let (sends, reads) = (demo.notices.or(config.notices.clone()), demo.mail.or(config.mail.clone()));
    let config = Config { notices: sends, mail: reads, ..config };
    let mailbox = mail::mailbox(&config).map_err(wrong)?;
    // Its families are made up: that their key lies beside them is worth no words.
    let database = open_database(&config, clock, |_| {})?;
    // Passkeys want a name: a demonstration's are made and used at localhost.
    let origin =
        config.origin.clone().unwrap_or_else(|| format!("http://localhost:{}", config.listen.port()));
    let reached = Reached::at(Some(&origin), config.proxy_header.as_deref()).map_err(wrong)?;
    let house = demo::open(&database).map_err(|problem| failed(problem.detail()))?.reached_at(reached);
    let sending = notices::sending(&config, house.centre_name()).map_err(wrong)?;
    let mut cast = demo::cast(&house).map_err(|problem| failed(problem.detail()))?;
    write_tokens(demo.tokens.as_deref(), &cast)?;
    let runtime = runtime()?;
    let listener = runtime.block_on(bind(config.listen))?;
    if let (true, Some(families)) = (cast.is_new, demo.families) {
        demo::enlarge(&house, &mut cast).map_err(|problem| failed(problem.detail()))?;
        let tell = |words| println!("{words}");
        runtime.block_on(demo::crowd(&house, &cast, families, tell)).map_err(failed)?;
    }
    if cast.is_new && !demo.empty {
        println!("Playing ten families' stories into the demonstration. This happens once.");
        runtime.block_on(demo::play(&house, &cast)).map_err(failed)?;
    }
    demo::add_parents(&house, &mut cast).map_err(|problem| failed(problem.detail()))?;
    write_tokens(demo.tokens.as_deref(), &cast)?;
    demo::greet(listener.local_addr().map_err(failed)?, &cast);
    if let Some(mailbox) = mailbox {
        runtime.spawn(crate::intake::mail::keep_taking(house.clone(), mailbox));
    }
    runtime.block_on(serve_on(listener, (house, sending), false))
}

fn write_tokens(file: Option<&Path>, cast: &Cast) -> Result<(), Stopped> {
    let Some(file) = file else { return Ok(()) };
    let text = serde_json::to_string_pretty(&cast.tokens()).map_err(failed)?;
    std::fs::write(file, text)
        .map_err(|error| wrong(format!("tokens: cannot write {}: {error}", file.display())))
}

/// Reads 2026-11-18T09:00 as London's time, or a moment with an offset.
fn standing_at(text: &str) -> Result<Moment, Stopped> {
    let local = text.split_once('T').and_then(|(day, clock)| {
        let clock = clock.get(..5).filter(|_| clock.len() <= 8)?;
        Moment::on(day.parse().ok()?, clock.parse().ok()?).ok()
    });
    local
        .or_else(|| text.parse().ok())
        .ok_or_else(|| wrong(format!("clock: \"{text}\" is not a time like 2026-11-18T09:00")))
}

fn add_user(settings: Settings, username: &str, name: &str, role: &str) -> Result<(), Stopped> {
    let role: Role = role.parse().map_err(|error| wrong(format!("role: {error}")))?;
    if matches!(role, Role::Public | Role::Program | Role::Parent) {
        return Err(wrong("role: parents are given a sign-in on the page of their family"));
    }
    let (config, database) = open(settings, Clock::System)?;
    let mut password = String::new();
    std::io::stdin().read_to_string(&mut password).map_err(failed)?;
    let centre = config.centre.unwrap_or_else(|| "Our contact centre".to_owned());
    let (centre, _) =
        network::centre_or_new(&database, &centre).map_err(|problem| failed(problem.detail()))?;
    network::account_add(&database, centre, username, name, role, password.trim_end())
        .map_err(|problem| wrong(problem.detail()))?;
    println!("{username} can sign in.");
    Ok(())
}

fn runtime() -> Result<tokio::runtime::Runtime, Stopped> {
    tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(failed)
}

async fn bind(address: SocketAddr) -> Result<TcpListener, Stopped> {
    TcpListener::bind(address)
        .await
        .map_err(|error| wrong(format!("listen: cannot listen on {address}: {error}")))
}

/// Every answer tells the browser never to come without TLS: for two years, here alone.
fn only_over_tls(router: Router) -> Router {
    router.layer(middleware::map_response(async |mut response: Response| {
        let always = HeaderValue::from_static("max-age=63072000");
        response.headers_mut().insert(STRICT_TRANSPORT_SECURITY, always);
        response
    }))
}

/// Serves until it is asked to stop, with what the program tends by itself begun.
async fn serve_on<L>(
    listener: L,
    (house, sending): (House, Sending),
    is_over_tls: bool,
) -> Result<(), Stopped>
where
    L: Listener<Addr = SocketAddr>,
{
    // A policy that does not fit its schema lets nobody in.
    policy::check().map_err(|error| wrong(format!("policies: {error}")))?;
    tokio::spawn(crate::tend::keep_tending(house.clone()));
    tokio::spawn(crate::trail::keep_signing(house.clone()));
    tokio::spawn(crate::proposal::keep_planning(house.clone()));
    tokio::task::block_in_place(|| sending.keep(&house)).map_err(|problem| failed(problem.detail()))?;
    tokio::spawn(notice::keep_sending(house.clone(), sending));
    let (router, open_pages) = (routes::served(house.clone()), house.clone());
    let router = if is_over_tls { only_over_tls(router) } else { router };
    // Who is at the other end is asked of the connection in the same way, however it came about.
    axum::serve(listener.tap_io(|_| {}), router.into_make_service_with_connect_info::<SocketAddr>())
        .with_graceful_shutdown(async move {
            asked_to_stop().await;
            // Pages that wait for news are let go, or the last of them would keep the program.
            open_pages.database().tell_no_more();
        })
        .await
        .map_err(failed)?;
    // Nothing is added while nobody serves, so what was added last is under a head too.
    let signed = tokio::task::block_in_place(|| crate::trail::sign(&house));
    signed.map(drop).map_err(|problem| failed(problem.detail()))
}

/// Ctrl-C, or the signal by which a service manager stops a program.
async fn asked_to_stop() {
    use tokio::signal::unix::{SignalKind, signal};
    let interrupt = tokio::signal::ctrl_c();
    match signal(SignalKind::terminate()) {
        Ok(mut terminate) => {
            tokio::select! { _ = interrupt => {}, _ = terminate.recv() => {} }
        }
        Err(_) => {
            interrupt.await.ok();
        }
    }
}
