//! `POST /v1/notifications/{id}/redeliver`: a notification is sent again; and
//! `GET /v1/payments/{id}/notifications`: which there are, with every attempt.

use axum::Json;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, StatusCode};
use pse_shared::ProblemCode;
use serde::Serialize;

use super::show_payment;
use crate::banks::day::rfc3339;
use crate::model::{Attempt, Notification, NotificationId};
use crate::routes::http::auth;
use crate::routes::http::problem::Problem;
use crate::routes::http::state::Shared;

/// A notification as its merchant sees it.
#[derive(Debug, Serialize)]
struct Row {
    id: String,
    payment_id: String,
    state: &'static str,
    attempts: u32,
    next_attempt_at: Option<String>,
    created_at: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    log: Vec<AttemptRow>,
}

/// One attempt.
#[derive(Debug, Serialize)]
struct AttemptRow {
    at: String,
    status: Option<u16>,
    error: Option<String>,
}

/// Sends a notification again.
pub async fn handle(
    State(app): Shared,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let site = auth::merchant(&app, &headers)?;
    let not_found = || Problem::new(ProblemCode::NotFound);
    let id = NotificationId::parse(&id).ok_or_else(not_found)?;
    let now = app.clock.now();
    let notification = app.store.redeliver(&site.name, &id, now).await?.ok_or_else(not_found)?;
    app.creator.mover.composer.wake();
    Ok((StatusCode::ACCEPTED, Json(row(&notification, &[]))).into_response())
}

/// Lists a payment's notifications.
pub async fn list(
    State(app): Shared,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let site = auth::merchant(&app, &headers)?;
    let payment = show_payment::find(&app, site, &id).await?;
    let rows: Vec<Row> = app
        .store
        .notifications(&payment.id)
        .await?
        .iter()
        .map(|(notification, attempts)| row(notification, attempts))
        .collect();
    Ok(Json(serde_json::json!({ "notifications": rows })).into_response())
}

fn row(notification: &Notification, attempts: &[Attempt]) -> Row {
    let due = notification.state == crate::model::NotificationState::Due;
    Row {
        id: notification.id.to_string(),
        payment_id: notification.payment_id.to_string(),
        state: notification.state.as_str(),
        attempts: notification.attempts,
        next_attempt_at: due.then(|| rfc3339(notification.next_attempt_at)),
        created_at: rfc3339(notification.created_at),
        log: attempts
            .iter()
            .map(|attempt| AttemptRow {
                at: rfc3339(attempt.at),
                status: attempt.status,
                error: attempt.error.clone(),
            })
            .collect(),
    }
}
