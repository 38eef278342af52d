//! Settings from a file, the environment and flags: a flag wins over the environment, which wins over
//! the file.

use super::{Serve, Settings, mail::MailSettings, notices::NoticeSettings};
use host::db::is_postgres;
use serde::Deserialize;
use std::{net::SocketAddr, path::PathBuf};

/// What the program runs with.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where the embedded database and files are kept.
    pub data: PathBuf,
    /// PostgreSQL's address, where that is used.
    pub database: Option<String>,
    /// The address to listen on.
    pub listen: SocketAddr,
    /// The centre's name, when the database is made.
    pub centre: Option<String>,
    /// The file of the key that signs heads of the trail, where it is kept apart from the other keys.
    pub trail_key: Option<PathBuf>,
    /// The file of the centre's keys, where it is not among the data.
    pub keys: Option<PathBuf>,
    /// The file of the centre key, which opens them.
    pub centre_key_file: Option<PathBuf>,
    /// The address at which people reach the pages.
    pub origin: Option<String>,
    /// The header in which a trusted proxy says where a request came from.
    pub proxy_header: Option<String>,
    /// The certificate to speak TLS with.
    pub tls_certificate: Option<PathBuf>,
    /// Its key.
    pub tls_key: Option<PathBuf>,
    /// Whether something in front of the program speaks TLS.
    pub tls_by_proxy: bool,
    /// With what notices are sent, as the settings say.
    pub notices: NoticeSettings,
    /// Which mailbox is looked into, as the settings say.
    pub mail: MailSettings,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    data: Option<PathBuf>,
    database: Option<String>,
    listen: Option<String>,
    centre: Option<String>,
    trail_key: Option<PathBuf>,
    keys: Option<PathBuf>,
    centre_key_file: Option<PathBuf>,
    origin: Option<String>,
    proxy_header: Option<String>,
    tls_certificate: Option<PathBuf>,
    tls_key: Option<PathBuf>,
    #[serde(default)]
    tls_by_proxy: bool,
    #[serde(default)]
    notices: NoticeSettings,
    #[serde(default)]
    mail: MailSettings,
}

impl Config {
    /// The same for serving, where flags may name how TLS is spoken.
    pub(super) fn for_serving(serve: Serve) -> Result<Self, String> {
        let config = Self::of(serve.settings)?;
        Ok(Self {
            tls_certificate: serve.tls_certificate.or(config.tls_certificate),
            tls_key: serve.tls_key.or(config.tls_key),
            tls_by_proxy: serve.tls_by_proxy || config.tls_by_proxy,
            notices: serve.notices.or(config.notices),
            mail: serve.mail.or(config.mail),
            ..config
        })
    }

    /// Puts the settings together, or says in one line what is wrong with them.
    pub(super) fn of(settings: Settings) -> Result<Self, String> {
        let file = match &settings.config {
            None => File::default(),
            Some(path) => {
                let text = std::fs::read_to_string(path)
                    .map_err(|error| format!("cannot read {}: {error}", path.display()))?;
                toml::from_str(&text).map_err(|error| {
                    format!("{}: {}", path.display(), error.message().lines().next().unwrap_or("unreadable"))
                })?
            }
        };
        let listen = settings.listen.or(file.listen).unwrap_or_else(|| "127.0.0.1:8080".to_owned());
        Ok(Self {
            data: settings.data.or(file.data).unwrap_or_else(|| PathBuf::from("alongside-data")),
            database: settings.database.or(file.database),
            listen: listen
                .parse()
                .map_err(|_| format!("listen: \"{listen}\" is not an address like 127.0.0.1:8080"))?,
            centre: settings.centre.or(file.centre),
            trail_key: settings.trail_key.or(file.trail_key),
            keys: settings.keys.or(file.keys),
            centre_key_file: settings.centre_key_file.or(file.centre_key_file),
            origin: settings.origin.or(file.origin),
            proxy_header: settings.proxy_header.or(file.proxy_header),
            tls_certificate: file.tls_certificate,
            tls_key: file.tls_key,
            tls_by_proxy: file.tls_by_proxy,
            notices: file.notices,
            mail: file.mail,
        })
    }

    /// Makes the folder of the data.
    pub fn make_data(&self) -> Result<(), String> {
        std::fs::create_dir_all(&self.data)
            .map_err(|error| format!("data: cannot make {}: {error}", self.data.display()))
    }

    /// What names the database: PostgreSQL's address or the embedded one's file.
    pub fn database_name(&self) -> Result<String, String> {
        if let Some(url) = &self.database {
            if !is_postgres(url) {
                return Err("database: give an address like postgres://name@host/database".to_owned());
            }
            return Ok(url.clone());
        }
        self.make_data()?;
        Ok(self.embedded())
    }

    /// The embedded database's file.
    pub fn embedded(&self) -> String {
        self.data.join("alongside.sqlite").display().to_string()
    }
}
