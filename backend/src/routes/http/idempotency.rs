//! The `Idempotency-Key` header.

use axum::body::Bytes;
use http::HeaderMap;
use pse_shared::{FieldCode, FieldError, limits};

use super::api_error::ApiError;
use super::body;
use pse_core::ports::store::IdempotencyKey;

/// Reads a request's idempotency key, with a hash of the body it came with; `None` where it has none.
///
/// # Errors
/// `validation_failed` when the key is empty, too long, or not visible ASCII.
pub fn of(headers: &HeaderMap, bytes: &Bytes) -> Result<Option<IdempotencyKey>, ApiError> {
    let Some(value) = headers.get("idempotency-key") else { return Ok(None) };
    let wrong = |code| Err(ApiError::invalid(vec![FieldError::new("Idempotency-Key", code)]));
    let Ok(key) = value.to_str() else { return wrong(FieldCode::ForbiddenCharacter) };
    if key.is_empty() {
        return wrong(FieldCode::Required);
    }
    if key.len() > limits::IDEMPOTENCY_KEY {
        return wrong(FieldCode::TooLong { max: limits::IDEMPOTENCY_KEY });
    }
    let (written_hash, body_hash) = body::canonical_hashes(bytes);
    Ok(Some(IdempotencyKey { key: key.to_owned(), body_hash, written_hash }))
}
