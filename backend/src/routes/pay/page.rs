//! A checkout as a page: what the two calls of `/pay/{checkout}` can show.

use axum::response::Response;
use http::{HeaderValue, StatusCode, header};
use pse_shared::api::CheckoutView;
use pse_shared::words::Language;
use pse_shared::{FieldError, ProblemCode};

use crate::checkouts::view;
use crate::config::SiteConfig;
use crate::model::id::random_name;
use crate::model::{Checkout, Payment};
use crate::net::return_url;
use crate::pages::answer::{Policy, page, refreshed};
use crate::pages::filled::Filled;
use crate::pages::form::Form;
use crate::pages::notice::NoticePage;
use crate::pages::outcome::{OutcomePage, look_again};
use crate::pages::speech::Speech;
use crate::routes::http::problem::Problem;
use crate::routes::http::state::App;

/// A checkout as just read.
pub struct PayPage<'a> {
    app: &'a App,
    /// The checkout.
    pub checkout: Checkout,
    /// Its latest payment.
    pub payment: Option<Payment>,
    /// Whose it is.
    pub site: &'a SiteConfig,
    /// What its buyer may see.
    pub view: CheckoutView,
    shop: String,
    /// How it speaks.
    pub speech: Speech,
}

impl<'a> PayPage<'a> {
    /// Reads a checkout by the id in the path; `query` may ask for a language.
    ///
    /// # Errors
    /// `not_found`, `store_unavailable`.
    pub async fn read(app: &'a App, id: &str, query: Option<&str>) -> Result<Self, Problem> {
        let (checkout, site) = app.checkout(id).await?;
        let payment = app.store.latest_payment(&checkout.id).await?;
        let view = view::checkout(&checkout, payment.as_ref(), site, app.clock.now());
        let shop = return_url::with_checkout(&checkout.return_url, checkout.id.as_str())
            .map_err(|error| Problem::internal(&error))?;
        let own = Language::from_provider_code(&checkout.language).unwrap_or_default();
        let speech = Speech::of(query, own);
        Ok(Self { app, checkout, payment, site, view, shop, speech })
    }

    fn answer(&self, status: StatusCode, template: &impl askama::Template) -> Response {
        page(status, template, Policy::Pay { sandboxed: self.app.config.is_sandboxed() })
    }

    /// The form, with what was written before and what came of it.
    ///
    /// # Errors
    /// `internal` when the system gives no randomness.
    pub async fn form(
        &self,
        status: StatusCode,
        filled: &Filled,
        errors: &[FieldError],
        trouble: Option<&str>,
    ) -> Result<Response, Problem> {
        let banks = match self.app.banks.list(&self.checkout.site).await {
            Ok(banks) => banks,
            Err(none) => return Ok(self.without_banks(none.retry_after)),
        };
        let attempt = random_name().map_err(|error| Problem::internal(&error))?;
        let form = Form {
            speech: self.speech,
            view: &self.view,
            banks: &banks.list.banks,
            filled,
            errors,
            trouble,
            shop: &self.shop,
            attempt: &attempt,
        };
        Ok(self.answer(status, &form.page()))
    }

    /// There is no list to choose from (specification, "Despliegue de bancos disponibles").
    pub fn without_banks(&self, retry_after: u64) -> Response {
        let (words, address) = (self.speech.words, self.speech.address(&self.view.id));
        let response = self.notice(
            StatusCode::SERVICE_UNAVAILABLE,
            words.pay(),
            words.bank_list_unavailable(),
            Some(&address),
        );
        retry_later(response, Some(retry_after))
    }

    /// How the latest payment stands; the form where there is none.
    ///
    /// # Errors
    /// As [`Self::form`].
    pub async fn outcome(
        &self,
        status: StatusCode,
        notice: Option<&str>,
    ) -> Result<Response, Problem> {
        let Some(payment) = &self.view.payment else {
            return self.form(status, &Filled::default(), &[], notice).await;
        };
        let now = self.app.clock.now();
        let outcome = OutcomePage::new(&self.view, payment, notice, self.speech, &self.shop, now);
        let response = self.answer(status, &outcome);
        Ok(match look_again(payment.state) {
            Some(seconds) => refreshed(response, seconds, &self.speech.address(&self.view.id)),
            None => response,
        })
    }

    /// Its time is over.
    pub fn expired(&self) -> Response {
        let status = status_of(ProblemCode::CheckoutExpired);
        self.notice(status, self.speech.words.expired_title(), self.speech.words.expired(), None)
    }

    /// A payment stands in the way, of this checkout or of another one with its reference: the
    /// certified sentence, and the payment itself where it is this checkout's.
    ///
    /// # Errors
    /// As [`Self::form`].
    pub async fn blocked(&self, by: &Payment, problem: &Problem) -> Result<Response, Problem> {
        let sentence = problem.detail_in(self.speech.language);
        let status = status_of(problem.code());
        if by.checkout_id == self.checkout.id {
            return self.outcome(status, Some(&sentence)).await;
        }
        let title = if problem.code() == ProblemCode::CheckoutPaid {
            self.speech.page.paid_title
        } else {
            self.speech.page.pending_title
        };
        Ok(self.notice(status, title, &sentence, None))
    }

    fn notice(&self, status: StatusCode, title: &str, text: &str, again: Option<&str>) -> Response {
        let notice = NoticePage {
            speech: self.speech,
            title,
            text,
            view: Some(&self.view),
            again,
            shop: Some(&self.shop),
        };
        self.answer(status, &notice)
    }
}

/// The status that goes with a problem.
#[must_use]
pub fn status_of(code: ProblemCode) -> StatusCode {
    StatusCode::from_u16(code.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

/// With `Retry-After`, where it makes sense to try again.
pub fn retry_later(mut response: Response, seconds: Option<u64>) -> Response {
    if let Some(seconds) = seconds {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}
