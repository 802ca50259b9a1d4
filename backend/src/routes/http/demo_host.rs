//! While a key that everybody knows is on, requests name this machine or the service's own address as their host: a page
//! that has its own name lead here (DNS rebinding) could otherwise use that key in a buyer's or developer's browser.

use std::net::IpAddr;
use std::ops::ControlFlow;
use std::sync::Arc;

use axum::extract::Request;
use axum::response::{IntoResponse, Response};
use http::Uri;
use pse_sandbox::addressee;
use pse_shared::{ProblemCode, paths};
use url::Host;

use super::api_error::ApiError;
use super::around::Around;
use super::sentence::Sentence;
use crate::config::{Config, ServerConfig};

/// The rule about hosts, where there is one.
#[derive(Clone)]
pub struct HostRule {
    /// The service's own hosts, besides this machine's names; without, every host will do.
    own: Option<Arc<Vec<Host>>>,
}

impl HostRule {
    /// The rule for all that the service answers: while a key that everybody knows is on.
    #[must_use]
    pub fn of(config: &Config) -> Self {
        let own = || Arc::new(own_hosts(&config.server));
        Self { own: config.is_open_to_anybody().then(own) }
    }

    /// The rule for what is served to the operator, where no token guards it, so only on this machine: a page could
    /// otherwise read it in a browser of this machine.
    #[must_use]
    pub fn of_operators(config: &Config) -> Self {
        Self { own: config.metrics.bearer.is_none().then(Arc::default) }
    }
}

impl Around for HostRule {
    type Kept = ();

    fn before(&self, request: &Request) -> ControlFlow<Response> {
        match &self.own {
            Some(own)
                if !addressee::is_known(request.headers(), request.uri(), own)
                    && !tells_health(request.uri()) =>
            {
                let refused = ApiError::new(ProblemCode::OriginNotAllowed);
                ControlFlow::Break(refused.saying(Sentence::not_this_machine()).into_response())
            }
            _ => ControlFlow::Continue(()),
        }
    }

    fn after(&self, (): (), response: Response) -> Response {
        response
    }
}

/// Whoever watches over programs asks them by whatever address they have.
fn tells_health(target: &Uri) -> bool {
    [paths::ALIVE, paths::READY].contains(&target.path())
}

/// By what the service is reached besides the names of this machine: what was configured.
fn own_hosts(server: &ServerConfig) -> Vec<Host> {
    let listens = match server.listen.ip() {
        ip if ip.is_unspecified() => None,
        IpAddr::V4(ip) => Some(Host::Ipv4(ip)),
        IpAddr::V6(ip) => Some(Host::Ipv6(ip)),
    };
    let public = server.public_url.host().map(|host| host.to_owned());
    [listens, public].into_iter().flatten().map(addressee::plain).collect()
}

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use http::{Request, header};

    use crate::test_support::test_app::{TestApp, TestResponse};

    /// A site that takes the demo's key, and one that does not.
    fn site(key: &str, server: &str) -> String {
        format!(
            r#"
[server]
{server}
[sites.tienda]
login = "6dd490faf9cb87a9862245da41170ff2"
tran_key = "024h1IlD"
api_keys = ["sk_cali", "{key}"]
return_hosts = ["tienda.example"]
merchant = {{ name = "Cali", nit = "900123456", phone = "6024567890", email = "a@cali.example" }}
"#
        )
    }

    async fn asked(app: &TestApp, host: &str, path: &str) -> TestResponse {
        let request = Request::get(path).header(header::HOST, host);
        app.send(request.body(Body::empty()).unwrap()).await
    }

    #[tokio::test]
    async fn a_name_that_leads_here_reaches_nothing_of_the_demo() {
        let app = TestApp::open().await;
        for path in ["/", "/v1/banks", "/v1/payments", "/openapi.json", "/nada", "/metrics"] {
            let refused = asked(&app, "evil.example:8080", path).await;
            assert_eq!(refused.status, 403, "{path}");
            assert!(refused.text.contains("\"origin_not_allowed\""), "{path}: {}", refused.text);
            for host in ["127.0.0.1:8080", "localhost:8082", "[::1]"] {
                assert_ne!(asked(&app, host, path).await.status, 403, "{host} {path}");
            }
        }
        for path in ["/healthz", "/readyz"] {
            assert_eq!(asked(&app, "10.1.2.3:8080", path).await.status, 200, "{path}");
        }
    }

    #[tokio::test]
    async fn the_configured_address_is_the_demos_own() {
        let public = "public_url = \"http://demo.example:8080\"\nlisten = \"192.0.2.5:8080\"";
        let app = TestApp::configured(&format!("[server]\n{public}")).await;
        for (host, status) in [
            ("demo.example:8080", 200),
            ("192.0.2.5:8080", 200),
            ("127.0.0.1", 200),
            ("evil.example", 403),
            ("demo.example.evil.example", 403),
            ("192.0.2.6", 403),
        ] {
            assert_eq!(asked(&app, host, "/").await.status, status, "{host}");
        }
    }

    #[tokio::test]
    async fn a_name_that_leads_here_reads_no_figures() {
        let figures = async |app: &TestApp, host: &str| {
            let request = Request::get("/metrics").header(header::HOST, host);
            app.send_to_operator(request.body(Body::empty()).unwrap()).await.status
        };
        let app = TestApp::configured(&site("sk_another", "")).await;
        for (host, status) in [("127.0.0.1:9464", 200), ("localhost:1", 200), ("evil.example", 403)]
        {
            assert_eq!(figures(&app, host).await, status, "{host}");
        }
        let elsewhere = "[metrics]\nlisten = \"10.0.0.5:9464\"\ntoken = \"a-token-of-the-test\"";
        let app = TestApp::configured(&format!("{}\n{elsewhere}", site("sk_another", ""))).await;
        assert_eq!(figures(&app, "figures.example").await, 401, "its token guards it");
    }

    #[tokio::test]
    async fn only_a_service_that_takes_the_demos_key_asks_by_which_name_it_is_called() {
        for (key, status) in [("sk_demo", 403), ("sk_another", 404)] {
            let app = TestApp::configured(&site(key, "")).await;
            assert_eq!(asked(&app, "evil.example", "/nada").await.status, status, "{key}");
        }
    }
}
