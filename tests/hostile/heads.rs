//! Heads that are too long, of another version, for another host, or no heads at all.

use pse_tests::Backend;

use crate::wire::{Wire, last_request, statuses, statuses_in};

/// A request with further headers, after which the connection closes.
fn get(target: &str, headers: &str) -> String {
    format!("GET {target} HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\n{headers}\r\n")
}

#[tokio::test]
async fn what_is_longer_than_any_request_is_refused() {
    let backend = Backend::start().await;
    let many: String = (0..300).map(|number| format!("x-{number}: y\r\n")).collect();
    let long = format!("x: {}\r\n", "y".repeat(500_000));
    for (headers, target, status) in [
        (many.as_str(), "/healthz".to_owned(), 431),
        (&long, "/healthz".to_owned(), 431),
        ("", format!("/v1/checkouts/{}", "y".repeat(100_000)), 431),
        ("", format!("/v1/banks?site={}", "y".repeat(100_000)), 431),
        ("", format!("/v1/checkouts/{}", "y".repeat(50_000)), 431),
        ("", format!("/v1/checkouts/{}", "y".repeat(10_000)), 404),
    ] {
        assert_eq!(statuses(&backend.url, get(&target, headers)).await, [status]);
    }
    let usual: String = (0..60).map(|number| format!("x-{number}: y\r\n")).collect();
    assert_eq!(statuses(&backend.url, get("/healthz", &usual)).await, [200]);
    assert_unharmed(&backend).await;
}

#[tokio::test]
async fn what_is_no_head_is_refused_and_the_connection_ends() {
    let backend = Backend::start().await;
    for head in [
        &b"GET /healthz\r\n\r\n"[..],
        b"GET /healthz HTTP/2.0\r\nhost: 127.0.0.1\r\n\r\n",
        b"GET /healthz HTTP/1.2\r\nhost: 127.0.0.1\r\n\r\n",
        b"GET /healthz HTTP/1.1\r\nhost: 127.0.0.1\r\nx: a\0b\r\n\r\n",
        b"GET /healthz HTTP/1.1\r\nhost: 127.0.0.1\r\nx: a\rb\r\n\r\n",
        b"GET /healthz HTTP/1.1\r\nhost: 127.0.0.1\r\nno colon\r\n\r\n",
        b"GET /healthz HTTP/1.1\r\nhost: 127.0.0.1\r\n: no name\r\n\r\n",
        b"GET /health z HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n",
        b"GET /\xff\xfe HTTP/1.1\r\nhost: 127.0.0.1\r\n\x00\r\n\r\n",
        b" GET /healthz HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
        b"\xff\xfe\x00\x01\r\n\r\n",
    ] {
        let mut bytes = head.to_vec();
        bytes.extend_from_slice(last_request().as_bytes());
        let shown = String::from_utf8_lossy(head);
        assert_eq!(statuses(&backend.url, bytes).await, [400], "{shown:?}");
    }
    let half = "GET /healthz HTTP/1.1\r\nhost: 127";
    let mut wire = Wire::to(&backend.url).await;
    wire.write(half).await;
    wire.ends().await;
    assert_eq!(statuses_in(&wire.reads_to_the_end().await), [0_u16; 0], "half a head");
    // The preface of HTTP/2, which is not spoken here: whatever is answered, the connection ends.
    let mut wire = Wire::to(&backend.url).await;
    wire.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n").await;
    wire.ends().await;
    let _ = wire.reads_to_the_end().await;
    assert_unharmed(&backend).await;
}

#[tokio::test]
async fn an_old_client_is_answered_and_its_connection_ends() {
    let backend = Backend::start().await;
    for (request, status) in [
        ("GET /healthz HTTP/1.0\r\n\r\n", 200),
        ("GET /v1/banks HTTP/1.0\r\nhost: 127.0.0.1\r\n\r\n", 200),
        ("GET /v1/payments HTTP/1.0\r\nhost: 127.0.0.1\r\n\r\n", 401),
        ("GET /v1/payments HTTP/1.0\r\nhost: evil.example\r\n\r\n", 403),
    ] {
        assert_eq!(statuses(&backend.url, format!("{request}{}", last_request())).await, [status]);
    }
}

#[tokio::test]
async fn a_whole_address_as_target_is_read_as_the_host_it_names() {
    let backend = Backend::start().await;
    let own = backend.url.as_str();
    for (target, status) in [
        (format!("{own}/v1/banks"), 200),
        ("http://localhost/v1/banks".to_owned(), 200),
        (format!("{own}/v1/payments"), 401),
        ("http://evil.example/v1/banks".to_owned(), 403),
        ("http://127.0.0.1.evil.example/v1/banks".to_owned(), 403),
        ("https://user@evil.example:8080/v1/banks".to_owned(), 403),
        ("http://127.0.0.1@evil.example/".to_owned(), 403),
    ] {
        assert_eq!(statuses(&backend.url, get(&target, "")).await, [status], "{target}");
    }
    for headers in ["host: evil.example\r\n", "host: 127.0.0.1\r\n", "host: \r\n"] {
        let two = statuses(&backend.url, get("/v1/banks", headers)).await;
        assert_eq!(two, [400], "a second host: {headers:?}");
    }
    let none = statuses(&backend.url, "GET /healthz HTTP/1.1\r\nconnection: close\r\n\r\n").await;
    assert_eq!(none, [400], "no host");
    for (request, status) in [
        ("CONNECT evil.example:443 HTTP/1.1", 403),
        ("OPTIONS * HTTP/1.1", 404),
        ("TRACE /v1/banks HTTP/1.1", 405),
        ("GET /assets/../../etc/passwd HTTP/1.1", 404),
        ("GET /assets/%2e%2e%2f%2e%2e%2fetc%2fpasswd HTTP/1.1", 404),
        ("GET //evil.example/ HTTP/1.1", 404),
    ] {
        let whole = format!("{request}\r\nhost: 127.0.0.1\r\nconnection: close\r\n\r\n");
        assert_eq!(statuses(&backend.url, whole).await, [status], "{request}");
    }
    assert_unharmed(&backend).await;
}

/// A well-formed request is answered, and nothing went wrong meanwhile.
async fn assert_unharmed(backend: &Backend) {
    assert_eq!(statuses(&backend.url, last_request()).await, [200]);
    assert!(!backend.log().contains("panicked"), "{}", backend.log());
}
