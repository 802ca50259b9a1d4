//! The address of a database: `postgres://user@host1,host2:5432/database?sslmode=verify-full`.

use std::fmt;
use std::net::IpAddr;
use std::path::PathBuf;

use secrecy::{ExposeSecret, SecretString};

use super::encryption::Encryption;
use super::parameters::{Parameters, decoded};

/// The port of a server that no other is written for.
const PORT: u16 = 5432;
/// What is shown instead of a password.
const MASK: &str = "********";

/// The address of a database: its servers, of which one can be written, its name, and who connects. Printing it shows
/// no password.
#[derive(Clone)]
pub struct Address {
    pub(crate) user: String,
    pub(crate) password: Option<SecretString>,
    /// Tried in this order until one can be written.
    pub(crate) servers: Vec<Server>,
    pub(crate) database: String,
    pub(crate) encryption: Encryption,
    /// The address as it was written, without its password.
    shown: String,
}

/// A server: where it listens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Server {
    pub(crate) place: Place,
    pub(crate) port: u16,
}

/// Where a server listens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Place {
    /// On a host, by its name or its IP address.
    Host(String),
    /// On a Unix socket in this folder.
    Folder(PathBuf),
}

impl Address {
    /// Reads an address. The error is the end of a sentence that begins with the key, and quotes nothing that may be a
    /// password.
    ///
    /// # Errors
    /// What is wrong with the address.
    pub fn parse(text: &str) -> Result<Self, String> {
        let (scheme, rest) = scheme(text).ok_or("does not begin with postgres://")?;
        if rest.chars().any(|character| character.is_whitespace() || character.is_control()) {
            return Err(
                "has a space or a character no address has; written %20 and so on".to_owned()
            );
        }
        let (authority, tail) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
        if tail.contains('@') {
            return Err("has a \"/\", \"?\" or \"#\" before its \"@\": in a user or password they are written %2F, %3F and %23"
                .to_owned());
        }
        if tail.contains('#') {
            return Err("has a \"#\" part".to_owned());
        }
        let (path, query) = tail.split_once('?').unwrap_or((tail, ""));
        let parameters = Parameters::read(query)?;
        let (who, hosts) = authority.rsplit_once('@').unwrap_or(("", authority));
        let (user, password) = match who.split_once(':') {
            Some((user, password)) => (user, Some(password)),
            None => (who, None),
        };
        let database = decoded(path.strip_prefix('/').unwrap_or(path))?;
        if user.is_empty() {
            return Err("names no user: postgres://user@host/database".to_owned());
        }
        if database.is_empty() || database.contains('/') {
            return Err("names no database: postgres://user@host/database".to_owned());
        }
        let password = match password {
            None | Some("") => None,
            Some(password) => Some(SecretString::from(decoded(password)?)),
        };
        let servers = servers(hosts, &parameters)?;
        let is_remote = servers.iter().any(|server| !server.is_this_machine());
        Ok(Self {
            user: decoded(user)?,
            password,
            encryption: Encryption::chosen(&parameters, is_remote)?,
            servers,
            database,
            shown: format!("{scheme}://{user}@{hosts}{tail}"),
        })
    }

    /// Whether a password is in the address itself.
    #[must_use]
    pub const fn has_password(&self) -> bool {
        self.password.is_some()
    }

    /// The same address with this password.
    #[must_use]
    pub fn with_password(mut self, password: SecretString) -> Self {
        self.password = Some(password);
        self
    }

    /// The address as it may be shown: with a mask instead of its password.
    #[must_use]
    pub fn masked(&self) -> String {
        let mask = if self.has_password() { format!(":{MASK}@") } else { "@".to_owned() };
        self.shown.replacen('@', &mask, 1)
    }

    pub(crate) fn password(&self) -> Option<&str> {
        self.password.as_ref().map(ExposeSecret::expose_secret)
    }
}

/// Whether a text is meant to be the address of a PostgreSQL database.
#[must_use]
pub fn is_address(text: &str) -> bool {
    scheme(text).is_some()
}

fn scheme(text: &str) -> Option<(&str, &str)> {
    text.split_once("://").filter(|(scheme, _)| matches!(*scheme, "postgres" | "postgresql"))
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.shown)
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Address({self})")
    }
}

impl Server {
    /// Whether the way to the server does not leave this machine.
    pub(crate) fn is_this_machine(&self) -> bool {
        match &self.place {
            Place::Folder(_) => true,
            Place::Host(host) => {
                host == "localhost" || host.parse().is_ok_and(|ip: IpAddr| ip.is_loopback())
            }
        }
    }
}

impl fmt::Display for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.place {
            Place::Folder(folder) => write!(f, "{}/.s.PGSQL.{}", folder.display(), self.port),
            Place::Host(host) if host.contains(':') => write!(f, "[{host}]:{}", self.port),
            Place::Host(host) => write!(f, "{host}:{}", self.port),
        }
    }
}

/// The servers named before the path, or by the parameters `host` and `port`.
fn servers(hosts: &str, parameters: &Parameters) -> Result<Vec<Server>, String> {
    let port = parameters.port.as_deref().map_or(Ok(PORT), self::port)?;
    match (hosts, &parameters.host) {
        ("", None) => Err("names no host: postgres://user@host/database".to_owned()),
        ("", Some(hosts)) => hosts.split(',').map(|host| place(host, port)).collect(),
        (hosts, None) => hosts.split(',').map(|host| server(host, port)).collect(),
        (_, Some(_)) => Err("names hosts twice: before the path and as \"host\"".to_owned()),
    }
}

/// A host with a port, which may be left out: `host:5432`, `[::1]:5432`, `%2Fvar%2Frun%2Fpostgresql`.
fn server(text: &str, default_port: u16) -> Result<Server, String> {
    let ported = |after: &str| match after.strip_prefix(':') {
        Some(text) => port(text),
        None if after.is_empty() => Ok(default_port),
        None => Err("has something after the \"]\" of a host that is no port".to_owned()),
    };
    if let Some((host, after)) = text.strip_prefix('[').and_then(|text| text.split_once(']')) {
        return place(host, ported(after)?);
    }
    let (host, after) = text.split_at(text.find(':').unwrap_or(text.len()));
    place(&decoded(host)?, ported(after)?)
}

fn place(host: &str, port: u16) -> Result<Server, String> {
    let place = match host {
        "" => return Err("names a host without a name".to_owned()),
        folder if folder.starts_with('/') => Place::Folder(folder.into()),
        host => Place::Host(host.to_owned()),
    };
    Ok(Server { place, port })
}

/// Not quoted when it is wrong: an address whose `@` is forgotten has its password there.
fn port(text: &str) -> Result<u16, String> {
    let port = text.parse().ok().filter(|port| *port > 0);
    port.ok_or_else(|| "has a port that is no number from 1 to 65535".to_owned())
}
