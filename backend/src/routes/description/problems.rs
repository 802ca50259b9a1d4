//! The errors that an endpoint may answer, as responses of its description: one per status, each code with its example.

use std::collections::BTreeMap;

use pse_shared::ProblemCode;
use utoipa::openapi::{ContentBuilder, Ref, RefOr, Response, ResponseBuilder};

/// The media type of errors (RFC 9457).
pub const MEDIA_TYPE: &str = "application/problem+json";

/// Names the errors that the endpoints of a file may answer: makes the type `Problems` for their `responses(…)`.
macro_rules! problems {
    ($($code:ident),+ $(,)?) => {
        /// The errors that the endpoints of this file may answer.
        #[derive(Debug)]
        pub struct Problems;

        impl utoipa::IntoResponses for Problems {
            fn responses() -> std::collections::BTreeMap<
                String,
                utoipa::openapi::RefOr<utoipa::openapi::Response>,
            > {
                $crate::routes::description::problems::responses(&[
                    $(pse_shared::ProblemCode::$code),+
                ])
            }
        }
    };
}
pub(crate) use problems;

/// The descriptions of the responses in which these errors come, by HTTP status.
#[must_use]
pub fn responses(codes: &[ProblemCode]) -> BTreeMap<String, RefOr<Response>> {
    let mut by_status = BTreeMap::<u16, Vec<ProblemCode>>::new();
    for &code in codes {
        by_status.entry(code.status()).or_default().push(code);
    }
    by_status
        .into_iter()
        .map(|(status, codes)| {
            let response = match *codes {
                [code] => Ref::from_response_name(code.as_str()).into(),
                _ => response(&codes).into(),
            };
            (status.to_string(), response)
        })
        .collect()
}

/// The description of the one response in which these errors come, which share an HTTP status.
#[must_use]
pub fn response(codes: &[ProblemCode]) -> Response {
    let meanings: Vec<_> = codes.iter().map(|code| code.meaning()).collect();
    let examples = codes.iter().map(|code| {
        let example = Ref::new(format!("#/components/examples/{}", code.as_str()));
        (code.as_str(), RefOr::Ref(example))
    });
    let content = ContentBuilder::new()
        .schema(Some(Ref::from_schema_name("Problem")))
        .examples_from_iter(examples)
        .build();
    let response =
        ResponseBuilder::new().description(meanings.join(" ")).content(MEDIA_TYPE, content);
    if codes.iter().any(|code| may_wait(*code)) {
        response.header_ref("Retry-After", Ref::new("#/components/headers/RetryAfter")).build()
    } else {
        response.build()
    }
}

/// Whether an error of that code can come with `Retry-After`.
const fn may_wait(code: ProblemCode) -> bool {
    match code {
        ProblemCode::IdempotencyInProgress
        | ProblemCode::RateLimited
        | ProblemCode::ProbeTooSoon
        | ProblemCode::ProviderUnavailable
        | ProblemCode::BankListUnavailable
        | ProblemCode::StoreUnavailable => true,
        ProblemCode::InvalidJson
        | ProblemCode::InvalidQuery
        | ProblemCode::Unauthorized
        | ProblemCode::OriginNotAllowed
        | ProblemCode::NotFound
        | ProblemCode::MethodNotAllowed
        | ProblemCode::PaymentPending
        | ProblemCode::CheckoutPaid
        | ProblemCode::CheckoutExpired
        | ProblemCode::PayloadTooLarge
        | ProblemCode::UnsupportedMediaType
        | ProblemCode::ValidationFailed
        | ProblemCode::IdempotencyKeyReused
        | ProblemCode::TransactionRefused
        | ProblemCode::TooManyAttempts
        | ProblemCode::Internal
        | ProblemCode::ProviderUnanswered => false,
    }
}
