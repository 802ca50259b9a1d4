//! The service in a folder of its own: its router, its clock and its provider in a test's hands.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::ConnectInfo;
use http::{HeaderMap, Request, StatusCode, header};
use pse_shared::Person;
use pse_shared::api::Bank;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use tower::ServiceExt;
use url::form_urlencoded;

use crate::banks::lists::BankLists;
use crate::clock::ManualClock;
use crate::config::Config;
use crate::model::{Checkout, Payment};
use crate::provider::answer::{Creation, Names, Reason};
use crate::provider::fake::FakeProvider;
use crate::provider::gateway::Provider;
use crate::routes::http::state::App;
use crate::routes::router::router;
use crate::service::assemble::assemble;
use crate::store::Store;
use crate::store::sqlite::tests::folder::Folder;
use crate::store::sqlite::tests::records;

pub(crate) const BANK_URL: &str = "https://banco.example.co/pago?enc=a%2fb";
const BROWSER: &str = "text/html,application/xhtml+xml,*/*;q=0.8";

pub(crate) struct TestApp {
    pub(crate) app: Arc<App>,
    pub(crate) provider: Arc<FakeProvider>,
    pub(crate) clock: Arc<ManualClock>,
    router: Router,
    _folder: Folder,
}

/// An answer, read whole.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The value of the hidden field that names this showing of the form.
    pub(crate) fn attempt(&self) -> String {
        let (_, rest) = self.text.split_once(r#"name="attempt" value=""#).unwrap();
        rest.split_once('"').unwrap().0.to_owned()
    }
}

impl TestApp {
    pub(crate) async fn open() -> Self {
        Self::configured("").await
    }

    /// A desk whose operator wrote this file.
    pub(crate) async fn configured(written: &str) -> Self {
        // The first test of the process installs it, the others find it there.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let folder = Folder::new();
        let file = folder.file().with_extension("toml");
        std::fs::write(&file, written).unwrap();
        let config = Config::load(Some(&file), Vec::new()).unwrap();
        let store: Arc<dyn Store> = Arc::new(folder.open().await.unwrap());
        let clock = Arc::new(ManualClock::new(records::minute(10)));
        let endpoint = "http://127.0.0.1:9/soap/pse/".parse().unwrap();
        let (tasks, stop) = (TaskTracker::new(), CancellationToken::new());
        let assembled =
            assemble(config, endpoint, store, Arc::clone(&clock) as _, tasks, stop).unwrap();
        let mut app = Arc::into_inner(assembled.app).unwrap();
        let provider = Arc::new(FakeProvider::default());
        let played: Arc<dyn Provider> = Arc::clone(&provider) as _;
        let sites = app.config.sites.iter().map(|site| site.name.clone());
        let banks = BankLists::new(
            Arc::clone(&app.store),
            Arc::clone(&played),
            Arc::clone(&app.clock),
            sites,
        );
        app.banks = Arc::new(banks);
        app.creator.banks = Arc::clone(&app.banks);
        app.creator.provider = Arc::clone(&played);
        app.questioner.provider = Arc::clone(&played);
        app.provider = played;
        let app = Arc::new(app);
        let router = router(Arc::clone(&app));
        Self { app, provider, clock, router, _folder: folder }
    }

    /// A desk with banks to choose from.
    pub(crate) async fn with_banks() -> Self {
        let desk = Self::open().await;
        let bank = |code: &str, name: &str| Bank { code: code.into(), name: name.into() };
        let banks = vec![bank("9001", "BANCO QUE APRUEBA"), bank("9006", "BANCO INALCANZABLE")];
        desk.provider.banks.lock().unwrap().push_back(Ok(banks));
        desk
    }

    /// An open checkout whose merchant knows nothing of the payer.
    pub(crate) async fn checkout(&self, reference: &str) -> Checkout {
        let checkout = Checkout {
            payer: Person::default(),
            return_url: "https://tienda.example.co/gracias?a=1".into(),
            ..records::checkout(reference)
        };
        self.app.store.insert_checkout(&checkout, None).await.unwrap();
        checkout
    }

    pub(crate) async fn payment(&self, checkout: &Checkout) -> Option<Payment> {
        self.app.store.latest_payment(&checkout.id).await.unwrap()
    }

    pub(crate) fn will_create(&self, creation: Creation) {
        self.provider.creations.lock().unwrap().push_back(creation);
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        let request = Request::get(path).header(header::ACCEPT, BROWSER);
        self.send(request.body(Body::empty()).unwrap()).await
    }

    pub(crate) async fn post(&self, checkout: &Checkout, form: &[(&str, &str)]) -> Answer {
        self.post_from(checkout, form, "http://127.0.0.1:8080").await
    }

    pub(crate) async fn post_from(
        &self,
        checkout: &Checkout,
        form: &[(&str, &str)],
        origin: &str,
    ) -> Answer {
        self.sends(&page(checkout), form, origin).await
    }

    pub(crate) async fn post_to(&self, address: &str, form: &[(&str, &str)]) -> Answer {
        self.sends(address, form, "http://127.0.0.1:8080").await
    }

    async fn sends(&self, address: &str, form: &[(&str, &str)], origin: &str) -> Answer {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(form).finish();
        let request = Request::post(address)
            .header(header::ACCEPT, BROWSER)
            .header(header::ORIGIN, origin)
            .header(header::USER_AGENT, "Prueba/1")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request.body(Body::from(body)).unwrap()).await
    }

    pub(crate) async fn send(&self, mut request: Request<Body>) -> Answer {
        let peer: SocketAddr = "127.0.0.1:50000".parse().unwrap();
        request.extensions_mut().insert(ConnectInfo(peer));
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (status, headers) = (response.status(), response.headers().clone());
        let bytes = to_bytes(response.into_body(), usize::MAX).await.unwrap();
        Answer { status, headers, text: String::from_utf8(bytes.into()).unwrap() }
    }
}

/// A checkout's page.
pub(crate) fn page(checkout: &Checkout) -> String {
    format!("/pay/{}", checkout.id)
}

/// The form as Ana fills it in.
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

/// The provider creates the transaction.
pub(crate) fn accepted() -> Creation {
    Creation::Accepted {
        names: Names {
            transaction_id: Some(1_443_053_707),
            cus: Some("0215022".into()),
            ..Names::default()
        },
        bank_url: BANK_URL.into(),
        reason: Reason { return_code: Some("SUCCESS".into()), ..Reason::default() },
    }
}

/// The provider refuses with a code.
pub(crate) fn refused(code: &str) -> Creation {
    Creation::Refused {
        names: Names::default(),
        reason: Reason { return_code: Some(code.into()), ..Reason::default() },
        configuration: false,
    }
}
