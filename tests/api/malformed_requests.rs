//! What is no request of this API at all.

use pse_tests::http::Http;
use pse_tests::orders::{order, order_with, payment};
use pse_tests::{Answer, Backend};
use reqwest::Method;
use serde_json::json;

async fn send(
    http: &Http,
    path: &str,
    kind: Option<&str>,
    body: impl Into<reqwest::Body>,
) -> Answer {
    let mut request = http.request(Method::POST, path).bearer_auth("sk_demo").body(body);
    if let Some(kind) = kind {
        request = request.header("content-type", kind);
    }
    Answer::to(request).await
}

#[tokio::test]
async fn what_is_no_json_object_is_refused() {
    let backend = Backend::start().await;
    let http = backend.http();
    let buyer = backend.shop().has_a_buyer().await;
    let pay = format!("/v1/checkouts/{}/payments", buyer.checkout);
    let deep = format!("{}{}", "[".repeat(20_000), "]".repeat(20_000));
    for path in ["/v1/checkouts", pay.as_str()] {
        for body in [
            &b""[..],
            b"{",
            b"null",
            b"[]",
            b"\"{}\"",
            b"bank_code=9001",
            b"{\"a\": \"\xff\"}",
            b"{\"a\": 1} {\"b\": 2}",
            b"<a/>",
            deep.as_bytes(),
        ] {
            let answer = send(&http, path, Some("application/json"), body.to_vec()).await;
            let _ = answer.problem(400, "invalid_json");
        }
    }
    assert_eq!(buyer.sees().await["state"], "open");
    assert_eq!(backend.sandbox.calls("createTransaction").await, 0);
}

#[tokio::test]
async fn another_content_type_is_refused() {
    let backend = Backend::start().await;
    let http = backend.http();
    let buyer = backend.shop().has_a_buyer().await;
    let pay = format!("/v1/checkouts/{}/payments", buyer.checkout);
    for path in ["/v1/checkouts", pay.as_str()] {
        // The first three are those that a page of anybody's may send without asking first.
        for kind in [
            Some("text/plain"),
            Some("application/x-www-form-urlencoded"),
            Some("multipart/form-data"),
            Some("application/xml"),
            Some("application/jsonp"),
            None,
        ] {
            let answer = send(&http, path, kind, payment("9001").to_string()).await;
            let _ = answer.problem(415, "unsupported_media_type");
        }
    }
    assert_eq!(buyer.sees().await["state"], "open");
}

#[tokio::test]
async fn a_body_that_is_too_large_is_refused() {
    let backend = Backend::start().await;
    let http = backend.http();
    let buyer = backend.shop().has_a_buyer().await;
    let pay = format!("/v1/checkouts/{}/payments", buyer.checkout);
    let large = order_with("description", json!("x".repeat(70_000))).to_string();
    for path in ["/v1/checkouts", pay.as_str()] {
        let answer = send(&http, path, Some("application/json"), large.clone()).await;
        let _ = answer.problem(413, "payload_too_large");
    }
    assert_eq!(backend.shop().create_checkout(&order()).await.status, 201, "it goes on working");
}

#[tokio::test]
async fn other_paths_and_methods_are_answered_as_problems() {
    let backend = Backend::start().await;
    let http = backend.http();
    let _ = http.get("/v1/nada").await.problem(404, "not_found");
    let _ = http.get("/v1/checkouts").await.problem(405, "method_not_allowed");
    let _ = http.get("/return/pay_nada").await.problem(404, "not_found");
    let _ = http.get("/v1/banks?sitio=demo").await.problem(400, "invalid_query");
    assert_eq!(http.get("/v1/banks?site=nadie").await.wrong_fields(), ["site: not_allowed"]);
    for path in ["/", "/healthz", "/v1/banks", "/v1/nada"] {
        let answer = http.get(path).await;
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert!(
            answer.header("content-security-policy").contains("frame-ancestors 'none'"),
            "{path}"
        );
    }
}
