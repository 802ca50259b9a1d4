//! Who is refused, and who is not for it.

use std::sync::atomic::{AtomicU32, Ordering};

use axum::body::Body;
use http::{Request, StatusCode, header};
use pse_shared::paths;

use super::*;
use crate::test_support::test_app::{TestApp, TestResponse};

fn ip(text: &str) -> IpAddr {
    text.parse().unwrap()
}

fn tries_until_refused(rates: &RateLimits, from: impl Fn(u32) -> IpAddr) -> u32 {
    (0..1_000).find(|&n| rates.try_to_pay(from(n)).is_err()).unwrap_or(1_000)
}

#[test]
fn whoever_has_a_whole_ipv6_network_is_one_buyer() {
    let rates = RateLimits::default();
    let within = |n: u32| ip(&format!("2800:e0:1:2::{n:x}"));
    assert!((30..33).contains(&tries_until_refused(&rates, within)));
    assert!(rates.try_to_pay(ip("2800:e0:1:3::1")).is_ok(), "a neighbour is not refused");
}

#[test]
fn the_network_around_is_limited_more_generously() {
    let rates = RateLimits::default();
    let across = |n: u32| ip(&format!("2800:e0:1:{n:x}::1"));
    assert!((240..300).contains(&tries_until_refused(&rates, across)));
    assert!(rates.try_to_pay(ip("2800:e0:2:1::1")).is_ok());
}

#[test]
fn ipv4_neighbours_are_other_people() {
    let rates = RateLimits::default();
    let across = |n: u32| ip(&format!("190.1.{}.{}", n / 256, n % 256));
    assert_eq!(tries_until_refused(&rates, across), 1_000);
}

#[test]
fn this_machine_is_not_limited_but_for_wrong_keys() {
    let rates = RateLimits::default();
    assert_eq!(tries_until_refused(&rates, |_| ip("127.0.0.1")), 1_000);
    assert!((0..100).any(|_| rates.wrong_key(ip("127.0.0.1")).is_err()));
    assert!(rates.wrong_key(ip("190.1.2.3")).is_ok(), "others' wrong keys are theirs");
}

#[test]
fn replicas_share_a_limit() {
    let replicas = Arc::new(AtomicU32::new(1));
    let counted = Arc::clone(&replicas);
    let rates = RateLimits::among(move || counted.load(Ordering::Relaxed));
    for (living, expected) in [(1, 30..32), (2, 15..17), (3, 10..12), (1_000, 1..3)] {
        replicas.store(living, Ordering::Relaxed);
        let from = ip(&format!("190.1.2.{}", living % 256));
        let tries = tries_until_refused(&rates, |_| from);
        assert!(expected.contains(&tries), "{living} replicas: {tries}");
    }
}

async fn tries(app: &TestApp, from: &str, checkout: &str) -> TestResponse {
    let request = Request::post(paths::checkout_payments(checkout))
        .header(header::CONTENT_TYPE, "application/json");
    app.send_from(from, None, request.body(Body::from("{}")).unwrap()).await
}

#[tokio::test]
async fn a_checkout_that_does_not_exist_is_limited_by_address_and_nothing_is_kept_of_it() {
    let app = TestApp::open().await;
    for n in 0..30 {
        let made_up = format!("chk_{n}{}", "x".repeat(2_000));
        let answer = tries(&app, "190.1.2.3", &made_up).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{}", answer.text);
        assert!(answer.header("ratelimit").starts_with("\"tries\";r="));
    }
    let answer = tries(&app, "190.1.2.3", "chk_nada").await;
    assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(answer.header("retry-after"), "1");
    assert_eq!(answer.header("ratelimit"), "\"tries\";r=0;t=1");
    assert_eq!(answer.header("ratelimit-policy"), "\"tries\";q=30;w=30");
    assert_eq!(app.app.rates.tries_per_checkout.remembered(), 0);
    let answer = tries(&app, "190.1.2.4", "chk_nada").await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_checkout_is_tried_so_often_whoever_tries() {
    let app = TestApp::open().await;
    let (checkout, other) = (app.checkout("A1").await, app.checkout("A2").await);
    for n in 0..20 {
        let answer = tries(&app, &format!("190.1.2.{n}"), checkout.id.as_str()).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.text);
        assert!(answer.header("ratelimit").contains("\"checkout\";r="));
    }
    for from in ["190.1.3.1", "127.0.0.1"] {
        let answer = tries(&app, from, checkout.id.as_str()).await;
        assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS, "{from}");
        assert!(answer.header("ratelimit").contains(", \"checkout\";r=0;t="), "{from}");
        let answer = tries(&app, from, other.id.as_str()).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{from}");
    }
}

#[tokio::test]
async fn no_limit_loosens_for_a_header_of_an_untrusted_peer() {
    let app = TestApp::configured("[server]\ntrusted_proxies = [\"10.0.0.1\"]").await;
    let reads = async |peer, line| {
        let request = Request::get(paths::checkout("chk_nada")).body(Body::empty()).unwrap();
        app.send_from(peer, Some(line), request).await.status
    };
    let lines = ["127.0.0.1", "::1", "190.9.9.9", "10.0.0.1", "nada"];
    let mut limited = false;
    for n in 0..400 {
        limited |=
            reads("190.1.2.3", lines[n % lines.len()]).await == StatusCode::TOO_MANY_REQUESTS;
    }
    assert!(limited, "another header was another buyer");
    // Behind the proxy, each buyer has a limit of its own.
    assert_eq!(reads("10.0.0.1", "190.1.2.4").await, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_reader_is_told_what_is_left_and_a_page_may_read_it() {
    let app = TestApp::open().await;
    let checkout = app.checkout("A1").await;
    let request = Request::get(paths::checkout(checkout.id.as_str()))
        .header(header::ORIGIN, "http://127.0.0.1:8080");
    let answer = app.send_from("190.1.2.3", None, request.body(Body::empty()).unwrap()).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.header("ratelimit"), "\"reads\";r=199;t=1");
    assert_eq!(answer.header("ratelimit-policy"), "\"reads\";q=200;w=10");
    let exposed = answer.header("access-control-expose-headers");
    for name in ["retry-after", "ratelimit", "ratelimit-policy"] {
        assert!(exposed.split(", ").any(|one| one == name), "{exposed}");
    }
    let banks = TestApp::with_banks().await.get(paths::BANKS).await;
    assert_eq!(banks.status, StatusCode::OK);
    assert_eq!(banks.header("ratelimit"), "", "a cache keeps it for others");
}
