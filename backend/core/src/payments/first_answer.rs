//! What a buyer's request is answered, made from the payment it created: the same the first time and
//! every time its key comes again, also after a restart.

use pse_shared::PaymentState;
use pse_shared::api::PaymentCreated;

use super::start_error::StartError;
use crate::model::Payment;

/// Makes the answer to the request that created this payment, from its stored state.
///
/// # Errors
/// The error that the request got, or [`StartError::StillRunning`] while it is still running.
pub fn of(payment: &Payment) -> Result<PaymentCreated, StartError> {
    match (payment.state, &payment.bank_url) {
        (PaymentState::Creating, _) => Err(StartError::StillRunning),
        (PaymentState::Refused, _) if was_sent(payment) => {
            Err(StartError::Refused(Box::new(payment.clone())))
        }
        (PaymentState::Refused, _) => Err(StartError::Unavailable { retry_after: 5 }),
        (PaymentState::Unanswered, _) => Err(StartError::Unanswered(Box::new(payment.clone()))),
        (
            PaymentState::Pending
            | PaymentState::Approved
            | PaymentState::Rejected
            | PaymentState::Failed,
            Some(bank_url),
        ) => Ok(PaymentCreated { payment_id: payment.id.to_string(), bank_url: bank_url.clone() }),
        (
            PaymentState::Pending
            | PaymentState::Approved
            | PaymentState::Rejected
            | PaymentState::Failed,
            None,
        ) => Err(StartError::Unanswered(Box::new(payment.clone()))),
    }
}

/// Whether a refusal is the provider's own; ours, before anything was sent, has no reason of the provider's.
fn was_sent(payment: &Payment) -> bool {
    payment.refusal.is_some()
}
