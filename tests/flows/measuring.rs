//! What an operator's Prometheus reads: figures it accepts, how long things took, and nothing about anybody.

use std::io::Write;
use std::net::TcpListener;
use std::process::{Command, Stdio};

use pse_tests::programs::project;
use pse_tests::{Backend, Setup, wait_until};

use crate::telling::{Merchant, setup};

/// A service whose buyer has paid, seen the page follow, and written an address that does not exist; the merchant's server
/// refused the first notification and took two.
async fn after_a_payment() -> (Backend, Vec<String>) {
    let merchant = Merchant::default();
    *merchant.refusals.lock().unwrap() = 1;
    let backend = setup(merchant.listens().await).start().await;
    let buyer = backend.shop().has_a_buyer().await;
    let mut events = buyer.follows().await;
    assert!(events.next().await.is_some());
    let begun = buyer.begins_with("9001").await;
    let _ = buyer.walks_to_the_bank_and_presses(&begun, "Pagar").await;
    let _ = merchant.has_got(3).await;
    let _ = backend.http().get(&format!("/no/{}", buyer.reference)).await;
    let cus = buyer.sees().await["payment"]["cus"].as_str().unwrap().to_owned();
    let about_somebody = [buyer.checkout, begun.payment, buyer.reference, cus, "sk_demo".into()];
    (backend, about_somebody.into())
}

/// The figure of one series, once it is there.
async fn figure(backend: &Backend, series: &str) -> f64 {
    wait_until(series, async || {
        let metrics = backend.metrics().await;
        let figure = metrics.lines().find_map(|line| line.strip_prefix(series)?.strip_prefix(' '));
        figure.map(|figure| figure.parse().unwrap())
    })
    .await
}

/// What `promtool check metrics` says against them; nothing when it finds nothing.
fn findings(metrics: &str) -> String {
    let promtool = project().join("target/tools/promtool");
    let mut check = Command::new(&promtool)
        .args(["check", "metrics"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| panic!("{promtool:?}: {error}; run scripts/setup test"));
    check.stdin.take().unwrap().write_all(metrics.as_bytes()).unwrap();
    let output = check.wait_with_output().unwrap();
    let said = [output.stdout, output.stderr].concat();
    let said = String::from_utf8(said).unwrap();
    assert_eq!(output.status.success(), said.is_empty(), "{said}");
    said
}

#[tokio::test]
async fn prometheus_own_tool_finds_nothing_against_the_metrics() {
    let (backend, _) = after_a_payment().await;
    let metrics = backend.metrics().await;
    assert_eq!(findings(&metrics), "", "{metrics}");
}

#[tokio::test]
async fn requests_and_notifications_are_counted_with_how_long_they_took() {
    let (backend, _) = after_a_payment().await;
    let creating = r#"{method="POST",route="/v1/checkouts/{id}/payments",status="2xx"}"#;
    for (name, labels, count) in [
        ("http_request", creating, 1.0),
        ("http_request", r#"{method="GET",route="unmatched",status="4xx"}"#, 1.0),
        ("provider_request", r#"{operation="create",outcome="answered",provider="default"}"#, 1.0),
        ("webhook_attempt", r#"{outcome="refused"}"#, 1.0),
        ("webhook_attempt", r#"{outcome="delivered"}"#, 2.0),
    ] {
        let series = |figure: &str| format!("pse_{name}_duration_seconds_{figure}{labels}");
        assert_eq!(figure(&backend, &series("count")).await, count, "{labels}");
        let took = figure(&backend, &series("sum")).await;
        assert!(took > 0.0 && took < 20.0, "{labels} took {took} s");
    }
    let metrics = backend.metrics().await;
    assert!(!metrics.contains(r#"route="/v1/checkouts/{id}/events""#), "{metrics}");
}

#[tokio::test]
async fn no_figure_is_about_anybody() {
    let (backend, about_somebody) = after_a_payment().await;
    let metrics = backend.metrics().await;
    for word in about_somebody {
        assert!(!metrics.contains(&word), "{word} is in {metrics}");
    }
}

#[tokio::test]
async fn the_default_port_in_use_leaves_the_service_without_metrics() {
    // It cannot be had when it is in use already, which is as good.
    let _taken = TcpListener::bind("127.0.0.1:9464");
    let backend = Setup::new().unset("PSE__METRICS__LISTEN").start().await;
    backend.logs("There are no metrics; set metrics.listen to another address.").await;
    assert_eq!(backend.http().get("/metrics").await.status, 404);
    assert_eq!(backend.http().get("/healthz").await.status, 200);
}

#[tokio::test]
async fn a_written_port_in_use_keeps_the_service_from_starting() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let output = Setup::new().set("PSE__METRICS__LISTEN", &address).run(&[]);
    assert!(!output.status.success());
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains(&format!("cannot listen on {address} (metrics)")), "{said}");
}
