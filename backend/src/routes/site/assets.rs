//! The widget's files and the demo shop's, embedded in the program: hashed names are kept for ever,
//! stable ones asked again.

use std::borrow::Cow;
use std::sync::LazyLock;

use axum::body::Bytes;
use axum::extract::RawQuery;
use axum::response::Response;
use http::{HeaderMap, HeaderName, HeaderValue, header};
use pse_shared::{ProblemCode, paths};
use rust_embed::{EmbeddedFile, RustEmbed};

use super::demo;
use crate::content::kept::{KeptContent, KeptContents};
use crate::routes::description::groups::FILES;
use crate::routes::description::problems::problems;
use crate::routes::http::api_error::ApiError;
use crate::routes::http::path_text::PathText;

problems!(NotFound);

/// The widget's files in `dist/widget`, made by `make widget`; empty while only the API is built.
#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../dist/widget"]
#[allow_missing = true]
struct Widget;

/// The hashed files of the release before, put there by `scripts/keep-released`: pages made by it, and loaders that a
/// browser keeps, still ask for them.
#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../frontend/released"]
#[allow_missing = true]
struct Released;

/// The demo shop's files beside its page.
#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../frontend/demo"]
struct Demo;

/// The demo shop's page.
const PAGE: &str = include_str!("../../../../index.html");
/// The page of the widget's states.
const GALLERY: &str = include_str!("../../../../frontend/demo/gallery.html");

/// The widget's loader, a stable name: asked again every five minutes.
const LOADER: &str = "pse-checkout.js";
/// The same for classic scripts.
const CLASSIC_LOADER: &str = "pse-checkout.classic.js";
/// Names that begin so carry a hash of the file, which therefore never changes.
const HASHED: &str = "pse-checkout-";
const KEPT_FOR_EVER: &str = "public, max-age=31536000, immutable";
const ASKED_AGAIN: &str = "public, max-age=300";

/// What the demo shop's page may do: nothing inline, nothing from elsewhere.
const DEMO_CSP: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// The widget's loader
///
/// The one script a page needs: `<script type="module" src="…/pse-checkout.js"></script>`.
#[utoipa::path(
    get,
    path = paths::LOADER,
    operation_id = "loader",
    tag = FILES,
    responses((status = 200, description = "The script.", body = String, content_type = "text/javascript"), (status = 304, description = "It has not changed."), Problems),
)]
pub async fn loader(headers: HeaderMap) -> Result<Response, ApiError> {
    file::<Widget>(LOADER, &headers, ASKED_AGAIN)
}

/// The widget's loader, as a classic script
///
/// The same for a page that loads no modules, WordPress' among them: `<script src="…/pse-checkout.classic.js"></script>`.
#[utoipa::path(
    get,
    path = paths::CLASSIC_LOADER,
    operation_id = "classicLoader",
    tag = FILES,
    responses((status = 200, description = "The script.", body = String, content_type = "text/javascript"), (status = 304, description = "It has not changed."), Problems),
)]
pub async fn classic_loader(headers: HeaderMap) -> Result<Response, ApiError> {
    file::<Widget>(CLASSIC_LOADER, &headers, ASKED_AGAIN)
}

/// The widget's other files
///
/// What the loader brings; names with a hash never change.
#[utoipa::path(
    get,
    path = paths::WIDGET,
    operation_id = "widgetFile",
    tag = FILES,
    params(("file" = String, Path, description = "The file's name.")),
    responses((status = 200, description = "The file.", body = String, content_type = "application/octet-stream"), (status = 304, description = "It has not changed."), Problems),
)]
pub async fn widget(PathText(name): PathText, headers: HeaderMap) -> Result<Response, ApiError> {
    if !name.starts_with(HASHED) {
        return file::<Widget>(&name, &headers, ASKED_AGAIN);
    }
    file::<Widget>(&name, &headers, KEPT_FOR_EVER)
        .or_else(|_| file::<Released>(&name, &headers, KEPT_FOR_EVER))
}

/// One of the widget's hashed files.
#[derive(Debug)]
pub struct HashedFile {
    /// Its name, the last segment of its address.
    pub name: String,
    /// Its `integrity`, as HTML has it.
    pub integrity: String,
}

/// The widget's hashed files: module, WebAssembly and each language's words; none while only the API is built.
pub fn hashed_files() -> &'static [HashedFile] {
    static FILES: LazyLock<Vec<HashedFile>> = LazyLock::new(|| {
        Widget::iter()
            .filter(|name| name.starts_with(HASHED) && !name.ends_with(".br"))
            .filter_map(|name| {
                let hash = Widget::get(&name)?.metadata.sha256_hash();
                let integrity = format!("sha256-{}", data_encoding::BASE64.encode(&hash));
                Some(HashedFile { name: name.into_owned(), integrity })
            })
            .collect()
    });
    &FILES
}

/// `GET /demo/{file}`: the demo shop's files.
pub async fn demo(PathText(name): PathText, headers: HeaderMap) -> Result<Response, ApiError> {
    file::<Demo>(&name, &headers, ASKED_AGAIN)
}

/// `GET /`: the demo shop. Of its two views, the shop window says in its head what its script will ask for; an order's
/// address has a query.
pub async fn page(RawQuery(query): RawQuery, headers: HeaderMap) -> Result<Response, ApiError> {
    let mut response = shown("shop", PAGE, &headers)?;
    if query.is_none() {
        response.headers_mut().insert(header::LINK, WINDOW.clone());
    }
    Ok(response)
}

/// What the shop window's script asks for, as a `Link` header (RFC 8288): the browser need not wait for the script.
static WINDOW: LazyLock<HeaderValue> = LazyLock::new(|| {
    let catalogue =
        format!("<{}>; rel=preload; as=fetch; crossorigin=anonymous", paths::DEMO_CATALOGUE);
    let picture =
        |sku| format!("<{}>; rel=preload; as=image", paths::demo_file(&format!("tour-{sku}.svg")));
    let links: Vec<_> = std::iter::once(catalogue).chain(demo::skus().map(picture)).collect();
    HeaderValue::from_str(&links.join(", ")).unwrap_or(HeaderValue::from_static(""))
});

/// `GET /gallery`: the widget's states.
pub async fn gallery(headers: HeaderMap) -> Result<Response, ApiError> {
    shown("gallery", GALLERY, &headers)
}

fn shown(name: &'static str, page: &'static str, asked: &HeaderMap) -> Result<Response, ApiError> {
    let kept = KEPT.get_or_make(name, || {
        Ok::<_, ApiError>(
            KeptContent::new("text/html; charset=utf-8", page)
                .with(header::CACHE_CONTROL, "no-cache")
                .with(header::CONTENT_SECURITY_POLICY, DEMO_CSP),
        )
    })?;
    Ok(kept.answer(asked))
}

/// What has been asked for, compressed once.
static KEPT: LazyLock<KeptContents> = LazyLock::new(KeptContents::default);

fn file<Files: RustEmbed>(
    name: &str,
    asked: &HeaderMap,
    cache: &'static str,
) -> Result<Response, ApiError> {
    let file = Files::get(name).ok_or_else(|| ApiError::new(ProblemCode::NotFound))?;
    // A development build reads files anew whenever they are asked for, so each state of a file is kept apart.
    let state = format!("{name} {}", data_encoding::HEXLOWER.encode(&file.metadata.sha256_hash()));
    let kept =
        KEPT.get_or_make(state, || Ok::<_, ApiError>(content::<Files>(name, file, cache)))?;
    Ok(kept.answer(asked))
}

/// An embedded file's content, with the brotli that the build put beside it.
fn content<Files: RustEmbed>(name: &str, file: EmbeddedFile, cache: &'static str) -> KeptContent {
    let content = KeptContent::new(kind(name), bytes(file.data))
        .with(header::CACHE_CONTROL, cache)
        // The widget is embedded in merchants' pages: modules and WebAssembly are fetched with CORS.
        .with(header::ACCESS_CONTROL_ALLOW_ORIGIN, "*")
        .with(HeaderName::from_static("cross-origin-resource-policy"), "cross-origin");
    match Files::get(&format!("{name}.br")) {
        Some(smaller) => content.with_brotli(bytes(smaller.data)),
        None => content,
    }
}

fn bytes(data: Cow<'static, [u8]>) -> Bytes {
    match data {
        Cow::Borrowed(compiled_in) => Bytes::from_static(compiled_in),
        Cow::Owned(read) => Bytes::from(read),
    }
}

fn kind(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("html") => "text/html; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("json") => "application/json",
        Some("png") => "image/png",
        Some("ts" | "txt") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use http::StatusCode;

    use super::{DEMO_CSP, KEPT_FOR_EVER, Released, paths};
    use crate::test_support::test_app::TestApp;

    /// A merchant's own site, so that there is no demo.
    const SHOP: &str = r#"
[sites.shop]
login = "0123456789abcdef0123456789abcdef"
tran_key = "a-secret-of-the-merchant"
api_keys = ["sk_live_0123456789abcdef"]
allowed_origins = ["https://tienda.example.co"]
return_hosts = ["tienda.example.co"]
merchant = { name = "Tienda", nit = "900123456", phone = "6024567890", email = "pagos@example.co" }
"#;

    #[tokio::test]
    async fn shop_and_gallery_have_nothing_inline_and_nothing_from_elsewhere() {
        let app = TestApp::open().await;
        for path in ["/", "/gallery"] {
            let page = app.get(path).await;
            assert_eq!(page.status, StatusCode::OK, "{path}");
            assert_eq!(page.header("content-type"), "text/html; charset=utf-8", "{path}");
            assert_eq!(page.header("content-security-policy"), DEMO_CSP, "{path}");
            for inline in ["<style", " style=", "<script>", "javascript:"] {
                assert!(!page.text.contains(inline), "{path} has {inline}");
            }
        }
    }

    #[tokio::test]
    async fn the_files_of_the_release_before_are_served_for_ever_too() {
        let app = TestApp::open().await;
        let mut seen = 0;
        for name in Released::iter().filter(|name| name.ends_with(".txt")) {
            let answer = app.get(&paths::widget_file(&name)).await;
            assert_eq!(answer.status, StatusCode::OK, "{name}");
            assert_eq!(answer.header("cache-control"), KEPT_FOR_EVER, "{name}");
            seen += 1;
        }
        assert!(seen >= 3, "{seen} files in frontend/released: scripts/keep-released");
        let gone = paths::widget_file("pse-checkout-aaaaaaaaaaaa.js");
        assert_eq!(app.get(&gone).await.status, StatusCode::NOT_FOUND);
    }

    #[tokio::test]
    async fn without_the_demo_there_is_neither_shop_nor_gallery() {
        let app = TestApp::configured(SHOP).await;
        for path in ["/", "/gallery", "/demo/gallery.js", "/demo/catalogue"] {
            assert_eq!(app.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
        }
        assert_eq!(app.get("/docs").await.status, StatusCode::OK);
    }
}
