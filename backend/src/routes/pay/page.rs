//! What both calls of `/pay/{checkout}` can answer: the form, an outcome, or a notice.

use axum::response::Response;
use http::{HeaderValue, StatusCode, header};
use pse_shared::api::CheckoutView;
use pse_shared::words::Language;
use pse_shared::{FieldError, ProblemCode};

use crate::config::SiteConfig;
use crate::pages::answer::{Policy, page, refreshed};
use crate::pages::form::PayForm;
use crate::pages::locale::Locale;
use crate::pages::look::Look;
use crate::pages::notice::NoticePage;
use crate::pages::outcome::{OutcomePage, look_again};
use crate::pages::submitted_form::SubmittedForm;
use crate::routes::http::api_error::ApiError;
use crate::routes::http::state::App;
use pse_core::checkouts::view;
use pse_core::model::id::random_name;
use pse_core::model::{Checkout, Payment};
use pse_core::net::return_url;

/// A checkout as read from the store, and the pages that show it.
pub struct PayPage<'a> {
    app: &'a App,
    /// The checkout as stored.
    pub checkout: Checkout,
    /// The checkout's latest payment.
    pub payment: Option<Payment>,
    /// The site the checkout belongs to.
    pub site: &'a SiteConfig,
    /// What the buyer may see of the checkout.
    pub view: CheckoutView,
    shop: String,
    /// The page's language, and its texts.
    pub locale: Locale,
}

impl<'a> PayPage<'a> {
    /// Reads a checkout by the id in the path; `query` may ask for a language.
    ///
    /// # Errors
    /// `not_found`, `store_unavailable`.
    pub async fn read(app: &'a App, id: &str, query: Option<&str>) -> Result<Self, ApiError> {
        let (checkout, site) = app.checkout(id).await?;
        let payment = app.store.latest_payment(&checkout.id).await?;
        let view = view::checkout(&checkout, payment.as_ref(), site, app.clock.now());
        let shop = return_url::with_checkout(&checkout.return_url, checkout.id.as_str())
            .map_err(|error| ApiError::internal(&error))?;
        let own = Language::from_provider_code(&checkout.language).unwrap_or_default();
        let locale = Locale::of(query, own);
        Ok(Self { app, checkout, payment, site, view, shop, locale })
    }

    fn answer(&self, status: StatusCode, template: &impl askama::Template) -> Response {
        page(status, template, Policy::Pay { sandboxed: self.app.config.is_sandboxed() })
    }

    fn look(&self) -> Look<'a> {
        Look::of(self.site, &self.app.public_url)
    }

    /// Shows the form, filled with what the buyer wrote, each error at its field, and `trouble` above it.
    ///
    /// # Errors
    /// `internal` when the system gives no randomness.
    pub async fn form(
        &self,
        status: StatusCode,
        submitted: &SubmittedForm,
        errors: &[FieldError],
        trouble: Option<&str>,
    ) -> Result<Response, ApiError> {
        let banks = match self.app.banks.list(&self.checkout.site).await {
            Ok(banks) => banks,
            Err(none) => return Ok(self.without_banks(none.retry_after)),
        };
        let attempt = random_name().map_err(|error| ApiError::internal(&error))?;
        let form = PayForm {
            locale: self.locale,
            look: self.look(),
            view: &self.view,
            banks: &banks.list.banks,
            submitted,
            errors,
            trouble,
            shop: &self.shop,
            attempt: &attempt,
        };
        Ok(self.answer(status, &form.page()))
    }

    /// Shows that there is no bank list to choose from (specification, "Despliegue de bancos disponibles").
    pub fn without_banks(&self, retry_after: u64) -> Response {
        let (words, address) = (self.locale.words, self.locale.address(&self.view.id));
        let response = self.notice(
            StatusCode::SERVICE_UNAVAILABLE,
            words.pay(),
            words.bank_list_unavailable(),
            Some(&address),
        );
        retry_later(response, Some(retry_after))
    }

    /// Shows the outcome of the latest payment, with `notice` above it; the form where there is no payment.
    ///
    /// # Errors
    /// As [`Self::form`].
    pub async fn outcome(
        &self,
        status: StatusCode,
        notice: Option<&str>,
    ) -> Result<Response, ApiError> {
        let Some(payment) = &self.view.payment else {
            return self.form(status, &SubmittedForm::default(), &[], notice).await;
        };
        let now = self.app.clock.now();
        let outcome = OutcomePage::new(&self.view, payment, notice, self.locale, &self.shop, now)
            .with_look(self.look());
        let response = self.answer(status, &outcome);
        Ok(match look_again(payment.state) {
            Some(seconds) => refreshed(response, seconds, &self.locale.address(&self.view.id)),
            None => response,
        })
    }

    /// Shows that the checkout has expired.
    pub fn expired(&self) -> Response {
        let status = status_of(ProblemCode::CheckoutExpired);
        self.notice(status, self.locale.words.expired_title(), self.locale.words.expired(), None)
    }

    /// Shows that a pending or approved payment of the same reference blocks another one: the certified sentence, and
    /// the payment's outcome where it is this checkout's.
    ///
    /// # Errors
    /// As [`Self::form`].
    pub async fn blocked(&self, by: &Payment, problem: &ApiError) -> Result<Response, ApiError> {
        let sentence = problem.detail_in(self.locale.language);
        let status = status_of(problem.code());
        if by.checkout_id == self.checkout.id {
            return self.outcome(status, Some(&sentence)).await;
        }
        let title = if problem.code() == ProblemCode::CheckoutPaid {
            self.locale.page.paid_title
        } else {
            self.locale.page.pending_title
        };
        Ok(self.notice(status, title, &sentence, None))
    }

    fn notice(&self, status: StatusCode, title: &str, text: &str, again: Option<&str>) -> Response {
        let notice = NoticePage {
            locale: self.locale,
            look: self.look(),
            title,
            text,
            view: Some(&self.view),
            again,
            shop: Some(&self.shop),
        };
        self.answer(status, &notice)
    }
}

/// Returns the HTTP status of an error code.
#[must_use]
pub fn status_of(code: ProblemCode) -> StatusCode {
    StatusCode::from_u16(code.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

/// Adds a `Retry-After` header where the seconds are known.
pub fn retry_later(mut response: Response, seconds: Option<u64>) -> Response {
    if let Some(seconds) = seconds {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}
