//! A provider of which every payment is pending, whatever its number: a stand-in where the sandbox would have to know a
//! million. It counts questions (`/count`) and tells how late they came (`/lags`), when the payments were due apart.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};
use pse_placetopay::{
    CONTENT_TYPE, Call, Namespace, Reply, TransactionInformation, decode_request, encode_reply,
};

use crate::clock;
use crate::statistics::Samples;

/// What the provider knows.
struct Known {
    latency: Duration,
    /// When the transaction 0 was due, and how far apart the next ones were, in microseconds.
    first_due: i64,
    apart: i64,
    questions: AtomicU64,
    /// How late each question came, in seconds.
    lags: Mutex<Samples>,
}

/// The routes of a provider that takes so many milliseconds for an answer.
pub(super) fn routes(latency: u64, first_due: i64, apart: i64) -> Router {
    let known = Arc::new(Known {
        latency: Duration::from_millis(latency),
        first_due,
        apart,
        questions: AtomicU64::new(0),
        lags: Mutex::default(),
    });
    let (counting, lagging) = (Arc::clone(&known), Arc::clone(&known));
    Router::new()
        .route("/soap/pse/", post(async move |body: Bytes| answer(&known, &body).await))
        .route("/count", get(async move || counting.questions.load(Ordering::Relaxed).to_string()))
        .route("/lags", get(async move || lags(&lagging)))
}

/// Half, nearly all and all of the questions came at most so many seconds late.
fn lags(known: &Known) -> String {
    let lags = known.lags.lock().unwrap_or_else(PoisonError::into_inner);
    let late = [0.5, 0.99, 1.0].map(|part| lags.quantile(part).to_string());
    format!("{} {}", lags.len(), late.join(" "))
}

async fn answer(known: &Known, body: &[u8]) -> Response {
    let Ok(request) = decode_request(body) else { return StatusCode::BAD_REQUEST.into_response() };
    let Call::GetTransactionInformation { transaction_id } = request.call else {
        return StatusCode::NOT_IMPLEMENTED.into_response();
    };
    known.questions.fetch_add(1, Ordering::Relaxed);
    if known.apart > 0 {
        let due = known.first_due.saturating_add(transaction_id.saturating_mul(known.apart));
        let late = clock::now().as_microsecond().saturating_sub(due) as f64 / 1e6;
        known.lags.lock().unwrap_or_else(PoisonError::into_inner).push(late);
    }
    if !known.latency.is_zero() {
        clock::pass(known.latency).await;
    }
    match encode_reply(&Namespace::UNVERSIONED, &pending(transaction_id)) {
        Ok(bytes) => ([(header::CONTENT_TYPE, CONTENT_TYPE)], bytes).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

fn pending(transaction: i64) -> Reply {
    let text = |text: &str| Some(text.to_owned());
    Reply::GetTransactionInformation(Box::new(TransactionInformation {
        transaction_id: Some(transaction),
        return_code: text("SUCCESS"),
        transaction_cycle: Some(1),
        transaction_state: text("PENDING"),
        response_code: Some(3),
        response_reason_code: text("?-"),
        response_reason_text: text("Transacción pendiente"),
        on_test: Some(true),
        ..TransactionInformation::default()
    }))
}
