//! The `Idempotency-Key` header.

use axum::body::Bytes;
use http::HeaderMap;
use pse_shared::{FieldCode, FieldError, limits};

use super::body;
use super::problem::Problem;
use crate::store::Idempotency;

/// The key a request came with and the meaning of its body.
///
/// # Errors
/// `validation_failed` when the key is empty, too long, or not visible ASCII.
pub fn of(headers: &HeaderMap, bytes: &Bytes) -> Result<Option<Idempotency>, Problem> {
    let Some(value) = headers.get("idempotency-key") else { return Ok(None) };
    let wrong = |code| Err(Problem::invalid(vec![FieldError::new("Idempotency-Key", code)]));
    let Ok(key) = value.to_str() else { return wrong(FieldCode::ForbiddenCharacter) };
    if key.is_empty() {
        return wrong(FieldCode::Required);
    }
    if key.len() > limits::IDEMPOTENCY_KEY {
        return wrong(FieldCode::TooLong { max: limits::IDEMPOTENCY_KEY });
    }
    Ok(Some(Idempotency { key: key.to_owned(), body_hash: body::meaning(bytes) }))
}
