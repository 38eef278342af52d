//! TLS without anything in front of the program: a certificate and its key from two files.

use super::config::Config;
use axum::serve::Listener;
use std::{future::pending, io, net::SocketAddr, path::Path, sync::Arc, time::Duration};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::{Semaphore, mpsc},
    time::{sleep, timeout},
};
use tokio_rustls::{
    TlsAcceptor,
    rustls::{
        ServerConfig,
        crypto::ring,
        pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject},
        version::{TLS12, TLS13},
    },
    server::TlsStream,
};

/// How long somebody may take over saying hello.
const PATIENCE: Duration = Duration::from_secs(10);
/// How many may be saying hello at once.
const GREETINGS: usize = 256;
/// How long to wait when the machine has no room for another connection.
const NO_ROOM: Duration = Duration::from_secs(1);

/// How hello is said over TLS, if the settings name a certificate: TLS 1.2 or 1.3, with the suites that the
/// library holds to be good, all of them with forward secrecy. What is wrong is said in one line.
pub(super) fn of(config: &Config) -> Result<Option<TlsAcceptor>, String> {
    match (&config.tls_certificate, &config.tls_key) {
        (None, None) => Ok(None),
        (Some(certificate), Some(key)) => acceptor(certificate, key).map(Some),
        (Some(_), None) => Err("tls-key: name the file of the certificate's key too".to_owned()),
        (None, Some(_)) => Err("tls-certificate: name the file of the key's certificate too".to_owned()),
    }
}

fn acceptor(certificate: &Path, key: &Path) -> Result<TlsAcceptor, String> {
    let chain: Vec<CertificateDer<'static>> = CertificateDer::pem_file_iter(certificate)
        .and_then(Iterator::collect)
        .map_err(|error| format!("tls-certificate: cannot read {}: {error}", certificate.display()))?;
    if chain.is_empty() {
        return Err(format!("tls-certificate: {} holds no certificate in PEM", certificate.display()));
    }
    let key_read = PrivateKeyDer::from_pem_file(key)
        .map_err(|error| format!("tls-key: cannot read {}: {error}", key.display()))?;
    let mut config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_protocol_versions(&[&TLS13, &TLS12])
        .and_then(|builder| builder.with_no_client_auth().with_single_cert(chain, key_read))
        .map_err(|error| {
            format!("tls-key: {} does not fit {}: {error}", key.display(), certificate.display())
        })?;
    // The best suite that both know, whatever the other end would rather have.
    config.ignore_client_order = true;
    Ok(TlsAcceptor::from(Arc::new(config)))
}

/// Listens for TLS. Everybody says hello beside the others, so that nobody who is slow about it holds up the
/// rest.
pub(super) struct TlsListener {
    greeted: mpsc::Receiver<(TlsStream<TcpStream>, SocketAddr)>,
    address: SocketAddr,
}

impl TlsListener {
    /// Begins to listen.
    pub(super) fn new(listener: TcpListener, acceptor: TlsAcceptor) -> io::Result<Self> {
        let address = listener.local_addr()?;
        let (sender, greeted) = mpsc::channel(1);
        tokio::spawn(greet(listener, acceptor, sender));
        Ok(Self { greeted, address })
    }
}

async fn greet(
    listener: TcpListener,
    acceptor: TlsAcceptor,
    greeted: mpsc::Sender<(TlsStream<TcpStream>, SocketAddr)>,
) {
    let room = Arc::new(Semaphore::new(GREETINGS));
    loop {
        let Ok(turn) = room.clone().acquire_owned().await else { return };
        let (stream, address) = tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok(accepted) => accepted,
                Err(_) => {
                    sleep(NO_ROOM).await;
                    continue;
                }
            },
            // The program is stopping.
            () = greeted.closed() => return,
        };
        let (acceptor, greeted) = (acceptor.clone(), greeted.clone());
        tokio::spawn(async move {
            // Who does not speak TLS, or stops half way, is no concern of ours.
            if let Ok(Ok(stream)) = timeout(PATIENCE, acceptor.accept(stream)).await {
                greeted.send((stream, address)).await.ok();
            }
            drop(turn);
        });
    }
}

impl Listener for TlsListener {
    type Io = TlsStream<TcpStream>;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Self::Io, Self::Addr) {
        match self.greeted.recv().await {
            Some(accepted) => accepted,
            None => pending().await,
        }
    }

    fn local_addr(&self) -> io::Result<Self::Addr> {
        Ok(self.address)
    }
}
