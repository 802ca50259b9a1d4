//! Why a database cannot be the store, and which key or setting to change.

use pse_core::ports::store::OpenError;

use super::failure::Failure;
use super::refusal::Refusals;

/// Why a PostgreSQL database cannot be opened as the store.
#[derive(Debug, thiserror::Error)]
pub(crate) enum CannotOpen {
    /// An address cannot be used.
    #[error("{key} {why}")]
    Address {
        /// The key of the address.
        key: &'static str,
        /// The end of the sentence that begins with the key.
        why: String,
    },
    /// No server of an address can be connected to, and waiting does not mend it.
    #[error("{key}: {refusals}")]
    Refused {
        /// The key of the address.
        key: &'static str,
        /// What each server said.
        refusals: Refusals,
    },
    /// No server of an address could be written in time.
    #[error("{key}: no server could be written within {seconds} s: {refusals}")]
    NotInTime {
        /// The key of the address.
        key: &'static str,
        /// How long it was waited for.
        seconds: u64,
        /// What each server said last.
        refusals: Refusals,
    },
    /// The server, the role or the database is not as it must be.
    #[error("{0}")]
    Unfit(String),
    /// All connections of a pool are in use, or the store is being closed.
    #[error("no connection: {0}")]
    NoConnection(String),
    /// A question that every server answers was not answered.
    #[error("PostgreSQL failed: {0}")]
    Question(#[from] Failure),
}

impl CannotOpen {
    /// The same, of what was tried with the address of this key; what names a key already stays as it is.
    pub(crate) fn with_key(self, key: &'static str) -> Self {
        match self {
            Self::Unfit(why) if why.starts_with("store.") => Self::Unfit(why),
            Self::Unfit(why) => Self::Unfit(format!("{key}: {why}{}", mend(&why))),
            Self::Question(failure) => Self::Unfit(failure.to_string()).with_key(key),
            Self::NoConnection(why) => Self::NoConnection(format!("{key}: {why}")),
            other @ (Self::Address { .. } | Self::Refused { .. } | Self::NotInTime { .. }) => other,
        }
    }
}

impl From<CannotOpen> for OpenError {
    fn from(reason: CannotOpen) -> Self {
        Self(reason.to_string())
    }
}

/// How what the server said by a code is mended, as the end of its sentence.
fn mend(why: &str) -> &'static str {
    let codes = [
        // Tables, types, columns or functions that are there already, are not there, or are of another kind.
        ("(42P07)", FOREIGN),
        ("(42710)", FOREIGN),
        ("(42723)", FOREIGN),
        ("(42703)", FOREIGN),
        ("(42804)", FOREIGN),
        ("(42883)", FOREIGN),
        ("(42P01)", FOREIGN),
        ("(42501)", ": the role lacks what docs/postgresql.md grants it"),
        ("(3F000)", ": let the role's search_path name a schema of the database"),
    ];
    codes.into_iter().find(|(code, _)| why.contains(code)).map_or("", |(_, mend)| mend)
}

/// What is said of tables that are not the store's.
pub(crate) const FOREIGN: &str = ": the database, or the schema that search_path leads to, has tables of another program; name one that is \
     the service's own";
