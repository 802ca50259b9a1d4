//! `POST /pay/{checkout}`: the page's form. The same rules and the same payment as
//! `POST /v1/checkouts/{id}/payments`; the answer is a page, or the way to the bank.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::rejection::FormRejection;
use axum::extract::{Form, RawQuery, State};
use axum::response::{IntoResponse, Response};
use futures_util::StreamExt;
use futures_util::future;
use http::{HeaderMap, HeaderValue, StatusCode, header};
use pse_shared::api::{CreatePayment, PaymentCreated, schema};
use pse_shared::form::screen::{Purpose, Screen, screen};
use pse_shared::{BankInterface, ProblemCode, paths};
use utoipa::ToSchema;

use super::origin;
use super::page::{PayPage, retry_later, status_of};
use crate::pages::submitted_form::SubmittedForm;
use crate::routes::description::groups::PAGES;
use crate::routes::description::parameters::PageLanguage;
use crate::routes::description::problems::problems;
use crate::routes::http::api_error::ApiError;
use crate::routes::http::path_text::PathText;
use crate::routes::http::state::{App, AppState};
use crate::routes::http::visitor::BuyerVisitor;
use pse_core::model::{CheckoutId, Visitor};
use pse_core::payments::start_error::StartError;
use pse_core::ports::store::{CheckoutChange, IdempotencyKey};
use pse_core::time::later;

problems!(
    OriginNotAllowed,
    NotFound,
    PaymentPending,
    CheckoutPaid,
    CheckoutExpired,
    PayloadTooLarge,
    UnsupportedMediaType,
    ValidationFailed,
    TransactionRefused,
    TooManyAttempts,
    RateLimited,
    Internal,
    ProviderUnanswered,
    ProviderUnavailable,
    BankListUnavailable,
    StoreUnavailable
);

/// How long a second press of the button waits for the first one's answer.
const PATIENCE: Duration = Duration::from_secs(25);

/// How the form may look as it is sent.
const FORM: &str = "bank_interface=person&bank_code=1066&document_type=CC&document=1098765432&first_name=Ana&last_name=Ni%C3%B1o&email_address=ana%40example.co&mobile=3001234567";

/// The fields of the page's form, as a browser sends them.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "described, never made")]
pub struct PageForm {
    /// Names one showing of the form.
    #[schema(value_type = String)]
    attempt: Option<String>,
    /// A code of the bank list.
    bank_code: String,
    /// Whether a person or a company pays.
    bank_interface: BankInterface,
}

/// Send the page's form
///
/// Creates the same payment as the API. Only the page itself may send it (`Origin`, `Sec-Fetch-Site`). The same form sent
/// twice makes one payment.
#[utoipa::path(
    post,
    path = paths::PAY,
    operation_id = "submitPaymentPage",
    tag = PAGES,
    params(("checkout" = schema::CheckoutId, Path, description = "The checkout."), PageLanguage),
    request_body(content_type = "application/x-www-form-urlencoded", content = inline(PageForm), description = "The form's fields; the payer's are those of a person.", example = json!(FORM)),
    responses((status = 303, description = "To the bank; or back to the page where there is nothing to pay any more.", headers(("Location" = String, description = "The address at the bank."))), Problems),
)]
pub async fn handle(
    State(app): AppState,
    BuyerVisitor(visitor): BuyerVisitor,
    PathText(id): PathText,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
    form: Result<Form<Vec<(String, String)>>, FormRejection>,
) -> Result<Response, ApiError> {
    app.rates.try_to_pay(visitor.ip)?;
    origin::check(&app.public_url, &headers)?;
    let page = PayPage::read(&app, &id, query.as_deref()).await?;
    app.rates.try_checkout(&page.checkout.id)?;
    let Form(pairs) = form.map_err(unreadable)?;
    let submitted = SubmittedForm::read(&pairs);
    let needed = &page.view.payer_fields;
    let errors = submitted.check(needed);
    match submitted.request(needed, page.locale.language) {
        Some(request) if errors.is_empty() => {
            let key = submitted.key(needed);
            match create(&app, &page.checkout.id, &request, key, &visitor).await {
                Ok(created) => to_the_bank(&app, &id, query.as_deref(), &created).await,
                Err(error) => not_created(&app, &id, query.as_deref(), &submitted, error).await,
            }
        }
        Some(_) | None => match screen(&page.view, Purpose::Pay) {
            Screen::Form => {
                page.form(StatusCode::UNPROCESSABLE_ENTITY, &submitted, &errors, None).await
            }
            Screen::Outcome => Ok(redirect(&page.locale.address(&id))),
            Screen::Expired => Ok(page.expired()),
        },
    }
}

fn unreadable(rejection: FormRejection) -> ApiError {
    ApiError::new(match rejection.status() {
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
    key: Option<IdempotencyKey>,
    visitor: &Visitor,
) -> Result<PaymentCreated, StartError> {
    let until = later(app.clock.now(), PATIENCE);
    loop {
        // Listening starts before asking, so that no change falls in between.
        let changes = app.store.changes();
        let made = app.payments.start(id, request.clone(), key.clone(), visitor.clone()).await;
        if !matches!(made, Err(StartError::StillRunning)) {
            return made;
        }
        let mut relevant = changes.filter(|changed| {
            future::ready(match changed {
                CheckoutChange::Checkout(changed) => changed == id,
                CheckoutChange::Any => true,
            })
        });
        tokio::select! {
            _ = relevant.next() => {}
            () = app.clock.sleep_until(until) => return made,
        }
    }
}

/// Redirects to the bank while its address can be used; a form sent again later leads to the payment's outcome.
async fn to_the_bank(
    app: &App,
    id: &str,
    query: Option<&str>,
    created: &PaymentCreated,
) -> Result<Response, ApiError> {
    let page = PayPage::read(app, id, query).await?;
    let usable = page
        .view
        .payment
        .as_ref()
        .filter(|payment| payment.id == created.payment_id)
        .and_then(|payment| payment.bank_url.as_deref());
    Ok(redirect(usable.unwrap_or(&page.locale.address(id))))
}

async fn not_created(
    app: &App,
    id: &str,
    query: Option<&str>,
    submitted: &SubmittedForm,
    error: StartError,
) -> Result<Response, ApiError> {
    // The attempt may have changed where the checkout stands.
    let page = PayPage::read(app, id, query).await?;
    match error {
        StartError::Pending(payment) => {
            page.blocked(&payment, &ApiError::pending(&payment, page.site)).await
        }
        StartError::Paid(payment) => {
            page.blocked(&payment, &ApiError::paid(&payment, page.site)).await
        }
        StartError::Invalid(errors) => {
            page.form(StatusCode::UNPROCESSABLE_ENTITY, submitted, &errors, None).await
        }
        StartError::Expired => Ok(page.expired()),
        StartError::NoBankList(none) => Ok(page.without_banks(none.retry_after)),
        StartError::StillRunning | StartError::KeyReused => Ok(redirect(&page.locale.address(id))),
        StartError::NotFound => Err(ApiError::new(ProblemCode::NotFound)),
        error @ (StartError::TooManyAttempts
        | StartError::Refused(_)
        | StartError::Unanswered(_)
        | StartError::Unavailable { .. }
        | StartError::Store(_)
        | StartError::NoRandomness(_)
        | StartError::Stopping) => {
            let problem = ApiError::from_start_error(error, &page.checkout.id, Some(page.site));
            let detail = problem.detail_in(page.locale.language);
            let sentence = page.locale.words.with_wait(&detail, problem.wait());
            let response =
                page.form(status_of(problem.code()), submitted, &[], Some(&sentence)).await?;
            Ok(retry_later(response, problem.wait()))
        }
    }
}

/// Redirects to an address by `303 See Other`.
fn redirect(address: &str) -> Response {
    let mut response = StatusCode::SEE_OTHER.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    match HeaderValue::from_str(address) {
        Ok(location) => headers.insert(header::LOCATION, location),
        Err(error) => return ApiError::internal(&error).into_response(),
    };
    response
}
