//! Why a payment does not start: the buyer is not sent to the bank.

use pse_shared::FieldError;

use crate::banks::lists::BankListUnavailable;
use crate::model::{Payment, id::NoRandomness};
use crate::ports::store::StoreError;

/// Why a payment was not started: the buyer is not sent to the bank.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// No checkout has this id.
    #[error("no such checkout")]
    NotFound,
    /// The checkout's time is over.
    #[error("the checkout has expired")]
    Expired,
    /// A payment of the checkout's reference is waiting for its bank.
    #[error("a payment of the reference is pending")]
    Pending(Box<Payment>),
    /// The checkout's reference is paid.
    #[error("the reference is paid")]
    Paid(Box<Payment>),
    /// The checkout has had as many payments as one may have.
    #[error("the checkout was tried too often")]
    TooManyAttempts,
    /// Fields of the request are wrong.
    #[error("{} fields are wrong", .0.len())]
    Invalid(Vec<FieldError>),
    /// The idempotency key was used with another body.
    #[error("the idempotency key was used with another body")]
    KeyReused,
    /// The first request with this key has no answer yet.
    #[error("the first request with this key is still running")]
    StillRunning,
    /// There is no bank list to find the bank in.
    #[error(transparent)]
    NoBankList(#[from] BankListUnavailable),
    /// The provider cannot be reached; nothing was sent.
    #[error("the provider cannot be reached; nothing was sent")]
    Unavailable {
        /// Seconds to wait before trying again.
        retry_after: u64,
    },
    /// The provider was asked and gave no usable answer.
    #[error("the provider gave no usable answer")]
    Unanswered(Box<Payment>),
    /// The provider refused to create the transaction.
    #[error("the provider refused")]
    Refused(Box<Payment>),
    /// The store failed; the buyer is not sent to pay.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The system gives no randomness for an id.
    #[error(transparent)]
    NoRandomness(#[from] NoRandomness),
    /// The service is stopping and did not finish the work.
    #[error("the service is stopping")]
    Stopping,
}
