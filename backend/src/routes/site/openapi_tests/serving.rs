//! How it is served.

use axum::body::Body;
use http::{Request, StatusCode, header};
use pse_shared::ProblemCode;

use crate::pages::reference::remedy::heading;
use crate::routes::http::words;
use crate::test_support::test_app::TestApp;
use pse_shared::words::Language;

#[tokio::test]
async fn programs_get_the_document_once() {
    let desk = TestApp::open().await;
    let first = desk.get("/openapi.json").await;
    assert_eq!(first.status, StatusCode::OK);
    assert_eq!(first.header("content-type"), "application/json");
    assert_eq!(first.header("access-control-allow-origin"), "*");
    assert_eq!(first.text, crate::pages::reference::document::TEXT);
    let again = Request::get("/openapi.json").header(header::IF_NONE_MATCH, first.header("etag"));
    let again = desk.send(again.body(Body::empty()).unwrap()).await;
    assert_eq!(again.status, StatusCode::NOT_MODIFIED);
}

#[tokio::test]
async fn people_get_a_page_with_calls_they_can_try() {
    let desk = TestApp::open().await;
    let page = desk.get("/docs").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(
        page.header("content-security-policy").starts_with("default-src 'none'; style-src 'self';")
    );
    assert!(page.text.contains("curl -X POST &#39;http://127.0.0.1:8080/v1/checkouts&#39;"));
    assert!(page.text.contains("Bearer sk_demo"));
}

#[tokio::test]
async fn every_error_code_is_explained_in_every_language() {
    let desk = TestApp::open().await;
    for &code in ProblemCode::ALL {
        let page = desk.get(&format!("/problems/{}", code.as_str())).await;
        assert_eq!(page.status, StatusCode::OK, "{code:?}");
        for language in Language::ALL {
            let (tag, heading) = (language.tag(), heading(language));
            let section = page.text.split(&format!(r#"<section lang="{tag}">"#)).nth(1);
            let section = section.and_then(|rest| rest.split("</section>").next()).unwrap();
            for text in [words::title(code, language), words::detail(code, language), heading] {
                assert!(section.contains(text), "{code:?} in {language:?}: {text}");
            }
        }
    }
    assert_eq!(desk.get("/problems/nada").await.status, StatusCode::NOT_FOUND);
}
