//! Why the service does not start, or stopped.

use std::net::SocketAddr;

use crate::store::StoreError;
use crate::store::sqlite::OpenError;

/// Why the service does not run.
#[derive(Debug, thiserror::Error)]
pub enum ServiceError {
    /// An address cannot be listened on.
    #[error("cannot listen on {address} ({what}): {error}")]
    Listen {
        /// Which.
        address: SocketAddr,
        /// What for.
        what: &'static str,
        /// The system's words.
        error: std::io::Error,
    },
    /// The store cannot be opened.
    #[error("cannot open the store: {0}")]
    Open(#[from] OpenError),
    /// The store failed while starting.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The provider's client cannot be made.
    #[error("cannot speak to the provider: {0}")]
    Client(String),
    /// The sandbox stopped.
    #[error("the sandbox stopped: {0}")]
    Sandbox(std::io::Error),
    /// Serving failed.
    #[error("serving failed: {0}")]
    Serve(std::io::Error),
}
