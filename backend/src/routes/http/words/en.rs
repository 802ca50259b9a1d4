//! The API's errors in English.

use pse_shared::ProblemCode;

pub(super) const fn problem(code: ProblemCode) -> (&'static str, &'static str) {
    match code {
        ProblemCode::InvalidJson => ("Invalid JSON", "The body is not a valid JSON object."),
        ProblemCode::InvalidQuery => ("Invalid query", "The query parameters are not valid."),
        ProblemCode::Unauthorized => ("Unauthorized", "The merchant key is missing or wrong."),
        ProblemCode::OriginNotAllowed => {
            ("Origin not allowed", "This page is not allowed to take this payment.")
        }
        ProblemCode::NotFound => ("Not found", "There is nothing here."),
        ProblemCode::MethodNotAllowed => {
            ("Method not allowed", "This address does not take that method.")
        }
        ProblemCode::PaymentPending => {
            ("Payment pending", "A payment of this reference is waiting for confirmation.")
        }
        ProblemCode::CheckoutPaid => ("Already paid", "This reference has been paid."),
        ProblemCode::IdempotencyInProgress => {
            ("Still running", "The first request with this idempotency key is still running.")
        }
        ProblemCode::CheckoutExpired => (
            "Expired",
            "The time to make this payment is over. Go back to the shop and start a new one.",
        ),
        ProblemCode::PayloadTooLarge => ("Too large", "The request is larger than allowed."),
        ProblemCode::UnsupportedMediaType => {
            ("Unsupported media type", "Send the body as application/json.")
        }
        ProblemCode::ValidationFailed => ("Invalid data", "Check the fields named."),
        ProblemCode::IdempotencyKeyReused => {
            ("Idempotency key reused", "This idempotency key was used with another body.")
        }
        ProblemCode::TransactionRefused => (
            "Transaction not created",
            "The transaction could not be created; try again later or contact the company.",
        ),
        ProblemCode::RateLimited => {
            ("Too many requests", "There are too many requests. Wait a moment and try again.")
        }
        ProblemCode::ProbeTooSoon => {
            ("Too soon", "This transaction may not be asked about again yet.")
        }
        ProblemCode::Internal => (
            "Internal error",
            "Something failed on our side. You have not been charged; try again later.",
        ),
        ProblemCode::ProviderUnanswered => (
            "No answer",
            "There was no answer when the transaction was created and you were not sent to the bank, so this attempt cannot be paid. You may try again.",
        ),
        ProblemCode::ProviderUnavailable => (
            "Unavailable",
            "The payment service is not available right now. Nothing was sent; try again in a few seconds.",
        ),
        ProblemCode::BankListUnavailable => (
            "No bank list",
            "The list of financial institutions could not be obtained, please try again later.",
        ),
        ProblemCode::StoreUnavailable => (
            "Unavailable",
            "The service is not available right now. You were not sent to the bank; try again later.",
        ),
    }
}
