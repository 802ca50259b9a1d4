//! What each error code means, in English.

use pse_shared::ProblemCode;

use crate::words::texts::ProblemText;

pub(super) const fn problem(code: ProblemCode) -> ProblemText {
    match code {
        ProblemCode::InvalidJson => text("Invalid JSON", "The body is not a valid JSON object."),
        ProblemCode::InvalidQuery => text("Invalid query", "The query parameters are not valid."),
        ProblemCode::Unauthorized => text("Unauthorized", "The merchant key is missing or wrong."),
        ProblemCode::OriginNotAllowed => {
            text("Origin not allowed", "This page is not allowed to take this payment.")
        }
        ProblemCode::NotFound => text("Not found", "There is nothing here."),
        ProblemCode::MethodNotAllowed => {
            text("Method not allowed", "This address does not take that method.")
        }
        ProblemCode::PaymentPending => {
            text("Payment pending", "A payment of this reference is waiting for confirmation.")
        }
        ProblemCode::CheckoutPaid => text("Already paid", "This reference has been paid."),
        ProblemCode::IdempotencyInProgress => {
            text("Still running", "The first request with this idempotency key is still running.")
        }
        ProblemCode::CheckoutExpired => text(
            "Expired",
            "The time to make this payment is over. Go back to the shop and start a new one.",
        ),
        ProblemCode::PayloadTooLarge => text("Too large", "The request is larger than allowed."),
        ProblemCode::UnsupportedMediaType => {
            text("Unsupported media type", "Send the body as application/json.")
        }
        ProblemCode::ValidationFailed => text("Invalid data", "Check the fields named."),
        ProblemCode::IdempotencyKeyReused => {
            text("Idempotency key reused", "This idempotency key was used with another body.")
        }
        ProblemCode::TransactionRefused => text(
            "Transaction not created",
            "The transaction could not be created; try again later or contact the company.",
        ),
        ProblemCode::TooManyAttempts => text(
            "Too many attempts",
            "This payment has been tried too many times. Go back to the shop and start a new one.",
        ),
        ProblemCode::RateLimited => {
            text("Too many requests", "There are too many requests. Wait a moment and try again.")
        }
        ProblemCode::ProbeTooSoon => {
            text("Too soon", "This transaction may not be asked about again yet.")
        }
        ProblemCode::Internal => text(
            "Internal error",
            "Something failed on our side. You have not been charged; try again later.",
        ),
        ProblemCode::ProviderUnanswered => text(
            "No answer",
            "There was no answer when the transaction was created and you were not sent to the bank, so this attempt \
             cannot be paid. You may try again.",
        ),
        ProblemCode::ProviderUnavailable => text(
            "Unavailable",
            "The payment service is not available right now. Nothing was sent; try again in a few seconds.",
        ),
        ProblemCode::BankListUnavailable => text(
            "No bank list",
            "The list of financial institutions could not be obtained, please try again later.",
        ),
        ProblemCode::StoreUnavailable => text(
            "Unavailable",
            "The service is not available right now. You were not sent to the bank; try again later.",
        ),
    }
}

const fn text(title: &'static str, detail: &'static str) -> ProblemText {
    ProblemText { title, detail }
}
