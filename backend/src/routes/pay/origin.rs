//! The origin check of the form: only our own page may send it, so that no other page pays in a buyer's name.

use http::uri::Authority;
use http::{HeaderMap, HeaderValue, header};
use pse_shared::ProblemCode;

use crate::routes::http::api_error::ApiError;

/// Refuses a form that a page of another origin sends. Programs, which send neither `Origin` nor
/// `Sec-Fetch-Site`, hold nobody's session and may.
///
/// # Errors
/// `origin_not_allowed` when the form comes from another origin's page.
pub fn check(public_url: &str, headers: &HeaderMap) -> Result<(), ApiError> {
    let site = headers.get("sec-fetch-site").map(HeaderValue::as_bytes);
    let allowed = match (site, headers.get(header::ORIGIN)) {
        // `none`: the buyer's own doing, such as reloading.
        (Some(site), _) if site != b"same-origin" && site != b"none" => false,
        (_, None) => true,
        // What a browser says of a page that is kept from saying where it is.
        (Some(_), Some(origin)) if origin == "null" => true,
        (_, Some(origin)) => origin == public_url || is_own(origin, headers),
    };
    if allowed { Ok(()) } else { Err(ApiError::new(ProblemCode::OriginNotAllowed)) }
}

/// Whether the page came from where it sends to, by whichever name this service is reached.
fn is_own(origin: &HeaderValue, headers: &HeaderMap) -> bool {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
    let origin = origin.to_str().ok().and_then(|origin| origin.split_once("://"));
    match (host, origin) {
        (Some(host), Some(("http" | "https", authority))) => {
            authority.parse::<Authority>().is_ok_and(|known| known == *host)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn allowed(headers: &[(&'static str, &'static str)]) -> bool {
        let headers = headers
            .iter()
            .map(|(name, value)| ((*name).parse().unwrap(), HeaderValue::from_static(value)))
            .collect();
        check("https://pagos.example.co", &headers).is_ok()
    }

    #[test]
    fn our_own_page_and_programs_may_send_the_form() {
        for headers in [
            &[][..],
            &[("origin", "https://pagos.example.co")],
            &[("origin", "https://pagos.example.co"), ("sec-fetch-site", "same-origin")],
            &[("origin", "null"), ("sec-fetch-site", "same-origin")],
            &[("sec-fetch-site", "none")],
            &[("origin", "http://localhost:8080"), ("host", "localhost:8080")],
        ] {
            assert!(allowed(headers), "{headers:?}");
        }
    }

    #[test]
    fn another_page_may_not() {
        for headers in [
            &[("origin", "https://evil.example")][..],
            &[("origin", "null")],
            &[("origin", "https://pagos.example.co.evil.example")],
            &[("origin", "https://evil.example"), ("host", "pagos.example.co")],
            &[("origin", "https://pagos.example.co"), ("sec-fetch-site", "cross-site")],
            &[("sec-fetch-site", "same-site")],
            &[("origin", "file://pagos.example.co"), ("host", "pagos.example.co")],
            &[
                ("origin", "https://evil.example"),
                ("sec-fetch-site", "same-origin"),
                ("host", "pagos.example.co"),
            ],
        ] {
            assert!(!allowed(headers), "{headers:?}");
        }
    }
}
