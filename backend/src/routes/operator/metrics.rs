//! `GET /metrics`: what an operator watches, in Prometheus' text format, on a listener of its own.

use std::time::Duration;

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, header};
use jiff::{SignedDuration, Timestamp};
use pse_shared::ProblemCode;
use secrecy::{ExposeSecret as _, SecretString};
use subtle::ConstantTimeEq as _;

use crate::logging::LogWriter;
use crate::metrics::exposition::CONTENT_TYPE;
use crate::metrics::snapshot::{ConnectionsSnapshot, MetricsSnapshot, ProviderSnapshot};
use crate::routes::http::api_error::ApiError;
use crate::routes::http::state::{App, AppState};
use pse_core::ports::store::StoreError;

/// Answers everything that is counted, to whoever has the token, if there is one.
///
/// # Errors
/// `unauthorized` without the token, `store_unavailable` when the store cannot be read.
pub async fn handle(State(app): AppState, headers: HeaderMap) -> Result<Response, ApiError> {
    if let Some(token) = &app.config.metrics.bearer
        && !bears(&headers, token)
    {
        return Err(ApiError::new(ProblemCode::Unauthorized));
    }
    let reading = read(&app).await?;
    let text = app.metrics.exposition(&reading).map_err(|error| ApiError::internal(&error))?;
    Ok(([(header::CONTENT_TYPE, CONTENT_TYPE)], text).into_response())
}

/// Whether a request carries the token; compared in constant time.
fn bears(headers: &HeaderMap, token: &SecretString) -> bool {
    let value = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let Some((scheme, given)) = value.and_then(|value| value.split_once(' ')) else { return false };
    let same = given.trim().as_bytes().ct_eq(token.expose_secret().as_bytes());
    scheme.eq_ignore_ascii_case("bearer") && bool::from(same)
}

async fn read(app: &App) -> Result<MetricsSnapshot, StoreError> {
    let now = app.clock.now();
    let figures = app.store.figures(now).await?;
    let alerts = app.alerts.counts();
    let providers = app.providers.iter().map(|(name, provider)| {
        let health = provider.health();
        ProviderSnapshot {
            name: name.to_string(),
            clock_skew: SignedDuration::from_millis(health.skew_millis),
            clock_correction: SignedDuration::from_millis(health.correction_millis),
            creations_held: health.creations_held,
            questions_held: health.questions_held,
            bank_rows_dropped: health.bank_rows_dropped,
        }
    });
    Ok(MetricsSnapshot {
        payments: figures.payments.iter().map(|(state, count)| (state.as_str(), *count)).collect(),
        alerts: alerts.iter().map(|(alert, count)| (alert.as_str(), *count)).collect(),
        probe_overdue: age(figures.oldest_overdue_probe, now),
        oldest_notification: age(figures.oldest_undelivered, now),
        providers: providers.collect(),
        connections: ConnectionsSnapshot {
            open: app.connections.count(),
            closed: app.connections.closings().read(),
            streams_open: app.streams.count(),
            streams_closed: app.streams.closed(),
        },
        log_lines_lost: app.log.as_ref().map_or(0, LogWriter::lost),
    })
}

/// How long ago a moment was; zero where there is none, or where it is still to come.
fn age(since: Option<Timestamp>, now: Timestamp) -> Duration {
    let age = since.and_then(|since| Duration::try_from(since.duration_until(now)).ok());
    age.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use http::{Request, StatusCode};

    use crate::test_support::test_app::TestApp;

    /// How many requests of a route were counted, of whatever duration.
    fn counted(metrics: &str, method: &str, route: &str, status: &str) -> Option<u64> {
        let labels = format!(r#"{{method="{method}",route="{route}",status="{status}"}} "#);
        let figure = metrics.lines().find_map(|line| {
            line.strip_prefix("pse_http_request_duration_seconds_count")?.strip_prefix(&labels)
        })?;
        Some(figure.parse().unwrap())
    }

    #[tokio::test]
    async fn a_request_is_counted_by_its_route_and_never_by_the_path_that_was_written() {
        let service = TestApp::open().await;
        let checkout = service.checkout("FACTURA-7").await;
        service.get(&format!("/v1/checkouts/{}", checkout.id)).await;
        service.get("/v1/checkouts/chk_nada").await;
        service.get("/no/such/FACTURA-7").await;
        let strange = Request::builder().method("FACTURA").uri("/v1/banks");
        service.send(strange.body(Body::empty()).unwrap()).await;

        let answer = service.metrics("").await;
        assert_eq!(answer.status, StatusCode::OK);
        assert_eq!(answer.header("content-type"), "text/plain; version=0.0.4");
        let text = answer.text;
        assert_eq!(counted(&text, "GET", "/v1/checkouts/{id}", "2xx"), Some(1), "{text}");
        assert_eq!(counted(&text, "GET", "/v1/checkouts/{id}", "4xx"), Some(1), "{text}");
        assert_eq!(counted(&text, "GET", "unmatched", "4xx"), Some(1), "{text}");
        assert_eq!(counted(&text, "other", "/v1/banks", "4xx"), Some(1), "{text}");
        for private in ["FACTURA", "chk_", "/no/such", checkout.id.as_str()] {
            assert!(!text.contains(private), "{private} is in {text}");
        }
    }

    #[tokio::test]
    async fn only_the_operators_listener_has_them_and_only_for_the_token() {
        let service = TestApp::configured("[metrics]\ntoken = \"0123456789abcdef\"").await;
        assert_eq!(service.get("/metrics").await.status, StatusCode::NOT_FOUND);
        for wrong in ["", "Bearer", "Bearer 0123456789abcdeg", "Basic 0123456789abcdef", "Bearer "]
        {
            let answer = service.metrics(wrong).await;
            assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{wrong:?}");
            assert!(!answer.text.contains("pse_payments"), "{wrong:?}");
        }
        let answer = service.metrics("bearer 0123456789abcdef").await;
        assert_eq!(answer.status, StatusCode::OK);
        assert!(answer.text.contains("pse_log_lines_lost_total 0"), "{}", answer.text);
    }

    #[tokio::test]
    async fn a_stream_of_events_is_no_latency_but_its_refusal_is() {
        let service = TestApp::open().await;
        let checkout = service.checkout("A1").await;
        let route = "/v1/checkouts/{id}/events";
        // A service that stops ends its streams, or this one would never be read whole.
        service.app.stopping.cancel();
        let stream = service.get(&format!("/v1/checkouts/{}/events", checkout.id)).await;
        assert_eq!(stream.status, StatusCode::OK);
        service.get("/v1/checkouts/chk_nada/events").await;
        let text = service.metrics("").await.text;
        assert_eq!(counted(&text, "GET", route, "2xx"), None, "{text}");
        assert_eq!(counted(&text, "GET", route, "4xx"), Some(1), "{text}");
    }
}
