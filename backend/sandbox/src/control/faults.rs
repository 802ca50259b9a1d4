//! `POST` and `DELETE /control/faults`: what goes wrong with the next calls.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use serde::Serialize;

use super::planned::{Input, read};
use super::problem::Problem;
use crate::sandbox::Sandbox;

#[derive(Serialize)]
pub(super) struct Output {
    operation: &'static str,
    kind: &'static str,
    times: u32,
}

#[derive(Serialize)]
pub(super) struct Cleared {
    cleared: usize,
}

pub(super) async fn plan(
    State(sandbox): State<Arc<Sandbox>>,
    input: Result<Json<Input>, JsonRejection>,
) -> Result<Json<Output>, Problem> {
    let Json(input) = input?;
    let fault = read(input)?;
    let output = Output {
        operation: fault.operation.as_str(),
        kind: fault.kind.as_str(),
        times: fault.times,
    };
    sandbox.with_store(|store, _| store.faults.plan(fault));
    Ok(Json(output))
}

pub(super) async fn clear(State(sandbox): State<Arc<Sandbox>>) -> Json<Cleared> {
    Json(Cleared { cleared: sandbox.with_store(|store, _| store.faults.clear()) })
}
