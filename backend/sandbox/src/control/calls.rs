//! `GET /control/calls`: every call of the service, also those that came to nothing.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;

use crate::sandbox::Sandbox;
use crate::store::Call;

pub(super) async fn list(State(sandbox): State<Arc<Sandbox>>) -> Json<Vec<Call>> {
    Json(sandbox.with_store(|store, _| store.calls.all()))
}
