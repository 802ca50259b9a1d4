//! `GET /control/transactions`: all the sandbox knows. `POST /control/transactions/{id}`:
//! a tester says how one stands.

use std::sync::Arc;

use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{Path, State};
use http::StatusCode;
use serde::Deserialize;

use super::listed::Listed;
use super::problem::Problem;
use crate::sandbox::Sandbox;
use crate::store::State as TransactionState;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Input {
    state: String,
}

pub(super) async fn list(State(sandbox): State<Arc<Sandbox>>) -> Json<Vec<Listed>> {
    Json(sandbox.with_store(|store, now| store.ledger.all(now).map(Listed::of).collect()))
}

pub(super) async fn force(
    State(sandbox): State<Arc<Sandbox>>,
    Path(id): Path<String>,
    input: Result<Json<Input>, JsonRejection>,
) -> Result<Json<Listed>, Problem> {
    let Json(input) = input?;
    let state = TransactionState::from_word(&input.state)
        .ok_or_else(|| Problem::wrong("state", "not one of OK, NOT_AUTHORIZED, FAILED, PENDING"))?;
    let unknown = || Problem::new(StatusCode::NOT_FOUND, "id", "no transaction has that id");
    let id: i64 = id.parse().map_err(|_| unknown())?;
    sandbox.with_store(|store, now| {
        let transaction = store.ledger.by_id(id, now).ok_or_else(unknown)?;
        if !transaction.force(state, now) {
            let problem = "the transaction was never created, it has no state to change";
            return Err(Problem::new(StatusCode::CONFLICT, "id", problem));
        }
        Ok(Json(Listed::of(transaction)))
    })
}
