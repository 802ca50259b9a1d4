//! `[server]`: where the service listens and how it is reached.

use std::net::SocketAddr;

use ipnet::IpNet;
use url::Url;

use super::addresses::{local_address, network, socket, web_root};
use super::reader::Reported;
use super::section::{Form, Section};

/// `[server]`.
#[derive(Debug, Clone)]
pub struct ServerConfig {
    /// Where it listens; port 0 lets the system choose (see [`super::Config::bound_to`]).
    pub listen: SocketAddr,
    /// How browsers and banks reach it: scheme, host and port, no path.
    pub public_url: Url,
    /// Whether `public_url` was made from `listen`.
    pub public_url_is_derived: bool,
    /// Whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<IpNet>,
    /// How logs are written.
    pub log: LogFormat,
    /// Level or directives (`info`, `info,pse_backend=debug`), known to be well formed.
    pub log_level: String,
}

/// How logs are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogFormat {
    /// For people on a terminal, else JSON.
    Auto,
    /// One JSON object a line.
    Json,
    /// For people.
    Human,
}

impl ServerConfig {
    pub(super) fn read(section: Section<'_>) -> Result<Self, Reported> {
        let listen = section.or_default("listen", "127.0.0.1:8080", Form::Text, socket);
        let public_url_is_derived = section.given("public_url").is_none();
        let public_url = listen.and_then(|listen| {
            section.or_default("public_url", &local_address(listen), Form::Text, web_root)
        });
        let trusted_proxies = section.list("trusted_proxies", network);
        let log = section.or_default("log", "auto", Form::Text, LogFormat::parse);
        let log_level = section.or_default("log_level", "info", Form::Text, log_level);
        section.close();
        Ok(Self {
            listen: listen?,
            public_url: public_url?,
            public_url_is_derived,
            trusted_proxies: trusted_proxies?.unwrap_or_default(),
            log: log?,
            log_level: log_level?,
        })
    }
}

impl ServerConfig {
    /// The public address made from `listen`; `None` when one is configured.
    pub(super) fn derived_public_url(&self) -> Option<Url> {
        if !self.public_url_is_derived {
            return None;
        }
        web_root(&local_address(self.listen)).ok()
    }
}

impl LogFormat {
    fn parse(text: &str) -> Result<Self, String> {
        match text {
            "auto" => Ok(Self::Auto),
            "json" => Ok(Self::Json),
            "human" => Ok(Self::Human),
            _ => Err("is none of \"auto\", \"json\", \"human\"".to_owned()),
        }
    }
}

fn log_level(text: &str) -> Result<String, String> {
    crate::logging::filter(text).map(|_| text.to_owned()).map_err(|_| {
        "is neither a level (error, warn, info, debug, trace, off) nor directives such as \
         \"info,pse_backend=debug\""
            .to_owned()
    })
}
