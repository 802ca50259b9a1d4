//! Why the service does not start, or stopped.

use std::net::SocketAddr;

use pse_core::ports::store::{OpenError, StoreError};
use pse_providers::SetupError;

use super::unfinished::UnreachablePayments;

/// Why the service did not start, or stopped.
#[derive(Debug, thiserror::Error)]
pub enum ServiceError {
    /// The service cannot listen on an address.
    #[error("cannot listen on {address} ({what}): {error}")]
    Listen {
        /// The address to listen on.
        address: SocketAddr,
        /// What was to listen on the address.
        what: &'static str,
        /// The operating system's error.
        error: std::io::Error,
    },
    /// The store cannot be opened.
    #[error("cannot open the store: {0}")]
    Open(#[from] OpenError),
    /// The store failed while starting.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Unfinished payments belong to a provider that is no longer configured.
    #[error("{0}")]
    UnreachablePayments(#[from] UnreachablePayments),
    /// A provider cannot be made.
    #[error("cannot speak to the provider: {0}")]
    Provider(#[from] SetupError),
    /// The client for outgoing calls cannot be made.
    #[error("cannot make outgoing calls: {0}")]
    Client(String),
    /// The metrics cannot be made.
    #[error("cannot count how long things take: {0}")]
    Metrics(#[from] prometheus::Error),
    /// The socket for this program's commands cannot be made.
    #[error("cannot listen for commands: {0}")]
    Control(std::io::Error),
    /// Serving HTTP failed.
    #[error("serving failed: {0}")]
    Serve(std::io::Error),
}
