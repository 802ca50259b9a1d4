//! `GET /v1/payments`: a merchant's payments, newest first, filtered and paged; as JSON or CSV.

use axum::Json;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, header};
use jiff::Timestamp;
use pse_shared::api::{PaymentPage, PaymentRecord};
use pse_shared::{FieldCode, FieldError, PaymentState, ProblemCode};
use serde::Deserialize;

use super::csv;
use crate::checkouts::view;
use crate::model::{Payment, PaymentId};
use crate::routes::http::auth;
use crate::routes::http::problem::Problem;
use crate::routes::http::sentence::Sentence;
use crate::routes::http::state::Shared;
use crate::store::PaymentFilter;

const DEFAULT_LIMIT: u32 = 50;
const LARGEST_LIMIT: u32 = 500;

/// The query's parameters.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Parameters {
    state: Option<String>,
    reference: Option<String>,
    cus: Option<String>,
    from: Option<String>,
    to: Option<String>,
    cursor: Option<String>,
    limit: Option<String>,
}

/// Lists payments.
pub async fn handle(
    State(app): Shared,
    parameters: Result<Query<Parameters>, axum::extract::rejection::QueryRejection>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let site = auth::merchant(&app, &headers)?;
    let Query(parameters) = parameters.map_err(|error| {
        Problem::new(ProblemCode::InvalidQuery).saying(Sentence::said(error.body_text()))
    })?;
    let mut filter = filter(parameters).map_err(Problem::invalid)?;
    let limit = filter.limit;
    // One more tells whether there is a next page.
    filter.limit = limit.saturating_add(1);
    let mut payments = app.store.payments(&site.name, &filter).await?;
    let more = payments.len() > usize::try_from(limit).unwrap_or(usize::MAX);
    payments.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    let next_cursor = payments.last().filter(|_| more).map(cursor);
    let records: Vec<PaymentRecord> =
        payments.iter().map(|payment| view::record(payment, &[])).collect();
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
        filter.limit = text.parse().unwrap_or(0);
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
