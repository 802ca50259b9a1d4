//! What every answer has: security headers, and problems in the client's language.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use http::{HeaderMap, HeaderValue, StatusCode, header};
use pse_shared::ProblemCode;

use super::accept_language::preferred;
use super::api_error::ApiError;
use super::measure::Measured;
use super::state::App;

/// Writes problems in the client's language, those of the framework as ours, sets security headers on every answer and
/// counts how long it took. One layer, as each costs every answer something.
pub async fn finish(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    // Only errors are in a language; few answers are errors.
    let accepted = request.headers().get(header::ACCEPT_LANGUAGE).cloned();
    let measured = Measured::begin(&request, &*app.clock);
    let mut response = next.run(request).await;
    if !response.status().is_success()
        && let Some(problem) = problem_of(&mut response)
    {
        let language = preferred(accepted.as_ref());
        let mut written = problem.into_response_in(language, &app.public_url);
        keep_headers(response.headers(), written.headers_mut());
        response = written;
    }
    secure(response.headers_mut());
    measured.end(&response, &*app.clock, &app.metrics);
    response
}

fn problem_of(response: &mut Response) -> Option<ApiError> {
    response.extensions_mut().remove::<ApiError>().or_else(|| foreign(response.status()))
}

/// The problem behind an error that a layer or the framework answered.
fn foreign(status: StatusCode) -> Option<ApiError> {
    let code = match status {
        StatusCode::METHOD_NOT_ALLOWED => ProblemCode::MethodNotAllowed,
        StatusCode::PAYLOAD_TOO_LARGE => ProblemCode::PayloadTooLarge,
        StatusCode::UNSUPPORTED_MEDIA_TYPE => ProblemCode::UnsupportedMediaType,
        _ => return None,
    };
    Some(ApiError::new(code))
}

/// What other layers set stays, but for what describes the body that was replaced.
fn keep_headers(from: &HeaderMap, to: &mut HeaderMap) {
    for (name, value) in from {
        if name != header::CONTENT_TYPE && name != header::CONTENT_LENGTH {
            to.append(name, value.clone());
        }
    }
}

/// Headers for every answer. Pages set their own, exact `Content-Security-Policy`.
fn secure(headers: &mut HeaderMap) {
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    headers
        .entry(header::CONTENT_SECURITY_POLICY)
        .or_insert(HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'"));
}
