//! `POST /control/clock`: how far the sandbox's clock is from the machine's.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::problem::Problem;
use crate::sandbox::Sandbox;

/// The largest offset, in seconds: ten years, so that dates keep the form that the protocols give
/// them.
const FARTHEST: i64 = 10 * 365 * 24 * 60 * 60;

/// Up to this many seconds a clock is taken to be wrong; further, time is taken to have passed for buyers, and seeds of
/// the machine's time are fresh, too. `for_buyers` says it otherwise.
const WRONGEST: i64 = 15 * 60;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Input {
    offset_seconds: i64,
    for_buyers: Option<bool>,
}

#[derive(Serialize)]
pub(super) struct Output {
    offset_seconds: i64,
    now: Timestamp,
}

pub(super) async fn set(
    State(sandbox): State<Arc<Sandbox>>,
    input: Result<Json<Input>, JsonRejection>,
) -> Result<Json<Output>, Problem> {
    let Json(Input { offset_seconds, for_buyers }) = input?;
    if !(-FARTHEST..=FARTHEST).contains(&offset_seconds) {
        return Err(Problem::wrong("offset_seconds", "more than ten years away"));
    }
    let for_buyers = for_buyers.unwrap_or(offset_seconds.abs() > WRONGEST);
    sandbox.clock.set_offset(offset_seconds, for_buyers);
    Ok(Json(Output { offset_seconds, now: sandbox.clock.now() }))
}
