//! Starting and stopping.

use pse_sandbox::{Config, serve};
use tokio::net::TcpListener;

use crate::harness::Sandbox;

#[tokio::test]
async fn it_says_that_it_is_alive_and_ready() {
    let sandbox = Sandbox::start().await;
    for path in ["/healthz", "/readyz"] {
        assert_eq!(sandbox.get(path).await.status(), 200);
    }
}

#[tokio::test]
async fn it_stops_when_told_and_its_port_is_free_again() {
    let sandbox = Sandbox::start().await;
    let address = sandbox.address;
    sandbox.get("/healthz").await;
    sandbox.stop().await.unwrap();
    assert!(TcpListener::bind(address).await.is_ok());
}

#[tokio::test]
async fn a_public_url_that_is_no_origin_is_refused() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let mut config = Config::for_address(listener.local_addr().unwrap());
    config.public_url = "https://example.co/sandbox/".parse().unwrap();
    let error = serve(listener, config, std::future::pending()).await.unwrap_err();
    assert!(error.to_string().contains("public_url"), "{error}");
}
