//! What a caller can do about a call without a usable answer: try again when nothing was
//! sent, and otherwise take the outcome as unknown.

use core::error::Error as _;

use jiff::Timestamp;
use thiserror::Error;

use crate::{DecodeError, EncodeError, Fault};

/// A call that has no usable answer.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{kind}")]
pub struct CallError {
    /// What happened to the call.
    pub kind: CallErrorKind,
    /// The service's clock, when it said something: a refused seed is often a wrong clock.
    pub server_date: Option<Timestamp>,
    /// What came instead of an answer, such as a page for a browser: its beginning; empty when nothing did.
    pub page: String,
}

/// What happened to a call. Only the first two are safe to try again; after any other the
/// service may have done what it was asked.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum CallErrorKind {
    /// A text cannot be sent as XML.
    #[error(transparent)]
    Encode(EncodeError),
    /// No connection (name, TCP or TLS): provably nothing was sent.
    #[error("not sent: {0}")]
    NotSent(String),
    /// No whole answer in time.
    #[error("no answer in time")]
    Timeout,
    /// The connection broke before the whole answer was there.
    #[error("cut off: {0}")]
    Cut(String),
    /// A status other than 200, without a fault in its body.
    #[error("status {0}")]
    Status(u16),
    /// A redirect, which is never followed.
    #[error("status {status}, which leads to {to}")]
    Redirect {
        /// The HTTP status, 300 to 399.
        status: u16,
        /// Where it leads, without what may be secret: user, query, fragment.
        to: String,
    },
    /// The service refused the call.
    #[error("fault {}: {}", .0.code, .0.string)]
    Fault(Fault),
    /// An answer that is none to this call.
    #[error("garbled answer: {0}")]
    Garbled(DecodeError),
}

impl CallError {
    /// Whether the service provably received nothing of the call, so that trying again is safe.
    #[must_use]
    pub const fn nothing_sent(&self) -> bool {
        match self.kind {
            CallErrorKind::Encode(_) | CallErrorKind::NotSent(_) => true,
            CallErrorKind::Timeout
            | CallErrorKind::Cut(_)
            | CallErrorKind::Status(_)
            | CallErrorKind::Redirect { .. }
            | CallErrorKind::Fault(_)
            | CallErrorKind::Garbled(_) => false,
        }
    }
}

impl CallErrorKind {
    /// An error of this kind, with the service's clock if it is known.
    pub(super) fn at(self, server_date: Option<Timestamp>) -> CallError {
        CallError { kind: self, server_date, page: String::new() }
    }
}

/// What the HTTP client says, with its causes, without the address (which may carry a
/// password).
pub(super) fn in_words(error: reqwest::Error) -> String {
    let error = error.without_url();
    let mut words = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        words.push_str(": ");
        words.push_str(&error.to_string());
        cause = error.source();
    }
    words
}
