//! `GET /healthz`: whether the service is alive. `GET /readyz`: whether it may be sent requests.

use std::time::Duration;

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

/// How long a load balancer waits for word of the store: a server that stands still, or whose line is cut, says nothing at all.
const PATIENCE: Duration = Duration::from_secs(3);

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
    match in_time(PATIENCE, app.store.ready()).await {
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

/// The store's own word, or that it has none. What it was asked for goes on.
async fn in_time(
    patience: Duration,
    asked: impl Future<Output = Result<(), StoreError>>,
) -> Result<(), StoreError> {
    let silent = |_| Err(StoreError::Failed(format!("it has said nothing for {patience:?}")));
    tokio::time::timeout(patience, asked).await.unwrap_or_else(silent)
}

#[cfg(test)]
mod tests {
    use std::future::{pending, ready};

    use super::*;

    #[tokio::test]
    async fn a_store_that_says_nothing_is_not_waited_for() {
        let error = in_time(Duration::from_millis(5), pending()).await.unwrap_err();
        assert!(error.to_string().ends_with("it has said nothing for 5ms"), "{error}");
        in_time(Duration::from_secs(60), ready(Ok(()))).await.unwrap();
    }
}
