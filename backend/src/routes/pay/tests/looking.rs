//! What is the merchant's own on the page: its picture, its colours, and what a link that is sent shows.

use http::StatusCode;

use crate::test_support::pictures::png;
use crate::test_support::test_app::{TestApp, filled, page};
use crate::test_support::test_config::TestConfig;
use pse_shared::api::Bank;

/// The service with a merchant whose pages have a look.
fn dressed() -> TestApp {
    let written = TestConfig::nothing().and_file("tienda.png", png(300, 80));
    let path = written.path("tienda.png");
    let written = written
        .and("PSE__SITES__DEMO__MERCHANT__LOGO", path.to_str().unwrap())
        .and("PSE__SITES__DEMO__THEME__ACCENT", "#a00");
    let app = TestApp::of(written.config());
    app.provider
        .will_list(Ok(vec![Bank { code: "9001".into(), name: "BANCO QUE APRUEBA".into() }]));
    app
}

/// What stands between two texts, the first time.
fn between<'a>(text: &'a str, from: &str, to: &str) -> &'a str {
    text.split_once(from).and_then(|(_, rest)| rest.split_once(to)).unwrap().0
}

#[tokio::test]
async fn the_picture_and_the_colours_are_the_services_own_files_which_never_change() {
    let app = dressed();
    let checkout = app.checkout("A1").await;
    let form = app.get(&page(&checkout)).await;
    let picture = between(&form.text, "<img class=\"logo\" ", ">");
    assert!(picture.ends_with("width=\"300\" height=\"80\" alt=\"\""), "{picture}");
    let logo = app.get(between(picture, "src=\"", "\"")).await;
    assert_eq!((logo.status, logo.header("content-type")), (StatusCode::OK, "image/png"));
    assert_eq!(logo.header("cache-control"), "public, max-age=31536000, immutable");
    assert_eq!(logo.text, String::from_utf8_lossy(&png(300, 80)));
    let theme = format!("/assets/theme-{}", between(&form.text, "href=\"/assets/theme-", "\""));
    let theme = app.get(&theme).await;
    assert_eq!(theme.header("content-type"), "text/css; charset=utf-8");
    assert_eq!(theme.text, "@media screen{:root{--accent:#a00;}}");
    let other = app.get("/assets/logo-000000000000.png").await;
    assert_eq!(other.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_link_that_is_sent_shows_what_it_is_for_whatever_was_typed() {
    let app = dressed();
    let checkout = app.checkout("A1").await;
    let typed = app.post(&checkout, &filled("uno", "nobodys")).await;
    assert!(typed.text.contains("Niño"), "what was typed stays in the form");
    for shown in [app.get(&page(&checkout)).await, typed] {
        let head = between(&shown.text, "<head>", "</head>");
        for tag in [
            r#"<meta property="og:site_name" content="Casa del Turismo">"#,
            r#"<meta property="og:title" content="Pagar con PSE · Casa del Turismo · $ "#,
            r#"<meta property="og:description" content=""#,
            r#"<meta property="og:image" content="http://127.0.0.1:8080/assets/logo-"#,
            r#"<meta property="og:image:width" content="300">"#,
        ] {
            assert!(head.contains(tag), "{tag}: {head}");
        }
        for personal in ["Niño", "1098765432", "ana@", "300123"] {
            assert!(!head.contains(personal), "{personal}: {head}");
        }
    }
    let plain = TestApp::with_banks().await;
    let checkout = plain.checkout("A1").await;
    assert!(!plain.get(&page(&checkout)).await.text.contains("og:image"));
}
