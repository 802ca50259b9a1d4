//! Errors as `application/problem+json` (RFC 9457): a stable code, words fit to be shown, and each
//! wrong field by name.

use axum::response::{IntoResponse, Response};
use http::{HeaderValue, StatusCode, header};
use pse_shared::api::{Problem as Body, ProblemField};
use pse_shared::words::Language;
use pse_shared::{FieldError, ProblemCode, Refusal, paths};

use super::quota::Standings;
use super::sentence::Sentence;
use crate::config::SiteConfig;
use crate::words;
use pse_core::checkouts::create::CheckoutError;
use pse_core::model::{CheckoutId, Payment};
use pse_core::payments::start_error::StartError;
use pse_core::ports::store::StoreError;

/// An error that a route answers as problem+json. Its texts are chosen when the client's language is known.
#[derive(Debug, Clone)]
pub struct ApiError {
    code: ProblemCode,
    errors: Vec<FieldError>,
    retry_after: Option<u64>,
    about: Box<About>,
}

/// The payment a problem is about, and the limits it was counted under.
#[derive(Debug, Clone, Default)]
struct About {
    sentence: Option<Sentence>,
    reference: Option<String>,
    cus: Option<String>,
    refusal: Option<Refusal>,
    reason_text: Option<String>,
    payment_id: Option<String>,
    standings: Standings,
}

impl ApiError {
    /// Makes an error with its code's usual texts.
    #[must_use]
    pub fn new(code: ProblemCode) -> Self {
        Self { code, errors: Vec::new(), retry_after: None, about: Box::default() }
    }

    /// Replaces the code's usual detail by a sentence.
    #[must_use]
    pub fn saying(mut self, sentence: Sentence) -> Self {
        self.about.sentence = Some(sentence);
        self
    }

    /// Adds a `Retry-After` header of so many seconds.
    #[must_use]
    pub const fn retry_after(mut self, seconds: u64) -> Self {
        self.retry_after = Some(seconds);
        self
    }

    /// Adds how the rate limits stand that the call was counted under, before those it knows of already.
    #[must_use]
    pub fn standing(mut self, standings: Standings) -> Self {
        let known = std::mem::take(&mut self.about.standings);
        self.about.standings = standings.and(known);
        self
    }

    /// Makes a `validation_failed` error that names each wrong field.
    #[must_use]
    pub fn invalid(errors: Vec<FieldError>) -> Self {
        Self { errors, ..Self::new(ProblemCode::ValidationFailed) }
    }

    /// The error's code.
    #[must_use]
    pub const fn code(&self) -> ProblemCode {
        self.code
    }

    /// The wrong fields, where the error is about fields.
    #[must_use]
    pub fn errors(&self) -> &[FieldError] {
        &self.errors
    }

    /// The seconds to wait before trying again, where they are known.
    #[must_use]
    pub const fn wait(&self) -> Option<u64> {
        self.retry_after
    }

    /// Writes the sentence that explains the error, in a language.
    #[must_use]
    pub fn detail_in(&self, language: Language) -> String {
        match &self.about.sentence {
            Some(sentence) => sentence.in_language(language),
            None => words::of(language).problem(self.code).detail.to_owned(),
        }
    }

    fn about(mut self, payment: &Payment) -> Self {
        self.about.payment_id = Some(payment.id.to_string());
        self.about.reference = Some(payment.merchant_reference.clone());
        self.about.cus.clone_from(&payment.cus);
        self
    }

    /// Makes the error of a second payment of a reference while one is pending, with the certified sentence.
    #[must_use]
    pub fn pending(payment: &Payment, site: &SiteConfig) -> Self {
        Self::new(ProblemCode::PaymentPending)
            .about(payment)
            .saying(Sentence::pending(payment, site))
    }

    /// Makes the error of a second payment of a reference that is already paid, with the certified sentence.
    #[must_use]
    pub fn paid(payment: &Payment, site: &SiteConfig) -> Self {
        Self::new(ProblemCode::CheckoutPaid).about(payment).saying(Sentence::paid(payment, site))
    }

    fn refused(payment: &Payment, site: &SiteConfig) -> Self {
        let mut problem = Self::new(ProblemCode::TransactionRefused)
            .about(payment)
            .saying(Sentence::refused(payment, site));
        problem.about.refusal = payment.refusal;
        problem.about.reason_text.clone_from(&payment.reason_text);
        problem
    }

    /// Converts the reason why a payment of a checkout was not started. Nothing in it leads to another checkout of the
    /// same reference.
    #[must_use]
    pub fn from_start_error(
        error: StartError,
        checkout: &CheckoutId,
        site: Option<&SiteConfig>,
    ) -> Self {
        let of_another = matches!(&error, StartError::Pending(payment) | StartError::Paid(payment) if payment.checkout_id != *checkout);
        let mut problem = Self::of_start_error(error, site);
        if of_another {
            problem.about.payment_id = None;
        }
        problem
    }

    fn of_start_error(error: StartError, site: Option<&SiteConfig>) -> Self {
        match (error, site) {
            (StartError::Pending(payment), Some(site)) => Self::pending(&payment, site),
            (StartError::Paid(payment), Some(site)) => Self::paid(&payment, site),
            (StartError::Refused(payment), Some(site)) => Self::refused(&payment, site),
            (StartError::Pending(payment), None) => {
                Self::new(ProblemCode::PaymentPending).about(&payment)
            }
            (StartError::Paid(payment), None) => {
                Self::new(ProblemCode::CheckoutPaid).about(&payment)
            }
            (StartError::Refused(payment), None) => {
                Self::new(ProblemCode::TransactionRefused).about(&payment)
            }
            (StartError::Unanswered(payment), _) => {
                Self::new(ProblemCode::ProviderUnanswered).about(&payment)
            }
            (StartError::NotFound, _) => Self::new(ProblemCode::NotFound),
            (StartError::Expired, _) => Self::new(ProblemCode::CheckoutExpired),
            (StartError::TooManyAttempts, _) => Self::new(ProblemCode::TooManyAttempts),
            (StartError::Invalid(errors), _) => Self::invalid(errors),
            (StartError::KeyReused, _) => Self::new(ProblemCode::IdempotencyKeyReused),
            (StartError::StillRunning, _) => {
                Self::new(ProblemCode::IdempotencyInProgress).retry_after(2)
            }
            (StartError::NoBankList(none), _) => {
                Self::new(ProblemCode::BankListUnavailable).retry_after(none.retry_after)
            }
            (StartError::Unavailable { retry_after }, _) => {
                Self::new(ProblemCode::ProviderUnavailable).retry_after(retry_after)
            }
            (StartError::Store(error), _) => error.into(),
            (StartError::Stopping, _) => Self::new(ProblemCode::StoreUnavailable).retry_after(5),
            (StartError::NoRandomness(error), _) => Self::internal(&error),
        }
    }

    /// Converts the reason why a checkout was not created.
    #[must_use]
    pub fn from_checkout_error(error: CheckoutError, site: &SiteConfig) -> Self {
        match error {
            CheckoutError::Invalid(errors) => Self::invalid(errors),
            CheckoutError::Pending(payment) => Self::pending(&payment, site),
            CheckoutError::Paid(payment) => Self::paid(&payment, site),
            CheckoutError::KeyReused => Self::new(ProblemCode::IdempotencyKeyReused),
            CheckoutError::Store(error) => error.into(),
            CheckoutError::NoRandomness(error) => Self::internal(&error),
        }
    }

    /// Makes an `internal` error; its cause is logged here and not told to the client.
    #[must_use]
    pub fn internal(error: &dyn std::error::Error) -> Self {
        tracing::error!(%error, "A request failed through a fault of ours.");
        Self::new(ProblemCode::Internal)
    }

    /// Writes the error as a problem+json response, in a language. `public_url` is the service's, without its last
    /// slash; the pages that explain each code lie below it.
    #[must_use]
    pub fn into_response_in(self, language: Language, public_url: &str) -> Response {
        let detail = self.detail_in(language);
        let texts = words::of(language);
        let status =
            StatusCode::from_u16(self.code.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let body = Body {
            title: texts.problem(self.code).title.to_owned(),
            kind: format!("{public_url}{}", paths::problem(self.code.as_str())),
            status: status.as_u16(),
            code: self.code.as_str().to_owned(),
            detail,
            errors: self
                .errors
                .iter()
                .map(|error| ProblemField {
                    field: error.field.to_string(),
                    code: error.code.as_str().to_owned(),
                    detail: texts.wrong_field(error.code),
                })
                .collect(),
            reference: self.about.reference,
            cus: self.about.cus,
            refusal: self.about.refusal,
            reason_text: self.about.reason_text,
            payment_id: self.about.payment_id,
        };
        let json = serde_json::to_vec(&body).unwrap_or_default();
        let mut response = (status, json).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        self.about.standings.write(headers);
        if let Some(seconds) = self.retry_after {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        if self.code == ProblemCode::Unauthorized {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response
    }
}

impl From<StoreError> for ApiError {
    fn from(error: StoreError) -> Self {
        tracing::error!(%error, "The store failed a request.");
        Self::new(ProblemCode::StoreUnavailable).retry_after(5)
    }
}

/// Carries the problem to [`super::layers::Finish`], which knows the language.
impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let mut response = StatusCode::INTERNAL_SERVER_ERROR.into_response();
        response.extensions_mut().insert(self);
        response
    }
}
