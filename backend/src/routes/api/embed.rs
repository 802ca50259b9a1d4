//! The HTML that a merchant's server puts into a buyer's page: what the widget will need is asked for while the page is
//! read, and the checkout and the bank list are in it, so that after the page one round trip is left of three.
//!
//! Nothing in it is a script of its own, so no policy needs more than for the one tag. The data lie in blocks that are no
//! scripts to a browser (`type="application/json"`), each under the path whose answer it is.

use pse_shared::api::CheckoutView;
use pse_shared::paths;

use crate::config::SiteConfig;
use crate::routes::http::state::App;
use crate::routes::site::assets::{HashedFile, hashed_files};

/// Writes the HTML for a checkout's page.
#[must_use]
pub fn html(app: &App, site: &SiteConfig, view: &CheckoutView) -> String {
    let service = app.public_url.as_str();
    let lang = view.language.to_lowercase();
    let mut html = String::with_capacity(6 * 1024);
    for file in hashed_files() {
        preload(&mut html, service, file, &lang);
    }
    push(&mut html, &["<script type=\"module\" src=\"", service, paths::LOADER, "\"></script>\n"]);
    push(&mut html, &["<pse-checkout checkout=\"", &view.id, "\" lang=\"", &lang, "\">"]);
    // What cannot be written is asked for.
    if let Ok(json) = serde_json::to_string(view) {
        block(&mut html, &paths::checkout(&view.id), &json);
    }
    if let Some(banks) = app.banks.at_hand(&site.name)
        && let Ok(json) = std::str::from_utf8(&banks.json)
    {
        block(&mut html, &paths::checkout_banks(&view.id), json);
    }
    html.push_str("</pse-checkout>\n");
    html
}

/// Has a browser ask for a file as the loader will, who then need not wait for it. The loader has each file's hash checked;
/// here browsers know one of scripts alone, and warn of others.
fn preload(html: &mut String, service: &str, file: &HashedFile, lang: &str) {
    let address = paths::widget_file(&file.name);
    let address = ["\" href=\"", service, &address].concat();
    if file.name.ends_with(".js") {
        let parts = ["<link rel=\"modulepreload", &address, "\" integrity=\"", &file.integrity];
        push(html, &parts);
    } else if file.name.ends_with(".wasm") || file.name.ends_with(&format!(".{lang}.txt")) {
        push(html, &["<link rel=\"preload\" as=\"fetch", &address]);
    } else {
        return;
    }
    html.push_str("\" crossorigin>\n");
}

/// Writes the answer to a path as a block of data.
fn block(html: &mut String, path: &str, json: &str) {
    push(html, &["<script type=\"application/json\" data-path=\"", path, "\">"]);
    // Nothing in it may end the block, or begin another.
    html.push_str(&json.replace('<', "\\u003c"));
    html.push_str("</script>");
}

fn push(html: &mut String, parts: &[&str]) {
    for part in parts {
        html.push_str(part);
    }
}

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use http::{Request, StatusCode, header};
    use serde_json::Value;

    use super::*;
    use crate::test_support::test_app::TestApp;

    async fn asked_with(app: &TestApp, id: &str, key: Option<&str>) -> (StatusCode, Value) {
        let mut request = Request::get(paths::checkout(id));
        if let Some(key) = key {
            request = request.header(header::AUTHORIZATION, format!("Bearer {key}"));
        }
        let answer = app.send(request.body(Body::empty()).unwrap()).await;
        (answer.status, serde_json::from_str(&answer.text).unwrap())
    }

    /// The block of a path, read as a browser would.
    fn data<'a>(html: &'a str, path: &str) -> Option<&'a str> {
        let (_, rest) = html.split_once(&format!("data-path=\"{path}\">"))?;
        Some(rest.split_once("</script>")?.0)
    }

    #[tokio::test]
    async fn the_merchant_alone_gets_the_html_and_the_answers_are_in_it() {
        let app = TestApp::with_banks().await;
        let banks = app.get(paths::BANKS).await;
        let id = app.checkout("A1").await.id.to_string();
        let (status, plain) = asked_with(&app, &id, None).await;
        assert_eq!((status, plain.get("embed")), (StatusCode::OK, None));
        assert_eq!(asked_with(&app, &id, Some("sk_wrong")).await.0, StatusCode::UNAUTHORIZED);

        let (status, mut told) = asked_with(&app, &id, Some("sk_demo")).await;
        assert_eq!(status, StatusCode::OK);
        let html = told["embed"].take();
        let html = html.as_str().unwrap();
        told.as_object_mut().unwrap().remove("embed");
        assert_eq!(told, plain);
        let answer: Value =
            serde_json::from_str(data(html, &paths::checkout(&id)).unwrap()).unwrap();
        assert_eq!(answer, plain);
        assert_eq!(data(html, &paths::checkout_banks(&id)).unwrap(), banks.text);
        assert!(html.contains(&format!("<pse-checkout checkout=\"{id}\" lang=\"es\">")), "{html}");
    }

    #[tokio::test]
    async fn no_text_of_an_order_ends_the_block_it_stands_in() {
        let app = TestApp::with_banks().await;
        let id = app.checkout("</script><script>alert(1)//<!--").await.id.to_string();
        let (_, told) = asked_with(&app, &id, Some("sk_demo")).await;
        let html = told["embed"].as_str().unwrap();
        // Of ours: one script and, without banks, one block.
        assert_eq!(html.matches("<script").count(), 2, "{html}");
        assert_eq!(html.matches("</script>").count(), 2, "{html}");
        assert!(!html.contains("<!--"), "{html}");
    }
}
