//! One connection to a server, kept open, with the cookie of whoever signed in.

use crate::Broken;
use app::demo::PASSWORD;
use axum::http::{Method, Request, StatusCode, header};
use http_body_util::{BodyExt, Full};
use hyper::{body::Bytes, client::conn::http1::SendRequest};
use hyper_util::rt::TokioIo;
use std::{
    net::SocketAddr,
    time::{Duration, Instant},
};
use tokio::net::TcpStream;

/// One connection.
pub(crate) struct Browser {
    connection: SendRequest<Full<Bytes>>,
    cookie: String,
}

impl Browser {
    pub(crate) async fn open(address: SocketAddr) -> Result<Self, Broken> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        let (connection, work) = hyper::client::conn::http1::handshake(TokioIo::new(stream)).await?;
        tokio::spawn(work);
        Ok(Self { connection, cookie: String::new() })
    }

    /// Signs in as one of the demonstration's people.
    pub(crate) async fn sign_in(&mut self, who: &str) -> Result<(), Broken> {
        let form = format!("username={who}&password={PASSWORD}");
        let request = Request::post("/sign-in")
            .header(header::HOST, "localhost")
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Full::from(form))?;
        let answer = self.connection.send_request(request).await?;
        let cookies = answer.headers().get_all(header::SET_COOKIE).iter();
        let seat = cookies.filter_map(|value| value.to_str().ok()).find(|line| line.starts_with("seat="));
        let cookie = seat.and_then(|value| value.split(';').next()).map(str::to_owned);
        self.cookie = cookie.ok_or_else(|| format!("{who} could not sign in: {}", answer.status()))?;
        answer.into_body().collect().await?;
        Ok(())
    }

    /// Asks for a page, and says how long it took until the last byte was here.
    pub(crate) async fn get(&mut self, path: &str) -> Result<Duration, Broken> {
        let request = Request::get(path)
            .header(header::HOST, "localhost")
            .header(header::COOKIE, &self.cookie)
            .body(Full::default())?;
        let (status, took) = self.timed(request).await?;
        if status == StatusCode::OK { Ok(took) } else { Err(format!("{path} answers {status}").into()) }
    }

    /// Asks as the browser, or as a program with a token, and says what was answered and how long it took.
    pub(crate) async fn asks(
        &mut self,
        (method, path): (Method, &str),
        token: Option<&str>,
        body: &str,
    ) -> Result<(StatusCode, Duration), Broken> {
        let request = Request::builder().method(method).uri(path).header(header::HOST, "localhost");
        let request = match token {
            Some(token) => request
                .header(header::AUTHORIZATION, format!("Bearer {token}"))
                .header(header::CONTENT_TYPE, "application/json"),
            None => request.header(header::COOKIE, &self.cookie),
        };
        self.timed(request.body(Full::from(body.to_owned()))?).await
    }

    async fn timed(&mut self, request: Request<Full<Bytes>>) -> Result<(StatusCode, Duration), Broken> {
        let asked_at = Instant::now();
        self.connection.ready().await?;
        let answer = self.connection.send_request(request).await?;
        let status = answer.status();
        answer.into_body().collect().await?;
        Ok((status, asked_at.elapsed()))
    }
}
