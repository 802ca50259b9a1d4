//! The control interface's paths.

use std::sync::Arc;

use axum::routing::{get, post};
use axum::{Router, middleware};

use super::{calls, clock, faults, guard, reset, transactions};
use crate::sandbox::Sandbox;

/// The routes of the control interface, for callers on this machine only.
pub(crate) fn routes() -> Router<Arc<Sandbox>> {
    Router::new()
        .route("/control/transactions", get(transactions::list))
        .route("/control/transactions/{id}", post(transactions::force))
        .route("/control/faults", post(faults::plan).delete(faults::clear))
        .route("/control/clock", post(clock::set))
        .route("/control/reset", post(reset::reset))
        .route("/control/calls", get(calls::list))
        .route_layer(middleware::from_fn(guard::this_machine_only))
}
