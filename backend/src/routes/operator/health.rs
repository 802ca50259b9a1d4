//! `GET /healthz`: whether the service is alive. `GET /readyz`: whether it may be sent requests.

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use pse_core::ports::store::StoreError;
use pse_shared::paths;

use crate::routes::description::groups::OPERATOR;
use crate::routes::description::problems::problems;
use crate::routes::http::api_error::ApiError;
use crate::routes::http::sentence::Sentence;
use crate::routes::http::state::AppState;

problems!(StoreUnavailable);

/// Alive
///
/// The process runs.
#[utoipa::path(
    get,
    path = paths::ALIVE,
    operation_id = "isAlive",
    tag = OPERATOR,
    responses((status = 200, description = "It does.", body = String, content_type = "text/plain")),
)]
pub async fn alive() -> &'static str {
    "ok\n"
}

/// Ready
///
/// The store can be reached and written, it is not damaged, and the service is not stopping.
#[utoipa::path(
    get,
    path = paths::READY,
    operation_id = "isReady",
    tag = OPERATOR,
    responses((status = 200, description = "Requests are welcome.", body = String, content_type = "text/plain"), Problems),
)]
pub async fn ready(State(app): AppState) -> Result<Response, ApiError> {
    if app.stopping.is_cancelled() {
        return Err(ApiError::new(pse_shared::ProblemCode::StoreUnavailable).retry_after(5));
    }
    match app.store.ready().await {
        Ok(()) => Ok("ready\n".into_response()),
        // It was logged once, when it was found.
        Err(StoreError::Damaged(_)) => {
            Err(ApiError::new(pse_shared::ProblemCode::StoreUnavailable)
                .saying(Sentence::store_damaged())
                .retry_after(5))
        }
        Err(error) => Err(error.into()),
    }
}
