//! CORS: pages of a site's `allowed_origins` and our own may call, no other, and no cookies are sent. A page of nobody's can
//! read that it is refused, and nothing else.

use std::ops::ControlFlow;
use std::sync::Arc;

use axum::extract::Request;
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use pse_core::model::{Checkout, CheckoutId};
use pse_shared::ProblemCode;

use super::api_error::ApiError;
use super::around::Around;
use super::state::App;
use crate::config::SiteConfig;

/// The headers that pages may read besides those that every page may.
const EXPOSED: &str = "retry-after, ratelimit, ratelimit-policy";

/// Answers preflights, refuses pages whose origin is allowed by no site, before anything of the request is looked at, and
/// lets pages read the answer. Every answer differs by origin, also one without and one refused: a cache that did not know
/// would give the wrong one.
#[derive(Clone)]
pub struct Cors(pub Arc<App>);

impl Around for Cors {
    /// The origin of the page that called, if a page did.
    type Kept = Option<HeaderValue>;

    fn before(&self, request: &Request) -> ControlFlow<Response, Self::Kept> {
        let app = &*self.0;
        let Some(origin) = request.headers().get(header::ORIGIN) else {
            return ControlFlow::Continue(None);
        };
        let known = is_ours(app, origin) || app.config.sites.iter().any(|site| is_of(site, origin));
        if !known {
            app.refused_origins.of_no_site(&app.config.sites, origin, app.clock.now());
            let mut refused = ApiError::new(ProblemCode::OriginNotAllowed).into_response();
            refused.headers_mut().insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin.clone());
            return ControlFlow::Break(by_origin(refused));
        }
        if request.method() == Method::OPTIONS {
            return ControlFlow::Break(self.after(Some(origin.clone()), preflight()));
        }
        ControlFlow::Continue(Some(origin.clone()))
    }

    fn after(&self, origin: Self::Kept, mut response: Response) -> Response {
        if let Some(origin) = origin {
            let headers = response.headers_mut();
            headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
            headers
                .insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static(EXPOSED));
        }
        by_origin(response)
    }
}

fn by_origin(mut response: Response) -> Response {
    let headers = response.headers_mut();
    // In one line: there are caches that read one alone.
    let vary = match headers.get(header::VARY) {
        None => HeaderValue::from_static("origin"),
        Some(vary) if vary == "accept-encoding" => {
            HeaderValue::from_static("accept-encoding, origin")
        }
        Some(vary) => HeaderValue::from_bytes(&[vary.as_bytes(), b", origin"].concat())
            .unwrap_or(HeaderValue::from_static("origin")),
    };
    headers.insert(header::VARY, vary);
    response
}

fn preflight() -> Response {
    (
        StatusCode::NO_CONTENT,
        [
            (header::ACCESS_CONTROL_ALLOW_METHODS, "GET, POST"),
            (
                header::ACCESS_CONTROL_ALLOW_HEADERS,
                "content-type, idempotency-key, accept-language",
            ),
            (header::ACCESS_CONTROL_MAX_AGE, "600"),
        ],
    )
        .into_response()
}

/// Finds a checkout and its site for a page, by the id in a path. To a page, another site's checkouts are like those that
/// do not exist, also in how long it takes. Pages of no site do not come so far.
///
/// # Errors
/// `not_found`, the same for a malformed id, an unknown one and one of a site whose pages these are not.
pub async fn checkout<'a>(
    app: &'a App,
    id: &str,
    headers: &HeaderMap,
) -> Result<(Checkout, &'a SiteConfig), ApiError> {
    let Some(origin) = headers.get(header::ORIGIN).filter(|origin| !is_ours(app, origin)) else {
        return app.checkout(id).await;
    };
    let not_found = || ApiError::new(ProblemCode::NotFound);
    let id = CheckoutId::parse(id).ok_or_else(not_found)?;
    for site in app.config.sites.iter().filter(|site| is_of(site, origin)) {
        if let Some(checkout) = app.store.checkout_of_site(&site.name, &id).await? {
            return Ok((checkout, site));
        }
    }
    tell_if_another_sites(app, id, origin.clone());
    Err(not_found())
}

/// Tells in the log when it was another site's. Found out apart from the answer, which is to take as long for one as for
/// none.
fn tell_if_another_sites(app: &App, id: CheckoutId, origin: HeaderValue) {
    let (store, refused) = (Arc::clone(&app.store), Arc::clone(&app.refused_origins));
    let now = app.clock.now();
    tokio::spawn(async move {
        if let Ok(Some(checkout)) = store.checkout(&id).await {
            refused.of_another_site(&checkout.site, &origin, now);
        }
    });
}

fn is_ours(app: &App, origin: &HeaderValue) -> bool {
    origin.as_bytes() == app.public_url.as_bytes()
}

fn is_of(site: &SiteConfig, origin: &HeaderValue) -> bool {
    site.allowed_origins.iter().any(|allowed| allowed.matches(origin.as_bytes()))
}
