//! Errors as `application/problem+json` (RFC 9457): a stable code, words fit to be shown, and each
//! wrong field by name.

use axum::response::{IntoResponse, Response};
use http::{HeaderValue, StatusCode, header};
use pse_shared::api::{Problem as Body, ProblemField};
use pse_shared::words::Language;
use pse_shared::{FieldError, ProblemCode, Refusal};

use super::sentence::Sentence;
use super::words;
use crate::checkouts::create::MakeError;
use crate::config::SiteConfig;
use crate::model::Payment;
use crate::payments::create::CreateError;
use crate::store::StoreError;

/// An error on its way out. Its words are chosen when its language is known.
#[derive(Debug, Clone)]
pub struct Problem {
    code: ProblemCode,
    errors: Vec<FieldError>,
    retry_after: Option<u64>,
    about: Box<About>,
}

/// What a problem is about.
#[derive(Debug, Clone, Default)]
struct About {
    sentence: Option<Sentence>,
    reference: Option<String>,
    cus: Option<String>,
    refusal: Option<Refusal>,
    reason_text: Option<String>,
    payment_id: Option<String>,
}

impl Problem {
    /// A problem with the usual words.
    #[must_use]
    pub fn new(code: ProblemCode) -> Self {
        Self { code, errors: Vec::new(), retry_after: None, about: Box::default() }
    }

    /// With this sentence instead.
    #[must_use]
    pub fn saying(mut self, sentence: Sentence) -> Self {
        self.about.sentence = Some(sentence);
        self
    }

    /// With `Retry-After`, in seconds.
    #[must_use]
    pub const fn retry_after(mut self, seconds: u64) -> Self {
        self.retry_after = Some(seconds);
        self
    }

    /// Wrong fields.
    #[must_use]
    pub fn invalid(errors: Vec<FieldError>) -> Self {
        Self { errors, ..Self::new(ProblemCode::ValidationFailed) }
    }

    /// Its code.
    #[must_use]
    pub const fn code(&self) -> ProblemCode {
        self.code
    }

    /// The wrong fields.
    #[must_use]
    pub fn errors(&self) -> &[FieldError] {
        &self.errors
    }

    /// After how many seconds to try again, where that is known.
    #[must_use]
    pub const fn wait(&self) -> Option<u64> {
        self.retry_after
    }

    /// Its words in a language.
    #[must_use]
    pub fn detail_in(&self, language: Language) -> String {
        match &self.about.sentence {
            Some(sentence) => sentence.in_language(language),
            None => words::detail(self.code, language).to_owned(),
        }
    }

    fn about(mut self, payment: &Payment) -> Self {
        self.about.payment_id = Some(payment.id.to_string());
        self.about.reference = Some(payment.merchant_reference.clone());
        self.about.cus.clone_from(&payment.cus);
        self
    }

    /// A second payment of a reference while one is pending: the certified sentence.
    #[must_use]
    pub fn pending(payment: &Payment, site: &SiteConfig) -> Self {
        Self::new(ProblemCode::PaymentPending)
            .about(payment)
            .saying(Sentence::pending(payment, site))
    }

    /// A second payment of a reference that is paid: the certified sentence.
    #[must_use]
    pub fn paid(payment: &Payment, site: &SiteConfig) -> Self {
        Self::new(ProblemCode::CheckoutPaid).about(payment).saying(Sentence::paid(payment, site))
    }

    fn refused(payment: &Payment, site: &SiteConfig) -> Self {
        let mut problem = Self::new(ProblemCode::TransactionRefused)
            .about(payment)
            .saying(Sentence::refused(payment, site));
        problem.about.refusal = payment.refusal();
        problem.about.reason_text.clone_from(&payment.reason_text);
        problem
    }

    /// Why a payment was not created.
    #[must_use]
    pub fn of_creation(error: CreateError, site: Option<&SiteConfig>) -> Self {
        match (error, site) {
            (CreateError::Pending(payment), Some(site)) => Self::pending(&payment, site),
            (CreateError::Paid(payment), Some(site)) => Self::paid(&payment, site),
            (CreateError::Refused(payment), Some(site)) => Self::refused(&payment, site),
            (CreateError::Pending(payment), None) => {
                Self::new(ProblemCode::PaymentPending).about(&payment)
            }
            (CreateError::Paid(payment), None) => {
                Self::new(ProblemCode::CheckoutPaid).about(&payment)
            }
            (CreateError::Refused(payment), None) => {
                Self::new(ProblemCode::TransactionRefused).about(&payment)
            }
            (CreateError::Unanswered(payment), _) => {
                Self::new(ProblemCode::ProviderUnanswered).about(&payment)
            }
            (CreateError::NotFound, _) => Self::new(ProblemCode::NotFound),
            (CreateError::Expired, _) => Self::new(ProblemCode::CheckoutExpired),
            (CreateError::Invalid(errors), _) => Self::invalid(errors),
            (CreateError::KeyReused, _) => Self::new(ProblemCode::IdempotencyKeyReused),
            (CreateError::StillRunning, _) => {
                Self::new(ProblemCode::IdempotencyInProgress).retry_after(2)
            }
            (CreateError::NoBankList(none), _) => {
                Self::new(ProblemCode::BankListUnavailable).retry_after(none.retry_after)
            }
            (CreateError::Unavailable { retry_after }, _) => {
                Self::new(ProblemCode::ProviderUnavailable).retry_after(retry_after)
            }
            (CreateError::Store(error), _) => error.into(),
            (CreateError::Stopping, _) => Self::new(ProblemCode::StoreUnavailable).retry_after(5),
            (CreateError::NoRandomness(error), _) => Self::internal(&error),
        }
    }

    /// Why a checkout was not made.
    #[must_use]
    pub fn of_making(error: MakeError, site: &SiteConfig) -> Self {
        match error {
            MakeError::Invalid(errors) => Self::invalid(errors),
            MakeError::Pending(payment) => Self::pending(&payment, site),
            MakeError::Paid(payment) => Self::paid(&payment, site),
            MakeError::KeyReused => Self::new(ProblemCode::IdempotencyKeyReused),
            MakeError::Store(error) => error.into(),
            MakeError::NoRandomness(error) => Self::internal(&error),
        }
    }

    /// A fault of ours: logged here, told without details.
    #[must_use]
    pub fn internal(error: &dyn std::error::Error) -> Self {
        tracing::error!(%error, "A request failed through a fault of ours.");
        Self::new(ProblemCode::Internal)
    }

    /// The answer, in a language.
    #[must_use]
    pub fn into_response_in(self, language: Language, problems: &str) -> Response {
        let detail = self.detail_in(language);
        let status =
            StatusCode::from_u16(self.code.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let body = Body {
            kind: format!("{problems}/problems/{}", self.code.as_str()),
            title: words::title(self.code, language).to_owned(),
            status: status.as_u16(),
            code: self.code.as_str().to_owned(),
            detail,
            errors: self
                .errors
                .iter()
                .map(|error| ProblemField {
                    field: error.field.to_string(),
                    code: error.code.as_str().to_owned(),
                    detail: words::field(error.code, language),
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
        if let Some(seconds) = self.retry_after {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        if self.code == ProblemCode::Unauthorized {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        tracing::error!(%error, "The store failed a request.");
        Self::new(ProblemCode::StoreUnavailable).retry_after(5)
    }
}

/// Carries the problem to [`super::layers::finish`], which knows the language.
impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = StatusCode::INTERNAL_SERVER_ERROR.into_response();
        response.extensions_mut().insert(self);
        response
    }
}
