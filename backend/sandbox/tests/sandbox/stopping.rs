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

#[tokio::test]
async fn a_world_that_cannot_be_used_is_refused_with_file_key_and_reason() {
    let file = std::env::temp_dir().join(format!("pse-wrong-world-{}.toml", std::process::id()));
    let merchant = "[merchant]\nlogin='l'\nsecret='s'\nname='n'\nnit='1'\ndependants=[]\n";
    for (banks, parts) in [
        ("[[banks]]\ncode='0'\nname='A'", ["pse-wrong-world", "banks[0].code", "hint"]),
        ("[[banks]]\ncod='1'\nname='A'", ["pse-wrong-world", "cod", "unknown field"]),
    ] {
        std::fs::write(&file, format!("{merchant}{banks}")).unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let mut config = Config::for_address(listener.local_addr().unwrap());
        config.world = Some(file.clone());
        let error = serve(listener, config, std::future::pending()).await.unwrap_err();
        for part in parts {
            assert!(error.to_string().contains(part), "{part} in {error}");
        }
    }
    std::fs::remove_file(&file).unwrap();
}
