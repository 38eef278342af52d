//! One connection to the server, kept open.

use crate::Broken;
use axum::http::{Method, Request, header};
use http_body_util::{BodyExt, Full};
use hyper::{body::Bytes, client::conn::http1::SendRequest};
use hyper_util::rt::TokioIo;
use serde_json::Value;
use std::net::SocketAddr;
use tokio::net::TcpStream;

/// A program that calls operations with somebody's token.
pub(crate) struct Client {
    connection: SendRequest<Full<Bytes>>,
    token: String,
}

impl Client {
    pub(crate) async fn open(address: SocketAddr, token: &str) -> Result<Self, Broken> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        let (connection, work) = hyper::client::conn::http1::handshake(TokioIo::new(stream)).await?;
        tokio::spawn(work);
        Ok(Self { connection, token: token.to_owned() })
    }

    /// Asks, and answers the status and the body.
    pub(crate) async fn ask(
        &mut self,
        method: Method,
        path: &str,
        (body, key): (&Value, Option<&str>),
    ) -> Result<(u16, Value), Broken> {
        let mut request = Request::builder()
            .method(&method)
            .uri(format!("/api/v1{path}"))
            .header(header::HOST, "localhost")
            .header(header::AUTHORIZATION, format!("Bearer {}", self.token));
        if let Some(key) = key {
            request = request.header("idempotency-key", key);
        }
        let body = if method == Method::GET {
            Full::default()
        } else {
            request = request.header(header::CONTENT_TYPE, "application/json");
            Full::from(body.to_string())
        };
        self.connection.ready().await?;
        let answer = self.connection.send_request(request.body(body)?).await?;
        let status = answer.status().as_u16();
        let bytes = answer.into_body().collect().await?.to_bytes();
        Ok((status, serde_json::from_slice(&bytes).unwrap_or(Value::Null)))
    }

    /// GET, expecting success.
    pub(crate) async fn get(&mut self, path: &str) -> Result<Value, Broken> {
        let (status, body) = self.ask(Method::GET, path, (&Value::Null, None)).await?;
        if status == 200 { Ok(body) } else { Err(format!("GET {path}: {status} {body}").into()) }
    }

    /// POST, expecting success.
    pub(crate) async fn post(&mut self, path: &str, body: &Value) -> Result<Value, Broken> {
        let (status, answer) = self.ask(Method::POST, path, (body, None)).await?;
        if status < 300 { Ok(answer) } else { Err(format!("POST {path}: {status} {answer}").into()) }
    }

    /// Every line of a list, page by page.
    pub(crate) async fn all(&mut self, path: &str) -> Result<Vec<Value>, Broken> {
        let (mut lines, mut next) = (Vec::new(), None::<String>);
        loop {
            let more = next.map(|cursor| format!("&cursor={cursor}")).unwrap_or_default();
            let page = self.get(&format!("{path}limit=100{more}")).await?;
            lines.extend(page["items"].as_array().cloned().unwrap_or_default());
            next = page["next"].as_str().map(str::to_owned);
            if next.is_none() {
                return Ok(lines);
            }
        }
    }
}
