//! Renders a template as a response under a `Content-Security-Policy` that allows no script, nothing inline, nothing
//! from another origin and no frame.

use std::borrow::Cow;

use askama::Template;
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, HeaderValue, StatusCode, header};

use crate::content::kept::{KeptContent, KeptContents};

/// The `Content-Security-Policy` of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Policy {
    /// The page can only be read: it has no form.
    Read,
    /// The page may also submit its form, whose answer redirects to a bank. Browsers hold `form-action` against the
    /// redirect's target too, and banks are many: any `https` address, and with a sandbox this machine.
    Pay {
        /// Whether the bank may be on this machine, as with a sandbox.
        sandboxed: bool,
    },
}

impl Policy {
    const fn header(self) -> &'static str {
        match self {
            Self::Read => {
                "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
            }
            Self::Pay { sandboxed: false } => {
                "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self' https:; base-uri 'none'; frame-ancestors 'none'"
            }
            Self::Pay { sandboxed: true } => {
                "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self' https: http://127.0.0.1:* http://localhost:*; base-uri 'none'; frame-ancestors 'none'"
            }
        }
    }
}

const HTML: &str = "text/html; charset=utf-8";

/// Renders a template as an HTML response that no cache may keep.
pub fn page(status: StatusCode, template: &impl Template, policy: Policy) -> Response {
    match template.render() {
        Ok(html) => (
            status,
            [
                (header::CONTENT_TYPE, HTML),
                (header::CACHE_CONTROL, "no-store"),
                (header::CONTENT_SECURITY_POLICY, policy.header()),
            ],
            html,
        )
            .into_response(),
        Err(error) => unwritten(&error),
    }
}

/// Answers a page for reading that is the same for everybody as long as the process runs: rendered and compressed for
/// whoever asks first, then kept under a name.
pub fn kept_page<Page: Template>(
    kept: &KeptContents,
    name: impl Into<Cow<'static, str>>,
    asked: &HeaderMap,
    page: impl FnOnce() -> Page,
) -> Response {
    let made = kept.get_or_make(name, || {
        let html = page().render()?;
        Ok(KeptContent::new(HTML, html)
            .with(header::CACHE_CONTROL, "no-cache")
            .with(header::CONTENT_SECURITY_POLICY, Policy::Read.header()))
    });
    made.map_or_else(|error: askama::Error| unwritten(&error), |content| content.answer(asked))
}

fn unwritten(error: &askama::Error) -> Response {
    tracing::error!(%error, "A page could not be written.");
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}

/// Adds a `Refresh` header: the browser opens `address` by itself after so many seconds.
pub fn refreshed(mut response: Response, seconds: u32, address: &str) -> Response {
    // A header, as it works without script and stays out of the document.
    if let Ok(value) = HeaderValue::from_str(&format!("{seconds}; url={address}")) {
        response.headers_mut().insert(header::REFRESH, value);
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bank_on_this_machine_is_for_the_sandbox_only() {
        let real = Policy::Pay { sandboxed: false }.header();
        assert!(real.contains("form-action 'self' https:;"), "{real}");
        assert!(!real.contains("http://"), "{real}");
        let sandboxed = Policy::Pay { sandboxed: true }.header();
        assert!(sandboxed.contains(" http://127.0.0.1:* http://localhost:*;"), "{sandboxed}");
    }

    #[test]
    fn no_page_runs_a_script_or_is_framed() {
        for policy in
            [Policy::Read, Policy::Pay { sandboxed: true }, Policy::Pay { sandboxed: false }]
        {
            let header = policy.header();
            assert!(
                header.starts_with("default-src 'none'; style-src 'self'; img-src 'self';"),
                "{header}"
            );
            assert!(header.ends_with("base-uri 'none'; frame-ancestors 'none'"), "{header}");
            assert!(!header.contains("script"), "{header}");
        }
    }
}
