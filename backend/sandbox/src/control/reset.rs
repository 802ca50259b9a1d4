//! `POST /control/reset`: back to the start. Transactions, calls, planned faults, messages,
//! registrations and debits are forgotten, the clock runs true again; ids go on.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use serde::Serialize;

use crate::sandbox::Sandbox;

#[derive(Serialize)]
pub(super) struct Output {
    reset: bool,
}

pub(super) async fn reset(State(sandbox): State<Arc<Sandbox>>) -> Json<Output> {
    sandbox.with_store(|store, _| store.reset(&sandbox.world));
    sandbox.clock.set_offset(0, false);
    Json(Output { reset: true })
}
