//! What the page shows when there is nothing to fill in.

use std::time::Duration;

use axum::body::Body;
use http::{Request, StatusCode, header};
use pse_shared::certified;

use crate::test_support::test_app::{TestApp, filled, page};

const NOBODYS: &str = "/pay/chk_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

#[tokio::test]
async fn an_expired_checkout_says_so_and_takes_no_form() {
    let app = TestApp::with_banks().await;
    let checkout = app.checkout("A1").await;
    app.clock.advance(Duration::from_secs(60 * 60));
    for answer in
        [app.get(&page(&checkout)).await, app.post(&checkout, &filled("uno", "9001")).await]
    {
        assert_eq!(answer.status, StatusCode::GONE);
        assert!(answer.text.contains("Este pago venció"));
        assert!(answer.text.contains("Volver a la tienda"));
    }
    assert_eq!(app.provider.count("create"), 0);
}

#[tokio::test]
async fn without_a_bank_list_the_specifications_sentence_is_shown() {
    let app = TestApp::open().await;
    let checkout = app.checkout("A1").await;
    let answer = app.get(&page(&checkout)).await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(answer.text.contains(certified::BANK_LIST_UNAVAILABLE));
    assert!(answer.text.contains("Intentar de nuevo"));
    assert_eq!(answer.header("retry-after"), "1");
}

#[tokio::test]
async fn an_unknown_payment_is_a_page_for_people_and_a_problem_for_programs() {
    let app = TestApp::open().await;
    for path in [NOBODYS, "/pay/x", "/return/x"] {
        let answer = app.get(path).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        assert_eq!(answer.header("content-type"), "text/html; charset=utf-8", "{path}");
        assert!(answer.text.contains("No encontramos este pago."), "{path}");
        let request = Request::get(path).header(header::ACCEPT, "*/*").body(Body::empty());
        let answer = app.send(request.unwrap()).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        assert_eq!(answer.header("content-type"), "application/problem+json", "{path}");
    }
}

#[tokio::test]
async fn nothing_on_the_page_comes_from_elsewhere_and_it_is_never_kept() {
    let app = TestApp::with_banks().await;
    let checkout = app.checkout("A1").await;
    let answer = app.get(&page(&checkout)).await;
    assert_eq!(
        answer.header("content-security-policy"),
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self' https: http://127.0.0.1:* http://localhost:*; base-uri 'none'; frame-ancestors 'none'"
    );
    assert_eq!(answer.header("cache-control"), "no-store");
    for foreign in ["<script", "style=", "src=", "//"] {
        let page = answer.text.replace("https://tienda.example.co/", "");
        assert!(!page.contains(foreign), "{foreign}: {page}");
    }
}

#[tokio::test]
async fn the_style_sheet_is_asked_about_again_and_not_sent_twice() {
    let app = TestApp::open().await;
    let first = app.get("/assets/pages.css").await;
    assert_eq!(first.status, StatusCode::OK);
    assert_eq!(first.header("content-type"), "text/css; charset=utf-8");
    let again =
        Request::get("/assets/pages.css").header(header::IF_NONE_MATCH, first.header("etag"));
    let again = app.send(again.body(Body::empty()).unwrap()).await;
    assert_eq!((again.status, again.text.as_str()), (StatusCode::NOT_MODIFIED, ""));
    assert_eq!(app.get("/assets/nada.css").await.status, StatusCode::NOT_FOUND);
}
