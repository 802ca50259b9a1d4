//! `[server]`: where the service listens and how it is reached.

use std::net::SocketAddr;

use ipnet::IpNet;
use pse_settings::{Key, Kind, Reported, Section, kinds};
use url::Url;

use super::local_address::local_address;
use super::{log_filter, trusted_proxies};

/// The section `[server]`: where the service listens, how it is reached, how it logs.
#[derive(Debug, Clone)]
pub struct ServerConfig {
    /// The address the service listens on; port 0 lets the system choose (see [`super::Config::bound_to`]).
    pub listen: SocketAddr,
    /// The URL by which browsers and banks reach the service: scheme, host and port, no path.
    pub public_url: Url,
    /// Whether `public_url` was derived from `listen` and not configured.
    pub public_url_is_derived: bool,
    /// The proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<IpNet>,
    /// The format of logs.
    pub log: LogFormat,
    /// The log level or directives (`info`, `info,pse_backend=debug`), known to be well formed.
    pub log_level: String,
}

/// The format of logs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogFormat {
    /// Text for people on a terminal, JSON elsewhere.
    Auto,
    /// One JSON object per line.
    Json,
    /// Text for people.
    Human,
}

impl ServerConfig {
    pub(super) fn read(section: Section<'_>) -> Result<Self, Reported> {
        let listen = section.or_default(
            Key::new(
                "listen",
                kinds::socket(),
                "IP address and port; port 0 lets the system choose",
            ),
            "127.0.0.1:8080",
        );
        let public_url_is_derived = !section.is_given("public_url");
        let public_url = listen.and_then(|listen| {
            let key = Key::new(
                "public_url",
                kinds::web_root(),
                "How browsers and banks reach the service: scheme, host, port, no path",
            );
            section.or_derived(key, "`http://` and `listen`", &local_address(listen))
        });
        let trusted_proxies = section.list(Key::new(
            "trusted_proxies",
            Kind::text(trusted_proxies::read),
            "Addresses or networks (`10.0.0.0/8`) whose `X-Forwarded-For` is believed; never everybody",
        ));
        if let Ok(Some(proxies)) = &trusted_proxies
            && trusted_proxies::are_everybody(proxies)
        {
            section.refuse("trusted_proxies", format!("together {}", trusted_proxies::EVERYBODY));
        }
        let log = section.or_default(
            Key::new(
                "log",
                kinds::one_of(LogFormat::WORDS),
                "`json`, `human`, or `auto`: for people on a terminal, else JSON. Logs go to standard error",
            ),
            "auto",
        );
        let log_level = section.or_default(
            Key::new(
                "log_level",
                Kind::text(log_level),
                "A level, or directives such as `info,pse_backend=debug`",
            ),
            "info",
        );
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
    /// Returns the URL by which this machine itself reaches the service.
    #[must_use]
    pub fn local_url(&self) -> String {
        local_address(self.listen)
    }

    /// Whether a proxy must stand before the service, as browsers come by `https`, and none is named: all buyers would
    /// have its address then.
    #[must_use]
    pub fn has_unnamed_proxy(&self) -> bool {
        self.public_url.scheme() == "https" && self.trusted_proxies.is_empty()
    }

    /// Returns the public URL derived from `listen`; `None` when one is configured.
    pub(super) fn derived_public_url(&self) -> Option<Url> {
        if !self.public_url_is_derived {
            return None;
        }
        Url::parse(&self.local_url()).ok()
    }
}

impl LogFormat {
    const WORDS: &[(&str, Self)] =
        &[("auto", Self::Auto), ("json", Self::Json), ("human", Self::Human)];
}

fn log_level(text: &str) -> Result<String, String> {
    log_filter::parse(text).map(|_| text.to_owned()).map_err(|_| {
        "is neither a level (error, warn, info, debug, trace, off) nor directives such as \
         \"info,pse_backend=debug\""
            .to_owned()
    })
}
