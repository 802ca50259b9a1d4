//! `GET /healthz`: alive. `GET /readyz`: the store can be reached.

use axum::extract::State;
use axum::response::{IntoResponse, Response};

use crate::routes::http::problem::Problem;
use crate::routes::http::state::Shared;

/// Alive.
pub async fn alive() -> &'static str {
    "ok\n"
}

/// The store can be reached and the service is not stopping.
pub async fn ready(State(app): Shared) -> Result<Response, Problem> {
    if app.stopping.is_cancelled() {
        return Err(Problem::new(pse_shared::ProblemCode::StoreUnavailable).retry_after(5));
    }
    app.store.ready().await?;
    Ok("ready\n".into_response())
}
