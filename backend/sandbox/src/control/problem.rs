//! What wrong input of the control interface is answered with: JSON that names it.

use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use serde::Serialize;

/// A wrong input of the control interface, answered as JSON.
#[derive(Debug, Serialize)]
pub(super) struct Problem {
    #[serde(skip)]
    status: StatusCode,
    /// The name of the wrong input.
    field: &'static str,
    /// What is wrong with the input.
    error: String,
}

impl Problem {
    pub(super) fn new(status: StatusCode, field: &'static str, error: impl Into<String>) -> Self {
        Self { status, field, error: error.into() }
    }

    /// A value that cannot be used.
    pub(super) fn wrong(field: &'static str, error: impl Into<String>) -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, field, error)
    }
}

impl From<JsonRejection> for Problem {
    fn from(rejection: JsonRejection) -> Self {
        Self::new(rejection.status(), "body", rejection.body_text())
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        (self.status, Json(self)).into_response()
    }
}
