//! `POST /pay/{checkout}`: the page's form. The same rules and the same payment as
//! `POST /v1/checkouts/{id}/payments`; the answer is a page, or the way to the bank.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::rejection::FormRejection;
use axum::extract::{Form, Path, RawQuery, State};
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use pse_shared::ProblemCode;
use pse_shared::api::{CreatePayment, PaymentCreated};
use tokio::sync::broadcast::error::RecvError;

use super::origin;
use super::page::{PayPage, retry_later, status_of};
use crate::model::CheckoutId;
use crate::pages::filled::Filled;
use crate::pages::step::{Step, Wish, settle};
use crate::payments::create::CreateError;
use crate::payments::times::later;
use crate::provider::request::Browser;
use crate::routes::http::problem::Problem;
use crate::routes::http::state::{App, Shared};
use crate::store::Idempotency;

/// A second press waits for the first one's answer so long.
const PATIENCE: Duration = Duration::from_secs(25);

/// Creates a payment and sends the buyer to the bank.
pub async fn handle(
    State(app): Shared,
    browser: Browser,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
    form: Result<Form<Vec<(String, String)>>, FormRejection>,
) -> Result<Response, Problem> {
    app.rates.try_to_pay(browser.ip, &id)?;
    origin::check(&app.public_url, &headers)?;
    let page = PayPage::read(&app, &id, query.as_deref()).await?;
    let Form(pairs) = form.map_err(unreadable)?;
    let filled = Filled::read(&pairs);
    let needed = &page.view.payer_fields;
    let errors = filled.check(needed);
    match filled.request(needed, page.speech.language) {
        Some(request) if errors.is_empty() => {
            let key = filled.key(needed);
            match create(&app, &page.checkout.id, &request, key, &browser).await {
                Ok(created) => to_the_bank(&app, &id, query.as_deref(), &created).await,
                Err(error) => not_created(&app, &id, query.as_deref(), &filled, error).await,
            }
        }
        Some(_) | None => match settle(&page.view, Wish::Pay) {
            Step::Form => page.form(StatusCode::UNPROCESSABLE_ENTITY, &filled, &errors, None).await,
            Step::Outcome => Ok(see(&page.speech.address(&id))),
            Step::Expired => Ok(page.expired()),
        },
    }
}

fn unreadable(rejection: FormRejection) -> Problem {
    Problem::new(match rejection.status() {
        StatusCode::PAYLOAD_TOO_LARGE => ProblemCode::PayloadTooLarge,
        StatusCode::UNSUPPORTED_MEDIA_TYPE => ProblemCode::UnsupportedMediaType,
        _ => ProblemCode::ValidationFailed,
    })
}

/// Creates the payment; pressed twice, the second press waits for the first one's answer.
async fn create(
    app: &Arc<App>,
    id: &CheckoutId,
    request: &CreatePayment,
    key: Option<Idempotency>,
    browser: &Browser,
) -> Result<PaymentCreated, CreateError> {
    let until = later(app.clock.now(), PATIENCE);
    loop {
        // Listening starts before asking, so that no change falls in between.
        let mut changes = app.events.listen();
        let made = app.creator.create(id, request.clone(), key.clone(), browser.clone()).await;
        if !matches!(made, Err(CreateError::StillRunning)) {
            return made;
        }
        let changed = async {
            loop {
                match changes.recv().await {
                    Ok(changed) if changed != *id => {}
                    Ok(_) | Err(RecvError::Lagged(_) | RecvError::Closed) => return,
                }
            }
        };
        tokio::select! {
            () = changed => {}
            () = app.clock.sleep_until(until) => return made,
        }
    }
}

/// To the bank while its address can be used: a page sent again later finds how its payment ended.
async fn to_the_bank(
    app: &App,
    id: &str,
    query: Option<&str>,
    created: &PaymentCreated,
) -> Result<Response, Problem> {
    let page = PayPage::read(app, id, query).await?;
    let usable = page
        .view
        .payment
        .as_ref()
        .filter(|payment| payment.id == created.payment_id)
        .and_then(|payment| payment.bank_url.as_deref());
    Ok(see(usable.unwrap_or(&page.speech.address(id))))
}

async fn not_created(
    app: &App,
    id: &str,
    query: Option<&str>,
    filled: &Filled,
    error: CreateError,
) -> Result<Response, Problem> {
    // The attempt may have changed where the checkout stands.
    let page = PayPage::read(app, id, query).await?;
    match error {
        CreateError::Pending(payment) => {
            page.blocked(&payment, &Problem::pending(&payment, page.site)).await
        }
        CreateError::Paid(payment) => {
            page.blocked(&payment, &Problem::paid(&payment, page.site)).await
        }
        CreateError::Invalid(errors) => {
            page.form(StatusCode::UNPROCESSABLE_ENTITY, filled, &errors, None).await
        }
        CreateError::Expired => Ok(page.expired()),
        CreateError::NoBankList(none) => Ok(page.without_banks(none.retry_after)),
        CreateError::StillRunning | CreateError::KeyReused => Ok(see(&page.speech.address(id))),
        CreateError::NotFound => Err(Problem::new(ProblemCode::NotFound)),
        error @ (CreateError::Refused(_)
        | CreateError::Unanswered(_)
        | CreateError::Unavailable { .. }
        | CreateError::Store(_)
        | CreateError::NoRandomness(_)
        | CreateError::Stopping) => {
            let problem = Problem::of_creation(error, Some(page.site));
            let sentence = problem.detail_in(page.speech.language);
            let response =
                page.form(status_of(problem.code()), filled, &[], Some(&sentence)).await?;
            Ok(retry_later(response, problem.wait()))
        }
    }
}

/// Go there.
fn see(address: &str) -> Response {
    let mut response = StatusCode::SEE_OTHER.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    match HeaderValue::from_str(address) {
        Ok(location) => headers.insert(header::LOCATION, location),
        Err(error) => return Problem::internal(&error).into_response(),
    };
    response
}
