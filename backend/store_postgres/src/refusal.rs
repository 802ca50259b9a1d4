//! Why a server could not be connected to, and whether waiting would mend it.

use std::error::Error as _;
use std::fmt;
use std::io;

use tokio_postgres::error::{DbError, SqlState};

use super::address::Address;
use super::settings::Keys;
use super::tls::HandshakeError;

/// Why one server could not be connected to.
#[derive(Debug, Clone)]
pub(crate) enum Refusal {
    /// It is not there, or not yet ready: it may be later.
    Down(String),
    /// It can be read only: a standby, which may be promoted.
    ReadOnly,
    /// The configuration is wrong, which waiting does not mend.
    Wrong(String),
}

/// Why none of an address's servers could be connected to: each, with the reason.
#[derive(Debug, Clone)]
pub(crate) struct Refusals(pub(crate) Vec<(String, Refusal)>);

impl Refusals {
    /// Whether waiting may mend it: no server says that the configuration is wrong.
    pub(crate) fn may_pass(&self) -> bool {
        !self.0.iter().any(|(_, refusal)| matches!(refusal, Refusal::Wrong(_)))
    }
}

impl fmt::Display for Refusals {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, (server, refusal)) in self.0.iter().enumerate() {
            let separator = if at == 0 { "" } else { "; " };
            write!(f, "{separator}{server}: {refusal}")?;
        }
        Ok(())
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Down(why) | Self::Wrong(why) => f.write_str(why),
            Self::ReadOnly => {
                f.write_str("it can only be read (a standby, or default_transaction_read_only)")
            }
        }
    }
}

impl Refusal {
    /// What an attempt to connect failed by, with the key to change.
    pub(crate) fn of(error: &tokio_postgres::Error, address: &Address, keys: Keys) -> Self {
        if let Some(refusal) = error.as_db_error() {
            return Self::of_server(refusal, address, keys);
        }
        let cause = error.source();
        if let Some(handshake) = cause.and_then(|cause| cause.downcast_ref::<HandshakeError>()) {
            return match handshake {
                HandshakeError::Lost(why) => Self::Down(format!("the connection was lost: {why}")),
                HandshakeError::Failed(why) => Self::Wrong(format!(
                    "TLS failed: {why}; change sslmode or sslrootcert in {}, or the server's certificate",
                    keys.url
                )),
            };
        }
        if let Some(io) = cause.and_then(|cause| cause.downcast_ref::<io::Error>()) {
            return Self::of_system(io, keys);
        }
        let why = cause.map_or_else(|| error.to_string(), ToString::to_string);
        match &*why {
            "password missing" => {
                Self::Wrong(format!("it wants a password: write {}", keys.password))
            }
            "server does not support TLS" => Self::Wrong(format!(
                "it does not encrypt: let the server use TLS, or write another sslmode in {}",
                keys.url
            )),
            // What is left is no PostgreSQL, or a connection that ended early.
            _ => Self::Down(why),
        }
    }

    fn of_system(error: &io::Error, keys: Keys) -> Self {
        if error.kind() != io::ErrorKind::PermissionDenied {
            return Self::Down(error.to_string());
        }
        let url = keys.url;
        Self::Wrong(format!("{error}: this process may not use the socket that {url} names"))
    }

    fn of_server(refusal: &DbError, address: &Address, keys: Keys) -> Self {
        let said = refusal.message();
        let wrong = |mend: String| Self::Wrong(format!("{said}: {mend}"));
        let code = refusal.code();
        let is = |known: &[SqlState]| known.contains(code);
        if is(&[SqlState::INVALID_PASSWORD]) || said.contains("authentication failed") {
            return wrong(wrong_password(address, keys));
        }
        if is(&[SqlState::TOO_MANY_CONNECTIONS]) {
            return Self::Down(format!(
                "{said}: raise max_connections or the role's CONNECTION LIMIT, or lower store.buyers_connections"
            ));
        }
        if is(&[SqlState::UNDEFINED_OBJECT]) {
            return wrong(format!(
                "PostgreSQL 14 or later is needed; change {}, or the server",
                keys.url
            ));
        }
        if is(&[SqlState::INVALID_AUTHORIZATION_SPECIFICATION]) || said.contains("no such user") {
            return wrong(format!(
                "change the user or sslmode in {}, the role (it needs LOGIN), or the server's pg_hba.conf",
                keys.url
            ));
        }
        if is(&[SqlState::INVALID_CATALOG_NAME]) || said.contains("no such database") {
            return wrong(format!("change the database's name in {}, or create it", keys.url));
        }
        if is(&[SqlState::INSUFFICIENT_PRIVILEGE]) {
            return wrong(format!("grant CONNECT to the user that {} names", keys.url));
        }
        if is(&[SqlState::INVALID_PARAMETER_VALUE, SqlState::CANT_CHANGE_RUNTIME_PARAM]) {
            return wrong(format!("change {}", keys.url));
        }
        // Starting, stopping, full, or a pooler whose server is away.
        Self::Down(said.to_owned())
    }
}

fn wrong_password(address: &Address, keys: Keys) -> String {
    match address.password() {
        None => format!("write {}", keys.password),
        Some(_) => format!(
            "change {} (or the password in {}), or the user in {}",
            keys.password, keys.url, keys.url
        ),
    }
}
