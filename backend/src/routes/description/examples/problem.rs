//! How each error looks: its own words in Spanish, about the payment of every other example.

use pse_shared::api::{Problem, ProblemField};
use pse_shared::words::Language;
use pse_shared::{FieldCode, ProblemCode, Refusal, certified, paths};

use super::subject::{CUS, PAYMENT, REFERENCE, SERVICE, merchant};
use crate::words;

/// The example of a wrong field in a refused body.
#[must_use]
pub fn problem_field() -> ProblemField {
    let code = FieldCode::Pattern;
    ProblemField {
        field: "payer.document".into(),
        code: code.as_str().into(),
        detail: words::of(Language::Spanish).wrong_field(code),
    }
}

/// The example of the error about a body with one wrong field.
#[must_use]
pub fn refused_body() -> Problem {
    Problem { errors: vec![problem_field()], ..plain(ProblemCode::ValidationFailed) }
}

/// The example of the error with that code.
#[must_use]
pub fn problem(code: ProblemCode) -> Problem {
    let merchant = merchant();
    let (phone, email) = (&merchant.phone, &merchant.email);
    match code {
        ProblemCode::ValidationFailed => refused_body(),
        ProblemCode::PaymentPending => Problem {
            detail: certified::payment_pending(REFERENCE, phone, email, CUS),
            cus: Some(CUS.into()),
            ..about_the_payment(plain(code))
        },
        ProblemCode::CheckoutPaid => Problem {
            detail: certified::checkout_paid(REFERENCE, phone, email, CUS),
            cus: Some(CUS.into()),
            ..about_the_payment(plain(code))
        },
        ProblemCode::TransactionRefused => Problem {
            detail: certified::creation_refused(Refusal::BankUnreachable, phone, email),
            refusal: Some(Refusal::BankUnreachable),
            reason_text: Some(format!("{}.", certified::CREATION_FAILED)),
            ..about_the_payment(plain(code))
        },
        ProblemCode::ProviderUnanswered => about_the_payment(plain(code)),
        ProblemCode::InvalidJson
        | ProblemCode::InvalidQuery
        | ProblemCode::Unauthorized
        | ProblemCode::OriginNotAllowed
        | ProblemCode::NotFound
        | ProblemCode::MethodNotAllowed
        | ProblemCode::IdempotencyInProgress
        | ProblemCode::CheckoutExpired
        | ProblemCode::PayloadTooLarge
        | ProblemCode::UnsupportedMediaType
        | ProblemCode::IdempotencyKeyReused
        | ProblemCode::TooManyAttempts
        | ProblemCode::RateLimited
        | ProblemCode::ProbeTooSoon
        | ProblemCode::Internal
        | ProblemCode::ProviderUnavailable
        | ProblemCode::BankListUnavailable
        | ProblemCode::StoreUnavailable => plain(code),
    }
}

/// The example of an error that says no more than its code does.
fn plain(code: ProblemCode) -> Problem {
    let text = words::of(Language::Spanish).problem(code);
    Problem {
        kind: format!("{SERVICE}{}", paths::problem(code.as_str())),
        title: text.title.into(),
        status: code.status(),
        code: code.as_str().into(),
        detail: text.detail.into(),
        errors: Vec::new(),
        reference: None,
        cus: None,
        refusal: None,
        reason_text: None,
        payment_id: None,
    }
}

fn about_the_payment(problem: Problem) -> Problem {
    Problem { reference: Some(REFERENCE.into()), payment_id: Some(PAYMENT.into()), ..problem }
}
