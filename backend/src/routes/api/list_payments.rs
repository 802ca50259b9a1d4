//! `GET /v1/payments`: a merchant's payments, newest first, filtered and paged; as JSON or CSV.

use axum::Json;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, header};
use jiff::Timestamp;
use pse_shared::api::{PaymentPage, PaymentRecord};
use pse_shared::{FieldCode, FieldError, PaymentState, ProblemCode, limits, paths};
use serde::Deserialize;
use utoipa::IntoParams;

use super::csv;
use crate::routes::description::groups::MERCHANT;
use crate::routes::description::problems::problems;
use crate::routes::http::api_error::ApiError;
use crate::routes::http::auth;
use crate::routes::http::sentence::Sentence;
use crate::routes::http::state::AppState;
use crate::routes::http::visitor::CallerAddress;
use pse_core::checkouts::view;
use pse_core::model::{Payment, PaymentId};
use pse_core::ports::store::PaymentFilter;

problems!(InvalidQuery, Unauthorized, ValidationFailed, RateLimited, StoreUnavailable);

const DEFAULT_LIMIT: u32 = 50;
const LARGEST_LIMIT: u32 = 500;
/// The most characters of a cursor: a time in microseconds, a full stop and an id.
const LONGEST_CURSOR: usize = 64;

/// The query's parameters.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Parameters {
    /// Of one state.
    #[param(value_type = Option<PaymentState>)]
    state: Option<String>,
    /// Of this reference: the merchant's or the one the provider got.
    #[param(max_length = 32)]
    reference: Option<String>,
    /// Of this CUS.
    #[param(max_length = 64)]
    cus: Option<String>,
    /// Created at or after.
    #[param(format = DateTime)]
    from: Option<String>,
    /// Created before.
    #[param(format = DateTime)]
    to: Option<String>,
    /// The `next_cursor` of the page before.
    #[param(max_length = 64)]
    cursor: Option<String>,
    /// How many at most; 50 when left out.
    #[param(value_type = Option<i32>, minimum = 1, maximum = 500)]
    limit: Option<String>,
}

/// List payments
///
/// The site's payments, newest first. With `Accept: text/csv` a file for a spreadsheet, with the next page in `Link`.
#[utoipa::path(
    get,
    path = paths::PAYMENTS,
    operation_id = "listPayments",
    tag = MERCHANT,
    security(("merchantKey" = [])),
    params(Parameters),
    responses((status = 200, description = "The payments.", headers(("Link" = String, description = "CSV only: the next page (`rel=\"next\"`).")), content((PaymentPage = "application/json"), (String = "text/csv", example = json!("id,checkout_id,state,merchant_reference,reference,total_amount,…\r\n")))), Problems),
)]
pub async fn handle(
    State(app): AppState,
    CallerAddress(ip): CallerAddress,
    parameters: Result<Query<Parameters>, axum::extract::rejection::QueryRejection>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let site = auth::merchant(&app, ip, &headers)?;
    let Query(parameters) = parameters.map_err(|error| {
        ApiError::new(ProblemCode::InvalidQuery).saying(Sentence::verbatim(error.body_text()))
    })?;
    let mut filter = filter(parameters).map_err(ApiError::invalid)?;
    let limit = filter.limit;
    // One more tells whether there is a next page.
    filter.limit = limit.saturating_add(1);
    let mut payments = app.store.payments(&site.name, &filter).await?;
    let more = payments.len() > usize::try_from(limit).unwrap_or(usize::MAX);
    payments.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    let next_cursor = payments.last().filter(|_| more).map(cursor);
    let records: Vec<PaymentRecord> = payments.iter().map(view::record).collect();
    if wants_csv(&headers) {
        return Ok(csv::response(&records, next_cursor.as_deref()));
    }
    let page = PaymentPage { payments: records, next_cursor };
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(page)).into_response())
}

fn wants_csv(headers: &HeaderMap) -> bool {
    headers
        .get(header::ACCEPT)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|accept| accept.split(',').any(|kind| kind.trim().starts_with("text/csv")))
}

fn filter(parameters: Parameters) -> Result<PaymentFilter, Vec<FieldError>> {
    let mut errors = Vec::new();
    for (field, text, max) in [
        ("reference", &parameters.reference, limits::REFERENCE),
        ("cus", &parameters.cus, limits::CUS),
        ("cursor", &parameters.cursor, LONGEST_CURSOR),
    ] {
        if text.as_ref().is_some_and(|text| text.chars().count() > max) {
            errors.push(FieldError::new(field, FieldCode::TooLong { max }));
        }
    }
    if !errors.is_empty() {
        return Err(errors);
    }
    let mut read =
        |field: &'static str, text: Option<String>, good: &mut dyn FnMut(&str) -> bool| {
            if let Some(text) = text
                && !good(&text)
            {
                errors.push(FieldError::new(field, FieldCode::Pattern));
            }
        };
    let mut filter = PaymentFilter {
        reference: parameters.reference,
        cus: parameters.cus,
        limit: DEFAULT_LIMIT,
        ..PaymentFilter::default()
    };
    read("state", parameters.state, &mut |text| {
        filter.state = PaymentState::from_name(text);
        filter.state.is_some()
    });
    read("from", parameters.from, &mut |text| {
        filter.from = text.parse().ok();
        filter.from.is_some()
    });
    read("to", parameters.to, &mut |text| {
        filter.to = text.parse().ok();
        filter.to.is_some()
    });
    read("cursor", parameters.cursor, &mut |text| {
        filter.after = place(text);
        filter.after.is_some()
    });
    read("limit", parameters.limit, &mut |text| {
        // A number as JSON writes it, without the sign that Rust would take.
        filter.limit = text.parse().ok().filter(|_| !text.starts_with('+')).unwrap_or(0);
        (1..=LARGEST_LIMIT).contains(&filter.limit)
    });
    if errors.is_empty() { Ok(filter) } else { Err(errors) }
}

/// A payment's place in the listing, as text.
fn cursor(payment: &Payment) -> String {
    format!("{}.{}", payment.created_at.as_microsecond(), payment.id)
}

fn place(text: &str) -> Option<(Timestamp, PaymentId)> {
    let (at, id) = text.split_once('.')?;
    Some((Timestamp::from_microsecond(at.parse().ok()?).ok()?, PaymentId::parse(id)?))
}
