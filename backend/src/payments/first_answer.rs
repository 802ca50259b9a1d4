//! What a buyer's request is answered, made from the payment it created: the same the first time and
//! every time its key comes again, also after a restart.

use pse_shared::PaymentState;
use pse_shared::api::PaymentCreated;

use super::create::CreateError;
use crate::model::Payment;

/// The answer to the request that made this payment.
///
/// # Errors
/// The error that request got, or that it is still running.
pub fn of(payment: &Payment) -> Result<PaymentCreated, CreateError> {
    match (payment.state, &payment.bank_url) {
        (PaymentState::Creating, _) => Err(CreateError::StillRunning),
        (PaymentState::Refused, _) if was_sent(payment) => {
            Err(CreateError::Refused(Box::new(payment.clone())))
        }
        (PaymentState::Refused, _) => Err(CreateError::Unavailable { retry_after: 5 }),
        (PaymentState::Unanswered, _) => Err(CreateError::Unanswered(Box::new(payment.clone()))),
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
        ) => Err(CreateError::Unanswered(Box::new(payment.clone()))),
    }
}

/// Whether a refusal is the provider's own: it has a code or words; ours has none.
fn was_sent(payment: &Payment) -> bool {
    payment.return_code.is_some() || payment.reason_text.is_some()
}
