//! `GET /pay/{checkout}`: the checkout as a page that needs no script; also what a payment link
//! opens. Reloading it never reaches the provider.

use crate::routes::http::visitor::BuyerVisitor;
use axum::extract::{RawQuery, State};
use axum::response::Response;
use http::StatusCode;
use pse_shared::api::schema;
use pse_shared::{PaymentState, paths};

use super::page::PayPage;
use crate::pages::outcome::RETRY;
use crate::pages::submitted_form::SubmittedForm;
use crate::routes::description::groups::PAGES;
use crate::routes::description::parameters::PageLanguage;
use crate::routes::description::problems::problems;
use crate::routes::http::api_error::ApiError;
use crate::routes::http::path_text::PathText;
use crate::routes::http::state::AppState;
use pse_shared::form::screen::{Purpose, Screen, screen};

problems!(
    NotFound,
    PaymentPending,
    CheckoutPaid,
    CheckoutExpired,
    RateLimited,
    BankListUnavailable,
    StoreUnavailable
);

/// The checkout as a page
///
/// What a payment link opens, and what the widget leads to where it cannot run: the same rules, words and outcome in plain
/// HTML that needs no script. Errors are pages for browsers (`Accept: text/html`) and problems for programs.
#[utoipa::path(
    get,
    path = paths::PAY,
    operation_id = "showPaymentPage",
    tag = PAGES,
    params(("checkout" = schema::CheckoutId, Path, description = "The checkout."), ("reintentar" = Option<String>, Query, description = "The form, after a payment that did not go through: with any value."), PageLanguage),
    responses((status = 200, description = "The form, or how the latest payment stands (with `Refresh` while it can still move).", body = String, content_type = "text/html"), Problems),
)]
pub async fn handle(
    State(app): AppState,
    BuyerVisitor(visitor): BuyerVisitor,
    PathText(id): PathText,
    RawQuery(query): RawQuery,
) -> Result<Response, ApiError> {
    app.rates.read(visitor.ip)?;
    let page = PayPage::read(&app, &id, query.as_deref()).await?;
    match screen(&page.view, purpose(query.as_deref())) {
        Screen::Outcome => page.outcome(StatusCode::OK, None).await,
        Screen::Expired => Ok(page.expired()),
        Screen::Form => {
            // Nobody fills in a form to be told that another checkout has paid it.
            let store = &app.store;
            match store.blocking_payment(&page.checkout.site, &page.checkout.reference).await? {
                Some(payment) => {
                    let problem = match payment.state {
                        PaymentState::Approved => ApiError::paid(&payment, page.site),
                        PaymentState::Creating
                        | PaymentState::Pending
                        | PaymentState::Refused
                        | PaymentState::Unanswered
                        | PaymentState::Rejected
                        | PaymentState::Failed => ApiError::pending(&payment, page.site),
                    };
                    page.blocked(&payment, &problem).await
                }
                None => {
                    let before = page.payment.as_ref().map(|payment| payment.bank_code.as_str());
                    let form = SubmittedForm::with_bank(before.unwrap_or_default());
                    page.form(StatusCode::OK, &form, &[], None).await
                }
            }
        }
    }
}

fn purpose(query: Option<&str>) -> Purpose {
    let retries =
        query.unwrap_or_default().split('&').any(|part| part.split('=').next() == Some(RETRY));
    if retries { Purpose::Pay } else { Purpose::Look }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_retry_link_asks_for_another_attempt() {
        for (query, expected) in [
            (None, Purpose::Look),
            (Some("utm_source=correo"), Purpose::Look),
            (Some("reintentar"), Purpose::Pay),
            (Some("a=b&reintentar="), Purpose::Pay),
            (Some("reintentarlo=1"), Purpose::Look),
        ] {
            assert_eq!(purpose(query), expected, "{query:?}");
        }
    }
}
