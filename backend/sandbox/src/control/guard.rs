//! Lets programs on this machine use the control interface and nobody else: no other machine, also not through a proxy on
//! this one, and no page of anybody's in a browser of this machine.

use axum::body::HttpBody as _;
use axum::extract::{ConnectInfo, Request};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use url::Url;

use super::problem::Problem;
use crate::addressee;
use crate::connection::Peer;

/// Headers that a proxy adds to another caller's request, besides all that begin with `x-forwarded-`.
const FORWARDED: [&str; 3] = ["forwarded", "x-real-ip", "via"];

/// Refuses callers that are elsewhere, and what a page of another origin could make a browser send.
pub(super) async fn this_machine_only(
    ConnectInfo(peer): ConnectInfo<Peer>,
    request: Request,
    next: Next,
) -> Response {
    match check(&peer, &request) {
        Ok(()) => next.run(request).await,
        Err(problem) => problem.into_response(),
    }
}

fn check(peer: &Peer, request: &Request) -> Result<(), Problem> {
    let forbidden = |field, error| Err(Problem::new(StatusCode::FORBIDDEN, field, error));
    let headers = request.headers();
    if !peer.is_loopback() || is_forwarded(headers) {
        return forbidden("peer", "the control interface is for loopback callers");
    }
    if !addressee::is_known(headers, request.uri(), &[]) {
        return forbidden("host", "the control interface is called by an address of this machine");
    }
    if !headers.get_all("sec-fetch-site").iter().all(is_own_doing)
        || !headers.get_all(header::ORIGIN).iter().all(|origin| is_own(origin, headers))
    {
        return forbidden("origin", "no other page may call the control interface");
    }
    let says_type = headers.contains_key(header::CONTENT_TYPE);
    if (says_type || !request.body().is_end_stream()) && !is_json(headers) {
        let error = "the control interface takes application/json";
        return Err(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "content_type", error));
    }
    Ok(())
}

fn is_forwarded(headers: &HeaderMap) -> bool {
    headers
        .keys()
        .any(|name| FORWARDED.contains(&name.as_str()) || name.as_str().starts_with("x-forwarded-"))
}

/// Whether a browser says that no other page is behind the request: ours is, or the person at it.
fn is_own_doing(site: &HeaderValue) -> bool {
    site == "same-origin" || site == "none"
}

/// Whether the page came from where it sends to.
fn is_own(origin: &HeaderValue, headers: &HeaderMap) -> bool {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
    let own = host.and_then(|host| Url::parse(&format!("http://{host}/")).ok());
    let origin = origin.to_str().ok();
    own.is_some_and(|own| origin == Some(own.origin().ascii_serialization().as_str()))
}

/// Whether the body is said to be JSON, which no page may send elsewhere without asking first.
fn is_json(headers: &HeaderMap) -> bool {
    let mut types = headers.get_all(header::CONTENT_TYPE).iter();
    let (first, second) = (types.next(), types.next());
    let essence = first.and_then(|value| value.to_str().ok()?.split(';').next());
    second.is_none() && essence.is_some_and(|it| it.trim().eq_ignore_ascii_case("application/json"))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use axum::body::Body;
    use axum::extract::connect_info::MockConnectInfo;
    use http::Method;
    use tower::ServiceExt as _;

    use super::*;
    use crate::Config;
    use crate::sandbox::Sandbox;
    use crate::server::router;

    const HERE: (&str, &str) = ("host", "127.0.0.1:8081");

    async fn send(
        peer: &str,
        (method, path): (Method, &str),
        headers: &[(&str, &str)],
        body: &'static str,
    ) -> StatusCode {
        let config = Config::for_address("127.0.0.1:1".parse().unwrap());
        let app = router(Arc::new(Sandbox::new(config).unwrap()))
            .layer(MockConnectInfo(Peer::at(peer.parse().unwrap())));
        let request = headers
            .iter()
            .fold(Request::builder().method(method).uri(path), |request, (name, value)| {
                request.header(*name, *value)
            });
        app.oneshot(request.body(Body::from(body)).unwrap()).await.unwrap().status()
    }

    async fn reads(peer: &str, headers: &[(&str, &str)]) -> StatusCode {
        send(peer, (Method::GET, "/control/transactions"), headers, "").await
    }

    async fn here(headers: &[(&str, &str)]) -> StatusCode {
        reads("127.0.0.1:5000", headers).await
    }

    #[tokio::test]
    async fn only_callers_on_this_machine_may_control_the_sandbox() {
        assert_eq!(reads("127.0.0.1:5000", &[HERE]).await, StatusCode::OK);
        assert_eq!(reads("[::1]:5000", &[HERE]).await, StatusCode::OK);
        assert_eq!(reads("203.0.113.9:5000", &[HERE]).await, StatusCode::FORBIDDEN);
        assert_eq!(reads("[2001:db8::1]:5000", &[HERE]).await, StatusCode::FORBIDDEN);
    }

    #[tokio::test]
    async fn a_proxy_on_this_machine_does_not_open_the_door_for_others() {
        for name in ["forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via"] {
            assert_eq!(here(&[HERE, (name, "127.0.0.1")]).await, StatusCode::FORBIDDEN, "{name}");
        }
    }

    #[tokio::test]
    async fn a_name_that_leads_to_this_machine_does_not_open_the_door() {
        assert_eq!(here(&[("host", "localhost:8081")]).await, StatusCode::OK);
        assert_eq!(here(&[("host", "127.0.0.1.evil.example")]).await, StatusCode::FORBIDDEN);
        assert_eq!(here(&[]).await, StatusCode::FORBIDDEN, "no host at all");
    }

    #[tokio::test]
    async fn no_other_page_may_control_the_sandbox() {
        for (name, value) in [
            ("origin", "http://evil.example"),
            ("origin", "null"),
            ("origin", "http://127.0.0.1:8080"),
            ("origin", "http://localhost:8081"),
            ("origin", "https://127.0.0.1:8081"),
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-site", "same-site"),
            ("sec-fetch-site", "Same-Origin, cross-site"),
        ] {
            assert_eq!(here(&[HERE, (name, value)]).await, StatusCode::FORBIDDEN, "{value}");
        }
        let two = [HERE, ("origin", "http://127.0.0.1:8081"), ("origin", "http://evil.example")];
        assert_eq!(here(&two).await, StatusCode::FORBIDDEN);
        for (name, value) in [
            ("origin", "http://127.0.0.1:8081"),
            ("sec-fetch-site", "same-origin"),
            ("sec-fetch-site", "none"),
        ] {
            assert_eq!(here(&[HERE, (name, value)]).await, StatusCode::OK, "{value}");
        }
    }

    #[tokio::test]
    async fn what_a_form_of_any_page_could_send_is_refused_with_a_body_and_without() {
        let clock = (Method::POST, "/control/clock");
        let reset = (Method::POST, "/control/reset");
        let peer = "127.0.0.1:5000";
        let offset = r#"{"offset_seconds": 1}"#;
        for kind in [
            "text/plain",
            "text/plain; charset=application/json",
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=x",
            "application/jsonp",
            "",
        ] {
            let typed = [HERE, ("content-type", kind)];
            for (call, body) in [(clock.clone(), offset), (reset.clone(), "")] {
                let status = send(peer, call, &typed, body).await;
                assert_eq!(status, StatusCode::UNSUPPORTED_MEDIA_TYPE, "{kind}");
            }
        }
        for (call, body) in [(clock.clone(), offset), (reset.clone(), "a=1")] {
            let status = send(peer, call, &[HERE], body).await;
            assert_eq!(status, StatusCode::UNSUPPORTED_MEDIA_TYPE, "no type");
        }
        for kind in ["application/json", "Application/JSON; charset=utf-8"] {
            let typed = [HERE, ("content-type", kind)];
            assert_eq!(send(peer, clock.clone(), &typed, offset).await, StatusCode::OK, "{kind}");
        }
        assert_eq!(send(peer, reset, &[HERE], "").await, StatusCode::OK);
    }
}
