//! Starting and stopping a sandbox.

use std::net::SocketAddr;
use std::time::Duration;

use jiff::Timestamp;
use jiff::fmt::rfc2822::DateTimeParser;
use pse_sandbox::{Config, serve};
use reqwest::Response;
use reqwest::header::DATE;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

/// A running sandbox; it stops when this is dropped.
pub(crate) struct Sandbox {
    pub(crate) address: SocketAddr,
    pub(crate) client: reqwest::Client,
    stop: Option<oneshot::Sender<()>>,
    served: JoinHandle<std::io::Result<()>>,
}

impl Sandbox {
    pub(crate) async fn start() -> Self {
        Self::start_with(|_| {}).await
    }

    pub(crate) async fn start_with(settings: impl FnOnce(&mut Config)) -> Self {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let mut config = Config::for_address(address);
        settings(&mut config);
        let (stop, stopped) = oneshot::channel::<()>();
        let served = tokio::spawn(serve(listener, config, async {
            let _ = stopped.await;
        }));
        let client = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .timeout(Duration::from_secs(20))
            .build()
            .unwrap();
        Self { address, client, stop: Some(stop), served }
    }

    /// Tells the sandbox to stop and waits until it has.
    pub(crate) async fn stop(mut self) -> std::io::Result<()> {
        let _ = self.stop.take().unwrap().send(());
        self.served.await.unwrap()
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    pub(crate) async fn get(&self, path: &str) -> Response {
        let url = if path.starts_with("http") { path.to_owned() } else { self.url(path) };
        self.client.get(url).send().await.unwrap()
    }

    /// The sandbox's time, by its `Date` header.
    pub(crate) async fn now(&self) -> Timestamp {
        let response = self.get("/healthz").await;
        let date = response.headers()[DATE].to_str().unwrap().replace("GMT", "+0000");
        DateTimeParser::new().parse_timestamp(&date).unwrap()
    }
}
