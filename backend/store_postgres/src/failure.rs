//! Why a statement was not carried out, and what may be done about it.

use std::error::Error as _;

use pse_core::ports::store::StoreError;
use tokio_postgres::error::{DbError, Severity, SqlState};

/// Why a statement was not carried out, or its rows could not be read. No text has a row's values or a secret in it.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// A row would not be unique where it must be. Nothing was done.
    #[error("the rows of {constraint} would not be unique")]
    Unique {
        /// The constraint or index that wants it.
        constraint: String,
    },
    /// Another stood in the way, or the server is no longer the one that is written to: nothing was done, and the same
    /// may succeed a moment later.
    #[error("{0}")]
    Retry(String),
    /// The connection was lost: it may have been done or not.
    #[error("{0}")]
    Unknown(String),
    /// A stored row cannot be read; the text names the column.
    #[error("{0}")]
    Corrupt(String),
    /// The server refused it. Nothing was done.
    #[error("{0}")]
    Failed(String),
}

impl Failure {
    /// What became of a statement that was sent.
    pub(crate) fn of_call(error: &tokio_postgres::Error) -> Self {
        match error.as_db_error() {
            Some(refusal) => Self::of_refusal(refusal),
            None => Self::Unknown(with_causes(error)),
        }
    }

    fn of_refusal(refusal: &DbError) -> Self {
        let code = refusal.code();
        let text = sentence(refusal);
        if *code == SqlState::UNIQUE_VIOLATION {
            let constraint = refusal.constraint().unwrap_or_default().to_owned();
            return Self::Unique { constraint };
        }
        let has_ended =
            matches!(refusal.parsed_severity(), Some(Severity::Fatal | Severity::Panic));
        if has_ended || is_about_the_connection(code) {
            return Self::Unknown(text);
        }
        if is_worth_a_retry(code) || is_stale_plan(refusal) {
            Self::Retry(text)
        } else {
            Self::Failed(text)
        }
    }
}

/// Of a value that was read, as [`tokio_postgres::Row::try_get`] fails; and of a statement.
impl From<tokio_postgres::Error> for Failure {
    fn from(error: tokio_postgres::Error) -> Self {
        let is_of_a_call = error.as_db_error().is_some()
            || error.is_closed()
            || error.source().is_some_and(|cause| cause.is::<std::io::Error>());
        if is_of_a_call { Self::of_call(&error) } else { Self::Corrupt(with_causes(&error)) }
    }
}

impl From<Failure> for StoreError {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Corrupt(column) => Self::Corrupt(column),
            other @ (Failure::Unique { .. }
            | Failure::Retry(_)
            | Failure::Unknown(_)
            | Failure::Failed(_)) => Self::Failed(other.to_string()),
        }
    }
}

/// The codes after which the same may succeed: another transaction stood in the way (40001, 40P01, 55P03), or the server
/// has become a standby (25006).
fn is_worth_a_retry(code: &SqlState) -> bool {
    [
        SqlState::T_R_SERIALIZATION_FAILURE,
        SqlState::T_R_DEADLOCK_DETECTED,
        SqlState::LOCK_NOT_AVAILABLE,
        SqlState::READ_ONLY_SQL_TRANSACTION,
    ]
    .contains(code)
}

/// Whether a prepared statement is of a table that has changed since, or is not there any more: it is prepared again. Told
/// by the server's own function, as its words are in the language of the server.
pub(crate) fn is_stale_plan(refusal: &DbError) -> bool {
    let code = refusal.code();
    *code == SqlState::INVALID_SQL_STATEMENT_NAME
        || (*code == SqlState::FEATURE_NOT_SUPPORTED
            && refusal.routine() == Some("RevalidateCachedQuery"))
}

/// Codes of a connection that ends or has ended, whatever their severity: a pooler's are among them.
fn is_about_the_connection(code: &SqlState) -> bool {
    let ended = ["57P01", "57P02", "57P03", "57P05", "40003"];
    code.code().starts_with("08") || ended.contains(&code.code())
}

/// The server's words with their code. Those about a value (class 22) may quote it and are not repeated.
fn sentence(refusal: &DbError) -> String {
    let code = refusal.code().code();
    if code.starts_with("22") {
        format!("the server refused a value ({code})")
    } else if ["26000", "42P05"].contains(&code) {
        format!(
            "{} ({code}; behind a pooler store.prepared may have to be false)",
            refusal.message()
        )
    } else {
        format!("{} ({code})", refusal.message())
    }
}

/// An error's words and its causes'.
fn with_causes(error: &tokio_postgres::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(inner) = cause {
        let words = inner.to_string();
        if !text.contains(&words) {
            text.push_str(": ");
            text.push_str(&words);
        }
        cause = inner.source();
    }
    text
}
