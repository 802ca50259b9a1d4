//! What every answer has: security headers, and problems in the client's language.

use std::ops::ControlFlow;
use std::sync::Arc;

use axum::extract::Request;
use axum::response::Response;
use http::{HeaderMap, HeaderValue, StatusCode, header};
use pse_shared::ProblemCode;

use super::accept_language::preferred;
use super::api_error::ApiError;
use super::around::Around;
use super::measure::Measured;
use super::state::App;

/// Writes problems in the client's language, those of the framework as ours, sets security headers on every answer and
/// counts how long it took. One layer, as each costs every answer something.
#[derive(Clone)]
pub struct Finish(pub Arc<App>);

impl Around for Finish {
    type Kept = (Option<HeaderValue>, Measured);

    fn before(&self, request: &Request) -> ControlFlow<Response, Self::Kept> {
        // Only errors are in a language; few answers are errors.
        let accepted = request.headers().get(header::ACCEPT_LANGUAGE).cloned();
        ControlFlow::Continue((accepted, Measured::begin(request, &*self.0.clock)))
    }

    fn after(&self, (accepted, measured): Self::Kept, mut response: Response) -> Response {
        let app = &self.0;
        if !response.status().is_success()
            && let Some(problem) = problem_of(&mut response)
        {
            let language = preferred(accepted.as_ref());
            let mut written = problem.into_response_in(language, &app.public_url);
            keep_headers(response.headers(), written.headers_mut());
            response = written;
        }
        secure(response.headers_mut(), app.is_https);
        measured.end(&response, &*app.clock, &app.metrics);
        response
    }
}

fn problem_of(response: &mut Response) -> Option<ApiError> {
    let own = response.extensions_mut().remove::<ApiError>();
    own.or_else(|| foreign(response.status())).or_else(|| timed_out(response))
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

/// The problem of a request that took too long: the one error that says nothing by itself.
#[must_use]
pub fn timed_out(response: &Response) -> Option<ApiError> {
    let empty = response.headers().get(header::CONTENT_TYPE).is_none();
    (response.status() == StatusCode::SERVICE_UNAVAILABLE && empty)
        .then(|| ApiError::new(ProblemCode::StoreUnavailable).retry_after(5))
}

/// What other layers set stays, but for what describes the body that was replaced.
fn keep_headers(from: &HeaderMap, to: &mut HeaderMap) {
    for (name, value) in from {
        if name != header::CONTENT_TYPE && name != header::CONTENT_LENGTH {
            to.append(name, value.clone());
        }
    }
}

/// Headers for every answer. Pages set their own, exact `Content-Security-Policy`; what may be kept says so itself.
fn secure(headers: &mut HeaderMap, is_https: bool) {
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    headers
        .entry(header::CONTENT_SECURITY_POLICY)
        .or_insert(HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'"));
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    if is_https {
        // Not for subdomains, which are not ours to decide about.
        let year = HeaderValue::from_static("max-age=31536000");
        headers.insert(header::STRICT_TRANSPORT_SECURITY, year);
    }
}

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use axum::response::IntoResponse;
    use pse_shared::paths;

    use super::*;
    use crate::test_support::test_app::TestApp;

    #[test]
    fn a_request_that_took_too_long_is_a_problem_that_says_when_to_try_again() {
        let mut cut = StatusCode::SERVICE_UNAVAILABLE.into_response();
        let problem = problem_of(&mut cut).unwrap();
        assert_eq!((problem.code(), problem.wait()), (ProblemCode::StoreUnavailable, Some(5)));
        let mut said = (StatusCode::SERVICE_UNAVAILABLE, "not now").into_response();
        assert!(problem_of(&mut said).is_none());
    }

    #[tokio::test]
    async fn browsers_are_told_to_come_by_https_where_the_public_address_is() {
        let plain = TestApp::open().await.get(paths::ALIVE).await;
        assert_eq!(plain.header("strict-transport-security"), "");
        let secure = "[server]\npublic_url = \"https://pagos.example.co\"";
        let answer = TestApp::configured(secure).await.get(paths::ALIVE).await;
        assert_eq!(answer.header("strict-transport-security"), "max-age=31536000");
    }

    #[tokio::test]
    async fn what_does_not_say_that_it_may_be_kept_is_not() {
        let app = TestApp::with_banks().await;
        let checkout = app.checkout("A1").await;
        for path in [
            paths::ALIVE,
            paths::PAYMENTS,
            paths::checkout(checkout.id.as_str()).as_str(),
            paths::pay(checkout.id.as_str()).as_str(),
            "/nada",
        ] {
            assert_eq!(app.get(path).await.header("cache-control"), "no-store", "{path}");
        }
        assert!(app.get(paths::BANKS).await.header("cache-control").starts_with("public"));
        assert!(app.get(paths::OPENAPI).await.header("cache-control").starts_with("public"));
    }

    #[tokio::test]
    async fn a_cache_keeps_answers_to_different_origins_apart() {
        let app = TestApp::with_banks().await;
        for origin in [None, Some("http://127.0.0.1:8080"), Some("https://ladron.example")] {
            for path in [paths::BANKS, paths::checkout("chk_nada").as_str()] {
                let mut request = Request::get(path);
                if let Some(origin) = origin {
                    request = request.header(header::ORIGIN, origin);
                }
                let answer = app.send(request.body(Body::empty()).unwrap()).await;
                let vary = if path == paths::BANKS && answer.status == 200 {
                    "accept-encoding, origin"
                } else {
                    "origin"
                };
                assert_eq!(answer.header("vary"), vary, "{origin:?} {path}");
            }
        }
    }

    /// An answer that holds what only some may know, beside text that a caller chose, tells by its compressed length
    /// what they have in common (BREACH).
    #[tokio::test]
    async fn nothing_that_holds_a_secret_beside_a_callers_text_is_compressed() {
        let app = TestApp::with_banks().await;
        let checkout = app.checkout(&"A".repeat(30)).await;
        let id = checkout.id.as_str();
        for path in [
            paths::checkout(id),
            paths::pay(id),
            paths::PAYMENTS.to_owned(),
            paths::checkout("chk_nada"),
            format!("/{}", "nada".repeat(500)),
        ] {
            let request = Request::get(&path)
                .header(header::ACCEPT_ENCODING, "br, gzip, deflate, zstd")
                .header(header::AUTHORIZATION, "Bearer sk_demo");
            let answer = app.send(request.body(Body::empty()).unwrap()).await;
            assert_eq!(answer.header("content-encoding"), "", "{path}");
        }
    }
}
