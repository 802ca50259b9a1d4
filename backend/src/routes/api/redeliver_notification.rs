//! `POST /v1/notifications/{id}/redeliver`: a notification is sent again; and
//! `GET /v1/payments/{id}/notifications`: which there are, with every attempt.

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, StatusCode};
use pse_shared::api::{NotificationAttempt, NotificationList, NotificationRecord, schema};
use pse_shared::{NotificationState, ProblemCode, paths};

use super::show_payment;
use crate::routes::description::groups::MERCHANT;
use crate::routes::description::problems::problems;
use crate::routes::http::api_error::ApiError;
use crate::routes::http::auth;
use crate::routes::http::path_text::PathText;
use crate::routes::http::state::AppState;
use crate::routes::http::visitor::CallerAddress;
use pse_core::model::{DeliveryAttempt, Notification, NotificationId};
use pse_core::time::bogota::rfc3339;

problems!(Unauthorized, NotFound, RateLimited, StoreUnavailable);

/// Send a notification again
///
/// Makes it due at once, whatever became of it; it keeps its id.
#[utoipa::path(
    post,
    path = paths::REDELIVER,
    operation_id = "redeliverNotification",
    tag = MERCHANT,
    security(("merchantKey" = [])),
    params(("id" = schema::NotificationId, Path, description = "The notification.")),
    responses((status = 202, description = "It will be sent.", body = NotificationRecord), Problems),
)]
pub async fn handle(
    State(app): AppState,
    CallerAddress(ip): CallerAddress,
    PathText(id): PathText,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let site = auth::merchant(&app, ip, &headers)?;
    let not_found = || ApiError::new(ProblemCode::NotFound);
    let id = NotificationId::parse(&id).ok_or_else(not_found)?;
    let now = app.clock.now();
    let notification = app.store.redeliver(&site.name, &id, now).await?.ok_or_else(not_found)?;
    app.messages.wake();
    Ok((StatusCode::ACCEPTED, Json(record(&notification, &[]))).into_response())
}

/// List a payment's notifications
///
/// What the merchant's server was told of a payment, with every attempt.
#[utoipa::path(
    get,
    path = paths::PAYMENT_NOTIFICATIONS,
    operation_id = "listNotifications",
    tag = MERCHANT,
    security(("merchantKey" = [])),
    params(("id" = schema::PaymentId, Path, description = "The payment.")),
    responses((status = 200, description = "The notifications.", body = NotificationList), Problems),
)]
pub async fn list(
    State(app): AppState,
    CallerAddress(ip): CallerAddress,
    PathText(id): PathText,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let site = auth::merchant(&app, ip, &headers)?;
    let payment = show_payment::find(&app, site, &id).await?;
    let notifications = app
        .store
        .notifications(&payment.id)
        .await?
        .iter()
        .map(|(notification, attempts)| record(notification, attempts))
        .collect();
    Ok(Json(NotificationList { notifications }).into_response())
}

fn record(notification: &Notification, attempts: &[DeliveryAttempt]) -> NotificationRecord {
    let due = notification.state == NotificationState::Due;
    NotificationRecord {
        id: notification.id.to_string(),
        payment_id: notification.payment_id.to_string(),
        state: notification.state,
        attempts: notification.attempts,
        next_attempt_at: due.then(|| rfc3339(notification.next_attempt_at)),
        created_at: rfc3339(notification.created_at),
        log: attempts
            .iter()
            .map(|attempt| NotificationAttempt {
                at: rfc3339(attempt.at),
                status: attempt.status,
                error: attempt.error.clone(),
            })
            .collect(),
    }
}
