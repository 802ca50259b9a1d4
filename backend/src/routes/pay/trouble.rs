//! Errors on paths that buyers' browsers open: clients that ask for HTML get a page, programs get the problem as JSON.

use std::ops::ControlFlow;

use axum::extract::Request;
use axum::response::Response;
use http::{HeaderMap, header};
use pse_shared::ProblemCode;

use super::page::{retry_later, status_of};
use crate::pages::answer::{Policy, page};
use crate::pages::locale::Locale;
use crate::pages::notice::NoticePage;
use crate::routes::http::accept_language::preferred;
use crate::routes::http::api_error::ApiError;
use crate::routes::http::around::Around;
use crate::routes::http::layers::timed_out;
use crate::words;

/// Shows an error to a person as a page.
#[derive(Debug, Clone, Copy)]
pub struct Trouble;

impl Around for Trouble {
    /// The path of the page and its language, where a browser asks.
    type Kept = Option<(String, Locale)>;

    fn before(&self, request: &Request) -> ControlFlow<Response, Self::Kept> {
        ControlFlow::Continue(wants_html(request.headers()).then(|| {
            let uri = request.uri();
            let path = uri.path_and_query().map_or("/", |path| path.as_str()).to_owned();
            let accepted = preferred(request.headers().get(header::ACCEPT_LANGUAGE));
            (path, Locale::of(uri.query(), accepted))
        }))
    }

    fn after(&self, asked: Self::Kept, mut response: Response) -> Response {
        let Some((path, locale)) = asked else { return response };
        let problem = response.extensions_mut().remove::<ApiError>();
        match problem.or_else(|| timed_out(&response)) {
            Some(problem) => shown(&problem, &path, locale),
            None => response,
        }
    }
}

fn shown(problem: &ApiError, path: &str, locale: Locale) -> Response {
    let code = problem.code();
    let detail = locale.words.with_wait(&problem.detail_in(locale.language), problem.wait());
    let nothing_there = code == ProblemCode::NotFound;
    let notice = NoticePage {
        locale,
        title: if nothing_there {
            locale.words.failed_title()
        } else {
            words::of(locale.language).problem(code).title
        },
        text: if nothing_there { locale.words.not_found() } else { &detail },
        view: None,
        again: (!nothing_there).then_some(path),
        shop: None,
    };
    retry_later(page(status_of(code), &notice, Policy::Read), problem.wait())
}

/// Whether a browser is asking: it names HTML, which programs do not.
fn wants_html(headers: &HeaderMap) -> bool {
    headers
        .get_all(header::ACCEPT)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|range| {
            let mut pieces = range.split(';').map(str::trim);
            pieces.next() == Some("text/html") && pieces.all(|piece| piece != "q=0")
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::HeaderValue;

    #[test]
    fn browsers_ask_for_html_and_programs_do_not() {
        for (accept, expected) in [
            ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", true),
            ("application/xml, text/html;q=0.5", true),
            ("*/*", false),
            ("application/json", false),
            ("text/html;q=0", false),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT, HeaderValue::from_static(accept));
            assert_eq!(wants_html(&headers), expected, "{accept}");
        }
        assert!(!wants_html(&HeaderMap::new()));
    }
}
