//! What to do about each error code, in English: for whoever writes the program, and for whoever pays.

use pse_shared::ProblemCode;

pub(super) const HEADING: &str = "What to do";

pub(super) const fn remedy(code: ProblemCode) -> &'static str {
    match code {
        ProblemCode::InvalidJson => "Send a JSON object, encoded in UTF-8, with each name once.",
        ProblemCode::InvalidQuery => {
            "Use only the query parameters of the call, each at most once."
        }
        ProblemCode::Unauthorized => {
            "Send one of the site's `api_keys` in `Authorization: Bearer <key>`, from your server, never from a page."
        }
        ProblemCode::OriginNotAllowed => {
            "Add the page's origin (scheme, host and port, exactly) to the site's `allowed_origins`."
        }
        ProblemCode::NotFound => {
            "Check the id. What belongs to another merchant is not found either."
        }
        ProblemCode::MethodNotAllowed => "Use one of the methods of the `Allow` header.",
        ProblemCode::PaymentPending => {
            "Show `detail` to the buyer and wait: the payment named by `cus` ends by itself, and a webhook tells \
             how. Do not create another one."
        }
        ProblemCode::CheckoutPaid => {
            "Nothing is left to pay. Show `detail` to the buyer and look at the payment named by `cus`."
        }
        ProblemCode::IdempotencyInProgress => {
            "Send the same request again, with the same key, after `Retry-After` seconds."
        }
        ProblemCode::CheckoutExpired => {
            "Create a new checkout. Give it a later `expires_at` if buyers need longer."
        }
        ProblemCode::PayloadTooLarge => "Send at most 64 KiB.",
        ProblemCode::UnsupportedMediaType => "Send `Content-Type: application/json`.",
        ProblemCode::ValidationFailed => {
            "Correct every field of `errors`; nothing was stored or sent."
        }
        ProblemCode::IdempotencyKeyReused => {
            "Use a new key for a new request, and the same key only for the very same body."
        }
        ProblemCode::TransactionRefused => {
            "Show `detail` to the buyer, who may choose another bank or try later. `refusal` says why: \
             `limit_exceeded`, `bank_unreachable`, `misconfigured` (the site's configuration at the provider, of \
             which an alert has told the operator) or `other`; `reason_text` is the provider's own text."
        }
        ProblemCode::TooManyAttempts => {
            "Create a new checkout: of this one, 20 payments have been begun, whatever became of them."
        }
        ProblemCode::RateLimited => {
            "Wait `Retry-After` seconds. Follow events instead of asking again and again."
        }
        ProblemCode::ProbeTooSoon => "Wait `Retry-After` seconds; the probe asks by itself, too.",
        ProblemCode::Internal => {
            "Try again later, with the same `Idempotency-Key`; tell the operator if it goes on."
        }
        ProblemCode::ProviderUnanswered => {
            "The buyer may try again: a transaction that the provider may hold cannot be paid, as its bank's address \
             never left. It is kept, and the operator is alerted."
        }
        ProblemCode::ProviderUnavailable => {
            "Nothing was sent. Try again after `Retry-After` seconds."
        }
        ProblemCode::BankListUnavailable => {
            "Show `detail` to the buyer and try again after `Retry-After` seconds."
        }
        ProblemCode::StoreUnavailable => {
            "Try again after `Retry-After` seconds, with the same `Idempotency-Key`. The buyer was not sent to the \
             bank."
        }
    }
}
