//! How it is served.

use axum::body::Body;
use http::{Request, StatusCode, header};
use pse_shared::ProblemCode;

use super::document;
use crate::test_support::test_app::TestApp;
use crate::words;
use pse_shared::words::Language;

#[tokio::test]
async fn programs_get_the_document_once() {
    let app = TestApp::open().await;
    let first = app.get("/openapi.json").await;
    assert_eq!(first.status, StatusCode::OK);
    assert_eq!(first.header("content-type"), "application/json");
    assert_eq!(first.header("access-control-allow-origin"), "*");
    let served: serde_json::Value = serde_json::from_str(&first.text).unwrap();
    assert_eq!(&served, document());
    let again = Request::get("/openapi.json").header(header::IF_NONE_MATCH, first.header("etag"));
    let again = app.send(again.body(Body::empty()).unwrap()).await;
    assert_eq!(again.status, StatusCode::NOT_MODIFIED);
}

#[tokio::test]
async fn people_get_a_page_with_calls_they_can_try() {
    let app = TestApp::open().await;
    let page = app.get("/docs").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(
        page.header("content-security-policy").starts_with("default-src 'none'; style-src 'self';")
    );
    assert!(page.text.contains("curl -X POST &#39;http://127.0.0.1:8080/v1/checkouts&#39;"));
    assert!(page.text.contains("Bearer sk_demo"));
}

#[tokio::test]
async fn the_page_shows_no_key_that_an_operator_set() {
    let other = TestApp::with_variable("PSE__SITES__DEMO__API_KEYS", "sk_of_the_operator").await;
    let page = other.get("/docs").await;
    assert!(page.text.contains("Bearer $PSE_API_KEY"));
    assert!(!page.text.contains("sk_of_the_operator"));
}

#[tokio::test]
async fn every_error_code_is_explained_in_every_language() {
    let app = TestApp::open().await;
    for &code in ProblemCode::ALL {
        let page = app.get(&format!("/problems/{}", code.as_str())).await;
        assert_eq!(page.status, StatusCode::OK, "{code:?}");
        for language in Language::ALL {
            let (tag, texts) = (language.tag(), words::of(language));
            let problem = texts.problem(code);
            let section = page.text.split(&format!(r#"<section lang="{tag}">"#)).nth(1);
            let section = section.and_then(|rest| rest.split("</section>").next()).unwrap();
            for text in [problem.title, problem.detail, texts.remedy_heading()] {
                assert!(section.contains(text), "{code:?} in {language:?}: {text}");
            }
        }
    }
    assert_eq!(app.get("/problems/nada").await.status, StatusCode::NOT_FOUND);
}
