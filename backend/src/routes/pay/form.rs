//! `GET /pay/{checkout}`: the checkout as a page that needs no script; also what a payment link
//! opens. Reloading it never reaches the provider.

use axum::extract::{Path, RawQuery, State};
use axum::response::Response;
use http::StatusCode;

use super::page::PayPage;
use crate::pages::filled::Filled;
use crate::pages::outcome::RETRY;
use crate::pages::step::{Step, Wish, settle};
use crate::provider::request::Browser;
use crate::routes::http::problem::Problem;
use crate::routes::http::state::Shared;
use pse_shared::PaymentState;

/// Shows the page a checkout belongs on.
pub async fn handle(
    State(app): Shared,
    browser: Browser,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    app.rates.read(browser.ip)?;
    let page = PayPage::read(&app, &id, query.as_deref()).await?;
    match settle(&page.view, wish(query.as_deref())) {
        Step::Outcome => page.outcome(StatusCode::OK, None).await,
        Step::Expired => Ok(page.expired()),
        Step::Form => {
            // Nobody fills in a form to be told that another checkout has paid it.
            let store = &app.store;
            match store.blocking_payment(&page.checkout.site, &page.checkout.reference).await? {
                Some(payment) => {
                    let problem = match payment.state {
                        PaymentState::Approved => Problem::paid(&payment, page.site),
                        PaymentState::Creating
                        | PaymentState::Pending
                        | PaymentState::Refused
                        | PaymentState::Unanswered
                        | PaymentState::Rejected
                        | PaymentState::Failed => Problem::pending(&payment, page.site),
                    };
                    page.blocked(&payment, &problem).await
                }
                None => page.form(StatusCode::OK, &Filled::default(), &[], None).await,
            }
        }
    }
}

fn wish(query: Option<&str>) -> Wish {
    let retries =
        query.unwrap_or_default().split('&').any(|part| part.split('=').next() == Some(RETRY));
    if retries { Wish::Pay } else { Wish::Look }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_retry_link_asks_for_another_attempt() {
        for (query, expected) in [
            (None, Wish::Look),
            (Some("utm_source=correo"), Wish::Look),
            (Some("reintentar"), Wish::Pay),
            (Some("a=b&reintentar="), Wish::Pay),
            (Some("reintentarlo=1"), Wish::Look),
        ] {
            assert_eq!(wish(query), expected, "{query:?}");
        }
    }
}
