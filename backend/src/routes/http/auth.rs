//! Authentication of merchants' servers: `Authorization: Bearer <key>`. A right key is found before any limit is looked
//! at, so that nobody's wrong ones can keep it out.

use std::net::IpAddr;

use http::{HeaderMap, header};
use pse_shared::ProblemCode;

use super::api_error::ApiError;
use super::state::App;
use crate::config::SiteConfig;
use crate::metrics::WrongKey;

/// How much of a wrong key is logged: enough to see which one it was meant to be, too little to be one.
const LOGGED: usize = 8;

/// Finds the site whose API key a request carries. `ip` is the address it comes from: wrong keys are counted under it.
///
/// # Errors
/// `unauthorized` when the header is missing or its key is no site's; `rate_limited` when too many wrong ones came from
/// the address.
pub fn merchant<'a>(
    app: &'a App,
    ip: IpAddr,
    headers: &HeaderMap,
) -> Result<&'a SiteConfig, ApiError> {
    let Some(value) = headers.get(header::AUTHORIZATION) else {
        return Err(ApiError::new(ProblemCode::Unauthorized));
    };
    let key = value.to_str().ok().and_then(bearer).unwrap_or_default();
    match app.keys.owner(key) {
        Some(site) => app.site(site),
        None => Err(refuse(app, ip, key)),
    }
}

/// The key in a header's value; `None` for another scheme.
fn bearer(value: &str) -> Option<&str> {
    let (scheme, key) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| key.trim())
}

fn refuse(app: &App, ip: IpAddr, key: &str) -> ApiError {
    match app.rates.wrong_key(ip) {
        Ok(standings) => {
            app.metrics.wrong_key(WrongKey::Refused);
            // Beyond the rate they are only counted: nobody fills the log.
            tracing::warn!(key = prefix(key), %ip, "A merchant key was refused.");
            ApiError::new(ProblemCode::Unauthorized).standing(standings)
        }
        Err(limited) => {
            app.metrics.wrong_key(WrongKey::Limited);
            limited
        }
    }
}

/// The first characters of a wrong key, fit for a log line.
fn prefix(key: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() || c == '_' || c == '-' { c } else { '?' };
    key.chars().take(LOGGED).map(plain).collect()
}

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use http::{Request, StatusCode};
    use pse_shared::paths;

    use super::*;
    use crate::metrics::snapshot::MetricsSnapshot;
    use crate::test_support::test_app::{TestApp, TestResponse};

    async fn lists(app: &TestApp, key: &str) -> TestResponse {
        let request = Request::get(paths::PAYMENTS).header(header::AUTHORIZATION, key);
        app.send(request.body(Body::empty()).unwrap()).await
    }

    #[tokio::test]
    async fn wrong_keys_are_limited_and_a_right_one_never() {
        let app = TestApp::open().await;
        let mut refused = 0;
        let limited = loop {
            let answer = lists(&app, &format!("Bearer sk_guess_{refused}")).await;
            if answer.status != StatusCode::UNAUTHORIZED {
                break answer;
            }
            assert_eq!(answer.header("www-authenticate"), "Bearer");
            assert!(answer.header("ratelimit").starts_with("\"keys\";r="));
            refused += 1;
            assert!(refused < 100, "nothing limits them");
        };
        assert_eq!(limited.status, StatusCode::TOO_MANY_REQUESTS);
        assert!(limited.text.contains("rate_limited"), "{}", limited.text);
        let wait: u64 = limited.header("retry-after").parse().unwrap();
        assert_eq!(limited.header("ratelimit"), format!("\"keys\";r=0;t={wait}"));
        assert_eq!(lists(&app, "Bearer sk_demo").await.status, StatusCode::OK);
        let metrics = app.app.metrics.exposition(&MetricsSnapshot::default()).unwrap();
        let refusals = format!("pse_wrong_keys_total{{outcome=\"refused\"}} {refused}\n");
        assert!(metrics.contains(&refusals), "{metrics}");
        assert!(metrics.contains("pse_wrong_keys_total{outcome=\"limited\"} 1\n"), "{metrics}");
    }

    #[tokio::test]
    async fn a_call_without_a_key_guesses_nothing_and_is_not_counted() {
        let app = TestApp::open().await;
        for _ in 0..100 {
            let request = Request::get(paths::PAYMENTS).body(Body::empty()).unwrap();
            assert_eq!(app.send(request).await.status, StatusCode::UNAUTHORIZED);
        }
        assert_eq!(lists(&app, "Basic c2s=").await.status, StatusCode::UNAUTHORIZED);
    }

    #[test]
    fn of_a_wrong_key_a_log_has_its_beginning_alone() {
        assert_eq!(prefix("sk_live_0123456789"), "sk_live_");
        assert_eq!(prefix("a\n\u{9b}b c"), "a??b?c");
        assert_eq!(prefix(""), "");
    }
}
