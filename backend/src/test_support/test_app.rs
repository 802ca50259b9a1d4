//! The service in a test: its router, with a fake provider, a clock and a store that the test controls.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::ConnectInfo;
use http::{HeaderMap, HeaderValue, Request, StatusCode, header};
use pse_core::alerts::Alerts;
use pse_core::model::{Checkout, Payment};
use pse_core::ports::fake_provider::{self, FakeProvider};
use pse_core::ports::provider::{Creation, Facts, Provider, Refusal};
use pse_core::ports::providers::Providers;
use pse_core::ports::store_suite::samples;
use pse_core::time::{Clock, ManualClock};
use pse_shared::Person;
use pse_shared::api::Bank;
use pse_store_memory::MemoryStore;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use tower::ServiceExt;
use url::form_urlencoded;

use super::test_config::TestConfig;
use crate::config::Config;
use crate::metrics::Metrics;
use crate::routes::http::state::App;
use crate::routes::router::{operators_router, router};
use crate::service::assemble::{AppParts, assemble};

pub(crate) const BANK_URL: &str = "https://banco.example.co/pago?enc=a%2fb";
const BROWSER: &str = "text/html,application/xhtml+xml,*/*;q=0.8";

/// The service with a fake provider, a clock and a store that a test controls.
pub(crate) struct TestApp {
    pub(crate) app: Arc<App>,
    pub(crate) provider: Arc<FakeProvider>,
    pub(crate) clock: Arc<ManualClock>,
    router: Router,
}

/// A response of the service, its body read.
pub(crate) struct TestResponse {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
}

impl TestResponse {
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// Returns the value of the hidden field that names this rendering of the form.
    pub(crate) fn attempt(&self) -> String {
        let (_, rest) = self.text.split_once(r#"name="attempt" value=""#).unwrap();
        rest.split_once('"').unwrap().0.to_owned()
    }
}

impl TestApp {
    pub(crate) async fn open() -> Self {
        Self::configured("").await
    }

    /// Starts the service with this configuration file.
    pub(crate) async fn configured(written: &str) -> Self {
        Self::of(TestConfig::file(written).config())
    }

    /// Starts the service with this environment variable.
    pub(crate) async fn with_variable(name: &str, value: &str) -> Self {
        Self::of(TestConfig::nothing().and(name, value).config())
    }

    /// Starts the service with this configuration.
    pub(crate) fn of(config: Config) -> Self {
        // The first test of the process installs it, the others find it there.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let clock = Arc::new(ManualClock::new(samples::minute(10)));
        let provider = Arc::new(FakeProvider::default());
        let sites = config.sites.iter().map(|site| site.name.clone());
        let (alerts, alert_queue) = Alerts::new();
        let parts = AppParts {
            providers: Providers::single(Arc::clone(&provider) as Arc<dyn Provider>, sites),
            store: Arc::new(MemoryStore::new()),
            clock: Arc::clone(&clock) as Arc<dyn Clock>,
            metrics: Metrics::new().unwrap(),
            log: None,
            descriptors: 1_024,
            alerts,
            alert_queue,
            tasks: TaskTracker::new(),
            stopping: CancellationToken::new(),
        };
        let app = assemble(config, parts).unwrap().app;
        let router = router(Arc::clone(&app));
        Self { app, provider, clock, router }
    }

    /// Starts the service with banks to choose from.
    pub(crate) async fn with_banks() -> Self {
        let app = Self::open().await;
        let bank = |code: &str, name: &str| Bank { code: code.into(), name: name.into() };
        let banks = vec![bank("9001", "BANCO QUE APRUEBA"), bank("9006", "BANCO INALCANZABLE")];
        app.provider.will_list(Ok(banks));
        app
    }

    /// Stores an open checkout whose merchant knows nothing of the payer.
    pub(crate) async fn checkout(&self, reference: &str) -> Checkout {
        let checkout = Checkout {
            payer: Person::default(),
            return_url: "https://tienda.example.co/gracias?a=1".into(),
            ..samples::checkout(reference)
        };
        self.app.store.insert_checkout(&checkout, None).await.unwrap();
        checkout
    }

    pub(crate) async fn payment(&self, checkout: &Checkout) -> Option<Payment> {
        self.app.store.latest_payment(&checkout.id).await.unwrap()
    }

    pub(crate) fn will_create(&self, creation: Creation) {
        self.provider.will_create(creation);
    }

    pub(crate) async fn get(&self, path: &str) -> TestResponse {
        let request = Request::get(path).header(header::ACCEPT, BROWSER);
        self.send(request.body(Body::empty()).unwrap()).await
    }

    pub(crate) async fn post(&self, checkout: &Checkout, form: &[(&str, &str)]) -> TestResponse {
        self.post_from(checkout, form, "http://127.0.0.1:8080").await
    }

    pub(crate) async fn post_from(
        &self,
        checkout: &Checkout,
        form: &[(&str, &str)],
        origin: &str,
    ) -> TestResponse {
        self.sends(&page(checkout), form, origin).await
    }

    pub(crate) async fn post_to(&self, address: &str, form: &[(&str, &str)]) -> TestResponse {
        self.sends(address, form, "http://127.0.0.1:8080").await
    }

    async fn sends(&self, address: &str, form: &[(&str, &str)], origin: &str) -> TestResponse {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(form).finish();
        let request = Request::post(address)
            .header(header::ACCEPT, BROWSER)
            .header(header::ORIGIN, origin)
            .header(header::USER_AGENT, "Prueba/1")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request.body(Body::from(body)).unwrap()).await
    }

    /// Sends a request from an address, with a line of `X-Forwarded-For` where there is one.
    pub(crate) async fn send_from(
        &self,
        ip: &str,
        forwarded_for: Option<&'static str>,
        mut request: Request<Body>,
    ) -> TestResponse {
        let peer = SocketAddr::new(ip.parse().unwrap(), 50_000);
        request.extensions_mut().insert(ConnectInfo(peer));
        if let Some(line) = forwarded_for {
            let line = HeaderValue::from_static(line);
            request.headers_mut().insert("x-forwarded-for", line);
        }
        self.send(request).await
    }

    /// What the operator's listener answers to Prometheus with this `Authorization`.
    pub(crate) async fn metrics(&self, authorization: &str) -> TestResponse {
        let request = Request::get("/metrics").header(header::AUTHORIZATION, authorization);
        self.send_to_operator(request.body(Body::empty()).unwrap()).await
    }

    pub(crate) async fn send_to_operator(&self, mut request: Request<Body>) -> TestResponse {
        let host = HeaderValue::from_static("127.0.0.1:9464");
        request.headers_mut().entry(header::HOST).or_insert(host);
        answer(operators_router(Arc::clone(&self.app)), request).await
    }

    pub(crate) async fn send(&self, mut request: Request<Body>) -> TestResponse {
        let here: SocketAddr = "127.0.0.1:50000".parse().unwrap();
        request.extensions_mut().get_or_insert(ConnectInfo(here));
        let host = HeaderValue::from_static("127.0.0.1:8080");
        request.headers_mut().entry(header::HOST).or_insert(host);
        answer(self.router.clone(), request).await
    }
}

async fn answer(router: Router, request: Request<Body>) -> TestResponse {
    let response = router.oneshot(request).await.unwrap();
    let (status, headers) = (response.status(), response.headers().clone());
    let bytes = to_bytes(response.into_body(), usize::MAX).await.unwrap();
    TestResponse { status, headers, text: String::from_utf8_lossy(&bytes).into_owned() }
}

/// Returns the path of a checkout's page.
pub(crate) fn page(checkout: &Checkout) -> String {
    format!("/pay/{}", checkout.id)
}

/// Makes the form as a valid payer fills it in.
pub(crate) fn filled<'a>(attempt: &'a str, bank: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("attempt", attempt),
        ("bank_interface", "person"),
        ("bank_code", bank),
        ("document_type", "CC"),
        ("document", "1.098.765.432"),
        ("first_name", "Ana"),
        ("last_name", "Niño"),
        ("email_address", "ana@example.co"),
        ("mobile", "300 123 4567"),
    ]
}

/// Makes the answer of a provider that creates the transaction.
pub(crate) fn accepted() -> Creation {
    fake_provider::accepted("1443053707", BANK_URL)
}

/// Makes the answer of a provider that refuses.
pub(crate) fn refused(why: Refusal) -> Creation {
    Creation::Refused { facts: Facts::default(), why }
}
