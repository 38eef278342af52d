//! Whom notices are handed to: a mail server and a gateway for text messages, on real ports.

use app::notice::{Asked, Sender, Sending, make_due};
use axum::{
    Json, Router,
    extract::State,
    http::{HeaderMap, StatusCode},
    routing::post,
};
use host::Ids;
use serde_json::{Value, json};
use std::{
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{Arc, Mutex},
};
use stories::Centre;

/// A neutral address, and the name before it.
pub const ADDRESS: &str = "post@bluebell.example.org";

/// aiosmtpd, which writes down what it takes.
pub struct MailSink {
    running: Child,
    port: u16,
    folder: tempfile::TempDir,
}

impl MailSink {
    pub fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        let mut running = Command::new(root.join(".stamps/venv/bin/python"))
            .arg(root.join("scripts/smtp_sink.py"))
            .arg(folder.path().join("mails"))
            .stdout(Stdio::piped())
            .spawn()
            .expect("the mail server of the tests is missing: run `make tools`");
        let mut line = String::new();
        BufReader::new(running.stdout.take().unwrap()).read_line(&mut line).unwrap();
        Self {
            running,
            port: line.trim().parse().expect("the mail server did not start: run `make tools`"),
            folder,
        }
    }

    /// Everything it took, the first first.
    pub fn mails(&self) -> Vec<Value> {
        let text = std::fs::read_to_string(self.folder.path().join("mails")).unwrap_or_default();
        text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    pub fn url(&self) -> String {
        format!("smtp://127.0.0.1:{}", self.port)
    }
}

impl Drop for MailSink {
    fn drop(&mut self) {
        self.running.kill().ok();
        self.running.wait().ok();
    }
}

/// A gateway for text messages: what was asked of it, and what it answers next.
#[derive(Clone, Default)]
pub struct TextSink(Arc<Mutex<(Vec<Value>, Vec<u16>)>>);

impl TextSink {
    /// Answers where it listens.
    pub async fn start(&self) -> String {
        let router = Router::new().route("/messages", post(taken)).with_state(self.clone());
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        tokio::spawn(async move { axum::serve(listener, router).await });
        format!("http://127.0.0.1:{port}/messages")
    }

    pub fn answers_next(&self, statuses: &[u16]) {
        self.0.lock().unwrap().1 = statuses.to_vec();
    }

    pub fn asked(&self) -> Vec<Value> {
        self.0.lock().unwrap().0.clone()
    }
}

async fn taken(State(sink): State<TextSink>, headers: HeaderMap, Json(body): Json<Value>) -> StatusCode {
    let header =
        |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
    let (key, authorization) = (header("idempotency-key"), header("authorization"));
    let mut kept = sink.0.lock().unwrap();
    kept.0.push(json!({"key": key, "authorization": authorization, "body": body}));
    let status = if kept.1.is_empty() { 202 } else { kept.1.remove(0) };
    StatusCode::from_u16(status).unwrap()
}

/// What sends a centre's notices, with the folder it keeps.
pub struct Post {
    sender: Arc<Sender>,
    pub folder: PathBuf,
    _kept: tempfile::TempDir,
}

/// The settings of a centre that sends by mail, by text message, or by both.
pub fn settings(mail: Option<&MailSink>, gateway: Option<String>) -> Asked {
    Asked {
        smtp: mail.map(MailSink::url),
        sender: Some("Bluebell".to_owned()),
        address: Some(ADDRESS.to_owned()),
        gateway_token: gateway.as_ref().map(|_| "token-of-the-gateway".to_owned().into()),
        gateway,
        ..Asked::default()
    }
}

impl Post {
    pub async fn of(centre: &Centre, asked: Asked) -> Self {
        let (house, kept) = (centre.house.clone(), tempfile::tempdir().unwrap());
        let folder = kept.path().join("notices");
        let of = folder.clone();
        let sender = tokio::task::spawn_blocking(move || {
            let sending = Sending::of(asked, house.centre_name(), of).unwrap();
            sending.keep(&house).map_err(|problem| problem.detail()).unwrap();
            Sender::open(sending, &Ids::System).unwrap().unwrap()
        });
        Self { sender: Arc::new(sender.await.unwrap()), folder, _kept: kept }
    }

    /// Sends everything that is due; answers how many were taken.
    pub async fn goes_out(&self, centre: &Centre) -> usize {
        let (house, sender) = (centre.house.clone(), Arc::clone(&self.sender));
        let sent = move || sender.send_due(&house).map_err(|problem| problem.detail()).unwrap();
        tokio::task::spawn_blocking(sent).await.unwrap()
    }
}

impl Post {
    /// Begins again after it was killed; answers how many it had in hand.
    pub async fn goes_on(&self, centre: &Centre) -> usize {
        let (house, sender) = (centre.house.clone(), Arc::clone(&self.sender));
        let done = move || sender.go_on(&house).map_err(|problem| problem.detail()).unwrap();
        tokio::task::spawn_blocking(done).await.unwrap()
    }
}

/// What the clock brings by now.
pub async fn time_goes_by(centre: &Centre) -> usize {
    let house = centre.house.clone();
    let made = move || make_due(&house).map_err(|problem| problem.detail()).unwrap();
    tokio::task::spawn_blocking(made).await.unwrap()
}
